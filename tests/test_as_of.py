"""Undated figures taken as of their report's year: off until somebody asks, and said wherever it was done."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest

from extract.catalogue import catalogue
from extract.table import Table
from extract.views.charts.as_of import AS_REPORTED, AsOf
from extract.views.charts.comparing import compared
from extract.views.charts.making import Request, charts
from extract.views.charts.several import specs_of
from extract.views.charts.spec import ChartSpec
from extract.views.exports import render
from extract.views.frames import Filters, entries, shelve
from extract.views.words.language import Language
from tests.conftest import Invention
from tests.harness import address, html, page


def draw(table: Table, as_of: AsOf = AS_REPORTED, language: str = "zh") -> ChartSpec:
    shelf, indicator = shelve(table), catalogue().indicators["cadres_dispatched"]
    found = compared(shelf, indicator, entries(shelf, indicator, Filters()), as_of=as_of)
    request = Request(Language("en" if language == "en" else "zh"), date(2026, 11, 21))
    return charts(found, request, shelf.sources)[0]


@pytest.fixture
def undated(invention: Invention) -> Table:
    """Three provinces that report the same, two of them without a period, and one that names no year at all."""
    for region, year, period in (
        ("辽宁省", 2022, "2022"),
        ("云南省", 2022, ""),
        ("青海省", 2021, ""),
        ("甘肃省", None, ""),
    ):
        invention.figure(invention.report(region, year), "1000名", 1000.0, period)
    return invention.table()


def test_undated_flows_are_held_back_until_somebody_asks(undated: Table) -> None:
    spec = draw(undated)
    assert [(row.name, row.grade, row.period) for row in spec.rows][1:] == [
        ("云南省", "caution", "未注明时间"),
        ("甘肃省", "caution", "未注明时间"),
        ("青海省", "caution", "未注明时间"),
    ]
    assert spec.remark == ""
    assert not any("按报告年度" in f"{name}{value}" for name, value in spec.filters)


def test_the_switch_takes_them_as_of_their_reports_year_and_every_bar_says_so(undated: Table) -> None:
    spec = draw(undated, AsOf(True))
    assert [(row.name, row.grade, row.period) for row in spec.rows] == [
        ("辽宁省", "comparable", "2022年"),
        ("云南省", "comparable", "按报告年度2022年计"),
        ("青海省", "comparable", "按报告年度2021年计"),
        ("甘肃省", "caution", "未注明时间"),
    ]
    assert "云南省的报告未载期间，按报告年度（2022年）计" in spec.remark
    assert any(spec.remark in note for note in spec.notes)
    assert ("未载期间的流量按报告年度计", "全部报告") in spec.filters


def test_it_can_be_asked_of_one_report_only(undated: Table) -> None:
    spec = draw(undated, AsOf(True, ("report-2",)))
    assert [row.grade for row in spec.rows] == ["comparable", "comparable", "caution", "caution"]
    assert ("未载期间的流量按报告年度计", "report-2") in spec.filters


def test_a_period_that_is_half_known_is_not_an_undated_one(invention: Invention) -> None:
    invention.figure(invention.report("辽宁省"), "1000名", 1000.0, "2022")
    invention.figure(invention.report("云南省"), "1000名", 1000.0, "截至2月底")
    (_, half) = draw(invention.table(), AsOf(True)).rows
    assert (half.grade, half.period) == ("caution", "截至2月底")
    assert "起点不明" in half.reasons[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_file_says_where_the_year_was_assumed(undated: Table, language: str) -> None:
    spec = draw(undated, AsOf(True), language)
    bar = "按报告年度2022年计" if language == "zh" else "as of its report, 2022"
    assert bar in [row.period for row in spec.rows]
    page = render([spec], "html").decode()
    assert bar in page
    assert spec.remark.split("；")[0] in page
    archive = zipfile.ZipFile(io.BytesIO(render([spec], "zip")))
    table = archive.read(f"data/01_{spec.indicator}_chart.csv").decode("utf-8-sig")
    assert bar in [cell for line in csv.reader(io.StringIO(table)) for cell in line]
    assert spec.remark in archive.read("README.md").decode()


def test_all_charts_of_a_theme_take_it_too(undated: Table) -> None:
    indicator = catalogue().indicators["cadres_dispatched"]
    request = Request(Language("zh"), date(2026, 11, 21))
    for normalisation in ("raw", "year"):
        (spec,) = specs_of(shelve(undated), [indicator], request, Filters(), normalisation, AsOf(True))
        assert sum(row.grade == "comparable" for row in spec.rows) == 3


def test_a_slow_stock_says_in_the_strip_how_far_it_lies_apart(invention: Invention) -> None:
    for region, period in (("辽宁省", "/2022"), ("云南省", "/2019"), ("青海省", "/2018")):
        invention.figure(invention.report(region), "200万名", 2e6, period, "party_members")
    shelf, indicator = shelve(invention.table()), catalogue().indicators["party_members"]
    found = compared(shelf, indicator, entries(shelf, indicator, Filters()))
    (spec,) = charts(found, Request(Language("zh"), date(2026, 11, 21)), shelf.sources)
    assert {row.name: row.grade for row in spec.rows} == {
        "辽宁省": "comparable",
        "云南省": "comparable",
        "青海省": "caution",
    }
    assert spec.remark == "期间：云南省与最新的2022年相差 3 年，变化缓慢的存量，仍可比较"


def test_the_pages_switch_stands_in_the_address_and_marks_bar_table_and_strip() -> None:
    app = page("compare", indicator="party_building_instructors", regions=["甘肃省临夏回族自治州"])
    assert "按报告年度（" not in html(app)
    app.toggle(key="undated").set_value(True).run()
    assert address(app, "undated") == ["1"]
    assert "的报告未载期间，按报告年度（2022年）计" in html(app)
    assert "按报告年度2022年计" in app.dataframe(key="table").value["期间"].tolist()
    linked = page("compare", indicator="party_building_instructors", undated="1")
    assert linked.toggle(key="undated").value is True
    assert "按报告年度" in html(linked)


def test_the_page_asks_for_which_reports() -> None:
    app = page("compare", indicator="party_building_instructors", undated="1")
    app.multiselect(key="undated_of").set_value(["002_dcf2e6a132f28bcb"]).run()
    assert address(app, "undated_of") == ["002_dcf2e6a132f28bcb"]
    assert "的报告未载期间，按报告年度" not in html(app)
