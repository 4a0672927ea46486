"""The ledger: every number of a report ends here as a fact or set aside with a reason.

The readers of a sentence (quantities, periods, places) know nothing of one another; here their answers meet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from extract.binding.doubts import confidence
from extract.binding.meanings import Meaning, meanings
from extract.binding.naming import Surroundings
from extract.binding.relations import Totals, related
from extract.binding.themes import heaviest, themes
from extract.catalogue import Catalogue, Indicator
from extract.facts import Fact, Unread
from extract.quantities import Aside, Quantity, read
from extract.repair import Text
from extract.sentences import Sentence
from extract.span import Span
from extract.territory import Territory
from extract.timeline import Timeline

_OPENING = 160  # characters that say what a report is about as a whole
_EARLIER = 3  # sentences of the paragraph that a figure's topic may stand in
_NEIGHBOURS = 40  # figures of a sentence to each side whose themes weigh with a figure's own
_BODY = regex.compile(
    r"(?:公司|集团|银行|医院|学校|大学|学院|中学|小学|幼儿园|党委|党总支|党支部|支部|委员会|局|厅|协会|商会|厂|企业|分院"
    r"|校区|监狱|中心|工作室)$"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a report's figures are bound with; ``uncertain`` are the ranges of the restored text that lost bytes."""

    report: str
    text: Text
    sentences: Sequence[Sentence]
    timeline: Timeline
    territory: Territory
    catalogue: Catalogue
    uncertain: Sequence[Span]

    @property
    def opening(self) -> str:
        """The report's first lines: what it is about as a whole."""
        return self.text.clean[:_OPENING]


def bind(context: Context) -> tuple[list[Fact], list[Unread]]:
    """All facts and all numbers set aside of one report, in the order of its text."""
    facts: list[Fact] = []
    unread: list[Unread] = []
    totals = Totals()
    for index, sentence in enumerate(context.sentences):
        results = read(sentence.text)
        figures = [result for result in results if isinstance(result, Quantity) and result.unit]
        if figures:
            around = _surroundings(context, index)
            known = related(meanings(sentence.text, figures, context.catalogue, around))
            facts += [_fact(context, index, item, _beside(known, n), totals) for n, item in enumerate(known)]
        for result in results:
            if isinstance(result, Aside):
                unread.append(_unread(context, sentence, result.span, result.reason))
            elif not result.unit:
                unread.append(_unread(context, sentence, result.span, "no_unit"))
    return _headings(context, facts), unread


def _surroundings(context: Context, index: int) -> Surroundings:
    """What stands around a sentence: its paragraph before it, its heading, and the report's first lines."""
    sentence = context.sentences[index]
    earlier: list[str] = []
    for other in reversed(context.sentences[max(0, index - _EARLIER) : index]):
        if other.paragraph != sentence.paragraph:
            break
        earlier.append(other.text)
    return Surroundings(tuple(earlier), sentence.heading, context.opening)


def _fact(context: Context, index: int, item: Meaning, beside: Mapping[str, float], totals: Totals) -> Fact:
    """One figure with its place, its period and its raw quote."""
    sentence, quantity, own = context.sentences[index], item.quantity, item.attributes
    clean = quantity.span.shift(sentence.span.start)
    raw, raw_sentence = context.text.raw_span(clean), context.text.raw_span(sentence.span)
    where = context.territory.at(index, quantity.span)
    value = own.sign * quantity.value
    doubts = list(item.doubts)
    if any(span.overlaps(clean) for span in context.uncertain):
        doubts.append("damaged")
    indicator = item.match.indicator if item.match else None
    rule = f"{indicator.id}: {item.match.word}" if item.match and indicator else "no name fits"
    if indicator and indicator.basis == "stock" and _BODY.search(where.site):
        # the members or posts of one company, school or committee are no stock of the region
        indicator, rule = None, "a body's own"
    if indicator and indicator.total:
        heads = {"indicator": indicator.id, "scope": where.scope, "site": where.site}
        if totals.is_part(value, paragraph=sentence.paragraph, **heads):
            indicator, rule = None, "a part of a total"
            doubts.append("part")
    state = _is_state(indicator, item)
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
        theme=indicator.theme if indicator else _theme(context, index, item, beside),
        scope=where.scope,
        site=where.site,
        period=context.timeline.at(index, quantity.span.start, state=state, stage=item.stage).period,
        text=clean.of(context.text.clean),
        sentence=sentence.text,
        position=quantity.span.start,
        raw_sentence=raw_sentence.of(context.text.raw),
        raw_position=raw.start - raw_sentence.start,
        rule=rule,
        confidence=confidence(doubts),
        reasons=tuple(doubts),
    )


