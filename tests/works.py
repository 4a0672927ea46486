"""Work that tests give to other processes. Each of these loads the module that the work is in: this one loads next to nothing."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.confinement import tell

if TYPE_CHECKING:
    from extract.batch.documents import Part
    from extract.batch.jobs import Outcome


def greedy(count: int) -> int:
    """Holds so many bytes."""
    return len(bytearray(count))


def endless(_: object) -> None:
    """Never ends."""
    while True:
        pass


def asleep(seconds: float) -> None:
    """Waits, and takes none of the processor's time."""
    time.sleep(seconds)


def dying(_: object) -> None:
    """Ends its process."""
    ctypes.string_at(0)


def own_id(_: object) -> int:
    """Tells which process it is in."""
    return os.getpid()


def grown(count: int) -> int:
    """Touches so many bytes, and tells which process holds them."""
    held = bytearray(count)
    held[::4096] = b"x" * len(held[::4096])
    return os.getpid()


def wrong(text: str) -> None:
    """Raises."""
    raise ValueError(text)


def telling(pages: int) -> int:
    """Takes 0.6 seconds of the processor a page, and tells which."""
    for number in range(pages):
        tell("书.pdf", number, pages)
        until = sum(os.times()[:2]) + 0.6
        while sum(os.times()[:2]) < until:
            pass
    return pages


def noisy(text: str) -> str:
    """Prints, as libraries do, and writes to where the answers go."""
    print("no answer")
    os.write(1, b"nor this")
    return text


@dataclass(frozen=True)
class Deadly:
    """Work on a part that dies of one report, and counts the others."""

    name: str

    def __call__(self, part: Part) -> Outcome:
        from extract.batch.documents import Files
        from extract.batch.jobs import Outcome

        assert isinstance(part, Files)
        if any(each.name == self.name for each in part.documents):
            os.kill(os.getpid(), signal.SIGKILL)
        return Outcome(part.count, files=(part.where,))


def full(part: Part) -> Outcome:
    """Finds the disk full."""
    raise OSError(28, "no space left")
