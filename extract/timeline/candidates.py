"""The expressions that may date a figure, and the choice of one among them.

A figure has at most one candidate of each source: its own sentence, the 现 of its verb (现有), what an earlier sentence
hands on, and the date of the report as a whole. Each says the rule that joined it to the figure, and each rule how often
it was right on reports that people labelled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

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
TAKEN_UP = "taken up by "
RUNS_ON = "runs on from the line before"
WHOLE = "dates the report as a whole"
NOWHERE = "nothing governs"

Source = Literal["named", "published", "text", "words"]
"""Where the year of a period comes from: its own words, the manifest's day of publication, what the text as a whole
says of its year, or nowhere (the expression is copied)."""

# The share of right periods by rule and source among the 932 figures that got an indicator and a period, on reports that people
# labelled; texts that were read when the rules were made count half. A rule with fewer than ten of them is measured on all figures;
# one that never erred is held a little below; the years that a text fixes, of which there are few, on all texts alike. Of 近日
# labels disagree whether it says the year (11 of 17) or nothing.
CERTAINTY: Mapping[Source, Mapping[str, float]] = MappingProxyType(
    {
        "named": {SENTENCE: 0.97, WHOLE: 0.98, PARAGRAPH: 0.91, CLAUSE: 0.91, TAKEN_UP: 0.91},
        "published": {SENTENCE: 0.94, CLAUSE: 0.92, PARAGRAPH: 0.92, PRESENT: 0.9, WHOLE: 0.93, TAKEN_UP: 0.8, LATELY: 0.6},
        "text": {SENTENCE: 0.75, CLAUSE: 0.7, PRESENT: 0.7, PARAGRAPH: 0.9},
        "words": {SENTENCE: 0.91, CLAUSE: 0.89, PARAGRAPH: 0.4, WHOLE: 0.95, TAKEN_UP: 0.85, PRESENT: 0.92},
    }
)  # fmt: skip
_OTHERWISE: Mapping[Source, float] = MappingProxyType(
    {"named": 0.9, "published": 0.7, "text": 0.35, "words": 0.5}
)
# Of the figures that nothing governs. Of 405 with an indicator the label has no period either in .91, in .87 of those on texts that
# were not read when rules were made: .95 where the manifest tells the day of publication, .92 where the text alone tells a year, .83
# where neither does; stocks .91, flows .91.
UNGOVERNED = 0.9


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


def certainty(rule: str, source: Source) -> float:
    """How sure a period is by its rule and by what its year comes from, from 0 to 1.

    >>> certainty("before it in its sentence", "named") > certainty("before it in its sentence", "words")
    True
    """
    kind = TAKEN_UP if rule.startswith(TAKEN_UP) else rule
    return CERTAINTY[source].get(kind, _OTHERWISE[source])
