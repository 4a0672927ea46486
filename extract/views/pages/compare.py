"""比较 Compare: one indicator over regions, which of them may stand on one scale, and the sentence behind each bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from extract.catalogue import Indicator, catalogue
from extract.facts import Fact
from extract.page_state import PageState
from extract.views import address
from extract.views.address import chosen_fact, open_fact
from extract.views.charts import lined
from extract.views.charts.comparing import Compared, as_reported, of_filters
from extract.views.charts.making import Request, charts
from extract.views.charts.ordering import ordered
from extract.views.charts.several import specs_of
from extract.views.charts.spec import ChartSpec
from extract.views.context import Context
from extract.views.frames import Filters, Shelf, regions_of_indicators, regions_with
from extract.views.pages import charted, comparison_table, ordering, over_chart, stepping, ways
from extract.views.parts import (
    choice,
    deciding,
    export_menu,
    panel_menu,
    panels,
    region_box,
    scripted,
    tray_box,
)
from extract.views.reviewing import audited, dating
from extract.views.words import reasons, wording

_SMALL = 9  # other indicators of the theme shown as small cards


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sidebar says; ``request`` is the same as those who make charts take it. What the page works out of it is kept
    under it: a click on a bar draws the page anew and none of its charts."""

    indicator: Indicator
    filters: Filters
    drawing: choice.Drawing
    request: Request


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    shelf, say = context.shelf, context.say
    _lead_with_regions(shelf)
    with st.sidebar:
        indicator = choice.theme_and_indicator(shelf, say)
        filters = choice.scope(shelf, say)
        way_box = st.container()
        drawing, scale_box = choice.drawing(shelf, indicator, say)
        order, order_box = ordering.chosen(), st.container()
    found = of_filters(shelf, indicator, filters, drawing.normalisation, drawing.as_of)
    request = context.request(
        log=drawing.log, only_comparable=drawing.only_comparable, only_sure=drawing.only_sure
    )
    asked = Asked(indicator, filters, drawing, request)
    specs = shelf.once(
        ("charts", asked, order),
        lambda: [ordered(spec, order) for spec in charts(found, request, shelf.sources)],
    )
    with way_box:
        way = ways.choose(shelf, indicator, specs[0], say)
    first, *apart = shelf.once(("drawn", asked, order, way), lambda: ways.drawn(specs, way))
    if ways.has_axis([first, *apart]):
        with scale_box:
            choice.scale(say)
    if ways.has_order([first, *apart]):
        with order_box:
            ordering.choose(say)
    state = tray_box.asked(context, "compare", norm=found.normalisation)
    head(context, [first, *apart], asked, way, state)
    panels.tiles(over_chart.tiles(first, found, say))
    panels.gone(context)
    over_chart.strip(first, found)
    waiting = [(row.fact.report, why) for row in found.rows if row.fact for why in row.reasons]
    dating.ways(context, waiting, assumed=drawing.as_of.on)
    over_chart.offers(first, found)
    regions = [row.region for row in found.rows]
    stepping.draw(shelf, indicator, regions, shown_fact(found).scope if found.figures else "", say)
    main(context, first, found, asked, state)
    deciding.one_matter(context, found)
    below = partial(_rest, context, found, first, apart, asked, (order, way))
    if first.drawn:
        scripted.behind_chart(below)
    else:
        below()


def _rest(
    context: Context,
    found: Compared,
    first: ChartSpec,
    apart: Sequence[ChartSpec],
    asked: Asked,
    looks: tuple[str, str],
) -> None:
    """Below the chart: what stands on another scale, other indicators, and the table. ``looks`` are order and way of the chart."""
    shelf, say = context.shelf, context.say
    if apart:
        panels.section(say("compare.other_scale"), say("compare.other_scale_note"))
        scripted.cards(context, apart, "apart", on_open=follow)
    small(context, asked)
    if not found.figures:
        return
    panels.section(say("compare.table"), say("compare.table_note"))
    panels.table(
        context,
        shelf.once(("table", asked, *looks), lambda: comparison_table.table(found, first, say)),
        [fact.id for fact in found.figures],
        "table",
        first.title,
        comparison_table.columns(found, first, say),
    )


def _lead_with_regions(shelf: Shelf) -> None:
    """A reader who has chosen nothing yet sees the indicator of most regions where these are twice those that report the
    catalogue's first."""
    if "indicator" in st.session_state or "theme" in st.session_state or chosen_fact():
        return
    counts = shelf.once("regions_of_indicators", lambda: regions_of_indicators(shelf))
    known = catalogue()
    given = [each for theme in known.themes for each in known.of_theme(theme) if each.id in counts]
    most = max(given, key=lambda each: counts[each.id], default=None)
    if most and counts[most.id] >= 2 * counts[given[0].id]:
        st.session_state.update(indicator=most.id, theme=most.theme)


