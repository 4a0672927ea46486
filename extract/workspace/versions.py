"""Versions: what a report that comes in is to those that are kept: a new one, one that is there already, or another version of
one; and what is best done with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extract import readings
from extract.readings import Reading
from extract.table import Source
from extract.workspace.duplicates import NEAR, Shared, Sketches

How = Literal["content", "words", "most"]
"""The file is the same byte by byte, its words are the same, or most of them."""
Action = Literal["add", "skip", "replace", "both"]
ACTIONS: tuple[Action, ...] = ("add", "replace", "both", "skip")


@dataclass(frozen=True, slots=True)
class Kin:
    """Another file that a report is, or is nearly: its name, how they are alike, the share of the shorter one's words that the
    other has too, and what is known of it."""

    file: str
    how: How
    share: float
    whole: bool  # whether most words of the longer one are common to both as well
    source: Source


class Compared:
    """Reports that new ones are compared with; it takes as long for thousands of them as for one."""

    def __init__(self, reports: Iterable[tuple[str, Reading]] = ()) -> None:
        self._originals: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._sources: dict[str, Source] = {}
        self._keys: dict[str, tuple[str, str]] = {}  # what a report is known by: its bytes and its words
        self._sketches = Sketches()
        for file, reading in reports:
            self.add(file, reading)

    def add(self, file: str, reading: Reading) -> None:
        """Know one more report."""
        self.forget(file)
        source = reading.source
        self._keys[file] = reading.original, readings.words(source.raw)
        for held, key in zip((self._originals, self._words), self._keys[file], strict=True):
            held.setdefault(key, file)
        self._sources[file] = source
        self._sketches.add(file, source.clean)

    def forget(self, file: str) -> None:
        """Know a report no longer."""
        self._sketches.forget(file)
        self._sources.pop(file, None)
        for held, key in zip((self._originals, self._words), self._keys.pop(file, ()), strict=False):
            if held.get(key) == file:
                del held[key]

    def kin(self, reading: Reading) -> Kin | None:
        """The report that another is most alike, None where it is like none of them."""
        same: tuple[tuple[str | None, How], ...] = (
            (self._originals.get(reading.original), "content"),
            (self._words.get(readings.words(reading.source.raw)), "words"),
        )
        for file, how in same:
            if file is not None:
                return Kin(file, how, 1.0, True, self._sources[file])
        found: Shared | None = self._sketches.nearest(reading.source.clean)
        if found is None:
            return None
        return Kin(found.name, "most", found.share, found.of_longer >= NEAR, self._sources[found.name])


def proposed(kin: Kin | None, own: Source) -> Action:
    """What is best done with a report: what is there already is passed over. A version of a report has most of its words, and is
    of its region and year; it takes that one's place unless it is known to be older. Reports of two regions that were written
    by one pattern are two, and so are a long report and a short one that stands in it."""
    if kin is None:
        return "add"
    if kin.how != "most":
        return "skip"
    other = kin.source
    if not kin.whole or (own.region, own.year) != (other.region, other.year):
        return "both"
    return "skip" if older(own, other) else "replace"


def versions(reports: Iterable[tuple[str, Reading]]) -> dict[str, str]:
    """Of reports that are kept those that are the same as another before them, or another version of it, each with that one's
    name: their figures count twice. Only reports of one region and year are compared, which are few among thousands."""
    alike: defaultdict[tuple[str, int | None], list[tuple[str, Reading]]] = defaultdict(list)
    for file, reading in reports:
        if reading.source.region:
            alike[reading.source.region, reading.source.year].append((file, reading))
    found: dict[str, str] = {}
    for group in alike.values():
        known = Compared()
        for file, reading in group if len(group) > 1 else ():
            kin = known.kin(reading)
            if kin is not None and proposed(kin, reading.source) in ("skip", "replace"):
                found[file] = kin.file
            known.add(file, reading)
    return found


def older(own: Source, other: Source) -> bool:
    """Whether a report is known to have come out before another: by their days as far as both tell them."""
    common = min(len(own.published), len(other.published))
    return own.published[:common] < other.published[:common]
