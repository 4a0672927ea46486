"""地区 Region: all that the reports say of one region, by theme, and what they do not say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from extract.brief import TABLE
from extract.catalogue import Indicator, catalogue
from extract.facts import Fact
from extract.normalisation import residents
from extract.standing import stand
from extract.views.address import chosen_fact, settle
from extract.views.charts import line_drawing, over_time
from extract.views.charts.kinds import Lines
from extract.views.charts.scaling import axis, middle, values
from extract.views.charts.widths import set_width
from extract.views.context import Context
from extract.views.frames import Filters, Shelf, keep
from extract.views.parts import choice, panels, scripted, tray_box
from extract.views.words import wording
from extract.views.words.language import Language

_REPORTS = 6  # ways to a text that stand side by side; more are folded away
_ABSENT = 12  # indicators that a region does not report, shown at once; more are counted and folded away
_COURSES = 6  # charts shown at first, those with the most figures
_CELL, _PADDING = 14, 24  # of a cell of a grid in pixels: its letters, and what is around them
_WIDEST = 200  # pixels of the first column, so that a phone shows the second too


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    shelf, say = context.shelf, context.say
    if not shelf.regions:
        st.info(say("region.nothing"))
        return
    with st.sidebar:
        region = choose(shelf, say)
        years = choice.report_years(shelf, say)
        only_sure = choice.only_sure(say)
    facts = shelf.facts(keep(shelf, Filters((region,), years)))
    bound = [fact for fact in facts if fact.indicator]
    given = {fact.indicator for fact in bound}
    shown = [fact for fact in bound if fact.sure or not only_sure]
    with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
        with st.container(width="stretch", key="head_text"):
            panels.title(say.region(region), lead(region, facts, context))
        if shown:
            with st.container(horizontal=True, width="content", key="head_buttons"):
                tray_box.menu(context, tray_box.asked(context, "region"), (TABLE,))
    panels.gone(context)
    reports(region, context)
    if not facts:
        st.info(say("region.nothing"))
        return
    lines = over_time.of_region(shown, context.request(only_sure=only_sure), shelf)
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        panels.section(say("region.figures"), say("region.open"))
        lists = by_theme(shown, context, lines)
        scripted.lists(lists, "themes_of_region")
    with right:
        ordered = sorted(facts, key=_place)
        asked = [chosen_fact(), *(row["fact"] for each in lists for row in each["rows"][:1])]
        by_id = {fact.id: fact for fact in ordered}
        opened = next((by_id[id] for id in asked if id in by_id), ordered[0])
        panels.evidence_card(context, opened, [], ordered, "region_evidence")
    courses(lines, context)
    missing(region, given, context)
    unbound = [fact for fact in facts if not fact.indicator]
    if unbound:
        panels.section(say("region.unbound"))
        name = f"{say.region(region)} {say('region.unbound')}"
        frame = table(unbound, say)
        panels.table(context, frame, [fact.id for fact in unbound], "unbound", name, _columns(frame, say))


def choose(shelf: Shelf, say: Language) -> str:
    """One region; those with a report of their own come first, and to a reader who chose none that of which most indicators are
    known shows."""
    opened = shelf.fact(chosen_fact())
    if "region" not in st.session_state and opened and opened.scope in shelf.regions:
        st.session_state["region"] = opened.scope
    settle("region", shelf.regions, shelf.once("fullest region", lambda: fullest(shelf)))
    chosen = st.selectbox(
        say("side.region"), shelf.regions, key="region", format_func=say.region, persist_state="session"
    )
    return str(chosen)


def fullest(shelf: Shelf) -> str:
    """The region with a report of its own of which most indicators are known, of equals the first; of none the first of all."""
    bound = shelf.frame[shelf.frame["indicator"] != ""]
    counts = bound.groupby("scope", observed=True)["indicator"].nunique()
    return max(shelf.reported or shelf.regions, key=lambda name: int(counts.get(name, 0)))


def lead(region: str, facts: Sequence[Fact], context: Context) -> str:
    """The region's level, residents and what was read of it."""
    say = context.say
    own = sum(source.region == region for source in context.shelf.table.sources)
    people = residents(region)
    parts = [
        say(
            "region.lead",
            level=choice.level_name(region, say) or say("level.unknown"),
            reports=own,
            facts=len(facts),
            bound=sum(fact.indicator is not None for fact in facts),
            indicators=len({fact.indicator for fact in facts if fact.indicator}),
            unsure=sum(fact.indicator is not None and not fact.sure for fact in facts),
        )
    ]
    if people:
        parts.append(say("region.population", people=say.short(people)))
    return " · ".join(parts)


