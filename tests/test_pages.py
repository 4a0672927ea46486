"""Every page in Streamlit's own harness: it opens in both languages, answers a real interaction, and shows the other
language nowhere. The reports are those of ``seeds/``, read once."""

from __future__ import annotations

import json
import re
import runpy
import sys
import tomllib
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from extract.manifest import Entry
from extract.pipeline import read_folder
from extract.reading.formats import _NAMED_ENDINGS
from extract.repair import repair
from extract.table import Table
from extract.views.parts.scripted import not_given
from extract.views.words.language import Language
from extract.workspace import Workspace
from tests.harness import CHINESE, QUOTED, ROOT, address, components, heading, html, page, sound

PAGES = tuple(runpy.run_path(str(ROOT / "dashboard.py"))["PAGES"])


def bars(app: AppTest) -> dict[str, Any]:
    """The trace of the page's chart."""
    figure: dict[str, Any] = json.loads(app.get("plotly_chart")[0].proto.spec)
    trace: dict[str, Any] = figure["data"][0]
    return trace


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_both_languages(name: str, language: str) -> None:
    app = page(name, lang=language)
    assert heading(app)


def test_no_page_ends_in_a_walk_through_all_that_the_server_holds() -> None:
    """It took three quarters of the server's work on a page, and other readers' pages waited for it."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["runner"]["postScriptGC"] is False


def test_coverage_is_the_landing_page() -> None:
    app = sound(AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run())
    assert heading(app) == "基层党建指标比较"


def test_a_link_opens_the_state_that_it_names() -> None:
    app = page("compare", indicator="funds_invested", scale="log", norm="residents", lang="zh")
    assert heading(app).startswith("投入资金")
    assert app.session_state["theme"] == "resources"
    assert app.session_state["scale"] == "log"
    assert "每万人口" in heading(app)


def test_an_address_that_nobody_knows_opens_the_page_all_the_same() -> None:
    state = {
        "indicator": "nowhere",
        "theme": "x",
        "regions": "火星",
        "norm": "per_moon",
        "fact": "x:1",
        "level": "sky",
    }
    assert heading(page("compare", **state))


def test_choosing_a_theme_changes_indicator_chart_and_address() -> None:
    app = page("compare", indicator="cadres_dispatched")
    before = heading(app)
    sound(app.button_group(key="theme").set_value("resources").run())
    assert heading(app) != before
    assert address(app, "theme") == ["resources"]
    assert address(app, "indicator") == [app.session_state["indicator"]]


def test_a_facts_address_alone_opens_its_indicator_and_its_region() -> None:
    fact = "004_ddbcf0d77c88731c:868"  # 500 people sent to a county that has no report of its own
    app = page("compare", fact=fact)
    assert app.session_state["indicator"] == "cadres_dispatched"
    assert "甘肃省临夏回族自治州东乡族自治县" in app.multiselect(key="regions").value
    assert "500名" in html(app)


@pytest.mark.parametrize(
    ("name", "asked", "named"),
    [
        ("compare", {"indicator": "moonlandings"}, "指标“moonlandings”"),
        ("compare", {"regions": ["火星省", "辽宁省"]}, "地区“火星省”"),
        ("region", {"region": "火星省"}, "地区“火星省”"),
        ("source", {"report": "火星"}, "报告“火星”"),
        ("region", {"region": "辽宁省"}, ""),
    ],
)
def test_what_a_link_asks_for_in_vain_is_named(
    name: str, asked: dict[str, str | list[str]], named: str
) -> None:
    app = page(name, lang="zh", **asked)
    said = [info.value for info in app.info if "链接里" in info.value]
    assert [named in one for one in said] == ([True] if named else [])
    if name == "region" and named:  # a choice of the reader's own settles it
        app.selectbox(key="region").select("辽宁省").run()
        assert not any("链接里" in info.value for info in app.info)


def test_a_fact_that_no_report_gives_is_named_as_gone() -> None:
    app = page("compare", fact="nowhere:1")
    assert any("nowhere:1" in info.value.replace("\\", "") for info in app.info)


def test_the_bare_address_stays_bare() -> None:
    assert dict(page("compare").query_params) == {}
    assert dict(page("coverage").query_params) == {}


def test_choosing_a_theme_or_an_indicator_closes_the_figure_that_was_open() -> None:
    fact = bars(page("compare", indicator="cadres_dispatched"))["customdata"][0]
    app = page("compare", fact=fact)
    assert address(app, "fact") == [fact]
    sound(app.button_group(key="theme").set_value("resources").run())
    assert "fact" not in app.query_params
    assert app.session_state["theme"] == "resources"


def test_choosing_an_indicator_draws_its_bars() -> None:
    app = page("compare", indicator="cadres_dispatched")
    first = bars(app)["customdata"]
    sound(app.selectbox(key="indicator").set_value("members_recruited").run())
    assert bars(app)["customdata"] != first
    assert heading(app) == "发展党员"


def test_leaving_out_a_region_takes_its_bar_away() -> None:
    app = page("compare", indicator="cadres_dispatched")
    chosen = list(app.multiselect(key="regions").value)
    drawn = list(bars(app)["y"])
    assert "广东省" in chosen and "广东省" in drawn
    left = [region for region in chosen if region != "广东省"]
    sound(app.multiselect(key="regions").set_value(left).run())
    assert address(app, "regions") == left
    assert "广东省" not in bars(app)["y"] and set(drawn) - {"广东省"} <= set(bars(app)["y"])
    assert f"/ {len(chosen) - 1}<" in html(app)


def test_a_level_offers_only_its_regions() -> None:
    app = page("compare", level="county")
    assert app.multiselect(key="regions").value == ["吉林省四平市双辽市"]


@pytest.mark.parametrize("indicator", ["party_members_trained", "cadres_dispatched", "funds_invested"])
def test_headline_bars_lead_to_their_sentence(indicator: str) -> None:
    app = page("compare", indicator=indicator)
    assert bars(app)["customdata"]
    for fact in bars(app)["customdata"]:
        opened = page("compare", indicator=indicator, fact=fact)
        report, start = fact.split(":")
        raw = (ROOT / "seeds" / f"{report}.txt").read_bytes().decode("utf-8")
        restored, *same = re.findall(r'<mark class="figure">(.*?)</mark>', html(opened))
        marked = same[0] if same else restored
        assert raw[int(start) :].startswith(unescape(marked))
        assert restored


def test_next_and_previous_walk_through_the_figures() -> None:
    app = page("compare", indicator="cadres_dispatched")
    first = re.findall(r'<mark class="figure">(.*?)</mark>', html(app))
    assert app.button(key="evidence_previous").disabled
    sound(app.button(key="evidence_next").click().run())
    second = re.findall(r'<mark class="figure">(.*?)</mark>', html(app))
    assert second != first
    assert app.query_params["fact"]
    sound(app.button(key="evidence_previous").click().run())
    assert re.findall(r'<mark class="figure">(.*?)</mark>', html(app)) == first


@pytest.fixture
def unequal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app opens a workspace with a province's and two counties' figures, which only a normalisation makes comparable."""
    space = Workspace.open(tmp_path / "ws")
    for region, figure in (("广东省", "6.5万"), ("吉林省四平市双辽市", "207"), ("河北省保定市容城县", "180")):
        text = f"2022年，{region}选派驻村干部{figure}名。\n"
        space.keep(text.encode(), f"{region}.txt", Entry(region, "", "2022"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(space.folder.root)])


