"""The catalogue: what the indicators and themes are, read from ``data/indicators.toml`` and checked.

An indicator is data: its names in both languages, its unit, kind and basis, its definition, the words by
which reports name it, and examples with counter-examples that a test reads. Nothing here knows how a text is read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from extract.units import units

Alike = Mapping[str, Sequence[str]]
"""Words, each with those that say the same: a list that has the first has the others, alone and within longer words."""

KINDS = ("count", "share", "average", "change", "standard", "measure")
THINGS = ("", "matters", "bodies")
BASES = ("stock", "flow")


class CatalogueError(ValueError):
    """The catalogue's data contradict themselves; the message names the entry and the mend."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the groups that the pages sort indicators by. ``words`` name what it covers, for figures that no
    indicator fits; a ``strong`` word outweighs several others, a ``weak`` one stands everywhere and says little; ``heads``
    are what the theme counts, as the last word of what is counted."""

    id: str
    zh: str
    en: str
    words: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One way in which reports name an indicator; what is said of it is evidence, not a condition.

    ``counted``: nouns that the figure counts (``培训党员3万人次`` counts 党员). ``done``: the acts that make it this
    indicator (培训, 轮训), () where none is needed. ``near``: what it is about, said in the clause, the sentence or around
    it, () where the noun says it all. ``units``: base units in which the figure may stand; the indicator's own when empty.
    Quotation marks are ignored and brackets are half-width in all of them. ``alike``: the nouns among ``counted`` that only say
    another of them in other words, each with that one (中共党员, 党员).
    """

    counted: tuple[str, ...]
    done: tuple[str, ...]
    near: tuple[str, ...]
    units: tuple[str, ...]
    alike: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the catalogue.

    ``mixes``: what its figures count is not one thing (sums of money, problems solved), so that two of them are one matter only
    where their subjects say so.

    ``unit`` is a base unit (人, 人次, 个, 元, %, 岁 …), ``kind`` one of `KINDS`, ``basis`` ``stock`` (a state at a
    time) or ``flow`` (something done over a period). ``family`` groups kin indicators that readers want side by
    side and that must not share a scale; "" when it has no kin. ``never`` are a few words beside a figure that speak against it,
    ``asks`` words of which its report must hold one: a temporary branch is none against an epidemic of which nobody speaks.
    ``slow``: a stock that hardly changes within a few years (members, organisations, villages), so that figures of years
    further apart may stand side by side. ``change_of`` is of a change the indicator whose change it is, "" for none that is one.
    ``things``: what is counted, as its count words tell: ``matters`` (件, 条, 起: problems, opinions, cases) or ``bodies`` (家, 所,
    座, 支: organisations, places, teams); "" for what may bear any.
    """

    id: str
    zh: str
    en: str
    unit: str
    kind: str
    basis: str
    family: str
    theme: str
    per: str
    total: bool
    mixes: bool
    definition_zh: str
    definition_en: str
    names: tuple[Name, ...]
    never: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    slow: bool = False
    change_of: str = ""
    things: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All indicators and themes, in the order of the file, and the words that say the same. A catalogue is equal to itself only."""

    indicators: Mapping[str, Indicator]
    themes: Mapping[str, Theme]
    alike: Alike

    def __reduce__(self) -> tuple[Any, ...]:
        """In another process it is that process's own catalogue, with what this one has beyond it: rules that are made
        from a catalogue are made once a process."""
        base = built_in()
        own = tuple(each for id, each in self.indicators.items() if base.indicators.get(id) is not each)
        if self.themes is base.themes and set(base.indicators) <= set(self.indicators):
            return _with, (own,)
        return _whole, (dict(self.indicators), dict(self.themes), dict(self.alike))

    def in_first_words(self, text: str) -> str:
        """A text with the first of the words that say the same in place of the others.

        >>> catalogue().in_first_words("占中共党员总数的")
        '占党员总数的'
        """
        for head, forms in self.alike.items():
            for form in forms:
                text = text.replace(form, head)
        return text

    def of_theme(self, theme: str) -> tuple[Indicator, ...]:
        """The indicators of one theme, in the catalogue's order."""
        return tuple(i for i in self.indicators.values() if i.theme == theme)

    def family_of(self, indicator: str) -> tuple[Indicator, ...]:
        """The kin of an indicator, itself among them; only itself when it has none."""
        own = self.indicators[indicator]
        return tuple(
            i for i in self.indicators.values() if i.id == own.id or (own.family and i.family == own.family)
        )


