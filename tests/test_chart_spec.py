"""ChartSpec: what a chart says, put together from a table."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.catalogue import catalogue
from extract.table import Table
from extract.views.charts.comparing import compared
from extract.views.charts.making import Request, charts
from extract.views.charts.spec import ChartSpec, Statistics
from extract.views.frames import Filters, entries, shelve
from extract.views.pages.over_chart import needless, ranked
from extract.views.words.language import Language
from tests.conftest import Invention

DAY = date(2026, 11, 21)


def draw(
    table: Table,
    indicator: str = "cadres_dispatched",
    normalisation: str = "raw",
    language: str = "zh",
    **wishes: bool,
) -> tuple[ChartSpec, ...]:
    shelf, entry = shelve(table), catalogue().indicators[indicator]
    found = compared(shelf, entry, entries(shelf, entry, Filters()), normalisation)
    request = Request(Language("en" if language == "en" else "zh"), DAY, **wishes)
    return charts(found, request, shelf.sources)


def grades(spec: ChartSpec) -> dict[str, str]:
    return {row.name: row.grade for row in spec.rows}


def test_a_median_says_of_how_many_it_is_and_which_whole_is_left_out() -> None:
    numbers = Statistics("676", "凤冈县", "590", "", 7, "荆门市")
    said = ranked(numbers, Language("zh"))
    assert "7 个数字" in said and "荆门市" in said
    assert ranked(replace(numbers, ranked=8, apart=""), Language("zh")) == "8 个数字"


def test_rows_carry_figure_period_and_grade(villages: Table) -> None:
    (spec,) = draw(villages)
    assert spec.title == "选派干部驻村"
    assert spec.unit == "人"
    assert [(row.name, row.figure, row.period) for row in spec.rows][:2] == [
        ("云南省", "≥ 3.72万", "2022年"),
        ("辽宁省", "2.03万", "2022年"),
    ]
    assert grades(spec) == {
        "云南省": "comparable",
        "辽宁省": "comparable",
        "广东省": "caution",
        "青海省": "caution",
        "临夏州": "caution",
        "双辽市": "caution",
        "甘肃省": "missing",
    }
    assert spec.verdict == "可比 2/6"
    assert spec.headline == "口径不完全一致"


@pytest.mark.parametrize(
    ("periods", "alone", "said"),
    [
        (("2022", "2012/2022"), False, ["注意", "注意"]),
        (("2022", "2022"), False, ["可比", "可比"]),
        (("2022",), True, ["无可比对象"]),
    ],
)
def test_a_solid_bar_with_nothing_to_compare_says_so(
    invention: Any, periods: tuple[str, ...], alone: bool, said: list[str]
) -> None:
    for region, period in zip(("青海省", "云南省"), periods, strict=False):
        invention.figure(invention.report(region), "500名", 500.0, period)
    (spec,) = draw(invention.table())
    assert spec.alone is alone
    assert [spec.grade(row) for row in spec.drawn] == said
    assert any("只有这一个" in words for _, words in spec.legend) is alone


def test_what_is_missing_is_words_and_never_zero(villages: Table) -> None:
    (spec,) = draw(villages)
    row = next(row for row in spec.rows if row.region == "甘肃省")
    assert (row.value, row.figure, row.drawn, row.fact) == (None, "报告未载", False, None)
    assert any("甘肃省" in note and "不等于零" in note for note in spec.notes)


def test_the_strip_says_who_differs_in_what(villages: Table) -> None:
    (spec,) = draw(villages)
    assert "广东省为2020—2022年（3年）" in spec.agreement
    assert "青海省为2012年以来（11年），可比各地为1年" in spec.agreement
    assert "层级：临夏州为地级" in spec.agreement
    assert "双辽市的报告未载期间" in spec.agreement


def test_of_several_figures_one_is_drawn_and_the_others_are_kept_and_counted(villages: Table) -> None:
    (spec,) = draw(villages)
    row = next(row for row in spec.rows if row.name == "辽宁省")
    assert {fact.quote for fact in row.others} == {"120名", "900名"}
    assert any("辽宁省2处" in note for note in spec.notes)


def drawn(spec: ChartSpec) -> tuple[str, set[str]]:
    """The quote of the first row's figure and those of the others."""
    row = spec.rows[0]
    assert row.fact is not None
    return row.fact.quote, {fact.quote for fact in row.others}


def test_of_several_reports_the_newest_is_drawn(invention: Any) -> None:
    for year, quote in ((2019, "8000名"), (2022, "9000名"), (2021, "9500名")):
        invention.figure(invention.report("辽宁省", year), quote, float(quote[:-1]), str(year))
    (spec,) = draw(invention.table())
    assert drawn(spec) == ("9000名", {"8000名", "9500名"})


