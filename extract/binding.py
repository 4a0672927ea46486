"""Binding: each figure of a report joined to its indicator, place, period and subject, or set aside with a reason.

The readers of a sentence (quantities, periods, places) know nothing of one another; here their answers meet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from extract.attributes import Attributes, attributes
from extract.catalogue import Catalogue
from extract.facts import Fact, Unread
from extract.naming import Match, Surroundings, naming
from extract.phrases import Figure, Phrase, phrases, plain
from extract.quantities import Aside, Quantity, read
from extract.repair import Text
from extract.sentences import Sentence
from extract.span import Span
from extract.subjects import subject
from extract.territory import Territory
from extract.themes import heaviest, themes
from extract.timeline import Stage, Timeline

_RISES_TO = regex.compile(
    r"^(?:[^,，;；。]{0,12}?)(?:提高|提升|增加|增长|扩大|上升|下降|降低|减少|发展|延长|调整|缩小|优化|增|降|减|升|壮大|上调|跃升|攀升)(?:到|至|为|成|了?到)"
)
_FROM = regex.compile(r"(?:由|从)[^,，;；。]*$")
_PRESCRIBED = regex.compile(r"不低于|不少于|不得|不高于|不小于|至少")
_BODY = regex.compile(
    r"(?:公司|集团|银行|医院|学校|大学|学院|中学|小学|幼儿园|党委|党总支|党支部|支部|委员会|局|厅|协会|商会|厂|企业|分院|校区|监狱|中心|工作室)$"
)
_OPENING = 160
_PART = regex.compile(r"其中|(?:^|[,，;；])其")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure on its way to a fact: everything that was learned of it, before it is given its raw place."""

    index: int
    quantity: Quantity
    phrase: Phrase
    attributes: Attributes
    match: Match | None
    subject: str
    stage: Stage
    part: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What a report's figures are bound with."""

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
    highest: dict[tuple[int, str, str, str], float] = {}
    for index, sentence in enumerate(context.sentences):
        results = read(sentence.text)
        if not results:
            continue
        figures = [result for result in results if isinstance(result, Quantity) and result.unit]
        bound = _sentence(context, index, figures) if figures else []
        own = [_fact(context, item, _beside(bound, n)) for n, item in enumerate(bound)]
        facts += [_part_of_total(context, fact, sentence.paragraph, highest) for fact in own]
        unread += [
            _unread(context, sentence, result)
            for result in results
            if isinstance(result, Aside) or not result.unit
        ]
    return _headings(context, facts), unread


def _sentence(context: Context, index: int, figures: Sequence[Quantity]) -> list[Bound]:
    """The figures of one sentence, bound to what they count."""
    sentence = context.sentences[index]
    decorated = plain(sentence.text)
    laid = [
        Figure(Span(decorated.at(q.span.start), decorated.at(q.span.end)), q.unit, len(q.noun))
        for q in figures
    ]
    names = naming(context.catalogue)
    found = names.occurrences(decorated.text)
    earlier, heading = _earlier(context, index), plain(sentence.heading).text
    bound: list[Bound] = []
    before: Attributes | None = None
    for quantity, phrase in zip(figures, phrases(decorated.text, laid), strict=True):
        whole = _whole(phrase, earlier)
        around = Surroundings(earlier, heading, context.opening, whole)
        prescribed = _PRESCRIBED.match(quantity.span.of(sentence.text)) is not None
        own = attributes(phrase, quantity.unit, prescribed, before)
        match = None if own.planned else names.match(phrase, own.kind, own.unit, found, around)
        if match is None and own.kind == "standard" and own.per in ("", "年") and not own.planned:
            # 财政每年安排专项资金…: no norm that the catalogue knows may be a sum that it does
            match = names.match(phrase, "count", own.unit, found, around)
            own = replace(own, kind="count") if match else own
        shared = bound[-1].subject if bound else ""
        noun = phrase.nouns[0] if phrase.nouns else None
        item = Bound(
            index, quantity, phrase, own, match, subject(phrase, noun, shared, own.kind), "",
            bool(whole), _doubts(phrase, match, own),
        )  # fmt: skip
        bound.append(item)
        before = own
    return _parts(_from_to(bound))


