"""Work on what strangers wrote, in a process of its own with limits of memory and time that the operating system holds.

A file of a hundred kilobytes can ask a library for gigabytes, for hours, or kill the process that reads it. Here that
costs the one file: its process ends, `ConfinementError` says why, and the next piece of work gets another. A process serves one
piece of work after the other, so that its start is paid once, and is let go after one that left it large.

Work that takes long says how far it is (`tell`), which gives it time anew.

The limits are those of ``setrlimit``; a system without them (Windows) still holds the limit by the clock.
"""

from __future__ import annotations

import atexit
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

T = TypeVar("T")
R = TypeVar("R")

_SPACE = 2 * 2**30  # bytes of addresses beyond the memory: libraries reserve more than they use
_ANSWER = 256 * 2**20  # bytes of an answer, which the first process has to hold too
_LARGE = 384 * 2**20  # bytes once held, from which on a process is let go after its work
_PATIENCE = 10.0  # how many seconds by the clock one second of the processor may take
_AT_ONCE = 2  # pieces of work of one process that may run at the same time
_START = "from extract.confinement import serve; serve({})"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a piece of work may take: ``memory`` in bytes, ``seconds`` of the processor, and how many ``more`` from each
    time that it says how far it is. A process that once held ``large`` bytes is let go after its work."""

    memory: int
    seconds: float
    more: float = 0.0
    large: int = _LARGE


class ConfinementError(RuntimeError):
    """A piece of work was ended before it was done: ``why`` is ``memory``, ``time`` or ``signal``, ``how`` names the
    signal."""

    def __init__(self, why: str, how: str = "") -> None:
        self.why, self.how = why, how
        super().__init__(f"{why} {how}".strip())


class _Cell:
    """One process with so much ``memory``, and the pipes to it. Each message is one pickle."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        home = str(Path(__file__).parents[1])
        paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START.format(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "MALLOC_ARENA_MAX": "2"},
        )
        self._late = False

    def ask(
        self, work: Callable[[T], R], argument: T, limits: Limits, hear: Callable[..., None]
    ) -> tuple[R, bool]:
        """The work's answer, and whether the process is to be let go; raises `ConfinementError`, and what the work raises."""
        assert self.process.stdin and self.process.stdout
        deadline = time.monotonic() + limits.seconds * _PATIENCE
        clock = self._clock(deadline)
        try:
            with suppress(BrokenPipeError):  # it died; the end of the other pipe says so
                pickle.dump((work, argument, limits), self.process.stdin, pickle.HIGHEST_PROTOCOL)
                self.process.stdin.flush()
            said, answer, large = pickle.load(self.process.stdout)
            while said == "told":
                deadline = max(deadline, time.monotonic() + limits.more * _PATIENCE)
                clock.cancel()
                clock = self._clock(deadline)
                hear(*answer)
                said, answer, large = pickle.load(self.process.stdout)
        except (EOFError, pickle.UnpicklingError) as error:
            raise self._ended() from error
        finally:
            clock.cancel()
        if said == "raised":
            raise answer
        if said == "memory":
            raise ConfinementError("memory")
        return answer, large

    def _clock(self, deadline: float) -> threading.Timer:
        clock = threading.Timer(max(0.0, deadline - time.monotonic()), self._stop)
        clock.daemon = True
        clock.start()
        return clock

    def _stop(self) -> None:
        self._late = True
        self.process.kill()

    def _ended(self) -> ConfinementError:
        number = -self.process.wait()
        if self._late or number == getattr(signal, "SIGXCPU", None):
            return ConfinementError("time")
        return ConfinementError("signal", signal.Signals(number).name if number > 0 else f"exit {-number}")

    def leave(self) -> None:
        """See it gone."""
        self.process.kill()
        self.process.wait()
        self.forget()

    def forget(self) -> None:
        """Let go of a process, which ends when it reads the end of its pipe."""
        self.process.returncode = self.process.returncode or 0
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


_serving = 0  # bytes of memory that this process may hold, if it is the other one
_answers: BinaryIO | None = None  # where the other process says what it has to say
_more = _allowed = 0.0  # seconds of the processor
_idle: list[_Cell] = []
_turn = threading.BoundedSemaphore(_AT_ONCE)


