"""Time expressions in one string: what each says, as far as the string alone can tell.

A `Period` keeps the moments that it names; `Period.notation` writes them as `extract.intervals` defines, with the
report's own year where the expression is relative (今年, 5年来, 目前) and that year is known, and copies the expression
where it is not. Which figures a period governs is the business of `extract.timeline`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import regex

from extract.expressions import (
    AFTER,
    AFTER_TAIL,
    AGAIN,
    BASE_TAIL,
    BEFORE,
    BEFORE_PHASE,
    BEFORE_YEAR,
    COMPARED,
    CORE,
    GRAMMAR,
    HEARD,
    JOINED,
    JOINED_PARTY,
    NAME_TAIL,
    PERSON_TAIL,
    PHASE,
    PHASE_CORES,
    RECURRENT,
    SINCE_TAIL,
    UNTIL,
)
from extract.intervals import Interval, closing, opening, parse, words
from extract.moments import Moment, number, read
from extract.span import Span

__all__ = ["Interval", "Moment", "Period", "closing", "events", "find", "opening", "parse", "words"]

Kind = Literal[
    "within", "since", "state", "span", "now", "years", "copied", "echo", "streak", "every", "base", "anchor"
]
"""What an expression does. ``now`` is 目前; ``years`` N年来; ``copied`` has no date (近年来, 疫情期间); ``echo`` points back
(本次换届后); ``streak`` is 连续N年; ``every`` counts per period (每年); ``base`` is what a change is measured against
(比上年); ``anchor`` dates only the figure it is joined to (由2021年的4%)."""

_TRANSPARENT = ("every", "base", "anchor")


@dataclass(frozen=True, slots=True)
class Period:
    """One time expression: where it stands, its words, what it does and the moments that it names.

    ``years`` is the length of N年来 and 连续N年; ``inside`` the quotation marks or brackets that it stands in.
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
        """The notation without knowledge of the report's own year."""
        return self.notation()

    @property
    def is_state(self) -> bool:
        """Whether it names a day at which something stood, not a span in which something happened."""
        return self.kind in ("state", "now")

    @property
    def governs(self) -> bool:
        """Whether it dates the figures after it at all, and not only what it is joined to."""
        return self.kind not in _TRANSPARENT

    def notation(self, own: int | None = None, named: int | None = None, state: bool = False) -> str:
        """The period in the notation of `extract.intervals`.

        ``own`` is the report's own year, ``named`` the one that its text last named; ``state`` says that the figure is
        a stock or a completion, which a month dates to its end (/2022-06) where a flow keeps the year.
        """
        if self.kind == "every":
            return ""
        if self.kind in ("copied", "echo", "streak"):
            return self.text
        if self.kind == "now":
            return self.text if own is None else f"/{own}"
        if self.kind == "years":
            return self.text if own is None or self.years is None else f"{own - self.years}/{own}"
        assert self.start is not None
        start = self.start.resolved(own, named)
        if start is None:
            return self.text
        if self.kind == "since":
            return f"{start}/"
        if self.kind == "span":
            assert self.end is not None
            return _between(self.start, start, self.end, self.end.resolved(own, start))
        return _at(self.start, start, state, closes=self.kind in ("state", "anchor"))


def _between(first: Moment, start: int, last: Moment, end: int | None) -> str:
    """A span of days keeps its days, any other its years."""
    if end is None:
        return f"{start}/"
    if first.month and first.day and last.month and last.day:
        return f"{start}-{first.month:02}-{first.day:02}/{end}-{last.month:02}-{last.day:02}"
    return f"{start}" if start == end else f"{start}/{end}"


def _at(moment: Moment, year: int, state: bool, closes: bool) -> str:
    """One moment. 截至 and 年底 close it (``closes``): a day then counts for its month, 12月31日 for its year."""
    closes = closes or moment.end
    if closes and moment.part == "初" and not moment.month:
        return f"/{year - 1}"  # 由年初的86%提升到91%: the state in which the year before ended
    if moment.month and moment.day and not closes:
        day = f"{year}-{moment.month:02}-{moment.day:02}"
        return f"{day}/{day}"
    if moment.month and (closes or state):
        return f"/{year}" if (moment.month, moment.day) == (12, 31) else f"/{year}-{moment.month:02}"
    return f"/{year}" if closes else f"{year}"


_PART_ENDS = {
    "上半年": 6,
    "一季度": 3,
    "第一季度": 3,
    "二季度": 6,
    "第二季度": 6,
    "三季度": 9,
    "第三季度": 9,
    "前三季度": 9,
}
_LONGEST = 50  # years: 百年来 is a manner of speaking
_QUOTED = regex.compile(
    r"“[^“”]*+”|《[^《》]*+》|「[^「」]*+」|（[^（）]*+）|\([^()]*+\)|【[^【】]*+】|\[[^\[\]]*+\]"
)


