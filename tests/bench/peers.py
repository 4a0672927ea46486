"""The peers: a segmenter, and two libraries that find figures in Chinese text.

Recognizers-Text (Microsoft) and Duckling (Meta) read numbers, percentages, ages, sums and measures. Each is given a text
line by line, as its makers advise and as is best for it: Duckling's time grows faster than the length of a text.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that a peer found: characters of the text, its value, and its unit as FACTS has it, "" for none."""

    start: int
    end: int
    value: float
    unit: str


Reader = Callable[[str], list[Found]]


@cache
def jieba() -> Callable[[str], int]:
    """Segments a text and counts its words."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda text: sum(1 for _ in jieba.cut(text))


_UNITS_OF_RECOGNIZERS = {
    "Chinese yuan": "元", "Year": "岁", "Square meter": "平方米", "Meter": "米", "Kilogram": "公斤",
}  # fmt: skip
_METRES = {"Kilometer": ("米", 1000), "Square kilometer": ("平方米", 1_000_000), "Ton": ("公斤", 1000)}


@cache
def recognizers() -> Reader:
    """Recognizers-Text with its models of numbers, percentages, ages, currencies and dimensions."""
    _rename("ms_recognizers_text", "recognizers_text")
    number = importlib.import_module("recognizers_number")
    unit = importlib.import_module("recognizers_number_with_unit")
    models = [
        number.recognize_number,
        number.recognize_percentage,
        unit.recognize_age,
        unit.recognize_currency,
        unit.recognize_dimension,
    ]

    def line(text: str) -> Iterable[Found]:
        for model in models:
            for result in model(text, "zh-cn"):
                value = str((result.resolution or {}).get("value") or "").replace(",", "")
                own = "%" if value.endswith("%") else (result.resolution or {}).get("unit", "")
                base, factor = _METRES.get(own, (_UNITS_OF_RECOGNIZERS.get(own, own), 1))
                try:
                    yield Found(result.start, result.end + 1, float(value.rstrip("%")) * factor, base)
                except ValueError:
                    continue  # a fraction or a date-like thing without a value

    return _by_line(line)


_DIMENSIONS = ["number", "amount-of-money", "quantity", "distance", "duration", "volume", "temperature"]
_UNITS_OF_DUCKLING = {"$": "元", "CNY": "元", "metre": "米", "kilogram": "公斤", "year": "年", "day": "天"}


@cache
def duckling() -> Reader:
    """Duckling with its dimensions of figures, in Chinese; ¥ and 元 are ``$`` to it."""
    import duckling as own

    zones = own.load_time_zones("/usr/share/zoneinfo")
    locale = own.parse_locale("ZH_CN", own.default_locale_lang(own.parse_lang("ZH")))
    context = own.Context(own.parse_ref_time(zones, "Asia/Shanghai", 1_655_000_000), locale)
    dimensions = own.parse_dimensions(_DIMENSIONS)

    def line(text: str) -> Iterable[Found]:
        for result in own.parse(text, context, dimensions, False):
            value: dict[str, Any] = result["value"]
            value = value.get("from", value) if value.get("type") == "interval" else value
            if "value" in value and isinstance(value["value"], int | float):
                unit = _UNITS_OF_DUCKLING.get(value.get("unit", ""), value.get("unit", ""))
                yield Found(result["start"], result["end"], float(value["value"]), unit)

    return _by_line(line)


def _rename(package: str, name: str) -> None:
    """Make a package known by the name that others import it by: ms-recognizers-text 1.0.x ships itself under one and
    asks for the other."""
    sys.modules[name] = importlib.import_module(package)
    for info in pkgutil.walk_packages(sys.modules[name].__path__, f"{package}."):
        sys.modules[name + info.name.removeprefix(package)] = importlib.import_module(info.name)


def _by_line(line: Callable[[str], Iterable[Found]]) -> Reader:
    def read(text: str) -> list[Found]:
        found: list[Found] = []
        position = 0
        for own in text.splitlines(keepends=True):
            found += [
                Found(position + each.start, position + each.end, each.value, each.unit)
                for each in longest(line(own))
            ]
            position += len(own)
        return found

    return read


def longest(found: Iterable[Found]) -> list[Found]:
    """One figure a place: of those that overlap the one with a unit, then the longest (3.6亿 within 3.6亿元 goes)."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda f: (not f.unit, f.start - f.end, f.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda f: f.start)
