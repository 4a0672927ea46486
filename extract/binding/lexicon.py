"""The words of a catalogue's names, compiled: what a sentence holds of them is found in one pass and asked for as sets.

A name asks that a word of some list be said near a figure, and a sentence holds words of few lists. So each counted
noun keeps its names by a list that they ask for: of a thousand names that count 人 only those are weighed whose list
was said, and the work for a figure does not grow with the catalogue.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

import ahocorasick_rs

from extract.binding.grammar import grammar
from extract.catalogue import Catalogue, Indicator, Name
from extract.span import Span

Hit = tuple[int, int, int]  # word, start, end


@dataclass(frozen=True, slots=True)
class Term:
    """A name of an indicator with its lists by number, 0 for an empty one; ``order`` is its place in the catalogue."""

    order: int
    indicator: Indicator
    name: Name
    done: int
    near: int
    beside: int
    about: int
    without: int

    @property
    def constraints(self) -> int:
        """How many conditions have to hold."""
        return bool(self.done) + bool(self.near or self.beside) + bool(self.about) + self.name.whole


_ORDER = attrgetter("order")


@dataclass(frozen=True, slots=True)
class Terms:
    """The names that count one noun in one kind and unit: by the list that they ask of the sentence, the one that must
    stand nearest to the figure first; by the topic (``about``) where they ask only for that; and ``free`` of both."""

    asking: dict[int, list[Term]] = field(default_factory=dict)
    about: dict[int, list[Term]] = field(default_factory=dict)
    free: list[Term] = field(default_factory=list)

    def add(self, term: Term) -> None:
        """Sort a name in."""
        if asked := term.beside or term.near or term.done:
            self.asking.setdefault(asked, []).append(term)
        elif term.about:
            self.about.setdefault(term.about, []).append(term)
        else:
            self.free.append(term)

    def answered(self, lists: frozenset[int]) -> list[Term]:
        """The names that may fit where a word of each of these lists was said, in the order of the catalogue."""
        terms = [term for number in self.asking.keys() & lists for term in self.asking[number]]
        terms += [term for number in self.about.keys() & lists for term in self.about[number]]
        terms += self.free
        return sorted(terms, key=_ORDER) if len(terms) > 1 else terms


class Lexicon:
    """The words of one catalogue; lists of words are numbered from 1."""

    def __init__(self, catalogue: Catalogue) -> None:
        numbers: dict[tuple[str, ...], int] = {(): 0}
        terms: dict[str, dict[tuple[str, str], Terms]] = {}
        named = [(indicator, name) for indicator in catalogue.indicators.values() for name in indicator.names]
        for order, (indicator, name) in enumerate(named):
            lists = (name.done, name.near, name.beside, name.about, name.without)
            term = Term(order, indicator, name, *(numbers.setdefault(own, len(numbers)) for own in lists))
            for word in dict.fromkeys(name.counted):
                for unit in dict.fromkeys(name.units):
                    terms.setdefault(word, {}).setdefault((indicator.kind, unit), Terms()).add(term)
        self.verbs = numbers.setdefault(grammar().verb_words, len(numbers))
        holders: dict[str, set[int]] = {word: set() for word in terms}
        for words, number in numbers.items():
            for word in words:
                holders.setdefault(word, set()).add(number)
        self.words = tuple(holders)  # the counted nouns first
        self.terms: Sequence[Mapping[tuple[str, str], Terms]] = tuple(terms.values())
        self.owners = tuple(_owners(own.values()) for own in self.terms)
        self.holders = tuple(map(frozenset, holders.values()))
        self._automaton = ahocorasick_rs.AhoCorasick(self.words)
        self.lists = lru_cache(maxsize=2048)(self._lists)

    def read(self, text: str) -> Said:
        """What a plain text holds of the catalogue's words."""
        return Said(self, self._automaton.find_matches_as_indexes(text, overlapping=True))

    def _lists(self, text: str) -> frozenset[int]:
        """The lists of which a text holds a word; remembered, since a heading stands around many figures."""
        return self.read(text).lists


def _owners(terms: Iterable[Terms]) -> frozenset[str]:
    """The indicators that count a noun."""
    lists = (own for each in terms for own in (*each.asking.values(), *each.about.values(), each.free))
    return frozenset(term.indicator.id for own in lists for term in own)


class Said:
    """What a text holds of a catalogue's words: every place, overlapping ones too, by where they end."""

    __slots__ = ("_ends", "_hits", "_lexicon", "_stretches", "lists")

    def __init__(self, lexicon: Lexicon, hits: Sequence[Hit]) -> None:
        self._lexicon = lexicon
        self._hits = hits
        self._ends = [end for _, _, end in hits]
        self._stretches: dict[tuple[int, int], frozenset[int]] = {}
        self.lists = self._holders({word for word, _, _ in hits})

    def within(self, stretch: Span) -> frozenset[int]:
        """The lists of which a stretch of the text holds a word."""
        key = (stretch.start, stretch.end)
        if key not in self._stretches:
            first, last = bisect_right(self._ends, stretch.start), bisect_right(self._ends, stretch.end)
            words = {word for word, start, _ in self._hits[first:last] if start >= stretch.start}
            self._stretches[key] = self._holders(words)
        return self._stretches[key]

    def nouns(self, low: int, high: int) -> list[Hit]:
        """The counted nouns that end from ``low`` to ``high``."""
        first, last = bisect_left(self._ends, low), bisect_right(self._ends, high)
        count = len(self._lexicon.terms)
        return [hit for hit in self._hits[first:last] if hit[0] < count]

    def _holders(self, words: set[int]) -> frozenset[int]:
        holders = self._lexicon.holders
        return frozenset().union(*[holders[word] for word in words])


@lru_cache(maxsize=4)
def lexicon(catalogue: Catalogue) -> Lexicon:
    """The words of a catalogue, compiled once."""
    return Lexicon(catalogue)
