"""The arbiter: which of its candidates a figure is, or none of them, with the probability of that.

The only place that gives an indicator or takes one. Each candidate's evidence is weighed by ``data/weights.toml``, or by the
weights of a workspace that learnt from its corrections; "none of these" has a weight of its own, and the shares of all
make the probabilities by the rules. They say which indicator it would be; whether it is one, they and the wording say together
(`extract.binding.likeness`, `extract.readers`).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import attrgetter

from extract.binding.candidates import Candidate
from extract.binding.evidence import CAUSES, EVIDENCE, OF_FIGURE
from extract.binding.likeness import share as likeness
from extract.binding.scene import Scene
from extract.binding.wording import NAME as WORDING
from extract.binding.wording import wording
from extract.readers import by_both
from extract.records import record

# How sure the likeliest indicator must be, by rules and wording, to be given: where the rules have it likelier than none of them, and
# where they do not. Of 347 reports that nobody had looked at (4,275 figures, 830 with an indicator) F1 was .74 by the rules alone,
# .765 with the first bar alone, .79 with both; from .35 to .5 it is the same within .01
_GIVEN, _GIVEN_ALL_THE_SAME = 0.4, 0.5
_ASKED = 0.047  # of what the rules give no more than so much none can be so sure, whatever the wording says
_NEW = 2.5  # what the built-in indicators weigh is about nothing; who adds one has seen it in reports
_SAID_OUTRIGHT = ("barred: ", "never: beside")
Features = tuple[str, ...]  # "act: beside", one for each evidence that did not abstain


class Levels(dict[str, float]):
    """Weights by level. One that no labelled figure had weighs nothing; an indicator that none could have had, since a user
    added it, is one that reports are expected to have."""

    def __missing__(self, feature: str) -> float:
        return _NEW if feature.startswith("indicator: ") else 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What each level of evidence weighs: the logarithm of how much likelier it makes a candidate. ``wording`` says that
    some weigh the very words beside a figure, as those do that a workspace learnt."""

    levels: Mapping[str, float]
    wording: bool = False

    def shares(self, options: Sequence[Features], none: Features) -> list[float]:
        """The probability of each candidate by its features, and last that of none of them.

        >>> Weights({"act: beside": 1.0}).shares([("act: beside",), ()], ())
        [0.5761168847658291, 0.21194155761708544, 0.21194155761708544]
        """
        levels = self.levels if isinstance(self.levels, Levels) else Levels(self.levels)
        scores = [sum(map(levels.__getitem__, own)) for own in (*options, none)]
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        total = sum(shares)
        return [share / total for share in shares]


@record
class Verdict:
    """What was decided: the ``chosen`` candidate, None for none of them, and how sure that is (``certainty``, 0 to 1). ``options`` are
    the indicators that it could be, each by its best name, the likeliest first; ``none`` is the probability of no indicator by the
    rules."""

    chosen: Candidate | None
    certainty: float
    options: tuple[Option, ...]
    none: float


@record
class Option:
    """An indicator that a figure could be: its best candidate with the evidence for and against it, and the ``probability`` by the
    rules that it is meant, by whatever name. ``told`` is its share among labelled figures that are told in such words, None where
    that says nothing, and ``certainty`` how sure it is by both; of none but the likeliest the wording is asked, 0 where it was not."""

    candidate: Candidate
    features: Features
    probability: float
    told: float | None = None
    certainty: float = 0.0


