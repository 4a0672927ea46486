"""The year of a time expression that names none: 5月, 全年, 上年 of a report that tells of several years."""

from __future__ import annotations

from collections.abc import Sequence

from extract.patterns import lazy
from extract.periods import OF_THE_NEXT, OF_THE_STORY, Moment, Period
from extract.sentences import Sentence
from extract.timeline.bulletin import Whole
from extract.timeline.candidates import Reach
from extract.timeline.opening import leads_in
from extract.timeline.reach import names_an_event
from extract.timeline.yearlines import year_of_line

_LOOK_BACK = 40  # sentences in which the year of a bare month is sought
_YEARLONG = lazy(r"(?:截[至止]到?|至)?年[底末终]|全年|年内|[上下前后]半年|前?[二三四]个?季度|第[二三四]季度")
_REVIEW = lazy(r"(?!.*(?:计划|安排|打算|要点)).{0,24}(?:回顾|总结|工作情况)")  # 一、2018年工作回顾
# A year that was named before, however far: 当年 may be that of a story which names none
_THAT_YEAR = ("是年", "同年", *OF_THE_NEXT)
_DATED = ("within", "span")  # kinds of expressions that name the year of a bare month behind them
_AHEAD = lazy(r"[^。；;\d]{0,24}?(?:将|拟|计划|预计|准备|前(?=[，,]))")  # 12月12日，全市将举办
_FRAMES = 3  # sentences with time expressions among which a report on a whole year names it


