"""补录漏读: a report's text, in which a figure that was not read is chosen by selecting it or by typing its words."""

from __future__ import annotations

import streamlit as st

from extract.span import Span
from extract.table import Source
from extract.views.context import Context
from extract.views.desk import Desk
from extract.views.parts import scripted
from extract.views.reviewing import form, history
from extract.views.words import wording


def draw(context: Context, desk: Desk, report: str) -> None:
    """A report's text, in which a figure that was not read is chosen by selecting it."""
    say, sources = context.say, context.shelf.sources
    source = sources.get(report) or next(iter(sources.values()), None)
    if source is None:
        st.info(say("region.nothing"))
        return
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        taken = [
            [row.start, row.end, "bound" if getattr(row, "indicator", None) else state]
            for state, rows in (("unbound", desk.state.table.facts), ("aside", desk.state.table.unread))
            for row in rows
            if row.report == source.name
        ]
        st.caption(wording.literal(wording.report_of_region(source, say)))
        span = scripted.selectable(
            source.raw, taken, wording.report_title(source, say), f"select_{source.name}"
        )
    with right, st.container(border=True, key="missed_card"):
        history.undo_last(desk, say)
        words = st.text_input(say("review.words"), key="missed_words", help=say("review.words_help"))
        chosen = _written(source, words) if words.strip() else _trimmed(source, span)
        if chosen is None and words.strip():
            st.warning(say("review.words_gone"))
        elif chosen is None:
            st.info(say("review.select"), icon=":material/text_select_start:")
        else:
            form.added_form(context, desk, source, chosen)


def _written(source: Source, words: str) -> Span | None:
    """The place of words that were typed instead of selected, for a keyboard: the first; None where they do not stand."""
    start = source.raw.find(words.strip())
    return Span(start, start + len(words.strip())) if start >= 0 else None


def _trimmed(source: Source, span: tuple[int, int] | None) -> Span | None:
    """The selection without white space at its ends; None for none, and for more than a figure can be."""
    if span is None or not 0 <= span[0] < span[1] <= len(source.raw) or span[1] - span[0] > 60:
        return None
    text = source.raw[span[0] : span[1]]
    start = span[0] + len(text) - len(text.lstrip())
    end = span[0] + len(text.rstrip())
    return Span(start, end) if start < end and "\n" not in source.raw[start:end] else None
