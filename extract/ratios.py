"""Ratios inside one report: a figure over another count of the same report, of the same place and time.

A share of the whole, cadres per village, attendances per course: such a number needs neither the level of the region nor
its size, so it is where regions of unlike level meet. What may be divided by what is data (``data/ratios.toml``); which
count of a report is the denominator, and whether the two belong together in time, is decided here, figure by figure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from extract.agreement import END_TOLERANCE, Point, Reason, Timing
from extract.catalogue import catalogue
from extract.facts import UNDATED, Fact

SHARE = "share_"
"""What opens the id of a share, before the indicator of its whole."""

_UNDATED_TRUST = 0.96
"""How far to trust a figure that only its missing period holds under nine in ten, where two are multiplied: of 552 such
figures of labelled reports the confidence without that cap is 0.967 on the mean."""

_YEAR_DAYS = 365
_STOP = regex.compile(r"[,，。;；!！?？\n]")
_AMONG = "其中"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A row of the data: ``of`` these indicators over one of ``by``, for ``size`` of what ``per`` names; a share of the whole
    has no ``per``. ``bounded`` are the indicators of which there cannot be more than of the denominator, ``together`` those that
    are divided only by what their own sentence gives; ``question`` is what it answers, an id of
    ``data/comparability.toml``."""

    id: str
    by: tuple[str, ...]
    per: str
    size: float
    question: str
    of: frozenset[str]
    bounded: frozenset[str]
    together: frozenset[str] = frozenset()

    @property
    def is_share(self) -> bool:
        """Whether it is a part over its whole, in per cent."""
        return not self.per

    @property
    def by_stock(self) -> bool:
        """Whether the denominator is a state at a time."""
        return all(catalogue().indicators[name].basis == "stock" for name in self.by)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as ratios see it: the fact, and the point that the guard sees."""

    fact: Fact
    point: Point

    @property
    def sentence(self) -> tuple[str, int]:
        """The sentence it stands in, by its report and where it begins there."""
        return self.fact.report, self.fact.start - self.fact.raw_position


@dataclass(frozen=True, slots=True)
class _Narrower:
    """Words in what a figure counts that make it a part, with an indicator and a subject in which they do."""

    words: regex.Pattern[str]
    example: tuple[str, str]


def ratios_of(indicator: str) -> tuple[Ratio, ...]:
    """The ratios in which an indicator's figures are divided, shares first."""
    return tuple(ratio for ratio in ratios().values() if indicator in ratio.of)


def denominators_of(indicator: str) -> frozenset[str]:
    """The indicators that an indicator's figures are divided by."""
    return frozenset(name for ratio in ratios_of(indicator) for name in ratio.by)


@cache
def ratios() -> Mapping[str, Ratio]:
    """All ratios by their ids, shares first."""
    shares = [
        Ratio(SHARE + whole, (whole,), "", 1, "share", frozenset(parts), frozenset(parts))
        for whole, parts in _data()["shares"].items()
    ]
    rates = [
        Ratio(
            id,
            tuple(row["by"]),
            row["per"],
            row.get("size", 1),
            row["question"],
            frozenset(row["of"]),
            frozenset(row.get("of_members", ())),
            frozenset(row.get("together", ())),
        )
        for id, row in _data()["ratios"].items()
    ]
    return {ratio.id: ratio for ratio in (*shares, *rates)}


@cache
def urban() -> frozenset[str]:
    """The indicators of what serves the residents of towns only."""
    return frozenset(_data()["urban"]["of"])


def denominator(own: Count, ratio: Ratio, counts: Iterable[Count]) -> Count | Reason:
    """The count of the same report that a figure is divided by in this ratio, or why there is none.

    Of several the one that stands: of a flow over a flow what the same sentence says; what is sure; what the report dates
    before what is taken as of the report's year; the larger, since the others are of a part.
    """
    region = own.point.region
    candidates = [other for other in counts if _is_whole(other, ratio) and _same_place(own, other)]
    if not candidates:
        return Reason("no_denominator", region, ratio.by[0])
    if own.fact.id in {other.fact.id for other in candidates}:
        return Reason("is_denominator", region, ratio.by[0])
    if own.fact.indicator in ratio.together:
        candidates = [other for other in candidates if own.sentence == other.sentence]
        if not candidates:
            return Reason("denominator_elsewhere", region, ratio.by[0])
    meeting = [other for other in candidates if meets(own, other)]
    if not meeting:
        return Reason("denominator_of_another_time", region, ratio.by[0])
    narrow = narrower(own.fact)
    if narrow and not any(own.sentence == other.sentence for other in meeting):
        return Reason("part_over_whole", region, narrow)
    return min(meeting, key=lambda other: _standing(own, other))


def _is_whole(count: Count, ratio: Ratio) -> bool:
    fact = count.fact
    if fact.indicator not in ratio.by or fact.kind != "count" or fact.value <= 0:
        return False
    whole = not (fact.site or fact.per or narrower(fact))
    return whole and fact.unit == catalogue().indicators[fact.indicator].unit


def _same_place(own: Count, other: Count) -> bool:
    return (own.fact.report, own.fact.scope) == (other.fact.report, other.fact.scope)


