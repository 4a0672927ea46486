"""The workspace: a user's own reports, what was read of them, their corrections and their indicators, as one table.

`folder` says what stands where on the disk and writes it; here it is read, and brought up to date where a report,
the catalogue or the program changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import platformdirs

from extract import learnt, manifest, readings
from extract.catalogue import Catalogue, CatalogueError, built_in, extend
from extract.corrections import Correction, Log
from extract.corrections import read as read_log
from extract.corrections.overlay import Overlay, lay
from extract.learnt import LearntError, Lesson
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.pipeline import read_folder, report_of
from extract.reading.document import ReadError
from extract.readings import Reading
from extract.report import Report
from extract.table import Table, join, render
from extract.workspace import filenames, rereading
from extract.workspace.entering import Coming, enter
from extract.workspace.faults import UNWRITTEN
from extract.workspace.folder import Folder
from extract.workspace.keeping import Kept, bring, original
from extract.workspace.listing import checked

VARIABLE = "JICENG_WORKSPACE"
Hear = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A workspace as it was read at one moment.

    ``read`` is the table as the program read it, ``overlay`` the same with the corrections. ``examples`` says that the
    workspace has no report of its own and the examples serve; ``wrong`` what is amiss with its own catalogue, "" if
    nothing is, and then ``known`` is the built-in one. ``damage`` names what is kept and is not as it was written.
    ``lessons`` are what the workspace has learnt; where they cannot be read, ``unlearnt`` says why and the built-in weights serve.
    ``identities`` tell each report, by its name, from another of that name; ``earlier`` names, by the identity of a version that
    was replaced, the report that took its place.
    A state is equal to itself only.
    """

    read: Table
    overlay: Overlay
    log: Log
    known: Catalogue
    kept: tuple[Kept, ...]
    unlisted: tuple[str, ...]
    examples: bool
    wrong: WorkspaceError | None
    damage: tuple[WorkspaceError, ...]
    lessons: tuple[Lesson, ...] = ()
    unlearnt: WorkspaceError | None = None
    identities: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        """The table as the pages and the exports show it."""
        return self.overlay.table

    def reports(self, *names: str) -> Iterator[Report]:
        """The reports, or those of these names, as they were given when they were read, by which they are read again: with their
        tables, pictures, and what was said of them."""
        said = {each.name: each.said.region for each in self.kept}
        wanted = (each for each in self.read.sources if not names or each.name in names)
        return (report_of(source, said.get(source.name)) for source in wanted)