def test_the_widest_period_of_the_whole_region_is_drawn(invention: Any) -> None:
    report = invention.report("辽宁省", 2022)
    invention.figure(report, "300名", 300.0, "2022")
    invention.figure(report, "700名", 700.0, "2020/2022")
    invention.figure(report, "990名", 990.0, "2012/2022", site="某工业园区")
    (spec,) = draw(invention.table())
    assert drawn(spec) == ("700名", {"300名", "990名"})


def test_a_part_in_a_newer_report_does_not_stand_for_the_region(invention: Any) -> None:
    invention.figure(invention.report("辽宁省", 2020), "700名", 700.0, "2020")
    invention.figure(invention.report("辽宁省", 2022), "30名", 30.0, "2022", site="某工业园区")
    (spec,) = draw(invention.table())
    assert drawn(spec) == ("700名", {"30名"})


def test_of_a_stocks_states_the_latest_is_drawn(invention: Any) -> None:
    report = invention.report("辽宁省", 2022)
    invention.figure(report, "7.1万个", 71e3, "/2012", "party_branches")
    invention.figure(report, "8.3万个", 83e3, "/2022", "party_branches")
    (spec,) = draw(invention.table(), "party_branches")
    assert drawn(spec) == ("8.3万个", {"7.1万个"})


def test_statistics_are_of_the_comparable_figures_only(villages: Table) -> None:
    (spec,) = draw(villages)
    assert spec.statistics is not None
    assert (spec.statistics.highest, spec.statistics.highest_region) == ("≥ 3.72万", "云南省")
    assert spec.statistics.median == "", "two figures have no median"
    assert spec.statistics.total == "≥ 5.75万"


def test_bounds_and_ranges_are_explained(villages: Table) -> None:
    (spec,) = draw(villages)
    assert {row.figure for row in spec.rows} >= {"≥ 3.72万", "1.4万—1.6万", "≈ 3,435", "≤ 230"}
    (bounds,) = [note for note in spec.notes if note.startswith("修饰")]
    assert all(mark in bounds for mark in "≥≤≈—")


def test_normalising_is_offered_and_named_everywhere(villages: Table) -> None:
    (raw,) = draw(villages)
    assert {offer.words for offer in raw.offers} >= {"每年：可比 4/6", "每年、每万人口：可比 5/6"}
    (spec,) = draw(villages, normalisation="year_residents")
    assert spec.title == "选派干部驻村（每年、每万人口）"
    assert spec.unit == "人（每年、每万人口）"
    assert ("折算", "每年、每万人口") in spec.filters
    assert grades(spec)["临夏州"] == "comparable"
    assert grades(spec)["双辽市"] == "refused"
    refused = next(row for row in spec.rows if row.name == "双辽市")
    assert refused.value is None and refused.figure == "不能折算"
    assert any("双辽市的期间长度不明，不能按年折算" in note for note in spec.notes)
    assert any("2020年人口普查" in note for note in spec.notes)


def test_another_unit_has_a_chart_of_its_own(invention: Any) -> None:
    for region in ("辽宁省", "云南省", "广东省"):
        invention.figure(invention.report(region), "3万人次", 3e4, "2022", "party_members_trained")
    invention.figure(invention.report("青海省"), "2万名", 2e4, "2022", "party_members_trained", unit="人")
    first, second = draw(invention.table(), "party_members_trained")
    assert (first.unit, len(first.drawn), second.unit, [row.name for row in second.rows]) == (
        "人次",
        3,
        "人",
        ["青海省"],
    )
    assert any("另图" in note and "人" in note for note in first.notes)
    assert (first.title, second.title) == ("培训党员", "培训党员（人）")


def test_an_undated_stock_says_that_it_is_taken_as_of_its_report(invention: Any) -> None:
    invention.figure(invention.report("辽宁省"), "8.3万个", 83e3, "", "party_branches")
    invention.figure(invention.report("云南省"), "9万个", 9e4, "/2022", "party_branches")
    (spec,) = draw(invention.table(), "party_branches")
    assert set(grades(spec).values()) == {"comparable"}
    assert spec.headline == "图中数字的单位、层级、所计事项一致，期间相当，可以比较"
    assert any("辽宁省未注明时点，按报告年份（2022年）计" in note for note in spec.notes)


def test_only_comparable_figures_on_request(villages: Table) -> None:
    (spec,) = draw(villages, only_comparable=True)
    assert grades(spec) == {"云南省": "comparable", "辽宁省": "comparable", "甘肃省": "missing"}
    assert any("4个须注意或待核的数字未画" in note for note in spec.notes)