def _standing(own: Count, other: Count) -> tuple[object, ...]:
    flows = own.point.basis == other.point.basis == "flow"
    return (
        flows and own.sentence != other.sentence,
        not other.fact.sure,
        other.point.timing.assumed,
        -other.fact.value,
        other.fact.start,
    )


def meets(own: Count, other: Count) -> bool:
    """Whether two figures of a report belong together in time, as far as it can be known: two flows of the same period, two
    states at most a year apart, a state within the flow's period or within a year of its end. Two flows without a
    period, or of unlike ones, meet only in one sentence; a state whose time is not known meets anything of its report."""
    a, b = own.point, other.point
    if a.basis == b.basis == "flow":
        if own.sentence == other.sentence and a.period == b.period:
            return True
        known = a.timing.end is not None and a.timing.days is not None
        return bool(a.period) and (a.period == b.period or (known and _length(a) == _length(b)))
    if a.timing.end is None or b.timing.end is None:
        return True
    if a.basis == b.basis:
        return abs(a.end - b.end) <= END_TOLERANCE
    flow, state = (a, b) if a.basis == "flow" else (b, a)
    years = max((flow.timing.days or _YEAR_DAYS) / _YEAR_DAYS, 1)
    return flow.end - years < state.end <= flow.end + END_TOLERANCE


def _length(point: Point) -> tuple[int | None, int | None]:
    return point.timing.end, point.timing.days


def divide(own: Count, other: Count, ratio: Ratio) -> Point | Reason:
    """The quotient as the guard sees it, or why there is none.

    Two flows of one period leave a mean over that period, which has no length that must agree (its days are 0); a flow
    over a state keeps the flow's length. Confidence is that of both, and so are the bounds.
    """
    a, b = own.point, other.point
    if ratio.is_share and a.unit != b.unit:
        return Reason("not_a_part", a.region, ratio.by[0])
    most = b.value if b.value_high is None else b.value_high
    if own.fact.indicator in ratio.bounded and a.value > most:
        return Reason("more_than_whole", a.region, ratio.by[0])
    value, high, bound = _quotient(a, b, 100 if ratio.is_share else ratio.size)
    both_flow = a.basis == b.basis == "flow"
    timing = Timing(a.timing.end, 0, a.timing.assumed) if both_flow else a.timing
    unknown = a.basis == "stock" and a.timing.end is not None and b.timing.end is None
    doubt = (Reason("denominator_undated", a.region, ratio.by[0]),) if unknown else ()
    return replace(
        a,
        unit="%" if ratio.is_share else a.unit,
        kind="share" if ratio.is_share else a.kind,
        per="" if ratio.is_share else "·".join(filter(None, [a.per, ratio.per])),
        value=value,
        value_high=high,
        bound=bound,
        timing=timing,
        confidence=trust(own.fact) * trust(other.fact),
        cautions=(*a.cautions, *doubt),
    )


def trust(fact: Fact) -> float:
    """How far to trust a reading where it is multiplied with another, apart from a period that the report does not give.

    What is only held down for its missing period is at least nine in ten, and 0.96 on the mean.
    """
    capped = "undated" in fact.reasons and fact.confidence == UNDATED
    return max(_UNDATED_TRUST, fact.confidence) if capped else fact.confidence


_TURNED = {"at_least": "at_most", "at_most": "at_least"}


def _quotient(a: Point, b: Point, size: float) -> tuple[float, float | None, str]:
    """The quotient with its upper end and its bound.

    ``450000余 / 49000`` is at least, ``49000 / 450000余`` at most; bounds that pull apart leave about.
    """
    low = a.value / (b.value if b.value_high is None else b.value_high) * size
    high = None
    if a.value_high is not None or b.value_high is not None:
        high = (a.value if a.value_high is None else a.value_high) / b.value * size
    bounds = {a.bound, _TURNED.get(b.bound, b.bound)} - {"exact"}
    bound = "exact" if not bounds else next(iter(bounds)) if len(bounds) == 1 else "approx"
    return low, high, bound


def narrower(fact: Fact) -> str:
    """The words that make a figure a part of what its indicator stands for, "" where it is the whole, as far as it says.

    The words are looked for in what it counts; those that its indicator's own name or definition has narrow nothing.
    """
    indicator = catalogue().indicators.get(fact.indicator or "")
    if indicator is None:
        return ""
    own = indicator.zh + indicator.definition_zh
    for row in _narrowers():
        for match in row.words.finditer(fact.subject):
            head = match.groupdict().get("head") or match.group()
            if head not in own:
                return match.group()
    return _AMONG if _among(fact) else ""


def _among(fact: Fact) -> bool:
    """Whether 其中 stands right before a total, with nothing but words between: 社区工作者68名，其中中共党员39名."""
    if fact.indicator not in _data()["among"]["of"]:
        return False
    before = fact.sentence[: fact.position]
    opened = before.rfind(_AMONG)
    return opened >= 0 and not _STOP.search(before, opened)


@cache
def _narrowers() -> tuple[_Narrower, ...]:
    rows = _data()["narrower"]
    return tuple(_Narrower(regex.compile(row["words"]), tuple(row["example"])) for row in rows)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("extract") / "data" / "ratios.toml").read_text("utf-8"))


def examples() -> tuple[tuple[str, str], ...]:
    """An indicator and what a figure of it counts, one for each kind of narrowing words; a test reads them."""
    return tuple(row.example for row in _narrowers())
