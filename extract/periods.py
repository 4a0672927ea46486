"""Time expressions in one string: what each says, as far as the string alone can tell.

A `Period` keeps the two `Moment`s that it names; `Period.notation` writes them as `extract.intervals` defines, with the
report's own year where the expression is relative (今年, 5年来, 目前) and that year is known, and copies the expression
where it is not. Which figures a period governs is the business of `extract.timeline`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import regex

from extract import numerals
from extract.intervals import Interval, closing, opening, parse, words
from extract.span import Span

__all__ = ["Interval", "Moment", "Period", "closing", "find", "opening", "parse", "words"]

Kind = Literal[
    "within", "since", "state", "span", "now", "years", "copied", "streak", "every", "base", "anchor"
]
"""What an expression does: ``base`` is what a change is measured against, ``anchor`` dates only the figure it is
joined to (由2021年的4%), ``every`` counts per period, ``streak`` is 连续N年, ``copied`` has no date at all."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, month or day. ``year`` is absolute; else ``offset`` counts from the report's own year (去年 = -1), and
    where that is None too the year is the one that the text around it last named (5月, 当年). ``whole`` is the part
    of a year that has no month: 上半年, 春节前夕; ``end`` marks 年底, 月末."""

    year: int | None = None
    offset: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    end: bool = False

    def resolved(self, year: int | None, context: int | None) -> int | None:
        """The calendar year, from the report's own and from the last one named."""
        if self.year is not None:
            return self.year
        if self.offset is not None:
            return None if year is None else year + self.offset
        return context if context is not None else year

    @property
    def is_full(self) -> bool:
        """Whether it fixes more than a year: an event so dated is news, 2022年 alone may be a plan or a look back."""
        return self.month is not None or bool(self.part)


@dataclass(frozen=True, slots=True)
class Period:
    """One time expression: where it stands, its words, what it does, and the moments that it names.

    ``years`` is the length of N年来. ``inside`` is the pair of quotation marks or brackets that it stands in.
    """

    span: Span
    text: str
    kind: Kind
    start: Moment | None = None
    end: Moment | None = None
    years: int | None = None
    inside: Span | None = None

    @property
    def value(self) -> str:
        """The notation without any knowledge of the report's year."""
        return self.notation()

    @property
    def is_state(self) -> bool:
        """Whether it names a day at which something stood, not a span in which something happened."""
        return self.kind in ("state", "now")

    def notation(self, year: int | None = None, context: int | None = None, state: bool = False) -> str:
        """The period in the notation of `extract.intervals`.

        ``year`` is the report's own, ``context`` the one that the text last named; ``state`` says that the figure is
        a stock or a completion, which a month dates to its end (/2022-06) where a flow keeps the year.
        """
        if self.kind in ("copied", "streak"):
            return self.text
        if self.kind == "every":
            return ""
        if self.kind == "now":
            return self.text if year is None else f"/{year}"
        if self.kind == "years":
            return self.text if year is None or self.years is None else f"{year - self.years}/{year}"
        start = self.start.resolved(year, context) if self.start else None
        end = self.end.resolved(year, context or start) if self.end else None
        if self.kind == "since":
            return self.text if start is None else f"{start}/"
        if self.kind == "span":
            return self._span_notation(start, end)
        if start is None or self.start is None:
            return self.text
        at_end = self.kind in ("state", "anchor")
        return _moment_notation(self.start, start, state or at_end, at_end)

    def _span_notation(self, start: int | None, end: int | None) -> str:
        assert self.start is not None and self.end is not None
        if start is None or end is None:
            return self.text if start is None else f"{start}/"
        if self.start.day and self.start.month and self.end.day and self.end.month:
            return f"{start}-{self.start.month:02}-{self.start.day:02}/{end}-{self.end.month:02}-{self.end.day:02}"
        return f"{start}" if start == end else f"{start}/{end}"


