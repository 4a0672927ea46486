"""The course of an indicator over time: for each region the figure that stands at each moment, and which of them a line may join.

A state is a point on the calendar, what was done a step over its span. On one course stands only what agrees in all but time
and place: unit, kind, basis, `per`, what is counted, and of what was done the length of its period, so that a sum over five
years never falls to the figure of one. A span is never cut into years, and a year that no report gives is left open. What was
done 今年以来 ends with its report: on the day that the report bears, else nobody knows when, and it is held against no other year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from extract.agreement import Point, Reason, held_back
from extract.catalogue import Indicator
from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.facts import Fact
from extract.periods.unsettled import resolved
from extract.points import SO_FAR, point, so_far, started
from extract.regions import registry
from extract.standing import Standing, stand

When = tuple[date | None, date]
"""Where a figure stands on the calendar: see `Moment`."""
_DIRECTED = ("at_least", "at_most")  # bounds between which there is no difference


@dataclass(frozen=True, slots=True)
class Moment:
    """The figure of a region at one time: a state at ``end`` has ``start`` None, a period both of its days, both in. ``grade`` is
    COMPARABLE, CAUTION or UNSURE, with its ``reasons``; ``others`` are further figures of the same time. ``apart`` says why no
    line leads here from the moment before it, () where one does and of a line's first."""

    start: date | None
    end: date
    fact: Fact
    others: tuple[Fact, ...]
    point: Point
    grade: str
    reasons: tuple[Reason, ...]
    apart: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A region's moments in the order of time, at least one."""

    region: str
    moments: tuple[Moment, ...]

    @property
    def runs(self) -> tuple[tuple[Moment, ...], ...]:
        """The moments as the line joins them: a new run begins after every gap and break."""
        runs: list[list[Moment]] = []
        for moment in self.moments:
            if moment.apart or not runs:
                runs.append([])
            runs[-1].append(moment)
        return tuple(map(tuple, runs))


@dataclass(frozen=True, slots=True)
class Course:
    """The lines that may share an axis, in the order of the regions asked for. ``days`` is the length of the periods, 0 of states
    and of rates per year; ``matter`` is what is counted where that is not all that the indicator counts, in the words of the
    newest figure."""

    indicator: Indicator
    unit: str
    kind: str
    basis: str
    per: str
    days: int
    matter: str
    lines: tuple[Line, ...]

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All moments, line by line."""
        return tuple(moment for line in self.lines for moment in line.moments)

    @property
    def times(self) -> tuple[date, ...]:
        """The days at which moments end, in order."""
        return tuple(sorted({moment.end for moment in self.moments}))

    @property
    def levels(self) -> frozenset[str]:
        """The levels of its regions, as far as figures grow with them."""
        return frozenset(moment.point.level for moment in self.moments if moment.point.sized)

    @property
    def key(self) -> str:
        """Tells a course from the indicator's others; the same whenever it is worked out anew."""
        said = self.moments[0].point.matter
        return "_".join(
            map(str, (self.indicator.id, self.unit, self.kind, self.basis, self.per, self.days, said))
        )


@dataclass(frozen=True, slots=True)
class Courses:
    """An indicator's courses, the fullest first, and the figures that are on none: of a narrower place, not dated enough, or
    ``refused`` by who rescaled the courses."""

    courses: tuple[Course, ...]
    undated: tuple[Fact, ...]
    narrower: tuple[Fact, ...]
    refused: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """From one moment of a line to a later one. ``difference`` is in the figures' unit (of shares in percentage points),
    ``percent`` None of shares and from zero. ``reasons`` are given where the two may not be set against one another; both
    numbers are None then. ``bound`` is approx where one of the figures is."""

    region: str
    first: Moment
    last: Moment
    difference: float | None
    percent: float | None
    bound: str
    reasons: tuple[Reason, ...]


