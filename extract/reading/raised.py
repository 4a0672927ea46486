"""Raised text of Word files, web pages and PDFs: the mark of a note, which is no digit of the number before it, or an exponent."""

from __future__ import annotations

from extract.patterns import lazy

_MARK = lazy(
    r"\s{0,4}[\[［〔【(（]?\s{0,4}(?:注\s{0,4})?(?:\d{1,3}(?:\s{0,4}[,，、—–-]\s{0,4}\d{1,3}){0,5}|[①-⑳ⓐ-ⓩ]|[A-Za-z]|[*＊※†‡#]{1,3}|[¹²³⁰⁴-⁹]{1,3})\s{0,4}[\]］〕】)）]?\s{0,4}"
)
_EXPONENTS = {"2": "²", "3": "³"}


def settled(before: str, raised: str) -> str:
    """What a raised piece of text reads as after the text before it.

    >>> settled("全市共有党员12000", "1"), settled("面积350m", "2"), settled("获评5", "TM")
    ('', '²', 'TM')
    """
    if before.endswith(("m", "M")) and raised.strip() in _EXPONENTS:
        return _EXPONENTS[raised.strip()]
    return "" if _MARK.fullmatch(raised) else raised
