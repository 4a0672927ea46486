"""Traditional characters read as Simplified ones, character for character, so that no position moves.

Running text is converted by OpenCC's ``t2s``; what that gets wrong is mended here by rows of data. Which script a text is
in, and what a character is by itself, ``data/script.txt`` says. A text in Simplified script comes out as it went in, the
few characters that both scripts own (乾隆, 瞭望, 著名) included.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from extract.numerals import converter

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_QUOTED = re.compile(r"《[^《》\n]{1,60}+》|“[^“”\n]{1,60}+”|「[^「」\n]{1,60}+」|『[^『』\n]{1,60}+』")

# Radicals that stand for the characters they look like (⼥ for 女, ⻓ for 长), as some fonts of PDF map them. Those of the first
# block and the compatibility characters Unicode itself decomposes; of the second it names the likeness only.
_RADICALS = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0001d7ce-\U0001d7ff\U0002f800-\U0002fa1d]")
_LIKENESS = dict(zip(
    "⺀⺁⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "冫厂乙亻冂几刀刂卜㔾小小尢尣尢尣巳幺彑彐忄㣺扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋罒示礻竹糸纟罓罒罒冈冈羊羊羊耂老聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龍龙龟龟龟",
    strict=True,
))  # fmt: skip
_ODD = re.compile(
    "[\u2e80-\u2fd5\uf900-\ufaff\u30cb-\u30ed\u30a8\u30ab\u30c1\U0001d7ce-\U0001d7ff\U0002f800-\U0002fa1d]"
)
# Kana that a scanner reads for a character, between Chinese ones: ニ十五期, 常住人ロ.
_KANA_LIKE = str.maketrans("ニハチミエカロトタオ", "二八千三工力口卜夕才")
_STRAY_KANA = re.compile(
    "(?<=[一-龥0-9])[ニハチミエカロ](?=[一-龥0-9，。、；])|(?<![\u3041-\u30fa一-龥])[ニハ](?=[十百千万])"
)

_LONE = re.compile("([\ud800-\udfff]+)")
_SAMPLE = 20_000  # characters that decide which script a text is written in

# A Traditional 著 is the particle or verb 着 (接著, 著力), but for the words in which it is written or outstanding
# (著作, 显著). What stands before or after decides where the two meet: 跟著名师 is 跟着.
_ZHE = re.compile(
    "(?<=[随跟沿朝凭顺接按照绕带看领冒拿抱味])著"
    "|著(?=[手力眼重陆想急落迷凉火色装墨实])"
    "|(?<![显卓昭彰土原名专编合论译巨遗拙撰所炳较共知])著(?![作名称述书者有》〈《）)])"
)
# What t2s leaves as it stands or takes for another word.
_MENDED = {
    "衞": "卫", "馀": "余", "鑛": "矿", "衹": "只", "妳": "你", "牠": "它", "揹": "背", "伕": "夫", "暱": "昵", "簷": "檐",
    "痺": "痹", "枱": "台", "敍": "叙", "甚么": "什么", "规画": "规划", "座标": "坐标", "徵调": "征调", "想像": "想象",
    "薰陶": "熏陶", "薰染": "熏染", "藉着": "借着",
}  # fmt: skip
_MENDS = re.compile("|".join(_MENDED))


class _Scripts(NamedTuple):
    traditional: re.Pattern[str]  # characters that only Traditional texts write
    simplified: re.Pattern[str]  # characters that only Simplified texts write
    exceptions: re.Pattern[str]  # what a Traditional line does not hold: Simplified characters and kana
    table: dict[int, str]  # Traditional to Simplified, by itself


@cache
def _scripts() -> _Scripts:
    lines = (files("extract") / "data" / "script.txt").read_text("utf-8").split("\n")
    traditional, twins, simplified = lines[:3]
    return _Scripts(
        re.compile(f"[{traditional}]+"),  # re: a set of thousands is a bitmap there
        re.compile(f"[{simplified}]"),
        re.compile(f"[{simplified}{_KANA.pattern[1:]}"),
        {ord(a): b for a, b in zip(traditional, twins, strict=True)},
    )


def look_alikes(text: str) -> list[tuple[int, int, str]]:
    """Characters that only look like the one that is meant: radicals (⼥, ⻓), compatibility forms, digits of formulas (𝟏),
    and kana that a scanner read for a character. A text with kana of its own is Japanese.

    >>> look_alikes("⼥党员⼆⼗五名")
    [(0, 1, '女'), (3, 4, '二'), (4, 5, '十')]
    """
    if text.isascii() or _ODD.search(text) is None:
        return []
    found = [
        (match.start(), match.end(), twin)
        for match in _RADICALS.finditer(text)
        if len(twin := _LIKENESS.get(match.group()) or unicodedata.normalize("NFKC", match.group())) == 1
        and twin != match.group()
    ]
    stray = list(_STRAY_KANA.finditer(text))
    if stray and len(_KANA.findall(text)) == len(stray):
        found = sorted(
            found + [(match.start(), match.end(), match.group().translate(_KANA_LIKE)) for match in stray]
        )
    return found


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
    scripts = _scripts()
    if not scripts.traditional.search(text):
        return []
    if prevails(text[:_SAMPLE]) > 0:
        return list(_mostly_traditional(text))
    lines = _lines_with(scripts.traditional, text)
    return [change for start, end in lines for change in _line(text, start, end, False)]


def _mostly_traditional(text: str) -> Iterator[tuple[int, int, str]]:
    """Whole stretches at once, and by themselves the lines that hold anything else."""
    position = 0
    for start, end in _lines_with(_scripts().exceptions, text):
        if position < start:
            yield position, start, _convert(text[position:start])
        yield from _line(text, start, end, True)
        position = end
    if position < len(text):
        yield position, len(text), _convert(text[position:])


def _lines_with(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The lines in which a pattern is found, each once, with their line breaks."""
    position = 0
    while match := pattern.search(text, position):
        start = text.rfind("\n", 0, match.start()) + 1
        position = text.find("\n", match.start()) + 1 or len(text)
        yield start, position


