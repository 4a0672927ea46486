"""How sure an indicator is that the arbiter gave.

Two readers who know nothing of each other are asked: the rules, by the share that the arbiter gives it among all candidates, and the
wording (`extract.binding.likeness`), by its share among labelled figures that are told in such words. The rules were made
with texts before their makers' eyes and trust them too far; where the wording agrees they are right far oftener than
where it does not. How much either counts is data (``data/meaning_certainty.toml``), fitted on reports that neither knew.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

LEASTS = 0.01, 0.02
"""How sure rules and wording are let be: of the shares that they give, at most all but so much, and at least so much. The loss on
other reports is least about there."""


class Readers(NamedTuple):
    """How much the odds of either reader count, as logarithms."""

    always: float
    rules: float
    wording: float


def certainty(share: float, told: float | None) -> float:
    """The probability, from 0 to 1, that an indicator is right to which the rules give such a ``share`` and the wording ``told``;
    None where nothing is known of its wording: a user's own, or one that a workspace's corrections have taught.

    >>> certainty(0.95, 0.9) > 0.9 > certainty(0.95, 0.02)
    True
    """
    own = _readers()["rules alone" if told is None else "both"]
    score = own.always + own.rules * odds(share, LEASTS[0])
    if told is not None:
        score += own.wording * odds(told, LEASTS[1])
    return 1.0 / (1.0 + math.exp(-score))


def odds(share: float, least: float) -> float:
    """The logarithm of the odds of a share; nobody is heard who is surer than ``least`` leaves room for."""
    share = min(max(share, least), 1.0 - least)
    return math.log(share / (1.0 - share))


@cache
def _readers() -> dict[str, Readers]:
    data = tomllib.loads((files("extract") / "data" / "meaning_certainty.toml").read_text("utf-8"))
    return {name: Readers(**own) for name, own in data.items()}
