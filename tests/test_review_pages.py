"""Review and import in Streamlit's own harness: what they offer, what they write, what they refuse, in both languages."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from extract.catalogue import adopt, built_in
from extract.corrections import SET, correction
from extract.corrections.passages import passage
from extract.facts import Fact
from extract.manifest import Entry
from extract.span import Span
from extract.views import worklist
from extract.views.reviewing.history import told
from extract.views.words.language import Language
from extract.workspace import Workspace
from tests.harness import CHINESE, QUOTED, ROOT, html, page, submit, unbroken

ONE = "2021年，全省选派驻村干部2304名，建成村级书屋46个。\n"
TWO = "2021年，全省选派驻村干部2500名，新建村级书屋120个，表彰先进30名。\n"


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace with two reports, which the app opens."""
    made = Workspace.open(tmp_path / "ws")
    made.keep(ONE.encode(), "一.txt", Entry("青海省", "", "2022"))
    made.keep(TWO.encode(), "二.txt", Entry("青海省", "", "2022"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(made.folder.root)])
    yield made
    adopt(None)


def field(app: AppTest, name: str, kind: str = "text_input") -> object:
    return next(box for box in app.get(kind) if box.key and re.match(rf"{name}_[^_]+:", box.key))


def listed(app: AppTest) -> list[dict[str, str]]:
    """The rows of the list of figures, as the page's script gets them."""
    (data,) = (
        json.loads(part.proto.json) for part in app.get("bidi_component") if "cards" in part.proto.json
    )
    return data["cards"][0]["rows"]  # type: ignore[no-any-return]


def figures(space: Workspace) -> dict[str, Fact]:
    return {fact.quote: fact for fact in space.load().table.facts}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", [{"queue": q} for q in (*worklist.QUEUES, "missed", "proposed", "learn")])
def test_every_queue_opens_in_both_languages(space: Workspace, state: dict[str, str], language: str) -> None:
    app = page("review", lang=language, **state)
    assert app.session_state["queue"] == state["queue"]
    if language == "en":
        for part in (
            html(app),
            *(box.label for box in (*app.button, *app.selectbox, *app.text_input)),
            *(c.value for c in app.caption),
        ):
            assert CHINESE.findall(QUOTED.sub("", re.sub(r"\b[一二]\b|一.txt|二.txt", "", part))) == []


def test_the_closest_call_comes_first_and_says_how_close_it_is(space: Workspace) -> None:
    space.keep(
        "全县评定星级党员2100名，选派科技特派员126名到村服务，发放手册3200册。".encode(), "三.txt", Entry()
    )
    app = page("review", queue="unbound")
    work = worklist.worklist(space.load())
    for queue in ("unbound", "doubtful"):
        sure = [each.fact.confidence for each in work.queue(queue) if each.fact]
        assert sure == sorted(sure)
    first = work.queue("unbound")[0].fact
    assert first is not None and first.confidence < 1
    assert app.session_state["fact"] == first.id
    notes = [row["note"] for row in listed(app)]
    assert notes[0].endswith(f" · {first.confidence:.0%}")


def test_what_corrections_teach_is_looked_at_kept_and_taken_back(space: Workspace) -> None:
    app = page("review", queue="learn")
    unbroken(app.button(key="learn_look").click().run())
    assert any("没有可以学的" in note.value for note in app.info)
    own = figures(space)["2304名"]
    raw = next(source.raw for source in space.load().table.sources if source.name == own.report)
    space.record([correction(SET, passage(own.report, raw, own.span), {"indicator": None}, who="王")])
    app = page("review", queue="learn")
    unbroken(app.button(key="learn_look").click().run())
    assert "依据 1 条" in html(app) and space.load().lessons == ()
    unbroken(app.button(key="learn_keep").click().run())
    assert [lesson.corrections for lesson in space.load().lessons] == [1]
    assert "工作区学过的" in html(app)
    unbroken(app.button(key="unlearn_look").click().run())
    unbroken(app.button(key="unlearn").click().run())
    assert space.load().lessons == ()


def test_words_narrow_the_queues(space: Workspace) -> None:
    assert "未归入指标 3" in page("review", queue="unbound").button_group(key="queue").options
    app = page("review", queue="unbound", find="表彰")  # the sentence of two of them
    assert "未归入指标 2" in app.button_group(key="queue").options
    assert "表彰先进" in html(app)
    unbroken(app.text_input(key="find").set_value("火星").run())
    assert [done.value for done in app.success] == ["这里没有要看的了。"]


def test_two_reports_that_differ_stand_in_conflict(space: Workspace) -> None:
    app = page("review", queue="conflict")
    assert "另有 1 个不同的数字" in html(app)
    against = next(button for button in app.button if button.key and button.key.startswith("against_"))
    unbroken(against.click().run())
    assert app.session_state["fact"].startswith("二:")