@lru_cache(maxsize=4)
def _with(own: tuple[Indicator, ...]) -> Catalogue:
    """The built-in catalogue with a user's own indicators."""
    base = built_in()
    if not own:
        return base
    return _beyond(base, {each.id: each for each in own})


def _beyond(base: Catalogue, own: Mapping[str, Indicator]) -> Catalogue:
    return Catalogue(MappingProxyType({**base.indicators, **own}), base.themes, base.alike)


def _whole(indicators: Mapping[str, Indicator], themes: Mapping[str, Theme], alike: Alike) -> Catalogue:
    """A catalogue of its own."""
    return Catalogue(MappingProxyType(indicators), MappingProxyType(themes), MappingProxyType(alike))


@cache
def built_in() -> Catalogue:
    """The catalogue that the program ships, read once."""
    return parse((files("extract") / "data" / "indicators.toml").read_text("utf-8"))


_adopted: Catalogue | None = None


def catalogue() -> Catalogue:
    """The catalogue in use: the built-in one, unless the app adopted that of its workspace."""
    return _adopted or built_in()


def adopt(own: Catalogue | None) -> None:
    """Use a catalogue in this whole process, which serves one workspace; None goes back to the built-in one."""
    global _adopted
    _adopted = own


@lru_cache(maxsize=8)
def extend(base: Catalogue, text: str) -> Catalogue:
    """A catalogue with a user's own indicators after those of ``base``, whose themes they share; ``base`` itself where there are
    none. The same one comes again for the same text: what is compiled for a catalogue is compiled once.

    ``text`` is TOML with ``[indicators.…]`` and, for its own words, ``[groups]``; raises `CatalogueError`, also where an
    id is taken or the text is no TOML.
    """
    data = _read(text)
    unknown = set(data) - {"groups", "indicators"}
    if unknown:
        raise CatalogueError(
            f"unknown table {', '.join(sorted(unknown))}; only groups and indicators are read"
        )
    own = data.get("indicators", {})
    taken = sorted(set(own) & set(base.indicators))
    if taken:
        raise CatalogueError(f"indicators.{taken[0]}: the id is taken; choose another")
    lists = _Lists(data.get("groups", {}), base.alike)
    added = {key: _indicator(key, row, base.themes, lists) for key, row in own.items()}
    return _beyond(base, added) if added else base


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"not TOML: {error}") from error


def parse(text: str) -> Catalogue:
    """Read a catalogue from TOML; raises `CatalogueError` that names the entry at fault."""
    data = _read(text)
    missing = [table for table in ("themes", "indicators") if table not in data]
    if missing:
        raise CatalogueError(f"no table {' and none '.join(missing)}; a catalogue has both")
    lists = _Lists(data.get("groups", {}), data.get("alike", {}))
    themes = {
        key: Theme(
            key,
            row["zh"],
            row["en"],
            *(tuple(row.get(name, ())) for name in ("words", "strong", "weak", "heads")),
        )
        for key, row in data["themes"].items()
    }
    indicators = {key: _indicator(key, row, themes, lists) for key, row in data["indicators"].items()}
    return Catalogue(
        MappingProxyType(indicators), MappingProxyType(themes), MappingProxyType(dict(lists.alike))
    )


_TEXTS = (
    "zh",
    "en",
    "unit",
    "kind",
    "basis",
    "family",
    "theme",
    "per",
    "definition_zh",
    "definition_en",
    "change_of",
)
_LISTS = ("counted", "done", "near")
_NEAR = ("beside", "about")  # what some catalogues tell apart from near
# conditions that there are not, and what says the same
_NO_CONDITIONS = {
    "without": "never of the indicator",
    "whole": "near",
    "leads": "near",
}
# beside the texts
_FIELDS = frozenset(
    ["total", "slow", "mixes", "things", "names", "never", "asks", "examples", "counterexamples"]
)
_MOST_NEVER = 5  # exclusions do not carry over to new text: what an indicator is must be said by its names


