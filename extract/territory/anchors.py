"""What in a paragraph moves its figures to a place: regions and sites with their surroundings, and words that bring it back.

Every mark is put in its order here: regions, and what `extract.territory.naming` finds wherever the text has come to;
`extract.territory` follows them through the report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from extract import places
from extract.patterns import HAN, lazy, lazy_regex
from extract.regions import Region, registry
from extract.span import Span
from extract.territory import extents, siblings, sites
from extract.territory.extents import HONOUR, clause_end, opens_clause, sentence_end
from extract.territory.marks import Mark, NamedRegion, NamedSite, Row
from extract.territory.names import Ends, Site
from extract.territory.naming import Named, spoken

_BORDERS = lazy(  # 东接河南林州，西邻西沟乡; 北与新合镇关山村接壤: places that only lie beside
    r"(?:^|(?<=[，,、。；;：:\s]))[东西南北]{1,2}(?:部|面|边|侧)?(?:与|和|同|接|邻|临|靠|连|依|抵|毗|濒|枕|隔|起|至)[^，,。；;\d]{1,24}"
    r"|[与和同][^，,。；;\d]{2,24}?(?:接壤|毗邻|毗连|相邻|相接|相连|交界|为邻|相望)"
)
# “丹阳市双山镇原书记李某受贿问题”: whoever the title of a case names, what follows is not theirs
_CASE = lazy(r"[“《][^，,。；;！？\d\n”》]{6,80}(?:问题|案件?|事件)[”》]")
_TODAY = lazy(r"(?:^|[，,。；;！？\n\s　])(?:如今|今天|今日|现在|眼下)的$")  # 如今的|延安，种植面积…
_TODAY_WITHIN = 4  # characters
_OF_A_FIRM = lazy(r"(?:集团)?(?:股份|责任)?有限(?:责任)?公司$|集团(?:公司)?$")
_SHORT_LEAST = 3  # characters; of two there are rivers and virtues as well: 长江, 光明
_MEETS = ("见到", "遇到", "遇见", "碰到", "采访了", "采访到")
_DESCRIBED = lazy_regex(
    r"(?:^|(?<=[。！？\n，,；;]))[\s　]*(?:(?:位于|地处|坐落[于在]|素有|素以|被誉为|被称为|曾经?是|有着|拥有|以|作为|同为|与\p{Han}{2,8}(?:接壤|相邻|毗邻))[^，,。；;：:\d]{0,24}的|(?:邻近|相邻|毗邻|毗连|周边|附近|结对(?:帮扶|共建)?|对口(?:帮扶|支援|协作|合作)|友好|兄弟)(?:的|县市?区?|地区|城市)?)$"
)
_LISTED = lazy(r"[：:](?:[^。！？\n：:]{1,300}[；;])?$")  # 各地行动：山东潍坊植树36万株；广东佛山…
_LISTED_WITHIN = 302  # characters
_DESCRIBED_WITHIN = 44  # characters
_ENDS_DESCRIBED = frozenset("的县区市近邻连边对扶建援作好弟")
_IN_ROW = lazy_regex(r"|(?![与和同跟])[\p{Han}（）()]{0,10}、|和|与|及|以及|、")
_ROW_GAP = 11  # characters that it takes at most
_AND_OTHERS = lazy_regex(
    r"(?![与和同跟在以将把对为从由向的则也])[\p{Han}、（）()]{0,12}?等(?:\p{Han}{0,8}?\d|[一二三四五六七八九十两几多]|地)"
)
_OTHERS_WITHIN = 13  # characters in which its 等 stands
_IN_PLACE = lazy_regex(r"\p{Han}+(?:镇|乡|街道|村|社区)\p{Han}")
_VENUES = ("广场", "大厦", "市场", "礼堂", "剧院", "纪念馆", "博物馆")
_FACILITY = lazy(
    r"(?:国家级?|省级?|重点|国际|旅游|综合|[东南西北中新])*(?:实验室|机场|度假区|保税区|高铁|铁路|城际|地铁|高速|大桥|水库|[核水]?电站|核电|航道|运河|口岸|遗址|火车站"
    r"|湾(?![区镇村乡街])|山(?![区村地乡水镇街东西南北上下]))"
)
_TAKES_PLACE = lazy_regex(r"\p{Han}{0,2}(?:开展|举办|举行|召开|组织)")
_ROOM = lazy(
    rf"[{HAN}]{{0,4}}(?:大厅|展厅|报告厅|会议室|活动室|会场|现场|门口|门前|车间|食堂|礼堂|操场|工地)[，,]"
)
_SCHOOLS = ("大学", "学院", "学校", "中学", "小学")
TEAM_SENT = lazy_regex(  # 四川|支援湖北医疗队, of those who sent it
    r"(?:(?:对口)?(?:支援|援助|驰援)(?!的)\p{Han}{2,4}?|援鄂|援汉|援沪|援琼|援疆)(?:国家|抗疫|抗击疫情|省)*医疗队"
)
_TOWNS, _VILLAGES = ("镇", "乡", "街道"), ("村", "社区")


def marks(
    own: Named, home: Region | None, around: Region | None = None, year: int | None = None
) -> list[Mark]:
    """All marks of a paragraph, in order of their positions; ``home`` and ``year`` are the report's. A name that several
    regions bear (朝阳区) is the one in ``around``, the region that the text before has come to, where the report's own does
    not tell."""
    free = own.sites
    regions = _regions(own.ends, home, around, year)
    if own.zones:  # 四川天府新区: the province is part of the name
        regions = [mark for mark in regions if not any(mark.position in zone.site.span for zone in own.zones)]
    if free and regions:
        # 渤海石油装备天津分公司: a region inside the name of a body is no place of its own.
        bodies = _Taken((mark.position, mark.end) for mark in free if mark.site.kind == "body")
        regions = [mark for mark in regions if not bodies.cover(mark.position)]
        taken = _Taken((mark.position, mark.end) for mark in regions)
        free = [mark for mark in free if mark.site.kind == "office" or not taken.overlap(mark.site.span)]
    passed = (_BORDERS, _CASE) if regions or free else ()
    beside = [match.span() for sort in passed for match in sort.finditer(own.ends.text)]
    named = [
        mark for mark in (*regions, *free) if not any(first <= mark.position < end for first, end in beside)
    ]
    found: list[Mark] = [*named, *own.returns, *own.towns]
    return sorted(found, key=_in_order) if len(found) > 1 else found


def again(
    text: str, names: Sequence[tuple[str, str]], kind: str, marks: Sequence[Mark] = ()
) -> list[NamedSite]:
    """Where a clause opens with the bare name of somebody, or the short one of a firm, whom the text has introduced, unless ``marks``
    stand there: 周永开取出两百元, 新川控股捐款3万元. ``names`` are what is said and who is meant."""
    if not names:
        return []
    taken = _Taken((mark.position, mark.end) for mark in marks)
    found: list[NamedSite] = []
    for name, meant in names:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if opens_clause(text, start) and not taken.overlap(Span(start, end)):
                found.append(NamedSite(start, end, site=Site(Span(start, end), meant, kind)))
            start = text.find(name, end)
    return found


def short_names(bodies: Iterable[str]) -> dict[str, str]:
    """What firms are called for short -> their names.

    >>> short_names(["新川控股有限公司", "新川镇", "长江集团"])
    {'新川控股': '新川控股有限公司'}
    """
    found = ((_OF_A_FIRM.sub("", name), name) for name in bodies)
    return {short: name for short, name in found if short != name and len(short) >= _SHORT_LEAST}


def _in_order(mark: Mark) -> tuple[int, bool]:
    return mark.position, isinstance(mark, NamedSite)


class _Taken:
    """Stretches of a text that are spoken for."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def cover(self, position: int) -> bool:
        """Whether a position lies inside one of them, behind its first character."""
        index = bisect_left(self._starts, position) - 1
        return index >= 0 and position < self._spans[index][1]

    def overlap(self, span: Span) -> bool:
        """Whether one of them shares a character with a span."""
        index = bisect_left(self._starts, span.end) - 1
        return index >= 0 and self._spans[index][1] > span.start


