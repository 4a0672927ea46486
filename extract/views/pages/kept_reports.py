"""The reports that the workspace keeps: what is said of each, to be changed, and the way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.regions import registry
from extract.table import Source, Table
from extract.views.context import Context
from extract.views.desk import Desk, attempt, complaint, tell
from extract.views.parts import panels
from extract.views.words import wording
from extract.views.words.language import Language
from extract.workspace import Kept
from extract.workspace.versions import versions

_WRONG = "wrong_with_"  # what is amiss with what the fields of a kept report say, by its file


def draw(context: Context, desk: Desk) -> None:
    """The reports of the workspace, one of them to be described anew or taken out."""
    say, state = context.say, desk.state
    panels.section(say("import.kept"), say("import.kept_note", count=len(state.kept)) if state.kept else "")
    if state.examples:
        st.info(say("import.examples"), icon=":material/school:")
    if state.kept:
        twice = context.shelf.once(
            "versions", lambda: versions((each.file, each.reading) for each in state.kept if each.reading)
        )
        if twice:
            pairs = [say("import.version", file=file, other=other) for file, other in twice.items()]
            panels.strip(
                say("import.versions", count=len(twice)),
                [say("import.versions_note")],
                more=say("import.versions_which"),
                details=pairs,
            )
        st.dataframe(
            listing(state.kept, context.shelf.sources, say),
            hide_index=True,
            key="kept",
            height="content" if len(state.kept) < 12 else 420,
        )
        change(context, desk)
    for each in state.damage:
        if each.code == "original":
            file = str(each.values["name"])
            st.button(
                say("import.accept", file=wording.literal(file)), key=f"accept_{file}", icon=":material/sync:",
                on_click=partial(_accept, desk, file, say),
            )  # fmt: skip
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
    st.caption(say("import.folder", folder=wording.literal(str(desk.workspace.folder.root))))


def listing(reports: Sequence[Kept], sources: Mapping[str, Source], say: Language) -> pd.DataFrame:
    """The kept reports with what became of their numbers; ``sources`` are the reports as they were corrected, by name."""
    rows = []
    for each in reports:
        table = each.reading.table if each.reading else Table((), (), ())
        source = _as_corrected(each, sources)
        rows.append(
            {
                say("column.report"): each.file,
                say("column.region"): (
                    say.region(source.region) if source.region else say("source.no_region")
                )
                if source
                else "",
                say("column.year"): _year(source, say),
                say("column.figures"): len(table.facts),
                say("column.aside"): len(table.unread),
                say("import.state"): each.failure.note.say(say.code) if each.failure else say("import.read"),
            }
        )
    return pd.DataFrame(rows)


def _as_corrected(each: Kept, sources: Mapping[str, Source]) -> Source | None:
    """A report with the year that somebody gave it on Review; None where it could not be read."""
    return sources.get(each.name, each.reading.source) if each.reading else None


def _year(source: Source | None, say: Language) -> str:
    """A report's year, and whether the program only inferred it."""
    if source is None or source.year is None:
        return ""
    return say("import.year_assumed", year=source.year) if source.year_assumed else str(source.year)


def change(context: Context, desk: Desk) -> None:
    """One kept report: what is said of it, and the way out."""
    say, state = context.say, desk.state
    files = [each.file for each in state.kept]
    with st.expander(say("import.change"), key="change_kept"):
        chosen = st.selectbox(say("side.report"), files, key="kept_file")
        each = next((each for each in state.kept if each.file == chosen), state.kept[0])
        source = _as_corrected(each, context.shelf.sources)
        id = f"kept_{each.file}"
        said(context, desk, id, each.said, source)
        with st.container(horizontal=True):
            st.button(
                say("import.save"), type="primary", icon=":material/save:", key="save_kept",
                on_click=partial(_describe, desk, each, id, say),
            )  # fmt: skip
            # of this report alone: what is open for one must never stand for the next
            with st.popover(say("import.remove"), icon=":material/delete:", key=f"remove_{each.file}"):
                st.write(say("import.remove_sure", file=wording.literal(each.file)))
                st.button(
                    say("import.remove_yes"),
                    type="primary",
                    key=f"remove_yes_{each.file}",
                    on_click=partial(_remove, desk, each.file, say),
                )
        if wrong := st.session_state.pop(f"{_WRONG}{each.file}", ""):
            st.warning(wording.literal(wrong), icon=":material/error:")


def unlisted(desk: Desk, file: str, say: Language) -> None:
    """A file that lies among the reports and is not one of them yet."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="page-lead">{escape(say("import.unlisted", file=file))}</p>', width="stretch")
        st.button(say("import.keep"), key=f"list_{file}", on_click=partial(_list, desk, file, say))
        st.button(say("import.discard"), key=f"drop_{file}", on_click=partial(_remove, desk, file, say))


def said(context: Context, desk: Desk, id: str, entry: Entry, source: Source | None) -> None:
    """What a report is taken for, to confirm or to change; the widgets keep it under the report's id. ``source`` is what was
    read of it, None where it could not be."""
    say = context.say
    place, day, year, title = st.columns([0.3, 0.18, 0.18, 0.34])
    with place:
        region_box(context, desk, f"region_{id}", entry.region or (source.region if source else ""))
    day.text_input(
        say("import.published"),
        value=entry.published or (source.published if source else ""),
        key=f"published_{id}",
        placeholder=say("import.day_missing"),
        help=say("import.published_help"),
    )
    year.text_input(
        say("import.year"),
        value=entry.year,
        key=f"year_{id}",
        placeholder=year_hint(source, say),
        help=say("import.year_help"),
    )
    title.text_input(
        say("import.title"), value=entry.title or (source.title if source else ""), key=f"title_{id}"
    )
    if not st.session_state.get(f"year_{id}") and (source is None or source.year is None):
        st.caption(f":material/help: {say('import.no_year')}")
    elif not st.session_state.get(f"year_{id}") and source and source.year_assumed:
        st.caption(f":material/help: {say('import.check_year', year=source.year)}")
    if not st.session_state.get(f"region_{id}"):
        st.caption(f":material/help: {say('import.no_region')}")


def year_hint(source: Source | None, say: Language) -> str:
    """What stands in the field of the year as long as nobody says one."""
    if source is None or source.year is None:
        return say("import.year_missing")
    return say("import.year_found" if source.year_assumed else "import.year_known", year=source.year)


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


def entry_of(id: str, source: str = "") -> Entry:
    """What the widgets of a report say of it."""
    state = st.session_state
    return Entry(
        state.get(f"region_{id}") or "",
        state.get(f"title_{id}") or "",
        state.get(f"published_{id}") or "",
        source,
        state.get(f"year_{id}") or "",
    )


def _describe(desk: Desk, each: Kept, id: str, say: Language) -> None:
    """Take what the fields say; what is amiss is said below them on the next run."""
    wrong = complaint(say, lambda: desk.workspace.describe(each.file, entry_of(id, each.said.source)))
    if wrong:
        st.session_state[f"{_WRONG}{each.file}"] = wrong
    else:
        tell(say("import.saved", file=each.file))


def _remove(desk: Desk, file: str, say: Language) -> None:
    attempt(say, lambda: desk.workspace.remove(file), say("import.removed", file=file))


def _accept(desk: Desk, file: str, say: Language) -> None:
    attempt(say, lambda: desk.workspace.accept(file), say("import.saved", file=file))


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