def _indicator(key: str, row: dict[str, Any], themes: Mapping[str, Theme], lists: _Lists) -> Indicator:
    where = f"indicators.{key}"
    for name, allowed in (("theme", tuple(themes)), ("kind", KINDS), ("basis", BASES)):
        if row.get(name) not in allowed:
            raise CatalogueError(f"{where}: {name} {row.get(name)!r} is none of {', '.join(allowed)}")
    unknown = set(row) - {*_TEXTS, *_FIELDS}
    if unknown:
        raise CatalogueError(f"{where}: unknown field {', '.join(sorted(unknown))}")
    if row.get("unit") and row["unit"] not in units().bases:
        raise CatalogueError(
            f"{where}: unit {row['unit']!r} is no base unit; write one of {'、'.join(sorted(units().bases))}"
        )
    if row.get("slow") and row["basis"] != "stock":
        raise CatalogueError(f"{where}: slow = true is for a stock; take it away from a flow")
    if row.get("things", "") not in THINGS:
        raise CatalogueError(
            f"{where}: things {row['things']!r} is none of {', '.join(filter(None, THINGS))}; leave it out for any"
        )
    missing = [
        name for name in ("zh", "en", "unit", "examples", "counterexamples", "names") if not row.get(name)
    ]
    if missing:
        raise CatalogueError(
            f"{where}: {', '.join(missing)} missing; every indicator has names, an example and a counter-example"
        )
    never = list(lists.named(where, row.get("never", ())))
    if len(never) > _MOST_NEVER:
        raise CatalogueError(f"{where}: {len(never)} words in never; {_MOST_NEVER} at most")
    return Indicator(
        id=key,
        **{name: row.get(name, "") for name in _TEXTS},
        total=bool(row.get("total", False)),
        mixes=bool(row.get("mixes", False)),
        names=tuple(
            _name(f"{where}.names[{n}]", name, row["unit"], lists) for n, name in enumerate(row["names"])
        ),
        never=tuple(lists.said(never)),
        asks=tuple(lists.said(lists.named(where, row.get("asks", ())))),
        examples=tuple(row["examples"]),
        counterexamples=tuple(row["counterexamples"]),
        slow=bool(row.get("slow", False)),
        things=row.get("things", ""),
    )


def _name(where: str, row: dict[str, Any], unit: str, lists: _Lists) -> Name:
    unknown = set(row) - {*_LISTS, "units", *_NEAR}
    for name in sorted(unknown & set(_NO_CONDITIONS)):
        raise CatalogueError(f"{where}: {name} is no condition; put its words into {_NO_CONDITIONS[name]}")
    if unknown:
        raise CatalogueError(f"{where}: unknown field {', '.join(sorted(unknown))}")
    row = {**row, "near": [word for name in ("near", *_NEAR) for word in row.get(name, ())]}
    said = {name: lists.said(lists.named(where, row.get(name, ()))) for name in _LISTS}
    if not said["counted"]:
        raise CatalogueError(f"{where}: counted is empty; name at least one noun that the figure counts")
    alike = tuple((word, own) for word, own in said["counted"].items() if word != own)
    units = tuple(dict.fromkeys(row.get("units", ()))) or (unit,)
    return Name(**{name: tuple(words) for name, words in said.items()}, units=units, alike=alike)


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the lists of a catalogue are written with: ``groups`` of words that several share, and the words that are ``alike``."""

    groups: Mapping[str, Sequence[str]]
    alike: Alike

    def named(self, where: str, words: Iterable[str]) -> Iterator[str]:
        """The words of a list; ``@trained`` stands for those of ``[groups] trained``."""
        for word in words:
            if not word.startswith("@"):
                yield word
            elif word[1:] in self.groups:
                yield from self.groups[word[1:]]
            else:
                raise CatalogueError(f"{where}: {word} is no group; add it to [groups]")

    def said(self, words: Iterable[str]) -> dict[str, str]:
        """The words of a list and what else says the same, each with the word of the list that it stands for.

        >>> _Lists({}, {"党员": ("中共党员",)}).said(["女党员", "中共党员"])
        {'女党员': '女党员', '中共党员': '中共党员', '女中共党员': '女党员'}
        """
        own = {word: word for word in words}
        for head, forms in self.alike.items():
            for word, listed in list(own.items()):
                if head in word and not any(form in word for form in forms):
                    own |= {said: listed for form in forms if (said := word.replace(head, form)) not in own}
        return own
