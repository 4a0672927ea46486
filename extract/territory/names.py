"""A name of what is narrower than a county, read from where it starts: a town, a village in it, a body in that."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extract.ordinary import ordinary
from extract.patterns import HAN, lazy, lazy_regex
from extract.records import record
from extract.regions import registry
from extract.span import Span
from extract.territory.common_names import common_name, said_of_places
from extract.territory.site_words import is_generic, site_words
from extract.territory.stops import FUNCTION_WORDS, STOP


@record
class Site:
    """A name found at ``span``. ``kind`` is ``town``, ``village``, ``body`` (an organisation, a building, a park),
    ``person``, ``part`` (部分地区, 某村), ``sample`` (这15个村, of a survey) ``former`` (长山县, a county of old) or ``unit`` (机关支部, of the town that the text has come to). ``inside`` says that it stands within a clause, behind 在 or 驻, ``doubtful`` that
    it opens as a phrase would and is a name only if the report has introduced it (团结社区)."""

    span: Span
    name: str
    kind: str
    inside: bool = False
    doubtful: bool = False


# One look at the character before an end tells most that end no name: 的|社区, 12|村, ，|乡镇.
_BEFORE_NO_END = frozenset(FUNCTION_WORDS + "件0123456789 、，。；：！？“”‘’（）()《》\n")
# Function words that stand in short names as well: 永和镇, 全椒路社区, 新都街道, 向阳村, 巴格其村.
_SOFT_STOP = lazy(r"[和有全多为对将向过本其都]")
_SOFT_START = lazy("和平|和睦|和谐|和顺|向阳|全椒|全胜|全民|全兴|将军|多宝|有余|都江|都昌|本溪")
# 双辽市|阿多乡党委, 双辽市|都京街道位于: behind a region, before what is said of places
_SOFT_INSIDE = lazy(
    rf"都?(?:[{HAN}](?<![和有全多为对将向过本其都])){{1,3}}[多都全本]?(?:[{HAN}](?<![和有全多为对将向过本其都]))?"
)
_SOFT_MOST = 4
_LONG_NAME = 4
_BRIGHT = lazy(r"[^百千万十最更较很特先后共老新][星强富联]")
_HOLDS_VILLAGE = lazy(  # 韩|村|河镇, 杜|村|集乡: a village in the name of a town
    r"[河集口桥店岭山湖坪铺头营渡江东南西北](?:镇(?!级|村|区)|街道|乡(?![亲村贤镇愁]))"
)
_WORKS = ("厂", "农场", "林场", "牧场", "煤矿", "油田")
_LIVED_AT = lazy(
    "镇(?!级|村|区)|街道|乡(?![亲村贤镇愁])|社区(?!工|干|治|服)|村(?!级|民)"
)  # 铁厂|镇, 红旗农场|社区
_FIRMS = ("公司", "有限公司", "有限责任公司", "股份有限公司", "集团", "集团有限公司")
_IN_LONG_NAMES = ("产业", "边境", "文化", "实业", "控股", "技术")
_PARTY = lazy(r"(?:联合)?党委|党支部|党总支")
# 昊华公司|党支部 is the company; a union of Party bodies is known by nothing else.
_PARTY_END = lazy_regex(r"(?<!联合|流动党员\p{Han}{0,4}|行业|机关)(?:党委|党总支|党支部)$")
PLACE = lazy(r"(?:镇|乡|苏木|街道|办事处|村|社区|嘎查)$")
"""How the names of towns and villages end."""
LONGEST = {"town": 8, "village": 8, "body": 14}  # characters of the name's own part
_BRANCH = lazy(r"附属|第[一二三四五六七八九十]+(?:附属)?(?:人民)?医院")  # 吉林大学|第一医院
_NUMBERED = lazy(  # 双辽市|第一中学党委, but 第一书记
    r"第[一二三四五六七八九十]{1,2}(?:初级|高级|实验|职业|人民|中心)*(?:中学|小学|学校|医院|幼儿园)"
)
# The units of a town: their members are theirs and not the town's. 茂林镇|机关支部, 茂林镇|中心小学
_OF_TOWN = lazy(
    r"(?:(?:人民)?政府(?:机关)?|机关|(?:中心)?(?:小学|学校|校|幼儿园|卫生院)|(?:初级)?中学|派出所|司法所|财政所|供销社|敬老院|离?退休(?:干部|职工)?)(?:联合)?(?:第[一二三四五六七八九十])?(?:党委|党总支|总支|党支部|支部)"
    r"|(?:中心(?:小学|学校|校|幼儿园)|卫生院|派出所|敬老院)(?=(?:现|共)?有(?:正式|预备)?党员|党员(?!干部))"
    r"|(?![的有在和与及])[\u4e00-\u9fff]{2,10}?(?:协会|商会|合作社|公司|企业|服务站|中心|园区|集团|工厂)(?:联合)?(?:党总支|总支|党支部|支部)(?=(?:现|共)?有|党员)"
)
_UNIT = lazy(  # 茂林镇有党员1200名，机关支部有党员32名
    r"(?:(?<=[，,；;、。：:])|^)(?:机关|中心(?:小学|学校|校)|卫生院|派出所|离?退休(?:干部|职工)?)(?:联合)?(?:第[一二三四五六七八九十])?(?:党总支|总支|党支部|支部)(?=(?:现|共|目前)*有(?:正式|预备)?党员|(?:正式|预备)?党员\d|发展党员)"
)
_TOWN_GOES_ON = ("村", "镇", "土", "科级", "级")
_PLACE_FOLLOWS = lazy_regex(r"\p{Han}{1,5}?(?:社区|街道|[镇乡村])")
_TOWN_FOLLOWS = ("镇", "街道")
_SO_MANY = lazy("(?:下?辖|共有?|设有?|管)[一两二三四五六七八九十]{1,3}个?|[两二三四五六七八九十]")
_ZONE_IN_TOWN = lazy(
    rf"[{HAN}]{{0,2}}(?:街道|镇|乡)(?![里亲民级])|(?<=新城)(?:社区|村)"
)  # 新城|子街道, 开发区|街道, 新城|社区
_LEVELS = ("省", "市", "县", "区", "州")
_ONE_A_REGION = (
    "人民医院", "中心医院", "中医院", "交警大队", "交警支队", "消防大队", "消防支队", "消防救援大队", "消防救援支队",
)  # fmt: skip
_NAMED_BY_REGION = ("大学", "学院", "银行")
_ONE_A_STEM = ("中学", "医院", "油田", "煤矿", "电厂", "钢厂", "银行", "学院", "矿务局", "农场", "林场")
LIVED_IN = lazy("村民|居民|村委|居委|党支部|党总支|党委|第一书记|书记|主任|驻村|位于")
_TOWNS_OF_A_SORT = lazy(  # 四川省|城|镇居民, 特色小|镇, 文明村|镇, but 增村|镇
    rf"(?:小|新型)?城|集|乡|村|[{HAN}]{{1,3}}小|(?:文明|和谐|美丽|平安|先进|示范|特色|重点|生态|卫生|幸福)村"
)
_VILLAGES = lazy("村(?:落(?!实)|庄|寨|镇)")  # 传统|村落, but 茂林村|落实
_COMMON_NOUN = {
    "村": ("农", "乡", "整"),
    "乡": ("城", "返", "下", "老"),
    "镇": ("城", "乡"),
}  # 新改建农|村, 输转城|乡, but 鹿城|镇
_OF_A_VILLAGE = lazy("村(?![民委落里庄级口集干党医史容务规两社居头企屯组路边中小学校])")  # 苏|村|村有
_HAS_BRANCHES = lazy(r"党(?:总支|工?委)(?:目前|现|共)*(?:下设|下辖|设有)[^，,。；;]{0,6}\d")
_SCHOOL_NAMES, _SCHOOLS = (
    ("实验", "外国语", "特殊教育", "第一实验", "第二实验"),
    ("小学", "中学", "学校", "幼儿园", "高级中学"),
)
_ONE_SCHOOL = lazy(r"(?![\d、和等与及])")  # 双辽市|实验小学|培训党员, but not 双辽市实验小学、中心小学12所
# 茂林镇|原|党委书记: whose office it was, and no name of a body
_OF_OFFICE = ("原", "现任", "前任", "时任")
_NUMERALS = "一二三四五六七八九十"
_PLENUMS = ("一中", "二中", "三中", "四中", "五中", "六中", "七中")  # schools, but not before 全会
_PUPIL = ("生", "毕业")  # 大学|生, 中学|生
_LONGER_WORD = {  # 旧厂|房, 农场|主, 银行|卡, 新修村|组公路
    "厂": ("房", "商", "家"), "场": ("主",), "行": ("卡",), "村": ("组公路", "组道路", "组路", "组干部", "组级", "组主干道"),
}  # fmt: skip
# 慕名来|村游玩, 封堵出|村道路: who came to a village, and no name of one; but 悦来|村
_CAME = lazy(
    r"[来出进入回返离](?=村(?:入户|入组|游客|游玩|旅游|参观|考察|打卡|投资|创业|就业|务工|任职|调研|采访|道路|公路|主干道|干道|要道|路|口))"
)


class Ends:
    """Where names may end in a text: the ends of towns, villages, zones and bodies, in order.

    ``led`` are start and kind of those that a name of their own may lead to; a zone needs no name.
    """

    def __init__(self, text: str) -> None:
        words = site_words()
        hits = words.ends.find_matches_as_indexes(text)
        self.text = text
        self.starts = [start for _, start, _ in hits]
        self._hits = hits
        kinds = words.kinds
        self.led = [
            (start, kinds[index])
            for index, start, _ in hits
            if text[start - 1] not in _BEFORE_NO_END
            or kinds[index] == "zone"
            or (text[start - 1] == "才" and STOP.match(text, start - 1) is None)  # 育才|社区
        ]

    def __bool__(self) -> bool:
        return bool(self.starts)

    def reached(self, position: int) -> Sequence[tuple[int, int, str]]:
        """Start, end and kind of the ends that a name from a position could have: no farther than a name is long, with
        nothing between that no name holds."""
        first = bisect_left(self.starts, position)
        limit = position + LONGEST["body"]
        if first == len(self.starts) or self.starts[first] > limit:
            return ()
        stop = STOP.search(self.text, position, limit)
        last = bisect_right(self.starts, stop.start() if stop else limit, first)
        kinds = site_words().kinds
        return [(start, end, kinds[index]) for index, start, end in self._hits[first:last]]


def read_name(ends: Ends, position: int, shortest: int, buildings: bool) -> Site | None:
    """The name that starts at a position: a town, a village in it, a body in that, as far as they are proper."""
    text, words = ends.text, site_words()
    verb = text.startswith(words.verbs.get(text[position : position + 1], ()), position)
    verb = verb and not (shortest == 1 and text.startswith("国家级", position))  # 阿尔山|国家级旅游度假区
    within_reach = ends.reached(position)
    whole = any(start == position and kind == "zone" for start, _, kind in within_reach)  # 产业集聚区
    common = common_name(text, position, shortest == 1) if within_reach else None
    if verb and not whole and not common and not _NUMBERED.match(text, position):
        return None
    end, kind = position, ""
    order = ("town", "village", "body")
    while within_reach:
        step = _step(text, end, within_reach, shortest if not kind else 1, buildings)
        if step is None or (kind and kind != "body" and order.index(step[1]) <= order.index(kind)):
            break
        stop, step_kind = step
        bare_end = stop
        if step_kind == "body":
            party = _PARTY.match(text, stop)
            bare_end = party.end() if party else stop
        end, kind = bare_end, step_kind
        if kind == "body" and not _BRANCH.match(text, end):
            break
        within_reach = ends.reached(end)
    if kind in ("town", "village") and (unit := _OF_TOWN.match(text, end)):
        return Site(Span(position, unit.end()), _PARTY_END.sub("", text[position : unit.end()]), "body")
    if not kind:
        return None
    name = text[position:end]
    return Site(Span(position, end), _PARTY_END.sub("", name) if kind == "body" else name, kind)


def units(text: str) -> list[Site]:
    """The units of a town that open a clause by their kind alone.

    >>> [site.name for site in units("有党员1200名，机关支部有党员32名，机关支部书记3名")]
    ['机关支部']
    """
    return [Site(Span(*match.span()), match.group(), "unit") for match in _UNIT.finditer(text)]


def may_be_units(text: str) -> bool:
    """Whether a text holds a word that what `units` finds has."""
    return "支" in text and any(word in text for word in ("机关", "中心", "卫生院", "派出所", "退休"))


def _still_proper(own: str, kind: str, end: str, shortest: int) -> bool:
    """Names whose own part ends as a description does: 增村|镇, 绿源农业|有限公司, 蔬菜产业|集团, 宁波|流动党员|党委."""
    if kind in ("town", "village") and _BRIGHT.fullmatch(own) and own not in ordinary():
        return True  # 三星|镇, 汇富|社区; but 经济强|镇, 致富|村
    if kind == "town":
        ends = "村庄镇乡" if end == "街道" else "村庄"  # 增村|镇, 天生港镇|街道
        return len(own) > 1 and (own[-1] in ends or own in ("前进", "跃进"))
    trade = next(filter(own.endswith, site_words().trades), "") if end in _FIRMS else ""
    if trade:
        return len(own) - len(trade) > 1 and not is_generic(own.removesuffix(trade))
    if kind == "body" and own in site_words().common and own not in site_words().common_acts:
        return True  # 红星|农场, 前进|小学; but 建设|公司
    if kind == "body" and own.startswith("中国") and len(own) > len("中国"):
        return True  # 中国农业|银行
    if kind == "village" and _ends_with_a_region(own):
        return True  # 大武乡|村 of 武乡县
    if end in _NAMED_BY_REGION and "干部" not in own and _opens_with_a_region(own):
        return True  # 湖南农业|大学; but 湖南干部网络|学院 trains for its province
    if kind in ("zone", "body") and len(own) >= _LONG_NAME:
        return own.endswith(_IN_LONG_NAMES)
    return shortest == 1 and own.startswith("流动") and end in ("党委", "党总支", "党支部")


def _ends_with_a_region(own: str) -> bool:
    return own[-1:] == "乡" and own[-2:] in registry().by_form


def _opens_with_a_region(own: str) -> bool:
    return any(own[:at] in registry().by_form for at in range(2, len(own)))


def _soft(own: str, kind: str) -> bool:
    """Whether a function word may be part of a name: 永和|镇, but not 机关和|社区, 全区|社区."""
    first = _SOFT_STOP.split(own, maxsplit=1)[0]
    if kind == "body":  # 协和|医院, but not 市和|医院, 机关和|医院
        return len(first) == 1 and first not in "省市县区州乡镇村" and own[1] == "和"
    if len(own) > _SOFT_MOST:
        return False
    if not first:
        return bool(_SOFT_START.match(own))
    return own[len(first)] in "和都其" and not (is_generic(first) or first[-1] in "镇乡村县区市")


def _is_of_region(text: str, position: int, end: str) -> bool:
    """海安市|人民医院, 启东|中学: a body that has no name but its region's; not 启东市|中学, which are all of them."""
    return end in _ONE_A_REGION or (
        end in _ONE_A_STEM and text[position - 1 : position] not in (*_LEVELS, "旗", "的")
    )


