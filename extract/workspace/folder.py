"""The workspace's folder: what stands where in it, and every write to it.

``reports/`` holds the originals with their manifest ``reports.csv``, ``texts/`` the text that was read of each,
``readings/`` what was extracted, ``corrections.jsonl`` and ``catalogue.toml`` what people said, ``weights.toml`` what was
learnt of that, ``table.parquet`` the table, ``workspace.json`` the version. A report belongs to the workspace when the manifest names it: that one file,
replaced in one step, decides. Everything is written under a lock, whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from extract import manifest, readings
from extract.corrections import UNDO, Correction, Log, line, read, whole_lines
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.workspace import filenames, listing
from extract.workspace.faults import UNWRITTEN, closed, unwritten
from extract.workspace.listing import Noted
from extract.writing import SCRAP, settle, write_whole

VERSION = 3  # 1 had no checks, 2 no audits among the corrections
_PATIENCE = 10.0  # seconds that a write waits for another process
_OWN = frozenset(
    {
        "reports",
        "texts",
        "readings",
        "workspace.json",
        "corrections.jsonl",
        "catalogue.toml",
        "weights.toml",
        "table.parquet",
        "damaged-reports.csv",
    }
)
_CATALOGUE_CHECK = "# check of what stands above; take this line away if you change it by hand: "


@dataclass(frozen=True, slots=True)
class Folder:
    """A workspace on the disk; it need not exist before the first write. ``read_only`` refuses every write."""

    root: Path
    read_only: bool = False

    @classmethod
    def open(cls, root: Path, *, read_only: bool = False) -> Folder:
        """Open a workspace, also one that is yet to be made; raises `WorkspaceError` for a folder that is none, or that
        another version made."""
        folder = cls(root.expanduser().absolute(), read_only)
        folder.check()
        return folder

    def check(self) -> None:
        """Whether this is a workspace of a known version, or free to become one; raises `WorkspaceError`."""
        nearest = next(each for each in (self.root, *self.root.parents) if os.path.lexists(each))
        if nearest.is_file():
            raise WorkspaceError("file", folder=nearest)
        if nearest != self.root and os.path.isdir(nearest):
            return
        try:
            said = json.loads((self.root / "workspace.json").read_text("utf-8"))
            version = said["version"]
            if type(version) is not int or version < 1:
                raise ValueError(f"version {version!r}")
        except FileNotFoundError:
            other = sorted(
                child.name
                for child in self.root.iterdir()
                if not child.name.startswith(".") and child.name not in _OWN
            )
            if other:
                raise WorkspaceError("foreign", folder=self.root, name=other[0]) from None
            return
        except OSError as error:
            raise closed(self.root, error) from error
        except (ValueError, KeyError, TypeError) as error:
            raise WorkspaceError("unknown", folder=self.root, why=error) from error
        if version > VERSION:
            raise WorkspaceError("newer", folder=self.root, found=version, known=VERSION)

    def _version(self) -> int:
        """The version that wrote the workspace, 0 before the first write."""
        return int(json.loads(self._content("workspace.json") or b'{"version": 0}')["version"])

    # what stands in it

    @property
    def reports(self) -> Path:
        """The folder of the originals."""
        return self.root / "reports"

    def text(self, file: str) -> Path:
        """Where the text that was read of a report stands."""
        return self.root / "texts" / f"{filenames.stem_of(file)}.txt"

    def reading(self, file: str) -> Path:
        """Where what was extracted of a report stands."""
        return self.root / "readings" / f"{filenames.stem_of(file)}.json"

    def files(self) -> tuple[str, ...]:
        """The reports that the workspace has, in the order in which they came; raises `ReadError` for a manifest that
        cannot be read."""
        return tuple(name for name in manifest.rows(self.reports) if name == filenames.safe(name))

    def strangers(self) -> tuple[str, ...]:
        """Names in the manifest that are none of a file in its folder: nothing is read there."""
        return tuple(name for name in manifest.rows(self.reports) if name != filenames.safe(name))

    def unlisted(self) -> tuple[str, ...]:
        """Files among the originals that the manifest does not name: put there by hand, or left by an import that was
        cut off."""
        if not self.reports.is_dir():
            return ()
        known = {*manifest.rows(self.reports), manifest.NAME}
        return tuple(
            sorted(
                child.name
                for child in self.reports.iterdir()
                if child.name not in known and not child.name.startswith(".") and child.is_file()
            )
        )

    def noted(self, file: str) -> Noted:
        """What the manifest holds of a report that is not for its readers."""
        return listing.noted(manifest.rows(self.reports).get(file, {}))

    def identities(self) -> dict[str, str]:
        """The identity of each report by its name, as far as it has one."""
        found = {filenames.stem_of(file): self.noted(file).identity for file in self.files()}
        return {name: identity for name, identity in found.items() if identity}

    def earlier(self) -> dict[str, str]:
        """The report, by name, that took the place of another, by that one's identity."""
        noted = {filenames.stem_of(file): self.noted(file).earlier.split() for file in self.files()}
        return {identity: name for name, identities in noted.items() for identity in identities}

    def damaged_lines(self) -> tuple[str, ...]:
        """The files whose line in the manifest has not the check that it was written with."""
        return listing.damaged(manifest.rows(self.reports))

    def log(self) -> Log:
        """All corrections."""
        return read(self._content("corrections.jsonl"))

    def own_catalogue(self) -> str:
        """The user's own indicators as TOML, "" when there are none."""
        return self._catalogue()[0]

    def catalogue_damaged(self) -> bool:
        """Whether the user's own indicators have not the check that they were written with."""
        text, check = self._catalogue()
        return check not in ("", readings.digest(text.encode("utf-8")))

    def _catalogue(self) -> tuple[str, str]:
        """The user's own indicators and the check below them, "" where nobody wrote one."""
        text = self._content("catalogue.toml").decode("utf-8", errors="replace")
        body, mark, check = text.rpartition(_CATALOGUE_CHECK)
        return (body, check.strip()) if mark else (text, "")

    def put_catalogue(self, text: str) -> None:
        """Write the user's own indicators; only while `writing`. Raises `WorkspaceError`."""
        text = text if not text or text.endswith("\n") else f"{text}\n"
        check = f"{_CATALOGUE_CHECK}{readings.digest(text.encode('utf-8'))}\n" if text else ""
        self.put(self.root / "catalogue.toml", (text + check).encode("utf-8"))

    def lessons(self) -> str:
        """What the workspace has learnt as TOML, "" before the first lesson."""
        return self._content("weights.toml").decode("utf-8", errors="replace")

    def stamp(self) -> str:
        """What changes with every write that a reader can see: a mark for caches."""
        parts = []
        for path in (
            self.reports / manifest.NAME,
            *(self.root / name for name in ("corrections.jsonl", "catalogue.toml", "weights.toml")),
        ):
            try:
                found = path.stat()
                parts.append(f"{found.st_mtime_ns}:{found.st_size}:{found.st_ino}")
            except FileNotFoundError:
                parts.append("")
        return "|".join(parts)

    def _content(self, name: str) -> bytes:
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise closed(self.root / name, error) from error

    # writing

    @contextmanager
    def writing(self, patience: float = _PATIENCE) -> Iterator[None]:
        """Hold the lock; raises `WorkspaceError` in read-only mode, and where another process holds it for too long."""
        if self.read_only:
            raise WorkspaceError("read_only")
        self.check()
        try:
            for each in (self.root, self.reports, self.root / "texts", self.root / "readings"):
                each.mkdir(parents=True, exist_ok=True)
            with FileLock(self._inside(self.root / ".lock"), timeout=patience):
                self._sweep()
                if self._version() < VERSION:
                    self.put(self.root / "workspace.json", json.dumps({"version": VERSION}).encode() + b"\n")
                yield
        except Timeout as error:
            raise WorkspaceError("busy") from error
        except OSError as error:  # a disk that is full, or that one may not write
            raise unwritten(error.filename or self.root, error) from error

    def put(self, path: Path, content: bytes) -> None:
        """Write one file of the workspace whole; raises `WorkspaceError`."""
        try:
            write_whole(self._inside(path), content)
        except OSError as error:
            raise unwritten(path, error) from error

    def put_again(self, files: Mapping[Path, bytes]) -> None:
        """Write what can be made again, where that is possible: without it the work is done anew the next time. Raises
        `WorkspaceError` for what is amiss with the workspace itself."""
        try:
            with self.writing(patience=1.0):
                for path, content in files.items():
                    self.put(path, content)
        except WorkspaceError as error:
            if error.code not in UNWRITTEN:
                raise

    def append(self, made: Sequence[Correction], *, merging: bool = False) -> None:
        """Add corrections to their file. When this returns they are on the disk; raises `WorkspaceError`, also for an undo
        of what does not stand, unless ``merging``: two machines may have undone the same."""
        with self.writing():
            path = self._inside(self.root / "corrections.jsonl")
            before = self._content("corrections.jsonl")
            kept = whole_lines(before)
            held = {each.id for each in read(kept).standing}
            for each in made:
                if each.action == UNDO and each.undoes not in held and not merging:
                    raise WorkspaceError("undone")
            new = "".join(map(line, made)).encode("utf-8")
            if kept and not kept.endswith(b"\n"):
                new = b"\n" + new
            try:
                with path.open("r+b" if path.exists() else "xb") as file:
                    file.truncate(len(kept))  # a line that was cut off while it was written
                    file.seek(len(kept))
                    file.write(new)
                    file.flush()
                    os.fsync(file.fileno())
                settle(self.root)
            except OSError as error:
                raise unwritten(path, error) from error

    def enlist(self, file: str, said: Entry, noted: Noted, instead_of: str = "") -> None:
        """Name a report in the manifest, or change what is said of it and noted of its original; only while `writing`. It takes
        the place of the report ``instead_of`` if one is given."""
        rows = {**manifest.rows(self.reports), file: listing.line(said, noted)}
        if instead_of and instead_of != file:
            new = rows.pop(file)
            rows = dict((file, new) if name == instead_of else (name, row) for name, row in rows.items())
        self._manifest(rows)

    def note(self, originals: Mapping[str, Noted]) -> None:
        """Note what is to be noted of originals that an older version kept without; only while `writing`."""
        rows = dict(manifest.rows(self.reports))
        rows |= {file: {**rows[file], **noted._asdict()} for file, noted in originals.items()}
        self._manifest(rows)

    def drop(self, file: str) -> None:
        """Take a report out of the workspace, and then its files; only while `writing`."""
        rows = dict(manifest.rows(self.reports))
        if file in rows:
            del rows[file]
            self._manifest(rows)
        for path in (self.reading(file), self.text(file), self.reports / file):
            self._inside(path).unlink(missing_ok=True)
            settle(path.parent)

    def _manifest(self, rows: Mapping[str, Mapping[str, str]]) -> None:
        if self.damaged_lines():  # what stood there may still be told
            self.put(self.root / "damaged-reports.csv", (self.reports / manifest.NAME).read_bytes())
        self.put(self.reports / manifest.NAME, listing.render(rows))

    def _inside(self, path: Path) -> Path:
        """A path of the workspace; raises `WorkspaceError` where a link or a name would lead out of it."""
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise WorkspaceError("outside", path=path)
        return path

    def _sweep(self) -> None:
        """Take away what a crash left half written; nobody else writes while the lock is held."""
        for folder in (self.root, self.reports, self.root / "texts", self.root / "readings"):
            for scrap in folder.glob(f"{SCRAP}*"):
                scrap.unlink(missing_ok=True)
