"""The bars on the screen: what plotly is given for each grade of figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as some

from extract.catalogue import catalogue
from extract.comparability import CAUTION, COMPARABLE, NEVER, UNSURE
from extract.pipeline import extract
from extract.report import Report
from extract.table import Table
from extract.views.charts import bar_axis, drawing
from extract.views.charts.comparing import MISSING, REFUSED, compared
from extract.views.charts.making import Request
from extract.views.charts.making import charts as specs
from extract.views.charts.spec import ChartSpec
from extract.views.exports.numbers import axis_bounds
from extract.views.frames import Entry, Filters, entries, shelve
from extract.views.pages import comparison_table
from extract.views.palette import DARK, LIGHT, Palette, palette
from extract.views.words.language import CODES, Language
from extract.views.words.wording import label


def spec(table: Table, *, language: str = "zh", log: bool = False, normalisation: str = "raw") -> ChartSpec:
    shelf, indicator = shelve(table), catalogue().indicators["cadres_dispatched"]
    found = compared(shelf, indicator, entries(shelf, indicator, Filters()), normalisation)
    say = Language("en" if language == "en" else "zh")
    return specs(found, Request(say, date(2026, 11, 21), log=log), shelf.sources)[0]


def bars(table: Table, chosen: str = "", colours: Palette = LIGHT, **wishes: Any) -> dict[str, Any]:
    """The figure as plotly is given it; every one that a test draws is held against plotly's own schema."""
    drawn: dict[str, Any] = drawing.bars(spec(table, **wishes), colours, chosen).to_plotly_json()
    go.Figure(drawn)
    return drawn


def test_every_figure_is_a_bar_and_what_is_missing_is_words(villages: Table) -> None:
    figure = bars(villages)
    (trace,) = figure["data"]
    assert list(trace["y"]) == ["云南省", "辽宁省", "广东省", "青海省", "临夏州", "双辽市"]
    assert list(trace["x"]) == [37_200, 20_300, 38_692, 14_000, 3_435, 230]
    words = {note["y"]: note["text"] for note in figure["layout"]["annotations"]}
    assert words == {"甘肃省": "报告未载"}


def test_only_figures_that_need_caution_are_hatched(villages: Table) -> None:
    (trace,) = bars(villages)["data"]
    hatched = dict(zip(trace["y"], trace["marker"]["pattern"]["shape"], strict=True))
    assert {name for name, shape in hatched.items() if not shape} == {"云南省", "辽宁省"}
    colours = dict(zip(trace["y"], trace["marker"]["color"], strict=True))
    assert {name for name, colour in colours.items() if colour == LIGHT.comparable} == {"云南省", "辽宁省"}


def test_a_click_gives_the_fact_not_the_number_of_the_point(villages: Table) -> None:
    (trace,) = bars(villages)["data"]
    by_region = {fact.scope: fact.id for fact in villages.facts if fact.period != "2021" and not fact.site}
    by_region["甘肃省临夏回族自治州"] = next(f.id for f in villages.facts if "临夏" in f.scope)
    for name, fact in zip(trace["y"], trace["customdata"], strict=True):
        region = next(f.scope for f in villages.facts if f.id == fact)
        assert Language("zh").region(region) == name


def test_a_label_is_a_bold_value_and_a_grey_period(villages: Table) -> None:
    (trace,) = bars(villages)["data"]
    assert "<b>≥ 3.72万</b>" in trace["text"][0]
    assert f'<span style="color:{LIGHT.quiet}">2022年</span>' in trace["text"][0]
    assert bars(villages)["layout"]["template"]["layout"]["showlegend"] is False


def test_a_range_is_a_whisker_to_its_upper_end(villages: Table) -> None:
    (trace,) = bars(villages)["data"]
    whiskers = dict(zip(trace["y"], trace["error_x"]["array"], strict=True))
    assert whiskers["青海省"] == 2_000
    assert {length for name, length in whiskers.items() if name != "青海省"} == {0}


def test_the_chosen_fact_stands_out(villages: Table) -> None:
    chosen = next(fact for fact in villages.facts if fact.scope == "广东省")
    (trace,) = bars(villages, chosen.id)["data"]
    assert [trace["y"][index] for index in trace["selectedpoints"]] == ["广东省"]
    (trace,) = bars(villages, "report-9:1")["data"]
    assert trace.get("selectedpoints") is None