@cache
def events() -> Mapping[str, Any]:
    """``data/periods.toml``: the years of congresses, plenums, plans and anniversaries."""
    return tomllib.loads((files("extract") / "data" / "periods.toml").read_text("utf-8"))


def find(text: str) -> list[Period]:
    """The time expressions of a string, in order, not overlapping. Text without a word of time costs one scan.

    >>> [(p.text, p.value) for p in find("2012年以来举办培训班7099期，截至2022年6月底建成场所857个")]
    [('2012年以来', '2012/'), ('截至2022年6月底', '/2022-06')]
    >>> [p.notation(2022) for p in find("去年新建5所，4月8日至10日下沉15.5万名，5年来投入3亿元")]
    ['2021', '2022-04-08/2022-04-10', '2017/2022']
    >>> find("实施基层党建三年行动计划，选派第一书记45名，发展35岁以上年轻党员")
    []
    """
    found: list[Period] = []
    done = 0
    for core in CORE.finditer(text):
        if core.end() <= done:
            continue
        match, period = _around(core, text, done)
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
    return _enclosed(found, text)


def _is_said(before: Period, period: Period, text: str) -> bool:
    """2012年至2022年的10年间, 每年春节、“七一”期间: the expression before has said it already."""
    between = text[before.span.end : period.span.start]
    if before.kind == "every":
        return period.kind == "within" and AGAIN.search(between) is None
    return period.kind == "years" and not between.strip("，,的这")


def _until(since: Period, state: Period, text: str) -> Period | None:
    """自2012年12月规定出台至今年7月; 2018年以来，截至7月31日: what has a beginning and an end is one span."""
    if since.kind != "since" or state.kind != "state" or since.inside or state.start is None:
        return None
    if UNTIL.fullmatch(text, since.span.end, state.span.start) is None or state.text[:1] not in "截至到":
        return None
    end = (
        state.start if state.start.year or state.start.offset is not None else replace(state.start, offset=0)
    )
    span = Span(since.span.start, state.span.end)
    return Period(span, span.of(text), "span", since.start, end)


def _around(core: regex.Match[str], text: str, done: int) -> tuple[regex.Match[str] | None, Period | None]:
    """What the grammar matches around a core word, and what it reads there; (match, None) is a name, not a period."""
    begin = max(done, core.start() - (BEFORE_YEAR if core.group() in "年月日号" else BEFORE))
    match = GRAMMAR.search(text, begin, core.end() + AFTER)
    if match is not None and match.start() < core.end() and match.end() > core.start():
        return match, _READERS[(match.lastgroup or "").rstrip("_")](match)
    if core.group() not in PHASE_CORES:
        return None, None
    match = PHASE.search(text, max(done, core.start() - BEFORE_PHASE), core.end())
    if match is None or match.end() != core.end():
        return None, None
    return match, _phase(match)


def _event(match: regex.Match[str]) -> Period | None:
    """A congress, a plenum or an era; 十一届三中全会后至党的十八大前入党的 says who they are, not when they were counted."""
    if match.group().endswith("后") and JOINED_PARTY.match(match.string, match.end()):
        return None
    group = next(name for name in ("congress", "plenum", "era") if match[name])
    year = events()[group].get(match[group])
    if year is None:
        return None
    if match["until"]:
        return Period(_span(match), match.group(), "span", Moment(year), read(match["until"]))
    return Period(_span(match), match.group(), "since", Moment(year))


def _plan(match: regex.Match[str]) -> Period | None:
    years = events()["plan"].get(match["plan"])
    if years is None:
        return None
    first, last = Moment(years[0]), Moment(years[1], end=match["course"] == "末")
    if match["course"] in ("期间", "时期"):
        return Period(_span(match), match.group(), "span", first, last)
    kinds: dict[str, tuple[Kind, Moment]] = {
        "以来": ("since", first),
        "末": ("state", last),
        "初": ("within", first),
    }
    kind, moment = kinds[match["course"]]
    return Period(_span(match), match.group(), kind, moment)


def _years(match: regex.Match[str]) -> Period:
    """N年来; 三年多来 began somewhere in a year, 几年来 nobody knows when."""
    text = match.group()
    count = match["count"] or match["past"] or match["sum"]
    if count in ("几", "多", "数", "好几") or number(count) > _LONGEST:
        return Period(_span(match), text, "copied")
    if regex.search(r"[多余几]年|年[多余]", text):
        return Period(_span(match), text, "since", Moment(offset=-number(count)))
    return Period(_span(match), text, "years", years=number(count))


