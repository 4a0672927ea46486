"""A brief as a PDF on pages of A4: what pictures of charts are made of, with paragraphs, tables and sentences between them,
broken into pages.

Everything is a block with a height. Blocks that belong together (a heading and what it heads, a chart and its key) stand in
one chunk, and a chunk begins a new page where the rest of the page cannot hold it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, Transform

from extract.facts import Fact
from extract.views.briefing.parts import Absent, Charts, Document, Figures, Grid, Quoted, Tables
from extract.views.briefing.tables import of_chart
from extract.views.charts.spec import ChartSpec
from extract.views.exports.brief.flow import Flow
from extract.views.exports.brief.laying import Numbered, annexed, annexes, cited, numbered, short
from extract.views.exports.image import INNER, LEADING, Block, drawing, text_block, write
from extract.views.exports.rows import shortened
from extract.views.exports.typeset import width, wrap
from extract.views.palette import LIGHT
from extract.views.words.wording import label

_WIDTH, _HEIGHT = 595.3, 841.9  # A4 in points
_MARGIN = (_WIDTH - INNER) / 2
_TOP, _BOTTOM = 62.0, 58.0
_ROOM = _HEIGHT - _TOP - _BOTTOM
_ROW, _BARS, _MOST_ROWS = 25.0, 470.0, 36  # points of a bar and of all, and bars on a page
_NUMBER = 28.0  # points that the number of an entry takes


def pdf(document: Document) -> bytes:
    """The file."""
    flow, page_of = Flow(), dict[str, int]()
    own, extra = numbered(document), annexes(document)
    _opening(flow, document)
    entries = [*(each.title for each in own), *(words for _, words in extra)]
    flow.lead(_text(label("part.contents", document.language), 12, LIGHT.ink, bold=True, after=4))
    for words in entries:
        flow.add(_entry(words, page_of))
    flow.add(_space(12))
    _prose(flow, document.lead, 10)
    for each in own:
        flow.mark(each.title)
        flow.lead(_space(14), _text(each.title, 15, LIGHT.ink, bold=True, after=4))
        _prose(flow, each.part.line, 10, keep=True)
        _content(flow, document, each.part.content, each.captions)
        sources = cited(document, each.part)
        if sources:
            flow.add(_text(sources, 8, LIGHT.faint, after=4))
    flow.new_page()
    for id, words in extra:
        flow.mark(words)
        flow.lead(_space(10), _text(words, 15, LIGHT.ink, bold=True, after=6))
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
            figure = Figure(figsize=(_WIDTH / 72, _HEIGHT / 72), dpi=72)
            points = Affine2D().scale(1 / 72) + figure.dpi_scale_trans
            top = _HEIGHT - _TOP
            for chunk in chunks:
                for block in flow.on_page(chunk, first=chunk == chunks[0]):
                    block.draw(figure, points, top)
                    top -= block.height
            if number > 1:
                write(figure, points, _MARGIN, _HEIGHT - 40, _cut(document.title, 8), 8, LIGHT.faint)
            foot = f"{number} / {len(pages)}"
            write(figure, points, (_WIDTH - width(foot, 8)) / 2, 32, foot, 8, LIGHT.faint)
            file.savefig(figure)
    return buffer.getvalue()


def _opening(flow: Flow, document: Document) -> None:
    """The title over a rule in the brand's red, and who hands it on, when."""
    flow.add(
        _text(document.title, 22, LIGHT.ink, bold=True, after=2),
        _text("　".join(filter(None, [document.byline, document.dated])), 9.5, LIGHT.quiet, after=6),
        _rule(LIGHT.brand, 1.5, 20),
    )


def _content(
    flow: Flow, document: Document, content: Charts | Tables | Figures | Absent, captions: Sequence[str]
) -> None:
    match content:
        case Charts(specs):
            for caption, spec in zip(captions, specs, strict=True):
                flow.add(_caption(caption), *_chart(short(spec)))
        case Tables(grids):
            for caption, grid in zip(captions, grids, strict=True):
                _table(flow, caption, grid)
        case Figures():
            _figure(flow, document, content)
        case Absent(why):
            flow.add(_text(why, 10, LIGHT.notice_ink, after=6))