def _moment_notation(moment: Moment, year: int, state: bool, at_end: bool) -> str:
    """One moment. A state dated to a day is known by its month; 12月31日 and 年底 close the year."""
    if moment.month and moment.day and not at_end:
        day = f"{year}-{moment.month:02}-{moment.day:02}"
        return f"{day}/{day}"
    if not state and not moment.end:
        return f"{year}"
    if moment.month and not (moment.month == 12 and moment.day == 31):
        return f"/{year}-{moment.month:02}"
    return f"/{year}" if at_end or moment.end else f"{year}"


# ---- words of the grammar -------------------------------------------------------------------------------------------

_SCREEN = regex.compile(
    r"年|月|\d[日号]|目前|当前|如今|现在|眼下|现阶段|截[至止]|为止|以来|至今|期间|季度|近日|日前|最近|近期|近来|换届后|发生后|大后|全会后"
)
_NUMBER = r"(?:\d++|[一二两三四五六七八九十百]++|几|多|数)"
_FULL_YEAR = (
    r"(?:(?<![\d.])(?:19|20)\d\d|(?<![一二三四五六七八九十])(?:一九|二[零〇○O])[零〇○O一二三四五六七八九]{2})"
)
_RELATIVE = (
    r"(?:(?<!如)今年(?![轻龄])|(?<!失)去年(?![轻龄])|(?<!\d|[一二三四五六七八九十几多数])前年|(?<!以)上一?年(?![轻龄纪级])"
    r"|(?<![说证阐透注])明年|(?<!相)当年|同年(?![龄级])|翌年|(?<![每首一二三本这该两四五])次年|(?<![根基资])本年)"
)
_OFFSETS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "上年": -1, "上一年": -1, "明年": 1}
_MONTH = r"(?:(?<![\d.])(?:1[0-2]|0?[1-9])|(?<![一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九]))[ ]?月(?!革命|花|天)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])[ ]?[日号](?![线楼院])"
_FEAST = r"元旦|春节|清明|端午|中秋|国庆|五一|七一|“七一”|“五一”|“十一”"
_PART = rf"上半年|下半年|前?[一二三四]个?季度|第[一二三四]季度|年[底末初终]|[底末初]|全年|年(?:内|中)|(?:{_FEAST})"
_BARE = r"上半年|下半年|前?[一二三四]个?季度|第[一二三四]季度|(?<![\d一二三四五六七八九十百每历多几近同])年[底末初](?!\d)|全年(?!龄)|年内"
_MONTHLY = rf"{_MONTH}份?(?:{_DAY}|[上中下]旬|[底末初])?"
_MOMENT = (
    rf"(?:(?:{_FULL_YEAR}[ ]?年(?![级龄版产代])|{_RELATIVE})度?(?:{_MONTHLY}|{_PART})?|{_MONTHLY}|{_BARE})"
)
_TO = r"[ ]?(?:至|到|[-—–－~～─]++)[ ]?"
_PARSED = regex.compile(
    rf"(?:(?P<year>{_FULL_YEAR})[ ]?年?|(?P<relative>{_RELATIVE}))?度?(?:(?P<month>\d++|[一二三四五六七八九十]++)(?:[ ]?月份?|$))?"
    rf"(?:(?P<day>\d++)[ ]?[日号])?(?P<part>{_PART}|年[底末初]|[上中下]旬)?"
)
_CONGRESS = r"(?:党的?|中国共产党|中共)?(?P<congress>十[四五六七八九]|二十一?)大"
_PLENUM = r"(?:党的?)?(?P<plenum>(?:十[一二三四五六七八九]|二十)届[一二三四五六七]中)全会"
_STOP = r"，,。；;：:、！!？?\n"

