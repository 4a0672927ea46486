"""Archives: a zip of reports taken apart, with what it names its files, however old the program that packed it.

What an archive holds is listed once, in a process of its own, since the list alone can ask for gigabytes; its files are then
unpacked one by one, each as it is asked for, from where the list says that they stand.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import NamedTuple

from extract.confinement import ConfinementError, Limits, confined
from extract.reading.document import MAX_BYTES, Failure, ReadError, printable
from extract.reading.plain import decode

ENDING = ".zip"
MAX_ARCHIVE = 512 * 2**20
MAX_FILES = 5000
MAX_UNPACKED = 2 * 2**30  # bytes of all files, those of archives inside included
_DEEPEST = 3  # archives in archives
_OFFICE = "[Content_Types].xml"  # of a docx or an xlsx, whatever it is called
WORKSPACE = "jiceng.json"  # of a workspace that was packed to take along
_OTHER = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_SECONDS = 60.0
# of a file in an archive: how it is marked, and behind that how long its name and its extras are
_MARK = b"PK\3\4"
_HEADER = struct.Struct("<4s22xHH")
_UTF8, _ENCRYPTED = 0x800, 1  # flags of a file in an archive


class Packed(NamedTuple):
    """A file that comes in by itself, in a folder or in an archive: its path with those of all archives around it, its content
    (raises `ReadError`), and what tells what was handed over from other things of that path."""

    path: str
    read: Callable[[], bytes]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an archive holds: its files in the order of their paths, and which of the archives inside cannot be opened.
    ``report`` says that it is none at all but one report, as a docx that is called zip."""

    files: tuple[Packed, ...] = ()
    failed: tuple[Failure, ...] = ()
    report: bool = False


class _Listed(NamedTuple):
    """A file in the list at an archive's end: ``start`` is where its header stands in the archive, ``packed`` and ``size`` are its
    bytes there and unpacked, ``check`` is their CRC-32."""

    name: str  # as the archive has it
    told: bool  # whether the archive says that this is UTF-8
    size: int
    method: int
    encrypted: bool
    start: int
    packed: int
    check: int


def is_archive(name: str) -> bool:
    """Whether a file is an archive of reports by its name.

    >>> is_archive("各县.ZIP"), is_archive("各县.docx")
    (True, False)
    """
    return name.lower().endswith(ENDING)


def other_archive(name: str) -> str:
    """What kind of archive a file is that is not taken apart here, "" for none.

    >>> other_archive("各县.rar"), other_archive("各县.zip")
    ('rar', '')
    """
    return next((ending[1:] for ending in _OTHER if name.lower().endswith(ending)), "")


def opened(content: bytes, where: str) -> Opened:
    """What an archive holds; ``where`` is its own path. Raises `ReadError`."""
    return _Budget().opened(content, where, 1)


