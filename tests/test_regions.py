"""The registry of regions, and the region that a report is about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.data.make_regions import COLUMNS
from extract.pipeline import extract
from extract.regions import LEVELS, NATION, Population, registry
from extract.report import Report
from extract.territory.home import headed_otherwise, report_region

CASES = Path(__file__).parent / "cases" / "report_regions.txt"
SEEDS = Path(__file__).parents[1] / "seeds"


def _cases() -> list[str]:
    lines = CASES.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", _cases())
def test_a_report_is_about_the_region_of_its_case(case: str) -> None:
    wanted, text = case.split(" :: ")
    title, _, body = text.rpartition(" ‖ ")
    home = report_region(title, body.replace("⏎", "\n"))
    if wanted.startswith("-"):
        assert home.region is None, home
        assert home.rule == wanted.removeprefix("-").strip()
        assert home.evidence
    else:
        region = registry().resolve(wanted)
        assert region is not None, f"{wanted} is no region"
        assert home.region == region, home


def test_every_parent_exists_and_is_of_a_higher_level() -> None:
    reg = registry()
    for region in reg:
        if region != NATION:
            above = reg.by_adcode[region.parent]
            assert LEVELS.index(above.level) < LEVELS.index(region.level), region.full_name


def test_the_registry_is_complete() -> None:
    today = [region for region in registry() if region.until is None and region != NATION]
    counted = {level: sum(region.level == level for region in today) for level in LEVELS[1:]}
    assert counted == {"province": 34, "prefecture": 333, "county": 2851}


def test_a_former_region_leads_to_one_of_today() -> None:
    for region in registry():
        if region.until is not None and region.successor:
            assert registry().by_adcode[region.successor].full_name


def test_every_full_name_resolves_to_its_region() -> None:
    reg = registry()
    for full_name, region in reg.by_full_name.items():
        assert reg.resolve(full_name) == region


@pytest.mark.parametrize(
    ("written", "full_name"),
    [
        ("双辽市", "吉林省四平市双辽市"),
        ("吉林双辽", "吉林省四平市双辽市"),
        ("临夏州东乡县", "甘肃省临夏回族自治州东乡族自治县"),
        ("广西", "广西壮族自治区"),
        (" 广东省 广州市 ", "广东省广州市"),
        ("海南省儋州市", "海南省儋州市"),
        ("新疆石河子市", "新疆维吾尔自治区石河子市"),
        ("吉林", "吉林省"),
        ("杭州市下城区", "浙江省杭州市下城区"),
    ],
)
def test_a_name_is_understood_with_levels_left_out(written: str, full_name: str) -> None:
    region = registry().resolve(written)
    assert region is not None
    assert region.full_name == full_name


@pytest.mark.parametrize("written", ["", "朝阳区", "鼓楼区", "火星", "广东省双辽市", "某县", "市"])
def test_what_names_no_one_region_is_none(written: str) -> None:
    assert registry().resolve(written) is None


@pytest.mark.parametrize(
    ("full_name", "short", "english"),
    [
        ("辽宁省", "辽宁", "Liaoning"),
        ("内蒙古自治区", "内蒙古", "Inner Mongolia"),
        ("陕西省", "陕西", "Shaanxi"),
        ("甘肃省临夏回族自治州", "临夏州", "Linxia Prefecture, Gansu"),
        ("甘肃省临夏回族自治州东乡族自治县", "东乡县", "Dongxiang County, Linxia Prefecture, Gansu"),
        ("辽宁省抚顺市新宾满族自治县", "新宾县", "Xinbin County, Fushun, Liaoning"),
        ("广东省广州市天河区", "天河区", "Tianhe District, Guangzhou, Guangdong"),
        ("内蒙古自治区锡林郭勒盟", "锡林郭勒盟", "Xilingol League, Inner Mongolia"),
        ("吉林省吉林市", "吉林市", "Jilin City, Jilin"),
        ("陕西省西安市", "西安市", "Xi'an, Shaanxi"),
        ("上海市浦东新区", "浦东新区", "Pudong New Area, Shanghai"),
        ("全国", "全国", "China"),
    ],
)
def test_names_in_short_and_in_english(full_name: str, short: str, english: str) -> None:
    region = registry().by_full_name[full_name]
    assert region.short == short
    assert registry().english_path(region) == english


def test_every_region_has_an_english_name_in_latin_letters() -> None:
    for region in registry():
        assert re.fullmatch(r"[A-Z][A-Za-zü' -]+", registry().english(region)), region.full_name


def test_population_of_2020() -> None:
    reg = registry()
    assert reg.population(NATION) == Population(1409778724, 899991162)
    hengzhou = reg.population(reg.by_full_name["广西壮族自治区南宁市横州市"])
    assert hengzhou == reg.population(reg.by_full_name["广西壮族自治区南宁市横县"])
    assert reg.population(reg.by_full_name["台湾省"]) is None


def test_almost_every_region_of_today_has_its_residents() -> None:
    missing = [r for r in registry() if r.until is None and registry().population(r) is None]
    assert len(missing) <= 14


def test_the_columns_are_those_that_the_script_writes() -> None:
    path = Path(__file__).parents[1] / "extract" / "data" / "regions.csv"
    assert path.read_text("utf-8").splitlines()[0] == ",".join(COLUMNS)


def test_the_manifest_goes_first_and_must_name_a_region() -> None:
    text = "辽宁坚持抓基层，全省党员260万名。"
    assert report_region("", text, "吉林省双辽市").rule == "given"
    unknown = report_region("", text, "火星省")
    assert (unknown.region, unknown.rule) == (None, "unknown")
    assert "火星省" in unknown.evidence


@pytest.mark.parametrize(
    ("title", "first", "given", "other"),
    [
        ("", "中共陇西县委组织部2020年工作总结", "江西省玉山县", "陇西县"),
        ("陇西县2020年工作总结", "抓党建促发展", "江西省玉山县", "陇西县"),
        ("", "陇西县2020年工作总结", "甘肃省定西市", None),  # within the region given
        ("", "甘肃省定西市2020年工作总结", "甘肃省陇西县", None),  # around it
        ("", "与陇西县结对帮扶2020年工作总结", "江西省玉山县", None),  # a partner
        ("", "陇西县2020年工作总结", "", None),
    ],
)
def test_a_region_given_that_is_not_the_one_the_report_is_headed_is_told(
    title: str, first: str, given: str, other: str | None
) -> None:
    clean = f"{first}\n2020年，全县发展党员320名。"
    found = headed_otherwise(title, clean, report_region(title, clean, given))
    assert (found.name if found else None) == other


def test_what_a_report_is_headed_is_among_its_notes() -> None:
    table = extract(Report("一", "陇西县2020年工作总结\n全县发展党员320名。", region="江西省玉山县"))
    assert [note.code for note in table.sources[0].notes] == ["other_region"]
