"""What a head or a label says: its unit, its time, whether it sums up, and the noun that is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from extract import numerals
from extract.cells.lists import bare, lists
from extract.cells.values import is_blank, unit_words
from extract.patterns import lazy
from extract.records import record
from extract.regions import registry


@record
class Label:
    """A head or a label taken apart. ``noun`` is what is left of it without unit, time, numbering and remarks;
    ``part`` says that it follows 其中, ``total`` that it sums up, ``generic`` that it names no thing of its own."""

    noun: str
    units: tuple[str, ...]
    period: str
    part: bool
    total: bool
    generic: bool


NOTHING = Label("", (), "", False, False, True)
_BRACKETS = lazy(r"[（(【\[]\s*(?P<inside>[^（()）【】\[\]]{0,40})[）)】\]]")
_BEHIND = lazy(r"[/／,，:：\s]\s*(?P<unit>[^/／,，:：\s\d]{1,5})$")
_STATED = lazy(r"(?:计量|计算)?单位\s*[:：]\s*(?P<units>[^\s）)，。；;]+(?:、[^\s）)，。；;]+)*)")
_NUMBERED = lazy(r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．)）](?!\d)|[①-⑳])\s*")  # fmt: skip
_PART = lazy(  # 其中：女, #女党员, ＃：女, 其中#女; but #1楼 and A#
    r"(?:[#＃]\s*)?其中\s*[:：、,，]?\s*(?:[#＃]\s*)?|[#＃]+\s*[:：]?\s*(?=[\u4e00-\u9fff])"
)
_MARK = lazy(r"(?:[①-⑳*＊†‡※¹²³⁰-⁹]+|(?<=[\u4e00-\u9fff])[#＃]+|[\[【〔]注?\d{1,2}[\]】〕])$")
_DAY = r"(?:\d{1,2}月(?:\d{1,2}日|份?(?:底|末|初)?)?|第?[一二三四1-4](?:[-—–~至]第?[二三四2-4])?季度|[上下]半年|前[一二三四五六七八九\d]+个?月|1\s?[-—–~至]\s?\d{1,2}月)"
_DAY_OF = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH_OF = rf"(?:年\s*(?:1[0-2]|0?[1-9])\s*(?:月|(?=[-—–~至到]))|[./-](?:1[0-2]|0?[1-9])(?!\d)\s*月?|(?:0[1-9]|1[0-2]))份?(?:\s*{_DAY_OF}日|[./-]{_DAY_OF}(?!\d)日?|(?<=\d\d\d\d\d\d){_DAY_OF})?"
_MONTHS = (  # 2021-03至2021-08, 2021.3—2021.8, 2021年3月—8月, 202103-202108; 2021-03-08 is a day
    rf"(?!\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!\d))(?:19|20)\d\d\s*{_MONTH_OF}\s*(?:[-—–~─]+|至|到)\s*"
    rf"(?:(?:19|20)\d\d\s*{_MONTH_OF}|(?:1[0-2]|0?[1-9])\s*月份?(?:{_DAY_OF}日)?|(?:1[0-2]|0?[1-9])(?:[./]{_DAY_OF})?(?![\d日年]))"
)
_PERIOD = lazy(
    rf"{_MONTHS}(?!\d)|[“\"]?(?:十[一二三四五]?|[八九])五[”\"]?(?:规划)?(?:期间|时期|以来|期末|末)|"
    r"(?:截[至止]到?\s*)?(?:19|20)\d\d\s*(?:[-—–~至]\s*(?:19|20)\d\d)?\s*(?:年(?:度|底|末|初|全年|期间)?|[./-](?:1[0-2]|0?[1-9])(?:[./-]\d{1,2})?(?!\d)|(?!\d))"
    rf"\s*{_DAY}?(?:止|以来)?"
    rf"|{_DAY}(?=$|累计|完成|实际|合计|小计)|全年(?=$|累计|完成|实际|合计)|(?:上年|去年|今年|本年|当年|前年)(?:度|底|末|同期)?"
)
_SHORT_YEAR = lazy(r"^(截[至止]到?\s?)?([012]\d\s?年(?:底|末|初|度)?)$")  # 19年 20年 21年 over columns
_FROM_TO = lazy(
    r"(?!\d{4}-\d{1,2}-\d{1,2}$)(?P<y1>\d{4})[年./-]?(?P<m1>\d{1,2})月?份?(?:[./-]?(?P<d1>\d{1,2})日?)?(?:[-—–~─]+|至|到)"
    r"(?:(?P<y2>(?:19|20)\d\d)[年./-]?)?(?P<m2>\d{1,2})月?份?(?:[./-]?(?P<d2>\d{1,2})日?)?"
)
_AND_SHARE = lazy(
    r"(?<=.)[及和与、/](?:其?所?占比[例重]?|比[例重]|百分比)$"
)  # 数量及占比 over 3200名（26.7%）
_SPREAD = lazy(
    r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
)  # 党 员 数, 发展⏎党员: what a cell is too wide or too narrow for
_DATE = lazy(r"(?:(?P<a>(?:19|20)\d\d)[./-](?P<b>\d{1,2})(?:[./-](?P<c>\d{1,2}))?)")


@lru_cache(maxsize=8192)
def label(text: str) -> Label:
    """Take a head or a label apart.

    >>> label("2021年党员数（名）")
    Label(noun='党员数', units=('名',), period='2021年', part=False, total=False, generic=False)
    >>> label("合 计").total, label("其中：女").part, label("单位：万元").units
    (True, True, ('万元',))
    """
    if is_blank(text):
        return NOTHING
    whole = _SPREAD.sub("", " ".join(text.split()))
    rest, named = _without_units(_SHORT_YEAR.sub(r"\g<1>20\g<2>", whole))
    rest = _MARK.sub("", _NUMBERED.sub("", rest, count=1) if _NUMBERED.match(rest) else rest).strip()
    part = _PART.match(rest)
    rest = rest[part.end() :] if part else rest
    when = _PERIOD.match(numerals.fold(rest))
    period = _dated(rest[: when.end()].strip()) if when and when.end() else ""
    rest = rest[when.end() :] if when else rest
    if bare(rest) in lists().total and bare(text) not in lists().no_place:
        return Label("", named, period, bool(part), True, True)
    noun = rest.strip(" :：、，,.．。;；—-±的")
    if (
        unit_words(noun) and noun not in lists().qualifier and not (named and len(noun) > 1)
    ):  # a row of heads that holds the units alone
        return Label("", named or unit_words(noun), period, bool(part), False, True)
    noun = _AND_SHARE.sub("", noun)
    ending = next((word for word in ("合计", "总计", "小计", "共计") if noun.endswith(word)), "")
    if ending:
        noun = noun.removesuffix(ending).rstrip()
        noun = "" if bare(noun) in lists().total else noun  # 全县合计
    if noun.startswith(("合计", "总计")):  # 合计党员数: the words of a sum name nothing
        noun, ending = noun[2:], noun[:2]
    generic = not noun or bare(noun) in lists().generic
    return Label(noun, named, period, bool(part), bool(ending), generic)


def _without_units(text: str) -> tuple[str, tuple[str, ...]]:
    """A head without the units that it names and without remarks in brackets, and the units."""
    named: tuple[str, ...] = ()
    stated = _STATED.search(text)
    if stated and (found := unit_words(stated["units"])):
        return (text[: stated.start()] + text[stated.end() :]).strip(" （()）[]【】"), found
    for bracket in _BRACKETS.finditer(text):
        named = named or unit_words(bracket["inside"])
    kept = _BRACKETS.sub(lambda match: "" if unit_words(match["inside"]) or match.start() else match[0], text)
    if not named and kept.endswith(("%", "％")) and len(kept) > 1:  # 占比%
        return kept[:-1], ("%",)
    if not named and (behind := _BEHIND.search(kept)) and behind.start() and unit_words(behind["unit"]):
        return kept[: behind.start()], unit_words(behind["unit"])
    return kept, named


def _dated(written: str) -> str:
    """A time as prose writes it: 2021 is 2021年, 2021-06 and 2021.6 are 2021年6月.

    >>> [_dated(text) for text in ("2021", "2021.6", "2021年底", "2019-2021", "2021-03至2021-08")]
    ['2021年', '2021年6月', '2021年底', '2019—2021年', '2021年3月至2021年8月']
    """
    text = "".join(numerals.fold(written).split())
    if span := _FROM_TO.fullmatch(text):
        return f"{_in_words(span['y1'], span['m1'], span['d1'])}至{_in_words(span['y2'], span['m2'], span['d2'])}"
    opened = next((word for word in ("截至到", "截至", "截止到", "截止") if text.startswith(word)), "")
    found = _DATE.fullmatch(text.removeprefix(opened))
    if found and int(found["b"]) <= 12:
        day = f"{int(found['c'])}日" if found["c"] else ""
        return f"{opened}{found['a']}年{int(found['b'])}月{day}"
    if text[-1:].isdigit():
        text += "年"
    head, dash, tail = text.partition("-")
    return f"{head}—{tail}" if dash and len(head) == 4 else text


def _in_words(year: str | None, month: str, day: str | None) -> str:
    """A year with its month and day, as far as they are there."""
    return f"{year + '年' if year else ''}{int(month)}月{f'{int(day)}日' if day else ''}"


def is_period(text: str) -> bool:
    """Whether a label is a time and nothing else."""
    own = label(text)
    return bool(own.period) and own.generic and not own.units


def is_place(text: str) -> bool:
    """Whether a label reads like the name of one place or body: 茂林镇, 长春市; not 农村 or 示范村.

    >>> [is_place(text) for text in ("茂林镇", "行政村", "党员数", "长春")]
    [True, False, False, True]
    """
    name = bare(text)
    if not 2 <= len(name) <= 24 or name in lists().no_place or name in lists().total:
        return False
    if "以上" in name or "以下" in name:  # 集体收入20万元以上村
        return False
    if lists().place_end.search(name):
        return not any(
            name.removesuffix(end) in ("", *_KINDS) for end in ("村", "社区", "镇", "乡", "企业", "区", "县")
        )
    return any(region.stem == name or region.short == name for region in registry().by_form.get(name, ()))


_KINDS = frozenset(
    ("示范", "薄弱", "贫困", "脱贫", "重点", "空壳", "先进", "后进", "行政", "自然", "建制", "城市", "农村", "试点", "文明", "平安", "美丽", "富裕")
)  # fmt: skip


def mostly(texts: Sequence[str], test: Callable[[str], bool]) -> bool:
    """Whether a test holds for more than half of what is said; totals count as either."""
    said = [text for text in texts if not is_blank(text) and not label(text).total]
    return bool(said) and 2 * sum(1 for text in said if test(text)) > len(said)
