"""What a date does, told by the words before and after it: 截至2021年底, 自2019年3月起, 比上年, 由2021年的4%.

`dated` reads the match of the grammar's row for dates (`extract.periods.expressions`) with its groups ``lead``, ``first``, ``last``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.patterns import lazy
from extract.periods.moments import Kind, Moment, Period, read
from extract.span import Span

STOP = r"，,。；;：:、！!？?\n"
"""The marks at which a clause ends, as the inside of a character class."""

_SINCE_TAIL = lazy(
    rf"(?:度?(?:以来|至今|迄今)(?:，?(?:直?到|至)(?:现在|目前|如今))?|[直]?[到至](?:现在|目前|如今|当前)(?:为止)?|(?:起|开始|来)(?=[{STOP}])|来(?=先后|累计|共计?|全[省市县区州]|我[省市县区州])|[^{STOP}\d是]{{0,20}}?(?:以来|至今(?!年)))"
)
_BEGUN = lazy(rf"起|开始|(?:正式|全面)?启动(?=[{STOP}])")  # 从2010年4月启动，全区党员参与
_AFTER_TAIL = lazy(rf"[^{STOP}\d]{{1,24}}?后(?=[{STOP}])")
_PERSON_TAIL = lazy(
    r"(?:出生|生(?=[，,于人]|$)|入党|参加工作|毕业|入伍|参军|退伍|去世|病逝|牺牲"
    r"|(?:以后|之后|以前|之前|前|后|间|期间|以来)(?:入党|参加工作|参军|入伍|加入中国共产党)的"  # 1992年10月以后入党的占36.8%
    r"|及?其?(?:以后|之后|以前|之前|[前后])(?:出生|生于))"  # 1986年及以后出生的有47名
)
_NAME_TAIL = lazy(  # 新华社北京8月27日电; 6月30日，记者从市委组织部获悉: when the news was heard, not when it happened
    r"(?:[上下中]午|晚[上间]?|凌晨)?(?:远景目标|贺词|(?:专电|[电讯])(?:[\s（(，,：:]|$)|消息|[，,]?(?:(?:(?:本[报网台刊])?记者|笔者|通讯员)[^，,。]{0,40}|从[^，,。]{2,40})(?:获悉|了解到|获知|得知|看到|见到|采访)"
    r"|[，,]?[^。；;\d\n]{2,60}?(?:走访|采访|调研|探访|走进|来到)[^。；;\d\n]{0,60}?(?:了解到|获悉|得知|获知)[，,：:]"
    r"|(?:召开|举行|举办)的[^，,。；;\d]{2,40}?(?:透露|传出|获悉|了解到|通报|介绍|发布|公布)"
    r"|[，,]?[^，,。；;：:\d\n]{0,24}?(?:发布|公布|披露|透露|介绍|通报|宣布)(?:称|说|消息|信息)?[，,：:])"
)
_RANKED = lazy(  # 是2012年以来首次举办, 新世纪以来规模最大: a rank among the years; nothing was done in all of them
    r"(?:(?<=以来)|以来)的?(?:首[次个届家批创]|第一[次个家批]|(?:规模|力度|数量|人数)?最[大高多低少快好强长短严]|新[高低])"
)
_HEARD = lazy(r"记者[ ]?$")
_AIM = lazy(  # 围绕“十三五”末村村有合作社的目标，创办466个; 为实现2020年脱贫，选派450名: when it is to be reached, not when something was done
    rf"(?:围绕|瞄准|锚定|紧扣|聚焦|对标|朝着|向着|着眼|实现)[^{STOP}\d]{{0,8}}$"
)
_AIM_TAIL = lazy(rf"[^{STOP}\d]{{0,24}}(?:目标|愿景|蓝图)[{STOP}]")
_TO_REACH = lazy(rf"为(?:全面|如期|确保)?(?:实现|完成)[^{STOP}\d]{{0,8}}$")
_TO_REACH_TAIL = lazy(rf"[^{STOP}\d]{{2,24}}[，,]")
_AIM_BEFORE = 14  # characters
_YEARLY = lazy(r"每年(?:的)?$")
_FOUNDED = lazy(
    r"(?:[建生]|成立|创[办立建]|组建|设立|诞生|出生|落成|建成|竣工|兴建|投用)于[ ]?$"
)  # 始建于1952年, 成立于2016年的
_FOUNDED_TAIL = lazy(  # 该支部2019年成立，现有党员; 2010年6月经批准设立，; 于1998年建村。
    rf"[^{STOP}\d完]{{0,10}}?(?:成立|创[办立建]|设立|组建|挂牌|建[校厂院站村镇乡]|注册)[，,。；;]"
)
_BUILT_TAIL = lazy(
    r"(?:建成|落成|竣工|合并|搬迁|投用|启用|投入使用)[^，,。；;\d]{0,6}[，,。；;]"
)  # 于2011年建成，
_RATIO_OF = lazy(r"[为是于占]$")  # 为2019年同期的131%
_BASE_TAIL = lazy(rf"[底末]?的?[^{STOP}\d]{{0,6}}?[\d.]++倍")
_RATIO_TAIL = lazy(r"[底末]?(?:全年|同期)?的[\d.]++[%％]")
_REACHED_TAIL = lazy(rf"(?:全年|同期)?[^{STOP}\d]{{0,10}}的[\d.]++[%％]")  # 达到2020年全年总收入的70%
_COMPARED = lazy(rf"[^{STOP}\d]{{0,8}}?(?:相比|持平|相当|一致|相同|接近|不变)")  # 所占比例与上年持平
_JOINED = lazy(
    rf"[底末]?(?:[^{STOP}\d的]{{2,8}}[时初前])?的[^{STOP}\d到至]{{0,8}}?(?=[\d一二三四五六七八九十百千两]|不足|不到|近|约)"
)
_COUNTS = lazy(r"[底末]?的?(?:[近约]|不足|不到)?[\d.]++(?![年月日])")  # 从去年40多份减少到10份
_ROSE = lazy(  # 由2016年的2.7万元增至2021年33.7万元, 从2016年2.7万元到2021年33.7万元: the later of two years, each joined to its figure
    rf"(?:[增升提减降涨][加长高升少低]?|扩大|发展)$|(?:由|从)[^{STOP}]{{0,24}}?\d[\d.]*+[ ]?[万亿]?[余多]?[^{STOP}\d]{{1,8}}$"
)
_PART_ENDS = {
    "上半年": 6,
    "一季度": 3,
    "第一季度": 3,
    "二季度": 6,
    "第二季度": 6,
    "三季度": 9,
    "第三季度": 9,
    "前三季度": 9,
}


_AGE_TAIL = lazy(  # 今年58岁的李某，每年多了2000元: a person's age
    r"(?:已经?|刚刚?|才|就|将|年)?满?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[多余]?周?岁"
)
_MASKED = lazy(r"[xX×ｘＸ*＊]{1,4}[ ]?年[ ]?$")  # 成立于20xx年6月
_COUNTED_ON = lazy(r"[^，,。；;\d]{0,4}统计")  # 据3月5日初步统计
_BEFORE_IT = lazy(r"(?:之|以)?前(?=[，,])")  # 2014年3月5日前，
_YEARS_BEFORE = lazy(r"[以之]前(?=[，,])")  # 2005年以前，全镇13个场所没有桌椅
_COUNT_BEFORE = lazy(  # 比上年同期847件增加53件, 比上年847件增加53件
    r"同期[近约]?\d[\d.]*+(?!\d)(?![万亿]?倍)|(?=\d)[\d.]++[多余]?[万亿]?[件起名人个户元次](?=[^，,。；;]{0,6}[增减上下升降])"
)


def is_rank(text: str, end: int) -> bool:
    """Whether what ends here only says since when something is the first or the largest of its kind."""
    return _RANKED.match(text, end) is not None


def is_beside(text: str, begin: int, end: int) -> bool:
    """记者日前从区里获悉 and 近日，记者了解到 say when the news was heard, 建于1974年 how old a house is, 2035年远景目标 a
    name: none of them dates a figure."""
    masked = _MASKED.search(text, max(0, begin - 6), begin)
    if masked is not None:
        begin = masked.start() - len("20")
    return bool(
        _NAME_TAIL.match(text, end)
        or is_aim(text, begin, end)
        or is_rank(text, end)
        or _HEARD.search(text, max(0, begin - 3), begin)
        or _FOUNDED.search(text, max(0, begin - 4), begin)
    )


def is_aim(text: str, begin: int, end: int) -> bool:
    """Whether what stands there is the time at which something is to be reached."""
    before = max(0, begin - _AIM_BEFORE)
    return (_AIM.search(text, before, begin) is not None and _AIM_TAIL.match(text, end) is not None) or (
        _TO_REACH.search(text, before, begin) is not None and _TO_REACH_TAIL.match(text, end) is not None
    )


def dated(match: re.Match[str]) -> Period | None:
    """An expression built on a year, a month or a day, by what stands before and after it."""
    text, end, lead = match.string, match.end(), match["lead"] or ""
    start, last = read(match["first"]), None
    if match["last"]:
        start, last = _shared(start, read(match["last"]))
    elif start.month and _AFTER_TAIL.match(text, end):
        start = replace(start, month=None, day=None)  # 2020年1月被聘为组织员后: what came after took the year
    kind = _role(lead, start, last is not None, text, match.span())
    if kind is None:
        return None
    if kind == "state" and start.part in _PART_ENDS:
        start = replace(start, month=_PART_ENDS[start.part], part="")
    if kind == "since" and (tail := _SINCE_TAIL.match(text, end)):
        end = tail.end()
    elif kind in ("base", "anchor") and text.startswith("同期", end):
        end += 2
    elif (
        kind == "state" and text.startswith("前", end) and not text.startswith(("前夕", "前后", "前往"), end)
    ):
        end += 1  # 2025年6月底前: an aim
    keeps_lead = lead.startswith(("截", "自")) or kind in ("base", "state")
    begin = match.start() if keeps_lead else match.start() + len(lead)
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    if kind == "within" and not start.is_full and (before := _YEARS_BEFORE.match(text, end)):
        return Period(Span(begin, before.end()), text[begin : before.end()], "copied")
    return Period(Span(begin, end), text[begin:end], kind, start, last)


def _shared(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Both ends of a span share what only one of them says: 4月8日至10日, 2016—2020年, 去年3月至今年5月."""
    if last.year is None and last.offset is None:
        turned = last.month is not None and first.month is not None and last.month < first.month
        year = None if first.year is None else first.year + turned  # 2015年12月20日至1月14日
        offset = None if first.offset is None else first.offset + turned
        last = replace(last, year=year, offset=offset)
        if last.month is None and last.day is not None:
            last = replace(last, month=first.month)
    return first, last


