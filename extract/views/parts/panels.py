"""The parts that pages are built of: headings, tiles, the amber strip, cards of bars, the matrix, the evidence."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from html import escape
from pathlib import PurePath
from typing import Any

import pandas as pd
import streamlit as st

from extract.catalogue import catalogue
from extract.facts import Fact
from extract.page_state import PageState
from extract.views.address import choose_fact, chosen_fact, open_fact, unmet
from extract.views.charts import drawing
from extract.views.context import Context
from extract.views.frames import csv, shown
from extract.views.parts import deciding, evidence, tables, tray_box
from extract.views.words import quoting, reasoning, wording
from extract.views.words.language import Language

_CALLED = {
    "indicator": "side.indicator",
    "region": "column.region",
    "regions": "column.region",
    "report": "side.report",
}


def title(text: str, lead: str, small: str = "") -> None:
    """A page's heading with a line on what it shows, and what stands ``small`` beside it."""
    beside = f' <small class="page-lead">{escape(small)}</small>' if small else ""
    st.html(f'<h1 class="page-title">{escape(text)}{beside}</h1><p class="page-lead">{escape(lead)}</p>')


def failed(error: Exception, say: Language) -> None:
    """What a page says in place of the part that the program fails on: the rest of it, and all other pages, stay. The
    server's log has the whole."""
    traceback.print_exception(error)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{PurePath(frame.filename).name}:{frame.lineno}"
    what = f"{type(error).__name__}: {error}"
    st.error(wording.literal(f"{say('app.failed')} · {what} · {place} · {say('app.failed_note')}"))


def small_title(text: str, unit: str, level: int = 3) -> None:
    """The heading of a small chart, with its unit: one ``level`` below the heading that it stands under."""
    small = f'<span class="mini-unit">{escape(unit)}</span>' if unit else ""
    st.html(f'<h{level} class="mini-title">{escape(text)}{small}</h{level}>')


def section(text: str, note: str = "", level: int = 2) -> None:
    """The heading of a part of a page."""
    lead = f'<p class="page-lead">{escape(note)}</p>' if note else ""
    st.html(f'<h{level} class="section-title">{escape(text)}</h{level}>{lead}')


def tiles(values: Sequence[tuple[str, str, str, bool]]) -> None:
    """Tiles of label, value and note; the last tells whether the note is a chip."""
    boxes = "".join(
        f'<div class="tile"><div class="label">{escape(label)}</div><div class="value">{escape(value)}</div>'
        f'<div class="note">{f"<span class=chip>{escape(note)}</span>" if chip and note else escape(note)}</div></div>'
        for label, value, note, chip in values
    )
    st.html(f'<div class="tiles">{boxes}</div>')


def strip(
    heading: str, lines: Sequence[str], *, calm: bool = False, more: str = "", details: Sequence[str] = ()
) -> None:
    """The strip over a chart: amber when the figures are not alike; ``details`` are folded away behind ``more``."""
    text = "<br>".join(escape(line) for line in lines if line)
    folded = "".join(f"<p>{escape(line)}</p>" for line in details if line)
    fold = f"<details><summary>{escape(more)}</summary>{folded}</details>" if folded else ""
    st.html(
        f'<div class="strip{" calm" if calm else ""}" role="note"><i class="scales"></i>'
        f"<div><strong>{escape(heading)}</strong>{text}{fold}</div></div>"
    )


def chips(names: Sequence[str]) -> None:
    """Names as small chips."""
    st.html(
        f'<div class="chips">{"".join(f"<span class=chip>{escape(name)}</span>" for name in names)}</div>'
    )


def paragraphs(texts: Sequence[str]) -> None:
    """Running text."""
    st.html("".join(f'<p class="prose">{escape(text)}</p>' for text in texts))


def terms(pairs: Sequence[tuple[str, str]]) -> None:
    """Running text under terms, each beside its own on a wide page and above it on a phone."""
    said = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in pairs)
    st.html(f'<dl class="terms">{said}</dl>')


