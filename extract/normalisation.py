"""Normalising: figures made comparable by dividing them by years, residents, or another count of their report.

Raw figures are the default. A normalisation is a list of steps, each of which divides: by the length of the period, by the
residents of the region in the census of 2020, or by a count that the same report gives (`extract.ratios`). The result goes
back to the guard, which may now let a province and a county, five years and one, stand on one scale. What cannot be
divided says why; it is never drawn on the normalised axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from extract import ratios
from extract.agreement import Point, Reason
from extract.catalogue import Indicator, catalogue
from extract.comparability import compare
from extract.facts import Fact
from extract.points import DAYS_OF_YEAR, point
from extract.ratios import Count, Ratio
from extract.regions import registry

RAW, YEAR, RESIDENTS, URBAN = "raw", "year", "residents", "urban"
AUTO = "auto"
"""Asks for the normalisation that is best for the figures at hand, see `leading`."""
CENSUS = 2020
"""The year of the census that counts the residents."""

_YEAR_PREFIX = "year_"
_PER_YEAR = "年"
_HEADS: Mapping[str, str] = MappingProxyType({"万人口": RESIDENTS, "万城镇人口": URBAN})
_CENSUS_REACH = 5  # years; within them a region's residents seldom change by more than a few per cent

Step = str | Ratio
"""What a step divides by: ``年``, ``万人口``, ``万城镇人口``, or a ratio."""


@dataclass(frozen=True, slots=True)
class Normalisation:
    """A way to rescale: its id, as it stands in an address, the steps in the order applied, and the question that it answers,
    an id of ``data/comparability.toml``."""

    id: str
    steps: tuple[Step, ...]
    question: str

    @property
    def pers(self) -> tuple[str, ...]:
        """What is counted per, step by step; a share has none."""
        named = (step if isinstance(step, str) else step.per for step in self.steps)
        return tuple(filter(None, named))

    @property
    def ratio(self) -> Ratio | None:
        """The ratio among its steps."""
        return next((step for step in self.steps if isinstance(step, Ratio)), None)


@dataclass(frozen=True, slots=True)
class Denominators:
    """What a figure may be divided by: the residents of its region and those in towns, None where unknown; by the id of a
    ratio the figure itself and the count of its report, or why there is none. ``part`` is what it counts where that is a
    part of its region, "" for the whole."""

    residents: int | None = None
    urban: int | None = None
    counts: Mapping[str, tuple[Count, Count] | Reason] = field(default_factory=dict)
    part: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One division: by ``number`` of what ``per`` names ("" in a share); ``count`` is the fact that gives it, where one does."""

    per: str
    number: float
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Normalised:
    """A rescaled figure, and by what it was divided, in the order applied."""

    point: Point
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """What a normalisation would do: of ``total`` figures it makes so many ``comparable``."""

    normalisation: str
    comparable: int
    total: int


def normalisations(indicator: Indicator) -> tuple[Normalisation, ...]:
    """The ways to rescale an indicator's figures, as they are first: what a careful reader would ask of it, and no more.

    >>> [way.id for way in normalisations(catalogue().indicators["community_workers"])]
    ['raw', 'urban', 'communities', 'grids']
    """
    ways = [Normalisation(RAW, (), "more")]
    if indicator.kind not in ("count", "change"):
        return tuple(ways)
    town = indicator.id in ratios.urban()
    people, per = (URBAN, "万城镇人口") if town else (RESIDENTS, "万人口")
    flow = indicator.basis == "flow"
    ways += [Normalisation(YEAR, (_PER_YEAR,), "pace")] if flow else []
    ways += [Normalisation(people, (per,), "dense")]
    ways += [Normalisation(_YEAR_PREFIX + people, (_PER_YEAR, per), "dense")] if flow else []
    for ratio in ratios.ratios_of(indicator.id):
        ways.append(Normalisation(ratio.id, (ratio,), ratio.question))
        if flow and ratio.by_stock and not ratio.is_share:
            ways.append(Normalisation(_YEAR_PREFIX + ratio.id, (_PER_YEAR, ratio), ratio.question))
    return tuple(ways)


