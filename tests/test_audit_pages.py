"""The sampling audit on Review, on Data and methods and in the notes of files, in Streamlit's own harness."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from extract.audit import audits, judged, results
from extract.audit.judging import Audit
from extract.catalogue import adopt, catalogue
from extract.corrections import ACCEPT, DRAW, JUDGE, SET, UNDO
from extract.manifest import Entry
from extract.views.charts.comparing import compared
from extract.views.charts.making import Request, charts
from extract.views.charts.spec import ChartSpec
from extract.views.context import Context
from extract.views.desk import Desk
from extract.views.exports import render
from extract.views.frames import Filters, entries, shelve
from extract.views.palette import LIGHT
from extract.views.parts.export_menu import noted
from extract.views.reviewing import audited
from extract.views.words.language import Code, Language
from extract.workspace import Workspace
from tests.harness import CHINESE, QUOTED, ROOT, html, page, unbroken

ONE = "2021年，全省选派驻村干部2304名，建成村级书屋46个，培训党员1.2万人次。\n"
TWO = "2021年，全省选派驻村干部2500名，新建党群服务中心120个，投入党建经费350万元。\n"


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace with two reports, which the app opens for Wang."""
    made = Workspace.open(tmp_path / "ws")
    made.keep(ONE.encode(), "一.txt", Entry("青海省", "", "2022"))
    made.keep(TWO.encode(), "二.txt", Entry("云南省", "", "2022"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(made.folder.root)])
    monkeypatch.setattr("getpass.getuser", lambda: "王")
    yield made
    adopt(None)


def press(app: AppTest, key: str) -> AppTest:
    return unbroken(next(each for each in app.button if re.fullmatch(key, each.key or "")).click().run())


def offered(app: AppTest, key: str) -> bool:
    return any(re.fullmatch(key, each.key or "") for each in app.button)


def sign(app: AppTest, who: str) -> AppTest:
    return unbroken(app.text_input(key="audit_who").set_value(who).run())


def begun(space: Workspace, **state: str) -> tuple[AppTest, Audit]:
    """Wang's page with an audit of all six figures open, and the audit."""
    app = press(page("review", queue="audit", **state), "audit_start")
    return app, the(space)


def the(space: Workspace) -> Audit:
    return audits(space.load().log)[0]


def shown(app: AppTest) -> int:
    """The place in the draw of the figure that is open."""
    return next(int(each.key.removeprefix("judge_right_")) for each in app.button if (each.key or "").startswith("judge_right_"))  # fmt: skip


def actions(space: Workspace) -> list[str]:
    return [each.action for each in space.load().log.corrections]


def judge_all(space: Workspace, audit: Audit, who: str, verdicts: dict[int, str] | None = None) -> None:
    """All verdicts of a reviewer at once, right unless said otherwise."""
    for at in range(len(audit.draw.figures)):
        state = space.load()
        own = next(each for each in audits(state.log) if each.id == audit.id)
        space.record(judged(state, state.log, own, at, (verdicts or {}).get(at, "right"), who=who))


def test_an_audit_is_drawn_judged_with_one_press_a_figure_and_done(space: Workspace) -> None:
    app, audit = begun(space)
    assert (audit.draw.population, len(audit.draw.figures), audit.draw.size) == ("all", 6, 6)
    assert audit.opened.who == "王"
    for done in range(6):
        at = shown(app)
        assert audit.draw.figures[at].passage.quote in html(app)
        assert f"已判 {done} / 6" in [bar.proto.text for bar in app.get("progress")]
        app = press(app, f"judge_right_{at}")
    assert actions(space) == [DRAW, *[ACCEPT] * 6]
    assert "抽检 6 处，正确 6，95% 置信区间 61.0%–100.0%" in html(app)
    assert any("重抽，得到同样的数字" in part for part in html(app).split("<p"))
    app = press(app, "audit_undo")
    assert shown(app) == 5 and len(the(space).verdicts("王")) == 5


