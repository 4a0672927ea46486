"""The options of ``python -m extract export``; what does the work is loaded when the command runs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from extract.normalisation import RAW, known
from extract.views.exports import FORMATS
from extract.views.exports.panel import PANEL_FORMATS
from extract.writing import file_named

EXAMPLES = """examples:
  python -m extract export seeds -i cadres_dispatched -o dispatched.pptx
  python -m extract export seeds --theme education --format docx -o education.docx
  python -m extract export seeds --normalise year_residents --language en -o all.html
  python -m extract export --workspace DIR -i party_members --chart lines --since 2018 -o members.pptx
  python -m extract export seeds --panel -o panel.xlsx              regions by years by indicators, for statistics
  python -m extract export --workspace DIR --panel -o panel_wide.dta   the same for Stata, with the corrections of a workspace

Without -i or --theme every indicator that some report gives becomes a chart. A folder as -o takes a file a chart.
A panel's file ends in long.csv, wide.csv, .xlsx, long.dta, wide.dta, stata.zip, codebook.md, sources.bib or .zip (all of them).
"""


def add_export_parser(commands: Any) -> None:
    """Add the command to the subparsers of `argparse`; its ``run`` takes the arguments and returns the exit status."""
    parser = commands.add_parser(
        "export",
        help="charts as PNG, SVG, PDF, PowerPoint, Excel, Word, ZIP or HTML; panels as CSV, Excel or Stata",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("reports", nargs="*", type=Path, metavar="REPORTS", help="files or folders")
    parser.add_argument(
        "--workspace", type=Path, metavar="DIR", help="the reports of a workspace, with their corrections"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=file_named,
        required=True,
        metavar="FILE",
        help="a file, or a folder that exists",
    )
    parser.add_argument(
        "--format",
        choices=tuple(dict.fromkeys((*FORMATS, *PANEL_FORMATS))),
        metavar="FORMAT",
        help="default: what FILE ends in",
    )
    parser.add_argument(
        "--panel",
        action="store_true",
        help="the figures as a panel of regions, years and indicators, no charts",
    )
    parser.add_argument(
        "-i",
        "--indicator",
        action="append",
        default=[],
        metavar="ID",
        help="its id or its Chinese name; may be given again",
    )
    parser.add_argument("--theme", metavar="ID", help="all indicators of a theme")
    parser.add_argument(
        "--region", action="append", default=[], metavar="NAME", help="only these; may be given again"
    )
    parser.add_argument(
        "--normalise",
        choices=tuple(known()),
        default=RAW,
        metavar="BY",
        help=f"one of {', '.join(known())}; an indicator without it stands as reported, which is the default",
    )
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="default: zh")
    parser.add_argument(
        "--chart",
        choices=("bars", "map", "levels", "lines"),
        default="bars",
        help="in place of bars a map, where at least three provinces have a figure, dots by level, where several levels have, "
        "or lines over years, where a region has figures of two",
    )
    for name, words in (("since", "first"), ("until", "last")):
        parser.add_argument(f"--{name}", type=int, metavar="YEAR", help=f"the {words} year of lines")
    parser.add_argument(
        "--index",
        action="store_true",
        help="each line in percent of its first figure, whatever the size of the region",
    )
    parser.add_argument("--log", action="store_true", help="a logarithmic axis")
    parser.add_argument("--only-comparable", action="store_true", help="leave out figures that need caution")
    parser.add_argument(
        "--only-sure",
        action="store_true",
        help="leave out figures that are to be checked (confidence below 0.9)",
    )
    parser.add_argument(
        "--as-of-report",
        action="store_true",
        help="take totals without a period as of the year that their report is about; the file says so",
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from extract.views.exports.command import run

    return run(arguments)
