"""The fields of a figure that a person may set, and what may stand in them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from extract import intervals
from extract.catalogue import KINDS
from extract.periods.unsettled import names_a_time

Value = str | float | None

NUMBERS = ("value", "value_high")
TEXTS = (
    "unit",
    "counter",
    "bound",
    "kind",
    "per",
    "subject",
    "indicator",
    "scope",
    "site",
    "period",
    "matter",
)
FIELDS = (*NUMBERS, *TEXTS)
LONGEST = 500  # characters of a text field
_ONE_OF = {"bound": ("exact", "approx", "at_least", "at_most"), "kind": KINDS}


class CorrectionError(ValueError):
    """A correction that says nothing that can be done; the message names what is wrong with it."""


def check_values(values: Mapping[str, Value]) -> None:
    """Whether the values may stand in a table; raises `CorrectionError` for the first that may not."""
    for name, value in values.items():
        if name not in FIELDS:
            raise CorrectionError(f"no field {name!r}; known are {', '.join(FIELDS)}")
        if name in NUMBERS:
            empty = value is None and name == "value_high"
            if not empty and (
                isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value)
            ):
                raise CorrectionError(f"{name} {value!r} is no number")
        elif value is None and name == "indicator":
            continue
        elif not isinstance(value, str) or len(value) > LONGEST or not value.isprintable():
            raise CorrectionError(f"{name} {str(value)[:40]!r} is no text of one line")
        elif name in _ONE_OF and value not in _ONE_OF[name]:
            raise CorrectionError(f"{name} {value!r} is none of {', '.join(_ONE_OF[name])}")
    if "unit" in values and not values["unit"]:
        raise CorrectionError("the unit is empty")


def check_period(values: Mapping[str, Value]) -> None:
    """Whether a period that is set now can be read; raises `CorrectionError`. One that is kept already is not refused: it can be
    undone, and until then is reported as lost."""
    period = values.get("period", "")
    if isinstance(period, str) and not names_a_time(period):
        raise CorrectionError(
            f"the period {period[:40]!r} cannot be read; write 2022, 2018/2022, 2012/, /2021 or 2022-04-08/2022-04-10"
        )


def check_date(values: Mapping[str, Value]) -> None:
    """Whether the values may date a whole report: a ``year``, a ``period`` of the calendar, or both; raises
    `CorrectionError`."""
    if not values or set(values) - {"year", "period"}:
        raise CorrectionError("report needs a year or a period, and nothing else")
    year, period = values.get("year", ""), values.get("period", "")
    if not (isinstance(year, str) and isinstance(period, str)) or not (year or period):
        raise CorrectionError("report needs a year or a period")
    if year and not (len(year) == 4 and year.isdecimal() and year.isascii() and year[:2] in ("19", "20")):
        raise CorrectionError(f"the year {year[:20]!r} is none; write it as 2023")
    if period and not is_span(period):
        raise CorrectionError(f"the period {period[:40]!r} is none; write 2023 or 2019/2023")


def is_span(period: str) -> bool:
    """Whether it is a period in which something can have been done, with both ends on the calendar.

    >>> is_span("2023"), is_span("2019/2023"), is_span("2023-01-01/2023-06-30"), is_span("/2023"), is_span("5年来")
    (True, True, True, False, False)
    """
    interval = intervals.parse(period)
    whole = interval.start is not None and interval.end is not None
    return whole and interval.kind in ("year", "span", "days") and bool(interval.years and interval.years > 0)
