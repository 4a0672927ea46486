"""Readings: what was extracted from a report, kept beside it so that an unchanged report is not read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import regex

from extract.catalogue import Catalogue, Indicator
from extract.facts import Fact, Unread
from extract.grid import Grid
from extract.pictures import Picture
from extract.reading.document import Note
from extract.table import Source, Table

_NOT_READING = (
    "corrections",
    "views",
    "workspace",
    "__pycache__",
)  # what keeps and shows figures and does not read them
NOISE = regex.compile(r"[^\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One report as it was extracted. ``original`` is the SHA-256 of the file, ``made_with`` of everything else that the
    result depends on; ``notes`` say what could not be read of the file."""

    original: str
    made_with: str
    table: Table
    notes: tuple[Note, ...]

    @property
    def source(self) -> Source:
        """The one source of the table."""
        return self.table.sources[0]


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def words(text: str) -> str:
    """A word for what a text says, whatever stands between its letters and numerals."""
    return digest(NOISE.sub("", text).encode("utf-8", errors="surrogatepass"))[:16]


def basis(said: tuple[str, ...], clean: str, own: tuple[Indicator, ...], learnt: str = "") -> str:
    """What a reading depends on beside the file: the program and its data, what the manifest says, what the workspace has
    ``learnt``, and those of the user's own indicators whose counted nouns the text has; a new indicator leaves all other reports
    alone."""
    text = NOISE.sub("", clean)
    relevant = [
        repr(each)
        for each in own
        if any(NOISE.sub("", word) in text for name in each.names for word in name.counted)
    ]
    return digest(
        "\0".join([program(), *said, *relevant, *([f"learnt {learnt}"] if learnt else [])]).encode(
            "utf-8", errors="surrogatepass"
        )
    )


def own_indicators(known: Catalogue, base: Catalogue) -> tuple[Indicator, ...]:
    """The indicators that a catalogue has beyond the one that it extends."""
    return tuple(each for id, each in known.indicators.items() if id not in base.indicators)


@cache
def program() -> str:
    """The SHA-256 of all code and data that reading depends on."""
    whole = hashlib.sha256()
    for name, content in sorted(_parts(files("extract"), "")):
        whole.update(name.encode() + b"\0" + content + b"\0")
    return whole.hexdigest()


def _parts(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for child in folder.iterdir():
        if child.name in _NOT_READING:
            continue
        if child.is_dir():
            yield from _parts(child, f"{prefix}{child.name}/")
        elif child.name.endswith((".py", ".toml", ".csv", ".txt")):
            yield prefix + child.name, child.read_bytes()


def dump(reading: Reading) -> bytes:
    """A reading as JSON below its own SHA-256; the raw text is not in it, since it stands beside in a file of its own."""
    table, own = reading.table, reading.source
    source = {name: getattr(own, name) for name in _SAID}
    raw = own.raw
    content = {
        "original": reading.original,
        "made_with": reading.made_with,
        "text": digest(raw.encode("utf-8", errors="surrogatepass")),
        "source": source,
        "grids": [grid.dump() for grid in own.grids],
        "pictures": [picture.dump() for picture in own.pictures],
        "facts": [asdict(fact) for fact in table.facts],
        "unread": [asdict(number) for number in table.unread],
        "notes": [[note.code, list(map(list, note.values))] for note in reading.notes],
    }
    written = json.dumps(content, ensure_ascii=True).encode("ascii")
    return digest(written).encode("ascii") + b"\n" + written


def load(content: bytes, text: bytes) -> Reading | None:
    """A reading from its JSON and the text that it was made of; None when they do not belong together, either is damaged
    or another version of the program made it: then the report is to be read again."""
    try:
        check, _, written = content.partition(b"\n")
        if check != digest(written).encode("ascii"):
            return None
        kept = json.loads(written)
        if kept["text"] != digest(text):
            return None
        notes = tuple(
            Note(code, tuple((name, value) for name, value in pairs)) for code, pairs in kept["notes"]
        )
        raw = text.decode("utf-8", errors="surrogatepass")
        grids, pictures = map(Grid.load, kept["grids"]), map(Picture.load, kept["pictures"])
        source = Source(**kept["source"], raw=raw, grids=tuple(grids), notes=notes, pictures=tuple(pictures))
        table = Table(
            tuple(_fact(row) for row in kept["facts"]),
            tuple(Unread(**row) for row in kept["unread"]),
            (source,),
        )
        return Reading(kept["original"], kept["made_with"], table, notes)
    except (ValueError, KeyError, TypeError):
        return None


def _fact(row: dict[str, Any]) -> Fact:
    if set(row) != _FIELDS:
        raise ValueError("another version's row")
    return Fact(**{**row, "reasons": tuple(row["reasons"])})


_FIELDS = {field.name for field in fields(Fact)}
_SAID = ("name", "region", "year", "title", "published", "source", "clean", "year_from")