_GRAMMAR = regex.compile(
    rf"""
    (?P<every>每(?:个|一|两|半)?(?:年|月|季度?|周|天|日)(?!末|底)|年均|月均|历年|逐年|按[月年])
  | (?P<streak>连续{_NUMBER}(?:个?(?:年|季度)|个月)(?:多|余)?)
  | (?P<event>(?:自从?|从)?(?:(?:{_CONGRESS}|{_PLENUM})(?:胜利)?(?:召开|闭幕|开幕)?(?:以来|之后|以后|后(?![备]))(?:{_TO}(?P<until>{_MOMENT}))?
      |(?P<era>改革开放|新中国成立|中华人民共和国成立|建国|西部大开发)以来))
  | (?P<planned>[“"]?(?P<plan>十?[一二三四五]|[九十])五[”"]?(?:规划)?(?P<course>期间|时期|以来|[以之]?后|末期?|初期?))
  | (?P<now>(?:截[至止]到?|到)?目前(?:为止)?|截[至止]到?(?:现在|今|当前|发稿|记者发稿)时?|迄今(?:为止)?|现阶段|(?:当前|如今|现在|眼下)(?=[，,]|全|共|已))
  | (?P<range>(?P<lead>截[至止](?:到|于)?|自从?|从|由|到|至|比|较|与|同|相比于?|相较于?|对比)?[ ]?
      (?:(?P<first>{_FULL_YEAR}[ ]?年?|(?<![\d.])(?:1[0-2]|[1-9])(?=[-—–－~～─至到][ ]?(?:1[0-2]|[1-9])[ ]?月)|{_MOMENT}|(?:{_RELATIVE}|{_FULL_YEAR}[ ]?年)(?:1[0-2]|[1-9])(?=[-—–－~～─至到]))
          {_TO}(?P<last>{_MOMENT}|{_DAY})
        |(?P<moment>{_MOMENT})))
  | (?P<years>(?:(?:在)?(?:近|最近|过去|这|前|短短)的?)?(?P<count>{_NUMBER})(?:个)?(?P<more>多|余|几)?年(?:多|余)?(?:以)?[来间](?!访|信|电|人|隔)
      |(?:近|最近|过去|这|短短)的?(?P<past>{_NUMBER})年(?!级|期|制|度|龄|[以来间])|(?<![第续每])(?P<sum>{_NUMBER})年(?=累计|共计|总共))
  | (?P<recent>近年来?(?!底|末|初)|(?:近|这)(?:几|些)年来?|多年来|半年(?:多)?来|{_NUMBER}个(?:多)?月(?:多)?来|近期|近日|日前|近来|最近)
  | (?P<phase>(?:(?:^|(?<=[{_STOP}]))[ ]?(?:在)?(?:[^{_STOP}\d年]{{2,20}}?(?:(?<!大|全会|开放|国)以来|(?<!五|五[”"])期间|疫情发生后|换届后)|疫情发生后|换届后)
      |(?:自从?)[^{_STOP}\d年]{{2,20}}?(?<!大|全会|开放|国)以来|(?:本次|此次|这次)?换届后|(?:疫情|战疫|抗疫|脱贫攻坚|换届|主题教育|集中攻坚)期间))
    """,
    regex.VERBOSE,
)
_TAIL_SINCE = regex.compile(
    rf"(?:度?(?:以来|至今|迄今)|起(?=[{_STOP}])|开始(?=[{_STOP}])|[^{_STOP}\d]{{0,20}}?(?:以来|至今)(?!自))"
)
_TAIL_AFTER = regex.compile(rf"[^{_STOP}\d]{{1,24}}?(?:以后|之后|后)(?=[{_STOP}])")
_TAIL_PERSON = regex.compile(r"(?:出生|生(?=[，,于人]|$)|入党|参加工作|毕业|入伍|参军|退伍|去世|病逝|牺牲)")
_TAIL_NAME = regex.compile(r"(?:远景目标|版(?=本|《|》)|贺词|元旦贺词)")
_TAIL_BASE = regex.compile(r"(?:同期|[底末])?(?:[^，,。；;\d]{0,4}?)相比")
_TAIL_JOINED = regex.compile(
    rf"(?:[底末初]|同期)?的[^{_STOP}\d到]{{0,8}}?(?=[\d一二三四五六七八九十百千两]|不足|近|约)"
)
_FIGURE = regex.compile(r"\d++|[零○〇一二两三四五六七八九十百]++")
_RECURRENT = regex.compile(r"节日|节假日|每|平时|任期期间|周末|日常")
_QUOTED = regex.compile(
    r"“[^“”]*+”|《[^《》]*+》|「[^「」]*+」|（[^（）]*+）|\([^()]*+\)|【[^【】]*+】|\[[^\[\]]*+\]"
)


