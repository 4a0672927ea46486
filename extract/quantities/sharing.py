"""Units that a bare number takes from another figure of its list or from the header of its table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extract import numerals
from extract.numerals import MYRIADS, Numeral
from extract.patterns import lazy
from extract.quantities import bounds, tabular
from extract.quantities.quantity import Aside, Quantity, scaled
from extract.span import Span
from extract.units import Found, units

_JOIN = lazy(r"\s?(?:、|和|与|及|以及|或)\s?")
_COMMA = lazy(r"\s?[，,]\s?")
_EACH = lazy(r"(?:分别|依次)[^。；]*$")  # 三个村分别有党员120，85，96名
_REACH = 40  # characters


def share_units(text: str, found: list[Quantity | Aside]) -> None:
    """24.9和61.7个百分点, 35.1个和32.2个百分点, 1.2、1.5和1.8万元: a bare number takes unit and scale of the figure that it is joined to."""
    scale = Decimal(1)
    for index in range(len(found) - 2, -1, -1):
        own, next_ = found[index], found[index + 1]
        if not (isinstance(own, Quantity) and isinstance(next_, Quantity) and next_.unit):
            continue
        if own.unit and not (own.counter == "个" and next_.unit == "百分点"):
            continue  # 35.14个和32.23个百分点
        if not _JOIN.fullmatch(text, own.span.end, next_.span.start) and not (
            _COMMA.fullmatch(text, own.span.end, next_.span.start)
            and _EACH.search(text, max(0, own.span.start - _REACH), own.span.start)
        ):
            continue
        scale = Decimal(
            MYRIADS.get(text[next_.number.end - 1], scale if next_.number.end == next_.span.end else 1)
        )
        unit = units().words.get(next_.counter, units().words["%"])
        value = scaled(Decimal(str(own.value)) * (scale if own.value < 10_000 else 1), unit)
        counter = next_.counter.removeprefix("个") or next_.counter
        found[index] = replace(own, value=value, unit=next_.unit, counter=counter)


_BRACKET = lazy(
    r"\s?\((?P<inside>[^()]{1,24})\)\s?(?P<more>[余多](?!元))?(?P<scale>[十百千]?[万亿]?)(?P<over>[余多])?"
)
_ENDS_PART = lazy(r"\s?(?:[、，,;]|\))")


def share_over_brackets(text: str, found: list[Quantity | Aside]) -> None:
    """1200(含预备党员20)名: the unit behind a bracket is that of the number before it and of those within that end a part;
    三十二(32)名 and 伍佰(500)万元 are one number, written twice."""
    for index in range(len(found) - 2, -1, -1):
        own = found[index]
        if not isinstance(own, Quantity) or own.unit or not (bracket := _BRACKET.match(text, own.span.end)):
            continue
        behind = units().at(text, bracket.end())
        last = index + 1
        while last < len(found) and found[last].span.start < bracket.end("inside"):
            last += 1
        if behind is None or behind.unit.noun or last == index + 1:
            continue
        scale = Decimal(numerals.parse(bracket["scale"])) if bracket["scale"] else Decimal(1)
        if _number(bracket["inside"]) == own.value:
            whole = replace(_counted_in(own, behind, scale), span=Span(own.span.start, behind.end))
            if bracket["more"] or bracket["over"]:
                whole = replace(whole, bound=bounds.combine(whole.bound, bounds.AT_LEAST))
            while last < len(found) and found[last].span.start < behind.end:  # the 万 of 伍拾(50)万余元
                last += 1
            found[index:last] = [whole]
        elif all(
            isinstance(each, Quantity) and not each.unit and _ENDS_PART.match(text, each.span.end)
            for each in found[index + 1 : last]
        ):
            found[index:last] = [
                _counted_in(each, behind, scale) for each in found[index:last] if isinstance(each, Quantity)
            ]


def said_twice(text: str, numeral: Numeral) -> bool:
    """Whether a number is repeated in a bracket right behind it: 五十(50)名, 伍(5)万元."""
    bracket = _BRACKET.match(text, numeral.end)
    return bracket is not None and _number(bracket["inside"]) == float(numeral.low)


def _number(written: str) -> float | None:
    """The value of a text that is one number, else None."""
    numeral = numerals.at(written, 0) if numerals.has_numeral(written[0]) else None
    return float(numeral.low) if numeral and numeral.end == len(written) else None


def _counted_in(own: Quantity, unit: Found, scale: Decimal) -> Quantity:
    """A bare number with a unit and the scale before it."""
    value = scaled(Decimal(str(own.value)) * scale, unit.unit)
    return replace(own, value=value, unit=unit.unit.base, counter=unit.counter)


_SAYS_AGAIN = lazy(r"整?\s?\((?:(?:大写|小写|即|折合|合计|共计|人民币)[:：]?)*\s?")
_CLOSES = lazy(r"[元]?整?\s?\)")


def said_again(text: str, found: list[Quantity | Aside]) -> None:
    """伍佰万元(500万元), 12万元(大写:壹拾贰万元整): a figure that its bracket repeats in the other numerals is one figure."""
    for index, (own, again) in enumerate(pairwise(found)):
        if (
            isinstance(own, Quantity)
            and isinstance(again, Quantity)
            and own.unit
            and (own.value, own.unit, own.value_high) == (again.value, again.unit, again.value_high)
            and text[own.number.start].isascii() != text[again.number.start].isascii()
            and _SAYS_AGAIN.fullmatch(text, own.span.end, again.span.start)
            and _CLOSES.match(text, again.span.end)
        ):
            found[index + 1] = Aside(again.span, "again")


def take_headers(text: str, found: list[Quantity | Aside]) -> None:
    """投入（万元）：56.3, 单位：万元 … 1200: a bare number takes the unit of the header over it."""
    bare = [(index, q) for index, q in enumerate(found) if isinstance(q, Quantity) and not q.unit]
    for (index, q), header in zip(bare, tabular.headers(text, [q.span for _, q in bare]), strict=True):
        if header:
            value = scaled(Decimal(str(q.value)) * header.scale, header.unit)
            high = q.value_high
            if high is not None:
                high = scaled(Decimal(str(high)) * header.scale, header.unit)
            found[index] = replace(
                q, value=value, value_high=high, unit=header.unit.base, counter=header.word
            )
