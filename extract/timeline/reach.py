"""How far one time expression reaches in its own sentence, and which of several years is a figure's.

Each function reads one expression, the sentence and the place of a figure; `extract.timeline` lays what they say along
the whole report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.patterns import lazy, lazy_regex
from extract.periods.moments import YEAR, Moment, Period, number

MARKER = (
    r"(?:[一二三四五六七八九十]{1,3}(?:是|要(?=[^求素领点闻]))|其[一二三四五六][，,]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|[①-⑳]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|—{1,2}|─{1,2}|[●■◆▲·•])"
)
ITEM = lazy(rf"[ \u3000\t]*+{MARKER}")
_NEXT_ITEM = lazy(
    r"[；;，,。][ ]?(?:[一二三四五六七八九十]{1,3}是|[①-⑳]|[（(][一二三四五六七八九十\d]{1,2}[)）])"
)
_CLAUSE_END = lazy(r"[，,；;。！？!?\n]")
_JOINED_TO = lazy_regex(  # 由2020年底的[68.5%]、[61.2%]: figures in a row have the date in common; 比上年同期847件少[297件] differ
    r"[^\d，,；;。]{0,14}+(?:[\d.]++[ ]?[%％\p{Han}]{0,4}?[、和及]?[^\d，,；;。提升增降减下到至]{0,8}+(?<![多少])){0,4}+"
)
_BRACKET = lazy(r"[^，,；;。（(]{0,14}[（(]")
_SOURCE = lazy(
    r"(?:统计(?:数[据字]?)?|数据?|年报(?:数据?)?|(?:第[一二三四五六七八]次)?(?:全国)?人口普查(?:数据?)?)?(?P<on>[，,；;]下同)?[)）]"
)
_ATTRIBUTE = lazy(  # 2021年建成的服务中心设功能室12间; but 去年选派的书记中，党员占80%
    r"[^，,；;。：:\d的]{0,10}?(?:建[成立]|[新修改扩兴]建|成立|设立|组建|创[办建立]|开办|出台|印发|制定|修订|颁布|入选|评定|认定|确定|启用|落成"
    r"|投用|选派|招录|录用|引进|上任|到任|当选|退役|退休|返乡|毕业|脱贫|开业|投产|通车|竣工)的"
    r"(?![^，,；;。\d]{0,12}[中里后时][，,]|[^，,；;。：:\d有设带帮领]{0,8}+\d)"
)
_MATTER = lazy(
    r"[^，,；;。：:\d]{0,16}?(?:工作|情况|问题|资金|项目|案件)(?:开展|进行|展开)"
)  # 对2003年选拔任用工作进行自查
_PREDICATE = lazy(  # 该省是2014年贫困人口最多的省。全省有重点县66个
    r"[^，,。；;：:\d]{2,30}的[^，,。；;：:\d]{1,12}[，,。；;]"
)
_FORECAST = lazy(  # 现已投入700万元，建成后将年产5000斤，预计带动200户
    r"^[，,]?[^，,；;。]+[，,；;](?:.*[，,；;])?[^，,；;。\d]{0,20}(?:将|预计|可望|有望)[^，,；;。\d]*$"
)
_BESIDE = lazy(r"[^，,；;。]*(?:[，,；;][^，,；;。]*(?:由|从)[^，,；;。]*)+")  # …的27万元，占比由25%升至
_EVENT = lazy(r"(?:举办|召开|举行|开展|参加|组织)了?$")
_HELD = lazy(  # 10月23日，全市2018年|党组织书记培训班在党校开班
    r"度?[^，,。；;\d]{2,40}?(?:班|会议?|仪式|活动)(?:在[^，,。；;\d]{1,20}?|正式|如期|圆满|顺利)*(?:开班|开幕|开课|开讲|举行|召开|举办|结业|闭幕)"
)
_LOOKS_BACK = lazy(r"[^，,。；;]{0,24}?(?:总结|述职|表彰|考核|评议|联欢)")  # 1月5日，召开2017年述职评议会
_PRIZE = lazy(  # 2015年荣获全国先进称号，联系群众90户
    r"[^，,；;。：:\d]{0,6}?(?:荣获|荣膺|荣立|获得?|获评|被?评为|被授予|被命名为?)[^，,；;。]{0,40}?(?:称号|荣誉|奖|先进[^，,；;。]{0,8}|示范[^，,；;。]{0,6}|模范|标兵|文明[^，,；;。]{0,6})[”\"]?(?=[，,；;。、])"
    r"|[^，,；;。：:\d]{0,6}?被(?:省|市|县|区|州)?[^，,；;。：:\d]{0,6}?(?:确定|列|选|认定)为[^，,；;。\d]{2,24}(?<!后)(?=[，,；;。])"  # 2006年被确定为选派村，全村共有
)
_BUILT = lazy(
    r"[^，,；;。：:\d]{0,10}?(?:奠基|始建|[开动]工|建成|落成|竣工|投用|启用|投入使用|交付使用)(?:建设)?[，,]"
)  # 2000年全部竣工，辖区面积0.6平方公里
_IT_HAS = lazy(  # what is counted of a place, of which no year says when it came to be
    r"[，,；;](?:[^，,；;。\d]{0,8}?(?:面积|户数|人口|居民|住户|可?容纳|[现共设内拥]?有|下?辖|内设))[^，,；;。]*$"
)
_BOUNDARY = lazy(
    r"[^。；;\d]{0,48}?(?:撤并|撤销|撤[乡县市镇地](?:[建设并]|改)|(?<![科股室组])(?<!(?<!事)处)(?:并入|合并|更名)|划归|划[入出]|改[名称设制]|升格|升为|析置|析出"
    r"|(?:成立|设立|组建|设)[^，,。；;\d]{0,12}(?:居委会|委员会|办事处|派出机构|社区|街道|[村镇乡区县市](?=[，,。；;])))"
)
_CAME_OF_IT = lazy(  # 两县合并，|调整为19个党委, 撤区并乡，|共设17个乡: what the act made
    r"(?:[，,；;]|[和、](?=[^，,；;。]{0,12}$))[^，,；;。\d]{0,8}?(?:(?:调整|合并|归并|整合|划分|改建|改设|分)[为成]|共设|分设|改设)[^，,；;。]*$"
)
_SET_AGAINST = (
    "，而",
    ",而",
    "，而在",
    ",而在",
)  # 占21%，而1949年仅为11.9%；少数民族党员494万名: a year of its own clause
_ITEM_END = lazy("[；;]")
_YEAR = lazy(YEAR)
_IN_A_ROW = lazy(  # 2020年和2021年，分别投入[300万元]和[450万元]
    r"[^。；;\d]{0,24}?(?:分别|依次)[^\d，,；;。]{0,14}(?P<row>\d[\d.]*+[^\d，,；;。、和及]{0,8}(?:[、和及][ ]?\d[\d.]*+[^\d，,；;。、和及]{0,8})++)"
)
_SEVERAL = lazy("[两二三四五六七八九十]个?[省市县区州旗镇乡村地]|[、和及与]")  # 2020年至2021年，两镇分别…
_AND = lazy(r"[、和及]")
_JOINS, _WITH = lazy(r"(?:、|和|与|及|以及)[ ]?"), ("与", "同")


def dates_forwards(period: Period, text: str, position: int, tells: bool = False) -> bool:
    """Whether an expression governs a figure that stands after it in the same sentence; ``tells`` that it is a year of a history."""
    if period.kind in ("every", "base"):
        return False
    if period.inside is not None and position >= period.inside.end and not _opens(period, text):
        # 19882万元（2005年统计，下同），其中工业总产值11076万元
        source = _SOURCE.fullmatch(text, period.span.end, period.inside.end)
        return source is not None and source["on"] is not None
    between = text[period.span.end : position]
    if period.kind in ("now", "present") and _FORECAST.search(between):
        return False
    if period.kind == "streak":
        return not _CLAUSE_END.search(between)
    if dates_a_thing(period, text) or (dates_a_prize(period, text) and _CLAUSE_END.search(between)):
        return False
    if not tells and dates_a_boundary(period, text, position):
        return False
    if period.kind == "within" and _BUILT.match(text, period.span.end) and _IT_HAS.search(between):
        return False
    if text.endswith(_SET_AGAINST, 0, period.span.start) and _ITEM_END.search(between):
        return False
    if period.kind == "now" and text.startswith("的", period.span.end) and _ITEM_END.search(between):
        return False  # 压缩为目前的50项，减少63%；贵港市实现“最多跑一次”1250项
    if period.kind == "anchor":
        return _JOINED_TO.fullmatch(between) is not None
    if _NEXT_ITEM.search(text, period.span.end, position):
        return _NEXT_ITEM.search(text, 0, period.span.start) is None and ITEM.match(text) is None
    return True


def rose_beside(periods: Sequence[Period], text: str, position: int, after: bool) -> int | None:
    """The place of the year of a figure that rose beside another: 收入由2019年的8万元增至2024年的27万元，占比由25%升至93%; ``after``
    asks for the later of the two. None where no clause right before says both."""
    last = sum(each.span.end <= position for each in periods) - 1
    if last < 1 or periods[last - 1].kind != "anchor" or periods[last].kind not in ("anchor", "now"):
        return None
    beside = _BESIDE.fullmatch(text, periods[last].span.end, position)
    return None if beside is None else last - 1 + after


def _opens(period: Period, text: str) -> bool:
    """（2021年）全区新建支部30个: brackets that open the sentence and hold nothing but the date."""
    inside = period.inside
    return inside is not None and len(inside) == len(period.span) + 2 and not text[: inside.start].strip()


def dates_backwards(period: Period, text: str, position: int) -> bool:
    """党员1200名（截至2022年底）: brackets right behind the figure that hold nothing but the date, or what says so (2010年人口普查)."""
    inside = period.inside
    if inside is None or text[inside.start] not in "（(" or not period.governs or inside.start <= position:
        return False
    alone = len(inside) - len(period.span) <= 3 or _SOURCE.fullmatch(text, period.span.end, inside.end)
    return bool(alone) and _BRACKET.fullmatch(text, position, inside.start + 1) is not None


def dates_a_thing(period: Period, text: str) -> bool:
    """2021年建成的服务中心接待群众3万人次, 对2003年选拔任用工作进行自查: the year of the thing that acts or is acted upon, not of
    what is done."""
    if period.kind != "within":
        return False
    if text.endswith(("是", "作为"), 0, period.span.start) and _PREDICATE.match(text, period.span.end):
        return True
    if text.endswith(("对", "就"), 0, period.span.start) and _MATTER.match(text, period.span.end):
        return True
    return _ATTRIBUTE.match(text, period.span.end) is not None


def names_an_event(period: Period, text: str) -> bool:
    """12月28日，县局举办2017年全县税务系统党务干部培训会: a year in the name of what took place on a day."""
    if period.kind != "within":
        return False
    if _EVENT.search(text, max(0, period.span.start - 5), period.span.start) is None:
        return _HELD.match(text, period.span.end) is not None
    return _LOOKS_BACK.match(text, period.span.end) is None


def dates_a_prize(period: Period, text: str) -> bool:
    """2015年荣获全国先进称号，联系群众90户: the year of a prize dates the prize and no other clause."""
    return period.kind == "within" and _PRIZE.match(text, period.span.end) is not None


def dates_a_boundary(period: Period, text: str, position: int | None = None) -> bool:
    """2006年2月，撤销永安镇，成建制并入东瓜镇。全镇有村民小组175个: the day of a merger, a founding or a new name dates nothing
    that a profile counts after it, nor at a ``position`` in the same sentence (2013年2月撤地设市，辖94个乡镇), but for what the act
    itself made (两县合并，调整为19个党委)."""
    merger = _BOUNDARY.match(text, period.span.end) if period.kind == "within" else None
    if merger is not None and position is not None and _CAME_OF_IT.search(text[merger.start() : position]):
        return False
    return merger is not None and (
        position is None or _CLAUSE_END.search(text, merger.end(), max(merger.end(), position)) is not None
    )


def share(period: Period, text: str, position: int) -> Period:
    """The one year that belongs to a figure in a row: 2020年和2021年，分别投入300万元和450万元."""
    if period.kind == "years" and period.years and period.end is not None and period.end.offset is not None:
        return _of_years(period, text, position)
    if period.kind != "span":
        return period
    match = _IN_A_ROW.match(text, period.span.end)
    years = [number(year) for year in _YEAR.findall(period.text)]
    if match and len(years) == 2 and not _AND.search(period.text):  # 2019年至2021年
        if _SEVERAL.search(text, period.span.end, match.start("row")):
            return period
        years = list(range(years[0], years[1] + 1))
    if match is None or not match.start("row") <= position < match.end() or len(years) < 2:
        return period
    if len(_AND.findall(match["row"])) + 1 != len(years):
        return period
    year = years[len(_AND.findall(text, match.start("row"), position))]
    if period.end is not None and period.end.end:  # 2020年和2021年底
        return Period(period.span, period.text, "state", Moment(year=year, end=True))
    return Period(period.span, period.text, "within", Moment(year=year))


def _of_years(period: Period, text: str, position: int) -> Period:
    """近三年分别发展党员300名、310名、320名: one year each, the last one the report's own."""
    match = _IN_A_ROW.match(text, period.span.end)
    if match is None or not match.start("row") <= position < match.end() or period.end is None:
        return period
    if len(_AND.findall(match["row"])) + 1 != period.years or _SEVERAL.search(
        text, period.span.end, match.start("row")
    ):
        return period
    turn = len(_AND.findall(text, match.start("row"), position))
    offset = (period.end.offset or 0) + turn + 1 - period.years
    return Period(period.span, period.text, "within", Moment(offset=offset))


