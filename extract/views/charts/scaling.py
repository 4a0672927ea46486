"""How lines are laid out, the same on every medium: where a day stands among the years, where the values begin and end, and
which lines are coloured and named, at what heights.

A bar begins at zero since its length is the figure; of a line the slope is read, and a stock of three million that grows by a
hundredth a year would be flat from zero. Where no figure is below two thirds of the highest the axis begins just under the
lowest one, which is said beside the chart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extract.comparability import UNSURE
from extract.views.charts.kinds import Line, Lines, Step
from extract.views.charts.spec import ChartSpec

_COLOURED = 6  # as many as a palette has colours of series
_NEAR = 2 / 3  # the lowest figure as a part of the highest from which on the axis need not hold zero
_MARKS = 4  # numbers on the axis, about


@dataclass(frozen=True, slots=True)
class Axis:
    """``low`` and ``high`` end the axis, ``marks`` are its numbers."""

    low: float
    high: float
    marks: tuple[float, ...]

    @property
    def cut(self) -> bool:
        """Whether it begins above zero."""
        return self.low > 0


def axis(values: Sequence[float]) -> Axis:
    """The axis for these values.

    >>> axis([2_976_000, 3_012_000]).marks
    (2970000.0, 2980000.0, 2990000.0, 3000000.0, 3010000.0, 3020000.0)
    >>> axis([120, 450]), axis([100.0])
    (Axis(low=0.0, high=450, marks=(0.0, 200.0, 400.0)), Axis(low=0.0, high=100.0, marks=(0.0, 50.0, 100.0)))
    >>> axis([-5.0, 10.0]).low, axis([]).marks, axis([1.0, 2.0]).marks
    (-5.0, (0.0, 1.0), (0.0, 1.0, 2.0))
    """
    if not values:
        return Axis(0.0, 1.0, (0.0, 1.0))
    least, most = min(values), max(values)
    cut = least < most and least > 0 and least >= _NEAR * most
    low = least if cut or least < 0 else 0.0
    high = max(most, 0.0)
    if high == low:
        high = low + 1
    step = _step((high - low) / _MARKS)
    if all(value == int(value) for value in values):  # of what is counted there is no half
        step = max(step, 1.0)
    numbers = range(math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9) + 1)
    marks = tuple(round(step * number, 12) for number in numbers)
    if cut:
        return Axis(marks[0], marks[-1], marks)
    return Axis(low, high, tuple(mark for mark in marks if low <= mark <= high))


def is_log(spec: ChartSpec) -> bool:
    """Whether the axis is logarithmic: asked for, and no figure forbids it by being 0 or less."""
    return (
        spec.log and bool(spec.drawn) and all(row.value is not None and row.value > 0 for row in spec.drawn)
    )


@lru_cache(maxsize=4096)  # lines of many regions stand on the same days
def across(day: date, basis: str) -> float:
    """Where a day stands on the axis of years: the end of a year on its number, the middle of a period of a year too.

    >>> across(date(2021, 12, 31), "stock"), round(across(date(2022, 6, 30), "stock"), 1)
    (2021.0, 2021.5)
    >>> round(across(date(2021, 1, 1), "flow"), 1), round(across(date(2021, 12, 31), "flow"), 1)
    (2020.5, 2021.5)
    """
    passed = (day.timetuple().tm_yday - (basis == "flow")) / 365
    return day.year + min(passed, 1.0) - (1.0 if basis == "stock" else 0.5)


def values(spec: Lines) -> list[float]:
    """All numbers that the axis must hold."""
    rows = [step.row for step in spec.steps]
    return [value for row in rows for value in (row.value, row.value_high) if value is not None]


def prominent(spec: Lines, chosen: str = "", most: int = _COLOURED) -> tuple[Line, ...]:
    """The lines that are coloured and named, in their own order: all, or of too many that of the open figure and those with most
    figures, the higher first."""
    if len(spec.lines) <= most:
        return spec.lines
    weight = {
        line.region: (
            not any(step.row.fact and step.row.fact.id == chosen for step in line.steps),
            -len(line.steps),
            -(line.steps[-1].row.value or 0),
        )
        for line in spec.lines
    }
    kept = {line.region for line in sorted(spec.lines, key=lambda line: weight[line.region])[:most]}
    return tuple(line for line in spec.lines if line.region in kept)


def spread(wanted: Sequence[float], apart: float, top: float = math.inf) -> list[float]:
    """Positions as near as can be to those that are wanted, in their order, no two nearer than ``apart`` and none above ``top``.

    >>> spread([10.0, 10.5, 30.0], 2.0), spread([], 1.0)
    ([9.25, 11.25, 30.0], [])
    >>> spread([10.0, 10.5, 30.0], 2.0, top=11.0)
    [7.0, 9.0, 11.0]
    """
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    groups: list[tuple[float, list[int]]] = []  # the middle of a group, and who is in it from the bottom up
    for number in order:
        middle, own = wanted[number], [number]
        while groups and middle - groups[-1][0] < apart * (len(own) + len(groups[-1][1])) / 2:
            _, below = groups.pop()
            own = [*below, *own]
            middle = sum(wanted[each] for each in own) / len(own)
        groups.append((middle, own))
    found = [0.0] * len(wanted)
    for middle, own in groups:
        for place, number in enumerate(own):
            found[number] = middle + (place - (len(own) - 1) / 2) * apart
    for place, number in enumerate(sorted(order, key=lambda number: -found[number])):
        found[number] = min(found[number], top - place * apart)
    return found


def legs(line: Line, basis: str) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The pieces of a line that are drawn: each as places across and up, and whether a figure at either end is to be checked. A
    period is drawn over the whole of its length; nothing leads over a gap or a break."""
    for run in line.runs:
        for before, after in zip([None, *run[:-1]], run, strict=True):
            path = [*(_ends(before, basis)[-1:] if before else []), *_ends(after, basis)]
            yield path, UNSURE in (after.row.grade, before.row.grade if before else "")


def middle(step: Step, basis: str) -> float:
    """Where the mark of a figure stands across: at its day, or amid its period."""
    return sum(across(day, basis) for day in (step.start or step.end, step.end)) / 2


def _ends(step: Step, basis: str) -> list[tuple[float, float]]:
    if step.row.value is None:
        return []
    days = [step.end] if step.start is None else [step.start, step.end]
    return [(across(day, basis), step.row.value) for day in days]


def _step(rough: float) -> float:
    size: float = 10.0 ** math.floor(math.log10(rough))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough * 0.999)
