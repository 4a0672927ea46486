"""In which words figures are told that cover less than their region: a village, a street, one body.

A second reader beside the rules of the place (`extract.readers`). It hears which pairs of characters stand in the report, in
the figure's paragraph, in its sentence and right around it, and how large the figure is (`extract.territory.certainty.size`), and
answers how likely a figure that names no place of its own is narrower than its region. What each pair weighs is data
(``data/narrower.txt``), fitted on labelled figures of real reports by `python -m tests.narrower`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from operator import add

from extract.records import record

REPORT, PARAGRAPH, SENTENCE, BEFORE, BEHIND, SIZE = STRETCHES = (
    "report",
    "paragraph",
    "sentence",
    "before",
    "behind",
    "size",
)
"""Where what is heard stands."""

MOST_PARAGRAPHS = 60
"""The first paragraphs of a report that are heard as the report."""

_ENOUGH = 30  # pieces of a report that are known; of 215 real ones seven had fewer, the median 115
_LONGEST = {REPORT: 3000, PARAGRAPH: 400, SENTENCE: 400}  # characters that are heard
_BEFORE, _BEHIND = 24, 14  # characters to either side of a figure


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text."""
    return set(map(add, text, text[1:]))


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


@record
class Wording:
    """What each piece weighs by where it stands, and what is always there: above 0 for a narrower place."""

    always: float
    weights: Mapping[str, Mapping[str, float]]

    def score(self, where: str, heard: set[str]) -> float:
        """What the pieces of one stretch say together: their weights, of many less each."""
        weights = self.weights[where]
        known = heard & weights.keys()
        return sum([weights[piece] for piece in known]) / math.sqrt(len(known)) if known else 0.0

    def hears(self, text: str) -> bool:
        """Whether so many pieces of a report are known that something can be said of it: of a sentence that stands alone, hardly."""
        return len(stretch(REPORT, text) & self.weights[REPORT].keys()) >= _ENOUGH

    def whole(self, scores: Iterable[float]) -> float:
        """The probability that a figure is its whole region's, by the scores of all its stretches."""
        return 1.0 / (1.0 + math.exp(self.always + sum(scores)))


def parse(text: str) -> Wording:
    """Wording from its file: in each line where a piece stands, a weight, and the pieces that weigh so much."""
    always = 0.0
    weights: dict[str, dict[str, float]] = {where: {} for where in STRETCHES}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        where, weight, *pieces = line.split("\t")
        if where == "always":
            always = float(weight)
        else:
            weights[where].update(dict.fromkeys(pieces, float(weight)))
    return Wording(always, weights)


@cache
def wording() -> Wording:
    """The one that the program ships."""
    return parse((files("extract") / "data" / "narrower.txt").read_text("utf-8"))
