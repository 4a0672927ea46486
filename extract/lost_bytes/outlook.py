"""The first half of a search through a lattice: what may still come from each node on, found from the sink back (Viterbi).

Since a word's rate does not depend on its neighbours, the best string from a node to the sink begins with a word from
there and goes on with the best string from where that ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from extract.lost_bytes.arcs import Arc, Node, Piece
from extract.lost_bytes.prose import before, rests, words_on

WINDOW = 6.5  # nats behind the likeliest string at which a string is given up
KEPT, KEPT_IN_GAP = 60, 6  # strings that are followed to one node
_OPENING = dict.fromkeys("“（《", 1) | dict.fromkeys("”）》", -1)


class Step(NamedTuple):
    """A word from a node on: what it adds with the best that can follow and by itself, its characters, what it opens."""

    promise: float
    read: str
    gain: float
    opened: int
    pieces: tuple[Piece, ...]
    target: Node


class _Tail(NamedTuple):
    """How a word goes on behind its first character: as a `Step`, but for the costs of that one."""

    promise: float
    read: str
    gain: float
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class _Place:
    """What lies ahead of a node. Words are spelt once for each node that they lead through, whatever arc comes before."""

    best: float
    arcs: Iterable[Arc] = ()
    ahead: Mapping[str, tuple[Arc, ...]] = field(
        default_factory=dict
    )  # the arcs by the character that they may carry
    forced: tuple[Piece, ...] | None = None  # all that follows, where nothing else can
    asked: set[str] = field(default_factory=set)  # characters before the node
    tails: dict[str, list[_Tail]] = field(
        default_factory=dict
    )  # what those go on with, the most promising first


class Outlook:
    """What may still come from each node of a lattice: the best score to the sink, the words that can be read there."""

    def __init__(self, arcs: Mapping[Node, list[Arc]], sink: Node) -> None:
        self._places = {sink: _Place(0.0, forced=())}
        self._steps: dict[Node, list[Step]] = {}
        for node in sorted(arcs, reverse=True):
            if own := [arc for arc in arcs[node] if arc.target in self._places]:
                best = max(map(self._best_over, own))
                self._places[node] = _Place(best, own, _by_character(own), self._forced(own))

    def best(self, node: Node) -> float | None:
        """The score of the best string from a node to the sink; None when none leads there."""
        return self._places[node].best if node in self._places else None

    def steps(self, node: Node) -> list[Step]:
        """The words from a node on, the most promising first; none that no string within the window can hold."""
        if node not in self._steps:
            least = self._places[node].best - WINDOW
            steps = [step for arc in self._places[node].arcs for step in self._steps_over(arc, least)]
            self._steps[node] = sorted(steps, key=itemgetter(0, 1), reverse=True)
        return self._steps[node]

    def _best_over(self, arc: Arc) -> float:
        """The score of the best string that begins on an arc."""
        options, place = arc.fan.by_character, self._places[arc.target]
        if new := options.keys() - place.asked:
            place.asked |= new
            for first, second in _beginnings(new, place.ahead):
                tails = (*place.tails.get(first, ()), *self._tails(first, second, place.ahead[second]))
                if tails:
                    place.tails[first] = sorted(tails, key=itemgetter(0, 1), reverse=True)
        best = arc.fan.ranked[0].gain + place.best
        for first in options.keys() & place.tails.keys():
            best = max(best, place.tails[first][0].promise - options[first].cost)
        return best

    def _steps_over(self, arc: Arc, least: float) -> Iterator[Step]:
        """The words that begin on an arc and promise enough."""
        options, place = arc.fan.by_character, self._places[arc.target]
        for option in arc.fan.ranked[: kept(arc.target)]:
            promise = option.gain + place.best
            if promise < least:
                break
            yield self._step(promise, option.read, option.gain, ((option, arc),))
        for first in options.keys() & place.tails.keys():
            option = options[first]
            for tail in place.tails[first]:
                promise = tail.promise - option.cost
                if promise < least:
                    break
                pieces = ((option, arc), *tail.pieces)
                yield self._step(promise, first + tail.read, tail.gain - option.cost, pieces)

    def _step(self, promise: float, read: str, gain: float, pieces: tuple[Piece, ...]) -> Step:
        """A word; with all that follows, where nothing else can."""
        target = pieces[-1][1].target
        if forced := self._places[target].forced:
            read += "".join(option.read for option, _ in forced)
            gain, pieces, target = promise, (*pieces, *forced), forced[-1][1].target
        return Step(promise, read, gain, _opened(read), pieces, target)

    def _forced(self, arcs: list[Arc]) -> tuple[Piece, ...] | None:
        """All that follows from a node with these arcs, where nothing else can."""
        after = self._places[arcs[0].target].forced
        if after is None or not len(arcs) == len(arcs[0].fan.ranked) == 1:
            return None
        return ((arcs[0].fan.ranked[0], arcs[0]), *after)

    def _tails(self, first: str, second: str, arcs: tuple[Arc, ...]) -> Iterator[_Tail]:
        """How the words that begin with two characters go on from the second one, which these arcs carry."""
        for rest, rate in rests(words_on(first)[second]).items():
            for arc in arcs:
                for pieces in self._spelt(((arc.fan.by_character[second], arc),), rest):
                    gain = rate - sum(option.cost for option, _ in pieces)
                    promise = gain + self._places[pieces[-1][1].target].best
                    yield _Tail(promise, second + rest, gain, pieces)

    def _spelt(self, pieces: tuple[Piece, ...], rest: str) -> Iterator[tuple[Piece, ...]]:
        """The ways to read the rest of a word behind its first characters."""
        if not rest:
            yield pieces
            return
        for arc in self._places[pieces[-1][1].target].ahead.get(rest[0], ()):
            yield from self._spelt((*pieces, (arc.fan.by_character[rest[0]], arc)), rest[1:])


def kept(node: Node) -> int:
    """How many strings are followed to a node."""
    return KEPT_IN_GAP if node.branch else KEPT


def _beginnings(firsts: Set[str], seconds: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The pairs of a first and a second character with which words begin; asked from the smaller side."""
    if len(firsts) <= len(seconds):
        return ((first, second) for first in firsts for second in words_on(first).keys() & seconds.keys())
    return ((first, second) for second in seconds for first in before(second) & firsts)


def _by_character(arcs: list[Arc]) -> dict[str, tuple[Arc, ...]]:
    """The arcs of a node by the characters that they may carry."""
    first, *others = arcs
    found: dict[str, tuple[Arc, ...]] = dict.fromkeys(first.fan.by_character, (first,))
    for arc in others:
        for character in arc.fan.by_character:
            found[character] = (*found.get(character, ()), arc)
    return found


def _opened(read: str) -> int:
    """How many quotation marks and brackets a string opens beyond those that it closes."""
    if _OPENING.keys().isdisjoint(read):
        return 0
    return sum(_OPENING.get(character, 0) for character in read)