def test_a_wrong_field_is_kept_at_once_and_its_right_value_is_a_correction(space: Workspace) -> None:
    app, audit = begun(space)
    at = shown(app)
    app = press(app, f"judge_value_{at}")
    assert actions(space) == [DRAW, JUDGE] and shown(app) == at
    assert [each.key for each in app.button if each.proto.icon == ":material/close:"] == [f"judge_value_{at}"]
    app = press(app, f"judge_period_{at}")
    assert the(space).verdicts("王") == {at: "value period"}
    app = press(app, f"judge_period_{at}")
    assert the(space).verdicts("王") == {at: "value"}
    next(box for box in app.text_input if (box.key or "").startswith("value_audit_")).set_value("很多")
    save = next(button for button in app.button if button.label == "保存并继续")
    app = unbroken(save.click().run())
    assert any("数值读不懂" in warning.value for warning in app.warning) and shown(app) == at
    next(box for box in app.text_input if (box.key or "").startswith("value_audit_")).set_value("31")
    app = unbroken(next(button for button in app.button if button.label == "保存并继续").click().run())
    assert shown(app) != at
    (made,) = (each for each in space.load().log.in_force if each.action == SET)
    assert (made.verdict, dict(made.values), made.audit) == ("value", {"value": 31.0}, audit.id)
    assert space.load().overlay.touched


def test_a_field_that_was_pressed_by_mistake_is_taken_back_by_a_second_press(space: Workspace) -> None:
    app, _ = begun(space)
    at = shown(app)
    app = press(press(app, f"judge_unit_{at}"), f"judge_unit_{at}")
    assert the(space).verdicts("王") == {} and offered(app, f"judge_none_{at}")


def test_who_does_not_want_to_stop_goes_on_after_one_press(space: Workspace) -> None:
    app, _ = begun(space)
    app = unbroken(app.checkbox(key="audit_stay").uncheck().run())
    at = shown(app)
    app = press(app, f"judge_indicator_{at}")
    assert shown(app) != at and the(space).verdicts("王") == {at: "indicator"}


def test_the_last_verdict_is_taken_back_and_the_figure_comes_up_again(space: Workspace) -> None:
    app, _ = begun(space)
    first = shown(app)
    app = press(press(app, f"judge_none_{first}"), "judge_undo_.*")
    assert shown(app) == first and the(space).verdicts("王") == {}
    assert actions(space) == [DRAW, "aside", UNDO]
    assert len(space.load().table.facts) == 6


def test_an_audit_is_left_and_gone_on_with(space: Workspace) -> None:
    app, audit = begun(space)
    app = press(app, f"judge_right_{shown(app)}")
    app = press(app, "audit_back")
    assert "王 · 已判 1 / 6" in html(app)
    app = press(app, "audit_open_.*")
    assert shown(app) == 1
    again = page("review", queue="audit", audit=audit.id)  # by its address, the next day
    assert shown(again) == 1 and "1 / 1" in html(again)


def test_a_second_reviewer_is_blind_and_then_both_are_told_where_they_differ(space: Workspace) -> None:
    app, audit = begun(space)
    judge_all(space, audit, "王", {2: "value", 3: "none"})
    app = sign(page("review", queue="audit"), "李")
    assert "抽检 6 处，正确 4" in html(app)
    app = press(app, "audit_open_.*")
    for at in range(6):
        assert shown(app) == at
        assert not any(each.proto.icon for each in app.button if re.fullmatch(r"judge_.*", each.key or ""))
        assert "有误" not in html(app) and "正确 4" not in html(app)
        app = press(app, f"judge_right_{at}")
    text = html(app)
    assert "王、李判断一致 4 / 6（67%），κ = 0.00" in text
    assert (
        "两人说法不同的 2 处" in text
        and offered(app, "audit_disputed_2")
        and offered(app, "audit_disputed_3")
    )
    app = press(app, "audit_disputed_2")
    assert app.session_state["queue"] == "corrected" and app.session_state["fact"]


def test_while_somebody_judges_the_list_tells_nothing_of_the_others(space: Workspace) -> None:
    app, audit = begun(space)
    judge_all(space, audit, "王")
    app = press(sign(page("review", queue="audit"), "李"), "audit_open_.*")
    app = press(press(app, "judge_right_0"), "audit_back")
    assert "李 · 已判 1 / 6" in html(app) and "王 · 已判 6 / 6" in html(app)
    assert "正确 6" not in html(app) and not offered(app, "audit_see_.*")


def test_nobody_judges_without_a_name(space: Workspace) -> None:
    app = sign(page("review", queue="audit"), "")
    app = press(app, "audit_start")
    assert any("请署名" in warning.value for warning in app.warning)
    assert actions(space) == []


