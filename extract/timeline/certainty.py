"""How sure a period is: by the rule that joined it to the figure and what its year comes from, by what its expression says of
such a figure, and by whether it is known when the report was published.

What each weighs was fitted on labelled reports (``data/period_certainty.toml``).
"""

from __future__ import annotations

from typing import Literal

from extract.likelihood import Likelihood, likelihood
from extract.timeline.candidates import TAKEN_UP
from extract.timeline.standing import Basis

Source = Literal["named", "published", "text", "words", ""]
"""Where the year of a period comes from: its own words, the manifest's day of publication, what the text as a whole
says of its year, nowhere (the expression is copied), or "" for a figure that nothing governs."""


def evidence(
    rule: str, source: Source, kind: str, known: Basis, published: bool, speaks: str
) -> tuple[str, ...]:
    """What speaks for and against a period: ``kind`` is that of its expression, "" for none, ``known`` the basis of the figure,
    and ``published`` says whether the day of publication is known. ``speaks`` is what the report of a figure speaks of that
    nothing governs: a story of one place leaves open when, a report on a region tells of a year.

    >>> evidence("taken up by 其中", "named", "state", "stock", True, "")[0]
    'rests_on: taken up, its own words'
    """
    rests_on = TAKEN_UP.removesuffix(" by ") if rule.startswith(TAKEN_UP) else rule
    return (
        *([f"undated_in: {speaks}"] if speaks else []),
        f"rests_on: {rests_on}{_SAID[source]}",
        f"expression: {kind or 'none'}, {known or 'unknown'}",
        f"published: {kind or 'none'}, {'known' if published else 'unknown'}",
    )


_SAID = {
    "named": ", its own words",
    "published": ", the day of publication",
    "text": ", the text as a whole",
    "words": ", copied",
    "": "",
}


def weights() -> Likelihood:
    """What each evidence weighs."""
    return likelihood("period_certainty")
