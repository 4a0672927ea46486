"""The ways to draw a comparison, of which the reader chooses one where its figures allow it: bars, a map of provinces, or dots
by level."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from extract.catalogue import Indicator
from extract.views.address import set_default
from extract.views.charts.kinds import Dots, Tiles
from extract.views.charts.levelling import in_levels, several
from extract.views.charts.spec import ChartSpec
from extract.views.charts.tiling import FEW, mappable, mapped, squares
from extract.views.frames import Shelf
from extract.views.words.language import Language

BARS, MAP, DOTS = "bars", "map", "levels"


def choose(shelf: Shelf, indicator: Indicator, spec: ChartSpec, say: Language) -> str:
    """The reader's way, kept in the address: the map is offered where a few provinces have a figure, and shows them where
    others were shown before, dots by level where figures of several levels meet. Where there is only one way, as for the
    parts of a region, nothing is asked, and what was chosen waits for what can be drawn so."""
    set_default("chart", BARS)
    fitting = [BARS, *([MAP] if mappable(spec.rows) else []), *([DOTS] if several(spec.rows) else [])]
    leads_to_map = not st.session_state.get("within") and _provinces(shelf, indicator) >= FEW
    ways = [way for way in (BARS, MAP, DOTS) if way in fitting or (way == MAP and leads_to_map)]
    if len(ways) == 1:
        return BARS
    if st.session_state.get("chart") not in fitting:
        st.session_state["chart"] = BARS
    st.segmented_control(
        say("side.chart"),
        ways,
        key="chart",
        format_func=lambda id: say(f"way.{id}"),
        required=True,
        on_change=None if MAP in fitting else _show_provinces,
        persist_state="session",
    )
    return str(st.session_state["chart"])


def drawn(specs: Sequence[ChartSpec], way: str) -> list[ChartSpec]:
    """The charts in this way, and those that cannot be drawn so as bars."""
    return {MAP: mapped, DOTS: in_levels}.get(way, list)(specs)


def has_axis(specs: Sequence[ChartSpec]) -> bool:
    """Whether a scale says something of one of the charts: a map has none."""
    return not all(isinstance(spec, Tiles) for spec in specs)


def has_order(specs: Sequence[ChartSpec]) -> bool:
    """Whether an order says something of one of the charts: squares stand where provinces lie, dots where their values are."""
    return not all(isinstance(spec, Tiles | Dots) for spec in specs)


def _provinces(shelf: Shelf, indicator: Indicator) -> int:
    """How many provinces have a figure of an indicator, shown or not."""

    def work() -> int:
        scopes = shelf.frame.loc[shelf.frame["indicator"] == indicator.id, "scope"]
        return len(squares().keys() & set(scopes.unique()))

    return shelf.once(("provinces", indicator.id), work)


def _show_provinces() -> None:
    """The regions that a map can show, in place of others, where the reader asked for one."""
    if st.session_state["chart"] != MAP:
        return
    st.session_state.update(level="province", within="")
    st.session_state.pop("regions", None)
