"""The catalogue proves itself: every indicator's own examples are read, and the data do not contradict themselves."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from extract.catalogue import CatalogueError, built_in, catalogue, extend, parse
from extract.pipeline import extract
from extract.report import Report
from tests.killing import OWN

INDICATORS = catalogue().indicators
MARK = re.compile(r"\[(?P<quote>[^\]]+)\]")


def bound_to(example: str) -> str | None:
    """The indicator that the program gives to the bracketed figure of an example."""
    match = MARK.search(example)
    assert match, f"{example!r} marks no figure"
    text = MARK.sub(lambda m: m["quote"], example)
    facts = extract(Report("example", text, region="吉林省四平市双辽市")).facts
    found = [fact for fact in facts if fact.start <= match.start() < fact.end]
    assert found, f"{match['quote']} of {text!r} was not read as a figure"
    return found[0].indicator


@pytest.mark.parametrize(
    ("indicator", "example"),
    [(i.id, example) for i in INDICATORS.values() for example in i.examples],
)
def test_an_example_is_bound_to_its_indicator(indicator: str, example: str) -> None:
    assert bound_to(example) == indicator


@pytest.mark.parametrize(
    ("indicator", "example"),
    [(i.id, example) for i in INDICATORS.values() for example in i.counterexamples],
)
def test_a_counterexample_is_not(indicator: str, example: str) -> None:
    assert bound_to(example) != indicator


@pytest.mark.parametrize(("head", "forms"), built_in().alike.items())
def test_words_that_say_the_same_mean_the_same(head: str, forms: tuple[str, ...]) -> None:
    told = [
        (indicator.id, example.replace(head, form))
        for indicator in INDICATORS.values()
        for example in indicator.examples
        for form in forms
        if head in example and not any(other in example for other in forms)
    ]
    assert told, f"no example says {head}: the words beside it are never read"
    assert [(id, example) for id, example in told if bound_to(example) != id] == []


def test_every_indicator_says_what_it_is_in_both_languages() -> None:
    for indicator in INDICATORS.values():
        assert (
            indicator.zh
            and indicator.definition_zh
            and re.search(r"[\u4e00-\u9fff]", indicator.definition_zh)
        )
        assert (indicator.en and indicator.definition_en.isascii()) or indicator.definition_en
        assert indicator.examples and indicator.counterexamples and indicator.names


def test_no_example_is_claimed_by_two_indicators() -> None:
    seen: dict[str, str] = {}
    for indicator in INDICATORS.values():
        for example in indicator.examples:
            assert example not in seen, f"{example!r} belongs to {seen[example]} and {indicator.id}"
            seen[example] = indicator.id


def test_a_family_has_at_least_two_members() -> None:
    families = [indicator.family for indicator in INDICATORS.values() if indicator.family]
    assert all(families.count(family) > 1 for family in families)


BASE = """
[themes.context]
zh = "背景"
en = "Context"
[indicators.forests]
zh = "林场"
en = "Forest farms"
unit = "个"
kind = "count"
basis = "stock"
theme = "context"
definition_zh = "林场数"
definition_en = "Forest farms"
examples = ["全县有林场[5个]。"]
counterexamples = ["全县有学校[5所]。"]
"""


def test_an_indicator_is_added_with_data_alone() -> None:
    own = parse(BASE + '[[indicators.forests.names]]\ncounted = ["林场"]\n')
    facts = extract(Report("r", "全县现有国有林场12个。", region="吉林省四平市双辽市"), own).facts
    assert [(fact.indicator, fact.value) for fact in facts] == [("forests", 12.0)]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("[[indicators.forests.names]]\ncounted = []\n", "counted is empty"),
        ('[[indicators.forests.names]]\ncounted = ["@none"]\n', "@none is no group"),
        ('[[indicators.forests.names]]\ncounted = ["林场"]\nnaer = ["林"]\n', "unknown field naer"),
        (
            '[[indicators.forests.names]]\ncounted = ["林场"]\nwithout = ["小"]\n',
            "without is no condition; put its words into never",
        ),
        ("", "names missing"),
    ],
)
def test_a_mistake_in_the_data_is_named(names: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        parse(BASE + names)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no table themes and none indicators"),
        ("a = ", "not TOML"),
        (BASE.replace('unit = "个"', 'unit = "群"') + '[[indicators.forests.names]]\ncounted = ["林场"]\n', "unit '群' is no base unit"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_catalogue_is_told(text: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        parse(text)


def test_a_catalogue_without_own_indicators_is_the_built_in_one_and_one_with_them_is_made_once() -> None:
    """Each report that came into a workspace once had all words of the catalogue compiled anew: 50 ms of 130."""
    assert extend(built_in(), "") is built_in()
    assert extend(built_in(), OWN) is extend(built_in(), OWN) is not built_in()


def test_every_group_of_words_is_used_and_every_weighed_noun_is_counted() -> None:
    text = (files("extract") / "data" / "indicators.toml").read_text("utf-8")
    assert set(tomllib.loads(text)["groups"]) == set(re.findall(r'"@([a-z_]+)"', text))
    counted = {
        id: {dict(name.alike).get(word, word) for name in own.names for word in name.counted}
        for id, own in INDICATORS.items()
    }
    weighed = tomllib.loads((files("extract") / "data" / "weights.toml").read_text("utf-8"))["word"]
    told = [key.rpartition(" as ") for key in weighed]
    assert [
        key for word, _, id in told for key in [f"{word} as {id}"] if word not in counted.get(id, set())
    ] == []
