"""Jobs carried out on this machine: by this process, or by several others.

Each of the others has a pipe to the first and is given one job at a time. So it is known which job a process died of,
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
from typing import Any, Generic

from extract.batch.jobs import J, Outcome, Work
from extract.records import uncollected

_PATIENCE = 3.0  # seconds that a process has to finish its job when the run is interrupted


def in_turn(work: Work[J], jobs: Sequence[J]) -> Iterator[tuple[J, Outcome | None]]:
    """An engine: this process, one job after the other."""
    for job in jobs:
        yield job, _carry_out(work, job)


@dataclass(frozen=True, slots=True)
class Processes:
    """An engine: so many processes of this machine. An error of one stops all."""

    count: int

    def __call__(self, work: Work[J], jobs: Sequence[J]) -> Iterator[tuple[J, Outcome | None]]:
        waiting = deque(jobs)
        crew: dict[Connection, _Worker[J]] = {}
        try:
            _join(crew, work, waiting, self.count)
            while crew:
                for pipe in wait(list(crew)):
                    assert isinstance(pipe, Connection)
                    job = crew[pipe].job
                    try:
                        answer = pipe.recv()
                    except (EOFError, ConnectionResetError):
                        crew.pop(pipe).leave()
                        _join(crew, work, waiting, 1)
                        yield job, None
                        continue
                    if isinstance(answer, Exception):
                        raise answer
                    if waiting:
                        crew[pipe].give(waiting.popleft())
                    else:
                        crew.pop(pipe).leave()
                    yield job, answer
        finally:
            for worker in crew.values():
                worker.pipe.close()
            for worker in crew.values():
                worker.leave()


@dataclass(slots=True)
class _Worker(Generic[J]):
    """A process with the job that it has."""

    process: BaseProcess
    pipe: Connection
    job: J

    def give(self, job: J) -> None:
        self.job = job
        with suppress(BrokenPipeError):  # it died; the next look at its pipe says so
            self.pipe.send(job)

    def leave(self) -> None:
        """Let it go, and see it gone."""
        self.pipe.close()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join()


def _join(crew: dict[Connection, _Worker[J]], work: Work[J], waiting: deque[J], count: int) -> None:
    """So many more processes, as far as there are jobs for them."""
    context = get_context("spawn")  # a fork would take this process's threads half
    joined: list[_Worker[J]] = []
    for _ in range(min(count, len(waiting))):
        pipe, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        process.start()
        theirs.close()
        joined.append(_Worker(process, pipe, waiting.popleft()))
    for worker in joined:  # only now: a job that fills the pipe is taken when its process has begun
        crew[worker.pipe] = worker
        worker.give(worker.job)


def _carry_out(work: Work[J], job: J) -> Outcome:
    """A job's outcome; its rows are collected when it is done."""
    with uncollected():
        return work(job)


def _serve(pipe: Connection, work: Work[Any]) -> None:
    """Carry out jobs until the other end of the pipe is closed."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is the first process's to answer: it closes the pipe
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            job = pipe.recv()
            try:
                answer: Outcome | Exception = _carry_out(work, job)
            except Exception as error:  # the first process raises it
                answer = error
            pipe.send(answer)
