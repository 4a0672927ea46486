"""What a figure counts beyond its indicator's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.catalogue import adopt, built_in, catalogue, extend
from extract.facts import Fact
from extract.matter import matter, occasion, told

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


def of(sentence: str, quote: str, subject: str, indicator: str, **fields: str) -> Fact:
    """A figure in its sentence, of Jilin."""
    given = {"scope": "吉林省", "site": "", "corrected": ""} | fields
    position = sentence.index(quote)
    return Fact(
        report="r", quote=quote, start=position, end=position + len(quote), value=1.0, value_high=None, unit="人",
        counter="人", bound="exact", kind="count", per="", subject=subject, indicator=indicator, theme="", period="2022",
        text=quote, sentence=sentence, position=position, raw_sentence=sentence, raw_position=position, rule="",
        confidence=1.0, reasons=(), **given,
    )  # fmt: skip


def test_a_bare_figure_is_of_what_the_act_before_it_is_of() -> None:
    sentence = "2022年，全省查处违反中央八项规定精神问题212起，批评教育帮助和处理301人，处分186人。"
    bare = of(sentence, "186人", "处分", "people_disciplined")
    assert occasion(bare) == "违反中央八项规定精神问题"
    assert told(bare).narrowed == ("central_rules",)
    trained = of(
        "吉林省组织电商技能培训，培训党员2600人次。", "2600人次", "培训党员", "party_members_trained"
    )
    assert told(trained).narrowed == ("电商技能",)
    for sentence in (
        "紧盯粮食购销领域开展专项治理，查处问题96个，处分52人。",
        "吉林省粮食购销领域专项整治共查处问题81个，处分52人。",
    ):
        assert "粮食" in told(of(sentence, "52人", "处分", "people_disciplined")).narrowed


@pytest.mark.parametrize(
    ("sentence", "quote", "subject", "indicator"),
    [
        ("查处形式主义问题126起，全省给予党纪政务处分186人。", "186人", "全省给予党纪政务处分", "people_disciplined"),
        ("查处形式主义问题126起，全省立案932件，处分186人。", "186人", "处分", "people_disciplined"),
        ("查处形式主义问题126起，吉林省处分186人。", "186人", "吉林省处分", "people_disciplined"),
        ("查处形式主义问题126起；处分186人。", "186人", "处分", "people_disciplined"),
        ("查处违纪违法案件126起，处分186人。", "186人", "处分", "people_disciplined"),
        ("共举办各类培训班860期，培训党员186人次。", "186人次", "培训党员", "party_members_trained"),
    ],
)  # fmt: skip
def test_what_speaks_for_itself_or_of_all_takes_nothing_from_the_act_before(
    sentence: str, quote: str, subject: str, indicator: str
) -> None:
    assert told(of(sentence, quote, subject, indicator)).key == ""


def test_a_subject_that_a_person_wrote_takes_nothing_from_the_act_before() -> None:
    sentence = "查处形式主义问题126起，处分186人。"
    own = of(sentence, "186人", "处分", "people_disciplined", corrected="subject")
    assert told(own).key == ""


def test_all_ranks_from_the_regions_own_down_are_the_whole() -> None:
    counted = "省市县三级派出驻村工作队", "work_teams_dispatched"
    assert matter(*counted, "黑龙江省").key == ""
    assert matter("市县两级派出驻村工作队", counted[1], "山东省泰安市").key == ""
    assert matter("市县两级派出驻村工作队", counted[1], "山东省").key != ""


@pytest.mark.parametrize(
    ("sentence", "quote", "subject", "indicator", "key"),
    [
        ("在粮食购销领域专项整治中，全省立案86件。", "86件", "全省立案", "cases_filed", "粮食"),
        ("为壮大村级集体经济，吉林省投入1.8亿元。", "1.8亿元", "吉林省投入", "funds_invested", "collective·village"),
        ("为壮大村级集体经济，省里多方发力，全省投入1.8亿元。", "1.8亿元", "全省投入", "funds_invested", ""),
        ("为壮大村级集体经济，投入村部建设资金1.8亿元。", "1.8亿元", "投入村部建设资金", "funds_invested", "venue"),
    ],
)  # fmt: skip
def test_a_frame_right_before_tells_what_a_figure_is_of_that_does_not_say_it(
    sentence: str, quote: str, subject: str, indicator: str, key: str
) -> None:
    assert told(of(sentence, quote, subject, indicator)).key == key
