"""Whose report it is when it is a department's: 我局, 全局党员, 局党组, where it seldom speaks of its region.

What a bureau counts of itself (全局共有党员120名) is not its region's; a bureau that reports on the region's work (全市民政系统…)
says so oftener.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.patterns import lazy_regex
from extract.territory.opening import Head

_SELF = lazy_regex(  # but 服务全局, 全局性
    r"(?<!\p{Han})全局(?=[共现]?有|党员|党(?:总?支部|组织|委)|干部|职工|各|发展|上下|\d)|[我本]局(?!面|势|部|限)"
    r"|(?<!\p{Han})局(?:党委|党组|党总支|党支部|机关党委|系统)(?!书记)"
)
_NAME = lazy_regex(
    r"(?:^|(?<=[省市县区州旗盟、，。\s]))(?P<name>(?!老干部|公务员)(?!全|我|本|各)\p{Han}{2,8}?局)(?![面势部限长级属域])"
)
_REGION = lazy_regex(r"^\p{Han}*[省市县区州旗盟](?=\p{Han}{2})")
_OFTEN = 2  # mentions of itself, more than of its region


def own_bureau(title: str, clean: str, head: Head, levels: Mapping[str, int]) -> str:
    """The bureau whose report this is, by its name if title or opening give one; "" for none.

    >>> from extract.territory.home import report_region
    >>> report_region("", "双辽市教育局党建总结\\n我局抓好党建，全局共有党员120名。局党委学习12次。").site
    '教育局'
    """
    said = len(_SELF.findall(clean))
    around = sum(count for level, count in levels.items() if level != "国")
    if said < _OFTEN or said <= around:
        return ""
    for text in (title, clean[: head.body], clean[head.body :].partition("。")[0]):
        named = _NAME.findall(text)
        if named:  # 国家税务总局双辽市税务局: the last, without its region
            return str(_REGION.sub("", named[-1]))
    return "全局"
