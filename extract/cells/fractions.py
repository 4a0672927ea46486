"""Shares that a table writes as parts of one: 0.267 under 女党员占比 is 26.7 %.

A workbook keeps a share so, and a cell without the format of percents shows it so. What says that they are parts of one: the
head or the label names a share of a whole, no figure of the same row or column passes 1, and either no % stands anywhere or what
is named is near the whole wherever it is told: a coverage of 0.985 % is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extract.cells.entry import Entry
from extract.cells.lists import lists
from extract.patterns import lazy

_NUMBER = lazy(r"[01](?:\.\d{1,6})?|\.\d{1,6}")
_NEAR = Decimal("0.5")
Series = tuple[str, int]


def shown(cells: Sequence[tuple[Entry, str, str]], percents: bool = False) -> Mapping[int, str]:
    """The percents of those figures of a table that are parts of one, by where the cell starts; ``cells`` are its figures with
    what each cell shows and the unit that is said behind it. ``percents`` says that the caption names % for all of them."""
    series: dict[tuple[Series, bool], list[tuple[int, str]]] = {}
    for entry, text, unit in cells:
        own = _series(entry)
        if own is not None and entry.value is not None and not entry.value.unit and unit == "%":
            number = text[entry.value.start : entry.value.end].strip()
            said = percents or "%" in entry.units
            if not said or lists().whole.search(_named(entry)):
                series.setdefault((own, said), []).append((entry.cell.span.start, number))
    found: dict[int, str] = {}
    for (_, said), rows in series.items():
        if _are_parts([number for _, number in rows], said):
            found.update((start, percent(number)) for start, number in rows)
    return found


def _series(entry: Entry) -> Series | None:
    """The column or the row that is one series of shares, None where neither names a share."""
    if entry.heads and lists().share.search(entry.heads[-1].noun):
        return "column", entry.cell.column
    if any(lists().share.search(each.noun) for each in entry.labels) and not any(
        lists().relative.match(head.noun) for head in entry.heads
    ):
        return "row", entry.cell.row
    return None


def _named(entry: Entry) -> str:
    """The share that heads or labels name."""
    named = (*entry.labels, *entry.heads)
    return next((each.noun for each in reversed(named) if lists().share.search(each.noun)), "")


def _are_parts(numbers: Sequence[str], said: bool) -> bool:
    """Whether all are written as parts of one, and at least one is a part; where % is ``said``, only one near the whole tells
    so: 0.985 under 覆盖率（%）."""
    if not all(_NUMBER.fullmatch(number) and Decimal(number) <= 1 for number in numbers):
        return False
    parts = [Decimal(number) for number in numbers if "." in number and Decimal(number) < 1]
    return any(part >= _NEAR for part in parts) if said else bool(parts)


def percent(number: str) -> str:
    """A part of one in percent.

    >>> [percent(number) for number in ("0.267", "1", "0.05", "0.9850")]
    ['26.7', '100', '5', '98.5']
    """
    return format((Decimal(number) * 100).normalize(), "f")
