"""Dating a report's figures at once: its year, or its period, said by a person for all that the text leaves undated."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract import intervals
from extract.catalogue import Catalogue
from extract.facts import SURE, Fact
from extract.periods.unsettled import settled
from extract.table import Source
from extract.timeline.standing import basis

UNDATED = "undated"  # the reason of a figure to which the report gives no period
_OF_TIME = frozenset({UNDATED, "unsure_period"})  # what a person's date settles
# and what it does not
_OTHERS = frozenset({"unsure_meaning", "unsure_place", "beyond", "damaged", "recognised"})


@dataclass(frozen=True, slots=True)
class Said:
    """The year that a report tells about, and the period of what was done in it; None and "" where nobody said."""

    year: int | None = None
    period: str = ""

    @property
    def settles(self) -> int | None:
        """The year that 今年 and 5年来 count from: the one that was said, or the last of the period."""
        if self.year is not None:
            return self.year
        end = intervals.parse(self.period).end
        return end.year if end else None


def of_source(source: Source, said: Said) -> Source:
    """A report with the year that was said of it."""
    if said.settles is None or (said.year is None and source.year is not None):
        return source
    return replace(source, year=said.settles, year_from="corrected")


def dated(fact: Fact, said: Said, known: Catalogue) -> Fact:
    """A figure with what was said of its report: an undated one takes the period, a half-known one (5年来, 截至2月底) what the
    year settles of it, and one that is dated stays."""
    indicator = known.indicators.get(fact.indicator or "")
    state = (indicator.basis if indicator else basis(fact.sentence, fact.position)) == "stock"
    year = said.settles
    if fact.period:
        period = fact.period if year is None else settled(fact.period, year, state=state)
    else:
        period = _period(said, state)
    if period == fact.period:
        return fact
    marks, reasons = fact.corrected.split(), set(fact.reasons)
    return replace(
        fact,
        period=period,
        confidence=fact.confidence if reasons & _OTHERS else max(fact.confidence, SURE),
        reasons=tuple(reason for reason in fact.reasons if reason not in _OF_TIME),
        corrected=" ".join(marks if "period" in marks or "added" in marks else [*marks, "period"]),
    )


def _period(said: Said, state: bool) -> str:
    """The period of an undated figure: for a stock, the state at its end."""
    period = said.period or (str(said.year) if said.year is not None else "")
    interval = intervals.parse(period)
    if state and interval.kind in ("year", "span", "days", "since") and interval.end is not None:
        return f"/{interval.end.year}"
    return period
