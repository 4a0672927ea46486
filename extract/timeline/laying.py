"""Which period governs a figure: the time expressions of a report laid along its sentences.

An expression governs the figures after it in its own sentence. It goes on to the end of the paragraph that it opens
and of the enumerated item (一是 …) at whose head it stands, up to the next expression; and into a following sentence
that takes it up (累计, 先后, 本次换届后). A frame that opens the whole report (近年来) governs only its own sentence,
连续N年 only its own clause, and 每年 nothing: it says what a figure is counted per.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extract.patterns import lazy
from extract.periods import Period, closing, find, opening
from extract.records import record
from extract.sentences import Sentence
from extract.span import Span
from extract.timeline.dating import own_year
from extract.timeline.reach import (
    ITEM,
    MARKER,
    dates_a_thing,
    dates_backwards,
    dates_forwards,
    is_point,
    is_short,
    share,
    stands,
    was_done,
)

_LEAD_IN = lazy(
    rf"(?:[ \u3000\t“\"]|{MARKER}|(?:特别是|尤其是|同时|此外|另外|其中|据统计|据悉|据了解|数据显示|统计显示|值得一提的是)[，,]?)*+"
)
_TAKES_UP = lazy(
    r"累计|先后|共计|总计|合计|^[ \u3000]*其中|(?:^|[，,；;])(?:在此|此|这)?期间|(?:^|[，,])(?:同期|届时|这一时期)"
    r"|(?:^|[，,；;])[^，,；;。\d]{0,6}?(?<![公一总])共(?:有|计|(?=[\d近约])|(?=(?:发展|培训|选派|投入|查处|解决|建成|办理|完成|组织|开展|举办|排查|整改|处理|处分|收到|受理)))"
)
_ELECTED = lazy(  # 2021年1月，全县村级换届完成。新一届班子平均年龄42岁
    r"[ \u3000]*(?P<cue>新(?:一届|当选|选出|任)|换届(?:选举)?后|(?:选举|换届)产生)"
)
_ELECTION = lazy(r"换届|选举|当选")
_STOPS = "，,；;：:、 \u3000"
_LOOK_BACK = 40  # sentences in which the year of a bare month is sought

Stage = Literal["", "before", "after"]


@record
class Governing:
    """The period of a figure: its notation ("" when nothing governs), where its expression stands in the restored
    text, the rule that joined the two, and the expression itself for who needs more than the notation."""

    period: str
    span: Span | None
    rule: str
    expression: Period | None = None

    @property
    def is_state(self) -> bool:
        """Whether the expression names a day at which something stood (截至, 目前), not a span."""
        return self.expression is not None and self.expression.is_state


NOTHING = Governing("", None, "nothing governs")


@record
class _Reach:
    """An expression with the sentence that it stands in and its place in that sentence."""

    sentence: int
    order: int
    period: Period


@record
class _Carried:
    """An expression that reaches a later sentence, from ``start`` on."""

    reach: _Reach
    rule: str
    start: int = 0


class Timeline:
    """The time expressions of one report. ``published`` is "" or YYYY, YYYY-MM, YYYY-MM-DD from the manifest.

    ``year`` is the report's own year, None where neither the manifest nor the text fixes it.

    >>> from extract.sentences import split
    >>> text = "抓好培训。5年来，培训书记3000人次。累计培训党员5万人次。设立工作室20个。"
    >>> line = Timeline(split(text), "2022-06")
    >>> [line.at(n, 8).period for n in (1, 2, 3)]
    ['2017/2022', '2017/2022', '']
    """

    __slots__ = ("_carried", "_frame", "_own", "_sentences", "year")

    def __init__(self, sentences: Sequence[Sentence], published: str = "") -> None:
        self._sentences = sentences
        self._own = [find(sentence.text) for sentence in sentences]
        self.year = own_year(sentences, self._own, published)
        self._frame = self._framing_year()
        self._carried = self._carry()

    def at(self, sentence: int, position: int, *, state: bool = False, stage: Stage = "") -> Governing:
        """The period that governs a figure at ``position`` of a sentence.

        ``state`` says that the figure is a stock or a completion, which the words of its clause may say too.
        ``stage`` is "before" for the A of 由A提升到B, which takes the state at the start of a span, and "after" for its
        B, which takes the state at the end.
        """
        found = self._within(sentence, position)
        if found is None:
            carried = self._carried[sentence]
            if (
                carried is None
                or position < carried.start
                or self._counted_yearly(carried, sentence, position)
            ):
                return NOTHING
            found = carried
        reach, expression = found.reach, found.reach.period
        text = self._sentences[sentence].text
        if reach.sentence == sentence:
            expression = share(expression, text, position)
        state = state or stands(expression, text, position)
        if not state and was_done(expression, text, position):
            expression = expression.as_event()
        period = expression.notation(self.year, self._named(reach), state)
        if stage == "before" and expression.kind != "anchor":
            period = opening(period)
        elif stage == "after":
            period = closing(period)
        span = expression.span.shift(self._sentences[reach.sentence].span.start)
        return Governing(period, span, found.rule, expression)

    def periods(self, sentence: int) -> Sequence[Period]:
        """The time expressions of one sentence."""
        return self._own[sentence]

    def _within(self, index: int, position: int) -> _Carried | None:
        """The nearest expression before the figure in its own sentence, or one in brackets right behind it."""
        text, own = self._sentences[index].text, self._own[index]
        for order in range(len(own) - 1, -1, -1):
            period = own[order]
            if period.span.end > position:
                if dates_backwards(period, text, position):
                    return _Carried(_Reach(index, order, period), "in brackets behind it")
            elif self._echoes(period, self._carried[index]):
                continue  # 本次换届后: what the sentence before has dated
            elif dates_forwards(period, text, position):
                rule = "in its own clause" if period.kind == "streak" else "before it in its sentence"
                return _Carried(_Reach(index, order, period), rule)
        return None

    def _counted_yearly(self, carried: _Carried, index: int, position: int) -> bool:
        """目前，….社区每年填报表册90种: what happens every year is not the state that the sentence before was dated to."""
        if not carried.reach.period.is_state:
            return False
        return any(period.kind == "every" and period.span.end <= position for period in self._own[index])

    def _named(self, reach: _Reach) -> int | None:
        """The year that a month or a half-year belongs to: the last that something within a year was dated to in the
        paragraph (2022年3月…。5月…); 全年 looks for the report's frame beyond it."""
        start = reach.period.start
        if start is None or start.year is not None or start.offset is not None:
            return None
        index, order = reach.sentence, reach.order
        paragraph = self._sentences[index].paragraph
        nearest = max(0, index - _LOOK_BACK)
        while index >= nearest and self._sentences[index].paragraph == paragraph:
            for period in reversed(self._own[index][:order]):
                if period.kind in ("within", "span") and (year := self._year_of(period)) is not None:
                    return year
            index -= 1
            order = len(self._own[index]) if index >= 0 else 0
        return self._frame if reach.period.text == "全年" else None

    def _year_of(self, period: Period) -> int | None:
        moment = period.end if period.kind == "span" else period.start
        if moment is None or (moment.year is None and moment.offset is None):
            return None
        return moment.resolved(self.year, None)

    def _framing_year(self) -> int | None:
        """The year that a report on a whole year opens with (2023年，市纪委…, 截至2023年12月31日，党员…): the year of
        its 全年, even when it came out in the year after."""
        for sentence, own in zip(self._sentences, self._own, strict=True):
            if own and not sentence.is_heading:
                first = own[0]
                if first.start is None or not _LEAD_IN.fullmatch(sentence.text, 0, first.span.start):
                    return None
                if first.kind == "within" and not first.start.is_full:
                    return first.start.resolved(self.year, None)
                if first.kind == "state" and (first.start.end or first.start.month == 12):
                    return first.start.resolved(self.year, None)
                return None
        return None

    def _carry(self) -> list[_Carried | None]:
        """For each sentence: the expression that reaches it from before, why, and from which position on."""
        carried: list[_Carried | None] = [None] * len(self._sentences)
        standing: _Carried | None = None  # goes on through a paragraph or an item
        last: _Reach | None = None  # governed the end of the sentence before
        paragraph = -1
        first_body = next((s.paragraph for s in self._sentences if not s.is_heading and len(s.text) > 12), -1)
        for index, sentence in enumerate(self._sentences):
            if sentence.paragraph != paragraph:
                standing, last, paragraph = None, None, sentence.paragraph
            elif standing is not None and ITEM.match(sentence.text):
                standing = None
            reaches = standing or (self._taken_up(index, last) if last is not None else None)
            carried[index] = reaches
            governors = self._governors(index, reaches) if self._own[index] else []
            if governors and not sentence.is_heading:
                last = governors[-1]
                rule = self._goes_on(index, governors[0], sentence.paragraph == first_body)
                embedded = last.order and sentence.text[last.period.span.start - 1] not in _STOPS
                standing = _Carried(governors[0] if embedded else last, rule) if rule else None
            elif reaches is None:
                last = None
        return carried

    def _goes_on(self, index: int, head: _Reach, in_first_body: bool) -> str:
        """The rule by which a sentence's first expression goes on beyond it, "" when it does not."""
        sentence = self._sentences[index]
        if not _LEAD_IN.fullmatch(sentence.text, 0, head.period.span.start) or is_point(head.period):
            return ""
        before = self._sentences[index - 1] if index else None
        if ITEM.match(sentence.text) or (
            before is not None and before.paragraph == sentence.paragraph and ITEM.match(before.text)
        ):
            return "at the head of its item"
        frames = in_first_body and head.period.kind in ("since", "copied", "years")
        return "opens its paragraph" if sentence.opens_paragraph and not frames else ""

    def _taken_up(self, index: int, last: _Reach) -> _Carried | None:
        """Whether a sentence takes up what governed the one before it, and from which word on."""
        own = self._own[index]
        if own and own[0].kind == "echo":
            return _Carried(last, f"taken up by {own[0].text}", own[0].span.start)
        text, before = self._sentences[index].text, self._sentences[last.sentence].text
        if not is_point(last.period) and (match := _ELECTED.match(text)) and _ELECTION.search(before):
            return _Carried(last, f"taken up by {match['cue']}", match.start("cue"))
        cue = _TAKES_UP.search(text)
        if cue is None or (cue.group() == "累计" and is_short(last.period)):
            return None
        return _Carried(last, f"taken up by {cue.group().strip('，,；; ')}", cue.start())

    def _echoes(self, period: Period, carried: _Carried | None) -> bool:
        """Whether an expression only points back to what a sentence before has dated: 2021年1月，换届完成。换届后，…"""
        if carried is None or period.kind == "echo":
            return carried is not None
        before = self._sentences[carried.reach.sentence].text
        return _ELECTED.fullmatch(period.text) is not None and _ELECTION.search(before) is not None

    def _governors(self, index: int, reaches: _Carried | None) -> list[_Reach]:
        """The expressions of a sentence that may go on beyond it."""
        return [
            _Reach(index, order, period)
            for order, period in enumerate(self._own[index])
            if period.governs
            and period.kind != "streak"
            and period.inside is None
            and not self._echoes(period, reaches)
            and not dates_a_thing(period, self._sentences[index].text)
        ]
