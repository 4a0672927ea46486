"""``python -m extract table``: all figures of reports as one table, on standard output, in a file or in a dataset."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import rows

if TYPE_CHECKING:
    from extract.batch.documents import Planned
    from extract.batch.jobs import Engine, Outcome
    from extract.reading.document import Failure

EXAMPLES = """examples:
  python -m extract table seeds                                  CSV on standard output
  python -m extract table seeds --format jsonl -o rows.jsonl
  python -m extract table seeds -o figures.parquet
  python -m extract table archive/ --jobs 4 -o figures.parquet   thousands of reports, by four processes
  python -m extract table 'archive/*.parquet' --jobs 4 -o out/   millions: a dataset by province and year
  python -m extract table s3://bucket/reports -o s3://bucket/out
  python -m extract table --scheduler tcp://host:8786 's3://bucket/folder/*.parquet' -o s3://bucket/out

A folder is read with all folders in it. A file reports.csv beside the reports (columns file,region and, as far as
known, title,published,source,year) says what they do not. The file that -o names appears whole or not at all; until
then its parts stand in a folder beside it, and an interrupted run goes on from them. In CSV a text that a spreadsheet
would take for a formula begins with an apostrophe.

Parquet, named or by a pattern, holds a report a row: columns report and text and, if known, region, title, published,
source, year. Where -o ends in / or is an address, a dataset is written there: province=…/year=…/part-….parquet for pandas,
DuckDB and Spark, the reports themselves in _reports, what could not be read in _failed.jsonl; _SUCCESS stands when it is
complete. The same command goes on after an interruption, and later reads only what is new.

