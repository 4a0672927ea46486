"""What a reader takes from the page Source: the report's citation and the open figure's permanent address; and the way back
from such an address to the sentence."""

from __future__ import annotations

from datetime import date
from urllib.parse import urljoin

import streamlit as st

from extract.corrections.passages import ENDS
from extract.facts import Fact
from extract.figure_ids import Place, figure_id, is_figure_id, locate
from extract.table import Source
from extract.views.address import choose_fact, chosen_fact
from extract.views.context import Context
from extract.views.words import wording
from extract.views.words.citing import bibtex, gb


def arrive(context: Context) -> None:
    """Where the address names a figure by its permanent id, open its report and the figure as it is read now; where that is
    gone, say so."""
    wanted = chosen_fact()
    if not is_figure_id(wanted):
        return
    shelf, say = context.shelf, context.say
    found = locate(
        wanted,
        shelf.sources,
        lambda name: shelf.facts(shelf.frame["report"] == name),
        _identities(context),
    )
    choose_fact(found.fact.id if found and found.fact else "")
    if found is None:
        st.warning(say("source.id_gone", id=wanted), icon=":material/link_off:")
        return
    st.session_state["report"] = found.report
    if found.fact is None:
        sentence = wording.literal(_sentence(shelf.sources[found.report], found))
        st.info(say("source.id_no_figure", sentence=sentence), icon=":material/info:")


def _sentence(source: Source, place: Place) -> str:
    """The sentence around a place of the raw text."""
    raw, span = source.raw, place.span
    start = max((raw.rfind(mark, 0, span.start) for mark in ENDS), default=-1) + 1
    ends = [at for mark in ENDS if (at := raw.find(mark, span.end)) >= 0]
    return raw[start : min(ends, default=len(raw) - 1) + 1].strip()


def draw(context: Context, source: Source, opened: Fact | None) -> None:
    """The citation, to be copied, and the permanent address of the figure that is open."""
    say, today = context.say, date.today()
    with st.popover(say("source.cite"), icon=":material/format_quote:", key="cite"):
        st.caption(say("source.cite_gb"))
        st.code(gb(source, say, today), language=None, wrap_lines=True)
        st.caption(say("source.cite_bibtex"))
        st.code(bibtex(source, today).strip(), language=None, wrap_lines=True)
        if opened:
            id = figure_id(opened, source, _identities(context))
            st.caption(say("source.cite_figure"))
            st.code(
                urljoin(str(st.context.url or ""), context.href("source", fact=id)),
                language=None,
                wrap_lines=True,
            )


def _identities(context: Context) -> dict[str, str]:
    return dict(context.desk.state.identities) if context.desk else {}
