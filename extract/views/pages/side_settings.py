"""What one of two sides shows and how it is drawn, behind a button on it."""

from __future__ import annotations

import streamlit as st

from extract.catalogue import Indicator, catalogue
from extract.comparability import LEVELS
from extract.normalisation import RAW, fitting, normalisations
from extract.page_state import PageState
from extract.views.charts import lined
from extract.views.charts.asked import COMPARE, LINES, Comparison
from extract.views.charts.levelling import several
from extract.views.charts.tiling import mappable
from extract.views.context import Context
from extract.views.frames import Filters, years
from extract.views.pages.contrasts import spelt, usual
from extract.views.pages.ways import BARS, DOTS, MAP
from extract.views.parts import bookmark_box, region_box
from extract.views.words import wording


def draw(context: Context, side: str, asked: PageState, found: Comparison | None = None) -> None:
    """What a side shows: a saved view, or its own indicator, years, level, normalisation and doubts, and how it is drawn."""
    say, shelf = context.say, context.shelf
    views = {view.id: view for view in bookmark_box.saved(context) if view.asked.page == COMPARE}
    names = catalogue().indicators
    given = [id for id in names if id in set(shelf.frame["indicator"].unique())] or list(names)
    own = asked.one("indicator")
    indicator = names.get(own) or names[given[0]]
    levels = [
        "all",
        *(level for level in LEVELS if any(region_box.level(name) == level for name in shelf.regions)),
    ]
    ways = [way.id for way in normalisations(indicator)]
    charts = _charts(context, asked, indicator, found)
    held = {
        "chart": asked.one("chart") if asked.one("chart") in charts else BARS,
        "view": next((id for id, view in views.items() if view.asked == asked), ""),
        "indicator": indicator.id,
        "years": [year for year in asked.many("years") if year in map(str, years(shelf))],
        "level": asked.one("level") if asked.one("level") in levels else "all",
        "norm": fitting(asked.one("norm", RAW), indicator).id,
        "sure": asked.one("sure") == "1",
    }
    keys = {name: f"{side}_{name}" for name in held}
    st.session_state.update({keys[name]: value for name, value in held.items()})

    def change(name: str) -> None:
        value = st.session_state[keys[name]]
        if name == "view":
            new = spelt(context, views[value].asked) if value else asked
        elif name == "level":
            level = str(value or "all")
            new = asked.but(level=level, within="", regions=usual(context, level))
        elif name == "years":
            new = asked.but(years=list(value or []))
        elif name == "chart":  # over time all years are seen
            drawn = "" if value == BARS else str(value)
            new = asked.but(chart=drawn, **({"years": ()} if value == LINES else {}))
        else:
            new = asked.but(**{name: ("1" if value else "") if name == "sure" else str(value)})
        st.session_state[side] = new.query

    with st.popover(say("sides.settings"), icon=":material/tune:", key=f"{side}_settings"):
        if views:
            st.selectbox(
                say("sides.from_view"), ["", *views], key=keys["view"], on_change=change, args=("view",),
                format_func=lambda id: views[id].name if id else say("sides.own"),
            )  # fmt: skip
        st.selectbox(
            say("side.indicator"), [*given, *([] if indicator.id in given else [indicator.id])], key=keys["indicator"],
            format_func=lambda id: say.indicator(names[id]), on_change=change, args=("indicator",),
        )  # fmt: skip
        if len(charts) > 1:
            st.segmented_control(
                say("side.chart"), charts, key=keys["chart"], format_func=lambda id: say(f"way.{id}"), required=True,
                on_change=change, args=("chart",),
            )  # fmt: skip
        st.pills(
            say("side.years"), [str(year) for year in years(shelf)], selection_mode="multi", key=keys["years"],
            on_change=change, args=("years",),
        )  # fmt: skip
        st.segmented_control(
            say("side.level"), levels, key=keys["level"], format_func=lambda id: say(f"level.{id}"), required=True,
            on_change=change, args=("level",),
        )  # fmt: skip
        st.selectbox(
            say("side.normalisation"), ways, key=keys["norm"],
            format_func=lambda id: wording.normalisation(id, say), on_change=change, args=("norm",),
        )  # fmt: skip
        st.toggle(say("side.only_sure"), key=keys["sure"], on_change=change, args=("sure",))


def _charts(context: Context, asked: PageState, indicator: Indicator, found: Comparison | None) -> list[str]:
    """The ways in which a side can be drawn: where its figures allow it."""
    rows = found.charts[0].rows if found else ()
    regions = set(asked.many("regions"))
    over = lined.with_lines(context.shelf, Filters(tuple(regions)))
    ways = [BARS, *([MAP] if mappable(rows) else []), *([DOTS] if several(rows) else [])]
    return [*ways, *([LINES] if indicator in over else [])]
