"""The expressions that may date a figure, and the choice of one among them.

A figure has at most one candidate of each source: its own sentence, the 现 of its verb (现有), what an earlier sentence
hands on, and the date of the report as a whole. Each says the rule that joined it to the figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.periods import Period
from extract.records import record


@record
class Reach:
    """An expression with the sentence that it stands in and its place in that sentence."""

    sentence: int
    order: int
    period: Period


@record
class Candidate:
    """An expression that reaches a figure, the rule by which it does, and from which position of the sentence on."""

    reach: Reach
    rule: str
    start: int = 0


CLAUSE = "in its clause"
SENTENCE = "before it in its sentence"
BRACKETS = "in brackets behind it"
PRESENT = "said to be so now"
LATELY = "said to be lately"
PARAGRAPH = "opens its paragraph"
ITEM = "at the head of its item"
CHRONICLE = "stands until the next date of a chronicle"
YEAR_LINE = "stands on a line of its own over it"
TAKEN_UP = "taken up by "
RUNS_ON = "runs on from the line before"
WHOLE = "dates the report as a whole"
NOWHERE = "nothing governs"


def choose(candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate that dates the figure; they come nearest first.

    The nearest does, with two exceptions. 现有 says when only where no day is named: 截至2021年底，…。全县现有支部30个 is the
    state of that day, but 2019年以来，…，现有支部30个 that of today. 近日 gives way to whatever else there is.
    """
    said = [each for each in candidates if each.reach.period.kind != "lately"] or candidates
    if not said:
        return None
    present = next((each for each in said if each.reach.period.kind == "present"), None)
    if present is None or said[0] is not present:
        return said[0]
    return next((each for each in said[1:] if each.reach.period.kind in ("state", "now")), present)
