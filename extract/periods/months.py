"""The months of a year that a figure is of: 上半年发展党员1410名, 一季度立案36件, 1—6月办结120件.

The notation of a period keeps the year of what was done within it. What is set beside a whole year's has to know that it
is of half of one, and the words before the figure say so.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from extract import intervals
from extract.patterns import lazy
from extract.periods.finding import find
from extract.periods.moments import Moment, Period, number

_HALVES = {"上半年": (1, 6), "前半年": (1, 6), "下半年": (7, 12), "后半年": (7, 12)}
_QUARTER = lazy(r"(?P<first>前)?第?(?P<number>[一二三四1-4])个?季度")
_NUMBERS = "一二三四"
_FIRST = lazy(r"前(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,2})个?月")
_THIS_YEAR = "今年"
_STOPS = "。；;！？\n"
_MAY_SAY = lazy(r"月|季度|半年")
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
_EVENTS = {"二十大": 10, "十九大": 10, "十八大": 11}  # the months of the congresses


def months_of(notation: str, before: str) -> str:
    """A year's notation narrowed to the months that the words before a figure name, as days; any other stays as it is.

    A day or a feast keeps the year: what one day is a part of is told by its own notation, and 七一 or 春节 has no length.

    >>> months_of("2021", "2021年上半年，全市发展党员"), months_of("2021", "今年前三季度，共立案")
    ('2021-01-01/2021-06-30', '2021-01-01/2021-09-30')
    >>> months_of("2021", "2021年1—10月，办结"), months_of("2021", "6月，新发展党员")
    ('2021-01-01/2021-10-31', '2021-06-01/2021-06-30')
    >>> months_of("2021", "2021年6月底前完成；2021年，发展党员"), months_of("2017/2021", "上半年，发展党员")
    ('2021', '2017/2021')
    >>> months_of("2021", "今年前5个月，立案"), months_of("2021", "截至6月底，全市今年立案")
    ('2021-01-01/2021-05-31', '2021-01-01/2021-06-30')
    """
    if intervals.parse(notation).kind != "year" or not _MAY_SAY.search(before):
        return notation
    year = int(notation)
    said = [each for each in find(before) if each.governs and each.start is not None]
    first = max(_FIRST.finditer(before), key=lambda found: found.start(), default=None)
    if first is not None and (not said or said[-1].span.start <= first.start()):
        return _written(year, 1, min(number(first["number"]), 12))
    if not said or said[-1].kind not in ("within", "span") or not _is_of(said[-1], year):
        return notation
    last = said[-1]
    assert last.start is not None
    if last.kind == "within" and _is_whole(last.start):
        return _up_to(said, before, year) or notation
    if last.kind == "span" and _is_whole(last.start):  # 今年以来，截至5月底
        month = last.end.month if last.end is not None and not last.end.day else None
        return notation if month is None else _written(year, 1, month)
    own, until = _months(last.start), _months(last.end or last.start)
    if own is None or until is None or own[0] > until[1]:
        return notation
    return _written(year, own[0], until[1])


def began(before: str, year: int) -> int:
    """The month of a year in which what is told since then began, 1 where nothing says another: 6月以来, 三季度以来, 党的二十大以来.

    >>> [began(said, 2022) for said in ("2022年6月以来，立案", "三季度以来，", "党的二十大以来，", "2022年以来，", "去年9月以来，今年以来，")]
    [6, 7, 10, 1, 1]
    """
    said = [each for each in find(before) if each.governs]
    last = said[-1] if said else None
    if last is None or last.kind != "since" or last.start is None or last.start.year not in (None, year):
        return 1
    named = _months(last.start) or (last.start.month, 12)
    event = next((month for word, month in _EVENTS.items() if word in last.text), None)
    return named[0] or event or _SEASONS.get(last.start.part[:1], 1)


def is_this_year(notation: str, before: str) -> bool:
    """Whether what dates a figure by its year is 今年, which was not over when it was said; 今年全年 was.

    >>> is_this_year("2022", "今年，立案"), is_this_year("2022", "今年全年，立案"), is_this_year("2022", "2022年，立案")
    (True, False, False)
    """
    if _THIS_YEAR not in before or intervals.parse(notation).kind != "year":
        return False
    said = [each for each in find(before) if each.governs]
    last = said[-1] if said else None
    if last is None or last.kind != "within" or last.text != _THIS_YEAR:
        return False
    return not before.startswith("全年", last.span.end)


def _is_of(period: Period, year: int) -> bool:
    return period.start is not None and period.start.year in (None, year)


def _is_whole(moment: Moment) -> bool:
    """Whether it names a year and nothing within it."""
    return moment.month is None and not moment.part and not moment.end


def _up_to(said: Sequence[Period], before: str, year: int) -> str:
    """The months of a year of which the words right before say up to when: 截至6月底，全市今年立案; "" where they do not."""
    if len(said) < 2 or said[-2].kind != "state" or not _is_of(said[-2], year):
        return ""
    state = said[-2]
    between = before[state.span.end : said[-1].span.start]
    if state.start is None or state.start.month is None or any(stop in between for stop in _STOPS):
        return ""
    return _written(year, 1, state.start.month)


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
