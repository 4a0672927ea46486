"""Which region a report is about, found from what the report says of itself.

The manifest's word goes first. Else every region named in the text is weighed by where it stands (title, signature,
first lines, before 委 / 政府 / 组织部, elsewhere), and the words by which a report means itself (全省, 市委, 我县) say at
which level its region lies. A report that names no region, or several alike, has none, and the reason is given.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import NamedTuple

from extract import places, zones
from extract.patterns import HAN, lazy, lazy_regex
from extract.places import Place, find
from extract.regions import NATION, Region, registry
from extract.territory import sites


@dataclass(frozen=True, slots=True)
class Home:
    """The region of a report, None when it cannot be told. ``rule`` names what decided, ``evidence`` the words.

    Rules: ``given``, ``title``, ``signature``, ``opening``, ``institution``, ``named``; without a region ``unknown``
    (the manifest's name is none), ``unnamed`` and ``tied``. ``site`` is the town, the company or the school whose
    report it is, "" when it is the region's own.
    """

    region: Region | None
    rule: str
    evidence: str
    site: str = ""


_WEIGHTS = {"title": 12.0, "signature": 12.0, "opening": 5.0, "institution": 3.0, "named": 1.0}
_OPENING = 150  # characters of the body that introduce the report
_TITLE_LINES = 3
_ENOUGH = 3.0  # one mention in passing does not make a report's region
_ROLLED_UP = 0.4  # of what speaks for a region speaks for what lies above it, if the report calls itself that
_AHEAD = 1.2  # how far the first must be ahead of the next

_SIGNATURE = lazy(
    r"(?:作者(?:单位|系|为)?|供稿(?:单位)?|撰稿|执笔|通讯员|来源|发布单位|主办)[：:]?[^\n]{0,40}"
)
_SIGNED_LINE = lazy(  # behind the first line, which is a title
    r"(?m)\n[（(]?(?:中共|中国共产党)[^\n，。；]{2,30}(?:委|委员会|部|办公室)[）)]?\s*$"
)
_INSTITUTION = lazy(
    r"(?:党委|委(?!员会?[^会]|托|派)|政府|组织部|宣传部|纪委|监委|纪检监察|人大|政协|财政|机关工委|直机关|委会)"
)
_SELF = lazy(  # 全市, 我县; 市委 where no name goes before it; 市直机关; 区党委组织部
    r"[全我省市县区州旗盟](?:(?<=[全我])(?P<whole>[国省市县区州旗盟])"
    r"(?!优秀|先进|文明|人大|两会|政协|性|模范|劳模|重点|前列|第|首|平均|最)"
    rf"|(?<=[省市县区州旗盟])(?:委(?!员|托|派)(?:(?<![{HAN}]..)|(?<=[向经由对，。；]..))"
    r"|直(?:机关|单位|各)|(?<=区)党委(?=组织部|书记)))"
)
_OWN_BODY = lazy(r"[全我本](?P<level>[乡镇村校院厂]|街道|社区|公司|集团)(?!级|里|镇)")
_OWN_PARTY = lazy(
    r"(?:乡|镇|村|校|院|街道|社区|学校|医院|公司|集团|企业)(?=党委|党工委|党总支|党支部|领导班子)"
)
_INSIDE_WORD = lazy_regex(r"(?r)\p{Han}")
BODY_ENDS = {  # how a report calls itself -> how its name ends
    "乡": "乡", "镇": "镇", "村": "村", "街道": "街道", "社区": "社区", "校": "(?:大学|学院|中学|小学|学校|职校)",
    "学校": "(?:大学|学院|中学|小学|学校|职校)", "院": "(?:医院|学院|研究院|卫生院)", "医院": "医院", "厂": "厂",
    "公司": "(?:公司|集团|厂|矿|油田|银行)", "集团": "(?:公司|集团)", "企业": "(?:公司|集团|厂|矿|油田)",
}  # fmt: skip
_NAME_ENDS = {kind: lazy(f"{ends}$") for kind, ends in BODY_ENDS.items()}
_LINE = lazy(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|.+")
_GOES_ON = lazy(r"[、和与及]|等|建设|管理(?!委|区)")  # of several, or a work and no name
_PORTRAIT = lazy(r"(?:——|—|：|^)记[^。\n]{4,60}")  # ——记疏勒县巴仁乡阔什艾日克村第一书记王建疆
_SUBJECT_WITHIN = 60  # characters
_FIRST_CLAUSES = lazy(r"[^，,。；\n]*[，,]?[^，,。；\n]*")
_OWN_BODY_OFTEN = 2
_PASSING = lazy(r"(?:支援|驰援|援助|援建|对口|前往|奔赴|赴|来自|远在|到过|考察|学习|借鉴|率先在)$")
_PRESS = lazy(  # 商洛日报讯, 本报北京8月27日电: who prints it is not what it is about
    r"(?:日报|晚报|早报|晨报|时报|商报|都市报|电视台|广播|新闻|之窗|发布|先锋网|在线|\d{1,2}月\d{1,2}日[电讯])"
)
_NATIONAL = lazy(
    r"中共中央组织部|中央组织部|中央纪委国家监委|国家统计局|国务院(?!联防)|中国共产党党内统计公报|全国党内统计"
)


def report_region(title: str, clean: str, given: str = "", source: str = "", year: int | None = None) -> Home:
    """Find the region of a report from its title, its restored text, what the manifest gives as region and source, and its
    year.

    >>> report_region("", "近年来，双辽市委组织部狠抓落实，全市190个村全部整改。").region.full_name
    '吉林省四平市双辽市'
    """
    head, levels = _head(clean), _self_levels(clean)
    home = _given(given.strip()) if given.strip() else _found(title, clean, source, head, levels, year)
    site = _own_zone(title or clean[: head.end], home.region) or _own_body(
        title, clean, home.region, head, levels
    )
    return replace(home, site=site) if site else home


def names_a(kind: str, name: str) -> bool:
    """Whether a name is that of a body which calls itself by a word: 校 of 清远市第一中学, 厂 of 第二制药厂."""
    return kind in _NAME_ENDS and _NAME_ENDS[kind].search(name) is not None


def _given(name: str) -> Home:
    region = registry().resolve(name)
    if region is None:
        return Home(None, "unknown", f"“{name}” is no region of the registry; write its full name")
    return Home(region, "given", name)


def _own_zone(title: str, region: Region | None) -> str:
    """The zone, or the district of which the region has several, whose report this is by its title: 广州开发区2021年…,
    江苏省鼓楼区….

    >>> _own_zone("广州开发区2021年党建工作情况", registry().resolve("广州市"))
    '开发区'
    """
    named = [
        zone.name for _, zone in zones.find(title) if region is None or registry().within(region, zone.region)
    ]
    if named:
        return named[0]
    several = places.shared(title, region)
    ends = sites.Ends(title)
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


def _found(title: str, clean: str, source: str, head: _Head, levels: Mapping[str, int], year: int | None) -> Home:  # fmt: skip
    scores, rules, words = _weigh(title, clean, source, head, None, year)
    found = _decide(scores, rules, words, levels)
    wider = found.region
    if wider is None and found.rule == "unnamed" and scores:
        wider = max(scores, key=lambda region: (scores[region], region.adcode))
    if wider is None or not (found.region is None or _finer(wider, levels)):
        return found
    # 全区 of a report that says 朝阳区 and 北京, 全县 of one that says 信阳市 and 新县: a name that is shared or short
    # is read again inside what was found.
    again = _decide(*_weigh(title, clean, source, head, wider, year), levels)
    return again if again.region is not None and registry().within(again.region, wider) else found


def _self_levels(clean: str) -> Mapping[str, int]:
    counts: defaultdict[str, int] = defaultdict(int)
    for match in _SELF.finditer(clean):
        counts[match["whole"] or match.group()[0]] += 1
    return counts


def _own_body(title: str, clean: str, region: Region | None, head: _Head, levels: Mapping[str, int]) -> str:
    """The town, company or school that a report is about when it speaks of itself as one: 全乡, 公司党委, 我校.

    >>> report_region("田铺乡2022年工作总结", "全乡有党员512名，乡党委牢记嘱托。全乡发展党员9名。").site
    '田铺乡'
    """
    portrait = _PORTRAIT.search(title) or _PORTRAIT.search(clean[: head.body])
    if portrait:
        found = [
            site for site in _bodies(portrait.group(), region) if site.kind in ("town", "village", "body")
        ]
        if found:
            return found[0].name
    self_levels = sum(levels.values())
    if not self_levels:
        subject = _subject(clean[head.body : head.body + _SUBJECT_WITHIN], region)
        if subject:
            return subject
    counts: defaultdict[str, int] = defaultdict(int)
    for level in _OWN_BODY.findall(clean):
        counts[level] += 1
    for match in _OWN_PARTY.finditer(clean):
        if not _INSIDE_WORD.match(clean, 0, match.start()):
            counts[match.group()] += 1
    level = max(counts, key=lambda each: counts[each], default="")
    if not level or counts[level] < _OWN_BODY_OFTEN or sum(counts.values()) <= self_levels:
        return ""
    for text in (title, clean[: head.body + _OPENING]):
        for site in _bodies(text, region):
            if names_a(level, site.name):
                return site.name
    return ""


def _subject(opening: str, region: Region | None) -> str:
    """The town or body that opens a report which never speaks of a region as its own: 方兴社区党支部坚持…"""
    clauses = _FIRST_CLAUSES.match(opening)
    end = clauses.end() if clauses else 0
    for site in _bodies(opening, region, end):
        if site.span.end <= end and not opening[: site.span.start].strip("　 “").endswith("在"):
            return site.name
    return ""


def _bodies(text: str, region: Region | None, end: int | None = None) -> Iterator[sites.Site]:
    """The names of towns and bodies in a title or an opening; one that only goes on a region's name comes from that, if
    the region stands before ``end``."""
    ends = sites.Ends(text)
    places = find(text, region)
    for site in sites.alone(ends):
        inside = any(site.span.start < place.span.end <= site.span.end for place in places)
        if not site.doubtful and (site.kind == "body" or not inside):
            yield site
    for place in places:
        behind = sites.behind(ends, place.span.end) if end is None or place.span.end < end else None
        if behind is not None:
            yield behind


def _weigh(
    title: str, clean: str, source: str, head: _Head, home: Region | None, year: int | None
) -> tuple[dict[Region, float], dict[Region, str], dict[Region, str]]:
    """Region -> weight, the heaviest rule that spoke for it, and the words in which it did."""
    scores: defaultdict[Region, float] = defaultdict(float)
    rules: dict[Region, str] = {}
    words: dict[Region, str] = {}

    def add(region: Region, rule: str, text: str, start: int = 0, end: int | None = None) -> None:
        scores[region] += _WEIGHTS[rule]
        if region not in rules or _WEIGHTS[rule] > _WEIGHTS[rules[region]]:
            rules[region], words[region] = rule, text[start:end].strip()

    for place in find(title, home, year):
        add(place.region, "title", title)
    for _, zone in zones.find(title or clean[: head.end]):
        add(zone.region, "title", zone.name)
    for place in find(source, home, year):  # 中共齐齐哈尔市委组织部, but not 河北日报
        if _INSTITUTION.match(source, place.span.end):
            add(place.region, "signature", source)
    signatures = [
        [match.span() for match in signature.finditer(clean)] for signature in (_SIGNATURE, _SIGNED_LINE)
    ]
    for place in find(clean, home, year):
        rule = _rule(place, clean, head, signatures)
        if rule:
            add(place.region, rule, clean, max(0, place.span.start - 4), place.span.end + 8)
    for match in _NATIONAL.finditer(title + "\n" + clean[: head.body + _OPENING]):
        add(NATION, "institution", match.group())
    return dict(scores), rules, words


class _Head(NamedTuple):
    """Where the title lines of a report end and where its first real paragraph starts."""

    end: int
    body: int


def _head(clean: str) -> _Head:
    position = head_end = lines = 0
    for found in _LINE.finditer(clean):
        text = found.group().strip()
        if text and (len(text) > 60 or text[-1] in "。；"):
            return _Head(head_end, position)
        if text:
            lines += 1
            if lines <= _TITLE_LINES:
                head_end = found.end()
        position = found.end()
    return _Head(head_end, head_end)


_START = itemgetter(0)


def _rule(place: Place, clean: str, head: _Head, signatures: list[list[tuple[int, int]]]) -> str:
    start, end = place.span.start, place.span.end
    if _PASSING.search(clean, max(0, start - 4), start) or _PRESS.match(clean, end):
        return ""
    if end <= head.end:
        return "title"
    for spans in signatures:
        index = bisect_right(spans, start, key=_START) - 1
        if index >= 0 and end <= spans[index][1]:
            return "signature"
    if head.body <= start < head.body + _OPENING:
        return "opening"
    return "institution" if _INSTITUTION.match(clean, end) else "named"


def _decide(
    scores: dict[Region, float], rules: dict[Region, str], words: dict[Region, str], levels: Mapping[str, int]
) -> Home:
    if levels.get("国", 0) > 1:
        scores[NATION] = scores.get(NATION, 0.0) + min(levels["国"], 6)
        rules.setdefault(NATION, "named")
        words.setdefault(NATION, "全国")
    _roll_up(scores, rules, words, levels)
    total = sum(levels.values())
    ranked = sorted(
        (
            (score * _fitness(region, levels, total), region.adcode, region)
            for region, score in scores.items()
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < _ENOUGH:
        return Home(None, "unnamed", "the report names no region as its own; give it in reports.csv")
    first = ranked[0]
    rivals = [each for each in ranked[1:] if first[0] < each[0] * _AHEAD]
    if rivals:
        names = "、".join(each[2].name for each in (first, *rivals)[:5])
        return Home(
            None, "tied", f"the report names several regions alike: {names}; give its own in reports.csv"
        )
    return Home(first[2], rules[first[2]], words[first[2]])


def _roll_up(
    scores: dict[Region, float], rules: dict[Region, str], words: dict[Region, str], levels: Mapping[str, int]
) -> None:
    """A report that calls itself 全省 and names only cities of one province is about that province."""
    for region in list(scores):
        for above in registry().ancestors(region):
            if any(_suits(above, level) for level in levels):
                scores[above] = scores.get(above, 0.0) + _ROLLED_UP * scores[region]
                rules.setdefault(above, "named")
                words.setdefault(above, words[region])


def _fitness(region: Region, levels: Mapping[str, int], total: int) -> float:
    """How well a region fits the words by which the report means itself: 0.25 not at all … 4 always."""
    if not total:
        return 1.0
    share = sum(count for level, count in levels.items() if _suits(region, level)) / total
    return 0.25 + 3.75 * share


def _suits(region: Region, level: str) -> bool:
    if level == "国":
        return region.level == "nation"
    if level == "省":
        return region.level == "province" and region.name.endswith("省")
    return region.name.endswith(level)


def _finer(region: Region, levels: Mapping[str, int]) -> bool:
    """Whether the report's own words point below the region that was found."""
    total = sum(levels.values())
    return total > 2 and sum(count for level, count in levels.items() if _suits(region, level)) * 3 < total
