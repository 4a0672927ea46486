"""``python -m extract add``: reports into the workspace, with what was found in each."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.plurals import filled

if TYPE_CHECKING:
    from extract.arrivals import Arrival
    from extract.manifest import Entry
    from extract.readings import Reading
    from extract.table import Source
    from extract.workspace import State, Workspace
    from extract.workspace.versions import Action, Kin

EXAMPLES = """examples:
  python -m extract add 双辽市综述.docx --region 吉林省四平市双辽市 --published 2022-06-30
  python -m extract add my-reports                               a folder; its reports.csv says what the reports do not
  python -m extract add 各县上报.zip --dry-run                   an archive, with folders and archives in it; what would happen
  python -m extract add 各县上报.zip --versions replace          corrected versions take the place of those kept before
  python -m extract add *.pdf --workspace ~/党建

Without --workspace the folder is the one that the variable JICENG_WORKSPACE names, else one in your own data. The
dashboard shows what stands in it; as long as it is empty, the examples. A report that is kept already, in whatever
format, is passed over. A version of a kept report has most of its words, and is of its region and year; what was said and
corrected of the kept one stays with it. What may be costly is read in a process of its own, and a file that cannot be read
stops none of the others.

A workspace holds the originals, the text that was read of each, the table (table.parquet) and what people said.
Corrections are lines of corrections.jsonl, each bound to its report (under whatever name), its quote and the words on
both sides: the file can be kept in git and used on another machine, and one whose words are gone waits on Review.
Every write is whole or not at all, one program writes at a time, and a report that did not change is not read again.

exit status: 0 when all reports are kept; 1 when some could not be; 2 when the command was misused
"""

_KEEPS = ("add", "both", "replace")  # what is done with a report that is kept
_NAMED = 5  # files that are no reports, by name


def add_add_parser(commands: Any) -> None:
    """Add the command to the subparsers of `argparse`; its ``run`` takes the arguments and returns the exit status."""
    parser = commands.add_parser(
        "add",
        help="keep reports in the workspace that the dashboard shows",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "reports", nargs="+", type=Path, metavar="REPORTS", help="files, folders or zip archives"
    )
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
    parser.add_argument(
        "--versions",
        choices=("both", "replace", "skip"),
        default="both",
        help="what to do with another version of a kept report: keep both (the default), let it take the place of the kept one"
        " unless it is known to be older, or pass it over",
    )
    parser.add_argument("--dry-run", action="store_true", help="read the reports and keep nothing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Keep the reports, one after the other; one that cannot be kept stops none of the others."""
    from extract.arrivals import arrived_from
    from extract.manifest import Entry
    from extract.messages import WorkspaceError
    from extract.workspace import Workspace
    from extract.workspace.listing import checked  # imported here: `--help` and wrong usage need no catalogue

    try:
        given = checked(Entry(arguments.region, "", arguments.published, arguments.source, arguments.year))
        workspace = Workspace.open(arguments.workspace)
        state = workspace.load()
    except WorkspaceError as error:
        print(f"add: {error}", file=sys.stderr)
        return 2
    for each in state.damage:
        print(f"add: {each}", file=sys.stderr)
    adding = _Adding(workspace, state, given, arguments.versions, arguments.dry_run)
    others: list[str] = []
    for arrived in arrived_from(arguments.reports):
        for failure in arrived.failed:
            adding.wrong(str(failure))
        for arrival in arrived.reports:
            adding.one(arrival)
        others += arrived.others
    if others:
        names = ", ".join(others[:_NAMED]) + (" …" if len(others) > _NAMED else "")
        told = (
            "add: {count} {count:file is no report by its name|files are no reports by their names}: {names}"
        )
        print(filled(told, count=len(others), names=names), file=sys.stderr)
    if adding.kept:
        workspace.load()  # the table that lies in the workspace has them too
    print(adding.summary(), file=sys.stderr)
    return 1 if adding.failed else 0


