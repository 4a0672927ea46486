"""The wording as a reader of its own: what it weighs, how it is fitted, and the sorts of periods that it tells."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from extract.pipeline import extract
from extract.report import Report
from extract.sentences import split
from extract.timeline.wording import AT, IN, NONE, SORTS, Hearing, wording
from extract.wording import Wording, pairs, parse
from extract.wording import wording as read
from tests.wordings import Case, Plan, fitted, folds, shares, written

OWN = Wording.of(("whole", "narrower"), (0.0, 0.5), {"report": {"村民": (0.0, 2.0), "全市": (0.0, -1.0)}})
PLAN = Plan(("a", "b", "c"), ("code",), least=2, kept=1000, penalty=0.1)
TEXTS = (("新发展党员", "a"), ("查处违纪问题", "b"), ("种植果树", "c"))


def cases() -> list[Case]:
    """Ten reports, in each a figure of every answer, told in its own words."""
    return [
        Case(f"r{n}", {"near": pairs(text), "code": {answer}}, answer)
        for n in range(10)
        for text, answer in TEXTS
    ]


def test_a_score_is_of_what_is_known_of_many_pieces_less_each() -> None:
    assert OWN.scores(OWN.heard("report", {"村民", "无关"})) == [0.0, 2.0]
    assert OWN.scores(OWN.heard("report", {"村民", "全市"})) == [0.0, pytest.approx(1 / 2**0.5)]
    assert OWN.scores(OWN.heard("elsewhere", {"村民"})) == [0.0, 0.0]
    assert OWN.known(OWN.heard("report", {"村民", "无关"})) == 1


def test_stretches_may_be_heard_together() -> None:
    own = Wording.of(
        ("a", "b"), (0.0, 0.0), {"near": {"党员": (1.5, -3.0)}, "far": {"村民": (-0.5, 1.0)}}, steps=10
    )
    assert own.scores(own.heard("near", {"党员"}) + own.heard("far", {"村民"})) == pytest.approx(
        [1.0 / 2**0.5, -2.0 / 2**0.5]
    )


def test_the_pairs_of_a_text_are_looked_up_once_for_all_its_stretches() -> None:
    text = "全市村民老李说"
    known = OWN.spelt(text)
    assert known == ["全市", "", "村民", "", "", ""]
    assert OWN.heard("report", set(known[2:4])) == OWN.heard("report", pairs(text[2:5]))


@pytest.mark.parametrize("name", ["likeness", "narrower", "dated"])
def test_no_stretch_weighs_more_than_a_lane_holds(name: str) -> None:
    own = read(name)
    for where, pieces in own.weights.items():
        weights = [own.weighs(where, piece) for piece in pieces]
        for sign in (1, -1):
            most = max(
                sum(max(0, sign * each) for each in of_answer) for of_answer in zip(*weights, strict=True)
            )
            assert most * own.steps < 2**15


def test_the_shares_of_all_answers_are_one_and_follow_the_scores() -> None:
    more, less = (OWN.shares([OWN.scores(OWN.heard("report", {piece}))]) for piece in ("村民", "全市"))
    assert sum(more.values()) == pytest.approx(1)
    assert more["narrower"] > 0.5 > less["narrower"]


def test_the_file_says_what_was_fitted() -> None:
    again = parse(written(OWN, "Title", "tests.x", 12, 3))
    assert (again.answers, again.always) == (OWN.answers, OWN.always)
    for piece in ("村民", "全市"):
        assert again.weighs("report", piece) == OWN.weighs("report", piece)


@pytest.mark.parametrize("name", ["likeness", "narrower", "dated"])
def test_no_piece_of_a_text_that_is_shipped_is_longer_than_two_characters(name: str) -> None:
    text = (files("extract") / "data" / f"{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            _, where, weight, *pieces = line.split("\t")
            assert re.fullmatch(r"-?\d+\.\d+", weight)
            assert where in ("size", "figure", "unit") or all(len(piece) <= 2 for piece in pieces)


def test_cases_teach_their_words_also_of_reports_that_were_not_among_them() -> None:
    assert all(max(said, key=lambda each: said[each]) == case.answer for case, said in folds(cases(), PLAN))


def test_what_few_reports_had_the_names_of_places_and_small_weights_are_left_out() -> None:
    own = [*cases(), Case("r0", {"near": pairs("独此一句")}, "a")]
    own += [Case(f"r{n}", {"near": pairs("江苏")}, "b") for n in range(10)]
    knows = fitted(own, PLAN)
    assert not {"独此", "江苏"} & knows.weights["near"].keys()
    few = fitted(own, PLAN._replace(kept=4))
    assert (
        sum(
            weight != 0
            for where, own in few.weights.items()
            for piece in own
            for weight in few.weighs(where, piece)
        )
        <= 4
    )


def test_many_figures_of_one_report_count_for_less_than_those_of_many() -> None:
    def share_of(reports: int) -> float:
        text = Case("new", {"near": pairs("举办培训班")}, "a")
        own = [Case(f"x{n % reports}", text.heard, "a") for n in range(40)]
        others = [Case(f"y{n}", text.heard, "b") for n in range(20)]
        return shares(text, fitted([*own, *others], PLAN))["a"]

    assert share_of(40) > share_of(2)


def test_a_number_is_heard_as_any_number_where_a_plan_says_so() -> None:
    own = [Case(f"r{n}", {"near": {"9年", "截至"}}, "a") for n in range(5)]
    assert "9年" not in fitted(own, PLAN).weights.get("near", {})
    own += [Case(f"s{n}", {"near": {"无年"}}, "b") for n in range(5)]
    assert "9年" in fitted(own, PLAN._replace(numbers=True)).weights["near"]


@pytest.mark.parametrize(
    ("sentence", "likely", "unlikely"),
    [
        ("截至2021年底，全市共有党员21.3万名。", "/2021", "2021"),
        ("2021年，全市新发展党员3200名。", "2021", ""),
    ],
)
def test_a_period_of_the_usual_sort_is_likelier_than_one_of_another(
    sentence: str, likely: str, unlikely: str
) -> None:
    hearing = Hearing(split(sentence), True)
    figure = sentence.index("21.3") if "21.3" in sentence else sentence.index("3200")
    shares = [hearing.share(period, sentence, figure, ("basis flow",)) for period in (likely, unlikely)]
    assert shares[0] > shares[1]
    assert set(wording().answers) == set(SORTS) >= {AT, IN, NONE}


def test_a_number_is_heard_as_any_and_only_the_figure_is_known_apart() -> None:
    text = "2021年，全市新发展党员3200名。"
    heard = Hearing(split(text), False).of(text, text.index("3200"), ("basis flow",))
    assert "9年" in heard["before"] and "1年" not in heard["before"]
    assert heard["figure"] == {"basis flow", "day unknown"}


def test_a_period_that_the_wording_doubts_leaves_a_figure_to_be_checked() -> None:
    plain, odd = (
        extract(Report("r", text, region="江苏省盐城市", published="2022-03-01")).facts[0]
        for text in (
            "截至2021年底，全市共有党员213000名。",
            "2008年3月到2009年5月，全市共有党员213000名。",
        )
    )
    assert plain.confidence >= 0.9 > odd.confidence
    assert (plain.period, odd.reasons) == ("/2021", ("unsure_period",))
