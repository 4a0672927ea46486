"""The tray: the brief that a reader is gathering, and where it is kept.

In a workspace that may be written every change is kept at once, in the brief that the address names, else in the one that this
reader saved last. Where nothing can be written (a table, read-only) the brief lives as long as the session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import streamlit as st

from extract.brief import Brief, Piece, Seen
from extract.brief.pieces import MOST_PIECES, new_id
from extract.messages import WorkspaceError
from extract.page_state import PageState
from extract.views.briefing.making import Maker
from extract.views.context import Context
from extract.views.desk import Desk, attempt, tell, who
from extract.workspace import handing_on
from extract.workspace.folder import Folder

_HELD = "_brief_held"  # the brief of a session that may not write, or one that nothing was put in yet
OPEN = "brief"  # the id of the one that is open, which the address names


def kept(context: Context) -> handing_on.Held:
    """The briefs of the workspace, none where there is no workspace; read again when one of their files has changed."""
    if context.desk is None:
        return handing_on.Held()
    folder = context.desk.workspace.folder
    return _read(folder, str(folder.root), handing_on.stamp(folder))


@st.cache_resource(show_spinner=False, max_entries=4)
def _read(_folder: Folder, root: str, stamp: handing_on.Stamp) -> handing_on.Held:
    """``root`` and ``stamp`` are only here to tell one state of one folder from the next."""
    return handing_on.briefs(_folder)


def current(context: Context, among: handing_on.Held | None = None) -> Brief:
    """The brief that is open; an empty one where there is none yet."""
    held: Brief | None = st.session_state.get(_HELD)
    asked = str(st.session_state.get(OPEN) or "")
    if held is not None and asked in ("", held.id):
        return held
    chosen = _asked(context, asked) if among is None else None
    if chosen is None:
        found = (among or kept(context)).briefs
        own = [brief for brief in found if context.writable and brief.who == who()]
        chosen = next((brief for brief in found if brief.id == asked), None) or (own[0] if own else None)
    if chosen is None:
        chosen = held or Brief(new_id())
        st.session_state[_HELD] = chosen
    if context.writable is None:
        st.session_state[_HELD] = chosen  # a copy of this session's, to be changed without being kept
    st.session_state[OPEN] = chosen.id
    return chosen


def _asked(context: Context, id: str) -> Brief | None:
    """The brief that is open, read alone, and again when its file has changed: every page asks for it, for its menu and for each
    card of a figure. None where it is gone or damaged."""
    if context.desk is None or not id:
        return None
    folder = context.desk.workspace.folder
    try:
        return _one(folder, str(folder.root), id, handing_on.stamp_of(folder, id))
    except WorkspaceError:
        return None


@st.cache_resource(show_spinner=False, max_entries=16)
def _one(_folder: Folder, root: str, id: str, stamp: handing_on.Stamp) -> Brief | None:
    """The same of one brief."""
    return handing_on.brief(_folder, id)


def begin(id: str = "") -> None:
    """Open another brief, or an empty one."""
    st.session_state.pop(_HELD, None)
    if not id:
        st.session_state[_HELD] = Brief(new_id())
        id = st.session_state[_HELD].id
    st.session_state[OPEN] = id


def change(context: Context, how: Callable[[Brief], Brief], done: str = "") -> bool:
    """Change the brief that is open and keep it where that can be; what went wrong is said. Whether it was done."""
    brief, desk = current(context), context.writable
    if desk is None:
        st.session_state[_HELD] = how(brief)
        if done:
            tell(done)
        return True
    return attempt(context.say, lambda: _kept(desk, brief.id, how), done)


def remove(context: Context, id: str, done: str) -> None:
    """Take a brief away."""
    desk = context.writable
    if desk is None or attempt(context.say, lambda: handing_on.remove_brief(desk.workspace.folder, id), done):
        st.session_state.pop(_HELD, None)
        st.session_state.pop(OPEN, None)


def put(context: Context, kind: str, asked: PageState) -> None:
    """Put a piece into the brief that is open, with the figures that it shows now."""
    say = context.say
    piece = Piece(new_id(), kind, asked)
    made = maker(context).make(piece)
    piece = replace(piece, seen=made.seen, agreed=now())

    def with_it(brief: Brief) -> Brief:
        try:
            return brief.with_piece(piece)
        except ValueError as error:
            raise WorkspaceError("full_brief", most=MOST_PIECES) from error

    if len(current(context).pieces) >= MOST_PIECES:
        tell(WorkspaceError("full_brief", most=MOST_PIECES).say(say.code), wrong=True)
        return
    change(context, with_it, say("brief.put", name=made.title))


def agree(context: Context, seen: dict[str, Sequence[Seen]]) -> None:
    """Take what pieces show now for what their author has seen."""
    change(context, lambda brief: brief.agreed(seen, now()), context.say("brief.agreed"))


def maker(context: Context) -> Maker:
    """What pieces are made from on this page, today."""
    identities = context.desk.state.identities if context.desk else {}
    return Maker(context.shelf, context.say, date.today(), identities)


def now() -> str:
    """This moment, as it is kept."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _kept(desk: Desk, id: str, how: Callable[[Brief], Brief]) -> None:
    handing_on.change_brief(desk.workspace.folder, id, how, who=who())
    st.session_state.pop(_HELD, None)
    st.session_state[OPEN] = id
