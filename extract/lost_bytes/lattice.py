"""Many readings of damaged bytes at once: a lattice of characters, searched for its likeliest strings.

The search is the tree-trellis one (Soong and Huang, 1991). One pass from the sink back, the `outlook`, finds the best that
can still come after each node. With that, a best-first search (A*) from the source meets whole strings in the order of
their scores, and follows nothing that cannot end within a window behind the best one.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from extract.lost_bytes.arcs import Arc, Node, Piece
from extract.lost_bytes.outlook import WINDOW, Outlook, Step, kept

_ALIKE = 12  # strings to one node that end alike: what differs long before is decided
_PATIENCE = 120  # strings that are followed in a row without any coming to its end, once one has


class Reading(NamedTuple):
    """One string through a lattice: its score, what is written, what is read, and each character's range."""

    score: float
    written: str
    read: str
    origin: tuple[tuple[int, int], ...]


class _Path(NamedTuple):
    """A string from the source on: its last word and the way back to what stands before; the better ones come first."""

    rank: float  # less, the better the best string that can come of it
    order: int
    score: float
    read: str
    opened: int  # quotation marks and brackets that are open
    step: Step
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
        outlook = Outlook(self._arcs, sink)
        best = outlook.best(source)
        if best is None:
            return []
        order, followed = count(), _Followed()
        heap = [_Path(-best, next(order), 0.0, "", 0, Step(best, "", 0.0, 0, (), source), None)]
        found: list[Reading] = []
        waited = 0
        while heap and len(found) < keep and waited < _PATIENCE:
            path = heappop(heap)
            waited += bool(found)
            if not followed.admits(path):
                continue
            _, _, score, read, opened, last, _ = path
            if last.target == sink:
                found.append(_reading(path))
                waited = 0
                continue
            for step in outlook.steps(last.target):
                promise = score + step.promise
                if promise < best - WINDOW:
                    break
                if step.target not in followed.full:
                    onward = (score + step.gain, read + step.read, opened + step.opened, step, path)
                    heappush(heap, _Path(-promise, next(order), *onward))
        return found


class _Followed:
    """Which paths have been followed: the best to a node that read a string, and no more than a few to one node."""

    def __init__(self) -> None:
        self.full: set[Node] = set()
        self._strings: set[tuple[Node, str]] = set()
        self._counts: defaultdict[Node, int] = defaultdict(int)
        self._alike: defaultdict[tuple[Node, str, int], int] = defaultdict(int)

    def admits(self, path: _Path) -> bool:
        """Whether to follow a path, which comes after all better ones to its node."""
        node, read = path.step.target, path.read
        ending = (node, read[-3:], path.opened)
        if node in self.full or (node, read) in self._strings or self._alike[ending] == _ALIKE:
            return False
        self._strings.add((node, read))
        self._alike[ending] += 1
        self._counts[node] += 1
        if self._counts[node] == kept(node):
            self.full.add(node)
        return True


def _reading(path: _Path) -> Reading:
    pieces: list[Piece] = []
    at: _Path | None = path
    while at:
        pieces[:0] = at.step.pieces
        at = at.before
    written = "".join(option.written for option, _ in pieces)
    origin = tuple((arc.start, arc.end) for option, arc in pieces for _ in option.read)
    return Reading(path.score, written, path.read, origin)
