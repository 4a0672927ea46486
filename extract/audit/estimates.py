"""Estimates: the share that is right, inferred from the verdicts, and how far two reviewers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.corrections.draws import GROUPS, NONE, RIGHT, wrong

WHOLE, FIGURE = "whole", "figure"  # all of it is right; it is a figure
MEASURES = (WHOLE, FIGURE, *GROUPS)
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many of the judged figures are right in one measure, and between what bounds the share of the population lies
    with 95 %: Wilson's score interval, without a correction for a finite population. Without a verdict it is 0 to 1."""

    measure: str
    right: int
    judged: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """The share that is right, None where nothing was judged."""
        return self.right / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on the figures that both judged, in one measure. ``kappa`` is Cohen's: what they agree
    on beyond chance; None where both said one and the same of all, and chance alone would agree as much."""

    measure: str
    both: int
    alike: int
    kappa: float | None


def estimates(verdicts: Iterable[str]) -> tuple[Estimate, ...]:
    """The estimates of all measures, the whole first. What is no figure is wrong as a whole, and has no fields to judge."""
    found = tuple(verdicts)
    figures = [verdict for verdict in found if verdict != NONE]
    counts = {WHOLE: (found.count(RIGHT), len(found)), FIGURE: (len(figures), len(found))}
    for group in GROUPS:
        counts[group] = (sum(group not in wrong(verdict) for verdict in figures), len(figures))
    return tuple(
        Estimate(measure, right, judged, *interval(right, judged))
        for measure, (right, judged) in counts.items()
    )


def interval(right: int, judged: int) -> tuple[float, float]:
    """Wilson's score interval of a share.

    >>> "{:.1%}–{:.1%}".format(*interval(49, 50)), interval(0, 0)
    ('89.5%–99.6%', (0.0, 1.0))
    """
    if not judged:
        return 0.0, 1.0
    from scipy.stats import binomtest  # a second to load, which no page without an audit needs

    found = binomtest(right, judged).proportion_ci(confidence_level=LEVEL, method="wilson")
    return float(found.low), float(found.high)


def agreement(one: Mapping[int, str], other: Mapping[int, str]) -> tuple[Agreement, ...]:
    """How far two reviewers agree, by measure, on the figures that both judged; their verdicts by the place in the draw."""
    both = sorted(one.keys() & other.keys())
    figures = [at for at in both if NONE not in (one[at], other[at])]
    found = [
        _agreement(WHOLE, [(one[at] == RIGHT, other[at] == RIGHT) for at in both]),
        _agreement(FIGURE, [(one[at] != NONE, other[at] != NONE) for at in both]),
    ]
    found += [
        _agreement(group, [(group not in wrong(one[at]), group not in wrong(other[at])) for at in figures])
        for group in GROUPS
    ]
    return tuple(found)


def _agreement(measure: str, said: Sequence[tuple[bool, bool]]) -> Agreement:
    return Agreement(measure, len(said), sum(a == b for a, b in said), kappa(said))


def kappa(said: Sequence[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa of two reviewers' answers, None where it is not defined.

    >>> round(kappa([(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15), 3)
    0.4
    """
    count = len(said)
    first, second = Counter(a for a, _ in said), Counter(b for _, b in said)
    by_chance = sum(first[answer] * second[answer] for answer in first)  # times count squared
    if not count or by_chance == count * count:
        return None
    seen = sum(a == b for a, b in said) / count
    chance = by_chance / count**2
    return (seen - chance) / (1 - chance)
