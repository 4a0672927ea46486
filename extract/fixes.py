"""What is mended in a text: one function for each defect, in the order in which they run.

Each takes a text and returns the `Change`s that it can justify; its docstring says which defect it mends, why, and
where it stops. What concerns the script is in `script`, what concerns bytes in `lost_bytes`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from operator import attrgetter
from typing import NamedTuple

import regex

from extract import digits, lost_bytes, script, typesetting, wraps
from extract.patterns import HAN


class Change(NamedTuple):
    """What one fix does to ``text[start:end]``: it puts ``after`` there.

    ``certain`` is False for what looks damaged and cannot be mended (``after`` is then what stood there) and for
    what was restored by likelihood. ``origin`` gives, for each character of ``after``, the range it came from;
    without it characters correspond one to one, or ``after`` is empty.
    """

    start: int
    end: int
    after: str
    certain: bool = True
    origin: tuple[tuple[int, int], ...] = ()


_ANY_INVISIBLE = re.compile(
    "[\u200b-\u200f\u2060-\u2069\ufeff\u00ad\u202a-\u202e\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f\ufffe\uffff\x00-\x08\x0e-\x1f\x7f]"
)
_BETWEEN = (
    r"\u200c\u200d\u200e\u200f\u202a-\u202e\u2061-\u2069\ufe00-\ufe0f\ufffe\uffff\x00-\x08\x0e-\x1f\x7f"
)
_ZERO_WIDTH = regex.compile(
    rf"[\u200b\u2060\ufeff\u00ad]+|(?<=[\p{{Han}}\d][.．]?)[{_BETWEEN}]+(?=[.．]?[\p{{Han}}\d])|(?:\d[\u0335-\u0338])+|(?<=\d)[\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f]+"
)


def zero_width(text: str) -> list[Change]:
    """Characters without width that pages scatter between words: they split ``2525<U+200B>万`` for a reader.

    Joiners, marks of direction and what no font draws go only between Chinese characters or digits; an emoji or an Indic script
    needs them. Marks over a digit go, and with a line through it the digit.
    """
    if not _ANY_INVISIBLE.search(text):
        return []
    return [Change(match.start(), match.end(), "") for match in _ZERO_WIDTH.finditer(text)]


_ENTITY = re.compile(
    r"&(?:nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|quot|middot|bull|mdash|ndash|minus|hellip|times|permil|yen|amp|lt|gt|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});"
)


def entities(text: str) -> list[Change]:
    """Signs of a web page's source that a copy left in a text: ``党员&nbsp;12000名``, ``&#20826;员``; ``R&D；`` stays."""
    if "&" not in text or ";" not in text:
        return []
    found = ((*match.span(), html.unescape(match.group())) for match in _ENTITY.finditer(text))
    return [
        Change(start, end, after, True, ((start, end),)) for start, end, after in found if len(after) == 1
    ]


_MARKED, _PLAIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ", "aaaaeeeeiiiioooouuuuüüüünnnm"
_UNMARKED = str.maketrans(_MARKED, _PLAIN)
_OPENS, _CLOSES = "[(（]", "[)）]"
_TONED, _TONELESS = rf"[a-zü{_MARKED}]{{1,6}} ?{_CLOSES}", rf"[a-zü]{{1,6}}{_CLOSES}"
_PINYIN = re.compile(  # it begins with the bracket, so that it is tried at brackets only
    rf"{_OPENS}(?:{_TONELESS}(?:{_OPENS}{_TONELESS})* (?=[{HAN}，、；。,;])|{_TONED}(?:{_OPENS}{_TONED})*)"
)
_HALVED = re.compile(r"(?<![0-9A-Za-z])[@-~]")  # a second byte that stands alone


def pinyin(text: str) -> list[Change]:
    """Pinyin in parentheses after a character, which a converter of scripts put there: ``堅(jiān)持``.

    Only a reading of the very character before it goes (the tone may be another one when it is written at all; without one
    the character must have a neutral tone or be a Traditional one): ``高校(university)``, ``王(wang)`` and ``A(a)`` stay. A
    converter that writes no tones puts a blank behind them (``黨(dang) 員``), which goes too. Where a byte was lost before it
    was glossed (``，F(xiàn)有`` of ``，現有``), the character is the one whose second byte stands there and that is read so.
    """
    if "(" not in text and "（" not in text:
        return []
    found: list[Change] = []
    for match in _PINYIN.finditer(text):
        start, end = match.span()
        if start and _reads(text[start - 1], match.group()):
            found.append(Change(start, end, ""))
        elif start and _HALVED.match(text, start - 1) and (whole := _whole(text[start - 1], match.group())):
            found.append(Change(start - 1, end, whole, True, ((start - 1, end),)))
    return found


