"""Grids: the tables of a report as the file has them, each cell with its place in the report's text.

A table stands in the text a row a line, its cells between tabs, so that every figure of it is quoted as any other; the
grid beside it keeps what a line cannot say: which cells are one over several rows or columns, and which rows are heads.
What a cell means (its unit, its place, its year) is not known here; `extract.cells` reads that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.records import record
from extract.span import Span


@record
class Slot:
    """A cell as a reader finds it: where its upper left corner stands, how far it spans, what it shows."""

    row: int
    column: int
    text: str
    height: int = 1
    width: int = 1


@record
class Cell:
    """A cell with its place in the text; an empty one has an empty span."""

    row: int
    column: int
    height: int
    width: int
    span: Span


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its place in the text, its cells in the order of the text (a merged one once), its rows and columns.

    ``heads`` counts the rows that the file itself marks as heads, 0 where it marks none. ``name`` is what the file
    calls the table (a sheet's name), "" where it does not.
    """

    span: Span
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    heads: int = 0
    name: str = ""

    def dump(self) -> dict[str, Any]:
        """The grid as plain values, for JSON."""
        cells = [[c.row, c.column, c.height, c.width, c.span.start, c.span.end] for c in self.cells]
        return {
            "span": [self.span.start, self.span.end],
            "cells": cells,
            "size": [self.rows, self.columns, self.heads],
            "name": self.name,
        }

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> Grid:
        """The grid that `dump` gave.

        >>> grid = laid([Slot(0, 0, "乡镇"), Slot(0, 1, "党员")])[1]
        >>> Grid.load(grid.dump()) == grid
        True
        """
        cells = tuple(
            Cell(row, column, height, width, Span(start, end))
            for row, column, height, width, start, end in kept["cells"]
        )
        rows, columns, heads = kept["size"]
        return cls(Span(*kept["span"]), cells, rows, columns, heads, kept["name"])


def laid(slots: Iterable[Slot], at: int = 0, heads: int = 0, name: str = "") -> tuple[str, Grid]:
    """A table as text, a row a line without the last line's break, and its grid where the text begins ``at``.

    >>> text, grid = laid([Slot(0, 0, "乡镇", 2, 1), Slot(0, 1, "党员"), Slot(1, 1, "1200")])
    >>> text.split("\\n"), [cell.span.of(text) for cell in grid.cells]
    (['乡镇\\t党员', '\\t1200'], ['乡镇', '党员', '1200'])
    """
    ordered = sorted(slots, key=lambda slot: (slot.row, slot.column))
    rows = max((slot.row + slot.height for slot in ordered), default=0)
    columns = max((slot.column + slot.width for slot in ordered), default=0)
    pieces: list[str] = []
    cells: list[Cell] = []
    position, row, column = at, 0, 0
    for slot in ordered:
        gap = "\n" * (slot.row - row)
        if gap:
            column = 0
        gap += "\t" * (slot.column - column)
        text = " ".join(slot.text.split())
        start = position + len(gap)
        cells.append(Cell(slot.row, slot.column, slot.height, slot.width, Span(start, start + len(text))))
        pieces += (gap, text)
        position, row, column = start + len(text), slot.row, slot.column
    text = "".join(pieces)
    return text, Grid(Span(at, at + len(text)), tuple(cells), rows, columns, heads, name)


def unmerged(rows: Iterable[Sequence[str]]) -> list[Slot]:
    """The slots of a table that merges nothing, such as that of a text file."""
    return [Slot(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


class Draft:
    """A document's text as a reader writes it, line by line, with its tables."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.length = 0  # of the text so far
        self.grids: list[Grid] = []

    def line(self, text: str) -> None:
        """One line more (or several, where the text has breaks)."""
        self._lines.append(text)
        self.length += len(text) + 1

    def table(self, slots: Iterable[Slot], heads: int = 0, name: str = "") -> None:
        """One table more; one in which no cell shows anything is left out."""
        text, grid = laid(slots, self.length, heads, name)
        if text.strip():
            self.line(text)
            self.grids.append(grid)

    @property
    def text(self) -> str:
        """All lines, each with its break."""
        return "".join(f"{line}\n" for line in self._lines)
