"""The workspace as one file to take along, and one that was taken along opened in a workspace that is still empty."""

from __future__ import annotations

import io

import streamlit as st

from extract.messages import WorkspaceError
from extract.views.context import Context
from extract.views.desk import Desk, tell
from extract.views.parts import panels
from extract.views.words.language import Language
from extract.workspace.parcel import ENDING, pack, unpack

_MOST_MEGABYTES = 2048  # of a packed workspace through a browser; `python -m extract unpack` takes more
_TURN = "_parcel_turn"  # a new uploader after each file


def draw(context: Context, desk: Desk) -> None:
    """Take along, or open."""
    say, state = context.say, desk.state
    panels.section(say("move.title"), say("move.note"))
    if state.kept or state.log.corrections:
        st.download_button(
            say("move.pack"),
            data=lambda: _packed(desk),
            file_name=f"workspace{ENDING}",
            mime="application/zip",
            key="pack",
            icon=":material/inventory_2:",
            on_click="ignore",
        )
        return
    turn = st.session_state.setdefault(_TURN, 0)
    st.html(f"<style>.st-key-parcel_box{{--upload:'{say('move.choose')}'}}</style>")
    with st.container(key="parcel_box"):
        uploaded = st.file_uploader(
            say("move.open"), type=["zip"], key=f"parcel_{turn}", max_upload_size=_MOST_MEGABYTES
        )
    if uploaded is not None:
        st.session_state[_TURN] = turn + 1
        _open(desk, uploaded.getvalue(), say)
        st.rerun()


def _packed(desk: Desk) -> bytes:
    buffer = io.BytesIO()
    pack(desk.workspace, buffer)
    return buffer.getvalue()


def _open(desk: Desk, content: bytes, say: Language) -> None:
    try:
        found = unpack(io.BytesIO(content), desk.workspace)
    except WorkspaceError as error:
        tell(error.say(say.code), wrong=True)
        return
    if found.differs:
        tell(found.differs.say(say.code), wrong=True)
    else:
        tell(say("move.same", reports=len(found.table.sources), figures=len(found.table.facts)))
