"""Acts whose beginning the text dates: 2013年，县委启动“头雁工程”。工程实施以来，… is since 2013, where 主题教育开展以来 alone has no date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.patterns import lazy
from extract.periods.moments import Moment, Period
from extract.sentences import Sentence

_BEGUN = "启动|开展|实施|推行|推出|施行|试行|运行|开通|上线|投用|成立|组建|建立|创建|创办|设立|挂牌|进驻|入驻|打响|开始|部署|动员"
_MADE_KNOWN = "公布|公开|发布|出台|印发"
_SINCE = lazy(  # 工程|实施以来, 推行|“全岗通”工作法|以来, 自上线以来
    rf"(?:自从?)?(?:(?P<act>{_BEGUN}))?(?P<what>.{{0,24}}?)(?:工作)?(?:(?P<begun>{_BEGUN})|(?P<known>{_MADE_KNOWN}))?以来"
)
_NAME = lazy(
    "[^“”]*“(?P<quoted>[^“”]{2,})”.*|(?:[本该此]次?|这[一项]|我[省市县区镇乡村])?(?P<whole>[^“”]{2,})"
)
_LOOK_BACK = 4  # sentences
_BETWEEN = r"[^，,。；;]{0,24}?"  # an act and its name


def with_beginnings(own: Sequence[list[Period]], sentences: Sequence[Sentence]) -> list[list[Period]]:
    """The time expressions of each sentence; those that count from an act whose beginning one before it dates are since then."""
    found: list[list[Period]] = []
    for index, periods in enumerate(own):
        if any(each.kind == "copied" and each.text.endswith("以来") for each in periods):
            before = list(_dated(found, sentences, index))
            periods = [_since(each, before) for each in periods]
        found.append(periods)
    return found


def _dated(
    own: Sequence[Sequence[Period]], sentences: Sequence[Sentence], index: int
) -> Iterator[tuple[Moment, str]]:
    """The moments that the sentences before one name, the nearest first, and what is told of each."""
    for earlier in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
        periods, text = own[earlier], sentences[earlier].text
        for order in range(len(periods) - 1, -1, -1):
            period = periods[order]
            if period.kind in ("within", "since") and period.start is not None:
                end = periods[order + 1].span.start if order + 1 < len(periods) else len(text)
                yield period.start, text[period.span.end : end]


def _since(period: Period, before: Sequence[tuple[Moment, str]]) -> Period:
    match = _SINCE.fullmatch(period.text) if period.kind == "copied" else None
    if match is None:
        return period
    name = _NAME.fullmatch(match["what"])
    verbs = _MADE_KNOWN if match["known"] else _BEGUN
    said = re.escape(name["quoted"] or name["whole"]) if name else match["act"] or match["begun"]
    if not said:
        return period
    began = re.compile(rf"(?:{verbs}){_BETWEEN}{said}|{said}{_BETWEEN}(?:{verbs})" if name else said)
    start = next((moment for moment, told in before if began.search(told)), None)
    return period if start is None else replace(period, kind="since", start=start)
