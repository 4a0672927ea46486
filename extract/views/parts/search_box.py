"""The search box at the top of every page's sidebar; what it finds is a button that opens it."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from extract.views.context import Context
from extract.views.search import Hit, search
from extract.views.words import wording

_CHOSEN = "_found"
_ICONS = {
    "region": ":material/location_city:",
    "indicator": ":material/bar_chart:",
    "report": ":material/article:",
    "number": ":material/tag:",
    "sentence": ":material/format_quote:",
}


def draw(context: Context) -> None:
    """The box and what it found; opens what was chosen."""
    say = context.say
    chosen = st.session_state.pop(_CHOSEN, None)
    if chosen is not None:
        _open(context, chosen)
    query = st.text_input(
        say("search.label"),
        key="search",
        placeholder=say("search.label"),
        icon=":material/search:",
        label_visibility="collapsed",
        max_chars=80,
    )
    if not (query or "").strip():
        return
    found = search(context.shelf, str(query), say)
    if not found:
        st.caption(say("search.nothing"))
    with st.container(key="found", gap="xxsmall"):
        for kind, hits in groupby(found, key=lambda hit: hit.kind):
            st.caption(say(f"search.{kind}"))
            for hit in hits:
                st.button(
                    wording.literal(hit.label),
                    key=f"found_{kind}_{hit.id}",
                    icon=_ICONS[kind],
                    type="tertiary",
                    on_click=_choose,
                    args=(hit,),
                )


def _choose(hit: Hit) -> None:
    st.session_state[_CHOSEN] = hit
    st.session_state["search"] = ""


def _open(context: Context, hit: Hit) -> None:
    match hit.kind:
        case "region":
            context.go("region", region=hit.id)
        case "indicator":
            context.go("compare", indicator=hit.id)
        case "report":
            context.go("source", report=hit.id)
        case "number" | "sentence":
            context.go("source", hit.id, report=hit.report)
        case _:
            raise ValueError(f"nothing opens what was found of the kind {hit.kind!r}")
