"""One table of all that came in, where region, year and title of each report are mended and ticked or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile
from typing import Any

import pandas as pd
import streamlit as st

from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.regions import NATION, registry
from extract.views.arriving.gathering import Batch
from extract.views.arriving.keeping import Order
from extract.views.arriving.rows import Row, Taken, entry
from extract.views.words import wording
from extract.views.words.language import Code, Language
from extract.workspace.listing import checked
from extract.workspace.versions import ACTIONS

_MENDED = "_mended"  # what the reader changed, by row and column
_BEGUN = "_mending_begun"  # what of it the table began with, when its grid was first drawn
_TALL = 640  # pixels of the table with many rows
_ROW = 36
_ALL = 15  # rows that are shown at once

Mended = Mapping[str, Any]


def draw(batch: Batch, say: Language) -> list[Order]:
    """The table; gives what its reader wants kept. A grid keeps what is written into it; given that back as its data, it would
    forget it and ask for the page anew, seconds later on a slow machine, and a press of a button in between would be lost."""
    key = f"mend_{batch.id}"
    if key not in st.session_state:
        st.session_state[_BEGUN] = st.session_state.get(_MENDED, {})
    begun: Mapping[str, Mended] = st.session_state[_BEGUN]
    mended = {**begun, **_edited(key, batch.rows, begun)}
    st.session_state[_MENDED] = mended
    paths = {row.id: row.arrival.path for row in batch.rows}
    st.data_editor(
        frame(batch.rows, begun, mended, paths, say),
        key=key,
        hide_index=True,
        num_rows="fixed",
        row_height=_ROW,
        height="content" if len(batch.rows) <= _ALL else _TALL,
        column_config=_columns(batch.rows, say),
        placeholder=say("import.year_missing"),
        disabled=("file", "check", "there", "figures", "bound"),
    )
    return orders(batch.rows, mended)


def _edited(key: str, rows: Sequence[Row], begun: Mapping[str, Mended]) -> dict[str, Mended]:
    """What was changed in rows that the browser says are edited, by their ids; it numbers them."""
    found = st.session_state.get(key)
    edited: Mapping[int, Mended] = found["edited_rows"] if found else {}
    return {
        rows[place].id: {**begun.get(rows[place].id, {}), **changed}
        for place, changed in edited.items()
        if place < len(rows)
    }


def frame(
    rows: Sequence[Row],
    begun: Mapping[str, Mended],
    mended: Mapping[str, Mended],
    paths: Mapping[str, str],
    say: Language,
) -> pd.DataFrame:
    """The table that the grid is given: a row a report, as its reader had changed it when the grid was first drawn; of what was
    changed since, only what comes of it in other columns. The grid lays the cells themselves over."""
    lines = []
    common = _common([row.arrival.path for row in rows])
    for row in rows:
        had, changed = begun.get(row.id, {}), mended.get(row.id, {})
        taken = taken_for(row, had)
        acted = {"action": changed["action"]} if changed.get("action") else {}
        lines.append(
            {
                "keep": ticked(row, {**had, **acted}),
                "file": _named(row.arrival.path[common:], say),
                "region": taken.region or None,
                "year": taken.year or None,
                "check": say.list(checks(row, changed, say)),
                "there": there(row, paths, say),
                "action": had.get("action") or row.action,
                "title": taken.title,
                "published": taken.published,
                "figures": len(row.reading.table.facts),
                "bound": sum(fact.indicator is not None for fact in row.reading.table.facts),
            }
        )
    made = pd.DataFrame(lines)
    text = ["region", "year", "title", "published"]
    made[text] = made[text].astype("str")  # also a column where nothing is known can be written in
    return made


def _named(path: str, say: Language) -> str:
    """A file by its own name, and behind it where it lay."""
    folder, _, file = path.rpartition("/")
    return say.bracketed(file, folder) if folder else file


def _common(paths: Sequence[str]) -> int:
    """How many characters the paths begin with that name a folder in which all files lie: they tell nobody anything.

    >>> _common(["各县/一.txt", "各县/双辽/二.txt"]), _common(["一.txt", "各县/二.txt"]), _common(["各县/一.txt"])
    (3, 0, 3)
    """
    folders = [path.split("/")[:-1] for path in paths]
    shared = takewhile(lambda names: len(set(names)) == 1, zip(*folders, strict=False))
    return sum(len(names[0]) + 1 for names in shared)


def taken_for(row: Row, changed: Mended) -> Taken:
    """What a report is taken for after its reader's changes; an emptied cell falls back on what was read."""
    return replace(
        row.taken,
        **{name: str(changed[name]).strip() for name in Taken.__slots__ if changed.get(name)},
    )


