"""Parts carried out on this machine: by this process, or by several others.

Each of the others has a pipe to the first and is given one part at a time. So it is known which part a process died of,
and a process whose first one is gone reads the end of its pipe and ends too.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from extract.batch.documents import Part
from extract.batch.work import Outcome, Work

_PATIENCE = 3.0  # seconds that a process has to finish its part when the run is interrupted


def in_turn(work: Work, parts: Sequence[Part]) -> Iterator[tuple[Part, Outcome | None]]:
    """An engine: this process, one part after the other."""
    for part in parts:
        yield part, work(part)


@dataclass(frozen=True, slots=True)
class Processes:
    """An engine: so many processes of this machine. An error of one stops all."""

    jobs: int

    def __call__(self, work: Work, parts: Sequence[Part]) -> Iterator[tuple[Part, Outcome | None]]:
        waiting = deque(parts)
        crew: dict[Connection, _Worker] = {}
        try:
            _join(crew, work, waiting, self.jobs)
            while crew:
                for pipe in wait(list(crew)):
                    assert isinstance(pipe, Connection)
                    part = crew[pipe].part
                    try:
                        answer = pipe.recv()
                    except (EOFError, ConnectionResetError):
                        crew.pop(pipe).leave()
                        _join(crew, work, waiting, 1)
                        yield part, None
                        continue
                    if isinstance(answer, Exception):
                        raise answer
                    if waiting:
                        crew[pipe].give(waiting.popleft())
                    else:
                        crew.pop(pipe).leave()
                    yield part, answer
        finally:
            for worker in crew.values():
                worker.pipe.close()
            for worker in crew.values():
                worker.leave()


@dataclass(slots=True)
class _Worker:
    """A process with the part that it has."""

    process: BaseProcess
    pipe: Connection
    part: Part

    def give(self, part: Part) -> None:
        self.part = part
        with suppress(BrokenPipeError):  # it died; the next look at its pipe says so
            self.pipe.send(part)

    def leave(self) -> None:
        """Let it go, and see it gone."""
        self.pipe.close()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join()


def _join(crew: dict[Connection, _Worker], work: Work, waiting: deque[Part], count: int) -> None:
    """So many more processes, as far as there are parts for them."""
    context = get_context("spawn")  # a fork would take this process's threads half
    joined: list[_Worker] = []
    for _ in range(min(count, len(waiting))):
        pipe, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        process.start()
        theirs.close()
        joined.append(_Worker(process, pipe, waiting.popleft()))
    for worker in joined:  # only now: a part that fills the pipe is taken when its process has begun
        crew[worker.pipe] = worker
        worker.give(worker.part)


def _serve(pipe: Connection, work: Work) -> None:
    """Carry out parts until the other end of the pipe is closed."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is the first process's to answer: it closes the pipe
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            part = pipe.recv()
            try:
                answer: Outcome | Exception = work(part)
            except Exception as error:  # the first process raises it
                answer = error
            pipe.send(answer)
