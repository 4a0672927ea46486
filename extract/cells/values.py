"""What one cell shows: nothing, a figure, or words; and the units that heads and captions name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extract import numerals
from extract.cells.lists import lists
from extract.patterns import lazy
from extract.records import record
from extract.units import Unit, units

LONGEST = 60  # characters from which on a cell is prose, and no head or label


@record
class Value:
    """A figure in a cell: where the figure stands in the cell's text, where its digits end, the unit written behind it
    ("" when the head or the caption says it; 万 alone is part of the number), whether it might be a year, and the 以上 behind
    a number without a unit, which is said behind the unit that it gets."""

    start: int
    digits: int
    end: int
    unit: str
    year: bool
    around: str = ""


_SCALE, _LONGEST_SCALE = "十百千万亿", 2
_MARK = (
    r"(?:[①-⑳*＊†‡※#¹²³⁰-⁹]+|[\[【〔](?:注?\d{1,2}|[①-⑳])[\]】〕]|[(（](?:注\d{0,2}|[①-⑳])[)）]|注\d{0,2})"
)
_VALUE = lazy(
    rf"\s*['’`]?(?:{_MARK}\s*)?(?P<bound>(?:(?:每(?:年|月|季度?|人|户|村|社区|支部|名)){{1,2}}|约|近|超过|超|逾|不足|不到|大约|接近)\s?)?(?P<sign>[-−–—﹣+↓↑▲△▼])?\s?(?P<money>[¥￥]\s?)?"
    r"(?P<number>\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d{1,3}(?:[\s\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|(?=[十百千万]?[一二两三四五六七八九])(?=[一二两三四五六七八九]?[十百千万])[一二两三四五六七八九十百千万零〇]{2,})"
    r"(?:\s?(?:-|—|–|~|至|到)\s?(?P<upper>\d+(?:\.\d+)?))?"
    rf"(?P<scale>\s?[{_SCALE}]{{0,2}})(?P<loose>[余多])?\s*(?P<unit>[^\d\s,，。;；]{{0,6}}?)(?P<around>左右|以上|以内|上下)?\s*(?:{_MARK}\s*)?"
)
_YEAR = lazy(r"(?:19|20)\d\d")
_STATED = lazy(r"^\s*单位(?=[:：为\s])")  # a head 单元 states no 元
_SPLIT = lazy(r"[、,，;；或和与及\s]+")


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, 无."""
    return "".join(text.split()) in lists().blank


@lru_cache(maxsize=4096)
def figure(text: str) -> Value | None:
    """The figure that a cell is, None for one that shows words or nothing.

    >>> [v and (text[v.start : v.end], v.unit) for text in ("1 200", "-3.5%", "45个②", "35岁以下", "1.2万") for v in [figure(text)]]
    [('1 200', ''), ('-3.5%', '%'), ('45个', '个'), None, ('1.2万', '')]
    """
    if len(text) > LONGEST:
        return None
    found = _VALUE.fullmatch(numerals.fold(text))
    if found is None:
        return None
    unit = found["unit"]
    if unit and not known_unit(unit):
        return None
    if unit in ("岁", "周岁") and (found["around"] or found["upper"]):  # 36—40岁, 35岁以上 divide
        return None
    first = next(found.start(name) for name in ("bound", "sign", "money", "number") if found[name])
    if found["money"]:
        unit = "元"
    around = "" if unit or found["money"] or not found["around"] else found["around"]
    ends = ("number", "upper", "loose", "unit", "" if around else "around")
    last = max(found.end(name) for name in ends if name and found[name])
    if found["scale"].strip():
        last = max(last, found.end("scale"))
    digits = found.end("upper") if found["upper"] else found.end("number")
    year = not found["unit"] and not found["bound"] and not found["sign"] and _YEAR.fullmatch(found["number"])
    return Value(first, digits, last, unit, bool(year) and not found["upper"], around)


_PARTED = lazy(
    r"(?P<whole>[^（）()]{1,20}?)\s*[（(]\s*(?:其中|含|包括|内含)?[:：,，]?(?P<kind>[\u4e00-\u9fff]{0,10}?)[:：]?\s*(?P<part>[\d.,，]{1,12}(?:%|％|[\u4e00-\u9fff]{1,3})?)\s*[）)]\s*"
)


