"""A brief as a PDF on pages of A4: what pictures of charts are made of, with paragraphs, tables and sentences between them,
broken into pages.

Everything is a block with a height. Blocks that belong together (a heading and what it heads, a chart and its key) stand in
one chunk, and a chunk begins a new page where the rest of the page cannot hold it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Transform

from extract.views.briefing.parts import Absent, Charts, Document, Figures, Grid, Quoted, Tables
from extract.views.briefing.tables import of_chart
from extract.views.charts.spec import ChartSpec
from extract.views.exports.brief.blocks import (
    HEIGHT,
    MARGIN,
    WIDTH,
    caption_block,
    cut,
    entry,
    item,
    paragraph,
    rule,
    sentence,
    space,
    table_row,
)
from extract.views.exports.brief.flow import Flow
from extract.views.exports.brief.laying import Numbered, annexed, annexes, cited, numbered, short
from extract.views.exports.image import INNER, Block, drawing, write
from extract.views.exports.rows import shortened
from extract.views.exports.typeset import width, wrap
from extract.views.palette import LIGHT
from extract.views.words import quoting
from extract.views.words.wording import label

_TOP, _BOTTOM = 62.0, 58.0
_ROOM = HEIGHT - _TOP - _BOTTOM
_ROW, _BARS, _MOST_ROWS = 25.0, 470.0, 36  # points of a bar and of all, and bars on a page


def pdf(document: Document) -> bytes:
    """The file."""
    flow, page_of = Flow(), dict[str, int]()
    own, extra = numbered(document), annexes(document)
    _opening(flow, document)
    entries = [*(each.title for each in own), *(words for _, words in extra)]
    flow.lead(paragraph(label("part.contents", document.language), 12, LIGHT.ink, bold=True, after=4))
    for words in entries:
        flow.add(entry(words, page_of))
    flow.add(space(12))
    _prose(flow, document.lead, 10)
    for each in own:
        flow.mark(each.title)
        flow.lead(space(14), paragraph(each.title, 15, LIGHT.ink, bold=True, after=4))
        _prose(flow, each.part.line, 10, keep=True)
        _content(flow, document, each.part.content, each.captions)
        sources = cited(document, each.part)
        if sources:
            flow.add(paragraph(sources, 8, LIGHT.faint, after=4))
    flow.new_page()
    for id, words in extra:
        flow.mark(words)
        flow.lead(space(10), paragraph(words, 15, LIGHT.ink, bold=True, after=6))
        if id == "figures":
            _evidence(flow, document, own)
        else:
            _list(flow, document, id)
    pages = flow.paged(_ROOM)
    for words, chunk in flow.marks.items():
        page_of[words] = next(number for number, page in enumerate(pages, 1) if chunk in page)
    return _drawn(document, flow, pages)


def _drawn(document: Document, flow: Flow, pages: Sequence[Sequence[int]]) -> bytes:
    buffer = io.BytesIO()
    told = {"CreationDate": None, "Title": document.title, "Author": document.byline}
    with PdfPages(
        buffer, metadata={key: value for key, value in told.items() if value or value is None}
    ) as file:
        for number, chunks in enumerate(pages, 1):
            figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72)
            points = Affine2D().scale(1 / 72) + figure.dpi_scale_trans
            top = HEIGHT - _TOP
            for chunk in chunks:
                for block in flow.on_page(chunk, first=chunk == chunks[0]):
                    block.draw(figure, points, top)
                    top -= block.height
            if number > 1:
                write(figure, points, MARGIN, HEIGHT - 40, cut(document.title, 8), 8, LIGHT.faint)
            foot = f"{number} / {len(pages)}"
            write(figure, points, (WIDTH - width(foot, 8)) / 2, 32, foot, 8, LIGHT.faint)
            file.savefig(figure)
    return buffer.getvalue()


def _opening(flow: Flow, document: Document) -> None:
    """The title over a rule in the brand's red, and who hands it on, when."""
    flow.add(
        paragraph(document.title, 22, LIGHT.ink, bold=True, after=2),
        paragraph("　".join(filter(None, [document.byline, document.dated])), 9.5, LIGHT.quiet, after=6),
        rule(LIGHT.brand, 1.5, 20),
    )


