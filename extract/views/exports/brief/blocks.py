"""The blocks of a brief's pages: paragraphs, rows of tables, entries of lists, sentences with their figure marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

from extract.facts import Fact
from extract.views.briefing.parts import Grid
from extract.views.exports.image import INNER, LEADING, Block, text_block, write
from extract.views.exports.typeset import width, wrap
from extract.views.palette import LIGHT
from extract.views.words import quoting
from extract.views.words.language import Language

WIDTH, HEIGHT = 595.3, 841.9  # A4 in points
MARGIN = (WIDTH - INNER) / 2
_NUMBER = 28.0  # points that the number of an entry takes


def paragraph(text: str, size: float, color: str, *, after: float, bold: bool = False) -> Block:
    """A paragraph between the margins of the page."""
    return text_block(text, size, color, after=after, bold=bold, margin=MARGIN)


def space(height: float) -> Block:
    """Nothing, so high."""
    return Block(height, lambda figure, points, top: None)


def caption_block(words: str) -> Block:
    """The caption over a chart, a table or a list."""
    return paragraph(words, 9.5, LIGHT.ink, bold=True, after=3)


def rule(color: str, thick: float, height: float) -> Block:
    """A line across, with the air under it."""

    def draw(figure: Figure, points: Transform, top: float) -> None:
        figure.add_artist(
            Rectangle((MARGIN, top - thick), INNER, thick, transform=points, linewidth=0, facecolor=color)
        )

    return Block(height, draw)


def entry(words: str, page_of: dict[str, int]) -> Block:
    """A line of the contents, with the page that is known once all is laid out."""

    def draw(figure: Figure, points: Transform, top: float) -> None:
        number = str(page_of[words])
        write(figure, points, MARGIN, top - 11, cut(words, 10, INNER - 40), 10, LIGHT.ink)
        write(figure, points, MARGIN + INNER - width(number, 10), top - 11, number, 10, LIGHT.quiet)

    return Block(17, draw)


def item(mark: str, text: str) -> Block:
    """An entry of a list, its further lines under its first word."""
    size = 9.0
    lines = wrap(text, size, INNER - _NUMBER)

    def draw(figure: Figure, points: Transform, top: float) -> None:
        write(figure, points, MARGIN, top - size, mark, size, LIGHT.quiet)
        for number, line in enumerate(lines):
            y = top - size * (1 + number * LEADING)
            write(figure, points, MARGIN + _NUMBER, y, line, size, LIGHT.ink)

    return Block(len(lines) * size * LEADING + 3, draw)


def table_row(grid: Grid, cells: Sequence[str], *, head: bool = False) -> Block:
    """A row of a table, or its heads."""
    size, pad = 8.5, 4.0
    rooms = [share * INNER - 2 * pad for share in grid.shares]
    wrapped = [wrap(text, size, room) for text, room in zip(cells, rooms, strict=True)]
    height = max(map(len, wrapped)) * size * LEADING + 4
    color = LIGHT.quiet if head else LIGHT.ink

    def draw(figure: Figure, points: Transform, top: float) -> None:
        ground = LIGHT.chip if head else LIGHT.line
        at, high = (top - height, height) if head else (top - height, 0.5)
        figure.add_artist(
            Rectangle((MARGIN, at), INNER, high, transform=points, linewidth=0, facecolor=ground)
        )
        left = MARGIN
        for number, (lines, room) in enumerate(zip(wrapped, rooms, strict=True)):
            for place, line in enumerate(lines):
                x = left + pad + (room - width(line, size) if number in grid.right else 0)
                write(figure, points, x, top - size * (1.1 + place * LEADING), line, size, color, bold=head)
            left += room + 2 * pad

    return Block(height, draw)


def sentence(name: str, fact: Fact, number: int | None, say: Language) -> Block:
    """A sentence under a name, its figure on the yellow of the page; one that was made of cells says so."""
    size = 9.0
    before = f"{name}　{fact.sentence[: fact.position].lstrip()}"
    after = fact.sentence[fact.position + len(fact.text) :].rstrip()
    place = f"[{number}]" if number else fact.report
    told = " · ".join(filter(None, [f"{place} {fact.start}–{fact.end}", quoting.note(fact, say)]))
    whole = " ".join(f"{before}{fact.text}{after}　{told}".split("\n"))
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
            x, wide = MARGIN + width(line[:start], size), width(line[start:end], size)
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
        write(figure, points, MARGIN, y, line, size, LIGHT.ink)

    return draw


def cut(text: str, size: float, room: float = INNER) -> str:
    """A text that fits on one line."""
    return text if width(text, size) <= room else wrap(text, size, room - size)[0] + "…"
