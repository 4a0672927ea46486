"""A comparison put together for a page: each region's figure, normalised as asked, with the guard's verdict on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.catalogue import Catalogue, Indicator, catalogue
from extract.comparability import (
    CAUTION,
    COMPARABLE,
    NEVER,
    UNSURE,
    Comparison,
    Point,
    Reason,
    Scale,
    compare,
)
from extract.facts import Fact
from extract.normalisation import (
    AUTO,
    RAW,
    Denominators,
    Normalised,
    Option,
    Term,
    apply,
    count,
    denominators,
    fitting,
    leading,
    options,
)
from extract.points import so_far
from extract.ratios import Count, denominators_of
from extract.views.charts.as_of import AS_REPORTED, AsOf
from extract.views.frames import Entry, Filters, Shelf, entries, entries_of

_WEIGHED = 12  # indicators that are tried under every normalisation for a first look
MISSING, REFUSED = "missing", "refused"
"""Grades of a row without a bar: no report gives a figure; the figure cannot be normalised."""


@dataclass(frozen=True, slots=True)
class Row:
    """One region of a comparison. ``point`` is the figure as drawn, None without one; ``grade`` is the guard's, or
    `MISSING` or `REFUSED`; ``reasons`` why it is not comparable; ``terms`` by what the figure was divided."""

    region: str
    fact: Fact | None
    others: tuple[Fact, ...]
    point: Point | None
    grade: str
    reasons: tuple[Reason, ...]
    terms: tuple[Term, ...] = ()

    @property
    def denominator(self) -> Fact | None:
        """The figure of the same report that stands under this one, None where none does."""
        return next((term.count.fact for term in self.terms if term.count), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator compared over regions, under one normalisation.

    ``rows`` stand in the order to draw: comparable figures from the highest, then those that need caution, are to be checked, off the
    scale, refused, and missing. ``options`` says what each normalisation would make comparable, ``as_of`` whose undated
    figures were taken as of their report's year; ``auto``: the normalisation was the program's choice.
    """

    indicator: Indicator
    normalisation: str
    rows: tuple[Row, ...]
    comparison: Comparison | None
    options: tuple[Option, ...]
    as_of: AsOf = AS_REPORTED
    auto: bool = False

    @property
    def scale(self) -> Scale | None:
        """The scale that is drawn first, None when there is no figure."""
        return self.comparison.scales[0] if self.comparison else None

    def graded(self, *grades: str) -> tuple[Row, ...]:
        """The rows of these grades, in order."""
        return tuple(row for row in self.rows if row.grade in grades)

    @property
    def figures(self) -> tuple[Fact, ...]:
        """All figures in the order of the rows, each region's others after the drawn one."""
        return tuple(fact for row in self.rows if row.fact for fact in (row.fact, *row.others))


_ORDER = (COMPARABLE, CAUTION, UNSURE, NEVER, REFUSED, MISSING)


def compared(
    shelf: Shelf,
    indicator: Indicator,
    entries: Sequence[Entry],
    normalisation: str = RAW,
    *,
    weigh: bool = True,
    as_of: AsOf = AS_REPORTED,
) -> Compared:
    """Ask the guard about one indicator's figures; ``weigh`` asks it for every normalisation too, which takes longest. Where
    the indicator has no such normalisation the figures stand as they are reported; `AUTO` takes the one under which most are
    comparable where none is as reported. ``as_of`` says whose undated flows are taken as of their report's year."""
    way = fitting(normalisation, indicator)
    auto = normalisation == AUTO
    needed = weigh or auto or way.ratio is not None
    counts = _counts(shelf, indicator, entries, as_of) if needed else {}
    raw: dict[str, tuple[Point, Denominators]] = {}
    for entry in entries:
        if entry.fact:
            own = _count(shelf, entry.fact, indicator, as_of, entry.rivals)
            there = counts.get((entry.fact.report, entry.region), ())
            heads = denominators(own, there) if needed or way.id != RAW else Denominators()
            raw[entry.region] = (own.point, heads)
    offered = options(indicator, list(raw.values())) if raw and (weigh or auto) else ()
    if auto:
        way = fitting(leading(offered), indicator)
    done = {region: apply(own, way, heads) for region, (own, heads) in raw.items()}
    drawn = [result.point for result in done.values() if isinstance(result, Normalised)]
    comparison = compare(drawn) if drawn else None
    rows = [_row(entry, done.get(entry.region), comparison) for entry in entries]
    rows.sort(key=lambda row: (_ORDER.index(row.grade), -(row.point.value if row.point else 0)))
    return Compared(
        indicator,
        way.id,
        tuple(rows),
        comparison,
        offered,
        as_of,
        auto and way.id != RAW,
    )


