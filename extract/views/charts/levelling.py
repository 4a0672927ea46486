"""A chart as dots by level: provinces, prefectures and counties each in a lane of their own on one axis.

A county's total below a province's says nothing of either, and in one column of bars it looks as if it did. In lanes each level is
read by itself; nothing is ranked across them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields

from extract.comparability import CAUTION, COMPARABLE, LEVELS, UNSURE
from extract.regions import registry
from extract.views.charts.kinds import Dots, Lane
from extract.views.charts.scaling import Axis, axis, is_log
from extract.views.charts.spec import ChartSpec, Row
from extract.views.words.wording import label

_GRADES = (COMPARABLE, CAUTION, UNSURE)


def several(rows: Iterable[Row]) -> bool:
    """Whether figures of more than one level meet."""
    return len({_level(row) for row in rows if row.drawn}) > 1


def levelled(spec: ChartSpec) -> Dots:
    """The chart as dots; its rows stand lane by lane, the highest level first, in a lane by grade, and what has no dot last."""
    say = spec.language
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in spec.drawn:
        found[_level(row)].append(row)
    lanes = tuple(_lane(found[level]) for level in sorted(found))
    rows = (*(row for lane in lanes for row in lane.rows), *(row for row in spec.rows if not row.drawn))
    own = {field.name: getattr(spec, field.name) for field in fields(ChartSpec)}
    own |= {"rows": rows, "notes": (label("note.levels", say), *spec.notes)}
    own["legend"] = tuple(
        (grade, label(f"legend.dot_{spec.standing(grade)}", say))
        for grade in _GRADES
        if grade in {row.grade for row in spec.drawn}
    )
    return Dots(**own, lanes=lanes)


def in_levels(specs: Sequence[ChartSpec]) -> list[ChartSpec]:
    """The charts as dots by level, those of one level as they are."""
    return [levelled(spec) if several(spec.rows) else spec for spec in specs]


def scale(spec: Dots) -> Axis:
    """The axis under the lanes: from nought, or what is less, to the highest; of a logarithmic one the powers of ten."""
    values = [value for row in spec.drawn for value in (row.value, row.value_high) if value is not None]
    if not is_log(spec):
        return axis([0.0, *values])
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first -= 10.0**first == min(values)  # the lowest dot stands clear of the end
    marks = tuple(10.0**power for power in range(first, max(last, first + 1) + 1))
    return Axis(
        marks[0], max(*values, marks[1]), tuple(mark for mark in marks if mark <= max(*values, marks[1]))
    )


def share(spec: Dots, value: float) -> float:
    """Where a value stands between the ends of the axis, as a part of it."""
    ends = scale(spec)
    low, high, place = (
        map(math.log10, (ends.low, ends.high, value)) if is_log(spec) else (ends.low, ends.high, value)
    )
    return (place - low) / (high - low)


def packed(spans: Sequence[tuple[float, float]]) -> list[int]:
    """On which line each span of a lane stands, in the order given, so that no two on one line touch.

    >>> packed([(0, 10), (5, 20), (12, 18), (21, 30)])
    [0, 1, 0, 0]
    """
    taken: list[list[tuple[float, float]]] = []
    lines = []
    for start, end in spans:
        free = (
            number
            for number, others in enumerate(taken)
            if all(end <= begun or start >= ended for begun, ended in others)
        )
        line = next(free, len(taken))
        if line == len(taken):
            taken.append([])
        taken[line].append((start, end))
        lines.append(line)
    return lines


def _lane(rows: Sequence[Row]) -> Lane:
    level = rows[0].level
    return Lane(level[:1].upper() + level[1:], tuple(sorted(rows, key=_rank)))


def _rank(row: Row) -> int:
    return _GRADES.index(row.grade)


def _level(row: Row) -> int:
    region = registry().by_full_name.get(row.region)
    return LEVELS.index(region.level) if region else len(LEVELS)
