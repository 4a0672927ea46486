"""An indicator's courses per 10,000 residents: of states, and of what was done in one year, so that regions of unlike size meet
on one axis. Under all years stands the one census that there is, which is said wherever such a line is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extract.agreement import Reason
from extract.catalogue import Indicator
from extract.course import Courses, Line, Moment
from extract.facts import Fact
from extract.normalisation import RESIDENTS, Normalised, apply, count, denominators, fitting
from extract.points import DAYS_OF_YEAR


def way(indicator: Indicator) -> str:
    """The normalisation by which an indicator's lines are held against one another per head, raw where it has none."""
    return fitting(RESIDENTS, indicator).id


def per_head(found: Courses, indicator: Indicator, year_of: Callable[[str], int | None]) -> Courses:
    """The courses with every figure divided by its region's residents; what cannot be divided is on none of them
    but ``refused``. A total of other than one year is left out: its years have no census of their own."""
    refused: list[Fact] = []
    courses = []
    for course in found.courses:
        if course.basis == "flow" and course.days not in (0, DAYS_OF_YEAR):
            refused += [each.fact for each in course.moments]
            continue
        lines = [line for each in course.lines if (line := _line(each, indicator, year_of, refused))]
        if lines:
            per = lines[0].moments[0].point.per
            courses.append(replace(course, per=per, lines=tuple(lines)))
    return replace(found, courses=tuple(courses), refused=tuple(refused))


def _line(
    line: Line, indicator: Indicator, year_of: Callable[[str], int | None], refused: list[Fact]
) -> Line | None:
    moments: list[Moment] = []
    missing: tuple[Reason, ...] = ()
    for moment in line.moments:
        own = count(moment.fact, indicator, year_of(moment.fact.report))
        done = apply(moment.point, fitting(RESIDENTS, indicator), denominators(own, ()))
        if isinstance(done, Normalised):
            apart = (*moment.apart, *missing) if moments else ()
            moments.append(replace(moment, point=done.point, apart=apart))
            missing = ()
        else:
            refused.append(moment.fact)
            missing = (done,)
    return Line(line.region, tuple(moments)) if moments else None