def _earlier(context: Context, index: int) -> tuple[str, ...]:
    """The sentences of the paragraph before one, the nearest first, three at most."""
    sentence = context.sentences[index]
    earlier: list[str] = []
    for other in reversed(context.sentences[max(0, index - 3) : index]):
        if other.paragraph != sentence.paragraph:
            break
        earlier.append(plain(other.text).text)
    return tuple(earlier)


def _whole(phrase: Phrase, earlier: Sequence[str]) -> str:
    """What a part is a part of: the words before 其中, or the sentence before one that opens with it."""
    start = max(phrase.text.rfind(mark, 0, phrase.figure.start) for mark in "；;") + 1
    if _PART.match(phrase.text):  # 其中，女党员…；少数民族党员…: it opens the sentence and holds throughout
        start = 0
    match = _PART.search(phrase.text, start, phrase.figure.start)
    if not match:
        return ""
    return phrase.text[start : match.start()] or (earlier[0] if earlier else "") or phrase.text[: match.end()]


def _doubts(phrase: Phrase, match: Match | None, own: Attributes) -> tuple[str, ...]:
    reasons = []
    if phrase.shares:
        reasons.append("borrowed_noun")
    if match and match.distance:
        reasons.append("distant_words")
    if own.planned:
        reasons.append("planned")
    if match is None:
        reasons.append("no_indicator")
    return tuple(reasons)


def _from_to(bound: list[Bound]) -> list[Bound]:
    """由27个增加到102个: the first figure is the state before, and both carry what the second was bound to."""
    for n in range(len(bound) - 1):
        first, second = bound[n], bound[n + 1]
        text = first.phrase.text
        if first.quantity.unit != second.quantity.unit or not _FROM.search(
            text[first.phrase.before.start : first.phrase.figure.start]
        ):
            continue
        if not _RISES_TO.match(text[first.phrase.figure.end : second.phrase.figure.start]):
            continue
        kind = (
            first.attributes
            if first.attributes.kind != "change"
            else replace(first.attributes, kind="count", sign=1)
        )
        later = replace(second.attributes, kind=kind.kind, unit=first.attributes.unit, sign=1, per=kind.per)
        match = first.match or second.match
        bound[n] = replace(
            first, attributes=kind, match=match, stage="before", subject=f"{first.subject}（提升前）"
        )
        bound[n + 1] = replace(second, attributes=later, match=match, stage="after", subject=first.subject)
    return bound


def _parts(bound: list[Bound]) -> list[Bound]:
    """党员总数…，其中农民…: a part does not carry the indicator of its total."""
    seen: set[tuple[str, str]] = set()
    for n, item in enumerate(bound):
        if item.match is None:
            continue
        key = (item.match.indicator.id, item.attributes.kind)
        if item.part and key in seen and item.stage != "before":
            bound[n] = replace(item, match=None, reasons=(*item.reasons, "part"))
        seen.add(key)
    return bound


def _part_of_total(
    context: Context, fact: Fact, paragraph: int, highest: dict[tuple[int, str, str, str], float]
) -> Fact:
    """发展党员4328名。发展女党员1867名: where a paragraph gives the total first, the smaller figures are its parts.
    ``highest`` holds the largest value so far by paragraph, indicator and place."""
    if fact.indicator is None or not context.catalogue.indicators[fact.indicator].total:
        return fact
    key = (paragraph, fact.indicator, fact.scope, fact.site)
    total, highest[key] = highest.get(key, 0.0), max(highest.get(key, 0.0), fact.value)
    if fact.value >= total:
        return fact
    reasons = (*fact.reasons, "part")
    return replace(
        fact, indicator=None, rule="a part of a total", reasons=reasons, confidence=_confidence(reasons)
    )


