"""A brief as PowerPoint slides: a title, contents, a slide or more a part, and the annex; charts and tables can be edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from extract.facts import Fact
from extract.views.briefing.parts import Absent, Charts, Document, Figures, Grid, Tables, quoted
from extract.views.charts.spec import ChartSpec
from extract.views.exports.brief.laying import Numbered, annexes, cited, numbered, numbers, pages, short
from extract.views.exports.powerpoint import (
    HEIGHT,
    INNER,
    LEADING,
    LEFT,
    WIDTH,
    box,
    chart_slides,
    contents,
    fit,
    new_deck,
    saved,
    titled,
)
from extract.views.exports.slides import Run, paragraphs, rgb
from extract.views.exports.typeset import wrap
from extract.views.palette import LIGHT
from extract.views.words import quoting
from extract.views.words.language import Language
from extract.views.words.wording import label

_ROWS = 13  # of a table on a slide
_ROOM = HEIGHT - 1.25 - 0.45  # inches under a title
_SIZE, _SMALL = 13.0, 9.5  # of running text, and of a long list
_LONG = (
    40  # sources beyond which they stand small in two columns: those of four hundred reports took 26 slides
)
_GAP = 0.4  # inches between columns


def pptx(document: Document) -> bytes:
    """The file."""
    deck = new_deck(document.title)
    deck.core_properties.author = document.byline
    own, extra = numbered(document), annexes(document, data="notes")
    _opening(deck, document)
    contents(
        deck,
        [each.title for each in own] + [words for _, words in extra],
        document.language,
    )
    for each in own:
        _part(deck, document, each)
    for id, words in extra:
        _annex(deck, document, own, id, words)
    for number, slide in enumerate(deck.slides, 1):
        if number > 1:
            _number(slide, number)
    return saved(deck)


def _opening(deck: Any, document: Document) -> None:
    """The title over a rule in the brand's red, and the lead."""
    slide = titled(deck, document.title)
    shape = slide.shapes.title
    shape.top, shape.height = Inches(2.0), Inches(1.3)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    paragraphs(shape.text_frame, [])
    for run in shape.text_frame.paragraphs[0].runs:
        run.font.size = Pt(40 if len(wrap(document.title, 40, INNER * 72)) == 1 else 30)
    rule = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(LEFT), Inches(3.45), Inches(INNER), Inches(0.04)
    )
    rule.fill.solid()
    rule.fill.fore_color.rgb = rgb(LIGHT.brand)
    rule.line.fill.background()
    rule.shadow.inherit = False
    said: list[list[Run]] = [
        [("　".join(filter(None, [document.byline, document.dated])), 16, LIGHT.quiet, False)]
    ]
    shown, _ = fit(" ".join(document.lead.split()), 16, 5)
    said += [[(shown, 16, LIGHT.ink, False)]] if shown else []
    words = slide.shapes.add_textbox(Inches(LEFT), Inches(3.7), Inches(INNER), Inches(3.0))
    paragraphs(words.text_frame, said, spacing=14)
    slide.notes_slide.notes_text_frame.text = document.lead


def _part(deck: Any, document: Document, own: Numbered) -> None:
    part, line = own.part, " ".join(own.part.line.split())
    match part.content:
        case Charts(specs):
            for number, spec in enumerate(specs):
                for slide in chart_slides(deck, _headed(own, spec), line if not number else ""):
                    slide.notes_slide.notes_text_frame.text = _noted(own, line, document.language)
        case Tables(grids):
            for caption, grid in zip(own.captions, grids, strict=True):
                _tables(deck, document, own, caption, grid, line)
        case Figures():
            _figure(deck, document, own, part.content, line)
        case Absent(why):
            slide = titled(deck, own.title)
            box(slide, 1.3, [[(why, 16, LIGHT.notice_ink, False)]], 2, 16)