def reach(text: str, mark: Mark) -> int | None:
    """Up to where a name holds: an honour (安溪潮村被评为…；), a venue and a facility end with their clause, what is no topic with its sentence."""
    if HONOUR.match(text, mark.end) or _is_venue(text, mark) or _is_of_a_facility(text, mark):
        return clause_end(text, mark.end)
    return None if mark.head else sentence_end(text, mark.end)


def _is_of_a_facility(text: str, mark: Mark) -> bool:
    """Whether a region only names what is built or lies there: 崂山|实验室加快建设，…, 西安|地铁运营里程422公里，…"""
    return isinstance(mark, NamedRegion) and mark.site is None and _FACILITY.match(text, mark.end) is not None


def _is_venue(text: str, mark: Mark) -> bool:
    """Whether a name is only where something takes place: 在柳园广场|开展宣传10余场；组织宣讲30期, 在双辽电信公司|营业大厅，…"""
    site = mark.site if isinstance(mark, NamedRegion | NamedSite) else None
    if site is None or text[mark.position - 1 : mark.position] != "在":
        return False
    there = _TAKES_PLACE if site.name.endswith(_VENUES) else _ROOM
    return there.match(text, mark.end) is not None


_FROM = ("从", "由", "自")
_LENT = lazy(  # 从山东省农科院|邀请5位专家: who came from there is counted here
    "邀请|聘请|特邀|请来|请|引进|引入|购[买进置]|抽调|选[派调聘]|招[聘募]|调[来入]|运来|争取|募集"
)