def _is_state(indicator: Indicator | None, item: Meaning) -> bool:
    """Whether a figure is a stock or a completion: its date is then the end of what it is dated to."""
    if indicator and indicator.basis == "stock":
        return True
    return "完成" in item.phrase.clause.of(item.phrase.text)


def _theme(context: Context, index: int, item: Meaning, beside: Mapping[str, float]) -> str:
    """The theme of a figure without an indicator: what it counts, its clause, its sentence, its paragraph's first
    sentence and its heading speak of it, in this order; ``beside`` is what its sentence's indicators weigh."""
    phrase, sentence = item.phrase, context.sentences[index]
    weights = themes(context.catalogue).weigh(
        (
            (item.subject, 3.0),
            (phrase.clause.of(phrase.text), 2.0),
            (phrase.text, 0.8),
            (_topic(context, index), 1.0),
            (sentence.heading, 0.5),
            (context.opening, 0.15),
        )
    )
    for theme, weight in beside.items():
        weights[theme] = weights.get(theme, 0.0) + weight
    return heaviest(weights) or "context"


def _beside(known: Sequence[Meaning], own: int) -> dict[str, float]:
    """The themes of the indicators in a figure's sentence, the nearest figures the heaviest."""
    weights: dict[str, float] = {}
    first = max(0, own - _NEIGHBOURS)
    for n, other in enumerate(known[first : own + _NEIGHBOURS], first):
        if n != own and other.match:
            theme = other.match.indicator.theme
            weights[theme] = weights.get(theme, 0.0) + 3.0 / abs(n - own)
    return weights


def _topic(context: Context, index: int) -> str:
    """The sentence that opens a sentence's paragraph: it says what the paragraph is about."""
    while index > 0 and not context.sentences[index].opens_paragraph:
        index -= 1
    return context.sentences[index].text


def _unread(context: Context, sentence: Sentence, span: Span, reason: str) -> Unread:
    raw = context.text.raw_span(span.shift(sentence.span.start))
    return Unread(context.report, raw.of(context.text.raw), raw.start, raw.end, reason, sentence.text)


def _headings(context: Context, facts: list[Fact]) -> list[Fact]:
    """A figure in a heading takes period, scope and indicator from the same figure in the text below."""
    starts = {context.text.raw_span(s.span).start for s in context.sentences if s.is_heading}
    if not starts:
        return facts
    body = [fact for fact in facts if fact.start - fact.raw_position not in starts]
    return [_as_below(fact, body) if fact.start - fact.raw_position in starts else fact for fact in facts]


def _as_below(heading: Fact, body: Sequence[Fact]) -> Fact:
    figure = (heading.value, heading.unit)
    same = next((f for f in body if (f.value, f.unit) == figure and f.start > heading.start), None)
    if same is None:
        return heading
    return replace(
        heading,
        period=same.period,
        scope=same.scope,
        site=same.site,
        indicator=same.indicator,
        theme=same.theme,
        kind=same.kind,
        per=same.per,
        rule=same.rule,
        confidence=same.confidence,
        reasons=same.reasons,
    )
