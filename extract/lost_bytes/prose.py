"""How likely a string is as Chinese prose, in nats: what decides between readings of damaged bytes.

A string is worth its best division into words: each word counts by its frequency in jieba's dictionary, each mark by
a rate that holds for prose in general. The dictionary is read on first use (half a second); only a text with a
scar of lost bytes pays for it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import NamedTuple

from extract.regions import registry

_LONGEST = 5  # characters of the longest word that is looked up
_UNSEEN = -19.0  # a character that is in no dictionary
# Rates of marks and other characters in prose, as logarithms.
_MARKS = {
    "，": -3.2, ",": -3.2, "。": -3.6, "、": -3.8, "“": -4.8, "”": -4.8, "（": -5.4, "）": -5.4, "(": -5.4, ")": -5.4,
    "：": -5.6, ":": -5.6, "；": -5.6, ";": -5.6, "《": -5.6, "》": -5.6, "？": -8.0, "?": -8.0, "！": -8.0, "!": -8.0,
    "—": -5.8, "…": -8.0, "·": -8.0, "％": -8.0, "%": -5.5, "‘": -8.0, "’": -8.0, "【": -8.0, "】": -8.0, "～": -9.0,
    "〔": -8.0, "〕": -8.0, " ": -6.0, "\n": -4.5, ".": -5.5, "-": -7.0, "/": -7.0, "+": -8.0, "[": -7.0, "]": -7.0,
}  # fmt: skip
_PLACE = 50  # what a region's name counts at least, amid sixty million words
_DIGIT, _LETTER, _OTHER = -2.5, -6.0, -13.0


class _Words(NamedTuple):
    counts: dict[str, int]
    total: float  # the logarithm of all counts together
    longer: dict[str, list[str]]  # words of several characters by their first one


@cache
def _words() -> _Words:
    """Every word of at most `_LONGEST` characters with its count; logarithms are taken of those that are asked for."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise RuntimeError(
            "jieba is not installed: its dict.txt is needed to weigh damaged text; pip install jieba"
        )
    fields = (
        Path(spec.origin).with_name("dict.txt").read_text("utf-8").split()
    )  # word count tag, word count tag …
    counts = dict(zip(fields[0::3], map(int, fields[1::3]), strict=True))
    for region in registry():  # 宣威市 is in no dictionary
        for name in (region.name, region.short):
            counts[name] = max(counts.get(name, 0), _PLACE)
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for word in counts:
        if 1 < len(word) <= _LONGEST:
            longer[word[0]].append(word)
    return _Words(counts, log(sum(counts.values())), longer)


@cache
def words_on(first: str) -> dict[str, list[str]]:
    """The words of several characters that begin with a character, by their second one."""
    words = defaultdict(list)
    for word in _words().longer.get(first, ()):
        words[word[1]].append(word)
    return dict(words)


@lru_cache(maxsize=65536)
def _known(word: str) -> float | None:
    """The log rate of a word of the dictionary, None when it is none."""
    count = _words().counts.get(word, 0)
    return log(count) - _words().total if count > 0 and len(word) <= _LONGEST else None


@lru_cache(maxsize=65536)
def rate(character: str) -> float:
    """The log rate of a single character as a word or a mark."""
    known = _known(character)
    if known is None:
        known = _MARKS.get(character)
    if known is not None:
        return known
    if "一" <= character <= "鿿":
        return _UNSEEN
    if not character.isascii():
        return _OTHER
    return _DIGIT if character.isdigit() else _LETTER


def rate_of_word(word: str) -> float:
    """The log rate of a word of the dictionary."""
    known = _known(word)
    if known is None:
        raise KeyError(word)
    return known


def likelihood(text: str) -> float:
    """The log likelihood of a text in Simplified script under its best division into words.

    >>> likelihood("推动基层党组织建设") > likelihood("推动鶎狱h组织建设") + 20
    True
    """
    best = [0.0]
    for end in range(1, len(text) + 1):
        score = best[-1] + rate(text[end - 1])
        for length in range(2, min(_LONGEST, end) + 1):
            known = _known(text[end - length : end])
            if known is not None and best[-length] + known > score:
                score = best[-length] + known
        best.append(score)
    return best[-1]


def joins(first: str, second: str) -> float:
    """What two characters gain by making a word together; 0.0 when they make none."""
    known = _known(first + second)
    return 0.0 if known is None else max(0.0, known - rate(first) - rate(second))
