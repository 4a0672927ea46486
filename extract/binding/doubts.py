"""Doubts: what speaks against trusting a fact, as ids that a page has words for, and the confidence they leave."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

_UNDOUBTED = 0.95  # no rule is certain
_LEAST = 0.1

# how much confidence each doubt takes
WEIGHTS = MappingProxyType(
    {
        "borrowed_noun": 0.1,  # 轮训班3期414人次: what 414 counts is named with the figure before
        "distant_words": 0.1,  # the verb or the topic stands in a clause before
        "no_indicator": 0.3,
        "part": 0.05,  # of a total that stands before it
        "planned": 0.0,  # a target: rightly read, and no figure of what was done
        "recognised": 0.15,  # read from the picture of a page
        "damaged": 0.3,  # the text there could not be restored for certain
    }
)


@lru_cache(maxsize=128)
def confidence(doubts: tuple[str, ...]) -> float:
    """From 0 to 1; an id that has no weight is an error of the program.

    >>> confidence(("borrowed_noun",))
    0.85
    """
    return round(max(_LEAST, _UNDOUBTED - sum(WEIGHTS[doubt] for doubt in doubts)), 2)
