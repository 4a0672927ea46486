"""What figures say of one another: the ends of a rise in one sentence, a title and the text below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from extract.binding.lexicon import pairs
from extract.binding.meanings import Meaning
from extract.facts import Fact
from extract.patterns import lazy

_RISES_TO = lazy(
    r"(?:[^,，;；。]{0,12}?)(?:提高|提升|增加|增长|扩大|上升|下降|降低|减少|发展|延长|调整|缩小|优化|壮大|上调|跃升|攀升|上涨|扩展|拓展|压缩|压减|精简|缩减|缩短|整合|规范|扩充|充实|增多|合并|归并|撤并|回升|回落|递[增减]|猛增|锐减|变|改|增|降|减|升|扩|涨|缩)(?:到|至|为|成|了?到)"
)
_START, _VALUE = attrgetter("start"), attrgetter("value")
_FROM = lazy(r"(?:由|从)[^,，;；。]*$")


def related(known: list[Meaning]) -> list[Meaning]:
    """The meanings of one sentence with what they say of one another."""
    if len(known) == 1:
        return known
    text = known[0].phrase.text
    return _from_to(known) if "由" in text or "从" in text else known


def _from_to(known: list[Meaning]) -> list[Meaning]:
    """由27个增加到102个: the first figure is the state before, and both carry what the second was bound to."""
    for n in range(len(known) - 1):
        first, second = known[n], known[n + 1]
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
        verdict = first.verdict if first.verdict.chosen else second.verdict
        known[n] = replace(
            first, attributes=kind, verdict=verdict, stage="before", subject=f"{first.subject}（提升前）"
        )
        known[n + 1] = replace(
            second, attributes=later, verdict=verdict, stage="after", subject=first.subject
        )
    return known


def as_below(facts: list[Fact], titles: Sequence[int]) -> list[Fact]:
    """The facts, where those in headings take period, scope and indicator from the same figure in the text below, or from the one
    that they round: 14万余驻村干部 over 147333人."""
    if not titles:
        return facts
    # by unit and in the order of their values, those of one value as they stand
    below: dict[str, list[Fact]] = {}
    inside = set(titles)
    for n, fact in enumerate(facts):
        if n not in inside:
            below.setdefault(fact.unit, []).append(fact)
    for alike in below.values():
        alike.sort(key=_VALUE)
    for n in titles:
        heading = facts[n]
        alike = below.get(heading.unit, [])
        equal = alike[
            bisect_left(alike, heading.value, key=_VALUE) : bisect_right(alike, heading.value, key=_VALUE)
        ]
        behind = equal[bisect_right(equal, heading.start, key=_START) :]
        same = the_same(heading.subject, heading.indicator, behind) or _rounded(heading, alike)
        if same is not None:
            facts[n] = replace(
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
    return facts


def _rounded(heading: Fact, alike: Sequence[Fact]) -> Fact | None:
    """The first figure below that a heading rounds: within what its last digit leaves open, of its indicator or of its words.
    ``alike`` are those of its unit, by their values."""
    if heading.bound not in ("at_least", "approx") or not heading.value:
        return None
    step = _last_place(heading.value)
    low = heading.value - (step if heading.bound == "approx" else 0)
    near = alike[bisect_right(alike, low, key=_VALUE) : bisect_left(alike, heading.value + step, key=_VALUE)]
    own = pairs(heading.subject)
    rounded = (
        each
        for each in near
        if each.start > heading.start
        and ((each.indicator and each.indicator == heading.indicator) or own & pairs(each.subject))
    )
    return min(rounded, key=_START, default=None)


def _last_place(value: float) -> float:
    """The power of ten of the last digit of a number that is not 0.

    >>> _last_place(140000.0), _last_place(16.9)
    (10000.0, 0.1)
    """
    whole, _, part = f"{value:.12f}".rstrip("0").rstrip(".").partition(".")
    exponent = -len(part) if part else len(whole) - len(whole.rstrip("0"))
    return float(f"1e{exponent}")


def the_same(subject: str, indicator: str | None, below: Sequence[Fact]) -> Fact | None:
    """Which of the figures of one number below a heading is the same as its own: the first of its indicator, or one whose
    subject shares words with its own; 210个驻村工作队 is not the same as 210个贫困村."""
    own = pairs(subject)
    if indicator and (found := next((each for each in below if each.indicator == indicator), None)):
        return found
    alike = next((each for each in below if own & pairs(each.subject)), None)
    return alike if alike or indicator else next(iter(below), None)