def _ago(match: regex.Match[str]) -> Period:
    text = match.group().removesuffix("的")
    span = Span(match.start(), match.end() - 1)
    return Period(span, text, "anchor", Moment(offset=-number(text)))


def _dated(match: regex.Match[str]) -> Period | None:
    """An expression built on a year, a month or a day, by what stands before and after it."""
    text, end, lead = match.string, match.end(), match["lead"] or ""
    start, last = read(match["first"]), None
    if match["last"]:
        start, last = _shared(start, read(match["last"]))
    elif start.month and AFTER_TAIL.match(text, end):
        start = replace(start, month=None, day=None)  # 2020年1月被聘为组织员后: what came after took the year
    kind = _role(lead, start, last is not None, text, match.span())
    if kind is None:
        return None
    if kind == "state" and start.part in _PART_ENDS:
        start = replace(start, month=_PART_ENDS[start.part], part="")
    if kind == "since" and (tail := SINCE_TAIL.match(text, end)):
        end = tail.end()
    elif kind == "base" and text.startswith("同期", end):
        end += 2
    elif (
        kind == "state" and text.startswith("前", end) and not text.startswith(("前夕", "前后", "前往"), end)
    ):
        end += 1  # 2025年6月底前: an aim
    keeps_lead = lead.startswith(("截", "自")) or kind in ("base", "state")
    begin = match.start() if keeps_lead else match.start() + len(lead)
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    return Period(Span(begin, end), text[begin:end], kind, start, last)


def _shared(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Both ends of a span share what only one of them says: 4月8日至10日, 2016—2020年, 去年3月至今年5月."""
    if last.year is None and last.offset is None:
        last = replace(last, year=first.year, offset=first.offset)
        if last.month is None and last.day is not None:
            last = replace(last, month=first.month)
    return first, last


def _role(lead: str, moment: Moment, is_span: bool, text: str, at: tuple[int, int]) -> Kind | None:
    """What a dated expression does; None when it belongs to a name, a dateline or a person's life."""
    begin, end = at
    if (
        NAME_TAIL.match(text, end)
        or HEARD.search(text, max(0, begin - 3), begin)
        or (moment.year is not None and PERSON_TAIL.match(text, end))
    ):
        return None
    if lead.startswith("截"):
        return "state"
    joined = JOINED.match(text, end) is not None
    if lead in ("比", "较", "对比", "高于") or lead.startswith("相"):
        return "anchor" if joined else "base"
    if BASE_TAIL.match(text, end) or (lead in ("与", "同") and COMPARED.match(text, end)):
        return "base"
    if is_span:
        return "span"
    if lead in ("由", "从", "到", "至") and joined:
        return "anchor"
    if SINCE_TAIL.match(text, end):
        return "since"
    if lead in ("自", "自从") or (lead == "从" and text.startswith(("起", "开始"), end)):
        return "since"
    return "state" if lead in ("到", "至") or moment.end else "within"


def _phase(match: regex.Match[str]) -> Period | None:
    """A phase without a date; 重大节日期间 recurs and dates nothing."""
    text = match.group().strip()
    if RECURRENT.search(text):
        return None
    return Period(Span(match.end() - len(text), match.end()), text, "copied")


def _of_kind(kind: Kind) -> Callable[[regex.Match[str]], Period | None]:
    """A reader of expressions whose words say all that there is to say."""

    def reader(match: regex.Match[str]) -> Period | None:
        return Period(_span(match), match.group(), kind)

    return reader


def _span(match: regex.Match[str]) -> Span:
    return Span(match.start(), match.end())


_READERS: Mapping[str, Callable[[regex.Match[str]], Period | None]] = {
    "every": _of_kind("every"),
    "streak": lambda match: Period(_span(match), match.group(), "streak"),
    "event": _event,
    "plan": _plan,
    "now": _of_kind("now"),
    "dated": _dated,
    "years": _years,
    "ago": _ago,
    "recent": _of_kind("copied"),
    "echo": _of_kind("echo"),
}


def _enclosed(periods: list[Period], text: str) -> list[Period]:
    """Say in which quotation or brackets each stands; one inside a book title is part of a name and is dropped."""
    if not periods:
        return periods
    pairs = [Span(match.start(), match.end()) for match in _QUOTED.finditer(text)]
    if not pairs:
        return periods
    kept: list[Period] = []
    for period in periods:
        pair = next((p for p in pairs if p.start < period.span.start and period.span.end < p.end), None)
        if pair is None:
            kept.append(period)
        elif text[pair.start] != "《":
            kept.append(replace(period, inside=pair))
    return kept
