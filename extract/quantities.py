"""Quantities: the numbers of a sentence, each read with its unit and bound or set aside with its reason.

`read` gets one sentence and returns every number in it, in order: a `Quantity` (111.4万人次, 近万名, 三分之二) or an
`Aside` (2021年, 第一书记, “三会一课”). Nothing is dropped: each digit and each Chinese numeral lies in exactly one
result, so that a reader can be shown why a number is not in the table.

Orders of magnitude are read as their lower end: 数百名 is 100, at_least; 上千人 1000, at_least; 百余场 100, at_least;
数十亿元 1e9, at_least; 近百名 100, at_most.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extract import asides, bounds, shapes
from extract.numerals import CHINESE, NumeralError, fold, parse_range
from extract.span import Span
from extract.units import Unit, units


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Aside:
    """A number that is no figure, and why: ``reason`` is a code of ``data/reasons.toml``."""

    span: Span
    reason: str


_HIT = regex.compile(rf"[0-9{CHINESE}①-⒇]|[壹贰叁肆伍陆柒捌玖](?=[拾佰仟万亿])")
_RUN = rf"[{CHINESE}壹贰叁肆伍陆柒捌玖拾佰仟]++"
_SCALE = r"(?:[十百千]?(?:万亿|亿|万)|[百千](?!分之|伏))"
_ARABIC_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})++(?![\d,])|\d{1,3}(?: \d{3})++(?=\s?[余多]?\s?[万名个人户元件次家所])(?<!\d \d{3} \d{3} \d{3} \d{3})|\d++)(?:\.\d++)?"
    rf"(?:\s?(?P<loose>[余多几])(?=\s?{_SCALE}))?(?:\s?{_SCALE})?(?:(?<=\d亿)\d{{1,4}}(?:[千百]?万)|(?<=\d万)\d{{4}}(?!\d)|(?<=\d万)\d千)?"
)
_CHINESE_NUMBER = rf"{_RUN}(?:点[〇零一二两三四五六七八九]++[万亿]*+)?(?:(?P<loose>[余多几来])[百千万亿]++)?"
_MORE = r"(?:\s?(?P<more>[余多来几])(?!年来|少|样|方|元化|种多))?"
_TABLE = units()
_WORDS, _NOUNS = list(_TABLE.words), _TABLE.nouns()
_UNIT = r"(?:\s?(?P<unit>\L<words>)(?P<paired>\((?:次|个|件|期|批|处|家|名|人|场|项|条|宗|起|支|只)\))?|\s?(?P<qualified>(?:\L<qualifiers>){1,4})(?P<noun>\L<nouns>))?"
_LISTS = {"words": _WORDS, "qualifiers": list(_TABLE.qualifiers), "nouns": _NOUNS}
_ARABIC = regex.compile(rf"(?P<number>{_ARABIC_NUMBER}){_MORE}{_UNIT}", **_LISTS)
_CHINESE_FIGURE = regex.compile(rf"(?P<number>{_CHINESE_NUMBER}){_MORE}{_UNIT}", **_LISTS)
_FRACTION = regex.compile(
    rf"(?P<of>{_RUN}|\d++)分之\s?(?P<part>\d++(?:\.\d++)?|{_RUN}(?:点{_RUN})?)|(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,2}})(?![\d/])(?=\s?(?:以上|以下|左右|的|强|弱)|[，。、；,;]|$)"
)
_TENTHS = regex.compile(
    r"(?:(?P<range>[三四五六七八])?(?P<whole>[一二两三四五六七八九]|\d(?:\.\d)?)\s?成(?P<half>[一二三四五六七八九半])?)"
    r"(?![立为员功果本效长就熟绩套片份都人败语对组型交行不色品因千风事])"
)
_CONNECT = regex.compile(r"\s?(?:[-—–―~]{1,2}|至|到)\s?(?=[0-9一二两三四五六七八九十百千])")
_QUOTED = regex.compile(
    r"《[^《》]{1,80}+》|“[^“”，。！？；,;!?]{1,20}+”|「[^「」，。！？；]{1,20}+」|『[^『』，。！？；]{1,20}+』|\"[^\"，。！？；,;]{1,20}+\"|‘[^‘’，。！？；]{1,20}+’"
)
_MAGNITUDE = regex.compile("[百千万亿]+")
_LOOSE = regex.compile(r"[\s余多几来]")
_SHARED = regex.compile(r"\s?(?:、|和|与|及|以及|或)\s?")
_HEADER = regex.compile(
    r"(?r)\((?:单位[::]?)?(?P<scale>[百千]?[万亿]?)(?P<unit>\L<words>)\)\s*[::]?\s*", words=_WORDS
)
_CURRENCY = regex.compile(r"(?r)(?:(?P<yuan>¥|人民币|RMB)|(?P<dollar>US\$|\$))\s?")


def read(text: str) -> list[Quantity | Aside]:
    """Every number of a sentence, in order and disjoint.

    >>> [(q.span.of("选派近万名干部"), q.value, q.unit, q.bound) for q in read("选派近万名干部")]
    [('近万名', 10000.0, '人', 'at_most')]
    >>> read("落实“三会一课”制度")
    [Aside(span=Span(start=3, end=7), reason='name')]
    """
    folded = fold(text)
    if _HIT.search(folded) is None:
        return []
    return _share_units(folded, list(_scan(folded)))


def _scan(text: str) -> Iterator[Quantity | Aside]:
    quotes = iter(
        [found.span() for found in _QUOTED.finditer(text)]
        if any(mark in text for mark in '“《「『‘"')
        else []
    )
    quote = next(quotes, None)
    speech = asides.spoken(text) if "“" in text or "”" in text else []
    position = 0
    while hit := _HIT.search(text, position):
        start = hit.start()
        while quote and quote[1] <= start:
            quote = next(quotes, None)
        if quote and quote[0] < start:
            found: Quantity | Aside = Aside(
                Span(max(position, quote[0] + 1), quote[1] - 1), "title" if text[quote[0]] == "《" else "name"
            )
        else:
            found = _one(text, start, position)
            if isinstance(found, Quantity) and any(opened <= start < closed for opened, closed in speech):
                found = Aside(found.span, "speech")
        yield found
        position = found.span.end


def _one(text: str, start: int, floor: int) -> Quantity | Aside:
    """The number that begins at ``start``; ``floor`` is where the one before ended."""
    if shape := shapes.match(text, start):
        return Aside(Span(start, shape[1]), shape[0])
    return _share(text, start, floor) or _figure(text, start, floor)


def _share(text: str, start: int, floor: int) -> Quantity | None:
    """百分之三点五, 三分之二, 2/3, 七成五: a part of a whole, in percent."""
    if match := _FRACTION.match(text, start):
        try:
            of, part = (match["bottom"], match["top"]) if match["top"] else (match["of"], match["part"])
            whole, piece = parse_range(of)[0], parse_range(part)[0]
        except NumeralError:
            return None
        if not whole or (match["top"] and piece >= whole):
            return None
        value = float(piece * 100 / whole)
        high = None
    elif match := _TENTHS.match(text, start):
        try:
            value = float(parse_range(match["whole"])[0] * 10)
            half = match["half"]
            value += 5.0 if half == "半" else float(parse_range(half)[0]) if half else 0.0
            low = parse_range(match["range"])[0] * 10 if match["range"] else None
        except NumeralError:
            return None
        value, high = (float(low), value) if low is not None else (value, None)
        if match["whole"] == "一" and not regex.search(
            r"[占近约长降过达高涨]$", text[max(0, start - 1) : start]
        ):
            return None
    else:
        return None
    number, end = Span(start, match.end()), match.end()
    modifier = bounds.before(text, start, floor, magnitude=False)
    bound = bounds.combine(modifier.bound, bounds.after(text, end))
    return Quantity(Span(modifier.start, end), number, value, high, "%", "", bound, "")


@dataclass(frozen=True, slots=True)
class _Number:
    """A numeral with the unit that follows it, before anything is decided about it."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    loose: bool
    magnitude: bool
    lead: bool
    chinese: bool
    counter: str
    unit: Unit | None
    noun: str
    unit_end: int


