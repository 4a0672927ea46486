"""The ledger: every number of a report ends here as a fact or set aside with a reason.

The readers of a sentence (quantities, periods, places) know nothing of one another; here their answers meet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extract.abreast import Line
from extract.binding.aims import ahead
from extract.binding.doubts import confidence
from extract.binding.lexicon import lexicon
from extract.binding.meanings import Decide, Meaning, laid_out, meanings
from extract.binding.plain import plain
from extract.binding.relations import as_below, related
from extract.binding.scene import Standing
from extract.binding.surroundings import Surroundings, Topic
from extract.binding.themes import Weights, heaviest, themes
from extract.binding.totals import Totals
from extract.binding.trust import basis, dated_so, is_beyond, trusted
from extract.catalogue import Catalogue, Indicator
from extract.facts import SURE, Fact, Unread
from extract.patterns import lazy
from extract.quantities import Aside, Quantity, read
from extract.records import once
from extract.repair import Text
from extract.sentences import Sentence
from extract.span import Span
from extract.territory import Parted, Territory, Where, size
from extract.timeline import Basis, Timeline

_BLOCK = 256  # sentences that a stage reads before the next one does
_COMPLETED = lazy(  # 168个村换届完成, 10个场所通过检查验收; but 完成征地3500亩
    r"完成(?!(?!率)[^，,；;。\d]{0,8}\d)|通过[^，,；;。\d]{0,40}?验收|竣工(?!的|[^，,；;。\d]{0,8}\d)"
)
_NEIGHBOURS = 40  # figures of a sentence to each side whose themes weigh with a figure's own


@dataclass(frozen=True, slots=True)
class Context:
    """What a report's figures are bound with; ``damaged`` are the ranges of the restored text that lost bytes,
    ``decide`` says which of its candidates a figure is."""

    report: str
    text: Text
    sentences: Sequence[Sentence]
    timeline: Timeline
    territory: Territory | Parted
    catalogue: Catalogue
    damaged: Sequence[Span]
    decide: Decide


class Damage:
    """The ranges of a text that lost bytes, asked for each figure: one look, however many there are.

    >>> Damage([Span(8, 9), Span(2, 4)]).touches(Span(3, 6))
    True
    >>> Damage([Span(8, 9), Span(2, 4)]).touches(Span(4, 8))
    False
    """

    def __init__(self, ranges: Iterable[Span]) -> None:
        ordered = sorted(ranges)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))

    def touches(self, span: Span) -> bool:
        """Whether one of the ranges overlaps a span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start


def bind(context: Context) -> Line[tuple[list[Fact], list[Unread]]]:
    """All facts and all numbers set aside of one report, in the order of its text.

    Each stage reads a block of sentences before the next one does, and the next report's, if there are several abreast.
    """
    facts: list[Fact] = []
    unread: list[Unread] = []
    titles: list[int] = []  # which of the facts stand in headings
    totals, damage = Totals(), Damage(context.damaged)
    territory, coming = context.territory, ahead(context.sentences, context.text.clean, context.timeline.year)
    yield
    for passages, aside in _blocks(context):
        unread += aside
        yield
        if passages:
            territory.search(passages[-1].index)
        yield
        where = [
            [territory.at(own.index, each.span, size(each.value, each.unit)) for each in own.figures]
            for own in passages
        ]
        yield
        laid = [laid_out(own.sentence.text, own.figures, territory.names(own.index)) for own in passages]
        yield
        said = [
            related(
                meanings(
                    own.figures,
                    phrases,
                    own.around,
                    own.standing(places),
                    totals,
                    coming[own.index],
                    context.decide,
                )
            )
            for own, phrases, places in zip(passages, laid, where, strict=True)
        ]
        yield
        for passage, known, places in zip(passages, said, where, strict=True):
            if passage.sentence.is_heading:
                titles += range(len(facts), len(facts) + len(known))
            facts += [_fact(passage, known, n, place, damage) for n, place in enumerate(places)]
        yield
    return as_below(facts, titles), unread


def _blocks(context: Context) -> Iterator[tuple[list[_Passage], list[Unread]]]:
    """The sentences that have figures, and what is set aside of all, a block of sentences at a time."""
    about = Topic(context.text.clean, lexicon(context.catalogue), context.timeline.year)
    topic = ""
    for first in range(0, len(context.sentences), _BLOCK):
        block = context.sentences[first : first + _BLOCK]
        passages: list[_Passage] = []
        unread: list[Unread] = []
        found = [read(sentence.text) for sentence in block]
        for index, (sentence, results) in enumerate(zip(block, found, strict=True), first):
            if sentence.opens_paragraph:
                topic = sentence.text
            if not results:
                continue
            figures: list[Quantity] = []
            for result in results:
                if isinstance(result, Aside):
                    unread.append(_unread(context, sentence, result.span, result.reason))
                elif result.unit:
                    figures.append(result)
                else:
                    unread.append(_unread(context, sentence, result.span, "no_unit"))
            if figures:
                passages.append(_passage(context, index, topic, figures, about))
        yield passages, unread


