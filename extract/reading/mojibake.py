"""Mojibake: a text whose bytes were decoded once by the wrong encoding and then saved again, said and, where it can be, undone.

``å‰æž—çœ`` and ``¼ªÁÖÊ¡`` are 吉林省 whose UTF-8 and whose GBK were taken for a Western encoding, ``鍚夋灄鐪`` is its UTF-8 taken
for GBK. All three have their bytes still and are read back. ``锟斤拷``, ``���`` and ``????`` have lost them. A text may be so
as a whole, or in single lines that were pasted into it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extract.patterns import lazy

_SAMPLE = 20_000  # characters that tell what happened
_WESTERN = {  # what Windows-1252 shows for bytes that Latin-1 keeps as control characters
    character: byte for byte in range(0x80, 0xA0) if (character := bytes([byte]).decode("cp1252", "ignore"))
}
_TAKEN_FOR = (
    "latin-1",
    "gb18030",
    "big5hkscs",
    "cp949",
    "cp932",
    "mac_roman",
    "cp437",
    "cp1251",
    "utf-16-le",
    "utf-16-be",
)
_WAS = ("utf-8", "gb18030", "big5hkscs")
_NAMES = {
    "latin-1": "Windows-1252", "gb18030": "GBK", "big5hkscs": "Big5", "utf-8": "UTF-8", "cp949": "EUC-KR",
    "cp932": "Shift JIS", "mac_roman": "Mac Roman", "cp437": "CP437", "cp1251": "Windows-1251",
    "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
}  # fmt: skip
_FREQUENT = tuple(_NAMES[encoding] for encoding in ("latin-1", "gb18030", "big5hkscs"))
_FEWEST = 10  # characters beyond ASCII: fewer are no text that anybody could judge
_SURE = 0.35  # share of common characters, at which a text read back is Chinese; prose has more than half
_SURER = 0.45  # the same where the mistake is a rare one: Korean taken for Chinese has common characters, too
_OFTEN = 4  # times at most that a file has gone through it
_LOST = lazy("锟斤拷|锟斤|斤拷|烫烫烫|屯屯屯|\ufffd|ï¿½|(?<!\\?)\\?{3,}(?!\\?)")
_ASKED = lazy(r"\?{2,}")  # 全市共有党员 in an encoding that has none of it
_MANY_ASKED = 0.3  # share of the characters that are no blanks
# What stands in a line of Chinese that was taken for another encoding, and hardly ever in one that was not: ，。 and 党 of UTF-8 as GBK
_SUSPECT = lazy(
    "[\u00c0-\u00ff].?[\u0080-\u00bf\u2010-\u2044\u02c6\u02dc\u20ac\u2122]|[\u00a1-\u00ff]{4}|[锛銆鍏鐨鍛].*[锛銆鍏鐨鍛]"
)
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
    gaps: int = 0


def undo(text: str, commonness: Callable[[str], Common]) -> Undone | None:
    """The text as it was written, with ``gaps`` where a byte was lost; None when it reads well as it stands or no way back
    gives Chinese."""
    now = commonness(text[:_SAMPLE])
    if now.is_chinese or now.beyond_ascii < _FEWEST:
        return None
    undone: Undone | None = None
    for _ in range(_OFTEN):
        step = _step(undone.text if undone else text, commonness)
        if step is None:
            break
        undone = step
        enough = _SURE if step.taken_for in _FREQUENT else _SURER
        if commonness(undone.text[:_SAMPLE]).share >= enough:
            return undone
    return None


def undo_lines(text: str, commonness: Callable[[str], Common]) -> tuple[str, list[Undone], list[str]]:
    """A text whose lines that are mojibake were read back: the text, what was done to each of these lines, and how each stood.

    A line that has lost more than a few of its bytes stays as it is.
    """
    if not _SUSPECT.search(text):
        return text, [], []
    lines, undone, were = text.split("\n"), [], []  # not at U+0085, which a byte of 党 was taken for
    for n, line in enumerate(lines):
        back = undo(line, commonness) if _SUSPECT.search(line) else None
        if back is not None and back.gaps <= max(2, len(back.text) * _MANY_LOST):
            lines[n] = back.text
            undone.append(back)
            were.append(line)
    return "\n".join(lines), undone, were


def is_lost(text: str) -> int:
    """How many places of a text show that bytes were thrown away, 0 where they are few.

    >>> is_lost("锟斤拷锟斤拷2021锟斤拷"), is_lost("全市共有党员12000名。" * 20 + "\\ufffd")
    (3, 0)
    """
    sample = text[:_SAMPLE]
    asked = [match.group() for match in _ASKED.finditer(sample)]
    if sum(map(len, asked)) > _MANY_ASKED * len("".join(sample.split())):
        return len(asked)
    count = len(_LOST.findall(sample))
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
            gaps = decoded.count(_GAP)
            share, beyond = commonness(decoded[:_SAMPLE])
            if beyond < _FEWEST // 2:
                continue
            if gaps > max(2, len(decoded) // 20) and share < _SURER:
                continue
            if was == "utf-8" and taken_for == "latin-1" and not gaps:
                share += 0.05  # a text that went through it twice reads no better after once
            if best is None or share > best[0]:
                best = (share, Undone(decoded, _NAMES[was], _NAMES[taken_for], gaps))
    return best[1] if best else None


def _bytes(text: str, encoding: str) -> bytes | None:
    """The bytes that an encoding gave these characters for; None when it has some of them not. One that was lost is 0xFF, which
    stands in no text."""
    if _GAP in text:
        pieces = [_bytes(piece, encoding) for piece in text.split(_GAP)]
        known = [piece for piece in pieces if piece is not None]
        return b"\xff".join(known) if len(known) == len(pieces) else None
    if encoding != "latin-1":
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            return None
    codes = [ord(character) if character < "\u0100" else _WESTERN.get(character, -1) for character in text]
    return bytes(codes) if min(codes, default=-1) >= 0 else None