def _fact(context: Context, item: Bound, beside: Mapping[str, float]) -> Fact:
    sentence = context.sentences[item.index]
    quantity, own = item.quantity, item.attributes
    where = context.territory.at(item.index, quantity.span)
    indicator = item.match.indicator if item.match else None
    if indicator and indicator.basis == "stock" and _BODY.search(where.site):
        indicator = (
            None  # the members or posts of one company, school or committee are no stock of the region
        )
    position = quantity.span.start
    clean = quantity.span.shift(sentence.span.start)
    raw = context.text.raw_span(clean)
    raw_sentence = context.text.raw_span(sentence.span)
    state = (indicator is not None and indicator.basis == "stock") or "完成" in item.phrase.clause.of(
        item.phrase.text
    )
    period = context.timeline.at(item.index, position, state=state, stage=item.stage).period
    reasons = item.reasons + (("damaged",) if any(span.overlaps(clean) for span in context.uncertain) else ())
    return Fact(
        report=context.report,
        quote=raw.of(context.text.raw),
        start=raw.start,
        end=raw.end,
        value=own.sign * quantity.value,
        value_high=None if quantity.value_high is None else own.sign * quantity.value_high,
        unit=own.unit,
        counter=quantity.counter,
        bound=quantity.bound,
        kind=own.kind,
        per=(indicator.per if indicator else "") or own.per,
        subject=item.subject,
        indicator=indicator.id if indicator else None,
        theme=indicator.theme if indicator else _theme(context, item, beside),
        scope=where.scope,
        site=where.site,
        period=period,
        text=clean.of(context.text.clean),
        sentence=sentence.text,
        position=position,
        raw_sentence=raw_sentence.of(context.text.raw),
        raw_position=raw.start - raw_sentence.start,
        rule=f"{indicator.id}: {item.match.word}" if item.match and indicator else "no name fits",
        confidence=_confidence(reasons),
        reasons=reasons,
    )


_WEIGHTS = {
    "borrowed_noun": 0.1,
    "distant_words": 0.1,
    "no_indicator": 0.3,
    "part": 0.05,
    "planned": 0.0,
    "damaged": 0.3,
}


def _confidence(reasons: Sequence[str]) -> float:
    return round(max(0.1, 0.95 - sum(_WEIGHTS[reason] for reason in reasons)), 2)


def _theme(context: Context, item: Bound, beside: Mapping[str, float]) -> str:
    """The theme of a figure without an indicator: what it counts, its clause, its sentence, its paragraph's first
    sentence and its heading speak of it, in this order; ``beside`` is what its sentence's indicators weigh."""
    phrase, sentence = item.phrase, context.sentences[item.index]
    weights = themes(context.catalogue).weigh(
        (
            (item.subject, 3.0),
            (phrase.clause.of(phrase.text), 2.0),
            (phrase.text, 0.8),
            (_topic(context, item.index), 1.0),
            (sentence.heading, 0.5),
            (context.opening, 0.15),
        )
    )
    for theme, weight in beside.items():
        weights[theme] = weights.get(theme, 0.0) + weight
    return heaviest(weights) or "context"


def _beside(bound: Sequence[Bound], own: int) -> dict[str, float]:
    """The themes of the indicators in a figure's sentence, the nearest figures the heaviest."""
    weights: dict[str, float] = {}
    for n, other in enumerate(bound):
        if n != own and other.match:
            theme = other.match.indicator.theme
            weights[theme] = weights.get(theme, 0.0) + 3.0 / abs(n - own)
    return weights


def _topic(context: Context, index: int) -> str:
    """The sentence that opens a sentence's paragraph: it says what the paragraph is about."""
    while index > 0 and not context.sentences[index].opens_paragraph:
        index -= 1
    return context.sentences[index].text


def _unread(context: Context, sentence: Sentence, result: Quantity | Aside) -> Unread:
    raw = context.text.raw_span(result.span.shift(sentence.span.start))
    reason = result.reason if isinstance(result, Aside) else "no_unit"
    return Unread(context.report, raw.of(context.text.raw), raw.start, raw.end, reason, sentence.text)


def _headings(context: Context, facts: list[Fact]) -> list[Fact]:
    """A figure in a heading takes period, scope and indicator from the same figure in the text below."""
    headings = {s.span.start for s in context.sentences if s.is_heading}
    if not headings:
        return facts
    starts = {context.text.raw_span(s.span).start for s in context.sentences if s.is_heading}
    body = [fact for fact in facts if fact.start - fact.raw_position not in starts]
    settled: list[Fact] = []
    for fact in facts:
        if fact.start - fact.raw_position in starts:
            same = next(
                (
                    other
                    for other in body
                    if (other.value, other.unit) == (fact.value, fact.unit) and other.start > fact.start
                ),
                None,
            )
            if same:
                fact = replace(
                    fact,
                    period=same.period,
                    scope=same.scope,
                    site=same.site,
                    indicator=same.indicator,
                    theme=same.theme,
                    kind=same.kind,
                    per=same.per,
                )
        settled.append(fact)
    return settled