@dataclass(eq=False)
class _Passage:
    """A sentence with figures where it stands in its report; ``topic`` is the sentence that opens its paragraph."""

    context: Context
    index: int
    sentence: Sentence
    topic: str
    figures: Sequence[Quantity]
    around: Surroundings
    raw: Span
    raw_text: str

    @once
    def themes(self) -> Weights:
        """What the sentence and all around it weighs, for its figures that no indicator fits."""
        return themes(self.context.catalogue).weigh(
            (plain(self.sentence.text).text, 16),
            (self.topic, 20),
            (self.sentence.heading, 10),
            (self.around.opening, 3),
        )

    def standing(self, places: Sequence[Where]) -> list[Standing]:
        """Where each of its figures stands."""
        shift, raw = self.sentence.span.start, self.context.text.raw_span
        return [
            Standing(place.scope, place.site, raw(figure.span.shift(shift)).start)
            for place, figure in zip(places, self.figures, strict=True)
        ]


def _passage(context: Context, index: int, topic: str, figures: Sequence[Quantity], about: Topic) -> _Passage:
    sentence = context.sentences[index]
    around = Surroundings(context.sentences, index, about, lexicon(context.catalogue))
    raw = context.text.raw_span(sentence.span)
    return _Passage(context, index, sentence, topic, figures, around, raw, raw.of(context.text.raw))


def _fact(passage: _Passage, known: Sequence[Meaning], n: int, where: Where, damage: Damage) -> Fact:
    """One of the figures of a sentence with its place, its period and its raw quote."""
    context, index, sentence = passage.context, passage.index, passage.sentence
    item = known[n]
    quantity, own = item.quantity, item.attributes
    clean = quantity.span.shift(sentence.span.start)
    raw = context.text.raw_span(clean)
    value = own.sign * quantity.value
    chosen = item.verdict.chosen
    indicator = chosen.indicator if chosen else None
    governing = context.timeline.at(
        index, quantity.span.start, known=_basis(indicator, item), stage=item.stage
    )
    sure = item.verdict.certainty
    when = governing.certainty
    if indicator and sure >= SURE:  # of others to be checked anyway the wording is not asked
        large = size(quantity.value, quantity.unit)
        where = context.territory.with_wording(where, index, quantity.span, large)
        when, _ = dated_so(
            context.timeline, governing, index, quantity.span.start, indicator, own.unit, own.kind
        )
    doubts = list(item.doubts)
    if chosen and sure < SURE:
        doubts.append("unsure_meaning")
    if chosen:
        sure, more = trusted(sure, where, governing.period, when)
        doubts += more
        if is_beyond(value, own.unit, own.kind, where.scope):
            doubts.append("beyond")
    if damage.touches(clean):
        doubts.append("damaged")
    return Fact(
        report=context.report,
        quote=raw.of(context.text.raw),
        start=raw.start,
        end=raw.end,
        value=value,
        value_high=None if quantity.value_high is None else own.sign * quantity.value_high,
        unit=own.unit,
        counter=quantity.counter,
        bound=quantity.bound,
        kind=own.kind,
        per=(indicator.per if indicator else "") or own.per,
        subject=item.subject,
        indicator=indicator.id if indicator else None,
        theme=indicator.theme if indicator else _theme(passage, known, n),
        scope=where.scope,
        site=where.site,
        period=governing.period,
        text=quantity.span.of(sentence.text),
        sentence=sentence.text,
        position=quantity.span.start,
        raw_sentence=passage.raw_text,
        raw_position=raw.start - passage.raw.start,
        rule=f"{indicator.id}: {chosen.word}"
        if chosen and indicator
        else "no candidate"
        if not item.verdict.options
        else "none of the candidates",
        confidence=confidence(sure, tuple(doubts)),
        reasons=tuple(doubts),
    )


def _basis(indicator: Indicator | None, item: Meaning) -> Basis:
    """Whether a figure is a stock or a flow, as far as its indicator says; a completion is dated as a stock is."""
    clause = item.phrase.clause
    done = _COMPLETED.search(item.phrase.text, clause.start, clause.end) is not None
    return "stock" if done else basis(indicator)


def _theme(passage: _Passage, known: Sequence[Meaning], n: int) -> str:
    """The theme of a figure without an indicator: what it counts, its clause, its sentence, its paragraph's first
    sentence and its heading speak of it, in this order, and so do the indicators of its sentence."""
    phrase, words = known[n].phrase, themes(passage.context.catalogue)
    own = words.weigh((known[n].subject, 60), (phrase.clause.of(phrase.text), 40))
    return heaviest(own, words.headed(known[n].subject), passage.themes, _beside(known, n)) or "context"


def _beside(known: Sequence[Meaning], own: int) -> dict[str, float]:
    """The themes of the indicators in a figure's sentence, the nearest figures the heaviest."""
    weights: dict[str, float] = {}
    first = max(0, own - _NEIGHBOURS)
    for n, other in enumerate(known[first : own + _NEIGHBOURS], first):
        if n != own and other.verdict.chosen:
            theme = other.verdict.chosen.indicator.theme
            weights[theme] = weights.get(theme, 0.0) + 600 / abs(n - own)
    return weights


def _unread(context: Context, sentence: Sentence, span: Span, reason: str) -> Unread:
    raw = context.text.raw_span(span.shift(sentence.span.start))
    return Unread(context.report, raw.of(context.text.raw), raw.start, raw.end, reason, sentence.text)
