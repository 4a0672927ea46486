"""In which words figures are told of each sort of period: of a year, as it stood at its end, over a span, or of none.

A second reader beside the rules of the period (`extract.wording`). It hears the report, the sentence up to the figure and what stands
right around it, every number as 9, and what is known of the figure, and answers how many figures that are told so have a period of
each sort. ``data/dated.txt`` is fitted by `python -m tests.dated`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.patterns import lazy
from extract.wording import Wording, pairs
from extract.wording import wording as read

REPORT, SENTENCE, BEFORE, BEHIND, FIGURE = "report", "sentence", "before", "behind", "figure"
"""Where what is heard stands; ``FIGURE`` is what is known of it."""

NONE, WORDS, AT, SPAN, IN = SORTS = ("none", "words", "at", "span", "in")
"""No period; one that is copied (目前); a state at a time; from one time to another; what was in a year, a month or a day."""

MOST_SENTENCES = 40
"""The first sentences of a report that are heard as the report."""

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


def of_report(text: str) -> set[str]:
    """What is heard of a report."""
    return pairs(_NUMBER.sub("9", text[:_REPORT]))


def around(sentence: str, start: int, known: Iterable[str]) -> dict[str, set[str]]:
    """What is heard in the sentence of a figure that starts there, and what is ``known`` of the figure."""
    before = _NUMBER.sub("9", sentence[max(0, start - _SENTENCE) : start])
    return {
        SENTENCE: pairs(before),
        BEFORE: pairs(before[-_BEFORE:]),
        BEHIND: pairs(_NUMBER.sub("9", sentence[start : start + _BEHIND])),
        FIGURE: set(known),
    }


def share(period: str, scores: Iterable[Sequence[float]]) -> float:
    """How many figures that are told so have a period of this sort, by the scores of all stretches."""
    return wording().shares(scores)[sort(period)]
