"""Tables of a report as pages draw them: the whole table in its text, and what belongs to one cell of it as evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape

from extract.cells import in_table, read
from extract.facts import Fact
from extract.grid import Cell, Grid
from extract.span import Span
from extract.table import Source
from extract.views.parts.evidence import Mark, Piece, pieces

MOST_CELLS = 20_000  # of a table that a page draws: a browser takes a second for them
_LABELS = 3  # columns of labels that stand beside a cell in its evidence


def rows(raw: str, grid: Grid, found: Sequence[Mark]) -> Iterator[list[tuple[Cell, bool, list[Piece]]]]:
    """The rows of a table as far as a page draws them: each cell, whether it is a head, and its text cut at its figures;
    ``found`` are the report's marks over the raw text, in order."""
    heads = read(raw, grid).heads
    first, last = (bisect_left(found, at, key=lambda mark: mark.span.start) for at in (grid.span.start, grid.span.end))  # fmt: skip
    own = found[first:last]
    at = 0
    lines: dict[int, list[tuple[Cell, bool, list[Piece]]]] = {}
    for cell in grid.cells[:MOST_CELLS]:
        while at < len(own) and own[at].span.start < cell.span.start:
            at += 1
        inside = []
        while at < len(own) and own[at].span.end <= cell.span.end:
            mark = own[at]
            inside.append(Mark(mark.span.shift(-cell.span.start), mark.state, mark.hint, mark.fact))
            at += 1
        lines.setdefault(cell.row, []).append((cell, cell.row in heads, pieces(cell.span.of(raw), inside)))
    yield from (lines[row] for row in sorted(lines))


def around(fact: Fact, source: Source | None) -> str:
    """The table around a figure as HTML, "" for one in prose: its heads, its row's labels, and itself marked."""
    found = in_table(fact.start, source.grids) if source else None
    if found is None or source is None:
        return ""
    grid, own = found
    entry = read(source.raw, grid).figures.get(fact.start)
    heads = sorted(entry.head_rows) if entry else []
    columns = _columns(source.raw, grid, own)
    lines = [*((row, True) for row in heads if row != own.row), (own.row, False)]
    body = "".join(f"<tr>{_row(source.raw, grid, row, columns, head, fact)}</tr>" for row, head in lines)
    return f'<div class="cells"><table lang="zh">{body}</table></div>'


def _columns(raw: str, grid: Grid, own: Cell) -> list[int]:
    """The columns that are shown: those of the row's labels, and the cell's own."""
    figures = {cell.column for cell in grid.cells if cell.span.start in _starts(raw, grid)}
    labels = [column for column in range(own.column) if column not in figures]
    return [*labels[-_LABELS:], *range(own.column, own.column + own.width)]


def _starts(raw: str, grid: Grid) -> set[int]:
    return {entry.cell.span.start for entry in read(raw, grid).figures.values()}


def _row(raw: str, grid: Grid, row: int, columns: Sequence[int], head: bool, fact: Fact) -> str:
    made = []
    last: Cell | None = None
    for column in columns:
        cell = next(
            (
                c
                for c in grid.cells
                if c.row <= row < c.row + c.height and c.column <= column < c.column + c.width
            ),
            None,
        )
        if cell is not None and cell is last:
            continue
        last = cell
        wide = sum(1 for other in columns if cell and cell.column <= other < cell.column + cell.width)
        tag = "th" if head or column < columns[-1] else "td"
        span = f' colspan="{wide}"' if wide > 1 else ""
        made.append(f"<{tag}{span}>{_text(raw, cell, fact) if cell else ''}</{tag}>")
    return "".join(made)


def _text(raw: str, cell: Cell, fact: Fact) -> str:
    if not cell.span.covers(Span(fact.start, fact.end)):
        return escape(cell.span.of(raw))
    before, after = raw[cell.span.start : fact.start], raw[fact.end : cell.span.end]
    return f'{escape(before)}<mark class="figure">{escape(fact.quote)}</mark>{escape(after)}'
