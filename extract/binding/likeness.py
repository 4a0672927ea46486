"""Likeness: of which indicator figures are usually told in such words.

A second reader beside the catalogue (`extract.wording`), which knows none of its entries: only which pieces of words stood by the
figures of real reports whose indicator somebody labelled. It hears what stands before a figure in its clause, what stands behind it,
what it counts (`extract.binding.subjects`) and in which unit, in pieces of one and two characters, and answers with the share of
each indicator, and of none, among figures that are told so. ``data/likeness.txt`` is fitted by `python -m tests.likeness`. How sure
each candidate of the arbiter is, is weighed with it (`extract.readers`).
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.patterns import HAN, lazy
from extract.records import record
from extract.wording import Wording, pairs
from extract.wording import wording as read

BEFORE, BEHIND, SUBJECT, BEGIN, END, UNIT = STRETCHES = (
    "before",
    "behind",
    "subject",
    "begin",
    "end",
    "unit",
)
"""Where what is heard stands: before the figure and behind it, in what it counts, at the begin and the end of that, and its unit."""

NONE = "-"
"""What stands for no indicator."""

_BEFORE, _BEHIND = 16, 8  # characters of the clause to either side
_APART = lazy(rf"[^{HAN}]+")


@record
class Told:
    """How a figure is told: what stands ``before`` and ``behind`` it in its clause, its ``subject`` and its ``unit``."""

    before: str
    behind: str
    subject: str
    unit: str

    def heard(self) -> dict[str, set[str]]:
        """What is heard of it, by where it stands.

        >>> {where: sorted(heard) for where, heard in Told("培训", "名", "党员", "人").heard().items()}
        {'before': ['培', '培训', '训'], 'behind': ['名'], 'subject': ['党', '党员', '员'], 'begin': ['党员'], 'end': ['党员'], 'unit': ['人']}
        """
        before, behind, subject = self.before[-_BEFORE:], self.behind[:_BEHIND], self.subject
        only = _APART.sub("", subject)
        return {
            BEFORE: pairs(before).union(before),
            BEHIND: pairs(behind).union(behind),
            SUBJECT: pairs(subject).union(subject),
            BEGIN: {only[:2]},
            END: {only[-2:]},
            UNIT: {self.unit},
        }


def likeness() -> Wording:
    """What the program ships."""
    return read("likeness")


def shares(told: Told, own: Wording) -> Mapping[str, float]:
    """The share of each indicator, and of none (`NONE`), among figures that are told so."""
    return own.shares([_scores(told, own)])


def share(told: Told, indicator: str) -> float | None:
    """The share of one of them, None of one that nothing is known of."""
    own = likeness()
    return own.share(indicator, [_scores(told, own)])


def _scores(told: Told, own: Wording) -> list[float]:
    """What all that is heard says for each indicator: of many pieces less each, wherever they stand."""
    return own.scores(sum([own.heard(*each) for each in told.heard().items()]))
