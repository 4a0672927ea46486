"""The page's two languages: every label, number, unit and name, in Chinese or in English.

Labels stand in ``data/words.toml``, each with ``zh`` and ``en``; quoted sentences are the reports' own and stay as
they are. Numbers read 万 / 亿 in Chinese and thousands in English; tables and hovers give them in full.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from extract import intervals
from extract.catalogue import Indicator, Theme
from extract.plurals import filled, unbracketed
from extract.regions import registry

Code = Literal["zh", "en"]
CODES: tuple[Code, ...] = ("zh", "en")
BOUND_SIGNS = {"exact": "", "approx": "≈", "at_least": "≥", "at_most": "≤"}
_LARGE: dict[Code, tuple[tuple[float, str], ...]] = {
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
}
_TIGHT: dict[Code, tuple[tuple[float, float, str], ...]] = {  # from what number on, in which unit, its name
    "zh": ((1e12, 1e12, "万亿"), (1e8, 1e8, "亿"), (1e4, 1e4, "万")),
    "en": ((1e12, 1e12, "tn"), (1e9, 1e9, "bn"), (1e6, 1e6, "m"), (1e4, 1e3, "k")),
}


@dataclass(frozen=True, slots=True)
class Language:
    """One of the two languages; calling it gives a label: ``say("page.compare")``."""

    code: Code

    def __call__(self, key: str, **fields: object) -> str:
        """The label ``key`` of ``data/words.toml`` with its fields filled in; raises `KeyError` for an unknown key."""
        return filled(words()[key][self.code], **fields)

    def term(self, table: str, code: str) -> str:
        """The words for a code that a row carries (``kind``, ``share``); a code without words stands as it is, so that a
        row of another version's table takes no page away.

        >>> Language("en").term("kind", "share"), Language("en").term("kind", "rank")
        ('Share', 'rank')
        """
        both = words().get(f"{table}.{code}")
        return both[self.code] if both else code

    def indicator(self, indicator: Indicator) -> str:
        """The indicator's name."""
        return indicator.zh if self.code == "zh" else indicator.en

    def definition(self, indicator: Indicator) -> str:
        """What the indicator counts."""
        return indicator.definition_zh if self.code == "zh" else indicator.definition_en

    def theme(self, theme: Theme) -> str:
        """The theme's name."""
        return theme.zh if self.code == "zh" else theme.en

    def period(self, notation: str) -> str:
        """A period in words: ``2012/`` is 2012年以来, "since 2012"; an empty one says that the report gives none. What is
        copied from the report stands as it is, in English with what it means.

        >>> Language("en").period("5年来"), Language("en").period("去年底"), Language("zh").period("5年来")
        ('“5年来” (over 5 years)', '“去年底” (end of last year)', '5年来')
        """
        words = intervals.words(notation, self.code)
        meaning = "" if self.code == "zh" else _meaning(notation)
        return f"{words} ({meaning})" if meaning else words

    def when(self, notation: str) -> str:
        """A period as short as it stands beside a figure: of what is copied from the report what it means, in English.

        >>> Language("en").when("5年来"), Language("en").when("2012/"), Language("zh").when("5年来")
        ('over 5 years', 'since 2012', '5年来')
        """
        return ("" if self.code == "zh" else _meaning(notation)) or intervals.words(notation, self.code)

    def region(self, name: str) -> str:
        """The region's own name, as short as it may stand alone; romanised in English."""
        region = registry().by_full_name.get(name)
        if region is None:
            return name
        if self.code == "en":
            return registry().english(region)
        return region.name if region.level == "province" else region.short

    def set_aside(self, code: str) -> str:
        """Why a number is no figure; the codes are those of ``data/reasons.toml``, any other stands as it is."""
        both = _reasons().get(code)
        return both[self.code] if both else code

    def list(self, names: list[str] | tuple[str, ...]) -> str:
        """Names in a row: 、 in Chinese, commas in English."""
        return ("、" if self.code == "zh" else ", ").join(names)

    def clauses(self, parts: Iterable[str]) -> str:
        """Statements in a row, which may have commas of their own: ； in Chinese, semicolons in English."""
        return ("；" if self.code == "zh" else "; ").join(parts)

    def labelled(self, name: str, value: str) -> str:
        """What something is, behind its name.

        >>> Language("zh").labelled("地区", "青海"), Language("en").labelled("Region", "Qinghai")
        ('地区：青海', 'Region: Qinghai')
        """
        return f"{name}：{value}" if self.code == "zh" else f"{name}: {value}"

    def bracketed(self, text: str, inner: str) -> str:
        """A text with another in brackets.

        >>> Language("zh").bracketed("数值", "人（每万人口）"), Language("en").bracketed("Qinghai", "2022")
        ('数值（人，每万人口）', 'Qinghai (2022)')
        """
        return f"{text}（{unbracketed(inner)}）" if self.code == "zh" else f"{text} ({inner})"

    def short(self, value: float) -> str:
        """A number for a label: at most two decimals of its largest unit.

        >>> Language("zh").short(25_252_000), Language("zh").short(38_692), Language("zh").short(3_435)
        ('2525.2万', '3.87万', '3,435')
        >>> Language("en").short(25_252_000), Language("en").short(38_692)
        ('25.25 million', '38,692')
        >>> Language("zh").short(5.67e12), Language("en").short(5.67e12)
        ('5.67万亿', '5.67 trillion')
        """
        for size, name in _LARGE[self.code]:
            if abs(value) >= size:
                number = _trim(value / size, _decimals(value, size))
                return (number.replace(",", "") if self.code == "zh" else number) + name
        return self.exact(value)

    def shortens(self, value: float) -> bool:
        """Whether the label of a number leaves some of its digits out.

        >>> Language("zh").shortens(23_810), Language("zh").shortens(25_252_000), Language("en").shortens(25_252_000)
        (True, False, True)
        """
        size = next((size for size, _ in _LARGE[self.code] if abs(value) >= size), None)
        return size is not None and abs(round(value / size, _decimals(value, size)) * size - value) > 0.005

    def tight(self, value: float) -> str:
        """A number for a square of a map: three digits of its largest unit.

        >>> Language("zh").tight(25_252_000), Language("zh").tight(38_692), Language("zh").tight(3_435)
        ('2525万', '3.87万', '3435')
        >>> Language("en").tight(25_252_000), Language("en").tight(38_692), Language("en").tight(48.25)
        ('25.3m', '38.7k', '48.2')
        """
        large = [(size, name) for least, size, name in _TIGHT[self.code] if abs(value) >= least]
        size, name = large[0] if large else (1.0, "")
        number = value / size
        decimals = sum(abs(number) < limit for limit in (100, 10, 1))
        return _trim(number, decimals).replace(",", "") + name

    def sentence(self, text: str) -> str:
        """A statement that stands by itself, with its stop.

        >>> Language("zh").sentence("两地层级不同"), Language("en").sentence("Levels differ."), Language("en").sentence("")
        ('两地层级不同。', 'Levels differ.', '')
        """
        return (
            text
            if not text or text.rstrip('”’"）)')[-1:] in "。！？；：.!?;:…"
            else text + ("。" if self.code == "zh" else ".")
        )

    def of_unit(self, number: str, unit: str, per: str = "") -> str:
        """A number in words with its unit, and what it is counted per: with a space before the unit in English only, and
        without one that the number has already.

        >>> Language("zh").of_unit("2.03万", "人"), Language("en").of_unit("20,300", "people")
        ('2.03万人', '20,300 people')
        >>> Language("zh").of_unit("500", "个", "每年"), Language("en").of_unit("85%", "%")
        ('500个（每年）', '85%')
        """
        space = "" if self.code == "zh" else " "
        whole = f"{number}{space}{unit}" if unit and not number.endswith(unit) else number
        return self.bracketed(whole, per) if per else whole

    def square(self, value: float, high: float | None, bound: str, unit: str) -> str:
        """A fact's number as a square of a map has room for it: its bound's sign, its range, and %.

        >>> Language("zh").square(37_200, None, "at_least", "人"), Language("en").square(55_000, 58_000, "exact", "元")
        ('≥3.72万', '55k–58k')
        """
        text = self.tight(value) if high is None else f"{self.tight(value)}–{self.tight(high)}"
        return f"{BOUND_SIGNS.get(bound, bound)}{text}{_SUFFIX.get(unit, '')}"

    def exact(self, value: float) -> str:
        """The number in full, with thousands separated.

        >>> Language("zh").exact(20300.0), Language("en").exact(48.2)
        ('20,300', '48.2')
        """
        return _trim(value, 4 if abs(value) < 1 else 2)

    def figure(self, value: float, high: float | None, bound: str, unit: str, *, exact: bool = False) -> str:
        """A fact's number as a label: its bound's sign, its range, and % or 岁 where the unit belongs to the number.

        >>> Language("zh").figure(14000, None, "at_least", "人")
        '≥ 1.4万'
        >>> Language("zh").figure(55000, 58000, "exact", "元")
        '5.5万—5.8万'
        """
        show = self.exact if exact else self.short
        text = (
            show(value) if high is None else f"{show(value)}{'—' if self.code == 'zh' else '–'}{show(high)}"
        )
        sign = BOUND_SIGNS.get(bound, bound)
        return f"{sign} {text}{_SUFFIX.get(unit, '')}".lstrip()


