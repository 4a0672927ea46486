"""Which period governs a figure: the time expressions of a report laid along its sentences.

An expression governs the figures after it in its own sentence. It goes on to the end of the paragraph that it opens
and of the enumerated item (一是 …) at whose head it stands, up to the next expression; and into a following sentence
that takes it up (累计, 先后, 本次换届后). A frame that opens the whole report (近年来) governs only its own sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.dating import own_year
from extract.periods import Period, find
from extract.sentences import Sentence
from extract.span import Span

_CLAUSE_ENDS = regex.compile(r"[，,；;。！？!?\n]")
_ITEM = regex.compile(
    r"[ \u3000\t]*+(?:[一二三四五六七八九十]{1,3}(?:是|要)|其[一二三四五六]|第[一二三四五六七八九十](?:，|,|、)|首先|"
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|—{1,2}|─{1,2}|[●■◆▲·•])"
)
_LEAD_IN = regex.compile(
    r"(?:[ \u3000\t“\"]|[一二三四五六七八九十]{1,3}[是、]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳●■◆▲·•—─-]|\d{1,2}[.．、](?!\d)"
    r"|(?:特别是|尤其是|同时|此外|另外|其中|据统计|据悉|据了解|数据显示|统计显示|值得一提的是)[，,]?)*+"
)
_TAKES_UP = regex.compile(
    r"累计|先后|共计|总计|合计|期间|其中|(?:^|[，,；;])[^，,；;。]{0,6}?(?<![公一])共(?=[有计\d]|[^同产青享治建驻谋创识性通和赢商绘筑富抓联育]{1,6}\d)|"
    r"(?:本次|此次|这次|该次)(?:换届|活动|评选|选举|集中)|(?:^|[，,])(?:截至当时|届时|同期|此间|当年|当月|这一时期)"
)
_ANCHORED = regex.compile(r"[^\d，,；;。]{0,14}+")
_AFTER_BRACKET = regex.compile(r"[^，,；;。（(]{0,14}[（(]")


@dataclass(frozen=True, slots=True)
class Governing:
    """The period of a figure: its notation ("" when nothing governs), where its expression stands in the restored
    text, the rule that joined the two, and the expression itself for who needs more than the notation."""

    period: str
    span: Span | None
    rule: str
    expression: Period | None = None

    @property
    def is_state(self) -> bool:
        """Whether the expression names a day at which something stood (截至, 目前)."""
        return self.expression is not None and self.expression.is_state


NOTHING = Governing("", None, "nothing governs")


@dataclass(frozen=True, slots=True)
class _Reach:
    """An expression with the sentence it stands in and the year that the text had last named before it."""

    sentence: int
    period: Period
    context: int | None


class Timeline:
    """The time expressions of one report. ``published`` is "" or YYYY, YYYY-MM, YYYY-MM-DD from the manifest.

    ``year`` is the report's own year, None where neither the manifest nor the text fixes it.

    >>> from extract.sentences import split
    >>> text = "5年来，培训书记3000人次。累计培训党员5万人次。设立工作室20个。"
    >>> line = Timeline(split(text), "2022-06")
    >>> [line.at(0, 8).period, line.at(1, 6).period, line.at(2, 5).period]
    ['2017/2022', '2017/2022', '']
    """

    __slots__ = ("_carried", "_own", "_sentences", "year")

    def __init__(self, sentences: Sequence[Sentence], published: str = "") -> None:
        self._sentences = sentences
        self._own = [find(sentence.text) for sentence in sentences]
        self.year = own_year(sentences, self._own, published)
        self._carried = self._carry()

    def at(self, sentence: int, position: int, *, state: bool = False) -> Governing:
        """The period that governs a figure at ``position`` of a sentence; ``state`` for a stock or a completion."""
        found = self._within(sentence, position)
        if found is None and (carried := self._carried[sentence]) is not None:
            reach, rule, start = carried
            if position >= start:
                found = reach, rule
        if found is None:
            return NOTHING
        reach, rule = found
        period = reach.period.notation(self.year, reach.context, state)
        return Governing(
            period, reach.period.span.shift(self._sentences[reach.sentence].span.start), rule, reach.period
        )

    def periods(self, sentence: int) -> Sequence[Period]:
        """The time expressions of one sentence."""
        return self._own[sentence]

    def _within(self, index: int, position: int) -> tuple[_Reach, str] | None:
        """The nearest expression before the figure in its own sentence, or the bracket right after it."""
        text, own = self._sentences[index].text, self._own[index]
        for order in range(len(own) - 1, -1, -1):
            period = own[order]
            if period.span.end > position:
                if self._follows_in_bracket(period, text, position):
                    return self._reach(index, order), "dated in brackets after it"
                continue
            if self._governs(period, text, position):
                if period.kind == "streak":
                    return self._reach(index, order), "in its own clause"
                return self._reach(index, order), "before it in its sentence"
        return None

    @staticmethod
    def _governs(period: Period, text: str, position: int) -> bool:
        between = text[period.span.end : position]
        if period.kind in ("every", "base"):
            return False
        if period.inside is not None and position >= period.inside.end:
            return False
        if period.kind == "streak":
            return not _CLAUSE_ENDS.search(between)
        if period.kind == "anchor":
            return _ANCHORED.fullmatch(between) is not None
        return True

    @staticmethod
    def _follows_in_bracket(period: Period, text: str, position: int) -> bool:
        """党员1200名（截至2022年底）: a bracket that holds nothing but the date, right behind the figure."""
        inside = period.inside
        if inside is None or text[inside.start] not in "（(" or period.kind in ("every", "base", "anchor"):
            return False
        return (
            inside.start > position
            and len(inside) - len(period.span) <= 3
            and _AFTER_BRACKET.fullmatch(text, position, inside.start + 1) is not None
        )

    def _reach(self, index: int, order: int) -> _Reach:
        return _Reach(index, self._own[index][order], self._context(index, order))

    def _context(self, index: int, order: int) -> int | None:
        """The year last named before an expression, in its paragraph."""
        paragraph = self._sentences[index].paragraph
        while index >= 0 and self._sentences[index].paragraph == paragraph:
            for period in reversed(self._own[index][:order]):
                if period.kind not in ("base", "anchor", "every") and period.start is not None:
                    moment = period.end if period.kind == "span" and period.end else period.start
                    year = moment.year
                    if year is None and moment.offset is not None and self.year is not None:
                        year = self.year + moment.offset
                    if year is not None:
                        return year
            index -= 1
            order = len(self._own[index]) if index >= 0 else 0
        return None

    def _carry(self) -> list[tuple[_Reach, str, int] | None]:
        """For each sentence: the expression that reaches it from before, why, and from which position on."""
        carried: list[tuple[_Reach, str, int] | None] = []
        standing: tuple[_Reach, str] | None = None  # goes on through a paragraph or an item
        last: _Reach | None = None  # governed the end of the sentence before
        paragraph, item_head = -1, False
        first_body = next((s.paragraph for s in self._sentences if _is_body(s)), -1)
        for index, sentence in enumerate(self._sentences):
            opens = sentence.paragraph != paragraph
            starts_item = _ITEM.match(sentence.text) is not None
            if opens:
                standing, last, paragraph = None, None, sentence.paragraph
            elif starts_item:
                standing = None
            reaches: tuple[_Reach, str, int] | None = None
            if standing is not None:
                reaches = (*standing, 0)
            elif last is not None and (cue := _TAKES_UP.search(sentence.text)):
                reaches = last, f"taken up by {cue.group().strip('，,；;')}", cue.start()
            carried.append(reaches)

            governors = [n for n, p in enumerate(self._own[index]) if _goes_on(p)]
            if governors:
                last = self._reach(index, governors[-1])
                head = self._own[index][governors[0]]
                at_head = _LEAD_IN.fullmatch(sentence.text, 0, head.span.start) is not None
                is_frame = sentence.paragraph == first_body and head.kind in ("since", "copied", "years")
                if sentence.is_heading:
                    standing, last = None, None
                elif at_head and (starts_item or item_head):
                    standing = last, "at the head of its item"
                elif at_head and opens and not is_frame:
                    standing = last, "opens its paragraph"
                else:
                    standing = None
            elif reaches is None:
                last = None
            item_head = starts_item
        return carried


def _goes_on(period: Period) -> bool:
    return period.kind not in ("base", "anchor", "every", "streak") and period.inside is None


def _is_body(sentence: Sentence) -> bool:
    return not sentence.is_heading and len(sentence.text.strip()) > 12