def test_a_correction_is_kept_with_who_and_why_and_can_be_undone(space: Workspace) -> None:
    app = page("review", fact=figures(space)["2304名"].id)
    field(app, "value").set_value("2.5千")
    app = unbroken(app.run())
    field(app, "value").set_value("2,500")
    field(app, "who").set_value("王")
    field(app, "why").set_value("查对")
    submit(app, "保存更正")
    fixed = figures(space)["2304名"]
    assert (fixed.value, fixed.corrected) == (2500.0, "value")
    (made,) = space.load().log.corrections
    assert (made.who, made.why, dict(made.values)) == ("王", "查对", {"value": 2500.0})
    unbroken(app.button(key="undo_last").click().run())
    assert figures(space)["2304名"].value == 2304.0
    recorded = page("review").dataframe[-1].value
    assert list(recorded[Language("zh")("review.what")])[:2] == [
        "撤销“更正：数值 2,500”",
        "更正：数值 2,500 · “查对”",
    ]
    assert list(recorded[Language("zh")("column.quote")])[:2] == ["2304名", "2304名"]


def test_an_indicator_is_assigned(space: Workspace) -> None:
    app = page("review", fact=figures(space)["46个"].id)
    field(app, "indicator", "selectbox").set_value("venues_built")
    submit(app, "保存更正")
    assert figures(space)["46个"].indicator == "venues_built"


def test_accepting_leads_to_the_next_figure(space: Workspace) -> None:
    app = page("review", queue="unbound")
    first = app.session_state["_address"][0].get("fact")
    submit(app, "认可")
    assert len(space.load().log.corrections) == 1
    assert app.session_state["fact"] and app.session_state["fact"] != first


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("value", "很多", "数值读不懂"),
        ("scope", "火星省", "没有这个地区"),
        ("who", "", "请署名"),
        ("period", "/2022-13", "期间读不懂"),
        ("period", "2022/2019", "期间读不懂"),  # the last year before the first
        ("period", "2022-6", "期间读不懂"),
    ],
)
def test_what_cannot_be_kept_is_said_and_not_kept(space: Workspace, name: str, text: str, said: str) -> None:
    app = page("review", fact=figures(space)["2304名"].id)
    field(app, "subject").set_value("另一个说法")
    field(app, name).set_value(text)
    submit(app, "保存更正")
    assert any(said in warning.value for warning in app.warning)
    assert not space.load().log.corrections


def test_a_correction_whose_figure_is_gone_is_shown_and_can_be_let_go(space: Workspace) -> None:
    place = worklist.place(
        figures(space)["2304名"], next(s for s in space.load().table.sources if s.name == "一")
    )
    space.record([correction(SET, place, {"value": 1}, who="王")])
    space.remove("一.txt")
    app = page("review")
    assert "1 条更正找不到原来的数字" in html(app) and "没有这份报告" in html(app)
    letting = next(button for button in app.button if button.key and button.key.startswith("let_go_"))
    unbroken(letting.click().run())
    assert space.load().log.in_force == ()


def test_what_others_do_meanwhile_takes_nobody_s_figure_away(space: Workspace) -> None:
    app = page("review", queue="unbound")
    opened = app.session_state["fact"]
    source = {s.name: s for s in space.load().table.sources}
    known = figures(space)
    (mine,) = (quote for quote, fact in known.items() if fact.id == opened)
    other = known["30名" if mine != "30名" else "120个"]  # which is the closest call, the weights say
    space.record(
        [correction(SET, worklist.place(other, source["二"]), {"indicator": "honoured_members"}, who="李")]
    )
    field(app, "value").set_value("47")
    submit(app, "保存更正")
    assert figures(space)[mine].value == 47.0

    app = page("review", fact=figures(space)["2304名"].id)
    own = figures(space)["2304名"]
    space.record([correction(SET, worklist.place(own, source["一"]), {"value": 2400}, who="李")])
    field(app, "value").set_value("2500")
    submit(app, "保存更正")
    assert figures(space)["2304名"].value == 2400.0
    assert any("刚被别人改过" in warning.value for warning in app.warning)


def test_a_missed_figure_is_added_by_its_words(space: Workspace) -> None:
    app = page("review", queue="missed", of="一")
    unbroken(app.text_input(key="missed_words").set_value("没有的").run())
    assert [warning.value for warning in app.warning] == ["原文里没有这几个字。"]
    unbroken(app.text_input(key="missed_words").set_value("全省").run())
    next(box for box in app.text_input if box.key and box.key.startswith("value_new_")).set_value("31")
    next(box for box in app.selectbox if box.key and box.key.startswith("unit_new_")).set_value("个")
    submit(app, "补录这个数字")
    made = figures(space)["全省"]
    assert (made.value, made.unit, made.corrected, made.scope) == (31.0, "个", "added", "青海省")