def test_a_chart_without_any_figure_says_so(invention: Any) -> None:
    invention.report("辽宁省")
    (spec,) = draw(invention.table())
    assert spec.headline == "所选地区的报告均未载此项"
    assert spec.drawn == () and spec.statistics is None and spec.sources == ()


def test_sources_cite_each_report_with_its_region_and_year(villages: Table) -> None:
    (spec,) = draw(villages)
    cited = "云南省：云南省基层党建工作综述[R]. [出版地不详]: [出版者不详], 2022（所述2022年）"
    assert cited in spec.sources
    assert not any("甘肃省：" in line for line in spec.sources)


def test_english_is_complete(villages: Table) -> None:
    for normalisation in ("raw", "year", "year_members", "residents"):
        (spec,) = draw(villages, normalisation=normalisation, language="en", log=True)
        words = [
            spec.title, spec.subtitle.partition(" · ")[0], spec.unit, spec.verdict, spec.headline, spec.agreement, spec.alt,
            *spec.notes, *(offer.words for offer in spec.offers), *(word for pair in spec.filters for word in pair),
            *(text for row in spec.rows for text in (row.name, row.level, row.figure, row.period, *row.reasons)),
        ]  # fmt: skip
        chinese = [text for text in words if re.search(r"[\u4e00-\u9fff]", text)]
        assert chinese == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_alt_text_names_every_region(villages: Table, language: str) -> None:
    (spec,) = draw(villages, language=language)
    assert all(row.name in spec.alt for row in spec.rows)


# --- laws -----------------------------------------------------------------------------------------------------------

figures = st.tuples(
    st.integers(0, 3),  # which report
    st.integers(1, 99_999),
    st.sampled_from(["2022", "2021", "2012/", "5年来", "", "近年来", "/2022", "2022-04-08/2022-04-10"]),
    st.sampled_from(["人", "人", "人", "人次"]),
    st.sampled_from(["", "", "年", "村"]),
    st.sampled_from(["", "", "某镇"]),
    st.sampled_from(["exact", "at_least", "at_most", "approx"]),
)


@given(
    st.lists(figures, max_size=8),
    st.sampled_from(["raw", "year", "residents", "year_residents", "members"]),
    st.booleans(),
)
@settings(max_examples=60)
def test_law_every_figure_is_on_some_chart_or_kept_beside_it(
    rows: list[tuple[int, int, str, str, str, str, str]], normalisation: str, english: bool
) -> None:
    made = Invention()
    reports = [
        made.report(region, year)
        for region, year in (("辽宁省", 2022), ("广东省", None), ("广东省广州市", 2021), ("青海省", 2022))
    ]
    for report, value, period, unit, per, site, bound in rows:
        made.figure(reports[report], f"{value}名", value, period, unit=unit, per=per, site=site, bound=bound)
    table = made.table()
    specs = draw(table, normalisation=normalisation, language="en" if english else "zh")
    shown = [row for spec in specs for row in spec.rows]
    kept = [fact.id for row in shown for fact in ((row.fact, *row.others) if row.fact else row.others)]
    assert sorted(kept) == sorted(fact.id for fact in made.facts)
    assert sorted(row.region for row in shown) == sorted(source.region for source in table.sources)
    assert all((row.value is None) == (row.grade in ("missing", "refused")) for row in shown)
    assert all(bool(row.reasons) == (row.grade in ("caution", "refused")) for row in shown)
    turned = Table(table.facts[::-1], (), table.sources)
    again = draw(turned, normalisation=normalisation, language="en" if english else "zh")
    assert [spec.rows for spec in again] == [spec.rows for spec in specs]


def doubtful(table: Table, confidence: float, *regions: str) -> Table:
    """The table with the figures of some regions read with less confidence."""
    facts = (replace(f, confidence=confidence) if f.scope in regions else f for f in table.facts)
    return replace(table, facts=tuple(facts))


def test_what_is_not_sure_is_drawn_apart_counted_and_named(villages: Table) -> None:
    (spec,) = draw(doubtful(villages, 0.61, "云南省"))
    row = next(row for row in spec.rows if row.name == "云南省")
    assert (row.grade, row.drawn, row.mark) == ("unsure", True, "待核")
    assert row.beside == "2022年 · 待核"
    assert spec.unsure == 1
    assert spec.verdict.endswith("· 待核 1")
    assert "云南省的把握为61%" in spec.agreement
    assert any(grade == "unsure" and "点纹" in words for grade, words in spec.legend)
    assert any("云南省（把握61%）" in note for note in spec.notes)