def _number(text: str, start: int) -> _Number | None:
    chinese = not text[start].isascii()
    match = (_CHINESE_FIGURE if chinese else _ARABIC).match(text, start)
    if match is None:
        return None
    written = match["number"]
    if match["loose"] or " " in written:
        written = _LOOSE.sub("", written)
    try:
        low, high = parse_range(written)
    except NumeralError:
        return None
    noun = match["noun"] or ""
    counter = match["unit"] or noun
    unit = _TABLE.words.get(counter + (match["paired"] or "")) or _TABLE.words.get(counter)
    if unit and unit.noun:
        noun, counter = (
            (match["qualified"] or "") + counter,
            counter if unit.base == "个" else "户" if unit.base == "户" else "",
        )
    else:
        counter += match["paired"] or ""
    loose = bool(match["loose"] or match["more"])
    end = match.end("more") if match["more"] else match.end("number")
    return _Number(
        start,
        end,
        low,
        high,
        loose,
        _MAGNITUDE.fullmatch(written) is not None,
        written[0] in "十百千万亿",
        chinese,
        counter,
        unit,
        noun,
        match.end(),
    )


def _figure(text: str, start: int, floor: int) -> Quantity | Aside:
    first = _number(text, start)
    if first is None:
        run = regex.match(rf"[0-9.,]++|{_RUN}", text, pos=start)
        return Aside(
            Span(start, run.end() if run else start + 1), "word" if not text[start].isascii() else "code"
        )
    number, low, high = first, first.low, first.high
    if second := _upper(text, first):
        number, low, high = second, _aligned(first, second), second.low
    unit = number.unit
    modifier = bounds.before(text, start, floor, first.lead)
    bound = bounds.combine(
        modifier.bound,
        bounds.AT_LEAST if first.loose or number.loose else bounds.EXACT,
        bounds.after(text, number.unit_end),
    )
    begin, counter, noun = modifier.start, number.counter, number.noun
    if currency := _CURRENCY.match(text, floor, start):
        begin = currency.start()
        if unit is None:
            unit, counter = (
                _TABLE.words["元" if currency["yuan"] else "美元"],
                "元" if currency["yuan"] else "美元",
            )
    if unit is None:
        return _bare(text, first, number, begin, low, high, bound)
    modified = first.loose or modifier.bound != bounds.EXACT
    candidate = asides.Candidate(
        text,
        start,
        number.end,
        number.unit_end,
        low,
        high,
        unit.base,
        counter,
        first.chinese,
        first.magnitude,
        modified,
    )
    if code := asides.reason(candidate):
        return Aside(Span(begin, number.unit_end), code)
    base = _retargeted(text, number) if counter == "个" else unit.base
    return Quantity(
        Span(begin, number.unit_end),
        Span(start, number.end),
        _scaled(low, unit),
        None if high is None else _scaled(high, unit),
        base,
        counter,
        bound,
        noun,
    )


