"""What each row of the grammar of time expressions reads: one small function a row, by its name in `READERS`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from extract.patterns import lazy
from extract.periods.moments import Kind, Moment, Period, number, read
from extract.periods.roles import STOP, dated, is_aim, is_beside, is_rank
from extract.span import Span

Reader = Callable[[re.Match[str]], Period | None]

VAGUE_FIRST = "几多数好"
_JOINED_PARTY = lazy(rf"[^{STOP}\d]{{0,14}}?入党的")
_AND_MORE = lazy(r"[多余几]年|年[多余]")
_SEASONS = {"去": -1, "今": 0, "明": 1}
_FOUNDED = 1921
_TIMES = lazy(r"[约近超]?过?[\d.]+余?多?倍")  # 是新中国成立时的17倍
# years: 百年来 is a manner of speaking, and 40多年来 began in no year that one could count
_LONGEST, _ROUND = 50, 10


@cache
def events() -> Mapping[str, Any]:
    """``data/periods.toml``: the years of congresses, plenums, plans and anniversaries."""
    return tomllib.loads((files("extract") / "data" / "periods.toml").read_text("utf-8"))


def _event(match: re.Match[str]) -> Period | None:
    """A congress, a plenum or an era; 十一届三中全会后至党的十八大前入党的, 十八大以来入党的 say who they are, not when they were counted."""
    if match.group().endswith(("后", "以来")) and _JOINED_PARTY.match(match.string, match.end()):
        return None
    if is_rank(match.string, match.end()):
        return None
    group = next(name for name in ("congress", "plenum", "era") if match[name])
    year = events()[group].get(match[group])
    if year is None:
        return None
    if match["until"]:
        return Period(_span(match), match.group(), "span", Moment(year), read(match["until"]))
    return Period(_span(match), match.group(), "since", Moment(year))


def _congresses(match: re.Match[str]) -> Period | None:
    first, last = (events()["congress"].get(match[group]) for group in ("congress", "next"))
    if first is None or last is None or first >= last:
        return None
    return Period(_span(match), match.group(), "span", Moment(first), Moment(last))


def _plan(match: re.Match[str]) -> Period | None:
    years = events()["plan"].get(match["plan"])
    if years is None or is_aim(match.string, match.start(), match.end()):
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


def _years(match: re.Match[str]) -> Period:
    """N年来; 三年多来 began somewhere in a year, 几年来 nobody knows when."""
    text = match.group()
    count = match["count"] or match["past"] or match["sum"]
    if count[0] in VAGUE_FIRST or number(count) > _LONGEST:
        return Period(_span(match), text, "copied")
    if _AND_MORE.search(text):
        if number(count) >= _ROUND:
            return Period(_span(match), text, "copied")
        return Period(_span(match), text, "since", Moment(offset=-number(count)))
    counts_in = match["ending"] or match["past"] or match["sum"] or text.endswith("间")
    return Period(
        _span(match), text, "years", end=Moment(offset=0) if counts_in else None, years=number(count)
    )


def _ago(match: re.Match[str]) -> Period:
    text = match.group().removesuffix("的")
    span = Span(match.start(), match.start() + len(text))
    return Period(span, text, "anchor", Moment(offset=-number(text)))


def _founding(match: re.Match[str]) -> Period:
    """新中国成立时: what there was at the end of that year, which dates a figure beside it or is what a change is measured against."""
    joined = match["of"] is not None
    times = joined and _TIMES.match(match.string, match.end()) is not None
    kind: Kind = "anchor" if joined and not times else "state"
    if times or (match["lead"] in ("比", "较") and not joined):
        kind = "base"
    span = Span(match.start(), match.start("of") if joined else match.end())
    return Period(span, span.of(match.string), kind, Moment(events()["era"][match["era"]], end=True))


def _anniversary(match: re.Match[str]) -> Period:
    """建党99周年到来之际: the year in which the Party was so old."""
    return Period(_span(match), match.group(), "within", Moment(_FOUNDED + number(match["years"])))


def _before(match: re.Match[str]) -> Period:
    """三年前: a year that counts from the report's own, unless it is a manner of speaking (百年前)."""
    years = number(match.group())
    if years > _LONGEST:
        return Period(_span(match), match.group(), "copied")
    return Period(_span(match), match.group(), "within", Moment(offset=-years))


def _month(match: re.Match[str]) -> Period | None:
    """上个月, 本月起, 昨日: a year is all that the report's own year makes of them; 记者昨日获悉 is when the news was heard."""
    text = match.string
    if is_beside(text, match.start(), match.end()):
        return None
    kind: Kind = "since" if text.startswith(("以来", "起"), match.end()) else "within"
    return Period(_span(match), match.group(), kind, Moment(offset=0))


def _season(match: re.Match[str]) -> Period:
    """去冬今春 spans two years, 今春 lies in one."""
    first, *rest = (_SEASONS[word] for word in match.group() if word in _SEASONS)
    if rest:
        return Period(_span(match), match.group(), "span", Moment(offset=first), Moment(offset=rest[0]))
    kind: Kind = "since" if match.group().endswith("以来") else "within"
    return Period(_span(match), match.group(), kind, Moment(offset=first))


def _of_kind(kind: Kind) -> Reader:
    """A reader of expressions whose words say all that there is to say."""

    def reader(match: re.Match[str]) -> Period | None:
        return Period(_span(match), match.group(), kind)

    return reader


def _recent(kind: Kind) -> Reader:
    """近年来, 日前, 上世纪80年代; but 建于上世纪80年代 and 记者日前获悉 date no figure."""

    def reader(match: re.Match[str]) -> Period | None:
        if is_beside(match.string, match.start(), match.end()):
            return None
        return Period(_span(match), match.group(), kind)

    return reader


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


READERS: Mapping[str, Reader] = {
    "every": _of_kind("every"),
    "streak": lambda match: Period(_span(match), match.group(), "streak"),
    "event": _event,
    "plan": _plan,
    "congresses": _congresses,
    "now": _of_kind("now"),
    "present": _of_kind("present"),
    "dated": dated,
    "months": dated,
    "years": _years,
    "ago": _ago,
    "founding": _founding,
    "anniversary": _anniversary,
    "before": _before,
    "season": _season,
    "month": _month,
    "recent": _recent("copied"),
    "masked": _recent("copied"),
    "lately": _recent("lately"),
    "echo": _of_kind("echo"),
    "election": lambda match: Period(_span(match), match.group(), "within", Moment()),
}