@contextmanager
def _manifest() -> Iterator[None]:
    """What is wrong with the manifest as an error of the workspace."""
    try:
        yield
    except ReadError as error:
        raise WorkspaceError("manifest", why=error) from error


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that can be read and, unless it was opened for reading only, written."""

    folder: Folder

    @classmethod
    def open(cls, root: Path | None = None, *, read_only: bool = False) -> Workspace:
        """Open the workspace in a folder, else in the one that `default_folder` gives; raises `WorkspaceError`."""
        return cls(Folder.open(root or default_folder(os.environ), read_only=read_only))

    @property
    def read_only(self) -> bool:
        """Whether every write is refused."""
        return self.folder.read_only

    def load(self, examples: Path | None = None, hear: Hear | None = None) -> State:
        """Everything as it stands now. Reports that are unchanged are not read again; ``hear`` is told before each that
        is: how many are done, how many there are, and which is next."""
        known, wrong = self._known()
        files = self._files()
        kept: list[Kept] = []
        damage = self._damage()
        lessons, unlearnt = self._lessons()
        damage += [unlearnt] if unlearnt else []
        for number, file in enumerate(files):
            if hear:
                hear(number, len(files), file)
            kept.append(bring(self.folder, file, known, lessons, damage))
        parts = [each.table for each in kept]
        parts += [
            Table((), (), (), (ReadError("missing", name).failure,)) for name in self.folder.strangers()
        ]
        self._note(kept)
        serve = not files and examples is not None
        read = read_folder(examples, known, learnt.weights_of(lessons)) if serve and examples else join(parts)
        log = self.folder.log()
        damage += [WorkspaceError("line", line=each.line, why=each.why) for each in log.broken]
        identities, earlier = self.folder.identities(), self.folder.earlier()
        overlay = lay(read, log, known, identities, earlier)
        if not self.read_only and (files or log.corrections):
            self.folder.put_again({self.folder.root / "table.parquet": render(overlay.table, "parquet")})
        return State(
            read, overlay, log, known, tuple(kept), self.folder.unlisted(), serve, wrong, tuple(damage), lessons, unlearnt, MappingProxyType(identities), MappingProxyType(earlier)
        )  # fmt: skip

    def examine(self, content: bytes, file: str, said: Entry, state: State) -> Reading:
        """What a report holds, before anything is kept; raises `ReadError`, and `WorkspaceError` for what is said of it."""
        return rereading.from_original(
            content, filenames.safe(file), checked(said), state.known, state.lessons
        )

    def keep(
        self,
        content: bytes,
        file: str,
        said: Entry,
        known: Catalogue | None = None,
        *,
        reading: Reading | None = None,
        instead_of: str = "",
    ) -> str:
        """Keep a report; gives the name of its file in the workspace. ``reading`` is what was read of it before, if it was, and
        ``instead_of`` the kept file whose newer version it is: that one goes, what was said and corrected of it stays. Raises
        `ReadError`, and `WorkspaceError` where the same content is kept already."""
        lessons, known = self._lessons()[0], known or self.known()
        return enter(
            self.folder,
            Coming(content, file, checked(said), reading),
            self._files,
            known,
            lessons,
            instead_of,
        )

    def describe(self, file: str, said: Entry) -> None:
        """Change what the manifest says of a report; raises `WorkspaceError`."""
        with self.folder.writing():
            if file not in self._files() and file not in self.folder.unlisted():
                raise WorkspaceError("no_report", name=file)
            self.folder.enlist(file, said, self.folder.noted(file))

    def accept(self, file: str) -> None:
        """Take a report's original as it is now for what it is to be; raises `WorkspaceError`."""
        with self.folder.writing():
            if file not in self._files():
                raise WorkspaceError("no_report", name=file)
            with _manifest():
                said = manifest.entry(self.folder.reports / file)
            held = readings.digest(original(self.folder, file))
            self.folder.enlist(file, said, self.folder.noted(file)._replace(sha256=held))

    def remove(self, file: str) -> None:
        """Take a report and all that was read of it out of the workspace; its corrections stay in their file. Raises
        `WorkspaceError`."""
        with self.folder.writing():
            if file not in self._files() and file not in self.folder.unlisted():
                raise WorkspaceError("no_report", name=file)
            self.folder.drop(file)

    def record(self, made: Sequence[Correction]) -> None:
        """Keep corrections, each bound to the report that has its name now; when this returns they outlast a loss of
        power. Raises `WorkspaceError`."""
        with _manifest():
            identities = self.folder.identities()
        self.folder.append(
            [
                replace(each, identity=identities.get(each.passage.report, ""))
                if each.passage and not each.identity
                else each
                for each in made
            ]
        )

    def merge(self, content: bytes) -> int:
        """Take over the corrections of another machine's file, in the order in which they were made there; gives how many
        were new. Raises `WorkspaceError`."""
        held = {each.id for each in self.folder.log().corrections}
        new = [each for each in read_log(content).corrections if each.id not in held]
        if new:
            self.folder.append(new, merging=True)
        return len(new)

    def write_catalogue(self, text: str) -> None:
        """Replace the user's own indicators; raises `WorkspaceError` where they contradict themselves."""
        with self.folder.writing():
            self._put_catalogue(text)

    def add_indicators(self, text: str) -> None:
        """Add indicators, as TOML, to the user's own, beside what somebody else adds at the same time; raises
        `WorkspaceError`."""
        with self.folder.writing():
            before = self.folder.own_catalogue().rstrip()
            self._put_catalogue(f"{before}\n\n{text.strip()}\n".lstrip())

    def _put_catalogue(self, text: str) -> None:
        try:
            extend(built_in(), text)
        except CatalogueError as error:
            raise WorkspaceError("catalogue", why=error) from error
        self.folder.put_catalogue(text)

    def teach(self, lesson: Lesson) -> None:
        """Keep what was learnt and read by it from now on; raises `WorkspaceError`, also where what was learnt before cannot
        be read: it is not written over."""
        self._rewrite(lambda before: (*before, lesson))

    def unteach(self) -> Lesson:
        """Take the last lesson back and give it; the one before it holds again, or the built-in weights. Raises
        `WorkspaceError`."""
        taken: list[Lesson] = []

        def rest(before: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
            if not before:
                raise WorkspaceError("no_lesson")
            taken.append(before[-1])
            return before[:-1]

        self._rewrite(rest)
        return taken[0]

    def _rewrite(self, change: Callable[[tuple[Lesson, ...]], tuple[Lesson, ...]]) -> None:
        with self.folder.writing():
            before, wrong = self._lessons()
            if wrong:
                raise wrong
            text = learnt.render(change(before))
            self.folder.put(self.folder.root / "weights.toml", text.encode("utf-8"))

    def _lessons(self) -> tuple[tuple[Lesson, ...], WorkspaceError | None]:
        """What was learnt, and why it cannot be read."""
        try:
            return learnt.parse(self.folder.lessons()), None
        except LearntError as error:
            return (), WorkspaceError("lessons", why=error)

    def known(self) -> Catalogue:
        """The built-in catalogue with the user's own indicators, as far as these are sound."""
        return self._known()[0]

    def _known(self) -> tuple[Catalogue, WorkspaceError | None]:
        """The catalogue of this workspace, and what is amiss with the user's own indicators: then the built-in one serves."""
        try:
            return extend(built_in(), self.folder.own_catalogue()), None
        except CatalogueError as error:
            return built_in(), WorkspaceError("catalogue", why=error)

    def _files(self) -> tuple[str, ...]:
        with _manifest():
            return self.folder.files()

    def _damage(self) -> list[WorkspaceError]:
        """What is not as it was written, of the manifest and the catalogue."""
        found = [WorkspaceError("manifest_line", name=name) for name in self.folder.damaged_lines()]
        return found + ([WorkspaceError("catalogue_check")] if self.folder.catalogue_damaged() else [])

    def _note(self, kept: Sequence[Kept]) -> None:
        """Note what is to be noted of reports that an older version or somebody by hand put there, where that is
        possible."""
        bare = {
            each.file: rereading.noted(each.reading)
            for each in kept
            if each.reading and not self.folder.noted(each.file).sha256
        }
        if self.read_only or not bare:
            return
        try:
            with self.folder.writing(patience=1.0):
                self.folder.note({file: noted for file, noted in bare.items() if file in self._files()})
        except WorkspaceError as error:
            if error.code not in UNWRITTEN:
                raise


def default_folder(environ: Mapping[str, str]) -> Path:
    """The folder that the environment names, else one in the user's own data."""
    named = environ.get(VARIABLE, "")
    return Path(named) if named else platformdirs.user_data_path("jiceng", appauthor=False)