def _chart(spec: ChartSpec) -> list[Block]:
    """A chart on a page; of many regions its bars are thinner, and of more than a page can hold the first."""
    held = shortened(spec, _MOST_ROWS)
    return drawing(held, _MARGIN, min(_ROW, _BARS / max(len(held.rows), 1)))


def _figure(flow: Flow, document: Document, figures: Figures) -> None:
    def draw(figure: Figure, points: Transform, top: float) -> None:
        write(figure, points, _MARGIN, top - 30, figures.number, 30, LIGHT.comparable, bold=True)
        after = _MARGIN + width(figures.number, 30) * 1.03 + 8
        write(figure, points, after, top - 30, figures.unit, 13, LIGHT.comparable)

    flow.lead(Block(44, draw), _text(figures.about, 9.5, LIGHT.quiet, after=4))
    if figures.terms:
        terms = label("brief.divided", document.language, terms=figures.terms)
        flow.lead(_text(terms, 9, LIGHT.quiet, after=4))
    _quotes(flow, document, figures.quoted)


def _evidence(flow: Flow, document: Document, own: Sequence[Numbered]) -> None:
    say = document.language
    for each in annexed(own):
        flow.lead(_space(8), _text(each.of.title, 11.5, LIGHT.ink, bold=True, after=4))
        for caption, spec in each.specs:
            _table(flow, caption, of_chart(spec))
        if each.notes:
            flow.lead(_caption(label("brief.annex_notes", say)))
            for note in each.notes:
                _prose(flow, note, 8, LIGHT.quiet)
        if each.quoted:
            flow.lead(_caption(label("part.quotes", say)))
            _quotes(flow, document, each.quoted)


def _list(flow: Flow, document: Document, id: str) -> None:
    match id:
        case "changes":
            for text in document.changes:
                _prose(flow, text, 9)
        case "sources":
            for number, text in enumerate(document.sources, 1):
                flow.add(_item(f"[{number}]", text))
        case "method":
            for text in document.method:
                _prose(flow, text, 9)
        case _:
            raise ValueError(f"no annex {id!r}")


# blocks


def _text(text: str, size: float, color: str, *, after: float, bold: bool = False) -> Block:
    return text_block(text, size, color, after=after, bold=bold, margin=_MARGIN)


def _space(height: float) -> Block:
    return Block(height, lambda figure, points, top: None)


def _caption(words: str) -> Block:
    return _text(words, 9.5, LIGHT.ink, bold=True, after=3)


def _rule(color: str, thick: float, height: float) -> Block:
    def draw(figure: Figure, points: Transform, top: float) -> None:
        figure.add_artist(
            Rectangle((_MARGIN, top - thick), INNER, thick, transform=points, linewidth=0, facecolor=color)
        )

    return Block(height, draw)


def _prose(flow: Flow, text: str, size: float, color: str = LIGHT.ink, *, keep: bool = False) -> None:
    """Running text, which may break between any two lines; to ``keep`` it is to stand with what follows, if it is short."""
    lines = [line for paragraph in text.splitlines() if paragraph.strip() for line in (*wrap(paragraph.strip(), size, INNER), "")]  # fmt: skip
    blocks = [_text(line, size, color, after=0) if line else _space(size * 0.5) for line in lines]
    if keep and len(blocks) <= 8:
        flow.lead(*blocks)
        return
    for block in blocks:
        flow.add(block)


def _entry(words: str, page_of: dict[str, int]) -> Block:
    """A line of the contents, with the page that is known once all is laid out."""

    def draw(figure: Figure, points: Transform, top: float) -> None:
        number = str(page_of[words])
        write(figure, points, _MARGIN, top - 11, _cut(words, 10, INNER - 40), 10, LIGHT.ink)
        write(figure, points, _MARGIN + INNER - width(number, 10), top - 11, number, 10, LIGHT.quiet)

    return Block(17, draw)