def test_an_offer_normalises_and_a_click_leads_back(unequal: None) -> None:
    app = page("compare", indicator="cadres_dispatched")
    offer = next(button for button in app.button if button.key and button.key.startswith("offer_"))
    sound(offer.click().run())
    assert app.session_state["norm"] == offer.key.removeprefix("offer_")
    assert address(app, "norm") == [app.session_state["norm"]]
    sound(app.button(key="offer_raw").click().run())
    assert app.session_state["norm"] == "raw"


def test_only_comparable_figures_are_left_when_asked() -> None:
    app = page("compare", indicator="problems_solved")
    assert bars(app)["y"]
    sound(app.toggle(key="only").set_value(True).run())
    assert not app.get("plotly_chart"), "no two of the seeds' figures agree"
    assert address(app, "only") == ["1"]
    assert "只显示可比数字" in " ".join(each.value for each in app.info)


def test_the_chart_has_words_for_those_who_cannot_see_it() -> None:
    app = page("compare", indicator="cadres_dispatched")
    alt = app.get("plotly_chart")[0].proto.alt
    assert all(name in alt for name in bars(app)["y"])


def test_what_no_report_gives_is_said_and_is_no_bar() -> None:
    app = page("compare", indicator="honoured_members", regions=["青海省"])
    assert not app.get("plotly_chart")
    assert any("都没有" in info.value for info in app.info)


