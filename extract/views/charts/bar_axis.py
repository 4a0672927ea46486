"""The axis of bars on the screen: its ends, its round numbers, and the pixels that names and labels leave of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.views.charts.spec import ChartSpec, Row

WIDE = 420  # pixels of a chart from which on periods stand behind the figures; of a narrower one the stylesheet hides them
_NARROW = 290  # pixels of a chart on a small phone
_LEAST = 0.2  # the part of the room that bars have at any rate
_BESIDE = 24  # pixels between a bar, its label and the margin
_MARGIN = 8


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


@dataclass(frozen=True, slots=True)
class Room:
    """How a chart's width is shared out: ``names`` pixels for the names, and of the rest the ``part`` (0 to 1) up to the end of
    the longest bar, so that every label has room behind its own bar. The labels of a narrow chart are the figures alone."""

    names: int
    part: float

    def longest(self, width: int) -> float:
        """Pixels of the longest bar in a chart of so many."""
        return self.part * (width - self.names - _MARGIN)


def room(rows: Sequence[Row], axis: Mapping[str, Any]) -> Room:
    """How rows on an axis share a chart's width out."""
    names = name_width(rows)
    part = 1.0
    for row in rows:
        if not row.drawn:
            continue
        longest = max(row.value_high or row.value or 0, 0)
        of_bar = max(share(axis, longest), 0.0) if longest else 0.0
        figure = round(_width(row.figure) * 1.06)
        for width, label in ((WIDE, figure + _width(row.beside)), (_NARROW, figure)):
            free = max(width - names - _MARGIN, 1)
            if of_bar:
                part = min(part, (free - label - _BESIDE) / (free * of_bar))
    return Room(names, max(part, _LEAST))


def axis_of(spec: ChartSpec, beside: Sequence[Row] = ()) -> dict[str, Any]:
    """The axis of a chart's values, the part of the width that it takes, its ends and its numbers, as the script that draws bars
    takes it; it measures the rows of a chart ``beside`` this one too. There are as many numbers as have room side by side, on a
    phone every other one."""
    rows = [*spec.rows, *beside]
    high = max((row.value_high or row.value or 0 for row in rows if row.drawn), default=0)
    low = min((row.value for row in rows if row.value and row.value > 0), default=high)
    axis: dict[str, Any]
    if spec.log and low > 0:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        first, last = (first - 1 if 10**first == low else first), max(last, first + 1)
        axis = {"type": "log", "range": [first, max(math.log10(high), first + 1)]}
        powers = [10.0**power for power in range(first, last + 1)]
        sets = [powers[::step] for step in range(1, len(powers) + 1)]
    else:
        axis = {"type": "linear", "range": [0, high or 1]}
        sets = [[value for value in ticks(high, wanted) if value <= high] for wanted in (4, 3, 2, 1)]
    shared = room(rows, axis)
    short = spec.language.short
    sets = [own for own in sets if len(own) > 1] or sets[:1]
    values = next((own for own in sets if _fits([short(value) for value in own], shared)), sets[-1])
    return axis | {
        "domain": [0, round(shared.part, 4)],
        "tickvals": values,
        "ticktext": [short(value) for value in values],
        "tickangle": 0,
    }


def _fits(numbers: Sequence[str], room: Room) -> bool:
    """Whether the numbers of an axis stand side by side, and every other one of more than two on a phone."""
    every_other = numbers[::2] if len(numbers) > 2 else numbers
    return all(
        sum(_width(number) + 8 for number in shown) - _width(shown[0]) <= room.longest(width)
        for shown, width in ((numbers, WIDE), (every_other, _NARROW))
    )


def name_width(rows: Sequence[Row]) -> int:
    """Pixels that the longest name of a region needs to the left of the bars."""
    return 16 + max(round(_width(row.name, latin=7.1)) for row in rows)


def _width(text: str, latin: float = 7.6) -> float:
    """Pixels that a text takes at the size of the labels; ``latin`` is a letter's, a digit being wider on average."""
    return sum(13.5 if ord(character) > 0x2E7F else latin for character in text)