def prevails(text: str) -> int:
    """How many more characters are Traditional only than Simplified only."""
    scripts = _scripts()
    return sum(map(len, scripts.traditional.findall(text))) - len(scripts.simplified.findall(text))


def _line(text: str, start: int, end: int, amid_traditional: bool) -> Iterator[tuple[int, int, str]]:
    line, scripts = text[start:end], _scripts()
    if len(_KANA.findall(line)) * 10 > len(line):
        return
    quotations = [match for match in _QUOTED.finditer(line) if not scripts.simplified.search(match.group())]
    margin = prevails(line) - sum(prevails(match.group()) for match in quotations)
    if margin > 0 or (amid_traditional and margin == 0):
        yield start, end, _convert(line)
        return
    quoted = {place for match in quotations for place in range(match.start(), match.end())}
    for match in scripts.traditional.finditer(line):
        if match.start() not in quoted:
            yield start + match.start(), start + match.end(), match.group().translate(scripts.table)


def simplify(text: str) -> str:
    """Each character read on its own: what a stretch without its context, or damaged, comes to."""
    return text.translate(_scripts().table)


@cache
def simplified(character: str) -> str:
    """One character in Simplified script."""
    return character.translate(_scripts().table)


@cache
def traditional_only() -> frozenset[str]:
    """The characters that Simplified texts do not write."""
    return frozenset(map(chr, _scripts().table))


@cache
def simplified_only() -> frozenset[str]:
    """The characters that Traditional texts do not write."""
    return frozenset(_scripts().simplified.pattern[1:-1])


def _convert(text: str) -> str:
    """t2s with its faults mended; as long as it was.

    >>> _convert("沿著顯著特徵，憑藉著作瞭解乾部規畫")
    '沿着显著特征，凭借著作了解干部规划'
    """
    if _LONE.search(text):  # no encoder takes half a surrogate pair
        return "".join(part if _LONE.match(part) else _convert(part) for part in _LONE.split(text))
    converted = converter().convert(text)
    if len(converted) != len(text):
        raise ValueError(f"t2s changed the length of {text[:40]!r}…: positions would be lost")
    if "著" in converted:
        converted = _ZHE.sub("着", converted)
    return _MENDS.sub(lambda match: _MENDED[match.group()], converted)
