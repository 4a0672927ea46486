"""Of which indicator figures are usually told in such words: what is heard, how it is fitted, and what it adds to the rules."""

from __future__ import annotations

import pytest

from extract.binding import Scene, Weights, built_in, decide
from extract.binding.likeness import NONE, STRETCHES, Told, likeness, shares
from extract.catalogue import catalogue
from extract.pipeline import bound, extract
from extract.readers import by_both, readers
from extract.report import Report
from tests import two_readers
from tests.likeness import Case, alone, answers, fitted, pieces


def told(text: str, region: str = "江苏省盐城市") -> Told:
    """How the first figure of a text is told."""
    heard: list[Scene] = []

    def listen(scene: Scene, options):  # type: ignore[no-untyped-def]
        heard.append(scene)
        return decide(scene, options, built_in())

    bound(Report("r", text, region=region, year=2022), catalogue(), listen)
    return heard[0].told


def test_what_is_heard_stands_in_the_clause_of_the_figure() -> None:
    own = told("各县区提高标准，全市发展党员3200名左右，培训干部410名。")
    assert (own.before, own.behind, own.unit) == ("全市发展党员", "左右，", "人")
    assert "党员" in own.subject
    assert not any("标准" in piece or "干部" in piece for _, piece in pieces(own))


@pytest.mark.parametrize("place", ["盐城市", "响水县", "云南省", "深圳"])
def test_a_place_leaves_no_trace_in_what_is_heard(place: str) -> None:
    assert pieces(told(f"2022年，{place}发展党员320名。")) == pieces(told("2022年，宁波市发展党员320名。"))


def test_every_answer_is_of_the_catalogue_and_all_that_is_heard_is_known() -> None:
    own = likeness()
    assert set(own.answers) - {NONE} <= set(catalogue().indicators)
    assert own.weights.keys() == set(STRETCHES)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全市共有党员21.3万名。", "party_members"),
        ("全年新发展党员3200名。", "members_recruited"),
        ("给予党纪政务处分1250人。", "people_disciplined"),
        ("全市粮食总产量达到320万吨，种植面积45万亩。", NONE),
    ],
)
def test_usual_words_are_of_their_indicator(text: str, indicator: str) -> None:
    said = shares(told(text), likeness())
    assert max(said, key=lambda name: said[name]) == indicator
    assert sum(said.values()) == pytest.approx(1)


def cases() -> list[Case]:
    """Ten reports of two indicators and none, each told in its own words."""
    words = {"a": ("新发展党员", "名"), "b": ("查处违纪问题", "件"), NONE: ("种植果树", "棵")}
    return [
        Case(f"r{n}", Told(before, behind, before[-2:], "个"), answer, given, 0.8)
        for n in range(10)
        for answer, (before, behind) in words.items()
        for given in ("a", "b")
    ]


def test_cases_teach_their_words() -> None:
    own = fitted(cases())
    right, given, wanted = alone(cases(), own)
    assert right == given == wanted == 40
    assert shares(Told("去年发展党员", "名", "党员", "个"), own)["a"] > 0.5


def test_what_few_figures_had_and_small_weights_are_left_out() -> None:
    once = Case("r", Told("独此一句", "名", "", "个"), "a")
    own = fitted([*cases(), once], kept=30)
    assert "独" not in own.weights.get("before", {})
    weights = [
        weight for where, of in own.weights.items() for piece in of for weight in own.weighs(where, piece)
    ]
    assert sum(weight != 0 for weight in weights) <= 30


def test_where_the_wording_tells_right_from_wrong_it_counts() -> None:
    asked = answers(cases(), fitted(cases()))
    assert len(asked) == 60 and sum(right for *_, right in asked) == 20
    both, alone_ = (
        two_readers.fitted(asked, readers()[name]) for name in ("meaning", "meaning, rules alone")
    )
    assert both.wording > 0 and alone_.wording == 0


@pytest.mark.parametrize("question", ["meaning", "place"])
def test_a_reading_is_surer_the_more_either_reader_says_so(question: str) -> None:
    assert by_both(question, 0.95, 0.9) > by_both(question, 0.95, 0.3) > by_both(question, 0.95, 0.02)
    assert by_both(question, 0.95, 0.9) > by_both(question, 0.7, 0.9)
    assert by_both(question, 1.0, 1.0) < 1 and by_both(question, 0.0, 0.0) > 0


def test_an_indicator_of_whose_wording_nothing_is_known_is_as_sure_as_the_rules_are() -> None:
    assert by_both("meaning", 0.95, None) > by_both("meaning", 0.6, None)


def test_a_figure_told_in_unusual_words_is_to_be_checked() -> None:
    usual, odd = (
        extract(Report("r", text, region="江苏省盐城市", year=2022)).facts[0]
        for text in ("2022年，全市新发展党员3200名。", "2022年，全市有800名党员为贫困户送去种子。")
    )
    assert usual.confidence >= 0.9
    assert odd.indicator and odd.confidence < 0.9


def test_of_words_that_a_workspace_was_taught_the_wording_is_not_asked() -> None:
    text = "2022年，全市选派园艺干部126名。"
    own = Report("r", text, region="江苏省盐城市", year=2022)
    taught = Weights({**built_in().levels, "wording: 园艺 as cadres_dispatched": 9.0}, wording=True)
    verdicts = []

    def listen(scene: Scene, options):  # type: ignore[no-untyped-def]
        verdicts.append(decide(scene, options, taught))
        return verdicts[-1]

    bound(own, catalogue(), listen)
    assert verdicts[0].chosen and verdicts[0].chosen.indicator.id == "cadres_dispatched"
    best = verdicts[0].options[0]
    assert best.told is None
    assert verdicts[0].certainty == best.certainty == by_both("meaning", best.probability, None)


def test_by_weights_that_know_nothing_a_figure_has_no_indicator() -> None:
    told = Report("r", "2022年，全市新发展党员3200名。", region="江苏省盐城市", year=2022)
    assert extract(told).facts[0].indicator == "members_recruited"
    assert extract(told, weights=Weights({})).facts[0].indicator is None
