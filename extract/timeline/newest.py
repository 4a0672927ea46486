"""The year of a report by what it tells of: its newest event that is dated in full, or the year that it goes on to call 去年."""

from __future__ import annotations

from collections.abc import Sequence

from extract.patterns import lazy
from extract.periods import Moment, Period, events
from extract.sentences import Sentence
from extract.timeline.reach import dates_a_boundary

_NAMED = lazy(
    r"党的(?P<congress>十[四五六七八九]|二十一?)大|(?P<plenum>(?:十[一二三四五六七八九]|二十)届[一二三四五六七]中)全会"
)
_OCCASION = lazy(  # 根据《…》（党发〔2014〕25号）要求，现将工作总结如下：
    r"[〔\[(（]((?:20)\d\d)[〕\])）][ ]?第?\d{1,4}号[^。；;]{0,120}?(?:总结|汇报|报告|说明|情况)如下"
)
_UP_TO_NOW = lazy(r"截[至止]到?目前")
_SHORT = lazy(r"换届|选举|正式启动|专题教育|主题教育|学习教育|活动|整治")
_STOOD = lazy(r"[，,]?[^，,。；;\d]{0,16}?(?:[共现]?有|总数|达到?|为)[^，,。；;\d]{0,10}\d")
_OLDEST = 2000  # a feature that tells of 1947年10月 was not written then


def newest_event(sentences: Sequence[Sentence], periods: Sequence[Sequence[Period]]) -> int | None:
    """The year of the newest event, where it is dated in full: to a day, a feast, a span of months, or as how things stood.

    Aims do not count, nor does a date from before `_OLDEST`; a congress that the report looks back on (学习贯彻党的
    二十大精神) is an event of its year, so that an older date is not the newest.
    """
    bare = max((_congress(sentence.text) for sentence in sentences), default=0)
    full = max((_occasion(sentence.text) for sentence in sentences), default=_OLDEST - 1)
    speaks = any("今年" in sentence.text for sentence in sentences)
    runs = any(_UP_TO_NOW.search(sentence.text) for sentence in sentences)
    dated = ((sentence.text, p) for sentence, found in zip(sentences, periods, strict=True) for p in found)
    for text, period in dated:
        if not period.governs or period.text.startswith("“") or _is_aim(period):
            continue
        if dates_a_boundary(period, text):
            continue  # a profile that opens with a merger of 2003 is not of 2003
        for moment in (period.start, period.end):
            if (
                period.kind == "since"
                and moment is period.start
                and not (speaks or (runs and _is_short(period)))
            ):
                continue  # 从2015年7月开始, …。一年多来: a look back, however exact; but 自2014年4月开通以来 beside 今年
            if moment is None or moment.year is None:
                continue
            if moment.is_full and not _closes_a_year(period, moment) and not _is_a_month_past(period, text):
                full = max(full, moment.year)
            else:
                bare = max(bare, moment.year)
    return full if full >= max(bare, _OLDEST) else None


def _is_short(since: Period) -> bool:
    """2018年3月换届选举启动以来 beside 截至目前: what takes months has begun in the report's own year."""
    return _SHORT.search(since.text) is not None


def _is_a_month_past(period: Period, text: str) -> bool:
    """2014年6月，巡察组进驻: what is told of a month may be a look back, however near; 2021年4月有党员30名 is how things stand."""
    start = period.start
    if period.kind != "within" or start is None or start.month is None or start.day is not None:
        return False
    return _STOOD.match(text, period.span.end) is None


def _congress(text: str) -> int:
    """The year of the last congress or plenum that a sentence names, 0 when it names none."""
    if "大" not in text and "全会" not in text:
        return 0
    years = [0]
    for match in _NAMED.finditer(text):
        group = "congress" if match["congress"] else "plenum"
        years.append(events()[group].get(match[group], 0))
    return max(years)


def _occasion(text: str) -> int:
    """The year of the document by which a report is asked for; where a sentence names none, one that is before all reports."""
    match = _OCCASION.search(text) if "如下" in text and "号" in text else None
    return int(match[1]) if match else _OLDEST - 1


def _closes_a_year(period: Period, moment: Moment) -> bool:
    """截至2016年12月31日, 2016年1至12月: a whole year is told of when it is over."""
    return moment.month == 12 and (period.kind == "state" or moment.end or moment is period.end)


def _is_aim(period: Period) -> bool:
    """到2025年8月, 2025年6月底前: what may lie ahead, unlike 截至 and 2022年6月底."""
    if period.kind != "state" or period.start is None:
        return False
    return period.text.endswith("前") or (not period.start.end and period.text[0] != "截")


def after_last_year(sentences: Sequence[Sentence], periods: Sequence[Sequence[Period]]) -> int | None:
    """The year after the one that a report opens with as its account, where it calls that 去年 too and names nothing younger:
    会议透露，2015年…。去年，全市…; one that says 今年 as well may mean another, and 2015年以来 or 2015年秋 opens a story."""
    prose = (own for sentence, own in zip(sentences, periods, strict=True) if not sentence.is_heading)
    opens = next((each for own in prose for each in own if each.governs and _names(each)), None)
    if opens is None or opens.kind not in ("within", "state") or opens.start is None:
        return None
    moments = [moment for own in periods for each in own if each.governs for moment in _ends(each)]
    year, offsets = opens.start.year, {each.offset for each in moments if each.offset is not None}
    if year is None or year < _OLDEST or opens.start.month or opens.start.part or offsets != {-1}:
        return None
    return year + 1 if year == max(each.year or 0 for each in moments) else None


def _names(period: Period) -> bool:
    """Whether an expression says which year it is of, by its number or as 去年."""
    return any(moment.year is not None or moment.offset is not None for moment in _ends(period))


def _ends(period: Period) -> list[Moment]:
    return [moment for moment in (period.start, period.end) if moment is not None]
