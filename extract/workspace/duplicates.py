"""Duplicates: the same report twice, word by word or with little changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import regex

NEAR = 0.6  # share of the shorter text's passages that the other has too
_LENGTH = 16  # characters of a passage
_EVERY = 8  # one passage in so many is kept
_MANY = 4000  # passages kept of one text
_ENOUGH = 200_000  # characters that tell a text: its beginning
_NOISE = regex.compile(r"[^\p{L}\p{N}]+")


@lru_cache(maxsize=2048)
def sketch(text: str) -> frozenset[int]:
    """What a text is told by: numbers for a fixed part of its passages, chosen by what they say and not where they stand.

    Spaces, marks and line breaks count for nothing, so the same report from a docx and from a web page look alike.
    """
    plain = _NOISE.sub("", text[:_ENOUGH]).encode("utf-16-le", errors="surrogatepass")
    width = 2 * _LENGTH
    if len(plain) <= width:
        return frozenset({crc32(plain)})
    hashes = (crc32(plain[at : at + width]) for at in range(0, len(plain) - width + 1, 2))
    kept = sorted({value for value in hashes if value % _EVERY == 0})
    return frozenset(kept[:_MANY]) or frozenset({crc32(plain)})


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter of two texts stands in the longer, 0 to 1.

    >>> text = "全省各级党组织深入开展党员教育培训，累计举办培训班1200期，培训党员12万人次，实现全员轮训。" * 3
    >>> likeness(sketch(text), sketch(text.replace("，", ", ")))
    1.0
    >>> likeness(sketch(text), sketch("选派驻村干部，帮助群众发展产业，村集体经济收入明显增长，群众满意度不断提高，全面推进振兴。"))
    0.0
    """
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


@dataclass(frozen=True, slots=True)
class Twin:
    """A report that is nearly another one: its name, and the share of their words that they have in common."""

    name: str
    share: float


def nearest(text: str, others: Iterable[tuple[str, frozenset[int]]]) -> Twin | None:
    """The report that a text is nearest to, None when it is like none of them."""
    own = sketch(text)
    best = max((Twin(name, likeness(own, other)) for name, other in others), key=_share, default=None)
    return best if best and best.share >= NEAR else None


def _share(twin: Twin) -> float:
    return twin.share