def _item(mark: str, text: str) -> Block:
    """An entry of a list, its further lines under its first word."""
    size = 9.0
    lines = wrap(text, size, INNER - _NUMBER)

    def draw(figure: Figure, points: Transform, top: float) -> None:
        write(figure, points, _MARGIN, top - size, mark, size, LIGHT.quiet)
        for number, line in enumerate(lines):
            y = top - size * (1 + number * LEADING)
            write(figure, points, _MARGIN + _NUMBER, y, line, size, LIGHT.ink)

    return Block(len(lines) * size * LEADING + 3, draw)


def _table(flow: Flow, caption: str, grid: Grid) -> None:
    """A table, a block a row, its heads with the first."""
    heads = _line(grid, grid.heads, head=True)
    flow.lead(_caption(caption), heads)
    for number, row in enumerate(grid.rows):
        if number:
            flow.heads[len(flow.chunks)] = heads
        flow.add(_line(grid, row))
    flow.add(_space(8))


def _line(grid: Grid, cells: Sequence[str], *, head: bool = False) -> Block:
    size, pad = 8.5, 4.0
    rooms = [share * INNER - 2 * pad for share in grid.shares]
    wrapped = [wrap(text, size, room) for text, room in zip(cells, rooms, strict=True)]
    height = max(map(len, wrapped)) * size * LEADING + 4
    color = LIGHT.quiet if head else LIGHT.ink

    def draw(figure: Figure, points: Transform, top: float) -> None:
        ground = LIGHT.chip if head else LIGHT.line
        at, high = (top - height, height) if head else (top - height, 0.5)
        figure.add_artist(
            Rectangle((_MARGIN, at), INNER, high, transform=points, linewidth=0, facecolor=ground)
        )
        left = _MARGIN
        for number, (lines, room) in enumerate(zip(wrapped, rooms, strict=True)):
            for place, line in enumerate(lines):
                x = left + pad + (room - width(line, size) if number in grid.right else 0)
                write(figure, points, x, top - size * (1.1 + place * LEADING), line, size, color, bold=head)
            left += room + 2 * pad

    return Block(height, draw)


def _quotes(flow: Flow, document: Document, quoted: Sequence[Quoted]) -> None:
    for name, fact in quoted:
        flow.add(_sentence(name, fact, document.reports.get(fact.report)))


def _sentence(name: str, fact: Fact, number: int | None) -> Block:
    """A sentence under a name, its figure on the yellow of the page."""
    size = 9.0
    before = f"{name}　{fact.sentence[: fact.position].lstrip()}"
    after = fact.sentence[fact.position + len(fact.text) :].rstrip()
    place = f"[{number}]" if number else fact.report
    whole = " ".join(f"{before}{fact.text}{after}　{place} {fact.start}–{fact.end}".split("\n"))
    start, end = len(before), len(before) + len(fact.text)
    lines = wrap(whole, size, INNER)
    draws: list[Callable[[Figure, Transform, float], None]] = []
    at = 0
    for row, line in enumerate(lines):
        at = max(whole.find(line, at), at)
        draws.append(_marked(line, row, size, max(start - at, 0), max(end - at, 0)))
        at += len(line)

    def draw(figure: Figure, points: Transform, top: float) -> None:
        for each in draws:
            each(figure, points, top)

    return Block(len(lines) * size * LEADING + 5, draw)


def _marked(
    line: str, row: int, size: float, start: int, end: int
) -> Callable[[Figure, Transform, float], None]:
    """How to draw a line of a sentence, its characters from ``start`` to ``end`` marked."""

    def draw(figure: Figure, points: Transform, top: float) -> None:
        y = top - size * (1 + row * LEADING)
        if start < min(end, len(line)):
            x, wide = _MARGIN + width(line[:start], size), width(line[start:end], size)
            figure.add_artist(
                Rectangle(
                    (x, y - size * 0.28),
                    wide,
                    size * 1.3,
                    transform=points,
                    linewidth=0,
                    facecolor=LIGHT.mark,
                )
            )
        write(figure, points, _MARGIN, y, line, size, LIGHT.ink)

    return draw


def _cut(text: str, size: float, room: float = INNER) -> str:
    """A text that fits on one line."""
    return text if width(text, size) <= room else wrap(text, size, room - size)[0] + "…"
