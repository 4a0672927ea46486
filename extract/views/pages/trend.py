"""历年 Over time: one indicator over years, a line a region, the change between two years, and the sentence behind each point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape

import streamlit as st

from extract.catalogue import Indicator, catalogue
from extract.comparability import CAUTION, COMPARABLE
from extract.course import Courses
from extract.facts import Fact
from extract.normalisation import RAW
from extract.views import address
from extract.views.address import chosen_fact, open_fact, settle
from extract.views.charts import line_drawing, lined, over_time, scaling
from extract.views.charts.as_of import AsOf
from extract.views.charts.kinds import Lines
from extract.views.charts.making import Request
from extract.views.charts.over_time import Span
from extract.views.charts.per_head import way
from extract.views.charts.spec import Row
from extract.views.context import Context
from extract.views.frames import Filters, Shelf, regions_of_indicators
from extract.views.pages import lines_table
from extract.views.parts import choice, export_menu, panel_menu, panels, region_box, scripted, tray_box
from extract.views.reviewing import audited, dating
from extract.views.words.language import Language

_NAMED = 6  # regions that are named where they are not drawn
_OFFERED = 12  # other indicators that have lines


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sidebar says; ``request`` is the same as those who make charts take it. What a page works out of it is kept
    under it: a click on a point draws the page anew and none of its lines."""

    indicator: Indicator
    filters: Filters
    request: Request
    span: Span
    as_of: AsOf
    index: bool
    heads: bool


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    shelf, say = context.shelf, context.say
    _lead_with_lines(context)
    with st.sidebar:
        indicator = choice.theme_and_indicator(shelf, say)
        filters = choice.scope(shelf, say)
        years = st.container(horizontal=True)
        index = _switch("index", say)
        heads = way(indicator) != RAW and _switch("heads", say)
        only_sure = choice.only_sure(say)
        as_of = choice.as_of_report(shelf, say)
        find = partial(lined.of_filters, shelf, indicator, as_of=as_of, only_sure=only_sure, heads=heads)
        found = find(filters)
        with years:
            span = _span(found, say)
    asked = Asked(indicator, filters, context.request(only_sure=only_sure), span, as_of, index, heads)
    specs = shelf.once(
        ("lines", asked),
        lambda: over_time.lines(
            found,
            asked.request,
            shelf.sources,
            span,
            as_of,
            index=index,
            heads=heads,
            held=_held(shelf, asked),
        ),
    )
    there = (
        [] if lined.regions(found, 2) else _elsewhere(find(replace(filters, regions=shelf.regions)), specs)
    )
    if not specs:
        panels.title(say.indicator(indicator), say.definition(indicator))
        panels.gone(context)
        st.info(say("trend.nothing", indicator=say.indicator(indicator)), icon=":material/search_off:")
        region_box.elsewhere(there, say)
        _undated(context, asked)
    else:
        _drawn(context, specs, asked, there)
    _others(context, indicator, filters)


def _elsewhere(anywhere: Courses, specs: Sequence[Lines]) -> list[str]:
    """The regions that have a line where none of those that show has one; where there is no line anywhere and nothing shows, those
    that have a figure."""
    return lined.regions(anywhere, 2) or ([] if specs else lined.regions(anywhere))


def _held(shelf: Shelf, asked: Asked) -> over_time.Held:
    """What was drawn before of the same lines with whichever regions; only the request's language is of it."""
    filters = replace(asked.filters, regions=())
    own = (asked.request.language, asked.request.only_sure, asked.span, asked.as_of, asked.index, asked.heads)
    return shelf.once(("held", asked.indicator.id, filters, *own), over_time.Held)


def _undated(context: Context, asked: Asked) -> None:
    """Where nothing is dated, the way to take figures as of their report's year, if that would draw any."""
    say, as_of = context.say, AsOf(True)
    found = lined.of_filters(
        context.shelf, asked.indicator, asked.filters, as_of, only_sure=asked.request.only_sure
    )
    if found.courses and not asked.as_of.on:
        st.button(
            say("side.undated"), key="trend_undated", icon=":material/toggle_on:", help=say("side.undated_help"),
            on_click=dating.assume,
        )  # fmt: skip


