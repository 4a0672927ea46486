"""Charts of many regions: rows that stay readable, in the order asked for, and regions of one name told apart."""

from __future__ import annotations

import io
import math
import re
from dataclasses import replace
from datetime import date
from html import escape

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from extract.catalogue import catalogue
from extract.regions import registry
from extract.views.charts import bar_axis, drawing, ordering
from extract.views.charts.comparing import compared
from extract.views.charts.folding import folded, folded_names
from extract.views.charts.making import Request
from extract.views.charts.making import charts as specs
from extract.views.charts.spec import ChartSpec
from extract.views.exports import FORMATS, render
from extract.views.exports.rows import categories, shortened
from extract.views.frames import Filters, entries, shelve
from extract.views.palette import LIGHT
from extract.views.words import names
from extract.views.words.language import Code, Language
from tests.conftest import Invention


def spec(invention: Invention, given: int, missing: int = 0, *, code: str = "zh") -> ChartSpec:
    """Counties with the figures 10, 20, 30 …, and counties whose reports give none."""
    counties = [r.full_name for r in registry().by_full_name.values() if r.level == "county"]
    for number, region in enumerate(counties[: given + missing]):
        report = invention.report(region)
        if number < given:
            invention.figure(report, f"{10 * number + 10}名", 10.0 * number + 10, "2022")
    shelf, indicator = shelve(invention.table()), catalogue().indicators["cadres_dispatched"]
    found = compared(shelf, indicator, entries(shelf, indicator, Filters()))
    return specs(found, Request(Language(code), date(2026, 11, 28)), shelf.sources)[0]


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize(("count", "missing"), [(5, 0), (31, 0), (5, 4)])
@pytest.mark.parametrize(("width", "period"), [(bar_axis.WIDE, True), (290, False)])
def test_a_bar_and_its_label_stay_within_the_chart_and_the_bar_can_be_seen(
    invention: Invention, code: Code, count: int, missing: int, width: int, period: bool
) -> None:
    """On a wide chart the period is behind the figure, on a phone the figure alone."""
    chart = spec(invention, count, missing, code=code)
    axis = bar_axis.axis_of(chart)
    room = bar_axis.room(chart.rows, axis)
    for row in chart.drawn:
        bar = room.longest(width) * bar_axis.share(axis, row.value or 0)
        label = 7 * len(row.figure) + (7 * len(row.beside) if period else 0)
        assert room.names + bar + label <= width
    assert room.longest(width) >= 40
    assert axis["tickangle"] == 0 and 2 <= len(axis["tickvals"]) <= 6


@pytest.mark.parametrize(
    ("width", "regions", "figures", "least"),
    [
        (520, ["内蒙古自治区", "新疆维吾尔自治区"], ["超过610967名", "340万名"], 150),
        (290, ["内蒙古自治区", "新疆维吾尔自治区"], ["超过610967名", "340万名"], 55),
        (290, ["内蒙古自治区包头市白云鄂博矿区", "重庆市永川区"], ["1476名", "72243名"], 45),
    ],
)
def test_long_names_and_figures_in_english_leave_the_bars_their_room(
    invention: Invention, width: int, regions: list[str], figures: list[str], least: int
) -> None:
    """Letters are measured each, “million” being narrower than seven digits, and a name that is very long has its ends."""
    for region, quote in zip(regions, figures, strict=True):
        number = float(re.sub(r"\D", "", quote)) * (10_000 if "万" in quote else 1)
        invention.figure(invention.report(region), quote, number, "2022")
    shelf, indicator = shelve(invention.table()), catalogue().indicators["cadres_dispatched"]
    found = compared(shelf, indicator, entries(shelf, indicator, Filters()))
    (chart,) = specs(found, Request(Language("en"), date(2026, 11, 28)), shelf.sources)
    room = bar_axis.room(chart.rows, bar_axis.axis_of(chart))
    assert room.longest(width) >= least


def test_a_name_that_is_very_long_stands_with_its_ends_unless_two_would_be_alike(
    invention: Invention,
) -> None:
    chart = spec(invention, 2)
    first, second = (
        replace(row, name=name) for row, name in zip(chart.drawn, ("Alpha", "Beta"), strict=True)
    )
    long = "Baiyun'ebokuang District of Baotou"
    said = bar_axis.names([replace(first, name=long), second])
    assert said["Beta"] == "Beta"
    assert said[long].startswith("Baiyun") and said[long].endswith("Baotou") and "…" in said[long]
    alike = [replace(first, name=f"Baiyun'ebokuang {way} District of Baotou") for way in ("East", "West")]
    assert set(bar_axis.names(alike).values()) == {row.name for row in alike}
    drawn = drawing.bars(replace(chart, rows=(replace(first, name=long), second)), LIGHT, "").to_plotly_json()
    assert drawn["layout"]["yaxis"]["ticktext"] == [escape(name) for name in said.values()]
    assert set(drawn["data"][0]["y"]) == {long, "Beta"}


