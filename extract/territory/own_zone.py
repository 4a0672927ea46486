"""Whose report it is when it is a zone's, or a district's whose name is shared: 广州开发区2021年…, 江苏省鼓楼区…."""

from __future__ import annotations

from extract import zones
from extract.patterns import lazy
from extract.places import find, shared
from extract.regions import Region, registry
from extract.territory import sites
from extract.territory.names import Ends

_GOES_ON = lazy(r"[、和与及]|等|建设|管理(?!委|区)")  # of several, or a work and no name


def own_zone(title: str, region: Region | None) -> str:
    """The zone, or the district of which the region has several, whose report this is by its title, "" for none.

    >>> own_zone("广州开发区2021年党建工作情况", registry().resolve("广州市"))
    '开发区'
    """
    named = [
        zone.name
        for span, zone in zones.find(title)
        if region is None
        or registry().within(region, zone.region)
        or (registry().within(zone.region, region) and title[: span.start].endswith(region.name))
    ]  # 陕西省杨凌示范区: what a province's name stands before is not the province
    if named:
        return named[0]
    several = shared(title, region)
    if not several and not any(kind in title for kind in zones.kinds()):
        return ""
    ends = Ends(title)
    for place in find(title, region):
        if place.region != region:
            continue
        behind = next((span.of(title) for span in several if span.start == place.span.end), "")
        if behind:
            return behind
        site = sites.behind(ends, place.span.end)
        if (
            site is not None
            and site.name.endswith(tuple(zones.kinds()))
            and not _GOES_ON.match(title, site.span.end)
        ):
            return site.name
    return ""
