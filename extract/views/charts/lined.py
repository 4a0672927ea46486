"""The courses behind lines over years: an indicator's, as filters ask, and which indicators have lines at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import pandas as pd

from extract import course as domain
from extract.catalogue import Indicator, catalogue
from extract.course import Courses
from extract.facts import Fact
from extract.views.charts.as_of import AS_REPORTED, AsOf
from extract.views.charts.per_head import per_head
from extract.views.frames import Filters, Shelf, keep

_LOOKED_AT = 20_000  # figures whose courses are worked out for all regions at once, of an indicator or of all


@dataclass(frozen=True, slots=True)
class _Lined:
    """A region's line of two figures or more: how many it has, and whether two of them are sure."""

    region: str
    figures: int
    sure: bool


_Ways = Mapping[str, Sequence[Sequence[_Lined]]]  # of an indicator's courses, by its id


def with_lines(shelf: Shelf, filters: Filters) -> tuple[Indicator, ...]:
    """The indicators of which some region has figures of two times or more, those of most regions first, where
    their figures are sure. In a table of very many figures those that a region's reports of several years give: whether they
    are alike is not looked at. The lines are found once, whichever regions are asked for: they know nothing of one another."""
    anywhere = replace(filters, regions=())
    work = _by_year if int(keep(shelf, anywhere).sum()) > _LOOKED_AT else _by_course
    found = shelf.once(("lined", anywhere), lambda: work(shelf, anywhere))
    return shelf.once(("with_lines", filters), lambda: _ranked(found, frozenset(filters.regions)))


def of_filters(
    shelf: Shelf,
    indicator: Indicator,
    filters: Filters,
    as_of: AsOf = AS_REPORTED,
    *,
    only_sure: bool = False,
    heads: bool = False,
) -> Courses:
    """The courses of one indicator as the filters ask, per 10,000 residents with ``heads``; worked out once, and of an indicator
    with no more figures than may be looked at, once for whichever regions are asked for."""

    def given(asked: Filters) -> pd.Series[bool]:
        return keep(shelf, asked) & (shelf.frame["indicator"] == indicator.id)

    def made(asked: Filters) -> Courses:
        facts = [fact for fact in shelf.facts(given(asked)) if fact.sure or not only_sure]
        return domain.courses(
            facts, indicator, asked.regions or shelf.reported, shelf.year, as_of.holds, shelf.published
        )

    def work() -> Courses:
        anywhere = replace(filters, regions=())
        if not filters.regions or int(given(anywhere).sum()) > _LOOKED_AT:
            found = made(filters)
        else:
            whole = shelf.once((*key[:2], anywhere, as_of, only_sure, False), lambda: made(anywhere))
            found = domain.of_regions(whole, filters.regions)
        return per_head(found, indicator, shelf.year) if heads else found

    key = ("courses", indicator.id, filters, as_of, only_sure, heads)
    return shelf.once(key, work)


def regions(found: Courses, least: int = 1) -> list[str]:
    """The regions that have a line of so many figures at ``least``, each once."""
    lines = (line for course in found.courses for line in course.lines if len(line.moments) >= least)
    return list(dict.fromkeys(line.region for line in lines))


def _ranked(found: _Ways, regions: Set[str]) -> tuple[Indicator, ...]:
    weights: list[tuple[int, int, int, str]] = []
    for id, courses in found.items():
        shown = [[line for line in own if not regions or line.region in regions] for own in courses]
        fullest = max(shown, key=len, default=[])
        if fullest:
            sure, figures = sum(line.sure for line in fullest), sum(line.figures for line in fullest)
            weights.append((-sure, -len(fullest), -figures, id))
    return tuple(catalogue().indicators[id] for *_, id in sorted(weights))


def _by_year(shelf: Shelf, filters: Filters) -> _Ways:
    known = list(catalogue().indicators)
    asked = keep(shelf, filters) & shelf.frame["indicator"].isin(known)
    own = shelf.frame.loc[asked, ["indicator", "scope", "year"]]
    found: dict[str, list[_Lined]] = defaultdict(list)
    years = own.groupby(["indicator", "scope"], observed=True)["year"].nunique().reset_index()
    for indicator, region, count in years.itertuples(index=False):
        if count > 1:
            found[str(indicator)].append(_Lined(str(region), count, sure=True))
    return {id: [lines_of] for id, lines_of in found.items()}


def _by_course(shelf: Shelf, filters: Filters) -> _Ways:
    known = catalogue().indicators
    by_indicator: dict[str, list[Fact]] = defaultdict(list)
    for fact in shelf.facts(keep(shelf, filters) & shelf.frame["indicator"].isin(list(known))):
        by_indicator[fact.indicator or ""].append(fact)
    return {
        id: [
            [
                _Lined(line.region, len(line.moments), sum(each.point.sure for each in line.moments) > 1)
                for line in course.lines
                if len(line.moments) > 1
            ]
            for course in domain.courses(
                facts, known[id], (), shelf.year, published_of=shelf.published
            ).courses
        ]
        for id, facts in by_indicator.items()
    }
