"""A workspace as one file that a colleague opens and gets the same figures from.

The ``.jiceng.zip`` holds the originals, what was read of them, the corrections with the audits, the user's own indicators and
what was learnt, the briefs and saved views, each with its SHA-256, and the SHA-256 of the table that all this gives. Whoever opens it is told by name
what is not as it was packed, and whether another version of the program makes another table of it. A check tells damage,
and is no signature: it does not say who packed the file.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from lzma import LZMAError
from pathlib import Path
from typing import IO, Any

from extract import manifest, readings
from extract.archives import WORKSPACE
from extract.messages import WorkspaceError
from extract.table import Table, render
from extract.workspace import filenames
from extract.workspace.folder import BRIEFS, VIEWS, Folder
from extract.workspace.folder import VERSION as WORKSPACE_VERSION
from extract.workspace.store import Workspace

ENDING = ".jiceng.zip"
CONTENTS = WORKSPACE  # what the file holds, and the check of each
_FORM = "jiceng workspace"
_VERSION = 2  # 1 had no briefs and no saved views; a file without them is still of version 1
_SAID = (
    "corrections.jsonl",
    "catalogue.toml",
    "weights.toml",
    VIEWS,
)  # what people said, and what was learnt of it
_LIST = f"reports/{manifest.NAME}"
_MOST = 8 * 2**30  # bytes of all members, unpacked
_MOST_CONTENTS = 64 * 2**20
_CHUNK = 2**20
# what the library raises for an archive that is damaged: names that are none, members packed in a way that they are not
_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
    zlib.error,
    LZMAError,
)
_TRIES = 3  # until nobody writes while the workspace is packed


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A workspace that was opened from a file: its table, and how the table differs from the one that was
    packed, None where it is the same."""

    table: Table
    differs: WorkspaceError | None


def checksum(table: Table) -> str:
    """The SHA-256 of a table: of its rows as JSON lines, in the order of its reports' names."""
    order = sorted(table.facts, key=lambda fact: (fact.report, fact.start, fact.end))
    return readings.digest(render(Table(tuple(order), (), ()), "jsonl"))


def program() -> str:
    """The version of this program: its number, where it is installed as a package, and the first characters of the check of all
    that its readings depend on."""
    try:
        number = metadata.version("jiceng") + " "
    except metadata.PackageNotFoundError:
        number = ""
    return f"{number}{readings.program()[:12]}"


