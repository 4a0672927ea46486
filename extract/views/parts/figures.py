"""Charts with scripts of their own: the map of squares, and the dots by level. Every square and dot is a link, so that keys
reach it, and opens its figure as a bar does."""

from __future__ import annotations

from typing import Any

import streamlit as st

from extract.comparability import COMPARABLE
from extract.views.address import choose_fact, chosen_fact
from extract.views.charts.comparing import MISSING, REFUSED
from extract.views.charts.kinds import Dots, Tile, Tiles
from extract.views.charts.levelling import scale, share
from extract.views.charts.spec import ChartSpec, Row
from extract.views.charts.tiling import extent
from extract.views.context import Context
from extract.views.parts.scripted import script
from extract.views.words.wording import label


def tiles(context: Context, spec: Tiles, key: str) -> None:
    """A map of squares; a click on one opens its figure, as a click on a bar does."""

    data = {
        "alt": spec.alt,
        "columns": extent()[1],
        "unit": label("band.title", context.say, unit=spec.unit) if spec.unit else "",
        "tiles": [_tile(context, spec, tile) for tile in spec.tiles],
        "bands": [
            {
                "words": band.words,
                "shade": band.shade,
                "count": context.say("chart.band_count", count=band.count),
            }
            for band in spec.bands
        ],
    }
    script("tiles", "links")(key=key, data=data, on_open_change=lambda: _opened(key))


def _tile(context: Context, spec: Tiles, tile: Tile) -> dict[str, Any]:
    absent = f"{tile.region} · {context.say('grade.absent')}"
    return {
        "line": tile.line,
        "column": tile.column,
        "name": tile.name,
        "figure": tile.figure,
        "grade": tile.grade,
        "shade": tile.band.shade if tile.band else None,
        "hint": _hint(context, spec, tile.row, tile.region) if tile.row else absent,
        **_link(context, spec, tile.row, "map"),
    }


def dots(context: Context, spec: Dots, key: str, heading: int = 2) -> None:
    """Lanes of dots, each under a ``heading`` of this level; a click on one opens its figure."""
    data = {
        "alt": spec.alt,
        "heading": heading,
        "unit": spec.unit,
        "ticks": [
            {"share": share(spec, mark), "text": context.say.short(mark)} for mark in scale(spec).marks
        ],
        "lanes": [
            {
                "level": label("part.lane", context.say, level=lane.level, count=len(lane.rows)),
                "dots": [_dot(context, spec, row) for row in lane.rows],
            }
            for lane in spec.lanes
        ],
    }
    script("dots", "links")(key=key, data=data, on_open_change=lambda: _opened(key))


def _dot(context: Context, spec: Dots, row: Row) -> dict[str, Any]:
    return {
        "share": round(share(spec, row.value or 0.0), 5),
        "name": row.name,
        "figure": row.figure,
        "beside": row.beside,
        "grade": row.grade,
        "hint": _hint(context, spec, row, row.name),
        **_link(context, spec, row, "levels"),
    }


def _hint(context: Context, spec: ChartSpec, row: Row, name: str) -> str:
    """All that is said of a figure: the number in full, its period, its grade and why, and that a click opens it."""
    exact = spec.language.of_unit(row.whole, spec.unit) if row.drawn else row.figure
    mark = "" if row.grade in (COMPARABLE, MISSING, REFUSED) else spec.grade(row)
    click = context.say("compare.click") if row.fact else ""
    return " · ".join(filter(None, [name, exact, row.period, mark, *row.reasons, click]))


def _link(context: Context, spec: ChartSpec, row: Row | None, way: str) -> dict[str, Any]:
    """Where a square or dot leads, and whether its figure is the one that is open."""
    fact = row.fact.id if row and row.fact else ""
    return {
        "fact": fact,
        "indicator": spec.indicator,
        "href": context.href("compare", indicator=spec.indicator, fact=fact, chart=way),
        "opened": bool(fact) and fact == chosen_fact(),
    }


def _opened(key: str) -> None:
    if st.session_state[key].open:
        choose_fact(st.session_state[key].open["fact"])
