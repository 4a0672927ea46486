"""What is sure of a place and a period is weighed by evidence: the weights, and how they are fitted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.facts import SURE, Fact
from extract.likelihood import Likelihood, likelihood
from extract.pipeline import extract
from extract.report import Report, read
from extract.sentences import split
from extract.span import Span
from extract.speaking import ALONE, heard, together
from extract.territory import Territory, report_region, size
from extract.timeline.certainty import evidence
from tests.certainty import Case, fitted, of_guesses, said_and_right


def test_a_level_that_was_mostly_right_makes_a_reading_likelier() -> None:
    cases = [
        Case(f"{n}", (level,), right)
        for n in range(40)
        for level, right in (("a: right", n % 10 > 0), ("a: wrong", n % 10 == 0))
    ]
    weights = fitted(cases)
    assert weights.of(("a: right",)) > 0.75 > 0.25 > weights.of(("a: wrong",))
    assert weights.of(("a: never seen",)) == pytest.approx(weights.of(()))


def test_many_figures_of_one_report_count_for_less_than_those_of_many() -> None:
    apart = [Case(f"{n}", ("a: x",), True) for n in range(30)]
    alike = [Case("one", ("a: x",), True) for _ in range(30)]
    others = [Case(f"other {n}", ("a: y",), n % 2 == 0) for n in range(30)]
    assert fitted([*apart, *others]).of(("a: x",)) > fitted([*alike, *others]).of(("a: x",))


def test_no_case_is_judged_by_weights_that_know_its_report() -> None:
    cases = [Case("known", (f"a: {n}",), False) for n in range(5)] + [
        Case(f"{n}", ("b: x",), True) for n in range(20)
    ]
    said = said_and_right(cases)
    assert len(said) == len(cases)
    assert all(likely > 0.5 for likely, right in said if not right)  # its levels are unknown to the weights


@pytest.mark.parametrize("name", ["place_certainty", "period_certainty"])
def test_the_weights_that_are_shipped_are_probabilities_of_evidence_that_there_is(name: str) -> None:
    weights = likelihood(name)
    assert isinstance(weights, Likelihood) and weights.weights
    assert 0.5 < weights.of(()) < 1
    known = {level.partition(":")[0] for level in weights.weights}
    assert known == (
        {"rests_on", "report", "paragraph", "whole_in_report", "whole_in_paragraph", "size", "told_by"}
        if name == "place_certainty"
        else {"rests_on", "expression", "published", "undated_in"}
    )


def test_what_a_report_speaks_of_is_told_by_its_words() -> None:
    parts = ["居民和村民都说好。", "社区里大家一起，我们小区。", "全市各乡镇，市委。"]
    assert together(map(heard, parts[:2])).level == ALONE
    assert heard(parts[2]).level == "the region"
    assert together(map(heard, parts)).level == "both"
    assert heard("我县各乡镇，全县党员。").of_the_whole == "more than once"
    assert heard("县委组织部、各乡镇党委，全村党员。").of_the_whole == "never"


def test_sizes_are_steps_of_what_is_counted() -> None:
    assert size(9, "名") == ""  # a base unit is asked for
    assert [size(n, "人") for n in (9, 10, 9999, 10_000)] == [
        "people, very small", "people, small", "people, large", "people, very large"
    ]  # fmt: skip
    assert size(-3e7, "元") == "money, very large"


def test_a_figure_that_nothing_dates_is_weighed_by_what_its_report_speaks_of() -> None:
    assert "undated_in: the region" in evidence("nothing governs", "", "", "flow", True, "the region")
    assert not any(
        "undated_in" in level for level in evidence("in its clause", "named", "within", "", True, "")
    )


def test_a_figure_is_sure_where_its_meaning_and_its_place_are_so_together() -> None:
    def of(text: str) -> Fact:
        return extract(Report("一", text, region="吉林省四平市双辽市", published="2019-01")).facts[0]

    told = "社区里大家一起帮忙，居民说好。" * 2
    named, silent, one_place = (
        of("2018年，全县培训党员3200人次。"),
        of(f"{told}2018年培训党员3200人次。"),
        of(f"{told}2018年柳条村培训党员320人次。"),
    )
    assert named.confidence >= SURE and not named.reasons
    assert silent.confidence < SURE and silent.reasons == ("unsure_place",)
    assert one_place.site and "unsure_place" not in one_place.reasons  # it stands for no region


def test_the_rows_of_a_table_say_nothing_of_what_a_report_speaks_of(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>第{n}社区</td><td>居民{n + 40}户</td></tr>" for n in range(9))
    path = tmp_path / "report.html"
    path.write_text(f"<p>2021年，全市建成党群服务中心120个。</p><table>{rows}</table>", "utf-8")
    table = extract(replace(read(path), region="吉林省四平市"))
    (centres,) = [fact for fact in table.facts if fact.quote == "120个"]
    assert not centres.site and "unsure_place" not in centres.reasons


def test_what_finds_a_region_wrongly_weighs_against_it() -> None:
    known = Likelihood({"rests_on: own": 1.0}, 0.5)
    cases = [
        Case(f"{n}", ("rests_on: own", f"told_by: {rule}"), right)
        for n in range(60)
        for rule, right in (("named", n % 2 == 0), ("title", n % 10 > 0))
    ]
    weights = of_guesses(cases, known)
    assert weights["told_by: named"] < 0 < weights["told_by: title"] + 1
    low = Likelihood({**known.weights, **weights}, known.always)
    assert low.of(("rests_on: own", "told_by: named")) == pytest.approx(0.5, abs=0.05)


def test_a_region_that_nobody_gave_is_less_sure() -> None:
    text = "各地动态。双辽市有党员120名。双辽市发展党员9名。"
    given, found = (extract(Report("r", text, region=region)) for region in ("吉林省双辽市", ""))
    assert [fact.scope for fact in given.facts] == [fact.scope for fact in found.facts]
    where = Territory(split(text), report_region("", text).region, told_by="named").at(1, Span(6, 10))
    assert "told_by: named" in where.evidence
    assert (
        where.certainty < Territory(split(text), report_region("", text).region).at(1, Span(6, 10)).certainty
    )
