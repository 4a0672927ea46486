"""Likeness: of which indicator figures are usually told in such words.

A second reader beside the catalogue, which knows none of its entries: only which pieces of words stood by the figures of real
reports whose indicator somebody labelled. It hears what stands before a figure in its clause, what stands behind it, what it
counts (`extract.binding.subjects`) and in which unit, in pieces of one and two characters, and answers with the share of each
indicator, and of none, among figures that are told so: a multinomial logistic regression. What each piece weighs is data
(``data/likeness.txt``), fitted by `python -m tests.likeness`. It decides nothing; `extract.binding.evidence` makes levels of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from extract.patterns import HAN, lazy
from extract.records import record

NONE = "-"
"""What stands for no indicator."""

ALWAYS = "*"
"""The piece that every figure has: how often an indicator is told at all."""

_BEFORE, _BEHIND = 16, 8  # characters of the clause to either side
_APART = lazy(rf"[^{HAN}]+")


@record
class Told:
    """How a figure is told: what stands ``before`` and ``behind`` it in its clause, its ``subject`` and its ``unit``."""

    before: str
    behind: str
    subject: str
    unit: str

    def pieces(self) -> list[str]:
        """What is heard of it, each piece once and with the sign of its place.

        >>> sorted(Told("培训", "名", "党员", "人").pieces())
        ['#人', '$党员', '<培', '<培训', '<训', '>名', '^党员', '~党', '~党员', '~员']
        """
        subject = _APART.sub("", self.subject)
        return [
            *dict.fromkeys(
                (
                    f"#{self.unit}",
                    *_pieces("<", self.before[-_BEFORE:]),
                    *_pieces(">", self.behind[:_BEHIND]),
                    *_pieces("~", self.subject),
                    *((f"^{subject[:2]}", f"${subject[-2:]}") if subject else ()),
                )
            )
        ]


def _pieces(place: str, text: str) -> Iterator[str]:
    for piece in _APART.split(text):
        for n in range(len(piece)):
            yield place + piece[n]
            if n + 1 < len(piece):
                yield place + piece[n : n + 2]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What each piece weighs for which indicators; ``names`` are the indicators, `NONE` among them, by their number."""

    names: Sequence[str]
    weights: Mapping[str, Sequence[tuple[int, float]]]

    def shares(self, told: Told) -> dict[str, float]:
        """The share of each indicator, and of none (`NONE`), among figures that are told so.

        >>> own = Likeness(("a", "-"), {"*": [(1, 1.0)], "<党": [(0, 3.0)], "#个": [(1, 0.5)]})
        >>> own.shares(Told("党", "", "", "人"))["a"]
        0.8807970779778823
        """
        heard = [own for piece in told.pieces() if (own := self.weights.get(piece)) is not None]
        scores = [0.0] * len(self.names)
        for own in heard:
            for n, weight in own:
                scores[n] += weight
        each = 1 / math.sqrt(len(heard)) if heard else 0.0
        scores = [score * each for score in scores]
        for n, weight in self.weights.get(ALWAYS, ()):
            scores[n] += weight
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        total = sum(shares)
        return {name: share / total for name, share in zip(self.names, shares, strict=True)}


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


@lru_cache(maxsize=4096)
def alike(told: Told) -> Mapping[str, float]:
    """The share of each indicator and of none among figures that are told so; remembered, since lists tell many alike."""
    return likeness().shares(told)
