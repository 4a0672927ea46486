"""The words of a cell: what its place, its time, its labels and heads would be in a sentence, around the figure as it stands.

乡镇    发展党员（名）   其中：女
茂林镇  120              40        ->  茂林镇：发展党员120名。  茂林镇：女党员40名。
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.binding.grammar import grammar
from extract.cells.captions import Caption
from extract.cells.entry import Entry
from extract.cells.labels import Label
from extract.cells.lists import bare, counts_a_thing, lists
from extract.cells.values import base
from extract.grid import Cell
from extract.patterns import lazy
from extract.span import Span
from extract.units import units

LONGEST_NAME = (
    60  # characters of a place or of what is counted; what is longer is cut, since it is said for each cell
)
_MOST_LABELS = 4
_SHOULD = lazy(r"应(?!急|届|用|对|变)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A cell's words: those before the figure and those behind it, how many characters of its sign the words have taken
    over, and whether it has no unit anywhere."""

    before: str
    sign: int
    after: str
    unitless: bool


def spoken(entry: Entry, over: Caption, text: str) -> Spoken:
    """The words of a cell that shows a text."""
    when = entry.period or over.period
    if entry.period and _OF_A_YEAR.match(entry.period) and _YEAR.fullmatch(over.period):
        when = f"{over.period}{entry.period}"
    place = "".join(entry.places[-_MOST_LABELS:])[:LONGEST_NAME]
    own = entry.value.unit if entry.value else ""
    said, unit = _what(entry.labels, entry.heads, entry.units, entry.beside, entry.section, own, over)
    before = f"{when}{'，' if when and when.startswith('截') else ''}{place}{'：' if place else ''}{said}"
    if entry.value is None:
        return Spoken(before, 0, "", False)
    unit = "个百分点" if unit == "百分点" else unit
    fallen = fell(entry, text, before)
    after = f"{'' if own else unit}{entry.value.around}。\n"
    return Spoken(fallen.before, fallen.sign, after, not own and not unit)


@lru_cache(maxsize=8192)
def _what(
    labels: tuple[Label, ...], heads: tuple[Label, ...], named: tuple[str, ...], beside: str, section: str, own: str, over: Caption
) -> tuple[str, str]:  # fmt: skip
    """What is counted, and the unit of a bare figure: the same for all cells of a column whose rows are places."""
    entry = Entry(_NOWHERE, None, labels=labels, heads=heads, units=named, beside=beside, section=section)
    said = _of_sector(counted(entry, over), over.sector)
    if own in ("%", "％") and said and not _RATED.search(said) and not lists().relative.search(said):
        return f"{_TOTAL.sub('', said)}占比", ""  # 大专及以上 35.0% under 党员总数
    unit = "" if own else _unit(entry, over, said)
    if unit in _SCALES:  # 党员总数（万）
        unit += implied(entry, said) or ("元" if lists().money.search(said) else "")
    if len(unit) > 1 and len(said) > len(unit) and said.endswith(unit):  # 培训人次 320 人次
        said = said.removesuffix(unit)
    return said, unit


def _of_sector(said: str, sector: str) -> str:
    """What is counted, with the sector whose members alone the table is about, unless it names that itself."""
    of = sector.strip('“”"')
    return f"{of}{said}" if of and of not in said and _MEMBERS.search(said) else said


_SCALES = ("万", "千", "亿")
_MEMBERS = lazy("党员|党组织|党支部|党总支|党委|积极分子")
_YEAR = lazy(r"(?:19|20)\d\d年")
_OF_A_YEAR = lazy(
    r"\d{1,2}月|第?[一二三四1-4](?:[-—–~至]第?[二三四2-4])?季度|[上下]半年|\d{1,2}[-—–~至]\d{1,2}月"
)  # 3月 under 2021年…情况表
_NOWHERE = Cell(0, 0, 1, 1, Span(0, 0))


@dataclass(frozen=True, slots=True)
class Fell:
    """The words before a figure that has its sign in them, and how many characters of the cell that sign takes."""

    before: str
    sign: int


_GROWTH = lazy(r"增长|增幅|增速|增减|增加|升降|变化|净增|提高|上升|减少|下降|降幅")
_FALLS = {
    "增幅": "降幅",
    "净增": "净减",
    "减少": "减少",
    "下降": "下降",
    "降幅": "降幅",
    "增减": "减少",
    "增加": "减少",
}
_COMPARED = lazy(r"(?:同比|环比|[比较](?:上年|去年|上期|上月|上季度?|年初)(?:同期|末|底)?)$")
_BELOW, _ABOVE = "-−–—﹣－↓▼(（", "+＋↑▲"
_AMOUNTS = frozenset(("额", "数", "量", "值", "数量", "数额", "人数", "情况"))
_RISES = {"增减": "增加", "升降": "上升"}


