"""What a number of a sentence comes to: a `Quantity`, or an `Aside` with its reason."""

from __future__ import annotations

from decimal import Decimal

from extract.records import record
from extract.span import Span
from extract.units import Unit


@record
class Quantity:
    """A number that measures something.

    ``span`` runs from the modifier or the first digit to the unit, ``number`` is the numeral alone. ``value`` and
    ``value_high`` (the upper end of a range) are in the base unit ``unit``, "" for a bare number; ``counter`` is the
    count word as written, in simplified script. ``bound`` is exact, approx, at_least or at_most. ``noun`` is the noun
    in which the unit stands (14.12万贫困户), else "".
    """

    span: Span
    number: Span
    value: float
    value_high: float | None
    unit: str
    counter: str
    bound: str
    noun: str


@record
class Aside:
    """A number that is no figure, and why: ``reason`` is a code of ``data/reasons.toml``."""

    span: Span
    reason: str


def scaled(value: Decimal, unit: Unit) -> float:
    """A number of a unit in its base unit: 2 亩 are 1333.33 平方米."""
    up, down = unit.factor.numerator, unit.factor.denominator
    return float(value) if up == down else float(value * up / down)
