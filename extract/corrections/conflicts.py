"""Conflicts: figures that cannot all be true, two values of one indicator for one place and one time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.catalogue import Catalogue
from extract.comparability import ABOUT
from extract.facts import Fact

_ROUNDED = 0.01  # 2.03万 and 20300 are one number, and so are figures that differ by less than this share


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of one indicator, region, site and period that do not agree, in the order of the table."""

    indicator: str
    scope: str
    site: str
    period: str
    facts: tuple[Fact, ...]


def conflicts(facts: Iterable[Fact], known: Catalogue) -> tuple[Conflict, ...]:
    """All conflicts, in the order of their first figure.

    Of one report, two figures of a flow are parts or different programmes unless they say that they count the same thing;
    of two reports they are two accounts of one thing. Figures of one sentence are a total and its parts. A figure without
    a period has no other report's to be held against.
    """
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.indicator in known.indicators:
            key = (fact.indicator or "", fact.scope, fact.site, fact.period, fact.kind, fact.unit, fact.per)
            groups[key].append(fact)
    found = []
    for (indicator, scope, site, period, *_), group in groups.items():
        stock = known.indicators[indicator].basis == "stock"
        against = [
            fact
            for fact in group
            if any(disagree(fact, other) and _same_thing(fact, other, stock) for other in group)
        ]
        if against:
            found.append(Conflict(indicator, scope, site, period, tuple(against)))
    return tuple(found)


def _same_thing(one: Fact, other: Fact, stock: bool) -> bool:
    """Whether two figures of one group speak of the same thing."""
    if one.report != other.report:
        return bool(one.period)
    if one.start - one.raw_position == other.start - other.raw_position:  # one sentence
        return False
    return stock or one.subject == other.subject


def disagree(one: Fact, other: Fact) -> bool:
    """Whether no number can be what both say."""
    (low, high), (other_low, other_high) = _range(one), _range(other)
    slack = _ROUNDED * max(abs(one.value), abs(other.value))
    return low > other_high + slack or other_low > high + slack


def _range(fact: Fact) -> tuple[float, float]:
    """The numbers that a figure allows: 3000余 is 3000 and more, 近1万 somewhat less than that."""
    low, high = sorted((fact.value, fact.value if fact.value_high is None else fact.value_high))
    match fact.bound:
        case "at_least":
            return low, math.inf
        case "at_most":
            return -math.inf, high
        case "approx":
            return low - ABOUT * abs(low), high + ABOUT * abs(high)
        case _:
            return low, high


def in_conflict(found: Sequence[Conflict]) -> frozenset[str]:
    """The addresses of all figures that stand in a conflict."""
    return frozenset(fact.id for conflict in found for fact in conflict.facts)
