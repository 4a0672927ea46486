"""Where something stands in a text: the one type that every stage shares."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final


@dataclass(slots=True, order=True, unsafe_hash=True, init=False)
class Span:
    """A half-open range of characters, ``text[start:end]``.

    A report has thousands; the type checker holds that none is changed, since a frozen class takes four times as long to
    make each.

    >>> Span(2, 4).of("投入三亿元")
    '三亿'
    """

    start: Final[int]
    end: Final[int]

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        self.start = start
        self.end = end

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, position: int) -> bool:
        return self.start <= position < self.end

    def of(self, text: str) -> str:
        """The characters that the span covers in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, offset: int) -> Span:
        """The same span in a text that has ``offset`` more characters before it."""
        return Span(self.start + offset, self.end + offset)


_START = attrgetter("start")


def held(spans: Sequence[Span], position: int) -> bool:
    """Whether one of several spans, which stand one behind the other, holds a position.

    >>> held([Span(0, 3), Span(5, 9)], 5), held([Span(0, 3), Span(5, 9)], 3)
    (True, False)
    """
    index = bisect_right(spans, position, key=_START) - 1
    return index >= 0 and position < spans[index].end
