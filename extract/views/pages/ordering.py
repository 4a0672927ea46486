"""The reader's choice of the order of a chart's rows, for charts that have rows."""

from __future__ import annotations

import streamlit as st

from extract.views.address import settle
from extract.views.charts.ordering import ORDERS
from extract.views.words.language import Language


def chosen() -> str:
    """The reader's order, kept in the address."""
    settle("sort", ORDERS, ORDERS[0])
    return str(st.session_state["sort"])


def choose(say: Language) -> None:
    """The orders to choose from."""
    st.segmented_control(
        say("side.sort"),
        ORDERS,
        key="sort",
        format_func=lambda id: say(f"sort.{id}"),
        required=True,
        persist_state="session",
    )
