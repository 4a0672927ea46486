"""Units: which count words and nouns give which base unit, read from ``data/units.toml`` and checked.

A figure's number is kept in its base unit (人, 个, 元, 平方米 …) while the count word stays as written. One word
has one owner; the longest word that fits wins (人次 before 人, 村民 before 村), whatever the order of the data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from extract.numerals import Numeral
from extract.patterns import lazy_regex

_MOST_QUALIFIERS = 4  # 3.2万 农村 在册 青年 党员


_SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_SCALE = f"(?P<scale>(?:{'|'.join(sorted(filter(None, _SCALES), key=len, reverse=True))})?)"
_BRACKETED = lazy_regex(rf"\s?\(\s?{_SCALE}(?P<word>[^()\d\s]{{1,5}}?)\s?\)")
_FILLED_IN = lazy_regex(rf" ?\)\s?{_SCALE}(?P<word>[^()\d\s，。；、,;]{{1,4}})(?=\s?(?:[，。；、,;)]|$))")
_HAN_BEFORE = lazy_regex(r"(?r)\p{Han}\( ?")

_UNDER = lazy_regex(r"(?r)辖(?:有|着|共|区)?(?:[一二两三四五六七八九十百]{1,3}[镇乡县区市州旗村]、?){0,4}")


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


class Lexicon:
    """Words that are looked up at a position of a text, the longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        self.firsts = frozenset(self._lengths)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def at(self, text: str, position: int) -> str:
        """The longest word that begins at the position, "" when none does."""
        for length in self._lengths.get(text[position : position + 1], ()):
            word = text[position : position + length]
            if word in self._words:
                return word
        return ""


class Found(NamedTuple):
    """A unit where it stands after a number: the count word as written, the noun that it stands in, where both end."""

    unit: Unit
    counter: str
    noun: str
    end: int


@dataclass(frozen=True)
class Units:
    """All words of the table; ``words`` holds count words and nouns, each once."""

    words: Mapping[str, Unit]
    lexicon: Lexicon
    nouns: Lexicon
    qualifiers: Lexicon
    persons: Lexicon
    people: frozenset[str]
    crowds: frozenset[str]
    households: Lexicon
    before: Mapping[str, str]
    bare: Mapping[str, str]
    generic: frozenset[str]
    after_digits: frozenset[str]

    @cached_property
    def bases(self) -> frozenset[str]:
        """The base units that there are."""
        return frozenset([unit.base for unit in self.words.values()])

    def at(self, text: str, position: int) -> Found | None:
        """The unit that begins at a position of folded text, one space allowed before it.

        >>> found = units().at("14.12万贫困户。", 6)
        >>> found.unit.base, found.counter, found.noun, found.end
        ('户', '户', '贫困户', 9)
        """
        if text[position : position + 1] == " ":
            position += 1
        if word := self.lexicon.at(text, position):
            return self._found(text, position, word, position + len(word))
        start, noun = position, ""
        for _ in range(_MOST_QUALIFIERS):
            qualifier = self.qualifiers.at(text, position)
            if not qualifier:
                return None
            position += len(qualifier)
            if noun := self.nouns.at(text, position):
                return self._found(text, start, noun, position + len(noun))
        return None

    def bracketed(self, text: str, numeral: Numeral) -> Found | None:
        """The unit in brackets after a number, its scale with it: 1200(万元), 45(个); but no 2021(年)."""
        match = (
            _BRACKETED.match(text, numeral.end)
            if text[numeral.end : numeral.end + 2].lstrip(" ")[:1] == "("
            else None
        )
        unit = self.words.get(match["word"]) if match else None
        if match is None or unit is None or unit.noun or unit.base in ("年", "月", "天"):
            return None
        scaled = replace(unit, factor=unit.factor * _SCALES[match["scale"]])
        return Found(scaled, match["word"], "", match.end())

    def _behind_bracket(self, text: str, numeral: Numeral) -> Found | None:
        """The unit behind the bracket that a number fills, as in a form: 党员（12000）名，党费（56.8）万元; not （3）个别支部."""
        end = numeral.end
        if text[end : end + 2].lstrip(" ")[:1] != ")" or not _HAN_BEFORE.match(
            text, max(0, numeral.start - 3), numeral.start
        ):
            return None
        match = _FILLED_IN.match(text, end)
        unit = self.words.get(match["word"]) if match else None
        if match is None or unit is None or unit.noun:
            return None
        return Found(
            replace(unit, factor=unit.factor * _SCALES[match["scale"]]), match["word"], "", match.end()
        )

    def after(self, text: str, numeral: Numeral) -> Found | None:
        """The unit that follows a number, if the two may go together.

        A lone Chinese numeral takes none that could begin a word (三面红旗), nor a noun (两新党组织) unless it counts the
        parts of a place (辖八镇四乡); a spelt one takes none (一二三级); a year takes no noun (2021党员教育).
        """
        found = self.at(text, numeral.end) or self._behind_bracket(text, numeral)
        if found is None or not (numeral.chinese or found.unit.noun):
            return found
        if numeral.chinese and numeral.low < 11 and not numeral.loose and found.counter in self.after_digits:
            return None
        if numeral.chinese and len(numeral.written) > 1 and numeral.high is None and not numeral.scaled:
            return None
        if not found.unit.noun or numeral.low >= 10_000 or (numeral.loose and found.unit.base != "元"):
            return found
        if found.unit.base == "元":
            return None
        if not numeral.chinese:
            return None if 1900 <= numeral.low <= 2100 else found
        counted = numeral.low >= 100 and not numeral.magnitude
        return found if counted or _UNDER.match(text, max(0, numeral.start - 16), numeral.start) else None

    def _found(self, text: str, start: int, word: str, end: int) -> Found:
        unit = self.words[word]
        if unit.noun:
            counter = {"个": word, "户": "户", "元": "元"}.get(unit.base, "")
            return Found(unit, counter, text[start:end], end)
        if (
            text[end : end + 1] == "("
            and (close := text.find(")", end, end + 4)) > 0
            and text[end + 1 : close] in self.words
        ):
            word, end = text[start : close + 1], close + 1  # 件(次) and 个(次) count what stands first
        return Found(unit, word, "", end)


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
        words=MappingProxyType(words),
        lexicon=Lexicon(words),
        nouns=Lexicon(word for word, unit in words.items() if unit.noun),
        qualifiers=Lexicon(data["qualifiers"]["words"]),
        persons=Lexicon(data["persons"]["words"]),
        people=frozenset(data["persons"]["words"]).difference(data["persons"]["general"]),
        crowds=frozenset(data["persons"]["crowds"]),
        households=Lexicon(data["households"]["words"]),
        before=_owned(data["before"]),
        bare=_owned(data["bare"]),
        generic=frozenset(data["generic"]["counters"]),
        after_digits=frozenset(data["after_digits"]["words"]),
    )


def _add(words: dict[str, Unit], name: str, unit: Unit) -> None:
    if name in words:
        raise _twice(name, words[name].base, unit.base)
    words[name] = unit


def _owned(by_base: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """Noun -> base unit; raises `UnitError` for a noun under two."""
    found: dict[str, str] = {}
    for base, nouns in by_base.items():
        for noun in nouns:
            if noun in found:
                raise _twice(noun, found[noun], base)
            found[noun] = base
    return MappingProxyType(found)


def _twice(name: str, first: str, second: str) -> UnitError:
    return UnitError(f"units.toml: {name!r} stands under {first} and under {second}; keep one")