class _Named(dict[str, str]):
    """The features of one evidence by their level, each put together once: most figures have those of figures before."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, level: str) -> str:
        feature = self[level] = f"{self._name}: {level}"
        return feature


_PROBABILITY = attrgetter("probability")
_OF_FIGURE = tuple((_Named(evidence.__name__), evidence) for evidence in OF_FIGURE)
_OF_CANDIDATE = tuple(
    (_Named(evidence.__name__), evidence, CAUSES.get(evidence))
    for evidence in EVIDENCE
    if evidence not in OF_FIGURE
)
NOTHING = Verdict(None, 1.0, (), 1.0)


def evidence_of(scene: Scene, options: Sequence[Candidate]) -> list[Features]:
    """The evidence for and against each of the candidates of a figure, each as ``name: level``."""
    asked = [(named, ask) for named, ask, cause in _OF_CANDIDATE if cause is None or cause(scene)]
    common: dict[tuple[str, bool], list[str]] = {}
    found: list[Features] = []
    for one in options:
        sort = one.indicator.basis, one.indicator.theme == "context"
        if sort not in common:
            common[sort] = [named[level] for named, ask in _OF_FIGURE if (level := ask(scene, one, options))]
        own = [named[level] for named, ask in asked if (level := ask(scene, one, options))]
        found.append((*own, *common[sort]))
    return found


def decide(scene: Scene, options: Sequence[Candidate], weights: Weights) -> Verdict:
    """The verdict over the candidates of a figure; by weights without a level it is none of them."""
    if not options or not weights.levels:
        return NOTHING
    evidence = evidence_of(scene, options)
    if weights.wording:
        evidence = [own + wording(scene, one) for own, one in zip(evidence, options, strict=True)]
    *shares, none = weights.shares(evidence, none_of(scene))
    ranked = _ranked(list(map(Option, options, evidence, shares)))
    if scene.planned:  # an aim is no figure of what was done, however well its words fit
        return Verdict(None, 1.0, ranked, 1.0)
    best = _by_both(scene, ranked[0], none, weights)
    ranked = (best, *ranked[1:])
    if best.certainty < (_GIVEN if best.probability > none else _GIVEN_ALL_THE_SAME):
        return Verdict(None, 1.0 - best.certainty if best.certainty else none, ranked, none)
    return Verdict(best.candidate, best.certainty, ranked, none)


def _by_both(scene: Scene, best: Option, none: float, weights: Weights) -> Option:
    """The likeliest indicator by the rules, and how sure it is by the wording besides. Where that knows nothing of it, the rules must
    have it likelier than none of them."""
    share = best.probability
    if share < _ASKED:
        return best
    if share <= none and any(level.startswith(_SAID_OUTRIGHT) for level in best.features):
        return best  # of words that say outright that it is not this the wording knows nothing
    if share <= none and scene.around.topic.party == "none at length":
        return best  # a report as long as a government's that speaks of no Party work
    told = None if _taught(best, weights) else likeness(scene.told, best.candidate.indicator.id)
    if told is None and share <= none:
        return best
    return Option(best.candidate, best.features, share, told, by_both("meaning", share, told))


def _taught(one: Option, weights: Weights) -> bool:
    """Whether a workspace was taught the words of an indicator: of those people have said what they mean."""
    return weights.wording and any(
        weights.levels.get(level) for level in one.features if level.startswith(f"{WORDING}: ")
    )


def _ranked(options: list[Option]) -> tuple[Option, ...]:
    """The indicators that a figure could be, the likeliest first: what speaks for an indicator by several of its names adds
    up, and its best name is shown."""
    options.sort(key=_PROBABILITY, reverse=True)
    weighed: dict[str, Option] = {}
    for option in options:
        id = option.candidate.indicator.id
        best = weighed.get(id)
        weighed[id] = (
            option
            if best is None
            else Option(best.candidate, best.features, best.probability + option.probability)
        )
    if len(weighed) < len(options):
        return tuple(sorted(weighed.values(), key=_PROBABILITY, reverse=True))
    return tuple(options)


def none_of(scene: Scene) -> Features:
    """The evidence for no indicator: some units are seldom any."""
    return ("none: always", f"none: {scene.unit}")


def told(options: Sequence[Candidate], answer: str | None) -> Verdict:
    """The verdict of somebody who knows the answer."""
    chosen = next((one for one in options if one.indicator.id == answer), None)
    return Verdict(chosen, 1.0, (), 0.0 if chosen else 1.0)


@cache
def built_in() -> Weights:
    """The weights that the program ships."""
    return parse((files("extract") / "data" / "weights.toml").read_text("utf-8"))


def parse(text: str) -> Weights:
    """Weights from TOML: a table for each evidence, in it a row for each level, ``{ weight = … }``."""
    return Weights(
        Levels(
            {
                f"{name}: {level}": float(row["weight"])
                for name, rows in tomllib.loads(text).items()
                for level, row in rows.items()
            }
        )
    )
