"""Charts as a Word document: for each the picture, the table and the sentences that its figures come from.

Title, notes and sources are text of the document, to be edited; the picture holds the bars and their key alone.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from extract.comparability import CAUTION, UNSURE
from extract.facts import Fact
from extract.views.charts.folding import folded
from extract.views.charts.spec import ChartSpec, Row
from extract.views.exports.image import bare_png
from extract.views.exports.rows import closing, heads, shortened, summary
from extract.views.palette import LIGHT, OFFICE_FACE
from extract.views.words import quoting
from extract.views.words.language import Language
from extract.views.words.wording import label

_PICTURE_WIDTH = 16.0  # cm: A4 with margins of 2.5
_PICTURE_HEIGHT = 18.5
_MOST_ROWS = 36
_COLUMNS = ("region", "level", "value", "period", "grade", "quote")
_SHARES = {
    "zh": (2.9, 1.7, 3.3, 3.3, 2.1, 2.7),
    "en": (2.8, 2.2, 2.9, 2.9, 2.9, 2.3),
}  # cm; English words are longer


def docx(specs: Sequence[ChartSpec]) -> bytes:
    """A chapter a chart, each on a new page."""
    document: Any = Document()
    document.core_properties.title = specs[0].title
    prepare(document)
    for number, spec in enumerate(specs):
        # a break of its own would take a line, and a page where the last one is full
        document.add_heading(spec.title, level=1).paragraph_format.page_break_before = number > 0
        _chapter(document, spec)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def prepare(document: Any) -> None:
    """The page and the styles: A4, the house's face and colours."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name, size, colour, bold in (
        ("Normal", 10.5, LIGHT.ink, False),
        ("Heading 1", 18, LIGHT.ink, True),
        ("Heading 2", 12, LIGHT.ink, True),
    ):
        style = document.styles[name]
        _face(style.font, size, colour, bold)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in (
            "w:asciiTheme",
            "w:hAnsiTheme",
            "w:eastAsiaTheme",
            "w:cstheme",
        ):  # a theme's face would win
            fonts.attrib.pop(qn(key), None)
        fonts.set(qn("w:eastAsia"), OFFICE_FACE)
        style.paragraph_format.space_after = Pt(4)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(0)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(12)


def _face(font: Any, size: float, colour: str, bold: bool = False) -> None:
    font.name, font.size, font.bold = OFFICE_FACE, Pt(size), bold
    font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))


def _chapter(document: Any, spec: ChartSpec) -> None:
    """What stands under the heading of a chart."""
    say = spec.language
    drawing(document, spec)
    if spec.rows:
        document.add_heading(label("part.data", say), level=2)
        data_table(document, spec)
    document.add_heading(label("part.notes", say), level=2)
    for text in [*shortened(spec, _MOST_ROWS).notes, *closing(spec)]:
        paragraph(document, text, 9, LIGHT.quiet)
    quoted = [each for row in spec.rows if row.fact for each in row.quoted]
    if quoted:
        document.add_heading(quoting.heading([fact for _, fact in quoted], say), level=2)
        for name, fact in quoted:
            quote(document, name, fact, say)


def drawing(document: Any, spec: ChartSpec) -> None:
    """Unit and definition, what may be compared, the strip that says what differs, and with them on one page the picture."""
    above = [paragraph(document, spec.subtitle, 9.5, LIGHT.quiet)] if spec.subtitle else []
    above.append(paragraph(document, summary(spec), 10, LIGHT.ink))
    if spec.agreement:
        strip = paragraph(document, spec.headline + "　", 10, LIGHT.notice_ink, bold=True)
        run(strip, spec.agreement, 10, LIGHT.notice_ink)
        shade(strip._p.get_or_add_pPr(), LIGHT.notice)
        above.append(strip)
    for line in above:
        line.paragraph_format.keep_with_next = bool(spec.rows)
    if spec.rows:
        picture = document.add_picture(
            io.BytesIO(bare_png(shortened(spec, _MOST_ROWS))), width=Cm(_PICTURE_WIDTH)
        )
        if picture.height > Cm(_PICTURE_HEIGHT):
            picture.width, picture.height = (
                round(picture.width * Cm(_PICTURE_HEIGHT) / picture.height),
                Cm(_PICTURE_HEIGHT),
            )
        picture._inline.docPr.set("descr", spec.alt)
        for side in ("distT", "distB", "distL", "distR"):  # left unsaid, some programs indent the picture
            picture._inline.set(side, "0")


