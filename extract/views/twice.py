"""Figures that a workspace has twice, since it keeps several versions of a report: the same words of the same sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from extract.facts import Fact, Unread
from extract.workspace import State
from extract.workspace.versions import versions

Key = tuple[str, str, str, int]
"""What tells a figure from all others but its twins: the first version of its report, its sentence, its words in the raw text, and
how many times its report has had both before."""


@lru_cache(maxsize=4)
def keys(state: State) -> Mapping[str, Key]:
    """The keys of all figures and numbers set aside of reports that are kept in several versions, by their addresses."""
    files = versions((each.file, each.reading) for each in state.kept if each.reading)
    names = {each.file: each.name for each in state.kept}
    first = {names[file]: names[_first(file, files)] for pair in files.items() for file in pair}
    rows: list[Fact | Unread] = [fact for fact in state.table.facts if fact.report in first]
    rows += [number for number in state.table.unread if number.report in first]
    before: Counter[tuple[str, str, str]] = Counter()
    found: dict[str, Key] = {}
    for row in sorted(rows, key=lambda row: (row.report, row.start)):
        own = row.report, row.sentence.strip(), row.quote
        found[f"{row.report}:{row.start}"] = (first[row.report], *own[1:], before[own])
        before[own] += 1
    return MappingProxyType(found)


def _first(file: str, files: Mapping[str, str]) -> str:
    while file in files:
        file = files[file]
    return file
