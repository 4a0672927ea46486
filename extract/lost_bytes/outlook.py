"""The first half of a search through a lattice: what may still come from each node on, found from the sink back (Viterbi).

Since a word's rate does not depend on its neighbours, the best string from a node to the sink begins with a word from
there and goes on with the best string from where that ends.
"""

from __future__ import annotations

from collections import defaultdict
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
    """How a word goes on behind its first character: what it adds but for the costs of that one."""

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
    words: list[Step] = field(default_factory=list)  # of several characters
    forced: tuple[Piece, ...] | None = None  # all that follows, where nothing else can
    asked: set[str] = field(default_factory=set)  # characters before the node
    tails: defaultdict[str, list[_Tail]] = field(
        default_factory=lambda: defaultdict(list)
    )  # what those go on with


class Outlook:
    """What may still come from each node of a lattice: the best score to the sink, the words that can be read there."""

    def __init__(self, arcs: Mapping[Node, list[Arc]], sink: Node) -> None:
        self._places = {sink: _Place(0.0, forced=())}
        self._steps: dict[Node, list[Step]] = {}
        for node in sorted(arcs, reverse=True):
            if own := [arc for arc in arcs[node] if arc.target in self._places]:
                self._places[node] = self._place(own)

    def best(self, node: Node) -> float | None:
        """The score of the best string from a node to the sink; None when none leads there."""
        return self._places[node].best if node in self._places else None

    def steps(self, node: Node) -> list[Step]:
        """The words from a node on, the most promising first; none that no string within the window can hold."""
        if node not in self._steps:
            place = self._places[node]
            least = place.best - WINDOW
            steps = [step for step in place.words if step.promise >= least]
            for arc in place.arcs:
                for option in arc.fan.ranked[: kept(arc.target)]:
                    step = self._step(option.gain, option.read, ((option, arc),))
                    if step.promise < least:
                        break
                    steps.append(step)
            self._steps[node] = sorted(map(self._completed, steps), key=itemgetter(0, 1), reverse=True)
        return self._steps[node]

    def _place(self, arcs: list[Arc]) -> _Place:
        words = [word for arc in arcs for word in self._words_over(arc)]
        best = max(arc.fan.ranked[0].gain + self._places[arc.target].best for arc in arcs)
        place = _Place(max([best, *(word.promise for word in words)]), arcs, _by_character(arcs), words)
        arc, after = arcs[0], self._places[arcs[0].target].forced
        if after is not None and len(arcs) == len(arc.fan.ranked) == 1:
            place.forced = ((arc.fan.ranked[0], arc), *after)
        return place

    def _words_over(self, arc: Arc) -> Iterator[Step]:
        """The words of several characters that begin on an arc."""
        options, place = arc.fan.by_character, self._places[arc.target]
        new = options.keys() - place.asked
        place.asked |= new
        for first, second in _beginnings(new, place.ahead):
            place.tails[first] += self._tails(first, second, place.ahead[second])
        for first in options.keys() & place.tails.keys():
            option = options[first]
            for tail in place.tails[first]:
                yield self._step(tail.gain - option.cost, first + tail.read, ((option, arc), *tail.pieces))

    def _tails(self, first: str, second: str, arcs: tuple[Arc, ...]) -> Iterator[_Tail]:
        """How the words that begin with two characters go on from the second one, which these arcs carry."""
        for rest, rate in rests(words_on(first)[second]).items():
            for arc in arcs:
                for pieces in self._spelt(((arc.fan.by_character[second], arc),), rest):
                    yield _Tail(second + rest, rate - sum(option.cost for option, _ in pieces), pieces)

    def _spelt(self, pieces: tuple[Piece, ...], rest: str) -> Iterator[tuple[Piece, ...]]:
        """The ways to read the rest of a word behind its first characters."""
        if not rest:
            yield pieces
            return
        for arc in self._places[pieces[-1][1].target].ahead.get(rest[0], ()):
            yield from self._spelt((*pieces, (arc.fan.by_character[rest[0]], arc)), rest[1:])

    def _step(self, gain: float, read: str, pieces: tuple[Piece, ...]) -> Step:
        target = pieces[-1][1].target
        return Step(gain + self._places[target].best, read, gain, _opened(read), pieces, target)

    def _completed(self, step: Step) -> Step:
        """A word with all that follows, where nothing else can."""
        forced = self._places[step.target].forced
        if not forced:
            return step
        read = step.read + "".join(option.read for option, _ in forced)
        pieces, sink = (*step.pieces, *forced), forced[-1][1].target
        return Step(step.promise, read, step.promise, _opened(read), pieces, sink)


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
