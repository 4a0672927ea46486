"""Which indicator a figure is: the words around it held against the names in the catalogue.

Only the names whose noun the figure counts are weighed, and of these only those whose words were said at all: that is
what `extract.binding.lexicon` finds. A user's indicator is data, so nothing here names one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from extract.binding.grammar import grammar
from extract.binding.lexicon import Hit, Lexicon, Term, Terms
from extract.binding.nouns import Noun
from extract.binding.phrases import Phrase, plain
from extract.catalogue import Indicator
from extract.patterns import lazy, lazy_regex
from extract.records import record
from extract.sentences import Sentence
from extract.span import Span

_NEUTRAL = lazy_regex(
    r"(?:全[省市县州区旗盟国镇乡村]|我[国省市县州区旗盟]|本[省市县州区旗盟]|各级|各类|各|目前|现在|现|如今|已|共|建有|设有|辖有|下辖|辖|设|有|中国共产党|中国|中共|其中|[一二三四五六七八九十\d]+年来|\p{Han}{2,4}(?=共有|现有|有|下辖|辖)|"
    r"基层|截[至止][^,，]*?(?:底|末|日|月|前|年)|\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?[底末]?|[年月]底|去年|今年|为止|,|，|、|:|：|\(|\)|和|与|及|的|数|总|在册|党的|"
    r"\p{Han}{2,9}?(?:省|市|县|州|区|旗|盟|乡|镇|村|街道|屯|嘎查)|●|—|拥有|党组织|所有|全部|累计|先后|新|其|另|共计|还|又|再|由|从|(?:比|较)(?:上年[末底]?|去年[末底]?|上届|年初)|同比)*+"
)
# 村 in 村民组, 社区 in 社区工作者: the noun goes on and is another one
_COMPOUNDS = frozenset("民级干支委组落庄医工居书专网里道")
_REGION_WIDE = lazy(r"全[省市县州区旗盟国镇乡]|[省市县州区旗盟](?=共|现|有)")
_JOINS = ("以及", "、", "和", "与", "及")
_FAR = 99
_EARLIER = 3  # sentences of the paragraph that a figure's topic may stand in


@record
class Match:
    """A name that fits a figure, with what speaks for it: the counted ``word`` and where it ends, how many clauses back the
    words that it needs stand (``distance``, 0: in the figure's own), and which of them is the nearest (``near``)."""

    term: Term
    word: str
    end: int
    distance: int
    near: str
    near_at: int

    @property
    def indicator(self) -> Indicator:
        """The indicator that fits."""
        return self.term.indicator

    @property
    def place(self) -> tuple[int, int]:
        """Where the words that it needs stand, in the order of the text."""
        return (-self.distance, self.near_at)

    @property
    def rank(self) -> tuple[float, int]:
        """The larger the better: the longest noun, the nearest words, the most conditions met."""
        score = (
            3 * len(self.word)
            + 2 * self.term.constraints
            + bool(self.term.about)
            - 3 * min(self.distance, 4)
            + 0.5 * len(self.near)
        )
        return (score, self.term.constraints)


@dataclass(eq=False)
class Surroundings:
    """What stands outside the sentence ``index`` of a report: the paragraph before it, its heading, and how the report
    opens. Few figures ask for it, so it is gathered when one does."""

    sentences: Sequence[Sentence]
    index: int
    report: str

    @cached_property
    def earlier(self) -> tuple[str, ...]:
        """The sentences of the paragraph before it in plain text, the nearest first."""
        paragraph = self.sentences[self.index].paragraph
        before = reversed(self.sentences[max(0, self.index - _EARLIER) : self.index])
        return tuple(
            plain(other.text).text for other in takewhile(lambda own: own.paragraph == paragraph, before)
        )

    @cached_property
    def stretches(self) -> tuple[str, ...]:
        """All of it in plain text, the nearest first."""
        return (*self.earlier, plain(self.sentences[self.index].heading).text, self.report)


class Naming:
    """The names of a catalogue, held against the figures of one sentence."""

    def __init__(self, lexicon: Lexicon, text: str, around: Surroundings) -> None:
        self._lexicon = lexicon
        self._text = text
        self._said = lexicon.read(text)
        self._around = around

    def match(self, phrase: Phrase, kind: str, unit: str, whole: str) -> Match | None:
        """The indicator of one figure; None when no name fits or a joint count mixes several. ``whole`` is what a part
        (其中 …) is a part of, "" for a figure that is none."""
        named = self._lexicon.terms.get((kind, unit))
        if not named or named.keys().isdisjoint(self._said.words):
            return None
        for noun in phrase.nouns:
            reach = None
            matches: list[Match] = []
            for hit in self._heads(noun, named):
                for term in self._candidates(named[hit[0]], phrase.listed):
                    reach = reach or self._reach(noun, phrase, whole)
                    match = self._fits(term, hit, reach)
                    if match and not self._joint(match, hit[1], reach):
                        matches.append(match)
            if matches:
                return matches[0] if len(matches) == 1 else _best(matches, phrase)
        return None

    def _heads(self, noun: Noun, named: Container[int]) -> list[Hit]:
        """The counted nouns that are ``named`` so and in which the noun phrase ends."""
        first, (low, high) = noun.span.start, noun.ends
        if noun.side == "left":
            return self._said.nouns(named, first, low, high)
        return [
            hit for hit in self._said.nouns(named, first, first + 1, high) if hit[2] >= low or hit[1] == first
        ]

    def _candidates(self, terms: Terms, listed: str) -> Iterable[Term]:
        """The names of a counted noun that the sentence does not rule out; an item that is ``listed`` has words that the
        sentence has not in one piece."""
        said = self._said.words
        if listed:
            said = said | self._lexicon.remembered(listed).words
        around = said
        if terms.topical:
            around = said.union(*(self._lexicon.remembered(text).words for text in self._around.stretches))
        return terms.answered(said, around)

    def _reach(self, noun: Noun, phrase: Phrase, whole: str) -> _Reach:
        """What is said around a figure that counts a noun."""
        if phrase.listed:
            own = phrase.listed
            if noun.span.start < phrase.clause.start:  # the noun stands in a clause before
                own = self._text[noun.span.start : phrase.clause.start] + own
            lists = self._lexicon.remembered(own).lists
        else:
            start, end = min(noun.span.start, phrase.clause.start), phrase.clause.end
            own, lists = self._text[start:end], self._said.within(start, end)
        if phrase.follows and _ends_clause(noun, phrase) and not lists & self._lexicon.verbs:
            own += phrase.follows.of(self._text)  # 1.8万个单位,派出…: the noun is the next clause's subject
            lists = self._lexicon.remembered(own).lists
        return _Reach(noun, phrase, own, lists, self._lexicon.remembered(whole).lists if whole else 0)

    def _beside(self, reach: _Reach) -> int:
        """The lists of which a word stands right beside the figure."""
        phrase = reach.phrase
        if phrase.listed:
            return self._lexicon.remembered(phrase.listed).lists
        return self._said.within(*phrase.beside(reach.noun))

    def _fits(self, term: Term, hit: Hit, reach: _Reach) -> Match | None:
        name, noun, phrase = term.name, reach.noun, reach.phrase
        word, start, end = hit
        if end < noun.ends[0] and not name.leads:
            return None
        if term.without & reach.lists and term.without & self._beside(reach):
            return None
        if name.whole and self._is_narrowed(term, start, reach):
            return None
        if name.leads and (term.without & self._within(phrase.clause) or _goes_on(self._text, end, noun)):
            return None
        distance, near, near_at = 0, "", -1
        if term.beside:
            if not term.beside & reach.lists:
                return None
            near, near_at = _longest(name.beside, reach.own)
        if term.done:
            distance = self._done(term.done, reach)
        if term.near and distance != _FAR:
            far, near, near_at = self._nearest(name.near, term.near, reach)
            if (
                far
                and noun.side == "left"
                and not _NEUTRAL.fullmatch(self._text[noun.span.start : start].lstrip("，,、和 "))
            ):
                return None  # 社区工作者平均年龄34.2岁: it has a topic of its own and takes none from before
            distance = max(distance, far)
        if term.about and distance != _FAR:
            about = self._topic(name.about, term.about, reach)
            if not about:
                return None
            near = near or about
        if distance == _FAR or any(term.without & self._within(lead) for lead in phrase.leads[:distance]):
            return None
        if term.without & reach.whole:
            return None
        return Match(term, self._lexicon.words[word], end, distance, near, near_at)

    def _within(self, stretch: Span) -> int:
        """The lists of which a stretch of the sentence holds a word."""
        return self._said.within(stretch.start, stretch.end)

    def _is_narrowed(self, term: Term, start: int, reach: _Reach) -> bool:
        """Whether something narrows a noun that must stand for the whole region: 农村党员 is narrower, 全市共有党员 is
        not; nor may what opens the clause exclude it, nor a body that the clause before names
        (集团党委下设党支部12个,有党员268名)."""
        text, noun, phrase = self._text, reach.noun, reach.phrase
        left = text[phrase.before.start : start] if noun.side == "left" else phrase.before.of(text)
        right = "" if noun.side == "left" else text[noun.span.start : start]
        if not all(_NEUTRAL.fullmatch(part) for part in (left.lstrip("，,、和 "), right)):
            return True
        if term.without & self._within(phrase.head):
            return True
        elsewhere = bool(phrase.leads) and grammar().bodies.search(phrase.leads[0].of(text)) is not None
        return elsewhere and not _REGION_WIDE.search(text, *phrase.beside(noun))

    def _joint(self, match: Match, start: int, reach: _Reach) -> bool:
        """``培训书记、党员3135人次``: two nouns counted as one, and no name that means both."""
        before = self._text[reach.noun.span.start : start]
        if not before.endswith(_JOINS) or reach.phrase.ordinal >= 0:
            return False
        owners = self._lexicon.owners
        edge = start - (2 if before.endswith("以及") else 1)
        others = [owners[word] for word, _, _ in self._said.nouns(owners, 0, edge, edge)]
        return bool(others) and all(match.indicator.id not in indicators for indicators in others)

    def _done(self, bit: int, reach: _Reach) -> int:
        """How many clauses back the verb stands; a clause with another verb of its own inherits none."""
        lists = reach.lists
        for distance, lead in enumerate(reach.phrase.leads, 1):
            if bit & lists:
                return distance - 1
            if self._lexicon.verbs & lists:
                return _FAR
            lists = self._within(lead)
        return len(reach.phrase.leads) if bit & lists else _FAR

    def _nearest(self, words: Sequence[str], bit: int, reach: _Reach) -> tuple[int, str, int]:
        """The nearest clause that holds one of the words: (how far, the longest word in it, where it stands)."""
        if bit & reach.lists:
            return (0, *_longest(words, reach.own))
        for distance, lead in enumerate(reach.phrase.leads, 1):
            if bit & self._within(lead):
                return (distance, *_longest(words, lead.of(self._text)))
        return _FAR, "", -1

    def _topic(self, words: Sequence[str], bit: int, reach: _Reach) -> str:
        """The nearest of the words that say what the sentence is about, wherever they stand; "" for none."""
        _, word, _ = self._nearest(words, bit, reach)
        if word:
            return word
        said = ([own for own in words if own in text] for text in self._around.stretches)
        return next((max(own, key=len) for own in said if own), "")


@record
class _Reach:
    """What is said around a figure that counts a noun, the same for every name: its ``own`` clause with the ``lists`` of
    which it holds a word, and those of the ``whole`` that it is a part of."""

    noun: Noun
    phrase: Phrase
    own: str
    lists: int
    whole: int


def _longest(words: Sequence[str], text: str) -> tuple[str, int]:
    """The longest of the words that a text holds, and where."""
    word = max([word for word in words if word in text], key=len)
    return word, text.rfind(word)


def _goes_on(text: str, end: int, noun: Noun) -> bool:
    """Whether a noun that may lead a phrase is the beginning of another one: 村 in 村民组."""
    return end < noun.ends[0] and text[end] in _COMPOUNDS


def _ends_clause(noun: Noun, phrase: Phrase) -> bool:
    return noun.side == "right" and noun.span.end >= phrase.clause.end - 1


def _best(matches: Sequence[Match], phrase: Phrase) -> Match:
    """The match that speaks loudest, or the one whose turn it is."""
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
