"""The order of a chart's rows: by value as the guard laid them, by level, or by the name of the region."""

from __future__ import annotations

from dataclasses import replace

from extract.comparability import LEVELS
from extract.regions import registry
from extract.views.charts.comparing import MISSING
from extract.views.charts.spec import ChartSpec, Row

ORDERS = ("value", "level", "name")


def ordered(spec: ChartSpec, by: str) -> ChartSpec:
    """The chart with its rows in this order; regions without a figure stay last, and equals stay as they stood."""
    if by == "value":
        return spec
    key = _level if by == "level" else _name
    return replace(spec, rows=tuple(sorted(spec.rows, key=lambda row: (row.grade == MISSING, key(row)))))


def _level(row: Row) -> tuple[int, str]:
    region = registry().by_full_name.get(row.region)
    return (LEVELS.index(region.level) if region else len(LEVELS), "")


def _name(row: Row) -> tuple[int, str]:
    """In the alphabet of the pinyin, as registers of places have it; unknown names last."""
    region = registry().by_full_name.get(row.region)
    return (0, region.pinyin) if region else (1, row.name)