@lru_cache(maxsize=4096)
def parted(text: str, named: str = "") -> tuple[Value, str, Value] | None:
    """A figure with a part of it in brackets, and what the part is: 2100（女480）, 120（15%）; None for any other text. ``named``
    is what the head of its column calls the part: 2100（480） under 党员（其中女）.

    >>> whole, kind, part = parted("2100（女480）")
    >>> whole.end, kind, part.start
    (4, '女', 6)
    """
    found = _PARTED.fullmatch(text) if len(text) <= LONGEST else None
    whole, part = (figure(found["whole"]), figure(found["part"])) if found else (None, None)
    if found is None or whole is None or part is None:
        return None
    share = part.unit in ("%", "％")
    kind = found["kind"] or named
    if not kind and not share:
        return None
    at = found.start("part")
    moved = Value(part.start + at, part.digits + at, part.end + at, part.unit, False)
    return whole, "占比" if share else kind, moved


def accounted(text: str) -> Value | None:
    """A number in brackets, as accounts write what is below nothing: (3.2), （12）%; its sign is the bracket."""
    found = _ACCOUNTED.fullmatch(text) if len(text) <= LONGEST else None
    return Value(0, found.end("number"), found.end("number"), "", False) if found else None


_ACCOUNTED = lazy(r"[（(](?P<number>\d[\d,]*(?:\.\d+)?)[）)]")


@lru_cache(maxsize=4096)
def paired(text: str, units: tuple[str, ...]) -> tuple[Value, Value] | None:
    """Two figures with a stroke between them, one for each of two units of their column: 120/320 under 户/人.

    >>> [own.start for own in paired("120/320", ("户", "人")) or ()], paired("2021/3", ("万元",))
    ([0, 4], None)
    """
    found = _PAIRED.fullmatch(text) if len(units) == 2 and len(text) <= LONGEST else None
    if found is None or base(units[0]) == base(units[1]):
        return None
    first, second = (
        Value(found.start(name), found.end(name), found.end(name), "", False) for name in ("first", "second")
    )
    return first, second


_PAIRED = lazy(r"\s*(?P<first>\d[\d,]*(?:\.\d+)?)\s?[/／]\s?(?P<second>\d[\d,]*(?:\.\d+)?)\s*")
_IN_HEAD = lazy(r"[（(](?:#|＃|其中|含|内含|包括)[:：]?(?P<kind>[\u4e00-\u9fff]{1,10})[）)]")


def part_in(heads: Sequence[str]) -> str:
    """What the head of a column calls the part that its cells give in brackets, "" for none.

    >>> part_in(("党员（其中女）（名）",)), part_in(("党员（名）",))
    ('女', '')
    """
    found = _IN_HEAD.search(heads[-1]) if heads else None
    return found["kind"] if found else ""


def divides(text: str) -> bool:
    """Whether a text with its unit is a class of sizes, as over the columns of a table: 5—10万元, 100人以上."""
    cut = text.removesuffix("以下")
    found = _VALUE.fullmatch(numerals.fold(cut)) if len(text) <= LONGEST else None
    bounded = found is not None and (found["upper"] or found["around"] in ("以上", "以内") or cut != text)
    return bool(found and bounded and found["unit"] and known_unit(found["unit"]))


def known_unit(word: str) -> bool:
    """Whether a word is a unit, with a scale before it or without; a noun is none.

    >>> [known_unit(word) for word in ("名", "万元", "百万元", "亿千瓦时", "党员")]
    [True, True, True, True, False]
    """
    found = _unit(word)
    return found is not None and not found.noun


def _unit(word: str) -> Unit | None:
    """The unit that a word is, with as short a scale before it as makes it one: 千 is none of 千瓦时 in 亿千瓦时."""
    scale = len(word) - len(word.lstrip(_SCALE))
    words = [word, *(word[length:] for length in range(1, min(scale, _LONGEST_SCALE) + 1))]
    return next((unit for each in words if (unit := units().words.get(each))), None)


_BARE_SCALES = ("万", "亿")  # 党员总数（万）: of what the noun is counted in


@lru_cache(maxsize=4096)
def unit_words(text: str) -> tuple[str, ...]:
    """The units that a text is made of, () when it holds anything else; what is per something keeps its first part.

    >>> unit_words("万元"), unit_words("人、%"), unit_words("元/人"), unit_words("含预备党员")
    (('万元',), ('人', '%'), ('元',), ())
    """
    found = []
    for word in _SPLIT.split(_STATED.sub("", numerals.fold(text)).strip(":为 ")):
        if known_unit(word) or word in _BARE_SCALES:
            found.append(word)
        elif "/" in word and known_unit(word.split("/")[0]):
            parts = word.split("/")
            both = all(map(known_unit, parts)) and base(parts[0]) in (
                "人",
                "户",
                "个",
                "次",
            )  # 户/人, but 元/人
            found += parts if both else parts[:1]
        else:
            return ()
    return tuple(found)


def base(word: str) -> str:
    """The base unit of a unit word: 万元 is 元, 名 is 人; "" for none."""
    unit = _unit(word)
    return unit.base if unit else ""
