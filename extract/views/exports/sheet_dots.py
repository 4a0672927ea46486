"""Dots by level on a sheet: a native chart of points that reads the table beneath it, a series a level.

A chart of points needs two numbers a point; the second is how high the dot stands, in a column behind the table's own.
"""

from __future__ import annotations

from typing import Any

from extract.views.charts.kinds import Dots
from extract.views.charts.levelling import scale
from extract.views.charts.scaling import is_log
from extract.views.exports.dots import colours, runs, said
from extract.views.exports.numbers import axis_format
from extract.views.exports.sheets import dress, number_axis
from extract.views.exports.slide_dots import heights
from extract.views.palette import LIGHT, OFFICE_FACE
from extract.views.words.wording import label

WIDTH = 900  # pixels
_LINE = 24
_MARKS = ("circle", "square", "diamond", "triangle", "star")


def high(spec: Dots) -> int:
    """How many pixels high the chart is."""
    return round(130 + _LINE * max(max(own) for own in _heights(spec)))


def _heights(spec: Dots) -> list[list[float]]:
    return heights(spec, WIDTH * 0.75 * 0.72)


def chart_of(
    book: Any, sheet: Any, spec: Dots, name: str, first: int, values: int, column: int, formats: Any
) -> Any:
    """The chart of the table whose first line is ``first`` and whose figures stand in the column ``values``; the heights go
    into ``column``."""
    chart = book.add_chart({"type": "scatter"})
    sheet.write_string(first - 1, column, label("part.height", spec.language), formats["head_right"])
    row = first
    for mark, lane, own in zip(_MARKS, spec.lanes, _heights(spec), strict=False):
        for line, height in enumerate(own, row):
            sheet.write_number(line, column, height, formats["number"])
        for series, run in runs(spec, lane):
            last = row + len(run) - 1
            fill, edge = colours(run[0].grade)
            chart.add_series(
                {
                    "name": series,
                    "categories": [name, row, values, last, values],
                    "values": [name, row, column, last, column],
                    "marker": {
                        "type": mark,
                        "size": 8,
                        "fill": {"color": fill},
                        "border": {"color": edge, "width": 1.25},
                    },
                    "data_labels": {
                        "value": True,
                        "position": "right",
                        "custom": [{"value": said(each), "font": _font(9, LIGHT.ink)} for each in run],
                    },
                }
            )
            row = last + 1
    _axes(chart, spec, max(max(own) for own in _heights(spec)) + 1)
    return chart


def _font(size: float, colour: str) -> dict[str, object]:
    return {"name": OFFICE_FACE, "size": size, "color": colour, "bold": False}


def _axes(chart: Any, spec: Dots, lines: float) -> None:
    low, top = scale(spec).low, scale(spec).high
    axis = number_axis(spec.unit, axis_format(spec)) | {
        "line": {"color": LIGHT.hatch},
        "min": low,
        "max": top * 10 if is_log(spec) else low + (top - low) * 1.25,
    }
    chart.set_x_axis(axis | ({"log_base": 10} if is_log(spec) else {}))
    chart.set_y_axis({"visible": False, "min": 0, "max": lines, "major_gridlines": {"visible": False}})
    dress(chart, spec.title)
    chart.set_legend({"position": "top", "font": _font(9, LIGHT.quiet)})
