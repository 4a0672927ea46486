"""The tile map: its squares, its classes, and what it keeps of the chart that it is made from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from extract.catalogue import catalogue
from extract.regions import registry
from extract.table import Table
from extract.views.charts.classes import MOST, class_of, limits, roundest
from extract.views.charts.comparing import compared
from extract.views.charts.kinds import Tile, Tiles
from extract.views.charts.making import Request, charts
from extract.views.charts.spec import ChartSpec
from extract.views.charts.tiling import FEW, extent, mappable, squares, tiled
from extract.views.frames import Filters, entries, shelve
from extract.views.palette import DARK, LIGHT, Palette
from extract.views.words.language import Language
from tests.test_charts import contrast

PROVINCES = [r.full_name for r in registry() if r.level == "province" and r.until is None]


def spec(table: Table, language: str = "zh", **wishes: Any) -> ChartSpec:
    shelf, indicator = shelve(table), catalogue().indicators["cadres_dispatched"]
    found = compared(shelf, indicator, entries(shelf, indicator, Filters()))
    request = Request(Language("en" if language == "en" else "zh"), date(2026, 11, 28), **wishes)
    return charts(found, request, shelf.sources)[0]


@pytest.fixture
def provinces(invention: Any) -> Table:
    """31 provinces: 27 with a figure of 2022 that no two share, one of an earlier year, one undated, one without, and one
    that was read with little confidence; and a prefecture."""
    for number, name in enumerate(PROVINCES[:31]):
        report = invention.report(name)
        period = {3: "2012", 4: ""}.get(number, "2022")
        if number != 5:
            invention.figure(report, f"{(number + 1) * 210}名", (number + 1) * 210.0, period)
    invention.figure(invention.report("甘肃省临夏回族自治州"), "77名", 77.0, "2022")
    table: Table = invention.table()
    unsure = (replace(f, confidence=0.5) if f.scope == PROVINCES[6] else f for f in table.facts)
    return replace(table, facts=tuple(unsure))


def by_name(found: Tiles) -> dict[str, Tile]:
    return {tile.name: tile for tile in found.tiles}


# --- squares --------------------------------------------------------------------------------------------------------


def test_every_province_has_one_square_and_no_two_share_a_place() -> None:
    assert set(squares()) == set(PROVINCES) and len(squares()) == 34
    assert len({(each.line, each.column) for each in squares().values()}) == 34
    for code, most in (("zh", 2), ("en", 2)):
        names = [each.names[code] for each in squares().values()]
        assert len(set(names)) == 34 and all(len(name) == most for name in names)


def test_squares_stand_roughly_as_in_geography() -> None:
    """Each pair is (west, east) or (north, south) as on any map."""
    place = {each.names["zh"]: each for each in squares().values()}
    for west, east in (
        ("新疆", "甘肃"),
        ("西藏", "四川"),
        ("陕西", "山东"),
        ("广东", "台湾"),
        ("湖北", "上海"),
    ):
        assert place[west].column < place[east].column, (west, east)
    for north, south in (
        ("黑龙", "吉林"),
        ("内蒙", "山西"),
        ("河北", "河南"),
        ("江苏", "浙江"),
        ("广西", "海南"),
    ):
        assert place[north].line < place[south].line, (north, south)
    assert extent() == (8, 7)


# --- classes --------------------------------------------------------------------------------------------------------


def significant(value: float) -> int:
    return len(f"{value:.12g}".replace(".", "").strip("-0"))


@given(some.lists(some.floats(-1e9, 1e9).map(lambda x: round(x, 3)), max_size=80))
def test_law_classes_are_few_rising_and_none_is_empty(values: list[float]) -> None:
    between = limits(values)
    assert len(between) < MOST and list(between) == sorted(set(between))
    held = {class_of(value, between) for value in values}
    assert not values or held == set(range(len(between) + 1))


@given(some.floats(-1e9, 1e9), some.floats(1e-6, 1e9))
def test_law_a_round_limit_parts_the_two_figures_beside_it(low: float, gap: float) -> None:
    high = low + gap
    if low < high:
        assert low < roundest(low, high) <= high


def test_different_figures_fill_the_classes_about_evenly_with_round_limits() -> None:
    values = [210.0 * number for number in range(1, 32)]
    between = limits(values)
    counts = [sum(class_of(value, between) == number for value in values) for number in range(5)]
    assert len(between) == 4 and max(counts) - min(counts) <= 3
    assert all(significant(limit) <= 2 for limit in between)


def test_one_giant_leaves_the_others_told_apart() -> None:
    values = [float(number) for number in range(1, 31)] + [1e6]
    assert len(limits(values)) == 4
    assert max(limits(values)) < 100


def test_equal_figures_share_a_class() -> None:
    assert limits([5.0] * 30) == ()
    between = limits([5.0] * 20 + [9.0] * 10)
    assert [bisect_right(between, value) for value in (5.0, 9.0)] in ([0, 1], [0, 0])


# --- the map --------------------------------------------------------------------------------------------------------


def test_only_comparable_figures_have_a_shade(provinces: Table) -> None:
    found = by_name(tiled(spec(provinces)))
    shaded = {name for name, tile in found.items() if tile.band}
    assert len(shaded) == 27
    odd = {square.names["zh"]: square.region for square in squares().values()}
    looks = {odd[name]: tile.grade for name, tile in found.items() if not tile.band}
    assert looks == {
        PROVINCES[3]: "caution",
        PROVINCES[4]: "caution",
        PROVINCES[5]: "missing",
        PROVINCES[6]: "unsure",
        "台湾省": "absent",
        "香港特别行政区": "absent",
        "澳门特别行政区": "absent",
    }


def test_a_square_has_the_shade_of_the_class_that_its_figure_is_in(provinces: Table) -> None:
    found = tiled(spec(provinces))
    assert [band.shade for band in found.bands] == [0, 1, 2, 3, 4]
    assert sum(band.count for band in found.bands) == 27
    for tile in found.tiles:
        if tile.band and tile.row and tile.row.value is not None:
            assert (tile.band.low is None or tile.row.value >= tile.band.low) and (
                tile.band.high is None or tile.row.value < tile.band.high
            )


def test_a_square_carries_its_figure_and_the_row_behind_it(provinces: Table) -> None:
    found = by_name(tiled(spec(provinces)))
    yunnan = found["云南"]
    number = PROVINCES.index("云南省") + 1
    assert yunnan.figure == f"{210 * number}" and yunnan.region == "云南省"
    assert yunnan.row and yunnan.row.fact and yunnan.row.fact.scope == "云南省"
    assert by_name(tiled(spec(provinces, "en")))["YN"].region == "Yunnan"


def test_the_words_of_the_classes_tell_their_limits_and_meet(provinces: Table) -> None:
    bands = tiled(spec(provinces)).bands
    assert bands[0].words.startswith("不足") and bands[-1].words.endswith("及以上")
    for one, other in pairwise(bands):
        assert one.high == other.low
    assert tiled(spec(provinces, "en")).bands[0].words.startswith("below ")


def test_what_is_no_province_is_named_below_and_no_row_is_lost(provinces: Table) -> None:
    chart = spec(provinces)
    found = tiled(chart)
    assert found.rows == chart.rows
    assert [row.name for row in found.elsewhere] == ["临夏州"]
    assert any("临夏州 77" in note for note in found.notes)
    assert any("分为5档" in note for note in found.notes)


def test_the_map_says_nothing_of_an_axis(provinces: Table) -> None:
    assert not any(name == "坐标" for name, _ in tiled(spec(provinces)).filters)
    assert tiled(spec(provinces)).alt.startswith("方块地图：选派干部驻村")


def test_empty_squares_are_explained_as_far_as_there_are_any(provinces: Table) -> None:
    assert [grade for grade, _ in tiled(spec(provinces)).key] == ["missing", "absent"]


def test_a_map_needs_a_few_provinces_with_a_figure(villages: Table, invention: Any) -> None:
    assert mappable(spec(villages).rows)
    for name in PROVINCES[: FEW - 1]:
        invention.figure(invention.report(name), "5名", 5.0, "2022")
    assert not mappable(spec(invention.table()).rows)


def test_a_few_comparable_figures_are_one_class(villages: Table) -> None:
    (band,) = tiled(spec(villages)).bands
    assert (band.shade, band.count, band.words) == (3, 2, "2.03万—3.72万")


def test_bounds_ranges_and_rivals_stand_on_the_square(villages: Table) -> None:
    found = by_name(tiled(spec(villages)))
    assert found["云南"].figure == "≥3.72万"
    assert found["青海"].figure == "1.4万–1.6万"


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_what_is_written_on_a_shade_can_be_read_and_shades_differ(colours: Palette) -> None:
    for number, shade in enumerate(colours.shades):
        assert contrast(colours.on(number), shade) >= 4.5, shade
    for one, other in pairwise(colours.shades):
        assert contrast(one, other) >= 1.35, (one, other)
    assert colours.shades[3] == colours.comparable


def test_figures_of_a_square_are_short() -> None:
    zh, en = Language("zh"), Language("en")
    for value in (0.0193, 3.4, 48.25, 999.6, 3_435.0, 38_692.0, 1_234_567.0, 25_252_000.0, 3.6e9):
        assert len(zh.tight(value)) <= 6 and len(en.tight(value)) <= 6, value
    assert zh.square(62.8, None, "approx", "%") == "≈62.8%"
