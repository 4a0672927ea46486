"""What a reader settles on Compare: which of several figures stands for a region, and which figures are one matter."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from extract.catalogue import adopt, catalogue
from extract.corrections import ADOPT
from extract.facts import Fact
from extract.manifest import Entry
from extract.views.charts.comparing import compared
from extract.views.charts.making import Request, charts
from extract.views.charts.spec import ChartSpec
from extract.views.frames import Filters, entries, shelve
from extract.views.words.language import Language
from extract.workspace import Workspace
from tests.harness import html, page, unbroken

FIRST = "2021年，全省选派驻村干部2304名。2021年，投入村级组织活动场所建设资金3亿元。\n"
SECOND = "2021年，全省选派驻村干部2500名。\n"
THIRD = "2021年，全省选派驻村干部3100名。2021年，投入社区党群服务中心建设资金4亿元。\n"


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace in which one region has two figures with the same right, and two regions word one matter differently."""
    made = Workspace.open(tmp_path / "ws")
    made.keep(FIRST.encode(), "一.txt", Entry("青海省", "", "2021"))
    made.keep(SECOND.encode(), "二.txt", Entry("青海省", "", "2021"))
    made.keep(THIRD.encode(), "三.txt", Entry("云南省", "", "2021"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(made.folder.root)])
    yield made
    adopt(None)


def facts(space: Workspace) -> dict[str, Fact]:
    return {fact.quote: fact for fact in space.load().table.facts}


def spec(space: Workspace, indicator: str) -> ChartSpec:
    shelf = shelve(space.load().table)
    known = catalogue().indicators[indicator]
    found = compared(shelf, known, entries(shelf, known, Filters()))
    return charts(found, Request(Language("zh"), date(2026, 11, 28)), shelf.sources)[0]


def test_two_figures_with_the_same_right_stand_on_the_bar_and_nothing_is_solid(space: Workspace) -> None:
    row = next(row for row in spec(space, "cadres_dispatched").rows if row.region == "青海省")
    assert row.figure in ("2,304 / 2,500", "2,500 / 2,304") and row.contested
    assert row.grade == "caution" and any("数字不一" in why for why in row.reasons)


def test_a_figure_is_chosen_marked_and_taken_back(space: Workspace) -> None:
    app = page("compare", indicator="cadres_dispatched", fact=facts(space)["2304名"].id)
    unbroken(app.button(key="evidence_adopt").click().run())
    chosen = facts(space)["2304名"]
    assert chosen.adopted and chosen.decided.endswith(space.load().log.corrections[0].when[:10])
    (made,) = space.load().log.corrections
    assert made.action == ADOPT and made.who
    drawn = spec(space, "cadres_dispatched")
    row = next(row for row in drawn.rows if row.region == "青海省")
    assert (row.figure, row.grade) == ("2,304", "comparable")
    assert any(note.startswith("采用此数：青海省") for note in drawn.notes)
    assert not any("人工更正" in note for note in drawn.notes)
    unbroken(app.button(key="evidence_unadopt").click().run())
    assert not facts(space)["2304名"].adopted
    assert next(row for row in spec(space, "cadres_dispatched").rows if row.region == "青海省").contested


def test_another_choice_takes_the_first_one_back(space: Workspace) -> None:
    for quote in ("2304名", "2500名"):
        app = page("compare", indicator="cadres_dispatched", fact=facts(space)[quote].id)
        unbroken(app.button(key="evidence_adopt").click().run())
    assert {quote: fact.adopted for quote, fact in facts(space).items() if "名" in quote} == {
        "2304名": False, "2500名": True, "3100名": False,
    }  # fmt: skip


def test_figures_are_said_to_be_one_matter_and_that_is_undone(space: Workspace) -> None:
    assert {row.grade for row in spec(space, "funds_invested").drawn} == {"caution"}
    app = page("compare", indicator="funds_invested")
    ids = [facts(space)[quote].id for quote in ("3亿元", "4亿元")]
    app.multiselect(key="matter_facts_funds_invested").set_value(ids)
    app.text_input(key="matter_name_funds_invested").set_value("阵地建设")
    button = next(button for button in app.button if button.label == "确认为同一事项")
    unbroken(button.click().run())
    assert {fact.matter for fact in facts(space).values() if fact.indicator == "funds_invested"} == {
        "阵地建设"
    }
    drawn = spec(space, "funds_invested")
    assert {row.grade for row in drawn.drawn} == {"comparable"}
    assert any("同一事项：" in note and "阵地建设" in note for note in drawn.notes)
    app = page("compare", indicator="funds_invested")
    unbroken(app.button(key=f"unsay_{ids[0]}").click().run())
    assert {row.grade for row in spec(space, "funds_invested").drawn} == {"caution"}


def test_a_matter_needs_two_figures_and_a_name(space: Workspace) -> None:
    app = page("compare", indicator="funds_invested")
    button = next(button for button in app.button if button.label == "确认为同一事项")
    app = unbroken(button.click().run())
    assert any("两个以上" in each.value for each in app.warning)
    assert space.load().log.corrections == ()


def test_the_other_figures_are_listed_with_subject_period_report_and_sentence(space: Workspace) -> None:
    app = page("compare", indicator="cadres_dispatched", fact=facts(space)["2304名"].id)
    other = next(button for button in app.button if button.key == f"other_{facts(space)['2500名'].id}")
    assert "驻村干部" in other.label and "2021年" in other.label
    assert '<div class="sibling"><q lang="zh">2021年，全省选派驻村干部<b>2500名</b>' in html(app)


def test_who_may_not_write_may_not_choose(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--read-only"])
    app: AppTest = page("compare", indicator="cadres_dispatched")
    assert not any(button.key == "evidence_adopt" for button in app.button)
