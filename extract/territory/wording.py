"""In which words figures are told that cover less than their region: a village, a street, one body.

A second reader beside the rules of the place (`extract.wording`). It hears which pairs of characters stand in the report, in
the figure's paragraph, in its sentence and right around it, and how large the figure is (`extract.territory.certainty.size`), and
answers how likely a figure that names no place of its own is its whole region's. ``data/narrower.txt`` is fitted by
`python -m tests.narrower`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.wording import Wording, pairs
from extract.wording import wording as read

REPORT, PARAGRAPH, SENTENCE, BEFORE, BEHIND, SIZE = STRETCHES = (
    "report", "paragraph", "sentence", "before", "behind", "size",
)  # fmt: skip
"""Where what is heard stands."""

WHOLE, NARROWER = "whole", "narrower"
"""The answers."""

MOST_PARAGRAPHS = 40
"""The first paragraphs of a report that are heard as the report."""

_ENOUGH = 30  # pieces of a report that are known; of 215 real ones seven had fewer, the median 115
_LONGEST = {REPORT: 2000, PARAGRAPH: 400, SENTENCE: 400}  # characters that are heard
_BEFORE, _BEHIND = 24, 14  # characters to either side of a figure


def wording() -> Wording:
    """What the program ships."""
    return read("narrower")


def stretch(where: str, text: str) -> set[str]:
    """What is heard of a text that stands there."""
    return pairs(text[: _LONGEST[where]])


def around(sentence: str, start: int, large: str) -> dict[str, set[str]]:
    """What is heard right around a figure that starts there in its sentence."""
    return {
        BEFORE: pairs(sentence[max(0, start - _BEFORE) : start]),
        BEHIND: pairs(sentence[start : start + _BEHIND]),
        SIZE: {large},
    }


def hears(report: set[str]) -> bool:
    """Whether so many pieces of a report are known that something can be said of it: of a sentence that stands alone, hardly."""
    return wording().known(REPORT, report) >= _ENOUGH


def whole(scores: Iterable[Sequence[float]]) -> float:
    """The probability that a figure is its whole region's, by the scores of all its stretches."""
    return wording().shares(scores)[WHOLE]
