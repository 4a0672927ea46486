"""The values of a spreadsheet as its formats show them: 0.985 under 0.0% is 98.5%, a day is written as a day."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

import regex

_PLAIN = 12  # digits that a cell without a format shows
_LONGEST = 255  # characters of a format, as Excel takes them
# What a format is made of. Excel in Chinese lets ! stand before a character that is meant as it is, as \ does.
_TOKEN = regex.compile(
    r'"(?P<words>[^"]*)"?|[\\!](?P<one>.)|[_*].?|\[(?P<bracket>[^\]]*)\]?|(?P<general>General|G/通用格式)|'
    r"(?P<power>E[+-])|(?P<digit>[0#?])|(?P<mark>[.,%;@/])|(?P<other>.)",
    regex.IGNORECASE | regex.DOTALL,
)
_MONEY = ("¥", "￥", "$", "€")
_UNFORMED = ("General", "@")
_CONDITION = regex.compile(r"(?P<sign><=|>=|<>|<|>|=)\s*(?P<bound>-?\d+(?:\.\d+)?)")
_SIGNS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_ACCOUNTS = str.maketrans("", "", "() ")  # (1,234) is -1,234; blanks fill a column


class _Token(NamedTuple):
    kind: str  # "words", "digit", "general", "power", or the mark itself: . , % @ /
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts of a format between its semicolons, and when it holds, where it says so itself."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, float] | None
    kind: str  # "text"; "bare": words alone; "plain": the number as it is; "digits"
    before: str  # the words before the number, and after it
    after: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the digits of a section stand, by the numbers of its tokens."""

    whole: tuple[int, ...]  # before the point
    parts: tuple[int, ...]  # behind it
    point: int
    hundreds: int  # how many % there are: each multiplies by a hundred
    thousands: int  # how many commas close the number: each divides by a thousand
    grouped: bool
    padded: int  # digits before the point at least
    words: bool  # whether something stands between the digits


