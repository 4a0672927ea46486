"""Duplicates: the same report twice, word by word or with little changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from extract.readings import NOISE

NEAR = 0.6  # share of the shorter text's passages that the other has too
_LENGTH = 16  # characters of a passage
_EVERY = 8  # one passage in so many is kept
_MANY = 4000  # passages kept of one text
_ENOUGH = 200_000  # characters that tell a text: its beginning


@lru_cache(maxsize=2048)
def sketch(text: str) -> frozenset[int]:
    """What a text is told by: numbers for a fixed part of its passages, chosen by what they say and not where they stand.

    Spaces, marks and line breaks count for nothing, so the same report from a docx and from a web page look alike.
    """
    plain = NOISE.sub("", text[:_ENOUGH]).encode("utf-16-le", errors="surrogatepass")
    width = 2 * _LENGTH
    if len(plain) <= width:
        return frozenset({crc32(plain)})
    hashes = (crc32(plain[at : at + width]) for at in range(0, len(plain) - width + 1, 2))
    kept = sorted({value for value in hashes if value % _EVERY == 0})
    return frozenset(kept[:_MANY]) or frozenset({crc32(plain)})


@dataclass(frozen=True, slots=True)
class Shared:
    """A text that another is nearly: its name, and which share of the passages of the shorter and of the longer of them both
    have."""

    name: str
    share: float
    of_longer: float


class Sketches:
    """Texts by their passages, so that only those that share some are looked at.

    >>> known = Sketches()
    >>> known.add("一", "全省各级党组织深入开展党员教育培训，累计举办培训班1200期，培训党员12万人次，实现全员轮训。" * 3)
    >>> known.nearest("全省各级党组织深入开展党员教育培训, 累计举办培训班1200期, 培训党员12万人次, 实现全员轮训")
    Shared(name='一', share=1.0, of_longer=0.875)
    """

    def __init__(self) -> None:
        self._own: dict[str, frozenset[int]] = {}
        self._having: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, name: str, text: str) -> None:
        """Know one more text."""
        self.forget(name)
        self._own[name] = sketch(text)
        for passage in self._own[name]:
            self._having[passage].append(name)

    def forget(self, name: str) -> None:
        """Know a text no longer."""
        for passage in self._own.pop(name, ()):
            self._having[passage].remove(name)

    def nearest(self, text: str) -> Shared | None:
        """The text that another is nearest to, None when it is like none of them."""
        own = sketch(text)
        common = Counter(name for passage in own for name in self._having.get(passage, ()))
        found = (
            Shared(name, count / min(len(own), len(other)), count / max(len(own), len(other)))
            for name, count in common.items()
            if (other := self._own[name])
        )
        best = max(found, key=lambda shared: (shared.share, shared.of_longer), default=None)
        return best if best and best.share >= NEAR else None
