"""How sure a place is: the share of figures for which it was right on real reports, by what gave it and how far away.

The rates were counted on labelled reports (``data/place_certainty.toml``); one place named in the figure's own clause is
surer than one that a sentence before it left behind, and no site at all is least sure where the text is full of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from extract.patterns import lazy
from extract.regions import Region
from extract.territory.course import Anchor

_CLAUSE = lazy(r"[，,。；;：:！？\n]")
_SENTENCE = lazy(r"[。！？\n]")


def basis(text: str, position: int, anchor: Anchor, home: Region | None, among_sites: bool) -> str:
    """What a figure's place rests on, as `data/place_certainty.toml` names it; ``among_sites`` says that the paragraph, or
    the one before, has come to a narrower place."""
    if anchor.rule == "own":
        if home is None:
            return "unknown"
        return "own body" if anchor.site else "own, among sites" if among_sites else "own"
    sort = "site" if anchor.site else "region" if anchor.region is not home else "whole"
    if _CLAUSE.search(text, anchor.position, position) is None:
        return f"{sort}, in the clause"
    if _SENTENCE.search(text, anchor.position, position) is None:
        return f"{sort}, in the sentence"
    return f"{sort}, before"


@cache
def rates() -> Mapping[str, float]:
    """Basis -> share of figures with scope and site both right."""
    data = tomllib.loads((files("extract") / "data" / "place_certainty.toml").read_text("utf-8"))
    return {name: float(row["right"]) for name, row in data.items()}
