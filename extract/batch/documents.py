"""What there is to read, cut into parts: files, here or at an address, and parquet with a report a row.

Parquet has the columns ``report`` (its name) and ``text`` and, as far as known, ``region, title, published, source, year`` as
a manifest has them; other columns are passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from extract import manifest
from extract.batch import addresses, parquet
from extract.batch.addresses import AddressError, File, MissingError
from extract.batch.jobs import Job
from extract.batch.parquet import Rows
from extract.given import Given, Task, plan
from extract.manifest import Entry
from extract.pipeline import tried
from extract.reading.document import MAX_BYTES, Failure, ReadError
from extract.reading.formats import ENDINGS, is_report
from extract.report import names
from extract.table import Table

# Bytes of a part's documents at most, unless one alone has more: what their rows need stays in memory.
BYTES = 8 * 2**20
_AT_ONCE = 16  # files of parquet whose footers are asked for at once


class Part(Job, Protocol):
    """Documents that are read together."""

    def tables(self) -> Iterator[Table]:
        """The table of each document, or its failure."""
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """A file with a report, and what its folder's manifest says of it."""

    file: File
    name: str
    said: Entry

    def given(self) -> Given:
        """Its content, with what is said of it; raises `ReadError`."""
        if addresses.is_remote(self.file.address):
            return self._fetched()
        return Task(Path(self.file.address), self.name, self.said).given()

    def _fetched(self) -> Given:
        where, size = self.file.address, self.file.size
        if size > MAX_BYTES:  # before it is fetched
            raise ReadError("large", where, size=size // 2**20, limit=MAX_BYTES // 2**20)
        try:
            content = addresses.read(where)
        except AddressError as error:
            raise ReadError("closed", where, why=error.why) from error
        return Given(content, self.file.path.name, self.name, where, self.said)


@dataclass(frozen=True, slots=True)
class Files:
    """A part of files."""

    documents: tuple[Document, ...]

    @property
    def count(self) -> int:
        return len(self.documents)

    @property
    def basis(self) -> str:
        return repr([(each.file, each.name, each.said) for each in self.documents])

    @property
    def where(self) -> str:
        return self.documents[0].file.address

    def tables(self) -> Iterator[Table]:
        return tried(each.given for each in self.documents)

    def pieces(self, size: int) -> Iterator[Files]:
        for at in range(0, self.count, size):
            yield Files(self.documents[at : at + size])


@dataclass(frozen=True, slots=True)
class Planned:
    """What there is to read, and what is wrong with what was named or with what manifests say."""

    parts: tuple[Part, ...]
    failed: tuple[Failure, ...]

    @property
    def count(self) -> int:
        """How many documents there are."""
        return sum(part.count for part in self.parts)


def planned(reports: Iterable[str], size: int) -> Planned:
    """The documents among files, folders, patterns and addresses, at most so many a part.

    Raises `AddressError` when a place cannot be asked; what it does not have is a failure, and stops nothing.
    """
    paths: list[Path] = []
    found: list[File] = []
    failed: list[Failure] = []
    for each in reports:
        if not _is_address(each):
            paths.append(Path(each))
            continue
        try:
            files = _files(each)
        except MissingError:
            failed.append(ReadError("missing", each).failure)
            continue
        if not files:
            code = "missing" if addresses.is_pattern(each) else "none"
            failed.append(ReadError(code, each, endings=" ".join(ENDINGS)).failure)
        found += files
    found = list({file.address: file for file in found}.values())
    here, wrong = _here(paths)
    there, unlike = _there([file for file in found if not parquet.is_parquet(file)])
    rows, wanting = _rows([file for file in found if parquet.is_parquet(file)], size)
    return Planned((*_grouped([*here, *there], size), *rows), (*failed, *wrong, *unlike, *wanting))


def _is_address(report: str) -> bool:
    """Whether it is an address, a pattern or parquet, rather than a report's path or that of a folder of reports."""
    if addresses.is_remote(report):
        return True
    path = Path(report)
    if os.path.exists(path):
        return path.suffix.lower() == parquet.ENDING and not path.is_dir()
    return addresses.is_pattern(report)


def _files(address: str) -> list[File]:
    """In a folder what looks like a report and is not hidden; what is named, or fits a pattern, whatever it is."""
    if addresses.is_pattern(address):
        return [file for file in addresses.find(address) if file.path.name != manifest.NAME]
    if not addresses.is_folder(address):
        return addresses.find(address)
    root = addresses.full(address)
    return [
        file
        for file in addresses.find(address)
        if is_report(file.path.name) and not _hidden(file.address.removeprefix(root))
    ]


def _hidden(below: str) -> bool:
    """Whether a file, or a folder that it stands in, is hidden."""
    return any(part.startswith(".") for part in below.split("/"))


def _here(paths: Sequence[Path]) -> tuple[list[Document], list[Failure]]:
    """The files of this machine."""
    tasks, failed = plan(paths)
    return [Document(_file(task.path), task.name, task.said) for task in tasks], failed


def _file(path: Path) -> File:
    try:
        found = path.stat()
    except OSError:  # reading it says why
        return File(str(path), 0, "")
    return File(str(path), found.st_size, str(found.st_mtime_ns))


def _there(files: Sequence[File]) -> tuple[list[Document], list[Failure]]:
    """The files at addresses, each with what the ``reports.csv`` of its folder says of it."""
    documents: list[Document] = []
    failed: dict[Failure, None] = {}

    @cache
    def lines(folder: str) -> manifest.Lines | Failure:  # asked for once, also where it cannot be understood
        place = f"{folder}/{manifest.NAME}"
        try:
            return manifest.parse(addresses.read(place), place) if addresses.exists(place) else {}
        except ReadError as error:
            return error.failure

    for file, called in zip(files, names(file.path for file in files), strict=True):
        folder, _, own = file.address.rpartition("/")
        said = Entry()
        told = lines(folder)
        if isinstance(told, Failure):
            failed[told] = None
            told = {}
        try:
            if own in told:
                said = manifest.understood(told[own], file.address, f"{folder}/{manifest.NAME}")
        except ReadError as error:
            failed[error.failure] = None
        documents.append(Document(file, called, said))
    return documents, list(failed)


def _rows(files: Sequence[File], size: int) -> tuple[list[Rows], list[Failure]]:
    """The rows of parquet, and the files that have not the columns."""

    def cut(file: File) -> list[Rows] | Failure:
        try:
            return list(parquet.parts(file, size, BYTES))
        except ReadError as error:
            return error.failure

    rows: list[Rows] = []
    failed: list[Failure] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for result in pool.map(cut, files):
            if isinstance(result, Failure):
                failed.append(result)
            else:
                rows += result
    return rows, failed


def _grouped(documents: Sequence[Document], size: int) -> Iterator[Files]:
    """Documents in their order, at most ``size`` and, where one alone has not more, `BYTES` together."""
    begin = weight = 0
    for at, document in enumerate(documents):
        if at > begin and (at - begin == size or weight + document.file.size > BYTES):
            yield Files(tuple(documents[begin:at]))
            begin, weight = at, 0
        weight += document.file.size
    if documents:
        yield Files(tuple(documents[begin:]))
