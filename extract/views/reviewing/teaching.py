"""What a workspace's corrections teach, on the review page: looked at first, then kept, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from extract.catalogue import catalogue
from extract.facts import Fact
from extract.learnt import Lesson
from extract.lessons import Change, Prospect, prospect, without
from extract.messages import WorkspaceError
from extract.readings import program
from extract.views.desk import Desk, attempt, tell
from extract.views.parts import panels
from extract.views.reviewing.history import moment
from extract.views.words import wording
from extract.views.words.language import Language
from extract.workspace import State

_TRIED = "_tried_lesson"  # a lesson that this reader looks at, and the state that it was made of
_BACK = "_tried_without"  # the same of the way back
_SHOWN = 300  # lines of a table


def draw(desk: Desk, say: Language) -> None:
    """What would be learnt, once it is asked for; below it what was learnt before."""
    if desk.state.unlearnt is not None:
        st.warning(wording.literal(desk.state.unlearnt.say(say.code)))
        return
    if st.button(say("learn.look"), icon=":material/school:", type="primary", key="learn_look"):
        _look(desk, say)
    tried = _held(_TRIED, desk.state)
    if isinstance(tried, Prospect):
        offered(desk, tried, say)
    if desk.state.lessons:
        kept(desk, desk.state.lessons, say)


def offered(desk: Desk, found: Prospect, say: Language) -> None:
    """A lesson to be kept or not: the figures that would change, and those that it cannot teach."""
    lesson = found.lesson
    panels.section(
        say("learn.found"),
        say("learn.found_note", corrections=lesson.corrections, before=found.before, after=found.after),
    )
    _changes(found.changes, say, "learn")
    if found.beyond:
        panels.strip(say("learn.beyond", count=len(found.beyond)), [say("learn.beyond_note")])
        rows = [
            {say("column.indicator"): _named(fact.indicator, say), **_place(fact, say)}
            for fact in found.beyond
        ]
        st.dataframe(pd.DataFrame(rows[:_SHOWN]), hide_index=True, key="learn_beyond")
    with st.container(horizontal=True):
        st.button(
            say("learn.keep"), type="primary", icon=":material/check:", key="learn_keep", on_click=partial(_keep, desk, lesson, say)
        )  # fmt: skip
        st.button(say("learn.drop"), icon=":material/close:", key="learn_drop", on_click=_forget)


def kept(desk: Desk, lessons: Sequence[Lesson], say: Language) -> None:
    """The lesson that holds, and the way back."""
    last = lessons[-1]
    note = say("learn.state_note", when=moment(last.when), corrections=last.corrections, count=len(lessons))
    panels.section(say("learn.state"), note)
    if last.program != program():
        st.caption(say("learn.other_program"))
    if st.button(say("learn.undo_look"), icon=":material/visibility:", key="unlearn_look"):
        with st.spinner(say("learn.undo_look")):
            st.session_state[_BACK] = (desk.state, without(desk.state))
    back = _held(_BACK, desk.state)
    if back is not None:
        _changes(back, say, "unlearn")
    st.button(say("learn.undo"), icon=":material/undo:", key="unlearn", on_click=partial(_undo, desk, say))


def _look(desk: Desk, say: Language) -> None:
    bar = st.progress(0.0)

    def hear(done: int, total: int, name: str) -> None:
        bar.progress(
            done / total, say("learn.trying", name=wording.literal(name), done=done + 1, total=total)
        )

    try:
        st.session_state[_TRIED] = (desk.state, prospect(desk.state, hear))
    except WorkspaceError as error:
        st.session_state.pop(_TRIED, None)
        st.info(wording.literal(error.say(say.code)), icon=":material/school:")
    bar.empty()


def _held(name: str, state: State) -> Any:
    """What was tried, as long as the workspace stands as it did then."""
    of, tried = st.session_state.get(name, (None, None))
    return tried if of is state else None


def _keep(desk: Desk, lesson: Lesson, say: Language) -> None:
    if attempt(say, partial(desk.workspace.teach, lesson), say("learn.kept")):
        _forget()


def _undo(desk: Desk, say: Language) -> None:
    try:
        desk.workspace.unteach()
    except WorkspaceError as error:
        tell(error.say(say.code), wrong=True)
        return
    tell(say("learn.undone"))
    _forget()


def _forget() -> None:
    for name in (_TRIED, _BACK):
        st.session_state.pop(name, None)


def _changes(changes: Sequence[Change], say: Language, what: str) -> None:
    """The figures that change when a lesson is learnt ("learn") or taken back ("unlearn")."""
    new = say("learn.new" if what == "learn" else "learn.new_undone")
    if not changes:
        st.caption(say("learn.no_changes" if what == "learn" else "learn.no_changes_undone"))
        return
    st.caption(say("learn.changes", count=len(changes)))
    rows = [
        {
            say("learn.old"): _named(each.fact.indicator, say),
            new: _named(each.to, say),
            **_place(each.fact, say),
        }
        for each in changes[:_SHOWN]
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        key=f"{what}_changes",
        height="content" if len(rows) < 12 else 400,
    )


def _place(fact: Fact, say: Language) -> dict[str, str]:
    return {
        say("column.quote"): fact.text,
        say("column.sentence"): fact.sentence.strip(),
        say("column.report"): fact.report,
    }


def _named(id: str | None, say: Language) -> str:
    known = catalogue().indicators.get(id or "")
    return say.indicator(known) if known else (id or say("review.no_indicator"))
