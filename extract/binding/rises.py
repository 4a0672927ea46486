"""Over how many years a difference tells: against the year before, or over several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.binding.phrases import Phrase
from extract.patterns import lazy
from extract.periods import events

_CONGRESS_14 = 1992  # they have met every five years since
_SPOKEN = 40  # characters before a figure in which the years of its rise may be told
_YEAR = lazy(r"(?:19|20)\d\d(?=年)")
_AGAINST = lazy(  # 比2018年底净增, 比二〇〇二年增加, 较党的十八大时增加
    r"[比较](?:(?P<year>(?:19|20)\d\d|[一二][〇零0一二三四五六七八九]{3})年|(?:党的|中共)?(?P<congress>十[四五六七八九]|二十|1[4-9]|20)大)"
)
_OVER_YEARS = lazy(
    r"(?:[两二三四五六七八九十]|[2-9]|[1-5]\d)年[多来间]{1,3}(?:[^，,。；;\d]{0,12}[，,])?[^，,。；;\d]{0,12}$"
)
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def over_years(phrase: Phrase, stretches: Sequence[str], own: int | None) -> bool:
    """Whether a difference is one over several years (9年多来增加), or against an earlier one than the year before: 截至2021年底,
    …比2018年底净增. The later year is said before it, in its sentence or the ``stretches`` before that, nearest first, or the
    report's ``own`` tells: it is that, or the one before."""
    text, start, end = phrase.text, phrase.before.start, phrase.figure.start
    base = _AGAINST.search(text, start, end)
    if base is None:
        return _OVER_YEARS.search(text, max(0, end - _SPOKEN), end) is not None
    year = _year_of(base)
    for told in (text[: base.start()], *stretches):
        if later := [said for said in map(int, _YEAR.findall(told)) if said > year]:
            return later[-1] - year > 1
    return own is not None and own - year > 2


def _year_of(base: re.Match[str]) -> int:
    """The year that a difference is set against: its own, or that of a congress (党的十八大, 18大)."""
    if base["year"]:
        return int(base["year"].translate(_DIGITS))
    named = base["congress"]
    if named.isdigit():
        return _CONGRESS_14 + 5 * (int(named) - 14)
    return int(events()["congress"][named])
