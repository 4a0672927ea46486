"""Which of several figures stands for its region."""

from __future__ import annotations

from extract.catalogue import catalogue
from extract.facts import ADOPTED, Fact
from extract.standing import Standing, stand


def fact(
    value: float, subject: str, period: str = "", indicator: str = "party_members", **more: object
) -> Fact:
    known = catalogue().indicators[indicator]
    given: dict[str, object] = {
        "report": "r1", "quote": "1名", "start": int(value), "end": int(value) + 2, "value": value, "value_high": None,
        "unit": known.unit, "counter": "名", "bound": "exact", "kind": known.kind, "per": known.per, "subject": subject,
        "indicator": indicator, "theme": known.theme, "scope": "云南省", "site": "", "period": period, "text": "1名",
        "sentence": "", "position": 0, "raw_sentence": "", "raw_position": 0, "rule": "", "confidence": 1.0, "reasons": (),
    }  # fmt: skip
    return Fact(**(given | more))  # type: ignore[arg-type] # the fields of a fact


def chosen(*facts: Fact, year: int | None = 2022) -> Standing:
    found = stand(facts, catalogue().indicators[facts[0].indicator or ""], lambda report: year)
    assert found is not None
    return found


def test_no_figure_stands_for_nothing() -> None:
    assert stand([], catalogue().indicators["party_members"], lambda report: None) is None


def test_the_whole_stands_before_an_undated_part_of_it() -> None:
    found = chosen(
        fact(36_000, "党员带头护边守边"),
        fact(2_976_000, "党员总数", "/2021"),
        fact(3_012_000, "全省党员总数", "/2022"),
    )
    assert (found.fact.value, [other.value for other in found.others]) == (3_012_000, [2_976_000, 36_000])
    assert found.rivals == ()


def test_a_date_that_is_given_stands_before_one_that_is_assumed() -> None:
    assert chosen(fact(5_000, "党员"), fact(4_000, "党员", "/2021"), year=2023).fact.value == 4_000


def test_all_of_a_regions_courses_stand_before_those_of_one_office() -> None:
    courses = [fact(18, "市委组织部直接举办示范培训班", "2023", "training_courses_held"),
               fact(3_268, "全市累计举办各类培训班", "2022/2023", "training_courses_held")]  # fmt: skip
    assert chosen(*courses).fact.value == 3_268


def test_a_few_days_do_not_stand_for_a_year() -> None:
    both = [fact(12_000, "党员投身抗疫一线", "2022-03-14/2022-03-20", "epidemic_members"),
            fact(87_000, "党员投身抗疫一线", "2021/2022", "epidemic_members")]  # fmt: skip
    assert chosen(*both).fact.value == 87_000


def test_of_a_state_that_was_raised_the_later_stands_whatever_the_order() -> None:
    both = [fact(102, "全州社区", "", "communities"), fact(900, "全州社区（提升前）", "/2012", "communities")]
    assert chosen(*both).fact.value == 102


def test_two_figures_with_the_same_right_are_both_told() -> None:
    found = chosen(fact(3_012_000, "党员总数", "/2022"), fact(2_500_000, "党员总数", "/2022"))
    assert len(found.rivals) == 1
    assert chosen(fact(3_012_000, "党员总数", "/2022"), fact(3_012_300, "党员总数", "/2022")).rivals == (), (
        "rounded"
    )


def test_one_offices_figure_does_not_stand_before_that_of_all_the_region_on_one_topic() -> None:
    courses = [fact(18, "市委组织部直接举办示范培训班", "2023", "training_courses_held"),
               fact(3_268, "全市累计举办各类党员教育培训班", "2022/", "training_courses_held")]  # fmt: skip
    assert chosen(*courses, year=None).fact.value == 3_268


def test_an_unsure_figure_rivals_a_sure_one_only_where_it_counts_the_same() -> None:
    sure = fact(3_012_000, "党员总数", "/2022")
    assert chosen(sure, fact(2_500_000, "全省党员", "/2022", confidence=0.7)).rivals
    parts = [
        fact(87_000, "投身抗疫一线", "2020", "epidemic_members"),
        fact(41, "医务人员投身抗疫", "2020", "epidemic_members", confidence=0.7),
    ]
    assert not chosen(*parts).rivals


def test_a_sure_figure_without_a_date_stands_before_one_that_is_to_be_checked() -> None:
    doubtful = fact(18, "选派年轻干部", "2021", "cadres_dispatched", confidence=0.74)
    assert chosen(doubtful, fact(236, "选派第一书记和工作队员", "", "cadres_dispatched")).fact.value == 236


def test_parts_without_a_whole_are_rivals() -> None:
    found = chosen(
        fact(9, "成立省属行业党委", "/2022", "industry_committees"),
        fact(319, "成立市县两级行业党委", "/2022", "industry_committees"),
    )
    assert {found.fact.value, found.rivals[0].value} == {9, 319}


def test_what_a_person_chose_stands_before_all() -> None:
    small, large = (
        fact(3_012_000, "党员总数", "/2022"),
        fact(2_500_000, "党员总数", "/2021", corrected=ADOPTED),
    )
    found = chosen(small, large)
    assert (found.fact.value, found.rivals) == (2_500_000, ())


def test_a_whole_that_is_to_be_checked_stands_before_a_sure_part_but_not_when_it_is_more_likely_something_else() -> (
    None
):
    part = fact(36_000, "公开承诺的党员", "/2022")
    assert chosen(part, fact(3_000_000, "党员总数", "/2022", confidence=0.7)).fact.value == 3_000_000
    assert chosen(part, fact(3_000_000, "党员总数", "/2022", confidence=0.3)).fact.value == 36_000
