"""The reports that came in, a row each: what they are taken for, what a reader should look at, and what is best done with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from extract.arrivals import Arrival
from extract.manifest import Entry
from extract.patterns import lazy
from extract.readings import Reading
from extract.regions import registry
from extract.table import Source
from extract.territory import report_region
from extract.workspace.versions import Action, Compared, Kin, older, proposed

_YEAR = lazy(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_GUESS = "guess"  # a year that only the newest event tells


@dataclass(frozen=True, slots=True)
class Taken:
    """What a report is taken for, as its row shows it and its reader mends it; "" where nobody knows."""

    region: str
    year: str
    title: str
    published: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Something of a report to look at: a word of ``arrive.mark_…``, with what it speaks of."""

    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A report that came in. ``kin`` is the kept report that it is like, or one that came in with it (``beside``); ``keep`` and
    ``action`` are what is proposed."""

    arrival: Arrival
    reading: Reading
    taken: Taken
    marks: tuple[Mark, ...]
    kin: Kin | None
    beside: bool
    keep: bool
    action: Action

    @property
    def id(self) -> str:
        """What tells the row from all others."""
        return self.arrival.id


@dataclass(frozen=True, slots=True)
class _Named:
    """What a file's name says, and the folders that it lies in."""

    region: str
    year: str


def rows(came: Sequence[tuple[Arrival, Reading]], kept: Compared) -> tuple[Row, ...]:
    """The rows of reports in the order in which they came, those that a reader should look at first, those that are there
    already last."""
    found: list[Row] = []
    together = Compared()
    for arrival, reading in came:
        kin = kept.kin(reading)
        near = together.kin(reading)
        beside = near is not None and (kin is None or (kin.how == "most" and near.how != "most"))
        row = _row(arrival, reading, near if beside else kin, beside)
        if near is not None and beside:
            place = next(i for i, each in enumerate(found) if each.id == near.file)
            found[place], row = _one_of(found[place], row, near)
        found.append(row)
        together.add(arrival.id, reading)
    return tuple(sorted(found, key=_rank))


def _rank(row: Row) -> int:
    if row.kin and row.kin.how != "most" and not row.keep:
        return 2
    return 0 if row.marks or row.kin else 1


def _row(arrival: Arrival, reading: Reading, kin: Kin | None, beside: bool) -> Row:
    source = reading.source
    named = _name(arrival.path)
    taken = Taken(
        source.region or named.region,
        named.year if named.year and _unsure(source) else str(source.year or ""),
        source.title,
        source.published,
    )
    action: Action = "add" if beside else proposed(kin, source)
    keep = action != "skip" and bool(reading.table.facts)
    return Row(arrival, reading, taken, _marks(reading, named), kin, beside, keep, _way(action, kin))


def _way(action: Action, kin: Kin | None) -> Action:
    """How a report is kept if its reader ticks it after all."""
    if action != "skip":
        return action
    return "skip" if kin is None or kin.how == "content" else "replace"


def _one_of(first: Row, second: Row, near: Kin) -> tuple[Row, Row]:
    """Of two that came in together and are one report, the one that came out later stays ticked, else the longer one."""
    if near.how == "most" and proposed(near, second.reading.source) == "both":
        return first, second
    one, other = first.reading.source, second.reading.source
    second_stays = near.how == "most" and (
        older(one, other) or (not older(other, one) and len(other.clean) > len(one.clean))
    )
    if not second_stays:
        return first, replace(second, keep=False)
    if first.kin is None:  # else its row tells already why
        first = replace(first, kin=replace(near, file=second.id, source=other), beside=True)
    return replace(first, keep=False), second


def _name(path: str) -> _Named:
    """What the name says comes before what its folder says; a name that many regions have is read with its folder."""
    parts = [PurePosixPath(part).stem for part in path.split("/")]
    region = year = ""
    for at in range(len(parts) - 1, -1, -1):
        for text in (parts[at], "".join(parts[at - 1 : at + 1]) if at else ""):
            home = report_region(text, "").region if text and not region else None
            region = region or (home.full_name if home else "")
        years = set(_YEAR.findall(parts[at]))
        year = year or (years.pop() if len(years) == 1 else "")
    return _Named(region, year)


def _unsure(source: Source) -> bool:
    return source.year is None or source.year_from == _GUESS


def _marks(reading: Reading, named: _Named) -> tuple[Mark, ...]:
    source, found = reading.source, list[Mark]()
    if not reading.table.facts:
        found.append(Mark("no_figures"))
    if not source.region:
        found.append(Mark("name_region", named.region) if named.region else Mark("no_region"))
    elif named.region and not _one_line(source.region, named.region):
        found.append(Mark("other_region", named.region))
    if _unsure(source):
        found.append(Mark("name_year" if named.year else "guess_year" if source.year else "no_year"))
    if reading.notes:
        found.append(Mark("notes"))
    return tuple(found)


def _one_line(one: str, other: str) -> bool:
    """Whether one region lies in the other: 双辽市 in a folder 吉林省."""
    names = registry().by_full_name
    first, second = names.get(one), names.get(other)
    if first is None or second is None:
        return True
    return registry().within(first, second) or registry().within(second, first)


def entry(row: Row, mended: Taken) -> Entry:
    """What is said of a report that its reader looked at: what was read of it stays unsaid, so that it can be read better."""
    source, said = row.reading.source, row.arrival.said
    return Entry(
        said.region if mended.region in ("", source.region) else mended.region,
        said.title if mended.title in ("", source.title) else mended.title,
        said.published if mended.published in ("", source.published) else mended.published,
        said.source,
        said.year if mended.year in ("", str(source.year or "")) else mended.year,
    )
