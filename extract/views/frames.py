"""What a page shows of the table: facts filtered, counted by region and indicator, and one chosen for each bar.

The table may hold a million facts, so filters work on a narrow frame of categorical columns; `Fact`s are fetched only
for the rows that remain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

import pandas as pd

from extract.catalogue import Indicator
from extract.facts import SURE, Fact
from extract.regions import registry
from extract.rows import as_text
from extract.standing import stand
from extract.stored import Stored
from extract.table import Source, Table

_CATEGORIES = ("report", "indicator", "theme", "scope", "kind", "bound")
Kept = TypeVar("Kept")
_KEPT = 256  # answers of a shelf; beyond them all are forgotten
_MISSING: Any = object()  # what no work gives
_ROW_LIMIT = 20_000  # a grid of more rows loses its search and selection


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The table made ready for the pages; read-only, and equal to itself only.

    ``frame`` has one row a fact in the table's order: the columns of `_CATEGORIES`, ``start``, ``sure``, and ``year`` (of the
    report, missing where unknown). ``regions`` are all that figures are about, those with a report of their own
    (``reported``) first, in the order of yearbooks; ``parents`` hold at least two of them, from the top down. ``kept`` is what
    pages worked out from it, which goes with it: see `once`.
    """

    table: Table | Stored
    frame: pd.DataFrame
    sources: Mapping[str, Source]
    regions: tuple[str, ...]
    reported: tuple[str, ...]
    parents: tuple[str, ...]
    kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def once(self, asked: Hashable, work: Callable[[], Kept]) -> Kept:
        """What ``work`` gives, worked out once for what is ``asked`` of this shelf: a page is drawn anew with each click. Several
        sessions may ask at once; what one of them clears, another has worked out or does so again."""
        found: Kept = self.kept.get(asked, _MISSING)
        if found is _MISSING:
            found = work()
            if len(self.kept) >= _KEPT:
                self.kept.clear()
            self.kept[asked] = found
        return found

    def fact(self, address: str) -> Fact | None:
        """The fact with this id (``report:start``), None when there is none."""
        report, _, start = address.rpartition(":")
        reports = self.frame["report"].cat
        if report not in reports.categories or not start.isdecimal():
            return None
        own = reports.codes == reports.categories.get_loc(report)
        found = (own & (self.frame["start"] == int(start))).to_numpy().nonzero()[0]
        return self.table.take(found[:1].tolist())[0] if len(found) else None

    def year(self, report: str) -> int | None:
        """The year that a report is about, None where that is not known."""
        source = self.sources.get(report)
        return source.year if source else None

    def published(self, report: str) -> str:
        """The day that a report bears, as far as it is known; "" where it is not."""
        source = self.sources.get(report)
        return source.published if source else ""

    def told_in(self, years: Sequence[int]) -> list[str]:
        """The names of the reports about these years, of all where none is asked for."""
        return [name for name, source in self.sources.items() if not years or source.year in years]

    def facts(self, mask: pd.Series[bool]) -> list[Fact]:
        """The facts of the rows that a mask keeps, in the table's order."""
        return self.table.take(mask.to_numpy().nonzero()[0].tolist())


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; an empty tuple asks for everything."""

    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One region's place in a comparison: the figure that stands for it, None when its reports give none, and the others, best
    first; ``rivals`` are those of them that have the same right and say another number."""

    region: str
    fact: Fact | None
    others: tuple[Fact, ...] = field(default=())
    rivals: tuple[Fact, ...] = field(default=())

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All figures of the entry, the drawn one first."""
        return () if self.fact is None else (self.fact, *self.others)


def shelve(table: Table | Stored) -> Shelf:
    """Make a table ready for the pages; a second or two for a million facts, so once."""
    frame = pd.DataFrame({name: table.column(name) for name in (*_CATEGORIES, "start")})
    frame["sure"] = [confidence >= SURE for confidence in table.column("confidence")]
    years = {source.name: source.year for source in table.sources}
    frame["year"] = frame["report"].map(years).astype("Int16")
    own = dict.fromkeys(source.region for source in table.sources if source.region)
    reported = tuple(sorted(own, key=_official))
    named = {str(name): count for name, count in frame["scope"].value_counts().items() if name and count}
    regions = (*reported, *sorted(set(named) - set(reported), key=lambda name: (-named[name], name)))
    return Shelf(
        table=table,
        frame=frame,
        sources=MappingProxyType({source.name: source for source in table.sources}),
        regions=regions,
        reported=reported,
        parents=_parents(regions),
    )


def _official(name: str) -> tuple[int, str]:
    """Where a region stands in the order of yearbooks: by code, the country first and each province before its parts; names that
    the registry does not know last."""
    known = registry().by_full_name.get(name)
    return (0, known.adcode) if known else (1, name)


def _parents(regions: Sequence[str]) -> tuple[str, ...]:
    known = [found for name in regions if (found := registry().by_full_name.get(name))]
    above = Counter(own.full_name for region in known for own in (region, *registry().ancestors(region)))
    return tuple(sorted(name for name, count in above.items() if count > 1))


def keep(shelf: Shelf, filters: Filters) -> pd.Series[bool]:
    """The mask of the rows that pass the filters."""
    frame = shelf.frame
    mask = pd.Series(True, index=frame.index)
    for column, wanted in (("scope", filters.regions), ("kind", filters.kinds), ("bound", filters.bounds)):
        if wanted:
            mask &= frame[column].isin(wanted)
    if filters.years:
        mask &= frame["year"].isin(filters.years).fillna(False).astype(bool)
    return mask


def entries(shelf: Shelf, indicator: Indicator, filters: Filters) -> tuple[Entry, ...]:
    """One entry for each region asked for, in the order asked for, with or without a figure."""
    return entries_of(shelf, [indicator], filters)[indicator.id]


def entries_of(
    shelf: Shelf, indicators: Sequence[Indicator], filters: Filters
) -> Mapping[str, tuple[Entry, ...]]:
    """The entries of several indicators by their ids, in one pass over the table."""
    regions = filters.regions or shelf.reported
    found: dict[tuple[str, str], list[Fact]] = {}
    wanted = keep(shelf, filters) & shelf.frame["indicator"].isin([indicator.id for indicator in indicators])
    for fact in shelf.facts(wanted):
        found.setdefault((fact.indicator or "", fact.scope), []).append(fact)
    return {
        indicator.id: tuple(
            _entry(shelf, region, indicator, found.get((indicator.id, region), ())) for region in regions
        )
        for indicator in indicators
    }


def _entry(shelf: Shelf, region: str, indicator: Indicator, facts: Sequence[Fact]) -> Entry:
    found = facts and stand(facts, indicator, shelf.year)
    return Entry(region, found.fact, found.others, found.rivals) if found else Entry(region, None)


def years(shelf: Shelf) -> tuple[int, ...]:
    """The years of the reports, newest first."""
    return tuple(
        sorted({source.year for source in shelf.table.sources if source.year is not None}, reverse=True)
    )


def regions_of_indicators(shelf: Shelf) -> Mapping[str, int]:
    """Of how many regions with a report of their own there is a figure of each indicator."""
    own = shelf.frame[shelf.frame["scope"].isin(list(shelf.reported))]
    counts = own.groupby("indicator", observed=True)["scope"].nunique()
    return {str(id): int(count) for id, count in counts.items()}


def regions_with(shelf: Shelf, indicator: Indicator, filters: Filters) -> list[str]:
    """Which regions have a figure of an indicator that passes the filters, whatever regions these ask for, in the shelf's order."""
    asked = keep(shelf, replace(filters, regions=())) & (shelf.frame["indicator"] == indicator.id)
    found = set(shelf.frame.loc[asked, "scope"].unique())
    return [name for name in shelf.regions if name in found]


def shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that a grid on the page can hold; the download has them all."""
    return frame.head(_ROW_LIMIT)


def csv(frame: pd.DataFrame) -> bytes:
    """A frame as CSV that spreadsheets open rightly: with the mark of UTF-8, and no cell that they take for a formula.

    >>> csv(pd.DataFrame({"地区": ["=1+1", "青海省"], "值": [-2.8, 3.0]})).decode("utf-8-sig").splitlines()
    ['地区,值', "'=1+1,-2.8", '青海省,3.0']
    """
    texts = frame.select_dtypes(exclude="number").columns
    safe = frame.assign(**{name: frame[name].map(_cell) for name in texts})
    return bytes(safe.to_csv(index=False).encode("utf-8-sig"))


def _cell(cell: object) -> object:
    return as_text(cell) if isinstance(cell, str) else cell