def _scaled(value: Decimal, unit: Unit) -> float:
    factor = unit.factor
    return float(value) if factor == 1 else float(value * factor.numerator / factor.denominator)


def _upper(text: str, first: _Number) -> _Number | None:
    """The upper end of a range that begins with ``first``: 1.2万—1.5万元, 5.5—5.8万元, 3至5名."""
    if first.high is not None:
        return None
    connector = _CONNECT.match(text, first.unit_end)
    if connector is None or shapes.match(text, connector.end()):
        return None
    second = _number(text, connector.end())
    if second is None or second.high is not None or second.unit is None:
        return None
    if first.unit is not None and (first.unit.base, first.unit.factor) != (
        second.unit.base,
        second.unit.factor,
    ):
        return None
    if (
        connector.group().strip() in ("到", "至")
        and first.unit is not None
        and regex.search("[由从][^，。；]{0,8}$", text[max(0, first.start - 10) : first.start])
    ):
        return None  # 由1.6万元提升到5万元 and 从5个到12个 are two figures
    return second if _aligned(first, second) < second.low else None


def _aligned(first: _Number, second: _Number) -> Decimal:
    """The lower end in the scale of the upper: 5.5—5.8万元 is 55000, 一千到两千万元 ten million."""
    if first.unit is not None:
        return first.low
    for scale in (10**12, 10**8, 10**4):
        if second.low >= scale and first.low * scale < second.low and first.low < 10_000:
            return first.low * scale
    return first.low