_SUFFIX = {"%": "%"}


def _decimals(value: float, size: float) -> int:
    return 1 if abs(value) >= 100 * size else 2


def _trim(value: float, decimals: int) -> str:
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def words() -> Mapping[str, Mapping[Code, str]]:
    """All labels by their key: tables of the file joined with dots."""
    data = tomllib.loads((files("extract") / "data" / "words.toml").read_text("utf-8"))
    return MappingProxyType(dict(_flat(data, "")))


@cache
def _reasons() -> Mapping[str, Mapping[Code, str]]:
    data = tomllib.loads((files("extract") / "data" / "reasons.toml").read_text("utf-8"))
    return MappingProxyType(data["unread"])


def _meaning(notation: str) -> str:
    """What a relative expression means in English, "" where it is none or nobody wrote it down.

    >>> _meaning("5年来"), _meaning("两年多来"), _meaning("某时")
    ('over 5 years', 'over more than 2 years', '')
    """
    if notation.endswith("年多来"):
        return _meaning(notation.replace("年多来", "年来")).replace("over ", "over more than ")
    years = (
        intervals.parse(notation).years if notation.endswith("年来") or notation.startswith("连续") else None
    )
    if years is not None:
        return f"over {years:g} years" if years != 1 else "over a year"
    return _meanings().get(notation, "")


@cache
def _meanings() -> Mapping[str, str]:
    data = tomllib.loads((files("extract") / "data" / "periods.toml").read_text("utf-8"))
    return MappingProxyType(data["english"])


def _flat(data: Mapping[str, Any], prefix: str) -> list[tuple[str, Mapping[Code, str]]]:
    found: list[tuple[str, Mapping[Code, str]]] = []
    for key, value in data.items():
        if set(value) == set(CODES):
            found.append((prefix + key, MappingProxyType(value)))
        else:
            found += _flat(value, f"{prefix}{key}.")
    return found


def preferred(locale: str | None) -> Code:
    """The language for a browser's locale: Chinese for ``zh-…`` and where the browser says nothing.

    >>> preferred("zh-CN"), preferred("en-GB"), preferred(None), preferred("fr")
    ('zh', 'en', 'zh', 'en')
    """
    return "zh" if not locale or locale.lower().startswith("zh") else "en"
