"""Which indicator a figure is: the words around it held against the names in the catalogue.

One automaton finds every counted noun of the catalogue in a sentence in one pass; the conditions of a name are looked
at only for the few names whose noun the figure counts. A user's indicator is data, so nothing here names one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import ahocorasick_rs
import regex

from extract.binding.grammar import grammar
from extract.binding.nouns import Noun
from extract.binding.phrases import Phrase
from extract.catalogue import Catalogue, Indicator, Name

_NEUTRAL = regex.compile(
    r"(?:全[省市县州区旗盟国镇乡村]|我[国省市县州区旗盟]|本[省市县州区旗盟]|各级|各类|各|目前|现在|现|如今|已|共|建有|设有|辖有|下辖|辖|设|有|中国共产党|中国|中共|其中|[一二三四五六七八九十\d]+年来|\p{Han}{2,4}(?=共有|现有|有|下辖|辖)|"
    r"基层|截[至止][^,，]*?(?:底|末|日|月|前|年)|\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?[底末]?|[年月]底|去年|今年|为止|,|，|、|:|：|\(|\)|和|与|及|的|数|总|在册|党的|"
    r"\p{Han}{2,9}?(?:省|市|县|州|区|旗|盟|乡|镇|村|街道|屯|嘎查)|●|—|拥有|党组织|所有|全部|累计|先后|新|其|另|共计|还|又|再|由|从|(?:比|较)(?:上年[末底]?|去年[末底]?|上届|年初)|同比)*+"
)
# 村 in 村民组, 社区 in 社区工作者: the noun goes on and is another one
_COMPOUNDS = frozenset("民级干支委组落庄医工居书专网里道")
_REGION_WIDE = regex.compile(r"全[省市县州区旗盟国镇乡]|[省市县州区旗盟](?=共|现|有)")
_JOINED = regex.compile(r"(?:、|和|与|及|以及)$")
_FAR = 99
_END = itemgetter(2)


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator that fits a figure, with what speaks for it. ``distance`` is how many clauses back the words that
    it needs stand (0: in the figure's own); ``constraints`` how many of the name's conditions had to hold."""

    indicator: Indicator
    name: Name
    word: str
    end: int
    distance: int
    near: str
    near_at: int
    constraints: int

    @property
    def place(self) -> tuple[int, int]:
        """Where the words that it needs stand, in the order of the text."""
        return (-self.distance, self.near_at)

    @property
    def rank(self) -> tuple[float, int]:
        """The larger the better: the longest noun, the nearest words, the most conditions met."""
        score = (
            3 * len(self.word)
            + 2 * self.constraints
            + bool(self.name.about)
            - 3 * min(self.distance, 4)
            + 0.5 * len(self.near)
        )
        return (score, self.constraints)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands outside the sentence: the paragraph before it (nearest sentence first), the heading, and how
    the report opens. ``whole`` is
    what a part (其中 …) is a part of, "" for a figure that is none."""

    earlier: tuple[str, ...]
    heading: str
    report: str
    whole: str = ""


class Naming:
    """The names of one catalogue, ready to be found."""

    def __init__(self, catalogue: Catalogue) -> None:
        owners: dict[str, list[tuple[Indicator, Name]]] = defaultdict(list)
        for indicator in catalogue.indicators.values():
            for name in indicator.names:
                for word in dict.fromkeys(name.counted):
                    owners[word].append((indicator, name))
        self._words = tuple(owners)
        self._owners = tuple(tuple(owners[word]) for word in self._words)
        self._automaton = ahocorasick_rs.AhoCorasick(self._words)
        names = [name for indicator in catalogue.indicators.values() for name in indicator.names]
        lists = [words for n in names for words in (n.done, n.near, n.beside, n.about, n.without)]
        self._conditions = tuple({word for words in lists for word in words})
        self._finder = ahocorasick_rs.AhoCorasick(self._conditions)
        self._held = lru_cache(maxsize=2048)(self._scan)

    def _scan(self, text: str) -> frozenset[str]:
        """The words of any condition that a stretch of text holds; every name asks it of the same few stretches."""
        found = self._finder.find_matches_as_indexes(text, overlapping=True)
        return frozenset([self._conditions[word] for word, _, _ in found])

    def occurrences(self, text: str) -> list[tuple[int, int, int]]:
        """Every counted noun in a plain text: (word, start, end) by where they end, overlapping ones too."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    def match(
        self,
        phrase: Phrase,
        kind: str,
        unit: str,
        found: Sequence[tuple[int, int, int]],
        around: Surroundings,
    ) -> Match | None:
        """The indicator of one figure; None when no name fits or a joint count mixes several."""
        for noun in phrase.nouns:
            heads = self._heads(noun, phrase, found)
            if not heads:
                continue
            said = _said(noun, phrase, around)
            matches = [
                match
                for word, start, end in heads
                for indicator, name in self._owners[word]
                if indicator.kind == kind and unit in name.units and (name.leads or end >= noun.ends[0])
                if (match := self._fits(indicator, name, self._words[word], start, end, said))
            ]
            matches = [match for match in matches if not self._joint(match, noun, phrase, found)]
            if best := _best(matches, phrase):
                return best
        return None

    def _heads(
        self, noun: Noun, phrase: Phrase, found: Sequence[tuple[int, int, int]]
    ) -> list[tuple[int, int, int]]:
        """The counted nouns in which the noun phrase ends."""
        first, (low, high) = noun.span.start, noun.ends
        return [
            hit
            for hit in _ending(found, first + 1, high)
            if hit[1] >= first and (hit[2] >= low or (noun.side == "right" and hit[1] == first))
        ]

    def _joint(self, match: Match, noun: Noun, phrase: Phrase, found: Sequence[tuple[int, int, int]]) -> bool:
        """``培训书记、党员3135人次``: two nouns counted as one, and no name that means both."""
        start = match.end - len(match.word)
        before = phrase.text[noun.span.start : start]
        join = _JOINED.search(before)
        if not join or phrase.ordinal >= 0:
            return False
        edge = noun.span.start + join.start()
        others = [word for word, _, _ in _ending(found, edge, edge)]
        return bool(others) and all(
            match.indicator.id not in {indicator.id for indicator, _ in self._owners[word]} for word in others
        )

    def _fits(
        self, indicator: Indicator, name: Name, word: str, start: int, end: int, said: _Said
    ) -> Match | None:
        noun, phrase, reach = said.noun, said.phrase, said.reach
        text = phrase.text
        if self._holds(said.beside, name.without):
            return None
        if name.whole and self._is_narrowed(name, noun, start, phrase):
            return None
        if name.leads and (self._holds(phrase.clause.of(text), name.without) or _goes_on(text, end, noun)):
            return None
        distance, near, near_at = 0, "", -1
        if name.beside:
            _, near, near_at = self._nearest(name.beside, reach[:1])
            if not near:
                return None
        if name.done:
            distance = self._done(name.done, reach)
        if name.near and distance != _FAR:
            far, near, near_at = self._nearest(name.near, reach)
            if (
                far
                and noun.side == "left"
                and not _NEUTRAL.fullmatch(text[noun.span.start : start].lstrip("，,、和 "))
            ):
                return None  # 社区工作者平均年龄34.2岁: it has a topic of its own and takes none from before
            distance = max(distance, far)
        if name.about and distance != _FAR:
            far, about, _ = self._nearest(name.about, said.everywhere)
            if far == _FAR:
                return None
            near = near or about
        if distance == _FAR or any(self._holds(part, name.without) for part in reach[1 : distance + 1]):
            return None
        if said.whole and self._holds(said.whole, name.without):
            return None
        constraints = bool(name.done) + bool(name.near or name.beside) + bool(name.about) + name.whole
        return Match(indicator, name, word, end, distance, near, near_at, constraints)

    def _is_narrowed(self, name: Name, noun: Noun, start: int, phrase: Phrase) -> bool:
        """Whether something narrows a noun that must stand for the whole region: 农村党员 is narrower, 全市共有党员 is
        not; nor may what opens the clause exclude it, nor a body that the clause before names
        (集团党委下设党支部12个,有党员268名)."""
        text = phrase.text
        left = text[phrase.before.start : start] if noun.side == "left" else phrase.before.of(text)
        right = "" if noun.side == "left" else text[noun.span.start : start]
        if not all(_NEUTRAL.fullmatch(part) for part in (left.lstrip("，,、和 "), right)):
            return True
        if self._holds(phrase.head.of(text), name.without):
            return True
        elsewhere = bool(phrase.leads) and grammar().bodies.search(phrase.leads[0].of(text)) is not None
        return elsewhere and not _REGION_WIDE.search(phrase.beside(noun))

    def _holds(self, text: str, words: Sequence[str]) -> bool:
        return not self._held(text).isdisjoint(words)

    def _done(self, words: Sequence[str], reach: Sequence[str]) -> int:
        """How many clauses back the verb stands; a clause with another verb of its own inherits none."""
        for distance, clause in enumerate(reach):
            if self._holds(clause, words):
                return distance
            if grammar().verbs.search(clause):
                break
        return _FAR

    def _nearest(self, words: Sequence[str], reach: Sequence[str]) -> tuple[int, str, int]:
        """The nearest stretch that holds one of the words: (how far, the longest word in it, where it stands)."""
        for distance, stretch in enumerate(reach):
            if self._holds(stretch, words):
                word = max([word for word in words if word in stretch], key=len)
                return distance, word, stretch.rfind(word)
        return _FAR, "", -1


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said around a figure that counts a noun, the same for every name: right ``beside`` it, in its clause and
    those before it (``reach``), and ``everywhere`` that the report may name its topic; ``whole`` as in `Surroundings`."""

    noun: Noun
    phrase: Phrase
    beside: str
    reach: Sequence[str]
    everywhere: Sequence[str]
    whole: str


def _said(noun: Noun, phrase: Phrase, around: Surroundings) -> _Said:
    text = phrase.text
    own = phrase.listed or phrase.clause.of(text)
    if noun.span.start < phrase.clause.start:  # the noun stands in a clause before
        own = text[noun.span.start : phrase.clause.start] + own
    if phrase.follows and _ends_clause(noun, phrase) and not grammar().verbs.search(own):
        own += phrase.follows.of(text)  # 1.8万个单位,派出…: the noun is the next clause's subject
    reach = [own, *(span.of(text) for span in phrase.leads)]
    everywhere = [*reach, *around.earlier, around.heading, around.report]
    return _Said(noun, phrase, phrase.listed or phrase.beside(noun), reach, everywhere, around.whole)


def _ending(found: Sequence[tuple[int, int, int]], low: int, high: int) -> Sequence[tuple[int, int, int]]:
    """The hits of `Naming.occurrences` that end from ``low`` to ``high``."""
    return found[bisect_left(found, low, key=_END) : bisect_right(found, high, key=_END)]


@lru_cache(maxsize=4)
def naming(catalogue: Catalogue) -> Naming:
    """The names of a catalogue, compiled once."""
    return Naming(catalogue)


def _goes_on(text: str, end: int, noun: Noun) -> bool:
    """Whether a noun that may lead a phrase is the beginning of another one: 村 in 村民组."""
    return end < noun.ends[0] and text[end] in _COMPOUNDS


def _ends_clause(noun: Noun, phrase: Phrase) -> bool:
    return noun.side == "right" and noun.span.end >= phrase.clause.end - 1


def _best(matches: Sequence[Match], phrase: Phrase) -> Match | None:
    if not matches:
        return None
    if phrase.ordinal >= 0:
        # 非公企业、社会组织覆盖率分别达到89%、85%: the n-th of what is named takes the n-th figure
        named = sorted(
            {match.place: match for match in matches if match.near}.values(), key=lambda m: m.place
        )
        nearest = [match for match in named if match.distance == min(m.distance for m in named)]
        listed = nearest if len(nearest) > 1 else named
        if phrase.ordinal < len(listed) and len(listed) > 1:
            return listed[phrase.ordinal]
    return max(matches, key=lambda match: match.rank)
