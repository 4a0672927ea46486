"""Reports: files found, read into text, and joined with what the manifest says of them."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

from extract.grid import Grid
from extract.manifest import Entry, entry
from extract.pictures import Picture
from extract.reading import formats
from extract.reading.bylines import Byline, byline
from extract.reading.document import MAX_BYTES, MAX_CHARACTERS, Document, Note, ReadError, unopened
from extract.reading.formats import ENDINGS, is_report
from extract.reading.inline_tables import tables

__all__ = [
    "ENDINGS",
    "ReadError",
    "Report",
    "content_of",
    "find",
    "names",
    "read",
    "read_bytes",
    "read_document",
    "read_text",
]


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it was read.

    ``raw`` is the text as it was read; of a plain file it is the file's own without any change, line breaks included,
    only a byte order mark is left out: every offset counts its characters. ``region`` (a full name), ``title``,
    ``published`` (YYYY, YYYY-MM or YYYY-MM-DD) and ``source`` come from the manifest or, but for the region, from what
    the file says of itself; "" where neither does; ``year`` is the one that somebody said it tells about. ``notes`` say what could not be read of it; ``grids`` are its tables,
    whose cells stand in ``raw``, a row a line, ``pictures`` its lines that were recognised in a scan.
    """

    name: str
    raw: str
    region: str = ""
    title: str = ""
    published: str = ""
    source: str = ""
    notes: tuple[Note, ...] = ()
    grids: tuple[Grid, ...] = ()
    pictures: tuple[Picture, ...] = ()
    year: int | None = None


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """The report files among files and folders, each once, a folder's in the order of their names.

    A file that is named is a report whatever its ending. In a folder, what looks like a report is one, also where it
    cannot be read and reading it says so (.doc); nothing that is hidden is. A folder without any is given itself, so that reading it says so.
    """
    seen: set[str] = set()
    real = cache(
        os.path.realpath
    )  # of a folder, once for all that stands in it: there may be a million files
    for path in paths:
        for each in (list(_within(path)) or [path]) if os.path.isdir(path) else (path,):
            linked = os.path.islink(each) or each.name in ("", "..")
            known = os.path.realpath(each) if linked else os.path.join(real(each.parent), each.name)
            if known not in seen:
                seen.add(known)
                yield each


def _within(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as found:
            children = sorted(found, key=lambda child: child.name)
    except OSError:
        yield folder  # reading it says why
        return
    for child in children:
        if child.name.startswith("."):
            continue
        if child.is_dir(follow_symlinks=False):
            yield from _within(Path(child.path))
        elif is_report(child.name) and _may_be_file(child):
            yield Path(child.path)


def _may_be_file(child: os.DirEntry[str]) -> bool:
    """Whether it is one; of what the system does not say, reading it says why."""
    try:
        return child.is_file()
    except OSError:
        return True


def names(paths: Iterable[PurePath]) -> list[str]:
    """The reports' names: the files' stems; where two files share one, with the ending, then with as many folders as tell them
    apart, so that the same files bear the same names wherever they lie.

    >>> names([Path("/x/a/综述.txt"), Path("/x/a/综述.md"), Path("/x/a/汇报.txt"), Path("/x/b/汇报.txt")])
    ['综述.txt', '综述.md', 'a/汇报.txt', 'b/汇报.txt']
    """
    files = list(paths)
    chosen: list[str] = [""] * len(files)
    deepest = max((len(path.parts) for path in files), default=0)
    for depth in range(deepest + 1):  # 0 is the stem
        wanted = ["/".join(path.parts[-depth:]) if depth else path.stem for path in files]
        count = Counter(wanted)
        for index, name in enumerate(wanted):
            if not chosen[index] and (count[name] == 1 or depth == deepest):
                chosen[index] = _writable(name)
    return chosen


def _writable(name: str) -> str:
    """A file's name as text: names of an older system are bytes in GB18030, which Python holds as lone surrogates."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="replace")
    return name


def read(path: Path, name: str = "", said: Entry | None = None) -> Report:
    """Read a report under its stem unless ``name`` is given, with what is ``said`` of it: by the manifest beside it
    unless that is given too. Raises `ReadError`."""
    where = str(path)
    content = content_of(path, where)
    said = entry(path) if said is None else said
    return read_bytes(content, path.name, name or _writable(path.stem), where, said)


def read_bytes(content: bytes, file: str, name: str, where: str = "", said: Entry | None = None) -> Report:
    """Read a report from its bytes; ``file`` is the file's name, ``where`` what messages call it. Raises `ReadError`."""
    where = where or file
    if len(content) > MAX_BYTES:
        raise _too_large(where, len(content))
    if not content.strip():
        raise ReadError("empty", where)
    return read_document(
        formats.read(content, Path(file).suffix.lower(), where), name, where, said or Entry()
    )


def read_text(text: str, name: str, where: str, said: Entry) -> Report:
    """A report whose text is at hand already, as it stands. Raises `ReadError`."""
    return read_document(Document(text, grids=tables(text)), name, where, said)


def read_document(document: Document, name: str, where: str, said: Entry) -> Report:
    """A report from what a reader gave; what is said of it goes before what the file says of itself, and that
    before its `byline`. Raises `ReadError`."""
    if not document.text.strip("\ufeff \t\r\n\f\v　"):
        raise ReadError("empty", where)
    if len(document.text) > MAX_CHARACTERS:
        raise ReadError("long", where, size=len(document.text), limit=MAX_CHARACTERS)
    published, source = _finer(said.published, document.published), said.source or document.source
    own = Byline() if source and published.count("-") == 2 else byline(document.text)
    return Report(
        name,
        document.text,
        region=said.region,
        title=said.title or document.title,
        published=_finer(published, own.published),
        source=source or own.source,
        notes=document.notes,
        grids=document.grids,
        pictures=document.pictures,
        year=int(said.year) if said.year else None,
    )


def _finer(said: str, read: str) -> str:
    """The day that is known of a publication: what is said of it, or the day that the report bears where that lies within it.

    >>> _finer("2023", "2023-05-01"), _finer("2023-04", "2023-05-01"), _finer("", "2023-05-01"), _finer("2022", "")
    ('2023-05-01', '2023-04', '2023-05-01', '2022')
    """
    return read if not said or read.startswith(f"{said}-") else said


def content_of(path: Path, where: str = "") -> bytes:
    """The bytes of a report's file; ``where`` is what messages call it. Raises `ReadError`."""
    where = where or str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            os.scandir(path).close()
            raise ReadError("none", where, endings=" ".join(ENDINGS))
        if not stat.S_ISREG(found.st_mode):
            raise ReadError("special", where)
        if found.st_size > MAX_BYTES:
            raise _too_large(where, found.st_size)
        return path.read_bytes()
    except OSError as error:
        raise unopened(where, error) from error


def _too_large(where: str, size: int) -> ReadError:
    return ReadError("large", where, size=size // 2**20, limit=MAX_BYTES // 2**20)
