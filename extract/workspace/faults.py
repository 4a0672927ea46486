"""Why something of a workspace cannot be opened or written, as the system says it."""

from __future__ import annotations

import errno
from pathlib import Path

from extract.messages import WorkspaceError
from extract.reading.document import unopened

_DISK = {
    errno.EROFS: "disk_read_only",
    errno.ENOSPC: "disk_full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "disk_full",
}
UNWRITTEN = ("busy", "write", *_DISK.values())  # why something that can be made again was not kept


def closed(path: Path, error: OSError) -> WorkspaceError:
    """Why the system does not open something of a workspace."""
    note = unopened(str(path), error).failure.note
    return WorkspaceError("closed", path=path, why=note.say("en"), why_zh=note.say("zh"))


def unwritten(path: Path | str, error: OSError) -> WorkspaceError:
    """Why the system does not write something of a workspace."""
    return WorkspaceError(_DISK.get(error.errno or 0, "write"), path=path, why=error.strerror or error)
