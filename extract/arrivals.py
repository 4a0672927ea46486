"""Arrivals: what somebody hands over at once, files, folders and archives, as the reports among it, each to be read when its
turn comes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from extract import archives, manifest
from extract.archives import Packed
from extract.manifest import Entry, Lines
from extract.reading.document import Failure, ReadError, unopened
from extract.reading.formats import ENDINGS, is_report
from extract.report import content_of, find

_OFFICE_LOCK = "~$"  # what Word keeps beside an open file
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report that has come in and is not read yet: the ``path`` by which its reader knows it, with the folders and archives
    that it came in, how to get its content (raises `ReadError`), what a manifest beside it says, and what tells it from another of
    its path."""

    path: str
    read: Callable[[], bytes]
    said: Entry
    id: str = ""

    @property
    def file(self) -> str:
        """The file's own name."""
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True)
class Arrived:
    """All that came in: the reports; what could not even be opened, and manifests that cannot be understood; and the files
    that are no reports by their names."""

    reports: tuple[Arrival, ...] = ()
    failed: tuple[Failure, ...] = ()
    others: tuple[str, ...] = ()


def arrived(files: Iterable[Packed]) -> Arrived:
    """Sort what came in. A file that was handed over by itself is a report whatever it is called; in a folder or an archive
    what looks like one is, and nothing that is hidden or that a system left there."""
    found: list[Packed] = []
    failed: list[Failure] = []
    others: list[str] = []
    for each in files:
        try:
            found += _taken_apart(each, failed)
        except ReadError as error:
            failed.append(error.failure)
    lines = dict(_manifests(found, failed))
    reports: list[Arrival] = []
    for each in found:
        folder, _, file = each.path.rpartition("/")
        if file == manifest.NAME or _of_system(each.path):
            continue
        if folder and not is_report(file):
            kind = archives.other_archive(file)
            if kind:
                failed.append(ReadError("other_archive", each.path, format=kind).failure)
            else:
                others.append(each.path)
            continue
        said = _said(each.path, folder, file, lines, failed)
        reports.append(Arrival(each.path, each.read, said, f"{each.id}/{each.path}"))
    return Arrived(tuple(reports), tuple(dict.fromkeys(failed)), tuple(others))


def _taken_apart(each: Packed, failed: list[Failure]) -> Sequence[Packed]:
    """A file, or what the archive that it is holds; raises `ReadError`."""
    if kind := archives.other_archive(each.path):
        raise ReadError("other_archive", each.path, format=kind)
    if not archives.is_archive(each.path) or _of_system(each.path):
        return [each]
    opened = archives.opened(each.read(), each.path)
    if opened.report:
        return [each]
    failed += opened.failed
    if not opened.failed and not any(is_report(inner.path) for inner in opened.files):
        raise ReadError("zip_empty", each.path, endings=" ".join(ENDINGS))
    return [inner._replace(id=each.id) for inner in opened.files]


def _manifests(files: Iterable[Packed], failed: list[Failure]) -> Iterator[tuple[str, Lines]]:
    """What the manifests among the files say, by their folder."""
    for each in files:
        folder, _, file = each.path.rpartition("/")
        if file == manifest.NAME:
            try:
                yield folder, manifest.parse(each.read(), each.path)
            except ReadError as error:
                failed.append(error.failure)


def _said(path: str, folder: str, file: str, lines: dict[str, Lines], failed: list[Failure]) -> Entry:
    """What the manifest beside a report says of it; nothing where its line cannot be understood, and then that is said."""
    row = lines.get(folder, {}).get(file)
    if row is None:
        return Entry()
    try:
        return manifest.understood(row, path, manifest.NAME)
    except ReadError as error:
        failed.append(error.failure)
        return Entry()


def _of_system(path: str) -> bool:
    """Whether a file is none of a person's: hidden, or left there by a system.

    >>> [_of_system(path) for path in ("包.zip/__MACOSX/._一.docx", "县/~$一.docx", "县/.git/一.txt", "县/一.docx")]
    [True, True, True, False]
    """
    parts = path.split("/")
    return any(
        part.startswith((".", _OFFICE_LOCK)) or part.casefold() in _OF_SYSTEMS for part in parts if part
    )


def arrived_from(paths: Iterable[Path]) -> Iterator[Arrived]:
    """What stands at paths of this machine, each file and archive by itself, in the order in which `find` gives them; the
    archives in a folder come last."""
    asked = list(paths)
    told = set[Failure]()  # of the manifest of a folder: once, and not beside each of its reports
    inside = {path: list(_archives_in(path)) for path in asked if os.path.isdir(path)}
    for path in find(asked):
        if not inside.get(path):  # else a folder without any report but those in its archives
            found = _standing(path)
            yield replace(found, failed=tuple(each for each in found.failed if each not in told))
            told.update(found.failed)
    for path in chain.from_iterable(inside.values()):
        yield _standing(path)


def _archives_in(folder: Path) -> Iterator[Path]:
    for inside, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _of_system(name))
        for name in sorted(files):
            if archives.is_archive(name) and not _of_system(name):
                yield Path(inside, name)


def _standing(path: Path) -> Arrived:
    """One file of this machine, with what the manifest in its folder says of it."""
    if archives.is_archive(path.name) or archives.other_archive(path.name):
        return arrived([Packed(path.name, partial(_content, path), str(path))])
    said, failed = Entry(), tuple[Failure, ...]()
    try:
        said = manifest.entry(path)
    except ReadError as error:  # the report is read as without the line, in an archive too
        failed = (error.failure,)
    return Arrived((Arrival(str(path), partial(content_of, path), said),), failed)


def _content(archive: Path) -> bytes:
    """The bytes of an archive; raises `ReadError`."""
    try:
        with archive.open("rb") as file:
            return file.read(archives.MAX_ARCHIVE + 1)  # one too many says that it is too large
    except OSError as error:
        raise unopened(str(archive), error) from error
