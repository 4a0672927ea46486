"""导入 Import: reports into the workspace, with what was found in each before it is kept; and those that are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from extract.catalogue import catalogue
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.reading.document import MAX_BYTES, Failure, ReadError
from extract.regions import registry
from extract.report import ENDINGS
from extract.table import Table
from extract.views import panels, wording
from extract.views.context import Context
from extract.views.desk import Desk, attempt, tell, told
from extract.views.language import Language
from extract.workspace import Candidate, Kept

_EXAMINED, _DECIDED, _TURN = "_examined", "_decided", "_upload_turn"


def draw(context: Context, desk: Desk) -> None:
    """The page: upload, look, keep; then what is kept."""
    say = context.say
    panels.title(say("page.import"), say("import.lead"))
    told()
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
    kept(context, desk)


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
                number / len(new), say("import.reading", file=file.name, done=number + 1, total=len(new))
            )
        try:
            known[file.file_id, stamp] = desk.workspace.examine(
                file.getvalue(), file.name, Entry(), desk.state
            )
        except ReadError as error:
            known[file.file_id, stamp] = error.failure
    if bar:
        bar.empty()
    return [(file, known[file.file_id, stamp]) for file in waiting]


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
            st.caption(note.say(say.code))
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
            said(context, desk, id, source.region, one.said, source.title, source.published, source.year)
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


def said(
    context: Context,
    desk: Desk,
    id: str,
    region: str,
    entry: Entry,
    title: str,
    published: str,
    year: int | None,
) -> None:
    """What a report is taken for, to confirm or to change; the widgets keep it under the report's id."""
    say = context.say
    left, middle, right = st.columns([0.36, 0.22, 0.42])
    with left:
        region_box(context, desk, f"region_{id}", entry.region or region)
    with middle:
        st.text_input(
            say("import.published"),
            value=entry.published or published,
            key=f"published_{id}",
            placeholder=say("import.year_found", year=year) if year else say("import.year_missing"),
            help=say("import.published_help"),
        )
    with right:
        st.text_input(say("import.title"), value=entry.title or title, key=f"title_{id}")
    if not st.session_state.get(f"region_{id}"):
        st.caption(f":material/help: {say('import.no_region')}")


def region_box(context: Context, desk: Desk, key: str, region: str) -> None:
    """A region: one of those at hand, or any other that is typed."""
    say = context.say
    options = list(dict.fromkeys([*([region] if region else []), *desk.shelf.regions]))
    st.selectbox(
        say("import.region"),
        options,
        index=0 if region else None,
        key=key,
        format_func=lambda name: region_name(name, say),
        accept_new_options=True,
        placeholder=say("import.region_hint"),
        help=say("import.region_help"),
    )


def region_name(name: str, say: Language) -> str:
    """A region by its whole path, so that two of one name are told apart."""
    region = registry().by_full_name.get(name)
    return name if region is None or say.code == "zh" else registry().english_path(region)


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
            st.caption(say.list([f"{say.set_aside(code)} {count}" for code, count in counted]))
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


def kept(context: Context, desk: Desk) -> None:
    """The reports of the workspace, one of them to be described anew or taken out."""
    say, state = context.say, desk.state
    panels.section(say("import.kept"), say("import.kept_note", count=len(state.kept)) if state.kept else "")
    if state.examples:
        st.info(say("import.examples"), icon=":material/school:")
    if state.kept:
        st.dataframe(
            listing(state.kept, say),
            hide_index=True,
            key="kept",
            height="content" if len(state.kept) < 12 else 420,
        )
        change(context, desk)
    for file in state.unlisted:
        unlisted(desk, file, say)
    missing = [
        path
        for path in sorted(desk.examples.glob("*.txt"))
        if path.name not in {each.file for each in state.kept}
    ]
    with st.container(horizontal=True):
        if missing:
            st.button(
                say("import.take_examples", count=len(missing)), key="take_examples", icon=":material/school:",
                help=say("import.take_examples_help"), on_click=partial(_take, desk, missing, say),
            )  # fmt: skip
    st.caption(say("import.folder", folder=str(desk.workspace.folder.root)))