def courses(
    facts: Iterable[Fact],
    indicator: Indicator,
    regions: Sequence[str],
    year_of: Callable[[str], int | None],
    assume: Callable[[str], bool] = lambda report: False,
    published_of: Callable[[str], str] = lambda report: "",
) -> Courses:
    """The courses of these facts of one indicator. ``year_of`` gives the year of a report; of reports that ``assume`` holds, undated
    flows are taken as of that year; ``published_of`` gives the day (ISO 8601) that a report bears, "" where it bears none.
    Regions that were not asked for follow those that were."""
    found: dict[tuple[object, ...], dict[str, dict[When, list[Fact]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    points: dict[str, Point] = {}
    undated, narrower = [], []
    for fact in facts:
        if fact.site:
            narrower.append(fact)
            continue
        year = year_of(fact.report)
        own = so_far(point(fact, indicator, year, assume=assume(fact.report)), published_of(fact.report))
        when = _when(fact, own, year)
        if when is None or own.measured_days is None:
            undated.append(fact)
            continue
        points[fact.id] = own
        found[(*own.scale, own.measured_days, own.matter)][fact.scope][when].append(fact)

    def moment(cell: Sequence[Fact], when: When) -> Moment:
        stands = stand(cell, indicator, year_of)
        if stands is None:
            raise ValueError(f"{indicator.id}: no figure stands among {len(cell)}")
        return _moment(stands, when, points[stands.fact.id])

    made = [_course(key, own, indicator, regions, moment) for key, own in found.items()]
    return Courses(tuple(sorted(made, key=_fullness)), tuple(undated), tuple(narrower))


def of_regions(found: Courses, regions: Sequence[str]) -> Courses:
    """The courses of these regions alone, in their order: what `courses` gives for their figures, since no line knows of another."""
    asked, made = list(dict.fromkeys(regions)), []
    for each in found.courses:
        own = {line.region: line for line in each.lines}
        lines = tuple(own[region] for region in asked if region in own)
        if lines:
            made.append(replace(each, lines=lines, matter=_words(lines)))
    within = set(asked)
    rest = ([fact for fact in facts if fact.scope in within] for facts in (found.undated, found.narrower))
    return Courses(tuple(sorted(made, key=_fullness)), *map(tuple, rest))


def change(line: Line, first: Moment, last: Moment) -> Change:
    """What happened between two moments of a line, or why that cannot be said."""
    between = [
        each for moment in _after(line, first, last) for each in moment.apart if each.code == "boundary"
    ]
    own = [each for moment in (first, last) for each in moment.reasons]
    open_ended = [
        Reason("no_difference", line.region, moment.fact.period)
        for moment in (first, last)
        if _is_open(moment.point)
    ]
    reasons = tuple(dict.fromkeys([*own, *between, *open_ended]))
    if reasons:
        return Change(line.region, first, last, None, None, "exact", reasons)
    low, high = first.point.value, last.point.value
    ratio = None if low <= 0 or first.point.unit in ("%", "百分点") else (high / low - 1) * 100
    bound = "approx" if "approx" in (first.point.bound, last.point.bound) else "exact"
    difference = round(high - low, 9)  # 29.4 − 28.4 is 1, not 0.9999999999999982
    return Change(line.region, first, last, difference, ratio, bound, ())


def within(course: Course, since: int, until: int) -> Course | None:
    """The course between two years, both in; None where nothing of it lies there."""
    if all(since <= moment.end.year <= until for line in course.lines for moment in line.moments):
        return course
    lines = []
    for line in course.lines:
        own = tuple(moment for moment in line.moments if since <= moment.end.year <= until)
        if own:
            lines.append(Line(line.region, (replace(own[0], apart=()), *own[1:])))
    return replace(course, lines=tuple(lines)) if lines else None


def _when(fact: Fact, own: Point, year: int | None) -> When | None:
    """Where a figure stands on the calendar, None where its report does not let one say."""
    found = resolved(own.period, year, state=own.basis == "stock")
    if own.basis == "stock":
        if own.timing.end is None:
            return None
        return (None, found.end or date(own.timing.end, 12, 31))
    if own.timing.assumed and own.timing.end is not None:
        return (date(own.timing.end, 1, 1), date(own.timing.end, 12, 31))
    if not found.start or not found.end:
        return None
    start = started(fact, found.start)
    days, whole = own.timing.days, (found.end - start).days + 1
    short = (
        days is not None and found.kind in ("since", "year") and days < whole - 1
    )  # a leap year has one more
    return (start, start + timedelta(days=days - 1) if days is not None and short else found.end)


def _moment(found: Standing, when: When, alone: Point) -> Moment:
    """The moment of the figure that stands, ``alone`` its point without the rivals that it may have."""
    own = replace(alone, rivals=tuple(each.value for each in found.rivals)) if found.rivals else alone
    reasons = held_back(own)
    if own.timing.assumed:
        code = "state_assumed" if own.basis == "stock" else "period_assumed"
        reasons = (*reasons, Reason(code, own.region, str(own.timing.end)))
    grade = UNSURE if not own.sure else CAUTION if reasons else COMPARABLE
    return Moment(*when, found.fact, found.others, own, grade, reasons)


def _course(
    key: tuple[object, ...],
    by_region: dict[str, dict[When, list[Fact]]],
    indicator: Indicator,
    regions: Sequence[str],
    moment: Callable[[Sequence[Fact], When], Moment],
) -> Course:
    order = [*dict.fromkeys(regions), *sorted(set(by_region) - set(regions))]
    lines = []
    for region in (name for name in order if name in by_region):
        cells = by_region[region]
        times = sorted(cells, key=lambda when: (when[1], when[0] or when[1]))
        own = [moment(cells[when], when) for when in times]
        joined = [replace(after, apart=_apart(before, after)) for before, after in pairwise(own)]
        lines.append(Line(region, (own[0], *joined)))
    unit, kind, basis, per, days, _ = map(str, key)
    return Course(indicator, unit, kind, basis, per, int(days), _words(lines), tuple(lines))


def _words(lines: Sequence[Line]) -> str:
    newest = max((each for line in lines for each in line.moments), key=lambda each: each.end)
    return (newest.fact.matter or newest.fact.subject) if newest.point.matter else ""


def _apart(before: Moment, after: Moment) -> tuple[Reason, ...]:
    """Why no line joins two moments that follow one another: a year is missing, periods overlap, or the region was another one."""
    region, reasons = after.fact.scope, []
    first = after.end.year if after.start is None else after.start.year
    missing = range(before.end.year + 1, first)
    if after.start is not None and after.start <= before.end:
        reasons.append(Reason("overlap", region, after.fact.period))
    elif missing:
        years = str(missing[0]) if len(missing) == 1 else f"{missing[0]}/{missing[-1]}"
        reasons.append(Reason("gap", region, years))
    elif after.start is not None and after.start - before.end > timedelta(days=1):
        days = (before.end + timedelta(days=1), after.start - timedelta(days=1))
        reasons.append(Reason("gap", region, "/".join(day.isoformat() for day in days)))
    reasons += [each for each in (*before.reasons, *after.reasons) if each.code == SO_FAR]
    moved = registry().moved(region, before.end.year, after.end.year)
    if moved:
        named = "、".join(dict.fromkeys(each.name for each in moved))
        reasons.append(Reason("boundary", region, named, str(max(each.until or 0 for each in moved))))
    return tuple(reasons)


def _after(line: Line, first: Moment, last: Moment) -> Iterable[Moment]:
    return (moment for moment in line.moments if first.end < moment.end <= last.end)


def _is_open(own: Point) -> bool:
    return own.bound in _DIRECTED or own.value_high is not None


def _fullness(course: Course) -> tuple[object, ...]:
    """Courses on which most regions have a course at all, then most moments, the newest, all that the indicator counts."""
    joined = sum(len(line.moments) > 1 for line in course.lines)
    return (-joined, -len(course.moments), bool(course.matter), -course.times[-1].toordinal(), course.key)
