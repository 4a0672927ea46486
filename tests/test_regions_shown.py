"""Which of many regions are shown, and that what is not shown is said; on a workspace of 31 provinces and 40 counties."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from extract.manifest import Entry
from extract.regions import registry
from extract.views.frames import shelve
from extract.views.parts.region_box import FEW, READABLE, groups, of_reports, unasked
from extract.workspace import Workspace
from tests.conftest import Invention
from tests.harness import address, components, page, sound
from tests.provinces import written

PROVINCES = [r.full_name for r in registry().by_full_name.values() if r.level == "province"]
COUNTIES = [r.full_name for r in registry().by_full_name.values() if r.level == "county"]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The app opens a workspace with the reports of 31 provinces and 40 counties, of the provinces two years."""
    space = Workspace.open(tmp_path_factory.mktemp("many") / "ws")
    for each in written((2021, 2022), counties=40):
        space.keep(
            each.text.encode(), f"{each.region}-{each.year}.txt", Entry(each.region, "", str(each.year))
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(space.folder.root)])
        yield


def test_few_regions_are_all_shown_whatever_their_level() -> None:
    some = [*PROVINCES[:5], *COUNTIES[: FEW - 5]]
    assert unasked(some, some) == some


def test_of_many_those_of_the_commonest_level_are_shown_and_no_more_than_a_chart_holds() -> None:
    some = [*COUNTIES[:40], *PROVINCES[:31]]
    assert unasked(some, some) == COUNTIES[:40]
    assert unasked(some, [*some, *PROVINCES[:31]]) == PROVINCES[:31]
    assert unasked(COUNTIES[:90], COUNTIES[:90]) == COUNTIES[:READABLE]


def test_the_counties_of_a_prefectures_table_stand_for_it(invention: Invention) -> None:
    table = invention.report("浙江省湖州市")
    for county in ("浙江省湖州市长兴县", "浙江省湖州市吴兴区"):
        invention.figure(table, "120名", 120.0, "2022", scope=county)
    own = invention.report("浙江省湖州市安吉县")
    invention.figure(own, "90名", 90.0, "2022")
    invention.figure(own, "80名", 80.0, "2022", scope="浙江省湖州市德清县")  # only named by it
    shelf = shelve(invention.table())
    assert of_reports(shelf) == ["浙江省湖州市长兴县", "浙江省湖州市吴兴区", "浙江省湖州市安吉县"]
    assert set(unasked(shelf.regions, of_reports(shelf))) == set(of_reports(shelf))


def test_regions_without_a_report_are_not_shown_unasked() -> None:
    assert unasked([*PROVINCES[:3], *COUNTIES[:60]], PROVINCES[:3]) == PROVINCES[:3]


def test_one_click_chooses_the_level_the_province_or_the_regions_of_a_report() -> None:
    own = [name for name in COUNTIES if name.startswith("吉林省")][:4]
    offered = [*PROVINCES[:10], *own, "火星"]
    found = groups(offered, offered, own[0], [own[1], PROVINCES[0]])
    assert found["all"] == offered and found["none"] == []
    assert found["level"] == own
    assert found["province"] == [name for name in offered if name.startswith("吉林省")]
    assert found["report"] == [PROVINCES[0], own[1]]


def test_the_box_shows_the_provinces_and_says_how_many_are_left_out(many: None) -> None:
    app = page("compare", indicator="cadres_dispatched", lang="zh")
    assert len(app.multiselect(key="regions").value) == 31
    assert any("另有 40 地未选" in each.value for each in app.caption)


def test_all_none_and_the_level_are_one_click(many: None) -> None:
    app = page("compare", indicator="cadres_dispatched", lang="zh")
    sound(app.button(key="pick_all").click().run())
    assert len(app.multiselect(key="regions").value) == 71
    assert len(address(app, "regions")) == 71
    sound(app.button(key="pick_none").click().run())
    assert app.multiselect(key="regions").value == []
    assert any("未选地区，按默认显示 31 地" in each.value for each in app.caption)
    sound(app.button(key="pick_level").click().run())
    assert len(app.multiselect(key="regions").value) == 31
    one = app.multiselect(key="regions").value[0]
    sound(app.button(key="pick_none").click().run())
    sound(app.multiselect(key="regions").set_value([one]).run())
    assert app.multiselect(key="regions").value == [one]


def test_a_level_keeps_what_was_chosen_of_it_and_says_nothing_of_a_level_unasked(many: None) -> None:
    app = page("compare", indicator="cadres_dispatched", lang="zh")
    assert any("默认显示报告最多的层级" in each.value for each in app.caption)
    shown = app.multiselect(key="regions").value
    sound(app.button_group(key="level").set_value("county").run())
    assert len(app.multiselect(key="regions").value) == 40
    assert not any("默认显示报告最多的层级" in each.value for each in app.caption)
    one = app.multiselect(key="regions").value[0]
    sound(app.button_group(key="level").set_value("all").run())
    assert app.multiselect(key="regions").value == shown
    sound(app.multiselect(key="regions").set_value([shown[0], one]).run())
    sound(app.button_group(key="level").set_value("county").run())
    assert app.multiselect(key="regions").value == [one]


def test_a_copied_link_spells_out_what_stands_at_its_default(many: None) -> None:
    app = page("compare", lang="zh")
    (copied,) = [part["query"] for part in components(app) if "query" in part]
    said = parse_qs(copied)
    assert said["regions"] == list(app.multiselect(key="regions").value)
    assert said["indicator"] == [app.session_state["indicator"]]
    assert said["lang"] == ["zh"] and said["theme"] == [app.session_state["theme"]]
    again = page("compare", **{key: value if key == "regions" else value[0] for key, value in said.items()})
    assert again.multiselect(key="regions").value == app.multiselect(key="regions").value
