"""What the words alone do not say about a reading: brackets come in pairs, marks have their order, a writer repeats himself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from math import exp, log
from operator import add

import regex

from extract.catalogue import catalogue
from extract.lost_bytes.prose import joins, rate

_PARTNERS = {
    "”": "“", "’": "‘", ")": "(", "）": "（", "》": "《", "】": "【", "〕": "〔", "」": "「", "』": "『",
}  # fmt: skip
_STOPS, _OPENERS = "，、；：！？。,;:!?", "“‘（(《【〔「『"
_BRACKET = regex.compile(f"[{''.join(map(regex.escape, (*_OPENERS, *_PARTNERS)))}]")
_CRIES = {a + b for a in "?？!！" for b in "?？!！"}
_ASIDE = regex.compile(r"(\p{Han})（\p{Han}{1,3}）(\p{Han})")  # 省（部）属 reads 省属 as well
_HALF = str.maketrans("（", "(")
_GENRE = "省市县区乡镇村党委组部"  # levels and bodies, which these reports name far more often than books do
_REPEATED = 3.0  # nats at most
_NAME = 16  # characters of a longest name in quotation marks
_NEAR = 3000  # characters on either side whose turns of phrase count as the writer's own


class _Asked(dict[str, float]):
    """What a function says of strings, each asked once."""

    def __init__(self, ask: Callable[[str], float]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, key: str) -> float:
        self[key] = answer = self._ask(key)
        return answer


class Habits:
    """What the words alone do not say: brackets come in pairs, marks have their order, a writer repeats himself.

    ``simple`` is the text in Simplified script. Readings of it from ``start`` to ``stop`` are weighed, which differ from
    ``at`` to ``last`` only: the scores of two may be compared, none says anything by itself.
    """

    def __init__(self, simple: str, start: int, at: int, last: int, stop: int) -> None:
        self.before = simple[max(0, start - 400) : start].rpartition("\n")[2]
        self.ends_line = simple[stop : stop + 1] in ("", "\n")
        self.after = simple[stop : stop + 400].partition("\n")[0]
        near = simple[max(0, at - _NEAR) : at] + "\n" + simple[stop : stop + _NEAR]
        self._around = _brackets(self.before), _brackets(self.after)
        self._alike = (
            max(0, at - start - 1),
            max(0, stop - last - 1),
        )  # characters at either end that all readings share
        self._beside = _Asked(partial(_gains, near))
        self._favoured = _Asked(partial(_favours, near))

    def weigh(self, likelihood: float, read: str) -> float:
        """The score of a reading, its log likelihood and its characters, with these habits counted in."""
        before, after = self._around
        score = likelihood - 5.0 * _unpaired(before + _brackets(read) + after)
        differing = read[self._alike[0] : len(read) - self._alike[1]]
        score += sum(map(self._beside.__getitem__, _pairs(differing)))
        score += sum(map(self._favoured.__getitem__, differing))
        if "。”" in differing and self._names(read):
            score -= 4.0 + self._beside["。”"]
        if self.ends_line:
            score -= self._breaks_off(read)
        score -= 2.0 * (read.count("—") - 2 * read.count("——"))  # a dash is two of them
        for match in _ASIDE.finditer(read):
            score += joins(match[1], match[2])
        return score

    def _breaks_off(self, read: str) -> float:
        """What a line costs that ends as none does: with a comma, a paragraph without a stop, a saying without one."""
        line = self.before + read
        if line[-1] in "、，,":
            return 5.0
        if line[-1] == "”" and line[0] == "“" and line[-2:-1] not in (*"。！？!?…",):
            return 3.0
        return 3.0 if len(line) > 60 and line[-1] not in "。！？!?；;：:”）)》…" else 0.0

    def _names(self, read: str) -> bool:
        """Whether the full stop would close a quotation that is a name, ``“基层党员进党校”活动``, and no speech."""
        head, _, tail = (self.before + read + self.after).partition("。”")
        lead, _, name = head.rpartition("“")
        short = len(name) <= _NAME and "，" not in name and "," not in name
        return short and "一" <= tail[:1] <= "鿿" and lead[-1:] not in (*"：:，,。", "")


def _gains(near: str, pair: str) -> float:
    """What two neighbours gain or cost: a comma behind an opening bracket, characters that stand together elsewhere."""
    first, second = pair[0], pair[1]
    if first in _STOPS and (second in _STOPS or second in "）)》") and pair not in _CRIES:
        return -6.0
    if (first in _STOPS and second in "（(") or (first in _OPENERS and second in _STOPS):
        return -4.0
    return _repeats(near, first, second)


def _repeats(near: str, first: str, second: str) -> float:
    """What two neighbours gain when this writer, or the catalogue's prose, puts them side by side elsewhere."""
    count = near.count(first + second)
    if not count:
        return 0.7 if first + second in _familiar() else 0.0
    if joins(first, second):
        return 1.0
    return min(_REPEATED, log(1.0 + 0.2 * count / near.count(first) / exp(rate(second))))


def _favours(near: str, character: str) -> float:
    """What a character gains when this writer uses it more than others do: ``省`` in a province's report."""
    expected = 1.3 if character in _GENRE else 0.0
    if not "一" <= character <= "鿿" or (count := near.count(character)) < 3:
        return expected
    often = log(count / len(near)) - rate(character)
    return max(expected, min(2.0, 0.7 * (often + expected)))


def _pairs(text: str) -> Iterator[str]:
    return map(add, text, text[1:])


@cache
def _familiar() -> frozenset[str]:
    """Neighbouring characters of the catalogue's own prose: what this kind of report talks about."""
    known = catalogue().indicators.values()
    return frozenset(pair for row in known for pair in _pairs(f"{row.zh}，{row.definition_zh}"))


def _brackets(text: str) -> str:
    return "".join(_BRACKET.findall(text))


def _unpaired(brackets: str) -> int:
    """How many brackets and quotation marks of a line have no partner."""
    open_, lonely = [], 0
    for bracket in brackets:
        if bracket in _OPENERS:
            open_.append(bracket)
        elif open_ and _PARTNERS[bracket].translate(_HALF) == open_[-1].translate(_HALF):
            open_.pop()
        else:
            lonely += 1
    return lonely + len(open_)
