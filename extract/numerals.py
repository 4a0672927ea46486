"""Characters to numbers: the only place where a numeral becomes a value.

Reports write numbers in Arabic digits (``2525.2万``, ``1,090``), in Chinese numerals (``两千四百五``, ``廿二``,
``二〇二一``), and mixed (``3百万``, ``1亿2000万``). Everything here works on *folded* text, in which digits and
the punctuation around them are half-width and numerals are of the simplified script; `fold` makes it and never changes
a position. Values are exact decimals, so that 111.4万 is 1114000 and nothing beside it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extract.patterns import lazy

if TYPE_CHECKING:
    from opencc import OpenCC

_VALUES = {
    **{character: value for value, character in enumerate("〇一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "两": 2,
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
_SCALES = {**_TENS, **MYRIADS}
_TWENTIES = {"廿": 20, "卅": 30}

CHINESE = "〇零一二两三四五六七八九十百千万亿廿卅"
"""The Chinese numeral characters of running text. The formal ones (壹贰叁…) are numerals only beside one another:
队伍, 陆续 and 收拾 are words."""

FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
"""Numerals of contracts: 伍拾万元整."""

LONGEST = 24
"""Characters; a longer run of digits is a code or damage, not a number that anybody reports."""

_KEPT = "，；！？"  # marks of Chinese text: １，２３４ is rare, and a list of numbers is not
_FOLDED = {
    **{chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94) if chr(0xFF01 + offset) not in _KEPT},
    "￥": "¥",
    "﹪": "%",
    **dict.fromkeys("〜∼", "~"),
    "○": "〇",
    **dict.fromkeys("∶︰﹕", ":"),
    **dict.fromkeys("\u3000\u00a0\u2005\u2006\u2007\u2008\u2009\u202f\u205f", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63", "-"),
}
_WIDE = lazy(f"[{re.escape(''.join(_FOLDED))}]")
_TRADITIONAL = lazy("[萬億兩餘個幾數點過來達員戶項場處會長壹貳參陸佔倍別總]")

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
"""Fractions of one sign; a scanner and a keyboard write them, hardly a report."""

_ANY = lazy(f"[0-9０-９{CHINESE}{VULGAR}壹贰叁肆伍陆柒捌玖○萬億兩韆壹貳參陸①-⒇半]")

_THOUSAND = "千(?![米克瓦伏卡赫帕])"  # 3-5千米 are kilometres, not thousands of metres
_SCALE = f"(?:[十百千]?(?:万亿|万万|亿|万)|百(?!分[之点])|{_THOUSAND}(?!分之))"
_LOOSE = r"(?:\s?(?P<more>[余多来几])(?!年来|[少样方]|元[化的]|种多))?"
_RUN = lazy(f"[{CHINESE}]++")
# Spaces group by thousands where a unit follows (12 345.6万元, 1 200平方米); of 120 350 卧虎镇 each is a cell of a row.
_GROUPED = (
    r"(?![0-9])(?=(?:\.[0-9]++)?(?:[一-龥㎡%‰A-Za-z]|\s?[余多几]?\s?[万亿名个人户元件次家所亩公平吨米%‰㎡]))"
)
_GROUPED_ALONE = lazy(r"[0-9]{1,3}(?: [0-9]{3})++(?:\.[0-9]++)?(?=\s*\Z)")
_PLAIN = lazy(r"[0-9]++(?![0-9,.\s余多来几十百千万亿])")  # 320名: most numbers
_ARABIC = lazy(
    rf"(?P<number>(?:[0-9]{{1,3}}(?:,[0-9]{{3}})++(?![0-9,])|[0-9]{{1,3}}(?: [0-9]{{3}})++{_GROUPED}|[0-9]++)"
    rf"(?:\.[0-9]++)?(?:\s?(?P<loose>[余多几])(?=\s?{_SCALE}))?(?:\s?{_SCALE})?"
    r"(?:(?<=[0-9][千万亿])零[0-9]{1,4}[百千万]?(?![0-9.]))?"  # 2万零300, 1千零20
    rf"(?:(?<=[0-9]亿)[0-9]{{1,4}}[千百]?万)?(?:(?<=[0-9]万)(?:[0-9]{{4}}(?![0-9])|[0-9]{_THOUSAND}))?(?:(?<=[0-9]千)[0-9]百)?){_LOOSE}"
)
# Formal numerals go with the others where a scale follows them or they end the text: 壹百五十二, 七十八万五佰零六, but 三千陆续.
_MIXED = rf"(?:(?!百分点)[{CHINESE}]|[壹贰叁肆伍陆柒捌玖](?=[拾佰仟十百千万亿]|\s*\Z)|[拾佰仟](?<=[{CHINESE}壹贰叁肆伍陆柒捌玖].))"
_WRITTEN = lazy(
    rf"(?P<number>{_MIXED}++(?:点[〇零一二两三四五六七八九]++[万亿]*+)?(?:(?P<loose>[余多几来])[百千万亿]++)?){_LOOSE}"
)
_WRITTEN_FORMALLY = lazy(
    rf"(?P<number>(?P<loose>)?[{CHINESE}{FORMAL}]++(?:点[〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖]++)?){_LOOSE}"
)
_PARTS = lazy(r"([0-9]++(?:\.[0-9]++)?)([十百千万亿]*+)")
_DIGITS = lazy(r"[0-9]++(?:[.,][0-9]++)*+")
_UNSCALED = lazy("[〇零一二两三四五六七八九0-9.]*+")
_SPACED = lazy(r"[\s,余多几来]")
_PAIR = lazy(
    r"(?P<head>.*[十百千万亿])?(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<tail>[十百千万亿]*+)"
)


class NumeralError(ValueError):
    """The characters are no number; the message quotes them."""


class Numeral(NamedTuple):
    """A number where it stands in a text, ``text[start:end]``: its value, the upper end when two digits name a range
    (七八百), and whether 余, 多, 几 or 来 within it say that there are more. ``written`` leaves those and spaces out."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    loose: bool
    written: str

    @property
    def chinese(self) -> bool:
        """Whether it is in Chinese numerals."""
        return self.written[0] > "9"

    @property
    def scaled(self) -> bool:
        """Whether 十, 百, 千, 万, 亿 or a point stands in it: 一二三 and 九一八 are spelt, not counted."""
        return not _UNSCALED.fullmatch(self.written)

    @property
    def magnitude(self) -> bool:
        """Whether it is a bare order of magnitude: 百, 千万."""
        return not self.written.strip("百千万亿")


