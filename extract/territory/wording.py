"""In which words figures are told that cover less than their region: a village, a street, one body.

A second reader beside the rules of the place (`extract.wording`). It hears which pairs of characters stand in the report, in
the figure's paragraph, in its sentence and right around it, and how large the figure is (`extract.territory.certainty.size`), and
answers how likely a figure that names no place of its own is its whole region's. ``data/narrower.txt`` is fitted by
`python -m tests.narrower`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.records import once
from extract.sentences import Sentence
from extract.span import Span
from extract.territory import certainty
from extract.territory.where import Paragraph
from extract.wording import Wording, pairs
from extract.wording import wording as read

REPORT, PARAGRAPH, SENTENCE, BEFORE, BEHIND, SIZE = STRETCHES = (
    "report", "paragraph", "sentence", "before", "behind", "size",
)  # fmt: skip
"""Where what is heard stands."""

WHOLE, NARROWER = "whole", "narrower"
"""The answers."""

_MOST_PARAGRAPHS = 40  # the first of a report, which are heard as the report
_ENOUGH = 30  # pieces of a report that are known; of 215 real ones seven had fewer, the median 115
_LONGEST = {REPORT: 2000, PARAGRAPH: 400, SENTENCE: 400}  # characters that are heard
_BEFORE, _BEHIND = 24, 14  # characters to either side of a figure


def wording() -> Wording:
    """What the program ships."""
    return read("narrower")


class Hearing:
    """What is heard of the figures of one report; what several of them share is heard once."""

    def __init__(self, paragraphs: Sequence[Paragraph], sentences: Sequence[Sentence]) -> None:
        self._paragraphs, self._sentences = paragraphs, sentences
        self._scores: dict[tuple[str, int], list[float]] = {}

    def of(self, sentence: int, paragraph: int, span: Span, large: str) -> dict[str, set[str]]:
        """What is heard of a figure at ``span`` of a sentence, by where it stands; ``large`` is its size."""
        shared = {where: _heard(where, text) for where, _, text in self._shared(sentence, paragraph)}
        return {**shared, **_around(self._sentences[sentence].text, span, large)}

    def whole(self, sentence: int, paragraph: int, span: Span, large: str) -> float | None:
        """The probability that such a figure is its whole region's, None in a report that is too short for its wording to say
        anything."""
        if not self._says_enough:
            return None
        own = wording()
        scores = [own.scores(*each) for each in _around(self._sentences[sentence].text, span, large).items()]
        for where, place, text in self._shared(sentence, paragraph):
            if (where, place) not in self._scores:
                self._scores[where, place] = own.scores(where, _heard(where, text))
            scores.append(self._scores[where, place])
        return own.shares(scores)[WHOLE]

    def _shared(self, sentence: int, paragraph: int) -> tuple[tuple[str, int, str], ...]:
        """The stretches that several figures share, each with its number."""
        return (
            (REPORT, 0, self._text),
            (PARAGRAPH, paragraph, self._paragraphs[paragraph].text),
            (SENTENCE, sentence, self._sentences[sentence].text),
        )

    @once
    def _text(self) -> str:
        return "".join([paragraph.text for paragraph in self._paragraphs[:_MOST_PARAGRAPHS]])

    @once
    def _says_enough(self) -> bool:
        """Whether so many pieces of the report are known that something can be said of it: of a sentence alone, hardly."""
        return wording().known(REPORT, _heard(REPORT, self._text)) >= _ENOUGH


def _heard(where: str, text: str) -> set[str]:
    return pairs(text[: _LONGEST[where]])


def _around(sentence: str, span: Span, large: str) -> dict[str, set[str]]:
    """What is heard right around a figure; one that counts places has that for its size."""
    return {
        BEFORE: pairs(sentence[max(0, span.start - _BEFORE) : span.start]),
        BEHIND: pairs(sentence[span.start : span.start + _BEHIND]),
        SIZE: {certainty.OF_PLACES if certainty.counts_places(sentence, span.end) else large},
    }