def _headed(own: Numbered, spec: ChartSpec) -> ChartSpec:
    """A chart under the part's heading; its own title goes in front of its unit, and its sources are in the annex."""
    own_title = "" if own.part.heading == spec.title else spec.title
    subtitle = " · ".join(filter(None, [own_title, spec.subtitle]))
    return replace(
        short(spec),
        title=own.title,
        subtitle=subtitle,
        sources=tuple(filter(None, [numbers(own.part.cited)])),
    )


def _tables(deck: Any, document: Document, own: Numbered, caption: str, grid: Grid, line: str) -> None:
    for number, page in enumerate(pages(grid, _ROWS)):
        again = label("brief.continued", document.language, title=own.title)
        slide = titled(deck, own.title if not number else again)
        top = 1.05
        if line and not number:
            shown, lines = fit(line, 16, 2)
            top = box(slide, top, [[(shown, 16, LIGHT.ink, False)]], lines, 16)
        top = box(slide, top, [[(fit(caption, 12, 1)[0], 12, LIGHT.quiet, False)]], 1, 12)
        _table(slide, page, top + 0.05)
        _foot(slide, cited(document, own.part))
        slide.notes_slide.notes_text_frame.text = _noted(own, line, document.language)


def _table(slide: Any, grid: Grid, top: float) -> None:
    height = 0.38 * (len(grid.rows) + 1)
    frame = slide.shapes.add_table(
        len(grid.rows) + 1, len(grid.heads), Inches(LEFT), Inches(top), Inches(INNER), Inches(height)
    )
    table = frame.table
    table.horz_banding = False
    for number, share in enumerate(grid.shares):
        table.columns[number].width = Inches(share * INNER)
    for at, row in enumerate((grid.heads, *grid.rows)):
        for number, text in enumerate(row):
            cell = table.cell(at, number)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(LIGHT.chip if at == 0 else LIGHT.ground)
            room = grid.shares[number] * INNER * 72 - 14
            shown = text if len(wrap(text, 11, room)) < 3 else text[: int(room / 11 * 2) - 1] + "…"
            _ruled(cell)
            paragraphs(cell.text_frame, [[(shown, 11, LIGHT.quiet if at == 0 else LIGHT.ink, at == 0)]])
            cell.margin_left = cell.margin_right = Inches(0.08)
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            if number in grid.right:
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _ruled(cell: Any) -> None:
    """A line under a cell and none at its other sides."""
    properties = cell._tc.get_or_add_tcPr()
    color = LIGHT.line.removeprefix("#")
    lines = [f'<a:{side} {nsdecls("a")} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT")]
    lines.append(
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:lnB>'
    )
    for number, line in enumerate(lines):  # before the fill, in the order that the schema wants
        properties.insert(number, parse_xml(line))


def _figure(deck: Any, document: Document, own: Numbered, figures: Figures, line: str) -> None:
    """The number large, and under it the sentences that it is from."""
    slide = titled(deck, own.title)
    top = 1.05
    if line:
        shown, lines = fit(line, 16, 2)
        top = box(slide, top, [[(shown, 16, LIGHT.ink, False)]], lines, 16)
    top = box(slide, top + 0.15, [[(figures.number, 54, LIGHT.comparable, True), (f"  {figures.unit}", 22, LIGHT.comparable, False)]], 1, 54)  # fmt: skip
    top = box(slide, top, [[(figures.about, 14, LIGHT.quiet, False)]], 1, 14)
    if figures.terms:
        shown, lines = fit(label("brief.divided", document.language, terms=figures.terms), 13, 2)
        top = box(slide, top, [[(shown, 13, LIGHT.quiet, False)]], lines, 13)
    for name, fact in figures.quoted:
        runs, text = _sentence(name, fact, document.language)
        lines = len(wrap(text, 16, INNER * 72 * 0.96))
        top = box(slide, top + 0.15, [runs], lines, 16)
    _foot(slide, cited(document, own.part))
    slide.notes_slide.notes_text_frame.text = _noted(own, line, document.language)


def _sentence(name: str, fact: Fact, say: Language) -> tuple[list[Run], str]:
    """A sentence with its figure in bold, cut at both ends where it is long, and as one text."""
    before, after = (
        fact.sentence[: fact.position].lstrip(),
        fact.sentence[fact.position + len(fact.text) :].rstrip(),
    )
    before = before if len(before) <= 90 else "…" + before[-90:]
    after = after if len(after) <= 90 else after[:90] + "…"
    runs: list[Run] = [
        (f"{name}　", 16, LIGHT.quiet, False),
        (before, 16, LIGHT.ink, False),
        (fact.text, 16, LIGHT.comparable, True),
        (after, 16, LIGHT.ink, False),
    ]
    told = quoting.note(fact, say)
    runs += [(f"　{told}", 11, LIGHT.faint, False)] if told else []
    return runs, "".join(run[0] for run in runs)


def _noted(own: Numbered, line: str, say: Language) -> str:
    """The page of notes: all that the slide cannot hold."""
    said = [quoting.line(name, fact, say) for name, fact in quoted(own.part.content)]
    return "\n".join(filter(None, [own.title, line, *own.part.notes, *said]))


def _annex(deck: Any, document: Document, own: Sequence[Numbered], id: str, words: str) -> None:
    match id:
        case "notes":
            lines = [
                line
                for each in own
                if each.part.notes
                for line in (each.title, *(f"　{note}" for note in each.part.notes))
            ]
            lines = lines or [label("brief.no_notes", document.language)]
        case "changes":
            lines = list(document.changes)
        case "sources":
            lines = [f"[{number}]　{text}" for number, text in enumerate(document.sources, 1)]
        case "method":
            lines = list(document.method)
        case _:
            raise ValueError(f"no annex {id!r}")
    size, columns = (_SMALL, 2) if id == "sources" and len(lines) > _LONG else (_SIZE, 1)
    wide = (INNER - _GAP * (columns - 1)) / columns
    filled = list(_filled(lines, size, wide))
    for number in range(0, len(filled), columns):
        slide = titled(
            deck, words if not number else label("brief.continued", document.language, title=words)
        )
        for place, some in enumerate(filled[number : number + columns]):
            left = LEFT + place * (wide + _GAP)
            frame = slide.shapes.add_textbox(Inches(left), Inches(1.25), Inches(wide), Inches(_ROOM))
            paragraphs(
                frame.text_frame, [[(line, size, LIGHT.ink, False)] for line in some], spacing=_after(size)
            )


def _filled(lines: Sequence[str], size: float, wide: float) -> Iterator[list[str]]:
    """Paragraphs of this size, so many as a column so ``wide`` (inches) of a slide holds at a time."""
    some: list[str] = []
    filled = 0.0
    for line in lines:
        height = (len(wrap(line, size, wide * 72 * 0.96)) * size * LEADING * 1.12 + _after(size)) / 72
        if some and filled + height > _ROOM:
            yield some
            some, filled = [], 0.0
        some.append(line)
        filled += height
    if some:
        yield some


def _after(size: float) -> float:
    """Points after a paragraph."""
    return round(size / 2, 1)


def _foot(slide: Any, text: str) -> None:
    if text:
        frame = slide.shapes.add_textbox(Inches(LEFT), Inches(HEIGHT - 0.5), Inches(INNER), Inches(0.3))
        paragraphs(frame.text_frame, [[(text, 10, LIGHT.faint, False)]])


def _number(slide: Any, number: int) -> None:
    frame = slide.shapes.add_textbox(
        Inches(WIDTH - LEFT - 0.6), Inches(HEIGHT - 0.32), Inches(0.6), Inches(0.25)
    )
    paragraphs(frame.text_frame, [[(str(number), 9, LIGHT.faint, False)]])
    frame.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
