"""The buttons that put what is shown into the brief: a menu beside the export of a page, and one button on a figure's card."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from extract.brief import CHART, FIGURE, RATIO, TABLE
from extract.facts import Fact
from extract.figure_ids import figure_id
from extract.normalisation import RAW
from extract.page_state import PageState
from extract.views import address, tray
from extract.views.context import Context

_ICONS = {CHART: "bar_chart", TABLE: "table_rows", RATIO: "percent", FIGURE: "format_quote"}
_LEFT_OUT = ("lang", "fact", "theme")  # of a page's state, what is not asked of its charts


def asked(context: Context, page: str, **pinned: str | Sequence[str]) -> PageState:
    """What is asked of a page now, spelt out; ``pinned`` are values that the page worked out."""
    keys = [key for key in context.keys[page] if key not in _LEFT_OUT]
    return PageState.of(page, address.whole(keys)).but(**pinned)


def menu(context: Context, state: PageState, kinds: Sequence[str] = (CHART, TABLE)) -> None:
    """The menu of a page: put it in as a chart or as a table, and open the brief."""
    say = context.say
    brief = tray.current(context)
    count = f" · {len(brief.pieces)}" if brief.pieces else ""
    with st.popover(say("page.brief") + count, icon=":material/playlist_add:", key="tray"):
        with st.container(gap=None):
            for kind in kinds:
                there = brief.holds(kind, state)
                st.button(
                    say(f"brief.there_{kind}" if there else f"brief.put_{kind}"),
                    key=f"tray_{kind}",
                    icon=":material/check:" if there else f":material/{_ICONS[kind]}:",
                    type="tertiary",
                    disabled=there,
                    on_click=tray.put,
                    args=(context, kind, state),
                )
        if brief.pieces and st.button(
            say("brief.open", count=len(brief.pieces)), key="tray_open", icon=":material/assignment:"
        ):
            context.go("brief")


def figure(context: Context, fact: Fact, key: str) -> None:
    """The button on a figure's card."""
    identities = context.desk.state.identities if context.desk else {}
    source = context.shelf.sources.get(fact.report)
    state = PageState.of("source", {"fact": [figure_id(fact, source, identities)]})
    _button(context, FIGURE, state, key)


def ratio(context: Context, state: PageState, region: str, key: str) -> None:
    """The button for a region's figure as it was divided; nothing where it stands as reported."""
    if state.one("norm", RAW) != RAW:
        _button(context, RATIO, state.but(regions=region, sort="", only="", sure="", scale="", level=""), key)


def _button(context: Context, kind: str, state: PageState, key: str) -> None:
    there = tray.current(context).holds(kind, state)
    st.button(
        context.say(f"brief.there_{kind}" if there else f"brief.put_{kind}"),
        key=f"{key}_tray_{kind}",
        icon=":material/check:" if there else ":material/playlist_add:",
        type="tertiary",
        disabled=there,
        on_click=tray.put,
        args=(context, kind, state),
    )
