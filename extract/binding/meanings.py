"""What each figure of a sentence means: what it counts, of what kind, and the indicator that it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.binding.attributes import Attributes, attributes, has_aims
from extract.binding.lexicon import lexicon
from extract.binding.naming import Match, Naming, Surroundings
from extract.binding.phrases import Figure, Phrase, phrases, plain
from extract.binding.subjects import subject
from extract.catalogue import Catalogue
from extract.patterns import lazy
from extract.quantities import Quantity
from extract.records import record
from extract.timeline import Stage

_PRESCRIBED = ("不低于", "不少于", "不得", "不高于", "不小于", "至少")
_PART = lazy(r"其中|(?:^|[,，;；])其")


@record
class Meaning:
    """A figure on its way to a fact: everything that its sentence says of it.

    ``stage`` tells the A and the B of 由A提升到B, ``part`` that it follows 其中, ``doubts`` are ids of `extract.binding.doubts`.
    """

    quantity: Quantity
    phrase: Phrase
    attributes: Attributes
    match: Match | None
    subject: str
    stage: Stage
    part: bool
    doubts: tuple[str, ...]


def laid_out(sentence: str, figures: Sequence[Quantity]) -> list[Phrase]:
    """The phrase of each figure of a sentence, in order."""
    decorated = plain(sentence)
    places = [Figure(decorated.place(q.span), q.unit, len(q.noun)) for q in figures]
    return phrases(decorated.text, places)


def meanings(
    sentence: str,
    figures: Sequence[Quantity],
    laid: Sequence[Phrase],
    catalogue: Catalogue,
    around: Surroundings,
) -> list[Meaning]:
    """The meaning of each figure of a sentence, in order, by its phrase; ``around`` is what stands before the sentence."""
    text = laid[0].text
    names = Naming(lexicon(catalogue), text, around)
    aims, has_parts = has_aims(text), "其" in text
    known: list[Meaning] = []
    for quantity, phrase in zip(figures, laid, strict=True):
        whole = _whole(phrase, around) if has_parts else ""
        previous = known[-1] if known else None
        prescribed = sentence.startswith(_PRESCRIBED, quantity.span.start)
        before = previous.attributes if previous else None
        own = attributes(phrase, quantity.unit, prescribed, aims, before)
        if (
            quantity.value < 0
        ):  # 增速为-2.1%, 下降-3.5%: the figure has its sign, and a rate below nothing is a change
            own = replace(own, sign=1, kind="change" if quantity.unit in ("%", "百分点") else own.kind)
        match = None if own.planned else names.match(phrase, own.kind, own.unit, whole)
        if match is None and own.kind == "standard" and own.per in ("", "年") and not own.planned:
            # 财政每年安排专项资金…: no norm that the catalogue knows may be a sum that it does
            match = names.match(phrase, "count", own.unit, whole)
            own = replace(own, kind="count") if match else own
        topic = match.near if match and match.distance and own.kind in ("share", "average") else ""
        said = subject(phrase, previous.subject if previous else "", own.kind, topic)
        known.append(
            Meaning(quantity, phrase, own, match, said, "", bool(whole), _doubts(phrase, match, own))
        )
    return known


def _whole(phrase: Phrase, around: Surroundings) -> str:
    """What a part is a part of: the words before 其中, or the sentence before one that opens with it."""
    start = max(phrase.text.rfind(mark, 0, phrase.figure.start) for mark in "；;") + 1
    if _PART.match(phrase.text):  # 其中，女党员…；少数民族党员…: it opens the sentence and holds throughout
        start = 0
    match = _PART.search(phrase.text, start, phrase.figure.start)
    if not match:
        return ""
    before = phrase.text[start : match.start()] or next(iter(around.earlier), "")
    return before or phrase.text[: match.end()]


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
