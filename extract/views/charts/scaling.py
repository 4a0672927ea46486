"""The axes under lines, the same on every medium: where a day stands among the years, and where the values begin and end.

A bar begins at zero since its length is the figure; of a line the slope is read, and a stock of three million that grows by a
hundredth a year would be flat from zero. Where no figure is below two thirds of the highest the axis begins just under the
lowest one, which is said beside the chart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
    >>> axis([-5.0, 10.0]).low, axis([]).marks
    (-5.0, (0.0, 1.0))
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
    numbers = range(math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9) + 1)
    marks = tuple(round(step * number, 12) for number in numbers)
    if cut:
        return Axis(marks[0], marks[-1], marks)
    return Axis(low, high, tuple(mark for mark in marks if low <= mark <= high))


def across(day: date, basis: str) -> float:
    """Where a day stands on the axis of years: the end of a year on its number, the middle of a period of a year too.

    >>> across(date(2021, 12, 31), "stock"), round(across(date(2022, 6, 30), "stock"), 1)
    (2021.0, 2021.5)
    >>> round(across(date(2021, 1, 1), "flow"), 1), round(across(date(2021, 12, 31), "flow"), 1)
    (2020.5, 2021.5)
    """
    passed = (day.timetuple().tm_yday - (basis == "flow")) / 365
    return day.year + min(passed, 1.0) - (1.0 if basis == "stock" else 0.5)


def _step(rough: float) -> float:
    size: float = 10.0 ** math.floor(math.log10(rough))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough * 0.999)
