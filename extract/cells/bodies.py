"""The kinds of Party organisations that a table counts side by side: 党委, 党总支 and 党支部 are those of 基层党组织."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.cells.entry import Entry
from extract.cells.labels import Label
from extract.patterns import lazy

_COUNTED = r"(?:总?数量?|个数)?$"
_COMMITTEE = lazy(rf"党委{_COUNTED}")
_BRANCHES = lazy(rf"(?:党总支|总支|党支部|支部){_COUNTED}")
_ALL = lazy(rf"党组织{_COUNTED}")
_WHOLE = "基层党组织"


def of_kinds(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of one table; where it counts 党委 beside 党总支 or 党支部 these are primary ones, 党组织 is all of them, and so is
    a total that names nothing."""
    nouns = {each.noun for entry in entries for each in (*entry.labels, *entry.heads)}
    if not any(map(_BRANCHES.match, nouns)) or not any(map(_COMMITTEE.match, nouns)):
        return list(entries)
    return [_primary(entry) for entry in entries]


def _primary(entry: Entry) -> Entry:
    if entry.total and all(each.generic for each in (*entry.labels, *entry.heads)):
        return replace(entry, beside=_WHOLE)
    labels, heads = (tuple(map(_named, words)) for words in (entry.labels, entry.heads))
    return replace(entry, labels=labels, heads=heads)


def _named(own: Label) -> Label:
    if _COMMITTEE.match(own.noun) or _ALL.match(own.noun):
        return replace(own, noun=f"基层{own.noun}")
    return own
