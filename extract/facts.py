"""Facts: a figure bound to what it means, and figures set aside with the reason."""

from __future__ import annotations

from extract.records import record
from extract.span import Span

SURE = 0.9
"""The confidence from which on a figure is drawn as it stands: at 0.9 a reading is right nine times in ten. Below it a
figure is to be checked by somebody before it is ranked."""


ADOPTED = "adopted"
"""What `Fact.corrected` says of a figure that a person chose to stand for its region."""


CELLS = "cells"
"""What `Fact.made` says of a figure whose sentence was made of the cells of a table."""


@record
class Fact:
    """One row of the indicator table: a figure and all that a reader needs to trust it.

    ``quote`` is the figure as it stands in the raw file, ``raw[start:end] == quote`` in characters. ``value`` and
    ``value_high`` (the upper end of a range) are in the base unit ``unit``; ``counter`` is the count word as written.
    ``bound`` is exact, approx, at_least or at_most; ``kind`` count, share, average, change, standard or measure;
    ``per`` what the figure is counted per. ``scope`` is the full name of a
    region, ``site`` what is narrower than it. ``period`` follows the notation of `extract.periods`.

    ``text`` is the restored figure and ``sentence`` the restored sentence, in which it stands at ``position``;
    ``raw_sentence`` and ``raw_position`` say the same of the raw file. ``rule`` names what bound it,
    ``confidence`` (0 to 1) how far to trust that, ``reasons`` why it is not 1, as ids of `extract.binding.doubts`.
    ``corrected`` names the fields that a person set by hand, with spaces between; ``added`` for a figure that the program
    did not read, ``adopted`` for one that a person chose to stand for its region; "" where the program's reading stands.
    ``matter`` is what a person says that it counts, equal for figures that are one matter; ``decided`` who chose or said so,
    and on which day. ``made`` is `CELLS` where the sentence is no sentence of the report, but was made of the cells of a table,
    and "" where it is.
    """

    report: str
    quote: str
    start: int
    end: int
    value: float
    value_high: float | None
    unit: str
    counter: str
    bound: str
    kind: str
    per: str
    subject: str
    indicator: str | None
    theme: str
    scope: str
    site: str
    period: str
    text: str
    sentence: str
    position: int
    raw_sentence: str
    raw_position: int
    rule: str
    confidence: float
    reasons: tuple[str, ...]
    corrected: str = ""
    matter: str = ""
    decided: str = ""
    made: str = ""

    @property
    def id(self) -> str:
        """The address of the fact, ``report:start``: it survives a new extraction of the same file."""
        return f"{self.report}:{self.start}"

    @property
    def span(self) -> Span:
        """Where the quote stands in the raw file."""
        return Span(self.start, self.end)

    @property
    def adopted(self) -> bool:
        """Whether a person chose it among several to stand for its region."""
        return ADOPTED in self.corrected.split()

    @property
    def by_hand(self) -> str:
        """The fields that a person set, without what was decided about the figure as it is."""
        return " ".join(name for name in self.corrected.split() if name not in (ADOPTED, "matter"))

    @property
    def sure(self) -> bool:
        """Whether it may be drawn without being checked first; what a person corrected or accepted is."""
        return self.confidence >= SURE


@record
class Unread:
    """A number that was found and set aside: where it stands in the raw file and why it is no fact."""

    report: str
    quote: str
    start: int
    end: int
    reason: str
    sentence: str

    @property
    def span(self) -> Span:
        """Where the quote stands in the raw file."""
        return Span(self.start, self.end)
