"""What is to be read, before it is read: a report's content with its name and with what is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extract import manifest
from extract.reading.document import Document, Failure
from extract.reading.formats import is_short_text
from extract.report import ReadError, content_of, find, names


@dataclass(frozen=True, slots=True)
class Given:
    """A report that is still to be read: the bytes of a file with the file's name, a text as it stands (`str`), or what a
    reader gave of it earlier (`Document`);
    the report's name, what messages call it, and what is said of it."""

    content: bytes | str | Document
    file: str
    name: str
    where: str
    said: manifest.Entry

    @property
    def text(self) -> bytes | str:
        """What a file holds, or the text."""
        return self.content.text if isinstance(self.content, Document) else self.content

    @property
    def is_short(self) -> bool:
        """Whether it is a short text, which is read at once."""
        return is_short_text(self.text, self.file)


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read, under which name, and what its folder's manifest says of it."""

    path: Path
    name: str
    said: manifest.Entry

    def given(self) -> Given:
        """Its content, with what is said of it; raises `ReadError`."""
        where = str(self.path)
        return Given(content_of(self.path, where), self.path.name, self.name, where, self.said)


def plan(paths: Iterable[Path]) -> tuple[list[Task], list[Failure]]:
    """What there is to read among files and folders, and what is wrong with their manifests: a report is read as without
    a line that cannot be understood."""
    files = list(find(paths))
    tasks: list[Task] = []
    wrong: dict[Failure, None] = {}
    for path, name in zip(files, names(files), strict=True):
        said = manifest.Entry()
        try:
            said = manifest.entry(path)
        except ReadError as error:
            wrong[error.failure] = None
        tasks.append(Task(path, name, said))
    return tasks, list(wrong)