def reports(region: str, context: Context) -> None:
    """The reports about the region, each a way to its text."""
    say = context.say
    own = [source for source in context.shelf.table.sources if source.region == region]
    if not own:
        st.caption(say("region.no_report"))
        return
    many = len(own) > _REPORTS
    with (
        st.popover(say("region.reports", count=len(own)), icon=":material/article:")
        if many
        else st.container(horizontal=True)
    ):
        told = wording.reports_told_apart(own, say)
        for source in sorted(own, key=lambda source: -(source.year or 0)):
            if st.button(
                wording.literal(told[source.name]),
                key=f"report_{source.name}",
                icon=":material/article:",
                help=wording.literal(source.name),
            ):
                context.go("source", report=source.name)


def by_theme(facts: Sequence[Fact], context: Context, lines: Sequence[Lines] = ()) -> list[dict[str, Any]]:
    """One list a theme, a row an indicator: the figure that stands, its course beside it where ``lines`` have one, and folded
    beneath what else the reports give, each with what it counts."""
    say, names = context.say, catalogue()
    by_indicator: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=_place):
        by_indicator.setdefault(fact.indicator or "", []).append(fact)
    drawn: dict[str, Lines] = {}
    for spec in lines:
        drawn.setdefault(spec.indicator, spec)
    lists = []
    for theme in names.themes.values():
        rows = [
            _indicator_row(by_indicator[indicator.id], indicator, drawn.get(indicator.id), context)
            for indicator in names.of_theme(theme.id)
            if indicator.id in by_indicator
        ]
        if rows:
            lists.append({"title": say.theme(theme), "rows": rows})
    return lists


def _indicator_row(
    facts: Sequence[Fact], indicator: Indicator, lines: Lines | None, context: Context
) -> dict[str, Any]:
    say = context.say
    stands = stand(facts, indicator, context.shelf.year)
    if stands is None:
        raise ValueError(f"{indicator.id}: no figure stands among {len(facts)}")
    first, others = stands.fact, stands.others
    row = _row(first, say.indicator(indicator), context) | {"course": course(lines) if lines else []}
    if not others:
        return row
    told = [_row(fact, "", context) | {"quote": _apart(fact, say)} for fact in others]
    return row | {
        "others": told,
        "folded": say("region.others", count=len(others)),
        "unfolded": chosen_fact() in (fact.id for fact in others),
    }


def _row(fact: Fact, name: str, context: Context) -> dict[str, Any]:
    say = context.say
    return {
        "name": name,
        "label": _figure(fact, say),
        "grade": "plain" if fact.sure else "plain unsure",
        "mark": "" if fact.sure else say("grade.unsure"),
        "note": say.period(fact.period),
        "hint": fact.text,
        "fact": fact.id,
        "href": context.href("region", region=fact.scope, fact=fact.id),
    }


def _apart(fact: Fact, say: Language) -> str:
    """What tells a figure from the indicator's others, in the report's words: what it counts, and where if only there."""
    return say.bracketed(fact.subject, fact.site) if fact.site else fact.subject


