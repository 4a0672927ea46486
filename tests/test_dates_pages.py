"""The year of a report on Import, on Review and from Compare: asked for, said once for all figures, shown as corrected, undone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.catalogue import adopt
from extract.manifest import Entry
from extract.pipeline import extract
from extract.report import Report
from extract.views.reviewing import dating
from extract.views.words.language import Language
from extract.workspace import Workspace
from tests.harness import CHINESE, QUOTED, html, page, submit, unbroken

ONE = "全省选派驻村干部2304名。5年来，培训党员3万人次。2019年，发展党员500名。\n"
TWO = "2022年，全省选派驻村干部2500名。\n"
THREE = "全省上下推动党史学习教育常态化。全省选派驻村干部2600名。\n"


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace with a report that names no year, one that does, and one whose year can be guessed."""
    made = Workspace.open(tmp_path / "ws")
    made.keep(ONE.encode(), "一.txt", Entry("青海省"))
    made.keep(TWO.encode(), "二.txt", Entry("云南省", "", "2022-06-30"))
    made.keep(THREE.encode(), "三.txt", Entry("辽宁省"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(made.folder.root)])
    yield made
    adopt(None)


def periods(space: Workspace) -> dict[str, str]:
    return {fact.quote: fact.period for fact in space.load().table.facts}


def date(space: Workspace, year: str = "", period: str = "", who: str = "王") -> str:
    app = page("review", queue="dates", of="一")
    app.text_input(key="year_dates_一").set_value(year)
    app.text_input(key="period_dates_一").set_value(period)
    app.text_input(key="who_dates_一").set_value(who)
    app = submit(app, "用于全篇")
    return " ".join(part.value for part in (*app.warning, *app.info))


def test_the_year_said_on_review_dates_the_report_and_is_kept_with_who_and_undone(space: Workspace) -> None:
    assert date(space, year="2022年") == ""
    assert periods(space)["2304名"] == "2022"
    assert periods(space)["500名"] == "2019"
    (made,) = space.load().log.in_force
    assert (made.who, dict(made.values)) == ("王", {"year": "2022"})
    listed = page("import").dataframe[0].value
    assert dict(zip(listed["报告"], listed["年份"], strict=True))["一.txt"] == "2022"
    app = page("review", queue="dates", of="一")
    assert "讲的是 2022 年：人工更正。" in html(app)
    app.button(key=f"undo_{made.id}").click().run()
    assert periods(space)["2304名"] == ""


def test_a_period_dates_it_too(space: Workspace) -> None:
    assert date(space, period="2018—2022年") == ""
    assert periods(space)["2304名"] == "2018/2022"


@pytest.mark.parametrize(
    ("year", "period", "who", "said"),
    [
        ("去年", "", "王", "年份读不懂"),
        ("", "5年来", "王", "期间读不懂"),
        ("", "", "王", "请填写年份或期间"),
        ("2022", "", "", "请署名"),
    ],
)
def test_what_cannot_be_kept_is_said(space: Workspace, year: str, period: str, who: str, said: str) -> None:
    assert said in date(space, year=year, period=period, who=who)
    assert not space.load().log.corrections


def test_reports_without_a_year_come_first_and_are_counted(space: Workspace) -> None:
    app = page("review", queue="dates")
    labels = app.selectbox(key="dates_of").options
    assert labels == ["一 · 年份不明", "三 · 2022?", "二 · 2022"]
    assert "报告年份 2" in app.get("button_group")[0].proto.options[5].content
    assert "正文和清单都没有说明它讲的是哪一年" in html(app)


def test_compare_leads_to_the_form_of_the_report_that_lacks_its_year(space: Workspace) -> None:
    app = page("compare", indicator="cadres_dispatched")
    assert "期间不明，可按报告年度计，或给出报告的年份、期间" in html(app)
    unbroken(app.button(key="dates_一").click().run())
    assert (app.session_state["queue"], app.session_state["of"]) == ("dates", "一")


def test_compare_offers_the_switch_where_a_report_has_a_year(space: Workspace) -> None:
    app = page("compare", indicator="cadres_dispatched")
    unbroken(app.button(key="dates_assume").click().run())
    assert app.toggle(key="undated").value is True
    assert "辽宁省的报告未载期间，按报告年度（2022年）计" in html(app)
    assert not [button for button in app.button if button.key == "dates_assume"]


def test_an_english_form_has_no_chinese_but_what_reports_say(space: Workspace) -> None:
    app = page("review", queue="dates", of="一", lang="en")
    said = [
        html(app),
        *(box.label for box in (*app.button, *app.text_input)),
        *(c.value for c in app.caption),
    ]
    said += [box.help for box in app.text_input if box.help]
    for text in said:
        assert not CHINESE.findall(QUOTED.sub("", text.replace("一", ""))), text


def test_import_asks_for_the_year_and_keeps_it_apart_from_the_day(space: Workspace) -> None:
    app = page("import")
    app.selectbox(key="kept_file").set_value("一.txt").run()
    assert app.text_input(key="year_kept_一.txt").placeholder == "请填写"
    assert any("正文没有说明讲的是哪一年" in each.value for each in app.caption)
    app.text_input(key="year_kept_一.txt").set_value("2021")
    app.text_input(key="published_kept_一.txt").set_value("2022-01-15")
    unbroken(app.button(key="save_kept").click().run())
    (source,) = (s for s in space.load().table.sources if s.name == "一")
    assert (source.year, source.year_from, source.published) == (2021, "said", "2022-01-15")


def test_import_shows_a_guess_as_one(space: Workspace) -> None:
    app = page("import")
    app.selectbox(key="kept_file").set_value("三.txt").run()
    assert app.text_input(key="year_kept_三.txt").placeholder == "推定 2022，请核对"
    assert "2022（推定）" in app.dataframe[0].value["年份"].tolist()


def test_a_year_that_is_none_is_refused_on_import(space: Workspace) -> None:
    app = page("import")
    app.selectbox(key="kept_file").set_value("一.txt").run()
    app.text_input(key="year_kept_一.txt").set_value("去年")
    unbroken(app.button(key="save_kept").click().run())
    assert {source.year for source in space.load().table.sources if source.name == "一"} == {None}
    assert any("读不懂" in each.value for each in app.warning)


@pytest.mark.parametrize("how", ["said", "corrected", "published", "text", "guess", ""])
def test_how_a_year_is_known_has_words_in_both_languages(how: str) -> None:
    source = replace(extract(Report("a", TWO)).sources[0], year=2022, year_from=how)
    for code in ("zh", "en"):
        assert "2022" in dating.known(source, Language(code))


def test_a_long_list_of_assumptions_is_folded(space: Workspace) -> None:
    names = (
        "河北省",
        "山西省",
        "吉林省",
        "黑龙江省",
        "江苏省",
        "浙江省",
        "安徽省",
        "福建省",
        "江西省",
        "山东省",
    )
    for number, name in enumerate(names):
        text = f"{name}全省选派驻村干部{2000 + number}名。"
        space.keep(text.encode(), f"{name}.txt", Entry(name, year=str(2018 + number % 5)))
    app = page("compare", indicator="cadres_dispatched", undated="1")
    said = html(app)
    assert "地的期间或时点按报告年度推定，或与最新的年份相差较多" in said
    inside = said[said.index("<details>") : said.index("</details>")]
    assert "的报告未载期间，按报告年度（2020年）计" in inside
