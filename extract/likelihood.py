"""How likely a string is as Chinese prose, in nats: what decides between readings of damaged bytes.

A string is worth its best division into words: each word counts by its frequency in jieba's dictionary, each mark by
a rate that holds for prose in general. A `Lattice` holds many strings at once, as paths, and gives the likeliest.
The dictionary is read on first use (half a second); only a text with a scar of lost bytes pays for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

_LONGEST = 5  # characters of the longest word that is looked up
_UNSEEN = -19.0  # a character that is in no dictionary
# Rates of marks and other characters in prose, as logarithms.
_MARKS = {
    "，": -3.2, ",": -3.2, "。": -3.6, "、": -3.8, "“": -4.8, "”": -4.8, "（": -5.4, "）": -5.4, "(": -5.4, ")": -5.4,
    "：": -5.6, ":": -5.6, "；": -5.6, ";": -5.6, "《": -5.6, "》": -5.6, "？": -8.0, "?": -8.0, "！": -8.0, "!": -8.0,
    "—": -5.8, "…": -8.0, "·": -8.0, "％": -8.0, "%": -5.5, "‘": -8.0, "’": -8.0, "【": -8.0, "】": -8.0, "～": -9.0,
    "〔": -8.0, "〕": -8.0, " ": -6.0, "\n": -4.5, ".": -5.5, "-": -7.0, "/": -7.0, "+": -8.0, "[": -7.0, "]": -7.0,
}  # fmt: skip
_ALIKE = 12  # readings with the same end that are kept apart
_KEPT_IN_GAP = 6
_WINDOW = 14.0  # nats behind the likeliest string to the same place at which a string is given up
_DIGIT, _LETTER, _OTHER = -2.5, -6.0, -13.0


class _Words(NamedTuple):
    rates: dict[str, float]
    longer: dict[str, list[str]]  # words of several characters by their first one


@cache
def _words() -> _Words:
    """Every word of at most `_LONGEST` characters with its log rate."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise RuntimeError(
            "jieba is not installed: its dict.txt is needed to weigh damaged text; pip install jieba"
        )
    rows = Path(spec.origin).with_name("dict.txt").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count, _ in (row.split(" ") for row in rows if row.count(" ") == 2)}
    total = log(sum(counts.values()))
    rates = {
        word: log(count) - total for word, count in counts.items() if count > 0 and len(word) <= _LONGEST
    }
    longer = defaultdict(list)
    for word in rates:
        if len(word) > 1:
            longer[word[0]].append(word)
    return _Words(rates, dict(longer))


@cache
def _seconds(first: str) -> dict[str, list[str]]:
    """The words of several characters that begin with a character, by their second one."""
    words = defaultdict(list)
    for word in _words().longer.get(first, ()):
        words[word[1]].append(word)
    return dict(words)


@lru_cache(maxsize=65536)
def rate(character: str) -> float:
    """The log rate of a single character as a word or a mark."""
    known = _words().rates.get(character, _MARKS.get(character))
    if known is not None:
        return known
    if "一" <= character <= "鿿":
        return _UNSEEN
    if not character.isascii():
        return _OTHER
    return _DIGIT if character.isdigit() else _LETTER


def joins(first: str, second: str) -> float:
    """What two characters gain by making a word together; 0.0 when they make none."""
    known = _words().rates.get(first + second)
    return 0.0 if known is None else max(0.0, known - rate(first) - rate(second))


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
        rates = _words().rates
        nothing: dict[str, list[Edge]] = {}
        for first, edges in self._edges[node].items():
            seconds = _seconds(first)
            for edge in edges:
                yield first, rate(first) - edge.cost, (edge,)
                following = self._edges.get(edge.target, nothing)
                for second in seconds.keys() & following.keys():
                    for word in seconds[second]:
                        for after in following[second]:
                            for rest in self._spell(after.target, word[2:]):
                                cost = edge.cost + after.cost + sum(more.cost for more in rest)
                                yield word, rates[word] - cost, (edge, after, *rest)

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