def fold(text: str) -> str:
    """Half-width digits and marks, every character in its place; in simplified script where a numeral or a count word stands in the
    traditional one (other text is left to `extract.script`).

    >>> fold("２．４ 萬餘個（次）")
    '2.4 万余个(次)'
    """
    text = _WIDE.sub(_narrow, text)
    if _TRADITIONAL.search(text) is None:
        return text
    simplified = converter().convert(text)
    return simplified if len(simplified) == len(text) else text


def _narrow(match: re.Match[str]) -> str:
    return _FOLDED[match.group()]


def has_numeral(text: str) -> bool:
    """Whether a text that is not folded yet may hold a number at all: most sentences do not.

    >>> has_numeral("培训党员若干名"), has_numeral("培训党员３名")
    (False, True)
    """
    return _ANY.search(text) is not None


@cache
def converter() -> OpenCC:
    """Traditional to Simplified, loaded once."""
    from opencc import OpenCC  # loads its tables: only texts in traditional script pay for that

    return OpenCC("t2s")


def at(text: str, start: int) -> Numeral | None:
    """The number that begins at a position of folded text, as long as it goes; None when it cannot be read.

    >>> at("300 多万人次", 0)
    Numeral(start=0, end=6, low=Decimal('3000000'), high=None, loose=True, written='300万')
    """
    if plain := _PLAIN.match(text, start):
        return _numeral(start, plain.end(), plain.group(), False)
    first = text[start]
    pattern = _ARABIC if first.isascii() else _WRITTEN_FORMALLY if first in FORMAL else _WRITTEN
    match = pattern.match(text, start)
    if match is None:
        return None
    written, loose, more = match.group("number", "loose", "more")
    if more and first > "9" and written[-1] in _VALUES:  # 一来二去, 闻一多: a scale is loosened, as in 十来户
        more = None
    if loose or " " in written or "," in written:
        written = _SPACED.sub("", written)
    written = written.replace("零", "") if first.isascii() else written
    begins = text.startswith(" ", match.end()) and not text[:start].strip()
    if begins and (alone := _GROUPED_ALONE.match(text, start)):  # 1 200 in a cell
        low = parse(_SPACED.sub("", alone.group()))
        return Numeral(start, alone.end(), low, None, False, alone.group())
    return _numeral(start, match.end() if more else match.end("number"), written, bool(loose or more))


def _numeral(start: int, end: int, written: str, loose: bool) -> Numeral | None:
    try:
        return Numeral(start, end, *parse_range(written), loose, written)
    except NumeralError:
        return None


def run_end(text: str, start: int) -> int:
    """Where the run of Chinese numerals, or of digits with their points, ends that begins at a position."""
    match = _RUN.match(text, start) or _DIGITS.match(text, start)
    return match.end() if match else start + 1


