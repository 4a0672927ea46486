"""Normalising: what is divided by what, and what refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.catalogue import catalogue
from extract.comparability import CAUTION, COMPARABLE, Point, Reason, Timing, between
from extract.facts import Fact
from extract.normalisation import (
    Denominators,
    Normalised,
    apply,
    count,
    denominators,
    fitting,
    known,
    normalisations,
    options,
    residents,
    townspeople,
)
from extract.pipeline import extract
from extract.points import point, rounding, so_far, timing
from extract.ratios import Count
from extract.report import Report

TRAINED = Point(
    "a:1", "青海省", "province", "", "人次", "count", "flow", "", "2018/2022", Timing(2022, 1825), 5e5
)
BRANCHES = Point(
    "b:1", "青海省", "province", "", "个", "count", "stock", "", "/2022", Timing(2022, None), 9000.0
)
INDICATORS = catalogue().indicators


def counted(point: Point, indicator: str) -> Count:
    """A point as if a report gave it."""
    made = Fact(
        "a", "500", 0, 3, point.value, point.value_high, point.unit, "", point.bound, point.kind, point.per, "", indicator, "",
        point.region, point.site, point.period, "500", "", 0, "", 0, "test", point.confidence, (),
    )  # fmt: skip
    return Count(made, point)


def over(number: float, figure: Point | None = None) -> Denominators:
    """A province of five million, of which two in towns, whose report gives a number of members."""
    members = Point(
        "a:9", "青海省", "province", "", "人", "count", "stock", "", "/2022", Timing(2022, None), number
    )
    own = counted(figure or TRAINED, "party_members_trained")
    return Denominators(5_000_000, 2_000_000, {"members": (own, counted(members, "party_members"))})


KNOWN = over(200_000)


def done(
    point: Point, id: str, known: Denominators = KNOWN, indicator: str = "party_members_trained"
) -> Point:
    result = apply(point, fitting(id, INDICATORS[indicator]), known)
    assert isinstance(result, Normalised)
    return result.point


def refusal(
    point: Point, id: str, known: Denominators = KNOWN, indicator: str = "party_members_trained"
) -> str:
    way = fitting(id, INDICATORS[indicator])
    result = apply(point, way, known)
    assert isinstance(result, Reason)
    return result.code


@pytest.mark.parametrize(
    ("normalisation", "value", "per"),
    [
        ("raw", 500_000, ""),
        ("year", 100_000, "年"),
        ("residents", 1000, "万人口"),
        ("members", 250, "百名党员"),
        ("year_residents", 200, "年·万人口"),
        ("year_members", 50, "年·百名党员"),
    ],
)
def test_each_normalisation_divides_and_names_its_measure(normalisation: str, value: float, per: str) -> None:
    result = done(TRAINED, normalisation)
    assert (result.value, result.per, result.unit) == (value, per, "人次")


def test_a_range_is_divided_at_both_ends() -> None:
    result = done(replace(TRAINED, value_high=6e5, bound="approx"), "year")
    assert (result.value, result.value_high, result.bound) == (100_000, 120_000, "approx")


@pytest.mark.parametrize(
    ("figure", "normalisation", "known", "code"),
    [
        (replace(TRAINED, period="", timing=Timing(None, None)), "year", KNOWN, "length_unknown"),
        (
            replace(TRAINED, period="近年来", timing=Timing(None, None)),
            "year_residents",
            KNOWN,
            "length_unknown",
        ),
        (BRANCHES, "year", KNOWN, "stock_has_no_year"),
        (BRANCHES, "year_members", KNOWN, "stock_has_no_year"),
        (
            replace(TRAINED, period="2022-04-08/2022-04-10", timing=Timing(2022, 3)),
            "year",
            KNOWN,
            "under_a_year",
        ),
        (
            replace(TRAINED, period="2022-01/2022-06", timing=Timing(2022, 181)),
            "year_residents",
            KNOWN,
            "under_a_year",
        ),
        (TRAINED, "residents", replace(KNOWN, part="居家党员"), "part_over_whole"),
        (replace(TRAINED, unit="人", value=5_048_500.0), "residents", KNOWN, "more_than_residents"),
        (replace(BRANCHES, unit="%", kind="share"), "residents", KNOWN, "no_size"),
        (replace(BRANCHES, unit="岁", kind="average"), "members", KNOWN, "no_size"),
        (replace(BRANCHES, unit="元", kind="standard"), "residents", KNOWN, "no_size"),
        (replace(TRAINED, per="村"), "residents", KNOWN, "per_already"),
        (replace(TRAINED, site="某镇"), "residents", KNOWN, "site_has_no_denominator"),
        (TRAINED, "residents", Denominators(), "population_unknown"),
        (TRAINED, "members", Denominators(residents=5), "no_denominator"),
    ],
)
def test_what_cannot_be_divided_says_why(
    figure: Point, normalisation: str, known: Denominators, code: str
) -> None:
    assert refusal(figure, normalisation, known) == code


def test_a_yearly_rate_stays_as_it_is_per_year_and_can_still_be_divided_by_residents() -> None:
    rate = replace(TRAINED, per="年", period="", timing=Timing(None, None))
    assert done(rate, "year") == rate
    assert done(rate, "year_residents").per == "年·万人口"


def test_a_province_and_a_county_meet_per_year_and_resident() -> None:
    county = Point(
        "c", "吉林省四平市双辽市", "county", "", "人次", "count", "flow", "", "2022", Timing(2022, 365), 8e3
    )
    small = Denominators(residents=300_000)
    assert between(TRAINED, county) == CAUTION
    assert between(done(TRAINED, "year"), done(county, "year", small)) == CAUTION
    assert between(done(TRAINED, "year_residents"), done(county, "year_residents", small)) == COMPARABLE


def test_attendances_may_be_more_than_residents_and_people_just_as_many() -> None:
    assert done(replace(TRAINED, value=6e6), "residents").value == 12_000
    assert done(replace(TRAINED, unit="人", value=5e6), "residents").value == 10_000


@pytest.mark.parametrize(
    ("year", "grade"), [(2015, COMPARABLE), (2010, CAUTION), (2025, COMPARABLE), (2026, CAUTION)]
)
def test_a_figure_far_from_the_census_needs_caution(year: int, grade: str) -> None:
    two = [
        done(replace(TRAINED, id=name, region=name, period=str(year), timing=Timing(year, 365)), "residents")
        for name in ("青海省", "云南省")
    ]
    assert between(*two) == grade
    if grade == CAUTION:
        assert [(c.code, c.own) for c in two[0].cautions] == [("census_far", f"{year}/2020")]


def test_what_serves_towns_is_divided_by_those_who_live_in_them() -> None:
    grids = replace(BRANCHES, value=4000.0)
    for id in ("urban", "residents"):
        made = done(grids, id, KNOWN, "grids")
        assert (made.value, made.per) == (20.0, "万城镇人口")
    assert refusal(grids, "urban", Denominators(residents=5), "grids") == "population_unknown"
    people, towns = residents("青海省"), townspeople("青海省")
    assert people and towns and towns < people


def test_options_count_what_each_normalisation_makes_comparable() -> None:
    yunnan = replace(TRAINED, id="y", region="云南省", period="2022", timing=Timing(2022, 365))
    gansu = replace(TRAINED, id="g", region="甘肃省", period="", timing=Timing(None, None))
    figures = [
        (TRAINED, KNOWN),
        (yunnan, over(200_000, yunnan)),
        (gansu, over(200_000, gansu)),
        (
            replace(TRAINED, id="l", region="辽宁省", period="2012/2022", timing=Timing(2022, 11 * 365)),
            Denominators(),
        ),
    ]
    offered = {
        o.normalisation: (o.comparable, o.total)
        for o in options(INDICATORS["party_members_trained"], figures)
    }
    assert offered == {
        "raw": (0, 4),
        "year": (3, 4),
        "residents": (0, 4),
        "year_residents": (2, 4),
        "members": (0, 4),
        "year_members": (2, 4),
    }


def test_a_stock_is_offered_nothing_per_year_and_a_share_nothing_at_all() -> None:
    branches, share = INDICATORS["party_branches"], replace(BRANCHES, unit="%", kind="share")
    assert [o.normalisation for o in options(branches, [(BRANCHES, KNOWN)])] == [
        "raw",
        "residents",
        "members",
    ]
    assert [o.normalisation for o in options(branches, [(share, KNOWN)])] == ["raw"]
    assert options(branches, []) == ()
    assert [way.id for way in normalisations(INDICATORS["enterprise_coverage"])] == ["raw"]


@pytest.mark.parametrize("id", ["raw", "year", "residents", "members", "year_residents", "year_members"])
def test_the_ids_of_old_addresses_are_understood(id: str) -> None:
    assert fitting(id, INDICATORS["party_members_trained"]).id == id
    assert fitting("unheard_of", INDICATORS["party_members_trained"]).id == "raw"


@pytest.mark.parametrize(
    ("period", "basis", "year", "end", "days", "assumed"),
    [
        ("2022", "flow", None, 2022, 365, False),
        ("2012/", "flow", 2022, 2022, 11 * 365, False),
        ("2012/", "flow", None, None, None, False),
        ("5年来", "flow", 2022, 2022, 5 * 365, False),
        ("近年来", "flow", 2022, None, None, False),
        ("今年以来", "flow", 2022, 2022, 365, False),
        ("近三年", "flow", 2022, 2022, 3 * 365, False),
        ("截至2月底", "flow", 2022, 2022, None, False),
        ("截至2月底", "stock", 2022, 2022, None, False),
        ("去年", "flow", None, None, None, False),
        ("2022-04-08/2022-04-10", "flow", None, 2022, 3, False),
        ("/2022", "flow", None, 2022, None, False),
        ("", "flow", 2022, None, None, False),
        ("/2022-06", "stock", None, 2022, None, False),
        ("", "stock", 2022, 2022, None, True),
        ("近年来", "stock", 2022, 2022, None, True),
        ("", "stock", None, None, None, False),
    ],
)
def test_timing(
    period: str, basis: str, year: int | None, end: int | None, days: int | None, assumed: bool
) -> None:
    assert timing(period, basis, year) == Timing(end, days, assumed)


def fact(
    scope: str, value: float, indicator: str = "party_members", site: str = "", subject: str = "党员总数"
) -> Fact:
    return Fact(
        "r1", f"{value}名", 0, 3, value, None, "人", "名", "exact", "count", "", subject, indicator,
        "organisation", scope, site, "/2021", f"{value}名", "", 0, "", 0, "test", 1.0, (),
    )  # fmt: skip


def test_a_fact_becomes_a_point_with_the_registrys_level_and_the_indicators_basis() -> None:
    made = point(fact("吉林省四平市双辽市", 5000.0), catalogue().indicators["party_members"], 2022)
    assert (made.level, made.basis, made.timing.end) == ("county", "stock", 2021)
    assert point(fact("虚构省", 1.0), catalogue().indicators["party_members"], 2022).level == ""


@pytest.mark.parametrize(
    ("sentence", "period", "days"),
    [
        ("五年来，全省发展党员", "2016/", 5 * 365),  # six calendar years have a part in them
        ("2016年以来，全省发展党员", "2016/", 6 * 365),
        ("五年来，全省新建场所；2016年以来，发展党员", "2016/", 6 * 365),
        ("2020年9月以来，全省发展党员", "2020/", 2 * 365 - 244),
        ("2021年6月以来，全省发展党员", "2021/", 365 - 151),
        ("三季度以来，全省发展党员", "2021/", 365 - 181),
        ("党的十八大以来，全省发展党员", "2012/", 9 * 365),  # from November: about nine years
        ("今年前5个月，全省发展党员", "2021", 151),
        ("2021年前十个月，全省发展党员", "2021", 304),
        ("截至6月底，全省今年发展党员", "2021", 181),
        ("今年以来，截至5月底，全省发展党员", "2021", 151),
        ("截至6月底新建场所；今年发展党员", "2021", 365),
    ],
)
def test_a_period_is_as_long_as_its_words_say(sentence: str, period: str, days: int) -> None:
    since = replace(fact("青海省", 1.0, "members_recruited", subject="发展党员"), period=period)
    own = replace(since, sentence=sentence + "1名。", position=len(sentence))
    made = point(own, INDICATORS["members_recruited"], 2021).timing
    assert made.end == 2021 and made.days is not None and abs(made.days - days) <= 1


@pytest.mark.parametrize(
    ("period", "published", "days"),
    [
        ("2022/", "2022-07-10", 181),
        ("2022/", "2022-12-10", 365),
        ("2022", "2022-07-10", 365),
        ("2021", "2022-07-10", 365),
        ("2021/2022", "2022-07-10", 730),
    ],
)
def test_a_year_that_is_not_over_is_as_long_as_it_has_been(period: str, published: str, days: int) -> None:
    told = timing(period, "flow", 2022)
    assert so_far(replace(TRAINED, period=period, timing=told), published).timing.days == days


def test_of_a_year_so_far_nobody_knows_how_long_without_the_day_of_the_report() -> None:
    told = replace(TRAINED, period="2022/", timing=timing("2022/", "flow", 2022))
    other = replace(TRAINED, id="b", region="云南省", period="2022", timing=timing("2022", "flow", 2022))
    assert between(so_far(told, "2022-12-28"), other) == COMPARABLE
    assert between(so_far(told, ""), other) == between(so_far(told, "2022-07"), other) == CAUTION
    assert between(so_far(told, "2023-02-01"), other) == COMPARABLE


def test_residents_come_from_the_census() -> None:
    people = residents("青海省")
    assert people is not None and 5_800_000 < people < 6_000_000
    assert residents("虚构省") is None


def test_the_number_of_members_is_not_divided_by_itself() -> None:
    women = count(fact("青海省", 1200.0), INDICATORS["party_members"], 2022)
    assert fitting("members", INDICATORS["party_members"]).id == "raw"
    assert denominators(women, [women]).counts.keys() == {"branches", "organisations"}


@given(
    st.floats(0, 1e9),
    st.integers(1, 40),
    st.integers(1, 10**9),
    st.integers(1, 10**8),
    st.sampled_from(["raw", "year", "residents", "year_residents", "members", "year_members"]),
)
def test_law_multiplying_by_the_divisors_gives_the_figure_back(
    value: float, years: int, people: int, party: int, id: str
) -> None:
    figure = replace(TRAINED, value=value, timing=Timing(2022, years * 365))
    heads = replace(over(party, figure), residents=people)
    result = apply(figure, fitting(id, INDICATORS["party_members_trained"]), heads)
    assert isinstance(result, Normalised)
    product = result.point.value
    for term in result.terms:
        product *= term.number
    assert product == pytest.approx(value)


def test_every_normalisation_is_known_by_its_id() -> None:
    for indicator in INDICATORS.values():
        ways = [way.id for way in normalisations(indicator)]
        assert ways[0] == "raw" and len(set(ways)) == len(ways)
        assert all(known()[id].id == id for id in ways)


@pytest.mark.parametrize(("period", "days"), [("上半年", 182), ("今年上半年", 182), ("一季度", 91)])
def test_a_part_of_a_year_is_neither_a_year_nor_blown_up_to_one(period: str, days: int) -> None:
    assert timing(period, "flow", 2022).days == days
    half = replace(TRAINED, period=period, timing=timing(period, "flow", 2022))
    assert refusal(half, "year") == "under_a_year"


@pytest.mark.parametrize(
    ("text", "value", "kind", "off"),
    [
        ("4.9万个", 49_000, "count", 500),
        ("45万名", 450_000, "count", 5_000),
        ("1237个", 1237, "count", 0),
        ("1,237个", 1237, "count", 0),
        ("62.8%", 62.8, "share", 0.05),
        ("85%", 85, "share", 0.5),
        ("10万元", 100_000, "standard", 0),
        ("三百个", 300, "count", 0),
    ],
)
def test_a_figure_is_as_exact_as_it_is_written(text: str, value: float, kind: str, off: float) -> None:
    (fact, *_) = extract(Report("r", "全县有党支部120个。")).facts
    assert rounding(replace(fact, text=text, value=value, kind=kind)) == pytest.approx(off)


def test_what_is_divided_stays_as_far_off() -> None:
    assert done(replace(TRAINED, rounding=5_000), "year").rounding == 1_000
