"""What stands around a figure: its clause, the noun that it counts, the clauses that lead to it.

This is the grammar of figures and nothing else: it knows no indicator. A figure counts the noun to its right
(``选派500名干部``) or to its left (``发展党员500名``); where it has none of its own it shares the noun of the figure
before it (``轮训班3期414人次``, ``743个、占66.8%``) or after it (``26批次、2495名队员``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.binding.joining import with_predicates
from extract.binding.nouns import (
    BULLETS,
    JOINS,
    MEASURED,
    Noun,
    left_noun,
    list_noun,
    noun_of_lead,
    predicate,
    right_noun,
    uncompared,
)
from extract.binding.stretch import OF_WHICH, Figure, done_to_both, sent_to, whole_before, without_remark
from extract.patterns import HAN, lazy
from extract.records import record
from extract.sentences import clauses
from extract.span import Span

_LEADS, _NOUNS = (
    40,
    12,
)  # of a figure, at most; the labelled reports have 12 and 5: what stands farther says nothing of it
_BACK = 3  # two figures back
_ONLY_COUNTS = lazy("(?:[共有为达约近超逾]|总数|合计|总计|累计|现有|人数)*")
_COLONS = ("：", ":")
_AROUND_LABEL = JOINS + "：:。"
_NO_LABEL = lazy(  # 2021年:320名, 其中:32名, 分别为:32名
    r"(?:其中|分别|依次|如下|情况|合计|总计|共计|即|也就是|包括|有|为|是|[\d年月日度底末初上下半今去前全第一二三四季至到\-—])+"
)
_COUNTED_IN = lazy(r"[\[(](?:共计?|合计|总计|现有|约|近|[ ])*$")
_CLOSES_ITEM = lazy(r"[\])]|[，,；;]|(?:(?<=\).)|(?<=\)..)|(?<=\)...))(?:[、。]|$)")
_PARTED = lazy(rf"[ \u3000\t]+(?:[{BULLETS}][ \u3000\t]*)?[{HAN}]")
RESPECTIVELY = lazy("分别|依次")
_WHOSE_NORM = lazy("(?:每个?)?(?:城市|农村|行政|建制)?(?:村|社区|嘎查|乡镇|街道)(?:每年|每个)*")
_GOES_ON = lazy(rf"(?![{HAN}]{{0,3}}[到至为])[{HAN}](?<![和与及])")


class _Beside(NamedTuple):
    """What stands beside a figure in its clause, ``done`` being what stands behind it up to what was done to these and others at
    once, and the clauses before that."""

    before: Span
    after: Span
    done: Span
    leads: Sequence[Span]


@record
class Phrase:
    """A figure in its clause; all spans count characters of the plain sentence.

    ``before`` runs from the figure before it, and the noun of that, (or the clause's start) to the figure, ``after`` to
    the next one. ``nouns`` are the nouns it may count, the nearest reading first. ``shares`` says that they are
    borrowed. ``ordinal`` is its place after 分别 (0, 1 …), -1 without, and ``listed`` its clause with only the item that
    the figure belongs to (村、社区书记平均年龄分别为… → 村书记平均年龄). ``head`` is what its clause says before its first
    figure, ``leads`` are the clauses before its own, nearest first, ``follows`` the one after it. ``names`` are the places
    that the sentence names. ``like`` is, of an item that has no words but its place or its year, the figure of the sentence
    that it counts the same as, or -1 for one of the sentence before.
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
    names: tuple[Span, ...] = ()
    like: int | None = None

    @property
    def label(self) -> Span | None:
        """The clause before a figure that opens its own, where that ends in a colon: 党员净增：|1986名."""
        lead = self.leads[0] if self.leads and self.clause.start == self.figure.start else None
        return lead if lead and self.text.endswith(_COLONS, lead.start, lead.end) else None

    def beside(self, noun: Noun) -> tuple[int, int]:
        """What stands right beside the figure: from the one before it to the figure, and on to the next one when it
        counts the noun to its right or when the sentence simply goes on (抽调干部560名下沉社区)."""
        goes_on = noun.side == "right" or _GOES_ON.match(self.text, self.after.start)
        return self.before.start, self.after.end if goes_on else self.figure.end


def phrases(text: str, figures: Sequence[Figure], names: tuple[Span, ...] = ()) -> list[Phrase]:
    """The phrase of each figure, in order; ``names`` are the places that the sentence names."""
    spans = with_predicates(text, clauses(text))
    respectively = RESPECTIVELY.search(text) is not None
    found: list[Phrase] = []
    position = -1
    previous: Phrase | None = None
    for index, figure in enumerate(figures):
        first, last = figure.span.start, figure.span.end
        here = max(position, 0)
        while here < len(spans) - 1 and spans[here].end <= first:
            here += 1
        if here != position:
            position = here
            clause = spans[position]
            start = clause.start
            head = Span(start, first)
            leads = tuple(reversed(spans[max(0, position - _LEADS) : position]))
            follows = spans[position + 1] if position + 1 < len(spans) else None
        elif previous:
            start = max(clause.start, _taken(previous))
        end = min(clause.end, figures[index + 1].span.start) if index + 1 < len(figures) else clause.end
        end = max(end, sent_to(text, figures, index, clause.end))
        before, after = Span(min(start, first), first), Span(last - figure.noun, max(end, last))
        own = clause
        if index + 1 < len(figures):
            following = figures[index + 1]
            own = without_remark(text, clause, figure, following.span.start)
            if following.unit == figure.unit and (whole := whole_before(text, figure, after)):
                own, after = Span(own.start, whole.end), Span(after.start, whole.end)
        done = Span(after.start, max(after.end, done_to_both(text, figures, index, clause.end)))
        if previous and (remark := _behind_remark(text, clause, found, first)):
            before = Span(clause.start, first)
            nouns, shares = _nouns(text, figure.unit, _Beside(remark, after, done, leads), ())
        else:
            nouns, shares = _nouns(text, figure.unit, _Beside(before, after, done, leads), found)
        ordinal = _ordinal(text, clause, figure.span, previous) if respectively else -1
        previous = Phrase(
            text, figure.span, figure.unit, own, head, before, done, nouns[:_NOUNS], shares, ordinal, "",
            leads, follows, names,
        )  # fmt: skip
        found.append(previous)
    for index in range(len(found) - 2, -1, -1):
        found[index] = _borrow_right(found[index], found[index + 1])
    return found


def _behind_remark(text: str, clause: Span, found: Sequence[Phrase], first: int) -> Span | None:
    """What stands before a remark in brackets that parts a noun from its figure: 党员(含预备党员320名)12000名."""
    own = text.rfind(")", found[-1].figure.end, first)
    opened = text.rfind("(", clause.start, found[-1].figure.start)
    if own < 0 or opened <= clause.start or not _ONLY_COUNTS.fullmatch(text, own + 1, first):
        return None
    alone = all(not clause.start <= each.figure.start < opened for each in found[-2:])
    return Span(clause.start, opened) if alone else None


def _taken(previous: Phrase) -> int:
    """Where the words of a figure end: behind the noun to its right when it counts that."""
    end = previous.figure.end
    if previous.text.startswith((")", "]"), end) and _COUNTED_IN.search(previous.before.of(previous.text)):
        return end + 1  # 党员(12000名)、党支部(813个)
    for noun in previous.nouns:
        if noun.side == "right" and noun.span.start >= end:
            return noun.span.end
    return end


def _nouns(text: str, unit: str, beside: _Beside, found: Sequence[Phrase]) -> tuple[tuple[Noun, ...], bool]:
    """The nouns that a figure may count, and whether they are those of the one before; ``found`` are the phrases before it."""
    before, after, done, leads = beside
    previous, shared = found[-1] if found else None, done.end > after.end
    if (
        previous
        and previous.unit == unit
        and previous.clause.end == before.start > previous.figure.end
        and previous.nouns
        and previous.nouns[0].side == "right"
        and OF_WHICH.fullmatch(before.of(text))
    ):
        return previous.nouns[:1], True
    left = left_noun(text, _outside_bracket(text, before, after), unit)
    if left and _PARTED.match(text, after.start, after.end) and text[after.end : after.end + 1].isdigit():
        after = Span(
            after.start, after.start
        )  # 党员 12000名 党支部 813个: what stands behind the blank is the next one's
    right = right_noun(text, after, unit)
    acts = predicate(text, done if shared else after, unit)
    doing = (acts,) if acts else ()
    if right and unit not in MEASURED:
        listed = list_noun(text, after, right)
        return ((right, listed, *doing) if listed else (right, *doing)), False
    if left and unit in MEASURED:
        if right and text[after.start] == "的":
            return (right, left), False
        if (
            previous
            and previous.unit == unit == "元"
            and _WHOSE_NORM.fullmatch(text, left.span.start, left.ends[0])
        ):
            return (*previous.nouns, left), True  # 每村每年2万元，社区|5万元
        return ((left, right) if right else (left,)), False
    if right:
        return (right, *doing), False
    borrowed: list[Noun] = []
    if left and left.verbal:
        # 受理诉求3.7万件,办结3.6万件: a verb alone takes the noun of a figure or the clause before it; 查摆问题1713个,制定措施3025条,
        # 完成整改457个 may take that of either
        borrowed = [noun for each in found[:-_BACK:-1] if each.unit == unit for noun in each.nouns]
        borrowed = borrowed or noun_of_lead(text, leads, unit)
        return (left, *doing, *borrowed), False
    if left:
        return (left, *doing), False
    if previous and (own := _labelled(text, unit, before, previous, leads)):
        return (*doing, own), False
    if previous:
        nouns = previous.nouns
        if previous.clause.end <= before.start:
            nouns = tuple(uncompared(text, noun) for noun in nouns)
        return (*doing, *nouns), not doing
    return (*doing, *noun_of_lead(text, leads, unit)), False


def _labelled(text: str, unit: str, before: Span, previous: Phrase, leads: Sequence[Span]) -> Noun | None:
    """The noun of a figure that stands alone behind its label: 党员:12000名;党支部:|813个; a place or a time is none."""
    if not leads or leads[0].end <= previous.figure.end or before.of(text).strip():
        return None
    if not text.endswith(_COLONS, leads[0].start, leads[0].end):
        return None
    label = Span(max(leads[0].start, previous.figure.end), leads[0].end)
    said = label.of(text).strip(_AROUND_LABEL)
    if not said or _NO_LABEL.fullmatch(said) or any(said == name.of(text) for name in previous.names):
        return None
    return left_noun(text, label, unit)


def _outside_bracket(text: str, before: Span, after: Span) -> Span:
    """What stands before a figure that fills or opens a bracket: 党员|(12000名), 党支部|(共813个), 党员|(1200名，其中女320名)."""
    own = _COUNTED_IN.search(before.of(text))
    alone = own is not None and _CLOSES_ITEM.match(text, after.start) is not None
    return Span(before.start, before.start + own.start()) if own and alone else before


def _borrow_right(phrase: Phrase, following: Phrase) -> Phrase:
    """``派出26批次、2495名队员``: a figure that is only joined to the next one may count the next one's noun, and so does the
    norm before another one (每个村2万元、社区5万元的工作经费) and what one did beside another act: 新建|94个、改建38个活动场所."""
    between = phrase.after.of(phrase.text).strip(JOINS)
    norms = phrase.unit == following.unit == "元" and _WHOSE_NORM.fullmatch(between)
    if phrase.clause is not following.clause or (
        between and not norms and not _acts_alike(phrase, following)
    ):
        return phrase
    return replace(
        phrase, nouns=phrase.nouns + tuple(noun for noun in following.nouns if noun.side == "right")
    )


def _acts_alike(phrase: Phrase, following: Phrase) -> bool:
    """Whether two figures have a verb each and the noun of the second in common."""
    own = phrase.nouns[0] if phrase.nouns else None
    act = left_noun(phrase.text, following.before, following.unit)
    alike = own is not None and own.verbal and act is not None and act.verbal
    return (
        alike
        and phrase.unit == following.unit
        and bool(following.nouns)
        and following.nouns[0].side == "right"
    )


def _ordinal(text: str, clause: Span, figure: Span, previous: Phrase | None) -> int:
    """``覆盖率分别达到89%、85%``: the first figure is 0, the second 1."""
    if RESPECTIVELY.search(text, max(clause.start, previous.figure.end if previous else 0), figure.start):
        return 0
    if previous and previous.ordinal >= 0 and not text[previous.figure.end : figure.start].strip(JOINS):
        return previous.ordinal + 1
    return -1