def _lead_with_lines(context: Context) -> None:
    """A reader who has chosen no indicator yet sees one that has lines in the regions that show, else one that has lines in any,
    which then show too; where none has, the one that most regions report."""
    if "indicator" in st.session_state or chosen_fact():
        return
    shelf, known = context.shelf, catalogue().indicators
    counts = shelf.once("regions_of_indicators", lambda: regions_of_indicators(shelf))
    shown = st.session_state.get("regions") or region_box.unasked(shelf.regions, region_box.of_reports(shelf))
    here = lined.with_lines(shelf, Filters(tuple(shown)))
    anywhere = lined.with_lines(shelf, Filters())
    found = [
        *here,
        *anywhere,
        *(known[id] for id in sorted(counts, key=lambda id: -counts[id]) if id in known),
    ]
    if found:
        st.session_state.update({"indicator": found[0].id, "theme": found[0].theme})
    if anywhere and not here and all(map(address.at_default, ("regions", "level", "within"))):
        own = lined.regions(lined.of_filters(shelf, anywhere[0], Filters(shelf.regions)), 2)
        st.session_state["regions"] = [*shown, *own[: region_box.READABLE]]


def _switch(key: str, say: Language) -> bool:
    chosen = st.session_state.get(key) in (True, "1")
    st.session_state[key] = chosen
    st.toggle(say(f"trend.{key}"), key=key, help=say(f"trend.{key}_help"), persist_state="session")
    return bool(st.session_state[key])


def _span(found: Courses, say: Language) -> Span:
    """From which year to which; the ends of what there is until the reader says otherwise."""
    years = sorted({moment.end.year for course in found.courses for moment in course.moments})
    if len(years) < 2:
        return Span()
    options = [str(year) for year in years]
    settle("since", options, options[0])
    settle("until", options, options[-1])
    for key in ("since", "until"):
        st.selectbox(say(f"trend.{key}"), options, key=key, persist_state="session", width="stretch")
    first, last = sorted(int(st.session_state[key]) for key in ("since", "until"))
    return Span(first, last)


def _narrowed(span: Span) -> Span:
    """The years as far as the reader chose them: the ends of one indicator's figures are not those of another's."""
    return Span(*(None if address.at_default(key) else getattr(span, key) for key in ("since", "until")))


def _drawn(context: Context, specs: Sequence[Lines], asked: Asked, elsewhere: Sequence[str]) -> None:
    say, (first, *apart) = context.say, specs
    _head(context, specs, asked)
    panels.gone(context)
    if first.agreement:
        panels.strip(first.headline, [first.agreement])
    if all(len(line.steps) < 2 for line in first.lines):
        st.info(say("trend.single_here" if elsewhere else "trend.single"), icon=":material/timeline:")
        region_box.elsewhere(elsewhere, say)
    left, right = st.columns([0.62, 0.38], gap="medium")
    with left, st.container(border=True, key="chart_card"):
        _plot(context, first, "lines")
        st.html(key(first, absent(first, apart, asked.filters.regions, say)))
    with right:
        facts = [row.fact for row in first.rows if row.fact]
        opened, row = _opened(first)
        others = [opened, *row.others] if row.others else []
        panels.evidence_card(context, opened, row.reasons, facts, "evidence", others)
    scripted.behind_chart(partial(_rest, context, specs, asked))


def _rest(context: Context, specs: Sequence[Lines], asked: Asked) -> None:
    """Below the first chart: the changes along its lines, the charts that stand on other scales, and the table."""
    say, (first, *apart) = context.say, specs
    _changes(context, first, asked)
    if apart:
        panels.section(say("trend.apart"))
        with st.grid(columns=2, min_column_width=320):
            for spec in apart:
                with st.container(border=True):
                    panels.small_title(spec.title, spec.unit)
                    _plot(context, spec, f"lines_{spec.key}", small=True)
    panels.section(say("trend.table"), say("trend.table_note"))
    frame = context.shelf.once(("points", asked), lambda: lines_table.table(first, say))
    panels.table(
        context, frame, [row.fact.id if row.fact else "" for row in first.rows], "points", first.title
    )


def of_theme(shelf: Shelf, asked: Asked) -> list[Lines]:
    """The fullest chart of each indicator of the theme of which a region has two figures, drawn as was asked of the one."""
    request = asked.request
    found: list[Lines] = []
    for each in catalogue().of_theme(asked.indicator.theme):
        heads = asked.heads and way(each) != RAW
        courses = lined.of_filters(
            shelf, each, asked.filters, asked.as_of, only_sure=request.only_sure, heads=heads
        )
        found += over_time.lines(
            courses, request, shelf.sources, asked.span, asked.as_of, index=asked.index, heads=heads
        )[:1]
    return [spec for spec in found if any(len(line.steps) > 1 for line in spec.lines)]


