"""Normalising: figures made comparable by dividing them by years, residents or Party members.

Raw figures are the default. A normalisation divides each figure by what is known about it (the length of its period,
the residents of its region in the census of 2020, the Party members that the same report gives) and hands the result
back to the guard, which may now let a province and a county, five years and one, stand on one scale. What cannot be
divided says why; it is never drawn on the normalised axis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extract import intervals
from extract.catalogue import Indicator
from extract.comparability import Point, Reason, Timing, compare
from extract.facts import Fact
from extract.matter import matter
from extract.patterns import lazy
from extract.periods.unsettled import settled
from extract.regions import registry
from extract.standing import stand

RAW = "raw"
NORMALISATIONS = (RAW, "year", "residents", "members", "year_residents", "year_members")
"""Ids, as they stand in an address; ``data/comparability.toml`` names them in words."""

_STEPS: Mapping[str, tuple[str, ...]] = {
    RAW: (),
    "year": ("年",),
    "residents": ("万人口",),
    "members": ("百名党员",),
    "year_residents": ("年", "万人口"),
    "year_members": ("年", "百名党员"),
}
_DAYS_OF_YEAR = 365  # both end years of a span count in full, so leap days would only blur equal lengths
MEMBERS = "party_members"
_BASE = lazy(r"[比较]\D{0,3}\d{4}年|[比较](?:五|5|三|3|十|10)年前")


@dataclass(frozen=True, slots=True)
class Denominators:
    """What a figure may be divided by: residents of its region, Party members of its report; None where unknown.
    ``members_id`` is the fact that gives the members: it cannot be divided by itself; ``members_confidence`` is how far to
    trust that."""

    residents: int | None = None
    members: float | None = None
    members_id: str = ""
    members_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Normalised:
    """A rescaled figure. ``divisors`` says by what it was divided, as (``per``, number) in the order applied."""

    point: Point
    divisors: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """What a normalisation would do: of ``total`` figures it applies to ``applicable`` and makes ``comparable``."""

    normalisation: str
    comparable: int
    applicable: int
    total: int


def timing(period: str, basis: str, report_year: int | None, *, assume: bool = False) -> Timing:
    """When a figure holds, from its period's notation and the year that its report is about.

    A flow has a length; a stock the year of its state, which is the report's own where it gives no date. To ``assume``
    takes an undated flow for one of that year too.

    >>> timing("5年来", "flow", 2022)
    Timing(end=2022, days=1825, assumed=False)
    >>> timing("", "flow", 2022), timing("", "flow", 2022, assume=True)
    (Timing(end=None, days=None, assumed=False), Timing(end=2022, days=365, assumed=True))
    >>> timing("2012/2022", "stock", None), timing("", "stock", 2022)
    (Timing(end=2022, days=None, assumed=False), Timing(end=2022, days=None, assumed=True))
    """
    interval = intervals.parse(period, report_year)
    if interval.end is None and report_year is not None:  # 今年以来, copied since the text gives no year
        interval = intervals.parse(settled(period, report_year, state=basis == "stock"), report_year)
    end = interval.end.year if interval.end else None
    if basis == "stock":
        return (
            Timing(report_year, None, assumed=report_year is not None) if end is None else Timing(end, None)
        )
    if assume and not period and report_year is not None:
        return Timing(report_year, _DAYS_OF_YEAR, assumed=True)
    return Timing(end, round(interval.years * _DAYS_OF_YEAR) if interval.years else None)


def point(
    fact: Fact,
    indicator: Indicator,
    report_year: int | None,
    rivals: Sequence[Fact] = (),
    *,
    assume: bool = False,
) -> Point:
    """A fact as the guard sees it. Its basis is its indicator's, but for what came about of a stock (新建党群服务中心), which is
    a flow; its level is the registry's, "" for an unknown region. The state before another (由A提升到B, of A) is never taken as
    of the report's year. ``rivals`` are the figures that have the same right to stand for the region, see
    `extract.standing`. To ``assume`` takes an undated flow as of its report's year.
    """
    region = registry().by_full_name.get(fact.scope)
    said = matter(fact.subject, indicator.id, fact.scope)
    basis = "flow" if said.moved and fact.kind == "count" else indicator.basis
    return Point(
        id=fact.id,
        region=fact.scope,
        level=region.level if region else "",
        site=fact.site,
        unit=fact.unit,
        kind=fact.kind,
        basis=basis,
        per=fact.per,
        period=fact.period,
        timing=_timing(fact, basis, None if said.earlier else report_year, assume),
        value=fact.value,
        value_high=fact.value_high,
        bound=fact.bound,
        confidence=fact.reading,
        subject=fact.matter or fact.subject,
        matter=f"={fact.matter}" if fact.matter else said.key,
        mixes=indicator.mixes,
        rivals=tuple(rival.value for rival in rivals),
        slow=indicator.slow and basis == "stock",
    )


def _timing(fact: Fact, basis: str, report_year: int | None, assume: bool) -> Timing:
    """When a figure holds. A change that is dated by its later state alone is over the year before it, unless it says since
    when (比2015年底)."""
    found = timing(fact.period, basis, report_year, assume=assume)
    by_state = fact.kind == "change" and intervals.parse(fact.period).kind == "state"
    if by_state and basis == "flow" and not _BASE.search(fact.subject):
        return replace(found, days=_DAYS_OF_YEAR)
    return found


def residents(scope: str) -> int | None:
    """Residents of a region in the census of 2020, None for a region that it does not count."""
    region = registry().by_full_name.get(scope)
    population = registry().population(region) if region else None
    return population.residents if population else None


def members(
    facts: Iterable[Fact], indicator: Indicator, year_of: Callable[[str], int | None]
) -> Mapping[tuple[str, str], Fact]:
    """The count of Party members by (report, region), from the facts that count them in a whole region.

    Where a report gives several, the one that stands, by the rule of the bars; none where two have the same right, or where
    what stands is a part of the members.
    """
    counts: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if (fact.indicator, fact.kind, fact.site, fact.per) == (MEMBERS, "count", "", ""):
            counts[fact.report, fact.scope].append(fact)
    chosen = {}
    for key, own in counts.items():
        found = stand(own, indicator, year_of)
        if found and not found.rivals and not point(found.fact, indicator, None).matter:
            chosen[key] = found.fact
    return chosen


def denominators(fact: Fact, counts: Mapping[tuple[str, str], Fact]) -> Denominators:
    """What one fact may be divided by; ``counts`` are those of `members`."""
    count = counts.get((fact.report, fact.scope))
    known = residents(fact.scope)
    return (
        Denominators(known) if count is None else Denominators(known, count.value, count.id, count.confidence)
    )


def apply(point: Point, normalisation: str, known: Denominators) -> Normalised | Reason:
    """Rescale one figure, or say why that cannot be done.

    >>> trained = Point("a:1", "青海省", "province", "", "人次", "count", "flow", "", "2018/2022", Timing(2022, 1825), 5e5)
    >>> done = apply(trained, "year_residents", Denominators(residents=5_000_000))
    >>> done.point.value, done.point.per, done.divisors
    (200.0, '年·万人口', (('年', 5.0), ('万人口', 500.0)))
    >>> apply(trained, "members", Denominators()).code
    'members_unknown'
    """
    divisors: list[tuple[str, float]] = []
    for per in _STEPS[normalisation]:
        divisor = _years(point) if per == "年" else _heads(point, per, known)
        if isinstance(divisor, Reason):
            return divisor
        if divisor is not None:
            divisors.append((per, divisor))
            point = _divide(point, per, divisor)
            if per == "百名党员":  # right only where both were read rightly
                point = replace(point, confidence=point.confidence * known.members_confidence)
    return Normalised(point, tuple(divisors))


def options(figures: Sequence[tuple[Point, Denominators]]) -> tuple[Option, ...]:
    """What each normalisation, the raw figures first, would make comparable; those that apply to nothing are left out."""
    offered = []
    for normalisation in NORMALISATIONS:
        done = [apply(point, normalisation, known) for point, known in figures]
        rescaled = [result for result in done if isinstance(result, Normalised)]
        changed = normalisation == RAW or any(result.divisors for result in rescaled)
        if not rescaled or not changed:
            continue
        scale = compare(result.point for result in rescaled).scales[0]
        offered.append(Option(normalisation, len(scale.comparable), len(rescaled), len(figures)))
    return tuple(offered)


def _years(point: Point) -> float | Reason | None:
    """The length of a flow's period in years; None when the figure is a rate per year already."""
    if point.basis == "stock":
        return Reason("stock_has_no_year", point.region)
    if "年" in point.per.split("·"):
        return None
    if not _is_quantity(point):
        return Reason("no_size", point.region, point.kind)
    if not point.timing.days:
        return Reason("length_unknown", point.region, point.period)
    return point.timing.days / _DAYS_OF_YEAR


def _heads(point: Point, per: str, known: Denominators) -> float | Reason:
    """How many 10,000 residents or 100 Party members stand behind a figure."""
    if not _is_quantity(point):
        return Reason("no_size", point.region, point.kind)
    if not point.sized:
        return Reason("per_already", point.region, point.per)
    if point.site:
        return Reason("site_has_no_denominator", point.region, point.site)
    if per == "万人口":
        people = known.residents
        return people / 10_000 if people else Reason("population_unknown", point.region)
    if point.id == known.members_id:
        return Reason("is_denominator", point.region)
    number = known.members
    return number / 100 if number else Reason("members_unknown", point.region)


def _is_quantity(point: Point) -> bool:
    """A count or a change of one: shares, averages, standards and measures are not divided."""
    return point.kind in ("count", "change") and replace(point, per="").sized


def _divide(point: Point, per: str, divisor: float) -> Point:
    high = None if point.value_high is None else point.value_high / divisor
    joined = f"{point.per}·{per}" if point.per else per
    rivals = tuple(rival / divisor for rival in point.rivals)
    return replace(point, value=point.value / divisor, value_high=high, per=joined, rivals=rivals)
