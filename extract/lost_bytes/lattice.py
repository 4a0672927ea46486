"""Many readings of damaged bytes at once: a lattice of characters, searched for its likeliest strings.

The search is the tree-trellis one (Soong and Huang, 1991). Since a word's rate does not depend on its neighbours, one pass
from the sink back (Viterbi) finds the words that can be read from each node and the best that can still come after it. With
that as the outlook, a best-first search (A*) from the source meets whole strings in the order of their scores, and
follows nothing that cannot end within a window behind the best one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count
from operator import attrgetter, itemgetter
from typing import NamedTuple

from extract.lost_bytes.prose import before, rests, words_on

_WINDOW = 8.0  # nats behind the likeliest string at which a string is given up
_KEPT, _KEPT_IN_GAP = 60, 6  # strings that are followed from one node on
_ALIKE = 12  # the same for strings that end alike: what differs long before is decided


class Reading(NamedTuple):
    """One string through a lattice: its score, what is written, what is read, and each character's range."""

    score: float
    written: str
    read: str
    origin: tuple[tuple[int, int], ...]


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


_Piece = tuple[Option, Arc]


class _Word(NamedTuple):
    """A word of several arcs: what it adds with the best that can follow it and by itself, and its characters."""

    promise: float
    read: str
    gain: float
    pieces: tuple[_Piece, ...]


class _Path(NamedTuple):
    """A string from the source to a node, with the last word's characters and the way back to what stands before."""

    score: float
    node: Node
    read: str
    opened: int  # quotation marks and brackets that are open
    pieces: tuple[_Piece, ...]
    before: _Path | None


class Lattice:
    """Strings that share parts, as a graph whose arcs carry characters; arcs lead to higher nodes only."""

    def __init__(self) -> None:
        self._arcs: dict[Node, list[Arc]] = {}

    def add(self, node: Node, arc: Arc) -> None:
        """Let an arc lead on from a node."""
        if arc.fan.ranked:
            self._arcs.setdefault(node, []).append(arc)

    def best(self, source: Node, sink: Node, keep: int) -> list[Reading]:
        """The likeliest strings from one node to another, best first, at most ``keep``, no two read the same."""
        outlook = _Outlook(self._arcs, sink)
        if source not in outlook.best:
            return []
        floor, order, followed = outlook.best[source] - _WINDOW, count(), _Followed()
        heap = [(-outlook.best[source], next(order), _Path(0.0, source, "", 0, (), None))]
        found: list[Reading] = []
        while heap and len(found) < keep:
            path = heappop(heap)[2]
            if not followed.admits(path):
                continue
            if path.node == sink:
                found.append(_reading(path))
            for promise, onward in outlook.onward(path, floor):
                if not followed.full(onward.node):
                    heappush(heap, (-promise, next(order), onward))
        return found