def _content(
    flow: Flow, document: Document, content: Charts | Tables | Figures | Absent, captions: Sequence[str]
) -> None:
    match content:
        case Charts(specs):
            for caption, spec in zip(captions, specs, strict=True):
                flow.add(caption_block(caption), *_chart(short(spec)))
        case Tables(grids):
            for caption, grid in zip(captions, grids, strict=True):
                _table(flow, caption, grid)
        case Figures():
            _figure(flow, document, content)
        case Absent(why):
            flow.add(paragraph(why, 10, LIGHT.notice_ink, after=6))


def _chart(spec: ChartSpec) -> list[Block]:
    """A chart on a page; of many regions its bars are thinner, and of more than a page can hold the first."""
    held = shortened(spec, _MOST_ROWS)
    return drawing(held, MARGIN, min(_ROW, _BARS / max(len(held.rows), 1)))


def _figure(flow: Flow, document: Document, figures: Figures) -> None:
    def draw(figure: Figure, points: Transform, top: float) -> None:
        write(figure, points, MARGIN, top - 30, figures.number, 30, LIGHT.comparable, bold=True)
        after = MARGIN + width(figures.number, 30) * 1.03 + 8
        write(figure, points, after, top - 30, figures.unit, 13, LIGHT.comparable)

    flow.lead(Block(44, draw), paragraph(figures.about, 9.5, LIGHT.quiet, after=4))
    if figures.terms:
        terms = label("brief.divided", document.language, terms=figures.terms)
        flow.lead(paragraph(terms, 9, LIGHT.quiet, after=4))
    _quotes(flow, document, figures.quoted)


def _evidence(flow: Flow, document: Document, own: Sequence[Numbered]) -> None:
    say = document.language
    for each in annexed(own):
        flow.lead(space(8), paragraph(each.of.title, 11.5, LIGHT.ink, bold=True, after=4))
        for caption, spec in each.specs:
            _table(flow, caption, of_chart(spec))
        if each.notes:
            flow.lead(caption_block(label("brief.annex_notes", say)))
            for note in each.notes:
                _prose(flow, note, 8, LIGHT.quiet)
        if each.quoted:
            flow.lead(caption_block(quoting.heading([fact for _, fact in each.quoted], say)))
            _quotes(flow, document, each.quoted)


def _list(flow: Flow, document: Document, id: str) -> None:
    match id:
        case "changes":
            for text in document.changes:
                _prose(flow, text, 9)
        case "sources":
            for number, text in enumerate(document.sources, 1):
                flow.add(item(f"[{number}]", text))
        case "method":
            for text in document.method:
                _prose(flow, text, 9)
        case _:
            raise ValueError(f"no annex {id!r}")


def _prose(flow: Flow, text: str, size: float, color: str = LIGHT.ink, *, keep: bool = False) -> None:
    """Running text, which may break between any two lines; to ``keep`` it is to stand with what follows, if it is short."""
    lines = [line for paragraph in text.splitlines() if paragraph.strip() for line in (*wrap(paragraph.strip(), size, INNER), "")]  # fmt: skip
    blocks = [paragraph(line, size, color, after=0) if line else space(size * 0.5) for line in lines]
    if keep and len(blocks) <= 8:
        flow.lead(*blocks)
        return
    for block in blocks:
        flow.add(block)


def _table(flow: Flow, caption: str, grid: Grid) -> None:
    """A table, a block a row, its heads with the first."""
    heads = table_row(grid, grid.heads, head=True)
    flow.lead(caption_block(caption), heads)
    for number, row in enumerate(grid.rows):
        if number:
            flow.heads[len(flow.chunks)] = heads
        flow.add(table_row(grid, row))
    flow.add(space(8))


def _quotes(flow: Flow, document: Document, quoted: Sequence[Quoted]) -> None:
    for name, fact in quoted:
        flow.add(sentence(name, fact, document.reports.get(fact.report), document.language))
