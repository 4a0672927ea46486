"""The options of ``python -m extract brief``; what does the work is loaded when the command runs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from extract.writing import file_named

EXAMPLES = """examples:
  python -m extract brief list                                     the briefs of the workspace, the one saved last first
  python -m extract brief export -o brief.docx                     the only brief, or name one, for Word
  python -m extract brief export 基层党建简报 -o brief.pptx          the same with editable charts for PowerPoint
  python -m extract brief export 3f2a --workspace DIR --language en -o brief.pdf

A brief is gathered in the dashboard: what it holds is made anew from the workspace's figures as they are now. What has changed
since its author looked last is said on standard error, and stands in the file. BRIEF is its id as `list` has it, the beginning
of that, or its title. Without --workspace the folder is the one that the variable JICENG_WORKSPACE names, else one in your own data.

exit status: 0 when all is well; 1 when a brief is damaged, has no piece or cannot be written; 2 when the command was misused
"""


def add_brief_parser(commands: Any) -> None:
    """Add the command to the subparsers of `argparse`; its ``run`` takes the arguments and returns the exit status."""
    parser = commands.add_parser(
        "brief",
        help="the briefs of a workspace: list them, or one as Word, PowerPoint or PDF",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    tasks = parser.add_subparsers(dest="task", required=True, metavar="list|export")
    listing = tasks.add_parser("list", help="id, pieces, when it was kept, title; a line a brief")
    export = tasks.add_parser(
        "export",
        help="a brief as a document",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    export.add_argument("brief", nargs="?", default="", metavar="BRIEF", help="default: the only one")
    export.add_argument("-o", "--output", type=file_named, required=True, metavar="FILE")
    export.add_argument("--format", metavar="FORMAT", help="docx, pptx or pdf; default: what FILE ends in")
    for task in (listing, export):
        task.add_argument("--workspace", type=Path, metavar="DIR", help="default: see brief --help")
        task.add_argument("--language", choices=("zh", "en"), default="zh", help="default: zh")
        task.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from extract.views.exports.brief.command import run

    return run(arguments)
