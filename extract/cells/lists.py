"""The words of ``data/tables.toml``, ready to be asked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from re import Pattern
from typing import Any

from extract.catalogue import built_in
from extract.patterns import lazy
from extract.units import units

_MARKS = lazy(r"[\s（）()【】\[\]、，,/／：:;；·.。]+")
_NO_THING = lazy(r"\d|以[上下]$|(?:学历|文化|文化程度)(?:以上|以下)?$")  # 35岁以下, 大专及以上学历 divide
_TAIL = lazy(r"(?:总人数|总数量|总数|人数|户数|个数|数量|数|总量|总额|情况)$")


@dataclass(frozen=True, slots=True)
class Lists:
    """Sets of words as written without marks, and patterns over them."""

    blank: frozenset[str]
    total: frozenset[str]
    subtotal: frozenset[str]
    mean: frozenset[str]
    extreme: frozenset[str]
    generic: frozenset[str]
    serial: frozenset[str]
    unit: frozenset[str]
    period: frozenset[str]
    remark: frozenset[str]
    ticks: frozenset[str]
    no_place: frozenset[str]
    qualifier: frozenset[str]
    own_years: frozenset[str]
    code: Pattern[str]
    place_head: Pattern[str]
    place_end: Pattern[str]
    relative: Pattern[str]
    rate: Pattern[str]
    share: Pattern[str]
    whole: Pattern[str]
    planned: Pattern[str]
    implied: Mapping[str, str]
    things: Pattern[str]
    money: Pattern[str]
    counted_in: Mapping[str, str]


@cache
def lists() -> Lists:
    """The built-in words, read once."""
    data: dict[str, Any] = tomllib.loads((files("extract") / "data" / "tables.toml").read_text("utf-8"))
    counted = {word for own in built_in().indicators.values() for name in own.names for word in name.counted}
    counted |= {word for word, unit in units().words.items() if unit.noun}
    counted = {word for word in counted if not _NO_THING.search(word)}
    sets = {
        name: frozenset(data[name])
        for name in ("blank", "total", "subtotal", "mean", "extreme", "generic", "serial", "unit", "period", "remark", "ticks", "no_place", "qualifier", "own_years")
    }  # fmt: skip
    return Lists(
        **sets,
        code=lazy(_any(data["code"])),
        place_head=lazy(f"(?:{_any(data['place_heads'])})+$"),
        place_end=lazy(f"(?:{_any(data['place_ends'])})$"),
        relative=lazy(f"(?:{_any(data['relative'])})"),
        rate=lazy(f"(?:{_any(data['rate'])})"),
        share=lazy(f"(?:{_any(data['share'])})(?:情况)?$"),
        whole=lazy(f"(?:{_any(word for word in data['share'] if word.endswith(('率', '度')))})(?:情况)?$"),
        planned=lazy(f"(?:{_any(data['planned'])})"),
        implied={end: unit for unit, ends in data["implied"].items() for end in ends},
        things=lazy(f"(?:{_any([*counted, *data['implied']['%'], *data['money'], *data['counts']])})$"),
        money=lazy(f"(?:{_any(data['money'])})(?:合计)?$"),
        counted_in=_counted_in(),
    )


def _counted_in() -> dict[str, str]:
    """The base unit of each noun of the catalogue that is counted in one alone: 网格 in 个, not 工作队, which has people too."""
    bases: dict[str, set[str]] = {}
    for own in built_in().indicators.values():
        for word in {word for name in own.names for word in name.counted}:
            bases.setdefault(word, set()).add(own.unit)
    return {word: next(iter(found)) for word, units_ in bases.items() if len(found := units_ - {"%"}) == 1}


def bare(text: str) -> str:
    """A head or label without marks and white space: 合 计 is 合计, 乡（镇） is 乡镇."""
    return _MARKS.sub("", text)


def counts_a_thing(noun: str) -> bool:
    """Whether a noun says by itself what is counted: 党员总数, 发展党员, 村集体收入; not 女, 农村 or 数值.

    >>> [counts_a_thing(noun) for noun in ("党员总数", "女", "35岁以下", "党建经费", "占比")]
    [True, False, False, True, True]
    """
    if noun in lists().qualifier:
        return False
    return lists().things.search(noun) is not None or lists().things.search(_TAIL.sub("", noun)) is not None


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
