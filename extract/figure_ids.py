"""A figure's permanent id, which leads back to its sentence after the report was read anew.

`Fact.id` is the report's name and an offset: short, and gone when the file is renamed or a later version of the program
reads more of it. The permanent id says which report by its words, where the figure stood, and a check of the quote and the
words around it, so that it is found where it stands now: ``9f3c0a1b2d4e5f60-1523-6-3b2e9c1d0a4f5b6c``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract import readings
from extract.corrections.passages import AROUND, ENDS
from extract.facts import Fact
from extract.patterns import lazy
from extract.span import Span
from extract.table import Source

_ID = lazy(r"(?P<report>[0-9a-f]{16})-(?P<start>\d{1,9})-(?P<length>\d{1,4})-(?P<check>[0-9a-f]{16})")
_HALF = 8  # characters of a check: so many of all the words around, and as many of the sentence's
_SHIFT = 20_000  # characters that a number which is no figure any more may have moved


@dataclass(frozen=True, slots=True)
class Place:
    """Where the figure of an id stands now: its report, its span in the raw text, and the fact that was read there, None where
    the number is no figure of the table any more."""

    report: str
    span: Span
    fact: Fact | None


def figure_id(fact: Fact, source: Source | None, identities: Mapping[str, str] | None = None) -> str:
    """The permanent id of a fact. ``identities`` are those of the workspace's reports by name; a report without one is known
    by its words, and where a table has no texts by its name.

    >>> text = "全县共培训党员3000名。"
    >>> own = Source("综述", "", None, "", "", "", text, text)
    >>> found = Fact("综述", "3000名", 7, 12, 3000.0, None, "人", "名", "exact", "count", "", "", None, "", "", "", "", "3000名",
    ...     text, 7, text, 7, "", 1.0, ())
    >>> figure_id(found, own)
    '607e8917fc3abfbf-7-5-ebcdee7167482d3c'
    """
    return "-".join(
        (
            _report(fact.report, source, identities or {}),
            str(fact.start),
            str(fact.end - fact.start),
            _check(*_around(fact, source)),
        )
    )


def is_figure_id(text: str) -> bool:
    """Whether a text has the form of a permanent id.

    >>> is_figure_id("9f3c0a1b2d4e5f60-1523-6-3b2e9c1d0a4f5b6c"), is_figure_id("综述:1523")
    (True, False)
    """
    return _ID.fullmatch(text) is not None


def locate(
    text: str,
    sources: Mapping[str, Source],
    facts_of: Callable[[str], Sequence[Fact]],
    identities: Mapping[str, str] | None = None,
) -> Place | None:
    """Where the figure of a permanent id stands now, None where its report or its words are gone. ``facts_of`` gives the facts
    of a report by its name.

    The report with that identity is looked at first; where there is none, because its text is read otherwise now, all others.
    """
    match = _ID.fullmatch(text)
    if match is None:
        return None
    start, length, check = int(match["start"]), int(match["length"]), match["check"]
    own = [name for name, each in sources.items() if _report(name, each, identities or {}) == match["report"]]
    for name in own or sources:
        found = _in_report(sources[name], facts_of(name), start, length, check, everywhere=bool(own))
        if found is not None:
            return found
    return None


def _in_report(
    source: Source, facts: Sequence[Fact], start: int, length: int, check: str, *, everywhere: bool
) -> Place | None:
    if not source.raw:
        own = [fact for fact in facts if _check(*_around(fact, source)) == check]
        fact = min(own, key=lambda fact: abs(fact.start - start), default=None)
        return None if fact is None else Place(source.name, fact.span, fact)
    at = _standing(source.raw, facts, start, length, check, everywhere=everywhere)
    if at is None:
        return None
    span = Span(at, at + length)
    over = [fact for fact in facts if fact.start < span.end and span.start < fact.end]
    over.sort(key=lambda fact: (abs(fact.start - span.start) + abs(fact.end - span.end), fact.start))
    return Place(source.name, span, over[0] if over else None)


def _standing(
    raw: str, facts: Sequence[Fact], start: int, length: int, check: str, *, everywhere: bool
) -> int | None:
    """Where the quote stands with the words around it: as it was, else the nearest place. Where those changed, the one place
    whose sentence did not. Figures are looked at before other places."""
    if _check_at(raw, start, length) == check:
        return start
    places = [sorted({fact.start for fact in facts}, key=lambda at: abs(at - start))]
    if everywhere:
        near = range(max(0, start - _SHIFT), min(len(raw) - length + 1, start + _SHIFT))
        places.append(sorted(near, key=lambda at: abs(at - start)))
    for some in places:
        checks = {at: _check_at(raw, at, length) for at in some}
        whole = [at for at, found in checks.items() if found == check]
        same_sentence = [at for at, found in checks.items() if found[_HALF:] == check[_HALF:]]
        if whole or len(same_sentence) == 1:
            return (whole or same_sentence)[0]
    return None


def _check_at(raw: str, at: int, length: int) -> str:
    return _check(*_words(raw, Span(at, at + length))) if at + length <= len(raw) else ""


def _report(name: str, source: Source | None, identities: Mapping[str, str]) -> str:
    if identities.get(name):
        return identities[name]
    return _by_words(source.raw) if source is not None and source.raw else readings.words(f"name {name}")


@lru_cache(maxsize=4096)
def _by_words(raw: str) -> str:
    return readings.words(raw)


def _around(fact: Fact, source: Source | None) -> tuple[str, str, str]:
    """The quote between the words around it, in the report or, where only the table is there, in the sentence."""
    if source is not None and source.raw:
        return _words(source.raw, fact.span)
    at = fact.raw_position
    return _words(fact.raw_sentence, Span(at, at + len(fact.quote)))


def _words(raw: str, span: Span) -> tuple[str, str, str]:
    return raw[max(0, span.start - AROUND) : span.start], span.of(raw), raw[span.end : span.end + AROUND]


def _check(before: str, quote: str, after: str) -> str:
    """Of all the words, and of those of the sentence alone."""
    start = max(before.rfind(mark) for mark in ENDS) + 1
    end = min((at for mark in ENDS if (at := after.find(mark)) >= 0), default=len(after))
    return _digest(before, quote, after) + _digest(before[start:], quote, after[:end])


def _digest(*words: str) -> str:
    return readings.digest("\0".join(words).encode("utf-8", errors="surrogatepass"))[:_HALF]
