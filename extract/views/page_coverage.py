"""覆盖矩阵 Coverage, the landing page: which regions report which indicators, and what can be compared at all."""

from __future__ import annotations

from typing import Any

import streamlit as st

from extract.catalogue import Indicator, catalogue
from extract.comparability import COMPARABLE
from extract.views import choice, panels, wording
from extract.views.comparing import Compared, Row, compared, counts_of_members
from extract.views.context import Context
from extract.views.frames import Filters, coverage, entries

HEADLINES = ("party_members_trained", "cadres_dispatched", "funds_invested")


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    shelf, say = context.shelf, context.say
    with st.sidebar:
        themes = choice.themes_shown(shelf, say)
        filters = choice.scope(shelf, say).filters
    panels.title(say("page.coverage"), lead(context))
    panels.section(say("coverage.headline"))
    everything = _compared(context, filters, HEADLINES)
    clicked = panels.cards(context, [everything[id] for id in HEADLINES], "headlines", size="large")
    panels.section(say("coverage.matrix"), say("coverage.only_given"))
    data = matrix(context, filters, themes)
    if data["groups"]:
        clicked = panels.matrix(data, "matrix") or clicked
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
    )


def matrix(context: Context, filters: Filters, themes: tuple[str, ...]) -> dict[str, Any]:
    """The matrix as data for the script: indicators that some shown region gives, by theme."""
    say, names = context.say, catalogue()
    given = set(coverage(context.shelf, filters).index)
    groups = []
    for theme in themes:
        own = [indicator.id for indicator in names.of_theme(theme) if indicator.id in given]
        if own:
            found = _compared(context, filters, own)
            rows = [_line(context, found[id]) for id in own]
            groups.append({"name": say.theme(names.themes[theme]), "rows": rows})
    return {
        "caption": say("coverage.caption"),
        "corner": say("coverage.corner"),
        "verdict": say("coverage.verdict"),
        "verdict_hint": say("coverage.verdict_hint"),
        "missing": say("compare.missing"),
        "columns": [
            {"name": say.region(name), "note": choice.level_name(name, say)} for name in filters.regions
        ],
        "groups": groups,
    }


def _compared(context: Context, filters: Filters, ids: tuple[str, ...] | list[str]) -> dict[str, Compared]:
    shelf = context.shelf
    counts = counts_of_members(shelf)
    indicators: list[Indicator] = [catalogue().indicators[id] for id in ids]
    return {i.id: compared(shelf, i, entries(shelf, i, filters), counts=counts) for i in indicators}


def _line(context: Context, found: Compared) -> dict[str, Any]:
    say = context.say
    rows = {row.region: row for row in found.rows}
    order = list(rows)
    total = sum(row.fact is not None for row in found.rows)
    good = len(found.graded(COMPARABLE))
    regions = st.session_state["regions"] or order
    return {
        "name": say.indicator(found.indicator),
        "unit": wording.unit(found.indicator.unit, say),
        "indicator": found.indicator.id,
        "href": context.href("compare", indicator=found.indicator.id),
        "cells": [_cell(context, found, rows[name]) for name in regions if name in rows],
        "verdict": say("coverage.verdict_of", comparable=good, total=total),
        "verdict_grade": "yes" if good > 1 else "no",
    }


def _cell(context: Context, found: Compared, row: Row) -> dict[str, Any] | None:
    if row.fact is None:
        return None
    say = context.say
    more = len(row.others)
    hint = [panels.exact(row, say), panels.period(row, say)]
    if more:
        hint.append(say("coverage.several_hint", count=more))
    return {
        "label": panels.label(row, say),
        "more": say("coverage.several", count=more) if more else "",
        "grade": row.grade,
        "hint": " · ".join(hint),
        "fact": row.fact.id,
        "href": context.href("compare", indicator=found.indicator.id, fact=row.fact.id),
    }
