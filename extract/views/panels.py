"""The parts that pages are built of: headings, tiles, the amber strip, cards of bars, the matrix, the evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.components import v2

from extract.catalogue import catalogue
from extract.comparability import CAUTION, COMPARABLE
from extract.facts import Fact
from extract.views import evidence, wording
from extract.views.address import choose_fact
from extract.views.comparing import MISSING, Compared, Row
from extract.views.context import Context
from extract.views.frames import csv, shown
from extract.views.language import Language


def title(text: str, lead: str) -> None:
    """A page's heading with a line on what it shows."""
    st.html(f'<h1 class="page-title">{escape(text)}</h1><p class="page-lead">{escape(lead)}</p>')


def section(text: str, note: str = "") -> None:
    """The heading of a part of a page."""
    lead = f'<p class="page-lead">{escape(note)}</p>' if note else ""
    st.html(f'<h2 class="section-title">{escape(text)}</h2>{lead}')


def tiles(values: Sequence[tuple[str, str, str, bool]]) -> None:
    """Tiles of label, value and note; the last tells whether the note is a chip."""
    boxes = "".join(
        f'<div class="tile"><div class="label">{escape(label)}</div><div class="value">{escape(value)}</div>'
        f'<div class="note">{f"<span class=chip>{escape(note)}</span>" if chip and note else escape(note)}</div></div>'
        for label, value, note, chip in values
    )
    st.html(f'<div class="tiles">{boxes}</div>')


def strip(heading: str, lines: Sequence[str], *, calm: bool = False) -> None:
    """The strip over a chart: amber when the figures are not alike."""
    text = "<br>".join(escape(line) for line in lines if line)
    st.html(
        f'<div class="strip{" calm" if calm else ""}" role="note"><i class="scales"></i>'
        f"<div><strong>{escape(heading)}</strong>{text}</div></div>"
    )


@cache
def _component(name: str) -> Callable[..., Any]:
    """A part of the page with a script of its own, in the page's own styles; registered once."""
    script = (files("extract") / "data" / f"{name}.js").read_text("utf-8")
    renderer: Callable[..., Any] = v2.component(f"jiceng_{name}", js=script, isolate_styles=False)
    return renderer


def cards(context: Context, shown: Sequence[Compared], key: str, *, size: str = "") -> dict[str, str] | None:
    """Small cards of bars, one an indicator; gives what was clicked: an indicator, and a fact or ""."""
    data = {"size": size, "cards": [card(context, each) for each in shown]}
    clicked: dict[str, str] | None = _component("cards")(key=key, data=data, on_open_change=lambda: None).open
    return clicked


def card(context: Context, compared: Compared) -> dict[str, Any]:
    """One indicator's card as data for the script: only figures of the first scale have bars."""
    say, indicator = context.say, compared.indicator
    top = max((abs(row.point.value) for row in compared.graded(COMPARABLE, CAUTION) if row.point), default=0)
    return {
        "title": say.indicator(indicator),
        "unit": unit_label(compared, say),
        "note": "",
        "indicator": indicator.id,
        "href": context.href("compare", indicator=indicator.id),
        "rows": [_card_row(context, compared, row, top) for row in compared.rows],
    }


def _card_row(context: Context, compared: Compared, row: Row, top: float) -> dict[str, Any]:
    say = context.say
    on_scale = row.grade in (COMPARABLE, CAUTION)
    return {
        "name": say.region(row.region),
        "grade": row.grade,
        "share": abs(row.point.value) / top if row.point and on_scale and top else None,
        "label": label(row, say),
        "hint": f"{say.region(row.region)} {exact(row, say)} {period(row, say)}".strip() if row.fact else "",
        "fact": row.fact.id if row.fact else "",
        "href": context.href("compare", indicator=compared.indicator.id, fact=row.fact.id)
        if row.fact
        else "",
    }


def matrix(data: dict[str, Any], key: str) -> dict[str, str] | None:
    """The coverage matrix; gives the cell that was clicked: an indicator, and a fact or ""."""
    clicked: dict[str, str] | None = _component("matrix")(
        key=key, data=data, on_open_change=lambda: None
    ).open
    return clicked


