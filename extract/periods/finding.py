"""The time expressions of one string, in order.

What each says is read by `extract.periods.expressions`; here they are found, joined where two make one span, and told apart
from the names that they stand in. Which figures a period governs is the business of `extract.timeline`.
"""

from __future__ import annotations

from dataclasses import replace

from extract.patterns import lazy
from extract.periods.expressions import AGAIN, CORE, PAUSE, UNTIL, around
from extract.periods.moments import Moment, Period, number
from extract.span import Span

_TOOK = lazy(  # 从2017年底开始，县里用了一年时间; 从1995年起连续6年
    r"(?:[^。；;\d]{0,24}?(?:用|花|历时|经过)[了上]?(?:近|整整|短短)?|(?P<running>(?:起|开始)?[，,]?连续))(?P<years>\d|[一二两三四五六七八九十])(?P<more>[多余])?年(?:多(?P<longer>))?(?(running)(?!以?来)|(?:的?时间|[，,]))"
)
_QUOTED = lazy(r"“[^“”]*+”|《[^《》]*+》|「[^「」]*+」|（[^（）]*+）|\([^()]*+\)|【[^【】]*+】|\[[^\[\]]*+\]")


def find(text: str) -> list[Period]:
    """The time expressions of a string, in order, not overlapping. Text without a word of time costs one scan.

    >>> [(p.text, p.value) for p in find("2012年以来举办培训班7099期，截至2022年6月底建成场所857个")]
    [('2012年以来', '2012/'), ('截至2022年6月底', '/2022-06')]
    >>> [p.notation(2022) for p in find("去年新建5所，4月8日至10日下沉15.5万名，5年来投入3亿元")]
    ['2021', '2022-04-08/2022-04-10', '2017/']
    >>> find("实施基层党建三年行动计划，选派第一书记45名，发展35岁以上年轻党员")
    []
    """
    found: list[Period] = []
    done = 0
    for core in CORE.finditer(text):
        if core.end() <= done:
            continue
        match, period = around(core, text, done)
        if match is None:
            continue
        done = match.end()
        if period is None or (found and _is_said(found[-1], period, text)):
            continue
        done = period.span.end
        if found and (whole := _until(found[-1], period, text)):
            found[-1] = whole
        else:
            found.append(period)
    if "年" in text and ("时间" in text or "历时" in text or "连续" in text):
        found = [_lasting(period, text) for period in found]
    return _enclosed(found, text)


def _is_said(before: Period, period: Period, text: str) -> bool:
    """2012年至2022年的10年间, 2012年以来，四年共, 每年春节、“七一”期间, 去年村级换届后: the expression before has said it already."""
    between = text[before.span.end : period.span.start]
    if before.kind == "within" and period.kind == "copied":
        return PAUSE.search(between) is None
    if before.kind in ("span", "since") and period.kind == "copied" and period.text.endswith("年"):
        return True  # 2019年至2021年3年共投入; 自2012年以来，…，四年共开展
    if before.kind == "every":
        return period.kind == "within" and AGAIN.search(between) is None
    if period.kind == "streak" and before.kind in ("span", "since"):
        return not between.strip("起开始，,")  # 2019年、2020年连续两年, 从1995年起连续6年
    return period.kind == "years" and not between.strip("，,的这")


def _until(since: Period, state: Period, text: str) -> Period | None:
    """自2012年12月规定出台至今年7月; 2018年以来，截至7月31日: what has a beginning and an end is one span."""
    if since.kind != "since" or state.kind != "state" or since.inside or state.start is None:
        return None
    if UNTIL.fullmatch(text, since.span.end, state.span.start) is None or state.text[:1] not in "截至到":
        return None
    span = Span(since.span.start, state.span.end)
    return replace(joined(since, state), span=span, text=span.of(text))


def joined(since: Period, state: Period) -> Period:
    """The span of what began then and is told of up to a day; a month without a year is one of the report's own."""
    end = state.start
    if end is not None and end.year is None and end.offset is None:
        end = replace(end, offset=0)
    return replace(state, kind="span", start=since.start, end=end)


def _lasting(since: Period, text: str) -> Period:
    """从2017年底开始，用了一年时间: what began then and took so long is one span; a year that it began with counts in."""
    if since.kind != "since" or since.start is None or since.inside is not None:
        return since
    match = _TOOK.match(text, since.span.end)
    if match is None or (since.start.year is None and since.start.offset is None):
        return since
    years = number(match["years"])
    counted = (
        years
        if since.start.end or since.start.month or match["more"] or match["longer"] is not None
        else years - 1
    )
    end = (
        Moment(year=since.start.year + counted)
        if since.start.year is not None
        else Moment(offset=(since.start.offset or 0) + counted)
    )
    return replace(since, kind="span", end=end)


def _enclosed(periods: list[Period], text: str) -> list[Period]:
    """Say in which quotation or brackets each stands; one inside a book title is part of a name and is dropped."""
    if not periods:
        return periods
    pairs = [Span(match.start(), match.end()) for match in _QUOTED.finditer(text)]
    if not pairs:
        return periods
    kept: list[Period] = []
    first = 0
    for period in periods:
        while first < len(pairs) and pairs[first].end <= period.span.start:
            first += 1
        pair = pairs[first] if first < len(pairs) else None
        if pair is None or not (pair.start < period.span.start and period.span.end < pair.end):
            kept.append(period)
        elif text[pair.start] != "《":
            kept.append(replace(period, inside=pair))
    return kept
