"""Ratios inside one report: which count is the denominator, what refuses, and what the guard makes of the rest."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.agreement import Point, Timing
from extract.catalogue import catalogue
from extract.comparability import CAUTION, COMPARABLE, compare
from extract.facts import Fact
from extract.ratios import Count, divide, is_part, ratios
from extract.table import Table
from extract.views.charts.comparing import Compared, compared
from extract.views.charts.making import Request, charts
from extract.views.exports import render
from extract.views.frames import Filters, entries, shelve
from extract.views.words.language import Language


def put(table: Table, indicator: str, by: str) -> Compared:
    """An indicator's figures in this ratio."""
    shelf, entry = shelve(table), catalogue().indicators[indicator]
    return compared(shelf, entry, entries(shelf, entry, Filters()), by)


def verdicts(found: Compared) -> dict[str, tuple[str, float | None]]:
    return {row.region: (row.grade, row.point and round(row.point.value, 4)) for row in found.rows}


def why(found: Compared) -> list[str]:
    return [reason.code for row in found.rows for reason in row.reasons]


def pair(
    made: Any, region: str, figure: tuple[float, str], over: tuple[float, str], *ids: str, year: int = 2022
) -> str:
    """A report that gives two figures, each with its period, of two indicators; returns its name."""
    report: str = made.report(region, year)
    for (value, period), id in zip((figure, over), ids, strict=True):
        made.figure(report, f"{value:g}个", value, period, id)
    return report


def test_every_row_of_the_data_names_indicators_and_divides_a_count_by_a_count() -> None:
    known = catalogue().indicators
    for ratio in ratios().values():
        assert {ratio.by, *ratio.of, *ratio.bounded, *ratio.together} <= known.keys()
        assert all(known[id].kind == "count" for id in (ratio.by,))
        assert all(known[id].kind in ("count", "change") for id in ratio.of)
        assert ratio.bounded | ratio.together <= ratio.of and ratio.by not in ratio.of
        if ratio.is_share:
            assert {known[id].unit for id in ratio.of} == {known[ratio.by].unit}


def test_a_share_puts_a_province_and_a_county_on_one_scale(invention: Any) -> None:
    pair(invention, "青海省", (90_000, "/2022"), (300_000, "/2022"), "female_members", "party_members")
    pair(invention, "吉林省四平市双辽市", (3_000, ""), (12_000, ""), "female_members", "party_members")
    table = invention.table()
    found = put(table, "female_members", "share_party_members")
    assert verdicts(found) == {
        "青海省": (COMPARABLE, 30.0),
        "吉林省四平市双辽市": (COMPARABLE, 25.0),
    }
    point = found.rows[0].point
    assert point and (point.kind, point.unit, point.per, point.sized) == ("share", "%", "", False)
    offered = {
        option.normalisation: option.comparable for option in put(table, "female_members", "raw").options
    }
    assert offered == {"raw": 0, "residents": 2, "share_party_members": 2}


def test_the_row_says_which_figure_stands_under_it(invention: Any) -> None:
    report = pair(invention, "青海省", (9000, "2022"), (300, "/2022"), "cadres_dispatched", "villages")
    (row,) = put(invention.table(), "cadres_dispatched", "villages").rows
    assert row.fact and row.denominator
    assert (row.denominator.report, row.denominator.indicator, row.denominator.value) == (
        report,
        "villages",
        300,
    )
    assert [(term.per, term.number) for term in row.terms] == [("村", 300.0)]


