"""The brief on its page: put in from other pages, ordered, worded, kept or not, and told what changed."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from extract.brief import CHART, FIGURE, RATIO, TABLE
from extract.manifest import Entry
from extract.views.briefing.making import Maker
from extract.views.briefing.parts import Charts
from extract.views.frames import shelve
from extract.views.pages.briefs import with_audit
from extract.views.words.language import Language
from extract.workspace import Workspace, handing_on
from tests.harness import CHINESE, QUOTED, address, html, page, sound
from tests.test_audit import opened, say

LIAONING = "辽宁省基层党建工作综述\n\n2022年，全省选派驻村干部3000名。培训党员500人次。\n"
QINGHAI = "青海省基层党建工作综述\n\n2022年，全省选派驻村干部800名。\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace of two reports, which the app opens."""
    monkeypatch.setenv("JICENG_WORKSPACE", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    own = Workspace.open(tmp_path)
    for name, text in (("辽宁", LIAONING), ("青海", QINGHAI)):
        own.keep(text.encode(), f"{name}.txt", Entry(region=f"{name}省", year="2022"))
    return own


def press(app: AppTest, key: str) -> AppTest:
    """Press the button with this key."""
    return sound(app.button(key=key).click().run())


def gathered() -> AppTest:
    """Compare, from which a chart, a table, a figure and (of another chart) a ratio were put in."""
    app = page("compare", indicator="cadres_dispatched", norm="raw", lang="zh")
    press(app, "tray_chart")
    press(app, "tray_table")
    press(app, "evidence_tray_figure")
    sound(app.selectbox(key="norm").set_value("residents").run())
    return press(app, "evidence_tray_ratio")


def only(workspace: Workspace) -> handing_on.Brief:
    """The one brief that the workspace keeps."""
    (brief,) = handing_on.briefs(workspace.folder).briefs
    return brief


def test_what_is_put_in_is_kept_with_what_was_asked_and_seen(workspace: Workspace) -> None:
    gathered()
    brief = only(workspace)
    assert [piece.kind for piece in brief.pieces] == [CHART, TABLE, FIGURE, RATIO]
    assert brief.pieces[0].asked.one("indicator") == "cadres_dispatched"
    assert set(brief.pieces[0].asked.many("regions")) == {"辽宁省", "青海省"}
    assert {seen.name: seen.value for seen in brief.pieces[0].seen} == {"辽宁省": 3000.0, "青海省": 800.0}
    assert brief.pieces[2].seen[0].value == 3000.0
    assert brief.pieces[3].asked.many("regions") == ("青海省",)  # per head it leads
    assert 0 < brief.pieces[3].seen[0].value < 800


def test_the_same_chart_is_not_offered_twice(workspace: Workspace) -> None:
    app = page("compare", indicator="cadres_dispatched", norm="raw")
    press(app, "tray_chart")
    assert app.button(key="tray_chart").disabled
    assert not app.button(key="tray_table").disabled


def test_a_brief_is_read_again_only_when_it_has_changed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A brief of five charts holds five hundred figures that were seen: every page read them twice."""
    app = page("compare", indicator="cadres_dispatched", norm="raw")
    press(app, "tray_chart")
    sound(app.run())
    read: list[bytes] = []
    load = handing_on.load
    monkeypatch.setattr(handing_on, "load", lambda content: read.append(content) or load(content))
    sound(app.run())
    assert read == []
    handing_on.change_brief(workspace.folder, only(workspace).id, lambda brief: brief.with_piece(replace(brief.pieces[0], id="another", kind=TABLE)), who="")  # fmt: skip
    assert not app.button(key="tray_table").disabled
    sound(app.run())
    assert app.button(key="tray_table").disabled, "what somebody else put in shows"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_every_piece_in_either_language(workspace: Workspace, language: str) -> None:
    gathered()
    app = page("brief", lang=language)
    shown = html(app)
    assert shown.count('class="piece-title"') == 4
    assert ("选派" if language == "zh" else "Cadres dispatched") in shown
    if language == "en":
        assert CHINESE.findall(QUOTED.sub("", shown)) == ["名", "名"]  # as reported, in the table


def test_pieces_move_are_worded_taken_out_and_put_back(workspace: Workspace) -> None:
    gathered()
    app = page("brief")
    first, second, *_ = (piece.id for piece in only(workspace).pieces)
    press(app, f"down_{first}")
    assert [piece.id for piece in only(workspace).pieces][:2] == [second, first]
    sound(app.text_input(key=f"heading_{first}").set_value("两省选派干部").run())
    sound(app.text_area(key=f"line_{first}").set_value("辽宁多于青海。").run())
    sound(app.text_input(key=f"brief_title_{only(workspace).id}").set_value("两省简报").run())
    brief = only(workspace)
    assert brief.title == "两省简报"
    assert [(p.heading, p.line) for p in brief.pieces if p.id == first] == [
        ("两省选派干部", "辽宁多于青海。")
    ]
    assert "两省选派干部" in html(app)
    press(app, f"out_{second}")
    assert len(only(workspace).pieces) == 3
    press(app, "brief_undo")
    assert next(piece.id for piece in only(workspace).pieces) == second


def test_what_changed_in_the_reports_is_listed_until_somebody_agrees(workspace: Workspace) -> None:
    gathered()
    workspace.remove("辽宁.txt")
    workspace.keep(LIAONING.replace("3000", "3200").encode(), "辽宁.txt", Entry(region="辽宁省", year="2022"))
    workspace.remove("青海.txt")
    app = page("brief", lang="zh")
    shown = html(app)
    assert "3,000 人 → 3,200 人" in shown
    assert "青海省：800 人，现已没有" in shown
    assert any("报告不在这里" in info.value for info in app.info)
    app.button(key="brief_agree").click().run()
    assert "3,000 人 → 3,200 人" not in html(app)
    assert {seen.value for seen in only(workspace).pieces[0].seen} == {3200.0}


def test_a_piece_leads_back_to_its_page_in_its_state(workspace: Workspace) -> None:
    app = page("compare", indicator="cadres_dispatched", norm="raw", regions=["青海省"], sort="name")
    press(app, "tray_chart")
    app = page("brief")
    (piece,) = only(workspace).pieces
    app.button(key=f"to_{piece.id}").click().run()
    assert app.session_state["regions"] == ["青海省"] and app.session_state["sort"] == "name"


def test_another_brief_is_begun_and_the_first_opened_again(workspace: Workspace) -> None:
    gathered()
    first = only(workspace)
    app = press(page("brief"), "brief_begin")
    assert html(app).count('class="piece-title"') == 0
    sound(app.selectbox(key="brief_choice").set_value(first.id).run())
    assert html(app).count('class="piece-title"') == 4
    assert address(app, "brief") == [first.id]
    press(app, "brief_delete")
    assert handing_on.briefs(workspace.folder).briefs == ()


def test_a_damaged_brief_is_named_on_the_page(workspace: Workspace) -> None:
    gathered()
    path = workspace.folder.root / "briefs" / f"{only(workspace).id}.json"
    path.write_bytes(path.read_bytes().replace(b"3000", b"9000"))
    shown = html(page("brief", lang="zh"))
    assert path.name in shown and "保存的内容有改动或损坏" in shown


def test_read_only_the_brief_lives_in_the_session_and_says_so(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--read-only"])
    app = gathered()
    assert handing_on.briefs(workspace.folder).briefs == ()
    sound(app.button(key="tray_open").click().run())
    shown = html(app)
    assert "只读模式" in shown and shown.count('class="piece-title"') == 4


def test_of_a_table_the_brief_lives_in_the_session_and_says_so(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "figures.parquet"
    workspace.load()
    target.write_bytes((tmp_path / "table.parquet").read_bytes())
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--table", str(target)])
    app = press(page("compare", indicator="cadres_dispatched", norm="raw"), "tray_chart")
    sound(app.button(key="tray_open").click().run())
    assert "没有工作区" in html(app) and html(app).count('class="piece-title"') == 1


def test_what_an_audit_found_joins_the_notes_of_the_charts_that_it_speaks_for(workspace: Workspace) -> None:
    drawn = len(workspace.load().table.facts)
    audit = opened(workspace, drawn)
    for at in range(drawn):
        say(workspace, audit, at, "right")
    gathered()
    shelf = shelve(workspace.load().table)
    maker = Maker(shelf, Language("en"), date(2026, 11, 29), {})
    made = [maker.make(piece) for piece in only(workspace).pieces]
    noted = with_audit(made, lambda spec: "Sampling audit: 4 judged")
    charts = [new for new, old in zip(noted, made, strict=True) if isinstance(old.content, Charts)]
    assert charts and all(each.notes[-1] == "Sampling audit: 4 judged" for each in charts)
    assert [each.notes for each in noted if not isinstance(each.content, Charts)] == [
        each.notes for each in made if not isinstance(each.content, Charts)
    ]
    shown = sound(page("brief"))
    assert any(box.key == "export_audit" for box in shown.checkbox)
