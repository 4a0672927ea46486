"""What each sentence of a report is handed by those before it, found by walking through them once.

A walk remembers four things: the expression that stands over the sentences to come (of a paragraph or an item that it opens), what
governed the end of the sentence before and of each sentence earlier, and the day that was named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.listing import total_of
from extract.patterns import HAN, lazy
from extract.periods import Period
from extract.sentences import Sentence
from extract.timeline.candidates import CHRONICLE, PARAGRAPH, RUNS_ON, TAKEN_UP, Candidate, Reach
from extract.timeline.candidates import ITEM as AT_ITEM
from extract.timeline.layout import ENDS, Layout
from extract.timeline.opening import leads_in
from extract.timeline.reach import (
    ITEM,
    dates_a_boundary,
    dates_a_prize,
    dates_a_thing,
    is_point,
)
from extract.timeline.taking import (
    is_a_day,
    is_of_an_election,
    is_of_its_course,
    makes_known,
    on_that_day,
    parts_of,
    taken_up,
    told_of,
    viewed,
)

_TELLS = lazy(
    r"[，,：:]$"
)  # 县委负责人表示，近年来，…: a time without a date ends with the sentence of who says it
_BEGINS_ANEW = lazy(r"如下[：:]")  # 6月7日，调研组到镇里座谈。现将情况报告如下：全镇共有村44个
_AMONG = lazy(r"[，,；;]其中")
_POINTS = lazy(  # 在上述219件问题中, 在430件信访件中; 被处理的4258人中，含…
    r"(?:这|上述|前述|以上|(?:^|(?<=[，,。；;]))[^，,。；;\d]{1,12}?的(?=\d[\d.]++[ ]?[万亿]?[余多]?[^，,。；;\d]{1,12}?中[，,：:含有])|在[^，,。；;\d这上]{0,6}?(?=\d[\d.]*+[ ]?[万亿]?[余多]?[^，,。；;\d]{1,12}?中[，,]))(?P<count>\d[\d.]*+[ ]?[万亿]?[余多]?[名个件起人家户支条项])"
)
_THIS = lazy(  # 此次换届，共选举产生456人; 本次集中治理共清理7家
    rf"[ \u3000]*(?P<cue>[此本这该]次)(?P<what>[{HAN}“”]{{2,24}}?)(?:工作)?中?(?:[，,]|共|累计|先后)"
)
_ITS_NAME = 4  # characters with which an act is named again
_NAMED_BACK = 6  # sentences in which it was named before
_LOOK_BACK = 40  # sentences in which a number that is pointed back to is sought
_ALSO = lazy(r"[ \u3000]*(?:此外|另外|与此同时|同时)[，,]")
_STOPS = "，,；;：:、 \u3000"
_SET_OFF = lazy(rf"[ \u3000]+[{HAN}]")
_YEARLONG = ("全年", "年内", "是年", "当年", "同年", "这一年", "年底", "年末", "是年底", "是年末")
_NAMES_ITSELF = lazy(  # 是中国共产党成立100周年; but what follows 2025年是极不平凡的一年 is its account
    r"(?:是|系|恰逢|正值|适逢|迎来)(?!年)(?![^。；;]{0,60}的一年[，,。])"
)
_MENTION = 12  # characters of a sentence that is no body of a report yet


class Walk:
    """A walk through the sentences of a report; ``carried`` holds for each the expression that reaches it from before, None where
    there is none."""

    __slots__ = ("_body", "_day", "_ends", "_last", "_layout", "_own", "_sentences", "_standing", "carried")

    def __init__(
        self, sentences: Sequence[Sentence], own: Sequence[Sequence[Period]], layout: Layout
    ) -> None:
        self._sentences, self._own, self._layout = sentences, own, layout
        self._body = next((s.paragraph for s in sentences if not s.is_heading and len(s.text) > _MENTION), -1)
        self._standing: Candidate | None = None  # over the sentences to come of a paragraph or an item
        self._last: Reach | None = None  # governed the end of the sentence before
        self._ends: dict[int, Reach] = {}  # what governed the end of each sentence, where it has a date
        self._day: Reach | None = None  # that was named last
        self.carried: list[Candidate | None] = [None] * len(sentences)
        for index in range(len(sentences)):
            self._enter(index)
            self.carried[index] = self._reaching(index)
            self._leave(index, self.carried[index])

    def governors(self, index: int, reaches: Candidate | None) -> list[Reach]:
        """The expressions of a sentence that may go on beyond it."""
        text = self._text(index)
        return [
            Reach(index, order, period)
            for order, period in enumerate(self._own[index])
            if period.governs
            and period.kind not in ("streak", "present")
            and period.inside is None
            and not self.echoes(period, reaches)
            and not dates_a_thing(period, text)
            and not dates_a_prize(period, text)
            and (self._layout.tells(index, order) or not dates_a_boundary(period, text))
        ]

    def echoes(self, period: Period, carried: Candidate | None) -> bool:
        """Whether an expression only points back to what a sentence before has dated: 2021年1月，换届完成。换届后，…"""
        if carried is None or period.kind == "echo":
            return carried is not None
        before = self._text(carried.reach.sentence)
        return is_of_an_election(period, before) or is_of_its_course(period, carried.reach.period, before)

    def _enter(self, index: int) -> None:
        """What the beginning of a sentence ends and begins: that of a paragraph, of an item, of another day's account."""
        sentence, last = self._sentences[index], self._last
        if self._layout.opens(index):
            self._enter_paragraph(index)
        elif self._standing is not None and self._standing.rule == AT_ITEM and ITEM.match(sentence.text):
            self._standing = None
        elif self._standing is not None and self._set_off(index, self._standing):
            self._standing = self._last = None
        if (last := self._last) is not None:
            before = self._text(last.sentence)
            told = told_of(sentence.text, last, before) or viewed(sentence.text, last, before)
            self._standing = told or self._standing
            if is_a_day(last.period) and _BEGINS_ANEW.search(sentence.text):
                self._standing = self._last = None

    def _enter_paragraph(self, index: int) -> None:
        text, last = self._text(index), self._last
        also = self._standing if self._standing and _ALSO.match(text) else None
        self._standing = Candidate(also.reach, TAKEN_UP + "此外") if also else None
        if last is not None:
            parts = parts_of(text, last, self._text(index - 1), self._text(last.sentence))
            self._standing = Candidate(last, parts.rule) if parts else self._standing
        self._last = None
        total = total_of(self._sentences, index)
        if total is not None and total in self._ends:
            self._standing = Candidate(self._ends[total], AT_ITEM)

    def _reaching(self, index: int) -> Candidate | None:
        """What a sentence is handed: over the end of a broken line, by its paragraph or item, by a number or a day that it points
        back to, by a word with which it takes up the sentence before."""
        last, text = self._last, self._text(index)
        if last is not None and self._sentences[index].opens_paragraph:
            return Candidate(last, RUNS_ON)
        if self._standing is not None:
            return self._standing
        if (pointed := self._pointed_back(index)) is not None:
            if self._layout.opens(index) and leads_in(text, pointed.start):
                self._standing = Candidate(pointed.reach, pointed.rule)  # 在430件信访件中，…。检举控告305件
            return pointed
        if (act := self._named_again(index)) is not None:
            if self._layout.opens(index):
                self._standing = act  # 此次换届，…。其中书记456名
            return act
        day = self._day
        if day is not None:
            that = on_that_day(text, day, self._text(day.sentence), index - day.sentence)
            if that is not None:
                return that
        return self._taken_up(index, last) if last is not None else None

    def _leave(self, index: int, reaches: Candidate | None) -> None:
        """What the end of a sentence leaves to those that follow."""
        sentence = self._sentences[index]
        governors = self.governors(index, reaches) if self._own[index] else []
        if governors and not sentence.is_heading:
            self._last = last = _whole(sentence.text, governors)
            head = next((each for each in governors if each.period.kind != "lately"), governors[0])
            rule = self._goes_on(index, head)
            # 7月25日，公布了2024年6月查处问题的情况。当月，共查处2311起
            known = makes_known(last.period, sentence.text)
            embedded = last.order and sentence.text[last.period.span.start - 1] not in _STOPS and not known
            standing = self._standing
            if not (standing and not rule and _says_again(standing.reach.period, last.period)):
                # 去年，…，2019年承办现场会。 ends what went on: the year of one clause is none of the sentences behind it
                stays = last is head or embedded or known or last.period.kind == "state"
                self._standing = Candidate(head if embedded else last, rule) if rule and stays else None
        elif reaches is None:
            self._last = None
        elif reaches.rule.startswith(TAKEN_UP):
            self._last = reaches.reach
        if governors and is_a_day(governors[-1].period):
            self._day = governors[-1]
        if self._last is not None and self._last.period.start is not None:
            self._ends[index] = self._last

    def _set_off(self, index: int, standing: Candidate) -> bool:
        """Whether a space behind the sentence before ends the account of a day: …核实4辆。 在教育活动中，…: a line holds several
        paragraphs."""
        start, kind = standing.reach.period.start, standing.reach.period.kind
        return (
            start is not None
            and (kind == "span" or start.month is not None)
            and _SET_OFF.match(self._text(index)) is not None
            and self._text(index - 1)[-1:] in ENDS
        )

    def _goes_on(self, index: int, head: Reach) -> str:
        """The rule by which a sentence's first expression goes on beyond it, "" when it does not."""
        sentence, period = self._sentences[index], head.period
        if not leads_in(sentence.text, period.span.start) or is_point(period):
            return ""
        if _tells_which(period, sentence.text):
            return ""
        opens = self._layout.opens(index)
        if ITEM.match(sentence.text) or (index and not opens and ITEM.match(self._text(index - 1))):
            return AT_ITEM
        if period.kind == "copied" and _TELLS.search(sentence.text, 0, period.span.start):
            return ""
        frames = sentence.paragraph == self._body and period.kind in ("since", "copied", "years")
        if opens and not frames:
            return PARAGRAPH
        return CHRONICLE if self._layout.is_chronicle(index) else ""

    def _taken_up(self, index: int, last: Reach) -> Candidate | None:
        """Whether a sentence takes up what governed the one before it, and from which word on."""
        own = self._own[index]
        if own and own[0].kind == "echo":
            return Candidate(last, TAKEN_UP + own[0].text, own[0].span.start)
        text, before = self._text(index), self._text(last.sentence)
        return parts_of(text, last, self._text(index - 1), before) or taken_up(text, last, before)

    def _pointed_back(self, index: int) -> Candidate | None:
        """What governs the figure that a sentence takes up by its number: 2月份查处问题219件。…在上述219件问题中，有1件…"""
        for match in _POINTS.finditer(self._text(index)):
            for earlier, at in self._counted(match["count"], index):
                carried = self.carried[earlier]
                own = [each for each in self.governors(earlier, carried) if each.period.span.end <= at]
                reach = own[-1] if own else carried.reach if carried else None
                if reach is not None:
                    return Candidate(reach, TAKEN_UP + match.group(), match.start())
        return None

    def _named_again(self, index: int) -> Candidate | None:
        """What governs an act that a sentence before named and dated: 截至3月15日，463个村的换届全部完成。此次换届，共选举产生456人."""
        match = _THIS.match(self._text(index))
        if match is None or self.governors(index, None):
            return None
        name = match["what"][-_ITS_NAME:]
        for earlier in range(index - 1, max(-1, index - 1 - _NAMED_BACK), -1):
            at = self._text(earlier).find(name)
            if at >= 0 and not _THIS.match(self._text(earlier)):
                own = [each for each in self.governors(earlier, None) if each.period.span.end <= at]
                told = [each for each in own if each.period.kind not in ("now", "lately")] or own
                if told and told[-1].period.start is not None:
                    return Candidate(told[-1], TAKEN_UP + match["cue"])
                return None
        return None

    def _counted(self, count: str, index: int) -> Iterator[tuple[int, int]]:
        """The sentences before one in which a number stands, nearest first, and where it does."""
        number = re.compile(rf"(?<![\d.]){re.escape(count)}")
        for earlier in range(index - 1, max(-1, index - _LOOK_BACK), -1):
            if found := number.search(self._text(earlier)):
                yield earlier, found.start()

    def _text(self, index: int) -> str:
        return self._sentences[index].text


def _whole(text: str, governors: Sequence[Reach]) -> Reach:
    """The expression that a sentence ends with; of 2020年至2021年发展30名，其中2020年14名，2021年16名 that of the whole."""
    among = _AMONG.search(text)
    before = [each for each in governors if among and each.period.span.end <= among.start()]
    return before[-1] if before else governors[-1]


def _tells_which(period: Period, text: str) -> bool:
    """今年是中国共产党成立100周年。…: what is said of the year itself opens no account of it."""
    return period.kind == "within" and _NAMES_ITSELF.match(text, period.span.end) is not None


def _says_again(frame: Period, period: Period) -> bool:
    """2007年，…。全年，…; 去年，…。去年，…: what names the frame's own year over again does not end it."""
    if frame.kind != "within":
        return False
    return period.text in _YEARLONG or (period.kind == "within" and period.start == frame.start)