def in_turn(periods: Sequence[Period], order: int, text: str, position: int) -> Period | None:
    """The one of several days in a row that belongs to a figure: 2020年底、2021年底党员分别为320名、350名; None where no row of
    figures takes them in turn. ``order`` is the place of the last of them; a day without a year has that of the first."""
    first = order
    while first and _JOINS.fullmatch(text, periods[first - 1].span.end, _opening(periods[first])):
        first -= 1
    row = periods[first : order + 1]
    match = _row_of(text, row[-1].span.end, position) if len(row) > 1 else None
    if match is None:
        return None
    if len(_AND.findall(match["row"])) + 1 != len(row):
        return None
    own, opens = row[len(_AND.findall(text, match.start("row"), position))], row[0].start
    if own.start is None or opens is None or own.start.year is not None or own.start.offset is not None:
        return own
    return replace(own, start=replace(own.start, year=opens.year, offset=opens.offset))


def _row_of(text: str, start: int, position: int) -> re.Match[str] | None:
    """The row of figures in turn that holds a position: the first behind the dates, or one that goes on with them (，党员分别为…)."""
    for match in _IN_A_ROW.finditer(text, start):
        goes_on = match.start() == start or _SEVERAL.search(text, match.start(), match.start("row")) is None
        if match.start("row") <= position < match.end() and goes_on:
            return match
    return None


def _opening(period: Period) -> int:
    """Where the date itself begins in an expression that has 与 or 和 in it."""
    return period.span.start + (period.text[:1] in _WITH)


def is_point(period: Period) -> bool:
    """换届后, 选举前: what comes before or after something in order, but frames no paragraph as 疫情期间 does."""
    return period.kind == "copied" and period.text.endswith(("前", "后"))


def is_short(period: Period) -> bool:
    """今年一季度, 8月: what has added up since is more than one month or quarter had."""
    return period.kind == "within" and period.start is not None and period.start.is_full
