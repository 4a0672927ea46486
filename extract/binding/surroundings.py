"""What stands outside the sentence of a figure: the paragraph before it, its heading, how the report opens and what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from extract.binding.lexicon import Lexicon
from extract.binding.plain import plain, undecorated
from extract.listing import total_of
from extract.parties import names_another
from extract.patterns import lazy
from extract.records import once
from extract.sentences import Sentence

_EARLIER = 3  # sentences of the paragraph that a figure's topic may stand in
_OPENING = 160  # characters that say what a report is about as a whole
_GRASSROOTS = lazy(
    r"党员|党组织|党支部|党建|党委|支部|第一书记|驻村|纪委|纪检|组织部|村官|两委|入党|党群|基层干部|党务|党校|党课"
)
_SHORT, _LONG = 160, 8000  # characters
_THICK, _THIN = 4, 1  # words of grassroots Party work in a thousand characters


@dataclass(eq=False)
class Topic:
    """What a report is about, by its restored ``text``, and its own ``year`` if known. It is worked out when a figure asks."""

    text: str
    lexicon: Lexicon
    year: int | None

    @once
    def party(self) -> str:
        """How thick Party work stands in it: "thick", "thin", "none", "none at length" of a text as long as a government's report, or
        "short" for one that is too short to say."""
        if len(self.text) < _SHORT:
            return "short"
        share = 1000 * len(_GRASSROOTS.findall(self.text)) / len(self.text)
        if share >= _THIN:
            return "thick" if share >= _THICK else "thin"
        return "none" if len(self.text) < _LONG else "none at length"

    @once
    def other_parties(self) -> bool:
        """Whether it names another party."""
        return names_another(self.text)

    @once
    def said(self) -> int:
        """The lists of the catalogue of which it holds a word."""
        return self.lexicon.lists_in(undecorated(self.text))


@dataclass(eq=False)
class Surroundings:
    """What stands outside the sentence ``index`` of a report: the paragraph before it, its heading, and how the report
    opens. It is gathered when a figure asks for it."""

    sentences: Sequence[Sentence]
    index: int
    topic: Topic
    lexicon: Lexicon

    @once
    def earlier(self) -> tuple[str, ...]:
        """The sentences of the paragraph before it in plain text, the nearest first."""
        paragraph = self.sentences[self.index].paragraph
        before = reversed(self.sentences[max(0, self.index - _EARLIER) : self.index])
        return tuple(
            plain(other.text).text for other in takewhile(lambda own: own.paragraph == paragraph, before)
        )

    @once
    def heading(self) -> str:
        """The heading over it in plain text."""
        return plain(self.sentences[self.index].heading).text

    @once
    def stretches(self) -> tuple[str, ...]:
        """All of it in plain text, the nearest first."""
        return (*self.earlier, self.heading, self.opening)

    @once
    def opening(self) -> str:
        """How the report opens, as far as that stands before the sentence."""
        return self.topic.text[: min(_OPENING, self.sentences[self.index].span.start)]

    @once
    def total_paragraph(self) -> int | None:
        """The paragraph that counts a total and leaves its parts to a list, if the sentence stands in an item of one: 支出总额4405万元，
        主要支出项目是：⏎1、…⏎2、…"""
        total = total_of(self.sentences, self.index)
        return None if total is None else self.sentences[total].paragraph

    @once
    def said_earlier(self) -> int:
        """The lists of which the paragraph before holds a word."""
        return self._lists(self.earlier)

    @once
    def said_above(self) -> int:
        """The lists of which the heading or the report's opening holds a word."""
        return self._lists((self.heading, self.opening))

    @once
    def said(self) -> int:
        """The lists of which the sentence or what stands around it holds a word."""
        own = self.lexicon.remembered(plain(self.sentences[self.index].text).text)
        return own.lists | self.said_earlier | self.said_above

    def _lists(self, texts: Sequence[str]) -> int:
        found = 0
        for text in texts:
            found |= self.lexicon.remembered(text).lists
        return found