def fell(entry: Entry, text: str, before: str) -> Fell:
    """Words and sign of a change: 同比增长 over -1.5 is 同比下降1.5, 增减 over 12 is 增加12; other figures stay as they are.

    >>> from extract.cells.values import figure
    >>> own = Entry(Cell(0, 0, 1, 1, Span(0, 4)), figure("-1.5"))
    >>> fell(own, "-1.5", "发展党员同比增长")
    Fell(before='发展党员同比下降', sign=1)
    """
    words = list(_GROWTH.finditer(before))
    if entry.value is None:
        return Fell(before, 0)
    if _COMPARED.search(before):  # 同比 over ↓3.2% is 同比下降3.2%
        sign = text[entry.value.start] in _BELOW + _ABOVE
        return Fell(f"{before}{'下降' if text[entry.value.start] in _BELOW else '增长'}", int(sign))
    if not words:  # 增收-12.5: a dash behind a noun joins, behind 为 it is a sign
        below = bool(before) and text[entry.value.start] in _BELOW
        return Fell(f"{before}为" if below and before[-1] not in "：，" else before, 0)
    found = words[-1]
    negative = text[entry.value.start] in _BELOW
    signed = negative or text[entry.value.start] in _ABOVE
    word = _FALLS.get(found.group(), "下降") if negative else _RISES.get(found.group(), found.group())
    rest = before[found.end() :]  # 增减额 over 12 is 增加12
    return Fell(f"{before[: found.start()]}{word}{'' if rest in _AMOUNTS else rest}", int(signed))


def counted(entry: Entry, over: Caption) -> str:
    """What a figure counts: the kinds that divide it, the thing, and what measures it: 农村|党员|占比.

    The thing is the last of heads and labels that names one, else the noun beside, else the caption's.
    """
    labels = [each for each in entry.labels[-_MOST_LABELS:] if each.noun and not each.generic]
    heads = [each for each in entry.heads[-_MOST_LABELS:] if each.noun and not each.generic]
    nouns = [*labels, *heads]
    measures = [
        each.noun for each in nouns if lists().relative.match(each.noun) and not each.noun.startswith("占地")
    ]
    plans = [each.noun for each in nouns if _is_plan(each.noun)]
    rest = [each for each in nouns if each.noun not in measures and each.noun not in plans]
    things = [_thing(each.noun) for each in rest if counts_a_thing(each.noun)]
    kinds = [each.noun for each in rest if not counts_a_thing(each.noun)]
    if things:
        thing = things[-1]
        verbs = grammar().verbs
        for wider in reversed(things[:-1]):
            verb = next((v for v in verbs.finditer(wider) if not _NO_ACT.search(wider, 0, v.end())), None)
            if _BODIES.search(wider) and _BODY.match(
                thing
            ):  # 党组织 over 党总支 names the kind that it is of
                continue
            if _BODIES.search(thing) and _BODY.match(wider):
                thing = wider
            elif wider in thing or thing in wider:
                thing = (
                    max(thing, wider, key=len)
                    if thing in wider and wider in [each.noun for each in labels]
                    else thing
                )
            elif lists().money.search(thing):
                thing = wider + thing
            elif verb and not verbs.search(thing):
                thing = verb.group() + thing
            elif wider in [each.noun for each in labels] and not _CHAPTER.search(wider):
                thing = wider + thing
        if thing == "党委" and any(
            _BODIES.search(wider) for wider in (*things[:-1], entry.beside, entry.section)
        ):
            thing = "基层党委"  # one of the kinds of 基层党组织
    else:
        thing = entry.beside or entry.section or over.noun
    if not thing and not kinds:
        thing = next(
            (each.noun for each in (*entry.heads, *entry.labels) if each.noun and each.noun not in plans), ""
        )
        if not thing:  # 应缴
            thing, plans = "".join(plans[:1]), []
    if over.planned and not plans and not any(_CARRIED_OUT.search(each.noun) for each in nouns):
        plans = ["计划"]
    plan = "".join(
        "应" if _SHOULD.match(each) else "预算" if each.startswith("预算") else "计划" for each in plans[:1]
    )
    if plan == "计划" and thing and not grammar().verbs.match(thing):
        plan = "计划实现"  # 计划集体收入 is no plan that a reader of the sentence sees
    kind = "".join(each for each in kinds if each not in thing and not (things and _CHAPTER.search(each)))
    verb = grammar().verbs.match(thing) if kind else None
    if verb and verb.end() < len(thing):  # 女 | 发展党员 -> 发展女党员
        thing, kind = f"{verb.group()}{kind}{thing[verb.end() :]}", ""
    measure = "".join(measures[-1:])
    return f"{plan}{kind}{thing}{'' if measure and measure in thing else measure}"[-LONGEST_NAME:]


