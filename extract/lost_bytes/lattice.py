"""Many readings of damaged bytes at once: a graph whose edges carry characters, searched for its likeliest strings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from extract.lost_bytes.prose import rate, rate_of_word, words_on

_ALIKE = 12  # readings with the same end that are kept apart
_KEPT_IN_GAP = 6
_WINDOW = 14.0  # nats behind the likeliest string to the same place at which a string is given up


class Reading(NamedTuple):
    """One string through a lattice: its score, what is written, what is read, and each character's range."""

    score: float
    written: str
    read: str
    origin: tuple[tuple[int, int], ...]


class Node(NamedTuple):
    """A place between two characters of a lattice; nodes of one ``level`` and kind of ``branch`` compete."""

    level: int
    branch: int = 0


class Edge(NamedTuple):
    """A character between two nodes: what is written there, its range in the text, and what it costs to assume."""

    target: Node
    written: str
    start: int
    end: int
    cost: float


class Lattice:
    """Strings that share parts, as a graph whose edges carry characters; edges lead to higher nodes only."""

    def __init__(self) -> None:
        self._edges: dict[Node, dict[str, list[Edge]]] = {}

    def add(self, node: Node, read: str, edge: Edge) -> None:
        """Let ``read`` lead from a node to the edge's target."""
        self._edges.setdefault(node, {}).setdefault(read, []).append(edge)

    def best(self, source: Node, sink: Node, keep: int) -> list[Reading]:
        """The likeliest strings from one node to another, best first, at most ``keep``, no two read the same."""
        arrivals: dict[Node, list[_Arrival]] = defaultdict(list)
        arrivals[source].append((0.0, Reading(0.0, "", "", ()), "", ()))
        peaks: dict[tuple[int, bool], float] = defaultdict(lambda: -1e9)
        for node in sorted(self._edges):
            if node not in arrivals:
                continue
            floor = peaks[node.level, node.branch > 0] - _WINDOW
            paths = _varied(arrivals.pop(node), floor, _KEPT_IN_GAP if node.branch else keep)
            if not paths:
                continue
            top = paths[0].score
            for word, gain, edges in self._words_from(node):
                target = edges[-1].target
                level = (target.level, target.branch > 0)
                peak = peaks[level]
                if top + gain > peak:
                    peaks[level] = peak = top + gain
                if top + gain < peak - _WINDOW:
                    continue
                arrived = arrivals[target]
                for path in paths:
                    score = path.score + gain
                    if score < peak - _WINDOW:
                        break
                    arrived.append((score, path, word, edges))
        return _varied(arrivals[sink], -1e9, keep)

    def _words_from(self, node: Node) -> Iterator[tuple[str, float, tuple[Edge, ...]]]:
        """Every word that can be read from a node on, with what it adds to the score."""
        nothing: dict[str, list[Edge]] = {}
        for first, edges in self._edges[node].items():
            seconds = words_on(first)
            for edge in edges:
                yield first, rate(first) - edge.cost, (edge,)
                following = self._edges.get(edge.target, nothing)
                for second in seconds.keys() & following.keys():
                    for word in seconds[second]:
                        for after in following[second]:
                            for rest in self._spell(after.target, word[2:]):
                                cost = edge.cost + after.cost + sum(more.cost for more in rest)
                                yield word, rate_of_word(word) - cost, (edge, after, *rest)

    def _spell(self, node: Node, rest: str) -> Iterator[tuple[Edge, ...]]:
        """The ways to read the rest of a word from a node on."""
        if not rest:
            yield ()
            return
        for edge in self._edges.get(node, {}).get(rest[0], ()):
            for more in self._spell(edge.target, rest[1:]):
                yield (edge, *more)


def _varied(arrivals: list[_Arrival], floor: float, keep: int) -> list[Reading]:
    """The best ways to a node, but no more than a few that end alike: what differs long before is decided."""
    alike: Counter[tuple[str, int]] = Counter()
    kept: dict[str, Reading] = {}
    for score, path, word, edges in sorted(arrivals, key=itemgetter(0), reverse=True):
        if score < floor or len(kept) == keep:
            break
        read = path.read + word
        key = (read[-3:], sum(map(read.count, "“（《")) - sum(map(read.count, "”）》")))
        if read not in kept and alike[key] < _ALIKE:
            alike[key] += 1
            written = "".join([edge.written for edge in edges])
            origin = tuple([(edge.start, edge.end) for edge in edges])
            kept[read] = Reading(score, path.written + written, read, path.origin + origin)
    return list(kept.values())


_Arrival = tuple[float, Reading, str, tuple[Edge, ...]]
