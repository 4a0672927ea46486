"""Quantities: the numbers of a sentence, each read with its unit and bound or set aside with its reason.

`read` gets one sentence and returns every number in it, in order: a `Quantity` (111.4万人次, 近万名, 三分之二) or an
`Aside` (2021年, 第一书记, “三会一课”). Nothing is dropped: each digit and each Chinese numeral lies in exactly one
result, so that a reader can be shown why a number is not in the table.

Orders of magnitude are read as their lower end: 上千人 is 1000, at_least; 百余场 100, at_least; 过亿元 1e8, at_least; 近百名 is 100,
at_most. 数百名, 几十亿元 say no number and are set aside. Modifiers that contradict each other leave `approx`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract import numerals
from extract.numerals import CHINESE, VULGAR, Numeral
from extract.patterns import lazy, lazy_regex
from extract.quantities import (
    asides,
    bounds,
    enclosures,
    furniture,
    nouns,
    portions,
    ranges,
    remainders,
    set_phrases,
    shapes,
    sharing,
    signs,
)
from extract.quantities.candidates import Candidate
from extract.quantities.portions import Portion
from extract.quantities.quantity import Aside, Quantity, scaled
from extract.span import Span
from extract.units import Found, units

_NUMERAL = re.compile(  # a set first: a search goes to it at once
    rf"[0-9{CHINESE}{VULGAR}①-⒇壹贰叁肆伍陆柒捌玖拾半](?:(?<![壹贰叁肆伍陆柒捌玖拾半])|(?<![半拾])(?=[拾佰仟十百千万亿])|(?<=[^收]拾)(?=[万亿])|(?<=^拾)(?=[万亿])|(?<=[过近超逾]半)|(?<=半)(?=数)|(?<=[壹贰叁肆伍陆柒捌玖])(?=\([0-9]))"
)
_LONGEST_PAGE_LINE = 120  # characters
_TABLE = units()
_YUAN, _DOLLAR, _PERCENT = _TABLE.words["元"], _TABLE.words["美元"], _TABLE.words["%"]
_POINTS = _TABLE.words["百分点"]


def read(text: str) -> list[Quantity | Aside]:
    """Every number of a sentence, in order and disjoint.

    >>> [(q.span.of("选派近万名干部"), q.value, q.unit, q.bound) for q in read("选派近万名干部")]
    [('近万名', 10000.0, '人', 'at_most')]
    >>> read("落实“三会一课”制度")
    [Aside(span=Span(start=3, end=7), reason='name')]
    """
    if not numerals.has_numeral(text):
        return []
    folded = _full_width(numerals.fold(text))
    first = _NUMERAL.search(folded)
    if first is None:
        return []
    if alone := _alone(folded, first.start()):
        return [alone]
    found = list(_scan(folded, first))
    bare = [not each.unit for each in found if isinstance(each, Quantity)]
    if bare and len(text) < _LONGEST_PAGE_LINE and furniture.is_page_line(text):
        return [Aside(each.span, "page") if isinstance(each, Quantity) else each for each in found]
    if True in bare:
        sharing.share_over_brackets(folded, found)
        sharing.share_units(folded, found)
        sharing.take_headers(folded, found)
    elif len(found) > 1 and "个百分点" in folded:
        sharing.share_units(folded, found)
    if len(found) > 1 and "(" in folded:
        sharing.said_again(folded, found)
    return found


_HALF = lazy(r"(?<!\d),|,(?!\d)|;")
_FULL = {",": "，", ";": "；"}


def _full_width(text: str) -> str:
    """A text whose half-width commas and semicolons, but not those within a number, are full-width: a page has 35岁;女党员 for 35岁；女党员."""
    return _HALF.sub(lambda found: _FULL[found.group()], text) if "," in text or ";" in text else text


def _alone(text: str, start: int) -> Quantity | None:
    """A text that is nothing but one spelt number, 廿二 or 一亿: where nothing stands around it, nothing sets it aside."""
    if text[start].isascii() or text[:start].strip():
        return None
    end = len(text.rstrip())
    if not 2 <= end - start <= 40:
        return None
    numeral = numerals.at(text, start)
    if numeral is None or numeral.end != end:
        return None
    bound = bounds.AT_LEAST if numeral.loose else bounds.EXACT
    high = None if numeral.high is None else float(numeral.high)
    span = Span(start, end)
    return Quantity(span, span, float(numeral.low), high, "", "", bound, "")


# Most Chinese numerals are part of a word (统一, 一体, 进一步): nothing after them that counts, dates or ranks.
_WORD = lazy(
    f"(?<![第前其初(])[{CHINESE}](?![半{CHINESE}{''.join(re.escape(c) for c in _TABLE.lexicon.firsts | shapes.AFTER_CHINESE)}]|\\([0-9])"
)


def _scan(text: str, hit: re.Match[str] | None) -> Iterator[Quantity | Aside]:
    marked = enclosures.marked(text)
    held = enclosures.held(text)
    speech: list[tuple[int, int]] | None = None
    holder = next(held, None)
    position = 0
    while hit:
        start = hit.start()
        while holder and holder[1] <= start:
            holder = next(held, None)
        found: Quantity | Aside
        if holder and holder[0] <= start:
            found = Aside(Span(max(position, holder[0]), holder[1]), holder[2])
        elif hit.group() >= "〇" and _WORD.match(text, start):
            # 三番五次: its second numeral has a count word behind it
            idiom = set_phrases.FIXED.at(text, start)
            found = (
                Aside(Span(start, start + len(idiom)), "phrase")
                if idiom
                else Aside(Span(start, start + 1), "word")
            )
        else:
            found = _one(text, start, position)
            if marked and isinstance(found, Quantity):
                speech = asides.spoken(text) if speech is None else speech
                if any(opened <= start < closed for opened, closed in speech):
                    found = Aside(found.span, "speech")
        yield found
        position = found.span.end
        hit = _NUMERAL.search(text, position)


_HALVES = ("一半", "一大半", "一多半")


def _one(text: str, start: int, floor: int) -> Quantity | Aside:
    """The number that begins at ``start``; ``floor`` is where the one before ended."""
    if text[start] > "9":
        if text[start] in VULGAR:
            return _percent(text, start, floor, portions.vulgar(text[start], start))
        if (text[start] == "半" or text.startswith(_HALVES, start)) and (part := portions.half(text, start)):
            return _half(text, start, floor, part)
        if text[start] == "半":
            return Aside(Span(start, start + 1), "word")
        if (end := set_phrases.fixed(text, start)) > start:
            return Aside(Span(start, end), "phrase")
    if shape := shapes.match(text, start):
        return Aside(Span(start, shape[1]), shape[0])
    numeral = numerals.at(text, start)
    if numeral is None:
        return Aside(Span(start, numerals.run_end(text, start)), "code" if text[start].isascii() else "word")
    if portion := portions.at(text, numeral):
        return _percent(text, start, floor, portion)
    return _figure(text, numeral, floor)


def _half(text: str, start: int, floor: int, part: Portion) -> Quantity | Aside:
    whole = _percent(text, start, floor, part)
    if asides.half_condition(
        text[max(0, whole.span.start - 10) : whole.span.start], text[part.end : part.end + 16]
    ):
        return Aside(whole.span, "condition")
    return whole


def _percent(text: str, start: int, floor: int, portion: Portion) -> Quantity:
    modifier = bounds.before(text, start, floor, magnitude=text[start] == "半")
    after = bounds.after(text, portion.end)
    after = portions.looser(text, portion.end) if after == bounds.EXACT and portion.end > start + 1 else after
    told = bounds.of_a_whole(text, start, floor) if modifier.bound == bounds.EXACT else modifier.bound
    bound = bounds.combine(told, after)
    span, number = Span(modifier.start, portion.end), Span(start, portion.end)
    value = -portion.percent if signs.negative(text, modifier.start, floor, "%") else portion.percent
    return Quantity(span, number, value, portion.high, _PERCENT.base, portion.counter, bound, "")


_CURRENCY = lazy_regex(r"(?r)(?:(?P<yuan>¥|人民币|RMB)|US\$|\$)\s?")


def _figure(text: str, first: Numeral, floor: int) -> Quantity | Aside:
    """A number and its unit, the second number of a range included; set aside when the words around it say so."""
    start, last, low, high = first.start, first, first.low, first.high
    unit = _TABLE.after(text, first) or _TABLE.bracketed(text, first)
    if unit and unit.counter in _HUNDREDS_OF_MILLIONS and text.startswith(("元以上", "元级", "级"), unit.end):
        unit = Found(_TABLE.words["个"], "个", "", first.end + 1)  # 12个亿元以上项目
    behind = bounds.EXACT
    if text[first.end : first.end + 1] in _LOOSENERS and (loosened := _loosened(text, first, unit)):
        unit, behind = loosened
    end = unit.end if unit else first.end
    if text[end : end + 1] in ranges.CONNECTS and (upper := ranges.upper_end(text, first, unit)):
        last, unit = upper
        low, high = ranges.aligned(first, last), last.low
        end = unit.end if unit else last.end
    lead = first.written[0]
    begin, modified_to = start, bounds.EXACT
    if text[start - 1 : start] in bounds.LEADS or lead in _MAGNITUDES:
        begin, modified_to = bounds.before(text, start, floor, magnitude=lead in _MAGNITUDES)
    loose = bounds.AT_LEAST if first.loose or last.loose else behind
    told = modified_to
    if told == bounds.EXACT:
        share = unit is not None and unit.unit.base == "%"
        told = (bounds.of_a_whole if share else bounds.ahead)(text, start, floor)
    bound = bounds.combine(told, loose, bounds.after(text, end))
    if text[start - 1 : start] in _MONEY_SIGNS and (currency := _CURRENCY.match(text, floor, start)):
        begin = currency.start()
        sign = ("元", _YUAN) if currency["yuan"] else ("美元", _DOLLAR)
        unit = unit or Found(sign[1], sign[0], "", end)
    number = Span(start, last.end)
    if begin < start and text[start - 1] in _SOME:
        return Aside(Span(begin, end), "vague")
    if unit is None:
        return _bare(text, first, number, begin, low, high, bound)
    modified = first.loose or behind != bounds.EXACT or modified_to != bounds.EXACT
    if code := asides.reason(Candidate(text, first, unit, modified)):
        return Aside(Span(begin, end), code)
    base = unit.unit.base
    if unit.counter == "个" and (point := portions.point(text, begin, end, first.low)):
        unit, base, end = unit._replace(unit=_POINTS, counter="个点"), _POINTS.base, point
    elif unit.counter == "个":
        base = nouns.of_count(text, begin, end)
    elif unit.counter == "户":
        base = nouns.of_households(text, begin, end)
    elif (
        unit.counter == "块"
        and _MONEY_BEFORE.search(text, max(0, begin - 12), begin)
        and nouns.CLAUSE_END.match(text, end)
    ):
        unit = unit._replace(unit=_YUAN)  # 一年收入近两万块
        base = _YUAN.base
    if high is None:
        more, end = remainders.behind(text, end, base, unit.counter)
        low += more
    upper_value = None if high is None else scaled(high, unit.unit)
    if text[begin - 1 : begin] in signs.LEADS and signs.negative(text, begin, floor, base):
        low = -low
    return Quantity(
        Span(begin, end), number, scaled(low, unit.unit), upper_value, base, unit.counter, bound, unit.noun
    )


_LOOSENERS = frozenset("+把")
_FEWEST_PLUS = 10  # 5+个 is the head of a scheme


def _loosened(text: str, first: Numeral, unit: Found | None) -> tuple[Found, str] | None:
    """The unit behind a plus or 把, and the bound that these give: 10万+人次, 千把名; 百把椅子 are chairs."""
    plus = text[first.end] == "+"
    if (unit is not None or first.low < _FEWEST_PLUS) if plus else not first.magnitude:
        return None
    found = _TABLE.at(text, first.end + 1)
    return (found, bounds.AT_LEAST if plus else bounds.APPROX) if found and not found.unit.noun else None


_MAGNITUDES = frozenset("十百千万亿")
_SOME = frozenset("数几")  # 数百名, 好几十户
_MONEY_SIGNS = frozenset("¥$币B ")


_HUNDREDS_OF_MILLIONS = frozenset({"个亿", "个多亿"})
_MONEY_BEFORE = lazy("(?:收入|工资|挣|赚|花|卖|元|钱|补贴|补助|成本|产值|投入|增收)[^，。；]{0,6}$")


def _bare(
    text: str, first: Numeral, number: Span, begin: int, low: Decimal, high: Decimal | None, bound: str
) -> Quantity | Aside:
    """A number with no unit after it: a year, a word (统一), a count whose unit is the noun before it (总人口56.7万), or bare."""
    span = Span(begin, number.end)
    if not first.written[0].isascii():
        scaled = low >= 10 and first.scaled
        sure = (
            first.loose
            or (high is not None and first.high is None)
            or (scaled and (bound != bounds.EXACT or len(first.written) > 2))
            or sharing.said_twice(text, first)
        )
        if not sure:
            return Aside(number, "word")
    if 1900 <= low <= 2100 and len(number) == 4 and bound == bounds.EXACT:
        return Aside(span, "date")
    if signs.negative(text, begin, begin, ""):
        low = -low
    top = None if high is None else float(high)
    base = nouns.of_bare(text, first, begin, number.end, low, ranged=high is not None)
    return Quantity(span, number, float(low), top, base, "", bound, "")
