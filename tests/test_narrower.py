"""In which words figures are told that cover less than their region: what is heard, how it is fitted, and what it decides."""

from __future__ import annotations

from extract.pipeline import extract
from extract.regions import registry
from extract.report import Report
from extract.sentences import split
from extract.span import Span
from extract.territory.where import SOME_PLACE, paragraphs
from extract.territory.wording import (
    BEFORE,
    BEHIND,
    NARROWER,
    SENTENCE,
    SIZE,
    STRETCHES,
    WHOLE,
    Hearing,
    wording,
)
from extract.wording import pairs
from tests.narrower import PLAN, told_apart
from tests.wordings import Case, fitted, shares

VILLAGE = (
    "走进山坳里的这个小村庄，只见家家户户门前整洁。村民老李说，以前村里路不好走，大家出门难。\n"
    "村党支部带领村民修路，村里通了水泥路，建起文化广场，村民小组长带头出工。村里流转土地{figure}，合作社带动村民种植果树，"
    "村民在家门口务工，日子越过越好。村支书介绍，村里还要办农家乐，让更多乡亲返乡创业。\n"
)
CITY = (
    "一年来，市委组织部认真贯彻落实上级部署，全市各级党组织围绕中心、服务大局，全面推进党的建设各项工作。\n"
    "全市各县（市、区）党委加强领导，举办培训班{figure}，选派干部驻村，全市党员队伍建设取得新成效，基层党组织书记抓党建述职评议全覆盖。"
    "各级党委组织部门加强干部教育培训，发展党员质量进一步提高，全市非公企业和社会组织党建工作得到加强。\n"
)


def hearing(text: str) -> Hearing:
    """What is heard of the figures of a text."""
    sentences = split(text)
    return Hearing(paragraphs(sentences), sentences)


def test_what_is_heard_around_a_figure_is_near_it() -> None:
    text = "全市举办培训班36期，培训党员300名，另有慰问对象若干。"
    heard = hearing(text).of(0, 0, Span(7, 10), "things, small")
    assert "训班" in heard[BEFORE] and "训党" not in heard[BEFORE]
    assert "慰问" in heard[SENTENCE] and "慰问" not in heard[BEHIND]
    assert heard[SIZE] == {"things, small"}
    places = hearing("全市共有12个贫困县").of(0, 0, Span(4, 7), "things, small")
    assert places[SIZE] == {"of places"}


def test_no_name_of_a_province_or_city_is_heard() -> None:
    heard = {piece for where in STRETCHES if where != SIZE for piece in wording().weights[where]}
    assert all(len(piece) == 2 for piece in heard)
    names = {region.name for region in registry().by_full_name.values() if region.level == "province"}
    assert not heard & {pair for name in names for pair in pairs(name)}


def test_a_figure_is_the_less_likely_whole_the_more_its_words_are_of_one_place() -> None:
    own = [
        Case(f"r{n}", {where: pairs(text) for where in STRETCHES}, answer)
        for n in range(10)
        for text, answer in (("村民老李说", NARROWER), ("全市各级党组织", WHOLE))
    ]
    said = [(shares(case, fitted(own, PLAN))[WHOLE], case.answer == NARROWER) for case in own[:6]]
    assert told_apart(said) == 1
    assert told_apart([(share, not narrower) for share, narrower in said]) == 0


def test_a_figure_told_as_a_village_is_told_of_is_not_the_whole_citys() -> None:
    (fact,) = extract(Report("r", VILLAGE.format(figure="3200亩"), region="湖南省永州市", year=2021)).facts
    assert (fact.scope, fact.site) == ("湖南省永州市", SOME_PLACE)


def test_a_figure_told_as_a_city_is_told_of_is_the_whole_citys() -> None:
    (fact,) = extract(Report("r", CITY.format(figure="36期"), region="湖南省永州市", year=2021)).facts
    assert (fact.scope, fact.site) == ("湖南省永州市", "")


def test_a_sentence_that_names_the_region_is_the_regions_whatever_stands_around_it() -> None:
    text = VILLAGE.format(figure="3200亩") + "目前，永州市共发展此类合作社320家。\n"
    facts = extract(Report("r", text, region="湖南省永州市", year=2021)).facts
    assert [fact.site for fact in facts] == [SOME_PLACE, ""]


def test_of_a_text_too_short_to_be_heard_the_wording_says_nothing() -> None:
    text = "村民老李种植果树32亩。"
    (fact,) = extract(Report("r", text, region="湖南省永州市", year=2021)).facts
    assert hearing(text).whole(0, 0, Span(8, 11), "") is None
    assert hearing(VILLAGE.format(figure="3200亩")).whole(0, 0, Span(8, 11), "") is not None
    assert fact.scope == "湖南省永州市"
