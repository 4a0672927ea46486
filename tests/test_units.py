"""The table of units: one owner a word, the longest word first, and a number only with a unit that may follow it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from extract.numerals import at
from extract.units import Lexicon, Unit, UnitError, parse, units

LISTS = """
[persons]
words = []
[households]
words = []
[qualifiers]
words = []
[before]
[generic]
counters = []
[after_digits]
words = []
"""


def test_a_word_with_two_owners_is_refused() -> None:
    with pytest.raises(UnitError, match="'名' stands under 人 and under 个"):
        parse('[counters]\n"人" = ["名"]\n"个" = ["名"]\n' + LISTS)


def test_factors_are_exact() -> None:
    assert units().words["亩"] == Unit("平方米", Fraction(2000, 3))
    assert units().words["公里"] == Unit("米", Fraction(1000))
    assert units().words["人"] == Unit("人", Fraction(1))


def test_every_listed_counter_is_a_word_of_the_table() -> None:
    table = units()
    assert table.generic <= set(table.words)
    assert table.after_digits <= set(table.words)
    assert not [word for word in table.words if word != word.strip()]


def test_the_longest_word_wins() -> None:
    lexicon = Lexicon(["人", "人次", "村", "村民"])
    assert (lexicon.at("培训3人次", 3), lexicon.at("3村民", 1), lexicon.at("3村", 1)) == (
        "人次",
        "村民",
        "村",
    )
    assert lexicon.at("3", 1) == ""
    assert lexicon.at("3项", 1) == ""


@pytest.mark.parametrize(
    ("text", "base", "noun"),
    [
        ("3.2万党员", "人", "党员"),
        ("14万农村贫困户", "户", "农村贫困户"),
        ("12镇", "个", "镇"),
        ("50万专项资金", "元", "专项资金"),
        ("件3(次)", None, None),
        ("2021党员教育", None, None),
        ("三面红旗", None, None),
        ("两村", None, None),
        ("3资金", None, None),
        ("一二三级", None, None),
    ],
)
def test_the_unit_after_a_number(text: str, base: str | None, noun: str | None) -> None:
    numeral = at(text, next(i for i, character in enumerate(text) if character in "0123456789一二三两"))
    assert numeral is not None
    found = units().after(text, numeral)
    assert (found.unit.base if found else None) == base
    assert (found.noun if found else None) == noun