def _head(context: Context, specs: Sequence[Lines], asked: Asked) -> None:
    """The indicator with its unit and definition, and the ways to take its lines along."""
    say, shelf = context.say, context.shelf

    narrowed = replace(asked, span=_narrowed(asked.span))

    with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
        with st.container(width="stretch", key="head_text"):
            panels.title(specs[0].title, f"{specs[0].headline} · {specs[0].subtitle}")
        with st.container(horizontal=True, width="content", key="head_buttons"):
            if st.button(say("trend.to_bars"), icon=":material/bar_chart:"):
                context.go("compare", indicator=asked.indicator.id)
            panel = panel_menu.Offer(context, asked.indicator, asked.filters, asked.request.only_sure)
            export_menu.menu(say, specs, partial(of_theme, shelf, narrowed), audited.teller(context), panel)
            tray_box.menu(context, tray_box.asked(context, "trend"))
            scripted.copy_link(say, address.link(context.keys["trend"]))


def _plot(context: Context, spec: Lines, name: str, *, small: bool = False) -> None:
    figure = line_drawing.draw(spec, context.palette, chosen_fact(), small=small)
    panels.plot(context, figure, f"{name}_{st.session_state.get('_turn', 0)}", spec.alt)


def absent(first: Lines, apart: Sequence[Lines], regions: Sequence[str], say: Language) -> list[str]:
    """Of the regions that were asked for those that are not on the first chart: whether others further down have them."""
    here, there = ({line.region for spec in specs for line in spec.lines} for specs in ((first,), apart))
    sorted_out = {
        "elsewhere": [name for name in regions if name in there - here],
        "undrawn": [name for name in regions if name not in there | here],
    }
    return [
        say(f"trend.{words}", regions=say.list([say.region(name) for name in names]))
        if len(names) <= _NAMED
        else say(f"trend.{words}", regions=say("sides.count_regions", count=len(names)))
        for words, names in sorted_out.items()
        if names
    ]


def key(spec: Lines, absent: Sequence[str] = ()) -> str:
    """What points, lines and hollow marks mean, and which regions are ``absent``, as HTML under the chart."""
    say = spec.language
    marks = {COMPARABLE: "point", CAUTION: "diamond"}
    parts = [
        f'<span><i class="{marks.get(grade, "point hollow")}"></i>{words}</span>'
        for grade, words in spec.legend
    ]
    coloured = len(scaling.prominent(spec))
    if coloured < len(spec.lines):
        parts.append(f"<span>{say('trend.more', count=coloured)}</span>")
    if scaling.axis(scaling.values(spec)).cut:
        parts.append(f"<span>{say('trend.cut')}</span>")
    parts += [f'<span class="folded">{escape(words)}</span>' for words in absent]
    parts.append(say("trend.source_key"))
    return f'<div class="key">{" ".join(parts)}</div>'


def _opened(spec: Lines) -> tuple[Fact, Row]:
    """The figure whose evidence shows: the one chosen, if it belongs here, else the newest of the first line that is named."""
    chosen = chosen_fact()
    newest = scaling.prominent(spec)[0].steps[-1].row
    row = next(
        (
            row
            for row in spec.rows
            if row.fact and chosen in (row.fact.id, *(other.id for other in row.others))
        ),
        newest,
    )
    if row.fact is None:
        raise ValueError(f"{spec.title}: a step without a figure")
    return next((other for other in row.others if other.id == chosen), row.fact), row


def _changes(context: Context, spec: Lines, asked: Asked) -> None:
    """From the first to the last figure of each line, with why there is no difference where there is none."""
    say = context.say
    if not spec.slopes:
        return
    panels.section(say("trend.change"), say("trend.change_note"))
    frame = context.shelf.once(("changes", asked), lambda: lines_table.slopes(spec, say))
    ids = [slope.last.fact.id if slope.last.fact else "" for slope in spec.slopes]
    panels.table(context, frame, ids, "changes", f"{spec.title} {say('trend.change')}")


def _others(context: Context, indicator: Indicator, filters: Filters) -> None:
    """Other indicators that have lines, those of most regions first, each a button that opens it."""
    say = context.say
    found = [each for each in lined.with_lines(context.shelf, filters) if each != indicator]
    if not found:
        if not lined.with_lines(context.shelf, Filters()):
            st.caption(say("trend.none"))
        return
    panels.section(say("trend.others"), say("trend.others_note"))
    with st.container(horizontal=True, key="trend_others"):
        for each in found[:_OFFERED]:
            st.button(
                say.indicator(each), key=f"trend_{each.id}", type="tertiary", icon=":material/show_chart:",
                on_click=_open, args=(each,),
            )  # fmt: skip


def _open(indicator: Indicator) -> None:
    st.session_state.update({"indicator": indicator.id, "theme": indicator.theme})
    open_fact("")
