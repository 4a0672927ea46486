"""Bars on a sheet: a native chart that reads the table beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.comparability import COMPARABLE, UNSURE
from extract.views.charts.folding import leading
from extract.views.charts.scaling import is_log
from extract.views.charts.spec import ChartSpec, Row
from extract.views.exports.numbers import axis_bounds, axis_format
from extract.views.exports.sheets import dress, number_axis
from extract.views.palette import LIGHT, OFFICE_FACE
from extract.views.words.wording import label

WIDTH = 900  # pixels


def high(spec: ChartSpec) -> int:
    """How many pixels high the chart is, 0 of one without rows."""
    return 90 + 30 * len(leading(spec)) if spec.rows else 0


def chart_of(book: Any, spec: ChartSpec, name: str, first: int, columns: Sequence[str]) -> Any:
    """The chart of the table on the sheet ``name`` whose first line is ``first`` and whose ``columns`` are these."""
    rows = leading(spec)
    last = first + len(rows) - 1
    chart = book.add_chart({"type": "bar"})
    names = [name, first, 0, last, 0]
    common = {"categories": names, "gap": 55, "overlap": 100}
    if any(row.value_high is not None for row in rows):
        chart.add_series(
            common
            | {
                "name": label("head.value_high", spec.language),
                "values": [name, first, columns.index("value_high"), last, columns.index("value_high")],
                "fill": {"color": LIGHT.hatch},
                "data_labels": _labels(rows, [row.value_high is not None for row in rows]),
            }
        )
    chart.add_series(
        common
        | {
            "name": spec.unit or spec.title,
            "values": [name, first, columns.index("value"), last, columns.index("value")],
            "points": [_point(row) for row in rows],
            "data_labels": _labels(rows, [row.drawn and row.value_high is None for row in rows]),
        }
    )
    font = {"name": OFFICE_FACE, "size": 10, "color": LIGHT.ink}
    chart.set_y_axis(
        {
            "reverse": True,
            "num_font": font,
            "line": {"color": LIGHT.hatch},
            "major_tick_mark": "none",
            "crossing": "max",
            "label_position": "low",  # the names, beside the chart and not in the bars that go left of zero
            "interval_unit": 1,
        }
    )
    axis = number_axis(spec.unit, axis_format(spec))
    bounds = axis_bounds(spec)
    if bounds:
        axis |= {"min": bounds.low, "max": bounds.high} | ({"major_unit": bounds.step} if bounds.step else {})
    if is_log(spec):
        axis["log_base"] = 10
    chart.set_x_axis(axis)
    dress(chart, spec.title)
    return chart


def _point(row: Row) -> dict[str, object] | None:
    if not row.drawn:
        return None
    if row.grade == COMPARABLE:
        return {"fill": {"color": LIGHT.comparable}}
    if row.grade == UNSURE:
        return {
            "pattern": {"pattern": "dotted_grid", "fg_color": LIGHT.comparable, "bg_color": LIGHT.ground},
            "border": {"color": LIGHT.comparable, "width": 1.25},
        }
    return {
        "pattern": {"pattern": "wide_upward_diagonal", "fg_color": LIGHT.hatch, "bg_color": LIGHT.caution}
    }


def _labels(rows: Sequence[Row], shown: Sequence[bool]) -> dict[str, object]:
    """Labels as written (≥ 3.72万  2022年), since bounds are no numbers."""
    font = {"name": OFFICE_FACE, "size": 10, "color": LIGHT.ink, "bold": True}
    custom = [
        {"value": f"{row.figure}  {row.beside}".rstrip(), "font": font} if visible else {"delete": True}
        for row, visible in zip(rows, shown, strict=True)
    ]
    return {"value": True, "custom": custom, "position": "outside_end", "font": font}
