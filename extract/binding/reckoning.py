"""Wholes that can be reckoned from the numbers, whatever the words leave open.

大专及以上学历党员4.2万名，占45.2% are of a whole of 9.3万: where the report counted 9.3万 new members before, they are of these.
党委29.8万个，总支部32.5万个，支部455.4万个 make 517.7万 together: where that was the number of organisations, they are its kinds.
Only what is precise enough to tell one whole from another is reckoned: 3名，占30% may be of any ten or eleven.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain, islice
from math import isclose
from types import MappingProxyType

from extract.binding.phrases import Phrase
from extract.catalogue import Indicator
from extract.patterns import lazy
from extract.quantities import Quantity
from extract.records import record

_OF_IT = lazy(  # between a count and its share: 名党员，占党员总数的, 人，所占比例为, 名(
    r"[^，,；;。\d%]{0,12}(?:[、，,(（]?\s*(?:各?占[^，,；;。\d占]{0,14}|(?:所占)?比[例重][为达是]?)|[(（])$"
)
_DIGITS = lazy(r"\d+(?:\.(?P<decimals>\d+))?")
_WIDEST = 0.04  # of a whole, as far as a count and its share may leave it open
_WIDEST_SUM = 0.01  # … and a sum
_FEWEST, _MOST = 3, 12  # figures of a sum
_ADDENDS = (
    2  # parts of a total that is `_LARGE`; of a smaller one, which two others make by chance, `_FEWEST`
)
_LARGE = 100
_EXACT = 1e-6  # how near their sum is to it
_REMEMBERED = 16  # wholes of a report: the last ones are those that a list breaks down
_NAMED_MOST = 24  # characters
_AMONG = {  # the words by which a text turns to a whole
    "members_recruited": lazy(r"(?:发展|新)的?党员(?:总数)?(?:中|里|结构|构成|队伍)"),
    "party_members": lazy(
        r"(?:党员|^从?|[，,；;]从?)队伍(?:结构|构成)|党员队伍[中里]|(?<!发展)(?<!新)(?<!发展的)党员(?:总数)?(?:中(?![共国])|的?(?:性别|年龄|民族|结构|构成|学历))"
    ),
}


_NAMED = lazy(  # 占党员总数的|22%, 占全年发展党员总数|36.4%
    r"占(?:全[国省市县区州旗年]|当年|现有|的)*(?:(?P<recruited>(?:新?发展|新)的?党员(?:总[数量])?)|党员(?:总[数量]|队伍))的?(?:比[例重])?[为达是约近]{0,2}$"
)


@record
class _Measured:
    """A figure with ``slack``, half of what its last written digit counts: 0.05万 of 4.2万."""

    unit: str
    value: float
    slack: float


@record
class _Range:
    """What a whole may be."""

    unit: str
    low: float
    high: float

    def holds(self, whole: _Measured) -> bool:
        return whole.unit == self.unit and self.low - whole.slack <= whole.value <= self.high + whole.slack


class Wholes:
    """The wholes that a report has counted last, such as its members and its organisations."""

    def __init__(self) -> None:
        self._counted: deque[tuple[str, _Measured]] = deque(maxlen=_REMEMBERED)

    def add(self, indicator: Indicator, quantity: Quantity, phrase: Phrase) -> None:
        """Remember a figure, if its indicator is a whole of others."""
        if indicator.id in divided() and quantity.unit == indicator.unit:
            self._counted.append((indicator.id, _measured(quantity, phrase)))

    def of(self, figures: Sequence[Quantity], laid: Sequence[Phrase], n: int) -> str:
        """The indicator of the whole of which a figure of a sentence is a part or a share; "" where its number does not say."""
        if not self._counted:
            return ""
        for reckoned in chain(_by_share(figures, laid, n), _by_sum(figures, laid, n)):
            found = {id for id, whole in self._counted if reckoned.holds(whole)}
            if len(found) == 1:
                return found.pop()
        return ""


def is_shared_out(figures: Sequence[Quantity], laid: Sequence[Phrase], n: int) -> bool:
    """Whether the share of a whole stands right behind a count: 来信235件、占55%."""
    if n + 1 == len(figures) or figures[n].unit == "%" or figures[n + 1].unit != "%":
        return False
    return _OF_IT.match(laid[n].text[laid[n].figure.end : laid[n + 1].figure.start]) is not None


def is_addend(figures: Sequence[Quantity], n: int) -> bool:
    """Whether a figure is one of those behind a total that together make it up: 累计投入14亿元，中央拨付8亿元，省级配套4亿元，市县2亿元."""
    for first in range(n - 1, max(-1, n - _MOST), -1):
        total = figures[first]
        if total.unit != figures[n].unit or total.unit == "%" or total.value <= figures[n].value:
            continue
        alike = [each for each in range(first + 1, len(figures)) if figures[each].unit == total.unit]
        sums = list(accumulate(figures[each].value for each in alike[:_MOST]))
        made = [count for count, own in enumerate(sums, 1) if isclose(own, total.value, rel_tol=_EXACT)]
        if made and n in alike[: made[0]] and made[0] >= (_ADDENDS if total.value >= _LARGE else _FEWEST):
            return True
    return False


def _by_share(figures: Sequence[Quantity], laid: Sequence[Phrase], n: int) -> Iterator[_Range]:
    """The whole of which a count is the share behind it, for both of them."""
    first = n - 1 if figures[n].unit == "%" else n
    if not 0 <= first < len(figures) - 1:
        return
    count, share = (_measured(figures[each], laid[each]) for each in (first, first + 1))
    between = laid[first].text[laid[first].figure.end : laid[first + 1].figure.start]
    if share.unit != "%" or count.unit == "%" or not _OF_IT.match(between):
        return
    if share.slack < share.value <= 100 and count.value > 0:
        low = (count.value - count.slack) / (share.value + share.slack) * 100
        high = (count.value + count.slack) / (share.value - share.slack) * 100
        if high - low <= _WIDEST * high:
            yield _Range(count.unit, low, high)


def _by_sum(figures: Sequence[Quantity], laid: Sequence[Phrase], n: int) -> Iterator[_Range]:
    """What a figure makes together with those of its unit beside it, the longest sum first."""
    unit = figures[n].unit
    if unit == "%":
        return
    before = list(islice((each for each in range(n - 1, -1, -1) if figures[each].unit == unit), _MOST - 1))
    behind = list(
        islice((each for each in range(n + 1, len(figures)) if figures[each].unit == unit), _MOST - 1)
    )
    parts = [_measured(figures[each], laid[each]) for each in (*reversed(before), n, *behind)]
    values = list(accumulate((each.value for each in parts), initial=0.0))
    slacks = list(accumulate((each.slack for each in parts), initial=0.0))
    own = len(before)
    for length in range(min(_MOST, len(parts)), _FEWEST - 1, -1):
        for first in range(max(0, own - length + 1), min(own, len(parts) - length) + 1):
            total, slack = values[first + length] - values[first], slacks[first + length] - slacks[first]
            if total > 0 and 2 * slack <= _WIDEST_SUM * total:
                yield _Range(unit, total - slack, total + slack)


def _measured(quantity: Quantity, phrase: Phrase) -> _Measured:
    match = _DIGITS.search(phrase.text, phrase.figure.start, phrase.figure.end)
    written = float(match.group()) if match else 0.0
    scale = abs(quantity.value) / written if written else 0.0
    decimals = len(match["decimals"] or "") if match else 0
    return _Measured(quantity.unit, quantity.value, 0.5 * scale * 10.0**-decimals)


@cache
def wholes() -> Mapping[str, frozenset[str]]:
    """Of what each indicator that counts or shares a part is a part, by the shares of ``data/ratios.toml``."""
    told = tomllib.loads((files("extract") / "data" / "ratios.toml").read_text("utf-8"))["shares"]
    found: dict[str, set[str]] = defaultdict(set)
    for whole, parts in told.items():
        for part in parts:
            found[part].add(whole)
            found[f"{part}_share"].add(whole)
    return MappingProxyType({part: frozenset(of) for part, of in found.items()})


@cache
def divided() -> frozenset[str]:
    """The indicators that are wholes of others."""
    return frozenset().union(*wholes().values())


def whole_of(indicator: Indicator) -> frozenset[str]:
    """The wholes that a figure of an indicator speaks of: itself, or those of which it is a part."""
    return frozenset({indicator.id}) if indicator.id in divided() else wholes().get(indicator.id, frozenset())


def turns_to(text: str) -> list[tuple[int, str]]:
    """Where a text turns to a whole without a figure of it, by where the words end, in order: 党员队伍中，35岁以下的…"""
    if "党员" not in text:
        return []
    return sorted((match.end(), id) for id, words in _AMONG.items() for match in words.finditer(text))


def named_whole(text: str, start: int) -> frozenset[str]:
    """The whole that stands right before a share: 女党员占党员总数|21.44%."""
    named = _NAMED.search(text, max(0, start - _NAMED_MOST), start)
    if named is None:
        return frozenset()
    return frozenset({"members_recruited" if named["recruited"] else "party_members"})