@pytest.mark.parametrize(
    ("figure", "over", "code"),
    [
        (("cadres_dispatched", "2022"), ("villages", "/2019"), "denominator_of_another_time"),
        (("cadres_dispatched", "2018/2022"), ("villages", "/2019"), ""),
        (("cadres_dispatched", "2018/2022"), ("villages", "/2023"), ""),
        (("cadres_dispatched", "2018/2022"), ("villages", "/2017"), "denominator_of_another_time"),
        (("party_members_trained", "2022"), ("training_courses_held", "2022"), ""),
        (("party_members_trained", "2012/2022"), ("training_courses_held", "2012/"), ""),
        (("party_members_trained", "2022"), ("training_courses_held", "2020/2022"), "denominator_of_another_time"),
        (("party_members_trained", ""), ("training_courses_held", ""), "denominator_of_another_time"),
        (("female_members", "/2021"), ("party_members", "/2022"), ""),
        (("female_members", "/2020"), ("party_members", "/2022"), "denominator_of_another_time"),
        (("female_members", "/2022"), ("female_members", "/2022"), "no_denominator"),
        (("epidemic_donors", "2020"), ("party_members", "/2020"), "more_than_whole"),
        (("funds_invested", "2022"), ("households_paired", "2022"), "denominator_elsewhere"),
    ],
)  # fmt: skip
def test_two_figures_are_divided_where_they_are_of_one_time(
    invention: Any, figure: tuple[str, str], over: tuple[str, str], code: str
) -> None:
    value = 300 if code == "more_than_whole" else 100
    pair(invention, "青海省", (value, figure[1]), (200, over[1]), figure[0], over[0])
    id = next(
        r.id for r in ratios().values() if figure[0] in r.of and (over[0] == r.by or figure[0] == over[0])
    )
    assert why(put(invention.table(), figure[0], id)) == ([code] if code else [])


def test_two_undated_flows_of_one_sentence_are_divided_but_need_caution(invention: Any) -> None:
    for region in ("青海省", "云南省"):
        report = pair(
            invention, region, (300, ""), (20, ""), "party_members_trained", "training_courses_held"
        )
        assert report
    table = invention.table()
    starts = {
        f.report: f.start - f.raw_position for f in table.facts if f.indicator == "party_members_trained"
    }
    together = tuple(replace(f, raw_position=f.start - starts[f.report]) for f in table.facts)
    found = put(replace(table, facts=together), "party_members_trained", "courses")
    assert verdicts(found) == {"青海省": (CAUTION, 15.0), "云南省": (CAUTION, 15.0)}
    assert why(found) == ["period_missing", "period_missing"]


def test_a_mean_over_a_period_knows_no_length_and_a_flow_per_village_does(invention: Any) -> None:
    for region, period, villages in (("青海省", "2018/2022", 40), ("吉林省四平市双辽市", "2022", 50)):
        report = invention.report(region)
        invention.figure(report, "6000人次", 6000.0, period, "party_members_trained")
        invention.figure(report, "30期", 30.0, period, "training_courses_held")
        invention.figure(report, "100名", 100.0, period, "cadres_dispatched")
        invention.figure(report, f"{villages}个", villages, "/2022", "villages")
    table = invention.table()
    assert {grade for grade, _ in verdicts(put(table, "party_members_trained", "courses")).values()} == {
        COMPARABLE
    }
    assert why(put(table, "cadres_dispatched", "villages")) == ["nothing_agrees", "period_length"]
    assert verdicts(put(table, "cadres_dispatched", "year_villages")) == {
        "吉林省四平市双辽市": (COMPARABLE, 2.0),
        "青海省": (COMPARABLE, 0.5),
    }


def test_the_figure_that_stands_for_the_whole_region_is_the_denominator(invention: Any) -> None:
    report = invention.report("青海省")
    invention.figure(report, "9000名", 9000.0, "2022")
    for value, site in ((4000.0, ""), (3990.0, ""), (99.0, "某镇")):
        invention.figure(report, f"{value:g}个", value, "", "villages", site=site)
    dated = invention.figure(report, "3600个", 3600.0, "/2022", "villages")
    table = invention.table()
    (row,) = put(table, "cadres_dispatched", "villages").rows
    assert row.denominator == dated
    unsure = tuple(replace(f, confidence=0.4) if f == dated else f for f in table.facts)
    (row,) = put(replace(table, facts=unsure), "cadres_dispatched", "villages").rows
    assert row.denominator and row.denominator.value == 4000.0


def test_a_count_of_another_report_or_region_is_no_denominator(invention: Any) -> None:
    invention.figure(invention.report("青海省"), "9000名", 9000.0, "2022")
    other = invention.report("青海省", title="另一份报告")
    invention.figure(other, "4000个", 4000.0, "/2022", "villages")
    assert why(put(invention.table(), "cadres_dispatched", "villages")) == ["no_denominator"]


