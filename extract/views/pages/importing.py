"""导入 Import: reports into the workspace, with what was found in each before it is kept; and those that are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from extract.catalogue import catalogue
from extract.table import Table
from extract.views.arriving import gathering, keeping, mending
from extract.views.arriving.gathering import Batch
from extract.views.arriving.rows import Row
from extract.views.context import Context
from extract.views.desk import Desk, told
from extract.views.pages import kept_reports, moving
from extract.views.parts import panels
from extract.views.words import wording
from extract.views.words.language import Language

_FAILED = 60  # of what could not be read, named on the page


def draw(context: Context, desk: Desk) -> None:
    """The page: hand over, look and mend, keep; then what is kept."""
    say = context.say
    panels.title(say("page.import"), say("import.lead"))
    told()
    keeping.run(desk, say)
    outcome = st.container()
    words = f"--upload:'{say('import.upload')}';--folder:'{say('arrive.choose_folder')}'"
    st.html(f"<style>:root{{{words}}}</style>")
    batch = gathering.gather(desk, gathering.draw(say), say)
    with outcome:
        keeping.told(say, bool(batch))
    if batch:
        came(context, batch)
    kept_reports.draw(context, desk)
    moving.draw(context, desk)


def came(context: Context, batch: Batch) -> None:
    """All that came in: the table to mend, one button, what could not be read, and a look into one report."""
    say = context.say
    panels.section(say("arrive.came", count=len(batch.rows)), say("arrive.came_note") if batch.rows else "")
    if batch.rows:
        orders = mending.draw(batch, say)
        left = mending.left_out(batch.rows, orders)
        with st.container(horizontal=True, vertical_alignment="center", key="arrive_actions"):
            st.button(
                say("arrive.keep_ticked", count=len(orders)), type="primary", icon=":material/done_all:",
                key="keep_all", disabled=not orders, on_click=keeping.start, args=(orders, left, batch.failed),
            )  # fmt: skip
            st.button(say("import.discard_all"), key="discard_all", type="tertiary", on_click=_clear)
            st.caption(say("arrive.sum", ticked=len(orders), left=len(left)))
    failed(batch, say)
    if batch.rows:
        look(context, batch.rows)
    else:
        st.button(say("import.discard_all"), key="discard_all", type="tertiary", on_click=_clear)


def failed(batch: Batch, say: Language) -> None:
    """What could not be read, each with what was seen and what to do; what is no report by its name."""
    if batch.failed:
        lines = [f"{each.where}: {each.note.say(say.code)}" for each in batch.failed]
        panels.strip(
            say("arrive.unreadable", count=len(lines)),
            lines[:_FAILED],
            more=say("arrive.and_more", count=len(lines) - _FAILED),
            details=lines[_FAILED:],
        )
    if batch.others:
        with st.expander(say("arrive.others", count=len(batch.others))):
            st.caption(wording.literal(say.list(batch.others)))


def look(context: Context, rows: Sequence[Row]) -> None:
    """A look into one report before it is kept."""
    say = context.say
    with st.expander(say("arrive.look"), key="arrive_look"):
        chosen = st.selectbox(
            say("side.report"), range(len(rows)), key="look", format_func=lambda n: rows[n].arrival.path
        )
        row = rows[chosen if chosen is not None and chosen < len(rows) else 0]
        table = row.reading.table
        bound = sum(fact.indicator is not None for fact in table.facts)
        st.caption(say("import.counts", facts=len(table.facts), bound=bound, aside=len(table.unread)))
        for note in row.reading.notes:
            st.caption(wording.literal(note.say(say.code)))
        figures(context, table)


def figures(context: Context, table: Table) -> None:
    """What was read, and what was set aside with its reasons."""
    say, names = context.say, catalogue().indicators
    if table.facts:
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
        listed(rows, "figures", number)
    if table.unread:
        counted = Counter(number.reason for number in table.unread).most_common()
        words = say.list([f"{say.set_aside(code)} {count}" for code, count in counted])
        st.caption(wording.literal(f"{say('import.aside', count=len(table.unread))}: {words}"))
        rows = [
            {
                say("column.quote"): n.quote,
                say("column.reason"): say.set_aside(n.reason),
                say("column.sentence"): n.sentence.strip(),
            }
            for n in table.unread
        ]
        listed(rows, "figures_aside", {})


def listed(rows: Sequence[dict[str, object]], key: str, config: dict[str, Any]) -> None:
    """Rows as a table that does not push all else away."""
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        key=key,
        column_config=config,
        height="content" if len(rows) < 12 else 400,
    )


def _clear() -> None:
    """Empty the boxes."""
    gathering.clear()
    mending.forget()
    keeping.forget()