def test_a_log_axis_begins_below_the_smallest_bar(villages: Table) -> None:
    axis = bars(villages, log=True)["layout"]["xaxis"]
    assert axis["type"] == "log"
    assert 10 ** axis["range"][0] < 230
    assert 10 ** axis["range"][1] >= 38_692
    assert all(text for text in axis["ticktext"])


def test_a_linear_axis_begins_at_nought(villages: Table) -> None:
    axis = bars(villages)["layout"]["xaxis"]
    assert axis["range"][0] == 0
    assert axis["ticktext"][:2] == ["0", "1万"]
    assert bars(villages, language="en")["layout"]["xaxis"]["ticktext"][:2] == ["0", "20,000"]


@pytest.mark.parametrize(("count", "marks"), [(1, [0, 1]), (3, [0, 1, 2, 3]), (9, [0, 3, 6, 9])])
def test_what_is_counted_has_no_halves_on_an_axis(invention: Any, count: int, marks: list[float]) -> None:
    invention.figure(invention.report("青海省"), f"{count}名", float(count), "2022")
    chart = spec(invention.table())
    assert list(bar_axis.axis_of(chart)["tickvals"]) == marks
    bounds = axis_bounds(chart)
    assert bounds and bounds.step and bounds.step == int(bounds.step)


def test_several_figures_of_one_bar_leave_the_bars_of_a_narrow_chart_their_room(villages: Table) -> None:
    chart = spec(villages)
    one, *rest = chart.drawn
    several = replace(one, figure="117 / 634 / 1,026 / …", contested=True)
    assert several.parts == ("117 /", "634 / 1,026 / …") and one.parts == (one.figure, "")
    label = drawing._label(several, LIGHT)
    assert label.startswith(" <b>117 /</b> <span") and "bold" not in label, (
        "what is not bold a narrow chart hides"
    )
    drawn = replace(chart, rows=(several, *rest))
    alike = replace(several, figure="117 / 634 / 1,026 / 2,052 / 4,104 / 8,208", contested=False)
    assert (
        bar_axis.axis_of(drawn)["domain"][1]
        > bar_axis.axis_of(replace(chart, rows=(alike, *rest)))["domain"][1]
    )


def test_the_axis_names_the_normalisation(villages: Table) -> None:
    title = bars(villages, normalisation="residents")["layout"]["xaxis"]["title"]["text"]
    assert "每万人口" in title


def test_words_of_a_report_cannot_become_html(invention: Any) -> None:
    invention.figure(invention.report("<b>青海省</b>"), "5名", 5.0, "<script>")
    (trace,) = bars(invention.table())["data"]
    assert "<script>" not in trace["text"][0] + trace["hovertext"][0]


@pytest.mark.parametrize("code", CODES)
def test_the_toolbar_offers_the_picture_alone_and_speaks_the_language(code: Any) -> None:
    config: Any = drawing.config(Language(code))
    assert config["modeBarButtons"] == [["toImage"]]
    assert config["displaylogo"] is False
    assert Language(code)("chart.download") in config["locales"]["jiceng"]["dictionary"].values()


@given(some.floats(min_value=1e-6, max_value=1e12))
def test_ticks_rise_from_nought_to_the_highest(high: float) -> None:
    found = bar_axis.ticks(high)
    assert found[0] == 0
    assert found == sorted(set(found))
    assert found[-2] < high * (1 + 1e-6) and found[-1] >= high * (1 - 1e-6)
    assert 2 <= len(found) <= 8


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_colours_can_be_seen_on_their_ground(colours: Palette) -> None:
    for colour in (colours.comparable, *colours.series):
        assert contrast(colour, colours.ground) >= 3, colour
    for colour in (colours.ink, colours.quiet, colours.faint):
        assert contrast(colour, colours.ground) >= 4.5, colour
    assert contrast(colours.notice_ink, colours.notice) >= 4.5


def test_the_page_is_light_until_the_browser_says_dark() -> None:
    assert palette("dark") is DARK
    assert palette("light") is palette(None) is LIGHT