@lru_cache(maxsize=256)
def _whole(second: str, parentheses: str) -> str:
    """The Traditional character of which only the second byte of GBK is left, by its reading; "" for none or several.

    >>> _whole("F", "(xiàn)"), _whole("a", "(bǔ)"), _whole("x", "(xiàn)")
    ('現', '補', '')
    """
    syllable = parentheses.strip("()（） ")
    if syllable == unmarked(syllable):
        return ""
    pairs = (bytes([first, ord(second)]).decode("gbk", "replace") for first in range(0x81, 0xFF))
    known = script.traditional_only()
    fitting = [pair for pair in pairs if pair in known and pair in _read_as(syllable, True)]
    return fitting[0] if len(fitting) == 1 else ""


def unmarked(syllable: str) -> str:
    """A syllable of pinyin without its tone."""
    return syllable.translate(_UNMARKED)


@lru_cache(maxsize=4096)
def _reads(character: str, parentheses: str) -> bool:
    """Whether all that stands in parentheses is a reading of the character; without a tone mark, its neutral one, but for a
    Traditional character, which only a converter glosses.

    >>> _reads("堅", "(jiān)"), _reads("們", "(men)"), _reads("黨", "(dang)"), _reads("王", "(wang)")
    (True, True, True, False)
    """
    toneless = character in script.traditional_only()
    return all(
        character in _read_as(syllable, toneless) for syllable in re.findall(r"[^()（） ]+", parentheses)
    )


def _read_as(syllable: str, toneless: bool) -> str:
    """The characters that are read as a syllable of pinyin: in any tone when it bears one or may be ``toneless``, else in the
    neutral one."""
    bare = unmarked(syllable)
    any_tone, neutral = _pinyin().get(bare, ("", ""))
    return any_tone if toneless or syllable != bare else neutral


@cache
def _pinyin() -> dict[str, tuple[str, str]]:
    """By syllable without tone: the characters that are read so, and those that are in the neutral tone."""
    lines = (files("extract") / "data" / "pinyin.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {syllable: (any_tone, neutral) for syllable, any_tone, neutral in rows}


def restore_bytes(text: str) -> list[Change]:
    """Characters read from bytes one out of step: ``?。ú浚俑咝:兔褶k``; `lost_bytes` says how, and when not.

    What cannot be read for certain is left as it stands and marked.
    """
    return [
        Change(scar.start, scar.end, scar.after, True, scar.origin)
        if scar.after
        else Change(scar.start, scar.end, text[scar.start : scar.end], False)
        for scar in lost_bytes.find(text)
    ]


def to_simplified(text: str) -> list[Change]:
    """Traditional characters, line by line; see `script.to_simplified` for what is left alone."""
    return [
        Change(start, end, after)
        for start, end, after in script.to_simplified(text)
        if after != text[start:end]
    ]


_LISTED = re.compile(
    rf"(?<=[{HAN}0-9至到—～-])[⒈-⒐](?=[0-9]{{1,4}}\s?(?:[%％‰]|[十百千]?[万亿]|个?百分点|元|倍|岁|亩|吨|公[里斤顷]|平方|千[米克]))"
)


def listed_digits(text: str) -> list[Change]:
    """⒉ for ``2.``, as programs make it of a number at once: ``1⒉5万名``; before a measure alone, since ``⒉项目`` is an item."""
    return [
        Change(at, at + 1, f"{ord(match.group()) - 0x2487}.", True, ((at, at + 1), (at, at + 1)))
        for match in _LISTED.finditer(text)
        for at in (match.start(),)
    ]


_WIDE = re.compile("[０-９％﹐-﹪｡､]")
_SMALL = str.maketrans(
    "﹐﹑﹔﹕﹖﹗﹙﹚｡､", "，、；：？！（）。、"
)  # as pages from Taiwan's code and Japanese keyboards have them
_SMALL_MARK = re.compile("[﹐﹑﹔﹕﹖﹗﹙﹚｡､]")
_WIDE_NUMBER = re.compile(
    r"[０-９](?:[０-９]|．(?=[０-９])|，(?=[０-９]{3}(?![０-９])))*[％﹪]?|(?<=[0-9])[％﹪]|(?<=[0-9] )﹪"
)
_NARROW = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), 0xFF0E, 0xFF0C, 0xFF05)} | {
    ord("﹪"): "%"
}


def widths(text: str) -> list[Change]:
    """Full-width digits, with the point, the grouping comma and the percent sign of their number: ``２．４％``; and small
    forms of the marks that part clauses: ``解决18个﹔梳理32个``.

    Other full-width signs stay: ``（含）``, ``１＋８`` reads ``1＋8``.
    """
    if not _WIDE.search(text):
        return []
    numbers = [(match, match.group().translate(_NARROW)) for match in _WIDE_NUMBER.finditer(text)]
    marks = [(match, match.group().translate(_SMALL)) for match in _SMALL_MARK.finditer(text)]
    found = [Change(match.start(), match.end(), after) for match, after in (*numbers, *marks)]
    return sorted(found, key=attrgetter("start")) if marks else found


