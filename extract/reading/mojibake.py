"""Mojibake: a text whose bytes were decoded once by the wrong encoding and then saved again, said and, where it can be, undone.

``å‰æž—çœ`` and ``¼ªÁÖÊ¡`` are 吉林省 whose UTF-8 and whose GBK were taken for a Western encoding, ``鍚夋灄鐪`` is its UTF-8 taken
for GBK. All three have their bytes still and are read back. ``锟斤拷`` and ``���`` have lost them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extract.patterns import lazy

_SAMPLE = 20_000  # characters that tell what happened
_WESTERN = {  # what Windows-1252 shows for bytes that Latin-1 keeps as control characters
    character: byte for byte in range(0x80, 0xA0) if (character := bytes([byte]).decode("cp1252", "ignore"))
}
_TAKEN_FOR = ("latin-1", "gb18030", "big5hkscs")
_WAS = ("utf-8", "gb18030", "big5hkscs")
_NAMES = {"latin-1": "Windows-1252", "gb18030": "GBK", "big5hkscs": "Big5", "utf-8": "UTF-8"}
_FEWEST = 10  # characters beyond ASCII: fewer are no text that anybody could judge
_SURE = 0.35  # share of common characters, at which a text read back is Chinese; prose has more than half
_TWICE = 2  # a file can have gone through it more than once
_LOST = lazy("锟斤拷|锟斤|斤拷|烫烫烫|屯屯屯|\ufffd|ï¿½")
_MANY_LOST = 0.05  # share of the characters
_GAP = "\ufffd"


class Common(NamedTuple):
    """How much a text reads like Chinese: the share of common characters among those beyond ASCII, and their number."""

    share: float
    beyond_ascii: int

    @property
    def is_chinese(self) -> bool:
        """Whether so many are common as in any prose, and in no text that was decoded wrongly."""
        return self.share >= 0.2


class Undone(NamedTuple):
    """The text read back, and which encoding was taken for which: the last mistake first."""

    text: str
    was: str
    taken_for: str


def undo(text: str, commonness: Callable[[str], Common]) -> Undone | None:
    """The text as it was written, None when it reads well as it stands or no way back gives Chinese."""
    now = commonness(text[:_SAMPLE])
    if now.is_chinese or now.beyond_ascii < _FEWEST:
        return None
    undone: Undone | None = None
    for _ in range(_TWICE):
        step = _step(undone.text if undone else text, commonness)
        if step is None:
            break
        undone = step
        if commonness(undone.text[:_SAMPLE]).share >= _SURE:
            return undone
    return None


def is_lost(text: str) -> int:
    """How many places of a text show that bytes were thrown away, 0 where they are few.

    >>> is_lost("锟斤拷锟斤拷2021锟斤拷"), is_lost("全市共有党员12000名。" * 20 + "\\ufffd")
    (3, 0)
    """
    count = len(_LOST.findall(text[:_SAMPLE]))
    return count if count > max(2, len(text[:_SAMPLE]) * _MANY_LOST) else 0


def _step(text: str, commonness: Callable[[str], Common]) -> Undone | None:
    best: tuple[float, Undone] | None = None
    for taken_for in _TAKEN_FOR:
        content = _bytes(text, taken_for)
        if content is None:
            continue
        for was in _WAS:
            if was == taken_for:
                continue
            decoded = content.decode(was, "replace")
            if decoded.count(_GAP) > max(2, len(decoded) // 20):
                continue
            share = commonness(decoded[:_SAMPLE]).share
            if was == "utf-8" and taken_for == "latin-1" and not decoded.count(_GAP):
                share += 0.05  # a text that went through it twice reads no better after once
            if best is None or share > best[0]:
                best = (share, Undone(decoded, _NAMES[was], _NAMES[taken_for]))
    return best[1] if best else None


def _bytes(text: str, encoding: str) -> bytes | None:
    """The bytes that an encoding gave these characters for; None when it has some of them not."""
    if encoding != "latin-1":
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            return None
    codes = [ord(character) if character < "\u0100" else _WESTERN.get(character, -1) for character in text]
    return bytes(codes) if min(codes, default=-1) >= 0 else None
