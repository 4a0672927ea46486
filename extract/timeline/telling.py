"""The year that a report tells about, apart from the year that it calls 今年 and from the day on which it came out.

A summary of January 2024 tells about 2023, and so does the government's report of that month, which is called that of
2024. Undated figures belong to the year that is told about. It is taken, in this order, from what is said of the report;
from a heading that looks back on a year (2023年工作回顾) or a title that names one; from the publication or the dateline, where
the text of a January to March may speak of the year before more than of its own; from a year that the text fixes, or the
dated totals with which a bulletin opens; and at last from the newest event that it names, which is a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from extract.patterns import lazy
from extract.periods import Moment, Period
from extract.records import record
from extract.sentences import Sentence
from extract.timeline.dating import REPORTED, Fixed, dateline

How = Literal["said", "published", "text", "guess"]
"""Where a year is from: somebody said it; the day of publication; words of the text that fix it; the newest event."""

EARLY = 3  # the last month in which a report commonly tells of the year before
_HEAD = 12  # lines of a report, and of a page's frame above it, among which its title stands
_LONGEST = 45  # characters of a title
_OFTEN = 3  # mentions of the newest dated year: what is named once or twice is mostly a story of before
_TWICE = 2  # mentions of the year that a report opens with
_INDENT = " \u3000\t“（("
_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)年?(?:年?度)?(?!以来|前|底|[来起])"
_TITLE = lazy(rf"{_YEAR}[^，,。；;\d]{{0,24}}?(?P<what>工作报告|{REPORTED}|回顾|述职|统计)")
_BACK = lazy(  # 一、2025年工作回顾; “十四五”时期和2025年工作回顾; 2023年工作完成情况; 2022年主要成效
    rf"{_YEAR}[^，,。；;\d]{{0,16}}?(?:回顾|总结|完成情况|开展情况|工作情况|(?:主要|工作)(?:成效|成绩|做法))"
)
_NUMBERED = lazy(r"[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[)）])")
_MEETING = lazy(r"(?P<year>20\d\d)年度[^，,。；;\d]{0,24}?(?:述职|总结|考核)")  # 召开2023年度述职评议会议
_FIRST = 4  # sentences in which the occasion of a report is named
_JUST_PAST = lazy(r"刚刚?过去的(?P<year>20\d\d)年")
_PAST = lazy(r"回顾|刚刚?过去的|过去(?:的)?一年|一年来")
_SUMMARY = lazy(r"总结|综述|回顾|盘点|公报|述职|年报|统计|概况")
_PLAN = lazy(r"计划|要点|安排|打算|方案|规划|思路")
_STARTED = ("年初以来", "一季度", "第一季度")
_ENDED = ("全年", "下半年", "年底", "年末", "前三季度", "三季度", "第三季度", "四季度", "第四季度")


@record
class Told:
    """A year, how it is known, and the words that say so ("" where it is not a few words of the text)."""

    year: int
    how: How
    words: str = ""


def told(
    fixed: Fixed,
    periods: Sequence[Sequence[Period]],
    *,
    said: int | None,
    published: tuple[int, int | None] | None,
    own: int | None,
    framed: int | None,
) -> Told | None:
    """The year that a report tells about, None where nothing speaks for one.

    ``said`` is what somebody said of it, ``published`` year and month, ``own`` the year that the report calls 今年, ``framed``
    that of the totals with which a bulletin opens.
    """
    if said is not None:
        return Told(said, "said")
    sentences, title = fixed.sentences, fixed.title
    if fixed.yearbook is not None:
        return Told(fixed.yearbook[0], "text", fixed.yearbook[1])
    named = _looked_back_on(sentences) or _titled(sentences, title)
    if named is not None and (published is None or published[0] - 2 <= named.year <= published[0]):
        return named
    if published is not None:
        return _of_publication(sentences, periods, title, published, framed, "published")
    if (day := dateline(sentences)) is not None:
        return _of_publication(sentences, periods, title, day, framed, "text")
    if fixed.year is not None:
        return Told(fixed.year, "text")
    known = fixed.event
    if framed is not None and (known is None or framed >= known[0] - 1):
        return Told(framed, "text")
    opened = _opened(sentences, periods)
    if opened is not None and (known is None or opened >= known[0]):
        return Told(opened, "text")
    if own is not None and Counter(_spoken_of(periods, own, None))[own] >= _OFTEN:
        return Told(own, "guess")
    return Told(known[0], "guess", known[1]) if known else None


def _looked_back_on(sentences: Sequence[Sentence]) -> Told | None:
    """The year that a heading looks back on, or that a sentence calls 刚刚过去."""
    for index, sentence in enumerate(sentences):
        text = sentence.text
        numbered = _NUMBERED.match(text) is not None  # 一、2025年工作回顾2025年是…: the line runs on
        head = text if sentence.is_heading and len(text) <= _LONGEST else text[:_LONGEST] if numbered else ""
        if (match := _BACK.search(head)) and not _PLAN.search(match.group()):
            return Told(int(match["year"]), "text", match.group())
        if index < _FIRST and "年度" in text and (match := _MEETING.search(text)):
            return Told(int(match["year"]), "text", match.group())
        if "过去的" in text and (match := _JUST_PAST.search(text)):
            return Told(int(match["year"]), "text", match.group())
    return None


def _titled(sentences: Sequence[Sentence], title: str) -> Told | None:
    """The year that a title names; one on the work to come (2026年政府工作报告) looks back on the year before."""
    heads = (s.text for s in sentences if s.is_heading and s.paragraph < _HEAD)
    for line in (title, *heads):
        if len(line) > _LONGEST or _PLAN.search(line) or (match := _TITLE.search(line)) is None:
            continue
        before = match["what"] == "工作报告" and _looks_back(sentences)
        return Told(int(match["year"]) - before, "text", match.group())
    return None


def _looks_back(sentences: Sequence[Sentence]) -> bool:
    return any(_PAST.search(sentence.text) for sentence in sentences)


def _opened(sentences: Sequence[Sentence], periods: Sequence[Sequence[Period]]) -> int | None:
    """The year with which a report opens and of which it goes on to speak: 2020年，全县受理信访878件。…2020年，处理654人次。 One
    that is named once, or beside as many others, opens a story."""
    body = next((index for index, sentence in enumerate(sentences) if not sentence.is_heading), None)
    first = next(iter(periods[body]), None) if body is not None else None
    if body is None or first is None or first.kind not in ("within", "span") or first.start is None:
        return None
    if sentences[body].text[: first.span.start].strip(_INDENT):
        return None
    year = (first.end.year if first.end else None) or first.start.year
    named = Counter(m.year for found in periods for p in found for m in (p.start, p.end) if m and m.year)
    if year is None or named[year] < _TWICE or max(named) > year or 2 * named[year] <= named.total():
        return None
    return year


def _of_publication(
    sentences: Sequence[Sentence],
    periods: Sequence[Sequence[Period]],
    title: str,
    published: tuple[int, int | None],
    framed: int | None,
    how: How,
) -> Told:
    """The year of publication, or the one before where the text speaks of that."""
    year, month = published
    votes = Counter(_spoken_of(periods, year, month))
    if framed is not None and framed < year and votes[framed] > votes[year]:
        return Told(framed, how)
    sooner, later = votes[year - 1], votes[year]
    early = month is not None and month <= EARLY
    if sooner > later and early:
        return Told(year - 1, how)
    first = next((s.text for s in sentences if s.text.strip()), "")
    if sooner == later and early and _SUMMARY.search(title or first):
        return Told(year - 1, how)
    return Told(year, how)


def _spoken_of(periods: Sequence[Sequence[Period]], year: int, month: int | None) -> Iterator[int]:
    """Each year that a report speaks of, once a mention: by name, as 今年 and 年初以来, by months that were or were not over yet
    when it came out, and as 全年, which in a January is the year before."""
    for period in (p for found in periods for p in found if p.governs):
        moment = period.end if period.kind == "span" else period.start
        if moment is None:
            continue
        if moment.year is not None:
            yield moment.year
        elif moment.offset == 0 or period.text in _STARTED:
            yield year
        elif moment.offset is None and month is not None:
            yield from _by_month(period, moment, year, month)


def _by_month(period: Period, moment: Moment, year: int, month: int) -> Iterator[int]:
    if moment.month is not None:
        yield year if moment.month <= month else year - 1
    elif period.text in _ENDED and month <= EARLY:
        yield year - 1
