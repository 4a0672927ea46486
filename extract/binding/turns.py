"""Turns: the figures behind 分别 go to the items before it, one each, and the items may be nouns, places or years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.binding.nouns import JOINS, left_noun
from extract.binding.phrases import RESPECTIVELY, Phrase
from extract.patterns import lazy
from extract.span import Span

_LIST = lazy(r"\([^()]*\)|、|以及|和(?!谐|平)|与|及(?!以上|时)")
_FILLER = lazy(  # what may stand in an item of a list beside its place or its time: ，其中|长春市|为
    r"(?:[\s、，,;；:：()]|\d{1,2}[.．)](?!\d)|(?<=\()\d{1,2}(?=\))|[①-⑳]|以及|其中|其[次他它余]|再次|[和与及为是有各达约超近共到则的仅只就]|(?:[省市县区州旗镇乡村]|地区|街道|社区|乡镇|市州|县区)(?=[是为])|分别|依次|最[多少高低]|次之|紧随其后|垫底|居首|超过|(?:排列?名?|位?居|位列|列)(?:全[省市州县区国])?(?:首位?|前列|末位?|榜首|第[一二三四五六七八九十\d]+位?)|本级|等地?|各地|各[市县区州]+|[分从按]各?(?:市州|市县|县区|区县|乡镇|地区|区域|市|州|县|地)(?:来?看|来说)|情况|如下"
    r"|[一二两三四五六七八九十\d]{1,2}个?(?:省区?|市州?|县区?|区县?|州|盟|旗|乡镇|镇|乡|街道|村|地)"
    r"|(?P<time>(?:(?:19|20)\d\d)年?(?:底|末|初)?|[比较]?(?:[去今前本]年|上年)(?:同期|同月|底|末|初)?|[比较](?=(?:19|20)\d\d年)|同期|[上下]半年|第?[一二三四]季度|\d{1,2}(?:[-—–~～至到]\d{1,2})?月份?(?:\d{1,2}日|底|末|初)?))*"
)
# before a 分别 that shares out what stands before it
_BARE = lazy(r"(?:[\s、，,;；]|同比|[比较](?:上年|去年)(?:同期)?|各自|所)*")
_ITS_SHARES = lazy(r"[，,、;；]?(?:各自?|所)?占[^，,。；;\d]{0,16}")
_AMONG = lazy("(?:之|当)?[中里][，,]$")
_RATES = ("%", "百分点")
_ORDINALS = lazy(r"[^、]*第[一二三四五]、(?:[一二三四五]、)*")  # 第一、二、三种形态
_TIME = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)|[去今前上本]年|[上下]半年|季度|月")


def in_turn(found: Sequence[Phrase]) -> list[Phrase]:
    """A、B分别达到3200个、1480个: the figures behind 分别 go to the items before it, one each, from the last back. Places and
    years are no nouns: 长沙、株洲分别有党员52万名、23万名 count members, all of them."""
    found = list(found)
    above: Sequence[Span] = ()  # the items of the turn before
    for last, phrase in enumerate(found):
        ends = last + 1 == len(found) or found[last + 1].ordinal != phrase.ordinal + 1
        if phrase.ordinal < 1 or not ends:
            continue
        group = found[last - phrase.ordinal : last + 1]
        start = group[0].clause.start
        *_, marker = (
            word.start() for word in RESPECTIVELY.finditer(phrase.text, start, group[0].figure.start)
        )
        items = _items(phrase.text, start, marker)
        if _are_places(group[0], items):
            first = last - phrase.ordinal
            found[first] = replace(group[0], ordinal=-1)
            for order in range(1, len(group)):
                found[first + order] = replace(group[order], ordinal=-1, like=first)
            continue
        if counts := _counts_before(found, group, last - phrase.ordinal, start, marker):
            for order, count in enumerate(counts, last - phrase.ordinal):
                found[order] = replace(
                    found[order], listed=count.before.of(phrase.text), nouns=count.nouns, shares=False
                )
            continue
        said = (
            ""  # in the clause itself, where the items stand in the one before: ；大专以上学历分别为56%、85%
        )
        among = _among(group[0]) if len(items) == 1 else []
        if len(items) == 1 and len(rows := among or above) == len(group):
            items, said = list(rows), Span(start, marker).of(phrase.text)
        if len(group) == 2 * len(items):  # 分别由68.5%、61.2%提升到79.8%、76.3%
            items = items * 2
        items = items[-len(group) :]
        if len(items) < len(group) or len(items[-1]) < 2:
            continue
        above = items
        suffixes = [items[-1].of(phrase.text)[n:] for n in range(1, len(items[-1]))]
        ordinal = "第" if _ORDINALS.fullmatch(Span(items[0].start, items[-1].start).of(phrase.text)) else ""
        for order, item in enumerate(items):
            own = ("" if order == 0 else ordinal) + item.of(phrase.text)
            listed = said + (
                own if order == len(items) - 1 else "，".join([own, *(own + suffix for suffix in suffixes)])
            )
            noun = left_noun(phrase.text, Span(item.start, item.end), phrase.unit)
            nouns = tuple(n for n in ((*group[0].nouns, noun) if among else (noun, *group[0].nouns)) if n)
            found[last - phrase.ordinal + order] = replace(
                group[order], listed=phrase.text[start : items[0].start] + listed, nouns=nouns, shares=False
            )
        _share_out(found, last - phrase.ordinal, last + 1)
    return found


def _share_out(found: list[Phrase], first: int, end: int) -> None:
    """Give the shares that follow as many counts as they are to these: 男、女党员分别为485人和36人，|占93.1%和6.9%."""
    counts, shares = found[first:end], found[end : 2 * end - first]
    if len(shares) < len(counts) or not _ITS_SHARES.fullmatch(
        shares[0].text, counts[-1].figure.end, shares[0].figure.start
    ):
        return
    if any(each.unit in _RATES for each in counts) or any(each.unit not in _RATES for each in shares):
        return
    text = shares[0].text
    if any(text[one.figure.end : other.figure.start].strip(JOINS) for one, other in pairwise(shares)):
        return
    for order, (count, share) in enumerate(zip(counts, shares, strict=True), end):
        found[order] = replace(share, listed=count.listed, nouns=count.nouns[:1], shares=False)


def _counts_before(
    found: Sequence[Phrase], group: Sequence[Phrase], first: int, start: int, marker: int
) -> Sequence[Phrase]:
    """The figures to which those behind a bare 分别 belong, as many as they are: 女性14200名、少数民族3100名，分别占20.9%、4.6%."""
    counts = found[max(0, first - len(group)) : first]
    bare = _BARE.fullmatch(group[0].text, start, marker) is not None
    if not bare or len(counts) < len(group) or any(each.unit in _RATES for each in counts):
        return ()
    return counts if all(each.unit in _RATES for each in group) else ()


def only_names(text: str, start: int, end: int, names: Sequence[Span], some: bool = True) -> bool:
    """Whether a stretch holds nothing but names of places, times, and what joins them; ``some`` that it holds one at all.

    >>> only_names("其中长春市", 0, 5, [Span(2, 5)]), only_names("其中女党员", 0, 5, [])
    (True, False)
    """
    bare = outside(text, start, end, names)
    if not _FILLER.fullmatch(bare):
        return False
    return not some or len(bare) < end - start or _TIME.search(bare) is not None


def outside(text: str, start: int, end: int, names: Sequence[Span]) -> str:
    """A stretch of text without the names that stand in it."""
    kept = ""
    for name in names:
        if name.end > start and name.start < end:
            kept += text[start : max(start, name.start)]
            start = min(end, name.end)
    return kept + text[start:end]


def _among(phrase: Phrase) -> list[Span]:
    """The items of the clause before that says among whom: 村、社区党组织书记中，|大专以上学历的分别占56%、85%."""
    lead = phrase.leads[0] if phrase.leads else None
    among = _AMONG.search(phrase.text, lead.start, lead.end) if lead else None
    if lead is None or among is None:
        return []
    start = lead.start + phrase.text.startswith(("在", "从"), lead.start)
    return _items(phrase.text, start, among.start())


def _are_places(phrase: Phrase, items: Sequence[Span]) -> bool:
    """Whether the items before 分别 are places or years; the noun may stand behind the last of them (长沙、株洲党员数分别为)."""
    text, names = phrase.text, phrase.names
    if not all(only_names(text, item.start, item.end, names) for item in items[:-1]):
        return False
    if len(items) == 1:  # 2020年和2021年，全市分别发展党员…: it is what stands before the clause
        noun = not only_names(text, items[0].end, phrase.figure.start, names, some=False)
        if noun and names and only_names(text, items[0].start, items[0].end, names, some=False):
            return True  # 长春、四平分别培训…，分别发展党员320名、280名; but 其中长春市分别为320个、280个
        return _TIME.search(outside(text, 0, items[0].start, ())) is not None
    return True


def _items(text: str, start: int, end: int) -> list[Span]:
    """The items of a list, split at 、 and 和 outside brackets."""
    items: list[Span] = []
    position = start
    for match in _LIST.finditer(text, start, end):
        if match.group()[0] == "(":
            continue
        items.append(Span(position, match.start()))
        position = match.end()
    return [*items, Span(position, end)]
