"""What stands around a figure: its clause, the noun that it counts, the clauses that lead to it.

This is the grammar of figures and nothing else: it knows no indicator. A figure counts the noun to its right
(``选派500名干部``) or to its left (``发展党员500名``); where it has none of its own it shares the noun of the figure
before it (``轮训班3期414人次``, ``743个、占66.8%``) or after it (``26批次、2495名队员``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extract.grammar import grammar
from extract.sentences import clauses
from extract.span import Span

_QUOTES = regex.compile(r"[“”‘’\"「」『』]")
_BRACKETS = str.maketrans("（）［］", "()[]")
_JOINS = "、,，和与及以并而或;； "
_RIGHT_STOP = regex.compile(
    r"[、,，;；:：。!！?？)）\n]|以上|以下|以内|左右|上下|之多|[和与及](?![^、,，;；]*?的)"
)
_SHARE_OF = regex.compile(r"占(?!比|地|领|用|道)")
_RELATIVE = regex.compile(r"^.{1,24}?的(?=[\p{Han}])")
_LIST = regex.compile(r"\([^()]*+\)|、|以及|和(?!谐|平)|与|及(?!以上|时)")
_LEVELS = regex.compile(
    r"(?:(?:中央|国家|省|自治区|州|地|市|区|县|旗|盟|乡|镇|街|村|部|厅)(?:属|直|级)?[、和])++"
)  # 中央、省、州、县四级单位
_EMPTY = regex.compile(  # what stands before a figure and is no noun: 全县已有203家, 目前共67个
    r"(?:全[省市县州区旗盟国镇乡村]|目前|现在|如今|至今|迄今|全年|当前|已|其中|另有?|分别|每个(?:村|社区)|[比较]上年|同比|,|，)++"
)
_GOES_ON = regex.compile(r"(?!\p{Han}{0,3}[到至为])\p{Han}(?<![和与及])")
_TRAILING = regex.compile(r"(?:[和与及并]|以及|当中|之中|中|里|又|还)++$")
_HONOURED = regex.compile(
    r"(?:被|先后|分别|光荣)*(?:获评|评为|荣获|获得|荣膺|当选为?|被授予|授予|命名为|被命名为)"
)
_PREDICATE_OF = frozenset({"人", "人次", "户", "次"})
_MEASURED = frozenset({"元", "%", "百分点", "岁", "倍", "平方米", "米", "公斤", "天", "年"})


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence as the rules read it: quotation marks gone, brackets half-width, its own coordinates."""

    text: str
    dropped: tuple[int, ...]

    def at(self, position: int) -> int:
        """Where a position of the sentence stands in the plain text."""
        return position - bisect_left(self.dropped, position)


def plain(sentence: str) -> Plain:
    """Strip a sentence of what only decorates it.

    >>> plain("设立“党员先锋岗”5个").text
    '设立党员先锋岗5个'
    """
    dropped = tuple(match.start() for match in _QUOTES.finditer(sentence))
    text = _QUOTES.sub("", sentence) if dropped else sentence
    return Plain(text.translate(_BRACKETS), dropped)


