"""In which words figures are told of each sort of period: of a year, as it stood at its end, over a span, or of none.

A second reader beside the rules of the period (`extract.wording`). It hears the report, the sentence up to the figure and what stands
right around it, every number as 9, and what is known of the figure, and answers how many figures that are told so have a period of
each sort. ``data/dated.txt`` is fitted by `python -m tests.dated`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.patterns import lazy
from extract.records import once
from extract.sentences import Sentence
from extract.wording import Wording, pairs
from extract.wording import wording as read

REPORT, SENTENCE, BEFORE, BEHIND, FIGURE = "report", "sentence", "before", "behind", "figure"
"""Where what is heard stands; ``FIGURE`` is what is known of it."""

NONE, WORDS, AT, SPAN, IN = SORTS = ("none", "words", "at", "span", "in")
"""No period; one that is copied (目前); a state at a time; from one time to another; what was in a year, a month or a day."""

_MOST_SENTENCES = 40  # the first of a report, which are heard as the report
_REPORT, _SENTENCE = 1000, 120  # characters that are heard of a report, and of a sentence before the figure
_BEFORE, _BEHIND = 24, 12  # characters right beside a figure
_NUMBER, _YEAR = lazy(r"\d+"), lazy(r"\d{4}")


def wording() -> Wording:
    """What the program ships."""
    return read("dated")


def sort(period: str) -> str:
    """The sort of a period.

    >>> sort(""), sort("目前"), sort("/2022"), sort("2020/"), sort("2022-03")
    ('none', 'words', 'at', 'span', 'in')
    """
    if not period:
        return NONE
    if _YEAR.search(period) is None:
        return WORDS
    return AT if period.startswith("/") else SPAN if "/" in period else IN


class Hearing:
    """What is heard of the figures of one report; ``published`` says that the day is known on which it came out."""

    def __init__(self, sentences: Sequence[Sentence], published: bool) -> None:
        self._sentences = sentences
        self._day = "published" if published else "day unknown"

    def of(self, sentence: str, position: int, known: Iterable[str]) -> dict[str, set[str]]:
        """What is heard of a figure at ``position`` of a sentence, by where it stands; ``known`` is what is known of it."""
        before, behind = _around(sentence, position)
        texts = {REPORT: self._report(), SENTENCE: before, BEFORE: before[-_BEFORE:], BEHIND: behind}
        return {**{where: pairs(text) for where, text in texts.items()}, FIGURE: {*known, self._day}}

    def share(self, period: str, sentence: str, position: int, known: Iterable[str]) -> float:
        """How many figures that are told as this one have a period of the sort of ``period``."""
        own, (before, behind) = wording(), _around(sentence, position)
        spelt = own.spelt(before)
        heard = {
            SENTENCE: spelt,
            BEFORE: spelt[1 - _BEFORE :],
            BEHIND: own.spelt(behind),
            FIGURE: (*known, self._day),
        }
        scores = [own.scores(own.heard(where, set(pieces))) for where, pieces in heard.items()]
        return own.shares([self._of_report, *scores])[sort(period)]

    @once
    def _of_report(self) -> list[float]:
        """What the report says for each sort: of all its figures the same."""
        own = wording()
        return own.scores(own.heard(REPORT, set(own.spelt(self._report()))))

    def _report(self) -> str:
        text = "".join([sentence.text for sentence in self._sentences[:_MOST_SENTENCES]])
        return _NUMBER.sub("9", text[:_REPORT])


def _around(sentence: str, position: int) -> tuple[str, str]:
    """What is heard of a sentence before a figure and from it on, every number as 9."""
    before = _NUMBER.sub("9", sentence[max(0, position - _SENTENCE) : position])
    return before, _NUMBER.sub("9", sentence[position : position + _BEHIND])
