"""Catalogues of any size, for whether the cost of reading grows with them.

Half of the invented indicators count nouns of their own; the other half count 党员, 人, 户 and the like, as the built-in
ones do, and differ in the acts and topics that they ask for. Their words are pairs of characters that no
report puts side by side, so the same figures are found, and what is measured is what it costs that the names are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, product
from types import MappingProxyType

from extract.catalogue import Catalogue, Indicator, Name, built_in

_FIRST = "岚峪澜黛琉璃珩琛瑾瑜芷蘅蔓苕荻菖蒲茱萸薇"
_SECOND = "鸢鹭鹮鸻鹬鹇鹧鸪鸫鹡鸰鹪鹩鸲鹟莺鹀鹎鹃鸮"
_SHARED = {
    "人": ("党员", "干部", "人", "书记", "群众"),
    "个": ("村", "党支部", "党组织", "个", "企业"),
    "户": ("户", "农户", "群众"),
}
_CONDITIONS = ("near", "done")
_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType(dict.fromkeys(_CONDITIONS, ()))


def catalogue_of(size: int) -> Catalogue:
    """The built-in catalogue with invented indicators up to ``size``; at most 8 times as many words as there are pairs."""
    base = built_in()
    pattern = base.indicators["party_members"]
    words = ("".join(pair) for pair in product(_FIRST, _SECOND, "事项站点册组社坊"))
    invented = {
        f"invented_{n}": _indicator(f"invented_{n}", n, tuple(islice(words, 3)), pattern)
        for n in range(size - len(base.indicators))
    }
    return Catalogue(MappingProxyType({**base.indicators, **invented}), base.themes, base.alike)


def _indicator(own: str, n: int, words: tuple[str, ...], pattern: Indicator) -> Indicator:
    unit = tuple(_SHARED)[n % len(_SHARED)]
    shares = n % 2 == 1
    counted = _SHARED[unit] if shares else words
    conditions = dict(_NOTHING)
    if shares:
        conditions[_CONDITIONS[n // 2 % len(_CONDITIONS)]] = words
    name = Name(**conditions, counted=counted, units=(unit,))
    return Indicator(
        id=own, zh=own, en=own, unit=unit, kind="count", basis="flow", family="", theme=pattern.theme, per="", total=False, mixes=False,
        never=("第一书记", "其他"),
        definition_zh=own, definition_en=own, names=(name,), examples=(), counterexamples=(),
    )  # fmt: skip
