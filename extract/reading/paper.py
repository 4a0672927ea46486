"""Tables on paper: found by the lines that rule them, or by the columns in which words stand.

A page of a PDF has characters with their boxes and strokes with their ends; what is a table is told from these. Lengths
are points, ``top`` is larger than ``bottom``.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import regex

from extract.grid import Slot

_NEAR = 3.0  # strokes that lie closer are one: a border may be a thin rectangle
_MOST_STROKES = 20_000  # of a page; one with more is a drawing
_MOST_LINES = 400  # rows or columns of a table that is ruled
_GAP = 1.0  # times the size of the script between two words of a row
_FIGURE = regex.compile(  # 1 200, 约30, 50—60万元, 1200（320）, 1200*; but the 36—59岁 of a head divides
    r"(?:[约近超逾]|超过|不足)?[-−－+]?\d[\d,，. ]*(?:[-—–~至]\d[\d,.]*)?(?:[%％‰]|(?!周?岁)[\p{Han}]{1,3})?(?:以上|左右|以内)?"
    r"(?:[（(][\p{Han}:：]{0,6}[\d.,]+[%％\p{Han}]{0,2}[）)])?(?:[①-⑳*＊†‡※¹²³]|[\[【]\d{1,2}[\]】])?|[—–-]{1,2}|/"
)
_FEW_COLUMNS = 3  # that tell a table of a single row below its heads from a line of prose
_DIGITS = regex.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def across(self) -> float:
        """The middle of its width."""
        return (self.left + self.right) / 2

    @property
    def size(self) -> float:
        """The size of its script by its width: boxes of some fonts are thrice as high."""
        return max(self.right - self.left, 0.5) * (1.8 if self.text.isascii() else 1.0)

    @property
    def up(self) -> float:
        """The middle of its height."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line along the page or across it."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table where it stands on its page; ``edges`` are the left ends of its columns."""

    slots: tuple[Slot, ...]
    left: float
    bottom: float
    right: float
    top: float
    edges: tuple[float, ...]

    def holds(self, across: float, up: float) -> bool:
        """Whether a point of the page lies in the table."""
        return (
            self.left - _NEAR <= across <= self.right + _NEAR
            and self.bottom - _NEAR <= up <= self.top + _NEAR
        )


@dataclass(frozen=True, slots=True)
class Words:
    """Characters in a row with no wide gap between them."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def ruled(glyphs: Sequence[Glyph], strokes: Sequence[Stroke]) -> list[Drawn]:
    """The tables whose cells are ruled on all sides."""
    if len(strokes) > _MOST_STROKES:
        return []
    upright = [each for each in strokes if each.right - each.left < _NEAR and each.top - each.bottom > _NEAR]
    level = [each for each in strokes if each.top - each.bottom < _NEAR and each.right - each.left > _NEAR]
    found = []
    for bottom, top in _bands((each.bottom, each.top) for each in upright):
        sides = [each for each in upright if each.bottom >= bottom - _NEAR and each.top <= top + _NEAR]
        rules = [each for each in level if bottom - _NEAR <= each.bottom and each.top <= top + _NEAR]
        xs = _clustered(each.left for each in sides)
        ys = _clustered(each.bottom for each in rules)[::-1]
        if 2 < len(xs) <= _MOST_LINES and 2 < len(ys) <= _MOST_LINES:
            found.append(_ruled(glyphs, xs, ys, sides, rules))
    return [each for each in found if each.slots]


