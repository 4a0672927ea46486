"""What a lattice is made of: places, and what may stand between two of them."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple


class Node(NamedTuple):
    """A place between two characters of a lattice; in a ``branch`` something is assumed that does not show."""

    level: int
    branch: int = 0


class Option(NamedTuple):
    """What may stand at a place: what it adds, what it costs beyond its rate, how it is read and how written."""

    gain: float
    cost: float
    read: str
    written: str


class Fan:
    """The characters, or whole words, that may stand at one place, no two read the same, the likeliest first."""

    __slots__ = ("by_character", "ranked")

    def __init__(self, options: Iterable[Option]) -> None:
        by_read: dict[str, Option] = {}
        for option in options:
            if option.read not in by_read or option.gain > by_read[option.read].gain:
                by_read[option.read] = option
        self.ranked = sorted(by_read.values(), key=attrgetter("gain"), reverse=True)
        self.by_character = {read: option for read, option in by_read.items() if len(read) == 1}


class Arc(NamedTuple):
    """An option of a fan leads to another node; its range in the text."""

    fan: Fan
    target: Node
    start: int
    end: int


Piece = tuple[Option, Arc]
