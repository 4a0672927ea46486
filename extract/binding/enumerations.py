"""Lists of places and years: 其中长春市1200名、吉林市800名 count again what was counted before them.

Grammar and nothing else: an item of such a list has no words of its own but the name of its place or its year, so it counts
what the figure before the list counts, or what the words count that announce it (全省发展党员情况如下：).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.binding.grammar import grammar
from extract.binding.nouns import JOINS, left_noun
from extract.binding.phrases import RESPECTIVELY, Phrase
from extract.binding.turns import only_names
from extract.patterns import lazy
from extract.span import Span

EARLIER = -1  # for a figure of the sentence before
_MAY_LIST = lazy(r"年|季度|月|[这该此]一?[项个]?[数比占人指]")  # without names only a list of times is one
_COMPARES = lazy(r"比|较|增|减|下降|提高|占")  # 比上年增加320名: no figure that a list goes on with
_ANNOUNCES = lazy(  # from what it is told (从发展党员情况看，), before a list
    r"(?:的?(?:情况|方面|分布|排名|名单|人数|数量|总数|总量|数|来看|来说|看|如下|分别|依次|为|是))+$"
)
_OPENS = lazy(r"(?:[一二三四五六七八九十]是|从|在|就|按)+")
_REFERS = lazy(  # 这一比例为2.5%, 这项数据在2015年则为33966人: what the figure before counted
    r"[这该此]一?[项个]?(?:数据|数字|数值|比例|比重|占比|人数|数量|指标)(?:在[^，,；;在]{1,8}?|[则也仅就已还只约竟]|达到|[为是有达占]|(?:上升|提高|提升|下降|降低|增加|减少|增长)[为至到])*$"
)
_SUM = lazy(
    r"[\s，,、;；]*(?:全[省市县区州旗盟国镇乡](?:[共总合]计|一?共有?|总共)?|[共总合]计|总共)(?:为|达|有|约)?"
)
_CLOSES = frozenset(("", *"，,。；;、)）\n"))  # 全县7个乡镇 has a noun behind it
_NEAR = 3  # clauses before a list in which its announcement may stand


def listed(found: Sequence[Phrase]) -> list[Phrase]:
    """The phrases of a sentence, those of a list of places or years with the figure that each of them is ``like``."""
    if not found or not (found[0].names or _MAY_LIST.search(found[0].text)):
        return list(found)
    reading = _Reading(found)
    for n in range(len(found)):
        reading.go_on(n)
    return reading.phrases


class _Reading:
    """The figures of a sentence read in order; ``heads`` are, by unit, the figures that a list may go on with."""

    def __init__(self, found: Sequence[Phrase]) -> None:
        self.phrases = list(found)
        self.heads: dict[str, int] = {}
        self._outer: list[dict[str, int]] = []  # the heads before each bracket that is open
        self._listing = False  # behind 其中, or among items

    def go_on(self, n: int) -> None:
        """Read figure ``n``: it heads a list, goes on with one, or neither."""
        phrase = self.phrases[n]
        since = self.phrases[n - 1].figure.end if n else 0
        self._brackets(phrase.text[since : phrase.figure.start])
        first, between = _own_words(phrase, since)
        if phrase.like is not None:  # 分别 has said it
            self._listing = True
        elif _REFERS.search(phrase.text, max(since, phrase.clause.start), phrase.figure.start):
            alike = (before for before in reversed(range(n)) if self.phrases[before].unit == phrase.unit)
            self._take(n, next(alike, EARLIER))
        elif self._goes_on_with(n, since):
            pass
        elif self._sums_up(n, first):
            self._take(n, self.heads[phrase.unit])
        elif _has_noun(phrase) or not only_names(phrase.text, first, phrase.figure.start, phrase.names):
            self._may_head(n, first)
        elif phrase.unit in self.heads and (
            between is None or "其中" in phrase.text[first : phrase.figure.start]
        ):
            self._take(n, self.heads[phrase.unit] - self._row(n, phrase.text[first : phrase.figure.start]))
        elif (announced := _announced(phrase, between)) is not None:
            self.phrases[n] = announced
            self.heads[phrase.unit], self._listing = n, True
        elif between is None and not self.heads:
            self._take(n, EARLIER)

    def _sums_up(self, n: int, first: int) -> bool:
        """Whether a figure closes a list with its total: 长春市4500名，吉林市3200名，全省合计15000名."""
        phrase = self.phrases[n]
        own = phrase.text[first : phrase.figure.start]
        alone = phrase.text[phrase.figure.end : phrase.figure.end + 1] in _CLOSES
        return self._listing and alone and phrase.unit in self.heads and _SUM.fullmatch(own) is not None

    def _take(self, n: int, head: int) -> None:
        self.phrases[n] = replace(self.phrases[n], like=head)
        self._listing = True

    def _row(self, n: int, own: str) -> int:
        """How far before the last head a row begins that takes the heads in turn: 设立责任区32个、先锋岗26个,其中长春市分别为12个、9个."""
        if not RESPECTIVELY.search(own):
            return 0
        text, unit, behind = self.phrases[n].text, self.phrases[n].unit, 0
        for before, after in pairwise(self.phrases[n:]):
            if text[before.figure.end : after.figure.start].strip(JOINS) or after.unit != unit:
                break
            behind += 1
        head = self.heads[unit]
        row = self.phrases[max(0, head - behind) : head + 1]
        alike = len(row) == behind + 1 and all(each.unit == unit and each.like is None for each in row)
        return behind if alike else 0

    def _brackets(self, gap: str) -> None:
        """What stands in brackets heads no list behind them: 发展党员4500名(女党员1800名),其中长春市1200名."""
        for mark in gap:
            if mark == "(":
                self._outer.append(dict(self.heads))
            elif mark == ")" and self._outer:
                self.heads = self._outer.pop()

    def _goes_on_with(self, n: int, since: int) -> bool:
        """天水市1800名、3.6万人次: the second figure of an item is like the second of the first item."""
        before, phrase = self.phrases[n - 1] if n else None, self.phrases[n]
        if before is None or before.like is None or _has_noun(phrase):
            return False
        if phrase.text[since : phrase.figure.start].strip(JOINS):
            return False
        head = before.like + 1 if before.like != EARLIER else EARLIER
        if head != EARLIER and (
            self.phrases[head].unit != phrase.unit or self.phrases[head].like is not None or head >= n - 1
        ):
            return False
        self._take(n, head)
        return True

    def _may_head(self, n: int, first: int) -> None:
        """A figure with a noun of its own heads the lists behind it, unless it only remarks on the one that does
        (长春市1200名，女性400名，吉林市800名) or compares it (比上年增加320名)."""
        phrase = self.phrases[n]
        own = phrase.text[first : phrase.figure.start]
        head = self.heads.get(phrase.unit)
        if head is None:
            self.heads[phrase.unit] = n
            self._listing = self._listing or _names_one(phrase, first)
            return
        acts = grammar().verbs.search(own) is not None
        if "其中" in own and not acts:
            self._listing = True
        if _COMPARES.search(own):
            return
        if acts or _names_one(phrase, first):
            self.heads[phrase.unit], self._listing = n, _names_one(phrase, first)
        elif not self._listing:
            self.heads[phrase.unit] = n


def _own_words(phrase: Phrase, since: int) -> tuple[int, Span | None]:
    """Where the words of a figure begin behind the figure before, and the clause between the two that says something."""
    first = max(since, phrase.clause.start)
    for lead in phrase.leads:
        if lead.end <= since:
            return first, None
        if not only_names(phrase.text, max(lead.start, since), lead.end, phrase.names, some=False):
            return first, Span(max(lead.start, since), lead.end)
        first = max(lead.start, since)
    return first, None


def _has_noun(phrase: Phrase) -> bool:
    """Whether what a figure counts stands right behind it: 长春市320名选调生, not 长春市320名 吉林市280名."""
    return any(
        noun.side == "right"
        and noun.span.start >= phrase.figure.end
        and not only_names(phrase.text, noun.span.start, noun.span.end, phrase.names)
        for noun in phrase.nouns
    )


def _names_one(phrase: Phrase, first: int) -> bool:
    return any(first <= name.start < phrase.figure.start for name in phrase.names)


def _announced(phrase: Phrase, between: Span | None) -> Phrase | None:
    """The phrase of a list's first item, with the clause that announces it for its own; None where none does."""
    if between is None:
        return None
    said = between.of(phrase.text)
    bare = said.rstrip("：:，,；; ")
    tail = _ANNOUNCES.search(bare)
    if not tail and not said.rstrip().endswith(("：", ":")):
        return None
    opens = _OPENS.match(bare)
    start = between.start + (opens.end() if opens else 0)
    end = between.start + (tail.start() if tail else len(bare))
    noun = left_noun(phrase.text, Span(start, end), phrase.unit) if end > start else None
    if noun is None:
        return None
    whole = Span(start, phrase.figure.start)
    return replace(
        phrase,
        clause=Span(start, phrase.clause.end),
        head=whole,
        before=whole,
        nouns=(noun,),
        shares=False,
        leads=tuple(lead for lead in phrase.leads if lead.end <= between.start),
    )
