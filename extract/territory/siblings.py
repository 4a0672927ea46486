"""Names that only their neighbours in a list make certain: 吉林 between 长春 and 四平 is the city, 梨树 behind 双辽 no tree.

`extract.places` reads each name for itself and leaves alone what may be another word or the report's own region. In a list
of regions of one level, each followed by its figure or by the next, such a name is one of them. So is a name that only describes
(城区, 矿区, 郊区 of 阳泉): every city has a 城区, few a county of that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import ahocorasick_rs

from extract.patterns import lazy
from extract.places import ONLY_IN_PATH, Place
from extract.regions import Region, registry
from extract.span import Span

_BEFORE = lazy(r"(?:^|[\s、，,;；:：。（(]|其中|[和与及])$")
_BEHIND = lazy(
    r"(?:有|共有|现有|分别|依次|为)?(?:\d|[、和与及]|分别|依次|(?:基层)?党(?:员|组织|支部|委))|[一二两三四五六七八九十\d]个?[市县区州]|[两三四五六七八九十]地(?=分别|依次|共|发展|培训|选派|党员)"
)
_APART = 24  # characters between neighbours of a list: 梨树党员2.4万名，双辽
_ENDS = ("。", "！", "？", "\n")


_COUNTS = lazy(r"[^，,。；;、：:\n]{0,16}?\d|[、和与及]|分别|依次")  # behind 城区: 发展党员320名


def settled(found: Sequence[Place], text: str, home: Region | None, year: int | None = None) -> list[Place]:
    """The places of a text with those that their neighbours settle; ``year`` is the report's own.

    >>> from extract.places import find
    >>> jilin, text = registry().by_adcode["220000"], "其中长春1200名、吉林800名、四平560名"
    >>> [place.region.name for place in settled(find(text, jilin), text, jilin)]
    ['长春市', '吉林市', '四平市']
    """
    if home is None or home.level not in ("province", "prefecture"):
        return list(found)
    below = [place for place in found if place.region is not home and registry().within(place.region, home)]
    described = _described(found, below, text, home, year) if home.level == "prefecture" else []
    if described:
        found = sorted([*found, *described], key=lambda place: place.span)
        below = [*below, *described]
    if not below:
        return list(found)
    lower = [_lower(place, text, home, below) for place in found]
    more = _ordinary(lower, text, home, below)
    return sorted([*lower, *more], key=lambda place: place.span) if more else lower


def _described(
    found: Sequence[Place], below: Sequence[Place], text: str, home: Region, year: int | None
) -> list[Place]:
    """Counties whose names only describe, beside others of the report's region: 城区有党员1.2万名，矿区有党员8600名."""
    may: list[Place] = []
    for each in _describing(home.adcode):
        if each.until is not None and (year is None or year > each.until):
            continue
        start = text.find(each.name)
        while start >= 0:
            span = Span(start, start + len(each.name))
            opens = _BEFORE.search(text[max(0, start - 2) : start]) is not None
            free = not any(place.span.overlaps(span) for place in found)
            if opens and free and _COUNTS.match(text, span.end):
                may.append(Place(span, each))
            start = text.find(each.name, span.end)
    return [place for place in may if _beside(place.span, place.region, text, [*below, *may])]


@cache
def _describing(adcode: str) -> tuple[Region, ...]:
    """The counties directly below a region whose names only describe."""
    return tuple(each for each in registry() if each.parent == adcode and each.name in ONLY_IN_PATH)


def _lower(place: Place, text: str, home: Region, below: Sequence[Place]) -> Place:
    """The report's own bare name as that of the region below that bears it too."""
    if place.region is not home or place.span.of(text) != home.stem:
        return place
    if not _in_list(text, place.span):
        return place
    for each in registry().by_form.get(home.stem, ()):
        if each.parent == home.adcode and each.until is None and _beside(place.span, each, text, below):
            return Place(place.span, each)
    return place


def _ordinary(found: Sequence[Place], text: str, home: Region, below: Sequence[Place]) -> list[Place]:
    """Everyday words that are the bare names of counties, beside regions of their level."""
    automaton, regions = _stems(home.adcode)
    if automaton is None:
        return []
    more: list[Place] = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        span, region = Span(start, end), regions[index]
        if any(place.span.overlaps(span) for place in found) or not _in_list(text, span):
            continue
        if _beside(span, region, text, below):
            more.append(Place(span, region))
    return more


@cache
def _stems(adcode: str) -> tuple[ahocorasick_rs.AhoCorasick | None, tuple[Region, ...]]:
    """The bare names below a region that are everyday words as well, and what each of them then means."""
    above, reg = registry().by_adcode[adcode], registry()
    named: dict[str, list[Region]] = {}
    for each in _everyday():
        if each is not above and reg.within(each, above):
            named.setdefault(each.stem, []).append(each)
    kept = {stem: own[0] for stem, own in named.items() if len(own) == 1}
    if not kept:
        return None, ()
    return ahocorasick_rs.AhoCorasick(list(kept)), tuple(kept.values())


@cache
def _everyday() -> tuple[Region, ...]:
    """Today's regions whose bare names are everyday words as well: 梨树, 朝阳."""
    return tuple(
        each
        for each in registry()
        if each.ordinary and each.until is None and len(each.stem) > 1 and each.stem != each.name
    )


def _in_list(text: str, span: Span) -> bool:
    return (
        _BEFORE.search(text[max(0, span.start - 2) : span.start]) is not None
        and _BEHIND.match(text, span.end) is not None
    )


def _beside(span: Span, region: Region, text: str, others: Sequence[Place]) -> bool:
    """Whether a region of the same level stands close by in the same sentence."""
    for place in others:
        if place.region is region or place.region.level != region.level:
            continue
        first, last = sorted((span, place.span))
        between = text[first.end : last.start]
        if len(between) <= _APART and not any(mark in between for mark in _ENDS):
            return True
    return False
