"""Reports handed over in whatever way, files, archives, a folder or words that are pasted, and each read once a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from extract import manifest
from extract.archives import MAX_ARCHIVE, Packed
from extract.arrivals import Arrival, Arrived, arrived
from extract.manifest import Entry
from extract.reading.document import MAX_BYTES, Failure, ReadError
from extract.reading.page_frame import is_furniture
from extract.reading.progress import heard
from extract.readings import Reading
from extract.report import ENDINGS
from extract.views.arriving.rows import Row, rows
from extract.views.desk import Desk
from extract.views.words import wording
from extract.views.words.headings import heading
from extract.views.words.language import Language
from extract.workspace.versions import Compared

_TURN, _PASTED, _ARRIVED, _READ, _ROWS = "_upload_turn", "_pasted", "_arrived", "_examined", "_rows"
_HANDED, _CARRIED = "_handed", "_carried"  # the boxes forget their files when another page is opened
_DECIDED = "_decided"  # what was kept, and is not shown again
_OLD = ("doc", "wps", "rtf", "odt", "xls", "ods")  # of programs that are converted
_COMMAND = "python -m extract add"
_TITLE = 30  # characters of a text's first line that name it


class _Pasted(NamedTuple):
    """Words that somebody pasted, and what they are called."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Batch:
    """All that came in and is not decided: a row a report, and what could not be read; ``others`` are files that are no reports
    by their names, ``id`` changes with the rows."""

    rows: tuple[Row, ...]
    failed: tuple[Failure, ...]
    others: tuple[str, ...]
    id: str

    def __bool__(self) -> bool:
        return bool(self.rows or self.failed or self.others)


def draw(say: Language) -> list[Packed]:
    """The ways in; gives the files that were handed over, pasted words not among them. What was handed over before its reader
    went to another page is still there."""
    turn = st.session_state.setdefault(_TURN, 0)
    if f"upload_{turn}" not in st.session_state:
        st.session_state[_CARRIED] = st.session_state.get(_HANDED, [])
    most = MAX_ARCHIVE // 2**20
    files, folder, words = st.tabs([say("arrive.files"), say("arrive.folder"), say("arrive.paste")])
    with files:
        uploaded = st.file_uploader(
            say("import.upload"),
            accept_multiple_files=True,
            key=f"upload_{turn}",
            max_upload_size=most,
            label_visibility="collapsed",
        )
        st.caption(
            say(
                "arrive.formats",
                formats=say.list([ending[1:] for ending in ENDINGS]),
                size=MAX_BYTES // 2**20,
                old=say.list(_OLD),
                converter="LibreOffice",
                zip="zip",
                archive=most,
            )
        )
    with folder:
        inside = st.file_uploader(
            say("arrive.choose_folder"),
            accept_multiple_files="directory",
            key=f"folder_{turn}",
            max_upload_size=most,
            label_visibility="collapsed",
        )
        st.caption(say("arrive.folder_note", manifest=manifest.NAME, command=_COMMAND))
    with words:
        _paste(turn, say)
    ordered = (*uploaded, *sorted(inside, key=lambda each: each.name))
    new = [Packed(each.name, each.getvalue, each.file_id) for each in ordered]
    st.session_state[_HANDED] = [*st.session_state[_CARRIED], *new]
    handed: list[Packed] = st.session_state[_HANDED]
    return handed


def _paste(turn: int, say: Language) -> None:
    with st.form(f"paste_{turn}", clear_on_submit=True, border=False):
        title = st.text_input(
            say("import.title"), key=f"paste_title_{turn}", placeholder=say("arrive.title_hint")
        )
        text = st.text_area(
            say("arrive.text"), key=f"paste_text_{turn}", height=220, placeholder=say("arrive.text_hint")
        )
        if st.form_submit_button(say("arrive.read"), icon=":material/content_paste:"):
            if text.strip():
                pasted: list[_Pasted] = st.session_state.setdefault(_PASTED, [])
                pasted.append(_Pasted(f"pasted_{turn}_{len(pasted)}", title.strip(), text))
            else:
                st.warning(say("arrive.nothing_pasted"))


def gather(desk: Desk, handed: Sequence[Packed], say: Language) -> Batch:
    """All that was handed over, read; how far that is shows while it lasts. What was read stays read if it is cut off."""
    came = _arrived(handed)
    reports = [*came.reports, *map(_of_words, st.session_state.get(_PASTED, []))]
    decided: set[str] = st.session_state.setdefault(_DECIDED, set())
    reports = [each for each in reports if each.id not in decided]
    read = _read(desk, reports, say)
    sound = [(each, one) for each in reports if isinstance(one := read[each.id], Reading)]
    failed = [one for each in reports if isinstance(one := read[each.id], Failure)]
    stamp = desk.workspace.folder.stamp()
    mark = (stamp, *(each.id for each, _ in sound))
    if _ROWS not in st.session_state or st.session_state[_ROWS][0] != mark:
        kept = Compared((each.file, each.reading) for each in desk.state.kept if each.reading)
        st.session_state[_ROWS] = (mark, rows(sound, kept))
    made: tuple[Row, ...] = st.session_state[_ROWS][1]
    return Batch(made, (*came.failed, *failed), came.others, str(hash(mark[1:])))


def _arrived(handed: Sequence[Packed]) -> Arrived:
    """What was handed over, sorted once as long as it stays the same: an archive is listed by a process of its own."""
    ids = tuple(each.id for each in handed)
    if _ARRIVED not in st.session_state or st.session_state[_ARRIVED][0] != ids:
        st.session_state[_ARRIVED] = (ids, arrived(handed))
    found: Arrived = st.session_state[_ARRIVED][1]
    return found


def _of_words(pasted: _Pasted) -> Arrival:
    first = next(line for line in pasted.text.splitlines() if line.strip()).strip()
    if is_furniture(first):  # what is copied from a page begins with its navigation
        first = heading(pasted.text) or first
    name = (pasted.title or first[:_TITLE]).replace("/", "／")
    return Arrival(f"{name}.txt", partial(pasted.text.encode, "utf-8"), Entry(title=pasted.title), pasted.id)


def _read(desk: Desk, reports: Sequence[Arrival], say: Language) -> dict[str, Reading | Failure]:
    """Each report read once a session."""
    known: dict[str, Reading | Failure] = st.session_state.setdefault(_READ, {})
    new = [each for each in reports if each.id not in known]
    bar = st.progress(0.0) if new else None
    for number, each in enumerate(new):
        if bar:
            words = say("import.reading", file=wording.literal(each.path), done=number + 1, total=len(new))
            bar.progress(number / len(new), words)
        try:
            with heard(partial(_page, bar, say)):
                known[each.id] = desk.workspace.examine(each.read(), each.file, each.said, desk.state)
        except ReadError as error:
            known[each.id] = Failure(each.path, error.failure.note)
    if bar:
        bar.empty()
    return known


def _page(bar: Any, say: Language, where: str, done: int, of: int) -> None:
    """Tell the reader which page of a scan is read: each takes seconds."""
    if bar:
        bar.progress(done / of, say("import.page", file=wording.literal(where), done=done + 1, total=of))


def decide(ids: Sequence[str]) -> None:
    """Show these no more."""
    st.session_state.setdefault(_DECIDED, set()).update(ids)


def clear() -> None:
    """Forget all that was handed over, and empty the boxes."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    for key in (_HANDED, _CARRIED, _PASTED, _ARRIVED, _READ, _ROWS, _DECIDED):
        st.session_state.pop(key, None)