def shown(value: object, form: str) -> str:
    """What a cell shows of its value under a number format.

    >>> shown(0.985, "0.0%"), shown(12000, "#,##0"), shown(15.6, '0.0"万元"'), shown(-1.5, "General"), shown(None, "")
    ('98.5%', '12,000', '15.6万元', '-1.5', '')
    >>> shown(12345, r'0\\.0,"万"'), shown(0, "0;-0;;@"), shown("12", '@"名"'), shown(timedelta(hours=26), "[h]:mm")
    ('1.2万', '', '12名', '26:00')
    >>> shown(datetime(2021, 6, 30), "yyyy-mm-dd"), shown(datetime(2021, 6, 1), 'yyyy"年"m"月"')
    ('2021年6月30日', '2021年6月')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return _day(value, form)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = round(abs(value.total_seconds()) / 60)
        return f"{'-' if value < timedelta() else ''}{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float):
        text = _number(value, form)
        return _signed(text, form) if value < 0 else text
    return _text(str(value), form)


def _signed(text: str, form: str) -> str:
    """A number below nothing with its sign where the format says it by brackets, as accounts do, or by red ink.

    >>> _signed("(12.5)", "0.0_);(0.0)"), _signed("12.5", "0.0;[Red]0.0"), _signed("-12.5", "0.0"), _signed("减12", "0;减0")
    ('-12.5', '-12.5', '-12.5', '减12')
    """
    if bracketed := _BRACKETED.fullmatch(text):
        return f"-{bracketed['number']}"
    return f"-{text}" if text[:1].isdigit() and _IN_RED.search(form) else text


def _day(value: datetime | date, form: str) -> str:
    asked = regex.sub(r'\[[^\]]*\]|"[^"]*"', "", form.lower())
    if isinstance(value, datetime) and "h" in asked and "y" not in asked and "d" not in asked:
        return value.strftime("%H:%M")
    if "y" in asked and "d" not in asked:
        return f"{value.year}年{value.month}月" if "m" in asked else f"{value.year}年"
    if "y" not in asked and "d" in asked:
        return f"{value.month}月{value.day}日"
    return f"{value.year}年{value.month}月{value.day}日"


_BRACKETED = regex.compile(r"\s*[(（]\s*(?P<number>[¥￥$]?\s?\d[^()（）]*)[)）]\s*")
_IN_RED = regex.compile(r";[^;]*\[(?:red|红色?)\]", regex.IGNORECASE)


@lru_cache(1000)
def _sections(form: str) -> tuple[_Section, ...]:
    made: list[list[_Token]] = [[]]
    conditions: dict[int, tuple[str, float]] = {}
    for found in _TOKEN.finditer(form[:_LONGEST]):
        if found["mark"] == ";":
            made.append([])
        elif found["bracket"] is not None:
            if condition := _CONDITION.fullmatch(found["bracket"].strip()):
                conditions[len(made) - 1] = (condition["sign"], float(condition["bound"]))
            elif found["bracket"].startswith("$"):  # the sign of a currency
                made[-1].append(_Token("words", found["bracket"][1:].partition("-")[0]))
        elif kind := next((kind for kind in ("general", "power", "digit") if found[kind]), None):
            made[-1].append(_Token(kind, found[0]))
        elif found["mark"]:
            made[-1].append(_Token(found["mark"], found[0]))
        else:
            made[-1].append(_Token("words", found["words"] or found["one"] or found["other"] or ""))
    return tuple(_section(tuple(tokens), conditions.get(at)) for at, tokens in enumerate(made))


def _section(tokens: tuple[_Token, ...], condition: tuple[str, float] | None) -> _Section:
    kinds = {token.kind for token in tokens}
    places = [at for at, token in enumerate(tokens) if token.kind in ("digit", "general")]
    if "@" in kinds:
        return _Section(tokens, condition, "text", "", "")
    if not places:
        return _Section(tokens, condition, "bare", _words(tokens), "")
    kind = "plain" if kinds & {"general", "power", "/"} else "digits"
    return _Section(tokens, condition, kind, _words(tokens[: places[0]]), _words(tokens[places[-1] + 1 :]))


def _words(tokens: Iterable[_Token]) -> str:
    """What stands in a format beside the number."""
    kept = "".join(token.text for token in tokens if token.kind in ("words", "%"))
    return kept.translate(_ACCOUNTS)


@lru_cache(1000)
def _layout(tokens: tuple[_Token, ...]) -> _Layout:
    places = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    point = next((at for at, token in enumerate(tokens) if token.kind == "."), len(tokens))
    whole = tuple(at for at in places if at < point)
    edge = whole[-1] if whole else places[0]
    commas = [at for at, token in enumerate(tokens) if token.kind == "," and at > places[0]]
    return _Layout(
        whole,
        tuple(at for at in places if at > point),
        point,
        hundreds=sum(token.kind == "%" for token in tokens),
        thousands=sum(1 for at in commas if at > places[-1] or edge < at < point),
        grouped=any(at < edge for at in commas),
        padded=sum(1 for at in whole if tokens[at].text == "0"),
        words=any(token.kind == "words" for token in tokens[places[0] : places[-1]]),
    )


def _text(value: str, form: str) -> str:
    """A text as it stands, with the words that its format puts around it."""
    if form in _UNFORMED:
        return value
    section = next((each for each in _sections(form) if each.kind == "text"), None)
    if section is None:
        return value
    return "".join(value if token.kind == "@" else token.text for token in section.tokens)


def _number(value: float, form: str) -> str:
    if form in _UNFORMED:
        return _plain(value)
    section = _chosen(_sections(form), value)
    if section is None:
        return _plain(value)
    if section.kind == "bare":  # a dash for nothing, or nothing at all
        return section.before
    digits = _plain(abs(value)) if section.kind == "plain" else _laid(section.tokens, value)
    below = value < 0 and any(digit in "123456789" for digit in digits) and section.before[-1:] != "-"
    # written also where the format has only a colour for it
    before, sign = section.before, "-" if below else ""
    if before[-1:] in _MONEY:
        before, sign = before[:-1], sign + before[-1:]
    return f"{before}{sign}{digits}{section.after}"


def _chosen(sections: Iterable[_Section], value: float) -> _Section | None:
    """The section that holds for a value: by what they say themselves, else by its sign; None where the format has none."""
    numeric = [each for each in sections if each.kind != "text"]
    if len(numeric) == 1 and numeric[0].condition is None:
        return numeric[0]
    if any(each.condition for each in numeric):
        for each in numeric:
            if each.condition is None or _SIGNS[each.condition[0]](value, each.condition[1]):
                return each
        return None
    at = 1 if value < 0 and len(numeric) > 1 else 2 if value == 0 and len(numeric) > 2 else 0
    return numeric[at] if numeric else None


def _laid(tokens: tuple[_Token, ...], value: float) -> str:
    """The digits of a number in the places of a format, with what stands between them: 12345 under 0\\.0, is 1.2."""
    layout = _layout(tokens)
    scaled = Decimal(repr(value)) * 100**layout.hundreds / 1000**layout.thousands
    whole, _, parts = _rounded(scaled, len(layout.parts)).partition(".")
    while parts and parts[-1] == "0" and tokens[layout.parts[len(parts) - 1]].text != "0":
        parts = parts[:-1]
    whole = ("" if whole == "0" and not layout.padded else whole).rjust(layout.padded, "0")
    if layout.grouped and whole:
        whole = f"{int(whole):,}"
    if not layout.words:
        return f"{whole}.{parts}" if parts else whole
    spread = dict(zip(reversed(layout.whole), reversed(whole), strict=False))
    if layout.grouped or len(whole) > len(layout.whole) > 0:  # what is left stands at the first place
        spread = dict.fromkeys(layout.whole, "") if layout.grouped else spread
        spread[layout.whole[0]] = whole if layout.grouped else whole[: len(whole) - len(layout.whole) + 1]
    spread |= dict(zip(layout.parts, parts, strict=False)) | ({layout.point: "."} if parts else {})
    first, last = min((*layout.whole, *layout.parts)), max((*layout.whole, *layout.parts))
    return "".join(
        spread.get(at, token.text if token.kind == "words" else "")
        for at, token in enumerate(tokens[: last + 1])
        if at >= first
    ).strip()


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < 10**15 else f"{value:.{_PLAIN}g}"


def _rounded(value: Decimal, places: int) -> str:
    """Its digits without a sign, so many behind the point."""
    try:
        return f"{abs(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"
    except InvalidOperation:  # more digits than a decimal has
        return f"{abs(value):f}"
