"""导入 Import: reports into the workspace, with what was found in each before it is kept; and those that are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from extract.catalogue import catalogue
from extract.manifest import Entry
from extract.reading.document import MAX_BYTES, Failure, ReadError
from extract.reading.progress import heard
from extract.report import ENDINGS
from extract.table import Table
from extract.views.context import Context
from extract.views.desk import Desk, attempt, tell, told
from extract.views.pages import kept_reports, moving
from extract.views.parts import panels
from extract.views.words import wording
from extract.views.words.language import Language
from extract.workspace import Candidate

_EXAMINED, _DECIDED, _TURN = "_examined", "_decided", "_upload_turn"


def draw(context: Context, desk: Desk) -> None:
    """The page: upload, look, keep; then what is kept."""
    say = context.say
    panels.title(say("page.import"), say("import.lead"))
    told()
    st.html(f"<style>:root{{--upload:'{say('import.upload')}'}}</style>")
    uploaded = st.file_uploader(
        say("import.upload"),
        type=[ending[1:] for ending in ENDINGS],
        accept_multiple_files=True,
        key=f"upload_{st.session_state.setdefault(_TURN, 0)}",
        max_upload_size=MAX_BYTES // 2**20,
        label_visibility="collapsed",
    )
    waiting = [file for file in uploaded if file.file_id not in st.session_state.setdefault(_DECIDED, set())]
    st.caption(
        say(
            "import.formats",
            formats=say.list([ending[1:] for ending in ENDINGS[:-1]]),
            size=MAX_BYTES // 2**20,
        )
    )
    if waiting:
        candidates(context, desk, waiting)
    elif uploaded:
        _clear()
    kept_reports.draw(context, desk)
    moving.draw(context, desk)


def candidates(context: Context, desk: Desk, waiting: Sequence[Any]) -> None:
    """What the uploaded files hold, each with its decision."""
    say = context.say
    found = _examine(desk, waiting, say)
    sound = [(file, one) for file, one in found if isinstance(one, Candidate) and not one.same]
    panels.section(say("import.found"), say("import.found_note"))
    for file, one in found:
        if isinstance(one, Candidate):
            candidate(context, desk, file.file_id, one)
        else:
            unreadable(file, one, say)
    with st.container(horizontal=True):
        if len(sound) > 1:
            st.button(
                say("import.keep_all", count=len(sound)),
                type="primary",
                icon=":material/done_all:",
                key="keep_all",
                on_click=partial(_keep_all, desk, sound, say),
            )
        st.button(say("import.discard_all"), key="discard_all", type="tertiary", on_click=_clear)


def _examine(desk: Desk, waiting: Sequence[Any], say: Language) -> list[tuple[Any, Candidate | Failure]]:
    """Each file examined once a session and state of the workspace."""
    known: dict[tuple[str, str], Candidate | Failure] = st.session_state.setdefault(_EXAMINED, {})
    stamp = desk.workspace.folder.stamp()
    new = [file for file in waiting if (file.file_id, stamp) not in known]
    bar = st.progress(0.0) if new else None
    for number, file in enumerate(new):
        if bar:
            bar.progress(
                number / len(new),
                say("import.reading", file=wording.literal(file.name), done=number + 1, total=len(new)),
            )
        try:
            with heard(partial(_page, bar, say)):
                known[file.file_id, stamp] = desk.workspace.examine(
                    file.getvalue(), file.name, Entry(), desk.state
                )
        except ReadError as error:
            known[file.file_id, stamp] = error.failure
    if bar:
        bar.empty()
    return [(file, known[file.file_id, stamp]) for file in waiting]


def _page(bar: Any, say: Language, where: str, done: int, of: int) -> None:
    """Tell the reader which page of a scan is read: each takes seconds."""
    if bar:
        bar.progress(done / of, say("import.page", file=wording.literal(where), done=done + 1, total=of))


def candidate(context: Context, desk: Desk, id: str, one: Candidate) -> None:
    """One report: what it is taken for, what was found, and whether to keep it."""
    say, table, source = context.say, one.reading.table, one.reading.source
    with st.container(border=True, key=f"candidate_{id}"):
        bound = sum(fact.indicator is not None for fact in table.facts)
        st.html(
            f'<h3 class="import-name">{escape(one.file)}</h3><p class="page-lead">'
            + escape(say("import.counts", facts=len(table.facts), bound=bound, aside=len(table.unread)))
            + "</p>"
        )
        for note in one.reading.notes:
            st.caption(wording.literal(note.say(say.code)))
        if one.same:
            panels.strip(say("import.same", name=one.same), [say("import.same_note")])
        elif one.twin:
            panels.strip(
                say("import.near", name=one.twin.name, share=f"{one.twin.share:.0%}"),
                [say("import.near_note")],
            )
        elif not table.facts:
            panels.strip(say("import.no_figures"), [say("import.no_figures_note")])
        if not one.same:
            kept_reports.said(context, desk, id, one.said, source)
        figures(context, table, f"figures_{id}")
        with st.container(horizontal=True):
            if not one.same:
                st.button(
                    say("import.keep"), type="primary", icon=":material/check:", key=f"keep_{id}",
                    on_click=partial(_keep, desk, id, one, say),
                )  # fmt: skip
            st.button(
                say("import.discard"),
                icon=":material/close:",
                key=f"discard_{id}",
                on_click=partial(_discard, id, one, say),
            )


def figures(context: Context, table: Table, key: str) -> None:
    """What was read, and what was set aside with its reasons."""
    say, names = context.say, catalogue().indicators
    if table.facts:
        with st.expander(say("import.figures", count=len(table.facts))):
            rows = [
                {
                    say("column.quote"): fact.text,
                    say("column.indicator"): say.indicator(names[fact.indicator or ""])
                    if fact.indicator in names
                    else "",
                    say("column.value_plain"): fact.value,
                    say("column.unit"): wording.unit(fact.unit, say),
                    say("column.period"): say.period(fact.period),
                    say("column.region"): say.region(fact.scope),
                    say("column.subject"): fact.subject,
                }
                for fact in table.facts
            ]
            number = {say("column.value_plain"): st.column_config.NumberColumn(format="localized")}
            st.dataframe(
                pd.DataFrame(rows),
                hide_index=True,
                key=key,
                column_config=number,
                height="content" if len(rows) < 12 else 400,
            )
    if table.unread:
        counted = Counter(number.reason for number in table.unread).most_common()
        with st.expander(say("import.aside", count=len(table.unread))):
            st.caption(
                wording.literal(say.list([f"{say.set_aside(code)} {count}" for code, count in counted]))
            )
            rows = [
                {
                    say("column.quote"): n.quote,
                    say("column.reason"): say.set_aside(n.reason),
                    say("column.sentence"): n.sentence.strip(),
                }
                for n in table.unread
            ]
            st.dataframe(
                pd.DataFrame(rows),
                hide_index=True,
                key=f"{key}_aside",
                height="content" if len(rows) < 12 else 400,
            )


def unreadable(file: Any, failure: Failure, say: Language) -> None:
    """A file that could not be read: what was seen and what to do."""
    with st.container(border=True, key=f"candidate_{file.file_id}"):
        st.html(f'<h3 class="import-name">{escape(file.name)}</h3>')
        panels.strip(say("import.unreadable"), [failure.note.say(say.code)])
        st.button(
            say("import.discard"), icon=":material/close:", key=f"discard_{file.file_id}",
            on_click=lambda: st.session_state[_DECIDED].add(file.file_id),
        )  # fmt: skip


def _keep(desk: Desk, id: str, one: Candidate, say: Language) -> None:
    def work() -> None:
        desk.workspace.keep(one.content, one.file, kept_reports.entry_of(id), desk.state.known)

    if attempt(say, work, say("import.done", file=one.file)):
        st.session_state[_DECIDED].add(id)


def _keep_all(desk: Desk, sound: Sequence[tuple[Any, Candidate]], say: Language) -> None:
    for file, one in sound:
        _keep(desk, file.file_id, one, say)


def _discard(id: str, one: Candidate, say: Language) -> None:
    st.session_state[_DECIDED].add(id)
    tell(say("import.discarded", file=one.file))


def _clear() -> None:
    """Empty the box for uploads."""
    st.session_state[_TURN] += 1
    st.session_state[_DECIDED] = set()
    st.session_state[_EXAMINED] = {}