PHONE = 325  # pixels of a chart on a phone of 390


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("新疆维吾尔自治区", ["新疆维吾尔自治区"]),
        ("吉林省长春市朝阳区", ["吉林省", "长春市朝阳区"]),
        ("Dongcheng District", ["Dongcheng", "District"]),
        ("Liangshan Prefecture", ["Liangshan", "Prefecture"]),
        ("Haidian District", ["Haidian District"]),
    ],
)
def test_a_long_name_stands_in_two_lines_and_takes_no_more_of_a_phone_than_two_fifths(
    invention: Invention, name: str, lines: list[str]
) -> None:
    """The names took half of a phone and the bars what was left."""
    few = spec(invention, 2)
    first, second = few.drawn
    drawn = drawing.bars(replace(few, rows=(replace(first, name=name), second)), LIGHT, "").to_dict()
    layout = drawn["layout"]
    assert layout["yaxis"]["ticktext"][0] == "<br>".join(lines)
    assert layout["margin"]["l"] <= 0.4 * PHONE
    assert not layout["yaxis"]["automargin"] and not layout["xaxis"]["automargin"]
    many = spec(invention, 20)
    rows = (replace(many.rows[0], name=name), *many.rows[1:])
    dense = drawing.bars(replace(many, rows=rows), LIGHT, "").to_dict()["layout"]
    assert not any("<br>" in text for text in dense["yaxis"]["ticktext"]), "rows that are close hold one line"
    assert dense["margin"]["l"] <= 0.4 * PHONE


@pytest.mark.parametrize("count", [31, 80])
@pytest.mark.parametrize("log", [False, True])
def test_a_bar_of_many_keeps_room_for_its_words_and_the_axis_stands_above_too(
    invention: Invention, count: int, log: bool
) -> None:
    chart = replace(spec(invention, count), log=log)
    figure = drawing.bars(chart, LIGHT, "").to_plotly_json()
    layout = figure["layout"]
    assert 22 * count < layout["height"] < 35 * count
    assert len(set(figure["data"][0]["y"])) == count
    ruler = drawing.ruler(chart)
    axis = layout["xaxis"]
    assert re.findall(r">([^<>]+)</span>", ruler) == axis["ticktext"] and axis["tickangle"] == 0
    left, right = (int(pixels) for pixels in re.findall(r"--(?:left|right):(\d+)px", ruler))
    assert (left, right) == (layout["margin"]["l"], layout["margin"]["r"])
    assert layout["yaxis"]["automargin"] is False
    first, last = layout["xaxis"]["range"]
    for value, place in zip(layout["xaxis"]["tickvals"], re.findall(r"--at:([\d.]+)", ruler), strict=True):
        at = math.log10(value) if log else value
        assert float(place) == pytest.approx(axis["domain"][1] * (at - first) / (last - first), abs=1e-3)


def test_a_short_chart_has_its_axis_below_alone(invention: Invention) -> None:
    assert drawing.ruler(spec(invention, 12)) == ""


def test_many_missing_regions_share_one_line_and_few_stay_rows(invention: Invention) -> None:
    many = spec(invention, 4, 9)
    assert len(folded_names(many)) == 9
    assert len(drawing.laid(many)) == 4
    few = replace(many, rows=many.rows[:6])
    assert folded_names(few) == []
    assert len(drawing.laid(few)) == 6


@pytest.mark.parametrize("code", ["zh", "en"])
def test_many_missing_regions_share_a_row_in_files(invention: Invention, code: Code) -> None:
    """The second slide of a deck held sixteen regions without a bar, a Word table thirty rows that said the same."""
    many = replace(spec(invention, 4, 30), language=Language(code))
    assert [row.name for row in folded(many)][:4] == [row.name for row in many.rows][:4]
    assert len(folded(many)) == 5 and "30" in folded(many)[-1].name
    table = Document(io.BytesIO(render([many], "docx"))).tables[0]
    assert len(table.rows) == 1 + 5
    deck = Presentation(io.BytesIO(render([many], "pptx")))
    assert len(deck.slides) == 1
    page = render([many], "html").decode()
    assert page.count("<tr") == 1 + 5
    sheet = load_workbook(io.BytesIO(render([many], "xlsx"))).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert set(categories(many)) <= set(cells)  # data are whole
    (chart,) = sheet._charts
    assert str(chart.series[0].val.numRef.f).count("$") == 4
    first, last = re.findall(r"\$(\d+)", str(chart.series[0].val.numRef.f))
    assert int(last) - int(first) + 1 == 4


def test_rows_stand_by_value_level_or_name_and_those_without_a_figure_last(invention: Invention) -> None:
    chart = spec(invention, 6, 2)
    assert ordering.ordered(chart, "value") == chart
    mixed = replace(chart, rows=(*chart.rows, replace(chart.rows[0], region="吉林省", name="吉林省")))
    by_level = ordering.ordered(mixed, "level").rows
    assert by_level[0].region == "吉林省"
    assert [row.grade for row in by_level][-2:] == ["missing", "missing"]
    by_name = [row for row in ordering.ordered(mixed, "name").rows if row.drawn]
    spelt = [registry().by_full_name[row.region].pinyin for row in by_name]
    assert spelt == sorted(spelt)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_two_regions_of_one_name_are_told_apart(code: str) -> None:
    asked = ["北京市朝阳区", "吉林省长春市朝阳区", "辽宁省"]
    found = names.told_apart(asked, Language(code))
    assert len(set(found.values())) == 3
    assert found["辽宁省"] == Language(code).region("辽宁省")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_file_of_eighty_bars_and_of_two_hundred_is_made_and_a_picture_says_what_it_leaves_out(
    invention: Invention, form: str
) -> None:
    chart = spec(invention, 200)
    assert render([chart], form)
    if form == "svg":  # the picture that is drawn soonest
        assert render([replace(chart, rows=chart.rows[:80])], form)
        assert len(shortened(chart, 80).rows) < 200
        assert len(shortened(chart, 80).notes) > len(chart.notes)
