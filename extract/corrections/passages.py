"""Passages: a place in a report's text, told by its words and not by its offset, so that it outlasts a changed text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.span import Span

AROUND = 24  # characters kept to either side
_ENOUGH = 0.5  # share of them that must still stand there, counted outwards from the quote


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote of a report with the words around it.

    ``quote``, ``before`` and ``after`` are raw text; ``occurrence`` counts from 0 among the places of the report that
    have the same quote and the same words around it.
    """

    report: str
    quote: str
    before: str
    after: str
    occurrence: int = 0


def passage(report: str, raw: str, span: Span) -> Passage:
    """The passage of a span; raises `ValueError` for an empty one.

    >>> passage("汇报", "培训书记3名，培训党员3名。", Span(11, 13))
    Passage(report='汇报', quote='3名', before='培训书记3名，培训党员', after='。', occurrence=0)
    """
    quote = span.of(raw)
    if not quote:
        raise ValueError(f"nothing stands at {span.start}..{span.end}")
    before = raw[max(0, span.start - AROUND) : span.start]
    after = raw[span.end : span.end + AROUND]
    alike = [
        start
        for start in _occurrences(quote, raw)
        if raw.startswith(after, start + len(quote)) and raw[:start].endswith(before)
    ]
    return Passage(report, quote, before, after, alike.index(span.start))


def find(wanted: Passage, raw: str) -> Span | None:
    """Where a passage stands in a text that may have changed elsewhere; None when its words are gone.

    >>> kept = passage("汇报", "全年培训党员3名，培训书记3名。", Span(13, 15))
    >>> find(kept, "（更新）全年共培训党员3名，培训书记3名。")
    Span(start=18, end=20)
    >>> find(kept, "全年培训党员3名。") is None
    True
    """
    whole = len(wanted.before) + len(wanted.after)
    best, places = _ENOUGH * whole, list[int]()
    for start in _occurrences(wanted.quote, raw):
        agree = _agreement(wanted, raw, start)
        if agree > best or not places:
            if agree < best:
                continue
            best, places = agree, [start]
        elif agree == best:
            places.append(start)
    if not places:
        return None
    start = places[min(wanted.occurrence, len(places) - 1)]
    return Span(start, start + len(wanted.quote))


def _agreement(wanted: Passage, raw: str, start: int) -> int:
    """How many characters around a place are those of the passage, counted outwards from the quote."""
    end = start + len(wanted.quote)
    before = raw[max(0, start - len(wanted.before)) : start]
    after = raw[end : end + len(wanted.after)]
    return _same(reversed(before), reversed(wanted.before)) + _same(iter(after), iter(wanted.after))


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
