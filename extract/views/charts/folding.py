"""Regions without a figure, where these are many: they share one line, in place of an empty row each."""

from __future__ import annotations

from dataclasses import replace

from extract.views.charts.comparing import MISSING
from extract.views.charts.spec import ChartSpec, Row
from extract.views.words.wording import label

_FOLDED = 3  # regions without a figure that have a row each; more share one line


def folded_names(spec: ChartSpec) -> list[str]:
    """The regions without a figure that share one line."""
    missing = [row.name for row in spec.rows if row.grade == MISSING]
    return missing if len(missing) > _FOLDED and spec.drawn else []


def folded(spec: ChartSpec) -> tuple[Row, ...]:
    """The rows of a chart as a file has them: those regions in one row at the end, which says how many they are; the notes
    name each."""
    missing = [row for row in spec.rows if row.grade == MISSING]
    if not folded_names(spec):
        return spec.rows
    kept = tuple(row for row in spec.rows if row.grade != MISSING)
    return (
        *kept,
        replace(missing[0], region="", name=label("chart.rest", spec.language, count=len(missing))),
    )


def leading(spec: ChartSpec) -> tuple[Row, ...]:
    """The rows that a native chart reads from a table of all: down to the last that is not one of many without a figure."""
    rows = list(spec.rows)
    while folded_names(spec) and rows and rows[-1].grade == MISSING:
        rows.pop()
    return tuple(rows)
