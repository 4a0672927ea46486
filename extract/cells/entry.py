"""A cell with what its row, its column and the captions say of it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.cells.labels import Label
from extract.cells.values import Value
from extract.grid import Cell


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell with a figure, or (``value`` None) with words that hold one.

    ``places`` go from the widest to the narrowest; ``labels`` and ``heads`` name what is counted, likewise. ``units``
    are those that its row and column name, the nearest first. ``beside`` is the noun to its left or above it that 其中,
    女 or 占比 refers to, ``section`` the one that the row's section names. ``head_rows`` are the rows in which its heads stand,
    ``sector`` that which the table is about alone.
    """

    cell: Cell
    value: Value | None
    places: tuple[str, ...] = ()
    total: bool = False
    part_of: bool = False
    period: str = ""
    labels: tuple[Label, ...] = ()
    heads: tuple[Label, ...] = ()
    units: tuple[str, ...] = ()
    beside: str = ""
    section: str = ""
    whole: str = ""
    head_rows: tuple[int, ...] = ()
    sector: str = ""