def _bands(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The stretches of the page that upright strokes cover, each a table's."""
    bands: list[tuple[float, float]] = []
    for bottom, top in sorted(spans):
        if bands and bottom <= bands[-1][1] + _NEAR:
            bands[-1] = (bands[-1][0], max(bands[-1][1], top))
        else:
            bands.append((bottom, top))
    return bands[::-1]


def _clustered(places: Iterable[float]) -> list[float]:
    lines: list[float] = []
    for place in sorted(places):
        if not lines or place - lines[-1] > _NEAR:
            lines.append(place)
    return lines


def _ruled(glyphs: Sequence[Glyph], xs: Sequence[float], ys: Sequence[float], sides: Sequence[Stroke], rules: Sequence[Stroke]) -> Drawn:  # fmt: skip
    wide, high = len(xs) - 1, len(ys) - 1
    right = [[False] * wide for _ in range(high)]  # whether a cell has a stroke to its right
    below = [[False] * wide for _ in range(high)]
    for side in sides:
        column = bisect_right(xs, side.left + _NEAR / 2) - 2
        for row in range(high) if 0 <= column < wide else ():
            right[row][column] |= side.bottom - _NEAR <= (ys[row] + ys[row + 1]) / 2 <= side.top + _NEAR
    rising = ys[::-1]
    for rule in rules:
        row = high - bisect_right(rising, rule.bottom + _NEAR / 2)
        for column in range(wide) if 0 <= row < high else ():
            below[row][column] |= rule.left - _NEAR <= (xs[column] + xs[column + 1]) / 2 <= rule.right + _NEAR
    inside: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        column = bisect_right(xs, glyph.across) - 1
        row = high - bisect_right(rising, glyph.up)
        if 0 <= column < wide and 0 <= row < high:
            inside.setdefault((row, column), []).append(glyph)
    slots: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    for row in range(high):
        for column in range(wide):
            if (row, column) in taken:
                continue
            width, height = 1, 1
            while column + width < wide and not right[row][column + width - 1]:
                width += 1
            while row + height < high and not any(below[row + height - 1][column : column + width]):
                height += 1
            covered = [(r, c) for r in range(row, row + height) for c in range(column, column + width)]
            taken.update(covered)
            own = [glyph for place in covered for glyph in inside.get(place, ())]
            slots.append(
                Slot(row, column, "".join(w.text for line in rows(own) for w in line), height, width)
            )
    if not any(slot.text for slot in slots):
        slots = []
    return Drawn(tuple(slots), xs[0], ys[-1], xs[-1], ys[0], tuple(xs[:-1]))


def rows(glyphs: Iterable[Glyph]) -> list[list[Words]]:
    """Characters in rows from the top down, each cut into words at its wide gaps."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: (-each.up, each.left)):
        if lines and lines[-1][0].up - glyph.up < 0.5 * max(glyph.size, 4.0):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [_cut(sorted(line, key=lambda each: each.left)) for line in lines]


def _cut(line: Sequence[Glyph]) -> list[Words]:
    words: list[list[Glyph]] = []
    for glyph in line:
        if words and glyph.left - words[-1][-1].right < _GAP * max(glyph.size, words[-1][-1].size):
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return [
        Words(
            _spelt(own), own[0].left, own[-1].right, own[0].up - own[0].size / 2, own[0].up + own[0].size / 2
        )
        for own in words
    ]


def _spelt(glyphs: Sequence[Glyph]) -> str:
    """The characters, with a space where two Latin ones stand apart."""
    pieces = [glyphs[0].text]
    for before, glyph in itertools.pairwise(glyphs):
        apart = glyph.left - before.right > 0.15 * glyph.size
        pieces.append(
            f" {glyph.text}" if apart and before.text.isascii() and glyph.text.isascii() else glyph.text
        )
    return "".join(pieces)


def unruled(lines: Sequence[Sequence[Words]]) -> tuple[list[Drawn], list[str]]:
    """The tables among the rows of a page that only their columns show, and the first words of those whose columns could
    not be told."""
    found: list[Drawn] = []
    lost: list[str] = []
    run: list[Sequence[Words]] = []
    for line in (*lines, ()):
        if len(line) > 1 and (
            not run or run[-1][0].bottom - line[0].top < 3 * (line[0].top - line[0].bottom)
        ):
            run.append(line)
            continue
        counted = sum(1 for each in run if _counts(each))
        if counted > 1 or (counted == 1 and _heads_one(run)):
            drawn = _in_columns(run)
            if drawn is not None:
                found.append(drawn)
            else:
                lost.append(" ".join(words.text for words in run[0]))
        run = [line] if len(line) > 1 else []
    return found, lost


def _heads_one(run: Sequence[Sequence[Words]]) -> bool:
    """Whether a run is heads over one row of at least as many words, each below one of them."""
    *heads, row = run
    if not heads or len(row) < _FEW_COLUMNS or not _counts(row) or len(heads[0]) != len(row):
        return False
    return all(
        any(head.left < own.right and own.left < head.right for own in row) for line in heads for head in line
    )


def _counts(line: Sequence[Words]) -> bool:
    """Whether a row holds a figure by itself, as rows of a table do."""
    return any(_FIGURE.fullmatch(words.text) and _DIGITS.search(words.text) for words in line)


def _in_columns(lines: Sequence[Sequence[Words]]) -> Drawn | None:
    """Rows of words as a table, None where two words of a row share a column."""
    data = [line for line in lines if _counts(line)]
    columns: list[tuple[float, float]] = []
    for left, right in sorted((words.left, words.right) for line in data for words in line):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    if len(columns) < 2 or any(len(_places(line, columns)) < len(line) for line in data):
        return None
    if median(len(line) for line in data) * 2 < len(columns):
        return None
    slots = []
    for number, line in enumerate(lines):
        last = -1
        for words in line:
            over = [
                c
                for c, (left, right) in enumerate(columns)
                if words.left < right and left < words.right and c > last
            ]
            at = over or [c for c in [min(range(len(columns)), key=lambda c: abs(sum(columns[c]) - words.left - words.right))] if c > last]  # fmt: skip
            if not at:
                return None
            slots.append(Slot(number, at[0], words.text, 1, at[-1] - at[0] + 1))
            last = at[-1]
    every = [words for line in lines for words in line]
    box = (min(w.left for w in every), min(w.bottom for w in every), max(w.right for w in every), max(w.top for w in every))  # fmt: skip
    return Drawn(tuple(slots), *box, tuple(left for left, _ in columns))


def _places(line: Sequence[Words], columns: Sequence[tuple[float, float]]) -> set[int]:
    return {
        c
        for words in line
        for c, (left, right) in enumerate(columns)
        if left <= (words.left + words.right) / 2 <= right
    }


def joined(above: Drawn, below: Drawn) -> Drawn | None:
    """A table that goes on with another on the next page, its heads not repeated; None where they are two."""
    if len(above.edges) != len(below.edges) or any(
        abs(a - b) > 4 * _NEAR for a, b in zip(above.edges, below.edges, strict=True)
    ):
        return None
    first = [slot.text for slot in above.slots if slot.row == 0]
    repeated = first == [slot.text for slot in below.slots if slot.row == 0]
    rest = [slot for slot in below.slots if not repeated or slot.row]
    down = max(slot.row + slot.height for slot in above.slots) - (1 if repeated else 0)
    moved = [Slot(slot.row + down, slot.column, slot.text, slot.height, slot.width) for slot in rest]
    return Drawn((*above.slots, *moved), above.left, below.bottom, above.right, above.top, above.edges)
