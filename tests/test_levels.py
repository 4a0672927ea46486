"""Dots by level: which lane a figure stands in, that no label runs into another, and what every file has of them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pptx
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from extract.table import Table
from extract.views.charts.kinds import Dots
from extract.views.charts.levelling import in_levels, levelled, packed, scale, several, share
from extract.views.exports import FORMATS, file_name, render
from extract.views.exports.dots import placed, said
from extract.views.exports.typeset import width
from tests.test_tiles import PROVINCES, spec


@pytest.fixture
def dots(villages: Table) -> Dots:
    return levelled(spec(villages))


@pytest.fixture
def many(invention: Any) -> Dots:
    """31 provinces, 12 prefectures and 20 counties with figures of 2022."""
    from tests.provinces import parts

    below = [*parts("辽宁省")[:12], *parts("北京市"), *parts("辽宁省沈阳市")[:4]]
    for number, name in enumerate([*PROVINCES[:31], *below]):
        size = 1000 if name in PROVINCES else 40
        invention.figure(
            invention.report(name), f"{(number + 1) * size}名", float((number + 1) * size), "2022"
        )
    return levelled(spec(invention.table()))


def test_each_level_has_a_lane_from_the_top_down(dots: Dots) -> None:
    found = [(lane.level, [row.name for row in lane.rows]) for lane in dots.lanes]
    assert found == [
        ("省级", ["云南省", "辽宁省", "广东省", "青海省"]),
        ("地级", ["临夏州"]),
        ("县级", ["双辽市"]),
    ]


def test_lanes_are_named_in_english_too(villages: Table) -> None:
    assert [lane.level for lane in levelled(spec(villages, "en")).lanes] == [
        "Province",
        "Prefecture",
        "County",
    ]


def test_no_row_is_lost_and_what_has_no_figure_stands_last(villages: Table) -> None:
    chart, found = spec(villages), levelled(spec(villages))
    assert sorted(row.region for row in found.rows) == sorted(row.region for row in chart.rows)
    assert found.rows[-1].name == "甘肃省" and not found.rows[-1].drawn
    assert found.statistics == chart.statistics
    assert found.notes[0].startswith("分层点图") and found.notes[1:] == chart.notes


def test_one_level_stays_bars(villages: Table) -> None:
    chart = spec(villages)
    assert several(chart.rows)
    alike = replace(chart, rows=tuple(row for row in chart.rows if row.region in PROVINCES))
    assert not several(alike.rows) and in_levels([alike]) == [alike]


def test_the_key_speaks_of_dots(dots: Dots) -> None:
    assert [grade for grade, _ in dots.legend] == ["comparable", "caution"]
    assert all("点" in words for _, words in dots.legend)
    assert dots.alt.startswith("分层点图：选派干部驻村。省级 云南省 ≥ 3.72万、")


@given(
    some.lists(
        some.tuples(some.floats(0, 500), some.floats(1, 90)).map(lambda s: (s[0], s[0] + s[1])), max_size=60
    )
)
def test_law_no_two_spans_of_a_line_touch(spans: list[tuple[float, float]]) -> None:
    lines = packed(spans)
    for number, (start, end) in enumerate(spans):
        for other in range(number):
            if lines[other] == lines[number]:
                assert end <= spans[other][0] or start >= spans[other][1]
    assert sorted(set(lines)) == list(range(len(set(lines))))


def test_labels_stay_on_the_picture(many: Dots) -> None:
    for lane in placed(many, 460.0):
        for each in lane:
            x = share(many, each.row.value or 0) * 460.0
            long = width(said(each.row), 8.0) + 7
            assert (x - long >= 0) if each.left else (x + long <= 480), said(each.row)
    assert (scale(many).low, scale(many).high) == (0, max(row.value or 0 for row in many.rows))


def test_the_axis_holds_every_figure_below_nought_and_in_powers_of_ten(many: Dots) -> None:
    below = replace(many.rows[0], value=-500.0)
    mixed = replace(many, rows=(below, *many.rows[1:]), log=True)
    assert scale(mixed).low == -500.0 and share(mixed, -500.0) == 0.0  # no logarithm of these
    log = replace(many, log=True)
    assert scale(log).marks == (1e2, 1e3, 1e4) or scale(log).marks[0] < min(
        row.value or 1 for row in log.drawn
    )
    assert all(0 <= share(log, row.value or 0) <= 1 for row in log.drawn)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("log", [False, True])
def test_every_format_draws_dots(many: Dots, format: str, log: bool) -> None:
    assert len(render([replace(many, log=log)], format)) > 500


def test_a_chart_without_any_figure_has_no_lane(invention: Any) -> None:
    invention.report("辽宁省")
    empty = levelled(spec(invention.table()))
    assert empty.lanes == ()
    for format in FORMATS:
        assert render([empty], format)


def test_a_picture_has_blue_dots_and_every_name(dots: Dots, recwarn: Any) -> None:
    picture = Image.open(io.BytesIO(render([dots], "png"))).convert("RGB")
    assert (0x12, 0x55, 0xA6) in {colour for _, colour in picture.getcolors(maxcolors=1 << 20)}
    assert [str(w.message) for w in recwarn if "missing from" in str(w.message)] == []
    document = pypdfium2.PdfDocument(render([dots], "pdf"))
    text = document[0].get_textpage().get_text_range()
    document.close()
    for row in dots.drawn:
        assert row.name in text
    assert file_name([dots], "png") == "cadres_dispatched_levels.png"


def test_powerpoint_has_an_editable_chart_with_a_series_a_level(many: Dots) -> None:
    deck = pptx.Presentation(io.BytesIO(render([many], "pptx")))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert len({(each.category_axis.minimum_scale, each.category_axis.maximum_scale) for each in charts}) == 1
    series = [each for chart in charts for each in chart.plots[0].series]
    assert [each.name for each in series] == ["省级（31）", "地级（12）", "县级（10）", "县级（10）"]
    for level, lane in zip("省地县", many.lanes, strict=True):
        own = [each for each in series if each.name.startswith(level)]
        across = [float(node.text) for each in own for node in each._element.findall(".//{*}xVal//{*}v")]
        assert across == [row.value for row in lane.rows]
        assert own[0].points[0].data_label.text_frame.text == said(lane.rows[0])


def test_the_lines_of_dots_on_a_slide_are_as_high_as_their_words(many: Dots) -> None:
    """A level of 25 on one slide, under a strip that named 49 regions, had its labels on one another."""
    for slide in pptx.Presentation(io.BytesIO(render([many], "pptx"))).slides:
        (frame,) = [shape for shape in slide.shapes if shape.has_chart]
        lines = frame.chart.value_axis.maximum_scale
        size = frame.chart.plots[0].series[0].points[0].data_label.text_frame.paragraphs[0].runs[0].font.size
        assert frame.height / lines * 0.72 >= size  # what the axis, its title and the key leave
        told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any("层级 32 地" in words for words in told)
        assert "延庆区" in slide.notes_slide.notes_text_frame.text  # where each is named


def test_a_slide_with_few_dots_has_all_lanes_the_highest_level_on_top(dots: Dots) -> None:
    deck = pptx.Presentation(io.BytesIO(render([dots], "pptx")))
    (slide,) = deck.slides
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    series = {each.name: each for each in chart.plots[0].series}
    assert list(series) == ["省级（4） · 可比", "省级（4） · 注意", "地级（1）", "县级（1）"]
    assert min(series["省级（4） · 可比"].values) > max(series["地级（1）"].values)
    assert str(series["省级（4） · 可比"].marker.format.fill.fore_color.rgb) == "1255A6"
    assert str(series["地级（1）"].marker.format.fill.fore_color.rgb) == "8F99A6"


def test_excel_has_a_native_chart_that_reads_the_table(many: Dots) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render([many], "xlsx"))).worksheets[0]
    (chart,) = sheet._charts
    assert len(chart.series) == 3
    for each, lane in zip(chart.series, many.lanes, strict=True):
        reference = each.xVal.numRef.f.split("!")[1].replace("$", "")
        assert [cell.value for (cell,) in sheet[reference]] == [row.value for row in lane.rows]
        heights = each.yVal.numRef.f.split("!")[1].replace("$", "")
        assert all(isinstance(cell.value, (int, float)) for (cell,) in sheet[heights])
