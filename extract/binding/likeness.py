"""Likeness: of which indicator figures are usually told in such words.

A second reader beside the catalogue, which knows none of its entries: only which pieces of words stood by the figures of real
reports whose indicator somebody labelled. It hears what stands before a figure in its clause, what stands behind it, what it
counts (`extract.binding.subjects`) and in which unit, in pieces of one and two characters, and answers with the share of each
indicator, and of none, among figures that are told so: a multinomial logistic regression. What each piece weighs is data
(``data/likeness.txt``), fitted by `python -m tests.likeness`. It decides nothing; `extract.binding.evidence` makes levels of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from extract.patterns import HAN, lazy
from extract.records import record
from extract.wording import pairs

NONE = "-"
"""What stands for no indicator."""

ALWAYS = "*"
"""The piece that every figure has: how often an indicator is told at all."""

_BEFORE, _BEHIND = 16, 8  # characters of the clause to either side
_TEXTS = "<>~"
_APART, _WORD = lazy(rf"[^{HAN}]+"), lazy(rf"[{HAN}]{{1,2}}")


@record
class Told:
    """How a figure is told: what stands ``before`` and ``behind`` it in its clause, its ``subject`` and its ``unit``."""

    before: str
    behind: str
    subject: str
    unit: str

    def heard(self) -> dict[str, set[str]]:
        """What is heard of it, by the sign of its place.

        >>> {place: sorted(heard) for place, heard in Told("培训", "名", "党员", "人").heard().items()}
        {'<': ['培', '培训', '训'], '>': ['名'], '~': ['党', '党员', '员'], '^': ['党员'], '$': ['党员'], '#': ['人']}
        """
        before, behind, subject = self.before[-_BEFORE:], self.behind[:_BEHIND], self.subject
        only = _APART.sub("", subject)
        return {
            "<": pairs(before).union(before),
            ">": pairs(behind).union(behind),
            "~": pairs(subject).union(subject),
            "^": {only[:2]},
            "$": {only[-2:]},
            "#": {self.unit},
        }

    def pieces(self) -> list[str]:
        """What is heard of it, each piece with the sign of its place; of text only the pieces that are words."""
        return [
            place + piece
            for place, heard in self.heard().items()
            for piece in sorted(heard)
            if (_WORD.fullmatch(piece) if place in _TEXTS else piece)
        ]


@dataclass(frozen=True, eq=False)
class Likeness:
    """What each piece weighs for which indicators, each piece with the sign of its place before it; ``names`` are the indicators, `NONE`
    among them, by their number."""

    names: Sequence[str]
    weights: Mapping[str, Sequence[tuple[int, float]]]

    @cached_property
    def _by_place(self) -> Mapping[str, Mapping[str, Sequence[tuple[int, float]]]]:
        found: dict[str, dict[str, Sequence[tuple[int, float]]]] = {}
        for piece, own in self.weights.items():
            found.setdefault(piece[0], {})[piece[1:]] = own
        return found

    @cached_property
    def _always(self) -> tuple[list[float], float]:
        """The odds of each indicator of which nothing was heard, and their sum."""
        scores = dict(self.weights.get(ALWAYS, ()))
        odds = [math.exp(scores.get(n, 0.0)) for n in range(len(self.names))]
        return odds, sum(odds)

    def shares(self, told: Told) -> dict[str, float]:
        """The share of each indicator, and of none (`NONE`), among figures that are told so.

        >>> own = Likeness(("a", "-"), {"*": [(1, 1.0)], "<党": [(0, 3.0)], "#个": [(1, 0.5)]})
        >>> round(own.shares(Told("党", "", "", "人"))["a"], 3)
        0.881
        """
        heard, total = self._odds(told)
        always = self._always[0]
        return {name: heard.get(n, always[n]) / total for n, name in enumerate(self.names)}

    def share(self, told: Told, name: str) -> float | None:
        """The share of one of them, None of one that nothing is known of."""
        if name not in self.names:
            return None
        n = self.names.index(name)
        heard, total = self._odds(told)
        return heard.get(n, self._always[0][n]) / total

    def _odds(self, told: Told) -> tuple[dict[int, float], float]:
        """The odds of those of which something was heard, and the sum of all."""
        scores: dict[int, float] = {}
        pieces = 0
        for place, heard in told.heard().items():
            weights = self._by_place.get(place, {})
            known = [weights[piece] for piece in heard if piece in weights]
            pieces += len(known)
            for own in known:
                for n, weight in own:
                    scores[n] = scores.get(n, 0.0) + weight
        always, total = self._always
        each = 1 / math.sqrt(pieces) if pieces else 0.0
        odds = {n: always[n] * math.exp(score * each) for n, score in scores.items()}
        return odds, total + sum(own - always[n] for n, own in odds.items())


def parse(text: str) -> Likeness:
    """Likeness from its file: in each line an indicator, a weight, and the pieces that weigh so much for it."""
    names: dict[str, int] = {}
    weights: dict[str, list[tuple[int, float]]] = {}
    for line in text.splitlines():
        if not line or line.startswith("# "):
            continue
        name, weight, *pieces = line.split(" ")
        own = (names.setdefault(name, len(names)), float(weight))
        for piece in pieces:
            weights.setdefault(piece, []).append(own)
    return Likeness(tuple(names), weights)


@cache
def likeness() -> Likeness:
    """The one that the program ships."""
    return parse((files("extract") / "data" / "likeness.txt").read_text("utf-8"))
