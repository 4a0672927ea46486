"""Whether a figure says what stands or what was done, by the words of its clause.

A date means one thing for a stock (党员30名: the state at its end) and another for a flow (发展党员30名: what was done
within it). An indicator knows which it is; most figures have none, and then their words are judged here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extract.patterns import lazy
from extract.periods import Period

Basis = Literal["", "stock", "flow", "change"]
"""What a figure is, as far as it is known: a state, what was done, or a difference, which has the date of its later state."""

CLAUSE = 120  # characters of a clause that are read, to one side
_CLAUSE_END = lazy(r"[，,；;。！？!?\n]")
_STANDS = lazy(  # 管理服务党组织16个, 村（社区）“两委”换届完成, 平均年龄45岁, 比上届提高; but 完成征地3500亩
    r"占|平均|总[数量]|共有|现有|拥有|[设实建]有|下[设辖]|管理|依托|覆盖|完成(?!(?!率)[^，,；;。\d]{0,8}\d)|全部|[有为](?=[\d近约])|达到?(?=[\d近约])"
    r"|[比较](?:上|换)|提高|提升|上升|下降|降低|[增减][至到]|(?:增加|增长|减少)[到至]|发展[到至](?=[\d近约])"
)
_DOING = (
    r"发展[^，,；;。]{0,16}党员|新(?:增|建|发展|组建|成立|选|招)|举办|开展|举行|召开|培训|轮训|受训|表彰|颁发|慰问|走访|查处|立案|处分|处理"
    r"|受理|问责|约谈|通报|曝光|移送|解决|化解|办结|投入|拨付|划拨|下拨|筹集|募集|发放|捐|选派|抽调|派出|招录|招聘|录用|整顿|整改|排查"
)
_FLOWS = lazy(_DOING)
# 占当月查处问题总数的86%, 占发展党员总数的30%, 占新党员的30%; but 占党员总数的30%
_OF_DONE = lazy(
    rf"(?:占|超过了?)[^，,；;。\d占]{{0,14}}?(?:{_DOING}|接收|处置|吸收|新党员)[^，,；;。占]{{0,16}}$"
)
_ROW = lazy(r"(?:[\d.]++[ ]?[%％][、和及]){1,6}+$")
_BARE_SHARE = lazy(r"[，,、；;]?(?:分别|约|仅|也|均|各)*(?:所?占(?:比[例重]?)?|比[例重])[^，,；;。]{0,16}$")
_RECRUITS = lazy(  # 发展党员中，女性90名，占30%; up to the next stock or the sentence's end
    r"(?:新?(?:发展|吸收|入党)的?新?|新)党员[^，,；;。\d]{0,6}?[中里][，,：:]?(?:(?!党员(?:总[数量]|队伍)|共有党员).)*+$"
)
_CASES = lazy(r"[\d.]++[ ]?[万余多]?[余多]?[件起例人名%％次]")
_CASE = lazy(  # 有18件涉及违规吃喝，有139人因此被处理: cases happen, and so does what is done to people
    r"[\d.]++[ ]?[万余多]?[余多]?(?:[件起例]|[人名][^，,。；;\d]{0,4}?(?:因[^，,。；;]{1,30})?(?:被|受到?)(?:查处|处[理分置]|立案|问责|追责|通报|警告|开除|撤职|免职))"
)
_DONE = lazy(  # 3月底，县里拨付补助600万元: what was done then, no state that was reached by then
    r"(?:拨付|划拨|下拨|拨款|配套|投入|发放|印发|开展|举办|举行|召开|启动|选派|抽调|派出|慰问|走访|看望|招聘|招录|培训|轮训|查处|立案|通报|曝光"
    r"|排查|捐|筹集|募集|采购|出动|处理|受理|表彰|表扬|签[订约]|授予|颁发)"
)
_MADE = lazy(
    r"确定|认定|梳理|划分|划为|整合|调整|改[建为设]|[建成设创][成立置办]|新[建设]|完成|组建|挂牌|启用|提[高升]|增[加至长]|[上下]降"
)
_REACHED = lazy(r"已|累计|共|全部|完成|达")
_NUMBER = r"(?:\d[\d. ]*+(?<! )|[一二三四五六七八九十百千万零〇]++)[ ]?[万余多]?[余多]?[名个人支户]"
_HELD = lazy(  # 全区有党员300名, 党员增至45名, 党员总数2271人, 党支部为72个
    r"(?:[，,。；;年]|^)[^，,；;。\d]{0,20}(?:共|仅|只)?(?<!具)有[^，,；;。]{0,30}$|(?:[增减][至到]|[增减][加少]到|发展[到至])(?:了|近|约|不足)?[ ]?$"
    r"|(?:党员|党支部|党组织)[^，,；;。\d]{0,4}(?:(?:总数|人数)(?:为|达到?)?|为)[ ]?$"
)
_BEHIND = lazy(rf"{_NUMBER}[ ]?(?:左右|上下|以上)?(?:[，,；;。（(、\n]|$)")
_CLOSED = lazy(r"[）)]")
_AMONG = "其中"


def basis(text: str, position: int) -> Basis:
    """What the words of a figure's clause make of it; "" where they leave it open.

    >>> basis("全县发展党员30名", 6), basis("全县共有党员30名", 6), basis("党员30名", 2)
    ('flow', 'stock', '')
    """
    clause = _clause(text, position)
    if _is_part_of_done(text, position):
        return "flow"
    if (("占" in clause or "超过" in clause) and _of_done(text, position)) or _RECRUITS.search(
        text, 0, position
    ):
        return "flow"
    if _STANDS.search(clause):
        return "stock"
    return "flow" if _FLOWS.search(clause) else ""


def _is_part_of_done(text: str, position: int) -> bool:
    """Whether a figure is a part of what was done: 2月份查处问题219件，其中，有127件涉及公车; 在查处的219件问题中，有1件…"""
    first = begin(text, position)
    if text.endswith(_AMONG, 0, max(0, first - 1)):  # 其中，有127件
        first -= len(_AMONG) + 1
    if not (text.startswith(_AMONG, first) or text.endswith("中", 0, max(0, first - 1))):
        return False
    whole = text[begin(text, max(0, first - 1)) : first]
    return _FLOWS.search(whole) is not None and _STANDS.search(whole) is None


def _of_done(text: str, position: int) -> bool:
    """Whether a share is one of what was done: its whole says so, or the clause that counts what it is the share of."""
    first = begin(text, position)
    if row := _ROW.search(text, first, position):
        position = row.start()  # 分别占问题总数的41.5%、22.6%: a row has one whole
    if _OF_DONE.search(text, first, position):
        return True
    bare = first > 1 and _BARE_SHARE.match(text, first, position) is not None
    return bare and _FLOWS.search(text, begin(text, first - 1), first) is not None


def happened(text: str, position: int) -> bool:
    """Whether a figure without a verb of its own counts cases or people, or a share of them: 违规发放津贴问题20起，占15%."""
    return basis(text, position) == "flow" or _CASES.match(text, position) is not None


def stands(period: Period, text: str, position: int) -> bool:
    """Whether the words around a figure say that it stands; only a month makes a difference of that."""
    if period.kind != "within" or period.start is None or period.start.month is None:
        return False
    return holds(text, position) and not _CASE.match(text, position)


def holds(text: str, position: int) -> bool:
    """Whether the words around a figure say that it stands, whatever its date."""
    return basis(text, position) == "stock" or _has(text, position)


def _has(text: str, position: int) -> bool:
    """1930年9月，支部有党员10人: the figure ends what there was; 有党员10人参加 tells of something else."""
    first = begin(text, position)
    return (
        _BEHIND.match(text, position) is not None
        and _HELD.search(text, max(0, first - 1), position) is not None
        and not _FLOWS.search(text, first, position)
    )


def was_done(period: Period, text: str, position: int) -> bool:
    """Whether a figure says what was done at a year's or a month's end: 3月底，县里拨付补助600万元."""
    if period.kind != "state" or period.start is None or not period.start.end or period.text[0] in "截到至":
        return False
    clause = text[begin(text, position) : position]
    return _DONE.search(clause) is not None and _REACHED.search(clause) is None


def done_over(periods: Sequence[Period], text: str, position: int, known: Basis) -> bool:
    """Whether a figure counts what was done over a span: it is no stock, and no difference against an earlier day, the base among
    the ``periods`` of its sentence."""
    first = begin(text, position)
    compared = any(each.kind == "base" and first <= each.span.start < position for each in periods)
    return known == "flow" or not (known or compared or holds(text, position))


def _clause(text: str, position: int) -> str:
    """The clause of a position, with the one before it where it only goes into its parts (，其中村30个)."""
    opened = max(text.rfind(mark, 0, position) for mark in "（(")
    if opened >= 0 and not _CLOSED.search(text, opened, position):
        position = opened  # 党员增至70名（正式党员40名，预备党员30名）
    first = begin(text, position)
    end = _CLAUSE_END.search(text, position, position + CLAUSE)
    if first and text.startswith(_AMONG, first):
        first = begin(text, first - 1)
    return text[first : end.start() if end else position + CLAUSE]


def begin(text: str, position: int) -> int:
    """Where the clause of a position begins, or how far back it is looked for."""
    first = max(0, position - CLAUSE)
    for mark in "，,；;。":
        first = max(first, text.rfind(mark, first, position) + 1)
    return first


def opened_with(period: Period, text: str, position: int, known: Basis) -> bool:
    """Whether a figure is what there was when a year began: 2021年初有党员1200名 is the state in which the year before ended;
    2021年初建成12个 is not."""
    if period.kind != "within" or period.start is None or period.start.part != "初" or period.start.month:
        return False
    clause = text[begin(text, position) : position]
    if _FLOWS.search(clause) or _MADE.search(clause):
        return False
    return known == "stock" or _has(text, position)
