"""Portions: parts of a whole that are not written with a percent sign, read as percent.

百分之三点五 is 3.5, 万分之五 0.05, 三分之二 and 2/3 are 66.67, 七成五 is 75, 六七成 is 60 to 70, 百分之六十至七十 too;
一半 and 半数 are 50, 过半 is 50 and more.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from extract import numerals
from extract.numerals import CHINESE, Numeral, NumeralError
from extract.patterns import lazy
from extract.quantities import bounds


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a whole in percent: where it ends, its value, the upper end of 六七成, and its count word (成)."""

    end: int
    percent: float
    high: float | None
    counter: str


_PART = rf"(?:\d{{1,3}}(?:,\d{{3}})++(?!\d)|\d++)(?:\.\d++)?|[{CHINESE}]++(?:点[{CHINESE}]++)?"
_FRACTION = lazy(
    rf"(?P<of>[{CHINESE}]++|\d++)分之\s?(?P<part>{_PART})(?:\s?[至到\-—–~]\s?(?:百分之)?(?P<upto>{_PART})(?!\s?[%个年]))?"
    r"|(?P<top>\d{1,2})/(?P<bottom>\d{1,2})(?![\d/])(?=\s?(?:以上|以下|左右|的|强|弱)|(?P<alone>[，。、；,;]|$))"
)
_CELL_BEFORE = lazy(r"[，,]")  # 占1/3。; of 卧虎镇，8/10。 a cell tells two numbers
_TENTHS = lazy(
    r"\s?成(?:\s?(?P<half>[一二三四五六七八九半])(?![一-龥])|(?P<half_of>[一二三四五六七八九半])(?=的|以[上下]|左右|上下|多|群众|党员|村民|居民|干部|农户|企业|村(?!民)))?"
    r"(?!为(?<![近约逾超].成为)|[立员功果本效长就熟绩套片份都败语对组型交行不色品因千风事])"
)
_TENTH_OF = frozenset(
    "占近约长降升加少落跌过达高涨逾足到"
)  # 增长一成, 占一成; elsewhere 一成 is a word: 一成不变
# 一半的社区, 近半村, 参与率过半; not 半年, 年过半百, 时间过半; 一半是海水一半是火焰 and 一半村、一半城 halve nothing that is counted.
_HALF = lazy(
    r"一(?:大|多)?半(?!是|天|夜|路|截|人[马儿])|半数|(?<=[过近超逾])半(?![百年月天日个夜山路生世晌里途成斤亩])"
)
_EITHER = lazy(r"一半[^的以、，。]{1,3}[、，]一半[^的以、，。]{1,3}(?=[的，。、]|$)")
_BARELY = lazy(r"(?:时间|任务|双|赛程|征程|路程|里程|行程|进度条?|年|夜)过$")


def at(text: str, numeral: Numeral) -> Portion | None:
    """The portion that a numeral begins; None when what follows it makes none.

    >>> at("三分之一的党员", numerals.at("三分之一的党员", 0)).percent
    33.333333333333336
    """
    following = text[numeral.end : numeral.end + 1]
    if following in ("分", "/"):
        return _fraction(text, numeral)
    if following == "成" or text[numeral.end : numeral.end + 2] == " 成":
        return _tenths(text, numeral)
    return None


_CHANGED = lazy(
    r"(?:提[高升]|上[升涨]|下[降滑跌]|增[长加]|降低|回落|扩大|收窄|增|降|高|低|快|慢)了?(?:近|约|超过?)?\s?$"
)
_POINT = lazy(r"点(?=[，。；、,;:)和与至到左以]|$)")


def point(text: str, start: int, end: int, low: Decimal) -> int | None:
    """Where 个点 ends, percentage points by their short name, when 个 ends at ``end``: 提高0.5个点; 新设3个点 are places.

    >>> point("提高3个点，", 2, 4, Decimal(3)), point("新设3个点，", 2, 4, Decimal(3))
    (5, None)
    """
    match = _POINT.match(text, end)
    if match and (low % 1 or _CHANGED.search(text[max(0, start - 6) : start])):
        return match.end()
    return None


_LOOSER = {"多": bounds.AT_LEAST, "余": bounds.AT_LEAST, "强": bounds.AT_LEAST, "弱": bounds.AT_MOST}
_AND_MORE, _MORE_THAN_HALF = ("还多", "还要多"), ("一大半", "一多半")
_NOT_LOOSE = lazy(r"多(?:[样元种次年方功]|少)|余[款额年地]|强[化调烈军镇县村国度势劲]|弱[势项化小]")


def looser(text: str, end: int) -> str:
    """The bound of what stands right behind a portion: 三成多群众, 三分之一强.

    >>> looser("三成多群众", 2), looser("三分之一强", 4), looser("三成多次", 2)
    ('at_least', 'at_least', 'exact')
    """
    if text.startswith(_AND_MORE, end) or text.endswith(_MORE_THAN_HALF, 0, end):
        return bounds.AT_LEAST
    bound = _LOOSER.get(text[end : end + 1], bounds.EXACT)
    return bounds.EXACT if bound == bounds.EXACT or _NOT_LOOSE.match(text, end) else bound


def vulgar(sign: str, start: int) -> Portion:
    """The portion that one sign is: ½, ¾.

    >>> vulgar("¾", 0).percent
    75.0
    """
    return Portion(start + 1, round(100 * unicodedata.numeric(sign), 6), None, "")


def half(text: str, start: int) -> Portion | None:
    """The half that begins at a position: 一半, 半数, and the 半 of 过半; None when the word is another one.

    >>> half("半数以上的村", 0).percent, half("半年", 0)
    (50.0, None)
    """
    match = _HALF.match(text, start)
    if match is None or (text[start - 1 : start] == "过" and _BARELY.search(text[max(0, start - 5) : start])):
        return None
    around = max(0, start - 6)
    if any(each.start() <= start < each.end() for each in _EITHER.finditer(text, around, start + 12)):
        return None
    return Portion(match.end(), 50.0, None, "")


def _fraction(text: str, numeral: Numeral) -> Portion | None:
    match = _FRACTION.match(text, numeral.start)
    if match is None or (match["alone"] is not None and _CELL_BEFORE.match(text, max(0, numeral.start - 1))):
        return None
    of, part = (match["bottom"], match["top"]) if match["top"] else (match["of"], match["part"])
    try:
        whole, (piece, upper) = numerals.parse(of), numerals.parse_range(part.replace(",", ""))
        end = match.end()
        if match["upto"]:
            second = numerals.parse(match["upto"].replace(",", ""))
            upper, end = (second, end) if upper is None and second > piece else (upper, match.end("part"))
    except NumeralError:
        return None
    if not whole or (match["top"] and piece >= whole):
        return None
    return Portion(end, float(piece * 100 / whole), None if upper is None else float(upper * 100 / whole), "")


def _tenths(text: str, numeral: Numeral) -> Portion | None:
    match = _TENTHS.match(text, numeral.end)
    if match is None or numeral.low > 10:
        return None
    half = match["half"] or match["half_of"]
    if numeral.written == "一" and not half and text[max(0, numeral.start - 1)] not in _TENTH_OF:
        return None
    extra = Decimal(5) if half == "半" else numerals.parse(half) if half else Decimal(0)
    high = None if numeral.high is None else float(numeral.high * 10)
    return Portion(match.end(), float(numeral.low * 10 + extra), high, "成")
