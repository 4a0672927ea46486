"""Which of several figures stands for its region: one rule for bars, tables, denominators and exports.

The whole before a part of it, what is surely read before what is to be checked, a date that the report gives before one that is
assumed, the latest state and the longest period before others; what a person chose before all of these. Where two figures remain and differ, neither is the better
one: both are shown, nothing is drawn as if it were settled, and the reader chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extract import intervals
from extract.catalogue import Indicator
from extract.corrections.conflicts import disagree
from extract.facts import Fact
from extract.matter import Matter, counted, tables, told
from extract.periods.unsettled import resolved
from extract.points import during

DOUBTFUL = 0.5
"""The confidence below which a figure is more likely another thing than what it is taken for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The figure that stands, those that have the same right to and say another number, and all others, best first."""

    fact: Fact
    rivals: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class _Account:
    """A figure with what the rule asks of it; ``year`` is that of its report."""

    fact: Fact
    indicator: Indicator
    matter: Matter
    interval: intervals.Interval
    year: int | None


def _is_part_by_place(one: _Account) -> bool:
    return bool(one.fact.site)


def _is_of_another_measure(one: _Account) -> bool:
    """Another kind or unit than the indicator's, or a figure per village."""
    fact, indicator = one.fact, one.indicator
    return fact.kind != indicator.kind or fact.unit != indicator.unit or fact.per != indicator.per


def _is_doubtful(one: _Account) -> bool:
    return one.fact.confidence < DOUBTFUL


def _was_replaced(one: _Account) -> bool:
    """由A提升到B: the state A; or what came about of a stock, which is not what there is."""
    return one.matter.earlier or (one.matter.moved and one.fact.kind == "count")


def _part(one: _Account) -> int:
    """How much of what the indicator counts the subject leaves out: nothing, a topic of all the region (全市举办党员培训班), a
    part of it, what one office did (市委组织部举办示范班)."""
    if not one.matter.narrowed:
        return 0
    if "ranks" in tables(one.matter.narrowed):
        return 3
    return 1 if one.matter.whole else 2


def _is_undated(one: _Account) -> bool:
    return not one.interval.known


def _is_short(one: _Account) -> bool:
    """Of what was done, the figure of a few days beside that of a year."""
    return one.indicator.basis == "flow" and one.interval.kind == "days"


def _is_unsure(one: _Account) -> bool:
    return not one.fact.sure


def _age(one: _Account) -> int:
    """The later, the better: of the period's end, or of the report where it gives none."""
    return -(one.interval.end.year if one.interval.end else one.year or 0)


def _shortness(one: _Account) -> float:
    """The longer, the better, of what was done; of a state, the later day."""
    if one.indicator.basis == "stock":
        return -(one.interval.end.toordinal() if one.interval.end else 0)
    if (
        one.interval.years is None and one.interval.start
    ):  # 2018年以来 of a report without a year is longer than 2021年以来
        return -1 / one.interval.start.year
    return -(one.interval.years or 0)


def _does_not_say_all(one: _Account) -> bool:
    return not one.matter.whole


RULE: tuple[Callable[[_Account], Any], ...] = (
    _is_part_by_place,
    _is_of_another_measure,
    _is_doubtful,
    _was_replaced,
    _part,
    _is_short,
    _is_unsure,
    _is_undated,
    _age,
    _shortness,
    _does_not_say_all,
)
"""What is asked of each figure, the weightiest first; the figure with the smallest answers stands."""


def stand(
    facts: Iterable[Fact], indicator: Indicator, year_of: Callable[[str], int | None]
) -> Standing | None:
    """Choose among a region's figures of one indicator; ``year_of`` gives the year of a report. None without a figure."""
    facts = tuple(facts)
    if len(facts) < 2:  # most regions have one figure or none
        return Standing(facts[0]) if facts else None
    ranked = sorted(
        ((_rank(fact, indicator, year_of(fact.report)), fact) for fact in facts),
        key=lambda pair: (not pair[1].adopted, pair[0], -pair[1].confidence, pair[1].report, pair[1].start),
    )
    (rank, first), *rest = ranked
    rivals = [fact for own, fact in rest if _right(own) == _right(rank) and _rivals(fact, first)]
    return Standing(first, _apart(rivals), tuple(fact for _, fact in rest))


def _rivals(fact: Fact, first: Fact) -> bool:
    """Whether a figure with the same right says another number. One that is to be checked rivals a sure one only where it counts
    the same: two accounts of one thing."""
    if fact.adopted != first.adopted or fact.unit != first.unit or not disagree(fact, first):
        return False
    return fact.sure or not first.sure or counted(fact) == counted(first)


def _right(rank: tuple[Any, ...]) -> tuple[Any, ...]:
    """What gives a figure its right to stand: all but how sure its reading is."""
    return tuple(answer for ask, answer in zip(RULE, rank, strict=True) if ask is not _is_unsure)


def _rank(fact: Fact, indicator: Indicator, year: int | None) -> tuple[Any, ...]:
    said = told(fact)
    interval = resolved(during(fact, indicator.basis), year, state=indicator.basis == "stock")
    account = _Account(fact, indicator, said, interval, year)
    return tuple(ask(account) for ask in RULE)


def _apart(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Figures that say one number are one."""
    kept: list[Fact] = []
    for fact in facts:
        if all(disagree(fact, other) for other in kept):
            kept.append(fact)
    return tuple(kept)