def _role(lead: str, moment: Moment, is_span: bool, text: str, at: tuple[int, int]) -> Kind | None:
    """What a dated expression does; None when it belongs to a name, a dateline or a person's life."""
    begin, end = at
    if (
        is_beside(text, begin, end)
        or (moment.year is not None and _PERSON_TAIL.match(text, end) and not _SINCE_TAIL.match(text, end))
        or (moment.offset == 0 and _AGE_TAIL.match(text, end))
        or (not lead and _FOUNDED_TAIL.match(text, end))
        or (text[max(0, begin - 1) : begin] == "于" and _BUILT_TAIL.match(text, end))
    ):
        return None
    if moment.month and moment.year is None and _YEARLY.search(text, max(0, begin - 3), begin):
        return "every"  # 每年5—7月，机关干部下村防汛
    if lead.startswith("截") or (text[max(0, begin - 1) : begin] == "据" and _COUNTED_ON.match(text, end)):
        return "state"
    if moment.day and not is_span and _BEFORE_IT.match(text, end):
        return "state"
    joined = _JOINED.match(text, end) is not None or (
        lead in ("由", "从") and _COUNTS.match(text, end) is not None
    )
    if lead in ("比", "较", "对比", "高于") or lead.startswith("相"):
        return "anchor" if joined or _COUNT_BEFORE.match(text, end) else "base"
    if not lead and _RATIO_TAIL.match(text, end) and _RATIO_OF.search(text, max(0, begin - 2), begin):
        return "base"
    if lead == "到" and text[max(0, begin - 1) : begin] == "达" and _REACHED_TAIL.match(text, end):
        return "base"
    if _BASE_TAIL.match(text, end) or (lead in ("与", "同") and _COMPARED.match(text, end)):
        return "base"
    if is_span:
        return "span"
    if lead in ("由", "从", "到", "至") and joined:
        return "anchor"
    if lead in ("到", "至") and _COUNTS.match(text, end) and _ROSE.search(text, max(0, begin - 40), begin):
        return "anchor"
    if _SINCE_TAIL.match(text, end):
        return "since"
    if lead in ("自", "自从") or (lead == "从" and _BEGUN.match(text, end)):
        return "since"
    return "state" if lead in ("到", "至") or moment.end else "within"
