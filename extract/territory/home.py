"""Which region a report is about, found from what the report says of itself.

The manifest's word goes first. Else every region named in the text is weighed by where it stands (title, signature,
first lines, before 委 / 政府 / 组织部, elsewhere), and the words by which a report means itself (全省, 市委, 我县) say at
which level its region lies. A report that names no region, or several alike, has none, and the reason is given.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import NamedTuple

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
_UNSURE = 1.0  # words of the report about itself that weigh as much as knowing of none
_ROW = 3  # regions in a title that make it a round-up of them
_FEW = 3  # times as often as all others together
_SCATTERED = 2  # other provinces that a report names as often as its own, if it only names them
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
    r"(?:乡|镇|村|校|院|街道|社区|学校|医院|公司|集团|企业)(?=党委|党工委|党总支|党支部|领导班子|现有|共有|建有|设有|下设|下辖|辖区|地处|位于|总面积)"
)
_INSIDE_WORD = lazy_regex(r"(?r)\p{Han}")
BODY_ENDS = {  # how a report calls itself -> how its name ends
    "乡": "乡", "镇": "镇", "村": "村", "街道": "街道", "社区": "社区", "校": "(?:大学|学院|中学|小学|学校|职校)",
    "学校": "(?:大学|学院|中学|小学|学校|职校)", "院": "(?:医院|学院|研究院|卫生院)", "医院": "医院", "厂": "厂",
    "公司": "(?:公司|集团|厂|矿|油田|银行)", "集团": "(?:公司|集团)", "企业": "(?:公司|集团|厂|矿|油田)",
}  # fmt: skip
_NAME_ENDS = {kind: lazy(f"{ends}$") for kind, ends in BODY_ENDS.items()}
_LINE = lazy(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|.+")
_PORTRAIT = lazy(r"(?:——|—|：|^)记[^。\n]{4,60}")  # ——记疏勒县巴仁乡阔什艾日克村第一书记王建疆
_SUBJECT_WITHIN = 60  # characters
_FIRST_CLAUSES = lazy(r"[^，,。；\n]*[，,]?[^，,。；\n]*")
_OWN_BODY_OFTEN = 2
_PLACED = lazy(r"在[　 “]*$|[我从][^，。]{0,8}$")  # 我从原当代期刊集团出发 is not the group's report
_PARTY_SCHOOL = lazy(r"(?:[省市县区州旗]委)?党校(?=工作|概况|年鉴)")  # a section of a yearbook
_OPENS_OFTEN = 3  # times that a body which only opens the text is named
_LAST_PART = lazy(r"^.*(?:镇|乡|街道)(?=.)")  # 河铺村 of 田铺乡河铺村
_PASSING = lazy(r"(?:支援|驰援|援助|援建|对口|前往|奔赴|赴|来自|远在|到过|考察|学习|借鉴|率先在)$")
_PRESS = lazy(  # 商洛日报讯, 本报北京8月27日电: who prints it is not what it is about
    r"(?:日报|晚报|早报|晨报|时报|商报|都市报|电视台|广播|新闻|之窗|发布|先锋网|在线|\d{1,2}月\d{1,2}日[电讯])"
)
_NATIONAL = lazy(
    r"中央第[一二三四五六七八九十]+[巡指督]|国家(?:电网|税务总局|[\u4e00-\u9fff]{2,4}总局)|国税总局|中共中央组织部|中央组织部|中央纪委国家监委|国家统计局|国务院(?!联防)|中国共产党党内统计公报|全国党内统计"
)


def report_region(title: str, clean: str, given: str = "", source: str = "") -> Home:
    """Find the region of a report from its title, its restored text and what the manifest gives as region and source.

    >>> report_region("", "近年来，双辽市委组织部狠抓落实，全市190个村全部整改。").region.full_name
    '吉林省四平市双辽市'
    """
    head, levels = _head(clean), _self_levels(clean)
    home = _given(given.strip()) if given.strip() else _found(title, clean, source, head, levels)
    site = _own_body(title, clean, home.region, head, levels)
    return replace(home, site=site) if site else home


def names_a(kind: str, name: str) -> bool:
    """Whether a name is that of a body which calls itself by a word: 校 of 清远市第一中学, 厂 of 第二制药厂."""
    return kind in _NAME_ENDS and _NAME_ENDS[kind].search(name) is not None


def _given(name: str) -> Home:
    region = registry().resolve(name)
    if region is None:
        return Home(None, "unknown", f"“{name}” is no region of the registry; write its full name")
    return Home(region, "given", name)


def _found(title: str, clean: str, source: str, head: _Head, levels: Mapping[str, int]) -> Home:
    for line in (title, clean[: head.end]):
        together = _of_several(line)
        if together is not None:
            return Home(together, "title", line.strip())
    scores, rules, words = _weigh(title, clean, source, head, None)
    found = _decide(scores, rules, words, levels)
    wider = found.region
    press = _of_press(source, title + "\n" + clean[: head.body + _OPENING]) if wider is None else None
    if press is not None and found.rule == "unnamed":
        finer = _decide(*_weigh(title, clean, source, head, press), levels)
        if finer.region is not None and registry().within(finer.region, press):
            return finer
        if any(_suits(press, level) for level in levels):
            return Home(press, "signature", press.name)
    if wider is None and found.rule == "unnamed" and scores:
        wider = max(scores, key=lambda region: (scores[region], region.adcode))
    if wider is None or not (found.region is None or _finer(wider, levels)):
        return found
    # 全区 of a report that says 朝阳区 and 北京, 全县 of one that says 信阳市 and 新县: a name that is shared or short
    # is read again inside what was found.
    again = _decide(*_weigh(title, clean, source, head, wider), levels)
    return again if again.region is not None and registry().within(again.region, wider) else found


def _of_press(source: str, opening: str) -> Region | None:
    """The region whose newspaper printed a report that names none, if one did: 雅安日报 over 我市."""
    printed = {
        place.region
        for text in (source, opening)
        for place in find(text, None)
        if _PRESS.match(text, place.span.end)
    }
    return printed.pop() if len(printed) == 1 else None


def _of_several(line: str) -> Region | None:
    """The region around those that open a title in a row: 吉林、安徽、福建——倾听群众呼声 is about the nation."""
    row: list[Place] = []
    for place in find(line, None):
        if line[row[-1].span.end if row else 0 : place.span.start].strip() != ("、" if row else ""):
            break
        row.append(place)
    if len(row) < _ROW:
        return None
    chains = [(place.region, *registry().ancestors(place.region), NATION) for place in row]
    return next(above for above in chains[0] if all(above in chain for chain in chains[1:]))


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
    if title not in clean:
        clean, head = f"{title}\n{clean}", _Head(head.end + len(title) + 1, head.body + len(title) + 1)
    portrait = _PORTRAIT.search(title) or _PORTRAIT.search(clean[: head.body])
    if portrait:
        found = [
            site for site in _bodies(portrait.group(), region) if site.kind in ("town", "village", "body")
        ]
        if found:
            return found[0].name
    if region is not NATION:  # 全国先进 in a village's profile is not the village
        levels = {
            level: n
            for level, n in levels.items()
            if level != "国" and (region is None or _suits(region, level))
        }
    self_levels = sum(levels.values())
    if not self_levels:
        subject = _subject(clean[head.body : head.body + _SUBJECT_WITHIN], region)
        if subject:
            return subject
    school = _PARTY_SCHOOL.search(title + "\n" + clean[: head.end])
    if school and clean.count("党校") > self_levels:
        return school[0]
    counts = _self_kinds(clean)
    opening = clean[head.body : head.body + _OPENING]
    for text in (title, clean[: head.end], opening):
        for site in _bodies(text, region, _clauses_end(text) if text is opening else None):
            if site.kind in ("town", "village", "body") and _is_topic(
                site, text is opening, clean, region, levels, counts
            ):
                return site.name
    level = max(counts, key=lambda each: counts[each], default="")
    if not level or counts[level] < _OWN_BODY_OFTEN or sum(counts.values()) <= self_levels:
        return ""
    for text in (title, clean[: head.body + _OPENING]):
        for site in _bodies(text, region):
            if names_a(level, site.name):
                return site.name
    if self_levels or counts[level] < _OPENS_OFTEN:
        return ""
    # 社区概况：现有小区2个…社区党总支…: a body that the text names late, or never
    named = Counter(site.name for site in _bodies(clean, region) if names_a(level, site.name))
    first = named.most_common(1)
    if not first:
        return level
    return first[0][0] if first[0][1] * 2 > named.total() else ""


def _self_kinds(clean: str) -> Mapping[str, int]:
    """How often a report speaks of a kind of body as of its own: 全乡, 我校, 公司党委."""
    counts: defaultdict[str, int] = defaultdict(int)
    for level in _OWN_BODY.findall(clean):
        counts[level] += 1
    for match in _OWN_PARTY.finditer(clean):
        if not _INSIDE_WORD.match(clean, 0, match.start()):
            counts[match.group()] += 1
    return counts


def _is_topic(
    site: sites.Site,
    opens: bool,
    clean: str,
    region: Region | None,
    levels: Mapping[str, int],
    kinds: Mapping[str, int],
) -> bool:
    """Whether a body that a title or the first clause names is what the whole report is about: it is named, or the
    report calls itself one, more often than the region is."""
    own = clean.count(_LAST_PART.sub("", site.name)) + sum(
        count for kind, count in kinds.items() if names_a(kind, site.name)
    )
    around = sum(levels.values())
    if region is not None:
        around += clean.count(region.stem) - clean.count(region.stem + site.name)
        if region.stem in site.name:
            around -= clean.count(site.name)
    return own > around and own >= (_OPENS_OFTEN if opens else 1)


def _clauses_end(text: str) -> int:
    clauses = _FIRST_CLAUSES.match(text)
    return clauses.end() if clauses else 0


def _subject(opening: str, region: Region | None) -> str:
    """The town or body that opens a report which never speaks of a region as its own: 方兴社区党支部坚持…"""
    end = _clauses_end(opening)
    for site in _bodies(opening, region, end):
        if site.span.end <= end and not _PLACED.search(opening, 0, site.span.start):
            return site.name
    return ""


def _bodies(text: str, region: Region | None, end: int | None = None) -> Iterator[sites.Site]:
    """The names of towns and bodies in a title or an opening; one that only goes on a region's name comes from that, if
    the region stands before ``end``."""
    ends = sites.Ends(text)
    places = find(text, region)
    for site in sites.alone(ends):
        inside = any(site.span.start < place.span.end <= site.span.end for place in places)
        if not site.doubtful and site.name not in registry().by_form and (site.kind == "body" or not inside):
            yield site
    for place in places:
        behind = sites.behind(ends, place.span.end) if end is None or place.span.end < end else None
        if behind is not None:
            yield behind


def _weigh(
    title: str, clean: str, source: str, head: _Head, home: Region | None
) -> tuple[dict[Region, float], dict[Region, str], dict[Region, str]]:
    """Region -> weight, the heaviest rule that spoke for it, and the words in which it did."""
    scores: defaultdict[Region, float] = defaultdict(float)
    rules: dict[Region, str] = {}
    words: dict[Region, str] = {}

    def add(region: Region, rule: str, text: str, start: int = 0, end: int | None = None) -> None:
        scores[region] += _WEIGHTS[rule]
        if region not in rules or _WEIGHTS[rule] > _WEIGHTS[rules[region]]:
            rules[region], words[region] = rule, text[start:end].strip()

    opening = _stem_at_head(title) if home is None else None
    if opening is not None:
        add(opening, "title", title)
    for place in find(title, home):
        add(place.region, "title", title)
    for place in find(source, home):  # 中共齐齐哈尔市委组织部, but not 河北日报
        if _INSTITUTION.match(source, place.span.end):
            add(place.region, "signature", source)
    signatures = [
        [match.span() for match in signature.finditer(clean)] for signature in (_SIGNATURE, _SIGNED_LINE)
    ]
    for place in find(clean, home):
        rule = _rule(place, clean, head, signatures)
        if rule:
            add(place.region, rule, clean, max(0, place.span.start - 4), place.span.end + 8)
    for match in _NATIONAL.finditer(title + "\n" + clean[: head.body + _OPENING]):
        add(NATION, "institution", match.group())
    return dict(scores), rules, words


def _stem_at_head(title: str) -> Region | None:
    """The county whose bare name opens a title (安泽：…, 鄞州党员…), if no other region is called so and no word is."""
    for length in (4, 3, 2):
        named = [region for region in registry().by_form.get(title[:length], ()) if region.until is None]
        if named and not title.startswith(_NARROWER, length):
            only = named[0]
            return only if len(named) == 1 and only.level == "county" and not only.ordinary else None
    return None


_NARROWER = ("镇", "乡", "村", "街道", "社区")


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
    if "国" in levels:
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
    provinces = {region.adcode[:2] for region in scores if region is not NATION}
    if ranked and ranked[0][0] < _ENOUGH and NATION in scores and len(provinces) > _SCATTERED:
        return Home(NATION, rules[NATION], words[NATION])
    if not ranked or ranked[0][0] < _ENOUGH:
        return Home(None, "unnamed", "the report names no region as its own; give it in reports.csv")
    first = ranked[0]
    rivals = [each for each in ranked[1:] if first[0] < each[0] * _AHEAD]
    around = [
        each for each in (first, *rivals) if all(registry().within(r[2], each[2]) for r in (first, *rivals))
    ]
    if around:  # a province and one of its cities, as often named: the report is about the province
        first, rivals = around[0], []
    elsewhere = provinces - {first[2].adcode[:2]}
    weak = ("institution", "named") if levels else ("opening", "institution", "named")
    if len(elsewhere) >= _SCATTERED and rules[first[2]] in weak:
        alike = sum(score for region, score in scores.items() if region.adcode[:2] in elsewhere)
        if alike * _FEW > scores[first[2]]:
            rivals = [each for each in ranked[1:] if each[2].adcode[:2] in elsewhere]
    if rivals and NATION in scores and len(elsewhere) >= _SCATTERED:
        return Home(NATION, rules[NATION], words[NATION])
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
    """How well a region fits the words by which the report means itself: from 0.25, not at all, to 4, always; few such
    words say little, since one 全市 may be an example's own."""
    fitting = sum(count for level, count in levels.items() if _suits(region, level))
    return (_UNSURE + 0.25 * total + 3.75 * fitting) / (_UNSURE + total)


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