Addresses (s3://…, gs://… and whatever else fsspec knows) and --scheduler need an extra: pip install 'jiceng[scale]'.
On the first machine, and then on each, with the same version of this program and the same credentials
(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL):
  dask scheduler
  dask worker tcp://host:8786 --nworkers auto --nthreads 1

A core reads some 300 short texts or 40 reports thick with figures a second. What ten million cost and where the limits
are stands in tests/bench/README.md.
"""
_FORMATS = {".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet"}
_SCHEDULER = re.compile(r"(?:tcp|tls|wss?|ucx)://.+:\d+")
_MANY = 20  # reports from which on a terminal is told how far the work is
_WINDOW = 30.0  # seconds whose rate says how long the rest will take
_BAR = 30  # characters


def add_table_parser(commands: Any) -> None:
    """Add the command to the subparsers of `argparse`; its ``run`` takes the arguments and returns the exit status."""
    parser = commands.add_parser(
        "table",
        help="all figures of the reports as one table",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("reports", nargs="+", metavar="REPORTS", help="files, folders, patterns or addresses")
    parser.add_argument(
        "--format",
        choices=tuple(_FORMATS.values()),
        help="default: what FILE ends in, csv where it ends in nothing",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=_where,
        metavar="FILE|FOLDER/",
        help="write here; default, and as -: standard output",
    )
    parser.add_argument(
        "--jobs", type=_count, metavar="N", help="processes of this machine; with -o (default: 1)"
    )
    parser.add_argument("--scheduler", metavar="ADDRESS", help="let the workers of this Dask scheduler read")
    parser.add_argument(
        "--part",
        type=_count,
        metavar="N",
        help="reports that are read together (default: 64; for a dataset 2000)",
    )
    parser.set_defaults(run=run)


def _where(text: str) -> str | None:
    return None if text == "-" else text


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Write the table; a report that cannot be read stops none of the others."""
    output: str | None = arguments.output
    form = arguments.format or (_FORMATS.get(Path(output).suffix.lower(), "csv") if output else "csv")
    wrong = _misused(arguments, form)
    if wrong:
        print(f"table: {wrong}", file=sys.stderr)
        return 2

    from extract.batch.cluster import (
        ClusterError,
    )  # imported here: `--help` and wrong usage need no catalogue

    try:
        outcome = _written(arguments, form)
    except ClusterError as error:
        print(f"table: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # `… | head`: not of what is read or written here
        raise
    except OSError as error:
        why = f"{output}: cannot be written ({error.strerror}); nothing was" if _plain(error) else error
        print(why, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        if output is not None:
            print(f"\n{output} is not complete; the same command goes on from here", file=sys.stderr)
        raise
    for failure in (*outcome.told, *outcome.failed):
        print(failure, file=sys.stderr)
    if not outcome.read:
        print("table: no report was read; nothing was written", file=sys.stderr)
    return 1 if outcome.failed or not outcome.read else 0


def _plain(error: OSError) -> bool:
    """Whether the system says what is wrong, rather than something that says more."""
    return type(error).__str__ is OSError.__str__ and bool(error.strerror)


def _misused(arguments: argparse.Namespace, form: str) -> str:
    """What is wrong with how and where the table shall be written, before any report is read; "" when nothing is."""
    output: str | None = arguments.output
    if arguments.scheduler and not _SCHEDULER.fullmatch(arguments.scheduler):
        return f"{arguments.scheduler} is no address of a scheduler; write tcp://HOST:PORT, as in tcp://10.0.0.1:8786"
    if arguments.scheduler and arguments.jobs:
        return "--jobs are of this machine, --scheduler has the workers of others; give one of them"
    if output is None:
        if arguments.scheduler:
            return "--scheduler writes a dataset; name its folder, as in -o s3://bucket/out"
        return "parquet is no text; name a file with -o" if form == "parquet" else ""
    if is_dataset(output):
        if arguments.format not in (None, "parquet"):
            return f"a dataset is parquet; for {form} name a file"
        return f"{output} looks like a file; a dataset is a folder" if _ends_as_a_file(output) else ""
    path = Path(output)
    if arguments.scheduler:
        return f"--scheduler writes a dataset; for one in a folder that all machines share write -o {output}/"
    if path.is_dir():
        return f"{output} is a folder; name a file in it, or end it with / for a dataset"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}; make it first"
    suffix = path.suffix.lower()
    if arguments.format is None and suffix and suffix not in _FORMATS:
        return f"{output} ends in {path.suffix}, which is none of {', '.join(_FORMATS)}; name one with --format to write it there"
    return ""


def is_dataset(output: str) -> bool:
    """Whether an output is a folder for a dataset.

    >>> [is_dataset(each) for each in ("out/", "s3://bucket/out", "rows.jsonl")]
    [True, True, False]
    """
    return output.endswith("/") or "://" in output


def _ends_as_a_file(output: str) -> bool:
    return Path(output).suffix.lower() in _FORMATS and not output.endswith("/")


def _written(arguments: argparse.Namespace, form: str) -> Outcome:
    """Read and write."""
    from extract.batch import dataset, one_file
    from extract.batch.cluster import Cluster
    from extract.batch.documents import planned
    from extract.batch.processes import Processes, in_turn
    from extract.reading.progress import heard

    output: str | None = arguments.output
    engine: Engine = Processes(arguments.jobs) if (arguments.jobs or 1) > 1 else in_turn
    reports: list[str] = arguments.reports
    if arguments.scheduler:
        engine = Cluster(arguments.scheduler)
        engine.check()
        reports = [each if "://" in each else str(Path(each).absolute()) for each in reports]
    size = dataset.SIZE if output and is_dataset(output) else one_file.SIZE
    found = planned(reports, arguments.part or size)
    progress = Progress(found.count)
    with heard(_page):
        return _carried_out(found, form, output, engine, progress)


def _page(where: str, done: int, of: int) -> None:
    """Say on a terminal which page of a scan is read: each takes seconds."""
    if sys.stderr.isatty():
        print(
            f"\r\x1b[K{where}: page {done + 1} of {of}" if done < of - 1 else "\r\x1b[K",
            end="",
            file=sys.stderr,
            flush=True,
        )


def _carried_out(
    found: Planned, form: str, output: str | None, engine: Engine, progress: Progress
) -> Outcome:
    from extract.batch import dataset, one_file

    if output is None:
        return _printed(found, form, progress)
    if is_dataset(output):
        address = output.rstrip("/") if "://" in output else str(Path(output).absolute())
        return dataset.write(found, address, engine, progress.hear)
    return one_file.write(found, Path(output), form, engine, progress.hear)


def _printed(found: Planned, form: str, progress: Progress) -> Outcome:
    """The rows on standard output, as they come."""
    from extract.batch.jobs import Outcome, told

    read, count, failed = 0, 0, list(found.failed)
    noted: list[Failure] = []
    for part in found.parts:
        for table in part.tables():
            if table.sources and not read:
                sys.stdout.buffer.write(rows.head(form))
            read += len(table.sources)
            count += len(table.facts)
            failed += table.failed
            noted += told([table])
            sys.stdout.buffer.write(rows.render(table.facts, form))
            progress.hear(1, False)
    return Outcome(read, count, failed=tuple(failed), told=tuple(noted))


class Progress:
    """Tells a terminal how far the work is, how fast it goes and how long it will take; silent where nobody looks and
    where there is little to do."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self._shown = total >= _MANY and sys.stderr.isatty()
        self._seen = deque([(time.monotonic(), 0)])  # when so many had been read by this run

    def hear(self, count: int, kept: bool) -> None:
        """So many more are done; what an earlier run ``kept`` says nothing of how fast this one is."""
        self.done += count
        now, read = time.monotonic(), self._seen[-1][1] + (0 if kept else count)
        self._seen.append((now, read))
        while len(self._seen) > 2 and now - self._seen[0][0] > _WINDOW:
            self._seen.popleft()
        if self._shown:
            print(f"\r\x1b[K{self.line()}", end="", file=sys.stderr)
            print("\r\x1b[K" if self.done >= self.total else "", end="", file=sys.stderr, flush=True)

    def line(self) -> str:
        """The bar, and the rate and the rest of the time by what was read of late."""
        full = _BAR * self.done // max(self.total, 1)
        bar = f"[{'#' * full}{'.' * (_BAR - full)}] {self.done}/{self.total} reports"
        (begun, before), (now, read) = self._seen[0], self._seen[-1]
        if read == before:
            return bar
        rate = (read - before) / max(now - begun, 1e-3)
        return f"{bar}, {rate:.1f} a second, {_span((self.total - self.done) / rate)} left"


def _span(seconds: float) -> str:
    """A time in words.

    >>> [_span(each) for each in (7.2, 190, 7300)]
    ['7 s', '3 min 10 s', '2 h 1 min']
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
