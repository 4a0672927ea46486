"""What stopped the reading of a report, whatever it was, as a failure that names the report and says what to do."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from extract.confinement import ConfinementError, Limits, starved
from extract.reading.document import Failure, ReadError


def unread(end: ConfinementError, where: str, limits: Limits) -> ReadError:
    """What a process that was ended says of the report that it read."""
    match end.why:
        case "memory":
            return ReadError("memory", where, limit=limits.memory // 2**20)
        case "time":
            return ReadError("slow", where, limit=round(limits.seconds))
        case _ if end.how == "SIGKILL":  # the machine's memory ran out, not the process's
            return ReadError("killed", where)
        case _:
            return ReadError("crashed", where, how=end.how, limit=limits.memory // 2**20)


def failure(error: Exception, where: str) -> Failure:
    """An error as an answer; raises `MemoryError` where it came from one."""
    if starved() or any(isinstance(each, MemoryError) for each in _causes(error)):
        raise MemoryError from error
    return error.failure if isinstance(error, ReadError) else defect(error, where).failure


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came from: a library's want of memory arrives as a damaged file."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def defect(error: Exception, where: str) -> ReadError:
    """A defect of this program on one report as a failure that names its place: it must not take the other reports'
    figures with it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return ReadError("defect", where, what=f"{type(error).__name__}: {error}", place=place)
