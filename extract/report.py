"""Reports: a file read into text, with what the manifest beside it says of it."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from charset_normalizer import from_bytes

MANIFEST = "reports.csv"
SUFFIXES = (".txt", ".md")
_FIELDS = ("region", "title", "published", "source")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8"]


class ReadError(ValueError):
    """A report could not be read; the message says what was seen, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it was read.

    ``raw`` is the file's text without any change, line breaks included: every offset counts its characters.
    ``region`` (a full name), ``title``, ``published`` (YYYY, YYYY-MM or YYYY-MM-DD) and ``source`` come from the
    manifest, "" where it does not say.
    """

    name: str
    raw: str
    region: str = ""
    title: str = ""
    published: str = ""
    source: str = ""


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """The report files among files and folders, each folder in the order of names; the manifest is none.

    A file that is named is a report whatever its ending; in a folder only files that this module reads are.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(
                child
                for child in path.rglob("*")
                if child.is_file() and child.suffix.lower() in SUFFIXES and not child.name.startswith(".")
            )
        else:
            yield path


def read(path: Path) -> Report:
    """Read one report and its line in the manifest; raises `ReadError`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(
            f"{path}: cannot be opened ({error.strerror}); check the name and the permissions"
        ) from error
    row = manifest(path.parent).get(path.name, {})
    return Report(path.stem, decode(content, str(path)), **{name: row.get(name, "") for name in _FIELDS})


def decode(content: bytes, where: str) -> str:
    """Bytes as text: by their mark, as UTF-8, or by what Chinese encoding they are most like; raises `ReadError`."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strict(content, encoding, where)
    if b"\0" not in content:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    best = from_bytes(
        content, cp_isolation=_CHINESE, enable_fallback=False, preemptive_behaviour=False
    ).best()
    if best is None or (b"\0" in content and not best.encoding.startswith("utf_16")):
        raise ReadError(
            f"{where}: not text in any encoding that Chinese reports use (begins with {content[:8].hex(' ')}); "
            "save it as text in UTF-8, or as docx, pdf or html"
        )
    return _strict(content, "gb18030" if best.encoding.startswith(("gb", "hz")) else best.encoding, where)


def _strict(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{where}: looks like {encoding}, but byte {error.start} does not fit ({error.reason}); "
            "save the file again as UTF-8"
        ) from error


def manifest(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """The manifest of a folder by file name; empty when there is none; raises `ReadError`."""
    path = folder / MANIFEST
    try:
        stamp = path.stat()
    except FileNotFoundError:
        return {}
    return _manifest(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=64)
def _manifest(path: Path, modified: int, size: int) -> Mapping[str, Mapping[str, str]]:
    reader = csv.DictReader(decode(path.read_bytes(), str(path)).lstrip("\ufeff").splitlines())
    missing = {"file", "region"} - set(reader.fieldnames or ())
    if missing:
        raise ReadError(
            f"{path}: no column {', '.join(sorted(missing))}; the first line must name file,region[,title,published,source]"
        )
    return {row["file"]: {name: (row.get(name) or "").strip() for name in _FIELDS} for row in reader}
