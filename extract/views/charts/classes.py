"""Classes of figures for a map: few, about equally full, with limits that are round numbers.

A class is told by its limits, so they must be numbers that one can keep in mind; and a reader takes the darkest squares for
the highest, so the classes must not leave most regions in one shade because one region is large. Hence quantiles of which each
limit is moved to the roundest number near it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

MOST = 5
"""Classes that the eye tells apart by shade."""
_LEAST = 3  # figures that a class needs on average: a class of one region says no more than its figure
_MOVED = 0.25  # of a class: how far a limit may move from its quantile, in figures


def limits(values: Sequence[float]) -> tuple[float, ...]:
    """The limits between the classes of these figures, rising; a figure that equals one belongs above it. None where there
    are too few figures for two classes, or all are equal.

    >>> limits([3, 11, 14, 19, 22, 35, 41, 47, 120])
    (15, 40)
    >>> limits([38_692, 37_200, 20_300]), limits([7] * 12)
    ((), ())
    """
    ordered = sorted(values)
    count = min(MOST, len(ordered) // _LEAST)
    found: list[float] = []
    taken = 0
    for number in range(1, count):
        quantile = len(ordered) * number / count
        gaps = [place for place in range(taken + 1, len(ordered)) if ordered[place - 1] < ordered[place]]
        near = [place for place in gaps if abs(place - quantile) <= len(ordered) * _MOVED / count]
        if not near:
            continue  # equal figures stand here: they share a class with the one before or after
        offered = {place: roundest(ordered[place - 1], ordered[place]) for place in near}
        taken = min(near, key=lambda place: (_digits(offered[place]), abs(place - quantile)))
        found.append(offered[taken])
    return tuple(found)


def class_of(value: float, between: Sequence[float]) -> int:
    """The class of a figure, 0 for the lowest.

    >>> [class_of(value, (15, 40)) for value in (14.9, 15, 120)]
    [0, 1, 2]
    """
    return bisect_right(between, value)


def roundest(low: float, high: float) -> float:
    """The roundest number above ``low`` and not above ``high``: a multiple of the greatest step of 10, 5 or 2 times a power
    of ten that has one between them.

    >>> roundest(19, 22), roundest(1203, 1266), roundest(-3, 2), roundest(0.0123, 0.0161), roundest(4, 5)
    (20, 1250, 0, 0.015, 5)
    """
    power = math.floor(math.log10(max(abs(low), abs(high)))) + 1
    while power > -16:
        for factor in (10, 5, 2.5, 2):
            step = factor * 10.0 ** (power - 1)
            value = round(math.floor(high / step) * step, max(0, 2 - power))
            if low < value <= high:
                return int(value) if value.is_integer() else value
        power -= 1
    return high


def _digits(value: float) -> int:
    """How many digits a number has but for noughts at either end: what one has to keep in mind."""
    return len(f"{value:.12g}".replace(".", "").strip("-0").split("e")[0])