@dataclass(frozen=True, slots=True)
class Noun:
    """The noun phrase that a figure counts: its head ends somewhere in ``ends`` (both ends in). ``verbal`` says that a
    verb ends it, so that the object may stand elsewhere."""

    span: Span
    ends: tuple[int, int]
    side: str
    verbal: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """What the grammar needs of a figure: where it stands in the plain text, its base unit, and how many of its last
    characters are the noun itself (``14.12万贫困户``: 3)."""

    span: Span
    unit: str
    noun: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure in its clause; all spans count characters of the plain sentence.

    ``before`` runs from the figure before it, and the noun of that, (or the clause's start) to the figure, ``after`` to
    the next one. ``nouns`` are the nouns it may count, the nearest reading first. ``shares`` says that they are
    borrowed. ``ordinal`` is its place after 分别 (0, 1 …), -1 without, and ``listed`` its clause with only the item that
    the figure belongs to (村、社区书记平均年龄分别为… → 村书记平均年龄). ``head`` is what its clause says before its first
    figure, ``leads`` are the clauses before its own, nearest first, ``follows`` the one after it.
    """

    text: str
    figure: Span
    unit: str
    clause: Span
    head: Span
    before: Span
    after: Span
    nouns: tuple[Noun, ...]
    shares: bool
    ordinal: int
    listed: str
    leads: tuple[Span, ...]
    follows: Span | None

    def beside(self, noun: Noun) -> str:
        """What stands right beside the figure: from the one before it to the figure, and on to the next one when it
        counts the noun to its right or when the sentence simply goes on (抽调干部560名下沉社区)."""
        goes_on = noun.side == "right" or _GOES_ON.match(self.text, self.after.start)
        return self.text[self.before.start : self.after.end if goes_on else self.figure.end]


def phrases(text: str, figures: Sequence[Figure]) -> list[Phrase]:
    """The phrase of each figure, in order."""
    spans = clauses(text)
    found: list[Phrase] = []
    position = 0
    for index, figure in enumerate(figures):
        while position < len(spans) - 1 and spans[position].end <= figure.span.start:
            position += 1
        clause = spans[position]
        previous = found[-1] if found else None
        same = previous is not None and previous.clause == clause
        start = max(clause.start, _taken(previous)) if previous and same else clause.start
        end = min(clause.end, figures[index + 1].span.start) if index + 1 < len(figures) else clause.end
        before = Span(min(start, figure.span.start), figure.span.start)
        after = Span(figure.span.end - figure.noun, max(end, figure.span.end))
        leads = tuple(reversed(spans[:position]))
        nouns, shares = _nouns(text, figure.unit, before, after, previous, leads)
        found.append(
            Phrase(
                text=text,
                figure=figure.span,
                unit=figure.unit,
                clause=clause,
                head=previous.head if previous and same else Span(clause.start, figure.span.start),
                before=before,
                after=after,
                nouns=nouns,
                shares=shares,
                ordinal=_ordinal(text, clause, figure.span, previous),
                listed="",
                leads=leads,
                follows=spans[position + 1] if position + 1 < len(spans) else None,
            )
        )
    for index in range(len(found) - 2, -1, -1):
        found[index] = _borrow_right(found[index], found[index + 1])
    return _respectively(found)


def _taken(previous: Phrase) -> int:
    """Where the words of a figure end: behind the noun to its right when it counts that."""
    own = [noun for noun in previous.nouns if noun.side == "right" and noun.span.start >= previous.figure.end]
    return max([previous.figure.end, *(noun.span.end for noun in own[:1])])


def _nouns(
    text: str, unit: str, before: Span, after: Span, previous: Phrase | None, leads: Sequence[Span]
) -> tuple[tuple[Noun, ...], bool]:
    right = right_noun(text, after, unit)
    left = left_noun(text, before, unit)
    if unit in _MEASURED and left:
        return ((left, right) if right else (left,)), False
    acts = predicate(text, after, unit)
    doing = (acts,) if acts else ()
    if right:
        return (right, *doing), False
    borrowed: list[Noun] = []
    if left and left.verbal:
        # 受理诉求3.7万件,办结3.6万件: a verb alone takes the noun of the figure or the clause before it
        borrowed = list(previous.nouns) if previous and previous.unit == unit else []
        borrowed = borrowed or _noun_of_lead(text, leads, unit)
        return (left, *doing, *borrowed), False
    if left:
        return (left, *doing), False
    if previous:
        return (*doing, *previous.nouns), not doing
    return (*doing, *_noun_of_lead(text, leads, unit)), False


def _noun_of_lead(text: str, leads: Sequence[Span], unit: str) -> list[Noun]:
    """The noun in which the nearest clause before ends: 由党组织领办的合作社,全县已有203家."""
    return [noun for lead in leads[:3] if (noun := left_noun(text, lead, unit))][:1]


def right_noun(text: str, after: Span, unit: str) -> Noun | None:
    """The noun phrase that begins right behind a figure, None when something else does.

    >>> text = "3435名党员到社区报到"
    >>> right_noun(text, Span(5, len(text)), "人").span.of(text)
    '党员'
    >>> text = "4个面向市民的服务站"
    >>> right_noun(text, Span(2, len(text)), "个").span.of(text)
    '服务站'
    """
    region = after.of(text)
    if not region or _RIGHT_STOP.match(region) or not regex.match(r"[\p{Han}A-Za-z(]", region):
        return None
    stop = grammar().ends_noun.search(region)
    start = 0
    if honoured := _HONOURED.match(region):  # 2名获评全省优秀共产党员
        start = honoured.end()
    elif stop and stop.start() == 0:
        relative = _RELATIVE.match(region)
        if not relative or unit in _MEASURED - {"元"}:
            return None
        start = relative.end()
    elif region.startswith("的"):
        return None  # 建立后备干部612名的人才库
    levels = _LEVELS.match(region, start)
    comma = regex.search(r"[、,，;；:：。!！?？\n]", region, pos=levels.end() if levels else start)
    limit = comma.start() if comma else len(region)
    inner = _verb_inside(region, start)
    if inner and inner.start() < limit:
        relative = _RELATIVE.match(region[start:limit])
        if relative and inner.start() < start + relative.end() and start == 0:
            start = relative.end()
            inner = _verb_inside(region, start)
        if inner and inner.start() < limit:
            limit = inner.start()
    limit = len(_TRAILING.sub("", region[:limit]))
    span = Span(after.start + start, after.start + max(limit, start))
    return Noun(span, (span.end, span.end), "right") if len(span) else None


def start_of(region: str) -> int:
    """Where a stretch begins behind what only joins it to the one before."""
    return len(region) - len(region.lstrip(_JOINS))


def predicate(text: str, after: Span, unit: str) -> Noun | None:
    """What people without a noun do: 其中498名担任第一书记, 31名递交入党申请书. It names them where nothing else does."""
    region = after.of(text)
    if unit not in _PREDICATE_OF or not region or _RIGHT_STOP.match(region):
        return None
    comma = regex.search(r"[、,，;；:：。!！?？\n]", region)
    end = after.start + (comma.start() if comma else len(region))
    return Noun(Span(after.start, end), (end, end), "right") if end > after.start else None


def _verb_inside(region: str, start: int) -> regex.Match[str] | None:
    """The first word behind ``start`` that ends a noun; the scan begins at ``start`` so that 工作队 stays whole."""
    return next(
        (match for match in grammar().ends_noun.finditer(region, start) if match.start() > start), None
    )


def left_noun(text: str, before: Span, unit: str) -> Noun | None:
    """The noun phrase that ends right before a figure, words like 总数达到 left out; None when there is none.

    >>> text = "全市党员总数达到"
    >>> noun = left_noun(text, Span(0, len(text)), "人")
    >>> text[noun.span.start : noun.ends[0]]
    '全市党员'
    """
    end = before.end
    region = before.of(text)
    if unit == "%":
        of = [match.start() for match in _SHARE_OF.finditer(region)]
        if of:  # 女党员13.5万名,占党员总数的29.6%: the noun stands before 占
            end = before.start + of[-1]
            region = region[: of[-1]]
    stripped = region.rstrip("、，, :：")
    start = start_of(region)
    light = grammar().light.search(stripped)
    low = light.start() if light else len(stripped)
    verb = grammar().ends_in_verb.search(stripped[:low])
    if verb and verb.start() > start and not _EMPTY.fullmatch(stripped[start : verb.start()]):
        low = verb.start()  # 村级后备干部储备1820名: the noun may stand before its verb
    low = len(stripped[:low].rstrip("、，, :："))
    if low <= start or _EMPTY.fullmatch(stripped[start:low]):
        return None
    ends = (before.start + low, before.start + len(stripped))
    return Noun(Span(before.start + start, end), ends, "left", verb is not None)


def _borrow_right(phrase: Phrase, following: Phrase) -> Phrase:
    """``派出26批次、2495名队员``: a figure that is only joined to the next one may count the next one's noun."""
    if phrase.clause != following.clause or phrase.after.of(phrase.text).strip(_JOINS):
        return phrase
    return replace(
        phrase, nouns=phrase.nouns + tuple(noun for noun in following.nouns if noun.side == "right")
    )


def _respectively(found: list[Phrase]) -> list[Phrase]:
    """A、B分别达到3200个、1480个: the figures behind 分别 go to the items before it, one each, from the last back."""
    for last, phrase in enumerate(found):
        ends = last + 1 == len(found) or found[last + 1].ordinal != phrase.ordinal + 1
        if phrase.ordinal < 1 or not ends:
            continue
        group = found[last - phrase.ordinal : last + 1]
        start = group[0].clause.start
        marker = phrase.text.rfind("分别", start, group[0].figure.start)
        items = _items(phrase.text, start, marker)
        if len(group) == 2 * len(items):  # 分别由68.5%、61.2%提升到79.8%、76.3%
            items = items * 2
        items = items[-len(group) :]
        if len(items) < len(group) or len(items[-1]) < 2:
            continue
        suffixes = [items[-1].of(phrase.text)[n:] for n in range(1, len(items[-1]))]
        for order, item in enumerate(items):
            own = item.of(phrase.text)
            listed = (
                own if order == len(items) - 1 else "，".join([own, *(own + suffix for suffix in suffixes)])
            )
            noun = left_noun(phrase.text, Span(item.start, item.end), phrase.unit)
            nouns = tuple(n for n in (noun, *group[0].nouns) if n)
            found[last - phrase.ordinal + order] = replace(
                group[order], listed=phrase.text[start : items[0].start] + listed, nouns=nouns, shares=False
            )
    return found


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


def _ordinal(text: str, clause: Span, figure: Span, previous: Phrase | None) -> int:
    """``覆盖率分别达到89%、85%``: the first figure is 0, the second 1."""
    if "分别" in text[max(clause.start, previous.figure.end if previous else 0) : figure.start]:
        return 0
    if previous and previous.ordinal >= 0 and not text[previous.figure.end : figure.start].strip(_JOINS):
        return previous.ordinal + 1
    return -1
