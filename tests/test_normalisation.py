"""Normalising: what is divided by what, and what refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.catalogue import catalogue
from extract.comparability import CAUTION, COMPARABLE, Point, Reason, Timing, between
from extract.facts import Fact
from extract.normalisation import (
    NORMALISATIONS,
    Denominators,
    Normalised,
    apply,
    denominators,
    members,
    options,
    point,
    residents,
    timing,
)

TRAINED = Point(
    "a:1", "青海省", "province", "", "人次", "count", "flow", "", "2018/2022", Timing(2022, 1825), 5e5
)
BRANCHES = Point(
    "b:1", "青海省", "province", "", "个", "count", "stock", "", "/2022", Timing(2022, None), 9000.0
)
KNOWN = Denominators(residents=5_000_000, members=200_000)


def done(point: Point, normalisation: str, known: Denominators = KNOWN) -> Point:
    result = apply(point, normalisation, known)
    assert isinstance(result, Normalised)
    return result.point


def refusal(point: Point, normalisation: str, known: Denominators = KNOWN) -> str:
    result = apply(point, normalisation, known)
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
        (replace(BRANCHES, unit="%", kind="share"), "residents", KNOWN, "no_size"),
        (replace(BRANCHES, unit="岁", kind="average"), "members", KNOWN, "no_size"),
        (replace(BRANCHES, unit="元", kind="standard"), "residents", KNOWN, "no_size"),
        (replace(TRAINED, per="村"), "residents", KNOWN, "per_already"),
        (replace(TRAINED, site="某镇"), "residents", KNOWN, "site_has_no_denominator"),
        (TRAINED, "residents", Denominators(members=5), "population_unknown"),
        (TRAINED, "members", Denominators(residents=5), "members_unknown"),
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


def test_options_count_what_each_normalisation_makes_comparable() -> None:
    figures = [
        (TRAINED, KNOWN),
        (replace(TRAINED, id="y", region="云南省", period="2022", timing=Timing(2022, 365)), KNOWN),
        (replace(TRAINED, id="g", region="甘肃省", period="", timing=Timing(None, None)), KNOWN),
        (
            replace(TRAINED, id="l", region="辽宁省", period="2012/2022", timing=Timing(2022, 11 * 365)),
            Denominators(),
        ),
    ]
    offered = {o.normalisation: (o.comparable, o.applicable, o.total) for o in options(figures)}
    assert offered == {
        "raw": (0, 4, 4),
        "year": (3, 3, 4),
        "residents": (0, 3, 4),
        "members": (0, 3, 4),
        "year_residents": (2, 2, 4),
        "year_members": (2, 2, 4),
    }


def test_a_stock_is_offered_nothing_per_year_and_a_share_nothing_at_all() -> None:
    assert [o.normalisation for o in options([(BRANCHES, KNOWN)])] == ["raw", "residents", "members"]
    share = replace(BRANCHES, unit="%", kind="share")
    assert [o.normalisation for o in options([(share, KNOWN)])] == ["raw"]
    assert options([]) == ()


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


def test_residents_come_from_the_census() -> None:
    people = residents("青海省")
    assert people is not None and 5_800_000 < people < 6_000_000
    assert residents("虚构省") is None


PARTY_MEMBERS = catalogue().indicators["party_members"]


def counted(facts: list[Fact]) -> Mapping[tuple[str, str], Fact]:
    return members(facts, PARTY_MEMBERS, lambda report: 2022)


def test_members_are_the_figure_that_stands_for_the_whole_region_in_the_same_report() -> None:
    given_facts = [
        fact("青海省", 1000.0, subject="参加主题教育的党员"),
        fact("青海省", 1200.0, subject="全省党员总数"),
        fact("青海省", 9000.0, site="某企业"),
        fact("青海省", 8000.0, indicator="party_branches"),
    ]
    assert counted(given_facts) == {("r1", "青海省"): given_facts[1]}
    assert counted([given_facts[0]]) == {}, "a part is no denominator of the whole region"
    assert counted([fact("青海省", 1000.0), fact("青海省", 1200.0)]) == {}, "neither is the better one"


def test_the_number_of_members_is_not_divided_by_itself() -> None:
    count = fact("青海省", 1200.0)
    known = denominators(count, counted([count]))
    assert (known.members, known.members_id) == (1200.0, count.id)
    made = point(count, catalogue().indicators["party_members"], 2022)
    assert refusal(made, "members", known) == "is_denominator"
    assert [o.normalisation for o in options([(made, known)])] == ["raw", "residents"]


@given(
    st.floats(0, 1e12),
    st.integers(1, 40),
    st.integers(1, 10**9),
    st.integers(1, 10**8),
    st.sampled_from(NORMALISATIONS),
)
def test_law_multiplying_by_the_divisors_gives_the_figure_back(
    value: float, years: int, people: int, party: int, normalisation: str
) -> None:
    figure = replace(TRAINED, value=value, timing=Timing(2022, years * 365))
    result = apply(figure, normalisation, Denominators(people, party))
    assert isinstance(result, Normalised)
    product = result.point.value
    for _, divisor in result.divisors:
        product *= divisor
    assert product == pytest.approx(value)
