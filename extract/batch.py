"""Many reports into one file: in parts that never stand in memory together, by several processes, and to be gone on with.

Reports are read in batches. The rows of each batch become a file of their own in a folder beside the output, under a name
that says what they were made from: the reports with their size and time, what is said of them, the program and its
data. So a run that was interrupted goes on where it stopped, and a report that changed meanwhile is read again. In the end
the parts become the output in one step, and the folder goes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from extract import rows
from extract.pipeline import Task, attempt
from extract.reading.document import Failure, Note
from extract.readings import program
from extract.writing import whole, write_whole

SIZE = 64  # reports of a batch: what is lost at most when a run is interrupted


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many reports were read, and those that were not."""

    read: int
    failed: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class _Batch:
    tasks: tuple[Task, ...]
    form: str
    folder: Path


def write(tasks: Sequence[Task], output: Path, form: str, jobs: int, hear: Callable[[int], None]) -> Outcome:
    """Write the rows of many reports to a file, which appears whole or not at all, when at least one was read.

    ``hear`` is told after each batch how many reports are done. Raises `OSError`; what was read
    until then is kept for the next run.
    """
    folder = output.parent / f".{output.name}.parts"
    folder.mkdir(exist_ok=True)
    batches = [_Batch(tuple(tasks[at : at + SIZE]), form, folder) for at in range(0, len(tasks), SIZE)]
    parts: list[Path] = []
    failed: list[Failure] = []
    for part, failures in _worked(batches, jobs):
        parts.append(part)
        failed += failures
        hear(min(len(parts) * SIZE, len(tasks)))
    if len(failed) < len(tasks):
        _join(parts, output, form)
    shutil.rmtree(folder)
    return Outcome(len(tasks) - len(failed), tuple(failed))


def _worked(batches: Sequence[_Batch], jobs: int) -> Iterator[tuple[Path, list[Failure]]]:
    if jobs == 1:
        yield from map(_work, batches)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupts) as pool:
        try:
            yield from pool.map(_work, batches)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _ignore_interrupts() -> None:
    """Ctrl-C is the first process's to answer: it stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(batch: _Batch) -> tuple[Path, list[Failure]]:
    """Read a batch and write its part, unless an earlier run did. The failures are written last and say that it is whole."""
    name = _made_from(batch)
    part, log = batch.folder / f"{name}.{batch.form}", batch.folder / f"{name}.failed"
    if log.exists():
        return part, [_failure(line) for line in log.read_text("utf-8").splitlines()]
    tables = [attempt(task) for task in batch.tasks]
    failed = [failure for table in tables for failure in table.failed]
    write_whole(part, rows.render([fact for table in tables for fact in table.facts], batch.form))
    write_whole(log, "".join(json.dumps(asdict(each)) + "\n" for each in failed).encode("utf-8"))
    return part, failed


def _failure(line: str) -> Failure:
    row = json.loads(line)
    return Failure(row["where"], Note(row["note"]["code"], tuple((k, v) for k, v in row["note"]["values"])))


def _made_from(batch: _Batch) -> str:
    """A word for everything that the rows of a batch depend on."""
    made = hashlib.sha256(f"{program()} {batch.form}".encode())
    for task in batch.tasks:
        made.update(
            repr((str(task.path), task.name, task.said, _stamp(task.path))).encode("utf-8", "surrogateescape")
        )
    return made.hexdigest()[:32]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _join(parts: Sequence[Path], output: Path, form: str) -> None:
    with whole(output) as file:
        if form == "parquet":
            import pyarrow.parquet as pq  # a second to load, for this form only

            with pq.ParquetWriter(file, rows.schema()) as writer:
                for part in parts:
                    writer.write_table(pq.read_table(part))
            return
        file.write(rows.head(form))
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, file)
