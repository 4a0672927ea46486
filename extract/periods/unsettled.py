"""Periods of which a part is not known, and what the year of the report makes of them.

5年来 says how long and not when, 截至2月底 where it ended and not where it began; only what says neither (换届后) is unclear
altogether. The year of the report settles the first of them and not the others.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from extract import intervals
from extract.patterns import lazy
from extract.periods.finding import find

Lacking = Literal["", "year", "length", "start", "end", "both"]
"""What is not known of a period: ``year`` is which one, where the report's would say it; ``length`` has a length and
neither end (连续3年); ``start``, ``end`` one of its ends; ``both`` everything."""

_ANY_YEAR = 2000  # to try whether a report's year would settle it
_OF_TIME = lazy(r"(?:[中后前]|期间|时间?|[年月日度季期]|以来)$")  # 复工复产中, 事权清单出台之后
_UP_TO_THE_REPORT = lazy(r"以来|年来|至今|近些年")  # 近年来: up to the report, since nobody says when


@lru_cache(maxsize=4096)  # the same few expressions recur
def settled(notation: str, year: int, *, state: bool = False) -> str:
    """A copied expression in the report's ``year``, as far as that settles it; any other period stays as it is. ``state``
    says that the figure is a stock.

    >>> settled("5年来", 2022), settled("截至2月底", 2022), settled("去年", 2022), settled("2月", 2022, state=True)
    ('2017/', '/2022-02', '2021', '/2022-02')
    >>> settled("连续3年", 2022), settled("2012/", 2022), settled("", 2022)
    ('连续3年', '2012/', '')
    """
    if not notation or intervals.parse(notation).kind != "copied":
        return notation
    found = find(notation)
    if len(found) != 1 or len(found[0].span) != len(notation):
        return notation
    return found[0].notation(year, None, state)


def resolved(notation: str, year: int | None, *, state: bool = False) -> intervals.Interval:
    """What a period spans, with the report's ``year`` where the text needs it: 去年 of a report of 2022 is 2021.

    >>> resolved("去年", 2022).end, resolved("去年", None).end
    (datetime.date(2021, 12, 31), None)
    """
    found = intervals.parse(notation, year)
    if found.known or year is None:
        return found
    return intervals.parse(settled(notation, year, state=state), year)


def names_a_time(period: str) -> bool:
    """Whether a person may say this of a figure: nothing, the notation, or words of a report that name a time.

    >>> [names_a_time(period) for period in ("", "2022", "/2022-06", "5年来", "换届后", "疫情防控中", "abc!!", "2022-13", "无")]
    [True, True, True, True, True, True, False, False, False]
    """
    if not intervals.readable(period) or not period or intervals.parse(period).kind != "copied":
        return intervals.readable(period)
    return bool(find(period)) or _OF_TIME.search(period) is not None


@lru_cache(maxsize=4096)
def lacking(notation: str) -> Lacking:
    """What is not known of the period of something that was done, "" where all of it is.

    >>> [lacking(period) for period in ("5年来", "今年以来", "连续3年", "截至2月底", "/2022-06", "近年来")]
    ['year', 'year', 'length', 'start', 'start', 'start']
    >>> lacking("2012/"), lacking("换届后"), lacking("2022"), lacking("")
    ('end', 'both', '', 'both')
    """
    if not notation:
        return "both"
    interval = intervals.parse(notation)
    if interval.end is not None and interval.years:
        return ""
    if interval.kind == "since":
        return "end"
    if interval.is_state:
        return "start"
    with_year = intervals.parse(settled(notation, _ANY_YEAR), _ANY_YEAR)
    if with_year.end is not None and with_year.years:
        return "year"
    if with_year.is_state:
        return "start"
    if interval.years:
        return "length"
    return "start" if _UP_TO_THE_REPORT.search(notation) else "both"