def listing(reports: Sequence[Kept], say: Language) -> pd.DataFrame:
    """The kept reports with what became of their numbers."""
    rows = []
    for each in reports:
        table = each.reading.table if each.reading else Table((), (), ())
        source = each.reading.source if each.reading else None
        rows.append(
            {
                say("column.report"): each.file,
                say("column.region"): (
                    say.region(source.region) if source.region else say("source.no_region")
                )
                if source
                else "",
                say("column.year"): str(source.year or "") if source else "",
                say("column.figures"): len(table.facts),
                say("column.aside"): len(table.unread),
                say("import.state"): each.failure.note.say(say.code) if each.failure else say("import.read"),
            }
        )
    return pd.DataFrame(rows)


def change(context: Context, desk: Desk) -> None:
    """One kept report: what is said of it, and the way out."""
    say, state = context.say, desk.state
    files = [each.file for each in state.kept]
    with st.expander(say("import.change")):
        chosen = st.selectbox(say("side.report"), files, key="kept_file")
        each = next((each for each in state.kept if each.file == chosen), state.kept[0])
        source = each.reading.source if each.reading else None
        id = f"kept_{each.file}"
        said(
            context, desk, id, source.region if source else "", each.said, source.title if source else "",
            source.published if source else "", source.year if source else None,
        )  # fmt: skip
        with st.container(horizontal=True):
            st.button(
                say("import.save"), type="primary", icon=":material/save:", key="save_kept",
                on_click=partial(_describe, desk, each, id, say),
            )  # fmt: skip
            with st.popover(say("import.remove"), icon=":material/delete:", key="remove"):
                st.write(say("import.remove_sure", file=each.file))
                st.button(
                    say("import.remove_yes"),
                    type="primary",
                    key="remove_yes",
                    on_click=partial(_remove, desk, each.file, say),
                )


def unlisted(desk: Desk, file: str, say: Language) -> None:
    """A file that lies among the reports and is not one of them yet."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="page-lead">{escape(say("import.unlisted", file=file))}</p>', width="stretch")
        st.button(say("import.keep"), key=f"list_{file}", on_click=partial(_list, desk, file, say))
        st.button(say("import.discard"), key=f"drop_{file}", on_click=partial(_remove, desk, file, say))


def _entry(id: str, source: str = "") -> Entry:
    """What the widgets of a report say of it."""
    state = st.session_state
    return Entry(
        state.get(f"region_{id}") or "",
        state.get(f"title_{id}") or "",
        state.get(f"published_{id}") or "",
        source,
    )


def _keep(desk: Desk, id: str, one: Candidate, say: Language) -> None:
    def work() -> None:
        desk.workspace.keep(one.content, one.file, _entry(id), desk.state.known)

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


def _describe(desk: Desk, each: Kept, id: str, say: Language) -> None:
    attempt(
        say,
        lambda: desk.workspace.describe(each.file, _entry(id, each.said.source)),
        say("import.saved", file=each.file),
    )


def _remove(desk: Desk, file: str, say: Language) -> None:
    attempt(say, lambda: desk.workspace.remove(file), say("import.removed", file=file))


def _list(desk: Desk, file: str, say: Language) -> None:
    attempt(say, lambda: desk.workspace.describe(file, Entry()), say("import.done", file=file))


def _take(desk: Desk, missing: Sequence[Path], say: Language) -> None:
    """Keep the examples beside the user's own reports."""
    for path in missing:
        try:
            desk.workspace.keep(path.read_bytes(), path.name, Entry(), desk.state.known)
        except WorkspaceError as error:
            if error.code != "twice":
                tell(error.say(say.code), wrong=True)
                return
    tell(say("import.taken"))
