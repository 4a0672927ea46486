"""The page Over time, in Streamlit's harness: what it draws of a panel with known values, and where clicks and links lead."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from extract.catalogue import catalogue
from extract.manifest import Entry
from extract.normalisation import residents
from extract.views.charts.as_of import AS_REPORTED
from extract.views.charts.making import Request
from extract.views.charts.over_time import Span
from extract.views.frames import Filters, shelve
from extract.views.pages import trend
from extract.views.words.language import Language
from extract.workspace import Workspace
from tests.harness import address, components, heading, html, page, sound, submit
from tests.provinces import written

YEARS = (2019, 2020, 2022)
WRITTEN = [each for each in written(YEARS, counties=0) if each.region in ("辽宁省", "湖南省", "青海省")]
FIGURES = {(each.region, each.year): each.figures for each in WRITTEN}


@pytest.fixture(scope="module", autouse=True)
def _panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The app opens a workspace of three provinces over three years, one between them missing."""
    space = Workspace.open(tmp_path_factory.mktemp("panel") / "ws")
    for each in WRITTEN:
        space.keep(
            each.text.encode(), f"{each.region}-{each.year}.txt", Entry(each.region, "", str(each.year))
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(space.folder.root)])
        yield


def marks(app: AppTest) -> dict[str, list[tuple[float, float]]]:
    """The marks of each line of the first chart, by the region that its first hover names."""
    figure: dict[str, Any] = json.loads(app.get("plotly_chart")[0].proto.spec)
    return {
        trace["hovertext"][0].split("  ")[0]: [
            (round(x), y) for x, y in zip(trace["x"], trace["y"], strict=True)
        ]
        for trace in figure["data"]
        if trace["mode"].startswith("markers")
    }


def test_every_drawn_value_equals_the_known_one() -> None:
    for indicator in ("party_members", "cadres_dispatched", "members_recruited"):
        app = page("trend", indicator=indicator, lang="zh")
        assert marks(app) == {
            region: [(year, FIGURES[region, year][indicator]) for year in YEARS]
            for region in ("辽宁省", "湖南省", "青海省")
        }


def test_compare_and_over_time_lead_to_one_another_with_what_was_chosen() -> None:
    app = page("compare", indicator="party_members", regions=["青海省", "湖南省"], lang="zh")
    for words, name in (("看历年", "trend"), ("比较各地", "compare")):
        app = submit(app, words)
        assert app.session_state["indicator"] == "party_members"
        assert app.session_state["regions"] == ["青海省", "湖南省"]
        assert heading(app) == "党员总数", name


def test_a_reader_who_chose_nothing_sees_an_indicator_that_has_lines() -> None:
    app = page("trend", lang="zh")
    assert len(marks(app)) == 3
    assert sum(button.key is not None and button.key.startswith("trend_") for button in app.button) >= 2


def test_a_missing_year_is_left_open_and_named() -> None:
    app = page("trend", indicator="party_members", lang="zh")
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    lines = [trace for trace in figure["data"] if trace["mode"] == "lines"]
    assert all(None in trace["x"] for trace in lines)
    table = next(frame.value for frame in app.dataframe if "与前一数字" in frame.value.columns)
    assert any("缺2021年" in said for said in table["与前一数字"])


def test_the_years_are_chosen_and_stand_in_the_address() -> None:
    app = page("trend", indicator="party_members", lang="zh")
    sound(app.selectbox(key="since").set_value("2020").run())
    assert address(app, "since") == ["2020"]
    assert {len(own) for own in marks(app).values()} == {2}
    again = page("trend", indicator="party_members", lang="zh", since="2020", until="2020")
    assert {len(own) for own in marks(again).values()} == {1}
    assert any("只有一个时点" in said.value for said in again.info)


def test_an_index_begins_at_a_hundred() -> None:
    app = page("trend", indicator="party_members", lang="zh", index="1")
    assert {own[0][1] for own in marks(app).values()} == {100}


def test_changes_are_those_of_the_known_values() -> None:
    app = page("trend", indicator="cadres_dispatched", lang="en")
    table = next(frame.value for frame in app.dataframe if "Difference" in frame.value.columns)
    told = dict(zip(table["Region"], table["Difference"], strict=True))
    for region, name in (("辽宁省", "Liaoning"), ("青海省", "Qinghai")):
        first, last = (FIGURES[region, year]["cadres_dispatched"] for year in (YEARS[0], YEARS[-1]))
        assert told[name] == f"+{last - first}"


