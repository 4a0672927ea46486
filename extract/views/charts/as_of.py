"""Undated figures taken as of their report's year, if the reader asks for it: of all reports, or of those that he names.

Half of the counts in reports say no period. The year that a report is about is a good guess at theirs and no more than
that: it is off until somebody chooses it, and what it touches says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.views.words.language import Language
from extract.views.words.wording import label


@dataclass(frozen=True, slots=True)
class AsOf:
    """Whether undated flows are taken as of their report's year, and of which reports; an empty tuple is all of them."""

    on: bool = False
    reports: tuple[str, ...] = ()

    def holds(self, report: str) -> bool:
        """Whether it holds for a report's figures."""
        return self.on and (not self.reports or report in self.reports)


AS_REPORTED = AsOf()


def filters(as_of: AsOf, say: Language) -> tuple[tuple[str, str], ...]:
    """What a file that leaves the page says of it among what was chosen; nothing where it is off."""
    if not as_of.on:
        return ()
    text = say.list(as_of.reports) if as_of.reports else label("filter.as_of_all", say)
    return ((label("filter.as_of", say), text),)
