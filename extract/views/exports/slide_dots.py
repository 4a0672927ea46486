"""Dots by level on a slide: a native chart of points that the reader can edit, a series a level with a mark of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from extract.views.charts.kinds import Dots, Lane
from extract.views.charts.levelling import scale
from extract.views.charts.scaling import is_log
from extract.views.charts.spec import Row
from extract.views.exports.dots import colours, placed, runs, said
from extract.views.exports.numbers import axis_format
from extract.views.exports.slides import face, paragraphs, rgb
from extract.views.palette import LIGHT

_MARKS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.STAR,
)
_LARGEST, _SMALLEST = 9.0, 7.0  # sizes of the labels in points


_LINES = 18  # of dots that a slide holds
_ACROSS = 560.0  # points, about, from nought to the highest on a slide


def heights(spec: Dots, across: float) -> list[list[float]]:
    """How high each dot of each lane stands above the chart's foot, in lines, the first lane on top; ``across`` is how wide
    the axis is in points."""
    lanes = placed(spec, across, turned=False)
    found, below = [], 0.0
    for lane in reversed(lanes):
        most = max(each.line for each in lane)
        found.append([below + 1 + most - each.line for each in lane])
        below += most + 2.0
    return found[::-1]


def draw_dots(slide: Any, spec: Dots, left: float, top: float, wide: float, high: float) -> None:
    """Put the chart on a slide; lengths in inches."""
    rows = heights(spec, _ACROSS)
    data: Any = XyChartData()  # type: ignore[no-untyped-call]
    drawn: list[tuple[Any, Sequence[Row]]] = []
    for style, lane, own in zip(_MARKS, spec.lanes, rows, strict=False):
        upward = iter(own)
        for name, run in runs(spec, lane):
            series = data.add_series(name)
            for row in run:
                series.add_data_point(row.value, next(upward))
            drawn.append((style, run))
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.XY_SCATTER, Inches(left), Inches(top), Inches(wide), Inches(high), data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", spec.alt)
    chart = frame.chart
    lines = max(max(own) for own in rows) + 1
    size = max(_SMALLEST, min(_LARGEST, high * 72 * 0.8 / lines * 0.75))
    face(chart.font, size, LIGHT.ink)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    face(chart.legend.font, size, LIGHT.quiet)
    _axes(chart, spec, lines, size)
    for series, (style, own_rows) in zip(chart.plots[0].series, drawn, strict=True):
        _series(series, own_rows, style, size)


def _axes(chart: Any, spec: Dots, lines: float, size: float) -> None:
    values, up = chart.category_axis, chart.value_axis
    up.visible = False
    up.minimum_scale, up.maximum_scale = 0, lines
    up.has_major_gridlines = False
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
    values.format.line.color.rgb = rgb(LIGHT.hatch)
    values.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = axis_format(spec), False
    face(values.tick_labels.font, size * 0.9, LIGHT.quiet)
    values.has_title = bool(spec.unit)
    if spec.unit:
        paragraphs(values.axis_title.text_frame, [[(spec.unit, size * 0.9, LIGHT.quiet, False)]])
    low, high = scale(spec).low, scale(spec).high
    values.minimum_scale = low
    if is_log(spec):
        scaling = values._element.find(qn("c:scaling"))
        scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
        values.maximum_scale = high * 10
    else:
        values.maximum_scale = low + (high - low) * 1.25  # room for the label of the last dot


def _series(series: Any, rows: Sequence[Row], style: Any, size: float) -> None:
    fill, edge = colours(rows[0].grade)
    series.format.line.fill.background()
    series.marker.style, series.marker.size = style, 8
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(fill)
    series.marker.format.line.color.rgb = rgb(edge)
    series.marker.format.line.width = Pt(1.1)
    for number, row in enumerate(rows):
        words = series.points[number].data_label
        words.text_frame._txBody.bodyPr.set("wrap", "none")
        run = words.text_frame.paragraphs[0].add_run()
        run.text = said(row)
        face(run.font, size, LIGHT.ink)
        words.position = XL_LABEL_POSITION.RIGHT


def parts(spec: Dots) -> list[Dots]:
    """The lanes on one slide, or where they are too high for it on one each, of a lane that is too high for that as well equal
    pieces, with the same axis."""
    if _lines(spec) <= _LINES:
        return [spec]
    pieces = [piece for lane in spec.lanes for piece in _pieces(spec, lane)]
    return [
        replace(spec, lanes=(piece,), title=spec.language.bracketed(spec.title, f"{number}/{len(pieces)}"))
        for number, piece in enumerate(pieces, 1)
    ]


def _pieces(spec: Dots, lane: Lane) -> list[Lane]:
    for count in range(1, len(lane.rows)):
        size = math.ceil(len(lane.rows) / count)
        cut = [
            replace(lane, rows=lane.rows[start : start + size]) for start in range(0, len(lane.rows), size)
        ]
        if all(_lines(replace(spec, lanes=(piece,))) <= _LINES for piece in cut):
            return cut
    return [replace(lane, rows=(row,)) for row in lane.rows]


def _lines(spec: Dots) -> float:
    return sum(max(own) - min(own) + 2 for own in heights(spec, _ACROSS))
