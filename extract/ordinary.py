"""Everyday words of two characters, which tell a name from what only looks like one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def ordinary() -> frozenset[str]:
    """Verbs, adverbs, adjectives and function words of two characters."""
    verbs, others, _ = _lines()
    return verbs | others


@cache
def everyday_verbs() -> frozenset[str]:
    """Those that are verbs and nothing else.

    >>> "推动" in everyday_verbs(), "建设" in everyday_verbs()
    (True, False)
    """
    return _lines()[0]


@cache
def like_a_name() -> frozenset[str]:
    """What begins like a person's name and is none.

    >>> {"方案", "高度"} <= like_a_name(), "王伟" in like_a_name()
    (True, False)
    """
    return ordinary() | _lines()[2]


def straddles(text: str, start: int, end: int) -> bool:
    """Whether the two characters at ``start``..``end`` are the end of one everyday word and the beginning of another.

    >>> straddles("隆重庆祝", 1, 3), straddles("搬迁安置", 1, 3), straddles("走进重庆", 2, 4)
    (True, True, False)
    """
    if end - start != 2 or not start:
        return False
    return text[start - 1 : start + 1] in ordinary() and text[end - 1 : end + 1] in ordinary()


def _lines() -> list[frozenset[str]]:
    text = (files("extract") / "data" / "ordinary_words.txt").read_text("utf-8")
    return [frozenset(line[at : at + 2] for at in range(0, len(line), 2)) for line in text.splitlines()]
