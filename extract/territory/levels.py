"""The words by which a report means its own region, and the levels that they speak of: 全省, 我县, 市委."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from extract.patterns import HAN, lazy
from extract.regions import NATION, Region

_SELF = lazy(  # 全市, 我县; 市委 where no name goes before it; 市直机关; 区党委组织部
    r"[全我省市县区州旗盟](?:(?<=[全我])(?P<whole>[国省市县区州旗盟])"
    r"(?!优秀|先进|文明|人大|两会|政协|性|模范|劳模|重点|前列|第|首|平均|最)"
    rf"|(?<=[省市县区州旗盟])(?:委(?!员|托|派)(?:(?<![{HAN}]..)|(?<=[向经由对，。；]..))"
    r"|直(?:机关|单位|各)|(?<=区)党委(?=组织部|书记)))"
)

_MORE_THAN_ONCE = 2


def self_levels_of(clean: str) -> Mapping[str, int]:
    """How often a report means its region by each level: 省, 市, 县 …, 国 for 全国 and 我国."""
    counts: defaultdict[str, int] = defaultdict(int)
    for match in _SELF.finditer(clean):
        counts[match["whole"] or match.group()[0]] += 1
    return counts


def own_levels(levels: Mapping[str, int], region: Region | None) -> Mapping[str, int]:
    """Those of them that mean a report's region: 全国先进 in a village's profile is not its county."""
    if region is NATION:
        return levels
    return {
        level: count
        for level, count in levels.items()
        if level != "国" and (region is None or suits(region, level))
    }


def suits(region: Region, level: str) -> bool:
    """Whether a region may be meant by a word of a level: 双辽市 by 全市."""
    if level == "国":
        return region.level == "nation"
    if level == "省":
        return region.level == "province" and region.name.endswith("省")
    return region.name.endswith(level)


def calls_itself(region: Region | None, levels: Mapping[str, int]) -> bool:
    """Whether a report calls itself by a region's level more than once, and by no other as often: 全省, 我省. By 全市 it may as
    well mean a city in the one that it names."""
    if region is None or (region.level == "prefecture" and region.name.endswith("市")):
        return False
    own = sum(count for level, count in levels.items() if suits(region, level))
    return own >= _MORE_THAN_ONCE and 2 * own > sum(levels.values())
