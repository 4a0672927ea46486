"""The axis of bars on the screen: its ends, its round numbers, and the pixels that names and labels leave of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from extract.views.charts.spec import ChartSpec, Row
from extract.views.words.language import Language

_WIDE = 230  # pixels of labels beside which only a few numbers of the axis have room on a phone


def ticks(high: float, wanted: int = 4) -> list[float]:
    """Round numbers from 0 to just beyond ``high``.

    >>> ticks(38_692)
    [0, 10000, 20000, 30000, 40000]
    >>> ticks(0)
    [0]
    """
    if high <= 0:
        return [0]
    rough = high / wanted
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough * 0.999)
    return [step * index for index in range(math.ceil(high / step - 1e-9) + 1)]


def log_offered(values: Sequence[float]) -> bool:
    """Whether sizes differ so much (a hundredfold) that the small bars cannot be seen.

    >>> log_offered([20300, 230]), log_offered([20300, 14000])
    (False, False)
    >>> log_offered([25_252_000, 414])
    True
    """
    positive = [value for value in values if value > 0]
    return bool(positive) and max(positive) >= 100 * min(positive)


def share(axis: Mapping[str, Any], value: float) -> float:
    """Where a value stands between the ends of an axis, as a part of it."""
    first, last = axis["range"]
    place = math.log10(value) if axis["type"] == "log" else value
    return float((place - first) / (last - first))


def axis_of(spec: ChartSpec) -> dict[str, Any]:
    """The axis of a chart's values, its ends and its numbers, as the script that draws bars takes it."""
    drawn = spec.drawn
    high = max((row.value_high or row.value or 0 for row in drawn), default=0)
    low = min((row.value for row in drawn if row.value and row.value > 0), default=high)
    return _axis(low, high, spec.language, spec.log, wanted=4 if label_width(drawn) < _WIDE else 2)


def _axis(low: float, high: float, say: Language, log: bool, wanted: int) -> dict[str, Any]:
    if log and low > 0:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        first, last = (first - 1 if 10**first == low else first), max(last, first + 1)
        values = [10.0**power for power in range(first, last + 1)]
        return {
            "type": "log",
            "range": [first, max(math.log10(high), first + 1)],
            "tickvals": values,
            "ticktext": [say.short(value) for value in values],
        }
    values = [value for value in ticks(high, wanted) if value <= high]
    return {
        "type": "linear",
        "range": [0, high or 1],
        "tickvals": values,
        "ticktext": [say.short(value) for value in values],
    }


def label_width(drawn: Sequence[Row]) -> int:
    """Pixels that the longest label needs to the right of the longest bar."""
    return 26 + max((round(_width(row.figure) * 1.06 + _width(row.beside)) for row in drawn), default=40)


def name_width(rows: Sequence[Row]) -> int:
    """Pixels that the longest name of a region needs to the left of the bars."""
    return 16 + max(round(_width(row.name, latin=7.1)) for row in rows)


def _width(text: str, latin: float = 7.6) -> float:
    """Pixels that a text takes at the size of the labels; ``latin`` is a letter's, a digit being wider on average."""
    return sum(13.5 if ord(character) > 0x2E7F else latin for character in text)
