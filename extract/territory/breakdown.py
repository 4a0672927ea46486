"""A total broken down by place, each with its figure: 其中，章贡区612名，南康区588名；女党员3310名. Behind it the text is where it was before."""

from __future__ import annotations

from collections.abc import Sequence

from extract.patterns import lazy
from extract.territory.marks import Mark, NamedRegion, NamedSite

_OPENS = lazy(r"(?:其中|分别是|分别为)[，,：:]?[ ]?$")
_OPENS_WITHIN = 6  # characters
_FIGURE = r"[^，,。；;、：:\n\d]{0,8}\d[\d.,]*[^，,。；;、：:\n\d]{0,6}"  # 党员1650名
_NEXT = lazy(_FIGURE + r"[、，,；;和及][ ]?")
_LAST = lazy(_FIGURE + r"(?=[；;。\n])")


def breakdown_ends(text: str, marks: Sequence[Mark]) -> dict[int, int]:
    """Where the breakdown ends of which a mark is a part, by the position of the mark; ``marks`` come in order."""
    ends: dict[int, int] = {}
    run: list[Mark] = []
    for mark in marks:
        if not isinstance(mark, NamedRegion | NamedSite):
            run = []
            continue
        if run and not _NEXT.fullmatch(text, run[-1].end, mark.position):
            run = []
        if run or _OPENS.search(text, max(0, mark.position - _OPENS_WITHIN), mark.position):
            run.append(mark)
        if len(run) > 1 and (last := _LAST.match(text, mark.end)):
            ends |= {each.position: last.end() for each in run}
    return ends