@cache
def known() -> Mapping[str, Normalisation]:
    """Every way that some indicator has, by its id."""
    ways = [way for indicator in catalogue().indicators.values() for way in normalisations(indicator)]
    return MappingProxyType({way.id: way for way in ways})


def fitting(id: str, indicator: Indicator) -> Normalisation:
    """The normalisation of this id as an indicator has it; the figures as reported where it has none such.

    Of what serves towns only residents are those in towns, and per 100 members a part of the members is their share.

    >>> grids, women = (catalogue().indicators[id] for id in ("grids", "female_members"))
    >>> fitting("residents", grids).id, fitting("members", women).id, fitting("venues", grids).id
    ('urban', 'share_party_members', 'raw')
    """
    own = {way.id: way for way in normalisations(indicator)}
    head, tail = (_YEAR_PREFIX, id.removeprefix(_YEAR_PREFIX)) if id.startswith(_YEAR_PREFIX) else ("", id)
    alike = {RESIDENTS: URBAN, URBAN: RESIDENTS, "members": f"{ratios.SHARE}party_members"}
    return own.get(id) or own.get(head + alike.get(tail, tail)) or own[RAW]


def count(
    fact: Fact,
    indicator: Indicator,
    report_year: int | None,
    rivals: Sequence[Fact] = (),
    *,
    assume: bool = False,
) -> Count:
    """A fact with its point, as ratios see it."""
    return Count(fact, point(fact, indicator, report_year, rivals, assume=assume), report_year)


def residents(scope: str) -> int | None:
    """Residents of a region in the census of 2020, None for a region that it does not count."""
    region = registry().by_full_name.get(scope)
    population = registry().population(region) if region else None
    return population.residents if population else None


def townspeople(scope: str) -> int | None:
    """Residents of a region's towns in the census of 2020, None where it does not tell them apart."""
    region = registry().by_full_name.get(scope)
    population = registry().population(region) if region else None
    return population.urban if population else None


def denominators(own: Count, counts: Iterable[Count]) -> Denominators:
    """What one figure may be divided by; ``counts`` are the counts of its report that may stand under another."""
    there = list(counts)
    found: dict[str, tuple[Count, Count] | Reason] = {}
    for ratio in ratios.ratios_of(own.fact.indicator or ""):
        other = ratios.denominator(own, ratio, there)
        found[ratio.id] = other if isinstance(other, Reason) else (own, other)
    scope = own.fact.scope
    part = own.fact.subject if ratios.is_part(own.fact) else ""
    return Denominators(residents(scope), townspeople(scope), found, part)


def apply(point: Point, normalisation: Normalisation, known: Denominators) -> Normalised | Reason:
    """Rescale one figure, or say why that cannot be done.

    >>> from extract.agreement import Timing
    >>> trained = Point("a:1", "青海省", "province", "", "人次", "count", "flow", "", "2018/2022", Timing(2022, 1825), 5e5)
    >>> way = fitting("year_residents", catalogue().indicators["party_members_trained"])
    >>> done = apply(trained, way, Denominators(residents=5_000_000))
    >>> done.point.value, done.point.per, [(term.per, term.number) for term in done.terms]
    (200.0, '年·万人口', [('年', 5.0), ('万人口', 500.0)])
    """
    terms: list[Term] = []
    for step in normalisation.steps:
        if isinstance(step, Ratio):
            done = _over(point, step, known)
        elif step == _PER_YEAR:
            done = _per_year(point)
        else:
            done = _per_head(point, step, known)
        if isinstance(done, Reason):
            return done
        point = done.point
        terms += done.terms
    return Normalised(point, tuple(terms))


def options(indicator: Indicator, figures: Sequence[tuple[Point, Denominators]]) -> tuple[Option, ...]:
    """What each normalisation, the raw figures first, would make comparable; those that apply to nothing are left out."""
    offered = []
    for way in normalisations(indicator) if figures else ():
        done = [apply(point, way, known) for point, known in figures]
        rescaled = [result for result in done if isinstance(result, Normalised)]
        changed = way.id == RAW or any(result.terms for result in rescaled)
        if not rescaled or not changed:
            continue
        scale = compare(result.point for result in rescaled).scales[0]
        offered.append(Option(way.id, len(scale.comparable), len(figures)))
    return tuple(offered)


