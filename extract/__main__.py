"""The command line: ``python -m extract table|export|add|repair|quantities``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from extract.adding import add_add_parser
from extract.views.exports.parser import add_export_parser
from extract.writing import write_whole

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

A folder is read with all folders in it. A file reports.csv beside the reports (columns file,region and, as far as
known, title,published,source) says what they do not. The file that -o names appears whole or not at all.
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
        print("interrupted; nothing was written", file=sys.stderr)
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
    table.set_defaults(run=_table)
    add_export_parser(commands)
    add_add_parser(commands)
    repair = commands.add_parser("repair", help="the restored text of a report")
    repair.add_argument("report", type=Path, metavar="REPORT")
    repair.set_defaults(run=_repair)
    quantities = commands.add_parser("quantities", help="the figures of each line of standard input")
    quantities.set_defaults(run=_quantities)
    return parser


def _table(arguments: argparse.Namespace) -> int:
    output: Path | None = arguments.output
    form = arguments.format or (_FORMATS.get(output.suffix.lower(), "csv") if output else "csv")
    wrong = _misused(output, form)
    if wrong:
        print(f"table: {wrong}", file=sys.stderr)
        return 2

    from extract.pipeline import read_all  # imported here: `--help` and wrong usage need no catalogue
    from extract.table import render

    found = read_all(arguments.reports, _progress())
    for failure in found.failed:
        print(failure, file=sys.stderr)
    if not found.sources:
        print("table: no report was read; nothing was written", file=sys.stderr)
        return 1
    content = render(found, form)
    if output is None:
        sys.stdout.buffer.write(content)
        return 1 if found.failed else 0
    try:
        write_whole(output, content)
    except OSError as error:
        print(f"{output}: cannot be written ({error.strerror}); nothing was", file=sys.stderr)
        return 1
    return 1 if found.failed else 0


def _misused(output: Path | None, form: str) -> str:
    """What is wrong with where the table shall go, before any report is read; "" when nothing is."""
    if output is None:
        return "parquet is no text; name a file with -o" if form == "parquet" else ""
    if output.is_dir():
        return f"{output} is a folder; name a file in it"
    if not output.parent.is_dir():
        return f"there is no folder {output.parent}; make it first"
    return ""


def _progress() -> Callable[[int, int, Path], None] | None:
    """What tells a terminal how far the work is; None where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def hear(done: int, total: int, path: Path) -> None:
        if total >= _MANY:
            last = done + 1 == total
            print(
                f"\r\x1b[K{done + 1}/{total} {path.name[:50]!r}",
                end="\r\x1b[K" if last else "",
                file=sys.stderr,
                flush=True,
            )

    return hear


def _repair(arguments: argparse.Namespace) -> int:
    from extract.repair import repair
    from extract.report import ReadError, read

    try:
        report = read(arguments.report)
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