def _thing(noun: str) -> str:
    """A thing without the words of a title: 党员情况 is 党员."""
    cut = noun.removesuffix("情况").removesuffix("基本")
    return cut if counts_a_thing(cut) else noun


_CARRIED_OUT = lazy("完成|实际|已|现有|占|率")
_CHAPTER = lazy(r"(?:建设|队伍|工作|情况|方面|领域|保障|发展|治理|管理)$")  # 阵地建设 beside 党群服务中心
_NO_ACT = lazy(r"[党会济织]组织$")  # 党组织, 社会组织
_BODIES = lazy(r"党组织(?:情况|设置|总?数|建设)?$")
_BODY = lazy(r"(?:基层|机关|离退休|农村|社区|二级)?(?:党委|党工委|党总支|总支|党支部|支部|党小组|党组)")


def divided(entry: Entry) -> bool:
    """Whether a cell counts a part of what its table counts: 女 under 党员, 35岁以下 beside 党员总数."""
    nouns = [each for each in (*entry.labels, *entry.heads) if each.noun and not each.generic]
    return any(each.part or not (counts_a_thing(each.noun) or _is_plan(each.noun)) for each in nouns)


@lru_cache(maxsize=1)
def _planned() -> re.Pattern[str]:
    return re.compile(f"(?:年度|年初|全年|本年度?)?(?:{lists().planned.pattern})+")  # 目标任务, 年度目标


def _is_plan(noun: str) -> bool:
    words = bare(noun).rstrip("数值")
    return (
        len(words) <= 6
        and (_planned().fullmatch(words) is not None or _SHOULD.match(words) is not None)
        and not counts_a_thing(words)
    )


def _unit(entry: Entry, over: Caption, said: str) -> str:
    """The unit of a bare figure: what row and column name, then what the noun implies where it says %, then the caption
    where it fits the noun, then what the noun implies."""
    meant = implied(entry, said)
    kind = base(meant) or ("元" if lists().money.search(said) else "")
    last = next((head for head in reversed(entry.heads)), None)
    if last and last.units and lists().relative.match(last.noun):  # 增减（%） beside 发展党员（名）
        return last.units[0]
    if entry.units:
        return _fitting(entry.units, kind)
    if lists().rate.match("".join(head.noun for head in entry.heads[-1:])) and kind in ("%", ""):
        return "%"
    if over.units and kind != "%":
        fitting = _fitting(over.units, kind)
        if not kind or base(fitting) == kind or "元" not in (base(fitting), kind):
            return fitting
    return meant


_RATED = lazy(r"率|比例|比重|占比|面$|度$")
_TOTAL = lazy(r"(?:总人数|总数|人数|数)$")


def _fitting(named: Sequence[str], kind: str) -> str:
    """Of several units the one of a base."""
    return next((unit for unit in named if base(unit) == kind), named[0])


def implied(entry: Entry, said: str) -> str:
    """The unit that a noun implies where none is named: 党员数 is counted in 名, 占比 in %; "" for money and the rest.

    >>> from extract.cells.entry import Entry
    >>> [implied(Entry(Cell(0, 0, 1, 1, Span(0, 0)), None), noun) for noun in ("党员总数", "党组织", "女党员占比", "党建经费")]
    ['名', '个', '%', '']
    """
    words = [
        *(bare(head.noun) for head in reversed(entry.heads)),
        said,
        *(each.noun for each in reversed(entry.labels)),
    ]
    ends = sorted(lists().implied, key=len, reverse=True)
    for word in words:
        for end in ends:
            if word.endswith(end):
                return lists().implied[end]
    for word in words:
        if word in lists().qualifier:
            continue
        if lists().money.search(word):
            return ""
        for cut in (word, word.removesuffix("总数"), word.removesuffix("数量"), word.removesuffix("数")):
            for length in range(min(len(cut), 8), 0, -1):
                unit = units().words.get(cut[-length:])
                known = (
                    unit.base if unit is not None and unit.noun else lists().counted_in.get(cut[-length:], "")
                )
                if known in _COUNT_WORDS and not grammar().verbs.fullmatch(cut[-length:]):
                    return _COUNT_WORDS[known]
            if cut.endswith(("员", "人")):
                return "名"
    return ""


_COUNT_WORDS = {"人": "名", "个": "个", "户": "户"}
