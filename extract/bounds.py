"""Bounds: how the words beside a number loosen it.

近, 不到 and their kin say that the true number lies below (`at_most`), 余, 多, 超过 and their kin that it lies above
(`at_least`), 约 and 左右 that it lies about there (`approx`). Words that contradict each other (近1000余人) leave
`approx`. 达, 达到, 共 and 累计 bound nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

EXACT, APPROX, AT_LEAST, AT_MOST = "exact", "approx", "at_least", "at_most"

# Before the number, and part of the figure's quote.
_BEFORE = {
    AT_MOST: (
        [
            "近",
            "接近",
            "将近",
            "不到",
            "不足",
            "不超过",
            "不高于",
            "不大于",
            "不多于",
            "未超过",
            "不满",
            "至多",
            "最多",
            "少于",
            "低于",
            "小于",
            "最高",
            "未达",
            "未达到",
            "控制在",
        ]
    ),
    AT_LEAST: (
        [
            "超",
            "超过",
            "超过了",
            "超出",
            "远超",
            "逾",
            "已逾",
            "突破",
            "突破了",
            "不少于",
            "不低于",
            "不小于",
            "不下",
            "不下于",
            "至少",
            "最少",
            "起码",
            "高于",
            "大于",
            "多于",
            "最低",
            "不止",
            "超越",
            "突破了",
        ]
    ),
    APPROX: ["约", "大约", "大概", "约莫", "估计"],
}
# Before a bare order of magnitude: 数百, 几十, 上千, 成百, 过亿, 破万, 好几百.
_MAGNITUDE = ["数", "几", "上", "过", "破", "好几", "达数", "达上", "多达"]
# Before the number, but standing apart from it: 约占3%, 约有20人.
_APART = ["约占", "约有", "约为", "约达", "约合", "约计", "大约有", "大约占", "大约为", "大概有"]
# Words that end like a modifier and are none: 最近3年, 节约20万元, 预约30人次; 总数百万, 网上百余场, 通过百家企业.
_NO_MODIFIER = [
    "最近",
    "附近",
    "就近",
    "临近",
    "邻近",
    "亲近",
    "贴近",
    "靠近",
    "走近",
    "远近",
    "相近",
    "新近",
    "节约",
    "预约",
    "集约",
    "签约",
    "公约",
    "条约",
    "合约",
    "契约",
    "违约",
    "制约",
    "履约",
    "特约",
    "缩约",
    "赶超",
    "反超",
]
_NO_MAGNITUDE = [
    "网上",
    "线上",
    "以上",
    "街上",
    "会上",
    "市上",
    "县上",
    "州上",
    "村上",
    "身上",
    "船上",
    "路上",
    "晚上",
    "早上",
    "马上",
    "跟上",
    "送上",
    "总数",
    "人数",
    "户数",
    "次数",
    "件数",
    "度数",
    "参数",
    "基数",
    "个数",
    "额数",
    "多数",
    "少数",
    "半数",
    "指数",
    "系数",
    "分数",
    "台数",
    "经过",
    "通过",
    "不过",
    "难过",
    "走过",
    "去过",
    "来过",
    "看过",
    "做过",
    "提过",
    "受过",
    "渡过",
    "度过",
    "跨过",
    "爬过",
    "翻过",
    "打破",
    "突破",
    "超过",
    "越过",
    "看破",
]

_AFTER = {
    "以上": AT_LEAST,
    "之上": AT_LEAST,
    "有余": AT_LEAST,
    "开外": AT_LEAST,
    "不止": AT_LEAST,
    "以下": AT_MOST,
    "以内": AT_MOST,
    "之内": AT_MOST,
    "左右": APPROX,
    "上下": APPROX,
    "前后": APPROX,
}


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(set(words), key=len, reverse=True))


_BOUND_OF = {word: bound for bound, words in _BEFORE.items() for word in words}
_PREFIX = regex.compile(rf"(?r)(?:{_alternatives(list(_BOUND_OF))})(?<!{_alternatives(_NO_MODIFIER)})\s?")
_MAGNITUDE_PREFIX = regex.compile(
    rf"(?r)(?:{_alternatives(_MAGNITUDE)})(?<!{_alternatives(_NO_MAGNITUDE)})\s?"
)
_APART_PREFIX = regex.compile(rf"(?r)(?:{_alternatives(_APART)})\s?")
_SUFFIX = regex.compile(
    rf"\s?(?:\(含[^()]{{0,6}}\))?(?:及其?)?(?:(?P<word>{'|'.join(_AFTER)})|(?P<more>多)(?=[，。；、,;的]|以[上来]|$))"
)


@dataclass(frozen=True, slots=True)
class Modifier:
    """Where the figure begins once its modifier is counted in, and which bound the modifier gives."""

    start: int
    bound: str


def before(text: str, start: int, floor: int, magnitude: bool) -> Modifier:
    """The modifier that ends where the number starts; ``floor`` is where the previous result ended.

    ``magnitude`` says that the number is a bare scale (百, 千万), before which 数, 几 and 上 count as well.

    >>> before("选派近500名", 3, 0, magnitude=False)
    Modifier(start=2, bound='at_most')
    """
    if start <= floor:
        return Modifier(start, EXACT)
    if magnitude and (match := _MAGNITUDE_PREFIX.match(text, floor, start)):
        outer = before(text, match.start(), floor, magnitude=False)
        return Modifier(outer.start, combine(outer.bound, AT_LEAST))
    if match := _PREFIX.match(text, floor, start):
        return Modifier(match.start(), _BOUND_OF[match.group().rstrip()])
    if _APART_PREFIX.match(text, floor, start):
        return Modifier(start, APPROX)
    return Modifier(start, EXACT)


def after(text: str, end: int) -> str:
    """The bound of what follows the unit: 以上, （含）以上, 左右, and 多 in 两倍多.

    >>> after("20万次以上", 4), after("50万元(含)以上", 4), after("3人", 2)
    ('at_least', 'at_least', 'exact')
    """
    match = _SUFFIX.match(text, end)
    if match is None:
        return EXACT
    return _AFTER[match["word"]] if match["word"] else AT_LEAST


def combine(*bounds: str) -> str:
    """One bound out of several; those that contradict each other leave `approx`.

    >>> combine("at_most", "at_least"), combine("exact", "at_least")
    ('approx', 'at_least')
    """
    found = set(bounds) - {EXACT}
    if not found:
        return EXACT
    return found.pop() if len(found) == 1 else APPROX