def test_all_pages_count_the_same_figures_to_check() -> None:
    unsure = sum(fact.indicator is not None and not fact.sure for fact in _examples().facts)
    assert any(f"待核 {unsure} 个" in part.proto.body for part in page("coverage").get("html"))


def test_the_coverage_matrix_follows_the_themes() -> None:
    app = page("coverage")
    (_, matrix) = components(app)
    assert "教育培训" in [group["name"] for group in matrix["groups"]]
    sound(app.button_group(key="themes").set_value(["workforce"]).run())
    (_, matrix) = components(app)
    assert [group["name"] for group in matrix["groups"]] == ["队伍建设"]
    assert address(app, "themes") == ["workforce"]


def test_every_cell_of_the_matrix_has_an_address() -> None:
    (_, matrix) = components(page("coverage"))
    cells = [cell for group in matrix["groups"] for row in group["rows"] for cell in row["cells"]]
    assert any(cell is None for cell in cells)
    for cell in (cell for cell in cells if cell):
        assert cell["fact"].split(":")[0] in cell["href"]
        assert cell["label"] and cell["hint"]


def test_a_region_shows_its_own_figures_and_what_it_lacks() -> None:
    app = page("region", region="青海省")
    assert heading(app) == "青海省"
    sound(app.selectbox(key="region").set_value("广东省").run())
    assert heading(app) == "广东省"
    assert address(app, "region") == ["广东省"]
    assert 'class="chips"' in html(app)


def test_a_report_is_shown_whole_restored_or_raw() -> None:
    app = page("source", report="001_1b11d28e6b5bccc6")
    raw = (ROOT / "seeds" / "001_1b11d28e6b5bccc6.txt").read_bytes().decode("utf-8")
    restored = "".join(piece[0] for piece in components(app)[0]["pieces"])
    assert restored == repair(raw).clean != raw
    sound(app.button_group(key="text").set_value("raw").run())
    assert "".join(piece[0] for piece in components(app)[0]["pieces"]) == raw


def test_a_facts_address_opens_its_report() -> None:
    first = bars(page("compare", indicator="cadres_dispatched"))["customdata"][0]
    app = page("source", fact=first)
    assert app.session_state["report"] == first.split(":")[0]
    assert components(app)[0]["chosen"] == first


def test_the_ledger_adds_up() -> None:
    app = page("methods")
    grid = app.dataframe[0].value
    figures, aside = grid["数字"].sum(), grid["搁置"].sum()
    assert f"{figures:,} 行，{aside:,} 个搁置" in html(app)
    assert app.dataframe[1].value["个数"].sum() == aside


