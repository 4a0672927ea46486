"""The grammar of a figure as data: the words of ``data/grammar.toml``, compiled once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex

# a date may stand between a noun and its figure: 覆盖率由2018年底的71.5%提升到86.3%
_DATED = r"(?:\d{2,4}年)(?:\d{1,2}月)?(?:[底末初]|以前|之前)?|(?:由|从)\p{Han}{0,8}的"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled word lists; each field is described beside its list in ``data/grammar.toml``."""

    light: regex.Pattern[str]
    ends_noun: regex.Pattern[str]
    verbs: regex.Pattern[str]
    verb_words: tuple[str, ...]
    ends_in_verb: regex.Pattern[str]
    bodies: regex.Pattern[str]
    rises: regex.Pattern[str]
    falls: regex.Pattern[str]
    norms: regex.Pattern[str]
    averages: regex.Pattern[str]


def alternation(words: Iterable[str]) -> str:
    """Words as one atomic alternation, the longest first, so that no order of the data matters."""
    return "(?>" + "|".join(map(regex.escape, sorted(set(words), key=lambda word: (-len(word), word)))) + ")"


@cache
def grammar() -> Grammar:
    """The compiled grammar."""
    data: dict[str, list[str]] = tomllib.loads(
        (files("extract") / "data" / "grammar.toml").read_text("utf-8")
    )
    not_end = alternation(data["ends_noun_except"])
    return Grammar(
        light=regex.compile(rf"(?:{_DATED}|{alternation(data['light'])})++$"),
        # a verb that begins inside an excepted word (服务 in 服务队) ends nothing, nor does one inside the word
        ends_noun=regex.compile(rf"{not_end}(*SKIP)(*FAIL)|{alternation(data['ends_noun'])}"),
        verbs=regex.compile(alternation(data["verbs"])),
        verb_words=tuple(data["verbs"]),
        ends_in_verb=regex.compile(rf"{alternation(data['verbs'])}(?:了|出|好|起)?$"),
        bodies=regex.compile(alternation(data["bodies"]) + r"(?![街路镇村])"),  # not 学院街道
        rises=regex.compile(rf"(?:{alternation(data['rises'])})$"),
        falls=regex.compile(rf"(?:{alternation(data['falls'])})$"),
        norms=regex.compile(alternation(data["norms"])),
        averages=regex.compile(alternation(data["averages"])),
    )