@cache
def events() -> Mapping[str, Any]:
    """``data/periods.toml``: the years of congresses, plenums and plans."""
    return tomllib.loads((files("extract") / "data" / "periods.toml").read_text("utf-8"))


def find(text: str) -> list[Period]:
    """The time expressions of a string, in order, not overlapping. Linear in the text; "" and dateless text cost one scan.

    >>> [(p.text, p.value) for p in find("2012年以来举办培训班7099期，截至2022年6月底建成场所857个")]
    [('2012年以来', '2012/'), ('截至2022年6月底', '/2022-06')]
    >>> [p.notation(2022) for p in find("去年新建5所，4月8日至10日下沉15.5万名，5年来投入3亿元")]
    ['2021', '2022-04-08/2022-04-10', '2017/2022']
    >>> find("实施基层党建三年行动计划，选派第一书记45名，发展35岁以上年轻党员")
    []
    """
    if not _SCREEN.search(text):
        return []
    found: list[Period] = []
    position = 0
    while match := _GRAMMAR.search(text, position):
        period = _read(match, text)
        if period is None:
            position = max(match.end(), match.start() + 1)
            continue
        found.append(period)
        position = max(period.span.end, match.start() + 1)
    return _enclosed(found, text)


def _read(match: regex.Match[str], text: str) -> Period | None:
    span, words_ = Span(match.start(), match.end()), match.group()
    groups = match.groupdict()
    if groups["every"]:
        return Period(span, words_, "every")
    if groups["streak"]:
        return Period(span, words_, "streak", years=_number(words_))
    if groups["event"]:
        return _event(span, words_, groups)
    if groups["planned"]:
        return _plan(span, words_, groups)
    if groups["now"]:
        return Period(span, words_, "now")
    if groups["range"]:
        return _dated(span, groups, text)
    if groups["years"]:
        return _length(span, words_, groups)
    if groups["phase"]:
        start = match.start() + len(words_) - len(words_.lstrip())
        return (
            None if _RECURRENT.search(words_) else Period(Span(start, match.end()), words_.strip(), "copied")
        )
    return Period(span, words_, "copied")


def _event(span: Span, words_: str, groups: Mapping[str, str | None]) -> Period | None:
    table = events()
    if groups["congress"]:
        year = table["congress"].get(groups["congress"])
    elif groups["plenum"]:
        year = table["plenum"].get(groups["plenum"])
    else:
        year = table["era"].get(groups["era"])
    if year is None:
        return None
    if groups["until"]:
        return Period(span, words_, "span", Moment(year), _moment(groups["until"]))
    return Period(span, words_, "since", Moment(year))


def _plan(span: Span, words_: str, groups: Mapping[str, str | None]) -> Period | None:
    years = events()["plan"].get(groups["plan"])
    course = groups["course"] or ""
    if years is None:
        return None
    if course.endswith("来"):
        return Period(span, words_, "since", Moment(years[0]))
    if course.startswith("末"):
        return Period(span, words_, "state", Moment(years[1], end=True))
    if course.startswith("初"):
        return Period(span, words_, "within", Moment(years[0]))
    if course.endswith("后"):
        return None
    return Period(span, words_, "span", Moment(years[0]), Moment(years[1]))


def _length(span: Span, words_: str, groups: Mapping[str, str | None]) -> Period:
    count = groups["count"] or groups["past"] or groups["sum"] or ""
    if count in ("几", "多", "数") or regex.search(r"[多余几]年|年[多余]", words_):
        return Period(span, words_, "copied")
    return Period(span, words_, "years", years=_number(count))