def test_a_part_is_not_divided_by_the_whole(invention: Any) -> None:
    pair(invention, "青海省", (40, "2022"), (4000, "/2022"), "cadres_dispatched", "villages")
    table = invention.table()
    facts = tuple(
        replace(f, subject="选派州直单位优秀干部驻村") if f.indicator == "cadres_dispatched" else f
        for f in table.facts
    )
    for by in ("villages", "residents"):
        found = put(replace(table, facts=facts), "cadres_dispatched", by)
        assert [(reason.code, reason.own) for reason in found.rows[0].reasons] == [
            ("part_over_whole", "选派州直单位优秀干部驻村")
        ]


def test_what_is_divided_by_a_state_of_unknown_time_needs_caution(invention: Any) -> None:
    for region in ("青海省", "云南省"):
        pair(invention, region, (30, "/2022"), (120, ""), "female_members", "party_members", year=2022)
    table = invention.table()
    assert why(put(table, "female_members", "share_party_members")) == []
    unknown = tuple(replace(source, year=None) for source in table.sources)
    assert why(put(replace(table, sources=unknown), "female_members", "share_party_members")) == [
        "denominator_undated",
        "denominator_undated",
    ]


def stock(value: float, bound: str = "exact", high: float | None = None, id: str = "female_members") -> Count:
    point = Point(
        "a:1",
        "青海省",
        "province",
        "",
        "人",
        "count",
        "stock",
        "",
        "/2022",
        Timing(2022, None),
        value,
        high,
        bound,
    )
    made = Fact(
        "a", "1", 0, 1, value, high, "人", "名", bound, "count", "", "", id, "", "青海省", "", "/2022", "1", "1", 0, "1", 0,
        "test", 1.0, (),
    )  # fmt: skip
    return Count(made, point)


@pytest.mark.parametrize(
    ("top", "under", "bound"),
    [
        ("exact", "exact", "exact"),
        ("at_least", "exact", "at_least"),
        ("exact", "at_least", "at_most"),
        ("exact", "at_most", "at_least"),
        ("at_least", "at_most", "at_least"),
        ("at_most", "at_least", "at_most"),
        ("at_least", "at_least", "approx"),
        ("at_most", "at_most", "approx"),
        ("approx", "exact", "approx"),
        ("exact", "approx", "approx"),
        ("approx", "at_least", "approx"),
    ],
)
def test_bounds_combine(top: str, under: str, bound: str) -> None:
    made = divide(stock(30, top), stock(120, under, id="party_members"), ratios()["share_party_members"])
    assert isinstance(made, Point) and (made.value, made.bound) == (25.0, bound)


def test_ranges_divide_at_their_far_ends() -> None:
    share = ratios()["share_party_members"]
    made = divide(stock(30, high=60), stock(100, high=120, id="party_members"), share)
    assert isinstance(made, Point) and (made.value, made.value_high) == (25.0, 60.0)


def test_confidence_is_the_product_of_both() -> None:
    top, under = stock(30), stock(120, id="party_members")
    top = replace(top, fact=replace(top.fact, confidence=0.95))
    under = replace(under, fact=replace(under.fact, confidence=0.8))
    made = divide(top, under, ratios()["share_party_members"])
    assert isinstance(made, Point) and made.confidence == pytest.approx(0.76)


@pytest.mark.parametrize(
    ("indicator", "subject"),
    [
        ("training_courses_held", "市委组织部举办示范培训班"),
        ("members_recruited", "国有企业发展党员"),
        ("party_members_trained", "培训流动党员"),
        ("secretaries_trained", "培训新任村党组织书记"),
        ("funds_invested", "划拨党费支持基层疫情防控"),
        ("problems_solved", "“12345”热线办结群众诉求"),
    ],
)
def test_words_that_narrow(invention: Any, indicator: str, subject: str) -> None:
    made = invention.figure(invention.report("青海省"), "30名", 30.0, "2022", indicator)
    assert is_part(replace(made, subject=subject))
    assert not is_part(replace(made, subject=""))


