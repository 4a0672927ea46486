"""What people made of a workspace's figures to hand on: briefs, a file each in ``briefs/``, and saved views in ``views.json``.

They belong to nobody's reading: the table is the same with and without them, so that writing one makes nobody load the
workspace anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from extract import bookmarks
from extract.bookmarks import BookmarkError, Bookmarks
from extract.brief import Brief, BriefError, dump, load
from extract.messages import WorkspaceError
from extract.workspace.faults import closed, unwritten
from extract.workspace.folder import BRIEFS, VIEWS, Folder

_ID = re.compile(r"[0-9a-f]{16}")


Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The briefs of a workspace, the one that was saved last first, and what is amiss with others."""

    briefs: tuple[Brief, ...] = ()
    damage: tuple[WorkspaceError, ...] = ()


def stamp(folder: Folder) -> Stamp:
    """What changes whenever a brief does: the name, time, size and place of each file."""
    found = []
    for path in sorted((folder.root / BRIEFS).glob("*.json")):
        with suppress(FileNotFoundError):
            told = path.stat()
            found.append((path.name, told.st_mtime_ns, told.st_size, told.st_ino))
    return tuple(found)


def stamp_of(folder: Folder, id: str) -> Stamp:
    """The same of one brief alone; () where there is none of this id."""
    if not _ID.fullmatch(id):
        return ()
    with suppress(FileNotFoundError):
        told = _path(folder, id).stat()
        return ((id, told.st_mtime_ns, told.st_size, told.st_ino),)
    return ()


def briefs(folder: Folder) -> Held:
    """All briefs that can be read; a file that is none, or not as it was written, is named and left as it is."""
    found, damage = list[Brief](), list[WorkspaceError]()
    for path in sorted((folder.root / BRIEFS).glob("*.json")):
        if not _ID.fullmatch(path.stem):
            continue
        try:
            found.append(_read(folder, path.stem))
        except WorkspaceError as error:
            damage.append(error)
    found.sort(key=lambda brief: (brief.when, brief.id), reverse=True)
    return Held(tuple(found), tuple(damage))


def brief(folder: Folder, id: str) -> Brief | None:
    """The brief with this id, None where there is none; raises `WorkspaceError` where it is not as it was written."""
    return _read(folder, id) if _ID.fullmatch(id) and _path(folder, id).is_file() else None


def change_brief(folder: Folder, id: str, change: Callable[[Brief], Brief], *, who: str) -> Brief:
    """Change a brief as it stands now, or begin it, and keep it; gives it as it is kept. Raises `WorkspaceError`."""
    with folder.writing():
        (folder.root / BRIEFS).mkdir(exist_ok=True)
        made = change(brief(folder, id) or Brief(id))
        made = replace(made, id=id, who=who, when=datetime.now(UTC).isoformat(timespec="milliseconds"))
        content = dump(made)
        try:
            load(content)  # what could not be read back is not written
        except BriefError as error:
            raise WorkspaceError("unkept_brief", why=error) from error
        folder.put(_path(folder, id), content)
    return made


def remove_brief(folder: Folder, id: str) -> None:
    """Take a brief out of the workspace; raises `WorkspaceError`."""
    if not _ID.fullmatch(id):
        raise WorkspaceError("no_brief")
    with folder.writing():
        try:
            _path(folder, id).unlink(missing_ok=True)
        except OSError as error:
            raise unwritten(_path(folder, id), error) from error


def views(folder: Folder) -> tuple[Bookmarks, WorkspaceError | None]:
    """The saved views, and what is amiss with their file."""
    try:
        return bookmarks.load(_content(folder.root / VIEWS)), None
    except BookmarkError as error:
        return (), WorkspaceError("views", why=error)


def change_views(folder: Folder, change: Callable[[Bookmarks], Bookmarks]) -> None:
    """Change the saved views as they stand now; raises `WorkspaceError`, also where their file is damaged: it is not written
    over."""
    with folder.writing():
        held, wrong = views(folder)
        if wrong:
            raise wrong
        try:
            content = bookmarks.dump(change(held))
            bookmarks.load(content)  # what could not be read back is not written
            folder.put(folder.root / VIEWS, content)
        except BookmarkError as error:
            raise WorkspaceError("view", why=error) from error


def _path(folder: Folder, id: str) -> Path:
    return folder.root / BRIEFS / f"{id}.json"


def _read(folder: Folder, id: str) -> Brief:
    try:
        found = load(_content(_path(folder, id)))
    except BriefError as error:
        raise WorkspaceError("brief", name=f"{BRIEFS}/{id}.json", why=error) from error
    return replace(found, id=id)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise closed(path, error) from error