def checks(row: Row, changed: Mended, say: Language) -> list[str]:
    """What of a report is still to be looked at, in a few words each."""
    settled = {
        "region": ("no_region", "name_region", "other_region"),
        "year": ("no_year", "name_year", "guess_year"),
    }
    done = {code for column, codes in settled.items() if changed.get(column) for code in codes}
    return [
        say(f"arrive.mark_{mark.code}", region=say.region(mark.value))
        for mark in row.marks
        if mark.code not in done
    ]


def there(row: Row, paths: Mapping[str, str], say: Language) -> str:
    """What of a report is there already, and what becomes of it as proposed; "" for a new one."""
    if row.kin is None:
        return ""
    name = paths.get(row.kin.file, row.kin.file) if row.beside else row.kin.file
    place = "beside" if row.beside else "kept"
    return say(f"arrive.{place}_{row.kin.how}", name=name, share=wording.percent(row.kin.share))


def orders(rows: Sequence[Row], mended: Mapping[str, Mended]) -> list[Order]:
    """What is to be kept, and how, as the table says."""
    made = []
    for row in rows:
        changed = mended.get(row.id, {})
        action = changed.get("action") or row.action
        if not ticked(row, changed) or ("action" in changed and action == "skip"):
            continue
        said = entry(row, taken_for(row, changed))
        old = row.kin.file if row.kin and not row.beside and action == "replace" else ""
        made.append(Order(row, said, old, wrong(said)))
    return made


def ticked(row: Row, changed: Mended) -> bool:
    """Whether a report is ticked: by its reader, who may also just have said how it is to be kept, else as proposed."""
    chosen = changed.get("action")
    return bool(changed.get("keep", chosen != "skip" if chosen else row.keep))


def wrong(said: Entry) -> WorkspaceError | None:
    """What cannot be said of a report, if anything."""
    try:
        checked(said)
    except WorkspaceError as error:
        return error
    return None


def left_out(rows: Sequence[Row], taken: Sequence[Order]) -> list[Row]:
    """The rows without a tick."""
    ticked = {order.row.id for order in taken}
    return [row for row in rows if row.id not in ticked]


def forget() -> None:
    """Forget what was changed."""
    st.session_state.pop(_MENDED, None)


def _columns(rows: Sequence[Row], say: Language) -> dict[str, Any]:
    column = st.column_config
    known = [row for row in rows if row.kin]
    hidden = {} if known else {"there": None, "action": None}
    return {
        "keep": column.CheckboxColumn(say("arrive.keep"), width=72, pinned=True),
        "file": column.TextColumn(say("column.report"), width=170),
        "region": column.SelectboxColumn(
            say("import.region"), options=region_names(), format_func=lambda name: _labels(say.code)[str(name)], required=True,
            width=160, help=say("arrive.region_help"),
        ),
        "year": column.TextColumn(
            say("column.year"), width=96, validate=r"^\s*((19|20)\d\d(年度?)?)?\s*$", help=say("import.year_help")
        ),
        "check": column.TextColumn(say("arrive.check"), width=160, help=say("arrive.check_help")),
        "there": column.TextColumn(say("arrive.there"), width=200),
        "action": column.SelectboxColumn(
            say("arrive.action"), options=ACTIONS, format_func=lambda code: say(f"arrive.{code}"), required=True,
            width=100, help=say("arrive.action_help"),
        ),
        "title": column.TextColumn(say("import.title"), width="medium"),
        "published": column.TextColumn(say("import.published"), width=110, help=say("import.published_help")),
        "figures": column.NumberColumn(say("column.figures"), width=70),
        "bound": column.NumberColumn(say("arrive.bound"), width=90, help=say("arrive.bound_help")),
        **hidden,
    }  # fmt: skip


@cache
def region_names() -> tuple[str, ...]:
    """The full names of all regions of today, and of those of before behind them."""
    today = [region for region in registry() if region.until is None and region is not NATION]
    before = [region for region in registry() if region.until is not None]
    return tuple(dict.fromkeys([NATION.full_name, *(each.full_name for each in (*today, *before))]))


@cache
def _labels(code: Code) -> dict[str, str]:
    names = registry().by_full_name
    if code == "zh":
        return {name: name for name in region_names()}
    return {
        name: registry().english_path(names[name]) if name in names else Language(code).region(name)
        for name in region_names()
    }
