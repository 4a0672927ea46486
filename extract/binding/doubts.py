"""Doubts: what speaks against trusting a fact, as ids that a page has words for, and the confidence they leave."""

from __future__ import annotations

import math
from functools import lru_cache
from types import MappingProxyType

# how much of the confidence each doubt leaves; what only explains a reading leaves all: the arbiter has weighed it
LEAVES = MappingProxyType(
    {
        "borrowed_noun": 1.0,  # 轮训班3期414人次: what 414 counts is named with the figure before
        "unsure_meaning": 1.0,  # less sure than nine in ten that it is this indicator
        "undated": 1.0,  # nothing governs it, as far as can be seen
        "unsure_period": 1.0,  # of its kind too many were wrong
        "unsure_place": 1.0,  # too much around it speaks of another place
        "planned": 1.0,  # a target: rightly read, and no figure of what was done
        "recognised": 0.85,  # read from the picture of a page
        "beyond": 0.5,  # more people, households or bodies than the region has residents: slipped by orders of magnitude
        "damaged": 0.7,  # the text there could not be restored for certain
    }
)


@lru_cache(maxsize=1024)
def confidence(probability: float, doubts: tuple[str, ...]) -> float:
    """From 0 to 1; an id that has no weight is an error of the program.

    >>> confidence(0.9, ("damaged",))
    0.63
    """
    return round(math.prod((probability, *(LEAVES[doubt] for doubt in doubts))), 2)
