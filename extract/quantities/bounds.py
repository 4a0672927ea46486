"""Bounds: how the words beside a number loosen it.

近, 不到 and their kin say that the true number lies below (`at_most`), 余, 多, 超过 and their kin that it lies above
(`at_least`), 约 and 左右 that it lies about there (`approx`). Words that contradict each other (近1000余人) leave
`approx`. 达, 达到, 共 and 累计 bound nothing. The words are rows of ``data/bounds.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import NamedTuple

from extract.patterns import lazy

EXACT, APPROX, AT_LEAST, AT_MOST = "exact", "approx", "at_least", "at_most"

_DATA = tomllib.loads((files("extract") / "data" / "bounds.toml").read_text("utf-8"))


def _owners(section: str) -> dict[str, str]:
    return {word: bound for bound in (AT_MOST, AT_LEAST, APPROX) for word in _DATA[section].get(bound, ())}


class _Endings:
    """Words that are looked up where they end, the longest first; those of ``barred`` hide the shorter ones in them."""

    def __init__(self, words: Iterable[str], barred: Iterable[str] = ()) -> None:
        self._words, self._barred = frozenset(words), frozenset(barred)
        lengths: dict[str, set[int]] = {}
        for word in self._words | self._barred:
            lengths.setdefault(word[-1], set()).add(len(word))
        self._lengths = {last: sorted(found, reverse=True) for last, found in lengths.items()}
        self.lasts = frozenset(self._lengths)

    def at(self, text: str, end: int, floor: int) -> str:
        """The longest word that ends at a position and does not begin before ``floor``; "" when there is none.

        A barred word is asked with what stands before the floor too: 最近3年 is no 近 wherever reading began.
        """
        for length in self._lengths.get(text[end - 1 : end], ()):
            word = text[max(0, end - length) : end]
            if word in self._barred:
                return ""
            if word in self._words and end - length >= floor:
                return word
        return ""


_BEFORE, _APART, _AFTER = _owners("before"), _owners("apart"), _owners("after")
_PREFIXES = _Endings(_BEFORE, _DATA["words"]["not_before"])
_PREFIXES_APART = _Endings(_APART)
_MAGNITUDES = _Endings(_DATA["magnitude"]["words"], _DATA["words"]["not_magnitude"])
_LASTS = _PREFIXES.lasts | _PREFIXES_APART.lasts  # most numbers have no such character before them
LEADS = _LASTS | {" "}
"""What stands before a number that something loosens: without one of these nobody need ask."""
_SUFFIX = lazy(
    rf"\s?(?:\(含[^()]{{0,6}}\))?(?:及其?|或者?)?"
    rf"(?:(?P<word>{'|'.join(_AFTER)})|(?P<more>多(?=[，。；、,;的]|以[上来]|$)|\+(?![\dNnXx])))"
)
# What a suffix can begin with: most figures have none, and one look at a character says so.
_FIRST = frozenset(word[0] for word in _AFTER) | frozenset(" (及或多+")


class Modifier(NamedTuple):
    """Where the figure begins once its modifier is counted in, and which bound the modifier gives."""

    start: int
    bound: str


def before(text: str, start: int, floor: int, *, magnitude: bool = False) -> Modifier:
    """The modifier that ends where the number starts; ``floor`` is where the previous result ended.

    ``magnitude`` says that the number begins with a scale (百, 千万), before which 数, 几 and 上 count as well.

    >>> before("选派近500名", 3, 0)
    Modifier(start=2, bound='at_most')
    """
    end = start - 1 if start > floor and text[start - 1] == " " else start
    if magnitude and (word := _MAGNITUDES.at(text, end, floor)):
        outer = before(text, end - len(word), floor)
        return Modifier(outer.start, combine(outer.bound, AT_LEAST))
    if text[end - 1 : end] not in _LASTS:
        return Modifier(start, EXACT)
    if word := _PREFIXES.at(text, end, floor):
        return Modifier(end - len(word), _BEFORE[word])
    if word := _PREFIXES_APART.at(text, end, floor):
        return Modifier(start, _APART[word])
    return Modifier(start, EXACT)


_AHEAD = lazy(r"(?:(?P<least>至少|最少|起码)|最多|至多)(?![时的处者])[一-龥]{1,6}$")
_REACH = 8  # characters before the number
_WHOLES = frozenset("数量额的")


def ahead(text: str, start: int, floor: int) -> str:
    """The bound of 至少 and 最多 that a verb parts from the number: 至少走访一次, 最多接待3拨.

    >>> ahead("每周至少走访一次", 6, 0)
    'at_least'
    """
    window = text[max(floor, start - _REACH) : start]
    if not ("少" in window or "多" in window or "起码" in window) or not (match := _AHEAD.search(window)):
        return EXACT
    return AT_LEAST if match["least"] else AT_MOST


_OF_A_WHOLE = lazy(  # but 超过全省平均水平的20% compares
    r"(?:(?P<most>不得?超过|不得?高于|不足|不到)|(?P<least>超过?了?|逾|不得?低于|不得?少于|不小于)|约占)"
    r"(?![^，,。；;]{0,12}(?:平均|水平|目标|预期|计划|任务|指标|上年|去年|同期))[^，,。；;：:()\d]{1,12}[数量额的]\s?$"
)
_LONGEST = 20  # characters before the number


def of_a_whole(text: str, start: int, floor: int) -> str:
    """The bound of a share that the name of its whole parts from its word: 超过总量的二分之一, 不低于党员数30%, 约占全省的1/4.

    >>> of_a_whole("不低于行政村总数10%", 8, 0)
    'at_least'
    """
    window = text[max(floor, start - _LONGEST) : start]
    if window.rstrip()[-1:] not in _WHOLES or not (match := _OF_A_WHOLE.search(window)):
        return EXACT
    return AT_MOST if match["most"] else AT_LEAST if match["least"] else APPROX


def after(text: str, end: int) -> str:
    """The bound of what follows the unit: 以上, （含）以上, 左右, and 多 in 两倍多.

    >>> after("20万次以上", 4), after("50万元(含)以上", 4), after("3人", 2)
    ('at_least', 'at_least', 'exact')
    """
    if end >= len(text) or text[end] not in _FIRST:
        return EXACT
    match = _SUFFIX.match(text, end)
    if match is None:
        return EXACT
    return _AFTER[match["word"]] if match["word"] else AT_LEAST


_NOTHING = (EXACT, EXACT, EXACT)  # of most figures


def combine(*found: str) -> str:
    """One bound out of several; those that contradict each other leave `approx`.

    >>> combine("at_most", "at_least"), combine("exact", "at_least")
    ('approx', 'at_least')
    """
    if found == _NOTHING:
        return EXACT
    bound = EXACT
    for one in found:
        if one != EXACT and bound != one:
            bound = one if bound == EXACT else APPROX
    return bound