def test_a_point_carries_its_figure_and_a_link_opens_its_sentence() -> None:
    app = page("trend", indicator="party_members", regions=["青海省"], lang="zh")
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    (trace,) = [trace for trace in figure["data"] if trace["mode"].startswith("markers")]
    facts = {round(x): fact for x, fact in zip(trace["x"], trace["customdata"], strict=True)}
    opened = page("trend", indicator="party_members", regions=["青海省"], lang="zh", fact=facts[2020])
    known = FIGURES["青海省", 2020]["party_members"]
    assert f'截至2020年底，全省共有党员<mark class="figure">{known}名</mark>' in html(opened)


def test_compare_leads_to_the_lines() -> None:
    app = page("compare", indicator="party_members", lang="zh")
    assert any(button.label == "看历年" for button in app.button)


def test_an_indicator_without_a_figure_says_so() -> None:
    app = page("trend", indicator="funds_invested", lang="zh")
    assert any("没有能放到年份上的数字" in said.value for said in app.info)


def test_a_region_shows_the_years_that_are_asked_for() -> None:
    whole = page("region", region="青海省", lang="zh")
    part = page("region", region="青海省", years=["2020", "2022"], lang="zh")
    assert ("12 个数字" in html(whole), "8 个数字" in html(part)) == (True, True)
    sound(part.button_group(key="years").set_value(["2019"]).run())
    assert address(part, "years") == ["2019"] and "4 个数字" in html(part)


def test_lines_are_drawn_per_head_and_name_the_census() -> None:
    app = page("trend", indicator="party_members", regions=["青海省", "湖南省"], heads="1", lang="zh")
    drawn = marks(app)
    for region in ("青海省", "湖南省"):
        people = residents(region)
        assert people
        assert [y for _, y in drawn[region]] == [
            pytest.approx(FIGURES[region, year]["party_members"] / people * 10_000) for year in YEARS
        ]
    assert heading(app) == "党员总数（每万人口）" and "2020年人口普查" in html(app)
    assert address(app, "heads") == ["1"]
    share = page("trend", indicator="satisfaction_share", heads="1", lang="zh")
    assert "heads" not in [toggle.key for toggle in share.toggle]  # a share is of no number of people


def test_a_region_folds_what_its_reports_give_of_one_indicator() -> None:
    app = page("region", region="青海省", lang="zh")
    (data,) = [part for part in components(app) if part.get("size") == "list"]
    rows = {row["name"]: row for card in data["cards"] for row in card["rows"]}
    members = rows["党员总数"]
    newest = FIGURES["青海省", 2022]["party_members"]
    assert members["hint"] == f"{newest}名" and members["folded"] == "另有 2 处"
    assert [row["note"] for row in members["others"]] == ["截至2020年底", "截至2019年底"]
    assert [len(run) for run in members["course"]] == [2, 1]  # no report tells about 2021
    older = members["others"][-1]["fact"]
    opened = page("region", region="青海省", fact=older, lang="zh")
    (data,) = [part for part in components(opened) if part.get("size") == "list"]
    assert [row["name"] for card in data["cards"] for row in card["rows"] if row.get("unfolded")] == [
        "党员总数"
    ]


def test_the_years_asked_for_hold_on_source_and_review_too() -> None:
    app = page("source", years=["2020"], lang="zh")
    assert [label.rpartition("-")[2] for label in app.selectbox(key="report").options] == ["2020"] * 3
    assert address(app, "years") == ["2020"]
    linked = page("source", years=["2020"], report="湖南省-2022", lang="zh")
    assert heading(linked).strip() == "湖南省2022年基层党建工作综述"  # what a link asks for stays
    reviewed = page("review", years=["2020"], lang="zh")
    assert len(reviewed.selectbox(key="of").options) == 1 + 3
    waiting = {
        years: _waiting(page("review", queue="dates", years=years, lang="zh")) for years in ((), ("2020",))
    }
    assert waiting[()] == 9 and waiting[("2020",)] == 3


