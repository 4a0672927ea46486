"""The manifest of a workspace, line by line: what is said of a report, what is noted of it, and the check of the line.

A line that has another check than its own was changed by something else than the program: what it says is used, and the
reader is told. A line without one was written by hand, or by an older version.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import lru_cache
from typing import NamedTuple

from extract import manifest, readings, zones
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.reading.dates import day

Row = Mapping[str, str]
_CHECK = "check"


class Noted(NamedTuple):
    """What tells a report from another of its name, by its words as it was kept, and the SHA-256 of its original; ""
    where an older version, or somebody by hand, put it there. ``earlier`` are the identities of the versions of it whose
    place it took, with a space between them."""

    identity: str
    sha256: str
    earlier: str = ""


def noted(row: Row) -> Noted:
    """What a line holds of its report that is not for its readers."""
    return Noted(*(row.get(name, "") for name in Noted._fields))


def line(said: Entry, noted: Noted) -> dict[str, str]:
    """The line of a report without its check; raises `WorkspaceError` for what cannot be said of one."""
    told = {name: " ".join(value.split()) for name, value in asdict(checked(said)).items()}
    return {**told, **noted._asdict()}


def damaged(rows: Mapping[str, Row]) -> tuple[str, ...]:
    """The files whose line has not the check that it was written with."""
    return tuple(
        file for file, row in rows.items() if row.get(_CHECK) and row[_CHECK] != _check_of(file, row)
    )


def render(rows: Mapping[str, Row]) -> bytes:
    """The manifest as CSV, each line with its check; columns that somebody added stand behind."""
    known = ["file", *(field.name for field in fields(Entry)), *Noted._fields, _CHECK]
    more = dict.fromkeys(name for row in rows.values() for name in row if name not in known)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*known, *more], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "file": file, _CHECK: _check_of(file, row)} for file, row in rows.items())
    return out.getvalue().encode("utf-8")


def checked(said: Entry) -> Entry:
    """What is said of a report with its region's full name and its day in order; raises `WorkspaceError`."""
    found = zones.resolve(said.region) if said.region else None
    if said.region and found is None:
        raise WorkspaceError("region", name=said.region)
    published = day(said.published)
    if said.published and not published:
        raise WorkspaceError("published", value=said.published)
    year = manifest.year_of(said.year)
    if year is None:
        raise WorkspaceError("year", value=said.year)
    region = found[0].full_name + found[1] if found else ""
    return Entry(region, said.title, published, said.source, year)


def _check_of(file: str, row: Mapping[str, str]) -> str:
    """What a line of the manifest comes to."""
    cells = sorted((name, value) for name, value in row.items() if value and name not in ("file", _CHECK))
    return _digest(file, tuple(cells))


@lru_cache(maxsize=2**15)  # every write of the manifest asks it of all lines
def _digest(file: str, cells: tuple[tuple[str, str], ...]) -> str:
    return readings.digest(json.dumps([file, *cells]).encode("ascii"))[:16]