# Zones as a county has them and programmes as a province has them: 红旗示范区|发展党员12名, 能源绿色低碳转型示范区
_WEAK_ZONES = ("示范区", "集中区", "集聚区", "实验区", "经济区", "工业区", "农高区")
_WEAK_MOST = 3
_HAS_MEMBERS = lazy(
    r"(?:党工委|管委会)?(?:目前|现|共|总)*(?:有|新?发展|培训)?(?:基层|中共|正式|预备)?(?:党员|党组织|党支部|党总支|党委)|(?:目前|现|共)*有(?:企业|党员)|\d+名"
)


def _is_programme(text: str, end: str, own: str, behind: int) -> bool:
    """Whether a name with the end of a zone is none of a place with members of its own."""
    return end in _WEAK_ZONES and (len(own) > _WEAK_MOST or _HAS_MEMBERS.match(text, behind) is None)


def _is_school(text: str, own: str, start: int, end: int) -> bool:
    """双辽市|实验小学, the one that has no other name; not 双辽市|中心小学12所."""
    return (
        own in _SCHOOL_NAMES and text.startswith(_SCHOOLS, start) and _ONE_SCHOOL.match(text, end) is not None
    )


def _are_all_of_a_region(own: str, end: str, kind: str) -> bool:
    """Whether a body has no name but its region's and is no one thing there: 双辽市|农场, 四川省|开发区; but 双辽市|人民医院, 双辽市|开发区."""
    if end in _ONE_A_REGION:
        return False
    named = [region for region in registry().by_form.get(own, ()) if region.name == own]
    return any(kind != "zone" or region.level == "province" for region in named)


