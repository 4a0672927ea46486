"""The months of a year that a figure is of: 上半年发展党员1410名, 一季度立案36件, 1—6月办结120件.

The notation of a period keeps the year of what was done within it. What is set beside a whole year's has to know that it
is of half of one, and the words before the figure say so.
"""

from __future__ import annotations

import calendar
from datetime import date

from extract import intervals
from extract.patterns import lazy
from extract.periods.finding import find
from extract.periods.moments import Moment

_HALVES = {"上半年": (1, 6), "前半年": (1, 6), "下半年": (7, 12), "后半年": (7, 12)}
_QUARTER = lazy(r"(?P<first>前)?第?(?P<number>[一二三四1-4])个?季度")
_NUMBERS = "一二三四"
_MAY_SAY = lazy(r"月|季度|半年")


def months_of(notation: str, before: str) -> str:
    """A year's notation narrowed to the months that the words before a figure name, as days; any other stays as it is.

    A day or a feast keeps the year: what one day is a part of is told by its own notation, and 七一 or 春节 has no length.

    >>> months_of("2021", "2021年上半年，全市发展党员"), months_of("2021", "今年前三季度，共立案")
    ('2021-01-01/2021-06-30', '2021-01-01/2021-09-30')
    >>> months_of("2021", "2021年1—10月，办结"), months_of("2021", "6月，新发展党员")
    ('2021-01-01/2021-10-31', '2021-06-01/2021-06-30')
    >>> months_of("2021", "2021年6月底前完成；2021年，发展党员"), months_of("2017/2021", "上半年，发展党员")
    ('2021', '2017/2021')
    """
    if intervals.parse(notation).kind != "year" or not _MAY_SAY.search(before):
        return notation
    said = [each for each in find(before) if each.governs and each.start is not None]
    if not said or said[-1].kind not in ("within", "span"):
        return notation
    last = said[-1]
    assert last.start is not None
    if last.start.year not in (None, int(notation)):
        return notation
    own, until = _months(last.start), _months(last.end or last.start)
    if own is None or until is None or own[0] > until[1]:
        return notation
    return _written(int(notation), own[0], until[1])


def _months(moment: Moment) -> tuple[int, int] | None:
    """The first and the last month of a moment, None where it names a day, a feast, or the whole year."""
    if moment.month is not None:
        return None if moment.day or moment.end else (moment.month, moment.month)
    if moment.part in _HALVES:
        return _HALVES[moment.part]
    match = _QUARTER.fullmatch(moment.part)
    if match is None:
        return None
    quarter = int(match["number"]) if match["number"].isdigit() else _NUMBERS.index(match["number"]) + 1
    return (1 if match["first"] else 3 * quarter - 2, 3 * quarter)


def _written(year: int, first: int, last: int) -> str:
    if (first, last) == (1, 12):
        return f"{year}"
    end = date(year, last, calendar.monthrange(year, last)[1])
    return f"{date(year, first, 1)}/{end}"
