"""Features: reports in several parts, each with heads of its own and about a region or a body of its own (a page of a newspaper
on 井冈山, 兰考 and 延安, the speeches of several delegates, what two universities do).

A part begins with its heads, which are short lines, and goes on to the next ones. A body stands over it that the title of all
lists (国税总局：…). Which region a part is about is weighed as a report's is, and holds only where hardly any other province is
named beside it. A report with two such parts or more, none of which lies in the other's region, is about what lies around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from extract.patterns import lazy
from extract.places import find
from extract.regions import NATION, Region, registry
from extract.span import Span
from extract.territory.around import in_name
from extract.territory.levels import self_levels_of
from extract.territory.opening import head_of
from extract.territory.own_person import own_person
from extract.territory.weighing import Home, Part, decide, weigh

_HEAD_MOST = 40  # characters of a line over a part
_HEADS_MOST = 200  # characters of all of them
_OVER = lazy(r"(?m)^\s*([^：:—，。、\s]{2,16})(?:[：:]|——)")
_DASHED = lazy(r"(?m)^\s*[^。，：\n]{2,20}——\s*$")  # 羊风极委员——, a head as newspapers set it
_SIGNED = "——"  # behind a part's last sentence: ——绿源公司总经理王大山
_LINE = lazy(r"[^\n]*\n|[^\n]+")
_CREDIT = lazy(r"版式|制图|图[片①②③④⑤]|(?:本报|新华社)?(?:驻\S{1,6})?(?:记者|通讯员)|[^，]{0,20}[摄影供]图?$")
_STRONG = ("title", "opening")
_OTHERS = 3  # times as much as speaks for all other provinces together
_LEAST = 2  # parts about regions of their own
_TITLED = 4  # as many parts does a title count for


def told_apart(home: Home, clean: str, year: int | None, site: str = "") -> Home:
    """A report's region where its parts are about several; ``home`` as it is where they are not, or where they go on about the
    body whose report it seems to be, ``site``.

    >>> text = "新气象\\n河南兰考——\\n兰考县有党员3万名。\\n陕西延安——\\n延安市发展党员900名。"
    >>> told = told_apart(Home(None, "tied", ""), text, None)
    >>> told.region.name, [part.region.name for part in told.parts]
    ('全国', ['兰考县', '延安市'])
    """
    stretches = list(_stretches(clean))
    if len(stretches) < _LEAST:
        return home
    bodies = _of_bodies(clean, stretches, home.region or NATION)
    if len(bodies) >= _LEAST:
        told = "、".join(part.evidence for part in bodies)
        return replace(home, parts=bodies) if home.region else Home(NATION, "parts", told, "", bodies)
    if site and _all_about(site, clean, stretches):
        return home
    parts = tuple(part for stretch in stretches if (part := _of_region(clean, stretch, year)))
    regions = list(dict.fromkeys(part.region for part in parts))
    apart = any(not _nested(one, other) for one, other in combinations(regions, 2))
    if not apart or _is_about(home.region, parts, clean):
        return home
    if home.region is NATION:
        return replace(home, parts=parts)
    return Home(_around(regions), "parts", "、".join(region.name for region in regions[:5]), "", parts)


def _is_about(own: Region | None, parts: Sequence[Part], clean: str) -> bool:
    """Whether a report with parts about several regions is about one of them all the same: enough of them lie in it, or around
    it, which is fewer where the first line of all names it."""
    if own is None or own is NATION:
        return False
    others = sum(not _nested(part.region, own) for part in parts)
    least = 1 if len(_DASHED.findall(clean)) >= _LEAST else _LEAST
    first_line = clean.lstrip().partition("\n")[0]
    titled = any(registry().within(own, place.region) for place in find(first_line, own))
    return others < least or others < (len(parts) - others) * (_TITLED if titled else 1)


def _of_bodies(clean: str, stretches: Sequence[tuple[int, int]], around: Region) -> tuple[Part, ...]:
    """The stretches over which a body stands that the title lists, in the region of its name or in the one ``around``."""
    title = clean[: head_of(clean).end]
    if "、" not in title:
        return ()
    named = ((stretch, _listed_over(clean, stretch, title)) for stretch in stretches)
    return tuple(
        Part(Span(*stretch), in_name(name, NATION) or around, name, name) for stretch, name in named if name
    )


def _listed_over(clean: str, stretch: tuple[int, int], title: str) -> str:
    """The body that stands over a stretch and that a title lists, "" for none or a region."""
    start, end = stretch
    over = _OVER.findall(clean, start, min(end, start + _HEADS_MOST))
    listed = (name for name in over if f"{name}、" in title or f"、{name}" in title)
    return next((name for name in listed if not registry().by_form.get(name)), "")


def _of_region(clean: str, stretch: tuple[int, int], year: int | None) -> Part | None:
    """A stretch as a part, if it is about a region: that over it, where its heads name one."""
    text = clean[slice(*stretch)]
    head = head_of(text)
    scores, rules, words = weigh("", text, "", head, None, year)
    over = {region: score for region, score in scores.items() if rules[region] == "title"}
    scores = over or scores
    rolled_up = dict(scores)
    found = decide(rolled_up, rules, words, self_levels_of(text))
    region = found.region if found.rule in _STRONG else _only_county(scores)
    if region is None or region is NATION:
        return None
    others = sum(
        score for each, score in scores.items() if each is not NATION and each.adcode[:2] != region.adcode[:2]
    )
    if rolled_up[region] < _OTHERS * others:
        return None
    return Part(Span(*stretch), region, words[region], own_person(text, head))


def _only_county(scores: Mapping[Region, float]) -> Region | None:
    """The county beside which a part names nothing but what lies around it."""
    counties = [region for region in scores if region.level == "county"]
    alone = len(counties) == 1 and all(registry().within(counties[0], region) for region in scores)
    return counties[0] if alone else None


def _all_about(site: str, clean: str, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether half of a report's parts name a body, by its name or by what it is called for short."""
    short = re.search(rf"{re.escape(site)}[（(](?:以下)?(?:简称)[：:“\"]*(\w+)", clean)
    names = (site, short[1]) if short else (site,)
    naming = sum(any(name in clean[start:end] for name in names) for start, end in stretches)
    return len(stretches) > 1 and 2 * naming >= len(stretches)


def _stretches(clean: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a text start and end: each begins with the short lines over it."""
    start, prose = 0, False
    for line in _LINE.finditer(clean):
        text = line.group().strip()
        if not text or _CREDIT.match(text) or (prose and text.startswith(_SIGNED)):
            continue
        head = len(text) <= _HEAD_MOST and "。" not in text
        if head and prose:
            yield start, line.start()
            start = line.start()
        prose = not head
    if prose:
        yield start, len(clean)


def _nested(one: Region, other: Region) -> bool:
    """Whether one of two regions lies in the other."""
    return registry().within(one, other) or registry().within(other, one)


def _around(regions: Sequence[Region]) -> Region:
    """The narrowest region around several."""
    chains = [(region, *registry().ancestors(region), NATION) for region in regions]
    return next(above for above in chains[0] if all(above in chain for chain in chains[1:]))
