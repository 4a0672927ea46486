"""The words of a catalogue's names, compiled: one pass finds all of them that a sentence holds.

Each counted noun keeps the names that count it, and each list of words is a bit: a stretch of a sentence is known by the
lists of which it holds a word, and whether it holds one of a certain list is one operation on two numbers. A name that
asks for words of which none was said is no candidate, so the work for a figure does not grow with the catalogue.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from itertools import chain, pairwise
from operator import itemgetter, or_

import ahocorasick_rs
from ahocorasick_rs import Implementation

from extract.binding.grammar import grammar
from extract.catalogue import Catalogue, Indicator, Name

PROVINCIAL = "〔省级〕"
"""Among the words near a name: that the figure is one of a whole province or of the nation; no text holds it."""

Hit = tuple[int, int, int]  # word, start, end
_WORD, _END = itemgetter(0), itemgetter(2)


@dataclass(frozen=True, slots=True)
class Term:
    """A name of an indicator with its lists as bits, 0 for an empty one; ``order`` is its place in the catalogue, ``alike`` what
    its nouns stand for that only say another in other words."""

    order: int
    indicator: Indicator
    name: Name
    done: int
    near: int
    never: int
    asks: int
    alike: Mapping[str, str]


@dataclass(slots=True, eq=False)
class Terms:
    """The names that count one noun in one kind and unit: ``asking`` by each list of which they ask for a word, ``free``
    those that ask for none; ``lists`` are all that are asked for."""

    asking: dict[int, list[Term]] = field(default_factory=dict)
    free: list[Term] = field(default_factory=list)
    lists: int = 0

    def keep(self, term: Term) -> None:
        """Sort a name in with the others."""
        for asked in {term.done, term.near} - {0}:
            self.asking.setdefault(asked, []).append(term)
            self.lists |= asked
        if not term.done | term.near:
            self.free.append(term)

    def answered(self, said: int) -> Sequence[Term]:
        """The names that ask for a word of these ``lists`` of theirs, and those that ask for none, in the catalogue's order."""
        found = {term.order: term for term in self.free}
        while said:
            asked = said & -said
            said ^= asked
            found |= {term.order: term for term in self.asking[asked]}
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
                own = self.terms.setdefault((term.indicator.kind, unit), {})
                for noun in dict.fromkeys(term.name.counted):
                    own.setdefault(numbers[noun], Terms()).keep(term)
        self.lists = [0] * len(self.words)
        for words, bit in self._bits.items():
            for word in words:
                self.lists[numbers[word]] |= bit
        self._automaton = ahocorasick_rs.AhoCorasick(self.words, implementation=Implementation.DFA)
        self._listed = {word: lists for word, lists in zip(self.words, self.lists, strict=True) if lists}
        self.provincial = self._listed.get(PROVINCIAL, 0)
        self._of_lists = ahocorasick_rs.AhoCorasick(self._listed, implementation=Implementation.DFA)
        self.remembered = lru_cache(maxsize=2048)(self.read)
        self._answered = lru_cache(maxsize=4096)(Terms.answered)

    def _bit(self, words: tuple[str, ...]) -> int:
        return self._bits.setdefault(words, 1 << len(self._bits))

    def _term(self, order: int, indicator: Indicator, name: Name) -> Term:
        done, near, never, asks = map(self._bit, (name.done, name.near, indicator.never, indicator.asks))
        return Term(order, indicator, name, done, near, never, asks, dict(name.alike))

    def answered(self, terms: Terms, said: int) -> Sequence[Term]:
        """The names of which a word was said, by the lists that hold one, and those that ask for none, in the catalogue's order."""
        asked = terms.lists & said
        return self._answered(terms, asked) if asked else terms.free

    def read(self, text: str) -> Said:
        """What a plain text holds of the catalogue's words."""
        return Said(self, self._automaton.find_matches_as_indexes(text, overlapping=True))

    def lists_in(self, text: str) -> int:
        """The lists of which a plain text holds a word: what `read` would find, for a long text of which nothing else is asked."""
        said = set(self._of_lists.find_matches_as_strings(text, overlapping=True))
        return reduce(or_, map(self._listed.__getitem__, said), 0)


class Said:
    """What a text holds of a catalogue's words: every place, overlapping ones too, by where they end; ``words`` are those that
    it holds, ``lists`` those of which it holds one."""

    __slots__ = ("_counted", "_ends", "_hits", "_lexicon", "_stretches", "lists", "words")

    def __init__(self, lexicon: Lexicon, hits: Sequence[Hit]) -> None:
        self._lexicon = lexicon
        self._hits = hits
        self._ends = list(map(_END, hits))
        self._stretches: dict[tuple[int, int], int] = {}
        self._counted: dict[tuple[str, str], list[Hit]] = {}
        self.words = frozenset(map(_WORD, hits))
        self.lists: int = reduce(or_, map(lexicon.lists.__getitem__, self.words), 0)

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

    def counted(self, kind: str, unit: str) -> Sequence[Hit]:
        """The nouns that some name counts in a kind and unit: those of one sentence are asked for by each of its figures."""
        found = self._counted.get((kind, unit))
        if found is None:
            among = self._lexicon.terms.get((kind, unit), {})
            some = not self.words.isdisjoint(among)
            found = self._counted[kind, unit] = [hit for hit in self._hits if hit[0] in among] if some else []
        return found

    def nouns(self, among: Container[int], start: int, end: int) -> list[Hit]:
        """Those ``among`` the counted nouns that stand within a stretch."""
        hits = self._hits[bisect_right(self._ends, start) : bisect_right(self._ends, end)]
        return [hit for hit in hits if hit[0] in among and hit[1] >= start]


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text.

    >>> sorted(pairs("党支部"))
    ['党支', '支部']
    """
    return frozenset(map("".join, pairwise(text)))


@lru_cache(maxsize=4)
def lexicon(catalogue: Catalogue) -> Lexicon:
    """The words of a catalogue, compiled once."""
    return Lexicon(catalogue)
