"""Lines over years on a slide: a native line chart that the reader can edit, each line named at its end, of few with its figure."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from extract.comparability import CAUTION, COMPARABLE
from extract.views.charts.kinds import Lines
from extract.views.charts.line_labels import at_ends
from extract.views.charts.scaling import axis, values
from extract.views.exports.lines import colours
from extract.views.exports.numbers import SHORT, axis_format
from extract.views.exports.slides import face, paragraphs, rgb
from extract.views.exports.yearly import Column, grid
from extract.views.palette import LIGHT

_SIZE = 12.0  # of the names, in points


def draw_lines(slide: Any, spec: Lines, left: float, top: float, wide: float, high: float) -> None:
    """Put the chart on a slide; all lengths in inches."""
    own, named = grid(spec), colours(spec)
    columns = sorted(own.columns, key=lambda column: column.region in named)  # the grey ones beneath
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = own.heads
    for column in columns:
        data.add_series(column.name, [cell.value if cell else None for cell in column.cells])
    place = (Inches(left), Inches(top), Inches(wide), Inches(high))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, data)
    frame.name = spec.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", spec.alt)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    face(chart.font, _SIZE, LIGHT.ink)
    _axes(chart, spec)
    ends = at_ends(spec)
    for series, column in zip(chart.plots[0].series, columns, strict=True):
        colour = named.get(column.region, LIGHT.hatch)
        _line(series, column, colour, forward=column.region in named)
        if column.last and column.region in named:
            name = column.name if len(spec.lines) > 1 else ""
            _end(series.points[column.end], name, ends.get(column.region, ""), colour)
    blanks = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))
    blanks.set("val", "span" if own.spanned else "gap")


def _axes(chart: Any, spec: Lines) -> None:
    scale, years, numbers = axis(values(spec)), chart.category_axis, chart.value_axis
    years.major_tick_mark = numbers.major_tick_mark = XL_TICK_MARK.NONE
    years.format.line.color.rgb = rgb(LIGHT.hatch)
    numbers.format.line.fill.background()
    numbers.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
    numbers.minimum_scale = scale.low
    numbers.maximum_scale = scale.marks[-1] if scale.cut else scale.high * 1.08
    numbers.tick_labels.number_format = axis_format(spec)
    numbers.tick_labels.number_format_is_linked = False
    numbers.has_title = bool(spec.unit)
    if spec.unit:
        paragraphs(numbers.axis_title.text_frame, [[(spec.unit, _SIZE * 0.85, LIGHT.quiet, False)]])
        if len(spec.unit) <= SHORT:
            body = numbers.axis_title.text_frame._txBody.bodyPr
            body.set("rot", "0")
            body.set("vert", "horz")
    for labels in (years.tick_labels, numbers.tick_labels):
        face(labels.font, _SIZE * 0.85, LIGHT.quiet)


def _line(series: Any, column: Column, colour: str, *, forward: bool) -> None:
    series.smooth = False
    series.format.line.color.rgb = rgb(colour)
    series.format.line.width = Pt(2.25 if forward else 0.75)
    _mark(series.marker, colour, 6 if forward else 4)
    for number, cell in enumerate(column.cells):
        if cell is None or cell.grade == COMPARABLE:
            continue
        marker = series.points[number].marker
        _mark(marker, colour, 7)
        marker.format.fill.fore_color.rgb = rgb(LIGHT.ground)
        if cell.grade == CAUTION:
            marker.style = XL_MARKER_STYLE.DIAMOND


def _mark(marker: Any, colour: str, size: int) -> None:
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(colour)
    marker.format.line.color.rgb = rgb(colour)


def _end(point: Any, name: str, figure: str, colour: str) -> None:
    """The region at the end of its line, and the figure there as it is written: ≥ and 约 are no numbers."""
    runs = [
        (text, size, bold) for text, size, bold in ((name, _SIZE, True), (figure, _SIZE * 0.9, False)) if text
    ]
    frame = point.data_label.text_frame
    frame.word_wrap = False
    for number, (text, size, bold) in enumerate(runs):
        run = frame.paragraphs[0].add_run()
        run.text = f" {text}" if number else text
        face(run.font, size, colour if bold else LIGHT.ink, bold or len(runs) == 1)
    point.data_label.position = XL_LABEL_POSITION.RIGHT if name else XL_LABEL_POSITION.ABOVE