def in_passing(text: str, mark: Mark) -> bool:
    """Whether a body opens a clause late in a paragraph that goes on to other things: 新增床位2939张，老年医院实现全覆盖。…"""
    if isinstance(mark, NamedRegion) and mark.site is None and mark.region is not None:
        late = "。" in text[: mark.position] and not leads(text, mark)
        return late and text.count(mark.region.stem) == 1
    site = mark.site if isinstance(mark, NamedRegion | NamedSite) else None
    if site is None or site.kind != "body" or "。" not in text[: mark.position] or text.count(site.name) > 1:
        return False
    return _goes_on_about(site.name).search(text, mark.end) is None


def _goes_on_about(name: str) -> re.Pattern[str]:
    """What a text says of a body that it goes on about: 该公司, and 公司 or 全校 where a clause opens."""
    return _taken_up("[全我]?校|学校" if name.endswith(_SCHOOLS) else f"[全我]?{re.escape(name[-2:])}")


@cache
def _taken_up(kind: str) -> re.Pattern[str]:
    return re.compile(rf"该|(?<![{HAN}])(?:同时|目前|如今)?(?:{kind})")


def leads(text: str, mark: NamedRegion) -> bool:
    """Whether a region opens its sentence, or the clause behind one that only says what the sentence goes by."""
    if extents.opens_sentence(text, mark.position):
        return True
    if mark.head and _is_path(text, mark) and _in_list(text, mark.position):
        return True
    if not mark.head or text[mark.end - 1] not in "省市县区州旗盟":  # 管城回族区, not 河南
        return False
    next_of_row = (
        text[mark.position - 1] in "；;" and mark.region is not None and mark.region.level == "province"
    )
    return next_of_row or extents.opens_after_frame(text, mark.position)


def _in_list(text: str, position: int) -> bool:
    """Whether a colon opened, somewhere before in the sentence, a list that goes on at a position."""
    return _LISTED.search(text, max(0, position - _LISTED_WITHIN), position) is not None


def _is_path(text: str, mark: NamedRegion) -> bool:
    """Whether a region is named with its province: 山东|潍坊."""
    above = registry().ancestors(mark.region) if mark.region is not None else ()
    return any(text.startswith(each.stem, mark.position) for each in above)


