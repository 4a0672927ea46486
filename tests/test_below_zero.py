"""Figures below zero: their bars begin at zero and go left, on the screen and in every file; 会议减少36个 is one."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pptx
import pytest
from matplotlib.figure import Figure

from extract.catalogue import catalogue
from extract.pipeline import extract_all
from extract.report import Report
from extract.table import join
from extract.views.charts import bar_axis, drawing
from extract.views.charts.comparing import compared
from extract.views.charts.making import Request, charts
from extract.views.charts.scaling import is_log
from extract.views.charts.spec import ChartSpec
from extract.views.exports import render
from extract.views.exports.bars import draw_bars
from extract.views.exports.numbers import axis_bounds, axis_format
from extract.views.frames import Filters, entries, shelve
from extract.views.palette import LIGHT
from extract.views.words.language import CODES, Language
from extract.views.words.wording import label

REGIONS = ("吉林省四平市", "吉林省长春市", "吉林省吉林市", "吉林省通化市")
CHANGES = {
    "one": ["减少36个"],
    "all less": ["减少36个", "减少4个"],
    "both": ["减少36个", "增加12个"],
    "hardly": ["减少1个", "增加9000个"],
}


def chart(changes: list[str], code: str = "zh", *, log: bool = False) -> ChartSpec:
    reports = [
        Report(f"{region}.txt", f"2022年，全市性会议{change}。", region)
        for region, change in zip(REGIONS, changes, strict=False)
    ]
    shelf = shelve(join(extract_all(reports)))
    indicator = catalogue().indicators["burdens_cut"]
    found = compared(shelf, indicator, entries(shelf, indicator, Filters()))
    return charts(found, Request(Language(code), date(2022, 1, 1), log=log), shelf.sources)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_bars_on_the_screen_begin_at_zero_and_labels_have_room(changes: list[str]) -> None:
    spec = chart(changes)
    axis = bar_axis.axis_of(spec)
    low, high = axis["range"]
    values = [row.value for row in spec.drawn if row.value is not None]
    assert len(values) == len(changes) and min(values) < 0
    assert low <= min(0, *values) and high >= max(0, *values)
    assert 0 in axis["tickvals"] and len(axis["tickvals"]) > 1
    assert all(low <= mark <= high for mark in axis["tickvals"])
    room = bar_axis.room(spec.rows, {"type": "linear", "range": [min(values), max(0, *values)]})
    for width, whole in ((bar_axis.WIDE, True), (290, False)):
        free = width - room.names - 8
        for row in spec.drawn:
            assert row.value is not None
            end = bar_axis.share(axis, row.value) * axis["domain"][1] * free
            label_ = len(row.figure + (row.beside if whole else "")) * 7
            assert (end > label_) if row.value < 0 else (end + label_ < free), (row.figure, width)


def test_the_line_that_bars_begin_at_stands_at_zero() -> None:
    drawn = drawing.bars(chart(CHANGES["both"]), LIGHT, "").to_dict()
    (line,) = drawn["layout"]["shapes"]
    assert line["xref"] == "x" and line["x0"] == line["x1"] == 0
    assert drawn["layout"]["xaxis"]["range"][0] < -36


def test_the_figure_stands_between_its_bar_and_its_period() -> None:
    traces = drawing.bars(chart(CHANGES["both"]), LIGHT, "").to_dict()["data"]
    words = {x: text for trace in traces for x, text in zip(trace["x"], trace["text"], strict=True)}
    assert words[12].index("<b>12</b>") < words[12].index("2022年")
    assert words[-36].index("<b>-36</b>") > words[-36].index("2022年")


@pytest.mark.parametrize("code", CODES)
def test_an_axis_is_linear_and_says_so_where_a_figure_has_no_logarithm(code: str) -> None:
    spec = chart(CHANGES["both"], code, log=True)
    assert not is_log(spec) and bar_axis.axis_of(spec)["type"] == "linear"
    assert label("note.no_log", spec.language) in spec.notes
    assert label("note.log", spec.language) not in spec.notes


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_the_picture_holds_zero_and_every_bar(changes: list[str]) -> None:
    spec = chart(changes)
    axes = Figure().subplots()
    draw_bars(axes, spec, wide=False)
    low, high = axes.get_xlim()
    assert low <= min(row.value or 0 for row in spec.drawn) and high >= 0
    for bar in axes.patches:
        assert low <= min(bar.get_x(), bar.get_x() + bar.get_width())


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_native_charts_have_room_on_both_sides_and_marks_on_round_numbers(changes: list[str]) -> None:
    spec = chart(changes)
    values = [row.value or 0 for row in spec.drawn]
    bounds = axis_bounds(spec)
    assert bounds is not None and bounds.step
    assert bounds.low < min(values) and bounds.high >= max(0, *values)
    assert bounds.low % bounds.step == 0
    deck = pptx.Presentation(io.BytesIO(render([spec], "pptx")))
    (slide,) = (shape.chart for page in deck.slides for shape in page.shapes if shape.has_chart)
    assert slide.value_axis.minimum_scale == bounds.low
    points = slide._chartSpace.xpath(".//c:dPt")
    assert len(points) == len(values)
    assert all(point.xpath("./c:invertIfNegative/@val") == ["0"] for point in points)
    (native,) = openpyxl.load_workbook(io.BytesIO(render([spec], "xlsx"))).worksheets[0]._charts
    assert native.y_axis.scaling.min == bounds.low and native.y_axis.majorUnit == bounds.step
    assert native.x_axis.tickLblPos == "low"


@pytest.mark.parametrize("form", ["docx", "svg", "html"])
def test_other_files_are_made(form: str) -> None:
    assert render([chart(CHANGES["one"])], form)


def test_large_figures_below_zero_are_in_the_unit_of_large_ones() -> None:
    assert "万" in axis_format(chart(["减少36000个"]))
