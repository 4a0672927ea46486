"""Figures of a table that are corrected in one act: those under the same head, or beside the same label in one row.

A head that was misread (its indicator, its unit, its time) is misread for every cell below it. What was changed of one figure
is changed of the others as far as a head says it; a number is its cell's own, but where the unit was misread by a power of ten
(万元 for 元) it is wrong by the same factor everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extract.cells import in_table, read
from extract.cells.entry import Entry
from extract.corrections import Value
from extract.facts import Fact
from extract.table import Source

HEADED = ("indicator", "unit", "period", "kind", "per")
"""The fields of a figure that its head or label tells."""
COLUMN, ROW = "column", "row"


@dataclass(frozen=True, slots=True)
class Alike:
    """The other figures of a table that stand under the same head (``way`` column) or beside the same label (row), which is
    ``named`` in the report's own words."""

    way: str
    named: str
    facts: tuple[Fact, ...]


def alike(fact: Fact, source: Source, facts: Sequence[Fact]) -> tuple[Alike, ...]:
    """What may be corrected with a figure, the column first; ``facts`` are those of its report."""
    found = in_table(fact.start, source.grids)
    if found is None:
        return ()
    grid, own = found
    figures = read(source.raw, grid).figures
    entry = figures.get(fact.start)
    if entry is None:
        return ()
    beside = [
        (each, figures[each.start]) for each in facts if each.start in figures and each.start != fact.start
    ]
    headed = [
        each for each, other in beside if other.cell.column == own.column and other.heads == entry.heads
    ]
    labelled = [each for each, other in beside if other.cell.row == own.row and other.labels == entry.labels]
    ways = ((COLUMN, _named(entry, COLUMN), headed), (ROW, _named(entry, ROW), labelled))
    return tuple(Alike(way, named, tuple(own)) for way, named, own in ways if named and own)


def _named(entry: Entry, way: str) -> str:
    """The head or the label of a cell, from the widest to the narrowest; "" where none says what is counted."""
    labels = entry.heads if way == COLUMN else entry.labels
    said = [label.noun or label.period or "".join(label.units) for label in labels]
    return " · ".join(dict.fromkeys(filter(None, said)))


def changes(
    fact: Fact, changed: Mapping[str, Value], others: Sequence[Fact]
) -> list[tuple[Fact, dict[str, Value]]]:
    """What is to be changed of the others where this was changed of a figure; also what somebody changed of it before, which
    goes for its column as well. Those that have it already are left out."""
    wanted = {name: getattr(fact, name) for name in fact.by_hand.split() if name in HEADED}
    wanted |= {name: value for name, value in changed.items() if name in HEADED}
    times = factor(fact.value, changed.get("value"))
    made = []
    for other in others:
        own = {name: value for name, value in wanted.items() if getattr(other, name) != value}
        if times is not None:
            own["value"] = times(other.value)
            if other.value_high is not None:
                own["value_high"] = times(other.value_high)
        if own:
            made.append((other, own))
    return made


def factor(was: float, now: Value | None) -> Callable[[float], float] | None:
    """The power of ten by which a number was changed, as what it makes of others; None for any other change.

    >>> [times(35.0) if (times := factor(*each)) else None for each in ((12.0, 120000.0), (12.0, 0.12), (12.0, 13.0))]
    [350000.0, 0.35, None]
    """
    if not isinstance(now, int | float) or not was or not now or was == now:
        return None
    power = round(math.log10(abs(now / was)))
    if not power or not math.isclose(now, was * 10.0**power, rel_tol=1e-9):
        return None
    return (lambda value: value * 10**power) if power > 0 else (lambda value: value / 10**-power)