def parse(text: str) -> Decimal:
    """The value of a number written in folded characters; raises `NumeralError` when it is none.

    >>> parse("111.4万"), parse("1亿2000万"), parse("两千四百五"), parse("一百二十万三")
    (Decimal('1114000.0'), Decimal('120000000'), Decimal('2450'), Decimal('1203000'))
    >>> parse("十万零一"), parse("廿二"), parse("二〇二一"), parse("三点五亿")
    (Decimal('100001'), Decimal('22'), Decimal('2021'), Decimal('350000000.0'))
    """
    if len(text) > LONGEST:
        raise NumeralError(f"{text[:LONGEST]!r}…: {len(text)} characters are no number that a report gives")
    if text[:1].isascii():
        return Decimal(text) if text.isdecimal() else _arabic(text)
    whole, point, rest = text.partition("点")
    if not point:
        return Decimal(_chinese(whole))
    digits = rest.rstrip("百千万亿")
    if not digits or any(character not in _VALUES for character in digits):
        raise NumeralError(f"{text!r}: after 点 stand digits")
    fraction = Decimal(f"0.{''.join(str(_VALUES[character]) for character in digits)}")
    return (_chinese(whole) + fraction) * _product(rest[len(digits) :])


@lru_cache(maxsize=1024)  # 一, 两 and 三 are most of the spelt numbers of a report
def parse_range(text: str) -> tuple[Decimal, Decimal | None]:
    """The value of a number, or both ends when two neighbouring digits name them.

    >>> parse_range("七八百"), parse_range("一两百"), parse_range("三十")
    ((Decimal('700'), Decimal('800')), (Decimal('100'), Decimal('200')), (Decimal('30'), None))
    """
    match = _PAIR.fullmatch(text) if 2 <= len(text) <= LONGEST and not text[0].isascii() else None
    if match is None:
        return parse(text), None
    low, high = _VALUES[match["low"]], _VALUES[match["high"]]
    if match["low"] + match["high"] == "三两":  # 三两户: two or three
        return parse((match["head"] or "") + "两" + match["tail"]), parse(
            (match["head"] or "") + "三" + match["tail"]
        )
    if high != low + 1 and (low, high) != (3, 5):  # 三五个: three to five
        return parse(text), None
    head = match["head"] or ""
    return parse(head + match["low"] + match["tail"]), parse(head + match["high"] + match["tail"])


def _arabic(text: str) -> Decimal:
    """Arabic digits with Chinese scales: 2525.2万, 3百万, 12万亿, 1亿2000万."""
    total, position = Decimal(0), 0
    while position < len(text):
        match = _PARTS.match(text, position)
        if match is None:
            raise NumeralError(f"{text!r}: unreadable from {text[position:]!r} on")
        digits, scales = match.groups()
        total += Decimal(digits) * _product(scales) if scales else Decimal(digits)
        position = match.end()
    if not text:
        raise NumeralError("no numeral")
    return total


def _product(scales: str) -> int:
    product = 1
    for character in scales:
        product *= _SCALES[character]
    return product


def _chinese(text: str) -> int:
    """The value of Chinese numerals without a decimal point."""
    if not text:
        raise NumeralError("no numeral")
    if all(character in _VALUES for character in text):  # 二〇二一 is spelt digit by digit
        return int("".join(str(_VALUES[character]) for character in text))
    if "万万" in text:  # 四万万
        text = text.replace("万万", "亿")
    high = middle = section = digits = 0  # above 亿, above 万, below 万, not yet scaled
    pending = False  # a digit waits for its scale
    ceiling = 10_000  # the next scale within the section must lie below
    last = 1
    for position, character in enumerate(text):
        if character in _VALUES:
            digits = digits * 10 + _VALUES[character]
            pending = pending or character not in "零〇"
            if character in "零〇":
                last = 1  # 十万零一: what follows 零 is meant as it stands
        elif character in _TWENTIES:
            section, last = section + _TWENTIES[character], 10
        elif character in _TENS:
            scale = _TENS[character]
            if scale >= ceiling or (not pending and scale > 10 and position):
                raise NumeralError(f"{text!r}: {character} stands where no number has it")
            section += (digits if pending else 1) * scale
            digits, pending, ceiling, last = 0, False, scale, scale
        elif character in MYRIADS:
            scale = MYRIADS[character]
            below = section + digits
            if not below and not (scale == 10**8 and middle) and position:
                raise NumeralError(f"{text!r}: {character} stands where no number has it")
            if scale == 10**8:
                high = (high + middle + (below or (0 if middle else 1))) * scale
                middle = 0
            else:
                middle += (below or 1) * scale
            section, digits, pending, ceiling, last = 0, 0, False, 10_000, scale
        else:
            raise NumeralError(f"{text!r}: {character!r} is no numeral")
    if (
        pending and last >= 100 and digits < 10
    ):  # 两千四百五, 一百二十万三: the next lower scale is left unsaid
        digits = digits * last // 10
    return high + middle + section + digits