def _nobody(*said: object) -> None:
    """Hear nothing."""


def confined(work: Callable[[T], R], argument: T, limits: Limits, hear: Callable[..., None] = _nobody) -> R:
    """``work(argument)``, carried out by another process within its limits; ``hear`` is called with what it says by `tell`.

    ``work`` is a function of a module; it, its argument and its answer are pickled. Raises `ConfinementError`, and what ``work``
    raises.
    """
    with _turn, _cell(limits.memory) as cell:
        answer, large = cell.ask(work, argument, limits, hear)
        if large:
            cell.leave()
    return answer


@contextmanager
def _cell(memory: int) -> Iterator[_Cell]:
    """A process that waits for work, or a new one; afterwards it waits again, if all went well."""
    cell = None
    for waiting in [each for each in _idle if each.memory == memory]:
        with suppress(ValueError):  # another thread took it
            _idle.remove(waiting)
            if waiting.process.poll() is None:
                cell = waiting
                break
            waiting.leave()  # something else ended it
    cell = cell or _Cell(memory)
    try:
        yield cell
    except BaseException:
        cell.leave()
        raise
    if cell.process.returncode is None:
        _idle.append(cell)


def close() -> None:
    """End the processes that wait for work."""
    while _idle:
        _idle.pop().leave()


def _forked() -> None:
    """A copy of this process starts processes of its own."""
    global _turn
    _turn = threading.BoundedSemaphore(_AT_ONCE)
    while _idle:
        _idle.pop().forget()


atexit.register(close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)


def serve(memory: int) -> None:
    """The other process: carry out what is asked until nobody can ask any more."""
    global _serving, _answers, _more
    _serving = memory
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to answer
    asked = os.fdopen(os.dup(0), "rb")
    _answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)  # what a library prints is no answer
    _bound("RLIMIT_DATA", memory)
    _bound("RLIMIT_AS", memory + _SPACE)
    _bound("RLIMIT_CORE", 0)
    with suppress(EOFError, BrokenPipeError):
        while True:
            work, argument, limits = pickle.load(asked)
            _more = limits.more
            _allow(limits.seconds)
            said = _answered(work, argument, limits.large)
            del work, argument
            _answers.write(said)
            _answers.flush()


def tell(*said: object) -> None:
    """Say from the other process how far the work is; what follows has time anew. In the first process nobody hears it."""
    if _answers is None:
        return
    if _more and sum(os.times()[:2]) + _more > _allowed:
        _allow(_more)
    pickle.dump(("told", said, False), _answers, pickle.HIGHEST_PROTOCOL)
    _answers.flush()


def starved() -> bool:
    """Whether work that fails in this process fails for want of memory, however the library that it asked words that."""
    return bool(_serving) and _peak() > 0.8 * _serving


def _answered(work: Callable[[Any], Any], argument: Any, large: int) -> bytes:
    try:
        answer = work(argument)
        said = pickle.dumps(("done", answer, _peak() > large), pickle.HIGHEST_PROTOCOL)
        if len(said) <= _ANSWER:
            return said
    except MemoryError:
        pass
    except Exception as error:
        return pickle.dumps(("raised", error, True))
    return pickle.dumps(("memory", None, True))


def _bound(name: str, most: int) -> None:
    if resource is None or not hasattr(resource, name):
        return
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    with suppress(ValueError, OSError):  # a system that knows the limit and does not take it, as macOS does
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _allow(seconds: float) -> None:
    """So many seconds of the processor from now on."""
    global _allowed
    _allowed = sum(os.times()[:2]) + seconds
    _bound("RLIMIT_CPU", math.ceil(_allowed))


def _peak() -> int:
    """The most bytes that this process held at once. Linux's ``ru_maxrss`` begins with what the process that started it
    held, so its own figure goes first."""
    with suppress(OSError, ValueError, StopIteration):
        status = Path("/proc/self/status").read_text("ascii", errors="replace").splitlines()
        return int(next(line for line in status if line.startswith("VmHWM:")).split()[1]) * 1024
    if resource is None:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
