"""Units that a bare number takes from another figure of its list or from the header of its table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.patterns import lazy
from extract.quantities import tabular
from extract.quantities.quantity import Aside, Quantity, scaled
from extract.units import units

_JOIN = lazy(r"\s?(?:、|和|与|及|以及|或)\s?")


def share_units(text: str, found: list[Quantity | Aside]) -> None:
    """24.9和61.7个百分点, 1.2、1.5和1.8万元: a bare number takes unit and scale of the figure that it is joined to."""
    scale = Decimal(1)
    for index in range(len(found) - 2, -1, -1):
        own, next_ = found[index], found[index + 1]
        if not (isinstance(own, Quantity) and isinstance(next_, Quantity) and not own.unit and next_.unit):
            continue
        if not _JOIN.fullmatch(text, own.span.end, next_.span.start):
            continue
        scale = Decimal(
            _SHARED_SCALES.get(text[next_.number.end - 1], scale if next_.number.end == next_.span.end else 1)
        )
        unit = units().words.get(next_.counter, units().words["%"])
        value = scaled(Decimal(str(own.value)) * (scale if own.value < 10_000 else 1), unit)
        counter = next_.counter.removeprefix("个") or next_.counter
        found[index] = replace(own, value=value, unit=next_.unit, counter=counter)


_SHARED_SCALES = {"万": 10**4, "亿": 10**8}


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
