"""Portions: parts of a whole that are not written with a percent sign, read as percent.

百分之三点五 is 3.5, 三分之二 and 2/3 are 66.67, 七成五 is 75, 六七成 is 60 to 70.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extract import numerals
from extract.numerals import CHINESE, Numeral, NumeralError
from extract.patterns import lazy


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a whole in percent: where it ends, its value, the upper end of 六七成, and its count word (成)."""

    end: int
    percent: float
    high: float | None
    counter: str


_FRACTION = lazy(
    rf"(?P<of>[{CHINESE}]++|\d++)分之\s?(?P<part>\d++(?:\.\d++)?|[{CHINESE}]++(?:点[{CHINESE}]++)?)"
    r"|(?P<top>\d{1,2})/(?P<bottom>\d{1,2})(?![\d/])(?=\s?(?:以上|以下|左右|的|强|弱)|[，。、；,;]|$)"
)
_TENTHS = lazy(
    r"\s?成(?P<half>[一二三四五六七八九半](?![一-龥]))?"
    r"(?![立为员功果本效长就熟绩套片份都败语对组型交行不色品因千风事])"
)
_TENTH_OF = frozenset("占近约长降过达高涨逾")  # 增长一成, 占一成; elsewhere 一成 is a word: 一成不变


def at(text: str, numeral: Numeral) -> Portion | None:
    """The portion that a numeral begins; None when what follows it makes none.

    >>> at("三分之一的党员", numerals.at("三分之一的党员", 0)).percent
    33.333333333333336
    """
    following = text[numeral.end : numeral.end + 1]
    if following in ("分", "/"):
        return _fraction(text, numeral)
    if following == "成" or text[numeral.end : numeral.end + 2] == " 成":
        return _tenths(text, numeral)
    return None


def _fraction(text: str, numeral: Numeral) -> Portion | None:
    match = _FRACTION.match(text, numeral.start)
    if match is None:
        return None
    of, part = (match["bottom"], match["top"]) if match["top"] else (match["of"], match["part"])
    try:
        whole, piece = numerals.parse(of), numerals.parse(part)
    except NumeralError:
        return None
    if not whole or (match["top"] and piece >= whole):
        return None
    return Portion(match.end(), float(piece * 100 / whole), None, "")


def _tenths(text: str, numeral: Numeral) -> Portion | None:
    match = _TENTHS.match(text, numeral.end)
    if match is None or numeral.low > 10:
        return None
    if numeral.written == "一" and text[max(0, numeral.start - 1)] not in _TENTH_OF:
        return None
    half = match["half"]
    extra = Decimal(5) if half == "半" else numerals.parse(half) if half else Decimal(0)
    high = None if numeral.high is None else float(numeral.high * 10)
    return Portion(match.end(), float(numeral.low * 10 + extra), high, "成")
