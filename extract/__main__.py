"""The command line: ``python -m extract table|explain|export|brief|add|learn|pack|unpack|repair|quantities``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

try:
    from extract.adding import add_add_parser
    from extract.asking import add_explain_parser
    from extract.packing import add_pack_parser
    from extract.tabling import add_table_parser
    from extract.teaching import add_learn_parser
    from extract.views.exports.brief.parser import add_brief_parser
    from extract.views.exports.parser import add_export_parser
except ModuleNotFoundError as missing:  # started by a Python into which nobody has installed the program
    if (missing.name or "extract").partition(".")[0] == "extract":
        raise
    print(
        f"{sys.executable} has no package {missing.name!r}: install the program first, as the README says\n"
        "  python3 -m venv .venv && .venv/bin/pip install -e .\nand start it as .venv/bin/python -m extract",
        file=sys.stderr,
    )
    raise SystemExit(2) from None

EXAMPLES = """examples:
  python -m extract table seeds                                  every figure of the folder's reports as CSV
  python -m extract table seeds --format jsonl -o rows.jsonl     one JSON object a line
  python -m extract table a.txt b.txt more/ -o figures.parquet   files and folders together; the ending names the format
  python -m extract export seeds --theme education -o charts.pptx   a theme's charts, to be edited in PowerPoint
  python -m extract export seeds --panel -o panel.xlsx           regions by years by indicators, for statistics
  python -m extract brief export -o brief.docx                   what was gathered in the dashboard, as a document
  python -m extract explain "全县2万名党员开展行动"               why its figures were read as they were
  python -m extract repair seeds/000_1b2ff2cb8f029b80.txt        the restored text of a report
  echo "培训党员2525.2 萬人次" | python -m extract quantities     the figures of each line as a JSON array

exit status: 0 when all reports were read; 1 when some were not: each is named on standard error with the reason, and
the figures of the others are written; 2 when the command was misused
"""

REPAIR = """examples:
  python -m extract repair seeds/000_1b2ff2cb8f029b80.txt
  python -m extract repair 汇报.docx > 汇报.txt

The text goes to standard output in UTF-8: in simplified characters, without pinyin and what a page put between the words, with its lines put
together and its tables in sentences, as the figures are read from it.

exit status: 0 when the report was read; 1 when it was not, with the reason on standard error; 2 when the command was misused
"""
QUANTITIES = """examples:
  echo "培训党员2525.2 萬人次" | python -m extract quantities
  python -m extract quantities < lines.txt > figures.jsonl

For each line one JSON array: of each figure its start and end in the line as it came, its value in the base unit, the upper end of a range, unit and bound.

exit status: 0; 2 when the command was misused
"""


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
    add_table_parser(commands)
    add_explain_parser(commands)
    add_export_parser(commands)
    add_brief_parser(commands)
    add_add_parser(commands)
    add_learn_parser(commands)
    add_pack_parser(commands)
    repair = commands.add_parser(
        "repair",
        help="the restored text of a report",
        epilog=REPAIR,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    repair.add_argument("report", type=Path, metavar="REPORT", help="a file in any format that is read")
    repair.set_defaults(run=_repair)
    quantities = commands.add_parser(
        "quantities",
        help="the figures of each line of standard input",
        epilog=QUANTITIES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    quantities.set_defaults(run=_quantities)
    return parser


def _repair(arguments: argparse.Namespace) -> int:
    from extract.given import Given
    from extract.manifest import Entry
    from extract.pipeline import restore
    from extract.report import ReadError, content_of

    path: Path = arguments.report
    try:
        text = restore(Given(content_of(path), path.name, path.stem, str(path), Entry()))
    except ReadError as error:
        print(error, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(text.encode("utf-8"))
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
