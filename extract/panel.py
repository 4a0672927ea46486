"""The panel: region by year by indicator, with the one figure that stands for each.

`extract.standing.stand` chooses among the figures whose period ends in a year. What was done over more than one calendar year
belongs to none of them and keeps its span; what the report does not date belongs to no year. Both stand in the long form,
which says so, and not in the wide one, whose cells must be what their head says: of the whole region, in the indicator's
unit, in that year.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from extract import intervals
from extract.catalogue import Indicator
from extract.facts import Fact
from extract.matter import told
from extract.periods.unsettled import resolved
from extract.points import point, so_far
from extract.standing import DOUBTFUL, Standing, stand

YEAR: Final = "year"
SPAN: Final = "span"
UNDATED: Final = "undated"
Placement = Literal["year", "span", "undated"]
SURE_GRADE, UNSURE_GRADE, CONTESTED_GRADE = "sure", "unsure", "contested"
"""Of a figure that stands: sure, to be checked first (confidence below 0.9), or one of several that say another number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that stands for a region and a time. ``first`` and ``last`` are the years of its period, None where they are not
    known; ``resolved`` says that the report's year was needed for them. ``rivals`` have the same right and say another number;
    ``among`` is how many figures there were to choose from. ``apart`` is why it is no cell of the wide form, "" where it is.
    """

    region: str
    indicator: Indicator
    placement: Placement
    first: int | None
    last: int | None
    resolved: bool
    fact: Fact
    rivals: tuple[Fact, ...]
    among: int
    apart: str

    @property
    def year(self) -> int | None:
        """The year that it is of, None where it is of none."""
        return self.last if self.placement == YEAR else None

    @property
    def grade(self) -> str:
        """`SURE_GRADE`, `UNSURE_GRADE` or `CONTESTED_GRADE`."""
        if self.rivals:
            return CONTESTED_GRADE
        return SURE_GRADE if self.fact.sure else UNSURE_GRADE


@dataclass(frozen=True, slots=True)
class Panel:
    """The lines, by region, indicator and time, in the order of the regions and indicators asked for. ``undated`` and ``spans``
    count by indicator the figures (not only those that stand) that are in no year; ``placeless`` those without a region."""

    lines: tuple[Line, ...]
    indicators: tuple[Indicator, ...]
    regions: tuple[str, ...]
    undated: Mapping[str, int]
    spans: Mapping[str, int]
    placeless: int

    @property
    def cells(self) -> tuple[Line, ...]:
        """The lines that are cells of the wide form."""
        return tuple(line for line in self.lines if not line.apart)


def panel(
    facts: Iterable[Fact],
    indicators: Sequence[Indicator],
    regions: Sequence[str],
    year_of: Callable[[str], int | None],
    published_of: Callable[[str], str] = lambda report: "",
) -> Panel:
    """The panel of these facts; ``year_of`` gives the year of a report, ``published_of`` the day that it bears, "" where it bears
    none: 今年以来 of a report of June is no cell of its year, nor that of a report whose day is not known. A region or an indicator that no fact is about has no
    line; regions that were not asked for follow those that were."""
    known = {indicator.id: indicator for indicator in indicators}
    groups: dict[tuple[str, str], dict[_When, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    undated: Counter[str] = Counter()
    spans: Counter[str] = Counter()
    placeless = 0
    for fact in facts:
        indicator = known.get(fact.indicator or "")
        if indicator is None:
            continue
        if not fact.scope:
            placeless += 1
            continue
        when = _when(fact, indicator, year_of(fact.report), published_of(fact.report))
        undated[indicator.id] += when.placement == UNDATED
        spans[indicator.id] += when.placement == SPAN
        groups[fact.scope, indicator.id][when].append(fact)
    named = (*dict.fromkeys(regions), *sorted({region for region, _ in groups} - set(regions)))
    used = tuple(name for name in named if any((name, id) in groups for id in known))
    lines = [
        line
        for region in used
        for indicator in indicators
        for line in _lines(region, indicator, groups.get((region, indicator.id), {}), year_of)
    ]
    found = {line.indicator.id for line in lines}
    return Panel(
        tuple(lines),
        tuple(each for each in indicators if each.id in found),
        used,
        dict(undated),
        dict(spans),
        placeless,
    )


@dataclass(frozen=True, slots=True)
class _When:
    placement: Placement
    first: int | None
    last: int | None
    so_far: str = ""


def _when(fact: Fact, indicator: Indicator, year: int | None, published: str) -> _When:
    found = resolved(fact.period, year, state=indicator.basis == "stock")
    if found.end is None:
        return _When(UNDATED, None, None)
    last = found.end.year
    if indicator.basis == "stock" or found.is_state:  # how things stood at the end, however long it took
        return _When(YEAR, last, last)
    first = found.start.year if found.start else last
    if first != last:
        return _When(SPAN, first, last)
    return _When(YEAR, first, last, _ended_early(fact, indicator, year, published))


def _ended_early(fact: Fact, indicator: Indicator, year: int | None, published: str) -> str:
    """Why a figure of 今年以来 is of no whole year: its report came out before that had ended, in June, or bears no day, so that
    nobody knows; "" where it is."""
    if resolved(fact.period, year).kind != "since":
        return ""
    own = replace(point(fact, indicator, year), period=f"{year}/")
    until = so_far(own, published)
    if until.timing != own.timing:
        return "so_far"
    return "so_far_unknown" if until != own else ""


def _lines(
    region: str,
    indicator: Indicator,
    by_time: Mapping[_When, Sequence[Fact]],
    year_of: Callable[[str], int | None],
) -> Iterable[Line]:
    """One line for each year, each span, and all that is undated."""
    order = sorted(by_time, key=lambda when: (when.last is None, when.last or 0, when.first or 0))
    for when in order:
        facts = by_time[when]
        found = stand(facts, indicator, year_of) if len(facts) > 1 else Standing(facts[0])
        if found is None:
            raise ValueError(f"{region}, {indicator.id}: no figure stands among {len(facts)}")
        yield Line(
            region,
            indicator,
            when.placement,
            when.first,
            when.last,
            when.last is not None and not intervals.parse(found.fact.period).known,
            found.fact,
            found.rivals,
            len(facts),
            when.so_far or (when.placement if when.placement != YEAR else _apart(found.fact, indicator)),
        )


def _apart(fact: Fact, indicator: Indicator) -> str:
    """Why a figure of a year is no cell of the wide form: that it is of a narrower place, of another unit or kind than the
    indicator's, of what came or went, of a part of what that counts, or more likely wrong than right; "" where it is one."""
    if fact.site:
        return "site"
    if (fact.kind, fact.unit, fact.per) != (indicator.kind, indicator.unit, indicator.per):
        return "measure"
    said = told(fact)
    if said.earlier or said.moved:
        return "change"
    if said.narrowed and not said.whole and not fact.adopted:
        return "part"
    return "doubtful" if fact.confidence < DOUBTFUL and not fact.adopted else ""
