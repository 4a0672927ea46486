"""Many reports on one machine: what `extract table` costs on so many of them, by one process and by several.

    python -m tests.bench.many --reports 100000 --jobs 2       short reports of news, 1 to 3 KB each
    python -m tests.bench.many --reports 2000 --jobs 1 2       how much quicker two processes are than one
    python -m tests.bench.many --parquet --jobs 2              as parquet, into a dataset, and what ten million would cost
    python -m tests.bench.many --parquet --jobs 2 --thick      reports as long and as thick with figures as the seeds

Prints for each run the time, the time of the processors, that of the first process alone (with several, what cannot be
shared), the rate, the bytes that were written, and the most memory that the first process and each of its children ever
held (Linux only: it is read from /proc while they run). The children are in their order, a process that multiprocessing
starts for itself among them. The reports are made in a scratch folder, once; ``--folder`` keeps it.
"""

from __future__ import annotations

import argparse
import itertools
import json
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

from extract import rows
from extract.pipeline import read_all
from tests.bench.markdown import table
from tests.bench.processes import ROOT
from tests.bench.texts import news, restored, varied
from tests.scoring import GOLD

_A_ROUND = 300_000  # bytes of news that are made at once
_LOOK = 0.5  # seconds between two looks at the memory
MANY = 10_000_000  # reports whose cost is computed


@dataclass(frozen=True, slots=True)
class Run:
    """What a run cost: seconds, seconds of the processors, those of the first process alone, bytes written, and the peaks
    of memory in MB, the first process's before its children's."""

    wall: float
    processor: float
    first: float
    written: int
    peaks: tuple[float, ...]


def texts(count: int, thick: bool) -> Iterator[str]:
    """So many texts, all different: the seeds without their damage and with other figures, or short ones of news, four to
    eight of an article's paragraphs."""
    return islice(_thick() if thick else _short(count), count)


def _thick() -> Iterator[str]:
    clean = restored()
    for seed in itertools.count():
        for report in varied(clean, seed):
            yield report.raw


def _short(seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for number in itertools.count():
        for report in news(number, _A_ROUND):
            yield "\n".join(report.raw.split("\n")[: chance.randrange(4, 9)]) + "\n"


def make_files(folder: Path, made: Iterator[str]) -> None:
    """Write the texts as files."""
    folder.mkdir(parents=True)
    for number, text in enumerate(made):
        (folder / f"{number:07d}.txt").write_bytes(text.encode())


def make_parquet(folder: Path, made: Iterator[str]) -> None:
    """Write the texts as parquet with the columns ``report, text``, 5,000 a file, 1,000 a row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True)
    for number in itertools.count():
        part = list(islice(made, 5000))
        if not part:
            return
        names = [f"{number * 5000 + index:07d}" for index in range(len(part))]
        content = pa.table({"report": names, "text": part})
        pq.write_table(content, folder / f"{number:05d}.parquet", row_group_size=1000)


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


def a_figure() -> float:
    """The bytes that a figure takes in parquet: of the labelled reports, whose sentences are not those of each other."""
    found = read_all(path for path in GOLD.iterdir() if path.is_dir())
    return len(rows.render(found.facts, "parquet")) / len(found.facts)


def bill(found: Run, count: int, size: int, dataset: Path, price: float) -> str:
    """What ten million such reports would cost, by what so many did."""
    figures = json.loads((dataset / "_SUCCESS").read_text())["figures"]
    served = figures * a_figure()
    hours = found.processor / count * MANY / 3600
    lines = [
        ["bytes of text a report", f"{size / count:,.0f}", f"{size / count * MANY / 1e9:,.0f} GB"],
        ["figures a report", f"{figures / count:.1f}", f"{figures / count * MANY / 1e6:,.0f} million"],
        ["milliseconds of a core", f"{1000 * found.processor / count:.2f}", f"{hours:,.1f} core-hours"],
        ["reports a second and core", f"{count / found.processor:,.0f}", f"{hours / 64:.1f} h on 64 cores"],
        [
            "MB of text a second and core",
            f"{size / found.processor / 1e6:.2f}",
            f"{hours * price:,.2f} USD at {price}",
        ],
        ["bytes of the dataset", f"{served / count:,.0f}", f"{served / count * MANY / 1e9:,.1f} GB"],
    ]
    return table(["", "measured", "ten million reports"], lines)


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
    parser.add_argument("--thick", action="store_true", help="reports like the seeds instead of short news")
    parser.add_argument(
        "--price", type=float, default=0.05, metavar="USD", help="of a core for an hour (default: 0.05)"
    )
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="scratch that is kept, and used if it is there"
    )
    arguments = parser.parse_args()
    scratch = arguments.folder or Path(tempfile.mkdtemp())
    names = ("parquet" if arguments.parquet else "files", "thick" if arguments.thick else "news")
    reports = scratch / f"{'-'.join(names)}-{arguments.reports}"
    if not reports.exists():
        made = texts(arguments.reports, arguments.thick)
        (make_parquet if arguments.parquet else make_files)(reports, made)
    size = sum(len(text.encode()) for text in texts(arguments.reports, arguments.thick))
    lines, found = [], None
    for jobs in arguments.jobs:
        output = scratch / ("dataset" if arguments.parquet else "rows.jsonl")
        shutil.rmtree(output, ignore_errors=True)
        source = f"{reports}/*.parquet" if arguments.parquet else str(reports)
        target = f"{output}/" if arguments.parquet else str(output)
        found = run(["table", source, "--jobs", str(jobs), "-o", target], output)
        peaks = " ".join(f"{peak:.0f}" for peak in found.peaks)
        numbers = (found.wall, found.processor, found.first, arguments.reports / found.wall)
        lines.append([str(jobs), *(f"{each:.1f}" for each in numbers), f"{found.written / 1e6:.1f}", peaks])
    head = [
        "jobs",
        "seconds",
        "of the processors",
        "of the first process",
        "reports/s",
        "MB written",
        "memory, MB",
    ]
    print(table(head, lines))
    if found and arguments.parquet:
        print("\n" + bill(found, arguments.reports, size, scratch / "dataset", arguments.price))
    if not arguments.folder:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
