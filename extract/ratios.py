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
from extract.facts import Fact
from extract.matter import matter, occasion, tables
from extract.standing import stand

SHARE = "share_"
"""What opens the id of a share, before the indicator of its whole."""

_YEAR_DAYS = 365
_STOP = regex.compile(r"[,，。;；!！?？\n]")
_AMONG = "其中"
_SOURCE = regex.compile(
    r"^从[^,，。]{2,24}?中(?=\p{Han})"
)  # 从返乡大学生中培养村级后备干部: whence, not which


@dataclass(frozen=True, slots=True)
class Ratio:
    """A row of the data: ``of`` these indicators over those of ``by``, for ``size`` of what ``per`` names; a share of the whole
    has no ``per``. ``bounded`` are the indicators of which there cannot be more than of the denominator, ``together`` those that
    are divided only by what their own sentence gives; ``question`` is what it answers, an id of
    ``data/comparability.toml``."""

    id: str
    by: str
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
        return catalogue().indicators[self.by].basis == "stock"


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as ratios see it: the fact, the point that the guard sees, and the year of its report."""

    fact: Fact
    point: Point
    year: int | None = None

    @property
    def sentence(self) -> tuple[str, int]:
        """The sentence it stands in, by its report and where it begins there."""
        return self.fact.report, self.fact.start - self.fact.raw_position


def ratios_of(indicator: str) -> tuple[Ratio, ...]:
    """The ratios in which an indicator's figures are divided, shares first."""
    return tuple(ratio for ratio in ratios().values() if indicator in ratio.of)


def denominators_of(indicator: str) -> frozenset[str]:
    """The indicators that an indicator's figures are divided by."""
    return frozenset(ratio.by for ratio in ratios_of(indicator))


@cache
def ratios() -> Mapping[str, Ratio]:
    """All ratios by their ids, shares first."""
    shares = [
        Ratio(SHARE + whole, whole, "", 1, "share", frozenset(parts), frozenset(parts))
        for whole, parts in _data()["shares"].items()
    ]
    rates = [
        Ratio(
            id,
            row["by"],
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

    Of several the one that stands by the rule of the bars; of a flow over a flow what the same sentence says first. Where
    two have the same right and say another number there is none.
    """
    region = own.point.region
    candidates = [other for other in counts if _is_whole(other, ratio) and _same_place(own, other)]
    if not candidates:
        return Reason("no_denominator", region, ratio.by)
    together = [other for other in candidates if own.sentence == other.sentence]
    if own.fact.indicator in ratio.together:
        if not together:
            return Reason("denominator_elsewhere", region, ratio.by)
        candidates = together
    meeting = [other for other in candidates if meets(own, other)]
    if not meeting:
        return Reason("denominator_of_another_time", region, ratio.by)
    if is_part(own.fact) and not any(other in together for other in meeting):
        return Reason("part_over_whole", region, own.fact.subject)
    if not ratio.by_stock:
        meeting = [other for other in meeting if other in together] or meeting
    years = {other.fact.report: other.year for other in meeting}
    found = stand([other.fact for other in meeting], catalogue().indicators[ratio.by], years.get)
    if found is None or found.rivals:
        return Reason("denominator_contested", region, ratio.by)
    return next(other for other in meeting if other.fact is found.fact)


def _is_whole(count: Count, ratio: Ratio) -> bool:
    fact = count.fact
    if fact.indicator != ratio.by or fact.kind != "count" or fact.value <= 0:
        return False
    whole = not (fact.site or fact.per or is_part(fact))
    return whole and fact.unit == catalogue().indicators[ratio.by].unit


def _same_place(own: Count, other: Count) -> bool:
    return (own.fact.report, own.fact.scope) == (other.fact.report, other.fact.scope)


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
        return Reason("not_a_part", a.region, ratio.by)
    most = b.value if b.value_high is None else b.value_high
    if own.fact.indicator in ratio.bounded and a.value > most:
        return Reason("more_than_whole", a.region, ratio.by)
    size = 100 if ratio.is_share else ratio.size
    value, high, bound = _quotient(a, b, size)
    both_flow = a.basis == b.basis == "flow"
    timing = Timing(a.timing.end, 0, a.timing.assumed) if both_flow else a.timing
    unknown = a.basis == "stock" and a.timing.end is not None and b.timing.end is None
    doubt = (Reason("denominator_undated", a.region, ratio.by),) if unknown else ()
    return replace(
        a,
        unit="%" if ratio.is_share else a.unit,
        kind="share" if ratio.is_share else a.kind,
        per="" if ratio.is_share else "·".join(filter(None, [a.per, ratio.per])),
        value=value,
        value_high=high,
        bound=bound,
        timing=timing,
        rivals=tuple(rival / b.value * size for rival in a.rivals),
        rounding=(a.rounding + a.value / b.value * b.rounding) / b.value * size,
        confidence=own.fact.confidence * other.fact.confidence,
        cautions=(*a.cautions, *doubt),
    )


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


def is_part(fact: Fact) -> bool:
    """Whether a figure is a part of its region's: one rank's, one employer's, one group's, one channel's, by what it counts
    beyond its indicator's definition; or what 其中 opens where its indicator is a total."""
    indicator = catalogue().indicators.get(fact.indicator or "")
    if indicator is None:
        return False
    counted = occasion(fact) or _SOURCE.sub("", fact.subject)
    said = matter(counted, indicator.id, fact.scope).narrowed
    meant = matter(indicator.definition_zh, indicator.id).narrowed
    ranks, bodies = (sum(table in tables((row,)) for row in said) for table in ("ranks", "bodies"))
    rows = _data()["parts"]
    listed = {*(rows["ranks"] if ranks > 1 else ()), *(rows["bodies"] if bodies > 2 else ())}
    return bool(({*said} - {*meant} - listed) & _parts()) or _among(fact)


def _among(fact: Fact) -> bool:
    """Whether 其中 stands right before a total, with nothing but words between: 社区工作者68名，其中中共党员39名."""
    if fact.indicator not in _data()["among"]["of"]:
        return False
    before = fact.sentence[: fact.position]
    opened = before.rfind(_AMONG)
    return opened >= 0 and not _STOP.search(before, opened)


@cache
def _parts() -> frozenset[str]:
    return frozenset(row for rows in _data()["parts"].values() for row in rows)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("extract") / "data" / "ratios.toml").read_text("utf-8"))
