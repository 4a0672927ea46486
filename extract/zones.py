"""Zones and new areas that are no regions of the registry and have names of their own: 雄安新区, 天府新区, the 兵团.

A zone's total is no city's total: a figure of one has the zone as its site, and as its scope the region that holds all of
it. ``data/zones.toml`` lists them; a zone that is named by its city alone (广州开发区) needs no entry.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick_rs

from extract.patterns import lazy_regex
from extract.regions import Region, registry
from extract.span import Span


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone: its ``name`` as a site, and the region that holds it."""

    name: str
    region: Region


def may_be_named(text: str) -> bool:
    """Whether a text holds a word that every name of a zone has: few reports do.

    >>> may_be_named("在天府新区建成"), may_be_named("在双辽市建成")
    (True, False)
    """
    return "师" in text or any(end in text for end in _ends())


def find(text: str) -> list[tuple[Span, Zone]]:
    """The zones that a text names, in order.

    >>> [(span.of("在天府新区建成"), zone.region.name) for span, zone in find("在天府新区建成")]
    [('天府新区', '四川省')]
    """
    if not may_be_named(text):
        return []
    automaton, names = _names()
    hits = automaton.find_matches_as_indexes(text)
    found = [(Span(start, end), _zones()[names[index]]) for index, start, end in hits]
    if "兵团" in text or "师" in text:
        taken = {at for span, _ in found for at in range(span.start, span.end)}
        corps = [match for match in _CORPS.finditer(text) if match.start() not in taken]
        found += [(Span(*match.span()), known) for match in corps if (known := named(match.group()))]
        cities = [match.span() for match in _OF_A_CITY.finditer(text)]
        found = [each for each in found if not any(start <= each[0].start < end for start, end in cities)]
        found.sort(key=lambda each: each[0])
    return found


def named(name: str) -> Zone | None:
    """The zone of a name, None when it is none."""
    own = _zones().get(name)
    if own is None and name == "兵团":
        return _zones()["新疆生产建设兵团"]
    if own is None and _DIVISION.fullmatch(name):
        return Zone(name, _zones()["新疆生产建设兵团"].region)
    return own


@cache
def kinds() -> tuple[str, ...]:
    """How the names of zones end that are known by the region before them: 开发区, 高新区."""
    return tuple(_data()["kinds"])


_TOWNS = ("镇", "乡", "街道", "村", "社区", "苏木", "嘎查", "农场", "林场", "牧场")
_BEHIND = lazy_regex(r"\p{Han}{1,12}")


def resolve(written: str) -> tuple[Region, str] | None:
    """The region that a written name means, and the zone, town or village in it to which the name goes on ("" for none);
    None when it begins with no region. A town is one of a city or a county: 吉林省双辽镇 may mean any.

    >>> [found and (found[0].name, found[1]) for found in map(resolve, ("黔西南州义龙新区", "随县柳林镇", "吉林省双辽镇", "双辽市"))]
    [('黔西南布依族苗族自治州', '义龙新区'), ('随县', '柳林镇'), None, ('双辽市', '')]
    """
    text = "".join(written.split())
    if (region := registry().resolve(text)) is not None:
        return region, ""
    for cut in range(len(text) - 1, 1, -1):
        region = registry().resolve(text[:cut]) if text[cut - 1] in "省市县区州旗盟" else None
        if region is None:
            continue
        place = text[cut:]
        is_zone = place.endswith(kinds()) or place in _zones()
        is_town = place.endswith(_TOWNS) and region.level in ("city", "county")
        return (region, place) if _BEHIND.fullmatch(place) and (is_zone or is_town) else None
    return None


_DIVISION = lazy_regex(r"(?:(?:新疆生产建设)?兵团)?第[一二三四五六七八九十]{1,2}师")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("extract") / "data" / "zones.toml").read_text("utf-8"))


@cache
def _zones() -> Mapping[str, Zone]:
    found: dict[str, Zone] = {}
    for adcode, names in _data()["zones"].items():
        for name, *others in names:
            found |= {each: Zone(name, registry().by_adcode[adcode]) for each in (name, *others)}
    return found


@cache
def _ends() -> frozenset[str]:
    """How the names end, 新区 most of them: a paragraph without any is not searched."""
    return frozenset(name[-2:] for name in _zones())


@cache
def _names() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    names = tuple(_zones())
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), names


_NUMBERED = r"第[一二三四五六七八九十]{1,2}师"
_CORPS = lazy_regex(
    rf"(?:新疆生产建设)?兵团{_NUMBERED}|(?<!\p{{Han}}){_NUMBERED}(?=党委|党员|[共现]?有|\p{{Han}}{{2,4}}市)"
    r"|(?<!\p{Han})兵团(?=党委|党员|[共现]?有|发展|各)"
)
_OF_A_CITY = lazy_regex(
    rf"(?:(?:新疆(?:维吾尔自治区)?(?:生产建设)?)?兵团)?{_NUMBERED}(?=\p{{Han}}{{2,4}}市)"
)  # 第一师|阿拉尔市 is the city
