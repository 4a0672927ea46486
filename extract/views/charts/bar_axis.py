"""The axis of bars on the screen: its ends, its round numbers, and the pixels that names and labels leave of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from extract.views.charts.scaling import is_log
from extract.views.charts.spec import ChartSpec, Row
from extract.views.charts.widths import set_width

WIDE = 420  # pixels of a chart from which on periods stand behind the figures; of a narrower one the stylesheet hides them
_NARROW = 290  # pixels of a chart on a small phone
_LEAST = 0.2  # the part of the room that bars have at any rate
_BESIDE = 16  # pixels between a bar, its label and the margin
_MARGIN = 8
_NAMED = 114  # pixels of the longest name: with its room two fifths of a chart on a phone
_APART = 16  # between a name and the edge, and its bar
_PARTS = regex.compile(r"\s+(?=\S)|(?<=\p{Han}{2}[省市州盟区县旗])(?=\p{Han}{2})")


def ticks(high: float, wanted: int = 4, low: float = 0, *, whole: bool = False) -> list[float]:
    """Round numbers, 0 among them, from just beyond ``low`` (0 or less) to just beyond ``high`` (0 or more); ``whole`` where
    things are counted, of which there is no half.

    >>> ticks(38_692)
    [0, 10000, 20000, 30000, 40000]
    >>> ticks(12, low=-36), ticks(0, low=-36)
    ([-40, -20, 0, 20], [-40, -30, -20, -10, 0])
    >>> ticks(0), ticks(9), ticks(9, whole=True)
    ([0], [0.0, 2.5, 5.0, 7.5, 10.0], [0, 3, 6, 9])
    """
    if high <= low:
        return [0]
    step = tick_step(high - low, wanted, whole=whole)
    return [step * index for index in range(math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9) + 1)]


def tick_step(span: float, wanted: int = 4, *, whole: bool = False) -> float:
    """The round number that parts a ``span`` into about so many pieces.

    >>> tick_step(38_692), tick_step(48)
    (10000, 20)
    """
    rough = span / wanted
    size = 10 ** math.floor(math.log10(rough))
    found: float = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough * 0.999)
    return max(1, math.ceil(found)) if whole else found


def are_whole(values: Iterable[float]) -> bool:
    """Whether values may be of what is counted, of which there is no half."""
    return all(value == int(value) for value in values)


def share(axis: Mapping[str, Any], value: float) -> float:
    """Where a value stands between the ends of an axis, as a part of it."""
    first, last = axis["range"]
    place = math.log10(value) if axis["type"] == "log" else value
    return float((place - first) / (last - first))


@dataclass(frozen=True, slots=True)
class Room:
    """How a chart's width is shared out: ``names`` pixels for the names, and of the rest the ``part`` (0 to 1) that the axis takes
    from its lowest figure to its highest, so that every label has room beyond its own bar: behind one that goes right, and before
    one that goes left, for which the part ``before`` is left free in front. The labels of a narrow chart are the figures alone."""

    names: int
    part: float
    before: float = 0.0

    def longest(self, width: int) -> float:
        """Pixels of the whole axis in a chart of so many."""
        return self.part * (width - self.names - _MARGIN)


def room(rows: Sequence[Row], axis: Mapping[str, Any]) -> Room:
    """How rows on an axis share a chart's width out: the longest axis of which, with a label of the part ``n`` left of a bar that
    ends at ``s`` of the axis and one of ``p`` right of a bar that ends at ``t``, ``n - s * part`` before it and ``p + t * part``
    after its start come to no more than the whole."""
    named = name_width(rows)
    part, leftward = 1.0, list[dict[float, float]]()
    for width, whole in ((WIDE, True), (_NARROW, False)):
        free = max(width - named - _MARGIN, 1)
        left, right = _labels(rows, axis, free, whole=whole)
        leftward.append(left)
        for before, start in (left | {0.0: 0.0}).items():
            part = min(
                [part, *((1 - before - label) / (end - start) for label, end in right.items() if end > start)]
            )
    part = max(part, _LEAST)
    before = max((label - start * part for left in leftward for label, start in left.items()), default=0.0)
    return Room(named, part, min(max(before, 0.0), 1 - part))


def _labels(
    rows: Sequence[Row], axis: Mapping[str, Any], free: int, *, whole: bool
) -> tuple[dict[float, float], dict[float, float]]:
    """The labels left and right of their bars as parts of ``free`` pixels, each with where on the axis the bars end that have one
    so long: of those that go left the lowest, of those that go right the highest. Without a label the axis may fill the room."""
    left, right = dict[float, float](), {0.0: 1.0}
    for row in rows:
        if row.value is None:
            continue
        label = (_width(f"{row.figure}  {row.beside}" if whole else row.parts[0]) + _BESIDE) / free
        if row.value < 0:
            left[label] = min(left.get(label, 1.0), share(axis, min(_ends(row))))
        elif max(_ends(row)) > 0:
            right[label] = max(right.get(label, 0.0), share(axis, max(_ends(row))))
    return left, right


def _ends(row: Row) -> list[float]:
    """The figure of a row, of a range both its ends; none without a bar."""
    return [value for value in (row.value, row.value_high) if value is not None]


def axis_of(spec: ChartSpec, beside: Sequence[Row] = ()) -> dict[str, Any]:
    """The axis of a chart's values, the part of the width that it takes, its ends and its numbers, as the script that draws bars
    takes it; it measures the rows of a chart ``beside`` this one too. Zero is on it, since bars begin there, those below zero
    to the left; only a logarithmic one has none. There are as many numbers as have room side by side, on a phone every other one."""
    rows = [*spec.rows, *beside]
    ends = [value for row in rows for value in _ends(row)]
    axis: dict[str, Any]
    if is_log(spec) and min(ends) > 0:
        low, high = min(ends), max(ends)
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        first, last = (first - 1 if 10**first == low else first), max(last, first + 1)
        axis = {"type": "log", "range": [first, max(math.log10(high), first + 1)]}
        powers = [10.0**power for power in range(first, last + 1)]
        sets = [powers[::step] for step in range(1, len(powers) + 1)]
    else:
        low, high = min([0, *ends]), max([0, *ends])
        axis = {"type": "linear", "range": [low, high if high > low else low + 1]}
        whole = are_whole(ends)
        sets = [
            [value for value in ticks(high, wanted, low, whole=whole) if low <= value <= high]
            for wanted in (4, 3, 2, 1)
        ]
    shared = room(rows, axis)
    short = spec.language.short
    sets = [own for own in sets if len(own) > 1] or sets[:1]
    values = next((own for own in sets if _fits([short(value) for value in own], shared)), sets[-1])
    first, last = axis["range"]
    return axis | {
        "range": [first - (last - first) * shared.before / shared.part, last]
        if shared.before
        else [first, last],
        "domain": [0, round(shared.before + shared.part, 4)],
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


def name_width(rows: Sequence[Row], *, deep: bool = False) -> int:
    """Pixels that the longest name of a region needs to the left of the bars; ``deep`` as `names` have it."""
    lines = (line for name in names(rows, deep=deep).values() for line in name.splitlines())
    return _APART + max(round(_width(line)) for line in lines)


def names(rows: Sequence[Row], *, deep: bool = False) -> dict[str, str]:
    """What stands before each bar, by the name of its region: this, and of one so long that it would take the bars' room its
    two ends, unless another region has the same. Where the bars are ``deep`` enough for two lines it is parted into them first."""
    full = [row.name for row in rows]
    said = {name: (_in_two(name) if deep else "") or _ends_of(name) for name in full}
    counts = Counter(said.values())
    return {name: short if counts[short] == 1 else name for name, short in said.items()}


def _in_two(name: str) -> str:
    """A long name in two lines that both have room, "" where it is not long or has no such place: between two words, or behind
    the province or prefecture that another region lies in."""
    if _width(name) <= _NAMED:
        return ""
    cuts = ((name[: at.end()].rstrip(), name[at.end() :]) for at in _PARTS.finditer(name))
    fitting = [each for each in cuts if max(map(_width, each)) <= _NAMED]
    return "\n".join(min(fitting, key=lambda each: max(map(_width, each)))) if fitting else ""


def _ends_of(name: str) -> str:
    """A name, or the longest two ends of it that its room holds with a mark between them."""
    if _width(name) <= _NAMED:
        return name
    kept = next(n for n in range(len(name) - 1, 0, -1) if _width(_gap(name, n)) <= _NAMED)
    return _gap(name, kept)


def _gap(name: str, kept: int) -> str:
    head = (kept + 1) // 2
    return f"{name[:head].rstrip()}…{name[len(name) - (kept - head) :].lstrip()}"


def _width(text: str) -> float:
    """Pixels that a text takes at the size of the labels."""
    return set_width(text, 13.5)