def _regions(ends: Ends, home: Region | None, around: Region | None, year: int | None) -> list[Mark]:
    text = ends.text
    rows: list[list[places.Place]] = []
    for place in siblings.settled(places.find(text, home, around, year), text, home, year):
        before = rows[-1][-1].span.end if rows else 0
        if _is_village(text, place.span, before):
            continue
        if (
            rows
            and place.span.start - before <= _ROW_GAP
            and _IN_ROW.fullmatch(text, before, place.span.start)
        ):
            rows[-1].append(place)
        else:
            rows.append([place])
    found: list[Mark] = []
    for row in rows:
        if not found or found[-1].end <= row[0].span.start:  # 四川支援|武汉|医疗队: the whole is one name
            found.append(_of_row(row, ends))
    return found


def is_met(text: str, position: int) -> bool:
    """Whether what stands at a position is whom a story comes to, or what its clause has described: 记者见到|谷城县石岭村书记…,
    位于沮河西岸的|远安县石岭村，…."""
    if text.endswith(_MEETS, 0, position) or _TODAY.search(text, max(0, position - _TODAY_WITHIN), position):
        return True
    return (
        text[position - 1 : position] in _ENDS_DESCRIBED
        and _DESCRIBED.search(text, max(0, position - _DESCRIBED_WITHIN), position) is not None
    )


def _is_village(text: str, span: Span, before: int) -> bool:
    """Whether the bare name of a region is that of a village behind its town, or behind the region that ends at ``before``:
    东寺头乡|安阳|村, 桐庐县|桐庐|村."""
    inside = text.endswith(_TOWNS, 0, span.start) or (before == span.start and before > 0)
    return inside and text.startswith(_VILLAGES, span.end)


def _of_row(row: list[places.Place], ends: Ends) -> Mark:
    text = ends.text
    first, last = row[0].span, row[-1].span
    position = spoken(text, first.start, first.end)
    head = position < first.start or opens_clause(text, first.start) or is_met(text, first.start)
    if len(row) > 1 and all(a.span.end == b.span.start for a, b in pairwise(row)):
        site = sites.behind(ends, last.end)
        if site is not None and site.kind == "body":  # 宁波|舟山|港集团: two regions in one name
            whole = Span(first.start, site.span.end)
            name = text[first.start : last.end] + site.name
            return NamedSite(position, whole.end, head, site=Site(whole, name, "body"))
    if len(row) > 1 or (
        text.find("等", last.end, last.end + _OTHERS_WITHIN) >= 0 and _AND_OTHERS.match(text, last.end)
    ):
        return Row(position, last.end, head, tuple(place.region for place in row))
    site = sites.behind(ends, first.end)
    if site is not None and text.endswith(_FROM, 0, position) and _LENT.match(text, site.span.end):
        site = None
    if team := TEAM_SENT.match(text, first.end):
        span = Span(first.start, team.end())
        return NamedRegion(position, span.end, head, row[0].region, Site(span, span.of(text), "team"))
    if site is not None and sites.one_of_many(text, site.span.end):
        return Row(position, site.span.end, head, (row[0].region,))
    if site is None and sites.one_of_many(text, first.end):
        return Row(position, first.end, head, (row[0].region,))
    if site is None:
        return NamedRegion(position, first.end, head, row[0].region)
    if position == first.start:
        position = spoken(text, first.start, site.span.end)
        head = head or position < first.start
    site = Site(site.span, _whole(row[0], site, text), site.kind)
    return NamedRegion(position, site.span.end, head, row[0].region, site)


def _whole(place: places.Place, site: Site, text: str) -> str:
    """The name of a site; an organisation keeps the region that is part of its name: 宜昌市|第三人民医院."""
    if site.kind != "body" or not text.startswith(site.name, place.span.end) or _IN_PLACE.match(site.name):
        return site.name
    written = place.span.of(text)
    forms = (place.region.name, place.region.short, place.region.stem)
    return next((form for form in forms if written.endswith(form)), "") + site.name
