"""How likely it is that a reading is right, by what it rests on and what stands around it.

Each evidence answers with a level, a few words that a reader understands; what a level weighs is data
(``data/*_certainty.toml``), fitted on labelled real reports by `tests.certainty` as the logarithm of how much likelier
it makes the reading, and the weights of all add up to the probability.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Weights by level, each level named ``evidence: level``; ``always`` is the weight of a reading of which nothing more
    is known."""

    weights: Mapping[str, float]
    always: float = 0.0
    _known: dict[tuple[str, ...], float] = field(default_factory=dict, repr=False, compare=False)

    def of(self, evidence: tuple[str, ...]) -> float:
        """The probability, from 0 to 1, that a reading with such evidence is right; a level without a weight says nothing.

        >>> Likelihood({"rests on: its clause": 2.0}, 0.5).of(("rests on: its clause",))
        0.9241418199787566
        """
        likely = self._known.get(evidence)
        if likely is None:  # the same few come again and again
            score = self.always + sum([self.weights.get(level, 0.0) for level in evidence])
            likely = self._known[evidence] = 1.0 / (1.0 + math.exp(-score))
        return likely


@cache
def likelihood(name: str) -> Likelihood:
    """The weights of ``data/{name}.toml``: a table for each evidence, in it a row for each level, ``{ weight = … }``."""
    data = tomllib.loads((files("extract") / "data" / f"{name}.toml").read_text("utf-8"))
    always = float(data.pop("always")["weight"])
    return Likelihood(
        {
            f"{evidence}: {level}": float(row["weight"])
            for evidence, rows in data.items()
            for level, row in rows.items()
        },
        always,
    )
