"""Compare drawn as a map, in Streamlit's harness: where it is offered, what a click opens, and that the address says it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from extract.workspace import Workspace
from tests import provinces
from tests.harness import address, components, html, page, sound
from tests.provinces import NESTED, parts, written

FIGURES = {
    (each.region, each.year): each.figures for each in written((2021, 2022), counties=40, nested=NESTED)
}


@pytest.fixture(scope="module", autouse=True)
def _many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The app opens a workspace with the reports of 31 provinces of two years, 40 counties, and of all parts of some regions."""
    space = Workspace.open(tmp_path_factory.mktemp("many") / "ws")
    provinces.keep(space, written((2021, 2022), counties=40, nested=NESTED))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(space.folder.root)])
        yield


def squares(app: AppTest) -> dict[str, dict[str, Any]]:
    """The squares of the page's map by their names."""
    (data,) = [part for part in components(app) if "tiles" in part]
    return {tile["name"]: tile for tile in data["tiles"]}


def mapped(**state: str | list[str]) -> AppTest:
    return page(
        "compare",
        **({"indicator": "cadres_dispatched", "level": "province", "chart": "map", "lang": "zh"} | state),
    )


def test_the_map_is_offered_and_stands_in_the_address() -> None:
    app = page("compare", indicator="cadres_dispatched", level="province", lang="zh")
    assert len(app.get("plotly_chart")) == 1 and "chart" not in app.query_params
    sound(app.button_group(key="chart").set_value("map").run())
    assert address(app, "chart") == ["map"]
    assert len(app.get("plotly_chart")) == 0 and len(squares(app)) == 34
    sound(app.button_group(key="chart").set_value("bars").run())
    assert "chart" not in app.query_params and len(app.get("plotly_chart")) == 1


def test_every_square_has_its_provinces_figure_and_leads_to_its_sentence() -> None:
    found = squares(mapped())
    assert found["辽宁"]["hint"].startswith(
        f"辽宁省 · {FIGURES['辽宁省', 2022]['cadres_dispatched']:,}人 · 2022年"
    )
    assert found["台湾"]["grade"] == "absent" and not found["台湾"]["fact"]
    app = mapped(fact=found["辽宁"]["fact"])
    assert squares(app)["辽宁"]["opened"] and not squares(app)["吉林"]["opened"]
    assert f"{FIGURES['辽宁省', 2022]['cadres_dispatched']}名</mark>" in html(app)


def test_choosing_the_map_where_counties_are_shown_shows_the_provinces() -> None:
    app = page("compare", indicator="cadres_dispatched", level="county", lang="zh")
    sound(app.button_group(key="chart").set_value("map").run())
    assert app.session_state["level"] == "province" and len(squares(app)) == 34


def test_counties_cannot_be_a_map_though_the_address_asks_for_it() -> None:
    app = mapped(level="county")
    assert len(app.get("plotly_chart")) == 1 and app.session_state["chart"] == "bars"


def test_the_map_is_not_offered_where_no_province_has_a_figure() -> None:
    app = mapped(indicator="villages")
    assert "chart" not in [group.key for group in app.button_group]


def test_the_map_follows_filters_and_normalisation() -> None:
    app = mapped(norm="residents")
    assert "每万人口" in html(app)
    assert squares(app)["辽宁"]["figure"] != squares(mapped())["辽宁"]["figure"]
    app = mapped()
    chosen = [name for name in app.multiselect(key="regions").value if name != "辽宁省"]
    sound(app.multiselect(key="regions").set_value(chosen).run())
    assert squares(app)["辽宁"]["grade"] == "absent"


def test_a_map_speaks_english() -> None:
    found = squares(mapped(lang="en"))
    assert found["LN"]["hint"].startswith("Liaoning · ")
    (data,) = [part for part in components(mapped(lang="en")) if "tiles" in part]
    assert data["unit"] == "Classes (people)" and data["bands"][0]["words"].startswith("below ")


def test_what_is_missing_on_the_map_is_an_empty_square() -> None:
    missing = {
        region
        for (region, year), own in FIGURES.items()
        if year == 2022 and "party_members_trained" not in own
    }
    found = squares(mapped(indicator="party_members_trained"))
    assert {tile["grade"] for tile in found.values()} == {"comparable", "missing", "absent"}
    assert ("北京市" in missing) == (found["北京"]["grade"] == "missing")
    assert "空框：报告未载" in html(mapped(indicator="party_members_trained"))


# --- one step down and up -------------------------------------------------------------------------------------------


def shown(app: AppTest) -> list[str]:
    return list(app.multiselect(key="regions").value)


def test_from_a_square_one_step_down_shows_the_prefectures_and_one_up_the_map_again() -> None:
    app = mapped(fact=squares(mapped())["辽宁"]["fact"])
    (step,) = [button for button in app.button if button.key == "step_down"]
    assert step.label == "辽宁省：14 个地级地区"
    sound(step.click().run())
    assert address(app, "within") == ["辽宁省"] and address(app, "level") == ["prefecture"]
    assert sorted(shown(app)) == sorted(parts("辽宁省"))
    assert len(app.get("plotly_chart")) == 1 and "chart" not in [group.key for group in app.button_group]
    assert 'aria-current="location">辽宁省' in html(app)
    sound(app.button(key="step_0").click().run())
    assert "within" not in app.query_params and len(squares(app)) == 34


