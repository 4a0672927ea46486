"""How far a figure may be trusted as one of its indicator, its place and its period at once, and why not further."""

from __future__ import annotations

from extract.catalogue import Indicator
from extract.facts import SURE
from extract.patterns import lazy
from extract.periods.unsettled import settled
from extract.readers import by_both
from extract.regions import registry
from extract.territory import Where
from extract.timeline import Basis, Governing, Timeline

_AT_MOST_RESIDENTS = frozenset({"人", "户", "个"})
_YEAR = lazy(r"\d{4}")
_ANY_YEAR = 2000  # to try whether a report's year would settle a period
_DOUBTFUL = 0.5  # a place or period that is likelier wrong than right makes a figure one to be checked …
_TO_CHECK = 0.88  # … however sure its indicator is
# How likely a figure's meaning, its period and, where it stands for its region, its place must be right together. Each of the three
# is said with some reserve. Of 866 such figures in 370 reports that nobody had looked at 87 in a hundred were right in all three, of
# those of .65 and more 95; of 19 that were held back at .65 in 149 reports whose labels were looked at twice, 18 were right
_TOGETHER = 0.55
# The same of a figure to which the report gives no period: of 149 that the other number let pass in 408 reports that nobody had looked
# at 81 in a hundred were right, as stories of one place seldom date what they tell; of 34 in the last 82 of those reports that this one
# lets pass 33. It is the period that is then wrong: of those whose place was the least sure 25 of 27 that it held back were right, and
# none of the 13 of them in the last 195 reports was wrong
_UNDATED_TOGETHER = 0.8


def trusted(sure: float, where: Where, period: str, when: float) -> tuple[float, list[str]]:
    """How far an indicator of which one is so ``sure`` may be trusted as a figure of its place and of its ``period``, which is right
    with the probability ``when``, and why not further, as ids of `extract.binding.doubts`."""
    doubts = []
    undated = not _YEAR.search(period)  # none, or 5年来 of a report whose year is not known
    there, then = 1.0 if where.site else where.certainty, 0.0 if _is_half_known(period) else when
    bar = _UNDATED_TOGETHER if undated and then <= there else _TOGETHER
    doubtful = sure >= SURE and sure * there * then < bar
    if undated:
        doubts.append("undated")
    if (then < _DOUBTFUL and not undated) or (doubtful and then <= there):
        doubts.append("unsure_period")
        sure = min(sure, _TO_CHECK)
    if where.certainty < _DOUBTFUL or (doubtful and there < then):
        doubts.append("unsure_place")
        sure = min(sure, _TO_CHECK)
    return sure, doubts


def is_beyond(value: float, unit: str, kind: str, scope: str) -> bool:
    """Whether a region is said to have more people, households or bodies of a kind than it has residents (2020): 发展党员10亿名 of a county.

    >>> is_beyond(1e9, "人", "count", "江西省上饶市玉山县"), is_beyond(4e4, "人", "count", "江西省上饶市玉山县")
    (True, False)
    """
    region = registry().by_full_name.get(scope)
    population = (
        registry().population(region) if region and kind == "count" and unit in _AT_MOST_RESIDENTS else None
    )
    return population is not None and value > population.residents


def _is_half_known(period: str) -> bool:
    """Whether the year of the report would say which it is, and nobody knows that: 上半年, 目前, 3月."""
    return settled(period, _ANY_YEAR) != period


def dated_so(
    timeline: Timeline,
    governing: Governing,
    sentence: int,
    position: int,
    own: Indicator,
    unit: str,
    kind: str,
) -> tuple[float, float]:
    """How likely the period of a figure at ``position`` of a sentence is right by rules and wording, and by the wording alone."""
    told = timeline.told_so(governing.period, sentence, position, known_of(own, unit, kind))
    return by_both("period", governing.certainty, told), told


def known_of(own: Indicator | None, unit: str, kind: str) -> tuple[str, ...]:
    """What is known of a figure from which its period may be told."""
    id, sort = (own.id, own.basis) if own else ("none", "none")
    return f"indicator {id}", f"basis {sort}", f"unit {unit}", f"kind {kind}"


def basis(own: Indicator | None) -> Basis:
    """Whether what an indicator counts is a stock, a flow or a change, "" for none."""
    if own is None:
        return ""
    return "stock" if own.basis == "stock" else "change" if own.kind == "change" else "flow"