def head(context: Context, specs: Sequence[ChartSpec], asked: Asked, way: str, state: PageState) -> None:
    """The indicator with its unit and definition, and the ways to take its charts along."""
    say, indicator, drawing = context.say, asked.indicator, asked.drawing

    def of_theme() -> Sequence[ChartSpec]:
        own = catalogue().of_theme(indicator.theme)
        found = specs_of(
            context.shelf, own, asked.request, asked.filters, drawing.normalisation, drawing.as_of
        )
        return ways.drawn(found, way)

    with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
        with st.container(width="stretch", key="head_text"):
            panels.title(specs[0].title, f"{specs[0].subtitle} · {say(f'basis.{indicator.basis}')}")
        with st.container(horizontal=True, width="content", key="head_buttons"):
            if any(spec.drawn for spec in specs):
                panel = panel_menu.Offer(context, indicator, asked.filters, drawing.only_sure)
                export_menu.menu(say, specs, of_theme, audited.teller(context), panel)
                tray_box.menu(context, state)
            if indicator in lined.with_lines(context.shelf, Filters()) and st.button(
                say("trend.to_lines"), icon=":material/show_chart:"
            ):
                context.go("trend", indicator=indicator.id)
            scripted.copy_link(say, address.link(context.keys["compare"]))


def main(context: Context, spec: ChartSpec, found: Compared, asked: Asked, state: PageState) -> None:
    """The bars, and beside them the evidence of the one that is open."""
    say = context.say
    if not found.figures:
        st.info(say("compare.nothing"), icon=":material/search_off:")
        region_box.elsewhere(regions_with(context.shelf, asked.indicator, asked.filters), say)
        return
    left, right = st.columns([0.62, 0.38], gap="medium")
    with left, st.container(border=True, key="chart_card"):
        if spec.drawn:
            charted.draw(context, spec)
        else:
            st.info(say("compare.nothing_shown"))
        st.html(charted.key(spec))
    with right:
        opened = shown_fact(found)
        row = next(row for row in found.rows if row.fact and opened in (row.fact, *row.others))
        why = [reasons.reason(reason, say) for reason in row.reasons] if row.fact == opened else []
        if row.fact == opened and row.terms:
            why.insert(0, say("compare.divided", terms=wording.terms(opened, row.terms, say)))
        others = [fact for fact in (row.fact, *row.others) if fact] if row.others else []
        panels.evidence_card(
            context,
            opened,
            why,
            found.figures,
            "evidence",
            others,
            row.denominator if row.fact == opened else None,
            state if row.fact == opened and row.terms else None,
        )


def shown_fact(found: Compared) -> Fact:
    """The fact whose evidence shows: the one chosen, if it belongs here, else the first bar's."""
    figures, chosen = found.figures, chosen_fact()
    return next((fact for fact in figures if fact.id == chosen), figures[0])


def follow(indicator: str, fact: str) -> None:
    """Go where a click on a small card leads: to its indicator and to the bar's fact."""
    st.session_state["indicator"] = indicator
    open_fact(fact)


def small(context: Context, asked: Asked) -> None:
    """The kin of the indicator and the theme's other indicators as small cards; a click goes to that indicator."""
    shelf, say, indicator = context.shelf, context.say, asked.indicator
    kin = [other for other in catalogue().family_of(indicator.id) if other != indicator]
    rest = [
        other for other in catalogue().of_theme(indicator.theme) if other != indicator and other not in kin
    ]
    shown = (asked.filters, asked.drawing.as_of)
    request = context.request()

    def work() -> list[list[ChartSpec]]:
        found = as_reported(shelf, [*kin, *rest], *shown)
        return [_most_drawn(found, others, request, shelf) for others in (kin, rest)]

    family, others = shelf.once(("small", indicator.id, *shown, request), work)
    if family:
        panels.section(say("compare.family"), say("compare.family_note"))
        scripted.cards(context, family, "family", on_open=follow)
    if others:
        panels.section(say("compare.theme_others"))
        scripted.cards(context, others, "theme_others", on_open=follow)


def _most_drawn(
    found: Mapping[str, Compared], others: Sequence[Indicator], request: Request, shelf: Shelf
) -> list[ChartSpec]:
    """The first chart of each of these indicators that is given, those with most bars first, as many as there is room for."""
    given = [(len(own.scale.graded), own) for each in others if (own := found.get(each.id)) and own.scale]
    most = sorted(given, key=lambda pair: -pair[0])[:_SMALL]
    return [charts(own, request, shelf.sources)[0] for _, own in most]
