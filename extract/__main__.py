"""The command line: ``python -m extract table|repair|quantities``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

EXAMPLES = """examples:
  python -m extract table seeds                                 every figure of the folder's reports as CSV
  python -m extract table seeds --format jsonl -o rows.jsonl    one JSON object a line, written whole or not at all
  python -m extract repair seeds/000_1b2ff2cb8f029b80.txt       the restored text
  echo "培训党员2525.2 萬人次" | python -m extract quantities    the figures of each line as a JSON array

exit status: 0 all reports were read; 1 some were not (each is named on standard error, the others are written); 2 wrong usage
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    arguments = _parser().parse_args(argv)
    status: int = arguments.run(arguments)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extract",
        description="Reads reports on grassroots Party work into one table of indicators.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    table = commands.add_parser("table", help="all figures of the reports as one table")
    table.add_argument("reports", nargs="+", type=Path, metavar="REPORTS", help="files or folders")
    table.add_argument("--format", choices=("csv", "jsonl", "parquet"), default="csv", help="default: csv")
    table.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write here; default: standard output"
    )
    table.set_defaults(run=_table)
    repair = commands.add_parser("repair", help="the restored text of a report")
    repair.add_argument("report", type=Path, metavar="REPORT")
    repair.set_defaults(run=_repair)
    quantities = commands.add_parser("quantities", help="the figures of each line of standard input")
    quantities.set_defaults(run=_quantities)
    return parser


def _table(arguments: argparse.Namespace) -> int:
    from extract.pipeline import extract  # imported here: `--help` and usage errors need no catalogue
    from extract.report import ReadError, find, read
    from extract.table import join, render

    if arguments.format == "parquet" and arguments.output is None:
        print("table: --format parquet is no text; name a file with -o", file=sys.stderr)
        return 2
    tables, failed = [], 0
    for path in find(arguments.reports):
        try:
            tables.append(extract(read(path)))
        except ReadError as error:
            failed += 1
            print(error, file=sys.stderr)
    content = render(join(tables), arguments.format)
    if arguments.output is None:
        sys.stdout.buffer.write(content)
    else:
        write_whole(arguments.output, content)
    return 1 if failed else 0


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
    return 0


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


if __name__ == "__main__":
    raise SystemExit(main())
