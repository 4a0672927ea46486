"""``python -m extract learn``: a workspace's corrections teach it, or what they taught is taken back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.lessons import Change, Prospect
    from extract.workspace import State

EXAMPLES = """examples:
  python -m extract learn --dry-run              what the corrections would teach, and which figures would change
  python -m extract learn --workspace ~/党建      the same, and reports are read by it from now on
  python -m extract learn --undo                 take the last lesson back

Corrections and acceptances of indicators, made on the page Review, are what is learnt from: some ten of a kind settle the
next of that kind in any report of the workspace. The weights that the program ships stay as they are.

exit status: 0 when something was learnt or taken back; 1 when there was nothing; 2 when the command was misused or the
workspace cannot be opened or written
"""
_AROUND = 24  # characters of the sentence to either side of a figure
_NOTHING = ("nothing_taught", "no_lesson")
_OFTEN = 20  # reports between two lines about how far it is


def add_learn_parser(commands: Any) -> None:
    """Add the command to the subparsers of `argparse`; its ``run`` takes the arguments and returns the exit status."""
    parser = commands.add_parser(
        "learn",
        help="learn from the corrections of the workspace",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="default: as for add")
    parser.add_argument("--dry-run", action="store_true", help="say what would change and keep nothing")
    parser.add_argument("--undo", action="store_true", help="take the last lesson back")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Learn, or take back; what changes is said before it does."""
    from extract.messages import WorkspaceError
    from extract.workspace import Workspace

    try:
        workspace = Workspace.open(arguments.workspace)
        state = workspace.load()
        if state.unlearnt:
            raise state.unlearnt
        if arguments.undo:
            _say_undo(state)
            if not arguments.dry_run:
                workspace.unteach()
        else:
            found = _say_prospect(state)
            if not arguments.dry_run:
                workspace.teach(found.lesson)
    except WorkspaceError as error:
        print(f"learn: {error}", file=sys.stderr)
        return 1 if error.code in _NOTHING else 2
    if arguments.dry_run:
        print("nothing was kept (--dry-run)")
    return 0


def _say_prospect(state: State) -> Prospect:
    from extract.lessons import prospect

    found = prospect(state, _hear)
    print(
        f"from {found.lesson.corrections} corrections and acceptances: of the figures they speak of the program reads "
        f"{found.before} as it was told, with this lesson {found.after}"
    )
    _say_changes(found.changes)
    if found.beyond:
        print(
            f"not learnt, since the indicator is not among the candidates of the figure: {len(found.beyond)}"
        )
        for fact in found.beyond:
            print(f"  {_where(fact)} {fact.indicator}")
        print(
            "  a name teaches it: an indicator of your own whose `counted` has the noun of these figures (Review, New indicators)"
        )
    return found


def _say_undo(state: State) -> None:
    from extract.lessons import without
    from extract.messages import WorkspaceError

    if not state.lessons:
        raise WorkspaceError("no_lesson")
    last = state.lessons[-1]
    print(f"taking back what was learnt on {last.when} from {last.corrections} corrections and acceptances")
    _say_changes(without(state, _hear))


def _say_changes(changes: Sequence[Change]) -> None:
    print(f"other figures that get another indicator: {len(changes)}")
    for change in changes:
        print(f"  {_where(change.fact)} {change.fact.indicator or '-'} → {change.to or '-'}")


def _where(fact: Any) -> str:
    at, end = fact.position, fact.position + len(fact.text)
    before, after = fact.sentence[max(0, at - _AROUND) : at], fact.sentence[end : end + _AROUND]
    return f"{fact.id} {before}【{fact.text}】{after}".replace("\n", " ").strip()


def _hear(done: int, total: int, name: str) -> None:
    if total >= _OFTEN and done % _OFTEN == 0:
        print(f"{done} of {total}: {name}", file=sys.stderr)
