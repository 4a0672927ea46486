"""Sampling audits: how many figures of the table are right, told from some that were drawn at random and judged by people.

`drawing` draws the sample, `judging` records what a reviewer says of each figure, `estimates` infers the share that is right
from the verdicts, with its interval and the agreement of two reviewers, and `results` says which audits a workspace has and
what each of them speaks for.
"""

from extract.audit.drawing import draw, drawn_again, population, reading
from extract.audit.estimates import Agreement, Estimate, agreement, estimates
from extract.audit.judging import Audit, audits, judged, last_of, spots, table_then
from extract.audit.results import Result, Review, result, results

__all__ = [
    "Agreement",
    "Audit",
    "Estimate",
    "Result",
    "Review",
    "agreement",
    "audits",
    "draw",
    "drawn_again",
    "estimates",
    "judged",
    "last_of",
    "population",
    "reading",
    "result",
    "results",
    "spots",
    "table_then",
]
