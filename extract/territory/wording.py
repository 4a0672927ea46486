"""In which words figures are told that cover less than their region: a village, a street, one body.

A second reader beside the rules of the place (`extract.wording`). It hears which pairs of characters stand in the report, in
the figure's paragraph, in its sentence and right around it, and how large the figure is (`extract.territory.certainty.size`), and
answers how likely a figure that names no place of its own is its whole region's. ``data/narrower.txt`` is fitted by
`python -m tests.narrower`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

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
_FITTED = 8000  # characters of a report; those that it was fitted on had at most 3,100
_LONGEST = {REPORT: 2000, PARAGRAPH: 400, SENTENCE: 400}  # characters that are heard
_BEFORE, _BEHIND = 24, 14  # characters to either side of a figure


def wording() -> Wording:
    """What the program ships."""
    return read("narrower")


class Hearing:
    """What is heard of the figures of one report; what several of them share is heard once."""

    def __init__(self, paragraphs: Sequence[Paragraph], sentences: Sequence[Sentence]) -> None:
        self._paragraphs, self._sentences = paragraphs, sentences
        self._scores: dict[tuple[str, int, int], list[float]] = {}

    def of(self, sentence: int, paragraph: int, span: Span, large: str) -> dict[str, set[str]]:
        """What is heard of a figure at ``span`` of a sentence, by where it stands; ``large`` is its size."""
        stretches = self._stretches(sentence, paragraph, span)
        heard = {where: pairs(self._text[start:end]) for where, start, end in stretches}
        return {**heard, SIZE: {_size(self._sentences[sentence].text, span, large)}}

    def whole(self, sentence: int, paragraph: int, span: Span, large: str) -> float | None:
        """The probability that such a figure is its whole region's, None in a report that is too short for its wording to say
        anything."""
        if not self._says_enough:
            return None
        scores = [self._scored(*stretch) for stretch in self._stretches(sentence, paragraph, span)]
        own = wording()
        scores.append(own.scores(own.heard(SIZE, {_size(self._sentences[sentence].text, span, large)})))
        return own.share(WHOLE, scores)

    @once
    def may_narrow(self) -> bool:
        """Whether the report is no longer than what it knows, so that its word alone may take a figure from the region: of 318 that it
        would take in thirty reports of provincial governments, ten times as long, hardly one is narrower."""
        return len(self._text) <= _FITTED

    def _scored(self, where: str, start: int, end: int) -> list[float]:
        """What a stretch says for each answer."""
        scores = self._scores.get((where, start, end))
        if scores is None:
            heard = self._report if where == REPORT else self._heard(where, start, end)
            scores = self._scores[where, start, end] = wording().scores(heard)
        return scores

    def _heard(self, where: str, start: int, end: int) -> int:
        return wording().heard(where, set(self._spelt[start : max(start, end - 1)]))

    def _stretches(self, sentence: int, paragraph: int, span: Span) -> tuple[tuple[str, int, int], ...]:
        """Where what is heard of a figure starts and ends in the text."""
        first, own, about = self._starts[paragraph], self._sentences[sentence], self._paragraphs[paragraph]
        begin = first + own.span.start - about.start
        at, end = begin + span.start, begin + len(own.text)
        return (
            (REPORT, 0, self._end_of_report),
            (PARAGRAPH, first, first + min(len(about.text), _LONGEST[PARAGRAPH])),
            (SENTENCE, begin, min(end, begin + _LONGEST[SENTENCE])),
            (BEFORE, max(begin, at - _BEFORE), at),
            (BEHIND, at, min(end, at + _BEHIND)),
        )  # fmt: skip

    @once
    def _starts(self) -> list[int]:
        """Where each paragraph starts in the text, and where the last one ends."""
        return list(accumulate([len(paragraph.text) for paragraph in self._paragraphs], initial=0))

    @once
    def _text(self) -> str:
        return "".join([paragraph.text for paragraph in self._paragraphs])

    @once
    def _spelt(self) -> list[str]:
        return wording().spelt(self._text)

    @once
    def _end_of_report(self) -> int:
        return min(self._starts[: _MOST_PARAGRAPHS + 1][-1], _LONGEST[REPORT])

    @once
    def _report(self) -> int:
        return self._heard(REPORT, 0, self._end_of_report)

    @once
    def _says_enough(self) -> bool:
        """Whether so many pieces of the report are known that something can be said of it: of a sentence alone, hardly."""
        return wording().known(self._report) >= _ENOUGH


def _size(sentence: str, span: Span, large: str) -> str:
    """How large a figure is heard to be: one that counts places has that for its size."""
    return certainty.OF_PLACES if certainty.counts_places(sentence, span.end) else large
