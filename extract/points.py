"""Facts as the guard sees them: a figure's point, with its basis, its level, when it holds, and what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extract import intervals
from extract.agreement import Point, Reason, Timing
from extract.catalogue import Indicator
from extract.facts import Fact
from extract.matter import occasion, told
from extract.patterns import lazy
from extract.periods.finding import find
from extract.periods.months import began, is_this_year, months_of
from extract.periods.unsettled import resolved
from extract.regions import registry

SO_FAR = "so_far"
"""The code of the caution that nobody knows how much of a year a figure is of."""
DAYS_OF_YEAR = 365  # both end years of a span count in full, so leap days would only blur equal lengths
_PARTS = {"半年": 182, "季度": 91}  # days of what a report calls so: 上半年新建村部25所 is not of a year
_DAY = lazy(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_DIGITS = lazy(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_SINCE = lazy(r"(?P<year>\d{4})/")
_YEARS_BACK = "年来"
_ABOUT = 0.05  # 党的十八大以来, from November 2012, is ten years at the end of 2022
_BASE = lazy(r"[比较]\D{0,3}\d{4}年|[比较](?:五|5|三|3|十|10)年前")


def timing(period: str, basis: str, report_year: int | None, *, assume: bool = False) -> Timing:
    """When a figure holds, from its period's notation and the year that its report is about.

    A flow has a length; a stock the year of its state, which is the report's own where it gives no date. To ``assume``
    takes an undated flow for one of that year too.

    >>> timing("5年来", "flow", 2022)
    Timing(end=2022, days=1825, assumed=False)
    >>> timing("", "flow", 2022), timing("", "flow", 2022, assume=True)
    (Timing(end=None, days=None, assumed=False), Timing(end=2022, days=365, assumed=True))
    >>> timing("2012/2022", "stock", None), timing("", "stock", 2022)
    (Timing(end=2022, days=None, assumed=False), Timing(end=2022, days=None, assumed=True))
    >>> timing("上半年", "flow", 2022)
    Timing(end=2022, days=182, assumed=False)
    """
    interval = resolved(period, report_year, state=basis == "stock")
    end = interval.end.year if interval.end else None
    if basis == "stock":
        return (
            Timing(report_year, None, assumed=report_year is not None) if end is None else Timing(end, None)
        )
    if assume and not period and report_year is not None:
        return Timing(report_year, DAYS_OF_YEAR, assumed=True)
    part = next((days for words, days in _PARTS.items() if words in period), None)
    return Timing(end, part or (round(interval.years * DAYS_OF_YEAR) if interval.years else None))


def rounding(fact: Fact) -> float:
    """How far off a figure may be as it is written: half of its last place. 4.9万 is 48500 to 49500, 62.8% 62.75 to 62.85; a
    count in full (1237个) is exact, and so are a standard (每村5万元) and what is written in characters."""
    match = None if fact.kind == "standard" else _DIGITS.search(fact.text)
    number = float(match.group().replace(",", "")) if match else 0.0
    if match is None or not number:
        return 0.0
    decimals = len(match["decimals"] or "")
    times = abs(fact.value / number)
    return 0.0 if not decimals and times <= 1 and fact.kind == "count" else 0.5 * times / 10**decimals


def during(fact: Fact, basis: str) -> str:
    """The period of a figure as finely as its sentence says it: of what was done in half a year, the days of that half; 今年 is
    the year up to the report."""
    if basis == "stock" or "period" in fact.by_hand.split():
        return fact.period
    before = fact.sentence[: fact.position]
    found = months_of(fact.period, before)
    return f"{found}/" if found == fact.period and is_this_year(found, before) else found


def so_far(point: Point, published: str) -> Point:
    """A figure of the year in which its report was published, 今年以来, as of the months up to that day (ISO 8601, "" where it
    is not known): by July a year has had half of its cases. Half a month counts, and a report of December tells of the year.
    Without the day nobody knows how long 今年以来 has been, which is a caution.

    >>> own = Point("1", "青海省", "province", "", "个", "count", "flow", "", "2022/", Timing(2022, 365), 36.0)
    >>> [so_far(own, day).timing.days for day in ("2022-07-10", "2022-06-20", "2022-12-20", "2023-01-15")]
    [181, 181, 365, 365]
    >>> [[reason.code for reason in so_far(own, day).cautions] for day in ("", "2022-06", "2022-12")]
    [['so_far'], ['so_far'], []]
    """
    end, days = point.timing.end, point.timing.days
    if (
        point.basis != "flow"
        or point.timing.assumed
        or end is None
        or days is None
        or published[:4] > f"{end}"
    ):
        return point
    found = resolved(point.period, end)
    if found.kind != "since" or found.start is None or found.start.year != end:
        return point
    day = _DAY.fullmatch(published)
    if published == f"{end}-12":
        return point
    if day is None:
        return replace(point, cautions=(*point.cautions, Reason(SO_FAR, point.region, point.period)))
    if day["year"] != f"{end}" or day["month"] == "12":
        return point
    months = max(int(day["month"]) - (int(day["day"]) < 15), 1)
    left = (date(end + 1, 1, 1) - date(end, months + 1, 1)).days
    return replace(point, timing=replace(point.timing, days=max(days - left, 1)))


def started(fact: Fact, start: date) -> date:
    """The day on which a period that is dated by its beginning began, ``start`` the first of that year: 6月以来."""
    if not _SINCE.fullmatch(fact.period) or "period" in fact.by_hand.split():
        return start
    return start.replace(month=began(fact.sentence[: fact.position], start.year))


def point(
    fact: Fact,
    indicator: Indicator,
    report_year: int | None,
    rivals: Sequence[Fact] = (),
    *,
    assume: bool = False,
) -> Point:
    """A fact as the guard sees it. Its basis is its indicator's, but for what came about of a stock (新建党群服务中心), which is
    a flow; its level is the registry's, "" for an unknown region. The state before another (由A提升到B, of A) is never taken as
    of the report's year. ``rivals`` are the figures that have the same right to stand for the region, see
    `extract.standing`. To ``assume`` takes an undated flow as of its report's year.
    """
    region = registry().by_full_name.get(fact.scope)
    said = told(fact)
    basis = "flow" if said.moved and fact.kind == "count" else indicator.basis
    return Point(
        id=fact.id,
        region=fact.scope,
        level=region.level if region else "",
        site=fact.site,
        unit=fact.unit,
        kind=fact.kind,
        basis=basis,
        per=fact.per,
        period=during(fact, basis),
        timing=_timing(fact, basis, None if said.earlier else report_year, assume),
        value=fact.value,
        value_high=fact.value_high,
        bound=fact.bound,
        confidence=fact.confidence,
        subject=fact.matter or _with_occasion(fact),
        matter=f"={fact.matter}" if fact.matter else said.key,
        mixes=indicator.mixes,
        rivals=tuple(rival.value for rival in rivals),
        slow=indicator.slow and basis == "stock",
        rounding=rounding(fact),
    )


def _with_occasion(fact: Fact) -> str:
    act = occasion(fact)
    return f"{fact.subject}（{act}）" if act else fact.subject


def _timing(fact: Fact, basis: str, report_year: int | None, assume: bool) -> Timing:
    """When a figure holds. A change that is dated by its later state alone is over the year before it, unless it says since
    when (比2015年底); what was done 五年来 is of five years."""
    found = timing(during(fact, basis), basis, report_year, assume=assume)
    if (
        basis == "flow"
        and found.days
        and _SINCE.fullmatch(fact.period)
        and "period" not in fact.by_hand.split()
    ):
        return replace(found, days=_since(fact, found.days))
    by_state = fact.kind == "change" and intervals.parse(fact.period).kind == "state"
    if by_state and basis == "flow" and not _BASE.search(fact.subject):
        return replace(found, days=DAYS_OF_YEAR)
    return found


def _since(fact: Fact, days: int) -> int:
    """The days of what is dated by its beginning, ``days`` with all of the year in which it began: 五年来 are five years, though six
    calendar years have a part in them, 2021年9月以来 has a third of 2021. About a whole number of years is that number."""
    before, year = fact.sentence[: fact.position], int(fact.period[:-1])
    if _YEARS_BACK in before:
        said = [each for each in find(before) if each.governs]
        whole = days // DAYS_OF_YEAR - 1
        if said and said[-1].kind == "years" and said[-1].years == whole:
            return whole * DAYS_OF_YEAR
    month = began(before, year)
    exact = days - (date(year, month, 1) - date(year, 1, 1)).days
    nearest = round(exact / DAYS_OF_YEAR) * DAYS_OF_YEAR
    return nearest if abs(exact - nearest) <= _ABOUT * exact else exact
