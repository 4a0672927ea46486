"""Files that are whole or not there: what is written takes the old file's place in one step."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

SCRAP = ".scrap-"  # what a file is called while it is written; one that a crash left behind may go


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a start after a crash, finds the old one or the new one, never a part.

    Raises `OSError`, and then the old file stands as it was.
    """
    with whole(path) as file:
        file.write(content)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to and to read again, which takes its place when the block ends, and not when the block raises."""
    path = path.resolve()  # a link keeps pointing where it points
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{SCRAP}{path.name[:40]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    settle(path.parent)


def settle(folder: Path) -> None:
    """Make the names in a folder outlast a loss of power, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
