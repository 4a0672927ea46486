"""Patterns that are compiled when they are first asked, so that importing a stage costs nothing.

`lazy` makes one of the standard library's `re`, which is compiled and asked faster; `lazy_regex` one of the package
`regex`, where a pattern needs what only that has: look-behind of any width, reversed search, set operations, ``\\p{Han}``.
Either is used as any compiled pattern is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

import regex

HAN = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d"
    "\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0-\U00016ff6\U00020000-\U0002ebe0\U0002ebf0-\U0002ee5d\U0002f800-\U0002fa1d"
    "\U00030000-\U00033479"
)
"""The characters of Chinese script as the inside of a class of `re`: what ``\\p{Han}`` is to `regex`, which takes a
twentieth of the time to compile; this is for patterns that are asked at every place of a text."""

COUNT = r"(?<!\d)(?<!\d\.)\d[\d.]*+[ ]?[多余]?[万亿]?[余多]?"
"""A number in digits as reports write it, up to its count word: 2.7万余."""

_VERBS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Lazy:
    """A pattern that is compiled when one of its methods is first asked for, and from then on answers at full speed."""

    def __init__(self, text: str, engine: Callable[[str], Any]) -> None:
        self.pattern = text
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        if name not in _VERBS:
            raise AttributeError(f"a pattern has no {name!r}")
        compiled = self._engine(self.pattern)
        for verb in _VERBS:
            setattr(self, verb, getattr(compiled, verb))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"Lazy({self.pattern!r})"


def lazy(text: str) -> re.Pattern[str]:
    """A pattern of the standard library, compiled on first use.

    >>> lazy(f"[{HAN}]+").findall("村（社区）")
    ['村', '社区']
    """
    return cast("re.Pattern[str]", Lazy(text, re.compile))


def lazy_regex(text: str) -> regex.Pattern[str]:
    """A pattern of the package `regex`, compiled on first use.

    >>> lazy_regex(r"(?r)\\p{Han}").search("村（社区）").group()
    '区'
    """
    return cast("regex.Pattern[str]", Lazy(text, regex.compile))
