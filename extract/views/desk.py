"""The desk: the workspace or the table that this server works on, and how the app is told which one.

``streamlit run dashboard.py -- --workspace DIR --read-only``; without ``--workspace`` the variable JICENG_WORKSPACE, else a
folder in the user's own data. ``-- --table FILE_OR_FOLDER`` shows a table of figures instead, which nobody can change.
"""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from extract.messages import WorkspaceError
from extract.reading.document import ReadError
from extract.stored import COMPLETE, open_table
from extract.views.frames import Shelf, shelve
from extract.views.words import wording
from extract.views.words.language import Language
from extract.workspace import State, Workspace
from extract.workspace.folder import Folder

_TOLD = "_told"  # what the last action did, to be said once on the next run
_PROXIES = ("X-Forwarded-User", "X-Forwarded-Preferred-Username", "Remote-User", "X-Remote-User")


@dataclass(frozen=True, slots=True)
class Desk:
    """The workspace with all that was read from it at one moment; ``shelf`` is its table made ready for the pages,
    ``examples`` the folder of the reports that serve while it has none."""

    workspace: Workspace
    state: State
    shelf: Shelf
    examples: Path


class Asked(NamedTuple):
    """What the command line asks for: a workspace's folder, whether it may be written, and a table instead of it."""

    workspace: Path | None
    read_only: bool
    table: Path | None


def asked(arguments: Sequence[str]) -> Asked:
    """What the command line asks for; what is not the app's is left to others.

    >>> asked(["--workspace", "党建", "--read-only"])
    Asked(workspace=PosixPath('党建'), read_only=True, table=None)
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--table", type=Path)
    found, _ = parser.parse_known_args(list(arguments))
    return Asked(found.workspace, found.read_only, found.table)


def opened(asked: Asked, examples: Path) -> Desk | Shelf:
    """What the command line asks for, read once for all readers: the desk with a workspace, or a table alone; raises
    `WorkspaceError`, and `ReadError` for a table."""
    if asked.table is not None:
        return _tabled(asked.table.absolute(), _stamp(asked.table))
    return desk(Workspace.open(asked.workspace, read_only=asked.read_only), examples)


def desk(workspace: Workspace, examples: Path) -> Desk:
    """The desk as the workspace stands now, read once for all readers; raises `WorkspaceError`."""
    return _desk(workspace.folder.root, workspace.read_only, workspace.folder.stamp(), examples)


@st.cache_resource(show_spinner=False, max_entries=4)
def _desk(root: Path, read_only: bool, stamp: str, examples: Path) -> Desk:
    """``stamp`` is only here to tell one state of the folder from the next."""
    workspace = Workspace(Folder(root, read_only))
    state = workspace.load(examples)
    return Desk(workspace, state, shelve(state.table), examples)


@st.cache_resource(show_spinner=False, max_entries=1)
def _tabled(path: Path, stamp: tuple[int, int]) -> Shelf:
    """``stamp`` is only here to tell one state of the table from the next."""
    return shelve(open_table(path))


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when the table does: of a dataset the mark that stands when it is complete."""
    whole = path / COMPLETE if path.is_dir() else path
    return (whole.stat().st_mtime_ns, whole.stat().st_size) if whole.exists() else (0, 0)


def by_proxy() -> str:
    """Who works here as a proxy that signs people in says, "" where there is none."""
    return next((str(st.context.headers[name]) for name in _PROXIES if st.context.headers.get(name)), "")


def who() -> str:
    """Who works here: as a proxy that signs people in says, as they signed last, or whose machine it is."""
    if by_proxy():
        return by_proxy()
    if "who" not in st.session_state:
        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return ""
    return str(st.session_state["who"])


def signatory(say: Language) -> str:
    """Who signs what is kept; "" where nobody does, and then the reader is told."""
    signed = who()
    if not signed:
        tell(say("review.wrong_who"), wrong=True)
    return signed


def attempt(say: Language, work: Callable[[], None], done: str) -> bool:
    """Do something that writes; what it came to is said on the next run. Whether it was done."""
    if wrong := complaint(say, work):
        tell(wrong, wrong=True)
        return False
    if done:
        tell(done)
    return True


def complaint(say: Language, work: Callable[[], None]) -> str:
    """Do something that writes; why it could not be done, "" when it was."""
    try:
        work()
    except WorkspaceError as error:
        return error.say(say.code)
    except ReadError as error:
        return error.failure.note.say(say.code)
    return ""


def tell(text: str, *, wrong: bool = False) -> None:
    """Say something on the next run of the page."""
    st.session_state.setdefault(_TOLD, []).append((text, wrong))


def told() -> None:
    """Show what was told, once; its place is there always, so that nothing below it moves and closes."""
    place = st.container()
    for text, wrong in st.session_state.pop(_TOLD, []):
        st.toast(
            wording.literal(text),
            icon=":material/error:" if wrong else ":material/check:",
            duration="long" if wrong else "short",
        )
        if wrong:
            place.warning(wording.literal(text))
