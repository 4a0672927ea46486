"""The paragraphs of a report as its writer meant them, where each begins, and which of them tell year after year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.patterns import HAN, lazy
from extract.periods import Period
from extract.sentences import Sentence
from extract.timeline.opening import leads_in

ENDS = "。！？!?”’」』）)]】》…"  # of a sentence
_CREDIT = lazy(  # 表彰大会现场 摄影:李明: a caption goes over into nothing
    rf"(?:摄影?|供图|图片来源)(?:报道)?[:： ]*[{HAN} ]{{0,8}}(?:[（(][^（）()\n]{{0,8}}[)）])?$"
)
_BROKEN = 20  # characters; a shorter line that ends without a mark is a heading or an entry of a list

_SAYS = lazy(rf"[{HAN}\dA-Za-z]")
_YEARS = 4  # dates that open sentences of a paragraph which is a chronicle


class Layout:
    """How the sentences of a report lie in it. ``block`` numbers the paragraphs, counting lines that a page broke in
    mid-sentence as one."""

    __slots__ = ("_chronicles", "_history", "_openings", "block")

    def __init__(self, sentences: Sequence[Sentence], own: Sequence[Sequence[Period]]) -> None:
        self.block = _blocks(sentences)
        self._openings = _openings(sentences, self.block)
        self._chronicles = _chronicles(sentences, own, self.block)
        self._history = _history(sentences, own, self._openings)

    def opens(self, index: int) -> bool:
        """Whether a paragraph begins with a sentence."""
        return index in self._openings

    def first(self, index: int) -> int:
        """The sentence with which the paragraph of a sentence begins."""
        while index and index not in self._openings and self.block[index - 1] == self.block[index]:
            index -= 1
        return index

    def is_chronicle(self, index: int) -> bool:
        """Whether a sentence stands in a paragraph that tells year after year."""
        return self.block[index] in self._chronicles

    def tells(self, index: int, order: int) -> bool:
        """Whether an expression opens a paragraph of a history, which tells year after year, a paragraph each."""
        return order == 0 and index in self._history


def _blocks(sentences: Sequence[Sentence]) -> list[int]:
    """The paragraph of each sentence, where a line that breaks off in mid-sentence and the next one are one paragraph."""
    found: list[int] = []
    for index, sentence in enumerate(sentences):
        before = sentences[index - 1] if index else None
        if before is None or before.paragraph == sentence.paragraph:
            found.append(found[-1] if found else 0)
            continue
        broken = not before.is_heading and not sentence.is_heading and _breaks_off(sentences, index - 1)
        found.append(found[-1] if broken else found[-1] + 1)
    return found


def _breaks_off(sentences: Sequence[Sentence], index: int) -> bool:
    """Whether a line ends with a sentence that is none, and is longer than an entry of a list."""
    last = sentences[index]
    line = last.text.rstrip()
    if not line or line[-1] in ENDS or _CREDIT.search(line):
        return False
    within = (s.text for s in sentences[max(0, index - 2) : index + 1] if s.paragraph == last.paragraph)
    return sum(map(len, within)) >= _BROKEN


def _openings(sentences: Sequence[Sentence], block: Sequence[int]) -> frozenset[int]:
    """The sentences with which paragraphs begin: the first that says something, stray marks before it (? ? ?2021年) are none."""
    opened: set[int] = set()
    said = True
    for index, sentence in enumerate(sentences):
        if index == 0 or block[index] != block[index - 1]:
            said = False
        if not said:
            opened.add(index)
            said = _SAYS.search(sentence.text) is not None
    return frozenset(opened)


def _chronicles(
    sentences: Sequence[Sentence], own: Sequence[Sequence[Period]], block: Sequence[int]
) -> frozenset[int]:
    """The paragraphs that tell year after year: each date stands until the next, as 1952年 does before 又发展党员5名."""
    dated: Counter[int] = Counter()
    total = Counter(block)
    for sentence, periods, number in zip(sentences, own, block, strict=True):
        first = periods[0] if periods else None
        if first is None or first.start is None or first.kind not in ("within", "state", "span"):
            continue
        if first.start.offset is None and leads_in(sentence.text, first.span.start):
            dated[number] += 1
    return frozenset(
        number for number, count in dated.items() if count >= _YEARS and 2 * count >= total[number]
    )


def _history(
    sentences: Sequence[Sentence], own: Sequence[Sequence[Period]], openings: frozenset[int]
) -> frozenset[int]:
    """The sentences that open the paragraphs of a history: 1963年，牧场划归农垦局…"""
    found = [
        index
        for index in sorted(openings)
        if own[index]
        and (first := own[index][0]).kind == "within"
        and first.start is not None
        and first.start.year is not None
        and leads_in(sentences[index].text, first.span.start)
    ]
    return frozenset(found if len(found) >= _YEARS else ())
