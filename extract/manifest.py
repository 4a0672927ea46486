"""The manifest: ``reports.csv`` in a folder of reports, which says of each file what its text may not.

Columns ``file,region`` and, as far as known, ``title,published,source,year``; the ``region`` is a full name such as
``吉林省四平市双辽市``, or ``全国``, or goes on to a zone, a town or a village of it (``湖北省随县柳林镇``), whose report it then is; ``year`` the year that the report tells about, which need not be that of its publication. A file that the manifest does not name is read as without it.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from extract import zones
from extract.patterns import lazy
from extract.reading.dates import day
from extract.reading.document import ReadError, unopened
from extract.reading.formats import MANIFEST
from extract.reading.plain import decode
from extract.reading.separated import values

NAME = MANIFEST
_YEAR = lazy(r"((?:19|20)\d\d)(?:年度?)?")
Lines: TypeAlias = Mapping[str, Mapping[str, str]]  # what each says of a file, by the file's name


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one file, "" where it does not. ``published`` is YYYY, YYYY-MM or YYYY-MM-DD,
    ``year`` YYYY: the one that the report tells about."""

    region: str = ""
    title: str = ""
    published: str = ""
    source: str = ""
    year: str = ""


def entry(path: Path) -> Entry:
    """The line of a report in its folder's manifest; an empty one when there is none; raises `ReadError`."""
    row = rows(path.parent).get(path.name)
    return Entry() if row is None else understood(row, str(path), str(path.parent / NAME))


def understood(row: Mapping[str, str], where: str, manifest: str) -> Entry:
    """What a line says, by column; raises `ReadError`, which calls the report ``where`` and the place of the line
    ``manifest``."""
    region, stated = row.get("region", ""), row.get("published", "")
    if region and zones.resolve(region) is None:
        raise ReadError("region", where, manifest=manifest, value=region)
    published = day(stated)
    if stated and not published:
        raise ReadError("published", where, manifest=manifest, value=stated)
    year = year_of(row.get("year", ""))
    if year is None:
        raise ReadError("year", where, manifest=manifest, value=row["year"])
    return Entry(region, row.get("title", ""), published, row.get("source", ""), year)


def year_of(stated: str) -> str | None:
    """A year as people write it as YYYY, "" for none; None where it is no year.

    >>> year_of("2023"), year_of(" 2023年 "), year_of("2023年度"), year_of(""), year_of("23")
    ('2023', '2023', '2023', '', None)
    """
    plain = stated.strip()
    if not plain:
        return ""
    match = _YEAR.fullmatch(plain)
    return match[1] if match else None


def rows(folder: Path) -> Lines:
    """The manifest of a folder as it stands, by file name; empty when there is none; raises `ReadError`."""
    path = folder / NAME
    try:
        stamp = path.stat()
        found = _rows(path, stamp.st_mtime_ns, stamp.st_size)
    except FileNotFoundError:
        return {}
    except OSError as error:
        if error.errno in (
            errno.ENOTDIR,
            errno.ENAMETOOLONG,
            errno.ELOOP,
        ):  # of the folder: its reports say so
            return {}
        raise unopened(str(path), error) from error
    if isinstance(found, ReadError):
        raise found.with_traceback(None)  # it is raised for each report of the folder
    return found


@lru_cache(maxsize=64)
def _rows(path: Path, modified: int, size: int) -> Lines | ReadError:
    """The lines of a manifest, or what is wrong with it, found once for all reports of its folder."""
    try:
        return parse(path.read_bytes(), str(path))
    except ReadError as error:
        return error


def parse(content: bytes, where: str) -> Lines:
    """The lines of a manifest by file name; raises `ReadError`, also where quotation marks are not closed, which would take
    the lines below for one value."""
    text, _ = decode(content, where)
    heads, *rows = [row for row in values(text, where, strict=True) if row] or [[]]
    heads = [name.strip() for name in heads]
    missing = {"file", "region"} - set(heads)
    if missing:
        raise ReadError("manifest", where, columns=", ".join(sorted(missing)))
    lines = [
        {name: _of_one_line(value) for name, value in zip(heads, row, strict=False) if name} for row in rows
    ]
    return {line["file"]: line for line in lines if line.get("file")}


def _of_one_line(value: str) -> str:
    """A value of which a line break, as a cell of a spreadsheet may have it, parts words."""
    return " ".join(value.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"))
