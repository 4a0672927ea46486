"""地区 Region: all that the reports say of one region, by theme, and what they do not say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from extract.brief import TABLE
from extract.catalogue import catalogue
from extract.facts import Fact
from extract.normalisation import residents
from extract.views.address import chosen_fact, settle
from extract.views.charts import line_drawing, over_time
from extract.views.charts.kinds import Lines
from extract.views.context import Context
from extract.views.frames import Filters, Shelf, keep
from extract.views.parts import choice, panels, scripted, tray_box
from extract.views.words import wording
from extract.views.words.language import Language

_REPORTS = 6  # ways to a text that stand side by side; more are folded away
_COURSES = 6  # charts shown at first, those with the most figures


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
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        panels.section(say("region.figures"), say("region.open"))
        scripted.lists(by_theme(shown, context), "themes_of_region")
    with right:
        ordered = sorted(facts, key=_place)
        opened = next((fact for fact in ordered if fact.id == chosen_fact()), (bound or ordered)[0])
        panels.evidence_card(context, opened, [], ordered, "region_evidence")
    courses(over_time.of_region(shown, context.request(only_sure=only_sure), shelf), context)
    missing(region, given, context)
    unbound = [fact for fact in facts if not fact.indicator]
    if unbound:
        panels.section(say("region.unbound"))
        name = f"{say.region(region)} {say('region.unbound')}"
        panels.table(context, table(unbound, say), [fact.id for fact in unbound], "unbound", name)


def choose(shelf: Shelf, say: Language) -> str:
    """One region; those with a report of their own come first."""
    opened = shelf.fact(chosen_fact())
    if "region" not in st.session_state and opened and opened.scope in shelf.regions:
        st.session_state["region"] = opened.scope
    settle("region", shelf.regions, shelf.regions[0])
    chosen = st.selectbox(
        say("side.region"), shelf.regions, key="region", format_func=say.region, persist_state="session"
    )
    return str(chosen)


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
        for source in sorted(own, key=lambda source: -(source.year or 0)):
            year = f" · {source.year}" if source.year else ""
            if st.button(
                wording.literal(f"{wording.report_title(source, say)}{year}"),
                key=f"report_{source.name}",
                icon=":material/article:",
                help=wording.literal(source.name),
            ):
                context.go("source", report=source.name)


def by_theme(facts: Sequence[Fact], context: Context) -> list[dict[str, Any]]:
    """One list a theme: every figure under its indicator, with its period."""
    say, names = context.say, catalogue()
    lists = []
    for theme in names.themes.values():
        own = {indicator.id: indicator for indicator in names.of_theme(theme.id)}
        order = list(own)
        found = sorted(
            (fact for fact in facts if fact.indicator in own),
            key=lambda fact: (order.index(fact.indicator or ""), bool(fact.site), _place(fact)),
        )
        if found:
            rows = [
                {
                    "name": say.indicator(own[fact.indicator or ""]),
                    "label": _figure(fact, say),
                    "grade": "plain" if fact.sure else "plain unsure",
                    "mark": "" if fact.sure else say("grade.unsure"),
                    "note": say.period(fact.period),
                    "hint": fact.text,
                    "fact": fact.id,
                    "href": context.href("region", region=fact.scope, fact=fact.id),
                }
                for fact in found
            ]
            lists.append({"title": say.theme(theme), "rows": rows})
    return lists


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
                panels.small_title(spec.title, spec.unit)
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
    panels.chips([say.indicator(indicator) for indicator in absent])


def table(facts: Sequence[Fact], say: Language) -> pd.DataFrame:
    """Figures without an indicator, as they were read."""
    return pd.DataFrame(
        {
            say("column.subject"): [fact.subject for fact in facts],
            say("column.value_plain"): [_figure(fact, say) for fact in facts],
            say("column.period"): [say.period(fact.period) for fact in facts],
            say("column.quote"): [fact.quote for fact in facts],
            say("column.theme"): [panels.theme_of(fact, say) for fact in facts],
            say("column.site"): [fact.site for fact in facts],
            say("column.report"): [fact.report for fact in facts],
        }
    )


def _figure(fact: Fact, say: Language) -> str:
    number = say.figure(fact.value, fact.value_high, fact.bound, fact.unit)
    unit = "" if fact.unit == "%" else wording.unit(fact.unit, say)
    return " ".join(part for part in (number, unit, wording.measure(fact.per, say)) if part)


def _place(fact: Fact) -> tuple[str, int]:
    return (fact.report, fact.start)