def of_filters(
    shelf: Shelf, indicator: Indicator, filters: Filters, normalisation: str = RAW, as_of: AsOf = AS_REPORTED
) -> Compared:
    """One indicator compared as the filters ask, weighed under every normalisation; worked out once."""
    return shelf.once(
        (indicator.id, filters, normalisation, as_of),
        lambda: compared(shelf, indicator, entries(shelf, indicator, filters), normalisation, as_of=as_of),
    )


def as_reported(
    shelf: Shelf, indicators: Sequence[Indicator], filters: Filters, as_of: AsOf = AS_REPORTED
) -> Mapping[str, Compared]:
    """Those of several indicators that some region gives compared as reported, by their ids; worked out once."""

    def work() -> Mapping[str, Compared]:
        found = entries_of(shelf, indicators, filters)
        return {
            each.id: compared(shelf, each, found[each.id], weigh=False, as_of=as_of)
            for each in indicators
            if _given(found[each.id])
        }

    return shelf.once((tuple(each.id for each in indicators), filters, as_of), work)


def at_a_glance(
    shelf: Shelf, filters: Filters, known: Catalogue
) -> tuple[Mapping[str, Compared], Mapping[str, Compared]]:
    """Every indicator that some region gives compared as reported, and those of the most reported of which no two figures are comparable so, under the
    normalisation that lets most be; worked out once.
    """
    return shelf.once(("glance", filters), lambda: _at_a_glance(shelf, filters, known))


def _at_a_glance(
    shelf: Shelf, filters: Filters, known: Catalogue
) -> tuple[Mapping[str, Compared], Mapping[str, Compared]]:
    names = known.indicators
    found = entries_of(shelf, list(names.values()), filters)
    raw = {id: compared(shelf, names[id], own, weigh=False) for id, own in found.items() if _given(own)}
    unlike = [
        id
        for id, each in raw.items()
        if each.scale and len(each.scale.comparable) < 2 <= len(each.scale.graded)
    ]
    most = sorted(unlike, key=lambda id: -len(raw[id].graded(COMPARABLE, CAUTION, UNSURE)))[:_WEIGHED]
    return raw, {id: compared(shelf, names[id], found[id], AUTO, weigh=False) for id in most}


def _given(entries: Sequence[Entry]) -> bool:
    """Whether some region has a figure."""
    return any(entry.fact for entry in entries)


def _counts(
    shelf: Shelf, indicator: Indicator, entries: Sequence[Entry], as_of: AsOf
) -> Mapping[tuple[str, str], Sequence[Count]]:
    """What the reports of these figures count that the indicator may be divided by, by report and region."""
    wanted = denominators_of(indicator.id)
    reports = {entry.fact.report for entry in entries if entry.fact}
    if not wanted or not reports:
        return {}
    frame = shelf.frame
    found: dict[tuple[str, str], list[Count]] = {}
    for fact in shelf.facts(frame["indicator"].isin(list(wanted)) & frame["report"].isin(list(reports))):
        own = catalogue().indicators[fact.indicator or ""]
        found.setdefault((fact.report, fact.scope), []).append(_count(shelf, fact, own, as_of))
    return found


def _count(shelf: Shelf, fact: Fact, indicator: Indicator, as_of: AsOf, rivals: Sequence[Fact] = ()) -> Count:
    """A fact as the guard and ratios see it, by what is known of its report."""
    own = count(fact, indicator, shelf.year(fact.report), rivals, assume=as_of.holds(fact.report))
    source = shelf.sources.get(fact.report)
    return replace(own, point=so_far(own.point, source.published)) if source else own


def _row(entry: Entry, result: Normalised | Reason | None, comparison: Comparison | None) -> Row:
    if result is None:
        return Row(entry.region, None, (), None, MISSING, ())
    if isinstance(result, Reason):
        return Row(entry.region, entry.fact, entry.others, None, REFUSED, (result,))
    if comparison is None:
        raise ValueError(f"{entry.region}: a figure without a comparison")
    graded = comparison.of(result.point.id)
    return Row(
        entry.region, entry.fact, entry.others, result.point, graded.grade, graded.reasons, result.terms
    )