def test_the_accuracy_on_real_text_comes_first_what_nobody_had_looked_at_and_the_lower_before_the_higher() -> (
    None
):
    app = page("methods")
    assert "自拟的文本与示例" in html(app)
    grid, made, calibrated = (app.dataframe[number].value for number in (3, 4, 5))
    names = list(grid.columns)[1:]
    unseen = [name.startswith("没有人看过的") for name in names]
    assert unseen == [True] * 3 + [False] * 2
    assert list(made.columns)[1:] == ["自拟：开发用", "自拟：首次评分前未用", "五份示例"]
    indicators = grid[grid["指标项"] == "归入指标（F1）"].iloc[0]
    shares = [float(indicators[name].partition("%")[0]) for name in names]
    assert shares == [*sorted(shares[:3]), *sorted(shares[3:])]
    assert all(re.fullmatch(r"[\d.]+% \([\d.]+–[\d.]+\)", indicators[name]) for name in names)
    assert list(calibrated["程序的把握"])[-1] == "90%—100%"
    assert calibrated["个数"].sum() > 0


@pytest.mark.parametrize("name", PAGES)
def test_an_english_page_has_no_chinese_but_what_reports_say(name: str) -> None:
    app = page(name, lang="en")
    parts = [
        html(app),
        *(
            element.label
            for element in (*app.button, *app.get("download_button"), *app.selectbox, *app.multiselect)
        ),
    ]
    parts += [option for box in (*app.selectbox, *app.multiselect) for option in box.options]
    parts += [text.value for text in (*app.caption, *app.info)]
    parts += [str(column) for grid in app.dataframe for column in grid.value.columns]
    if name != "source":  # that page is a report
        parts.append(
            re.sub(r'"(href|fact|hint|quote)": ?"[^"]*"', "", json.dumps(components(app), ensure_ascii=False))
        )
    for part in parts:
        assert CHINESE.findall(QUOTED.sub("", part)) == []


NAMES = {
    "CSV",
    "SVG",
    "PNG",
    "PDF",
    "ZIP",
    "HTML",
    "Word",
    "Excel",
    "PowerPoint",
    "LibreOffice",
    "dpi",
    "per",
    "zip",
}
COMMAND = {"python", "extract", "add", "reports"}  # as it is typed, and the name of the manifest


@pytest.mark.parametrize("name", PAGES)
def test_a_chinese_page_has_no_english_labels(name: str) -> None:
    app = page(name, lang="zh")
    shown = re.sub(r"<code.*?</code>|<[^>]+>", " ", html(app))
    labels = [element.label for element in (*app.button, *app.selectbox, *app.multiselect)]
    formats = {ending.removeprefix(".") for ending in _NAMED_ENDINGS}
    for part in (shown, *labels, *(text.value for text in (*app.caption, *app.info))):
        own = re.sub(r"[0-9a-f]{3}_[0-9a-f]{16}|(?<=：)/\S+", " ", part.replace("\\", ""))  # reports, folders
        words = set(re.findall(r"[A-Za-z]{3,}", own))
        assert words <= NAMES | (COMMAND | formats if name == "import" else set())


def test_switching_the_language_changes_the_page_and_the_address() -> None:
    app = page("compare", indicator="cadres_dispatched")
    assert heading(app).startswith("选派干部驻村")
    sound(app.button_group(key="lang").set_value("en").run())
    assert heading(app).startswith("Cadres dispatched to villages")
    assert address(app, "lang") == ["en"]