def pack(workspace: Workspace, into: IO[bytes]) -> Table:
    """Write a workspace into an open file and give the table that it holds; raises `WorkspaceError`, also where the workspace
    has nothing of its own, or is written to all the while."""
    for _ in range(_TRIES):
        before = workspace.folder.stamp()
        table = workspace.load().table
        members = dict(_members(workspace.folder))
        if not members:
            raise WorkspaceError("parcel_nothing")
        if workspace.folder.stamp() == before:
            break
    else:
        raise WorkspaceError("busy")
    told: dict[str, Any] = {
        "form": _FORM,
        "version": _VERSION if any(_is_of_2(name) for name in members) else 1,
        "workspace": WORKSPACE_VERSION,
        "program": program(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "table": {"figures": len(table.facts), "sha256": checksum(table)},
        "members": {},
    }
    try:
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, path in members.items():
                content = path.read_bytes()
                told["members"][name] = {"size": len(content), "sha256": readings.digest(content)}
                zipped.writestr(name, content)
            zipped.writestr(
                CONTENTS, json.dumps({**told, "check": _check(told)}, ensure_ascii=True, indent=1)
            )
    except OSError as error:
        raise WorkspaceError("write", path=error.filename or ENDING, why=error.strerror or error) from error
    return table


def _members(folder: Folder) -> Iterator[tuple[str, Path]]:
    """What there is to pack, under its name in the file."""
    files = folder.files()
    if files:
        yield _LIST, folder.reports / manifest.NAME
    for file in files:
        yield f"reports/{file}", folder.reports / file
        for path in (folder.text(file), folder.reading(file)):
            if path.is_file():
                yield f"{path.parent.name}/{path.name}", path
    for name in _SAID:
        path = folder.root / name
        if path.is_file() and path.stat().st_size:
            yield name, path
    for path in sorted((folder.root / BRIEFS).glob("*.json")):
        if _may_stand(f"{BRIEFS}/{path.name}"):
            yield f"{BRIEFS}/{path.name}", path


def _is_of_2(name: str) -> bool:
    """Whether a member is of a kind that version 1 did not know."""
    return name == VIEWS or name.startswith(f"{BRIEFS}/")


def unpack(file: IO[bytes], workspace: Workspace) -> Unpacked:
    """Open a packed workspace in one that is empty. All is checked before anything is written; raises `WorkspaceError` that
    names the first member that is not as it was packed."""
    folder = workspace.folder
    try:
        zipped = zipfile.ZipFile(file)
        told = _contents(zipped)
        _whole(zipped, told["members"])
    except WorkspaceError:
        raise
    except _BROKEN as error:
        raise WorkspaceError("parcel_none", why=error) from error
    with zipped, folder.writing():
        if not _is_empty(folder):
            raise WorkspaceError("parcel_not_empty", folder=folder.root)
        for name in sorted(
            told["members"], key=lambda name: name == _LIST
        ):  # the list decides, and comes last
            (folder.root / name).parent.mkdir(exist_ok=True)
            folder.put(folder.root / name, zipped.read(name))
    table = workspace.load().table
    packed, found = told["table"], checksum(table)
    differs = None
    if packed["sha256"] != found:
        differs = WorkspaceError(
            "parcel_table",
            packed=packed["figures"],
            found=len(table.facts),
            packed_by=told["program"],
            own=program(),
        )
    return Unpacked(table, differs)


def _is_empty(folder: Folder) -> bool:
    said = (folder.log().corrections, folder.own_catalogue().strip(), folder.lessons().strip())
    made = (*(folder.root / BRIEFS).glob("*.json"), *folder.root.glob(VIEWS))
    return not folder.files() and not folder.unlisted() and not any(said) and not made


def _contents(zipped: zipfile.ZipFile) -> dict[str, Any]:
    """What the file says it holds, checked; raises `WorkspaceError`."""
    try:
        if zipped.getinfo(CONTENTS).file_size > _MOST_CONTENTS:
            raise WorkspaceError("parcel_room", name=CONTENTS)
        told = json.loads(zipped.read(CONTENTS))
        if told["form"] != _FORM:
            raise WorkspaceError("parcel_none", why=f"{CONTENTS}: {told['form']}")
        newest = max(
            (int(told["version"]), _VERSION), (int(told["workspace"]), WORKSPACE_VERSION), key=_beyond
        )
        if _beyond(newest) > 0:
            raise WorkspaceError("parcel_newer", found=newest[0], known=newest[1], packed_by=told["program"])
        if told.pop("check") != _check(told):
            raise WorkspaceError("parcel_member", name=CONTENTS)
        for name, each in told["members"].items():
            if not _may_stand(name) or type(each["size"]) is not int or type(each["sha256"]) is not str:
                raise WorkspaceError("parcel_foreign", name=name)
        if type(told["table"]["figures"]) is not int or type(told["table"]["sha256"]) is not str:
            raise WorkspaceError("parcel_member", name=CONTENTS)
    except (zipfile.BadZipFile, zlib.error) as error:
        raise WorkspaceError("parcel_member", name=CONTENTS) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, WorkspaceError):
            raise
        raise WorkspaceError("parcel_none", why=f"{CONTENTS}: {error}") from error
    return dict(told)


def _beyond(pair: tuple[int, int]) -> int:
    return pair[0] - pair[1]


def _may_stand(name: str) -> bool:
    """Whether a member is one of a workspace: nothing else is written, and nothing outside of it."""
    if name in (*_SAID, _LIST):
        return True
    place, _, file = name.partition("/")
    return place in ("reports", "texts", "readings", BRIEFS) and bool(file) and filenames.safe(file) == file


def _whole(zipped: zipfile.ZipFile, members: Mapping[str, Mapping[str, Any]]) -> None:
    """Whether each member is there, once, and as it was packed; raises `WorkspaceError`."""
    there = Counter(name for name in zipped.namelist() if name != CONTENTS)
    for name, times in there.items():
        if name not in members or times > 1:
            raise WorkspaceError("parcel_foreign", name=name)
    if sum(each["size"] for each in members.values()) > _MOST:
        raise WorkspaceError("parcel_room", name=ENDING)
    for name, each in members.items():
        if name not in there:
            raise WorkspaceError("parcel_missing", name=name)
        check, size = hashlib.sha256(), 0
        try:
            with zipped.open(name) as member:
                while size <= each["size"] and (chunk := member.read(_CHUNK)):
                    size += len(chunk)
                    check.update(chunk)
        except _BROKEN as error:
            raise WorkspaceError("parcel_member", name=name) from error
        if size != each["size"] or check.hexdigest() != each["sha256"]:
            raise WorkspaceError("parcel_member", name=name)


def _check(told: Mapping[str, Any]) -> str:
    return readings.digest(json.dumps(told, ensure_ascii=True, sort_keys=True).encode("ascii"))
