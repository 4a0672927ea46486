"""Many reports on one machine: what `extract table` costs on so many of them, by one process and by several.

    python -m tests.bench.many --reports 100000 --jobs 2       short reports of news, 1 to 3 KB each
    python -m tests.bench.many --reports 2000 --jobs 1 2       how much quicker two processes are than one
    python -m tests.bench.many --parquet --jobs 2              the same reports as parquet, into a partitioned dataset

Prints for each run the time, the time of the processors, that of the first process alone (with several, what cannot be
shared), the rate, the bytes that were written, and the most memory that the first process and each of its children ever
held (Linux only: it is read from /proc while they run). The children are in their order, a process that multiprocessing
starts for itself among them. The reports are made in a scratch folder, once; ``--folder`` keeps it.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.bench.markdown import table
from tests.bench.processes import ROOT
from tests.bench.texts import news

_A_ROUND = 300_000  # bytes of news that are made at once
_LOOK = 0.5  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """What a run cost: seconds, seconds of the processors, those of the first process alone, bytes written, and the peaks
    of memory in MB, the first process's before its children's."""

    wall: float
    processor: float
    first: float
    written: int
    peaks: tuple[float, ...]


def texts(count: int) -> Iterator[str]:
    """So many short texts of news, all different: four to eight of an article's paragraphs."""
    chance = random.Random(count)

    def endless() -> Iterator[str]:
        seed = 0
        while True:
            for report in news(seed, _A_ROUND):
                yield "\n".join(report.raw.split("\n")[: chance.randrange(4, 9)]) + "\n"
            seed += 1

    return islice(endless(), count)


def make_files(folder: Path, count: int) -> int:
    """Write the texts as files; returns their bytes."""
    folder.mkdir(parents=True)
    total = 0
    for number, text in enumerate(texts(count)):
        total += (folder / f"{number:07d}.txt").write_bytes(text.encode())
    return total


def make_parquet(folder: Path, count: int) -> int:
    """Write the texts as parquet with the columns ``report, text``, 5,000 a file; returns the bytes of the texts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True)
    made, total, number = texts(count), 0, 0
    while part := list(islice(made, 5000)):
        names = [f"{number + index:07d}" for index in range(len(part))]
        pq.write_table(pa.table({"report": names, "text": part}), folder / f"{number:07d}.parquet")
        number += len(part)
        total += sum(len(text.encode()) for text in part)
    return total


def run(arguments: Sequence[str], output: Path) -> Run:
    """Run the command line and watch its processes; raises `ChildProcessError` when it fails."""
    begun = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "extract", *arguments], cwd=ROOT)
    peaks: dict[int, float] = {}
    first = 0.0
    while (done := os.wait4(child.pid, os.WNOHANG))[0] == 0:
        for process in (child.pid, *_children(child.pid)):
            peaks[process] = max(peaks.get(process, 0.0), _peak(process))
        first = max(first, _processor(child.pid))
        time.sleep(_LOOK)
    wall = time.perf_counter() - begun
    code = os.waitstatus_to_exitcode(done[1])
    if code:
        raise ChildProcessError(f"extract {' '.join(arguments)}: exit status {code}")
    written = sum(path.stat().st_size for path in (output, *output.rglob("*")) if path.is_file())
    return Run(wall, done[2].ru_utime + done[2].ru_stime, first, written, tuple(peaks.values()))


def _children(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:  # it ended meanwhile
        return []


def _peak(process: int) -> float:
    """The most memory that a process ever held, in MB; 0 when it ended meanwhile."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def _processor(process: int) -> float:
    """The seconds of the processor that a process had itself; 0 when it ended meanwhile."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Make the reports, run, print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.many",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--reports", type=int, default=2000, metavar="N", help="(default: 2000)")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], metavar="N", help="(default: 1 2)")
    parser.add_argument("--parquet", action="store_true", help="parquet in, a partitioned dataset out")
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="scratch that is kept, and used if it is there"
    )
    arguments = parser.parse_args()
    scratch = arguments.folder or Path(tempfile.mkdtemp())
    kind = "parquet" if arguments.parquet else "files"
    reports = scratch / f"{kind}-{arguments.reports}"
    if not reports.exists():
        (make_parquet if arguments.parquet else make_files)(reports, arguments.reports)
    rows = []
    for jobs in arguments.jobs:
        output = scratch / ("dataset" if arguments.parquet else "rows.jsonl")
        source, target = (
            (str(reports / "*.parquet"), f"{output}/") if arguments.parquet else (str(reports), str(output))
        )
        found = run(["table", source, "--jobs", str(jobs), "-o", target], output)
        rows.append(
            [
                str(jobs),
                f"{found.wall:.1f}",
                f"{found.processor:.1f}",
                f"{found.first:.1f}",
                f"{arguments.reports / found.wall:.0f}",
                f"{found.written / 1e6:.1f}",
                " ".join(f"{peak:.0f}" for peak in found.peaks),
            ]
        )
    print(
        table(
            [
                "jobs",
                "seconds",
                "of the processors",
                "of the first process",
                "reports/s",
                "MB written",
                "memory, MB",
            ],
            rows,
        )
    )
    if not arguments.folder:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
