"""The command line: ``python -m extract table|export|add|repair|quantities``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from extract import rows
from extract.adding import add_add_parser
from extract.views.exports.parser import add_export_parser

EXAMPLES = """examples:
  python -m extract table seeds                                  every figure of the folder's reports as CSV
  python -m extract table seeds --format jsonl -o rows.jsonl     one JSON object a line
  python -m extract table a.txt b.txt more/ -o figures.parquet   files and folders together; the ending names the format
  python -m extract export seeds --theme education -o charts.pptx   a theme's charts, to be edited in PowerPoint
  python -m extract repair seeds/000_1b2ff2cb8f029b80.txt        the restored text of a report
  echo "培训党员2525.2 萬人次" | python -m extract quantities     the figures of each line as a JSON array

exit status: 0 when all reports were read; 1 when some were not: each is named on standard error with the reason, and
the figures of the others are written; 2 when the command was misused
"""
TABLE = """examples:
  python -m extract table seeds                                  CSV on standard output
  python -m extract table seeds --format jsonl -o rows.jsonl
  python -m extract table seeds -o figures.parquet
  python -m extract table archive/ --jobs 4 -o figures.parquet   thousands of reports, by four processes

A folder is read with all folders in it. A file reports.csv beside the reports (columns file,region and, as far as
known, title,published,source) says what they do not. The file that -o names appears whole or not at all; until then
its parts stand in a folder beside it, and an interrupted run goes on from them.
"""
_FORMATS = {".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet"}
_MANY = 20  # reports from which on a terminal is told how far the work is


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        status = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # `… | head` closed its end: it has all that it wants
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extract",
        description="Reads reports on grassroots Party work into one table of indicators.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    table = commands.add_parser(
        "table",
        help="all figures of the reports as one table",
        epilog=TABLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    table.add_argument("reports", nargs="+", type=Path, metavar="REPORTS", help="files or folders")
    table.add_argument(
        "--format", choices=tuple(_FORMATS.values()), help="default: what FILE ends in, else csv"
    )
    table.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write here; default: standard output"
    )
    table.add_argument("--jobs", type=_count, default=1, metavar="N", help="processes; with -o (default: 1)")
    table.set_defaults(run=_table)
    add_export_parser(commands)
    add_add_parser(commands)
    repair = commands.add_parser("repair", help="the restored text of a report")
    repair.add_argument("report", type=Path, metavar="REPORT")
    repair.set_defaults(run=_repair)
    quantities = commands.add_parser("quantities", help="the figures of each line of standard input")
    quantities.set_defaults(run=_quantities)
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _table(arguments: argparse.Namespace) -> int:
    output: Path | None = arguments.output
    form = arguments.format or (_FORMATS.get(output.suffix.lower(), "csv") if output else "csv")
    wrong = _misused(output, form)
    if wrong:
        print(f"table: {wrong}", file=sys.stderr)
        return 2

    from extract import batch  # imported here: `--help` and wrong usage need no catalogue
    from extract.pipeline import attempt, plan

    tasks, failed = plan(arguments.reports)
    hear = _progress(len(tasks))
    read = 0
    if output is None:
        for number, task in enumerate(tasks, 1):
            found = attempt(task)
            if found.sources and not read:
                sys.stdout.buffer.write(rows.head(form))
            read += len(found.sources)
            failed += found.failed
            sys.stdout.buffer.write(rows.render(found.facts, form))
            hear(number)
    else:
        try:
            outcome = batch.write(tasks, output, form, arguments.jobs, hear)
        except OSError as error:
            print(f"{output}: cannot be written ({error.strerror}); nothing was", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print(f"\n{output} is as it was; the same command goes on from here", file=sys.stderr)
            raise
        read, failed = outcome.read, [*failed, *outcome.failed]
    for failure in failed:
        print(failure, file=sys.stderr)
    if not read:
        print("table: no report was read; nothing was written", file=sys.stderr)
    return 1 if failed or not read else 0


def _misused(output: Path | None, form: str) -> str:
    """What is wrong with where the table shall go, before any report is read; "" when nothing is."""
    if output is None:
        return "parquet is no text; name a file with -o" if form == "parquet" else ""
    if output.is_dir():
        return f"{output} is a folder; name a file in it"
    if not output.parent.is_dir():
        return f"there is no folder {output.parent}; make it first"
    return ""


def _progress(total: int) -> Callable[[int], None]:
    """What tells a terminal how far the work is, how fast it goes and how long it will take; silent where nobody looks
    and where there is little to do."""
    begun = time.monotonic()

    def hear(done: int) -> None:
        if total < _MANY or not sys.stderr.isatty():
            return
        rate = done / max(time.monotonic() - begun, 1e-3)
        left = f"{(total - done) / rate:.0f} s left" if done < total else ""
        print(f"\r\x1b[K{done}/{total} reports, {rate:.1f} a second, {left}", end="", file=sys.stderr)
        print("\r\x1b[K" if done == total else "", end="", file=sys.stderr, flush=True)

    return hear


def _repair(arguments: argparse.Namespace) -> int:
    from extract.manifest import Entry
    from extract.repair import repair
    from extract.report import ReadError, read

    try:
        report = read(arguments.report, said=Entry())  # the text alone is asked for
    except ReadError as error:
        print(error, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(repair(report.raw).clean.encode("utf-8"))
    return 0


def _quantities(arguments: argparse.Namespace) -> int:
    from extract.quantities import Quantity, read
    from extract.repair import repair

    for line in sys.stdin.buffer:
        text = repair(line.decode("utf-8", errors="replace").rstrip("\r\n"))
        rows = []
        for result in read(text.clean):
            if isinstance(result, Quantity):
                span = text.raw_span(result.span)
                rows.append(
                    {
                        "start": span.start,
                        "end": span.end,
                        "text": span.of(text.raw),
                        "value": result.value,
                        "value_high": result.value_high,
                        "unit": result.unit,
                        "bound": result.bound,
                    }
                )
        sys.stdout.buffer.write(json.dumps(rows, ensure_ascii=False).encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()  # a program that sends a line and waits for its answer gets it
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
