"""What a panel's file is made of: the panel with its reports, the reader's language, the day and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from extract.catalogue import Indicator
from extract.figure_ids import figure_id
from extract.panel import Line, Panel, panel
from extract.table import Source
from extract.views.frames import Filters, Shelf, keep
from extract.views.words.language import Language
from extract.workspace.parcel import program


@dataclass(frozen=True, slots=True)
class Asked:
    """A panel as it was asked for. ``identities`` are those of the workspace's reports by name, ``filters`` what was chosen, as
    labels and values."""

    panel: Panel
    sources: Mapping[str, Source]
    say: Language
    made: date
    identities: Mapping[str, str] = field(default_factory=dict)
    filters: tuple[tuple[str, str], ...] = ()

    def source(self, line: Line) -> Source | None:
        """The report of a line's figure."""
        return self.sources.get(line.fact.report)

    def id(self, line: Line) -> str:
        """The permanent id of a line's figure."""
        return figure_id(line.fact, self.source(line), self.identities)

    @property
    def reports(self) -> tuple[Source, ...]:
        """The reports that the panel's figures come from, in the order of the table."""
        used = {line.fact.report for line in self.panel.lines}
        return tuple(source for name, source in self.sources.items() if name in used)


def ask(
    shelf: Shelf,
    indicators: Sequence[Indicator],
    filters: Filters,
    say: Language,
    made: date,
    *,
    identities: Mapping[str, str] | None = None,
    chosen: Sequence[tuple[str, str]] = (),
    only_sure: bool = False,
) -> Asked:
    """The panel of these indicators on what the filters keep."""
    mask = keep(shelf, filters) & shelf.frame["indicator"].isin([indicator.id for indicator in indicators])
    if only_sure:
        mask &= shelf.frame["sure"]
    years = {name: source.year for name, source in shelf.sources.items()}
    found = panel(shelf.facts(mask), indicators, filters.regions or shelf.regions, years.get, shelf.published)
    return Asked(found, shelf.sources, say, made, identities or {}, tuple(chosen))


def version() -> str:
    """The program that made a file."""
    return f"jiceng {program()}"
