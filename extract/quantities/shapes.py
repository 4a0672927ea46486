"""Numbers that their own form tells to be no figures: dates, codes, ordinals, section numbers and the like.

Each `Shape` is a row of `digit_shapes` or `chinese_shapes`: the reason under which the number is set aside, the pattern that the text must match from the
number's first character on (what stands before is asked by lookbehind), and an example that a test reads. The patterns
work on folded text (`extract.numerals.fold`) and are possessive or bounded, so that a hostile text costs no more than
its length. Their order matters only where a comment says so; two combined patterns are built from them, one for
numbers that begin with a digit and one for Chinese numerals.
"""

from __future__ import annotations

from extract.numerals import CHINESE
from extract.patterns import lazy, lazy_regex
from extract.quantities.chinese_shapes import IN_CHINESE
from extract.quantities.digit_shapes import BY_DIGITS, MONTH
from extract.quantities.shape import Shape

SHAPES = BY_DIGITS + IN_CHINESE
_REASONS = {f"{shape.reason}_{index}": shape.reason for index, shape in enumerate(SHAPES)}


def _combined(shapes: tuple[Shape, ...], first: int) -> str:
    return "|".join(f"(?P<{s.reason}_{i}>{s.pattern})" for i, s in enumerate(shapes, first))


_BY_DIGITS = lazy_regex(_combined(BY_DIGITS, 0))  # 举报电话(24小时):12388: looks behind as far as it takes
_IN_CHINESE = lazy(_combined(IN_CHINESE, len(BY_DIGITS)))

# Most numbers are figures at sight: nothing before them that makes a code or an ordinal, and a count word after them.
_BEFORE = r"第前件表录页示(\[【〔［（A-Za-z\-—.:/+·年"
_AFTER = "万亿余多个名人户元场次期批件所家处支座项条份起宗例%岁亩公平吨套辆台篇册倍村社支党"
_FIGURE = lazy(
    rf"(?<![{_BEFORE}])(?<![{_BEFORE}] )[0-9]{{1,6}}+(?:(?!\.)\s?[{_AFTER}](?!半)|\.[0-9]++\s?[余多]?[万亿%])"
)
_FEW = lazy(  # 3年, 45天, 12位: two digits are no code
    rf"(?<![{_BEFORE}])(?<![{_BEFORE}]\s)[0-9]{{1,2}}(?:[天张位块米间头斤岁](?![0-9])|年(?!代))"
)
# So are most dates years and months at sight: 2021年, with nothing behind that makes it longer; 7月1日, 3月.
_YEAR = lazy(r"(?:1[5-9]|20|21)[0-9][0-9]年[代度底末初]?(?![\s0-9\-—–―~至到、和与底末初])")
_MONTH_FIRST = lazy(rf"(?=[0-9]{{1,2}}月){MONTH}")
# What may follow a lone Chinese numeral in any of the shapes, or in a figure with 余, 成, 分之; after anything else it is
# part of a word.
AFTER_CHINESE = frozenset(
    "轮位星月日季年世周大届中五点是要则来、，. \n．):级等把线流号手产楼期轮次批代孩胎副队班组门道类部本台套位个名强甲；。;,”余多几成分十百千万亿至到—-~–方上计0"
)


def match(text: str, position: int) -> tuple[str, int] | None:
    """The reason and the end of the shape that stands at a numeral, or None when its form tells nothing.

    >>> match("2021年7月1日成立", 0), match("投入3亿元", 2)
    (('date', 9), None)
    """
    if text[position] in CHINESE:
        chinese = _IN_CHINESE.match(text, position)
        name, end = (chinese.lastgroup, chinese.end()) if chinese else (None, position)
    elif _FIGURE.match(text, position) or _FEW.match(text, position):
        return None
    elif date := _YEAR.match(text, position) or _MONTH_FIRST.match(text, position):
        return "date", date.end()
    else:
        arabic = _BY_DIGITS.match(text, position)
        name, end = (arabic.lastgroup, arabic.end()) if arabic else (None, position)
    return (_REASONS[name], end) if name and end > position else None