def _dated(span: Span, groups: Mapping[str, str | None], text: str) -> Period | None:
    """An expression built on a year, a month or a day, by what stands before and after it."""
    lead = groups["lead"] or ""
    if groups["moment"]:
        start, end = _moment(groups["moment"]), None
    else:
        start, end = _moment(groups["first"] or ""), _moment(groups["last"] or "")
        if end.year is None and end.offset is None:
            end = replace(end, year=start.year, offset=start.offset, month=end.month or start.month)
        elif start.year is None and start.offset is None:
            start = replace(start, year=end.year, offset=end.offset)
    if end is None and start.month and _TAIL_AFTER.match(text, span.end):
        start = replace(start, month=None, day=None)  # 2020年1月被聘为村组织员后: what followed took the year
    kind, stop = _kind(lead, end is not None, start, text, span.end)
    if kind is None:
        return None
    begin = span.start
    if (kind in ("within", "span", "anchor") and lead and not lead.startswith("截")) or (
        kind == "since" and lead in ("到", "至", "由")
    ):
        begin += len(lead)
    return Period(Span(begin, stop), text[begin:stop].strip(), kind, start, end)


def _kind(lead: str, is_range: bool, moment: Moment, text: str, end: int) -> tuple[Kind | None, int]:
    if _TAIL_PERSON.match(text, end) or _TAIL_NAME.match(text, end):
        return None, end
    if lead in ("比", "较", "相比", "相比于", "相较", "相较于", "对比"):
        return ("anchor" if _TAIL_JOINED.match(text, end) else "base"), end
    if lead in ("与", "同"):
        return ("base" if _TAIL_BASE.match(text, end) else "span" if is_range else "within"), end
    if lead.startswith("截"):
        return "state", end
    if not is_range and (since := _TAIL_SINCE.match(text, end)):
        return "since", since.end()
    if is_range:
        return "span", end
    if lead in ("由", "从") and _TAIL_JOINED.match(text, end):
        return "anchor", end
    if lead in ("自", "自从"):
        return "since", end
    if lead in ("到", "至") or moment.end:
        return "state", end
    return "within", end


def _moment(text: str) -> Moment:
    """Read the words of one moment.

    >>> _moment("2022年6月底"), _moment("去年")
    (Moment(year=2022, offset=None, month=6, day=None, part='', end=True), Moment(year=None, offset=-1, month=None, day=None, part='', end=False))
    """
    text = text.strip()
    match = _PARSED.match(text)
    assert match is not None
    part = match["part"] or ""
    month, day = match["month"], match["day"]
    offset = None
    if match["relative"]:
        offset = _OFFSETS.get(match["relative"])
    elif not match["year"] and part and part not in ("全年", "底", "末", "初") and not month:
        offset = 0
    at_end = part in ("底", "末", "年底", "年末", "年终")
    return Moment(
        year=_number(match["year"]) if match["year"] else None,
        offset=offset,
        month=_number(month) if month else None,
        day=_number(day) if day else None,
        part="" if at_end or part in ("初", "年初", "全年", "年内", "年中") else part,
        end=at_end,
    )


def _number(text: str) -> int:
    """The first number in a few words: 连续三年 is 3, 二〇二二年 is 2022."""
    match = _FIGURE.search(text)
    if match is None:
        raise ValueError(f"no number in {text!r}; the pattern that read it must have one")
    return int(numerals.parse(numerals.fold(match.group())))


def _enclosed(periods: list[Period], text: str) -> list[Period]:
    """Say in which quotation or brackets each stands; one inside a book title is part of a name and is dropped."""
    if not periods:
        return periods
    pairs = [Span(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    if not pairs:
        return periods
    kept: list[Period] = []
    for period in periods:
        inside = next(
            (pair for pair in pairs if pair.start < period.span.start and period.span.end < pair.end), None
        )
        if inside is None:
            kept.append(period)
        elif text[inside.start] != "《":
            kept.append(replace(period, inside=inside))
    return kept
