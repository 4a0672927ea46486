"""Saved views in the sidebar, and two views side by side: opened, renamed, removed; on one axis where the guard lets them."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from extract.manifest import Entry
from extract.page_state import PageState
from extract.views.charts import asked as asking
from extract.views.charts.beside import INDICATOR, LOG, NONE, SCALE, beside, changes, told
from extract.views.frames import Shelf, shelve
from extract.views.words.language import Language
from extract.workspace import Workspace, handing_on
from tests import provinces
from tests.conftest import Invention
from tests.harness import CHINESE, QUOTED, address, components, html, page, sound

REPORTS = {  # name: region, year, what was dispatched
    "辽宁2019": ("辽宁省", 2019, "3000"),
    "辽宁2021": ("辽宁省", 2021, "3400"),
    "青海2019": ("青海省", 2019, "700"),
    "青海2021": ("青海省", 2021, "800"),
    "双辽2021": ("吉林省四平市双辽市", 2021, "90"),
}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace of two years and two levels, which the app opens."""
    monkeypatch.setenv("JICENG_WORKSPACE", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    own = Workspace.open(tmp_path)
    for name, (region, year, count) in REPORTS.items():
        text = f"{region}基层党建工作综述\n\n{year}年，选派驻村干部{count}名。\n"
        own.keep(text.encode(), f"{name}.txt", Entry(region=region, year=str(year)))
    return own


def figures(app: AppTest) -> list[dict[str, Any]]:
    """The charts of the page as the browser gets them."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def query(**state: list[str]) -> str:
    """A state of Compare as a side has it."""
    return PageState.of("compare", {"indicator": ["cadres_dispatched"], "norm": ["raw"], **state}).query


# --- saved views ----------------------------------------------------------------------------------------------------


def test_a_view_is_saved_opened_renamed_and_removed(workspace: Workspace) -> None:
    app = page(
        "compare", indicator="cadres_dispatched", norm="raw", regions=["青海省"], sort="name", lang="zh"
    )
    app.text_input(key="view_name").set_value("青海")
    sound(app.button(key="view_keep").click().run())
    (view,), _ = handing_on.views(workspace.folder)
    assert view.name == "青海" and view.asked.many("regions") == ("青海省",) and view.who
    assert "lang" not in view.asked.state

    app = page("region", lang="zh")
    sound(app.button(key=f"view_{view.id}").click().run())
    assert address(app, "regions") == ["青海省"] and app.session_state["sort"] == "name"

    sound(app.multiselect(key="regions").set_value(["辽宁省"]).run())
    sound(app.button(key=f"view_{view.id}").click().run())  # on its own page too
    assert address(app, "regions") == ["青海省"]

    app.text_input(key=f"view_new_{view.id}").set_value("青海一省")
    sound(app.button(key="view_rename").click().run())
    assert [each.label for each in app.button if each.key == f"view_{view.id}"] == ["青海一省"]
    sound(app.button(key="view_remove").click().run())
    assert handing_on.views(workspace.folder) == ((), None)
    assert not [each for each in app.button if each.key == f"view_{view.id}"]


def test_what_cannot_be_saved_is_said(workspace: Workspace) -> None:
    app = page("compare", lang="zh")
    app.button(key="view_keep").click().run()
    assert any("这个视图不能保存" in warning.value for warning in app.warning)
    assert handing_on.views(workspace.folder) == ((), None)


def test_read_only_views_are_opened_and_not_changed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page("compare", indicator="cadres_dispatched")
    app.text_input(key="view_name").set_value("各省")
    sound(app.button(key="view_keep").click().run())
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--read-only"])
    app = page("methods")
    keys = {button.key for button in app.button}
    assert any(str(key).startswith("view_") for key in keys)
    assert not {"view_keep", "view_rename", "view_remove"} & keys


def test_damaged_views_are_named_and_the_page_stays(workspace: Workspace) -> None:
    (workspace.folder.root / "views.json").write_bytes(b"{}")
    app = AppTest.from_file(str(Path(__file__).parent.parent / "dashboard.py"), default_timeout=60).run()
    assert [error.message for error in app.exception] == []
    assert any("views" in warning.value for warning in app.warning)


# --- two views side by side -----------------------------------------------------------------------------------------


def test_two_years_stand_on_one_axis(workspace: Workspace) -> None:
    regions = ["辽宁省", "青海省"]
    app = page(
        "sides",
        left=query(regions=regions, years=["2019"]),
        right=query(regions=regions, years=["2021"]),
        lang="zh",
    )
    first, second = figures(app)
    assert first["layout"]["xaxis"]["range"] == second["layout"]["xaxis"]["range"]
    assert first["layout"]["margin"] == second["layout"]["margin"]
    assert (max(first["data"][0]["x"]), max(second["data"][0]["x"])) == (3000, 3400)
    shown = html(app)
    assert "两图同一坐标" in shown and "报告年份：2019" in shown and "报告年份：2021" in shown
    table = app.dataframe[0].value
    assert list(table["变化"]) == ["+400（+13.3%）", "+100（+14.3%）"]


def test_another_unit_stands_on_its_own_axis_and_says_so(workspace: Workspace) -> None:
    app = page(
        "sides",
        left=query(regions=["辽宁省", "青海省"]),
        right=query(regions=["辽宁省", "青海省"], norm=["residents"]),
        lang="zh",
    )
    first, second = figures(app)
    assert first["layout"]["xaxis"]["range"] != second["layout"]["xaxis"]["range"]
    assert "两图各用各的坐标" in html(app) and "每万人口" in html(app)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_opens_with_a_contrast_of_its_own(workspace: Workspace, language: str) -> None:
    app = page("sides", lang=language)
    assert len(figures(app)) == 2
    left, right = (PageState.of_query("compare", address(app, side)[0]) for side in ("left", "right"))
    assert left.one("indicator") == "cadres_dispatched"
    assert (left.many("years"), right.many("years")) == (("2019",), ("2021",))
    if language == "en":
        assert CHINESE.findall(QUOTED.sub("", html(app))) == []


def test_what_compare_shows_is_set_beside_another_year(workspace: Workspace) -> None:
    app = page("compare", indicator="cadres_dispatched", regions=["青海省"])
    sound(app.button(key="beside").click().run())
    left, right = (PageState.of_query("compare", address(app, side)[0]) for side in ("left", "right"))
    assert left.many("regions") == right.many("regions") == ("青海省",)
    assert (left.many("years"), right.many("years")) == (("2019",), ("2021",))


def test_a_contrast_is_one_click_and_the_sides_swap(workspace: Workspace) -> None:
    app = page("sides", lang="zh")
    words = {button.label: button for button in app.button}
    sound(words["省级与县级"].click().run())
    levels = [
        PageState.of_query("compare", address(app, side)[0]).many("regions") for side in ("left", "right")
    ]
    assert levels == [("辽宁省", "青海省"), ("吉林省四平市双辽市",)]
    sound(app.button(key="swap").click().run())
    assert PageState.of_query("compare", address(app, "left")[0]).many("regions") == ("吉林省四平市双辽市",)


def test_a_contrast_of_levels_is_one_of_the_regions_that_were_chosen(workspace: Workspace) -> None:
    chosen = ["青海省", "吉林省四平市双辽市"]
    app = page("sides", left=query(regions=chosen), right=query(regions=chosen), lang="zh")
    sound(next(each for each in app.button if each.label == "省级与县级").click().run())
    sides = [PageState.of_query("compare", address(app, side)[0]) for side in ("left", "right")]
    assert [side.many("regions") for side in sides] == [("青海省",), ("吉林省四平市双辽市",)]
    app = page("sides", left=query(regions=["青海省"]), right=query(regions=["青海省"]), lang="zh")
    assert "省级与县级" not in {each.label for each in app.button}


def test_a_sides_settings_change_it_alone(workspace: Workspace) -> None:
    app = page("sides", left=query(regions=["辽宁省"]), right=query(regions=["辽宁省"]))
    sound(app.button_group(key="right_years").set_value(["2019"]).run())
    left, right = (PageState.of_query("compare", address(app, side)[0]) for side in ("left", "right"))
    assert (left.many("years"), right.many("years")) == ((), ("2019",))
    sound(app.toggle(key="left_sure").set_value(True).run())
    assert PageState.of_query("compare", address(app, "left")[0]).one("sure") == "1"


def test_a_side_is_drawn_over_years_and_leads_there(workspace: Workspace) -> None:
    both = ["辽宁省", "青海省"]
    app = page("sides", left=query(regions=both, years=["2021"]), right=query(regions=both), lang="zh")
    app = sound(app.button_group(key="left_chart").set_value("lines").run())
    left, right = figures(app)
    assert sorted(trace["y"][-1] for trace in left["data"] if trace["mode"].startswith("markers")) == [
        800,
        3400,
    ]
    assert {trace["type"] for trace in right["data"]} == {"bar"}
    (point,) = [
        trace["customdata"][0] for trace in left["data"] if 700 in trace["y"] and "customdata" in trace
    ]
    linked = page(
        "sides", left=address(app, "left")[0], right=address(app, "right")[0], fact=point, lang="zh"
    )
    assert '2019年，选派驻村干部<mark class="figure">700名</mark>' in html(linked)
    led = sound(app.button(key="to_left").click().run())
    assert led.session_state["indicator"] == "cadres_dispatched" and led.session_state["regions"] == both


def test_a_side_is_drawn_by_level(workspace: Workspace) -> None:
    app = page("sides", left=query(), right=query(), lang="zh")
    app = sound(app.button_group(key="right_chart").set_value("levels").run())
    assert len(figures(app)) == 1
    assert [len(data["lanes"]) for data in components(app) if "lanes" in data] == [2]


def test_a_saved_view_is_taken_for_a_side_and_a_side_into_the_brief(workspace: Workspace) -> None:
    app = page("compare", indicator="cadres_dispatched", norm="raw", regions=["青海省"])
    app.text_input(key="view_name").set_value("青海")
    sound(app.button(key="view_keep").click().run())
    (view,), _ = handing_on.views(workspace.folder)
    app = page("sides")
    sound(app.selectbox(key="right_view").set_value(view.id).run())
    assert PageState.of_query("compare", address(app, "right")[0]).many("regions") == ("青海省",)
    sound(app.button(key="put_right").click().run())
    (brief,) = handing_on.briefs(workspace.folder).briefs
    assert brief.pieces[0].asked.many("regions") == ("青海省",)


def test_an_address_that_is_none_opens_the_page_all_the_same() -> None:
    app = page("sides", left="%%%&&=;", right="indicator=nowhere&regions=火星")
    assert len(figures(app)) == 2


# --- what the guard says of both ------------------------------------------------------------------------------------


@pytest.fixture
def shelf() -> Shelf:
    """Two regions that report the same in two years, one of them money."""
    made = Invention()
    for year, count in ((2019, 100), (2021, 140)):
        for region in ("辽宁省", "青海省"):
            report = made.report(region, year)
            made.figure(report, f"{count}名", count, str(year))
            made.figure(report, f"{count}万元", count * 1e4, str(year), "funds_invested")
    return shelve(made.table())


def side(shelf: Shelf, **state: list[str]) -> asking.Comparison:
    held = {"indicator": ["cadres_dispatched"], "regions": ["辽宁省", "青海省"], "norm": ["raw"], **state}
    found = asking.comparison(PageState.of("compare", held), shelf, Language("zh"), date(2026, 11, 28))
    assert found is not None
    return found


def test_two_figures_of_a_region_are_held_against_one_another(shelf: Shelf) -> None:
    first, second = side(shelf, years=["2019"]), side(shelf, years=["2021"])
    found = beside(first, second)
    assert (found.apart, found.paired, found.comparable, found.total) == ("", True, 0, 2)
    assert {reason.code for reason in found.differences} == {"period_end"}  # two years apart
    heading, line, details = told(found, first, second, Language("zh"))
    assert heading == "两图同一坐标" and "2 地中 0 地口径一致" in line and details


def test_figures_of_one_year_and_the_next_agree() -> None:
    made = Invention()
    for year, count in ((2020, 100), (2021, 140)):
        for region in ("辽宁省", "青海省"):
            made.figure(made.report(region, year), f"{count}名", count, str(year))
    own = shelve(made.table())
    found = beside(side(own, years=["2020"]), side(own, years=["2021"]))
    assert (found.comparable, found.total, found.differences) == (2, 2, ())


def test_regions_of_two_sides_are_judged_together(shelf: Shelf) -> None:
    found = beside(
        side(shelf, regions=["辽宁省"], years=["2021"]), side(shelf, regions=["青海省"], years=["2021"])
    )
    assert (found.paired, found.comparable, found.total) == (False, 2, 2)


def test_what_lies_between_two_years_is_told_where_it_can_be(shelf: Shelf) -> None:
    first, second = side(shelf, years=["2019"]), side(shelf, years=["2021"])
    for pair in ((first, second), (second, first)):
        found = changes(*pair, shelf, Language("zh"), date(2026, 11, 28))
        assert found == {"辽宁省": ("+40（+40.0%）", ()), "青海省": ("+40（+40.0%）", ())}
    assert changes(second, second, shelf, Language("zh"), date(2026, 11, 28)) == {}
    heads = side(shelf, years=["2021"], norm=["residents"])
    assert changes(first, heads, shelf, Language("zh"), date(2026, 11, 28)) == {}


def test_the_same_figures_on_both_sides_count_once(shelf: Shelf) -> None:
    own = side(shelf, years=["2021"])
    assert (beside(own, own).total, beside(own, own).comparable) == (2, 2)


@pytest.mark.parametrize(
    ("state", "apart"),
    [
        ({"indicator": ["funds_invested"]}, INDICATOR),
        ({"norm": ["residents"]}, SCALE),
        ({"scale": ["log"]}, LOG),
        ({"regions": ["云南省"]}, NONE),
    ],
)
def test_what_keeps_two_sides_apart_is_named(shelf: Shelf, state: dict[str, list[str]], apart: str) -> None:
    first, second = side(shelf), side(shelf, **state)
    found = beside(first, second)
    assert found.apart == apart
    for language in ("zh", "en"):
        heading, line, _ = told(found, first, second, Language("en" if language == "en" else "zh"))
        assert heading and line


def test_the_contrast_that_opens_has_two_regions_to_set_against_one_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JICENG_WORKSPACE", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    own = Workspace.open(tmp_path)
    for name, (region, year, count) in REPORTS.items():
        if name != "青海2019":
            text = f"{region}基层党建工作综述\n\n{year}年，选派驻村干部{count}名。\n"
            own.keep(text.encode(), f"{name}.txt", Entry(region=region, year=str(year)))
    silent = "河北省基层党建工作综述\n\n2021年，全省发展党员300名。\n"
    own.keep(silent.encode(), "河北2021.txt", Entry(region="河北省", year="2021"))
    app = page("sides", lang="zh")
    left, right = (PageState.of_query("compare", app.session_state[side]) for side in ("left", "right"))
    assert (left.one("years"), right.one("years")) == ("", ""), "only Liaoning reports in both years"
    assert (left.one("sure"), right.one("sure")) == ("", "1")
    assert list(app.dataframe[0].value["地区"]) and "河北省" not in list(app.dataframe[0].value["地区"])
    assert any("另有 1 地报告未载" in said.value for said in app.caption)


def test_the_page_opens_with_an_indicator_that_both_sides_can_draw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What most figures are of may be told of counties alone, which are not shown beside fourteen provinces."""
    monkeypatch.setenv("JICENG_WORKSPACE", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    own = Workspace.open(tmp_path)
    counties = [*provinces.parts("辽宁省沈阳市"), *provinces.parts("辽宁省大连市")]
    told = "".join(f"2022年，{name}发展党员{100 + len(name)}名。\n" for name in counties)
    for each in list(provinces.written((2022,), counties=0))[:14]:
        text = f"{each.region}2022年综述\n2022年，选派驻村干部{each.figures['cadres_dispatched']}名。\n"
        more = told if each.region == "辽宁省" else ""
        own.keep((text + more).encode(), f"{each.region}.txt", Entry(region=each.region, year="2022"))
    app = page("sides", lang="zh")
    asked = PageState.of_query("compare", app.session_state["left"])
    assert asked.one("indicator") == "cadres_dispatched" and len(figures(app)) == 2
