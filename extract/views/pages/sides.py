"""并排 Side by side: two views of Compare next to one another, each with its settings told, on one axis where the guard lets
them.

Each side is a state of Compare, held in the address as a query, so that a link opens the same two for somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from extract.brief import CHART
from extract.page_state import PageState
from extract.views import tray
from extract.views.address import chosen_fact
from extract.views.charts import asked as asking
from extract.views.charts import drawing, line_drawing
from extract.views.charts.asked import LINES, TREND, Comparison
from extract.views.charts.beside import beside, changes, told
from extract.views.charts.comparing import MISSING
from extract.views.charts.kinds import Dots, Lines, Tiles
from extract.views.charts.spec import ChartSpec, Row
from extract.views.context import Context
from extract.views.pages import charted, side_settings
from extract.views.pages.contrasts import SIDES, pairs, sides_asked
from extract.views.pages.trend import key as line_key
from extract.views.parts import figures, panels
from extract.views.words.language import Language

_NAMED = 4  # regions that are told by name; more are counted


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    say = context.say
    sides = sides_asked(context)
    panels.title(say("page.sides"), say("sides.lead"))
    _contrasts(context, sides["left"])
    found = {side: asking.comparison(each, context.shelf, say, date.today()) for side, each in sides.items()}
    left, right = found["left"], found["right"]
    lines = {side: _lines(context, each) for side, each in sides.items()}
    shared = beside(left, right) if left and right else None
    bars = all(
        not each.one("chart") for each in sides.values()
    )  # of one axis for both only bars can be asked
    if left and right and shared and bars:
        heading, line, details = told(shared, left, right, say)
        calm = not shared.apart and shared.comparable == shared.total
        panels.strip(heading, [line], calm=calm, more=say("compare.which"), details=details)
    for side, column in zip(SIDES, st.columns(2, gap="medium"), strict=True):
        with column:
            other = found["right" if side == "left" else "left"]
            rows = other.charts[0].rows if other and shared and not shared.apart and bars else ()
            _side(context, side, sides[side], found[side], lines[side], rows)
    _evidence(context, [each for each in (left, right) if each], [*lines["left"], *lines["right"]])
    if left and right:
        between = changes(left, right, context.shelf, say, date.today())
        _table(left.charts[0], right.charts[0], between, say)


def _lines(context: Context, asked: PageState) -> Sequence[Lines]:
    """The lines of a side that is drawn over years, () of another."""
    own = asking.indicator(asked)
    if own is None or asked.one("chart") != LINES:
        return ()
    return asking.lines(asking.over_years(asked), own, context.shelf, context.say, date.today())


def _evidence(context: Context, found: Sequence[Comparison], lines: Sequence[Lines]) -> None:
    """The sentence of the bar, the square or the point that was clicked."""
    facts = [fact for each in found for fact in each.compared.figures]
    facts += [row.fact for spec in lines for row in spec.rows if row.fact]
    opened = next((fact for fact in facts if fact.id == chosen_fact()), None)
    if opened:
        among = list({fact.id: fact for fact in facts}.values())
        panels.evidence_card(context, opened, [], among, "sides_evidence")


def _contrasts(context: Context, base: PageState) -> None:
    say = context.say
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="contrasts"):
        st.html(f'<span class="page-lead">{say("sides.contrast")}</span>', width="content")
        for number, (words, pair) in enumerate(pairs(context, base).items()):
            st.button(words, key=f"contrast_{number}", on_click=_set, args=pair)
        st.button(
            say("sides.swap"), key="swap", icon=":material/swap_horiz:", type="tertiary", on_click=_swap
        )


def _set(left: PageState, right: PageState) -> None:
    st.session_state.update(left=left.query, right=right.query)


def _swap() -> None:
    st.session_state["left"], st.session_state["right"] = st.session_state["right"], st.session_state["left"]


def _side(
    context: Context,
    side: str,
    asked: PageState,
    found: Comparison | None,
    lines: Sequence[Lines],
    rows: Iterable[Row],
) -> None:
    """One side: its settings told and behind a button, its chart, and where to go from it. ``rows`` are the other side's, on
    whose axis its bars stand too."""
    say = context.say
    with st.container(border=True, key=f"side_{side}"):
        if found is None:
            st.info(say("sides.nothing"), icon=":material/search_off:")
            side_settings.draw(context, side, asked)
            return
        spec: ChartSpec = lines[0] if lines else found.charts[0]
        panels.small_title(spec.title, spec.unit, level=2)
        st.html(f'<p class="sides-told">{_told(spec, asked, say)}</p>')
        with st.container(horizontal=True, vertical_alignment="center"):
            side_settings.draw(context, side, asked, found)
            _ways(context, side, asking.over_years(asked) if asked.one("chart") == LINES else asked)
        if not spec.drawn or (asked.one("chart") == LINES and not lines):
            st.info(say("sides.nothing"), icon=":material/search_off:")
            return
        _chart(context, side, spec, rows)


def _chart(context: Context, side: str, spec: ChartSpec, rows: Iterable[Row]) -> None:
    """The chart of a side as it is asked for: lines, squares, dots, or bars on the axis of both sides."""
    turn = st.session_state.get("_turn", 0)
    match spec:
        case Lines():
            figure = line_drawing.draw(spec, context.palette, chosen_fact())
            panels.plot(context, figure, f"lines_{side}_{turn}", spec.alt)
            st.html(line_key(spec))
            return
        case Tiles():
            figures.tiles(context, spec, f"tiles_{side}")
        case Dots():
            figures.dots(context, spec, f"dots_{side}", heading=3)
        case _:
            beneath = [_undated(row) for row in rows]
            figure = drawing.bars(_narrow(spec), context.palette, chosen_fact(), beneath)
            panels.plot(context, figure, f"bars_{side}_{turn}", spec.alt)
    st.html(charted.key(spec))


def _narrow(spec: ChartSpec) -> ChartSpec:
    """The chart for half a page: periods are left to the table below, so that the bars have room."""
    return replace(spec, rows=tuple(map(_undated, spec.rows)))


def _undated(row: Row) -> Row:
    return replace(row, period="")


def _told(spec: ChartSpec, asked: PageState, say: Language) -> str:
    """The settings in words, regions by name while they are few."""
    regions = list(dict.fromkeys(row.name for row in spec.rows))  # over years a region has many
    few = say.list(regions) if len(regions) <= _NAMED else say("sides.count_regions", count=len(regions))
    others = [say("sides.setting", name=name, value=value) for name, value in spec.filters[1:]]
    return escape(" · ".join(filter(None, [few, *others, spec.verdict])))


def _ways(context: Context, side: str, asked: PageState) -> None:
    say = context.say
    words, icon = ("to_lines", "show_chart") if asked.page == TREND else ("to_compare", "bar_chart")
    if st.button(say(f"sides.{words}"), key=f"to_{side}", icon=f":material/{icon}:", type="tertiary"):
        context.go_to(asked)
    there = tray.current(context).holds(CHART, asked)
    st.button(
        say("sides.put_there" if there else "sides.put"),
        key=f"put_{side}",
        icon=":material/check:" if there else ":material/playlist_add:",
        type="tertiary",
        disabled=there,
        on_click=tray.put,
        args=(context, CHART, asked),
    )


def _table(
    left: ChartSpec, right: ChartSpec, between: Mapping[str, tuple[str, tuple[str, ...]]], say: Language
) -> None:
    """Each region's figure on the left and on the right, and what lies between them or why that cannot be said; those that have
    none on either side are counted."""
    told = {row.region: row.name for spec in (left, right) for row in spec.rows}
    given = {row.region for spec in (left, right) for row in spec.rows if row.grade != MISSING}
    rows = {region: name for region, name in told.items() if region in given}
    frame = {say("column.region"): list(rows.values())}
    for side, spec in zip(SIDES, (left, right), strict=True):
        own = {row.region: row for row in spec.rows}
        frame[say(f"sides.{side}")] = [_cell(own.get(region), spec, say) for region in rows]
    if between:
        frame[say("sides.change")] = [between.get(region, ("", ()))[0] for region in rows]
        why = [_joined(between.get(region, ("", ()))[1], say) for region in rows]
        if any(why):
            frame[say("sides.no_change")] = why
    panels.section(say("sides.table"), say("sides.change_note") if between else "")
    st.dataframe(
        pd.DataFrame(frame), hide_index=True, key="sides_table", alt=say("sides.table"), height="content"
    )
    if len(rows) < len(told):
        st.caption(say("compare.folded_many", count=len(told) - len(rows)))


def _joined(said: Sequence[str], say: Language) -> str:
    return say.clauses(said)


def _cell(row: Row | None, spec: ChartSpec, say: Language) -> str:
    """A figure with its period and, where it is not comparable on its side, that."""
    if row is None:
        return ""
    said = [row.period, spec.grade(row)] if row.drawn else []
    return (
        say.bracketed(row.whole or row.figure, say.list([each for each in said if each]))
        if said
        else row.figure
    )