@pytest.mark.parametrize(
    ("confidence", "grade"), [(0.9, "comparable"), (0.89, "unsure"), (1.0, "comparable")]
)
def test_nine_in_ten_is_sure(invention: Any, confidence: float, grade: str) -> None:
    for region in ("青海省", "云南省", "福建省"):
        invention.figure(invention.report(region), "500名", 500.0, "2022")
    (spec,) = draw(doubtful(invention.table(), confidence, "福建省"))
    assert grades(spec)["福建省"] == grade


def test_what_is_not_sure_has_no_rank_and_no_part_in_any_number(invention: Any) -> None:
    for region, value in (("青海省", 100.0), ("云南省", 200.0), ("福建省", 9000.0)):
        invention.figure(invention.report(region), "9000名", value, "2022")
    (spec,) = draw(doubtful(invention.table(), 0.5, "福建省"))
    numbers = spec.statistics
    assert numbers is not None
    assert (numbers.highest, numbers.highest_region, numbers.median, numbers.total) == (
        "200",
        "云南省",
        "",
        "300",
    )
    assert spec.headline == "有把握的数字单位、所计事项一致，期间相当，其余待核"


@pytest.mark.parametrize(
    ("regions", "headline"),
    [
        (("青海省",), "只有一个数字，且待核"),
        (("青海省", "云南省"), "有把握的数字不足两个，不宜比较大小"),
    ],
)
def test_a_chart_of_unsure_figures_says_so(invention: Any, regions: tuple[str, ...], headline: str) -> None:
    for region in regions:
        invention.figure(invention.report(region), "500名", 500.0, "2022")
    (spec,) = draw(doubtful(invention.table(), 0.5, "青海省"))
    assert spec.headline == headline
    assert grades(spec)["青海省"] == "unsure"


def test_what_is_not_sure_is_left_out_on_request_and_the_chart_says_so(villages: Table) -> None:
    (spec,) = draw(doubtful(villages, 0.61, "云南省"), only_sure=True)
    assert "云南省" not in grades(spec)
    assert spec.unsure == 1
    assert spec.verdict.endswith("· 待核 1")
    assert any("1个待核数字未画" in note for note in spec.notes)
    assert ("待核数字", "不画") in spec.filters
    assert "把握" not in spec.agreement


def test_a_region_is_drawn_by_its_sure_figure(invention: Any) -> None:
    report = invention.report("青海省")
    invention.figure(report, "500名", 500.0, "2020/2022")
    invention.figure(report, "400名", 400.0, "2022")
    table = invention.table()
    facts = tuple(replace(f, confidence=0.5) if f.value == 500.0 else f for f in table.facts)
    (spec,) = draw(replace(table, facts=facts))
    assert drawn(spec) == ("400名", {"500名"})


def test_what_is_divided_by_an_unsure_number_is_not_sure(invention: Any) -> None:
    report = invention.report("青海省")
    invention.figure(report, "500名", 500.0, "2022")
    invention.figure(report, "20万名", 200_000.0, "/2022", "party_members")
    table = invention.table()
    facts = tuple(replace(f, confidence=0.8 if f.indicator == "party_members" else 0.95) for f in table.facts)
    (spec,) = draw(replace(table, facts=facts), normalisation="members")
    assert grades(spec) == {"青海省": "unsure"}
    assert spec.rows[0].confidence == pytest.approx(0.76)


def test_a_chart_of_which_all_is_left_out_says_that_and_nothing_else(invention: Any) -> None:
    invention.figure(invention.report("青海省"), "500名", 500.0, "2022")
    (spec,) = draw(doubtful(invention.table(), 0.5, "青海省"), only_sure=True)
    assert (spec.rows, spec.headline, spec.unsure) == ((), "数字均待核，未画出", 1)


def test_the_note_of_a_share_speaks_of_no_hundred_members(invention: Any) -> None:
    report = invention.report("青海省")
    invention.figure(report, "9万名", 90_000.0, "/2022", "female_members")
    invention.figure(report, "30万名", 300_000.0, "/2022", "party_members")
    (share,) = draw(invention.table(), "female_members", "share_party_members")
    assert share.rows[0].value == 30.0
    assert not any("每百名党员" in note for note in share.notes)


def test_a_yearly_ratio_is_not_offered_where_the_ratio_itself_does_as_much() -> None:
    assert needless("year_villages", {"villages": 3, "year_villages": 3})
    assert not needless("year_villages", {"villages": 1, "year_villages": 3})
    assert not needless("villages", {"villages": 3})
