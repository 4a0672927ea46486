"""Which period governs a figure: the time expressions of a report laid along its sentences.

An expression governs the figures after it in its own sentence, and beyond it as `carrying` says; a bulletin's date
governs all that has no other (`bulletin`). A frame that opens the whole report (近年来) governs only its own sentence,
连续N年 only its own clause, and 每年 nothing: it says what a figure is counted per.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from extract.patterns import lazy
from extract.periods import Period, closing, find, opening
from extract.records import record
from extract.sentences import Sentence
from extract.span import Span
from extract.timeline.bare_days import with_bare_days
from extract.timeline.beginnings import with_beginnings
from extract.timeline.bulletin import Whole, whole_date, year_told
from extract.timeline.candidates import (
    BRACKETS,
    CLAUSE,
    LATELY,
    NOWHERE,
    PRESENT,
    SENTENCE,
    WHOLE,
    Candidate,
    Reach,
    choose,
)
from extract.timeline.carrying import Carrying
from extract.timeline.certainty import Source, evidence, weights
from extract.timeline.dating import Fixed, looks_back, own_year
from extract.timeline.publication import counted_back, day_before, day_of
from extract.timeline.reach import (
    dates_backwards,
    dates_forwards,
    in_turn,
    names_an_event,
    rose_beside,
    share,
)
from extract.timeline.standing import Basis, basis, begin, done_over, happened, opened_with, stands, was_done
from extract.timeline.telling import EARLY, Told, told
from extract.timeline.wording import Hearing
from extract.timeline.years import Years

_YEAR_BEFORE = lazy(r"上一?年(?!来)")
_RECRUITS = lazy(
    r"[ \u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?(?:新?发展|新)党员的[^，,。；;\d]{2,16}[。\n]"
)

Stage = Literal["", "before", "after"]


@record
class Governing:
    """The period of a figure: its notation ("" when nothing governs), where its expression stands in the restored
    text, the rule that joined the two, the expression itself for who needs more than the notation, and what speaks for and against it
    (`extract.timeline.certainty`), which says how likely it is right."""

    period: str
    span: Span | None
    rule: str
    expression: Period | None = None
    evidence: tuple[str, ...] = ()

    @property
    def is_state(self) -> bool:
        """Whether the expression names a day at which something stood (截至, 目前), not a span."""
        return self.expression is not None and self.expression.is_state

    @property
    def certainty(self) -> float:
        """How likely the period is right, from 0 to 1."""
        return weights().of(self.evidence)


class Timeline:
    """The time expressions of one report. ``published`` is "" or YYYY, YYYY-MM, YYYY-MM-DD from the manifest,
    ``title`` the title that it gives, ``speaks`` what the report speaks of (`extract.speaking`).

    ``year`` is the report's own year, the one that it calls 今年, None where neither the manifest nor the text fixes it;
    ``about`` is the year that somebody said the report tells about.

    >>> from extract.sentences import split
    >>> text = "抓好培训。5年来，培训书记3000人次。累计培训党员5万人次。设立工作室20个。"
    >>> line = Timeline(split(text), "2022-06")
    >>> [line.at(n, 8).period for n in (1, 2, 3)]
    ['2017/', '2017/', '']
    """

    __slots__ = (
        "_about",
        "_carrying",
        "_day",
        "_fixed",
        "_hearing",
        "_month",
        "_own",
        "_published",
        "_sentences",
        "_speaks",
        "_whole",
        "_years",
        "year",
    )

    def __init__(
        self,
        sentences: Sequence[Sentence],
        published: str = "",
        title: str = "",
        about: int | None = None,
        speaks: str = "",
    ) -> None:
        self._sentences, self._speaks = sentences, speaks
        self._about, self._day = about, published
        self._fixed = Fixed(sentences, title)
        self._own = [find(sentence.text) for sentence in sentences]
        if (day := day_of(published)) is not None:
            self._own = with_bare_days(self._own, sentences, day)
        self._own = with_beginnings(self._own, sentences)
        self.year = own_year(self._fixed, self._own, published, about)
        self._published = self.year if published or (about is not None and about == self.year) else None
        self._hearing = Hearing(sentences, self.published)
        self._month = int(published[5:7]) if len(published) > 4 else None
        self._carrying = Carrying(sentences, self._own)
        past = None  # an entry of a yearbook tells about its own year, whenever it was put on a page
        if self._fixed.yearbook is None:
            past = looks_back(self._own, self._published, self._month)
        self._whole = whole_date(sentences, self._own)
        self._years = Years(
            sentences, self._own, self._carrying.layout.block,
            year=self.year, published=self._published, month=self._month, past=past, whole=self._whole,
        )  # fmt: skip
        if past is not None and self._years.framed is None:
            self._whole = year_told(sentences, self._own)

    @property
    def published(self) -> bool:
        """Whether it is known when the report was published."""
        return self._published is not None

    def told(self) -> Told | None:
        """The year that the report tells about, and how it is known; None where nothing speaks for one."""
        day = (int(self._day[:4]), self._month) if self._day else None
        framed = self._years.framed if self._whole is not None else None
        return told(
            self._fixed, self._own, said=self._about, published=day, own=self.year, framed=framed
        )  # fmt: skip

    def at(self, sentence: int, position: int, *, known: Basis = "", stage: Stage = "") -> Governing:
        """The period that governs a figure at ``position`` of a sentence.

        ``known`` says that the figure is a stock (or a completion), a flow or a change; where it is not known the words of
        its clause say. ``stage`` is "before" for the A of 由A提升到B, which takes the state at the start of a span, and
        "after" for its B, which takes the state at the end.
        """
        if not self._own[sentence] and self._whole is None and self._carrying.carried[sentence] is None:
            return self._nothing(known)
        found = choose(list(self._candidates(sentence, position, known, stage)))
        if found is None:
            return self._nothing(known)
        reach, text = found.reach, self._sentences[sentence].text
        expression = self._read(found, text, sentence, position, known)
        state = known == "stock" or (known != "flow" and stands(expression, text, position))
        if expression.kind == "lately" and self._published is None:
            return self._nothing(known)
        own = self.year
        if _YEAR_BEFORE.search(expression.text) and (told := self._years.last_named(reach)) is not None:
            own = told  # 2023年，立案900件，比上年同期847件增加53件: the year before the one that is told of
        if expression.kind in ("now", "present") and self._about is not None and own is not None:
            own = min(
                own, self._about
            )  # 目前 of a report that somebody says tells of 2023, put on a page in January
        if expression.years == 1 and expression.text.startswith("过去"):
            own = self._years.framed or self._year_that_passed()  # 一、2018年工作回顾。过去一年，…
        period = expression.notation(own, self._years.named(reach), state)
        if expression.kind == "copied" and self._published is not None and self._month is not None:
            period = counted_back(period, self._published, self._month) or period
        period = day_before(expression.text, self._day) or period
        if reach.period.kind != "anchor":  # whose own words say which year it is
            period = self._staged(period, expression, stage)
        span = expression.span.shift(self._sentences[reach.sentence].span.start)
        source = self._source(expression, period)
        said = evidence(found.rule, source, expression.kind, known, self.published, "")
        return Governing(period, span, found.rule, expression, said)

    def heard(self, sentence: int, position: int, known: Iterable[str]) -> dict[str, set[str]]:
        """What `extract.timeline.wording` hears of a figure at ``position`` of a sentence, by where it stands; ``known`` is what is known
        of the figure."""
        return self._hearing.of(self._sentences[sentence].text, position, known)

    def told_so(self, period: str, sentence: int, position: int, known: Iterable[str]) -> float:
        """How many figures that are told as this one have a period of the sort of ``period``."""
        return self._hearing.share(period, self._sentences[sentence].text, position, known)

    def _year_that_passed(self) -> int | None:
        """The year that 过去的一年 is: of what is published by March the one before."""
        early = self._published is not None and self._month is not None and self._month <= EARLY
        return self.year - 1 if early and self.year is not None else self.year

    def _nothing(self, known: Basis) -> Governing:
        """The answer for a figure that nothing governs."""
        said = evidence(NOWHERE, "", "", known, self.published, self._speaks)
        return Governing("", None, NOWHERE, None, said)

    def _staged(self, period: str, expression: Period, stage: Stage) -> str:
        """The state at the start of a period for the A of 由A提升到B, at its end for the B."""
        if stage == "before":
            return opening(period)
        if stage == "after":
            return f"/{self.year}" if expression.kind == "years" and self.year else closing(period)
        return period

    def periods(self, sentence: int) -> Sequence[Period]:
        """The time expressions of one sentence."""
        return self._own[sentence]

    def _source(self, expression: Period, period: str) -> Source:
        """Where the year of a period comes from."""
        if period == expression.words or self.year is None:
            named = expression.start is not None and expression.start.year is not None
            return "named" if named else "words"
        if expression.start is not None and expression.start.year is not None:
            return "named"
        return "text" if self._published is None else "published"

    def _candidates(self, index: int, position: int, known: Basis, stage: Stage) -> Iterator[Candidate]:
        """What may date a figure, the nearest first: `choose` says which of it does."""
        own = self._own[index]
        order = rose_beside(own, self._sentences[index].text, position, stage == "after") if stage else None
        if order is not None:
            yield Candidate(Reach(index, order, own[order]), SENTENCE)
        yield from self._within(index, position)
        carried = self._carrying.carried[index]
        reaches = carried is not None and position >= carried.start
        if carried is not None and reaches and not self._counted_yearly(carried, index, position):
            yield carried
        whole = self._whole
        if whole is not None and whole.reaches(index) and self._suits(whole, index, position, known):
            yield whole.candidate

    def _suits(self, whole: Whole, index: int, position: int, known: Basis) -> bool:
        """Whether the date of the whole report is one for this figure: that of flows is not for what stands."""
        return (
            not whole.flows or known in ("flow", "change") or happened(self._sentences[index].text, position)
        )

    def _read(self, found: Candidate, text: str, sentence: int, position: int, known: Basis) -> Period:
        """The chosen expression as the words about the figure make it read."""
        reach, expression = found.reach, found.reach.period
        if found.rule == WHOLE:
            flows = (known or basis(text, position)) == "flow"
            flows = flows or self._tells_of_recruits(sentence)
            return expression.as_year() if flows and expression.kind == "state" else expression
        if reach.sentence == sentence:
            expression = share(expression, text, position)
            if (span := self._carrying.span(reach)) and done_over(self._own[sentence], text, position, known):
                return span
        if (
            known != "stock"
            and not stands(expression, text, position)
            and was_done(expression, text, position)
        ):
            return expression.as_event()
        if (
            expression.kind == "anchor"
            and (known or self._basis_before(expression, text, position)) == "flow"
        ):
            return expression.as_event()
        if opened_with(expression, text, position, known):
            return expression.as_state()
        return expression

    def _tells_of_recruits(self, index: int) -> bool:
        """发展党员的职业。工人15.7万名，农民37.6万名: what a paragraph of a communiqué that so opens counts was done in its year."""
        return _RECRUITS.match(self._sentences[self._carrying.layout.first(index)].text) is not None

    def _basis_before(self, anchor: Period, text: str, position: int) -> Basis:
        """立案900件，比上年847件增加53件: the figure of the year before is what the clause before it counts."""
        if text[max(0, anchor.span.start - 1) : anchor.span.start] not in ("比", "较"):
            return basis(text, position)
        return "flow" if anchor.text.endswith("同期") else basis(text, max(0, begin(text, position) - 1))

    def _within(self, index: int, position: int) -> Iterator[Candidate]:
        """The nearest expressions before the figure in its own sentence, or one in brackets right behind it: only 现有
        leaves room for another one."""
        text, own = self._sentences[index].text, self._own[index]
        for order in range(len(own) - 1, -1, -1):
            period, reach = own[order], Reach(index, order, own[order])
            if period.span.end > position:
                if dates_backwards(period, text, position):
                    yield Candidate(reach, BRACKETS)
                    return
            elif self._carrying.echoes(index, period):
                continue  # 本次换届后: what the sentence before has dated
            elif self._points_to_a_span(period, own[:order], index):
                continue
            elif own_day := in_turn(own, order, text, position):
                yield Candidate(Reach(index, order, own_day), SENTENCE)
                return
            elif self._is_dated(own[:order], period, text, position):
                continue
            elif dates_forwards(period, text, position, self._carrying.layout.tells(index, order)):
                if period.kind in ("present", "lately"):
                    yield Candidate(reach, PRESENT if period.kind == "present" else LATELY)
                    continue
                within = period.span.end >= begin(text, position)
                yield Candidate(reach, CLAUSE if within else SENTENCE)
                return

    def _points_to_a_span(self, years: Period, before: Sequence[Period], index: int) -> bool:
        """从2002年11月至2008年11月，…，在这六年间，…: the years that the text has given, and none that are counted back."""
        if years.kind != "years" or not years.text.startswith("这"):
            return False
        carried = self._carrying.carried[index]
        return any(each.kind == "span" for each in before) or (
            carried is not None and carried.reach.period.kind == "span"
        )

    def _is_dated(self, before: Sequence[Period], phase: Period, text: str, position: int) -> bool:
        """去年底，村“两委”换届后，书记一肩挑占比达100%: a phase that ended says less than the day that its sentence gives."""
        if names_an_event(phase, text):  # 12月28日，县局举办2017年党务干部培训会
            return any(each.start is not None and each.start.day for each in before)
        if phase.kind != "copied" or not phase.text.endswith("后"):
            return False
        return any(each.start is not None and dates_forwards(each, text, position) for each in before)

    def _counted_yearly(self, carried: Candidate, index: int, position: int) -> bool:
        """目前，….社区每年填报表册90种: what happens every year is not the state that the sentence before was dated to."""
        if not carried.reach.period.is_state:
            return False
        return any(period.kind == "every" and period.span.end <= position for period in self._own[index])