def test_from_a_province_to_a_county_and_back_to_the_province() -> None:
    app = page("compare", indicator="cadres_dispatched", level="prefecture", within="辽宁省", lang="zh")
    sound(app.selectbox(key="step_other").set_value("辽宁省沈阳市").run())
    assert address(app, "within") == ["辽宁省沈阳市"] and address(app, "level") == ["county"]
    assert sorted(shown(app)) == sorted(parts("辽宁省沈阳市"))
    drawn = json.loads(app.get("plotly_chart")[0].proto.spec)["data"][0]
    numbers = dict(zip(drawn["y"], drawn["x"], strict=True))
    assert numbers["和平区"] == FIGURES["辽宁省沈阳市和平区", 2022]["cadres_dispatched"]
    sound(app.button(key="step_1").click().run())
    assert address(app, "within") == ["辽宁省"] and address(app, "level") == ["prefecture"]


def test_the_same_step_can_be_taken_twice() -> None:
    app = mapped()
    for _ in range(2):
        sound(app.selectbox(key="step_other").set_value("广东省").run())
        assert address(app, "within") == ["广东省"]
        sound(app.button(key="step_0").click().run())
        assert len(squares(app)) == 34


def test_what_a_filter_leaves_out_is_said_of_its_square() -> None:
    hint = squares(mapped(regions=["辽宁省", "吉林省", "云南省"]))["北京"]["hint"]
    assert hint == "北京市 · 没有报告、未选，或未画入本图"


def test_a_municipality_has_counties_right_below() -> None:
    app = mapped(fact=squares(mapped())["北京"]["fact"])
    assert app.button(key="step_down").label == "北京市：16 个县级地区"
    sound(app.button(key="step_down").click().run())
    assert address(app, "level") == ["county"] and len(shown(app)) == 16


def test_no_step_is_offered_where_no_part_has_a_figure() -> None:
    found = squares(mapped())
    whole = {tile["hint"].split(" · ")[0]: tile["fact"] for tile in found.values() if tile["fact"]}
    bare = [name for name in whole if not any(r.startswith(name) and r != name for r, _ in FIGURES)]
    assert bare
    app = mapped(fact=whole[bare[0]])
    assert "step_down" not in [button.key for button in app.button]
    assert not set(bare) & set(app.selectbox(key="step_other").options)


def test_the_step_speaks_english() -> None:
    app = mapped(fact=squares(mapped())["上海"]["fact"], lang="en")
    assert app.button(key="step_down").label == "Shanghai: counties (1)"


# --- dots by level --------------------------------------------------------------------------------------------------


def lanes(app: AppTest) -> dict[str, list[dict[str, Any]]]:
    """The dots of the page's lanes by the words over them."""
    (data,) = [part for part in components(app) if "lanes" in part]
    return {lane["level"]: lane["dots"] for lane in data["lanes"]}


def test_dots_are_offered_where_levels_meet_and_lead_to_their_sentence() -> None:
    app = page(
        "compare",
        indicator="cadres_dispatched",
        level="all",
        regions=["辽宁省", "吉林省", "辽宁省沈阳市"],
        lang="zh",
    )
    sound(app.button_group(key="chart").set_value("levels").run())
    assert address(app, "chart") == ["levels"]
    found = lanes(app)
    assert list(found) == ["省级（2）", "地级（1）"]
    (city,) = found["地级（1）"]
    assert (city["name"], city["grade"]) == ("沈阳市", "caution") and 0 < city["share"] < 1
    state = {"indicator": "cadres_dispatched", "chart": "levels", "lang": "zh", "fact": city["fact"]}
    opened = page("compare", regions=["辽宁省", "吉林省", "辽宁省沈阳市"], **state)
    assert lanes(opened)["地级（1）"][0]["opened"]
    assert f"{FIGURES['辽宁省沈阳市', 2022]['cadres_dispatched']}名</mark>" in html(opened)
    assert "不跨层级排名" in html(opened)


def test_dots_are_not_offered_of_one_level() -> None:
    app = mapped(chart="levels")
    assert app.session_state["chart"] == "bars"
    assert app.button_group(key="chart").options == ["条形", "地图"]


def choices(app: AppTest) -> set[str]:
    return {group.key for group in app.button_group} & {"scale", "sort"}


def test_a_choice_that_changes_nothing_is_not_offered_and_waits_until_it_does() -> None:
    app = mapped(scale="log", sort="name")
    assert choices(app) == set(), "squares have no axis and stand where their provinces lie"
    sound(app.button_group(key="chart").set_value("bars").run())
    assert choices(app) == {"scale", "sort"}
    assert address(app, "scale") == ["log"] and address(app, "sort") == ["name"]
    dots = mapped(level="all", chart="levels", regions=["辽宁省", "广东省", *parts("辽宁省")[:2]])
    assert choices(dots) == {"scale"}, "dots stand where their values are"


def test_a_brief_shows_a_map_as_a_map_and_of_many_bars_the_first(tmp_path: Path) -> None:
    for way in ("map", ""):
        app = page("compare", indicator="cadres_dispatched", level="province", chart=way or "bars", lang="zh")
        sound(app.button(key="tray_chart").click().run())
    brief = page("brief", lang="zh")
    assert len(squares(brief)) == 34
    (card,) = [card for part in components(brief) if "cards" in part for card in part["cards"]]
    assert len(card["rows"]) == 8 and card["absent"].startswith("另有 23 行")
