"""The words of a catalogue's names, compiled: one pass finds all of them that a sentence holds.

A name asks that a word of some list be said near a figure, and a sentence holds few words. So each counted noun keeps
its names by the words that they ask for: of a thousand names that count 人 only those are weighed of which one was
said, and the work for a figure does not grow with the catalogue. Each list is a bit: a stretch of a sentence is known by
the lists of which it holds a word, and whether it holds one of a certain list is one operation on two numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import itemgetter

import ahocorasick_rs
from ahocorasick_rs import Implementation

from extract.binding.grammar import grammar
from extract.catalogue import Catalogue, Indicator, Name

Hit = tuple[int, int, int]  # word, start, end
_WORD, _END = itemgetter(0), itemgetter(2)


@dataclass(frozen=True, slots=True)
class Term:
    """A name of an indicator with its lists as bits, 0 for an empty one; ``order`` is its place in the catalogue,
    ``constraints`` how many conditions have to hold."""

    order: int
    indicator: Indicator
    name: Name
    done: int
    near: int
    beside: int
    about: int
    without: int
    constraints: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The names that count one noun in one kind and unit: ``asking`` by each word of the list that they ask of the
    sentence, the one that must stand nearest to the figure first; ``topical`` by the words of their topic where they ask
    for nothing else; and those that are ``free`` of both. Words are numbers of the lexicon."""

    asking: dict[int, list[Term]] = field(default_factory=dict)
    topical: dict[int, list[Term]] = field(default_factory=dict)
    free: list[Term] = field(default_factory=list)

    def answered(self, said: Set[int], around: Set[int]) -> Iterable[Term]:
        """The names that may fit where these words were said in the sentence and around it, in the catalogue's order."""
        kept = [self.asking[word] for word in self.asking.keys() & said]
        if self.topical:
            kept += [self.topical[word] for word in self.topical.keys() & around]
        if not kept:
            return self.free
        if len(kept) == 1 and not self.free:
            return kept[0]
        found = {term.order: term for terms in (*kept, self.free) for term in terms}
        return [found[order] for order in sorted(found)]


class Lexicon:
    """The words of one catalogue, numbered; its names by kind and unit and the nouns that they count."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._bits: dict[tuple[str, ...], int] = {(): 0}
        self.verbs = self._bit(grammar().verb_words)
        names = [(indicator, name) for indicator in catalogue.indicators.values() for name in indicator.names]
        terms = [self._term(order, *own) for order, own in enumerate(names)]
        nouns = dict.fromkeys(word for _, name in names for word in name.counted)
        self.words = tuple(dict.fromkeys(chain(nouns, *self._bits)))
        numbers = {word: number for number, word in enumerate(self.words)}
        self.owners: dict[int, set[str]] = {numbers[noun]: set() for noun in nouns}
        self.terms: dict[tuple[str, str], dict[int, Terms]] = {}
        for term in terms:
            for noun in term.name.counted:
                self.owners[numbers[noun]].add(term.indicator.id)
            for unit in dict.fromkeys(term.name.units):
                self._keep(term, self.terms.setdefault((term.indicator.kind, unit), {}), numbers)
        self.lists = [0] * len(self.words)
        for words, bit in self._bits.items():
            for word in words:
                self.lists[numbers[word]] |= bit
        self._automaton = ahocorasick_rs.AhoCorasick(self.words, implementation=Implementation.DFA)
        self.remembered = lru_cache(maxsize=2048)(self.read)

    def _bit(self, words: tuple[str, ...]) -> int:
        return self._bits.setdefault(words, 1 << len(self._bits))

    def _term(self, order: int, indicator: Indicator, name: Name) -> Term:
        lists = (name.done, name.near, name.beside, name.about, name.without)
        done, near, beside, about, without = map(self._bit, lists)
        constraints = bool(done) + bool(near or beside) + bool(about) + name.whole
        return Term(order, indicator, name, done, near, beside, about, without, constraints)

    @staticmethod
    def _keep(term: Term, own: dict[int, Terms], numbers: Mapping[str, int]) -> None:
        """Sort a name in with the others that count its nouns in one kind and unit."""
        name = term.name
        asked = name.beside or name.near or name.done
        for noun in dict.fromkeys(name.counted):
            terms = own.setdefault(numbers[noun], Terms())
            for word in dict.fromkeys(asked or name.about):
                kept = terms.asking if asked else terms.topical
                kept.setdefault(numbers[word], []).append(term)
            if not asked and not name.about:
                terms.free.append(term)

    def read(self, text: str) -> Said:
        """What a plain text holds of the catalogue's words."""
        return Said(self, self._automaton.find_matches_as_indexes(text, overlapping=True))


class Said:
    """What a text holds of a catalogue's words: every place, overlapping ones too, by where they end."""

    __slots__ = ("_ends", "_hits", "_lexicon", "_stretches", "words")

    def __init__(self, lexicon: Lexicon, hits: Sequence[Hit]) -> None:
        self._lexicon = lexicon
        self._hits = hits
        self._ends = list(map(_END, hits))
        self._stretches: dict[tuple[int, int], int] = {}
        self.words = set(map(_WORD, hits))

    @property
    def lists(self) -> int:
        """The lists of which the whole text holds a word."""
        return self.within(0, self._ends[-1]) if self._ends else 0

    def within(self, start: int, end: int) -> int:
        """The lists of which a stretch of the text holds a word."""
        key = (start, end)
        found = self._stretches.get(key)
        if found is None:
            found, lists = 0, self._lexicon.lists
            for word, begin, _ in self._hits[bisect_right(self._ends, start) : bisect_right(self._ends, end)]:
                if begin >= start:
                    found |= lists[word]
            self._stretches[key] = found
        return found

    def nouns(self, among: Container[int], start: int, low: int, high: int) -> list[Hit]:
        """Those ``among`` the counted nouns that begin from ``start`` on and end from ``low`` to ``high``."""
        hits = self._hits[bisect_left(self._ends, low) : bisect_right(self._ends, high)]
        return [hit for hit in hits if hit[0] in among and hit[1] >= start]


@lru_cache(maxsize=4)
def lexicon(catalogue: Catalogue) -> Lexicon:
    """The words of a catalogue, compiled once."""
    return Lexicon(catalogue)
