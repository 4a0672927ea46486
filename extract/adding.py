"""``python -m extract add``: reports into the workspace, with what was found in each."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.manifest import Entry
    from extract.table import Source
    from extract.workspace import State, Workspace

EXAMPLES = """examples:
  python -m extract add 双辽市综述.docx --region 吉林省四平市双辽市 --published 2022-06-30
  python -m extract add my-reports                               a folder; its reports.csv says what the reports do not
  python -m extract add *.pdf --workspace ~/党建

Without --workspace the folder is the one that the variable JICENG_WORKSPACE names, else one in your own data. The
dashboard shows what stands in it; as long as it is empty, the examples. A report that is kept already is passed over.

A workspace holds the originals, the text that was read of each, the table (table.parquet) and what people said.
Corrections are lines of corrections.jsonl, each bound to its report (under whatever name), its quote and the words on
both sides: the file can be kept in git and used on another machine, and one whose words are gone waits on Review.
Every write is whole or not at all, one program writes at a time, and a report that did not change is not read again.

exit status: 0 when all reports are kept; 1 when some could not be; 2 when the command was misused
"""


def add_add_parser(commands: Any) -> None:
    """Add the command to the subparsers of `argparse`; its ``run`` takes the arguments and returns the exit status."""
    parser = commands.add_parser(
        "add",
        help="keep reports in the workspace that the dashboard shows",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("reports", nargs="+", type=Path, metavar="REPORTS", help="files or folders")
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="default: see below")
    parser.add_argument("--region", default="", metavar="NAME", help="what the reports are about")
    parser.add_argument(
        "--published",
        default="",
        metavar="DAY",
        help="2022, 2022-06 or 2022-06-30: what 去年 is counted from",
    )
    parser.add_argument(
        "--year",
        default="",
        metavar="YEAR",
        help="the year that the reports tell about, where they do not say it",
    )
    parser.add_argument("--source", default="", metavar="TEXT", help="where the reports come from")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Keep the reports, one after the other; one that cannot be kept stops none of the others."""
    from extract.manifest import Entry
    from extract.messages import WorkspaceError
    from extract.report import find
    from extract.workspace import Workspace
    from extract.workspace.listing import checked  # imported here: `--help` and wrong usage need no catalogue

    given = Entry(arguments.region, "", arguments.published, arguments.source, arguments.year)
    try:
        checked(given)
        workspace = Workspace.open(arguments.workspace)
    except WorkspaceError as error:
        print(f"add: {error}", file=sys.stderr)
        return 2
    try:
        state, failed = workspace.load(), 0
    except WorkspaceError as error:
        print(f"add: {error}", file=sys.stderr)
        return 2
    for each in state.damage:
        print(f"add: {each}", file=sys.stderr)
    for path in find(arguments.reports):
        state, kept = _one(workspace, state, path, given)
        failed += not kept
    if failed:
        print(f"add: {failed} of the reports were not kept", file=sys.stderr)
    return 1 if failed else 0


def _one(workspace: Workspace, state: State, path: Path, given: Entry) -> tuple[State, bool]:
    """Keep one report and say what was found; the state with it, and whether it is in the workspace now."""
    from extract.manifest import entry
    from extract.messages import WorkspaceError
    from extract.report import ReadError, content_of
    from extract.workspace import Kept

    try:
        said = entry(path)
        said = replace(
            said,
            region=given.region or said.region,
            published=given.published or said.published,
            source=given.source or said.source,
            year=given.year or said.year,
        )
        found = workspace.examine(content_of(path), path.name, said, state)
        name = workspace.keep(found.content, path.name, said, state.known)
    except ReadError as error:
        print(error, file=sys.stderr)
        return state, False
    except WorkspaceError as error:
        print(f"{path}: {error}", file=sys.stderr)
        return state, error.code == "twice"
    table, source = found.reading.table, found.reading.source
    bound = sum(fact.indicator is not None for fact in table.facts)
    print(
        f"{name}: {source.region or 'no region found'}, {_year(source)}, {len(table.facts)} figures"
        f" ({bound} under an indicator), {len(table.unread)} numbers set aside"
    )
    for note in source.notes:
        print(f"{name}: {note.say('en')}", file=sys.stderr)
    if found.twin:
        print(f"{name}: {found.twin.share:.0%} of it stands in {found.twin.name} too", file=sys.stderr)
    return replace(state, kept=(*state.kept, Kept(name, said, found.reading))), True


def _year(source: Source) -> str:
    """The year that a report tells about, and whether somebody has to look at it."""
    if source.year is None:
        return "no year found (say it with --year)"
    return f"{source.year} (from its text; --year corrects it)" if source.year_assumed else str(source.year)
