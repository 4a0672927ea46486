"""Number formats and bounds of the axes of native charts, where a spreadsheet's own notation must do."""

from __future__ import annotations

import math
from dataclasses import dataclass

from extract.views.charts.bar_axis import are_whole, tick_step
from extract.views.charts.scaling import is_log
from extract.views.charts.spec import ChartSpec

_FEW = 10
SHORT = 6
"""Characters of a unit that stands upright beside an axis of values; a longer one is turned along it."""


def axis_format(spec: ChartSpec) -> str:
    """万 or 亿 in Chinese, thousands or millions in English, one of them all along the axis; small numbers as they are.

    A format divides only by thousands: ``0\\.0,`` sets a literal point before the last digit of the thousands, so that
    25 000 reads 2.5万. So the tenth of a 万 and the hundredth of a 亿 always stand, 0 aside.
    """
    high = max((abs(value) for value in _values(spec)), default=0.0)
    if spec.language.code == "en":
        if high >= 1e7:
            return '[=0]0;#,##0,," million"' if high >= 1e8 else '[=0]0;0.0,," million"'
        return "#,##0" if high >= 1000 else "General"
    if high < 10_000:
        return "#,##0" if high >= 1000 else "General"
    return '[=0]0;0\\.00,,"亿"' if high >= 1e8 else '[=0]0;[>=10000]0\\.0,"万";#,##0'


@dataclass(frozen=True, slots=True)
class Bounds:
    """``low`` and ``high`` end an axis; ``step`` parts its numbers, None where the program may choose since it begins at zero."""

    low: float
    high: float
    step: float | None = None


def axis_bounds(spec: ChartSpec) -> Bounds | None:
    """Where the axis begins and ends, with room for the label of the longest bar, and of the longest that goes left of zero; None
    where the program may choose: without figures, or where all are 0."""
    values = _values(spec)
    if not any(values):
        return None
    if is_log(spec):
        low, high = math.log10(min(values)), math.log10(max(values))
        first = math.floor(low) - (1 if low.is_integer() else 0)
        return Bounds(10.0**first, 10.0 ** max(math.ceil(high + 0.3), first + 1))
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low) * 0.22
    if not low:
        few = are_whole(values) and high < _FEW  # programs would count them by halves
        return Bounds(0.0, _round_up(high + room), float(tick_step(high, whole=True)) if few else None)
    step = float(tick_step(high - low))
    return Bounds(
        step * math.floor((low - room) / step), step * math.ceil((high + room) / step) if high else 0.0, step
    )


def _values(spec: ChartSpec) -> list[float]:
    return [value for row in spec.drawn for value in (row.value, row.value_high) if value is not None]


def _round_up(value: float) -> float:
    """The next number with two digits.

    >>> _round_up(47204.0), _round_up(0.0193)
    (48000.0, 0.02)
    """
    size: float = 10.0 ** (math.floor(math.log10(value)) - 1)
    return round(math.ceil(value / size) * size, 12)