_HEAD_END = r"(?=[，。；、,;：:）)”\d]|$|[在到被把为参都已均全与和及或的并先深入走])"
_PERSON = regex.compile(
    rf"(?:\L<qualifiers>)*+\L<persons>{_HEAD_END}",
    qualifiers=list(_TABLE.qualifiers),
    persons=list(_TABLE.persons),
)
_HOUSEHOLD = regex.compile(
    rf"(?:\L<qualifiers>)*+\L<households>{_HEAD_END}",
    qualifiers=list(_TABLE.qualifiers),
    households=list(_TABLE.households),
)


def _retargeted(text: str, number: _Number) -> str:
    """个 counts people before 党员 and households before 家庭: 20个党员, 300个贫困家庭."""
    if _PERSON.match(text, number.unit_end):
        return "人"
    return "户" if _HOUSEHOLD.match(text, number.unit_end) else "个"


def _bare(
    text: str, first: _Number, number: _Number, begin: int, low: Decimal, high: Decimal | None, bound: str
) -> Quantity | Aside:
    """A number with no unit after it: a year, a word (统一), a cell of a table, or truly bare."""
    span = Span(begin, number.unit_end)
    if (
        first.chinese
        and not first.loose
        and not (bound != bounds.EXACT and low >= 10)
        and not (low >= 10_000 and not first.magnitude)
    ):
        return Aside(Span(first.start, number.unit_end), "word")
    if 1900 <= low <= 2100 and number.unit_end - first.start == 4 and bound == bounds.EXACT:
        return Aside(span, "date")
    if header := _HEADER.match(text, 0, first.start):
        scale = parse_range(header["scale"])[0] if header["scale"] else Decimal(1)
        unit = _TABLE.words[header["unit"]]
        return Quantity(
            span,
            Span(first.start, number.end),
            _scaled(low * scale, unit),
            None if high is None else _scaled(high * scale, unit),
            unit.base,
            header["unit"],
            bound,
            "",
        )
    return Quantity(
        span,
        Span(first.start, number.end),
        float(low),
        None if high is None else float(high),
        "",
        "",
        bound,
        "",
    )


def _share_units(text: str, found: list[Quantity | Aside]) -> list[Quantity | Aside]:
    """24.9和61.7个百分点: a bare number takes the unit of the figure that it is joined to."""
    for index in range(len(found) - 2, -1, -1):
        own, following = found[index], found[index + 1]
        if not (
            isinstance(own, Quantity) and isinstance(following, Quantity) and not own.unit and following.unit
        ):
            continue
        if not _SHARED.fullmatch(text, own.span.end, following.span.start):
            continue
        counter = following.counter.removeprefix("个") if following.unit == "百分点" else following.counter
        factor = _TABLE.words[following.counter].factor if following.counter in _TABLE.words else 1
        scale = 1
        for step in (10**8, 10**4):  # 1.2、1.5和1.8万元
            if (
                following.value / float(factor) >= step
                and own.value < 10_000
                and text[following.number.end - 1] in "万亿"
            ):
                scale = step
                break
        value = own.value * scale * float(factor)
        found[index] = replace(own, value=value, unit=following.unit, counter=counter)
    return found