def _is_acted_on(own: str, led: bool) -> bool:
    """Whether the own part of a body's name says what a region does to one: 双辽市推动|学校, 双辽市|推动民办|学校 where the region
    has ``led`` there; but 双辽市开发|公司."""
    acts, forms = site_words().acts, registry().by_form
    if led and own[:2] in acts:
        return True
    return any(own[end : end + 2] in acts and own[:end] in forms for end in range(2, len(own) - 1))


def _step(
    text: str, position: int, within_reach: Sequence[tuple[int, int, str]], shortest: int, buildings: bool
) -> tuple[int, str] | None:
    """The end and the kind of the one name part that starts at a position, None when no proper one does."""
    words = site_words()
    if common := common_name(text, position, shortest == 1):
        return common
    for start, end, kind in within_reach:
        own = text[position:start]
        if (
            kind == "building"
            and not buildings
            and not (end - start == 2 and text.startswith("党委", start) and start - position > 3)
        ):
            continue  # at the head of a clause 文化广场 is any; 中国一汽党委 is one
        as_kind = "body" if kind in ("zone", "building") else kind
        if _is_programme(text, text[start:end], own, end) or own in _OF_OFFICE:
            continue
        held = (
            shortest == 1 and as_kind != "body" and _SOFT_INSIDE.fullmatch(own) and said_of_places(text, end)
        )
        if _SOFT_STOP.search(own) and not held and not _soft(own, as_kind):
            return None
        if kind == "zone" and not own and _ZONE_IN_TOWN.match(text, end):
            continue
        if kind == "zone" and not own:
            # 四川省|开发区: all that a province has
            return None if text.endswith(("省", "自治区"), 0, position) else (end, "body")
        if own in words.no_names or (
            len(own) == 1 and text.startswith("社区", start) and own not in _NUMERALS
        ):
            continue  # 全市按|村划分, 银川市按|社区; but 渝州路街道一|社区
        if f"{own}{text[start:end]}小学".endswith("中小学小学") or text.startswith("中小学", end - 1):
            continue  # 浏阳市|中|小学党组织, 统|一中|小学: primary and secondary schools
        if text[start:end] in _PLENUMS and text.startswith("全会", end):
            continue  # 十七届|四中|全会
        if kind == "zone" and own and _PLACE_FOLLOWS.match(text, end):
            continue  # 靖安新区|康庄社区: the village, and the zone is where it lies
        if text[start:end] in _WORKS and own and _LIVED_AT.match(text, end):
            continue
        if (
            kind == "village"
            and end - start == 1
            and (_HOLDS_VILLAGE.match(text, end) or _VILLAGES.match(text, start))
        ):
            continue
        if as_kind == "body" and _are_all_of_a_region(own, text[start:end], kind):
            continue
        if kind == "village" and text.startswith(_TOWN_FOLLOWS, end):
            continue  # 增村|镇, 星村|镇: the village in the name of a town
        if kind == "town" and end - start == 1 and text.startswith("街道", end):
            continue  # 江湾镇|街道
        if end - start == 1 and kind == "village" and len(own) == 1 and _OF_A_VILLAGE.match(text, end):
            return end + 1, kind
        if own.endswith("第") and text[end - 1 : end + 1] == "中学":  # 第|一中|学
            end += 1
        if as_kind != "body" and len(own) > 1 and not own.strip("省市县区州乡镇村"):
            return None  # 省市县|乡
        if kind == "town" and end - start == 1 and _TOWNS_OF_A_SORT.fullmatch(own):
            return None
        if as_kind != "body" and (_SO_MANY.fullmatch(own) or own.endswith(("万元", "亿元"))):
            return None  # 武汉|三镇, 辖三乡七镇, 超百万元|村
        of_level = as_kind == "body" and (
            own in _LEVELS or (not own and shortest == 1 and _is_of_region(text, position, text[start:end]))
        )
        as_noun = (len(own) > 2 or own[-1:] == "农") and own.endswith(_COMMON_NOUN.get(text[start], ()))
        as_noun = as_noun and not _ends_with_a_region(own)
        if as_noun and not (shortest == 1 and own[-1] == "城" and said_of_places(text, end)):
            return None  # 农|村, 新型城|镇, but 双辽市|达坂城|镇党委
        if (len(own) < shortest and not of_level) or (kind == "town" and text.startswith(_TOWN_GOES_ON, end)):
            continue
        verb = words.inner_verbs if as_kind == "body" else words.any_verb
        if len(own) > LONGEST[as_kind] or verb.search(own) or text.startswith(_PUPIL, end):
            return None
        if text.startswith(_LONGER_WORD.get(text[end - 1], ()), end):
            return None
        if as_kind == "body" and _is_acted_on(own, shortest == 1):
            return None
        if (len(own) > 2 or own[-1:] != "来") and _CAME.match(text, max(0, start - 1)):
            return None
        # 前进|村村民; 后进|村 and 进|村 only describe
        named = own.endswith("进") and LIVED_IN.match(text, end) and len(own) == 2 and not is_generic(own, 2)
        # 城区|街道办事处|党总支下设党支部16个: the only one that its county has
        named = named or (kind == "town" and own == "城区" and _HAS_BRANCHES.match(text, end) is not None)
        named = named or (shortest == 1 and _is_school(text, own, start, end))
        if is_generic(own) and not named and not _still_proper(own, kind, text[start:end], shortest):
            return None
        return end, as_kind
    return None