def test_a_press_too_many_says_nothing_of_the_next_figure(space: Workspace) -> None:
    app, _ = begun(space)
    state = space.load()
    space.record(judged(state, state.log, the(space), 0, "right", who="王"))  # the same reader's other page
    app = press(app, "judge_value_0")
    assert the(space).verdicts("王") == {0: "right"} and shown(app) == 1


def test_an_audit_whose_sentences_are_all_gone_says_so_and_waits(space: Workspace) -> None:
    _, audit = begun(space)
    for name in ("一.txt", "二.txt"):
        space.remove(name)
    app = page("review", queue="audit", audit=audit.id)
    assert any("原句都已不在报告中" in note.value for note in app.info)
    space.keep(ONE.encode(), "一.txt", Entry("青海省", "", "2022"))
    app = page("review", queue="audit", audit=audit.id)
    quotes = {each.passage.quote for each in the(space).draw.figures if each.passage.report == "一"}
    assert any(quote in html(app) for quote in quotes)
    assert any("原句已不在报告中" in caption.value for caption in app.caption)


def test_an_audit_is_deleted_and_its_corrections_stay(space: Workspace) -> None:
    app, audit = begun(space)
    app = press(app, "judge_none_0")
    app = press(press(app, "audit_back"), f"audit_delete_{audit.id}")
    assert results(space.load()) == () and len(space.load().table.facts) == 5
    assert not offered(app, "audit_open_.*")


def test_of_one_theme_or_indicator_only_its_figures_are_drawn(space: Workspace) -> None:
    app = page("review", queue="audit")
    app = unbroken(app.button_group(key="audit_kind").set_value("indicator").run())
    unbroken(app.selectbox(key="audit_indicator").set_value("cadres_dispatched").run())
    app = press(app, "audit_start")
    assert {each.passage.quote for each in the(space).draw.figures} == {"2304名", "2500名"}
    assert "“选派干部驻村”的 2 个数字" in html(app)


@pytest.mark.parametrize("finished", [False, True])
def test_the_pages_speak_english_too(space: Workspace, finished: bool) -> None:
    app, audit = begun(space, lang="en")
    if finished:
        judge_all(space, audit, "王", {2: "value"})
        judge_all(space, audit, "李", {3: "unit"})
        app = page("review", queue="audit", audit=audit.id, lang="en")
    else:
        app = press(app, "judge_subject_0")
    back = press(page("review", queue="audit", audit=audit.id, lang="en"), "audit_back")
    for each in (app, back):
        said = [
            html(each),
            *(box.label for box in (*each.button, *each.selectbox, *each.text_input, *each.checkbox)),
        ]
        said += [caption.value for caption in each.caption]
        for part in said:
            assert CHINESE.findall(QUOTED.sub("", re.sub(r"[王李]|一.txt|二.txt", "", part))) == []


def test_the_page_of_methods_tells_what_finished_audits_found(space: Workspace) -> None:
    assert "抽检结果" not in html(page("methods"))
    app, audit = begun(space)
    assert "抽检结果" not in html(page("methods"))  # not finished
    judge_all(space, audit, "王", {2: "value", 3: "none"})
    judge_all(space, audit, "李")
    app = page("methods")
    assert "抽检结果" in html(app)
    (grid,) = (each.value for each in app.dataframe if "项目" in each.value.columns)
    (column,) = (name for name in grid.columns if name != "项目")
    told = dict(zip(grid["项目"], grid[column], strict=True))
    assert column.startswith("全部 6 个数字 · 20")
    assert (told["由谁判断"], told["判断（处）"]) == ("王", "6")
    assert told["全部正确"] == "4 / 6 · 66.7% (30.0–90.3)" and told["是数据"] == "5 / 6 · 83.3% (43.6–97.0)"
    assert told["数值"] == "4 / 5 · 80.0% (37.6–96.4)" and told["单位"] == "5 / 5 · 100.0% (56.6–100.0)"
    assert told["复核"].startswith("王、李判断一致 4 / 6")


def test_the_record_tells_verdicts_and_draws_as_such(space: Workspace) -> None:
    app, _ = begun(space)
    press(press(app, "judge_value_0"), "judge_right_0")
    app = page("review", queue="corrected")
    (grid,) = (each.value for each in app.dataframe if "更正" in each.value.columns)
    assert list(grid["更正"]) == ["判断（抽检：数值有误）", "抽取样本"]
    assert "共 2 条，2 条有效" in html(app)