class _Outlook:
    """What may still come from each node of a lattice: the best score to the sink, the words that can be read there."""

    def __init__(self, arcs: Mapping[Node, list[Arc]], sink: Node) -> None:
        self.best = {sink: 0.0}
        self._arcs: dict[Node, list[Arc]] = {}  # those that lead on to the sink
        self._words: dict[Node, list[_Word]] = {}  # those that some string within the window may hold
        self._ahead: dict[Node, dict[str, tuple[Arc, ...]]] = {}  # by the character that an arc may carry
        self._forced: dict[Node, list[_Piece]] = {sink: []}  # what follows where nothing else can
        for node in sorted(arcs, reverse=True):
            if own := [arc for arc in arcs[node] if arc.target in self.best]:
                self._look(node, own)

    def _look(self, node: Node, arcs: list[Arc]) -> None:
        self._arcs[node], self._ahead[node] = arcs, _by_character(arcs)
        words = [word for arc in arcs for word in self._words_over(arc)]
        best = max(arc.fan.ranked[0].gain + self.best[arc.target] for arc in arcs)
        best = self.best[node] = max([best, *(word.promise for word in words)])
        words = [word for word in words if word.promise >= best - _WINDOW]
        self._words[node] = sorted(words, key=itemgetter(0, 1), reverse=True)
        (arc, *others) = arcs
        if arc.target in self._forced and not others and len(arc.fan.ranked) == 1:
            self._forced[node] = [(arc.fan.ranked[0], arc), *self._forced[arc.target]]

    def onward(self, path: _Path, floor: float) -> Iterator[tuple[float, _Path]]:
        """A path continued by each word that may end above the floor, with the best score to which that can come."""
        score, node = path.score, path.node
        for word in self._words.get(node, ()):
            promise = score + word.promise
            if promise < floor:
                break
            yield promise, self._to(path, score + word.gain, word.read, word.pieces)
        for arc in self._arcs.get(node, ()):
            after = score + self.best[arc.target]
            for option in arc.fan.ranked[: _kept(arc.target)]:
                promise = after + option.gain
                if promise < floor:
                    break
                yield promise, self._to(path, score + option.gain, option.read, ((option, arc),))

    def _to(self, path: _Path, score: float, read: str, pieces: tuple[_Piece, ...]) -> _Path:
        """A path with a word more, and all the rest where nothing else can follow."""
        node = pieces[-1][1].target
        if forced := self._forced.get(node):
            score += self.best[node]
            read += "".join(option.read for option, _ in forced)
            pieces, node = (*pieces, *forced), forced[-1][1].target
        return _Path(score, node, path.read + read, path.opened + _opened(read), pieces, path)

    def _words_over(self, arc: Arc) -> Iterator[_Word]:
        """The words of several characters that begin on an arc."""
        ahead = self._ahead.get(arc.target)
        if not ahead:
            return
        options = arc.fan.by_character
        for first, second in _beginnings(options, ahead):
            for after in ahead[second]:
                pieces = ((options[first], arc), (after.fan.by_character[second], after))
                for rest, rate in rests(words_on(first)[second]).items():
                    for whole in self._spelt(pieces, rest):
                        gain = rate - sum(piece[0].cost for piece in whole)
                        promise = gain + self.best[whole[-1][1].target]
                        yield _Word(promise, first + second + rest, gain, whole)

    def _spelt(self, pieces: tuple[_Piece, ...], rest: str) -> Iterator[tuple[_Piece, ...]]:
        """The ways to read the rest of a word behind its first characters."""
        if not rest:
            yield pieces
            return
        for arc in self._ahead.get(pieces[-1][1].target, {}).get(rest[0], ()):
            yield from self._spelt((*pieces, (arc.fan.by_character[rest[0]], arc)), rest[1:])


def _beginnings(firsts: Mapping[str, object], seconds: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The pairs of a first and a second character with which words begin; asked from the smaller side."""
    if len(firsts) <= len(seconds):
        return ((first, second) for first in firsts for second in words_on(first).keys() & seconds.keys())
    return ((first, second) for second in seconds for first in before(second) & firsts.keys())


def _by_character(arcs: list[Arc]) -> dict[str, tuple[Arc, ...]]:
    """The arcs of a node by the characters that they may carry."""
    first, *others = arcs
    found: dict[str, tuple[Arc, ...]] = dict.fromkeys(first.fan.by_character, (first,))
    for arc in others:
        for character in arc.fan.by_character:
            found[character] = (*found.get(character, ()), arc)
    return found


def _kept(node: Node) -> int:
    return _KEPT_IN_GAP if node.branch else _KEPT


@lru_cache(maxsize=4096)
def _opened(read: str) -> int:
    """How many quotation marks and brackets a string opens beyond those that it closes."""
    return sum(map(read.count, "“（《")) - sum(map(read.count, "”）》"))


class _Followed:
    """Which paths have been followed: the best to a node that read a string, and no more than a few to one node."""

    def __init__(self) -> None:
        self._strings: set[tuple[Node, str]] = set()
        self._counts: Counter[Node] = Counter()
        self._alike: Counter[tuple[Node, str, int]] = Counter()

    def admits(self, path: _Path) -> bool:
        """Whether to follow a path, which comes after all better ones to its node."""
        node, read = path.node, path.read
        ending = (node, read[-3:], path.opened)
        if (node, read) in self._strings or self._alike[ending] == _ALIKE or self.full(node):
            return False
        self._strings.add((node, read))
        self._counts[node] += 1
        self._alike[ending] += 1
        return True

    def full(self, node: Node) -> bool:
        """Whether as many paths as are kept have been followed to a node."""
        return self._counts[node] == _kept(node)


def _reading(path: _Path) -> Reading:
    pieces: list[_Piece] = []
    at: _Path | None = path
    while at:
        pieces[:0] = at.pieces
        at = at.before
    written = "".join(option.written for option, _ in pieces)
    origin = tuple((arc.start, arc.end) for option, arc in pieces for _ in option.read)
    return Reading(path.score, written, path.read, origin)
