"""The values of a spreadsheet as its formats show them: 0.985 under 0.0% is 98.5%, a day is written as a day."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import regex

_QUOTED = regex.compile(r'"(?P<words>[^"]*)"|\\(?P<one>.)|[_*].|\[(?:\$(?P<money>[^\]-]*)[^\]]*|[^\]]*)\]')
_DIGITS = regex.compile(r"[#0?][#0?,]*(?:\.(?P<places>[#0?]+))?(?P<thousands>,*)|General", regex.IGNORECASE)
_PLAIN = 12  # digits that a cell without a format shows


def shown(value: object, form: str) -> str:
    """What a cell shows of its value under a number format.

    >>> shown(0.985, "0.0%"), shown(12000, "#,##0"), shown(15.6, '0.0"万元"'), shown(-1.5, "General"), shown(None, "")
    ('98.5%', '12,000', '15.6万元', '-1.5', '')
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
    if isinstance(value, int | float):
        return _number(value, form)
    return str(value)


def _day(value: datetime | date, form: str) -> str:
    asked = regex.sub(r'\[[^\]]*\]|"[^"]*"', "", form.lower())
    if "y" in asked and "d" not in asked:
        return f"{value.year}年{value.month}月" if "m" in asked else f"{value.year}年"
    if "y" not in asked and "d" in asked:
        return f"{value.month}月{value.day}日"
    return f"{value.year}年{value.month}月{value.day}日"


def _number(value: float, form: str) -> str:
    sections = form.split(";")
    own = (
        sections[1]
        if value < 0 and len(sections) > 1
        else sections[2]
        if value == 0 and len(sections) > 2
        else sections[0]
    )
    bare = _QUOTED.sub(lambda found: f"\0{found['words'] or found['one'] or found['money'] or ''}\0" if found[0][0] not in "_*" else "", own)  # fmt: skip
    literal = bare.split("\0")
    pattern = next((part for part in literal[::2] if _DIGITS.search(part)), "General")
    found = _DIGITS.search(pattern)
    if found is None or found[0].lower() == "general" or "E" in pattern or "/" in pattern:
        digits = _plain(value)
        percent = False
    else:
        percent = "%" in "".join(literal[::2])
        scaled = Decimal(repr(value)) * (100 if percent else 1) / Decimal(1000) ** len(found["thousands"])
        digits = _rounded(
            scaled, found["places"] or "", grouped="," in found[0].removesuffix(found["thousands"])
        )
    if value < 0 and not digits.startswith("-"):
        digits = f"-{digits}"
    at = literal.index(pattern) if pattern in literal else 0
    before, after = "".join(literal[:at:1]), "".join(literal[at + 1 :])
    keep = str.maketrans("", "", "#0?,.%() ")
    own_marks = "%" if percent else ""
    return f"{before.translate(keep)}{digits}{own_marks}{after.translate(keep)}"


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < 10**15 else f"{value:.{_PLAIN}g}"


def _rounded(value: Decimal, places: str, *, grouped: bool) -> str:
    try:
        rounded = abs(value).quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    except InvalidOperation:  # more digits than a decimal has
        return f"{value}"
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    optional = len(places) - len(places.rstrip("#"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    text = text.rstrip(".") if "." in text else text
    return f"-{text}" if value < 0 else text
