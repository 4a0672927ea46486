"""覆盖矩阵 Coverage, the landing page: which regions report which indicators, and what can be compared at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from extract.catalogue import catalogue
from extract.comparability import COMPARABLE, NEVER, UNSURE
from extract.views import choice, panels, scripted
from extract.views.chart_spec import ChartSpec, Row
from extract.views.comparing import compared
from extract.views.context import Context
from extract.views.frames import Filters, entries_of

HEADLINES = ("party_members_trained", "cadres_dispatched", "funds_invested")


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    shelf, say = context.shelf, context.say
    with st.sidebar:
        themes = choice.themes_shown(shelf, say)
        filters = choice.scope(shelf, say)
        only_sure = choice.only_sure(say)
    panels.title(say("page.coverage"), lead(context))
    panels.section(say("coverage.headline"))
    charts = _charts(context, filters)
    headlines = [_without_unsure(charts[id][0]) if only_sure else charts[id][0] for id in HEADLINES]
    clicked = scripted.cards(context, headlines, "headlines", size="large")
    panels.section(say("coverage.matrix"), say("coverage.only_given"))
    data = matrix(context, charts, filters.regions, themes, only_sure=only_sure)
    if data["groups"]:
        clicked = scripted.matrix(data, "matrix") or clicked
    else:
        st.info(say("coverage.nothing"), icon=":material/filter_alt_off:")
    if clicked:
        context.go("compare", clicked["fact"], indicator=clicked["indicator"])


def lead(context: Context) -> str:
    """What was read, in numbers."""
    shelf = context.shelf
    bound = shelf.frame["indicator"] != ""
    return context.say(
        "coverage.lead",
        reports=len(shelf.table.sources),
        regions=len(shelf.reported),
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
    """The matrix as data for the script: indicators that some shown region gives, by theme."""
    say, names = context.say, catalogue()
    given = {id for id, specs in charts.items() if any(row.fact for spec in specs for row in spec.rows)}
    groups = []
    for theme in themes:
        own = [indicator.id for indicator in names.of_theme(theme) if indicator.id in given]
        if own:
            rows = [_line(context, charts[id], regions, only_sure=only_sure) for id in own]
            groups.append({"name": say.theme(names.themes[theme]), "rows": rows})
    return {
        "caption": say("coverage.caption"),
        "corner": say("coverage.corner"),
        "verdict": say("coverage.verdict"),
        "verdict_hint": say("coverage.verdict_hint"),
        "missing": say("compare.missing"),
        "columns": [{"name": say.region(name), "note": choice.level_name(name, say)} for name in regions],
        "groups": groups,
    }


def _charts(context: Context, filters: Filters) -> dict[str, tuple[ChartSpec, ...]]:
    """The charts of every indicator, by its id, from one pass over the table."""
    shelf, indicators = context.shelf, list(catalogue().indicators.values())
    found = entries_of(shelf, indicators, filters)
    return {i.id: context.charts(compared(shelf, i, found[i.id], weigh=False)) for i in indicators}


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
        "verdict": say("coverage.verdict_of", comparable=good, total=total),
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
    hint = [f"{row.exact} {spec.unit}", row.period, *row.reasons]
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