class _Budget:
    """What an archive may still ask for, with all archives inside."""

    def __init__(self) -> None:
        self._files = MAX_FILES
        self._bytes = MAX_UNPACKED

    def opened(self, content: bytes, where: str, depth: int) -> Opened:
        if depth > _DEEPEST:
            raise ReadError("zip_deep", where, limit=_DEEPEST)
        if len(content) > MAX_ARCHIVE:
            raise ReadError("zip_large", where, size=len(content) // 2**20, limit=MAX_ARCHIVE // 2**20)
        listed = _listing(content, where, self._files)
        if any(each.name == _OFFICE for each in listed):
            return Opened(report=True)
        if any(each.name == WORKSPACE for each in listed):
            raise ReadError("zip_workspace", where)
        self._files -= len(listed)
        self._bytes -= sum(each.size for each in listed)
        if self._bytes < 0:
            raise ReadError("zip_bomb", where, limit=MAX_UNPACKED // 2**30)
        files: list[Packed] = []
        failed: list[Failure] = []
        names = _names(listed)
        for place in sorted(range(len(listed)), key=names.__getitem__):
            path = f"{where}/{names[place]}"
            read = partial(_unpacked, content, listed[place], path)
            if not is_archive(path) or _hidden(path):
                files.append(Packed(path, read))
                continue
            try:
                inner = self.opened(read(), path, depth + 1)
                files += [Packed(path, read)] if inner.report else inner.files
                failed += inner.failed
            except ReadError as error:
                failed.append(error.failure)
        return Opened(tuple(files), tuple(failed))


def _hidden(path: str) -> bool:
    return path.rpartition("/")[2].startswith(".")


def _listing(content: bytes, where: str, most: int) -> list[_Listed]:
    limits = Limits(2 * len(content) + 512 * 2**20, _SECONDS)
    try:
        listed = confined(_list, (content, most), limits)
    except ConfinementError as end:
        raise ReadError("zip_files", where, limit=MAX_FILES) from end
    if isinstance(listed, str):
        raise ReadError("damaged", where, format="zip", why=listed)
    if len(listed) > most:
        raise ReadError("zip_files", where, limit=MAX_FILES)
    return listed


def _list(asked: tuple[bytes, int]) -> list[_Listed] | str:
    """The files of an archive, no more than one beyond ``most``; a word for what is wrong with it."""
    content, most = asked
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            found = [each for each in package.infolist() if not each.is_dir()]
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        return str(error)
    return [
        _Listed(
            each.filename,
            bool(each.flag_bits & _UTF8) or each.filename != each.orig_filename,  # said beside the name
            each.file_size,
            each.compress_type,
            bool(each.flag_bits & _ENCRYPTED),
            each.header_offset,
            each.compress_size,
            each.CRC,
        )
        for each in found[: most + 1]
    ]


def _names(listed: Sequence[_Listed]) -> list[str]:
    r"""The paths of an archive's files, with / between folders. One that does not say how its names are encoded wrote them as
    its system did, in GBK on a Chinese Windows: zipfile read those bytes as cp437, and all names together tell what they are.

    >>> _names([_Listed("县区\\综述.txt".encode("gbk").decode("cp437"), False, 0, 0, False, 0, 0, 0)])
    ['县区/综述.txt']
    """
    untold = b"\n".join(each.name.encode("cp437", errors="replace") for each in listed if not each.told)
    read = iter(_decoded(untold).split("\n"))
    names = [each.name if each.told else next(read, each.name) for each in listed]
    return [printable(name.replace("\\", "/").partition("\0")[0]).lstrip("/") for name in names]


def _decoded(names: bytes) -> str:
    """Names that are told by their bytes alone; a few of them may be too short to weigh encodings by."""
    readings = []
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        with suppress(UnicodeDecodeError):
            readings.append(names.decode(encoding))
    with suppress(ReadError):
        weighed = decode(names, "")[0]
        if weighed in readings:
            return weighed
    return readings[0] if readings else names.decode("cp437")


def _unpacked(content: bytes, listed: _Listed, path: str) -> bytes:
    """One file of an archive that was listed before: no more than it said it has. Raises `ReadError`."""
    if listed.encrypted:
        raise ReadError("encrypted", path, format="zip")
    if listed.size > MAX_BYTES:
        raise ReadError("large", path, size=listed.size // 2**20, limit=MAX_BYTES // 2**20)
    if listed.method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ReadError("zip_method", path)
    try:
        mark, name, extra = _HEADER.unpack_from(content, listed.start)
        begin = listed.start + _HEADER.size + name + extra
        found = content[begin : begin + listed.packed]
        if listed.method == zipfile.ZIP_DEFLATED:
            found = zlib.decompressobj(-zlib.MAX_WBITS).decompress(found, listed.size + 1)
    except (zlib.error, struct.error) as error:
        raise ReadError("damaged", path, format="zip", why=str(error)) from error
    if mark != _MARK or len(found) != listed.size or zlib.crc32(found) != listed.check:
        raise ReadError("damaged", path, format="zip", why="Bad CRC-32")
    return found
