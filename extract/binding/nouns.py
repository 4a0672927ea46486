"""The noun that a figure counts: the phrase to its right or to its left, and where its head ends.

Grammar and nothing else: the words are those of ``data/grammar.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.binding.grammar import grammar, within_noun
from extract.patterns import HAN, lazy
from extract.records import record
from extract.span import Span

JOINS = "、,，和与及以并而或;； "
MEASURED = frozenset({"元", "%", "百分点", "岁", "倍", "平方米", "米", "公斤", "天", "年"})
_CLOSES = r"[、,，;；:：。!！?？)）\n]|以上|以下|以内|左右|上下|之多|以及|[和与及](?![^、,，;；]*?的)"
_CLOSED = lazy(rf"{_CLOSES}|[(（]")  # what stands in a parenthesis is a remark on the figure
_BEGINS = lazy(rf"(?!{_CLOSES})[{HAN}A-Za-z(]")
_BREAK = lazy(r"[、,，;；:：。!！?？\n]")
_CLAUSE = lazy(r"[,，;；:：。!！?？\n]")
_SHARE_OF = lazy(r"占(?!比|地|领|用|道)")
_RELATIVE = lazy(rf"^.{{1,24}}?的(?=[{HAN}])")
_LEVELS = lazy(
    r"(?:(?:中央|国家|省|自治区|州|地|市|区|县|旗|盟|乡|镇|街|村|部|厅)(?:属|直|级)?[、和])+(?!\s*(?:\d|$))"
)  # 中央、省、州、县四级单位; but 261个村、28个社区
_ENDS_LIKE_LIGHT = ("行为", "作为")  # 违纪行为: no 为 that joins a noun to its figure
_EMPTY = lazy(  # what stands before a figure and is no noun: 全县已有203家, 目前共67个
    r"(?>全[省市县州区旗盟国镇乡村]|前后|先后|陆续|相继|目前|现在|如今|至今|迄今|全年|当前|已|其中|另有?|分别|每个(?:村|社区)|[比较]上年|同比|,|，)+"
)
_TRAILING = lazy(r"(?:[和与及并]|以及|当中|之中|中|里|又|还)+$")
_IN_TURNS = lazy(r"分(?:成|为)?(?=\d+(?:个?(?:期|批|次|组|片|轮|路|场)))")  # 1876名干部|分10期参加
_GLOSS = lazy(rf"\([^()\d]*\)(?=[{HAN}])")  # 100个五好(班子好、党员好)|党组织
_NOT_YET = lazy(  # 2名获评全省优秀共产党员; 每年15万元的标准落实工作经费: the noun stands behind it
    r"(?:被|先后|分别|光荣)*(?:获评|评为|荣获|获得|荣膺|当选为?|被授予|授予|命名为|被命名为)"
    rf"|的(?:标准|定额|额度)(?:足额|及时|统一|全额|按时|逐年)?[{HAN}]{{2}}(?=[{HAN}]{{2}})"
)
_ADVERBS = lazy(
    r"(?:已经?|均|都|全部|共计?|累计|先后|陆续|相继|目前|现|要|将|又|再|还|也|今年|去年|全年|成功|[到至]?\d{4}年[底末初]?)+$"
)
_MADE = lazy(  # what comes to be: before it stands what is counted, before 派出 who does it
    "[新改扩]建|建[成立起]|设立|成立|组建|打造|创建|划分|挂牌"
)
_OF_WHOM = lazy(  # 40个村|集体经济收入全部超5万元: the income is told of the villages that are counted
    r"(?P<head>(?:行政|建制|自然|脱贫|贫困)?(?:村(?!民)|社区|嘎查))(?:\([^()]{1,8}\))?(?=[^，,、。；;\d]{0,12}?(?:集体|经营性|年)[^，,、。；;\d总]{0,6}?收[入益](?:[均都已]|全部|率先|首次)*(?:超|突破|达|过|迈|跨|在|不低|不少))"
)
_COMPARED = lazy(  # 党员总数|较上年增长2.1%, 平均年龄|比上届下降3.5岁
    r"(?:同比|环比|[比较与](?=[上去前今本同年原往换党十\d一二])(?:[^，,。；;]{1,12}?)(?:相比)?)(?:分别|净|再|又|约|平均)*"
    r"(?:[增减][加长多少]?|下?降低?|上?升高?|提[高升]|回落|扩大|缩[小减短]|翻了?(?:[一两几]番)?|[多少])[了约]?$"
)
_ROSE = lazy("[增减降升]|提高|提升|回落|扩大|缩小|压减|精简|翻番|多了|少了")
_OF_PLACES = lazy(  # 514个|村|集体经济总收入达3.21亿元: the places are counted, and what they have is told by another figure
    r"(?P<head>(?:行政|建制)?村(?:\([^()]{1,4}\))?(?![民级干官医组小党])(?!支部)|社区(?![工居党])(?!支部))"
    r"[^，,、。；;\d]{2,16}?(?:达到?|为|突破|超过?|收入|经费|平均年龄|总数|总额)$"
)
_WORKED_AT = lazy(  # 推进乡镇党校|建设, 党群服务中心|实现全覆盖, 加大非公企业党组织|组建力度
    r"(?:规范化|标准化|体系|队伍|阵地)?(?:建设|组建|覆盖|处置|整顿|工作|推进)?(?:工作|力度|渠道|机制|制度)$"
    r"|(?:规范化|标准化)?建设$"
    r"|(?:全面|基本|已|均|全部|持续|稳步|有序)*(?:实现|做到|达到)?(?:了)?(?:应[建派换]尽[建派换]|(?:全面|全部|有效)?(?:全?覆盖|推[进开]|完成|铺开))$"
)
_TOGETHER = lazy("共建(?:成|立|起)$")  # 共|建成46个, and no 共建
_REMARK = lazy(r"(?<=[^(])\([^()]*\)$")
_DIFFERS = lazy(  # 比上年同期847件少297件, 比2017年的500人下降14%
    r"(?:[多少增减]|同?比?(?:下降|降低|减少|回落|上升|提高|增加|增长))(?:了|约|近|达)?"
)
REASON = r"因(?!素|此|地|时|病|公|而|子)[^，,。；;]{2,40}?"
"""Why something befell people: 因作风漂浮、弄虚作假|被问责."""
_WHY = lazy(rf"[^，,。；;、因]{{0,8}}{REASON}(?=被|受)")
_PREDICATE_OF = frozenset({"人", "人次", "户", "次"})


@record
class Noun:
    """The noun phrase that a figure counts: its head ends somewhere in ``ends`` (both ends in). ``verbal`` says that a
    verb ends it, so that the object may stand elsewhere."""

    span: Span
    ends: tuple[int, int]
    side: str
    verbal: bool = False


BULLETS = "·•●■◆▪▲★☆※◇□○◎→⇒➢➤►▶√✓✔#＃【"  # what may mark an item before its noun
_BETWEEN = "、，, :：—=＝…/】"  # a noun and its figure
_MOST_OF = lazy(r"的?(?:[省市县区州旗镇乡村]|地区|乡镇|街道|社区|单位)?(?:分别)?(?:[是为有，,:：(]|$)")
_BY_MEANS = lazy(  # 4911名领导干部|通过“一对一”的方式与5848户结对
    r"(?:通过|采取|采用|利用|运用|借助|按照?|以)[^，,。；;\d]{1,24}?的(?:方式|形式|办法|方法|模式|途径|渠道|机制)"
)
_MOST = lazy(  # 发展党员|最多的是长春市, 党群服务中心|数量居首位的是长春市
    r"(?:数量|人数|人次|总数|总量|规模|占比|比例)?(?:最[多少高低大小快]|(?:位?[居列]|排名?)(?:在?全[省市县区州国])?(?:首位?|第[一二三四五]位?|前[列茅]|前[一二两三四五六七八九十\d]+[位名]?|末位?|榜首|最后))(?![一-龥]{0,2}组织|限度)"
    r"|(?:超过?|突破|达到?|不足|不到)[\d.]+[万千百]?[名个人户]的(?:只|仅)?(?=(?:有|是|为)(?!\d))"  # 党员总数|超过50万名的只有长春市
)


def noun_of_lead(text: str, leads: Sequence[Span], unit: str) -> list[Noun]:
    """The noun in which the nearest clause before ends: 由党组织领办的合作社,全县已有203家; one that only says where there are
    most of them, or how they are worked at, ends before that: 发展党员|最多的是长春市,达4500名; 推进乡镇党校|建设,建成21所."""
    found = next((noun for lead in leads[:3] if (noun := left_noun(text, lead, unit))), None)
    return [_worked_at(text, found)] if found else []


def _worked_at(text: str, noun: Noun) -> Noun:
    """A noun without what is done for it: 乡镇党校|建设, 党群服务中心|实现全覆盖."""
    low, high = noun.ends
    worked = _WORKED_AT.search(text, noun.span.start + 1, high)
    return replace(noun, ends=(min(low, worked.start()), high)) if worked else noun


def right_noun(text: str, after: Span, unit: str) -> Noun | None:
    """The noun phrase that begins right behind a figure, None when something else does.

    >>> text = "3435名党员到社区报到"
    >>> right_noun(text, Span(5, len(text)), "人").span.of(text)
    '党员'
    >>> text = "4个面向市民的服务站"
    >>> right_noun(text, Span(2, len(text)), "个").span.of(text)
    '服务站'
    """
    region = after.of(text)
    if not _BEGINS.match(region) or region[0] == "(" or _DIFFERS.fullmatch(region):
        return None  # what stands in a parenthesis is a remark on the figure
    if region[0] == "因" and _WHY.match(region):
        return None  # 35人因作风漂浮、弄虚作假被问责: what became of them, see `predicate`
    start = 0
    if behind := _NOT_YET.match(region):
        start = behind.end()
    elif (verb := grammar().ends_noun.match(region)) and not verb["within"]:
        relative = _RELATIVE.match(region)
        if not relative or unit in MEASURED - {"元"}:
            return None
        start = relative.end()
    elif region[0] == "的":
        if unit != "元":
            return None  # 建立后备干部612名的人才库
        start = 1  # 每个村2万元的办公经费
    if (
        start == 0
        and unit == "个"
        and text[after.end : after.end + 1].isdigit()
        and (own := _OF_PLACES.match(region))
    ):
        end = after.start + own.end("head")
        return Noun(Span(after.start, end), (end, end), "right")
    if whom := _OF_WHOM.match(region, start):
        first, low, high = (after.start + at for at in (start, whom.end("head"), whom.end()))
        return Noun(Span(first, high), (low, high), "right")
    levels = _LEVELS.match(region, start)
    limit = _ends(region, levels.end() if levels else start)
    inner = _verb_inside(region, start, limit)
    if inner >= 0:
        by_means = _BY_MEANS.match(region, inner)
        relative = _RELATIVE.match(region[start:limit]) if start == 0 and not by_means else None
        if relative and inner < relative.end():
            start = relative.end()
            inner = _verb_inside(region, start, limit)
        if inner >= 0:
            limit = inner
    opened = region.find("(", start, limit)
    if opened >= 0 and region.find(")", opened, limit) < 0:  # 54个党支部(村党支部46个)
        limit = opened
    if _IN_TURNS.match(text, after.start + limit - 1):
        limit -= 1
    limit = len(_TRAILING.sub("", region[:limit].rstrip()))
    span = Span(after.start + start, after.start + max(limit, start))
    return Noun(span, (span.end, span.end), "right") if len(span) else None


def _ends(region: str, start: int) -> int:
    """Where the first mark stands at which a noun ends; none in brackets that explain one of its words."""
    while found := _BREAK.search(region, start):
        opened = region.rfind("(", start, found.start())
        gloss = _GLOSS.match(region, opened) if opened >= 0 else None
        if gloss is None or gloss.end() <= found.start():
            return found.start()
        start = gloss.end()
    return len(region)


def list_noun(text: str, after: Span, first: Noun) -> Noun | None:
    """The noun in which a list ends whose first item stands behind a figure: 3000名县级以上机关、国有企业干部."""
    end = first.span.end
    if text[end : end + 1] not in ("、", "和", "与", "及"):
        return None
    region = text[: after.end]
    comma = _CLAUSE.search(region, end)
    limit = comma.start() if comma else len(region)
    inner = _verb_inside(region, first.span.start, limit)
    limit = inner if inner > end else limit
    limit = len(_TRAILING.sub("", region[:limit]))
    return Noun(Span(first.span.start, limit), (limit, limit), "right") if limit > end + 1 else None


def uncompared(text: str, noun: Noun) -> Noun:
    """A noun as the figure behind a difference counts it: 党员总数较上年增长2.1%，达|4.3万名."""
    first, (low, high) = noun.span.start, noun.ends
    compared = _COMPARED.search(text, first + 1, high) if noun.side == "left" else None
    return replace(noun, ends=(min(low, compared.start()), high)) if compared else noun


def tells_a_difference(text: str, noun: Noun) -> bool:
    """Whether a noun is what a difference before was told of, so that a figure behind counts it and nothing else."""
    return noun.side == "left" and _ROSE.search(text, *noun.ends) is not None


def light_end(text: str) -> re.Match[str] | None:
    """The words like 总数达到 in which a text ends."""
    words = grammar()
    if text[-1:] not in words.light_ends or text.endswith(_ENDS_LIKE_LIGHT):
        return None
    return words.light.search(text)


def _verb_end(text: str) -> re.Match[str] | None:
    """The verb in which a text ends: 储备, 解决了; but not the last part of a noun (党组织)."""
    words = grammar()
    found = words.ends_in_verb.search(text) if text[-1:] in words.verb_ends else None
    if found and within_noun(text, found.start()) and not _TOGETHER.search(text):
        return None
    return found


def start_of(region: str) -> int:
    """Where a stretch begins behind what only joins it to the one before."""
    return len(region) - len(region.lstrip(JOINS + BULLETS))


def predicate(text: str, after: Span, unit: str) -> Noun | None:
    """What people without a noun do: 其中498名担任第一书记, 31名递交入党申请书. It names them where nothing else does."""
    region = after.of(text)
    if unit not in _PREDICATE_OF or not region or _CLOSED.match(region) or _DIFFERS.fullmatch(region):
        return None
    why = _WHY.match(region)
    comma = _BREAK.search(region, why.end() if why else 0)
    end = after.start + (comma.start() if comma else len(region))
    return Noun(Span(after.start, end), (end, end), "right") if end > after.start else None


def _verb_inside(region: str, start: int, limit: int) -> int:
    """Where the first word behind ``start`` stands that ends a noun, -1 for none before ``limit``; the scan begins at
    ``start`` so that 工作队 stays whole."""
    for match in grammar().ends_noun.finditer(region, start, limit):
        if match.start() > start and not match["within"]:
            return match.start()
    return -1


def _adverbs_of(text: str, start: int, low: int) -> int:
    """Where the adverbs and times begin that stand between a noun and its verb, ``low`` where none do."""
    found = _ADVERBS.search(text, start, low)
    if found is None or found.start() <= start or _EMPTY.fullmatch(text[start : found.start()]):
        return low
    return found.start()


def left_noun(text: str, before: Span, unit: str) -> Noun | None:
    """The noun phrase that ends right before a figure, words like 总数达到 left out; None when there is none.

    >>> text = "全市党员总数达到"
    >>> noun = left_noun(text, Span(0, len(text)), "人")
    >>> text[noun.span.start : noun.ends[0]]
    '全市党员'
    """
    end = before.end
    region = before.of(text)
    if unit == "%":
        of = [match.start() for match in _SHARE_OF.finditer(region)]
        if of:  # 女党员13.5万名,占党员总数的29.6%: the noun stands before 占
            end = before.start + of[-1]
            region = region[: of[-1]]
    start = start_of(region)
    most = _MOST.search(region, start + 1) if unit not in MEASURED else None
    ends_in_most = most is not None and _MOST_OF.match(region, most.end())
    stripped = (region[: most.start()] if most and ends_in_most else region).rstrip(_BETWEEN)
    if len(stripped) <= start:
        return None
    light = light_end(stripped)
    low = light.start() if light else len(stripped)
    verb = _verb_end(stripped[:low])
    if verb and verb.start() > start and not _EMPTY.fullmatch(stripped[start : verb.start()]):
        low = verb.start()  # 村级后备干部储备1820名: the noun may stand before its verb
    if low < len(stripped) and (not verb or _MADE.match(verb.group())):  # 党群服务中心已|建成45个
        low = _adverbs_of(stripped, start, low)
    low = len(_REMARK.sub("", stripped[:low].rstrip(_BETWEEN)))  # 党员(截至2021年底)共24万名
    if low <= start or _EMPTY.fullmatch(stripped[start:low]):
        return None
    ends = (before.start + low, before.start + len(stripped))
    return Noun(Span(before.start + start, end), ends, "left", verb is not None)