@pytest.mark.parametrize(
    ("indicator", "subject"),
    [
        ("party_schools", "全省共有党校(行政学院)"),
        ("cadres_dispatched", "从省、市、县党政机关和企事业单位选派干部驻乡村工作"),
        ("epidemic_recruited", "在抗疫一线发展党员"),
        ("female_members", "女党员"),
        ("service_centres", "建成省市县乡村五级党群服务中心"),
        ("members_reporting", "在职党员到社区报到"),
        ("college_village_officials", "大学生村官"),
        ("enterprise_organisations", "全市非公企业党组织"),
        ("supporting_units", "中央省州县四级单位帮扶"),
        ("honoured_members", "遴选推荐全国优秀共产党员"),
        ("party_workers_trained", "分领域培训机关、国企、学校、医院、两新组织党务工作者"),
        ("reserve_cadres", "从致富能手、返乡大学生、退役军人中培养村级后备干部"),
        ("inspections", "市县两级开展明察暗访"),
        ("village_committee_members", "选举产生新一届村(社区)两委成员"),
    ],
)
def test_words_that_do_not(invention: Any, indicator: str, subject: str) -> None:
    made = invention.figure(invention.report("青海省"), "30名", 30.0, "2022", indicator)
    assert not is_part(replace(made, subject=subject))


def test_members_among_others_are_not_the_members_of_the_region(invention: Any) -> None:
    made = invention.figure(invention.report("青海省"), "39名", 39.0, "2022", "party_members")
    among = "今年新招录社区工作者68名，其中中共党员39名。"
    assert is_part(replace(made, sentence=among, position=among.index("39")))
    apart = "其中入党68名，现有中共党员39名。"
    assert not is_part(replace(made, sentence=apart, position=apart.index("39")))


@given(
    st.sampled_from(["exact", "at_least", "at_most", "approx"]),
    st.sampled_from(["exact", "at_least", "at_most", "approx"]),
    st.floats(1, 1e9),
    st.floats(1, 1e9),
)
def test_law_a_bounded_quotient_holds_for_every_pair_within_the_bounds(
    top: str, under: str, value: float, other: float
) -> None:
    made = divide(stock(value, top), stock(other, under, id="party_branches"), ratios()["branches"])
    assert isinstance(made, Point)
    more, less = (
        value * 1.5,
        other / 1.5,
    )  # a larger numerator and a smaller denominator, where the bounds allow them
    if made.bound == "at_most":
        assert top in ("exact", "at_most") and under in ("exact", "at_least")
    elif made.bound == "at_least":
        assert (more if top == "at_least" else value) / (less if under == "at_most" else other) >= made.value


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 1000))
def test_law_a_ratio_does_not_know_the_size_of_the_region(value: int, other: int, times: int) -> None:
    share = ratios()["share_party_members"]
    small, whole = sorted((value, other))
    one = divide(stock(small), stock(whole, id="party_members"), share)
    large = divide(stock(small * times), stock(whole * times, id="party_members"), share)
    assert isinstance(one, Point) and isinstance(large, Point)
    assert one.value == pytest.approx(large.value) and 0 < one.value <= 100
    grades = compare([one, replace(large, id="b", region="吉林省四平市双辽市", level="county")]).scales[0]
    assert len(grades.comparable) == 2


def test_a_document_quotes_what_a_figure_was_divided_by(invention: Any) -> None:
    pair(invention, "青海省", (9000, "2022"), (300, "/2022"), "cadres_dispatched", "villages")
    shelf = shelve(invention.table())
    found = put(invention.table(), "cadres_dispatched", "villages")
    (spec,) = charts(found, Request(Language("zh"), date(2026, 11, 28)), shelf.sources)
    (row,) = spec.rows
    assert [name for name, _ in row.quoted] == ["青海省", "青海省 ÷"]
    assert row.terms == "9,000人（选派干部驻村） ÷ 300个（行政村数）"
    assert any(note.startswith("分子与分母：青海省 9,000人") for note in spec.notes)
    letter = docx.Document(io.BytesIO(render([spec], "docx")))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert row.denominator and row.denominator.sentence.strip() in text
    assert "行政村数<mark>300个</mark>" in unescape(render([spec], "html").decode())
