"""What is relative to the publication of a report: 半年多来 of October 2018 began in 2018, 昨天 is the day before."""

from __future__ import annotations

from datetime import date, timedelta

from extract.patterns import lazy
from extract.periods.moments import number

_MONTHS = lazy(
    r"(?:近|这)?(?:(?P<half>半年)|(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})个)[多余]?月?[多余]?来"
)
_HALF_A_YEAR = 6
_DAYS_AGO = {"昨天": 1, "昨日": 1, "前天": 2}
_MORE = 3  # months that 多 may add


def counted_back(text: str, year: int, month: int) -> str:
    """The notation of N个月来 and 半年多来, "" where the words are others or leave the year open.

    >>> counted_back("半年多来", 2018, 10), counted_back("三个月来", 2018, 4), counted_back("半年多来", 2018, 8)
    ('2018/', '2018/', '')
    >>> counted_back("两个多月来", 2020, 1), counted_back("近年来", 2018, 10)
    ('2019/', '')
    """
    match = _MONTHS.fullmatch(text)
    if match is None:
        return ""
    count = _HALF_A_YEAR if match["half"] else number(match["count"])
    latest = year * 12 + month - 1 - count
    earliest = latest - (_MORE if "多" in text or "余" in text else 0)
    return f"{latest // 12}/" if latest // 12 == earliest // 12 else ""


def day_before(text: str, published: str) -> str:
    """The notation of 昨天 by the day of publication, "" where that or the words are others.

    >>> day_before("昨天", "2021-03-01"), day_before("昨天", "2021-03"), day_before("去年", "2021-03-01")
    ('2021-02-28/2021-02-28', '', '')
    """
    days, came_out = _DAYS_AGO.get(text), day_of(published)
    if days is None or came_out is None:
        return ""
    day = came_out - timedelta(days=days)
    return f"{day}/{day}"


def day_of(published: str) -> date | None:
    """The day of publication, None where only its month or its year is known.

    >>> day_of("2021-03-01"), day_of("2021-03")
    (datetime.date(2021, 3, 1), None)
    """
    try:
        return date.fromisoformat(published)
    except ValueError:
        return None
