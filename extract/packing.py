"""``python -m extract pack`` and ``unpack``: a workspace as one file, and out of it again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.plurals import filled
from extract.writing import file_named

if TYPE_CHECKING:
    from extract.table import Table

EXAMPLES = """examples:
  python -m extract pack -o 党建.jiceng.zip                       the workspace, to be sent to a colleague or archived
  python -m extract unpack 党建.jiceng.zip --workspace NEW        the same reports, corrections and figures in an empty folder

Every part of the file has its SHA-256, and so has the table that it gives. What is not as it was packed is named, and then
nothing is written. Where another version of the program makes another table of it, that is said.

exit status: 0 when all is well; 1 when the table is another one, or the file is damaged; 2 when the command was misused
"""


def add_pack_parser(commands: Any) -> None:
    """Add both commands to the subparsers of `argparse`; their ``run`` takes the arguments and returns the exit status."""
    parser = commands.add_parser(
        "pack",
        help="the workspace as one file",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "-o", "--output", type=file_named, required=True, metavar="FILE", help="write here: a zip"
    )
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="default: as for add")
    parser.set_defaults(run=_pack)
    parser = commands.add_parser(
        "unpack",
        help="a workspace from such a file",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="what pack has written")
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="an empty folder; default: as for add")
    parser.set_defaults(run=_unpack)


def _pack(arguments: argparse.Namespace) -> int:
    from extract.messages import WorkspaceError
    from extract.workspace import Workspace
    from extract.workspace.parcel import pack
    from extract.writing import whole

    output: Path = arguments.output
    if output.is_dir() or not output.parent.is_dir():
        print(f"pack: {output} is no file in a folder that exists", file=sys.stderr)
        return 2
    try:
        workspace = Workspace.open(arguments.workspace)
        with whole(output) as file:
            table = pack(workspace, file)
    except WorkspaceError as error:
        print(f"pack: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"pack: {output} cannot be written ({error.strerror})", file=sys.stderr)
        return 1
    print(_told(str(output), table))
    return 0


def _unpack(arguments: argparse.Namespace) -> int:
    from extract.messages import WorkspaceError
    from extract.workspace import Workspace
    from extract.workspace.parcel import unpack

    try:
        workspace = Workspace.open(arguments.workspace)
        with arguments.file.open("rb") as file:
            found = unpack(file, workspace)
    except OSError as error:
        print(f"unpack: {arguments.file} cannot be read ({error.strerror})", file=sys.stderr)
        return 2
    except WorkspaceError as error:
        print(f"unpack: {error}", file=sys.stderr)
        return 1
    table = found.table
    print(_told(str(workspace.folder.root), table))
    if found.differs:
        print(f"unpack: {found.differs}", file=sys.stderr)
    return 1 if found.differs else 0


def _told(where: str, table: Table) -> str:
    """What a workspace holds, and the check of its table by which two of them are known to be the same."""
    from extract.workspace.parcel import checksum

    return filled(
        "{where}: {reports} {reports:report|reports}, {figures} {figures:figure|figures}, table {check}",
        where=where, reports=len(table.sources), figures=len(table.facts), check=checksum(table),
    )  # fmt: skip
