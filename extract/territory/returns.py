"""Words that bring a text back to a region after it spoke of a narrower place: 全市, 县委, 各地, 一是; 全乡 and 我校; 该县."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick_rs
from ahocorasick_rs import Implementation, MatchKind

from extract.patterns import HAN, lazy, lazy_regex


class Returning(NamedTuple):
    """A word at ``start``..``end``. ``sort`` is ``whole`` (全市), ``source`` (省委组织部公布), ``office`` (市委, 市财政), ``each`` (各县), ``wide`` (各地),
    ``item`` (一是), ``body`` (全乡, 公司党委), ``meeting`` (本次大会), ``again`` (该县, 村里), ``sent`` (146名第一书记) or ``party`` (全党, with a figure of its own); ``kind`` the level or the kind of body that it names."""

    start: int
    end: int
    sort: str
    kind: str


LEVELS = "省市县区州旗盟"
"""The kinds of regions by the last character of their names."""

_OFFICES = (
    "委", "政府", "纪委", "直", "财政", "级财政", "级层面", "级领导", "级重点培训", "级主体班", "级示范班", "级示范培训", "级培训班", "级集中培训", "人大", "政协", "公安", "教育", "民政", "卫健", "卫生", "农业",
    "人社", "检察", "统计", "发改", "工信", "水利", "交通", "住建", "文旅", "审计", "司法", "自然资源", "生态", "应急", "市场监管",
    "乡村振兴", "扶贫", "总工会", "国资", "组织部", "宣传部", "统战部", "政法", "内", "编办", "信访", "科技", "商务", "林业", "属",
    "妇联", "工商联", "残联", "法院",
)  # fmt: skip
_WIDE = (
    "各地", "各级", "全域", "市县两级", "州县两级", "市区两级", "区县两级", "县乡两级", "省州县", "县乡村", "省市县", "省、市、县", "放眼全", "兄弟省", "系统共", "系统现", "系统各", "系统党",
)  # fmt: skip
_EACH = {  # whose parts these are: 各县（市、区）are those of a prefecture, 各乡镇 those of a county
    "各市": "province", "各州": "province", "各县": "prefecture", "各区": "prefecture", "各旗": "prefecture",
    "各乡镇": "county", "各镇": "county", "各乡": "county", "各街道": "county", "各镇街": "county", "各街镇": "county",
}  # fmt: skip
_SENT_OUT = ("驻村干部", "驻村第一书记", "帮扶干部", "选派干部")  # all of them, where they have a sum
# 146名第一书记: a village has one
_SENT_TO_VILLAGES = (
    "名第一书记",
    "位第一书记",
    "名驻村第一书记",
    "位驻村第一书记",
    "个第一书记",
    "名大学生村官",
    "名大学生“村官”",
)
_MANY = lazy_regex(r"(?r)\d[\d.,万]+[余多]?")
_SUMMED = lazy(r"们?(?:共(?![同建商])|总共|一共|累计)")
_HELD = ("大会", "会议", "选举", "换届", "活动")
_OWN_WIDE = ("各", "全", "放眼", "兄弟", "系统")
_OWN = ("乡", "镇", "村", "校", "院", "厂", "街道", "社区", "公司", "集团")
_OWN_UNITS = ("行", "局")
_NO_UNIT_AFTER = ("业", "程", "动", "部", "面", "势", "性", "观")  # 全行业, 全局性, 布局全局观
_OWN_OFFICES = ("乡", "镇", "村", "校", "院", "街道", "社区", "学校", "医院", "公司", "集团", "企业")
_ITEMS = (
    *(f"{n}是" for n in "一二三四五六七八九十"),
    *(f"{o}{n}{c}" for o, c in ("（）", "()") for n in (*"一二三四五六七八九十", *"123456789")),
    *"①②③④⑤⑥⑦⑧⑨⑩",
)
_AGAIN = (
    *LEVELS,
    "镇",
    "乡",
    "村",
    "院",
    "校",
    "厂",
    "行",
    "局",
    "街道",
    "社区",
    "公司",
    "集团",
    "企业",
    "园区",
)
_NO_WHOLE_BEFORE = "安健完齐占居列于比较"  # 安全省心, 占全市的15%
_NO_WHOLE_AFTER = (
    "首", "第", "率先", "唯一", "最", "先进", "优秀", "前列", "模范", "道德模范", "劳", "性", "推广", "平均", "榜", "重点", "范围推", "范围内推",
    "党的建设工作会", "统一部署", "统一安排", "统一要求", "工作部署",  # 武安镇按照全区统一部署
)  # fmt: skip
# 创建全国文明城市、全国禁毒示范城市: a title, wherever the text stands
_TO_BEAR = ("创建", "争创", "荣获", "获评", "获得", "入选", "评为", "授予", "列为", "列入", "命名为", "跻身")
_TITLE = lazy_regex(
    r"\p{Han}{0,14}?(?:示范(?:城市|区|县|市|村|社区|单位|点|校|企业)|(?:文明|卫生|园林|森林|双拥模范|模范)(?:城市|城|县城?|村镇?|单位|校园)|百强|称号|试点(?:城市|单位|县|市|区))"
)
# 是全市…的缩影, not 是全市定点医院
SUMMED_UP = lazy(r"[^。；]{0,30}(?:缩影|写照|例证|侧面|剪影|实践)")
# 双山村是|全县|36个示范村之一: of those that are counted
ONE_OF = lazy_regex(
    r"(?:的|现有|共有|首批|第\p{Han}批)?\d[\d.]*[万余多]*[个名家所]\p{Han}{0,3}[^，,。；;]{0,40}?之一"
)
_OFFICE_BEFORE = lazy(rf"(?![由经向对在被将把据受])[{HAN}]")
_NO_OFFICE_AFTER = lazy(r"(?<=委)[员托派]|(?<=直)[接属辖营观播]|(?<=内)[外容部涵]")
# 驻通高校, 省内高校
_ALL_HERE = lazy_regex(r"(?:驻\p{Han}{1,2}|[省市州]内|(?:^|[，。；\n])在\p{Han})$")
# 我们党9000多万名党员, 全党现有基层组织486万个; not 我们党成立100周年, 健全党员管理
_OF_ITS_OWN = lazy(
    r"(?![员委支校建组工政群小])(?:已经?|突破|超过?|接?近|逾|增至|增加到|发展到|壮大到|现在?|目前|如今|是|一个|拥?有着?|共|达到?|成立|建党|之?[时初]|仅|只|的|由|从|为|党员|党的|总[数量]|队伍|基层|发展|到|党?组织|人数|数量)*+"
    r"\d[\d.,]*(?![\d.,年周届大次个]|[余多]年|月)"
)
_COUNTED = lazy(
    r"(?:\d[\d.,]*[万千百]?[余多来]?个?|[各几]个?|多个|所有|许多|不少|多数)(?:行政|建制|自然|贫困|脱贫|城市|农村|乡镇|[乡镇])?$"
)
_COUNTED_WITHIN = 12  # characters
# 区纪委督办后，…; 在县委的领导下，…
_ONLY_THEN = lazy(r"[^，,。；]{0,16}[后下][，,]")
_ITEM_BEFORE = lazy(r"[。；\s：:“]")


@cache
def _words() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, str], ...]]:
    """The automaton of the words that bring back, and for each its sort and its level or kind."""
    words: dict[str, tuple[str, str]] = {}
    for level in LEVELS:
        words |= {f"{all_}{level}": ("whole", level) for all_ in "全我"}
        words |= {f"{level}{office}": ("office", level) for office in _OFFICES}
        words[f"团{level}委"] = ("office", level)
    words |= {f"{all_}国": ("whole", "国") for all_ in "全我"}
    words |= dict.fromkeys(("中央层面", "国家层面"), ("whole", "国"))
    words |= dict.fromkeys(("全党", "我党", "我们党", "中国共产党"), ("party", "国"))
    words |= {f"自治{level}": ("office", level) for level in "区州县旗"}
    words |= {"地委": ("office", "地"), "地直": ("office", "地")}
    words |= dict.fromkeys(_WIDE, ("wide", ""))
    words |= dict.fromkeys(_SENT_OUT, ("sent out", ""))
    words |= dict.fromkeys(_SENT_TO_VILLAGES, ("sent to villages", ""))
    words["高校"] = ("all of a kind", "")
    words |= {word: ("each", level) for word, level in _EACH.items()}
    words |= {f"{all_}{own}": ("body", own) for all_ in "全我" for own in _OWN}
    words |= {f"全{own}": ("unit", own) for own in _OWN_UNITS}
    words |= {f"{own}{end}": ("own office", own) for own in _OWN_OFFICES for end in ("党委", "党工委")}
    words |= {
        f"{place}{inside}": ("again", place) for place in ("村", "镇", "乡", "社区") for inside in "里上"
    }
    words |= {own: ("own office", own) for own in _OWN_OFFICES if len(own) > 1}
    words |= dict.fromkeys(_ITEMS, ("item", ""))
    words |= {f"{this}{held}": ("meeting", "") for this in ("本次", "此次", "这次") for held in _HELD}
    words |= {f"该{kind}": ("again", kind) for kind in _AGAIN}
    automaton = ahocorasick_rs.AhoCorasick(
        list(words), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
    )
    return automaton, tuple(words.values())


_HAN = lazy(f"[{HAN}]")
_SOURCE = lazy(  # 记者从|省委组织部获悉, |省纪委监委通报, 据|中央组织部统计: what an office makes known is its region's
    r"(?P<level>中央|国家|[省市州])"
    r"(?:(?:委)?(?:组织部|宣传部|统战部|政法委)|委|纪委(?:国家监委|监委|监察[委局厅])?|国家监委|统计[局厅]|民政[局厅部]|人社[局厅]|级有关部门)(?:网站)?(?:最新|近日|日前|昨日|今日|\d{1,2}日)?"
    r"(?:获悉|了解到|公布|发布|通报(?!批评)|统计|(?:的)?(?:党内)?(?:统计)?(?:数据|资料)(?:显示|表明)?|消息)(?:的|了)?(?![会员])"
)
_TOLD_BY = ("从", "据", "由", "记者", "笔者")  # what may stand before a source within its clause


def returns(text: str) -> Iterator[Returning]:
    """The words of a text that bring it back, in order.

    >>> [text[word.start : word.end] for text in ["占全市的15%，全市共建，区委员会，市委牵头"] for word in returns(text)]
    ['全市', '市委']
    """
    if "委" in text or "统计" in text or "组织部" in text:
        for source in _SOURCE.finditer(text):
            start, level = source.start(), source["level"]
            if _opens(text, start, source.end()) or text.endswith(_TOLD_BY, 0, start):
                yield Returning(start, source.end(), "source", "国" if len(level) > 1 else level)
    automaton, sorts = _words()
    for index, start, end in automaton.find_matches_as_indexes(text):
        sort, kind = sorts[index]
        if _TELLS[sort](text, start, end):
            number = _MANY.match(text, 0, start) if sort == "sent to villages" else None
            yield Returning(number.start() if number else start, end, _SAME_AS.get(sort, sort), kind)


def _whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    if (before and before in _NO_WHOLE_BEFORE) or text.startswith(_NO_WHOLE_AFTER, end):
        return False
    if (before in ("、", "和", "与", "及") or text.endswith(_TO_BEAR, 0, start)) and _TITLE.match(text, end):
        return False
    counted = SUMMED_UP.match(text, end) or ONE_OF.match(text, end)
    return before != "是" or text.endswith(_ITEMS, 0, start) or counted is not None


def _office(text: str, start: int, end: int) -> bool:
    inside_a_word = _OFFICE_BEFORE.match(text[start - 1 : start]) or _NO_OFFICE_AFTER.match(text, end)
    return not inside_a_word and not _ONLY_THEN.match(text, end)


def _party(text: str, start: int, end: int) -> bool:
    """Not in 全省共有中国共产党党员54万名, where it says what sort of members they are."""
    free = not text.startswith("中", start) or _opens(text, start, end)
    return free and bool(_OF_ITS_OWN.match(text, end))


def _wide(text: str, start: int, end: int) -> bool:
    """Not in 深圳|市区两级: the first character ends the name of the place whose levels they are."""
    free = text.startswith(_OWN_WIDE, start) or _OFFICE_BEFORE.match(text[start - 1 : start]) is None
    return free and (not text.startswith("各级", start) or _opens(text, start, end))


def _all_here(text: str, start: int, end: int) -> bool:
    return bool(_ALL_HERE.search(text, max(0, start - 4), start))


def _sent_out(text: str, start: int, end: int) -> bool:
    """驻村干部共帮助…: the sum of all who were sent, and not of the one whose village the text has come to."""
    return _opens(text, start, end) and _SUMMED.match(text, end) is not None


def _sent_to_villages(text: str, start: int, end: int) -> bool:
    """146名第一书记, before a person's name no more than one of them."""
    return _MANY.match(text, 0, start) is not None


def _opens(text: str, start: int, end: int) -> bool:
    return not _HAN.match(text[start - 1 : start])


def _item(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    return not before or bool(_ITEM_BEFORE.match(before)) or text[start] in "（("


def _again(text: str, start: int, end: int) -> bool:
    """Not in 132个社区里, 各村里: they are many."""
    return _COUNTED.search(text, max(0, start - _COUNTED_WITHIN), start) is None


def _unit(text: str, start: int, end: int) -> bool:
    """Not in 全行业, 着眼全局, 全局性."""
    return _opens(text, start, end) and not text.startswith(_NO_UNIT_AFTER, end)


def _always(text: str, start: int, end: int) -> bool:
    return True


_SAME_AS = {
    "all of a kind": "wide",
    "sent out": "wide",
    "sent to villages": "sent",
    "own office": "body",
    "unit": "body",
}
_TELLS = {
    "whole": _whole,
    "party": _party,
    "office": _office,
    "wide": _wide,
    "all of a kind": _all_here,
    "sent out": _sent_out,
    "sent to villages": _sent_to_villages,
    "each": _always,
    "body": _always,
    "own office": _opens,
    "unit": _unit,
    "item": _item,
    "again": _again,
    "meeting": _opens,
}
