"""Units: which count words and nouns give which base unit, read from ``data/units.toml`` and checked.

A figure's number is kept in its base unit (人, 个, 元, 平方米 …) while the count word stays as written. One word
has one owner; the longest word that fits wins (人次 before 人, 村民 before 村), whatever the order of the data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


class UnitError(ValueError):
    """The unit data contradict themselves; the message names the word and its owners."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word after a number means: the base unit, and how many of it one such thing is (亩 = 2000/3 平方米).

    ``noun`` marks a noun that carries the unit itself (贫困户), as against a count word (户).
    """

    base: str
    factor: Fraction
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """All words of the table. ``words`` holds count words and nouns, each once."""

    words: Mapping[str, Unit]
    qualifiers: frozenset[str]
    persons: frozenset[str]
    households: frozenset[str]
    generic: frozenset[str]

    def counters(self) -> list[str]:
        """The count words alone."""
        return [word for word, unit in self.words.items() if not unit.noun]

    def nouns(self) -> list[str]:
        """The nouns that carry a unit."""
        return [word for word, unit in self.words.items() if unit.noun]


@cache
def units() -> Units:
    """The built-in table, read once.

    >>> units().words["亩"]
    Unit(base='平方米', factor=Fraction(2000, 3), noun=False)
    """
    return parse((files("extract") / "data" / "units.toml").read_text("utf-8"))


def parse(text: str) -> Units:
    """Read a table from TOML; raises `UnitError` when a word has two owners."""
    data: dict[str, Any] = tomllib.loads(text)
    words: dict[str, Unit] = {}
    for base, names in data["counters"].items():
        for name in names:
            _add(words, name, Unit(base, Fraction(1)))
    for base, scaled in data.get("scaled", {}).items():
        for name, factor in scaled.items():
            _add(words, name, Unit(base, Fraction(factor)))
    for base, names in data.get("nouns", {}).items():
        for name in names:
            _add(words, name, Unit(base, Fraction(1), noun=True))
    return Units(
        MappingProxyType(words),
        frozenset(data["qualifiers"]["words"]),
        frozenset(data["persons"]["words"]),
        frozenset(data["households"]["words"]),
        frozenset(data["generic"]["counters"]),
    )


def _add(words: dict[str, Unit], name: str, unit: Unit) -> None:
    if name in words:
        raise UnitError(
            f"units.toml: {name!r} stands under {words[name].base} and under {unit.base}; keep one"
        )
    words[name] = unit
