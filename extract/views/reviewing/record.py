"""The record under Review: all that people did, what of it finds its figure no more, and another machine's record taken over."""

from __future__ import annotations

from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from extract.corrections import UNDO, line
from extract.corrections.overlay import Lost
from extract.views.context import Context
from extract.views.desk import Desk, attempt, tell
from extract.views.parts import panels
from extract.views.reviewing import history
from extract.views.words.language import Language

_RECENT = 200  # lines of the record


def draw(context: Context, desk: Desk) -> None:
    """All that people did; what could not be laid on the table; and the file."""
    say, state = context.say, desk.state
    log, lost = state.log, {each.correction.id: each for each in state.overlay.lost}
    if not log.corrections and not log.broken:
        merging(desk, say)
        return
    panels.section(
        say("review.record"), say("review.record_note", count=len(log.corrections), force=len(log.in_force))
    )
    if log.broken:
        panels.strip(
            say("review.broken", count=len(log.broken)),
            [f"{each.line}: {each.why}" for each in log.broken[:10]],
        )
    if state.wrong is not None:
        panels.strip(state.wrong.say(say.code), [])
    if lost:
        panels.strip(say("review.lost", count=len(lost)), [say("review.lost_note")])
        for each in list(lost.values())[:20]:
            gone(desk, each, say)
    standing = {each.id for each in log.standing}
    named = {each.id: each for each in log.corrections}
    with st.expander(say("review.whole_record")):
        told_of = [(each, named.get(each.undoes)) for each in reversed(log.corrections[-_RECENT:])]
        rows = [
            {
                say("review.when"): history.moment(each.when),
                say("review.who"): each.who,
                say("review.what"): history.told(each, say, undone).split(" · ", 2)[-1],
                say("column.quote"): at.quote if (at := (undone or each).passage) else "",
                say("column.report"): at.report if at else "",
                say("import.state"): _standing(each.id, each.action, standing, lost, say),
            }
            for each, undone in told_of
        ]
        st.dataframe(
            pd.DataFrame(rows), hide_index=True, key="record", height="content" if len(rows) < 12 else 400
        )
        st.download_button(
            say("review.download"), data=lambda: "".join(map(line, log.corrections)).encode("utf-8"), file_name="corrections.jsonl",
            mime="application/jsonl", icon=":material/download:", key="corrections_file", on_click="ignore",
        )  # fmt: skip
    merging(desk, say)


def merging(desk: Desk, say: Language) -> None:
    """Another machine's corrections, to be taken over."""
    with st.expander(say("review.merge")):
        st.caption(say("review.merge_note"))
        st.html(f"<style>:root{{--upload:'{say('review.merge_file')}'}}</style>")
        turn = st.session_state.setdefault("_merge_turn", 0)
        file = st.file_uploader(
            say("review.merge_file"), type=["jsonl"], key=f"merge_{turn}", label_visibility="collapsed"
        )
        if file is not None:
            new: list[int] = []
            if attempt(say, lambda: new.append(desk.workspace.merge(file.getvalue())), ""):
                tell(say("review.merged", count=new[0]))
            st.session_state["_merge_turn"] = turn + 1
            st.rerun()


def gone(desk: Desk, each: Lost, say: Language) -> None:
    """A correction whose figure is not there any more."""
    made = each.correction
    with st.container(horizontal=True, vertical_alignment="center", key=f"lost_{made.id}"):
        quote = f"：“{made.passage.quote}”" if made.passage and made.passage.quote else ""
        where = made.passage.report + quote if made.passage else ""
        text = f"{where} · {history.told(made, say)} · {say(f'lost.{each.why}')}"
        st.html(f'<p class="done">{escape(text)}</p>', width="stretch")
        st.button(
            say("review.undo"), key=f"let_go_{made.id}", icon=":material/undo:", type="tertiary",
            on_click=partial(history.take_back, desk, made, say),
        )  # fmt: skip


def _standing(id: str, action: str, standing: set[str], lost: dict[str, Lost], say: Language) -> str:
    if id in lost:
        return say(f"lost.{lost[id].why}")
    if id not in standing:
        return say("review.is_undone")
    return say("review.in_force") if action != UNDO else ""
