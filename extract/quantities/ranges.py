"""Ranges: the upper end of a figure, and the scale and unit that its lower end shares: 5.5—5.8万元, 3至5名, 三至五千元."""

from __future__ import annotations

from decimal import Decimal

from extract import numerals
from extract.numerals import Numeral
from extract.patterns import lazy
from extract.quantities import shapes
from extract.units import Found, units

CONNECTS = frozenset("-—–―~至到 ")
"""What a connector of two ends begins with."""
_CONNECT = lazy(r"\s?(?:[-—–―~]{1,2}|至|到)\s?(?=[0-9一二两三四五六七八九十百千])")
_FROM = lazy("[由从][^，。；]{0,8}$")


def upper_end(text: str, first: Numeral, unit: Found | None) -> tuple[Numeral, Found | None] | None:
    """The upper end of a range that begins with ``first``: 1.2万—1.5万元, 5.5—5.8万元, 3至5名."""
    connector = _CONNECT.match(text, unit.end if unit else first.end)
    if first.high is not None or connector is None or shapes.match(text, connector.end()):
        return None
    second = numerals.at(text, connector.end())
    other = units().after(text, second) if second else None
    if (
        second is None
        or second.high is not None
        or (other is None and (unit or not (second.written[-1] in "万亿" or _spelt_out(first, second))))
    ):
        return None
    if unit and other:
        if unit.unit != other.unit:
            return None
        if connector.group().strip() in "到至" and _FROM.search(text, max(0, first.start - 10), first.start):
            return None  # 由1.6万元到5万元 and 从5个到12个 are two figures
    return (second, other) if aligned(first, second) < second.low else None


def _spelt_out(first: Numeral, second: Numeral) -> bool:
    """一千到一千五百 is a range without a unit, too: both are written in full."""
    return first.chinese and second.chinese and first.scaled and second.scaled


def aligned(first: Numeral, second: Numeral) -> Decimal:
    """The lower end in the scale of the upper: 5.5—5.8万元 begins at 55000, 一千到两千万元 at ten million, 三至五千元 at 3000,
    0.3—0.5万元 too."""
    if (
        second.written[-1] in "百千"
        and first.low < 10
        and second.low < 10 * (step := 100 if second.written[-1] == "百" else 1000)
    ):
        return first.low * step if first.low * step < second.low else first.low
    if first.low >= 10_000 or second.written[-1] not in "万亿":
        return first.low
    scale = 10**8 if second.written[-1] == "亿" else 10**4
    return first.low * scale if first.low * scale < second.low else first.low
