"""The fields of a figure that a person may set, and what may stand in them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from extract.catalogue import KINDS

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