def test_a_proposal_becomes_an_indicator_that_the_other_pages_show(space: Workspace) -> None:
    app = page("review", queue="proposed")
    accept = next(button for button in app.button if button.key and button.key.startswith("accept_"))
    id = accept.key.removeprefix("accept_")
    unbroken(accept.click().run())
    assert id in space.load().known.indicators
    assert {fact.quote for fact in space.load().table.facts if fact.indicator == id} == {"46个", "120个"}
    assert "书屋" in html(page("compare", indicator=id))


def test_import_lists_what_is_kept_and_describes_it_anew(space: Workspace) -> None:
    app = page("import")
    assert list(app.dataframe[0].value["报告"]) == ["一.txt", "二.txt"]
    app.text_input(key="published_kept_一.txt").set_value("某天")
    unbroken(app.button(key="save_kept").click().run())
    assert any("某天" in each.value for each in app.warning)  # below the fields, and not above the page
    app.text_input(key="published_kept_一.txt").set_value("2021年6月")
    unbroken(app.button(key="save_kept").click().run())
    assert space.load().kept[0].said == Entry("青海省", "", "2021-06")
    unbroken(app.button(key="remove_yes_一.txt").click().run())
    assert [each.file for each in space.load().kept] == ["二.txt"]
    assert app.button(
        key="remove_yes_二.txt"
    )  # another button than the one that was clicked: a second click takes nothing out


def test_a_name_that_is_code_is_shown_and_not_run(space: Workspace) -> None:
    (space.folder.reports / "<img src=x onerror=alert(1)>.txt").write_text(ONE, "utf-8")
    assert "<img" not in html(page("import"))


def test_a_read_only_server_shows_neither_page(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--read-only"])
    for name in ("review", "import"):
        app = page(name)
        assert not app.get("file_uploader") and not [b for b in app.button if b.label == "保存更正"]


def test_a_workspace_that_cannot_be_opened_is_explained(space: Workspace) -> None:
    (space.folder.root / "workspace.json").write_text('{"version": 99}')
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert ["99" in error.value for error in app.error] == [True]


@pytest.mark.parametrize(
    ("text", "value"), [("2.03万", 20300.0), ("１，２３４", 1234.0), ("-2.8", -2.8), ("一亿二千万", 1.2e8)]
)
def test_numbers_are_read_as_people_type_them(text: str, value: float) -> None:
    assert worklist.number(text) == value


@pytest.mark.parametrize("text", ["", "-", "很多", "1.2.3", "nan", "inf", "1e999"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        worklist.number(text)


def test_a_correction_is_told_in_one_line_of_either_language(space: Workspace) -> None:
    source = next(s for s in space.load().table.sources if s.name == "一")
    start = ONE.index("2304名")
    place = worklist.place(figures(space)["2304名"], source)
    assert Span(start, start + 5).of(ONE) == place.quote
    made = correction(SET, place, {"value": 2500, "indicator": None, "bound": "approx"}, who="王")
    assert "数值 2,500；指标 —；修饰 约数" in told(made, Language("zh"))
    assert "value 2,500; indicator —; precision Approximate" in told(made, Language("en"))
    assert built_in().indicators


AGAIN = "2021年，全省选派驻村干部2304名，建成村级书屋46个，评议等次18个。\n2021年，全省选派驻村干部2304名。\n"


def test_a_figure_of_several_versions_of_a_report_is_looked_at_once(space: Workspace) -> None:
    """A report kept a second time, with a line more, doubled every queue."""
    for number in (1, 2):
        text = AGAIN + "会议开得很好。\n" * number
        space.keep(text.encode(), f"版本{number}.txt", Entry("湖南省", "", "2022"))
    state = space.load()
    work = worklist.worklist(state)
    for name in worklist.QUEUES:
        listed = [item.row.report for item in work.queue(name)]
        assert listed.count("版本1") == [item.row.report for item in work.queues[name]].count("版本1")
        assert "版本2" not in listed
    assert work.queue("unbound", frozenset(["版本2"])), "whoever asks for one version sees it"
    one = work.queue("unbound", frozenset(["版本1"]))[0]
    (twin,) = worklist.twins(state, one)
    assert (twin.row.report, twin.row.sentence, twin.row.quote) == ("版本2", one.row.sentence, one.row.quote)
    app = page("review", queue="unbound", fact=one.id)
    assert any("同一报告的另外 1 个版本" in said.value for said in app.caption)
    submit(app, "认可")
    kept = space.load()
    assert {one.id, twin.id} <= set(kept.overlay.touched)


def test_twins_stand_at_the_same_place_of_their_sentences(space: Workspace) -> None:
    for name in ("甲", "乙"):
        text = AGAIN + f"{name}：表彰先进集体七个。\n"
        space.keep(text.encode(), f"{name}.txt", Entry("湖南省", "", "2022"))
    state = space.load()
    facts = [fact for fact in state.table.facts if fact.report == "甲" and fact.quote.startswith("2304")]
    assert len(facts) == 2
    for fact in facts:
        (twin,) = worklist.twins(state, worklist.Item(fact))
        assert (twin.row.report, twin.row.start) == ("乙", fact.start)
