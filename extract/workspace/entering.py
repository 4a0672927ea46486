"""A report enters a workspace, as a new one or in the place of an earlier version of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extract import manifest, readings
from extract.catalogue import Catalogue
from extract.learnt import Lesson
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.readings import Reading
from extract.workspace import filenames, rereading
from extract.workspace.folder import Folder
from extract.workspace.keeping import files_of, holds


@dataclass(frozen=True, slots=True)
class Coming:
    """A report that is to be kept: its bytes, its file's name, what is said of it, and what was read of it if it was."""

    content: bytes
    file: str
    said: Entry
    reading: Reading | None = None


def enter(
    folder: Folder,
    coming: Coming,
    files: Callable[[], Sequence[str]],
    known: Catalogue,
    lessons: Sequence[Lesson],
    instead_of: str = "",
) -> str:
    """Write a report into the folder and give the name of its file; ``files`` tells the reports that are there. Raises
    `ReadError` and `WorkspaceError`.

    A version that takes the place of another is written beside it, then named in the manifest instead of it, and only then the
    other goes: whenever that is cut off, one of the two is there whole.
    """
    if instead_of and instead_of in files():
        before = manifest.entry(folder.reports / instead_of)
        coming = replace(coming, said=_inherited(coming.said, before))
    reading = _read(coming, known, lessons)
    with folder.writing():
        others = [name for name in files() if name != instead_of]
        if instead_of and len(others) == len(files()):
            raise WorkspaceError("no_report", name=instead_of)
        for other in files():
            if holds(folder, other, coming.content):
                raise WorkspaceError("twice", name=other)
        unlisted = folder.unlisted()
        left = [name for name in unlisted if holds(folder, name, coming.content)]
        name = left[0] if left else filenames.unique(coming.file, [*files(), *unlisted])
        noted = rereading.noted(reading)
        if instead_of:
            was = folder.noted(instead_of)
            chain = dict.fromkeys([*was.earlier.split(), was.identity])
            noted = noted._replace(earlier=" ".join(each for each in chain if each != noted.identity))
        _put(folder, name, coming.content, reading)
        folder.enlist(name, coming.said, noted, instead_of)
        _see(folder, files, name, coming.content)
        if instead_of:
            folder.drop(instead_of)
            wanted = filenames.unique(coming.file, [*others, *unlisted])
            if wanted != name and name not in left:  # the other had its name
                _put(folder, wanted, coming.content, reading)
                folder.enlist(wanted, coming.said, noted, instead_of=name)
                _see(folder, files, wanted, coming.content)
                folder.drop(name)
                name = wanted
    return name


def _inherited(said: Entry, before: Entry) -> Entry:
    """What is said of a version, with what somebody said of the one before that holds for this one too."""
    return replace(
        said,
        region=said.region or before.region,
        source=said.source or before.source,
        year=said.year or before.year,
    )


def _read(coming: Coming, known: Catalogue, lessons: Sequence[Lesson]) -> Reading:
    """What is in the report: as it was read before where that holds, else of the text that was read then, so that a scan is
    recognised once."""
    file, before = filenames.safe(coming.file), coming.reading
    if before is None or before.original != readings.digest(coming.content):
        return rereading.from_original(coming.content, file, coming.said, known, lessons)
    if before.made_with == rereading.basis(coming.said, before.source.clean, known, lessons):
        return before
    return rereading.from_text(before, file, coming.said, known, lessons)


def _put(folder: Folder, name: str, content: bytes, reading: Reading) -> None:
    folder.put(folder.reports / name, content)
    for path, made in files_of(folder, name, rereading.named(reading, name)).items():
        folder.put(path, made)


def _see(folder: Folder, files: Callable[[], Sequence[str]], file: str, content: bytes) -> None:
    """Whether a report that is kept is there for the next who looks; raises `WorkspaceError`."""
    if file not in files() or not holds(folder, file, content) or rereading.kept(folder, file) is None:
        raise WorkspaceError("not_kept", name=file)
