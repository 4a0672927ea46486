"""The workspace's folder: what stands where in it, and every write to it.

``reports/`` holds the originals with their manifest ``reports.csv``, ``texts/`` the text that was read of each,
``readings/`` what was extracted, ``corrections.jsonl`` and ``catalogue.toml`` what people said, ``weights.toml`` what was
learnt of that, ``table.parquet`` the table, ``workspace.json`` the version. A report belongs to the workspace when the manifest names it: that one file,
replaced in one step, decides. Everything is written under a lock, whole or not at all.
"""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from extract import manifest
from extract.corrections import UNDO, Correction, Log, line, read, whole_lines
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.reading.dates import day
from extract.reading.document import unopened
from extract.regions import registry
from extract.workspace import filenames
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
_NOTED = ("identity", "sha256")  # columns of the manifest beside those of `Entry`
_CHECK = "check"
_CATALOGUE_CHECK = "# check of what stands above; take this line away if you change it by hand: "


class Noted(NamedTuple):
    """What tells a report from another of its name, by its words as it was kept, and the SHA-256 of its original; ""
    where an older version, or somebody by hand, put it there."""

    identity: str
    sha256: str


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
            raise _unopened(self.root, error) from error
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
        row = manifest.rows(self.reports).get(file, {})
        return Noted(*(row.get(name, "") for name in _NOTED))

    def identities(self) -> dict[str, str]:
        """The identity of each report by its name, as far as it has one."""
        found = {filenames.stem_of(file): self.noted(file).identity for file in self.files()}
        return {name: identity for name, identity in found.items() if identity}

    def damaged_lines(self) -> tuple[str, ...]:
        """The files whose line in the manifest has not the check that it was written with."""
        rows = manifest.rows(self.reports)
        return tuple(
            file for file, row in rows.items() if row.get(_CHECK) and row[_CHECK] != _check_of(file, row)
        )

    def log(self) -> Log:
        """All corrections."""
        return read(self._content("corrections.jsonl"))

    def own_catalogue(self) -> str:
        """The user's own indicators as TOML, "" when there are none."""
        return self._catalogue()[0]

    def catalogue_damaged(self) -> bool:
        """Whether the user's own indicators have not the check that they were written with."""
        text, check = self._catalogue()
        return bool(check) and check != _digest(text.encode("utf-8"))

    def _catalogue(self) -> tuple[str, str]:
        """The user's own indicators and the check below them, "" where nobody wrote one."""
        text = self._content("catalogue.toml").decode("utf-8", errors="replace")
        body, mark, check = text.rpartition(_CATALOGUE_CHECK)
        return (body, check.strip()) if mark else (text, "")

    def put_catalogue(self, text: str) -> None:
        """Write the user's own indicators; only while `writing`. Raises `WorkspaceError`."""
        text = text if not text or text.endswith("\n") else f"{text}\n"
        check = f"{_CATALOGUE_CHECK}{_digest(text.encode('utf-8'))}\n" if text else ""
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
            raise _unopened(self.root / name, error) from error

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
            raise _unwritten(error.filename or self.root, error) from error

    def put(self, path: Path, content: bytes) -> None:
        """Write one file of the workspace whole; raises `WorkspaceError`."""
        try:
            write_whole(self._inside(path), content)
        except OSError as error:
            raise _unwritten(path, error) from error

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
                raise _unwritten(path, error) from error

    def enlist(self, file: str, said: Entry, noted: Noted) -> None:
        """Name a report in the manifest, or change what is said of it and noted of its original; only while `writing`."""
        row = {name: " ".join(value.split()) for name, value in asdict(checked(said)).items()}
        rows = dict(manifest.rows(self.reports))
        rows[file] = {**row, **noted._asdict()}
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
        known = ["file", *(field.name for field in fields(Entry)), *_NOTED, _CHECK]
        more = dict.fromkeys(name for row in rows.values() for name in row if name not in known)
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, [*known, *more], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "file": file, _CHECK: _check_of(file, row)} for file, row in rows.items())
        self.put(self.reports / manifest.NAME, out.getvalue().encode("utf-8"))

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


def _unopened(path: Path, error: OSError) -> WorkspaceError:
    """Why the system does not open something of a workspace."""
    note = unopened(str(path), error).failure.note
    return WorkspaceError("closed", path=path, why=note.say("en"), why_zh=note.say("zh"))


_DISK = {
    errno.EROFS: "disk_read_only",
    errno.ENOSPC: "disk_full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "disk_full",
}
UNWRITTEN = ("busy", "write", *_DISK.values())  # why something that can be made again was not kept


def _unwritten(path: Path | str, error: OSError) -> WorkspaceError:
    """Why the system does not write something of a workspace."""
    return WorkspaceError(_DISK.get(error.errno or 0, "write"), path=path, why=error.strerror or error)


def _digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _check_of(file: str, row: Mapping[str, str]) -> str:
    """What a line of the manifest comes to."""
    cells = sorted((name, value) for name, value in row.items() if value and name not in ("file", _CHECK))
    return _digest(json.dumps([file, *cells]).encode("ascii"))[:16]


def checked(said: Entry) -> Entry:
    """What is said of a report with its region's full name and its day in order; raises `WorkspaceError`."""
    region = registry().resolve(said.region) if said.region else None
    if said.region and region is None:
        raise WorkspaceError("region", name=said.region)
    published = day(said.published)
    if said.published and not published:
        raise WorkspaceError("published", value=said.published)
    year = manifest.year_of(said.year)
    if year is None:
        raise WorkspaceError("year", value=said.year)
    return Entry(region.full_name if region else "", said.title, published, said.source, year)
