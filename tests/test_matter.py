"""What a figure counts beyond its indicator's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.catalogue import catalogue
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
