"""The reader's choice of the order of a chart's rows."""

from __future__ import annotations

import streamlit as st

from extract.views.address import settle
from extract.views.charts.ordering import ORDERS
from extract.views.words.language import Language


def choose(say: Language) -> str:
    """The reader's order, kept in the address."""
    settle("sort", ORDERS, ORDERS[0])
    st.segmented_control(
        say("side.sort"),
        ORDERS,
        key="sort",
        format_func=lambda id: say(f"sort.{id}"),
        required=True,
        persist_state="session",
    )
    return str(st.session_state["sort"])
