"""Bars on a slide: a native chart that the reader can edit."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from extract.views.charts.scaling import is_log
from extract.views.charts.spec import ChartSpec, Row
from extract.views.exports.numbers import axis_bounds, axis_format
from extract.views.exports.rows import categories
from extract.views.exports.slides import face, paint, paragraphs, rgb
from extract.views.palette import LIGHT
from extract.views.words.wording import label


def draw_bars(
    slide: Any, spec: ChartSpec, whole: ChartSpec, left: float, top: float, wide: float, height: float
) -> None:
    """Put the chart on a slide, lengths in inches; the axis is that of the ``whole`` chart of which these are some rows."""
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = categories(spec)
    ranges = any(row.value_high is not None for row in spec.rows)
    if ranges:
        data.add_series(label("head.value_high", spec.language), [row.value_high for row in spec.rows])
    data.add_series(spec.unit or spec.title, [row.value for row in spec.rows])
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED,
        Inches(left),
        Inches(top),
        Inches(wide),
        Inches(height),
        data,
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", spec.alt)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    size = max(7.0, min(13.0, height * 72 / len(spec.rows) * 0.5))
    face(chart.font, size, LIGHT.ink)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories, plot.overlap = 55, False, 100
    _axes(chart, whole, size)
    *behind, series = plot.series
    for number, row in enumerate(spec.rows):
        if row.drawn:
            point = series.points[number]
            paint(point.format, row.grade)
            _keep_fill(point)
            last = behind[0] if row.value_high is not None else series
            _label(last.points[number], row, size)
        if row.value_high is not None:
            behind[0].points[number].format.fill.solid()
            behind[0].points[number].format.fill.fore_color.rgb = rgb(LIGHT.hatch)


def _axes(chart: Any, spec: ChartSpec, size: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = rgb(LIGHT.hatch)
    names._element.find(qn("c:noMultiLvlLbl")).addprevious(
        parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    )
    values._element.find(qn("c:crosses")).set(
        "val", "max"
    )  # the first region on top, the numbers below the last
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.has_title = bool(spec.unit)
    if spec.unit:
        paragraphs(values.axis_title.text_frame, [[(spec.unit, size * 0.8, LIGHT.quiet, False)]])
    values.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
    values.format.line.fill.background()
    values.tick_labels.number_format = axis_format(spec)
    values.tick_labels.number_format_is_linked = False
    face(names.tick_labels.font, size, LIGHT.ink)
    face(values.tick_labels.font, size * 0.8, LIGHT.quiet)
    bounds = axis_bounds(spec)
    if bounds:
        values.minimum_scale, values.maximum_scale = bounds.low, bounds.high
        values.major_unit = bounds.step
    if is_log(spec):
        scaling = values._element.find(qn("c:scaling"))
        scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))


def _keep_fill(point: Any) -> None:
    """Let a bar below zero look as its grade does: without a word PowerPoint paints it white."""
    number = point._ser.get_or_add_dPt_for_point(point._idx).find(qn("c:idx"))
    number.addnext(parse_xml(f'<c:invertIfNegative {nsdecls("c")} val="0"/>'))


def _label(point: Any, row: Row, size: float) -> None:
    """Bold figure, grey period; the figure as written, since 约 and ≥ are no numbers."""
    frame = point.data_label.text_frame
    frame._txBody.bodyPr.set("wrap", "none")
    paragraph = frame.paragraphs[0]
    for text, scale, colour, bold in (
        (row.figure, 1.0, LIGHT.ink, True),
        (f"  {row.beside}", 0.9, LIGHT.quiet, False),
    ):
        run = paragraph.add_run()
        run.text = text
        face(run.font, size * scale, colour, bold)
    point.data_label.position = XL_LABEL_POSITION.OUTSIDE_END