def _waiting(app: AppTest) -> int:
    """How many reports wait for their year, as the queue says."""
    return next(int(label.split()[1]) for label in _queues(app) if label.startswith("报告年份"))


def _queues(app: AppTest) -> list[str]:
    return [str(getattr(option, "content", option)) for option in app.button_group(key="queue").options]


def test_what_shows_unasked_has_lines_and_an_empty_page_has_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county, space = "吉林省四平市双辽市", Workspace.open(tmp_path / "ws")
    reports = [each for each in written((2021, 2022), counties=0) if each.year == 2022][:14]
    for each in reports:
        told = each.text if each.region == "北京市" else each.text.replace("党员", "网格")
        space.keep(told.encode(), f"{each.region}.txt", Entry(each.region, "", "2022"))
    for year in (2021, 2022, 2023):
        text = f"双辽市{year}年工作综述\n截至{year}年底，全市共有社区{year - 2000}个，发展党员{year}名。\n"
        space.keep(text.encode(), f"{county}-{year}.txt", Entry(county, "", str(year)))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(space.folder.root)])
    app = page("trend", lang="zh")  # thirty provinces in one year and a county in three: it opened empty
    assert heading(app) == "社区数" and len(marks(app)) == 1, "only the county has lines"
    assert app.session_state["regions"][-1] == county and len(app.session_state["regions"]) == 15
    app = page("trend", indicator="communities", lang="zh")
    assert county not in app.session_state["regions"], "what the reader came with stays"
    assert any("没有能放到年份上的数字" in said.value for said in app.info)
    app = submit(app, "看有数字的 1 个地区")
    assert app.session_state["regions"] == [county] and len(marks(app)) == 1
    bars = page("compare", indicator="communities", lang="zh")
    assert any("没有这项指标的数字" in said.value or "都没有这项指标" in said.value for said in bars.info)
    assert submit(bars, "看有数字的 1 个地区").get("plotly_chart")
    again = written((2021,), counties=0)
    for each in [each for each in again if each.region == "北京市"]:
        space.keep(each.text.encode(), "北京市-2021.txt", Entry(each.region, "", "2021"))
    drawn = marks(page("trend", lang="zh"))
    assert drawn["北京市"] == [(2021, 3321.0), (2022, 3322.0)], "lines in a shown region lead"


def test_a_theme_is_exported_as_the_one_indicator_is_drawn() -> None:
    table = Workspace.open(Path(sys.argv[2]), read_only=True).load().table
    asked = trend.Asked(
        catalogue().indicators["members_recruited"],
        Filters(("辽宁省", "湖南省")),
        Request(Language("zh"), date(2024, 1, 1)),
        Span(2020, None),
        AS_REPORTED,
        index=True,
        heads=False,
    )
    found = trend.of_theme(shelve(table), asked)
    assert {spec.indicator for spec in found} == {"members_recruited", "cadres_dispatched"}
    assert all(spec.index and spec.years == (2020, 2022) for spec in found)


COUNTY = "吉林省四平市双辽市"


@pytest.fixture
def _lines_of_a_county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace of thirteen provinces in one year, and of a county in two, which does not show unasked."""
    space = Workspace.open(tmp_path / "ws")
    for each in list(written((2022,), counties=0))[:13]:
        space.keep(each.text.encode(), f"{each.region}.txt", Entry(each.region, "", "2022"))
    for year in (2021, 2022):
        text = f"截至{year}年底，全市共有党员{year}名。\n"
        space.keep(text.encode(), f"双辽{year}.txt", Entry(COUNTY, "", str(year)))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(space.folder.root)])


@pytest.mark.usefixtures("_lines_of_a_county")
def test_regions_that_the_reader_chose_are_the_ones_that_show_and_the_others_a_click_away() -> None:
    app = page("trend", indicator="party_members", regions=["北京市", "天津市"], lang="zh")
    assert any("这些地区都只有一个时点的数字" in said.value for said in app.info)
    assert app.multiselect(key="regions").value == ["北京市", "天津市"]
    app = sound(app.button(key="elsewhere").click().run())
    assert app.multiselect(key="regions").value == [COUNTY]
    assert list(marks(app).values()) == [[(2021, 2021.0), (2022, 2022.0)]]