def evidence_card(
    context: Context,
    fact: Fact,
    why: Sequence[str],
    among: Sequence[Fact],
    key: str,
    siblings: Sequence[Fact] = (),
    under: Fact | None = None,
    ratio: PageState | None = None,
) -> None:
    """A figure's evidence with buttons to the figures before and after it among ``among``.

    ``siblings`` are all figures that the region's reports give for the same indicator, itself among them, ``under`` the one
    that it was divided by, ``ratio`` what was asked of the page that divided it.
    """
    say = context.say
    with st.container(border=True, key=key):
        source = context.shelf.sources.get(fact.report)
        st.html(evidence.card(fact, say, source, why, tables.around(fact, source)))
        if under is not None:
            _denominator(context, under, key)
        deciding.choose(context, fact, siblings, key)
        reasons(context, fact, key)
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
            if "review" in context.pages and st.button(
                say("evidence.correct"), key=f"{key}_correct", icon=":material/edit:", type="tertiary"
            ):
                context.go("review", fact.id)
            if "brief" in context.pages:
                tray_box.figure(context, fact, key)
                if ratio is not None:
                    tray_box.ratio(context, ratio, fact.scope, key)
        if place >= 0:
            st.caption(say("evidence.position", position=place + 1, total=len(ids)))
        if siblings:
            _others(context, fact, siblings)


def _denominator(context: Context, under: Fact, key: str) -> None:
    """分母: the figure of the same report that stands under the one that is open, with its own sentence."""
    say = context.say
    indicator = catalogue().indicators.get(under.indicator or "")
    number = say.figure(under.value, under.value_high, under.bound, under.unit)
    name = say.indicator(indicator) if indicator else under.subject
    quoted = evidence.highlighted(under.sentence, under.position, len(under.text))
    words = escape(say("evidence.denominator", name=name, number=number))
    st.html(
        f'<div class="evidence"><p class="source-label">{words}</p>{evidence.of_cells(under, say)}<blockquote lang="zh">{quoted}</blockquote></div>'
    )
    if st.button(
        say("evidence.open_denominator"), key=f"{key}_under", icon=":material/article:", type="tertiary"
    ):
        context.go("source", under.id, report=under.report)


def reasons(context: Context, fact: Fact, key: str) -> None:
    """Why the figure is what it is, in a fold; the report is read once more when somebody opens it, not before."""
    say = context.say
    fold = st.expander(
        reasoning.title(fact, say), key=f"{key}_reasons", icon=":material/psychology_alt:", on_change="rerun"
    )
    if fold.open:
        with fold:
            state = context.desk.state if context.desk else None
            # of a table that is shown nobody has the text
            report = next(state.reports(fact.report), None) if state else None
            st.html(reasoning.fold(fact, report, state.lessons if state else (), say))


def _others(context: Context, fact: Fact, siblings: Sequence[Fact]) -> None:
    """另有 N 处: what else the region's reports say, one click away."""
    say = context.say
    with st.expander(say("compare.more_figures", count=len(siblings) - 1), expanded=fact != siblings[0]):
        for other in siblings:
            number = say.figure(other.value, other.value_high, other.bound, other.unit)
            about = other.subject + (f"（{other.site}）" if other.site else "")
            st.button(
                wording.literal(f"{number} · {about} · {say.period(other.period)}"),
                key=f"other_{other.id}",
                type="tertiary",
                disabled=other == fact,
                on_click=open_fact,
                args=(other.id,),
            )
            source = context.shelf.sources.get(other.report)
            title = wording.report_title(source, say) if source else other.report
            quoted = evidence.highlighted(other.sentence, other.position, len(other.text), mark="b")
            told = escape(" · ".join(filter(None, [title, quoting.note(other, say)])))
            tag = "span" if other.made else "q"  # what was made of cells stands between no quotation marks
            st.html(f'<div class="sibling"><{tag} lang="zh">{quoted}</{tag}> <small>{told}</small></div>')


def plot(context: Context, figure: drawing.Drawn, key: str, alt: str) -> None:
    """A chart; a click on one of its marks opens the fact that the mark carries."""

    def pick() -> None:
        points = st.session_state[key].selection.points
        if points:
            choose_fact(str(points[0]["customdata"]))

    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        config=drawing.config(context.say),
        on_select=pick,
        selection_mode="points",
        alt=alt,
    )


def gone(context: Context) -> None:
    """Says so when the address names a fact that no report gives, or an indicator, a region or a report that there is not."""
    for key, names in unmet().items():
        said = context.say.list([wording.literal(name) for name in names])
        if key in _CALLED:
            st.info(
                context.say("evidence.unmet", what=context.say(_CALLED[key]), names=said),
                icon=":material/link_off:",
            )
    if chosen_fact() and context.shelf.fact(chosen_fact()) is None:
        st.info(context.say("evidence.gone", fact=wording.literal(chosen_fact())), icon=":material/link_off:")


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
        placeholder="",
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
