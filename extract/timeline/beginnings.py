"""Acts that the text dates: 2013年，县委启动“头雁工程”。工程实施以来，… is since 2013, where 主题教育开展以来 alone has no date; 3月12日至4月28日，
开展巡察。…巡察期间，… is of these days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.patterns import lazy
from extract.periods.moments import Period
from extract.sentences import Sentence

_BEGUN = "启动|开展|实施|推行|推出|施行|试行|运行|开通|上线|投用|成立|组建|建立|创建|创办|设立|挂牌|进驻|入驻|打响|开始|部署|动员"
_MADE_KNOWN = "公布|公开|发布|出台|印发"
_SINCE = lazy(  # 工程|实施以来, 推行|“全岗通”工作法|以来, 自上线以来
    rf"(?:自从?)?(?:(?P<act>{_BEGUN}))?(?P<what>.{{0,24}}?)(?:工作)?(?:(?P<begun>{_BEGUN})|(?P<known>{_MADE_KNOWN}))?以来"
)
_NAME = lazy(
    "[^“”]*“(?P<quoted>[^“”]{2,})”.*|(?:[本该此]次?|这[一项]|我[省市县区镇乡村])?(?P<whole>[^“”]{2,})"
)
_LOOK_BACK, _COURSE_BACK = 4, 8  # sentences in which the beginning and the days of an act are sought
_BETWEEN = r"[^，,。；;]{0,24}?"  # an act and its name


def with_beginnings(own: Sequence[list[Period]], sentences: Sequence[Sentence]) -> list[list[Period]]:
    """The time expressions of each sentence; those that count from an act are since when a sentence before dates it, and those that
    name its course of the days that one of another paragraph gives it."""
    found: list[list[Period]] = []
    for index, periods in enumerate(own):
        found.append(
            [_dated_so(each, found, sentences, index) if each.kind == "copied" else each for each in periods]
        )
    return found


def _dated_so(
    period: Period, own: Sequence[Sequence[Period]], sentences: Sequence[Sentence], index: int
) -> Period:
    if period.text.endswith("期间"):
        course = period.text.removesuffix("期间")
        for dated, earlier, told in _dated(own, sentences, index, _COURSE_BACK):
            elsewhere = sentences[earlier].paragraph != sentences[index].paragraph
            if elsewhere and course in told and _is_of_days(dated):
                return replace(period, kind="span", start=dated.start, end=dated.end)
    elif period.text.endswith("以来") and (begun := _beginning(period.text)):
        for dated, _, told in _dated(own, sentences, index, _LOOK_BACK):
            if dated.kind != "span" and begun.search(told):
                return replace(period, kind="since", start=dated.start)
    return period


def _dated(
    own: Sequence[Sequence[Period]], sentences: Sequence[Sentence], index: int, most: int
) -> Iterator[tuple[Period, int, str]]:
    """The dates that the sentences before one name, the nearest first, in which they stand, and what is told of each."""
    for earlier in range(index - 1, max(-1, index - 1 - most), -1):
        periods, text = own[earlier], sentences[earlier].text
        for order in range(len(periods) - 1, -1, -1):
            period = periods[order]
            if period.kind in ("within", "since", "span") and period.start is not None:
                end = periods[order + 1].span.start if order + 1 < len(periods) else len(text)
                yield period, earlier, text[period.span.end : end]


def _is_of_days(period: Period) -> bool:
    """3月12日至4月28日."""
    start, end = period.start, period.end
    return period.kind == "span" and bool(start and start.day and end and end.day)


def _beginning(since: str) -> re.Pattern[str] | None:
    """How the beginning is told of an act that an expression counts from; None where it names none."""
    match = _SINCE.fullmatch(since)
    if match is None:
        return None
    name = _NAME.fullmatch(match["what"])
    if name is None:
        act = match["act"] or match["begun"]
        return re.compile(act) if act else None
    verbs, said = _MADE_KNOWN if match["known"] else _BEGUN, re.escape(name["quoted"] or name["whole"])
    return re.compile(rf"(?:{verbs}){_BETWEEN}{said}|{said}{_BETWEEN}(?:{verbs})")
