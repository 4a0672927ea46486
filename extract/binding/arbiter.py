"""The arbiter: which of its candidates a figure is, or none of them, with the probability of that.

The only place that gives an indicator or takes one. Each candidate's evidence is weighed by ``data/weights.toml``, or by the
weights of a workspace that learnt from its corrections; "none of these" has a weight of its own, and the shares of all
make the probabilities.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.binding.candidates import Candidate
from extract.binding.evidence import EVIDENCE
from extract.binding.scene import Scene
from extract.records import record

Features = tuple[str, ...]  # "act: beside", one for each evidence that did not abstain


@dataclass(frozen=True, slots=True)
class Weights:
    """What each level of evidence weighs, and how far scores are to be trusted (``sharpness``)."""

    levels: Mapping[str, float]
    sharpness: float = 1.0

    def score(self, features: Features) -> float:
        """The sum of what the features weigh; a level that no labelled figure had weighs nothing."""
        get = self.levels.get
        return sum([get(feature, 0.0) for feature in features])


@record
class Verdict:
    """What was decided: the ``chosen`` candidate, None for none of them, with its ``probability`` (0 to 1). ``options``
    are all candidates with the features of each and their probabilities; ``none`` is the probability of no indicator."""

    chosen: Candidate | None
    probability: float
    options: tuple[Option, ...]
    none: float


@record
class Option:
    """A candidate, its evidence and its probability."""

    candidate: Candidate
    features: Features
    probability: float


NOTHING = Verdict(None, 1.0, (), 1.0)


def evidence_of(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> Features:
    """The evidence for and against a candidate, each as ``name: level``."""
    found = [(evidence.__name__, evidence(scene, one, rivals)) for evidence in EVIDENCE]
    return (f"indicator: {one.indicator.id}", *[f"{name}: {level}" for name, level in found if level])


def decide(scene: Scene, options: Sequence[Candidate], weights: Weights) -> Verdict:
    """The verdict over the candidates of a figure."""
    if not options:
        return NOTHING
    evidence = [evidence_of(scene, one, options) for one in options]
    return judged(options, evidence, none_of(scene), weights)


def none_of(scene: Scene) -> Features:
    """The evidence for no indicator: some units are seldom any."""
    return ("none: always", f"none: {scene.unit}")


def told(options: Sequence[Candidate], answer: str | None) -> Verdict:
    """The verdict of somebody who knows the answer."""
    chosen = next((one for one in options if one.indicator.id == answer), None)
    return Verdict(chosen, 1.0, (), 0.0 if chosen else 1.0)


def judged(
    options: Sequence[Candidate], evidence: Sequence[Features], none: Features, weights: Weights
) -> Verdict:
    """The verdict by the evidence of each candidate; ``none`` is the feature of no indicator."""
    scores = [weights.sharpness * weights.score(own) for own in evidence]
    against = weights.sharpness * weights.score(none)
    top = max(against, *scores)
    shares = [math.exp(score - top) for score in scores]
    rest = math.exp(against - top)
    total = sum(shares) + rest
    weighed = tuple(
        [Option(one, own, share / total) for one, own, share in zip(options, evidence, shares, strict=True)]
    )
    best = max(weighed, key=lambda option: option.probability)
    if best.probability <= rest / total:
        return Verdict(None, rest / total, weighed, rest / total)
    return Verdict(best.candidate, best.probability, weighed, rest / total)


@cache
def built_in() -> Weights:
    """The weights that the program ships."""
    return parse((files("extract") / "data" / "weights.toml").read_text("utf-8"))


def parse(text: str) -> Weights:
    """Weights from TOML: ``[evidence]`` with a table for each level."""
    data = tomllib.loads(text)
    levels = {
        f"{name}: {level}": float(weight)
        for name, rows in data.get("weights", {}).items()
        for level, weight in rows.items()
    }
    return Weights(levels, float(data.get("sharpness", 1.0)))
