"""The notation of a period: what it spans, what stands at its ends, and how a page says it.

A period is written ``2022`` (within that year), ``2012/2022`` (a span, both ends in), ``2012/`` (since), ``/2022`` or
``/2022-06`` (the state at the end of), ``2022-04-08/2022-04-10`` (days), ``""`` (nothing governs the figure), or it is
the relative expression as it stands in the report (``5年来``, ``截至去年底``). What is on no calendar (``/2022-13``) spans
nothing that is known and is shown as it stands: a table from elsewhere may hold it, and one figure must not take a page down.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from extract import numerals
from extract.patterns import lazy

Kind = Literal["year", "span", "since", "state", "days", "copied", "none"]

_NOTATION = lazy(
    r"(?P<year>\d{4})|(?P<first>\d{4})/(?P<last>\d{4})|(?P<since>\d{4})/|/(?P<state>\d{4})(?:-(?P<month>\d\d))?"
    r"|(?P<from>\d{4}-\d\d-\d\d)/(?P<to>\d{4}-\d\d-\d\d)"
)
_YEAR_IN_WORDS, _DIGITS = (
    lazy("[〇○零一二三四五六七八九]{4}(?=年|$)"),
    str.maketrans("〇○零一二三四五六七八九", "000123456789"),
)
_SAID = lazy(  # as people write it
    r"(?P<year>\d{4})年?(?:度|全年)?|(?P<first>\d{4})年?(?:至|到|[—–~-]+)(?P<last>\d{4})年?|自?(?P<since>\d{4})年?(?:以来|起|至今)"
    r"|(?:截[至止])?(?P<state>\d{4})年(?:年?[底末]|12月31日)|(?:截[至止])(?P<at>\d{4})年"
    r"|(?:截[至止])?(?P<of>\d{4})年(?P<month>1[0-2]|0?[1-9])月[底末]"
)
_LENGTH = lazy(r"(?P<number>\d++|[一二两三四五六七八九十]++)(?:多|余)?年")
_STATE = lazy(r"截[至止]|目前|为止|年[底末]|月[底末]|如今|现在|当前|^现(?:有|共|辖|下辖|设|拥|建)")
_SINCE = lazy(r"以来|年来|至今")


@dataclass(frozen=True, slots=True)
class Interval:
    """What a period spans.

    ``start`` and ``end`` are days, both in; None where the period is open or cannot be resolved. ``years`` is the length
    in years, both end years counted (2016/2020 is five), None when it is not known; a copied ``5年来`` knows its length
    even where its ends are unknown. ``is_state`` marks a state at a day against something that happened over a span.
    """

    kind: Kind
    start: date | None
    end: date | None
    years: float | None
    is_state: bool

    @property
    def known(self) -> bool:
        """Whether the period stands on the calendar, so that it can be ordered against others."""
        return self.end is not None


@lru_cache(maxsize=4096)
def parse(notation: str, report_year: int | None = None) -> Interval:
    """Read a period's notation; a ``since`` and a copied ``N年来`` end in the report's own year where that is known.

    >>> parse("2016/2020").years, parse("2012/", 2022).end
    (5.0, datetime.date(2022, 12, 31))
    >>> parse("/2022-06").end, parse("/2022-06").is_state
    (datetime.date(2022, 6, 30), True)
    >>> parse("5年来").years, parse("5年来", 2022).start, parse("近年来").known
    (5.0, datetime.date(2017, 1, 1), False)
    >>> parse("/2022-13").kind, parse("2022/2019").years
    ('copied', None)
    """
    if not notation:
        return Interval("none", None, None, None, False)
    match = _written(notation)
    if match is None:
        return _copied(notation, report_year)
    if match["year"]:
        return _years("year", int(match["year"]), int(match["year"]))
    if match["first"]:
        return _years("span", int(match["first"]), int(match["last"]))
    if match["since"]:
        first = int(match["since"])
        if report_year is None or report_year < first:
            return Interval("since", date(first, 1, 1), None, None, False)
        return _years("since", first, report_year)
    if match["state"]:
        year, month = int(match["state"]), int(match["month"] or 12)
        day = date(year, month, calendar.monthrange(year, month)[1])
        return Interval("state", day, day, 0.0, True)
    start, end = date.fromisoformat(match["from"]), date.fromisoformat(match["to"])
    return Interval("days", start, end, ((end - start).days + 1) / 365.25, False)


def notation_of(said: str) -> str:
    """A period as people write it, in the notation where it is a year, years, or a state at an end; else as it is.

    >>> [notation_of(said) for said in ("二〇一七年", "２０１７", "2017年度", "2016年至2020年", "2012年以来", "截至2021年底", "2021年6月末")]
    ['2017', '2017', '2017', '2016/2020', '2012/', '/2021', '/2021-06']
    >>> [notation_of(said) for said in ("5年来", "疫情期间", "/2022-06", "2022-6")]
    ['5年来', '疫情期间', '/2022-06', '2022-6']
    """
    plain = unicodedata.normalize("NFKC", said).strip()
    plain = _YEAR_IN_WORDS.sub(lambda year: year[0].translate(_DIGITS), plain)
    match = _SAID.fullmatch(plain)
    if match is None:
        return plain
    if match["year"]:
        return match["year"]
    if match["first"]:
        return f"{match['first']}/{match['last']}"
    if match["since"]:
        return f"{match['since']}/"
    state = match["state"] or match["at"] or match["of"]
    return f"/{state}" + (f"-{int(match['month']):02}" if match["month"] else "")


def readable(notation: str) -> bool:
    """Whether a period can be read: none, a notation whose ends are on the calendar, the first not after the last, or words of a
    report. Of digits and signs alone only a notation is one.

    >>> [readable(period) for period in ("", "2022", "/2022-06", "2012/", "5年来")]
    [True, True, True, True, True]
    >>> [readable(period) for period in ("/2022-13", "0000", "2022-02-30/2022-03-01", "2022/2019", "2022-6", "２０２２")]
    [False, False, False, False, False, False]
    """
    return not notation or _written(notation) is not None or any(sign.isalpha() for sign in notation)


def _written(notation: str) -> re.Match[str] | None:
    """A period in the notation, if its ends are on the calendar and in their order."""
    match = _NOTATION.fullmatch(notation)
    if match is None or not notation.isascii():
        return None
    years = [int(match[name]) for name in ("year", "first", "last", "since", "state") if match[name]]
    try:
        ends = [date(year, int(match["month"] or 1), 1) for year in years]
        ends += [date.fromisoformat(match[name]) for name in ("from", "to") if match[name]]
    except ValueError:
        return None
    return match if ends == sorted(ends) else None


def _years(kind: Kind, first: int, last: int) -> Interval:
    return Interval(kind, date(first, 1, 1), date(last, 12, 31), float(last - first + 1), False)


def _number(text: str) -> int | None:
    """A number, None where it is written as none is (十十)."""
    try:
        return int(numerals.parse(numerals.fold(text)))
    except numerals.NumeralError:
        return None


def _copied(text: str, report_year: int | None) -> Interval:
    """A relative expression: its length where it says one (连续3年, 5年来); its ends only where it runs up to the report."""
    match = _LENGTH.search(text)
    length = _number(match["number"]) if match else None
    is_state = bool(_STATE.search(text))
    if length is None or report_year is None or length >= report_year or not _SINCE.search(text):
        return Interval("copied", None, None, float(length) if length else None, is_state)
    return Interval(
        "copied", date(report_year - length, 1, 1), date(report_year, 12, 31), float(length), False
    )


def opening(notation: str) -> str:
    """The state at the start of a span, for the A of 由A提升到B; "" where the start is not known.

    >>> opening("2012/2022"), opening("2012/"), opening("5年来"), opening("/2022")
    ('/2012', '/2012', '', '')
    """
    match = _written(notation)
    if match and (match["first"] or match["since"]):
        return "/" + (match["first"] or match["since"])
    return ""


def closing(notation: str) -> str:
    """The state at the end of a span, for the B of 10年来由A提升到B; any other period stays as it is.

    >>> closing("2012/2022"), closing("2012/"), closing("目前")
    ('/2022', '2012/', '目前')
    """
    match = _written(notation)
    return "/" + str(match["last"]) if match and match["first"] else notation


def words(notation: str, language: str = "zh") -> str:
    """A short label for readers; a copied expression is shown as the report has it, in either language.

    >>> words("2012/"), words("2012/", "en"), words("/2022"), words("/2022-06", "en")
    ('2012年以来', 'since 2012', '截至2022年底', 'end of June 2022')
    >>> words("2022-01-01/2022-06-30"), words("2022-06-01/2022-06-30", "en")
    ('2022年1—6月', 'June 2022')
    >>> words("2022-04-08/2022-04-10"), words("2016/2020", "en"), words("5年来", "en"), words("")
    ('2022年4月8日至10日', '2016–2020', '“5年来”', '未注明时间')
    """
    if language not in ("zh", "en"):
        raise ValueError(f"no words for periods in {language!r}; zh and en have them")
    chinese = language == "zh"
    if not notation:
        return "未注明时间" if chinese else "not dated"
    match = _written(notation)
    if match is None:
        return notation if chinese else f"“{notation}”"
    if match["year"]:
        return f"{notation}年" if chinese else notation
    if match["first"]:
        return f"{match['first']}—{match['last']}年" if chinese else f"{match['first']}–{match['last']}"
    if match["since"]:
        return f"{match['since']}年以来" if chinese else f"since {match['since']}"
    if match["state"]:
        return _state_words(match["state"], match["month"], chinese)
    return _day_words(date.fromisoformat(match["from"]), date.fromisoformat(match["to"]), chinese)


def _state_words(year: str, month: str | None, chinese: bool) -> str:
    if month is None:
        return f"截至{year}年底" if chinese else f"end of {year}"
    return f"截至{year}年{int(month)}月底" if chinese else f"end of {calendar.month_name[int(month)]} {year}"


def _month_words(start: date, end: date, chinese: bool) -> str:
    one = start.month == end.month
    if chinese:
        return f"{start.year}年{start.month}月" if one else f"{start.year}年{start.month}—{end.month}月"
    last = f"{calendar.month_name[end.month]} {end.year}"
    return last if one else f"{calendar.month_name[start.month]}–{last}"


def _day_words(start: date, end: date, chinese: bool) -> str:
    if start.day == 1 and start.year == end.year and end.day == calendar.monthrange(end.year, end.month)[1]:
        return _month_words(start, end, chinese)
    if not chinese:
        first = f"{start.day} {calendar.month_name[start.month]} {start.year}"
        return first if start == end else f"{first} – {end.day} {calendar.month_name[end.month]} {end.year}"
    label = f"{start.year}年{start.month}月{start.day}日"
    if start == end:
        return label
    year = "" if end.year == start.year else f"{end.year}年"
    month = "" if (end.year, end.month) == (start.year, start.month) else f"{end.month}月"
    return f"{label}至{year}{month}{end.day}日"
