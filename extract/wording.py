"""The wording as a reader of its own: which answer figures usually have that are told in such words.

A multinomial logistic regression over pieces of words, each by the stretch of the text that it stands in (the report, the
sentence, right before the figure …). It knows no rule and no name; what each piece weighs is data that labelled figures of real
reports taught, and what it says is weighed beside the rules by `extract.readers`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import add

ALWAYS = "always"
"""The stretch of what every figure has: how common each answer is."""


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text.

    >>> sorted(pairs("党员教育"))
    ['党员', '员教', '教育']
    """
    return set(map(add, text, text[1:]))


@dataclass(frozen=True, eq=False)
class Wording:
    """What each piece weighs for each answer, by where it stands; ``answers`` by their number, ``always`` how common each is."""

    answers: Sequence[str]
    always: Sequence[float]
    weights: Mapping[str, Mapping[str, Sequence[float]]]

    def scores(self, where: str, heard: set[str]) -> list[float]:
        """What the pieces of one stretch say for each answer: their weights, of many less each."""
        weights = self.weights.get(where, {})
        known = [weights[piece] for piece in heard if piece in weights]
        if not known:
            return [0.0] * len(self.answers)
        each = 1 / math.sqrt(len(known))
        return [sum(own) * each for own in zip(*known, strict=True)]

    def known(self, where: str, heard: set[str]) -> int:
        """How many of the pieces of a stretch it knows."""
        return len(self.weights.get(where, {}).keys() & heard)

    def shares(self, scores: Iterable[Sequence[float]]) -> dict[str, float]:
        """The share of each answer, by the scores of all stretches.

        >>> own = Wording(("whole", "narrower"), (0.0, 0.0), {"report": {"村民": (0.0, 2.0)}})
        >>> own.shares([own.scores("report", {"村民"})])["narrower"]
        0.8807970779778823
        """
        total = [sum(each) for each in zip(self.always, *scores, strict=True)]
        top = max(total)
        shares = [math.exp(score - top) for score in total]
        whole = sum(shares)
        return {answer: share / whole for answer, share in zip(self.answers, shares, strict=True)}


def parse(text: str) -> Wording:
    """Wording from its file: in each line an answer, where pieces stand, a weight, and the pieces that weigh so much for it there."""
    answers: list[str] = []
    always: list[float] = []
    lines: list[tuple[str, str, float, list[str]]] = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            answer, where, said, *pieces = line.split("\t")
            if where == ALWAYS:
                answers.append(answer)
                always.append(float(said))
            else:
                lines.append((answer, where, float(said), pieces))
    weights: dict[str, dict[str, list[float]]] = {}
    for answer, where, weight, pieces in lines:
        of_stretch, n = weights.setdefault(where, {}), answers.index(answer)
        for piece in pieces:
            of_stretch.setdefault(piece, [0.0] * len(answers))[n] = weight
    return Wording(tuple(answers), tuple(always), weights)


@cache
def wording(name: str) -> Wording:
    """The one of ``data/{name}.txt``."""
    return parse((files("extract") / "data" / f"{name}.txt").read_text("utf-8"))