def test_a_result_of_another_reading_is_told_as_one(space: Workspace) -> None:
    _, audit = begun(space)
    judge_all(space, audit, "王", dict.fromkeys(range(6), "period"))
    space.describe("一.txt", Entry("甘肃省", "", "2022"))
    assert told(space, "cadres_dispatched") == ""
    assert "3 处现在的读法与抽取时不同" in html(page("methods"))


def test_read_only_shows_results_and_lets_nobody_judge(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, audit = begun(space)
    judge_all(space, audit, "王")
    root = str(space.folder.root)
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", root, "--read-only"])
    assert "抽检结果" in html(page("methods"))
    app = page("review", queue="audit", audit=audit.id)
    assert not [each for each in app.button if (each.key or "").startswith(("judge_", "audit_"))]


def told(space: Workspace, indicator: str, language: Code = "zh") -> str:
    """What an export of an indicator's chart would say of audits."""
    chart, teller = charted(space, indicator, language)
    return teller(chart) if teller else ""


def charted(
    space: Workspace, indicator: str, language: Code
) -> tuple[ChartSpec, Callable[[ChartSpec], str] | None]:
    """The chart of an indicator, and what says of charts what audits found."""
    state = space.load()
    desk = Desk(space, state, shelve(state.table), ROOT / "seeds")
    context = Context(desk.shelf, Language(language), LIGHT, {}, {}, desk)
    entry = catalogue().indicators[indicator]
    drawn = compared(desk.shelf, entry, entries(desk.shelf, entry, Filters()))
    (chart, *_) = charts(drawn, Request(context.say, date(2026, 11, 28)), desk.shelf.sources)
    return chart, audited.teller(context)


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx", "zip", "html", "svg"])
def test_every_format_carries_the_note(space: Workspace, form: str) -> None:
    _, audit = begun(space)
    judge_all(space, audit, "王", {0: "value"})
    chart, teller = charted(space, "cadres_dispatched", "zh")
    content = render(noted([chart], teller), form)
    parts = [content] if form in ("html", "svg") else contents(content)
    words = "抽检 6 处，正确 5，95% 置信区间 43.6%–97.0%"
    if form == "svg":  # drawn as outlines, so that no font is needed: the picture is higher by the note
        assert height(content) > height(render([chart], form))
    else:
        assert any(words in part.decode("utf-8", errors="replace") for part in parts)
    assert noted([chart], None) == [chart]


def contents(archive: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [opened.read(name) for name in opened.namelist()]


def height(svg: bytes) -> float:
    return float(re.search(rb'<svg[^>]* height="([0-9.]+)', svg).group(1))  # type: ignore[union-attr]


def test_a_file_says_what_the_narrowest_audit_of_its_figures_found(space: Workspace) -> None:
    _, audit = begun(space)
    assert told(space, "cadres_dispatched") == ""  # not finished
    judge_all(space, audit, "王", {0: "value"})
    day = the(space).opened.when[:10]
    assert told(space, "cadres_dispatched") == (
        f"抽检 6 处，正确 5，95% 置信区间 43.6%–97.0%；从全部 6 个数字中随机抽取，王核对，{day}。"
    )
    app = page("review", queue="audit")
    app = unbroken(app.button_group(key="audit_kind").set_value("indicator").run())
    unbroken(app.selectbox(key="audit_indicator").set_value("cadres_dispatched").run())
    press(app, "audit_start")
    judge_all(space, the(space), "王")
    judge_all(space, the(space), "李")
    assert told(space, "cadres_dispatched", "en") == (
        "Sampling audit: 2 judged, 2 right, 95% confidence interval 34.2%–100.0%; drawn at random from 2 figures of "
        f"“Cadres dispatched to villages”, judged by 王, {day}; 王 and 李 agree on 2 of 2 (100%), κ not defined."
    )
    assert "全部 6 个数字" in told(space, "venues_built")
    space.keep(TWO.replace("2500", "2600").encode(), "三.txt", Entry("甘肃省", "", "2022"))
    assert told(space, "cadres_dispatched") == ""  # a report that no audit drew from


def test_the_export_menu_offers_it_and_leaves_it_out_unless_asked(space: Workspace) -> None:
    assert "export_audit" not in [box.key for box in page("compare", indicator="cadres_dispatched").checkbox]
    _, audit = begun(space)
    judge_all(space, audit, "王")
    app = page("compare", indicator="cadres_dispatched")
    assert app.checkbox(key="export_audit").value is False
    unbroken(app.checkbox(key="export_audit").check().run())
