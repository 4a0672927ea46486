"""Files that are whole or not there: what is written takes the old file's place in one step."""

from __future__ import annotations

import argparse
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

SCRAP = ".scrap-"  # what a file is called while it is written; one that a crash left behind may go
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def file_named(text: str) -> Path:
    """The path that an option names; ``-`` raises `argparse.ArgumentTypeError`, else it would become a file of that name."""
    if text == "-":
        raise argparse.ArgumentTypeError("standard output takes only the table; name a file")
    return Path(text)


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
    kept = path.stat().st_mode & 0o777 if path.exists() else None
    temporary = path.parent / f"{SCRAP}{path.name[:40]}.{secrets.token_hex(8)}"
    # never readable by more than the file that it replaces; of a new one the system takes what the process withholds (umask)
    handle = os.open(temporary, _NEW, 0o666 if kept is None else kept)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if kept is not None:
            temporary.chmod(kept)
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