_SPACE = r" \u00a0\u2000-\u200a\u202f\u205f\u3000"
_UNIT = (
    "个名位人次户所家处支座栋件起宗例项条份轮场期批元年月日天岁亩米里公平吨斤克倍万亿千百余多几世周小时分秒"
    "岗级届章篇本册台辆套种类只对双组队班课门片间层幢艘部强村县市乡镇省区街点词字堂眼号后盏口棵株头张节"
)
_AMOUNT = "余多几万亿千百"
# One blank that none stands before, and all that follow: a run of them is looked at once, and a scan finds the set.
_GAP = re.compile(rf"[{_SPACE}](?<![{_SPACE}]{{2}})[{_SPACE}]*+(?=[0-9{_UNIT}%％‰以的和与至到提降])")
_NUMBER = rf"[0-9][0-9.,]*(?:[%％]?[{_SPACE}]*[至到和与—~～-][{_SPACE}]*[0-9][0-9.,]*)?"
_COUNTED = re.compile(rf"{_NUMBER}[{_SPACE}]*[{_UNIT}%％‰]")
_JOINED = re.compile(rf"[至到和与][{_SPACE}]*[0-9]")
_SIGNED = re.compile(rf"[0-9]{{4}}[{_SPACE}]*年[^\n，。,;；]{{0,12}}(?:[)）]|\n|\Z)")  # ``办公室 2020年10月``


def spaces(text: str) -> list[Change]:
    """A space between a number and its word, from the same converters: ``5 年來``, ``111.4 萬人次``, ``的 82個``.

    The space of a slogan (``“党建引领 助企纾困”``), between numbers (``“1 1 9”``, a column of a table), before Latin
    letters (``“2 N”``) and before the date under a signature is the writer's own.
    """
    return [
        Change(match.start(), match.end(), "")
        for match in _GAP.finditer(text)
        if match.start() and _parts_number(text, match.start(), match.end())
    ]


def _parts_number(text: str, start: int, end: int) -> bool:
    """Whether the gap stands between a number and its word, on either side."""
    before, after = text[start - 1], text[end]
    if "0" <= after <= "9":
        return "一" <= before <= "鿿" and bool(_COUNTED.match(text, end)) and not _SIGNED.match(text, end)
    if before == "%" and "0" <= text[start - 2 : start - 1] <= "9":
        return after in "以的和与至到提降"
    if "0" <= before <= "9":
        return after in _UNIT or after in "%％‰" or _JOINED.match(text, end) is not None
    return before in _AMOUNT and after in _UNIT and "0" <= text[start - 2 : start - 1] <= "9"


def line_breaks(text: str) -> list[Change]:
    """Breaks in the middle of a sentence where a page was so wide; `wraps` says when."""
    return [Change(start, end, "") for start, end in wraps.broken(text)] if "\n" in text else []


def _plainly(find: Callable[[str], list[tuple[int, int, str]]]) -> Callable[[str], list[Change]]:
    """A finder of `script` or `digits` as a fix; what replaces several characters came from all of them."""

    def fix(text: str) -> list[Change]:
        return [
            Change(start, end, after, True, ((start, end),) if len(after) == 1 != end - start else ())
            for start, end, after in find(text)
        ]

    fix.__doc__ = find.__doc__
    return fix


LOST_BYTES = "lost bytes"
BLANKS = "blanks"
SEEN_BY_ALL = frozenset((BLANKS,))
"""Fixes that no fix before them would answer: what they did asks for no further round."""
FIXES: tuple[tuple[str, Callable[[str], list[Change]]], ...] = (
    ("entities", entities),
    ("tags", _plainly(typesetting.tags)),
    ("zero width", zero_width),
    (BLANKS, _plainly(typesetting.blanks)),
    ("paragraphs", _plainly(typesetting.paragraphs)),
    ("page numbers", _plainly(wraps.page_numbers)),
    ("line breaks", line_breaks),
    ("pinyin", pinyin),
    (LOST_BYTES, restore_bytes),
    ("look-alikes", _plainly(script.look_alikes)),
    ("script", to_simplified),
    ("listed digits", listed_digits),
    ("widths", widths),
    ("misread", _plainly(typesetting.misread)),
    ("quotes", _plainly(typesetting.quotes)),
    ("blanks after marks", _plainly(typesetting.blanks_after_marks)),
    ("letter spacing", _plainly(digits.letter_spaced)),
    ("emphasis", _plainly(digits.emphasis)),
    ("footnote marks", _plainly(digits.footnote_marks)),
    ("letters for digits", _plainly(digits.letters_for_digits)),
    ("broken points", _plainly(digits.broken_points)),
    ("broken groups", _plainly(digits.broken_groups)),
    ("spaced digits", _plainly(digits.spaced_digits)),
    ("spaced numerals", _plainly(digits.spaced_numerals)),
    ("broken lines", _plainly(digits.broken_lines)),
    ("spaces", spaces),
)
