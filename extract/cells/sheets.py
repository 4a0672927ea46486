"""A grid as it is looked at: rows and columns of cells, cut where blank rows and columns set tables apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.cells.labels import label
from extract.cells.values import LONGEST, figure, is_blank
from extract.grid import Cell, Grid
from extract.patterns import lazy

_NOTE = lazy(
    r"\s*(?:[*＊※]|(?:备?注|附注|说明|填表|制表|审核|数据来源|资料来源|来源|填报|统计时间|联系)[^:：]{0,6}[:：])"
)
_COLON = lazy(r"[:：]")
_NUMBERED = lazy(r"\s*[（(]?[一二三四五六七八九十]{1,3}[）)]?\s*[、.．]?")


MAX_AREA = 4_000_000  # rows times columns of a table that is read as one


class Sheet:
    """The cells of a grid by row and column; one that spans several stands in each."""

    def __init__(self, grid: Grid, raw: str) -> None:
        self.grid = grid
        self._texts = {id(cell): cell.span.of(raw) for cell in grid.cells}
        self._cells: list[list[Cell | None]] = [[None] * grid.columns for _ in range(grid.rows)]
        for cell in grid.cells:
            for row in self._cells[cell.row : cell.row + cell.height]:
                row[cell.column : cell.column + cell.width] = [cell] * min(
                    cell.width, grid.columns - cell.column
                )
        self.merges = any(cell.height > 1 or cell.width > 1 for cell in grid.cells)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        return self._cells[row][column]

    def text(self, row: int, column: int) -> str:
        """What stands at a place, "" for nothing."""
        cell = self._cells[row][column]
        return self._texts[id(cell)] if cell is not None else ""

    def of(self, cell: Cell) -> str:
        """What a cell shows."""
        return self._texts[id(cell)]

    def said(self, row: int, columns: Sequence[int]) -> list[Cell]:
        """The cells of a row that show something, each once."""
        found: list[Cell] = []
        for column in columns:
            cell = self._cells[row][column]
            if cell is not None and self._texts[id(cell)] and (not found or found[-1] is not cell):
                found.append(cell)
        return found


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet: its rows and columns, and the cells above it that are its captions."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    captions: tuple[Cell, ...]


def blocks(sheet: Sheet) -> tuple[list[Block], list[Cell]]:
    """The tables of a sheet, and the cells that are sentences of their own: captions and notes."""
    found: list[Block] = []
    alone: list[Cell] = []
    captions: list[Cell] = []
    everywhere = range(sheet.grid.columns)
    for rows in _stretches(sheet, everywhere):
        while rows and _is_caption(sheet, rows[0], everywhere, len(rows)):
            captions += sheet.said(rows.pop(0), everywhere)
        while rows and _is_note(sheet, rows[-1], everywhere):
            alone += sheet.said(rows.pop(), everywhere)
        if not rows:
            continue
        filled = [any(sheet.text(row, column) for row in rows) for column in everywhere]
        found += [Block(tuple(rows), tuple(columns), tuple(captions)) for columns in _runs(filled)]
        alone += captions
        captions = []
    return found, sorted((*alone, *captions), key=lambda cell: cell.span.start)


def _stretches(sheet: Sheet, columns: Sequence[int]) -> list[list[int]]:
    """The rows that stand together, blank ones left out: between two rows of one table, as between all of them where lines
    were ended twice, a blank one sets nothing apart."""
    found: list[list[int]] = []
    for run in _runs([bool(sheet.said(row, columns)) for row in range(sheet.grid.rows)]):
        if found and _goes_on(sheet, found[-1], run, columns):
            found[-1].extend(run)
        else:
            found.append(list(run))
    return found


def _goes_on(sheet: Sheet, above: Sequence[int], run: range, columns: Sequence[int]) -> bool:
    """Whether rows below a blank one belong to those above it: the first has figures behind a name and so no heads of its own,
    and every column of them has heads above."""
    values = [figure(sheet.of(cell)) for cell in sheet.said(run[0], columns)]
    if _counts_on(sheet.text(above[-1], columns[0]), sheet.text(run[0], columns[0])):
        values = values[1:]
    if not values or values[0] is not None or all(value is None or value.year for value in values):
        return False
    if len(sheet.said(above[-1], columns)) < 2 or _is_note(sheet, above[-1], columns):
        return False
    return all(
        any(sheet.text(row, column) for row in above)
        for column in columns
        if any(sheet.text(row, column) for row in run)
    )


def _counts_on(above: str, below: str) -> bool:
    """Whether the first cell of a row is the running number behind another's."""
    return above.isdecimal() and below.isdecimal() and int(below) == int(above) + 1


def _runs(filled: Sequence[bool]) -> list[range]:
    """The stretches of rows or columns that hold something."""
    runs: list[range] = []
    start = None
    for index, full in enumerate((*filled, False)):
        if full and start is None:
            start = index
        elif not full and start is not None:
            runs.append(range(start, index))
            start = None
    return runs


def _is_caption(sheet: Sheet, row: int, columns: Sequence[int], rows: int) -> bool:
    """A row over the table: a title across it, 单位：万元, 填报单位：… beside 2021年12月."""
    said = sheet.said(row, columns)
    if sheet.grid.columns == 1:
        return False
    if len(said) == 1:
        text = sheet.of(said[0])
        return figure(text) is None and (said[0].width > 1 or (rows > 1 and said[0].height == 1))
    texts = [sheet.of(cell) for cell in said]
    return all(_COLON.search(text) and not figure(text) for text in texts) or (
        len(texts) <= 3
        and any(label(text).units and _COLON.search(text) for text in texts)
        and not any(map(figure, texts))
    )


def _is_note(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    said = sheet.said(row, columns)
    return bool(said) and (
        _NOTE.match(sheet.of(said[0])) is not None
        and (len(said) == 1 or not any(figure(sheet.of(c)) for c in said))
    )


def is_section(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """A row inside the table that heads those below it: 一、党员情况, or one cell across the table."""
    said = sheet.said(row, columns)
    if (
        len(said) != 1
        or is_blank(sheet.of(said[0]))
        or figure(sheet.of(said[0]))
        or len(sheet.of(said[0])) > LONGEST
    ):
        return False
    return said[0].width > 1 or _NUMBERED.match(sheet.of(said[0])) is not None