class _Adding:
    """A run of the command: what it did so far, and all that new reports are compared with."""

    def __init__(self, workspace: Workspace, state: State, given: Entry, versions: str, dry: bool) -> None:
        from extract.workspace.versions import Compared

        self._workspace, self._state, self._given = workspace, state, given
        self._versions, self._dry = versions, dry
        self._kept = Compared((each.file, each.reading) for each in state.kept if each.reading)
        self._did: Counter[str] = Counter()

    @property
    def kept(self) -> int:
        """How many were kept or described anew; of a dry run none."""
        return 0 if self._dry else sum(self._did[action] for action in (*_KEEPS, "told"))

    @property
    def failed(self) -> int:
        """How many could not be kept."""
        return self._did["failed"]

    def wrong(self, what: str) -> None:
        """Say that something could not be kept."""
        print(what, file=sys.stderr)
        self._did["failed"] += 1

    def one(self, arrival: Arrival) -> None:
        """Keep one report, or say why not, and what was found."""
        from extract.messages import WorkspaceError
        from extract.report import ReadError
        from extract.workspace.versions import proposed

        try:
            said = _together(self._given, arrival.said)
            content = arrival.read()
            reading = self._workspace.examine(content, arrival.file, said, self._state)
            kin = self._kept.kin(reading)
            action = self._action(proposed(kin, reading.source))
            name = arrival.file
            old = kin.file if kin and action == "replace" else ""
            if action != "skip" and not self._dry:
                name = self._workspace.keep(
                    content, arrival.file, said, self._state.known, reading=reading, instead_of=old
                )
        except (ReadError, WorkspaceError) as error:
            if isinstance(error, WorkspaceError) and error.code == "twice":
                print(f"{arrival.path}: {error}", file=sys.stderr)
                self._did["skip"] += 1
            else:
                self.wrong(str(error) if isinstance(error, ReadError) else f"{arrival.path}: {error}")
            return
        if action == "skip" and kin and self._tells_more(kin.file):
            self._did["told"] += 1
            print(f"{arrival.path}: {_alike(kin)}; what is said of that one is now {self._says()}")
            return
        self._did[action] += 1
        if action == "skip" and kin:
            print(f"{arrival.path}: passed over; {_alike(kin)}")
            return
        if old:
            self._kept.forget(old)
        self._kept.add(name, reading)
        _tell(name, reading, kin, action)

    def _tells_more(self, file: str) -> bool:
        """Whether the command says of a kept report what is not said of it yet; it is said from now on."""
        said = next((each.said for each in self._state.kept if each.file == file), None)
        if said is None or (more := _together(self._given, said)) == said:
            return False
        if not self._dry:
            self._workspace.describe(file, more)
        return True

    def _says(self) -> str:
        """What the command says of all reports, in words."""
        return ", ".join(f"{name} {value}" for name, value in asdict(self._given).items() if value)

    def _action(self, best: Action) -> Action:
        """What to do with a version of a kept report: as the user says of all of them."""
        if best == "replace" and self._versions != "replace":
            return "both" if self._versions == "both" else "skip"
        return best

    def summary(self) -> str:
        """What came of it all."""
        kept = sum(self._did[action] for action in _KEEPS)
        parts = [f"{kept} would be kept" if self._dry else f"{kept} kept"]
        if self._did["replace"]:
            parts.append(f"{self._did['replace']} of them in place of earlier versions")
        if self._did["told"]:
            parts.append(f"{self._did['told']} there already and described anew")
        parts.append(f"{self._did['skip']} passed over")
        parts.append(f"{self.failed} could not be read or kept")
        return f"add: {', '.join(parts)}"


def _together(given: Entry, said: Entry) -> Entry:
    """What the command says of all reports, and a manifest of this one."""
    return replace(
        said,
        region=given.region or said.region,
        published=given.published or said.published,
        source=given.source or said.source,
        year=given.year or said.year,
    )


def _tell(name: str, reading: Reading, kin: Kin | None, action: Action) -> None:
    table, source = reading.table, reading.source
    bound = sum(fact.indicator is not None for fact in table.facts)
    print(
        filled(
            "{name}: {region}, {year}, {figures} {figures:figure|figures} ({bound} under an indicator), "
            "{aside} {aside:number|numbers} set aside",
            name=name,
            region=source.region or "no region found",
            year=_year(source),
            figures=len(table.facts),
            bound=bound,
            aside=len(table.unread),
        )
    )
    for note in source.notes:
        print(f"{name}: {note.say('en')}", file=sys.stderr)
    if kin and action == "replace":
        print(f"{name}: takes the place of {kin.file}; {_alike(kin)}", file=sys.stderr)
    elif kin:
        print(f"{name}: {_alike(kin)}; the same figure may count twice", file=sys.stderr)


def _alike(kin: Kin) -> str:
    match kin.how:
        case "content":
            return f"{kin.file} is the same file"
        case "words":
            return f"{kin.file} has the same words"
        case "most":
            return f"{kin.share:.0%} of it stands in {kin.file} too"


def _year(source: Source) -> str:
    """The year that a report tells about, and whether somebody has to look at it."""
    if source.year is None:
        return "no year found (say it with --year)"
    return f"{source.year} (from its text; --year corrects it)" if source.year_assumed else str(source.year)
