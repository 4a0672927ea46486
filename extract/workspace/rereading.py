"""One report of a workspace as it is read: anew from its original, from the text that was read of it before, or as it was
kept. `store` says when each of them is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from extract import learnt, readings
from extract.catalogue import Catalogue, built_in
from extract.given import Given
from extract.learnt import Lesson
from extract.manifest import Entry
from extract.pipeline import examine
from extract.reading.document import Document
from extract.readings import Reading
from extract.table import Table
from extract.workspace import filenames
from extract.workspace.folder import Folder
from extract.workspace.listing import Noted


def kept(folder: Folder, file: str) -> Reading | None:
    """What was read of a report earlier, if it is whole."""
    try:
        return _loaded(*_marked(folder.reading(file)), *_marked(folder.text(file)))
    except OSError:
        return None


def basis(said: Entry, clean: str, known: Catalogue, lessons: Sequence[Lesson]) -> str:
    """What a reading was made with: it holds as long as that stays the same."""
    own = readings.own_indicators(known, built_in())
    told = (said.region, said.title, said.published, said.source, said.year)
    return readings.basis(told, clean, own, learnt.mark(lessons))


def from_original(
    content: bytes, file: str, said: Entry, known: Catalogue, lessons: Sequence[Lesson]
) -> Reading:
    """Read and extract one report; raises `ReadError`, also for a defect of this program."""
    given = Given(content, file, filenames.stem_of(file), file, said)
    found = examine(given, known, learnt.weights_of(lessons))
    made_with = basis(said, found.table.sources[0].clean, known, lessons)
    return Reading(readings.digest(content), made_with, found.table, found.notes)


def from_text(
    reading: Reading, file: str, said: Entry, known: Catalogue, lessons: Sequence[Lesson]
) -> Reading:
    """A report extracted anew from the text that was read of it; raises `ReadError`."""
    source = reading.source
    full = Entry(
        said.region,
        said.title or source.title,
        said.published or source.published,
        said.source or source.source,
        said.year,
    )
    document = Document(source.raw, notes=reading.notes, grids=source.grids, pictures=source.pictures)
    given = Given(document, file, filenames.stem_of(file), file, full)
    found = examine(given, known, learnt.weights_of(lessons))
    made_with = basis(said, found.table.sources[0].clean, known, lessons)
    return Reading(reading.original, made_with, found.table, found.notes)


def noted(reading: Reading) -> Noted:
    """A report is itself in whatever format and encoding: its identity is that of its words."""
    return Noted(readings.words(reading.source.raw), reading.original)


def named(reading: Reading, file: str) -> Reading:
    """A reading under the name of the file that it is kept as."""
    name, table = filenames.stem_of(file), reading.table
    if name == reading.source.name:
        return reading
    return replace(
        reading,
        table=Table(
            tuple(replace(fact, report=name) for fact in table.facts),
            tuple(replace(number, report=name) for number in table.unread),
            tuple(replace(source, name=name) for source in table.sources),
        ),
    )


def _marked(path: Path) -> tuple[Path, int, int]:
    """A file with what tells its content from an earlier one."""
    found = path.stat()
    return path, found.st_mtime_ns, found.st_ino


@lru_cache(maxsize=4096)
def _loaded(reading: Path, _r: int, _i: int, text: Path, _t: int, _j: int) -> Reading | None:
    """What was read of a report, once a process as long as its files stay the same: a correction changes none of them."""
    return readings.load(reading.read_bytes(), text.read_bytes())