def leading(offered: Sequence[Option]) -> str:
    """The normalisation to show first: the figures as reported where two of them are comparable, else the one that makes most
    so, of equal ones the earlier; as reported where none does.

    >>> leading([Option("raw", 0, 4), Option("year", 0, 4), Option("villages", 3, 4)])
    'villages'
    """
    if any(option.comparable > 1 for option in offered if option.normalisation == RAW):
        return RAW
    best = max(offered, key=lambda option: option.comparable, default=None)
    return best.normalisation if best and best.comparable > 1 else RAW


def _per_year(point: Point) -> Normalised | Reason:
    """A flow over the years of its period; less than a year is never blown up to one. A rate per year stays as it is."""
    if point.basis == "stock":
        return Reason("stock_has_no_year", point.region)
    if _PER_YEAR in point.per.split("·"):
        return Normalised(point, ())
    if not _is_quantity(point):
        return Reason("no_size", point.region, point.kind)
    days = point.timing.days
    if not days:
        return Reason("length_unknown", point.region, point.period)
    if (
        days < DAYS_OF_YEAR
    ):  # 2022-04-08/2022-04-10: three days of volunteers are no 18.9 million people a year
        return Reason("under_a_year", point.region, f"{point.period}|{days}")
    years = days / DAYS_OF_YEAR
    return Normalised(_divide(point, _PER_YEAR, years), (Term(_PER_YEAR, years),))


def _per_head(point: Point, per: str, known: Denominators) -> Normalised | Reason:
    """A figure of the whole region over its residents, in tens of thousands."""
    if refusal := _unsized(point):
        return refusal
    if point.site:
        return Reason("site_has_no_denominator", point.region, point.site)
    if known.part:
        return Reason("part_over_whole", point.region, known.part)
    people = known.urban if _HEADS[per] == URBAN else known.residents
    if not people:
        return Reason("population_unknown", point.region)
    done = _divide(point, per, people / 10_000)
    if point.unit == "人" and done.value > 10_000:
        return Reason("more_than_residents", point.region)
    year = point.timing.end
    if year is not None and abs(year - CENSUS) > _CENSUS_REACH:
        far = Reason("census_far", point.region, f"{year}/{CENSUS}")
        done = replace(done, cautions=(*done.cautions, far))
    return Normalised(done, (Term(per, people / 10_000),))


def _over(point: Point, ratio: Ratio, known: Denominators) -> Normalised | Reason:
    """A figure over the count of its report."""
    if refusal := _unsized(point):
        return refusal
    if point.site:
        return Reason("site_has_no_denominator", point.region, point.site)
    pair = known.counts.get(ratio.id, Reason("no_denominator", point.region, ratio.by))
    if isinstance(pair, Reason):
        return pair
    own, other = pair
    done = ratios.divide(replace(own, point=point), other, ratio)
    if isinstance(done, Reason):
        return done
    return Normalised(done, (Term(ratio.per, other.point.value / ratio.size, other),))


def _unsized(point: Point) -> Reason | None:
    if not _is_quantity(point):
        return Reason("no_size", point.region, point.kind)
    return None if point.sized else Reason("per_already", point.region, point.per)


def _is_quantity(point: Point) -> bool:
    """A count or a change of one: shares, averages, standards and measures are not divided."""
    return point.kind in ("count", "change") and replace(point, per="").sized


def _divide(point: Point, per: str, divisor: float) -> Point:
    high = None if point.value_high is None else point.value_high / divisor
    joined = f"{point.per}·{per}" if point.per else per
    rivals = tuple(rival / divisor for rival in point.rivals)
    return replace(
        point,
        value=point.value / divisor,
        value_high=high,
        per=joined,
        rivals=rivals,
        rounding=point.rounding / divisor,
    )