def paragraph(document: Any, text: str, size: float, colour: str, *, bold: bool = False) -> Any:
    """A paragraph of one run."""
    made = document.add_paragraph()
    run(made, text, size, colour, bold)
    return made


def run(paragraph: Any, text: str, size: float, colour: str, bold: bool = False) -> Any:
    """Words at the end of a paragraph, in the house's face."""
    made = paragraph.add_run(text)
    _face(made.font, size, colour, bold)
    made._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), OFFICE_FACE)
    return made


def shade(properties: Any, colour: str, *, hatch: str = "", dots: str = "") -> None:
    """A ground behind a paragraph or cell, plain, with diagonal stripes or with dots."""
    shade = OxmlElement("w:shd")
    pattern = ("diagStripe", hatch.removeprefix("#")) if hatch else ("clear", "auto")
    pattern = ("pct10", dots.removeprefix("#")) if dots else pattern
    for key, value in (("w:val", pattern[0]), ("w:color", pattern[1]), ("w:fill", colour.removeprefix("#"))):
        shade.set(qn(key), value)
    properties.append(shade)


def data_table(document: Any, spec: ChartSpec) -> None:
    """The table of a chart: each region with its figure in full, its period, its grade and the figure as reported."""
    table = document.add_table(rows=1, cols=len(_COLUMNS))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    ruled(table)
    names = heads(spec, _COLUMNS)
    names[_COLUMNS.index("value")] = spec.language.bracketed(names[_COLUMNS.index("value")], spec.unit)
    for cell, head, column in zip(table.rows[0].cells, names, _COLUMNS, strict=True):
        fill(cell, head, LIGHT.quiet, right=column == "value", bold=True)
        shade(cell._tc.get_or_add_tcPr(), LIGHT.chip)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in folded(spec):
        cells = table.add_row().cells
        for cell, text, column in zip(cells, _line(spec, row), _COLUMNS, strict=True):
            fill(cell, text, LIGHT.ink if row.drawn else LIGHT.faint, right=column == "value")
            if column == "grade" and row.grade == CAUTION:
                shade(cell._tc.get_or_add_tcPr(), LIGHT.ground, hatch=LIGHT.caution)
            if column == "grade" and row.grade == UNSURE:
                shade(cell._tc.get_or_add_tcPr(), LIGHT.ground, dots=LIGHT.comparable)
    for number, width in enumerate(_SHARES[spec.language.code]):
        table.columns[number].width = Cm(width)
        for cell in table.columns[number].cells:
            cell.width = Cm(width)


def _line(spec: ChartSpec, row: Row) -> tuple[str, ...]:
    grade = spec.grade(row)
    quote = row.fact.quote if row.fact else ""
    return (row.name, row.level, row.whole, row.period, grade, quote)


def fill(cell: Any, text: str, colour: str, *, right: bool = False, bold: bool = False) -> None:
    """Words in a cell of a table, numbers flush right."""
    own = cell.paragraphs[0]
    own.paragraph_format.space_after = Pt(1)
    if right:
        own.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run(own, text, 9, colour, bold)


def ruled(table: Any) -> None:
    """Rules above, below and between the rows, none between the columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("w:val", "single"), ("w:sz", "4"), ("w:color", LIGHT.line.removeprefix("#"))):
            line.set(qn(key), value)
        borders.append(line)
    properties = table._tbl.tblPr
    properties.find(qn("w:tblLayout")).addprevious(borders)  # the schema's order, which Word insists on


def quote(document: Any, name: str, fact: Fact, say: Language, report: str = "") -> None:
    """The restored sentence with its figure marked, and where it stands in the raw file; ``report`` is what that is called
    where not by its name. A sentence that was made of cells says so."""
    made = paragraph(document, f"{name}　", 10, LIGHT.ink, bold=True)
    before, after = (
        fact.sentence[: fact.position].lstrip(),
        fact.sentence[fact.position + len(fact.text) :].rstrip(),
    )
    run(made, before, 10, LIGHT.ink)
    run(made, fact.text, 10, LIGHT.ink, bold=True).font.highlight_color = WD_COLOR_INDEX.YELLOW
    run(made, after, 10, LIGHT.ink)
    told = " · ".join(
        filter(None, [f"{report or fact.report} {fact.start}–{fact.end}", quoting.note(fact, say)])
    )
    run(made, f"　{told}", 8, LIGHT.faint)
