"""总览 Overview, the landing page: what this is, what can be compared now, the three things to do, and below them which
regions report which indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from extract.brief import TABLE
from extract.catalogue import catalogue
from extract.comparability import COMPARABLE, NEVER, UNSURE
from extract.views.charts.comparing import at_a_glance
from extract.views.charts.making import charts
from extract.views.charts.spec import ChartSpec, Row
from extract.views.context import Context
from extract.views.frames import Filters
from extract.views.parts import choice, panels, region_box, scripted, tray_box
from extract.views.words.language import Language
from extract.views.words.names import narrow

_HEADLINES = 3  # indicators that lead
_BARS = 6  # of a leading indicator; the rest is a click away


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    shelf, say = context.shelf, context.say
    with st.sidebar:
        themes = choice.themes_shown(say)
        filters = choice.scope(shelf, say)
        only_sure = choice.only_sure(say)
    charts, first = shelf.once(
        ("charts", filters, say.code, context.filters(), date.today()), lambda: _charts(context, filters)
    )
    leading = headlines(first, themes, only_sure=only_sure)
    panels.title(say("app.name"), say("coverage.purpose"))
    _examples(context)
    panels.paragraphs([now(leading, say), lead(context)])
    _three(context, leading)
    clicked = None
    if leading:
        panels.section(say("coverage.headline"))
        clicked = scripted.cards(context, leading, "headlines", size="large", most=_BARS)
    with st.container(horizontal=True, vertical_alignment="bottom", key="matrix_head"):
        with st.container(width="stretch"):
            panels.section(say("coverage.matrix"), say("coverage.only_given"))
        with st.container(horizontal=True, width="content"):
            state = tray_box.asked(context, "coverage", regions=filters.regions)
            tray_box.menu(context, state, (TABLE,))
    data = matrix(context, charts, filters.regions, themes, only_sure=only_sure)
    if data["groups"]:
        clicked = scripted.matrix(data, "matrix") or clicked
    else:
        st.info(say("coverage.nothing"), icon=":material/filter_alt_off:")
    if clicked:
        context.go("compare", clicked["fact"], indicator=clicked["indicator"])


def headlines(
    charts: Mapping[str, tuple[ChartSpec, ...]], themes: Sequence[str], *, only_sure: bool = False
) -> list[ChartSpec]:
    """The indicators that lead: those of the themes that most regions report alike, then those that most report."""
    own = {indicator.id for theme in themes for indicator in catalogue().of_theme(theme)}
    first = [charts[id][0] for id in charts if id in own]
    drawn = [spec for spec in (map(_without_unsure, first) if only_sure else first) if spec.drawn]
    return sorted(drawn, key=lambda spec: (-_alike(spec), -len(spec.drawn)))[:_HEADLINES]


def now(leading: Sequence[ChartSpec], say: Language) -> str:
    """What can be compared now, in a sentence."""
    found = [
        say("coverage.now_one", indicator=spec.title, count=_alike(spec))
        for spec in leading
        if _alike(spec) > 1
    ]
    return say("coverage.now", found=say.clauses(found)) if found else say("coverage.now_none")


def _alike(spec: ChartSpec) -> int:
    """How many figures may be compared, 0 for one alone."""
    count = sum(row.grade == COMPARABLE for row in spec.rows)
    return count if count > 1 else 0


def _examples(context: Context) -> None:
    """That what shows is examples, where it is."""
    say = context.say
    if context.desk is not None and context.desk.state.examples:
        note = "coverage.examples_note" if context.writable else "coverage.examples_fixed"
        panels.strip(say("coverage.examples"), [say(note)])


def _three(context: Context, leading: Sequence[ChartSpec]) -> None:
    """The three things to do, a button each."""
    say, best = context.say, leading[0] if leading else None
    fact = next((row.fact for row in best.rows if row.fact), None) if best else None
    with st.container(horizontal=True, key="three"):
        if best and st.button(
            say("coverage.do_compare"), key="do_compare", icon=":material/bar_chart:", type="primary"
        ):
            context.go("compare", indicator=best.indicator)
        if fact and st.button(say("coverage.do_read"), key="do_read", icon=":material/format_quote:"):
            context.go("source", fact.id, report=fact.report)
        if "import" in context.pages and st.button(
            say("coverage.do_bring"), key="do_bring", icon=":material/upload_file:"
        ):
            context.go("import")


def lead(context: Context) -> str:
    """What was read, in numbers."""
    shelf = context.shelf
    bound = shelf.frame["indicator"] != ""
    beside = len(shelf.regions) - len(shelf.reported)  # the region box offers these too
    return context.say(
        "coverage.lead",
        reports=len(shelf.table.sources),
        regions=len(shelf.reported),
        beside=context.say("coverage.beside", count=beside) if beside else "",
        facts=f"{len(shelf.frame):,}",
        bound=f"{int(bound.sum()):,}",
        indicators=shelf.frame.loc[bound, "indicator"].nunique(),
        unsure=f"{int((bound & ~shelf.frame['sure']).sum()):,}",
    )


def matrix(
    context: Context,
    charts: dict[str, tuple[ChartSpec, ...]],
    regions: Sequence[str],
    themes: tuple[str, ...],
    *,
    only_sure: bool = False,
) -> dict[str, Any]:
    """The matrix as data for the script: indicators that some shown region gives, by theme. Of more regions than a screen holds
    those that report most come first, and of a theme what most of them report."""
    say, names = context.say, catalogue()
    given = {
        id: found
        for id, specs in charts.items()
        if (found := {row.region for spec in specs for row in spec.rows if row.fact})
    }
    many = len(regions) > region_box.FEW
    if many:
        told = Counter(region for id in given for region in given[id])
        regions = sorted(regions, key=lambda name: -told[name])
    groups = []
    for theme in themes:
        own = [indicator.id for indicator in names.of_theme(theme) if indicator.id in given]
        if many:
            own.sort(key=lambda id: -len(given[id]))
        if own:
            rows = [_line(context, charts[id], regions, only_sure=only_sure) for id in own]
            groups.append({"name": say.theme(names.themes[theme]), "rows": rows})
    return {
        "caption": say("coverage.caption"),
        "corner": say("coverage.corner"),
        "verdict": say("coverage.verdict"),
        "verdict_hint": say("coverage.verdict_hint"),
        "missing": say("compare.missing"),
        "columns": [
            {"name": narrow(say.region(name), name, say), "note": choice.level_name(name, say)}
            for name in regions
        ],
        "groups": groups,
    }


def _charts(
    context: Context, filters: Filters
) -> tuple[dict[str, tuple[ChartSpec, ...]], dict[str, tuple[ChartSpec, ...]]]:
    """The charts of every indicator that is given as reported, by its id, and the same with those that may lead under a normalisation."""
    raw, led = at_a_glance(context.shelf, filters, catalogue())
    request, sources = context.request(), context.shelf.sources
    made = {id: charts(each, request, sources) for id, each in raw.items()}
    return made, made | {id: charts(each, request, sources) for id, each in led.items()}


def _without_unsure(spec: ChartSpec) -> ChartSpec:
    return replace(spec, rows=tuple(row for row in spec.rows if row.grade != UNSURE))


def _line(
    context: Context, charts: tuple[ChartSpec, ...], regions: Sequence[str], *, only_sure: bool
) -> dict[str, Any]:
    """One indicator's line. A figure on a scale of its own stands apart from the first scale's, so it is hatched."""
    say, first = context.say, charts[0]
    rows = {row.region: (row, spec) for spec in reversed(charts) for row in spec.rows}
    total = sum(row.fact is not None for row, _ in rows.values())
    good = sum(row.grade == COMPARABLE for row in first.rows)
    cells = [(*rows[name], _shade(*rows[name], first, good)) for name in regions]
    return {
        "name": first.title,
        "unit": first.unit,
        "indicator": first.indicator,
        "href": context.href("compare", indicator=first.indicator),
        "cells": [_cell(context, *cell, only_sure=only_sure) for cell in cells],
        "verdict": say("coverage.verdict_of", comparable=good if good > 1 else 0, total=total)
        if total > 1
        else "",
        "verdict_grade": "yes" if good > 1 else "no",
    }


def _shade(row: Row, spec: ChartSpec, first: ChartSpec, good: int) -> str:
    """A figure that is alone has nothing to be compared with; one on another scale than the first stands apart."""
    if spec is not first and row.grade != UNSURE:
        return NEVER
    return "alone" if row.grade == COMPARABLE and good < 2 else row.grade


def _cell(
    context: Context, row: Row, spec: ChartSpec, grade: str, *, only_sure: bool
) -> dict[str, Any] | None:
    """A cell's figure; of one that is to be checked, where those are left out, only that."""
    if row.fact is None:
        return None
    left_out = only_sure and grade == UNSURE
    say, more = context.say, len(row.others)
    hint = [spec.language.of_unit(row.exact, spec.unit), row.period, *row.reasons]
    if more:
        hint.append(say("coverage.several_hint", count=more))
    return {
        "label": say("grade.unsure") if left_out else row.figure,
        "more": say("coverage.several", count=more) if more and not left_out else "",
        "grade": f"{grade} left" if left_out else grade,
        "hint": " · ".join(part for part in hint if part),
        "fact": row.fact.id,
        "href": context.href("compare", indicator=spec.indicator, fact=row.fact.id),
    }
