"""The wording as a reader of its own: which answer figures usually have that are told in such words.

A multinomial logistic regression over pieces of words, each by the stretch of the text that it stands in (the report, the
sentence, right before the figure …). It knows no rule and no name; what each piece weighs is data that labelled figures of real
reports taught, and what it says is weighed beside the rules by `extract.readers`.

Every figure asks it several times, and what it hears are hundreds of pieces. What a piece weighs for all answers is therefore one
integer, a lane of bits for each answer and a last one that counts the piece, so that one addition weighs it for all of them.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import repeat
from operator import add

ALWAYS = "always"
"""The stretch of what every figure has: how common each answer is."""

_LANE = 16  # bits: so many that no stretch can weigh more, and so few that Python adds the sums of two answers without an object
_LEAST = 1 << (_LANE - 1)  # what is added to a lane, that none is below zero when they are taken apart


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text.

    >>> sorted(pairs("党员教育"))
    ['党员', '员教', '教育']
    """
    return set(map(add, text, text[1:]))


@dataclass(frozen=True, eq=False)
class Wording:
    """What each piece weighs for each answer, by where it stands; ``answers`` by their number, ``always`` how common each is.
    ``weights`` has a lane for each answer, in which a weight stands as a whole number of steps, ``steps`` to 1, and one behind them,
    in which each piece counts as 1."""

    answers: Sequence[str]
    always: Sequence[float]
    weights: Mapping[str, Mapping[str, int]]
    steps: int = 100

    @classmethod
    def of(
        cls,
        answers: Sequence[str],
        always: Sequence[float],
        weights: Mapping[str, Mapping[str, Sequence[float]]],
        steps: int = 100,
    ) -> Wording:
        """Wording by the weights of each piece for each answer."""

        def packed(each: Sequence[float]) -> int:
            return sum(round(weight * steps) << _LANE * lane for lane, weight in enumerate(each))

        once = 1 << _LANE * len(answers)
        by_stretch = {
            where: {piece: packed(each) + once for piece, each in own.items()}
            for where, own in weights.items()
        }
        return cls(tuple(answers), tuple(always), by_stretch, steps)

    def spelt(self, text: str) -> list[str]:
        """The pairs of a text that it knows, each at the place of its first character, "" for another: of a text that is heard in
        many stretches each pair is looked up once.

        >>> Wording.of(("a",), (0.0,), {"report": {"村民": (2.0,)}}).spelt("全村民")
        ['', '村民']
        """
        return list(map(self._own_pieces.get, map(add, text, text[1:]), repeat("")))

    def heard(self, where: str, pieces: Iterable[str]) -> int:
        """The sum of what the pieces of one stretch weigh; sums of several stretches may be added up."""
        return sum(filter(None, map(self.weights.get(where, {}).get, pieces)))

    def known(self, heard: int) -> int:
        """How many of the pieces it knows that are in a sum."""
        return self._lanes(heard)[-1] - _LEAST

    def scores(self, heard: int) -> list[float]:
        """What a sum says for each answer: the weights of all pieces, of many less each.

        >>> own = Wording.of(("whole", "narrower"), (0.0, 0.0), {"report": {"村民": (0.0, 2.0), "全市": (0.5, -1.0)}})
        >>> own.scores(own.heard("report", {"村民"})), own.weighs("report", "全市")
        ([0.0, 2.0], [0.5, -1.0])
        """
        *lanes, count = self._lanes(heard)
        each = 1 / (self.steps * math.sqrt(max(1, count - _LEAST)))
        return [(lane - _LEAST) * each for lane in lanes]

    def weighs(self, where: str, piece: str) -> list[float]:
        """What one piece weighs for each answer."""
        return [(lane - _LEAST) / self.steps for lane in self._lanes(self.weights[where][piece])[:-1]]

    def shares(self, scores: Iterable[Sequence[float]]) -> dict[str, float]:
        """The share of each answer, by the scores of all stretches.

        >>> own = Wording.of(("whole", "narrower"), (0.0, 0.0), {"report": {"村民": (0.0, 2.0)}})
        >>> round(own.shares([own.scores(own.heard("report", {"村民"}))])["narrower"], 3)
        0.881
        """
        return dict(zip(self.answers, self._shares(scores), strict=True))

    def share(self, answer: str, scores: Iterable[Sequence[float]]) -> float | None:
        """The share of one of them, None of one of which nothing is known."""
        number = self._numbers.get(answer)
        return None if number is None else self._shares(scores)[number]

    def _shares(self, scores: Iterable[Sequence[float]]) -> list[float]:
        total: Iterable[float] = self.always
        for own in scores:
            total = map(add, total, own)
        odds = list(map(math.exp, total))
        whole = sum(odds)
        return [each / whole for each in odds]

    def _lanes(self, heard: int) -> tuple[int, ...]:
        """The lanes of a sum, each `_LEAST` too large."""
        return self._apart.unpack((heard + self._raised).to_bytes(self._apart.size, "little"))

    @cached_property
    def _apart(self) -> struct.Struct:
        return struct.Struct(f"<{len(self.answers) + 1}H")

    @cached_property
    def _raised(self) -> int:
        return sum(_LEAST << _LANE * lane for lane in range(len(self.answers) + 1))

    @cached_property
    def _own_pieces(self) -> dict[str, str]:
        return {piece: piece for own in self.weights.values() for piece in own}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {answer: number for number, answer in enumerate(self.answers)}


def parse(text: str) -> Wording:
    """Wording from its file: in each line an answer, where pieces stand, a weight, and the pieces that weigh so much for it there.
    What is always there comes first."""
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    always = {answer: float(said) for answer, where, said, *_ in lines if where == ALWAYS}
    lanes = {answer: _LANE * lane for lane, answer in enumerate(always)}
    steps = 10 ** max([len(said.partition(".")[2]) for _, _, said, *_ in lines])
    once = 1 << _LANE * len(always)
    weights: dict[str, dict[str, int]] = {}
    for answer, where, said, *pieces in lines:
        if where == ALWAYS:
            continue
        own, weight = weights.setdefault(where, {}), round(float(said) * steps) << lanes[answer]
        for piece in pieces:
            own[piece] = own.get(piece, once) + weight
    return Wording(tuple(always), tuple(always.values()), weights, steps)


@cache
def wording(name: str) -> Wording:
    """The one of ``data/{name}.txt``."""
    return parse((files("extract") / "data" / f"{name}.txt").read_text("utf-8"))
