"""Tables that were flattened to text: the units of a header line given to the bare numbers under it.

``单位：万元 教育 1200 医疗 860`` says its unit once; ``乡镇 党员（名） 占比（%） 城关镇 1256 32.5`` says one for each
column, and each row that has as many numbers as there are units takes them in order. Other rows are left bare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extract import numerals
from extract.patterns import lazy, lazy_regex
from extract.span import Span
from extract.units import Unit, units

_UNIT = r"(?P<scale>[十百千]?[万亿]?)(?P<unit>[^\d()\s百千万亿:,，。；、]{1,5})"
_FOR_ALL = lazy(rf"单位\s?:\s?{_UNIT}(?=[\s)，。；]|$)")
_OF_COLUMN = lazy_regex(rf"(?<=[^\d\s(])(?<![\d余多万亿]\s?[一-龥]{{1,3}})\({_UNIT}\)")  # not 97人(次)


_RIGHT_BEFORE = lazy_regex(rf"(?<=[^\d\s(])\({_UNIT}\)\s?(?:为|是|有|共|达到?|:)?\s?$")


@dataclass(frozen=True, slots=True)
class Header:
    """The unit that a header gives, with the scale before it: 万元 is 元 and 10000."""

    unit: Unit
    word: str
    scale: Decimal


def headers(text: str, bare: Sequence[Span]) -> list[Header | None]:
    """The header unit of each bare number of folded text, None where no header speaks for it.

    >>> [h and h.word for h in headers("单位:万元 教育 1200", [Span(9, 13)])]
    ['元']
    """
    if not bare:
        return []
    if (whole := _FOR_ALL.search(text, 0, bare[0].start)) and (
        header := _header(*whole.group("scale", "unit"))
    ):
        return [header] * len(bare)
    own = _own(text, bare)
    if all(own):
        return own
    found = _OF_COLUMN.finditer(text, 0, bare[0].start)
    columns = [header for each in found if (header := _header(*each.group("scale", "unit")))]
    if not columns:
        return own
    given = [
        header
        for row in _rows(text, bare)
        for header in (columns if len(row) == len(columns) else [None] * len(row))
    ]
    return [named or header for named, header in zip(own, given, strict=True)]


def _own(text: str, bare: Sequence[Span]) -> list[Header | None]:
    """The unit that stands in brackets right before each number: 党员（名）12000，党支部（个）：813."""
    return [
        _header(*found.group("scale", "unit"))
        if (found := _RIGHT_BEFORE.search(text, max(0, each.start - 24), each.start))
        else None
        for each in bare
    ]


def _header(scale: str, word: str) -> Header | None:
    unit = units().words.get(word)
    if unit is None:
        return None
    return Header(unit, word, numerals.parse(scale) if scale else Decimal(1))


def _rows(text: str, bare: Sequence[Span]) -> list[list[Span]]:
    """Numbers with nothing but white space between them."""
    rows = [[bare[0]]]
    for before, number in pairwise(bare):
        if text[before.end : number.start].isspace():
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows
