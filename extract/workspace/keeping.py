"""One report of a workspace, brought up to date: what was read of it as long as that holds, else read again and kept.

`rereading` knows how a report is read; here is which of its ways is due, and what of it stands where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract import manifest, readings
from extract.catalogue import Catalogue
from extract.learnt import Lesson
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.reading.document import Failure, ReadError
from extract.readings import Reading
from extract.report import content_of
from extract.table import Table
from extract.workspace import filenames, rereading
from extract.workspace.folder import Folder


@dataclass(frozen=True, slots=True)
class Kept:
    """A report of the workspace: its file, what the manifest says of it, what was read, and why it could not be."""

    file: str
    said: Entry
    reading: Reading | None
    failure: Failure | None = None

    @property
    def name(self) -> str:
        """The report's name in the table."""
        return filenames.stem_of(self.file)

    @property
    def table(self) -> Table:
        """What was read of it, or why it could not be."""
        if self.reading is not None:
            return self.reading.table
        return Table((), (), (), (self.failure,) if self.failure else ())


def bring(
    folder: Folder, file: str, known: Catalogue, lessons: Sequence[Lesson], damage: list[WorkspaceError]
) -> Kept:
    """A report as it is kept; what is amiss with its original is added to ``damage``. Where that is not what was kept,
    the text that was read of it holds."""
    path = folder.reports / file
    try:
        said = manifest.entry(path)
        content = content_of(path)
        held, noted = readings.digest(content), folder.noted(file).sha256
        if noted and noted != held:
            damage.append(WorkspaceError("original", name=file))
        found = _found(folder, file, said, noted or held, known, lessons)
        if found is None:
            whole = rereading.kept(folder, file) if noted and noted != held else None
            if whole is not None and whole.original == noted:  # its text is there, if the original is not
                found = rereading.named(rereading.from_text(whole, file, said, known, lessons), file)
            else:
                found = rereading.named(rereading.from_original(content, file, said, known, lessons), file)
            if not folder.read_only:
                folder.put_again(files_of(folder, file, found))
        return Kept(file, said, found)
    except ReadError as error:
        return Kept(file, Entry(), None, error.failure)


def _found(
    folder: Folder, file: str, said: Entry, original: str, known: Catalogue, lessons: Sequence[Lesson]
) -> Reading | None:
    """What was read of an original earlier, where it still holds."""
    found = rereading.kept(folder, file)
    if found is None or found.original != original:
        return None
    now = rereading.basis(said, found.source.clean, known, lessons)
    return found if found.made_with == now and found.source.name == filenames.stem_of(file) else None


def files_of(folder: Folder, file: str, reading: Reading) -> dict[Path, bytes]:
    """What is kept of a reading, by where it stands: the text that was read, and what was extracted of it."""
    text = reading.source.raw.encode("utf-8", errors="surrogatepass")
    return {folder.text(file): text, folder.reading(file): readings.dump(reading)}


def original(folder: Folder, file: str) -> bytes:
    """A report's original; raises `WorkspaceError`."""
    try:
        return content_of(folder.reports / file)
    except ReadError as error:
        raise WorkspaceError("gone", name=file, why=error.failure.note.say("en")) from error


def holds(folder: Folder, file: str, content: bytes) -> bool:
    """Whether a file of the workspace has this content."""
    path = folder.reports / file
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
