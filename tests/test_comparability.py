"""The guard: what may stand on one scale, and the reasons where it may not."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.comparability import (
    CAUTION,
    COMPARABLE,
    NEVER,
    UNSURE,
    Comparison,
    Point,
    Reason,
    Timing,
    between,
    compare,
    contains,
)
from extract.regions import registry
from extract.views.words import reasons
from extract.views.words.language import Language

LEVEL = {
    "全国": "nation",
    "青海省": "province",
    "云南省": "province",
    "福建省": "province",
    "福建省福州市": "prefecture",
    "福建省厦门市": "prefecture",
    "福建省福州市闽侯县": "county",
    "云南省大理白族自治州": "prefecture",
}


def flow(region: str, period: str, end: int | None, years: int | None, value: float = 100.0) -> Point:
    """A count over a period: 培训干部, 100人次 in ``region``."""
    timing = Timing(end, None if years is None else years * 365)
    return Point(region, region, LEVEL[region], "", "人次", "count", "flow", "", period, timing, value)


def stock(region: str, year: int | None, value: float = 100.0) -> Point:
    """A state at the end of a year: 党支部100个."""
    period = "" if year is None else f"/{year}"
    return Point(
        region, region, LEVEL[region], "", "个", "count", "stock", "", period, Timing(year, None), value
    )


def share(region: str, year: int, value: float = 50.0) -> Point:
    """A share: 女党员占比."""
    return replace(stock(region, year, value), unit="%", kind="share")


def grades(comparison: Comparison) -> dict[str, str]:
    return {g.point.id: g.grade for scale in comparison.scales for g in scale.graded}


def codes(comparison: Comparison, id: str) -> list[str]:
    return [reason.code for reason in comparison.of(id).reasons]


def test_two_provinces_of_one_year_are_comparable() -> None:
    verdict = compare([flow("青海省", "2022", 2022, 1), flow("云南省", "2022", 2022, 1)])
    assert set(grades(verdict).values()) == {COMPARABLE}


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        (flow("福建省福州市", "2022", 2022, 1), "level"),
        (flow("福建省", "2018/2022", 2022, 5), "period_length"),
        (flow("福建省", "2019", 2019, 1), "period_end"),
        (flow("福建省", "", None, None), "period_missing"),
        (flow("福建省", "5年来", None, 5), "period_no_year"),
        (flow("福建省", "今年以来", None, None), "period_no_year"),
        (flow("福建省", "连续3年", None, 3), "period_no_place"),
        (flow("福建省", "截至2月底", None, None), "period_no_start"),
        (flow("福建省", "/2022-06", 2022, None), "period_no_start"),
        (flow("福建省", "近年来", None, None), "period_no_start"),
        (flow("福建省", "2012/", None, None), "period_no_end"),
        (flow("福建省", "换届后", None, None), "period_unclear"),
        (replace(flow("福建省", "2022", 2022, 1), site="马尾造船厂"), "site"),
        (replace(flow("福建省", "2022", 2022, 1), level=""), "level_unknown"),
    ],
)
def test_what_sets_a_flow_apart_is_named(odd: Point, code: str) -> None:
    verdict = compare([flow("青海省", "2022", 2022, 1), odd, flow("云南省", "2022", 2022, 1)])
    assert grades(verdict) == {"青海省": COMPARABLE, "云南省": COMPARABLE, odd.id: CAUTION}
    assert codes(verdict, odd.id) == [code]


def test_reasons_say_what_the_figure_has_and_what_the_others_have() -> None:
    verdict = compare(
        [
            flow("青海省", "2022", 2022, 1),
            flow("云南省", "2021", 2021, 1),
            flow("福建省", "2014/2018", 2018, 5),
        ]
    )
    length, end = verdict.of("福建省").reasons
    assert (length.own, length.group) == ("2014/2018|1825", "365")
    assert (end.own, end.group) == ("2018", "2021/2022")


@pytest.mark.parametrize(
    ("field", "value"), [("unit", "人"), ("kind", "share"), ("basis", "stock"), ("per", "年")]
)
def test_another_unit_kind_basis_or_per_is_never_on_the_scale(field: str, value: str) -> None:
    odd = replace(flow("福建省", "2022", 2022, 1), **{field: value})
    verdict = compare([odd, flow("青海省", "2022", 2022, 1), flow("云南省", "2022", 2022, 1)])
    assert verdict.of("福建省").grade == NEVER
    assert codes(verdict, "福建省") == [field]
    assert verdict.scales[0].unit == "人次"
    assert [g.grade for g in verdict.scales[1].graded] == [COMPARABLE]


def test_stocks_one_year_apart_agree_and_two_years_apart_do_not() -> None:
    verdict = compare([stock("青海省", 2022), stock("云南省", 2021), stock("福建省", 2020)])
    assert grades(verdict) == {"青海省": COMPARABLE, "云南省": COMPARABLE, "福建省": CAUTION}
    assert codes(verdict, "福建省") == ["state_year"]


def test_a_stock_taken_as_of_the_reports_year_says_so_and_stays_comparable() -> None:
    assumed = replace(stock("云南省", 2022), period="", timing=Timing(2022, None, assumed=True))
    verdict = compare([stock("青海省", 2022), assumed])
    assert grades(verdict)["云南省"] == COMPARABLE
    assert [(r.code, r.region, r.own) for r in verdict.assumptions] == [("state_assumed", "云南省", "2022")]


def test_a_stock_of_a_report_without_year_is_held_back() -> None:
    verdict = compare([stock("青海省", 2022), stock("云南省", 2022), stock("福建省", None)])
    assert codes(verdict, "福建省") == ["state_unknown"]


def test_a_stock_with_a_month_and_no_year_lacks_the_year_only() -> None:
    half = replace(stock("福建省", None), period="截至2月底")
    verdict = compare([stock("青海省", 2022), stock("云南省", 2022), half])
    assert codes(verdict, "福建省") == ["state_no_year"]


def test_a_slow_stock_may_lie_three_years_apart_and_says_so() -> None:
    three = [
        replace(stock(name, year), slow=True)
        for name, year in (("青海省", 2022), ("云南省", 2021), ("福建省", 2019))
    ]
    verdict = compare(three)
    assert set(grades(verdict).values()) == {COMPARABLE}
    assert [(r.code, r.region, r.own, r.group) for r in verdict.assumptions] == [
        ("state_slow", "福建省", "3", "2022")
    ]
    four = compare([*three[:2], replace(stock("福建省", 2018), slow=True)])
    assert codes(four, "福建省") == ["state_year"]
    assert four.assumptions == ()


def test_slow_beside_not_slow_has_the_narrower_tolerance() -> None:
    assert between(replace(stock("青海省", 2022), slow=True), stock("云南省", 2019)) == CAUTION


def test_a_flow_is_never_slow() -> None:
    assert (
        between(
            replace(flow("青海省", "2022", 2022, 1), slow=True),
            replace(flow("云南省", "2019", 2019, 1), slow=True),
        )
        == CAUTION
    )


def test_a_share_knows_no_level() -> None:
    assert between(share("青海省", 2022), share("福建省福州市", 2022)) == COMPARABLE
    assert between(stock("青海省", 2022), stock("福建省福州市", 2022)) == CAUTION


def test_a_rate_per_year_knows_no_length_and_one_per_resident_no_level() -> None:
    short, long = flow("青海省", "2022", 2022, 1), flow("云南省", "2012/2022", 2022, 11)
    assert between(short, long) == CAUTION
    assert between(replace(short, per="年"), replace(long, per="年")) == COMPARABLE
    town = flow("福建省福州市", "2018/2022", 2022, 5)
    both = "年·万人口"
    assert between(replace(short, per="年"), replace(town, per="年")) == CAUTION
    assert between(replace(short, per=both), replace(town, per=both)) == COMPARABLE


def test_a_share_of_the_whole_stands_beside_those_of_its_parts_and_is_not_ranked_with_them() -> None:
    names = ("福建省", "福建省福州市", "福建省厦门市")
    verdict = compare([share(name, 2022) for name in names])
    assert set(grades(verdict).values()) == {COMPARABLE}
    assert {p.region for p in verdict.scales[0].ranking} == set(names[1:])


def test_a_region_inside_another_is_held_apart() -> None:
    town = replace(flow("福建省福州市", "2022", 2022, 1), level="province")
    verdict = compare([flow("福建省", "2022", 2022, 1), flow("云南省", "2022", 2022, 1), town])
    (reason,) = verdict.of("福建省福州市").reasons
    assert (reason.code, reason.group) == ("inside", "福建省")


def test_two_parts_are_a_larger_group_than_their_whole() -> None:
    counts = [
        replace(flow(n, "2022", 2022, 1), level="province")
        for n in ("福建省", "福建省福州市", "福建省厦门市")
    ]
    verdict = compare(counts)
    assert grades(verdict) == {"福建省": CAUTION, "福建省福州市": COMPARABLE, "福建省厦门市": COMPARABLE}
    (reason,) = verdict.of("福建省").reasons
    assert (reason.code, reason.group) == ("around", "福建省厦门市、福建省福州市")


def test_between_equal_groups_the_newer_then_the_higher_level_wins() -> None:
    old = [flow("青海省", "2015", 2015, 1), flow("云南省", "2015", 2015, 1)]
    new = [flow("福建省福州市", "2020", 2020, 1), flow("福建省厦门市", "2020", 2020, 1)]
    assert {p.id for p in compare(old + new).scales[0].comparable} == {p.id for p in new}
    same = [replace(p, timing=Timing(2020, 365)) for p in old]
    assert {p.id for p in compare(same + new).scales[0].comparable} == {p.id for p in old}


def test_of_one_regions_two_figures_the_newer_stands() -> None:
    older = replace(share("福建省", 2021), id="older")
    verdict = compare([older, share("福建省", 2022), share("青海省", 2022)])
    assert grades(verdict) == {"older": CAUTION, "福建省": COMPARABLE, "青海省": COMPARABLE}
    assert codes(verdict, "older") == ["same_region"]


def test_a_full_name_opens_another_only_where_the_region_holds_it() -> None:
    today = [region for region in registry() if region.level != "nation" and region.until is None]
    names = sorted(region.full_name for region in today)
    opened = [(a, b) for a, b in pairwise(names) if contains(a, b) and a != b]
    assert opened
    for outer, inner in opened:
        assert registry().within(registry().by_full_name[inner], registry().by_full_name[outer])


def test_figures_with_a_site_never_form_a_group() -> None:
    both = [replace(share(name, 2022), site="某社区") for name in ("青海省", "云南省")]
    scale = compare(both).scales[0]
    assert scale.comparable == ()
    assert scale.highest == () and scale.median is None and scale.total is None and scale.ranking == ()


def test_highest_median_and_total_ask_only_comparable_figures() -> None:
    scale = compare(
        [
            flow("青海省", "2022", 2022, 1, 300.0),
            replace(flow("云南省", "2022", 2022, 1, 100.0), bound="at_least"),
            replace(flow("福建省", "2022", 2022, 1, 200.0), id="甘肃省", region="甘肃省"),
            flow("福建省", "2012/2022", 2022, 11, 9999.0),
        ]
    ).scales[0]
    assert [p.id for p in scale.highest] == ["青海省"]
    assert scale.median is not None and (scale.median.value, scale.median.bound) == (200.0, "at_least")
    assert scale.total is not None and scale.total.value == 600.0
    assert [p.id for p in scale.ranking] == ["青海省", "甘肃省", "云南省"]


def test_figures_of_different_years_are_not_added() -> None:
    both = [flow("青海省", "2021", 2021, 1, 300.0), flow("云南省", "2022", 2022, 1, 100.0)]
    scale = compare(both).scales[0]
    assert len(scale.comparable) == 2 and scale.total is None


def test_two_figures_have_no_median() -> None:
    assert compare([share("青海省", 2022), share("云南省", 2022)]).scales[0].median is None


def test_figures_whose_bounds_overlap_have_no_order() -> None:
    near = replace(flow("青海省", "2022", 2022, 1, 10_000.0), bound="at_most")  # 近1万
    scale = compare(
        [near, flow("云南省", "2022", 2022, 1, 9_800.0), flow("福建省", "2022", 2022, 1, 700.0)]
    ).scales[0]
    assert {p.id for p in scale.highest} == {"青海省", "云南省"}


def test_what_is_counted_must_be_the_same() -> None:
    venues = replace(
        flow("青海省", "2022", 2022, 1), unit="元", subject="投入村级活动场所", matter="venue", mixes=True
    )
    pay = replace(
        flow("云南省", "2022", 2022, 1), unit="元", subject="追加社区工作者报酬", matter="pay", mixes=True
    )
    assert between(venues, pay) == CAUTION
    verdict = compare([venues, replace(venues, id="甘肃省", region="甘肃省"), pay])
    (reason,) = verdict.of("云南省").reasons
    assert (reason.code, reason.own, reason.group) == ("matter", "追加社区工作者报酬", "投入村级活动场所")


def test_what_an_indicator_mixes_is_compared_only_where_the_subjects_say_what_it_is() -> None:
    both = [replace(flow(n, "2022", 2022, 1), subject="投入", mixes=True) for n in ("青海省", "云南省")]
    assert between(*both) == CAUTION
    assert codes(compare(both), "青海省") == ["matter_unsaid"]


def test_figures_that_all_are_to_be_checked_still_say_in_what_they_differ() -> None:
    old, new = replace(stock("青海省", 2011), confidence=0.8), replace(stock("云南省", 2021), confidence=0.8)
    verdict = compare([old, new])
    assert codes(verdict, "青海省") == ["unsure", "state_year"]
    assert codes(verdict, "云南省") == ["unsure"]
    party = replace(flow("青海省", "2022", 2022, 1), confidence=0.8, subject="党纪处分", matter="party")
    both = replace(flow("云南省", "2022", 2022, 1), confidence=0.85, subject="党纪政务处分")
    found = compare([party, both])
    assert {"matter"} <= {*codes(found, "青海省"), *codes(found, "云南省")}


def test_a_figure_beside_which_another_has_the_same_right_is_never_solid() -> None:
    both = [replace(flow("青海省", "2022", 2022, 1), rivals=(36_000.0,)), flow("云南省", "2022", 2022, 1)]
    assert between(*both) == CAUTION
    assert "contested" in codes(compare(both), "青海省")


def test_where_no_two_figures_agree_none_is_solid() -> None:
    verdict = compare([flow("青海省", "2022", 2022, 1), flow("福建省福州市", "2022", 2022, 1)])
    assert set(grades(verdict).values()) == {CAUTION}
    assert codes(verdict, "青海省") == ["nothing_agrees"]


def test_levels_are_told_also_where_all_figures_are_held_back() -> None:
    undated = [flow(n, "", None, None) for n in ("青海省", "福建省福州市")]
    verdict = compare([replace(p, timing=Timing(None, None)) for p in undated])
    assert codes(verdict, "青海省") == ["period_missing", "level"]


def test_a_reason_names_the_only_comparable_region() -> None:
    alone = compare([flow("青海省", "2022", 2022, 1), flow("福建省福州市", "2022", 2022, 1)])
    assert [(r.group, r.peer) for r in alone.of("福建省福州市").reasons] == [("province", "青海省")]
    two = compare([flow(n, "2022", 2022, 1) for n in ("青海省", "云南省", "福建省福州市")])
    assert [r.peer for r in two.of("福建省福州市").reasons] == [""]


def test_shares_have_no_sum() -> None:
    scale = compare([share("青海省", 2022), share("云南省", 2022)]).scales[0]
    assert scale.total is None and scale.highest


def test_a_figure_without_indicator_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="stock or flow"):
        replace(stock("青海省", 2022), basis="")


# --- laws -----------------------------------------------------------------------------------------------------------

points = st.builds(
    lambda region, level_known, site, unit, basis, per, start, years, value, bound: Point(
        "",
        region,
        LEVEL[region] if level_known else "",
        site,
        unit,
        "share" if unit == "%" else "count",
        basis,
        per,
        "" if start is None else f"{start}/{start + years - 1}",
        Timing(None if start is None else start + years - 1, None if start is None else years * 365),
        float(value),
        None,
        bound,
    ),
    region=st.sampled_from(sorted(LEVEL)),
    level_known=st.sampled_from([True, True, True, False]),
    site=st.sampled_from(["", "", "", "某村"]),
    unit=st.sampled_from(["人次", "人次", "人", "%"]),
    basis=st.sampled_from(["flow", "flow", "stock"]),
    per=st.sampled_from(["", "", "年", "年·万人口"]),
    start=st.one_of(st.none(), st.integers(2016, 2022)),
    years=st.integers(1, 3),
    value=st.integers(0, 1000),
    bound=st.sampled_from(["exact", "approx", "at_least", "at_most"]),
)
many = st.lists(points, min_size=1, max_size=9).map(
    lambda ps: [replace(p, id=str(n)) for n, p in enumerate(ps)]
)


@given(points, points)
def test_law_symmetry(a: Point, b: Point) -> None:
    a, b = replace(a, id="a"), replace(b, id="b")
    assert between(a, b) == between(b, a)


@given(many.flatmap(lambda members: st.tuples(st.just(members), st.permutations(members))))
def test_law_order_decides_nothing(orders: tuple[list[Point], list[Point]]) -> None:
    members, shuffled = orders
    straight, other = compare(members), compare(shuffled)
    assert [(s.unit, s.kind, s.basis, s.per) for s in straight.scales] == [
        (s.unit, s.kind, s.basis, s.per) for s in other.scales
    ]
    assert {p.id: straight.of(p.id) for p in members} == {p.id: other.of(p.id) for p in members}


@given(points)
def test_law_one_figure_alone_is_comparable(point: Point) -> None:
    assert compare([point]).of(point.id).grade == COMPARABLE


@given(many)
def test_law_every_figure_is_graded_once_and_only_the_comparable_have_no_reason(members: list[Point]) -> None:
    verdict = compare(members)
    assert sorted(g.point.id for s in verdict.scales for g in s.graded) == sorted(p.id for p in members)
    for point in members:
        graded = verdict.of(point.id)
        assert (graded.grade == COMPARABLE) == (not graded.reasons)


@given(many)
def test_law_comparable_figures_agree_two_by_two_and_no_other_agrees_with_all(members: list[Point]) -> None:
    for scale in compare(members).scales:
        group = scale.comparable
        assert all(between(a, b) == COMPARABLE for a in group for b in group if a.id != b.id)
        rest = [g.point for g in scale.graded if g.grade == CAUTION]
        assert all(any(between(p, q) != COMPARABLE for q in group) for p in rest if group)


@given(many)
def test_law_nested_regions_are_never_added(members: list[Point]) -> None:
    for scale in compare(members).scales:
        for a, b in permutations(scale.comparable, 2):
            assert a.region != b.region and not (a.sized and contains(a.region, b.region))
        if scale.total is not None:
            assert scale.total.value == sum(p.value for p in scale.comparable)


@given(many)
def test_law_statistics_come_from_the_comparable_group(members: list[Point]) -> None:
    for scale in compare(members).scales:
        values = [p.value for p in scale.comparable]
        ranked = [p.value for p in scale.ranking]
        assert ranked == sorted(ranked, reverse=True) and set(ranked) <= set(values)
        assert bool(scale.highest) == bool(ranked) == bool(values)
        assert (scale.median is None) == (len(ranked) < 3)
        if ranked:
            assert scale.highest[0].value == max(ranked)
        if scale.median is not None:
            assert min(ranked) <= scale.median.value <= max(ranked)


def test_a_figure_that_is_not_sure_joins_no_group_and_says_why() -> None:
    points = [
        flow("青海省", "2022", 2022, 1),
        flow("云南省", "2022", 2022, 1),
        flow("福建省", "2022", 2022, 1),
    ]
    verdict = compare([*points[:2], replace(points[2], confidence=0.7)])
    assert grades(verdict) == {"青海省": COMPARABLE, "云南省": COMPARABLE, "福建省": UNSURE}
    assert codes(verdict, "福建省") == ["unsure"]
    assert points[2] not in verdict.scales[0].highest


def test_an_unsure_figure_does_not_say_who_the_others_agree_with() -> None:
    doubted = [replace(flow(name, "2022", 2022, 1), confidence=0.5) for name in ("青海省", "云南省")]
    verdict = compare([*doubted, flow("福建省", "2012/2022", 2022, 11)])
    assert grades(verdict)["福建省"] == CAUTION
    assert codes(verdict, "青海省") == ["unsure", "period_length"]


def test_a_single_unsure_figure_is_to_be_checked_too() -> None:
    assert grades(compare([replace(flow("青海省", "2022", 2022, 1), confidence=0.5)])) == {"青海省": UNSURE}


def test_a_pair_of_which_one_is_unsure_is_to_be_checked_from_both_sides() -> None:
    sure, unsure = flow("青海省", "2022", 2022, 1), replace(flow("云南省", "2022", 2022, 1), confidence=0.5)
    assert between(sure, unsure) == between(unsure, sure) == UNSURE


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        (Reason("period_no_year", "青海省", "5年来"), "年份不明，给出报告年份即可确定", "set the year of the report"),
        (Reason("period_no_start", "青海省", "截至2月底"), "起点不明，在审校中给出该数字的期间", "set the period of the figure"),
        (Reason("period_missing", "青海省"), "可按报告年度计，或在审校中给出", "as of the report's year"),
        (Reason("state_unknown", "青海省"), "给出报告年份即可按该年计", "set the year of the report"),
    ],
)  # fmt: skip
def test_what_is_not_known_says_what_would_settle_it(reason: Reason, zh: str, en: str) -> None:
    assert zh in reasons.reason(reason, Language("zh"))
    assert en in reasons.reason(reason, Language("en"))
    assert "起止不明" not in reasons.reason(reason, Language("zh"))


def test_rounding_leaves_open_which_is_higher() -> None:
    """4.9万 may be 48500 or 49500, so that 49200 is no less."""
    rounded = replace(flow("青海省", "2022", 2022, 1, 49_000.0), rounding=500.0)
    exact = flow("云南省", "2022", 2022, 1, 49_200.0)
    (scale,) = compare([rounded, exact]).scales
    assert [point.region for point in scale.highest] == ["云南省", "青海省"]
    (clear,) = compare([rounded, replace(exact, value=49_600.0)]).scales
    assert [point.region for point in clear.highest] == ["云南省"]


def test_figures_whose_roundings_only_touch_have_an_order() -> None:
    """4亿 is at least 3.5亿 and 3亿 at most that; two that are the same are the highest together."""
    four, three = (
        replace(flow(name, "2022", 2022, 1, value), rounding=0.5)
        for name, value in (("青海省", 4.0), ("云南省", 3.0))
    )
    (scale,) = compare([four, three]).scales
    assert [point.region for point in scale.highest] == ["青海省"]
    (same,) = compare([flow("青海省", "2022", 2022, 1, 4.0), flow("云南省", "2022", 2022, 1, 4.0)]).scales
    assert len(same.highest) == 2
