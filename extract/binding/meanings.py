"""What each figure of a sentence means: what it counts, of what kind, and the indicator that it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.binding.aims import has_aims, is_met
from extract.binding.arbiter import Verdict
from extract.binding.attributes import Attributes, attributes
from extract.binding.candidates import Candidate, candidates
from extract.binding.enumerations import EARLIER, listed
from extract.binding.narrowing import of_sector
from extract.binding.phrases import Phrase, phrases
from extract.binding.plain import plain
from extract.binding.reckoning import divided, is_addend, is_shared_out, named_whole, turns_to, whole_of
from extract.binding.scene import Scene, Standing
from extract.binding.stretch import Figure
from extract.binding.subjects import subject
from extract.binding.surroundings import Surroundings
from extract.binding.totals import Counted, Totals
from extract.binding.turns import in_turn
from extract.catalogue import Indicator
from extract.patterns import lazy
from extract.quantities import Quantity
from extract.records import record
from extract.span import Span
from extract.timeline import Stage

_PRESCRIBED = ("不低于", "不少于", "不得", "不高于", "不小于", "至少")
_NO_PART = ("", "", 0)
_PART = lazy(
    r"其中|(?:^|[,，;；])其|\d[\d.]*[万千百]?[余多]?[名个户家项件支]党?(?:党员|干部|第一书记|问题|组织|党组织|支部|单位|村)中[,，]|从[^，,。\d]{2,14}?(?:来看|来说|看|来源|方式)[，,]"
)

_NEXT_ITEM, _ALONE = lazy(r"[、，,；;。 和与及]"), lazy(r"[ 共约近超过逾达为有]*")
_IN_TIME = lazy(  # 其中2020年发展党员3200名: a part of the time, and all of it
    r"[，,;；]?其中[，,]?(?:在|仅|从)?(?:(?:19|20)\d\d年|[去今前本当]年|上年|[上下]半年)"
)

Decide = Callable[[Scene, Sequence[Candidate]], Verdict]


@record
class Meaning:
    """A figure on its way to a fact: everything that its sentence says of it.

    ``stage`` tells the A and the B of 由A提升到B, ``doubts`` are ids of `extract.binding.doubts`.
    """

    quantity: Quantity
    phrase: Phrase
    attributes: Attributes
    verdict: Verdict
    subject: str
    stage: Stage
    doubts: tuple[str, ...]


def laid_out(sentence: str, figures: Sequence[Quantity], names: Sequence[Span] = ()) -> list[Phrase]:
    """The phrase of each figure of a sentence, in order; ``names`` are the places that it names."""
    decorated = plain(sentence)
    places = [Figure(decorated.place(q.span), q.unit, len(q.noun)) for q in figures]
    found = phrases(decorated.text, places, tuple([decorated.place(name) for name in names]))
    return listed(in_turn(found))


def meanings(
    figures: Sequence[Quantity],
    laid: Sequence[Phrase],
    around: Surroundings,
    standing: Sequence[Standing],
    totals: Totals,
    ahead: bool,
    decide: Decide,
) -> list[Meaning]:
    """The meaning of each figure of a sentence, in order, by its phrase; ``around`` is what stands about the sentence,
    ``totals`` what was counted before it, ``ahead`` that it tells of what is to be done, ``decide`` who says which candidate it is."""
    text = laid[0].text
    sentence = around.sentences[around.index]
    said = around.lexicon.remembered(text)
    aims, has_parts = has_aims(text), "其" in text or "(" in text or "从" in text or "中" in text
    known: list[Meaning] = []
    counts: list[Counted] = []
    turns = turns_to(text)
    spoken_of: frozenset[str] = frozenset()  # the whole that the sentence has counted or divided last
    for n, (quantity, phrase) in enumerate(zip(figures, laid, strict=True)):
        previous = known[-1] if known else None
        here = totals.at(sentence.paragraph, quantity.unit)
        head = None if phrase.like is None else here if phrase.like == EARLIER else counts[phrase.like]
        if head is None and previous and previous.attributes.planned and _meets(phrase, quantity, previous):
            head = _as_done(counts[-1])
        if head is not None:  # 其中长春市1200名: all that is said of the figure before the list holds for it
            own = replace(head.attributes, sign=1) if quantity.value < 0 else head.attributes
            value = own.sign * quantity.value
            view = replace(head.scene, standing=replace(head.scene.standing, start=standing[n].start))
        else:
            part, whole, told = _part(phrase, around, laid[:n]) if has_parts else _NO_PART
            if not part and n and is_addend(figures, n):
                part, whole = "a part", text[: phrase.figure.start]
            prescribed = sentence.text.startswith(_PRESCRIBED, quantity.span.start)
            before = previous.attributes if previous else None
            own = attributes(phrase, quantity.unit, prescribed, aims, ahead, before, around.topic.year)
            if (
                quantity.value < 0
            ):  # 增速为-2.1%: the figure has its sign, and a rate below nothing is a change
                own = replace(own, sign=1, kind="change" if quantity.unit in ("%", "百分点") else own.kind)
            value = own.sign * quantity.value
            larger = totals.larger(sentence.paragraph, standing[n], value)
            listed = around.total_paragraph
            view = Scene(
                text, said, phrase, around, _kinds(own, prescribed), own.unit, value, own.planned, part, whole, sentence.is_heading, standing[n],
                larger,
                _chosen(previous) if previous else totals.last(sentence.paragraph),
                totals.wholes.of(figures, laid, n),
                named_whole(text, phrase.figure.start)
                or spoken_of
                or _turned_to(turns, phrase.figure.start)
                or (totals.divided(sentence.paragraph, value, own.kind) if sentence.opens_paragraph else frozenset()),
                of_sector(laid[:n], phrase),
                is_shared_out(figures, laid, n),
                totals.given(quantity.unit, quantity.value),
                own.per,
                larger & _before(told, known) if told > 0 else larger,
                frozenset() if listed is None else totals.larger(listed, standing[n], value),
                subject(phrase, previous.subject if previous else "", own.kind, ""),
                _total(phrase, told, known, here) if part else None,
            )  # fmt: skip
        options = candidates(view)
        verdict = decide(view, options)
        chosen = verdict.chosen
        totals.give(quantity.unit, quantity.value, chosen.indicator if chosen else None)
        kept = own
        if chosen:
            if own.kind != chosen.indicator.kind:
                own = replace(own, kind=chosen.indicator.kind)
            totals.add(sentence.paragraph, standing[n], chosen.indicator, value, sentence.is_heading)
            totals.wholes.add(chosen.indicator, quantity, phrase)
            spoken_of = whole_of(chosen.indicator) or spoken_of
        topic = _topic(view, chosen) if chosen and own.kind in ("share", "average") else ""
        if head:
            about = head.subject
        elif own.kind == kept.kind and not topic:
            about = view.subject
        else:
            about = subject(phrase, previous.subject if previous else "", own.kind, topic)
        counts.append(Counted(view, kept, about, chosen.indicator.id if chosen else ""))
        if head or (not view.part and own.kind != "change"):
            totals.count(sentence.paragraph, quantity.unit, counts[-1])
        known.append(
            Meaning(quantity, phrase, own, verdict, about, "", _doubts(phrase, own, head is not None))
        )
    return known


def _meets(phrase: Phrase, quantity: Quantity, plan: Meaning) -> bool:
    return quantity.unit == plan.quantity.unit and is_met(phrase, plan.phrase)


def _as_done(plan: Counted) -> Counted:
    """What a plan counts, as a figure of what was done: 计划发展党员320名，实际发展318名."""
    done = replace(plan.attributes, kind="count", planned=False)
    return replace(plan, scene=replace(plan.scene, planned=False, kinds=_kinds(done)), attributes=done)


def _chosen(known: Meaning) -> Indicator | None:
    return known.verdict.chosen.indicator if known.verdict.chosen else None


def _turned_to(turns: Sequence[tuple[int, str]], position: int) -> frozenset[str]:
    """The whole to which a sentence has turned last before a place of it."""
    return next((frozenset({id}) for end, id in reversed(turns) if end <= position), frozenset())


def _kinds(own: Attributes, prescribed: bool = False) -> tuple[str, ...]:
    """The kinds in which an indicator may count the figure: 财政每年安排专项资金… is no norm that the catalogue knows and
    may be a sum that it does; 落实不少于1万元 is no such sum."""
    if own.kind == "standard" and own.per in ("", "年") and not own.planned and not prescribed:
        return ("standard", "count")
    if own.kind == "average" and own.unit == "元" and (not own.per or own.per.startswith(("村", "社区"))):
        return ("average", "standard")  # 运转经费村均9万元, 社区平均工作经费11.7万元
    return ("count",) if own.planned else (own.kind,)


def _before(place: int, known: Sequence[Meaning]) -> frozenset[str]:
    """The indicators of the figures of a sentence that stand before a place of it."""
    chosen = [_chosen(each) for each in known if each.phrase.figure.end <= place]
    return frozenset([each.id for each in chosen if each is not None])


def _total(phrase: Phrase, told: int, known: Sequence[Meaning], here: Counted | None) -> str | None:
    """The indicator of the figure of which one is a part: the last before 其中 or the brackets that it stands in, or a part of that
    which has parts of its own (其中党员62名，女党员12名); "" for one without an indicator, None where no figure before it is told
    with its count word."""
    end = told or phrase.text.rfind("(", 0, phrase.figure.start) + 1
    own = _counter(phrase)
    same = [each for each in known if _counter(each.phrase) == own and each.attributes.kind != "change"]
    before = [each for each in same if each.phrase.figure.end <= end]
    if before:
        total: str | None = _id_of(before[-1])
    else:
        goes_on = phrase.text.startswith("其中") and here is not None and _counter(here.scene.phrase) == own
        total = here.indicator if here is not None and goes_on else None
    parts = [id for each in same[len(before) :] if (id := _id_of(each)) in divided()]
    return parts[-1] if parts else total


def _counter(phrase: Phrase) -> str:
    """The count word of a figure; people are told with several."""
    counter = phrase.text[phrase.figure.end - 1]
    return "人" if counter in "名位" else counter


def _id_of(known: Meaning) -> str:
    chosen = _chosen(known)
    return chosen.id if chosen else ""


def _part(phrase: Phrase, around: Surroundings, before: Sequence[Phrase]) -> tuple[str, str, int]:
    """Whether a figure is a part, the words of what it is a part of (those before 其中, the sentence before one that opens with it,
    or those before the parenthesis that it stands in), and where the figures of its own sentence that may be its whole end,
    0 where none of them is."""
    opened = phrase.text.rfind("(", 0, phrase.figure.start)
    if opened >= 0 and phrase.text.find(")", opened, phrase.figure.start) < 0:
        total = next((each for each in reversed(before) if each.figure.end <= opened), None)
        if total is not None and not _of_its_own_noun(phrase, total, opened):
            return "in brackets", total.text[total.clause.start : opened], 0
    start = max(phrase.text.rfind(mark, 0, phrase.figure.start) for mark in "；;") + 1
    if _PART.match(phrase.text):  # 其中，女党员…；少数民族党员…: it opens the sentence and holds throughout
        start = 0
    match = next(
        (
            each
            for each in _PART.finditer(phrase.text, start, phrase.figure.start)
            if not _is_closed(phrase, each.start())
        ),
        None,
    )
    if not match or _IN_TIME.match(phrase.text, match.start()):
        return _NO_PART
    whole = phrase.text[start : match.start()] or next(iter(around.earlier), "")
    own = any(each.figure.end <= match.start() for each in before)
    return "a part", whole or phrase.text[: match.end()], match.start() if own else 0


def _is_closed(phrase: Phrase, at: int) -> bool:
    """Whether what stands at a place is in brackets that close before the figure: 党员1200名(其中女320名)、党支部|45个."""
    text = phrase.text
    opened = text.rfind("(", 0, at)
    closed = text.find(")", opened) if opened >= 0 else -1
    return at < closed < phrase.figure.start


def _of_its_own_noun(phrase: Phrase, total: Phrase, opened: int) -> bool:
    """Whether a figure stands alone in the brackets behind a noun that has none before it: 党员(12000名)、党支部(813个)."""
    own = _NEXT_ITEM.search(phrase.text, total.figure.end, opened)
    return own is not None and _ALONE.fullmatch(phrase.text, opened + 1, phrase.figure.start) is not None


def _topic(view: Scene, chosen: Candidate) -> str:
    """What an average or a share is about, where that stands in a clause or a sentence before: 村党组织书记 … 平均年龄."""
    words = chosen.term.name.near
    if not words or chosen.term.near & view.clause:
        return ""
    leads = [lead.of(view.text) for lead in view.phrase.leads]
    said = ([word for word in words if word in text] for text in (*leads, *view.around.stretches))
    return next((max(own, key=len) for own in said if own), "")


def _doubts(phrase: Phrase, own: Attributes, listed: bool) -> tuple[str, ...]:
    reasons = []
    if phrase.shares or listed:
        reasons.append("borrowed_noun")
    if own.planned:
        reasons.append("planned")
    return tuple(reasons)
