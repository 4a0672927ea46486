"""The grammar of a figure as data: the words of ``data/grammar.toml``, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extract.patterns import HAN

# a date may stand between a noun and its figure: 覆盖率由2018年底的71.5%提升到86.3%
_DATED = rf"\d{{2,4}}年(?:\d{{1,2}}月)?(?:[底末初]|以前|之前)?|\d{{1,2}}月份?的?|[由从][{HAN}]{{0,8}}的"
_DATES = "0123456789由从"  # how one begins
_TIMED = r"截[至止][^,，]*?(?:底|末|日|月|前|年)|\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?[底末]?(?:[至到](?=\d))?|\d{1,2}月(?:\d{1,2}日)?|[一二三四五六七八九十\d]+年来"
# 试点县 is no place by name, and what 女性村“两委”干部 begins with none either
_OF_PEOPLE = rf"[{HAN}]{{0,8}}?(?:女性|男性|以上|以下|学历|文化程度|党龄)"
# nor 居民区, 农牧区, 小区, which are kinds of places, nor 百佳农牧区, which were chosen
_NO_NAME = "(?<![小农牧林厂校矿库灾老山景园城民])"
_PLACED = rf"(?!试点|示范|贫困|脱贫|薄弱|先行|边境|重点|试验|[百十][佳优强]|先进|优秀|模范|标杆|文明|星级|五好|{_OF_PEOPLE})[{HAN}]{{2,9}}?(?:省|市|县|州|{_NO_NAME}区|旗|盟|乡|镇|村|街道|屯|嘎查)|[该本我全](?:村|镇|乡|社区|街道|校|院)|(?!{_OF_PEOPLE})[{HAN}]{{0,6}}社区|(?!农村|城[市镇乡区]|乡村|机关|国企|国有|高校|企业|学校|非公|两新|社会|社区|行业|青年|女性|少数|流动|离退|退休|公有|事业|农牧|牧区)[{HAN}]{{2,4}}(?=共有|现有|有|下辖|辖)"
_LONGEST = 8  # characters of a noun in which a verb may stand
_END = ""  # of a word, in a tree of words


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled word lists; each field is described beside its list in ``data/grammar.toml``."""

    light: re.Pattern[str]
    light_ends: frozenset[str]
    ends_noun: re.Pattern[str]
    verbs: re.Pattern[str]
    verb_words: tuple[str, ...]
    ends_in_verb: re.Pattern[str]
    verb_ends: frozenset[str]
    bodies: re.Pattern[str]
    neutral: re.Pattern[str]
    rises: tuple[str, ...]
    falls: tuple[str, ...]
    norms: re.Pattern[str]
    averages: re.Pattern[str]


def alternation(words: Iterable[str]) -> str:
    """The longest of the words that stands at a place, as an atomic tree of their characters: a place where none begins
    costs one look, and the order of the data does not matter.

    >>> alternation(["已", "已达", "已达到"])
    '(?=[已])(?>已(?:达(?:到)?)?)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    return f"(?=[{re.escape(''.join(tree))}])(?>{_branches(tree)})"


def _branches(tree: dict[str, Any]) -> str:
    parts = [
        re.escape(character) + _branches(below) for character, below in tree.items() if character != _END
    ]
    if not parts:
        return ""
    if _END in tree:
        return f"(?:{'|'.join(parts)})?"
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


@cache
def grammar() -> Grammar:
    """The compiled grammar."""
    data: dict[str, list[str]] = tomllib.loads(
        (files("extract") / "data" / "grammar.toml").read_text("utf-8")
    )
    verbs = alternation(data["verbs"])
    light = [*data["light"], *(f"{verb}{to}" for verb in data["reached"] for to in "到至为")]
    return Grammar(
        light=re.compile(f"(?:(?=[{_DATES}])(?>{_DATED})|{alternation(light)})+$"),
        light_ends=frozenset("年月底末初前的").union(word[-1] for word in light),
        # what begins inside an excepted word (服务 in 服务队) ends nothing: that is matched whole
        ends_noun=re.compile(
            f"(?P<within>{alternation(data['ends_noun_except'])})|{alternation(data['ends_noun'])}"
        ),
        verbs=re.compile(verbs),
        verb_words=tuple(data["verbs"]),
        ends_in_verb=re.compile(f"{verbs}(?:了|出|好|起)?$"),
        verb_ends=frozenset("了出好起").union(word[-1] for word in data["verbs"]),
        bodies=re.compile(alternation(data["bodies"]) + "(?![街路镇村])"),  # not 学院街道
        neutral=re.compile(f"(?:{alternation(data['neutral'])}|{_TIMED}|{_PLACED})*+"),
        rises=tuple(data["rises"]),
        falls=tuple(data["falls"]),
        norms=re.compile(alternation(data["norms"])),
        averages=re.compile(alternation(data["averages"])),
    )


def within_noun(text: str, position: int) -> bool:
    """Whether the word at a place of a text is but the beginning or the end of a longer noun: 服务 of 服务队.

    >>> within_noun("党员服务队", 2), within_noun("服务群众", 0)
    (True, False)
    """
    words = grammar().ends_noun.finditer(text, max(0, position - _LONGEST), position + _LONGEST)
    return any(word["within"] and word.start() <= position < word.end() for word in words)
