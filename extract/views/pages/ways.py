"""The ways to draw a comparison, of which the reader chooses one where its figures allow it: bars, or a map of provinces."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from extract.catalogue import Indicator
from extract.views.address import set_default
from extract.views.charts.spec import ChartSpec
from extract.views.charts.tiling import FEW, mappable, mapped, squares
from extract.views.frames import Shelf
from extract.views.words.language import Language

BARS, MAP = "bars", "map"


def choose(shelf: Shelf, indicator: Indicator, spec: ChartSpec, say: Language) -> str:
    """The reader's way, kept in the address: the map is offered where a few provinces have a figure, and shows them where
    others were shown before. Where there is only one way nothing is asked, and what was chosen waits for an indicator that
    can be drawn so."""
    set_default("chart", BARS)
    fits = mappable(spec.rows)
    if not fits and _provinces(shelf, indicator) < FEW:
        return BARS
    if st.session_state.get("chart") != MAP or not fits:
        st.session_state["chart"] = BARS
    st.segmented_control(
        say("side.chart"),
        [BARS, MAP],
        key="chart",
        format_func=lambda id: say(f"way.{id}"),
        required=True,
        on_change=None if fits else _show_provinces,
        persist_state="session",
    )
    return str(st.session_state["chart"])


def drawn(specs: Sequence[ChartSpec], way: str) -> list[ChartSpec]:
    """The charts in this way, and those that cannot be drawn so as bars."""
    return mapped(specs) if way == MAP else list(specs)


def _provinces(shelf: Shelf, indicator: Indicator) -> int:
    """How many provinces have a figure of an indicator, shown or not."""

    def work() -> int:
        scopes = shelf.frame.loc[shelf.frame["indicator"] == indicator.id, "scope"]
        return len(squares().keys() & set(scopes.unique()))

    return shelf.once(("provinces", indicator.id), work)


def _show_provinces() -> None:
    """The regions that a map can show, in place of others."""
    st.session_state.update(level="province", within="")
    st.session_state.pop("regions", None)
