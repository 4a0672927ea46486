"""Text and fills on slides, of charts and of maps alike.

Every run names a Latin and an East Asian typeface: without the second PowerPoint takes whatever its theme holds for Chinese.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from extract.comparability import COMPARABLE, UNSURE
from extract.views.palette import LIGHT, OFFICE_FACE

Run = tuple[str, float, str, bool]
"""Text, size in points, colour, whether bold."""


def paragraphs(frame: Any, lines: Sequence[Sequence[Run]], *, spacing: float = 0) -> None:
    """Fill a text frame, one list of runs a paragraph, flush left without inner margins."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, runs in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = None
        paragraph.space_after = Pt(spacing)
        paragraph._p.get_or_add_pPr().set("algn", "l")
        for text, size, colour, bold in runs:
            run = paragraph.add_run()
            run.text = text
            face(run.font, size, colour, bold)


def face(font: Any, size: float, colour: str, bold: bool = False) -> None:
    """Set a font's size, colour and weight, and its typeface for both scripts."""
    font.size, font.bold, font.name = Pt(size), bold, OFFICE_FACE
    font.color.rgb = rgb(colour)
    _east_asian(font._element)


def rgb(colour: str) -> Any:
    """A colour of the palette as slides know it."""
    from_string: Any = RGBColor.from_string
    return from_string(colour.removeprefix("#"))


def _east_asian(properties: Any) -> None:
    """Name the typeface for Chinese beside the Latin one; the schema wants it right after."""
    latin = properties.find(qn("a:latin"))
    if properties.find(qn("a:ea")) is None and latin is not None:
        latin.addnext(parse_xml(f'<a:ea {nsdecls("a")} typeface="{OFFICE_FACE}"/>'))


def paint(shape: Any, grade: str) -> None:
    """Give a bar or a square the look of its grade: solid, hatched, or outlined with dots."""
    fill = shape.fill
    if grade == COMPARABLE:
        fill.solid()
        fill.fore_color.rgb = rgb(LIGHT.comparable)
        return
    fill.patterned()
    if grade == UNSURE:
        fill.pattern = MSO_PATTERN.DOTTED_GRID  # LibreOffice draws any percentage as stripes, like caution
        fill.fore_color.rgb = rgb(LIGHT.comparable)
        fill.back_color.rgb = rgb(LIGHT.ground)
        shape.line.color.rgb = rgb(LIGHT.comparable)
        shape.line.width = Pt(1.25)
        return
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb = rgb(LIGHT.hatch)
    fill.back_color.rgb = rgb(LIGHT.caution)
