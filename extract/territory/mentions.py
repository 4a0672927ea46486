"""Where a name is only mentioned and moves no figures: where people go or come from, what is quoted, one of several that are counted."""

from __future__ import annotations

from extract.patterns import lazy, lazy_regex
from extract.territory.extents import is_founded
from extract.territory.marks import NamedRegion
from extract.territory.returns import ONE_OF

_TRAVEL = (
    "前往", "奔赴", "分赴", "赴", "来自", "远在", "考察", "学习", "借鉴", "调往", "运往", "销往", "去", "往", "与", "同", "跟", "携手",
)  # fmt: skip
_TRAVEL_ENDS = frozenset("到" + "".join(word[-1] for word in _TRAVEL))
_JOINS, _ROW_OF_PLACES = frozenset("、和及与"), 36  # characters
_IN_A_ROW = lazy(r"(?:来自|前往|奔赴|分赴|赴)[^，,。；;：:\d]{1,30}[、和及与]$")
_GOING = lazy("(?<![走来嫁见遇碰访])到$")
_LIES = ("位于", "地处", "坐落于", "坐落在", "毗邻", "紧邻", "临近", "距", "距离")  # 团结乡位于通榆县西南部
_GIVEN_TO = lazy(r"(?:捐[款赠助物]|调拨|调运|援助|输送|运送|发运)")  # 向|湖北|捐款3000万元
_HELP = lazy_regex(r"(?:支援|驰援|援助|援建|对口\p{Han}{0,2})$")
_ARRIVAL = ("走进", "来到", "走到", "记者在", "记者到")
_NO_TOPIC_AFTER = lazy(
    r"(?:籍|域|人(?![口员民才大均次])|话|菜|地震|震后|(?:灾后|震后)?重建|泥石流|起义|战役|事变|会师|精神|力量|模式|经验|品牌|特色|日报|晚报|先锋网|党建网|新闻网|融媒|广播电视台|所?下?[辖属](?:镇|乡|街道|社区|村)(?=[，,。；;\n])|\d{1,2}月\d{1,2}日[电讯])"
)
# 在拉萨市召开会议，2万余名干部…: where people meet is not whom they are
_VENUE = lazy_regex(r"[^，,。；;：:\d]{0,4}(?:召开|举行|举办|开幕|闭幕)")
_QUOTE = lazy_regex("(?r)[“‘《「『”’》」』]")
_QUOTED_WITHIN = 20  # characters
_NO_SPEECH = lazy(r"[^，,。；;！？\d\n]{0,60}[”’》」』]")
_PAUSES = ("，", ",", "。", "；", ";")

# 从丽水市争取到26万元, 从全省教师中选聘86名: where something is taken from
_TAKEN = lazy_regex(
    r"[^，,。；;！？\n]{0,40}?(?:中[，,]|中间?(?:招|选|挑|择|遴|抽|聘|引|培)|争取|引进|招[募聘录收]|选[派聘调拔]|抽[调选]|聘请|采?购|调[来配运入]|[请买运借]来)"
)
# 12个市州、神农架林区、96个县（市、区）: one more of those that are counted
_COUNTED_BEFORE = lazy_regex(r"(?r)\d[余多]?[个名家所](?:\p{Han}|[（()）]){1,12}、")
_COUNTED_BEHIND = lazy(r"、\d")
_ONE_OF_LISTED = lazy(  # 临洮县连湾村书记助理李强、|漳县新庄村主任助理王敏等5名大学生村官
    r"[^，,。；;：:！？\n]{0,90}?等(?:[近约共]|一共)?(?:\d+|[一二两三四五六七八九十]+)[余多]?"
    r"(?:[名位家]|个[^，,。；;\d]{0,10}?(?:大学生|村官|同志|人员|单位|部门|企业|组织|支部|集体|团队|书记|干部|党员))"
)
_ROW_MOST = 20  # characters of the item of a row before another


def is_mention(text: str, mark: NamedRegion) -> bool:
    """Whether a region is only mentioned: 支援湖北, 赴浙江学习, 临夏籍, “临夏经验”."""
    if is_destination(text, mark.position) or _is_counted_among(text, mark) or _is_listed(text, mark):
        return True
    # What goes to a county of one's own is about that county (河西区对口帮扶礼县); what goes to a province is not.
    if (
        mark.region is not None
        and mark.region.level == "province"
        and _HELP.search(text, max(0, mark.position - 6), mark.position)
    ):
        return True
    if text[mark.position - 1 : mark.position] in ("向", "给", "为") and _GIVEN_TO.match(text, mark.end):
        return True
    if mark.site is None and text[mark.position - 1 : mark.position] == "在" and _VENUE.match(text, mark.end):
        return True
    if mark.site is not None:
        # A body inside a clause is some organisation that acts; one that is founded by name is what follows is about:
        # 设立临夏州流动党员西藏党委,把6个党支部…
        founded = is_founded(text, mark.position) and text.startswith(_PAUSES, mark.site.span.end)
        return mark.site.kind == "body" and not mark.head and not founded
    if text.endswith(_LIES, 0, mark.position) and not text.startswith("的", mark.end):
        return True
    return _quoted(text, mark.position) or bool(_NO_TOPIC_AFTER.match(text, mark.end))


def is_destination(text: str, position: int) -> bool:
    """Whether what stands at a position is where somebody goes or what is helped: 赴浙江, 来自各县、|开发区; not 走进."""
    before = max(0, position - _ROW_OF_PLACES)
    if text[position - 1 : position] in _JOINS and _IN_A_ROW.search(text, before, position):
        return True
    if text[position - 1 : position] not in _TRAVEL_ENDS:
        return False
    if not (text.endswith(_TRAVEL, 0, position) or _GOING.search(text, max(0, position - 2), position)):
        return False
    return not text.endswith(_ARRIVAL, 0, position)


def is_source(text: str, position: int, end: int) -> bool:
    """Whether what stands at ``position``..``end`` is only where something is taken from.

    >>> text = "从全省教师中选聘教官86名"
    >>> is_source(text, 1, 3), is_source("从全省看，党员9万名", 1, 3)
    (True, False)
    """
    return text[position - 1 : position] == "从" and _TAKEN.match(text, end) is not None


def one_of_so_many(text: str, position: int, end: int) -> int | None:
    """Where the number closes of which something is only one, None if what stands at ``position``..``end`` does not count it:
    双山村是|全县|36个示范村之一."""
    found = ONE_OF.match(text, end) if text[position - 1 : position] in ("是", "为") else None
    return found.end() if found else None


def _is_counted_among(text: str, mark: NamedRegion) -> bool:
    """Whether a region is one of a row of others that have their numbers, and has none of its own."""
    return (
        mark.site is None
        and _COUNTED_BEHIND.match(text, mark.end) is not None
        and _COUNTED_BEFORE.match(text, max(0, mark.position - _ROW_MOST), mark.position) is not None
    )


def _is_listed(text: str, mark: NamedRegion) -> bool:
    """Whether a region is that of one in a row whose number closes it: who they are, and not where the figures are from."""
    row = _ONE_OF_LISTED.match(text, mark.end)
    return row is not None and (text[mark.position - 1 : mark.position] == "、" or "、" in row.group())


def _quoted(text: str, position: int) -> bool:
    """Whether a position lies inside quotation marks around a name or a title, not around what somebody says: “东乡经验”,
    but not “乐都区建成阵地141个。”"""
    mark = _QUOTE.search(text, max(0, position - _QUOTED_WITHIN), position)
    return mark is not None and mark.group() in "“‘《「『" and _NO_SPEECH.match(text, position) is not None
