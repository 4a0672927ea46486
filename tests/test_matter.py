"""What a figure counts beyond its indicator's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.catalogue import adopt, built_in, catalogue, extend
from extract.matter import matter

CASES = [
    [part.strip() for part in line.split("|")]
    for line in (Path(__file__).parent / "cases" / "matters.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("indicator", "one", "other", "verdict"), CASES)
def test_two_subjects_count_the_same_or_not(indicator: str, one: str, other: str, verdict: str) -> None:
    assert indicator in catalogue().indicators
    keys = [matter(subject, indicator).key for subject in (one, other)]
    assert (keys[0] == keys[1]) is (verdict == "same"), keys


def test_the_name_of_the_region_itself_narrows_nothing() -> None:
    assert matter("青海省党员总数", "party_members", "青海省").key == ""
    assert matter("双辽市党员", "party_members", "吉林省四平市双辽市").key == ""
    assert matter("双辽市党员", "party_members", "吉林省").key != ""


def test_what_came_about_is_told_from_what_there_is() -> None:
    assert matter("新增党群服务中心", "service_centres").moved
    assert not matter("建成党群服务中心", "service_centres").moved
    assert not matter("新建村级活动场所", "venues_built").moved  # a flow by itself


def test_an_earlier_state_is_told() -> None:
    assert matter("全州社区（提升前）", "communities").earlier
    assert not matter("全州社区", "communities").earlier


def test_an_indicator_of_a_workspace_is_read_by_its_own_names_whatever_was_asked_before() -> None:
    entry = """[indicators.study_rooms]
zh = "村级书屋"
en = "Village study rooms"
unit = "个"
kind = "count"
basis = "stock"
family = ""
theme = "resources"
definition_zh = "书屋数"
definition_en = "Study rooms"
examples = ["建成村级书屋[120个]。"]
counterexamples = ["建成图书馆[3个]。"]
[[indicators.study_rooms.names]]
counted = ["书屋"]
"""
    before = matter("建成村级书屋", "study_rooms").key
    try:
        adopt(extend(built_in(), entry))
        assert matter("建成村级书屋", "study_rooms").key == "" != before
    finally:
        adopt(None)
    assert matter("建成村级书屋", "study_rooms").key == before