@pytest.mark.parametrize(
    ("name", "card"), [("compare", "evidence"), ("region", "region_evidence"), ("source", "source_evidence")]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_evidence_says_in_a_fold_why_the_figure_is_what_it_is(name: str, card: str, lang: str) -> None:
    app = page(name, lang=lang)
    assert 'class="reasoning"' not in html(app)  # it is worked out for who opens it
    app.session_state[f"{card}_reasons"] = True
    shown = html(sound(app.run()))
    assert 'class="reasoning"' in shown
    assert {"zh": "支持", "en": "for "}[lang] in shown
    if lang == "en":
        assert CHINESE.findall(QUOTED.sub("", shown)) == []


def test_the_switch_leaves_out_what_is_to_be_checked_and_every_page_counts_it() -> None:
    app = page("coverage")
    (matrix,) = [data for data in components(app) if "groups" in data]
    cells = [cell for group in matrix["groups"] for row in group["rows"] for cell in row["cells"] if cell]
    unsure = [cell for cell in cells if cell["grade"] == "unsure"]
    assert unsure and all(cell["label"] != "待核" for cell in unsure)
    assert re.search(r"待核 \d+ 个", html(app))

    app.toggle(key="sure").set_value(True)
    sound(app.run())
    assert address(app, "sure") == ["1"]
    (matrix,) = [data for data in components(app) if "groups" in data]
    cells = [cell for group in matrix["groups"] for row in group["rows"] for cell in row["cells"] if cell]
    assert {cell["label"] for cell in cells if cell["grade"].startswith("unsure")} == {"待核"}


def test_a_link_with_the_switch_draws_only_what_is_sure_and_says_how_many_are_left_out() -> None:
    indicator, fact = _unsure()
    shown, left = page("compare", indicator=indicator), page("compare", indicator=indicator, sure="1")
    assert fact in [each for trace in _traces(shown) for each in trace["customdata"]]
    assert 'class="dotted"' in html(shown)
    assert fact not in [each for trace in _traces(left) for each in trace["customdata"]]
    for app in (shown, left):
        assert re.search(r'<div class="label">待核</div><div class="value">\d', html(app))
    region = page("region", region=shown_region(fact))
    marked = {
        row["fact"]
        for data in components(region)
        for card in data.get("cards", ())
        for row in card["rows"]
        if row.get("mark")
    }
    assert fact in marked
    region = page("region", region=shown_region(fact), sure="1")
    listed = {
        row["fact"] for data in components(region) for card in data.get("cards", ()) for row in card["rows"]
    }
    assert listed and fact not in listed


def _unsure() -> tuple[str, str]:
    """An indicator of which a figure is drawn that is to be checked, and that figure."""
    for group in next(data for data in components(page("coverage")) if "groups" in data)["groups"]:
        for row in group["rows"]:
            for cell in row["cells"]:
                if cell and cell["grade"] == "unsure" and cell["fact"] in _drawn(row["indicator"]):
                    return row["indicator"], cell["fact"]
    raise AssertionError("every figure of the examples is sure; take another report for this test")


def _drawn(indicator: str) -> list[str]:
    """The figures that Compare draws of an indicator: not those that stand on no scale with the others."""
    return [fact for trace in _traces(page("compare", indicator=indicator)) for fact in trace["customdata"]]


def shown_region(fact: str) -> str:
    """The region of a figure of the examples."""
    return next(each.scope for each in _examples().facts if each.id == fact)


@cache
def _examples() -> Table:
    return read_folder(ROOT / "seeds")


def _traces(app: AppTest) -> list[dict[str, Any]]:
    charts = app.get("plotly_chart")
    return json.loads(charts[0].proto.spec)["data"] if charts else []


def test_what_the_reader_left_out_of_the_chart_is_data_all_the_same() -> None:
    every, only = (
        html(page("compare", indicator="cadres_dispatched", norm="raw", lang="zh", **state))
        for state in ({}, {"only": "1"})
    )
    for shown in (every, only):
        assert '<div class="value">4 / 5</div>' in shown
    assert "没有一份报告载有此项" in html(
        page("compare", indicator="party_members", regions=["辽宁省"], lang="zh")
    )


def test_many_regions_without_a_figure_are_counted_on_a_small_card_and_few_are_named() -> None:
    names = [f"第{number}地" for number in range(9)]
    assert not_given(names, Language("zh")) == "另有 9 地报告未载"
    assert not_given(names[:2], Language("zh")) == "第0地、第1地报告未载"
    assert not_given([], Language("zh")) == ""


def test_a_figure_without_an_indicator_has_room_for_its_unit() -> None:
    app = page("region", region="辽宁省", lang="en")
    grid = next(each for each in app.dataframe if each.proto.id.endswith("unbound"))
    (width,) = [own["width"] for own in json.loads(grid.proto.columns).values() if "width" in own]
    longest = max(grid.value["Value"], key=len)
    assert 7 * len(longest) < width <= 200
