"""How likely a string is as Chinese prose, in nats: what decides between readings of damaged bytes.

A string is worth its best division into words: each word counts by its frequency in ``data/prose_words.txt``, each mark
by a rate that holds for prose in general. The file is read on first use, and the words that begin with a character are
taken apart when they are asked for: only a text with a scar of lost bytes pays, and for its own characters only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import inf, log
from typing import NamedTuple

_LONGEST = 5  # characters of the longest word
_UNSEEN = -19.0  # a character that is in no dictionary
# Rates of marks and other characters in prose, as logarithms.
_MARKS = {
    "，": -3.2, ",": -3.2, "。": -3.6, "、": -3.8, "“": -4.8, "”": -4.8, "（": -5.4, "）": -5.4, "(": -5.4, ")": -5.4,
    "：": -5.6, ":": -5.6, "；": -5.6, ";": -5.6, "《": -5.6, "》": -5.6, "？": -8.0, "?": -8.0, "！": -8.0, "!": -8.0,
    "—": -5.8, "…": -8.0, "·": -8.0, "％": -8.0, "%": -5.5, "‘": -8.0, "’": -8.0, "【": -8.0, "】": -8.0, "～": -9.0,
    "〔": -8.0, "〕": -8.0, " ": -6.0, "\n": -4.5, ".": -5.5, "-": -7.0, "/": -7.0, "+": -8.0, "[": -7.0, "]": -7.0,
}  # fmt: skip
_DIGIT, _LETTER, _OTHER = -2.5, -6.0, -13.0


class _Words(NamedTuple):
    total: float  # the logarithm of all occurrences together
    rates: dict[str, float]  # of single characters and marks
    firsts: dict[str, str]  # the characters with which words begin, by their second one
    longer: dict[str, str]  # the line of words that begin with a character; `words_on` takes it apart


@cache
def _words() -> _Words:
    text = (files("extract") / "data" / "prose_words.txt").read_bytes().decode("utf-8")
    total, singles, firsts, *lines = text.split("\n")[:-1]
    every = log(int(total))
    fields = singles.split(" ")
    rates = {own: log(int(count)) - every for own, count in zip(fields[0::2], fields[1::2], strict=True)}
    seconds = {group[0]: group[1:] for group in firsts.split(" ")}
    return _Words(every, _MARKS | rates, seconds, {line[0]: line for line in lines})


@cache
def before(second: str) -> frozenset[str]:
    """The characters with which words begin that go on with a character."""
    return frozenset(_words().firsts.get(second, ""))


Rests = Mapping[
    str, float
]  # what follows two characters in the words that begin with them, with each word's rate


@cache
def words_on(first: str) -> Mapping[str, str]:
    """The words that begin with a character, by their second one; `rests` takes a group apart."""
    _, *groups = _words().longer.get(first, "").split("\t")
    return {group[0]: group for group in groups}


@lru_cache(maxsize=16384)
def rests(group: str) -> Rests:
    """What follows the two characters of a group of `words_on`; ``""`` when they make a word by themselves.

    >>> sorted(rests(words_on("党")["校"]), key=len)[0]
    ''
    """
    total, fields = _words().total, group.split(" ")
    fields[0] = ""
    counted = zip(fields[0::2], map(int, fields[1::2]), strict=True)
    return {rest: log(count) - total for rest, count in counted if count}


def rate(character: str) -> float:
    """The log rate of a single character as a word or a mark."""
    known = _words().rates.get(character)
    if known is not None:
        return known
    if "一" <= character <= "鿿":
        return _UNSEEN
    if not character.isascii():
        return _OTHER
    return _DIGIT if character.isdigit() else _LETTER


def likelihood(text: str) -> float:
    """The log likelihood of a text in Simplified script under its best division into words.

    >>> likelihood("推动基层党组织建设") > likelihood("推动鶎狱h组织建设") + 20
    True
    """
    best = [0.0, *([-inf] * len(text))]  # of what stands before each place
    for start, first in enumerate(text):
        before, end = best[start], start + 1
        best[end] = max(best[end], before + rate(first))
        if group := words_on(first).get(text[end : end + 1]):
            longer = rests(group)
            for stop in range(end + 1, min(start + _LONGEST, len(text)) + 1):
                known = longer.get(text[end + 1 : stop])
                if known is not None:
                    best[stop] = max(best[stop], before + known)
    return best[-1]


def joins(first: str, second: str) -> float:
    """What two characters gain by making a word together; 0.0 when they make none."""
    group = words_on(first).get(second)
    known = rests(group).get("") if group else None
    return 0.0 if known is None else max(0.0, known - rate(first) - rate(second))
