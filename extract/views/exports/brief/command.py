"""``python -m extract brief`` at work: the briefs of a workspace listed, and one of them as a document, without a browser;
`parser` has its options."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from extract.brief import Brief
from extract.catalogue import adopt
from extract.messages import WorkspaceError
from extract.views.briefing import document as documents
from extract.views.briefing.making import Maker
from extract.views.exports.brief import BRIEF_FORMATS, render
from extract.views.exports.misuse import MisuseError
from extract.views.frames import shelve
from extract.views.words.language import Language
from extract.workspace import Workspace, handing_on
from extract.writing import write_whole


def run(arguments: argparse.Namespace) -> int:
    """List or export: 0 when all went well, 1 when something is damaged or could not be written, 2 when the command was
    misused."""
    try:
        workspace = Workspace.open(arguments.workspace, read_only=True)
        held = handing_on.briefs(workspace.folder)
        for each in held.damage:
            print(f"brief: {each}", file=sys.stderr)
        if arguments.task == "list":
            _list(held.briefs, Language(arguments.language))
            return 1 if held.damage else 0
        return _export(arguments, workspace, held.briefs)
    except (MisuseError, WorkspaceError) as error:
        print(f"brief: {error}", file=sys.stderr)
        return 2
    finally:
        adopt(None)  # a workspace's own indicators were known for as long as its figures were written


def _list(briefs: tuple[Brief, ...], say: Language) -> None:
    for each in briefs:
        day = documents.day_of(each.when, say)
        print(f"{each.id}\t{len(each.pieces)}\t{day}\t{documents.title(each, say)}")


def _export(arguments: argparse.Namespace, workspace: Workspace, briefs: tuple[Brief, ...]) -> int:
    say, form = Language(arguments.language), _format(arguments)
    brief = _chosen(arguments.brief, briefs, say)
    adopt(workspace.known())
    state = workspace.load()
    for each in state.damage:
        print(f"brief: {each}", file=sys.stderr)
    maker = Maker(shelve(state.table), say, date.today(), state.identities)
    made = [maker.make(piece) for piece in brief.pieces]
    document = documents.document(brief, made, maker)
    for line in document.changes:
        print(line, file=sys.stderr)
    try:
        write_whole(arguments.output, render(document, form))
    except (OSError, ValueError) as error:
        print(f"brief: {error}", file=sys.stderr)
        return 1
    return 1 if state.damage else 0


def _chosen(asked: str, briefs: tuple[Brief, ...], say: Language) -> Brief:
    """The brief with this id, its beginning or this title; the only one where nothing is said."""
    found = [each for each in briefs if asked in (each.id, documents.title(each, say))]
    found = found or [each for each in briefs if each.id.startswith(asked)]
    if len(found) == 1:
        return found[0]
    if not briefs:
        raise MisuseError("the workspace has no brief; put charts into one in the dashboard first")
    named = ", ".join(f"{each.id} ({documents.title(each, say)})" for each in found or briefs)
    if not asked:
        raise MisuseError(f"there are {len(briefs)} briefs; name one: {named}")
    wrong = "several briefs are called" if found else "there is no brief"
    raise MisuseError(f"{wrong} {asked!r}; there are {named}")


def _format(arguments: argparse.Namespace) -> str:
    output: Path = arguments.output
    form: str = arguments.format or output.suffix.lower().removeprefix(".")
    if form not in BRIEF_FORMATS:
        wanted = ", ".join(BRIEF_FORMATS)
        raise MisuseError(f"{output} names no format of a brief; end it in one of {wanted}, or say --format")
    if output.is_dir() or not output.parent.is_dir():
        raise MisuseError(f"{output} is no file in a folder that exists")
    return form