def course(spec: Lines) -> list[list[list[float]]]:
    """A region's line as it is drawn small: its runs as points between 0 and 1, across and up, in the middle where nothing changes;
    [] where it has one time only."""
    (line, *more) = spec.lines
    steps = [step for step in line.steps if step.row.value is not None]
    if more or len(steps) < 2:
        return []
    first, last = middle(steps[0], spec.basis), middle(steps[-1], spec.basis)
    known = [step.row.value for step in steps if step.row.value is not None]
    scale = axis(known)
    level = min(known) == max(known)
    wide, high = last - first, scale.high - scale.low
    return [
        [
            [
                round((middle(step, spec.basis) - first) / wide, 3),
                0.5 if level else round((step.row.value - scale.low) / high, 3),
            ]
            for step in run
            if step.row.value is not None
        ]
        for run in line.runs
    ]


def unit_and_cut(spec: Lines, say: Language) -> str:
    """The unit of a small chart, and that its axis does not begin at 0, where a change of a hundredth looks like any."""
    return " · ".join(filter(None, [spec.unit, say("trend.cut") if axis(values(spec)).cut else ""]))


def courses(found: Sequence[Lines], context: Context) -> None:
    """How figures changed from report to report: states as points, periods as spans."""
    say = context.say
    if not found:
        return
    panels.section(say("region.course"), say("region.course_note"))
    if len(found) > _COURSES and not st.toggle(
        say("region.all_courses", count=len(found)), key="all_courses"
    ):
        found = sorted(found, key=lambda spec: -len(spec.steps))[:_COURSES]
    with st.grid(columns=2, min_column_width=320):
        for spec in found:
            with st.container(border=True):
                panels.small_title(spec.title, unit_and_cut(spec, say))
                figure = line_drawing.draw(spec, context.palette, chosen_fact(), small=True)
                panels.plot(context, figure, f"course_{spec.key}", spec.alt)


def missing(region: str, own: set[str | None], context: Context) -> None:
    """Indicators that another region with a report gives and this one does not."""
    shelf, say, names = context.shelf, context.say, catalogue()
    others = tuple(name for name in shelf.reported if name != region)
    given = set(shelf.frame.loc[keep(shelf, Filters(others)), "indicator"].unique()) if others else set()
    absent = [i for i in names.indicators.values() if i.id in given and i.id not in own]
    panels.section(say("region.missing"))
    if not absent:
        st.caption(say("region.missing_none"))
        return
    with st.expander(say("region.missing_count", count=len(absent)), expanded=len(absent) <= _ABSENT):
        panels.chips([say.indicator(indicator) for indicator in absent])


def table(facts: Sequence[Fact], say: Language) -> pd.DataFrame:
    """Figures without an indicator, as they were read; where none is of a narrower place nothing is said of places."""
    frame = pd.DataFrame(
        {
            say("column.value_plain"): [
                _figure(fact, say) for fact in facts
            ],  # first: a phone shows two columns
            say("column.subject"): [fact.subject for fact in facts],
            say("column.period"): [say.period(fact.period) for fact in facts],
            say("column.quote"): [fact.quote for fact in facts],
            say("column.theme"): [panels.theme_of(fact, say) for fact in facts],
            say("column.site"): [fact.site for fact in facts],
            say("column.report"): [fact.report for fact in facts],
        }
    )
    return frame if any(fact.site for fact in facts) else frame.drop(columns=say("column.site"))


def _columns(frame: pd.DataFrame, say: Language) -> dict[str, Any]:
    """Room for the longest figure with its unit: 16.06 billion US doll… would be left of it."""
    name = say("column.value_plain")
    longest = max(set_width(text, _CELL) for text in frame[name])
    return {name: st.column_config.TextColumn(width=min(round(longest) + _PADDING, _WIDEST))}


def _figure(fact: Fact, say: Language) -> str:
    number = say.figure(fact.value, fact.value_high, fact.bound, fact.unit)
    unit = "" if fact.unit == "%" else wording.unit(fact.unit, say)
    return say.of_unit(number, unit, wording.measure(fact.per, say))


def _place(fact: Fact) -> tuple[str, int]:
    return (fact.report, fact.start)
