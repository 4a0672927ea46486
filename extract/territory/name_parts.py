"""One part of a name of what is narrower than a county: 茂林|镇, 东岭|村, 宏达|公司, read from where it starts.

A part is its own word and a kind behind it. Many words of a sentence look like one (农|村, 推动|学校, 四川省|农场, 特色小|镇); what tells
them apart are two lists of small rules: by the first another end farther on may still close a name, by the second there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.ordinary import ordinary
from extract.patterns import HAN, lazy, lazy_regex
from extract.regions import registry
from extract.territory.common_names import common_name, said_of_places
from extract.territory.site_words import is_generic, site_words

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
LONGEST = {"town": 8, "village": 8, "body": 14}  # characters of the name's own part
_TOWN_GOES_ON = ("村", "镇", "土", "科级", "级")
_PLACE_FOLLOWS = lazy_regex(r"\p{Han}{1,5}?(?:社区|街道|[镇乡村])")
_SO_MANY = lazy("(?:下?辖|共有?|设有?|管)[一两二三四五六七八九十]{1,3}个?|[两二三四五六七八九十]")
_ZONE_IN_TOWN = lazy(
    rf"[{HAN}]{{0,2}}(?:街道|镇|乡)(?![里亲民级])|(?<=新城)(?:社区|村)"
)  # 新城|子街道, 开发区|街道, 新城|社区
_LEVELS = ("省", "市", "县", "区", "州")
_ONE_A_REGION = (
    "人民医院", "中心医院", "中医院", "交警大队", "交警支队", "消防大队", "消防支队", "消防救援大队", "消防救援支队",
)  # fmt: skip
_NO_VERB_NAMES = ("大学", "学院", "医院", "中学", "小学", "银行")
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
_PUPIL = ("生", "毕业", "专科", "本科", "以上", "及以上", "学历", "文化程度")  # 大学|生, 大学|专科以上学历
_LONGER_WORD = {  # 旧厂|房, 农场|主, 银行|卡, 新修村|组公路
    "厂": ("房", "商", "家"), "场": ("主",), "行": ("卡",), "村": ("组公路", "组道路", "组路", "组干部", "组级", "组主干道"),
}  # fmt: skip
# 慕名来|村游玩, 封堵出|村道路: who came to a village, and no name of one; but 悦来|村
_CAME = lazy(
    r"[来出进入回返离](?=村(?:入户|入组|游客|游玩|旅游|参观|考察|打卡|投资|创业|就业|务工|任职|调研|采访|道路|公路|主干道|干道|要道|路|口))"
)
# Zones as a county has them and programmes as a province has them: 红旗示范区|发展党员12名, 能源绿色低碳转型示范区
_WEAK_ZONES = ("示范区", "集中区", "集聚区", "实验区", "经济区", "工业区", "农高区")
_WEAK_MOST = 3
_HAS_MEMBERS = lazy(
    r"(?:党工委|管委会)?(?:目前|现|共|总)*(?:有|新?发展|培训)?(?:基层|中共|正式|预备)?(?:党员|党组织|党支部|党总支|党委)|(?:目前|现|共)*有(?:企业|党员)|\d+名"
)


class Part:
    """A part that a name could have: its ``own`` word from ``start``, the ``word`` of its kind, up to ``end``. ``led`` says that the name
    of what it lies in stands right before, ``least`` how long its own word must be, ``buildings`` that a building may be meant."""

    __slots__ = ("as_kind", "buildings", "end", "kind", "least", "led", "own", "start", "text", "word")

    def __init__(
        self, text: str, start: int, found: tuple[int, int, str], least: int, buildings: bool
    ) -> None:
        own_end, self.end, self.kind = found
        self.text, self.start = text, start
        self.own, self.word = text[start:own_end], text[own_end : self.end]
        self.as_kind = "body" if self.kind in ("zone", "building") else self.kind
        self.least, self.led, self.buildings = least, least == 1, buildings

    def goes_on(self, *words: str) -> bool:
        """Whether one of these words follows."""
        return self.text.startswith(words, self.end)

    def is_one(self, kind: str) -> bool:
        """Whether its kind is told by one character: 镇, 乡, 村."""
        return self.kind == kind and len(self.word) == 1


def part(
    text: str, position: int, within_reach: Sequence[tuple[int, int, str]], least: int, buildings: bool
) -> tuple[int, str] | None:
    """The end and the kind of the one name part that starts at a position, None when no proper one does; ``within_reach`` are the
    starts, ends and kinds of the words that could close it."""
    if common := common_name(text, position, least == 1):
        return common
    for found in within_reach:
        one = Part(text, position, found, least, buildings)
        if one.kind == "zone" and not one.own and not _ZONE_IN_TOWN.match(text, one.end):
            # 四川省|开发区: all that a province has
            return None if text.endswith(("省", "自治区"), 0, position) else (one.end, "body")
        said = next((is_name for says, is_name in _RULES if says(one)), True)
        if said is False:
            return None
        if said:
            return (one.end + 1 if _has_two_ends(one) else one.end), one.as_kind
    return None


def _is_any_building(one: Part) -> bool:
    """At the head of a clause 文化广场 is any; 中国一汽党委 is one."""
    is_body = one.word == "党委" and len(one.own) > 3
    return one.kind == "building" and not one.buildings and not is_body


def _is_programme(one: Part) -> bool:
    """能源绿色低碳转型|示范区, which has no members of its own."""
    weak = one.word in _WEAK_ZONES
    return weak and (len(one.own) > _WEAK_MOST or _HAS_MEMBERS.match(one.text, one.end) is None)


def _is_of_an_office(one: Part) -> bool:
    """茂林镇|原|党委书记: whose office it was."""
    return one.own in _OF_OFFICE


def _has_function_word(one: Part) -> bool:
    """机关和|社区, 全区|社区; but 永和|镇, and 双辽市|阿多乡党委."""
    if not _SOFT_STOP.search(one.own):
        return False
    held = one.led and one.as_kind != "body" and _SOFT_INSIDE.fullmatch(one.own)
    return not (held and said_of_places(one.text, one.end)) and not _soft(one.own, one.as_kind)


def _is_zone_of_a_town(one: Part) -> bool:
    """新城|子街道: the word of a zone in the name of a town."""
    return one.kind == "zone" and not one.own


def _is_no_name(one: Part) -> bool:
    """全市按|村划分, 银川市按|社区; but 渝州路街道一|社区."""
    of_one = len(one.own) == 1 and one.word.startswith("社区") and one.own not in _NUMERALS
    return one.own in site_words().no_names or of_one


def _is_of_all_schools(one: Part) -> bool:
    """浏阳市中|小学党组织, 统|一中|小学: primary and secondary schools."""
    both = one.word == "小学" and one.own.endswith("中")
    return both or one.text.startswith("中小学", one.end - 1)


def _is_plenum(one: Part) -> bool:
    """十七届|四中|全会."""
    return one.word in _PLENUMS and one.goes_on("全会")


def _lies_in_a_zone(one: Part) -> bool:
    """靖安新区|康庄社区: the village, and the zone is where it lies."""
    return one.kind == "zone" and _PLACE_FOLLOWS.match(one.text, one.end) is not None


def _is_in_a_works(one: Part) -> bool:
    """铁厂|镇, 红旗农场|社区."""
    return one.word in _WORKS and one.own != "" and _LIVED_AT.match(one.text, one.end) is not None


def _is_village_in_a_name(one: Part) -> bool:
    """韩|村|河镇; 传统|村落."""
    if not one.is_one("village"):
        return False
    return bool(_HOLDS_VILLAGE.match(one.text, one.end) or _VILLAGES.match(one.text, one.end - 1))


def _are_all_of_a_region(one: Part) -> bool:
    """双辽市|农场, 四川省|开发区; but 双辽市|人民医院, 双辽市|开发区."""
    if one.as_kind != "body" or one.word in _ONE_A_REGION:
        return False
    named = [region for region in registry().by_form.get(one.own, ()) if region.name == one.own]
    return any(one.kind != "zone" or region.level == "province" for region in named)


def _is_village_of_a_town(one: Part) -> bool:
    """增村|镇, 星村|镇: the village in the name of a town."""
    return one.kind == "village" and one.goes_on("镇", "街道")


def _is_town_of_a_street(one: Part) -> bool:
    """江湾镇|街道."""
    return one.is_one("town") and one.goes_on("街道")


def _are_levels(one: Part) -> bool:
    """省市县|乡."""
    return one.as_kind != "body" and len(one.own) > 1 and not one.own.strip("省市县区州乡镇村")


def _is_of_a_sort(one: Part) -> bool:
    """四川省城|镇, 特色小|镇."""
    return one.is_one("town") and _TOWNS_OF_A_SORT.fullmatch(one.own) is not None


def _are_many(one: Part) -> bool:
    """武汉|三镇, 辖三乡七镇, 超百万元|村."""
    so_many = _SO_MANY.fullmatch(one.own) or one.own.endswith(("万元", "亿元"))
    return one.as_kind != "body" and bool(so_many)


def _is_common_noun(one: Part) -> bool:
    """新改建农|村, 新型城|镇; but 双辽市|达坂城|镇党委, 大武乡|村 of 武乡县."""
    own = one.own
    if len(own) <= 2 and own[-1:] != "农":
        return False
    if not own.endswith(_COMMON_NOUN.get(one.word[:1], ())) or _ends_with_a_region(own):
        return False
    return not (one.led and own[-1] == "城" and said_of_places(one.text, one.end))


def _is_too_short(one: Part) -> bool:
    """Shorter than a name is where nothing leads to it, or a town that goes on: 茂|镇级."""
    own = one.own
    of_region = not own and one.led and _is_of_region(one)
    of_level = one.as_kind == "body" and (own in _LEVELS or of_region)
    return (len(own) < one.least and not of_level) or (one.kind == "town" and one.goes_on(*_TOWN_GOES_ON))


def _is_phrase(one: Part) -> bool:
    """十八洞村成立|合作社, 大学|生, or longer than any name."""
    words = site_words()
    verb = words.inner_verbs if one.as_kind == "body" else words.any_verb
    too_long = len(one.own) > LONGEST[one.as_kind]
    return too_long or verb.search(one.own) is not None or one.goes_on(*_PUPIL)


def _is_longer_word(one: Part) -> bool:
    """旧厂|房, 农场|主."""
    return one.goes_on(*_LONGER_WORD.get(one.word[-1], ()))


def _is_acted_on(one: Part) -> bool:
    """双辽市推动|学校, 双辽市|推动民办|学校 where the region has led there, 保障|医院 anywhere; but 双辽市开发|公司."""
    if one.as_kind != "body":
        return False
    own, acts, forms = one.own, site_words().acts, registry().by_form
    if (one.led or one.word in _NO_VERB_NAMES) and own[:2] in acts:
        return True
    if own[-2:] in acts and len(own) > 2 and one.word in _NO_VERB_NAMES:
        return True  # 党员走进|医院
    return any(own[end : end + 2] in acts and own[:end] in forms for end in range(2, len(own) - 1))


def _is_reached(one: Part) -> bool:
    """慕名来|村游玩, 封堵出|村道路; but 悦来|村."""
    last = one.end - len(one.word) - 1
    return (len(one.own) > 2 or one.own[-1:] != "来") and _CAME.match(one.text, max(0, last)) is not None


def _only_describes(one: Part) -> bool:
    """深度贫困|村, 后进|村; but 前进|村村民, 城区|街道办事处党总支下设党支部16个, 双辽市|实验小学."""
    own = one.own
    if not is_generic(own):
        return False
    if len(own) == 2 and own.endswith("进") and LIVED_IN.match(one.text, one.end) and not is_generic(own, 2):
        return False
    if one.kind == "town" and own == "城区" and _HAS_BRANCHES.match(one.text, one.end):
        return False
    return not (one.led and _is_school(one)) and not _still_proper(one)


def _has_two_ends(one: Part) -> bool:
    """第一中|学; 苏|村|村有."""
    if one.own.endswith("第") and one.text[one.end - 1 : one.end + 1] == "中学":
        return True
    return _is_village_twice(one)


def _is_village_twice(one: Part) -> bool:
    """苏|村|村有: a village called so whose end says it again."""
    return one.is_one("village") and len(one.own) == 1 and _OF_A_VILLAGE.match(one.text, one.end) is not None


_NO_END, _NO_NAME, _NAME = None, False, True
_RULES: tuple[tuple[Callable[[Part], bool], bool | None], ...] = (
    (_is_any_building, _NO_END),
    (_is_programme, _NO_END),
    (_is_of_an_office, _NO_END),
    (_has_function_word, _NO_NAME),
    (_is_zone_of_a_town, _NO_END),
    (_is_no_name, _NO_END),
    (_is_of_all_schools, _NO_END),
    (_is_plenum, _NO_END),
    (_lies_in_a_zone, _NO_END),
    (_is_in_a_works, _NO_END),
    (_is_village_in_a_name, _NO_END),
    (_are_all_of_a_region, _NO_END),
    (_is_village_of_a_town, _NO_END),
    (_is_town_of_a_street, _NO_END),
    (_is_village_twice, _NAME),
    (_are_levels, _NO_NAME),
    (_is_of_a_sort, _NO_NAME),
    (_are_many, _NO_NAME),
    (_is_common_noun, _NO_NAME),
    (_is_too_short, _NO_END),
    (_is_phrase, _NO_NAME),
    (_is_longer_word, _NO_NAME),
    (_is_acted_on, _NO_NAME),
    (_is_reached, _NO_NAME),
    (_only_describes, _NO_NAME),
)
"""What is asked of a part, in turn, and what it means: that another end may still close a name, that there is none, that this is one."""


def _still_proper(one: Part) -> bool:
    """Names whose own word ends as a description does: 增村|镇, 绿源农业|有限公司, 蔬菜产业|集团, 宁波|流动党员|党委."""
    own, kind, word = one.own, one.kind, one.word
    if kind in ("town", "village") and _BRIGHT.fullmatch(own) and own not in ordinary():
        return True  # 三星|镇, 汇富|社区; but 经济强|镇, 致富|村
    if kind == "town":
        ends = "村庄镇乡" if word == "街道" else "村庄"  # 增村|镇, 天生港镇|街道
        return len(own) > 1 and (own[-1] in ends or own in ("前进", "跃进"))
    trade = next(filter(own.endswith, site_words().trades), "") if word in _FIRMS else ""
    if trade:
        return len(own) - len(trade) > 1 and not is_generic(own.removesuffix(trade))
    if kind == "body" and own in site_words().common and own not in site_words().common_acts:
        return True  # 红星|农场, 前进|小学; but 建设|公司
    if kind == "body" and own.startswith("中国") and len(own) > len("中国"):
        return True  # 中国农业|银行
    if kind == "village" and _ends_with_a_region(own):
        return True  # 大武乡|村 of 武乡县
    if word in _NAMED_BY_REGION and "干部" not in own and _opens_with_a_region(own):
        return True  # 湖南农业|大学; but 湖南干部网络|学院 trains for its province
    if kind in ("zone", "body") and len(own) >= _LONG_NAME:
        return own.endswith(_IN_LONG_NAMES)
    return one.led and own.startswith("流动") and word in ("党委", "党总支", "党支部")


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


def _is_of_region(one: Part) -> bool:
    """海安市|人民医院, 启东|中学: a body that has no name but its region's; not 启东市|中学, which are all of them."""
    of_stem = one.word in _ONE_A_STEM and one.text[one.start - 1 : one.start] not in (*_LEVELS, "旗", "的")
    return one.word in _ONE_A_REGION or of_stem


def _is_school(one: Part) -> bool:
    """双辽市|实验小学, the one that has no other name; not 双辽市|中心小学12所."""
    return (
        one.own in _SCHOOL_NAMES
        and one.word.startswith(_SCHOOLS)
        and _ONE_SCHOOL.match(one.text, one.end) is not None
    )