def contrast(one: str, other: str) -> float:
    """The contrast ratio of the Web Content Accessibility Guidelines."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_is_to_be_checked_has_dots_in_an_outline_and_a_word(villages: Table) -> None:
    facts = (replace(f, confidence=0.61) if f.scope == "云南省" else f for f in villages.facts)
    sure, unsure = bars(replace(villages, facts=tuple(facts)))["data"]
    assert list(unsure["y"]) == ["云南省"]
    assert unsure["marker"]["pattern"]["shape"] == "."
    assert unsure["marker"]["line"]["width"] > 0
    assert unsure["marker"]["color"] == LIGHT.card
    assert "待核" in unsure["text"][0]
    assert "云南省" not in sure["y"]
    assert not any("待核" in text for text in sure["text"])


def test_the_figure_that_is_open_stands_out_among_all_bars(villages: Table) -> None:
    facts = tuple(replace(f, confidence=0.61) if f.scope == "云南省" else f for f in villages.facts)
    opened = next(f.id for f in facts if f.scope == "云南省")
    sure, unsure = bars(replace(villages, facts=facts), chosen=opened)["data"]
    assert (list(sure["selectedpoints"]), list(unsure["selectedpoints"])) == ([], [0])


def test_the_words_of_a_report_in_an_english_title_are_marked_as_such() -> None:
    said = label("lines.of", Language("en"), title="Funds invested", matter="帮扶资金")
    assert said == "Funds invested · “帮扶资金”"
    assert label("lines.of", Language("zh"), title="投入资金", matter="帮扶资金") == "投入资金 · 帮扶资金"


@pytest.mark.parametrize("code", CODES)
def test_a_table_says_the_grade_of_a_figure_on_another_scale(code: Any) -> None:
    """56 courses beside 19000 items of them: the table of Compare died of the second."""
    texts = ("2021年，全省举办培训班56期。", "2021年，全省举办培训班19000个。")
    facts = [fact for number, text in enumerate(texts) for fact in extract(Report(f"r{number}", text)).facts]
    for fact, region, unit in zip(facts, ("青海省", "云南省"), ("次", "个"), strict=True):
        fact.scope, fact.indicator, fact.unit, fact.confidence = region, "training_courses_held", unit, 1.0
    own = catalogue().indicators["training_courses_held"]
    shelf = shelve(Table((), (), ()))
    found = compared(shelf, own, [Entry(fact.scope, fact) for fact in facts])
    assert {row.grade for row in found.rows} == {COMPARABLE, NEVER}
    say = Language(code)
    (spec, *_) = specs(found, Request(say, date(2026, 11, 29)), {})
    table = comparison_table.table(found, spec, say)
    assert say("grade.never") in set(table[say("column.grade")])
    assert spec.off_scale == (say.region("云南省"),) or spec.off_scale == (say.region("青海省"),)


@pytest.mark.parametrize("code", CODES)
def test_every_grade_has_words(code: Any) -> None:
    grades = {COMPARABLE, CAUTION, UNSURE, NEVER, REFUSED, MISSING, "alone"}
    for grade in grades:
        assert label(f"grade.{grade}", Language(code))


@pytest.mark.parametrize("code", CODES)
def test_no_chart_says_that_periods_agree_which_were_put_per_year(code: Any) -> None:
    """5年来 and 2012年以来 were “alike in period”."""
    texts = ("2017年至2021年，全省发展党员15600名。", "2021年，全省发展党员3820名。")
    facts = [fact for number, text in enumerate(texts) for fact in extract(Report(f"r{number}", text)).facts]
    for fact, region in zip(facts, ("青海省", "云南省"), strict=True):
        fact.scope, fact.confidence = region, 1.0
    own, say = catalogue().indicators["members_recruited"], Language(code)
    given = [Entry(fact.scope, fact) for fact in facts]
    shelf = shelve(Table((), (), ()))
    per_year, *_ = specs(compared(shelf, own, given, "year"), Request(say, date(2026, 11, 29)), {})
    assert len([row for row in per_year.rows if row.grade == COMPARABLE]) == 2
    assert per_year.spans and per_year.headline == label("chart.all_agree_spans", say)
    alike = [replace(entry, fact=facts[1]) for entry in given[1:]]
    one, *_ = specs(compared(shelf, own, alike, "year"), Request(say, date(2026, 11, 29)), {})
    assert not one.spans