class Years:
    """The years of one report: ``own`` are the expressions of each sentence, ``blocks`` the paragraph of each, ``year`` is that
    which the report calls 今年, ``published`` and ``month`` when it came out, ``past`` the year that it looks back on, ``whole``
    the date of all of it; each of the last four is None where it is not known.

    ``framed`` is the year that a report on a whole year opens with, None for any other.
    """

    __slots__ = (
        "_blocks",
        "_headed",
        "_month",
        "_own",
        "_past",
        "_published",
        "_running",
        "_sentences",
        "_story",
        "_whole",
        "_year",
        "framed",
    )

    def __init__(
        self,
        sentences: Sequence[Sentence],
        own: Sequence[Sequence[Period]],
        blocks: Sequence[int],
        *,
        year: int | None,
        published: int | None,
        month: int | None,
        past: int | None,
        whole: Whole | None,
    ) -> None:
        self._sentences, self._own, self._blocks = sentences, own, blocks
        self._year, self._published, self._month = year, published, month
        self._past, self._whole = past, whole
        self.framed = self._framing_year()
        self._story = self._year_of_the_story()
        self._running = self._year_that_runs() if year is None else None
        self._headed = self._years_over()

    def named(self, reach: Reach) -> int | None:
        """The year that a month or a half-year belongs to: the last that something within a year was dated to in the
        paragraph (2022年3月…。5月…); beyond it the report's frame is asked."""
        start = reach.period.start
        if start is None or start.year is not None or start.offset is not None:
            return None
        if (
            year := self.last_named(reach) or self._event_year(reach) or self._headed[reach.sentence]
        ) is not None:
            return year
        if self._story is not None and start.month is not None:
            return self._story
        if self._running is not None:
            return self._running
        if self._past is not None and self.framed is None and _YEARLONG.fullmatch(reach.period.text):
            return self._past
        if self._is_framed(start) and reach.period.text not in OF_THE_STORY and self.framed is not None:
            return self.framed
        return self._before_it_came_out(reach)

    def last_named(self, reach: Reach) -> int | None:
        """The last year before an expression that its paragraph dates something to; 是年 and 同年10月 are that of a state or a beginning
        too (至1997年底, …。是年, …), and of the paragraph before. 次年 is the year after; a span in brackets (规划（2016—2020年）) is that
        of what it explains."""
        goes_back = reach.period.text.startswith(_THAT_YEAR)
        kinds = (*_DATED, "state") if reach.period.text.startswith(OF_THE_STORY) else _DATED
        kinds = (*kinds, "since") if goes_back else kinds
        index, order, block = reach.sentence, reach.order, self._blocks
        nearest = max(0, index - _LOOK_BACK)
        later = int(reach.period.text.startswith(OF_THE_NEXT))
        while index >= nearest and (goes_back or block[index] == block[reach.sentence]):
            for period in reversed(self._own[index][:order]):
                later += period.text.startswith(OF_THE_NEXT)
                explains = period.kind == "span" and period.inside is not None
                if period.kind in kinds and not explains and (year := self._year_of(period)) is not None:
                    return year + later
            index -= 1
            order = len(self._own[index]) if index >= 0 else 0
        return None

    def _event_year(self, reach: Reach) -> int | None:
        """The year in the name of what took place on a day: 12月28日，县局举办2017年党务干部培训会."""
        text = self._sentences[reach.sentence].text
        after = self._own[reach.sentence][reach.order + 1 :]
        event = next((each for each in after if names_an_event(each, text)), None)
        if event is None or reach.period.start is None or not reach.period.start.day:
            return None
        return event.start.year if event.start is not None else None

    def _before_it_came_out(self, reach: Reach) -> int | None:
        """The year before, for a month in which something was done and that was still to come when the report came out: 12月12日 in a
        report of April."""
        period = reach.period
        last = period.end if period.kind == "span" else period.start
        if self._published is None or self._month is None or last is None or last.month is None:
            return None
        ahead = _AHEAD.match(self._sentences[reach.sentence].text, period.span.end) is not None
        if period.kind not in _DATED or last.end or ahead or last.month <= self._month:
            return None
        return self._published - 1

    def _years_over(self) -> list[int | None]:
        """Of each sentence the year that stands as a line of its own over it: 1990年 ¶ 3月12日，… ¶ 8月，…"""
        found: list[int | None] = []
        year: int | None = None
        for sentence in self._sentences:
            year = year_of_line(sentence) or year
            found.append(year)
        return found

    def _is_framed(self, moment: Moment) -> bool:
        """Whether a report on a year means a moment of that year: 全年, 上半年, and a month that was still to come when
        it was published."""
        return moment.month is None or (self._month is not None and moment.month > self._month)

    def _year_of(self, period: Period) -> int | None:
        moment = period.end if period.kind == "span" else period.start
        if moment is None or (moment.year is None and moment.offset is None):
            return None
        return moment.resolved(self._year, None)

    def _year_of_the_story(self) -> int | None:
        """The one year of a report that opens with a month or a day of it, and was published in another or nobody says when:
        2019年5月31日，…。6月10日，…; 2021年盛夏，…。7月28日，…"""
        prose = zip(self._sentences, self._own, strict=True)
        said = [each for sentence, own in prose if not sentence.is_heading for each in own]
        moments = [moment for each in said for moment in (each.start, each.end) if moment is not None]
        years = {moment.year for moment in moments if moment.year is not None}
        if len(years) != 1 or any(moment.offset is not None for moment in moments):
            return None
        if said[0].kind == "since" and self._published is not None:  # 从2015年起，…。11月21日，…
            return None
        first, opens = moments[0], [each.month is not None for each in moments[:2]]
        told = opens[0] or (any(opens) and not first.end)  # 2022年底有90个。3月新建4个: in the year after
        return first.year if told and first.year != self._published else None

    def _year_that_runs(self) -> int | None:
        """The only year that a report names, as that since which it tells (2021年以来，…。第一季度，…): it is that of its months and
        quarters."""
        said = [each for own in self._own for each in own]
        moments = [moment for each in said for moment in (each.start, each.end) if moment is not None]
        years = {moment.year for moment in moments if moment.year is not None}
        since = [each.start for each in said if each.kind == "since" and each.start is not None]
        if len(years) != 1 or any(moment.offset for moment in moments):
            return None
        return next((start.year for start in since if start.year is not None and start.month is None), None)

    def _framing_year(self) -> int | None:
        """The year that a report on a whole year opens with (2023年，市纪委…, 截至2023年12月31日，党员…): the year of
        its 全年, even when it came out in the year after."""
        if self._whole is not None and (dated := self._whole.candidate.reach.period.start) is not None:
            yearlong = _YEARLONG.fullmatch(self._whole.candidate.reach.period.text) is not None
            return dated.resolved(self._year, self._past if yearlong else None)
        looked = 0
        for sentence, own in zip(self._sentences, self._own, strict=True):
            if own and sentence.is_heading and _REVIEW.match(sentence.text, own[0].span.end):
                opens = own[0].start
                if own[0].kind == "within" and opens is not None and opens.year is not None:
                    return opens.year
            if not own or sentence.is_heading:
                continue
            first, looked = own[0], looked + 1
            if looked > _FRAMES:
                return None
            if first.start is not None and first.start.year is None and first.start.offset is None:
                continue  # 全年: of the year that is sought
            if first.start is None or not leads_in(sentence.text, first.span.start):
                continue
            if (first.kind == "within" and not first.start.is_full) or (
                first.kind == "state" and (first.start.end or first.start.month == 12)
            ):
                return first.start.resolved(self._year, None)
            return None
        return None
