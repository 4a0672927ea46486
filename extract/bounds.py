"""Bounds: how the words beside a number loosen it.

近, 不到 and their kin say that the true number lies below (`at_most`), 余, 多, 超过 and their kin that it lies above
(`at_least`), 约 and 左右 that it lies about there (`approx`). Words that contradict each other (近1000余人) leave
`approx`. 达, 达到, 共 and 累计 bound nothing. The words are rows of ``data/bounds.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files

import regex

EXACT, APPROX, AT_LEAST, AT_MOST = "exact", "approx", "at_least", "at_most"

_DATA = tomllib.loads((files("extract") / "data" / "bounds.toml").read_text("utf-8"))


def _owners(section: str) -> dict[str, str]:
    return {word: bound for bound in (AT_MOST, AT_LEAST, APPROX) for word in _DATA[section].get(bound, ())}


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_BEFORE, _APART, _AFTER = _owners("before"), _owners("apart"), _owners("after")
_MAGNITUDE: list[str] = _DATA["magnitude"]["words"]
_PREFIX = regex.compile(rf"(?r)(?:{_any([*_BEFORE])})(?<!{_any(_DATA['words']['not_before'])})\s?")
_PREFIX_APART = regex.compile(rf"(?r)(?:{_any([*_APART])})\s?")
_PREFIX_MAGNITUDE = regex.compile(
    rf"(?r)(?:{_any(_MAGNITUDE)})(?<!{_any(_DATA['words']['not_magnitude'])})\s?"
)
_SUFFIX = regex.compile(
    rf"\s?(?:\(含[^()]{{0,6}}\))?(?:及其?)?(?:(?P<word>{_any([*_AFTER])})|(?P<more>多(?=[，。；、,;的]|以[上来]|$)|\+(?![\dNnXx])))"
)
# What a modifier can end or begin with: most numbers have none, and one look at a character says so.
_LAST = frozenset(word[-1] for word in (*_BEFORE, *_APART, *_MAGNITUDE)) | {" "}
_FIRST = frozenset(word[0] for word in _AFTER) | frozenset(" (及多+")


@dataclass(frozen=True, slots=True)
class Modifier:
    """Where the figure begins once its modifier is counted in, and which bound the modifier gives."""

    start: int
    bound: str


def before(text: str, start: int, floor: int, *, magnitude: bool = False) -> Modifier:
    """The modifier that ends where the number starts; ``floor`` is where the previous result ended.

    ``magnitude`` says that the number begins with a scale (百, 千万), before which 数, 几 and 上 count as well.

    >>> before("选派近500名", 3, 0)
    Modifier(start=2, bound='at_most')
    """
    if start <= floor or text[start - 1] not in _LAST:
        return Modifier(start, EXACT)
    if magnitude and (match := _PREFIX_MAGNITUDE.match(text, floor, start)):
        outer = before(text, match.start(), floor)
        return Modifier(outer.start, combine(outer.bound, AT_LEAST))
    if match := _PREFIX.match(text, floor, start):
        return Modifier(match.start(), _BEFORE[match.group().rstrip()])
    if match := _PREFIX_APART.match(text, floor, start):
        return Modifier(start, _APART[match.group().rstrip()])
    return Modifier(start, EXACT)


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


def combine(*found: str) -> str:
    """One bound out of several; those that contradict each other leave `approx`.

    >>> combine("at_most", "at_least"), combine("exact", "at_least")
    ('approx', 'at_least')
    """
    bound = EXACT
    for one in found:
        if one != EXACT and bound != one:
            bound = one if bound == EXACT else APPROX
    return bound
