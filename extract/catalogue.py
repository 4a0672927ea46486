"""The catalogue: what the indicators and themes are, read from ``data/indicators.toml`` and checked.

An indicator is data: its names in both languages, its unit, kind and basis, its definition, the words by
which reports name it, and examples with counter-examples that a test reads. Nothing here knows how a text is read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

KINDS = ("count", "share", "average", "change", "standard", "measure")
BASES = ("stock", "flow")


class CatalogueError(ValueError):
    """The catalogue's data contradict themselves; the message names the entry and the mend."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the groups that the pages sort indicators by."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the catalogue.

    ``unit`` is a base unit (人, 人次, 个, 元, %, 岁 …), ``kind`` one of `KINDS`, ``basis`` ``stock`` (a state at a
    time) or ``flow`` (something done over a period). ``family`` groups kin indicators that readers want side by
    side and that must not share a scale; "" when it has no kin.
    """

    id: str
    zh: str
    en: str
    unit: str
    kind: str
    basis: str
    family: str
    theme: str
    definition_zh: str
    definition_en: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators and themes, in the order of the file."""

    indicators: Mapping[str, Indicator]
    themes: Mapping[str, Theme]

    def of_theme(self, theme: str) -> tuple[Indicator, ...]:
        """The indicators of one theme, in the catalogue's order."""
        return tuple(i for i in self.indicators.values() if i.theme == theme)

    def family_of(self, indicator: str) -> tuple[Indicator, ...]:
        """The kin of an indicator, itself among them; only itself when it has none."""
        own = self.indicators[indicator]
        return tuple(i for i in self.indicators.values() if i.id == own.id or (own.family and i.family == own.family))


@cache
def catalogue() -> Catalogue:
    """The built-in catalogue, read once."""
    return parse((files("extract") / "data" / "indicators.toml").read_text("utf-8"))


def parse(text: str) -> Catalogue:
    """Read a catalogue from TOML; raises `CatalogueError` that names the entry at fault."""
    data = tomllib.loads(text)
    themes = {key: Theme(key, **row) for key, row in data["themes"].items()}
    indicators = {key: _indicator(key, row, themes) for key, row in data["indicators"].items()}
    return Catalogue(MappingProxyType(indicators), MappingProxyType(themes))


def _indicator(key: str, row: dict[str, Any], themes: Mapping[str, Theme]) -> Indicator:
    fields = {name: row.get(name, "") for name in Indicator.__slots__ if name != "id"}
    own = Indicator(key, **fields)
    if own.theme not in themes:
        raise CatalogueError(f"indicators.{key}: theme {own.theme!r} is none of {', '.join(themes)}")
    if own.kind not in KINDS:
        raise CatalogueError(f"indicators.{key}: kind {own.kind!r} is none of {', '.join(KINDS)}")
    if own.basis not in BASES:
        raise CatalogueError(f"indicators.{key}: basis {own.basis!r} is none of {', '.join(BASES)}")
    return own
