"""Two readers asked the same question: the rules, and the wording.

The rules were made with texts before their makers' eyes, and trust themselves too far on others. The wording is a regression over
pieces of words, fitted on labelled figures; it knows no rule. Where both agree, a reading is right far oftener than where they
do not: the odds that either gives it are added up, as logarithms. How much each counts is data (``data/readers.toml``), fitted on
reports that nobody had looked at when they were read.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Readers(NamedTuple):
    """How much the odds of either reader count, as logarithms, and what is always there. No reader is let be surer than ``least``
    leaves room for: of shares at least so much, and at most all but so much."""

    always: float
    rules: float
    wording: float
    rules_least: float = 0.01
    wording_least: float = 0.01


def by_both(question: str, rules: float, wording: float | None) -> float:
    """The probability, from 0 to 1, that a reading is right to which the rules give such a share, and the wording another; None where
    the wording says nothing. ``question`` is one of ``data/readers.toml``.

    >>> by_both("meaning", 0.95, 0.9) > 0.9 > by_both("meaning", 0.95, 0.02)
    True
    """
    own = readers()[question if wording is not None else f"{question}, rules alone"]
    score = own.always + own.rules * odds(rules, own.rules_least)
    if wording is not None:
        score += own.wording * odds(wording, own.wording_least)
    return 1.0 / (1.0 + math.exp(-score))


def odds(share: float, least: float) -> float:
    """The logarithm of the odds of a share."""
    share = min(max(share, least), 1.0 - least)
    return math.log(share / (1.0 - share))


@cache
def readers() -> dict[str, Readers]:
    """How much they count, by question."""
    data = tomllib.loads((files("extract") / "data" / "readers.toml").read_text("utf-8"))
    return {name: Readers(**own) for name, own in data.items()}