def label(row: Row, say: Language) -> str:
    """A row's figure as it is written beside its bar, or the words that stand in its place."""
    if row.grade == MISSING or row.fact is None:
        return say("compare.missing")
    if row.point is None:
        return say("compare.refused")
    return say.figure(row.point.value, row.point.value_high, row.fact.bound, row.point.unit)


def exact(row: Row, say: Language) -> str:
    """A row's figure in full with its unit."""
    if row.fact is None or row.point is None:
        return label(row, say)
    number = say.figure(row.point.value, row.point.value_high, row.fact.bound, row.point.unit, exact=True)
    unit = "" if row.point.unit == "%" else wording.unit(row.point.unit, say)
    return " ".join(part for part in (number, unit, wording.measure(row.point.per, say)) if part)


def period(row: Row, say: Language) -> str:
    """The period of a row's figure in words, "" without a figure."""
    return say.period(row.fact.period) if row.fact else ""


def unit_label(compared: Compared, say: Language) -> str:
    """The unit of a comparison's first scale, with what it is counted per."""
    scale = compared.scale
    unit = wording.unit(scale.unit if scale else compared.indicator.unit, say)
    per = wording.measure(scale.per if scale else "", say)
    return (f"{unit}（{per}）" if say.code == "zh" else f"{unit} {per}") if per else unit


def evidence_card(context: Context, fact: Fact, why: Sequence[str], among: Sequence[Fact], key: str) -> None:
    """A figure's evidence with buttons to the figures before and after it among ``among``."""
    say = context.say
    with st.container(border=True, key=key):
        st.html(evidence.card(fact, say, context.shelf.sources.get(fact.report), why))
        ids = [each.id for each in among]
        place = ids.index(fact.id) if fact.id in ids else -1
        with st.container(horizontal=True, vertical_alignment="center"):
            for name, icon, other in (
                ("previous", ":material/chevron_left:", place - 1),
                ("next", ":material/chevron_right:", place + 1),
            ):
                exists = place >= 0 and 0 <= other < len(ids)
                st.button(
                    say(f"evidence.{name}"),
                    key=f"{key}_{name}",
                    icon=icon,
                    disabled=not exists,
                    on_click=open_fact,
                    args=(ids[other] if exists else "",),
                )
            if key != "source_evidence" and st.button(
                say("evidence.open"), key=f"{key}_open", icon=":material/article:", type="tertiary"
            ):
                context.go("source", fact.id, report=fact.report)
        if place >= 0:
            st.caption(say("evidence.position", position=place + 1, total=len(ids)))


def open_fact(fact: str) -> None:
    """Open a fact's evidence from elsewhere than its bar."""
    choose_fact(fact)
    st.session_state["_turn"] = (
        st.session_state.get("_turn", 0) + 1
    )  # a new chart: the old one remembers a click


def table(
    context: Context,
    frame: pd.DataFrame,
    facts: Sequence[str],
    key: str,
    name: str,
    config: dict[str, Any] | None = None,
) -> None:
    """A grid whose chosen row opens its fact (``facts`` are the ids row by row), with a download of all rows."""

    def pick() -> None:
        rows = st.session_state[key].selection.rows
        if rows and facts[rows[0]]:
            open_fact(facts[rows[0]])

    st.dataframe(
        shown(frame),
        key=key,
        hide_index=True,
        column_config=config,
        on_select=pick,
        selection_mode="single-row",
        alt=name,
        height="content" if len(frame) <= 16 else 560,
    )
    download(context, frame, key, name)


def download(
    context: Context, frame: pd.DataFrame, key: str, name: str, text: str = "compare.download_csv"
) -> None:
    """A button that writes a frame as CSV when it is clicked, not before."""
    st.download_button(
        context.say(text),
        data=lambda: csv(frame),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"{key}_csv",
        icon=":material/download:",
        on_click="ignore",
    )


def theme_of(fact: Fact, say: Language) -> str:
    """The name of a fact's theme."""
    themes = catalogue().themes
    return say.theme(themes[fact.theme]) if fact.theme in themes else fact.theme
