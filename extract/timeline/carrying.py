"""How an expression reaches the sentences after its own.

It goes on to the end of the paragraph that it opens and of the enumerated item (一是 …) at whose head it stands, up to the
next expression; into a following sentence that takes it up (累计, 先后, 本次换届后), into a paragraph that goes on with the
last one (此外), and over the end of a line that breaks a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.listing import total_of
from extract.patterns import HAN, lazy
from extract.periods import Period, joined
from extract.sentences import Sentence
from extract.timeline.blocks import ENDS, blocks
from extract.timeline.candidates import CHRONICLE, PARAGRAPH, RUNS_ON, TAKEN_UP, Candidate, Reach
from extract.timeline.candidates import ITEM as AT_ITEM
from extract.timeline.reach import (
    ITEM,
    MARKER,
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
from extract.timeline.yearlines import under_years

_WIRE = (  # 央广网广州1月22日消息（记者李明）2019年; 本报讯 2019年
    rf"[{HAN}]{{2,14}}(?:\d{{1,2}}月\d{{1,2}}日)?(?:[电讯]|消息)(?:[（(][^（）()\n]{{0,30}}[)）][:：]?|(?=[ \u3000])|$)"
)
_HEAD = (  # the head of an entry whose space or opening bracket was lost: 基层党建整治2012年11月, 机关组织建设】2011年, of a picture 党代会会场1987年
    rf"[{HAN}、“”]{{2,16}}(?:工作|建设|整治|管理|教育|培训|活动|概况|情况|监督|考核|选拔|选举|队伍|场面|现场|合影|会场)$|[{HAN}、“”（）]{{2,24}}】"
)
LEAD_IN = lazy(  # 【党员发展】2016年; 据统计，2016年; 数据显示，2016年
    rf"(?:【[^【】\n]{{1,24}}】|{_HEAD}|[{HAN}、“”（）]{{2,16}}[ \u3000]++)?+(?:[ \u3000\t“\"?？\ufffd]|{MARKER}|{_WIRE}|(?:特别是|尤其是|同时|与此同时|此外|另外|其中|据统计|据悉|据了解|据介绍)[，,]?"
    r"|[^，,。；;：:\d]{0,24}?(?:显示|表明|获悉|了解到|介绍|表示|通报称|报道|透露|说|指出|告诉(?:本报)?记者)[，,：:]"
    r"|(?:根据|按照|遵照|经)[^，,。；;：:\d]{2,30}(?:部署|安排|要求|批准|同意|决定)[，,])*+(?:自从?|从|在|于)?"
)
_TELLS = lazy(
    r"[，,：:]$"
)  # 县委负责人表示，近年来，…: what somebody says of a time without a date ends with his sentence
_BEGINS_ANEW = lazy(r"如下[：:]")  # 6月7日，调研组到镇里座谈。现将情况报告如下：全镇共有村44个
_AMONG = lazy(r"[，,；;]其中")
_POINTS = lazy(  # 在上述219件问题中, 在430件信访件中; 被处理的4258人中，含…
    r"(?:这|上述|前述|以上|(?:^|(?<=[，,。；;]))[^，,。；;\d]{1,12}?的(?=\d[\d.]++[ ]?[万亿]?[余多]?[^，,。；;\d]{1,12}?中[，,：:含有])|在[^，,。；;\d这上]{0,6}?(?=\d[\d.]*+[ ]?[万亿]?[余多]?[^，,。；;\d]{1,12}?中[，,]))(?P<count>\d[\d.]*+[ ]?[万亿]?[余多]?[名个件起人家户支条项])"
)
_LOOK_BACK = 40  # sentences in which a number that is pointed back to is sought
_ALSO = lazy(r"[ \u3000]*(?:此外|另外|与此同时|同时)[，,]")
_SAYS = lazy(rf"[{HAN}\dA-Za-z]")
_STOPS = "，,；;：:、 \u3000"
_SET_OFF = lazy(rf"[ \u3000]+[{HAN}]")
_COUNTED = lazy(r"[\d。；;]")
_YEARS = 4  # dates that open sentences of a paragraph which is a chronicle
_YEARLONG = ("全年", "年内", "是年", "当年", "同年", "这一年", "年底", "年末", "是年底", "是年末")


class Carrying:
    """What each sentence of a report is handed by those before it.

    ``block`` numbers the paragraphs, counting lines that a page broke in mid-sentence as one; ``carried`` holds for each
    sentence the expression that reaches it from before, None where there is none.
    """

    __slots__ = ("_chronicles", "_history", "_openings", "_own", "_sentences", "block", "carried")

    def __init__(self, sentences: Sequence[Sentence], own: Sequence[Sequence[Period]]) -> None:
        self._sentences, self._own = sentences, own
        self.block = blocks(sentences)
        self._openings = self._find_openings()
        self._chronicles = self._find_chronicles()
        self._history = self._find_history()
        over = under_years(sentences, own)
        self.carried = [said or above for said, above in zip(self._carry(), over, strict=True)]

    def echoes(self, period: Period, carried: Candidate | None) -> bool:
        """Whether an expression only points back to what a sentence before has dated: 2021年1月，换届完成。换届后，…"""
        if carried is None or period.kind == "echo":
            return carried is not None
        before = self._sentences[carried.reach.sentence].text
        return is_of_an_election(period, before) or is_of_its_course(period, carried.reach.period, before)

    def span(self, until: Reach) -> Period | None:
        """What 至2007年底，发展… says of what was done, where its sentence or the one before tells since when: 2002年以来，…; 截至 says
        as of when it was counted, whatever stands before."""
        index, state = until.sentence, until.period
        if until.order and state.kind == "state" and state.text.startswith(("至", "到")):
            begun = self._own[index][until.order - 1]  # 1996年起，重点吸收…，至2001年，共发展党员45名
            between = self._text(index)[begun.span.end : state.span.start]
            open_ended = begun.kind == "since" and begun.inside is None and not _COUNTED.search(between)
            return joined(begun, state) if open_ended else None
        if until.order or not index or self._opens(index) or not state.text.startswith("至"):
            return None
        if state.start is None or not LEAD_IN.fullmatch(self._sentences[index].text, 0, state.span.start):
            return None
        before = self._governors(index - 1, None)
        since = before[-1].period if before else None
        return joined(since, state) if since is not None and since.kind == "since" else None

    def _carry(self) -> list[Candidate | None]:
        carried: list[Candidate | None] = [None] * len(self._sentences)
        standing: Candidate | None = None  # goes on through a paragraph or an item
        last: Reach | None = None  # governed the end of the sentence before
        dated: dict[int, Reach] = {}  # what governed the end of each sentence
        day: Reach | None = None  # that was named last
        first_body = next((s.paragraph for s in self._sentences if not s.is_heading and len(s.text) > 12), -1)
        for index, sentence in enumerate(self._sentences):
            runs_on: Candidate | None = None
            if self._opens(index):
                also = standing if standing and _ALSO.match(sentence.text) else None
                standing = Candidate(also.reach, TAKEN_UP + "此外") if also else None
                if last is not None and (
                    parts := parts_of(
                        self._text(index), last, self._text(index - 1), self._text(last.sentence)
                    )
                ):
                    standing = Candidate(last, parts.rule)
                last = None
                total = total_of(self._sentences, index)
                if total is not None and total in dated:
                    standing = Candidate(dated[total], AT_ITEM)
            elif standing is not None and ITEM.match(sentence.text):
                standing = None
            elif standing is not None and self._set_off(index, standing):
                standing = last = None
            if last is not None:
                text, before = self._text(index), self._text(last.sentence)
                standing = told_of(text, last, before) or viewed(text, last, before) or standing
            if last is not None and is_a_day(last.period) and _BEGINS_ANEW.search(sentence.text):
                standing = last = None
            elif sentence.opens_paragraph and last is not None:
                runs_on = Candidate(last, RUNS_ON)
            taken_up = self._taken_up(index, last) if last is not None and not standing else None
            pointed = None if runs_on or standing else self._pointed_back(index, carried)
            that_day = (
                on_that_day(self._text(index), day, self._text(day.sentence), index - day.sentence)
                if day
                else None
            )
            reaches = runs_on or standing or pointed or that_day or taken_up
            if pointed is not None and self._opens(index):
                standing = self._led_by(index, pointed)
            carried[index] = reaches
            governors = self._governors(index, reaches) if self._own[index] else []
            if governors and not sentence.is_heading:
                last = self._whole(index, governors)
                head = next((each for each in governors if each.period.kind != "lately"), governors[0])
                rule = self._goes_on(index, head, sentence.paragraph == first_body)
                embedded = last.order and sentence.text[last.period.span.start - 1] not in _STOPS
                if embedded and makes_known(last.period, sentence.text):
                    embedded = False  # 7月25日，公布了2024年6月查处问题的情况。当月，共查处2311起
                if not (standing and not rule and _says_again(standing.reach.period, last.period)):
                    standing = Candidate(head if embedded else last, rule) if rule else None
            elif reaches is None:
                last = None
            if governors and is_a_day(governors[-1].period):
                day = governors[-1]
            if last is not None and last.period.start is not None:
                dated[index] = last
        return carried

    def _set_off(self, index: int, standing: Candidate) -> bool:
        """Whether a space behind the sentence before ends the account of a day: …核实4辆。 在教育活动中，…: a line holds several
        paragraphs."""
        start, kind = standing.reach.period.start, standing.reach.period.kind
        return (
            start is not None
            and (kind == "span" or start.month is not None)
            and _SET_OFF.match(self._sentences[index].text) is not None
            and self._sentences[index - 1].text[-1:] in ENDS
        )

    def first(self, index: int) -> int:
        """The sentence with which the paragraph of a sentence begins."""
        while index and index not in self._openings and self.block[index - 1] == self.block[index]:
            index -= 1
        return index

    def _opens(self, index: int) -> bool:
        return index in self._openings

    def _find_openings(self) -> frozenset[int]:
        """The sentences with which paragraphs begin: the first that says something, stray marks before it (? ? ?2021年) are none."""
        opened: set[int] = set()
        said = True
        for index, sentence in enumerate(self._sentences):
            if index == 0 or self.block[index] != self.block[index - 1]:
                said = False
            if not said:
                opened.add(index)
                said = _SAYS.search(sentence.text) is not None
        return frozenset(opened)

    def _whole(self, index: int, governors: Sequence[Reach]) -> Reach:
        """The expression that a sentence ends with; of 2020年至2021年发展30名，其中2020年14名，2021年16名 that of the whole."""
        among = _AMONG.search(self._sentences[index].text)
        before = [each for each in governors if among and each.period.span.end <= among.start()]
        return before[-1] if before else governors[-1]

    def _goes_on(self, index: int, head: Reach, in_first_body: bool) -> str:
        """The rule by which a sentence's first expression goes on beyond it, "" when it does not."""
        sentence = self._sentences[index]
        if not LEAD_IN.fullmatch(sentence.text, 0, head.period.span.start) or is_point(head.period):
            return ""
        if _tells_which(head.period, sentence.text):
            return ""
        before = self._sentences[index - 1] if index else None
        if ITEM.match(sentence.text) or (
            before is not None and not self._opens(index) and ITEM.match(before.text)
        ):
            return AT_ITEM
        frames = in_first_body and head.period.kind in ("since", "copied", "years")
        if head.period.kind == "copied" and _TELLS.search(sentence.text, 0, head.period.span.start):
            return ""
        if self._opens(index) and not frames:
            return PARAGRAPH
        return CHRONICLE if self.block[index] in self._chronicles else ""

    def _find_chronicles(self) -> frozenset[int]:
        """The paragraphs that tell year after year: each date stands until the next, as 1952年 does before 又发展党员5名."""
        dated: Counter[int] = Counter()
        total = Counter(self.block)
        for sentence, own, block in zip(self._sentences, self._own, self.block, strict=True):
            first = own[0] if own else None
            if first is None or first.start is None or first.kind not in ("within", "state", "span"):
                continue
            if first.start.offset is None and LEAD_IN.fullmatch(sentence.text, 0, first.span.start):
                dated[block] += 1
        return frozenset(
            block for block, count in dated.items() if count >= _YEARS and 2 * count >= total[block]
        )

    def tells(self, index: int, order: int) -> bool:
        """Whether an expression opens a paragraph of a history, which tells year after year, a paragraph each."""
        return order == 0 and index in self._history

    def _find_history(self) -> frozenset[int]:
        """The sentences that open the paragraphs of a history: 1963年，牧场划归农垦局…"""
        found = [
            index
            for index in sorted(self._openings)
            if self._own[index]
            and (first := self._own[index][0]).kind == "within"
            and first.start is not None
            and first.start.year is not None
            and LEAD_IN.fullmatch(self._text(index), 0, first.span.start)
        ]
        return frozenset(found if len(found) >= _YEARS else ())

    def _taken_up(self, index: int, last: Reach) -> Candidate | None:
        """Whether a sentence takes up what governed the one before it, and from which word on."""
        own = self._own[index]
        if own and own[0].kind == "echo":
            return Candidate(last, TAKEN_UP + own[0].text, own[0].span.start)
        text, before = self._text(index), self._text(last.sentence)
        return parts_of(text, last, self._text(index - 1), before) or taken_up(text, last, before)

    def _text(self, index: int) -> str:
        return self._sentences[index].text

    def _pointed_back(self, index: int, carried: Sequence[Candidate | None]) -> Candidate | None:
        """What governs the figure that a sentence takes up by its number: 2月份查处问题219件。…在上述219件问题中，有1件…"""
        text = self._sentences[index].text
        for match in _POINTS.finditer(text):
            for earlier in range(index - 1, max(-1, index - _LOOK_BACK), -1):
                found = re.search(rf"(?<![\d.]){re.escape(match['count'])}", self._sentences[earlier].text)
                if not found:
                    continue
                own = [
                    reach
                    for reach in self._governors(earlier, carried[earlier])
                    if reach.period.span.end <= found.start()
                ]
                handed = carried[earlier]
                reach = own[-1] if own else handed.reach if handed else None
                if reach is not None:
                    return Candidate(reach, TAKEN_UP + match.group(), match.start())
        return None

    def _led_by(self, index: int, pointed: Candidate) -> Candidate | None:
        """What governs a paragraph that opens with a number that it points back to: 在430件信访件中，…。检举控告305件，占71%."""
        leads = LEAD_IN.fullmatch(self._sentences[index].text, 0, pointed.start) is not None
        return Candidate(pointed.reach, pointed.rule) if leads else None

    def _governors(self, index: int, reaches: Candidate | None) -> list[Reach]:
        """The expressions of a sentence that may go on beyond it."""
        return [
            Reach(index, order, period)
            for order, period in enumerate(self._own[index])
            if period.governs
            and period.kind not in ("streak", "present")
            and period.inside is None
            and not self.echoes(period, reaches)
            and not dates_a_thing(period, self._sentences[index].text)
            and not dates_a_prize(period, self._sentences[index].text)
            and (self.tells(index, order) or not dates_a_boundary(period, self._sentences[index].text))
        ]


_NAMES_ITSELF = (
    lazy(  # 是中国共产党成立100周年; but 2025年是极不平凡的一年，面对…: what follows is its account
        r"(?:是|系|恰逢|正值|适逢|迎来)(?!年)(?![^。；;]{0,60}的一年[，,。])"
    )
)


def _tells_which(period: Period, text: str) -> bool:
    """今年是中国共产党成立100周年。…: what is said of the year itself opens no account of it."""
    return period.kind == "within" and _NAMES_ITSELF.match(text, period.span.end) is not None


def _says_again(frame: Period, period: Period) -> bool:
    """2007年，…。全年，…; 去年，…。去年，…: what names the frame's own year over again does not end it."""
    if frame.kind != "within":
        return False
    return period.text in _YEARLONG or (period.kind == "within" and period.start == frame.start)
