"""What speaks in a text for each region that it names, weighed by where it stands (title, signature, first lines, before 委 /
政府 / 组织部, elsewhere) and by the words by which a report means itself (全省, 市委, 我县), which say at which level its region
lies. A text that names no region, or several alike, has none, and the reason is given.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from extract import zones
from extract.patterns import lazy
from extract.places import Place, find
from extract.records import record
from extract.regions import NATION, Region, registry
from extract.span import Span
from extract.territory.levels import suits
from extract.territory.opening import OPENING, Head


@record
class Part:
    """A stretch of a report that is about one region, or a body in it (``site``), and the words that say so."""

    span: Span
    region: Region
    evidence: str
    site: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """The region of a report, None when it cannot be told. ``rule`` names what decided, ``evidence`` the words.

    Rules: ``given``, ``title``, ``signature``, ``opening``, ``institution``, ``named``, ``called`` (named, and called 全省 or
    我县), ``parts`` (its parts are about several);
    without a region ``unknown`` (the manifest's name is none), ``unnamed`` and ``tied``. ``site`` is the town, the company or
    the school whose report it is, "" when it is the region's own. ``parts`` are the stretches of its text that are each about
    a region or a body of their own, as `extract.territory.features` finds them.
    """

    region: Region | None
    rule: str
    evidence: str
    site: str = ""
    parts: tuple[Part, ...] = ()


_WEIGHTS = {"title": 12.0, "signature": 12.0, "opening": 5.0, "institution": 3.0, "named": 1.0}
_ENOUGH = 3.0  # one mention in passing does not make a report's region
_ROLLED_UP = 0.4  # of what speaks for a region speaks for what lies above it, if the report calls itself that
_UNSURE = 1.0  # words of the report about itself that weigh as much as knowing of none
_ROW = 3  # regions in a title that make it a round-up of them
_FEW = 3  # times as often as all others together
_SCATTERED = 2  # other provinces that a report names as often as its own, if it only names them
_MANY = 8  # provinces of which one that is named in each of them is about all
_IN_PASSING = 1  # times that what is about the nation says 全省 or 我县, of an example
_AHEAD = 1.2  # how far the first must be ahead of the next

_SIGNATURE = lazy(  # 来源：双辽市委, but not 工作者, 收入来源 or 双辽市主办的
    r"(?:(?:(?<![工写])作者(?:单位|系|为)?|供稿(?:单位)?|撰稿|执笔|通讯员|发布单位)[：:]?|(?:来源|主办(?:单位)?)[：:])[^\n]{0,40}"
)
_SIGNED_LINE = lazy(  # behind the first line, which is a title
    r"(?m)\n[（(]?(?:中共|中国共产党)[^\n，。；]{2,30}(?:委|委员会|部|办公室)[）)]?\s*$"
)
_INSTITUTION = lazy(
    r"(?:党委|委(?!员会?[^会]|托|派)|政府|组织部|宣传部|纪委|监委|纪检监察|人大|政协|财政|机关工委|直机关|委会)"
)
_PASSING = lazy(r"(?:支援|驰援|援助|援建|对口|前往|奔赴|赴|来自|远在|到过|考察|学习|借鉴|率先在)$")
_PRESS = lazy(  # 商洛日报讯, 本报北京8月27日电: who prints it is not what it is about
    r"(?:日报|晚报|早报|晨报|时报|商报|都市报|电视台|广播|新闻|之窗|发布|先锋网|在线|\d{1,2}月\d{1,2}日[电讯])"
)
_NATIONAL = lazy(
    r"中央第[一二三四五六七八九十]+[巡指督]|国家(?:电网|税务总局|[\u4e00-\u9fff]{2,4}总局)|国税总局|中共中央组织部|中央组织部|中央纪委国家监委|国家统计局|国务院(?!联防)|中国共产党党内统计公报|全国党内统计"
)
_OF_ALL = lazy(  # 全国部分县级文明城市, 各地群众, 国家统计局; but not 全国先进 or 全市各地
    rf"{_NATIONAL.pattern}|(?:全国|我国)(?:部分|各地|各级|多地|上下|地级|县级)|(?<![省市县区州旗我])(?:各地|多地)(?![区方级]|动态|新闻|信息)"
)


def region_of(title: str, clean: str, source: str, head: Head, levels: Mapping[str, int], year: int | None) -> Home:  # fmt: skip
    """The region that a text is about, from its ``title`` apart and what its ``head`` and ``levels`` say; ``source`` is who gave it."""
    for line in (title, clean[: head.end]):
        together = _of_several(line)
        if together is not None:
            return Home(together, "title", line.strip())
    scores, rules, words = weigh(title, clean, source, head, None, year)
    of_all = _OF_ALL.search(title + "\n" + clean[: head.end])
    if of_all is not None and "title" not in rules.values():
        return Home(NATION, "title", of_all.group())
    found = decide(scores, rules, words, levels)
    opening = clean[head.body : head.body + OPENING].lstrip()
    if found.rule == "tied" and _scattered(scores, levels) and _of_several(opening) is None:
        return Home(NATION, "named", "、".join(region.name for region in list(scores)[:5]))
    wider = found.region
    press = _of_press(source, title + "\n" + clean[: head.body + OPENING]) if wider is None else None
    if press is not None and found.rule == "unnamed":
        finer = decide(*weigh(title, clean, source, head, press, year), levels)
        if finer.region is not None and registry().within(finer.region, press):
            return finer
        if any(suits(press, level) for level in levels):
            return Home(press, "signature", press.name)
    if wider is None and found.rule == "unnamed" and scores:
        wider = max(scores, key=lambda region: (scores[region], region.adcode))
    if wider is None or not (found.region is None or _finer(wider, levels)):
        return found
    # 全区 of a report that says 朝阳区 and 北京, 全县 of one that says 信阳市 and 新县: a name that is shared or short
    # is read again inside what was found.
    again = decide(*weigh(title, clean, source, head, wider, year), levels)
    return again if again.region is not None and registry().within(again.region, wider) else found


def _scattered(scores: Mapping[Region, float], levels: Mapping[str, int]) -> bool:
    """Whether a text names regions of several provinces alike and hardly ever calls on one of its own: it is about the nation."""
    provinces = {region.adcode[:2] for region in scores if region is not NATION}
    own = sum(count for level, count in levels.items() if level != "国")
    return len(provinces) > _SCATTERED and own <= _IN_PASSING


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
    if line.count("、") < _ROW - 1:
        return None
    for place in find(line, None):
        if line[row[-1].span.end if row else 0 : place.span.start].strip() != ("、" if row else ""):
            break
        row.append(place)
    if len(row) < _ROW:
        return None
    chains = [(place.region, *registry().ancestors(place.region), NATION) for place in row]
    return next(above for above in chains[0] if all(above in chain for chain in chains[1:]))


def weigh(
    title: str, clean: str, source: str, head: Head, home: Region | None, year: int | None
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
    for place in find(title, home, year=year):
        if not _CORPS.match(title, place.span.end):
            add(place.region, "title", title)
    for _, zone in zones.find(title or clean[: head.end]):
        add(zone.region, "title", zone.name)
    for place in find(source, home, year=year):  # 中共齐齐哈尔市委组织部, but not 河北日报
        if _INSTITUTION.match(source, place.span.end):
            add(place.region, "signature", source)
    signatures = [
        [match.span() for match in signature.finditer(clean)] for signature in (_SIGNATURE, _SIGNED_LINE)
    ]
    for place in find(clean, home, year=year):
        rule = _rule(place, clean, head, signatures)
        if rule:
            add(place.region, rule, clean, max(0, place.span.start - 4), place.span.end + 8)
    for match in _NATIONAL.finditer(title + "\n" + clean[: head.body + OPENING]):
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


_CORPS = lazy(r"生产建设兵团第[一二三四五六七八九十]+师")  # 新疆|生产建设兵团第一师阿拉尔市 is about 阿拉尔
_START = itemgetter(0)


def _rule(place: Place, clean: str, head: Head, signatures: list[list[tuple[int, int]]]) -> str:
    start, end = place.span.start, place.span.end
    if _CORPS.match(clean, end):
        return ""
    if _PASSING.search(clean, max(0, start - 4), start) or _PRESS.match(clean, end):
        return ""
    if end <= head.end:
        return "title"
    for spans in signatures:
        index = bisect_right(spans, start, key=_START) - 1
        if index >= 0 and end <= spans[index][1]:
            return "signature"
    if head.body <= start < head.body + OPENING:
        return "opening"
    return "institution" if _INSTITUTION.match(clean, end) else "named"


def decide(
    scores: dict[Region, float], rules: dict[Region, str], words: dict[Region, str], levels: Mapping[str, int]
) -> Home:
    """The region that a text is about, from what `weigh` found and the ``levels`` by which it means itself. To the three what
    these say is added: the nation of 全国, and what lies above a region in a text that calls itself so."""
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
    if ranked and ranked[0][0] < _ENOUGH and len(provinces) > _MANY:
        return Home(NATION, "named", "、".join(region.name for region in list(scores)[:5]))
    if not ranked or ranked[0][0] < _ENOUGH:
        return Home(None, "unnamed", "the report names no region as its own; give it in reports.csv")
    first = ranked[0]
    rivals = [each for each in ranked[1:] if first[0] < each[0] * _AHEAD]
    if rules[first[2]] == "title" and rules.get(NATION) == "named":  # 全国 in what a title says of 天津
        rivals = [each for each in rivals if each[2] is not NATION]
    around = [
        each for each in (first, *rivals) if all(registry().within(r[2], each[2]) for r in (first, *rivals))
    ]
    if around:  # a province and one of its cities, as often named: the report is about the province
        first, rivals = around[0], []
    elsewhere = provinces - {first[2].adcode[:2]}
    own = sum(count for level, count in levels.items() if suits(first[2], level))
    speaks = own > levels.get("国", 0)  # of itself, more than of the nation
    weak = ("institution", "named") if speaks else ("opening", "institution", "named")
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
            if any(suits(above, level) for level in levels):
                scores[above] = scores.get(above, 0.0) + _ROLLED_UP * scores[region]
                rules.setdefault(above, "named")
                words.setdefault(above, words[region])


def _fitness(region: Region, levels: Mapping[str, int], total: int) -> float:
    """How well a region fits the words by which the report means itself: from 0.25, not at all, to 4, always; few such
    words say little, since one 全市 may be an example's own."""
    fitting = sum(count for level, count in levels.items() if suits(region, level))
    return (_UNSURE + 0.25 * total + 3.75 * fitting) / (_UNSURE + total)


def _finer(region: Region, levels: Mapping[str, int]) -> bool:
    """Whether the report's own words point below the region that was found."""
    total = sum(levels.values())
    return total > 2 and sum(count for level, count in levels.items() if suits(region, level)) * 3 < total
