"""A county or district that its report calls 县委 and 全区 and never by name: 某县."""

from __future__ import annotations

from collections.abc import Mapping

from extract.places import find
from extract.regions import Region, registry

_PART_OFTEN = 2  # times that a report speaks of a county as its own which it never names


def unnamed_part(
    levels: Mapping[str, int], meant: Mapping[str, int], region: Region | None, clean: str, year: int | None
) -> str:
    """What a report is about that lies in a province and speaks of 县委 and 全县 alone, and of no county by name: 某县."""
    level = max(levels, key=lambda each: levels[each], default="")
    if meant or region is None or region.level not in ("province", "prefecture"):
        return ""
    if (
        level not in ("县", "旗", "市", "区")
        or levels[level] < _PART_OFTEN
        or levels[level] * 2 < sum(levels.values())
    ):
        return ""
    if level == "区" and any(above.name.endswith("自治区") for above in registry().ancestors(region)):
        return ""  # 全区 of a city's report from 新疆
    if any(
        registry().within(place.region, region) and place.region is not region
        for place in find(clean, region, year=year)
    ):
        return ""
    return f"某{level}"
