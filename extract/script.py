"""Traditional characters read as Simplified ones, character for character, so that no position moves.

The tables are OpenCC's ``t2s``; what they get wrong is mended here by rows of data. A text in Simplified script comes
out as it went in, the few characters that both scripts own (乾隆, 瞭望, 著名) included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import opencc
import regex

# Characters that t2s changes and that mainland texts write too, in some words or names: 乾隆, 徵羽, 毕昇.
# They are converted in a Traditional line only.
_SHARED = "乾吒夥徵拚捱摺於榘菸薹袷醣麴麽昇濛藉鍾鉅濬"
_KANA = regex.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_QUOTED = regex.compile(r"《[^《》\n]{1,60}+》|“[^“”\n]{1,60}+”|「[^「」\n]{1,60}+」|『[^『』\n]{1,60}+』")

# 著 (zhù) in Simplified script; everywhere else a Traditional 著 is the particle or verb 着.
_ZHU = regex.compile(
    r"(?<![显卓昭彰土原名专编合论译巨遗拙新旧大撰所自力炳较共主改知])著"
    r"(?![作名称述录书者文有说译于《〈]|[）)])"
)
# What t2s leaves or mistakes, in converted lines.
_MENDED = {
    "甚么": "什么",
    "规画": "规划",
    "衞": "卫",
    "馀": "余",
    "鑛": "矿",
    "衹": "只",
    "妳": "你",
    "牠": "它",
}
_MENDS = regex.compile("|".join(_MENDED))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _traditional() -> tuple[re.Pattern[str], re.Pattern[str], dict[int, str]]:
    """Patterns for the characters of one script only, (Traditional, Simplified), and the first ones' readings."""
    blocks = (range(0x3400, 0xA000), range(0xF900, 0xFB00))  # a set beyond U+FFFF is searched one by one
    own = [chr(code) for block in blocks for code in block]
    read = _converter().convert("\n".join(own)).split("\n")
    changed = ((a, b) for a, b in zip(own, read, strict=True) if a != b and a not in _SHARED)
    table = {
        ord(a): b for a, b in changed if _encodes(b, "gbk")
    }  # 喎 is Cantonese in either script, 㖞 in none
    simplified = {b for b in table.values() if not _encodes(b, "big5")}
    return (
        re.compile(f"[{''.join(map(chr, table))}]+"),  # re: a set of thousands is a bitmap there
        re.compile(f"[{''.join(sorted(simplified))}]"),
        table,
    )


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def to_simplified(text: str) -> list[tuple[int, int, str]]:
    """The ranges to be read otherwise: (start, end, the same number of characters in Simplified script).

    A line whose own characters are mostly Traditional is converted whole. In a line that is mostly Simplified only
    characters that no Simplified text writes are, and a quotation or title that stands there wholly in Traditional
    script is left as its author quoted it. Lines with kana are Japanese.

    >>> to_simplified("接著開展著名活動")
    [(0, 8, '接着开展著名活动')]
    >>> to_simplified("扎实開展党员教育，读《紅樓夢》")
    [(2, 3, '开')]
    >>> to_simplified("乾隆年间的著名瞭望塔")
    []
    """
    if text.isascii():
        return []
    traditional, simplified, _ = _traditional()
    if not traditional.search(text):
        return []
    if not simplified.search(text) and not _KANA.search(text):
        return [(0, len(text), _convert(text))]
    whole = prevails(text) > 0
    found: list[tuple[int, int, str]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        found += [(position + start, position + end, after) for start, end, after in _line(line, whole)]
        position += len(line)
    return found


def prevails(text: str) -> int:
    """How many more characters are Traditional only than Simplified only."""
    traditional, simplified, _ = _traditional()
    return len("".join(traditional.findall(text))) - len(simplified.findall(text))


def _line(line: str, whole: bool) -> Iterator[tuple[int, int, str]]:
    traditional, simplified, table = _traditional()
    if not traditional.search(line) or len(_KANA.findall(line)) * 10 > len(line):
        return
    quotations = [match for match in _QUOTED.finditer(line) if not simplified.search(match.group())]
    margin = prevails(line) - sum(prevails(match.group()) for match in quotations)
    if margin > 0 or (whole and margin == 0):
        yield 0, len(line), _convert(line)
        return
    for match in traditional.finditer(line):
        if not any(quoted.start() < match.start() < quoted.end() for quoted in quotations):
            yield match.start(), match.end(), match.group().translate(table)


def simplify(text: str) -> str:
    """Each character read on its own: what a stretch without its context, or damaged, comes to."""
    return text.translate(_traditional()[2])


@cache
def simplified(character: str) -> str:
    """One character in Simplified script."""
    return character.translate(_traditional()[2])


@cache
def traditional_only() -> frozenset[str]:
    """The characters that Simplified texts do not write."""
    return frozenset(map(chr, _traditional()[2]))


@cache
def simplified_only() -> frozenset[str]:
    """The characters that Traditional texts do not write."""
    return frozenset(_traditional()[1].pattern[1:-1])


def _convert(text: str) -> str:
    """t2s with its faults mended; as long as it was.

    >>> _convert("沿著顯著特徵，憑藉著作瞭解乾部規畫")
    '沿着显著特征，凭借著作了解干部规划'
    """
    converted = _converter().convert(text)
    if len(converted) != len(text):
        raise ValueError(f"t2s changed the length of {text[:40]!r}…: positions would be lost")
    converted = _ZHU.sub("着", converted)
    mended: str = _MENDS.sub(lambda match: _MENDED[match.group()], converted)
    return mended
