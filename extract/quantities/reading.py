"""Quantities: the numbers of a sentence, each read with its unit and bound or set aside with its reason.

`read` gets one sentence and returns every number in it, in order: a `Quantity` (111.4万人次, 近万名, 三分之二) or an
`Aside` (2021年, 第一书记, “三会一课”). Nothing is dropped: each digit and each Chinese numeral lies in exactly one
result, so that a reader can be shown why a number is not in the table.

Orders of magnitude are read as their lower end: 数百名 is 100, at_least; 上千人 1000, at_least; 百余场 100, at_least;
数十亿元 1e9, at_least; 近百名 is 100, at_most. Modifiers that contradict each other leave `approx`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract import numerals
from extract.numerals import CHINESE, Numeral
from extract.patterns import lazy, lazy_regex
from extract.quantities import asides, bounds, portions, shapes, tabular
from extract.quantities.portions import Portion
from extract.records import record
from extract.span import Span
from extract.units import Found, Unit, units


@record
class Quantity:
    """A number that measures something.

    ``span`` runs from the modifier or the first digit to the unit, ``number`` is the numeral alone. ``value`` and
    ``value_high`` (the upper end of a range) are in the base unit ``unit``, "" for a bare number; ``counter`` is the
    count word as written, in simplified script. ``bound`` is exact, approx, at_least or at_most. ``noun`` is the noun
    in which the unit stands (14.12万贫困户), else "".
    """

    span: Span
    number: Span
    value: float
    value_high: float | None
    unit: str
    counter: str
    bound: str
    noun: str


@record
class Aside:
    """A number that is no figure, and why: ``reason`` is a code of ``data/reasons.toml``."""

    span: Span
    reason: str


_NUMERAL = re.compile(rf"[0-9{CHINESE}①-⒇壹贰叁肆伍陆柒捌玖](?:(?<![壹贰叁肆伍陆柒捌玖])|(?=[拾佰仟万亿]))")
_TABLE = units()
_YUAN, _DOLLAR, _PERCENT = _TABLE.words["元"], _TABLE.words["美元"], _TABLE.words["%"]


def read(text: str) -> list[Quantity | Aside]:
    """Every number of a sentence, in order and disjoint.

    >>> [(q.span.of("选派近万名干部"), q.value, q.unit, q.bound) for q in read("选派近万名干部")]
    [('近万名', 10000.0, '人', 'at_most')]
    >>> read("落实“三会一课”制度")
    [Aside(span=Span(start=3, end=7), reason='name')]
    """
    if not numerals.has_numeral(text):
        return []
    folded = numerals.fold(text)
    first = _NUMERAL.search(folded)
    if first is None:
        return []
    if alone := _alone(folded, first.start()):
        return [alone]
    found = list(_scan(folded, first))
    if any(isinstance(each, Quantity) and not each.unit for each in found):
        _share_units(folded, found)
        _take_headers(folded, found)
    return found


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


# Names in quotation marks are short and hold no clause: “4 14 17”专项整治, “一轴两圈三核百站”. Titles may be long.
_NAME = "[^{0}，。！？；,;!?]{{1,20}}+"
_QUOTED = lazy(
    "《[^《》]{1,80}+》|"
    + "|".join(f"{a}{_NAME.format(a if a == b else a + b)}{b}" for a, b in ("“”", "‘’", "「」", "『』", '""'))
)
_MARKS = lazy('[“‘《「『"”]')


# Most Chinese numerals are part of a word (统一, 一体, 进一步): nothing after them that counts, dates or ranks.
_WORD = lazy(
    f"(?<![第前其初(])[{CHINESE}](?![{CHINESE}{''.join(re.escape(c) for c in _TABLE.lexicon.firsts | shapes.AFTER_CHINESE)}])"
)


def _scan(text: str, hit: re.Match[str] | None) -> Iterator[Quantity | Aside]:
    marked = _MARKS.search(text) is not None
    quotes = (found.span() for found in _QUOTED.finditer(text)) if marked else iter(())
    speech: list[tuple[int, int]] | None = None
    quote = next(quotes, None)
    position = 0
    while hit:
        start = hit.start()
        while quote and quote[1] <= start:
            quote = next(quotes, None)
        found: Quantity | Aside
        if quote and quote[0] < start:
            span = Span(max(position, quote[0] + 1), quote[1] - 1)
            found = Aside(span, "title" if text[quote[0]] == "《" else "name")
        elif hit.group() >= "〇" and _WORD.match(text, start):
            found = Aside(Span(start, start + 1), "word")
        else:
            found = _one(text, start, position)
            if marked and isinstance(found, Quantity):
                speech = asides.spoken(text) if speech is None else speech
                if any(opened <= start < closed for opened, closed in speech):
                    found = Aside(found.span, "speech")
        yield found
        position = found.span.end
        hit = _NUMERAL.search(text, position)


def _one(text: str, start: int, floor: int) -> Quantity | Aside:
    """The number that begins at ``start``; ``floor`` is where the one before ended."""
    if fixed := asides.FIXED.at(text, start):
        return Aside(Span(start, start + len(fixed)), "phrase")
    if shape := shapes.match(text, start):
        return Aside(Span(start, shape[1]), shape[0])
    numeral = numerals.at(text, start)
    if numeral is None:
        return Aside(Span(start, numerals.run_end(text, start)), "code" if text[start].isascii() else "word")
    if portion := portions.at(text, numeral):
        return _percent(text, start, floor, portion)
    return _figure(text, numeral, floor)


def _percent(text: str, start: int, floor: int, portion: Portion) -> Quantity:
    modifier = bounds.before(text, start, floor)
    bound = bounds.combine(modifier.bound, bounds.after(text, portion.end))
    span, number = Span(modifier.start, portion.end), Span(start, portion.end)
    return Quantity(span, number, portion.percent, portion.high, _PERCENT.base, portion.counter, bound, "")


_CURRENCY = lazy_regex(r"(?r)(?:(?P<yuan>¥|人民币|RMB)|US\$|\$)\s?")


def _figure(text: str, first: Numeral, floor: int) -> Quantity | Aside:
    """A number and its unit, the second number of a range included; set aside when the words around it say so."""
    start, last, low, high = first.start, first, first.low, first.high
    unit = _TABLE.after(text, first)
    end = unit.end if unit else first.end
    if text[end : end + 1] in _CONNECTS and (upper := _upper(text, first, unit)):
        last, unit = upper
        low, high = _aligned(first, last), last.low
        end = unit.end if unit else last.end
    lead = first.written[0]
    begin, modified_to = bounds.before(text, start, floor, magnitude=lead in "十百千万亿")
    loose = bounds.AT_LEAST if first.loose or last.loose else bounds.EXACT
    bound = bounds.combine(modified_to, loose, bounds.after(text, end))
    if text[start - 1 : start] in _MONEY_SIGNS and (currency := _CURRENCY.match(text, floor, start)):
        begin = currency.start()
        sign = ("元", _YUAN) if currency["yuan"] else ("美元", _DOLLAR)
        unit = unit or Found(sign[1], sign[0], "", end)
    number = Span(start, last.end)
    if unit is None:
        return _bare(text, first, number, begin, low, high, bound)
    modified = first.loose or modified_to != bounds.EXACT
    if code := asides.reason(asides.Candidate(text, first, unit, modified)):
        return Aside(Span(begin, end), code)
    base = _counted(text, end) if unit.counter == "个" else unit.unit.base
    upper_value = None if high is None else _scaled(high, unit.unit)
    return Quantity(
        Span(begin, end), number, _scaled(low, unit.unit), upper_value, base, unit.counter, bound, unit.noun
    )


_CONNECTS = frozenset("-—–―~至到 ")
_MONEY_SIGNS = frozenset("¥$币B ")


def _scaled(value: Decimal, unit: Unit) -> float:
    up, down = unit.factor.numerator, unit.factor.denominator
    return float(value) if up == down else float(value * up / down)


_CONNECT = lazy(r"\s?(?:[-—–―~]{1,2}|至|到)\s?(?=[0-9一二两三四五六七八九十百千])")
_FROM = lazy("[由从][^，。；]{0,8}$")


def _upper(text: str, first: Numeral, unit: Found | None) -> tuple[Numeral, Found | None] | None:
    """The upper end of a range that begins with ``first``: 1.2万—1.5万元, 5.5—5.8万元, 3至5名."""
    connector = _CONNECT.match(text, unit.end if unit else first.end)
    if first.high is not None or connector is None or shapes.match(text, connector.end()):
        return None
    second = numerals.at(text, connector.end())
    other = _TABLE.after(text, second) if second else None
    if (
        second is None
        or second.high is not None
        or (other is None and (unit or second.written[-1] not in "万亿"))
    ):
        return None
    if unit and other:
        if unit.unit != other.unit:
            return None
        if connector.group().strip() in "到至" and _FROM.search(text, max(0, first.start - 10), first.start):
            return None  # 由1.6万元到5万元 and 从5个到12个 are two figures
    return (second, other) if _aligned(first, second) < second.low else None


def _aligned(first: Numeral, second: Numeral) -> Decimal:
    """The lower end in the scale of the upper: 5.5—5.8万元 begins at 55000, 一千到两千万元 at ten million."""
    if first.low >= 10_000 or second.low < 10_000 or second.written[-1] not in "万亿":
        return first.low
    scale = 10**8 if second.written[-1] == "亿" else 10**4
    return first.low * scale if first.low * scale < second.low else first.low


_HEAD_END = lazy(r"[，。；、,;:：）)”\d]|$|[在到被把为参都已均全与和及或的并先深入走]")


def _counted(text: str, end: int) -> str:
    """个 counts people before 党员 and households before 家庭: 20个党员, 300个贫困家庭."""
    for _ in range(3):
        for lexicon, base in ((_TABLE.persons, "人"), (_TABLE.households, "户")):
            if (word := lexicon.at(text, end)) and _HEAD_END.match(text, end + len(word)):
                return base
        qualifier = _TABLE.qualifiers.at(text, end)
        if not qualifier:
            return "个"
        end += len(qualifier)
    return "个"


def _bare(
    text: str, first: Numeral, number: Span, begin: int, low: Decimal, high: Decimal | None, bound: str
) -> Quantity | Aside:
    """A number with no unit after it: a year, a word (统一), a count whose unit is the noun before it (总人口56.7万), or bare."""
    span = Span(begin, number.end)
    if not first.written[0].isascii():
        scaled = low >= 10 and first.scaled
        sure = first.loose or (scaled and (bound != bounds.EXACT or len(first.written) > 2))
        if not sure:
            return Aside(number, "word")
    if 1900 <= low <= 2100 and len(number) == 4 and bound == bounds.EXACT:
        return Aside(span, "date")
    top = None if high is None else float(high)
    counted = _COUNTED_BEFORE.match(text, max(0, begin - 16), begin) if low >= 10_000 else None
    base = _TABLE.before[counted["noun"]] if counted and _CLAUSE_END.match(text, number.end) else ""
    return Quantity(span, number, float(low), top, base, "", bound, "")


# 总人口56.7万，党员达到2.3万。 A number of myriads that closes its clause takes the unit of the noun before it.
_COUNTED_BEFORE = lazy_regex(
    rf"(?r)(?P<noun>{'|'.join(sorted(_TABLE.before, key=len, reverse=True))})(?:达到?|共|有|为|约|至|到|增至|共有|现有|累计|突破|超){{0,2}}\s?"
)
_CLAUSE_END = lazy(r"\s?(?:[，。；、,;)]|左右|以上|$)")
_JOIN = lazy(r"\s?(?:、|和|与|及|以及|或)\s?")


def _share_units(text: str, found: list[Quantity | Aside]) -> None:
    """24.9和61.7个百分点, 1.2、1.5和1.8万元: a bare number takes unit and scale of the figure that it is joined to."""
    scale = Decimal(1)
    for index in range(len(found) - 2, -1, -1):
        own, next_ = found[index], found[index + 1]
        if not (isinstance(own, Quantity) and isinstance(next_, Quantity) and not own.unit and next_.unit):
            continue
        if not _JOIN.fullmatch(text, own.span.end, next_.span.start):
            continue
        scale = Decimal(
            _SHARED_SCALES.get(text[next_.number.end - 1], scale if next_.number.end == next_.span.end else 1)
        )
        unit = _TABLE.words.get(next_.counter, _PERCENT)
        value = _scaled(Decimal(str(own.value)) * (scale if own.value < 10_000 else 1), unit)
        counter = next_.counter.removeprefix("个") or next_.counter
        found[index] = replace(own, value=value, unit=next_.unit, counter=counter)


_SHARED_SCALES = {"万": 10**4, "亿": 10**8}


def _take_headers(text: str, found: list[Quantity | Aside]) -> None:
    """投入（万元）：56.3, 单位：万元 … 1200: a bare number takes the unit of the header over it."""
    bare = [(index, q) for index, q in enumerate(found) if isinstance(q, Quantity) and not q.unit]
    for (index, q), header in zip(bare, tabular.headers(text, [q.span for _, q in bare]), strict=True):
        if header:
            value = _scaled(Decimal(str(q.value)) * header.scale, header.unit)
            high = q.value_high
            if high is not None:
                high = _scaled(Decimal(str(high)) * header.scale, header.unit)
            found[index] = replace(
                q, value=value, value_high=high, unit=header.unit.base, counter=header.word
            )
