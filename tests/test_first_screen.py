"""The first screen says what this is, what can be compared now and what to do, without empty parts; and a theme that is
chosen on it stays chosen on Compare."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from extract.manifest import Entry
from extract.workspace import Workspace
from tests import provinces
from tests.harness import components, heading, html, page, sound
from tests.test_regions_shown import many

__all__ = ["many"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_examples_are_called_examples_and_three_things_to_do_are_buttons(lang: str) -> None:
    app = page("coverage", lang=lang)
    assert ("这些是示例" if lang == "zh" else "These are examples") in html(app)
    assert {"do_compare", "do_read", "do_bring"} <= {button.key for button in app.button}


def test_a_workspace_of_ones_own_has_no_word_of_examples_and_leads_with_what_most_report(many: None) -> None:
    app = page("coverage", lang="zh")
    assert "这些是示例" not in html(app)
    cards, _ = components(app)
    assert next(card["title"] for card in cards["cards"]) in ("选派干部驻村", "发展党员", "党员总数")
    assert " 31 地" in html(app)
    assert all(0 < len(card["rows"]) <= 6 for card in cards["cards"])
    assert all(card["absent"].startswith("共 ") for card in cards["cards"])


def test_the_regions_of_the_lead_and_of_the_box_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lead counted regions with a report, the box those that reports speak of too, and neither said so."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    app = page("coverage", lang="zh")
    found = re.search(r"份报告写 (\d+) 个地区（另述及 (\d+) 个地区）", html(app))
    assert found and sum(map(int, found.groups())) == len(app.multiselect(key="regions").options)


def test_every_button_opens_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])  # the examples, also after a test of a workspace
    landing = page("coverage", lang="zh")
    for key in ("do_compare", "do_read", "do_bring"):
        app = sound(page("coverage", lang="zh").button(key=key).click().run())
        assert heading(app) != heading(landing), key
    assert heading(app) == "导入"


def test_no_card_is_empty_whatever_the_theme() -> None:
    for theme in ("education", "workforce", "resources", "discipline", "epidemic"):
        app = page("coverage", themes=[theme])
        for part in components(app):
            assert all(card["rows"] for card in part.get("cards", ()))


def test_a_theme_chosen_on_the_first_screen_stays_chosen_on_compare() -> None:
    app = page("coverage", lang="zh")
    sound(app.button_group(key="themes").set_value(["workforce"]).run())
    assert app.session_state["theme"] == "workforce"


def test_the_first_page_of_a_session_has_a_link_with_the_language() -> None:
    app = page("compare")
    (link,) = (part["query"] for part in components(app) if "query" in part)
    assert {"indicator", "theme", "regions", "lang"} <= set(parse_qs(link))


def test_compare_leads_with_what_several_regions_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = Workspace.open(tmp_path / "ws")
    space.keep(
        "2022年，全省举办培训班20期。\n2022年，全省选派驻村干部30名。".encode(),
        "a.txt",
        Entry("辽宁省", "", "2022"),
    )
    space.keep("2022年，全省选派驻村干部50名。".encode(), "b.txt", Entry("青海省", "", "2022"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(tmp_path / "ws")])
    assert heading(page("compare", lang="zh")) == "选派干部驻村"
    assert heading(page("compare", theme="education", lang="zh")) == "举办培训班"
    said = html(page("compare", indicator="training_courses_held", lang="zh"))
    assert "最高" not in said and "中位数" not in said  # no tile is empty
    for number, region in enumerate(("湖南省", "云南省")):
        text = f"2022年，全省选派驻村干部{60 + number}名。" + (
            "2022年，全省举办培训班9期。" if number else ""
        )
        space.keep(text.encode(), f"{region}.txt", Entry(region, "", "2022"))
    assert heading(page("compare", lang="zh")) == "选派干部驻村"  # of four regions, the first of two


def test_of_many_regions_those_that_report_most_stand_first_and_of_a_theme_what_most_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = Workspace.open(tmp_path / "ws")
    for each in provinces.written((2022,), counties=0):
        rich = each.region in ("湖南省", "青海省")
        text = (
            each.text
            if rich
            else f"{each.region}2022年综述\n2022年，选派驻村干部{100 + len(each.region)}名。\n"
        )
        space.keep(text.encode(), f"{each.region}.txt", Entry(each.region, year="2022"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(space.folder.root)])
    _, matrix = components(page("coverage", lang="zh"))
    assert [column["name"] for column in matrix["columns"]][:4] == ["湖南省", "青海省", "北京市", "天津市"]
    (workforce,) = [group for group in matrix["groups"] if group["name"] == "队伍建设"]
    assert [row["name"] for row in workforce["rows"]] == ["选派干部驻村", "发展党员"]


def test_the_language_can_be_changed_there_and_back() -> None:
    app = page("coverage", lang="zh")
    for code in ("en", "zh", "en"):
        switch = next(each for each in app.segmented_control if each.key == "lang")
        sound(switch.set_value(code).run())
        assert ("Reads every figure" in html(app)) is (code == "en"), code
