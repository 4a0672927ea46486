"""What stands around a figure when its indicator is sought: the words of the catalogue in its clause, in the clauses before,
in its sentence and its paragraph, in the heading and in the report as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from extract.binding.lexicon import Lexicon, Said
from extract.binding.phrases import Phrase, plain
from extract.catalogue import Indicator
from extract.patterns import lazy
from extract.records import record
from extract.sentences import Sentence
from extract.span import Span

_EARLIER = 3  # sentences of the paragraph that a figure's topic may stand in
_PARTY = lazy(r"党|支部|第一书记|驻村|纪委|纪检|组织部|村官|两委|三会一课")
_OPENING = 160  # characters that say what a report is about as a whole
_THICK, _THIN = 8, 2  # words of Party work in a thousand characters


@dataclass(frozen=True, slots=True)
class Topic:
    """What a report is about: its ``opening``, how thick Party work stands in it ("thick", "thin" or "none"), and the lists of
    the catalogue of which it holds a word."""

    opening: str
    party: str
    said: int = 0


def topic_of(clean: str, lexicon: Lexicon) -> Topic:
    """The topic of a restored report."""
    share = 1000 * sum(1 for _ in _PARTY.finditer(clean)) / max(len(clean), 1)
    return Topic(clean[:_OPENING], "thick" if share >= _THICK else "thin" if share >= _THIN else "none", lexicon.read(plain(clean).text).lists)


@dataclass(eq=False)
class Surroundings:
    """What stands outside the sentence ``index`` of a report: the paragraph before it, its heading, and how the report
    opens. It is gathered when a figure asks for it."""

    sentences: Sequence[Sentence]
    index: int
    topic: Topic
    lexicon: Lexicon

    @cached_property
    def earlier(self) -> tuple[str, ...]:
        """The sentences of the paragraph before it in plain text, the nearest first."""
        paragraph = self.sentences[self.index].paragraph
        before = reversed(self.sentences[max(0, self.index - _EARLIER) : self.index])
        return tuple(
            plain(other.text).text for other in takewhile(lambda own: own.paragraph == paragraph, before)
        )

    @cached_property
    def heading(self) -> str:
        """The heading over it in plain text."""
        return plain(self.sentences[self.index].heading).text

    @cached_property
    def stretches(self) -> tuple[str, ...]:
        """All of it in plain text, the nearest first."""
        return (*self.earlier, self.heading, self.topic.opening)

    @cached_property
    def said_earlier(self) -> int:
        """The lists of which the paragraph before holds a word."""
        return self._lists(self.earlier)

    @cached_property
    def said_above(self) -> int:
        """The lists of which the heading or the report's opening holds a word."""
        return self._lists((self.heading, self.topic.opening))

    @cached_property
    def words(self) -> frozenset[int]:
        """The words of the catalogue that stand around the sentence."""
        return frozenset().union(*(self.lexicon.remembered(text).words for text in self.stretches))

    def _lists(self, texts: Sequence[str]) -> int:
        found = 0
        for text in texts:
            found |= self.lexicon.remembered(text).lists
        return found


@record
class Standing:
    """Where a figure stands: its ``scope`` and ``site``, and where in the raw text it begins."""

    scope: str
    site: str
    start: int


@record
class Scene:
    """A figure with its phrase, and the lists of the catalogue of which a word stands in each stretch around it.

    ``beside`` runs from the figure before to the figure, and on where the clause goes on; ``clause`` is its own clause,
    or the item of a list that it belongs to; ``leads`` the clauses before, nearest first; ``follows`` the one behind.
    ``kinds`` are the kinds in which an indicator may be counted, its own first. ``part`` is "" for a figure that stands
    for itself, "part" behind 其中, "bracket" in a parenthesis behind another figure. ``larger`` are the indicators of which the paragraph has
    given a larger figure of the same place before, ``previous`` is that of the figure before in the paragraph.
    """

    text: str
    said: Said
    phrase: Phrase
    around: Surroundings
    kinds: tuple[str, ...]
    unit: str
    value: float
    own: str
    beside: int
    clause: int
    leads: tuple[int, ...]
    follows: int
    planned: bool
    part: str
    whole: str
    heading: bool
    standing: Standing
    larger: frozenset[str]
    previous: Indicator | None

    def within(self, stretch: Span) -> int:
        """The lists of which a stretch of the sentence holds a word."""
        return self.said.within(stretch.start, stretch.end)


def scene(
    text: str,
    said: Said,
    phrase: Phrase,
    around: Surroundings,
    *,
    kinds: tuple[str, ...],
    unit: str,
    value: float,
    planned: bool,
    part: str,
    whole: str,
    heading: bool,
    standing: Standing,
    larger: frozenset[str],
    previous: Indicator | None,
) -> Scene:
    """The scene of one figure."""
    lexicon = around.lexicon
    noun = phrase.nouns[0] if phrase.nouns else None
    if phrase.listed:
        own = phrase.listed
        if noun and noun.span.start < phrase.clause.start:  # the noun stands in a clause before
            own = text[noun.span.start : phrase.clause.start] + own
        clause = lexicon.remembered(own).lists
        beside = lexicon.remembered(phrase.listed).lists
    else:
        start = min(noun.span.start, phrase.clause.start) if noun else phrase.clause.start
        own, clause = text[start : phrase.clause.end], said.within(start, phrase.clause.end)
        beside = said.within(*phrase.beside(noun)) if noun else said.within(phrase.before.start, phrase.after.end)
    follows = said.within(phrase.follows.start, phrase.follows.end) if phrase.follows else 0
    leads = tuple([said.within(lead.start, lead.end) for lead in phrase.leads])
    return Scene(
        text, said, phrase, around, kinds, unit, value, own, beside, clause, leads, follows,
        planned, part, whole, heading, standing, larger, previous,
    )  # fmt: skip
