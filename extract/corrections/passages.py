"""Passages: a place in a report's text, told by its words and not by its offset, so that it outlasts a changed text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extract.span import Span

AROUND = 24  # characters kept to either side
_ENOUGH = 0.75  # share of them that must still stand there, counted outwards from the quote, where not all do
ENDS = "。！？!?；;\n"
"""What ends a sentence of raw text; a figure's id and its passage must agree on it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote of a report with the words around it.

    ``quote``, ``before`` and ``after`` are raw text; ``occurrence`` counts from 0 among the ``among`` places of the
    report that have the same quote and the same words around it; ``alike`` is how many places have its sentence (both 0
    where an older version did not count).
    """

    report: str
    quote: str
    before: str
    after: str
    occurrence: int = 0
    among: int = field(default=0, compare=False)
    alike: int = field(default=0, compare=False)


def passage(report: str, raw: str, span: Span) -> Passage:
    """The passage of a span; raises `ValueError` for an empty one.

    >>> passage("汇报", "培训书记3名，培训党员3名。", Span(11, 13))
    Passage(report='汇报', quote='3名', before='培训书记3名，培训党员', after='。', occurrence=0, among=1, alike=1)
    """
    quote = span.of(raw)
    if not quote:
        raise ValueError(f"nothing stands at {span.start}..{span.end}")
    before = raw[max(0, span.start - AROUND) : span.start]
    after = raw[span.end : span.end + AROUND]
    bare = Passage(report, quote, before, after)
    same = [place.start for place in _places(bare, raw) if place.whole]
    alike = sum(place.sentence for place in _places(bare, raw))
    return replace(bare, occurrence=same.index(span.start), among=len(same), alike=alike)


def find(wanted: Passage, raw: str) -> Span | None:
    """Where a passage stands in a text that may have changed elsewhere; None when its words are gone, or when it can no
    longer be told from another place.

    The words on both sides must stand there as they were. Where some do not, the sentence must, on both sides of the
    quote and in this place alone, with most of what is around it: the same quote elsewhere is another figure.

    >>> kept = passage("汇报", "全年培训党员3名，培训书记3名。", Span(13, 15))
    >>> find(kept, "全年培训党员3名。") is None
    True
    >>> long = passage("汇报", "各地抓党建促振兴。全年培训党员3名，其中书记1名。工作成效明显。", Span(15, 17))
    >>> find(long, "（更新）各地抓党建促振兴。全年培训党员3名，其中书记1名。成效明显。")
    Span(start=19, end=21)
    """
    places = list(_places(wanted, raw))
    same = [place.start for place in places if place.whole]
    alike = [place.start for place in places if place.sentence]
    start = None
    if same:
        known = len(same) == wanted.among if wanted.among else len(same) > wanted.occurrence
        if known and len(alike) >= wanted.alike:  # else one of its kind left, and it may have been this one
            start = same[wanted.occurrence]
    elif len(alike) == 1 and wanted.alike <= 1:
        near = next(place for place in places if place.sentence)
        if near.share >= _ENOUGH:
            start = near.start
    return None if start is None else Span(start, start + len(wanted.quote))


class _Place(NamedTuple):
    """A place with the quote: whether all words around it are the passage's, whether those of its sentence are, and what
    share of them all."""

    start: int
    whole: bool
    sentence: bool
    share: float


def _places(wanted: Passage, raw: str) -> Iterator[_Place]:
    """The places of a quote. Where the passage began or ended its report, so must the place, to be the same."""
    width = len(wanted.before) + len(wanted.after)
    least_before = _sentence(wanted.before[::-1])
    least_after = _sentence(wanted.after)
    for start in _occurrences(wanted.quote, raw):
        end = start + len(wanted.quote)
        before = _same(reversed(raw[max(0, start - len(wanted.before)) : start]), reversed(wanted.before))
        after = _same(iter(raw[end : end + len(wanted.after)]), iter(wanted.after))
        edges = (len(wanted.before) >= AROUND or start == before) and (
            len(wanted.after) >= AROUND or end + after == len(raw)
        )
        whole = before + after == width and edges
        sentence = before >= least_before and after >= least_after and before > 0 and after > 0
        yield _Place(start, whole, whole or sentence, (before + after) / width if width else 1.0)


def _sentence(words: str) -> int:
    """How many of the words, counted outwards from the quote, belong to its sentence."""
    return next((at for at, mark in enumerate(words) if mark in ENDS), len(words))


def _same(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _occurrences(quote: str, raw: str) -> Iterator[int]:
    start = raw.find(quote)
    while start >= 0:
        yield start
        start = raw.find(quote, start + 1)
