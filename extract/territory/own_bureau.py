"""Whose report it is when it is a department's, a bank's, a brigade's: 我局, 全行党员, 支队党委, where it seldom speaks of its region.

What a bureau counts of itself (全局共有党员120名) is not its region's; a bureau that reports on the region's work (全市民政系统…)
says so oftener.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from extract.patterns import lazy_regex
from extract.territory.offices import offices
from extract.territory.opening import OPENING, Head

_ENDS = {  # how it calls itself -> how its name ends
    "局": "局", "厅": "厅", "行": "(?:银行|分行|支行)", "队": "(?:总队|支队|大队|中队)", "所": "(?:研究所|供电所|派出所|司法所)",
    "支部": "党?支部", "社": "(?:联社|信用社|供销社|报社|出版社)", "站": "(?:车站|收费站|气象站|水文站)", "馆": "(?:图书馆|博物馆|档案馆|文化馆)", "段": "(?:工务|机务|车务|电务|供电)段", "矿": "矿",
}  # fmt: skip
_KINDS = "|".join(_ENDS)
_HAS = r"[共现]?有|党员|党(?:总?支部|组织|委)|干部|职工|员工|上下|发展党员|\d"
_SELF = lazy_regex(  # but 服务全局, 全局性, 全行业, 本所在
    rf"本(?P<kind>支部)|(?<!\p{{Han}})(?P<kind>支部)(?=[共现]有(?:正式)?党员)|(?<!\p{{Han}})全(?P<kind>{_KINDS})(?={_HAS})|我(?P<kind>局|厅|支部)(?!面|势|部|限)|[我本](?P<kind>{_KINDS})(?={_HAS})"
    r"|(?<!\p{Han})(?P<kind>局)(?:党委|党组|党总支|党支部|机关党委|系统)(?!书记)"
    r"|(?<!\p{Han})[总支大中](?P<kind>队)(?=党委|党总支|党支部|现有|共有)"
)
# 团县委党支部抓好学习…: the subject of the first sentence
_OF_BRANCH = lazy_regex(r"[\s　]*(?:[^，,。；\n]{0,20}[，,])?\p{Han}{2,14}?党(?:总)?支部(?!书记|[和与、])")
_NAMES = {
    kind: lazy_regex(
        rf"(?:^|(?<=[省市县区州旗盟、，。\s]))(?P<name>(?!老干部|公务员)(?![全我本各])\p{{Han}}{{2,8}}?{end})(?![面势部限长级属域])"
    )
    for kind, end in _ENDS.items()
}
_REGION = lazy_regex(r"^\p{Han}*[省市县区州旗盟](?=\p{Han}{2})")
_OFTEN = 2  # mentions of itself, more than of its region
_TOPIC_OFTEN = 3  # mentions by name of a bureau that title or first clause name
# 全市国税系统 are the bureaus, and not the city
_OF_SYSTEM = lazy_regex(r"[全我][省市县区州旗盟](?!直)\p{Han}{1,4}系统")
# 统计局 and 审计局 count their region
_BUREAU = lazy_regex(
    r"^[省市县区州旗盟](?!统计|审计)\p{Han}{2,8}?[局厅队](?=$|党|机关|驻)|\p{Han}{2,8}?工作队$"
)
_DIRECT_TITLE = lazy_regex(
    r"(?m)^[ 　【]*(?:\d{4}年)?\p{Han}{0,6}?(?P<name>[省市县区州旗盟]直(?:属)?机关)(?:工作|概况|党建|党的|党组织|组织|工委|各级党组织)"
)
_DIRECT_OFTEN = 3
_PUT_RIGHT = lazy_regex(
    r"(?:中共|中国共产党)(?P<name>\p{Han}{2,24}?)(?:机关)?(?:党组|党工?委|党总支|党支部|(?:总支部|支部)?委员会)关于\p{Han}{0,16}巡[视察]\p{Han}{0,10}整改"
)
_PATH = lazy_regex(r"^(?:[^省市县区州旗盟\s]{1,9}+[省市县区州旗盟])++(?=\p{Han}{2}|$)")
_OPENS = r"(?:^|(?<=[，。：:\s)）、]))(?:(?![组由和对在到向与同请经被赴及为将派])\p{Han}){0,6}?"
_UNIT = lazy_regex(  # what no office of a region's is, and acts for itself
    rf"{_OPENS}(?P<name>[省市县区州旗盟](?:中级)?(?:人民)?(?:法院|检察院))(?!院长|检察长|的)"
    r"|国家税务总局\p{Han}{2,14}?(?P<name>税务局)(?!局长|的)"
    rf"|{_OPENS}(?P<name>[省市县区州旗盟](?:公安局)?(?:交警|交管|消防(?:救援)?|刑侦|治安|特警|巡特警|森林消防|(?:综合)?行政执法|路政)(?:总|支|大)队)(?!大?队长|的)"
)
_UNIT_TAIL = lazy_regex(r"(?:法院|检察院|税务局|[总支大]队)$")
_ZONE_COMMITTEE = lazy_regex(
    r"(?<![\p{Han}直])(?:党?工委(?:(?:组织|宣传)部|、?管委会?)|工委(?:主要领导|召开|印发))"
)  # 工委组织部 of a zone, but not 县直机关工委


def own_bureau(title: str, clean: str, head: Head, levels: Mapping[str, int]) -> str:
    """The department or unit whose report this is, by its name if title or opening give one; "" for none.

    >>> from extract.territory.home import report_region
    >>> report_region("", "双辽市教育局党建总结\\n我局抓好党建，全局共有党员120名。局党委学习12次。").site
    '教育局'
    """
    direct = _of_bodies_directly_below(title, clean, head) or _inspected(title, clean, head)
    if direct:
        return direct
    kinds = Counter(match["kind"] for match in _SELF.finditer(clean))
    if kinds["支部"] and _OF_BRANCH.match(clean, head.body):
        kinds["支部"] += 1
    kind, said = next(iter(kinds.most_common(1)), ("", 0))
    of_region = sum(levels.values()) - len(_OF_SYSTEM.findall(clean))
    # a branch speaks of its county's committee, and is none
    if said < _OFTEN or (said <= of_region and kind != "支部"):
        return _topic(title, clean, head, of_region)
    for text in (title, clean[: head.body], clean[head.body :].partition("。")[0]):
        named = _NAMES[kind].findall(text)
        if named:  # 国家税务总局双辽市税务局: the last, without its region
            return str(_REGION.sub("", named[-1]))
    return f"全{kind}"


def _of_bodies_directly_below(title: str, clean: str, head: Head) -> str:
    """What a report counts that is titled 市直机关党建概况, or that a zone's committee tells of all it has (工委组织部…全区):
    the bodies directly below a city, and a zone that the report does not name."""
    for text in (title, clean[: head.end], clean[head.body : head.body + OPENING]):
        named = _DIRECT_TITLE.match(text)
        if named and clean.count(named["name"]) >= _DIRECT_OFTEN:
            return named["name"]
    tells = len(_ZONE_COMMITTEE.findall(clean)) if "全区" in clean else 0
    return "全区" if tells >= _OFTEN and tells > clean.count("区委") else ""


def _inspected(title: str, clean: str, head: Head) -> str:
    """Whose committee makes known how it put right what an inspection found: 中共双辽市教育局党组关于巡察整改情况的通报; "" where it is a
    region's, or none does."""
    found = _PUT_RIGHT.search(title) or _PUT_RIGHT.search(clean, 0, head.body + OPENING)
    return str(_PATH.sub("", found["name"])) if found else ""


def _topic(title: str, clean: str, head: Head, of_region: int) -> str:
    """The bureau that opens the title or the report as its subject, if the report names it oftener than its region, or never
    speaks of a region: 息县公安局坚持党建引领…"""
    opening = clean[head.body : head.body + OPENING].partition("。")[0]
    for text in (title, clean[: head.end], opening):
        for site in offices(text):
            named = _BUREAU.match(site.name)
            if named and (of_region <= 0 or clean.count(named[0][1:]) >= max(_TOPIC_OFTEN, of_region + 1)):
                return site.name
        unit = _UNIT.search(text)
        if unit and (of_region <= 0 or _says(unit["name"], clean) >= max(_TOPIC_OFTEN, of_region + 1)):
            return str(unit["name"])
    return ""


def _says(unit: str, clean: str) -> int:
    """How often a report speaks of a court, a tax bureau or a brigade: by its kind, or 该院, 该局, 该队."""
    tail = _UNIT_TAIL.search(unit)
    return clean.count(tail[0]) + clean.count(f"该{unit[-1]}") if tail else 0
