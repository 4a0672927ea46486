"""The report restored: small fixes in their order, with the way back to the raw characters kept.

`fixes` looks at a text and says what it can justify to change. This module applies the changes, one fix after the
other until none finds anything, and carries every character's origin along, so that a figure found in the restored
text can always be shown as it stands in the file. A text without damage passes through as the same string, and
restoring twice is restoring once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from extract.fixes import FIXES, LOST_BYTES, SEEN_BY_ALL, Change
from extract.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to the raw text: ``before`` stood at ``span`` (raw characters), ``after`` is read instead.

    ``before`` is what the rule saw there: an earlier rule may have changed the raw characters already.
    ``certain`` is False where the damage could not be mended (``before == after``).
    """

    span: Span
    before: str
    after: str
    rule: str
    certain: bool


class _Record(NamedTuple):
    """An `Edit` as it is kept: a text has thousands, and few are asked for; ``start`` and ``end`` are raw."""

    start: int
    end: int
    before: str
    after: str
    rule: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A report's raw text and the restored text that is read.

    ``starts[i]`` and ``ends[i]`` are the raw range of clean character ``i``, both rising; they are None when every
    character stands where it stood, so that an undamaged text costs nothing.
    """

    raw: str
    clean: str
    starts: array[int] | None
    ends: array[int] | None
    _edits: tuple[_Record, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was changed, or marked as not to be mended, in the order of the rules."""
        return tuple(map(_edit, self._edits))

    @property
    def uncertain(self) -> tuple[Span, ...]:
        """Ranges of the clean text that look damaged and were left alone."""
        return tuple(self.clean_span(Span(edit.start, edit.end)) for edit in self._edits if not edit.certain)

    @property
    def damaged(self) -> tuple[Span, ...]:
        """Ranges of the clean text whose bytes were lost, restored by likelihood or left alone."""
        return tuple(
            self.clean_span(Span(edit.start, edit.end)) for edit in self._edits if edit.rule == LOST_BYTES
        )

    def raw_span(self, clean: Span) -> Span:
        """Where the characters of a clean span stand in the raw text.

        What stood between them belongs to the span, what trails the last one does not:

        >>> text = repair("培訓黨員2525.2 萬人次(cì)。")
        >>> text.raw_span(Span(4, 13)).of(text.raw)
        '2525.2 萬人次'
        """
        if self.starts is None or self.ends is None:
            return clean
        if not len(clean):
            at = self.starts[clean.start] if clean.start < len(self.starts) else len(self.raw)
            return Span(at, at)
        return Span(self.starts[clean.start], self.ends[clean.end - 1])

    def clean_span(self, raw: Span) -> Span:
        """The clean characters that came from a raw span, in whole or in part."""
        if self.starts is None or self.ends is None:
            return raw
        start = bisect_right(self.ends, raw.start)
        return Span(start, max(start, bisect_left(self.starts, raw.end)))


def _edit(record: _Record) -> Edit:
    return Edit(Span(record.start, record.end), record.before, record.after, record.rule, record.certain)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is to be read in place of the raw one, such as a report whose tables are put into words: character
    ``i`` came from the raw range ``starts[i]`` to ``ends[i]``, both rising, which is empty for what stands nowhere."""

    text: str
    starts: array[int]
    ends: array[int]


def repair(raw: str, draft: Draft | None = None) -> Text:
    """Restore a text, or the ``draft`` that is read in its place; the fixes run in order until none finds anything.

    >>> text = repair("5 年來,培訓(xùn)黨員１０３.8 萬人次。")
    >>> text.clean
    '5年来,培训党员103.8万人次。'
    >>> [edit.rule for edit in text.edits]
    ['pinyin', 'script', 'widths', 'spaces', 'spaces']
    """
    work = _Work(raw, draft)
    while work.round():
        pass
    return Text(raw, work.text, work.starts, work.ends, tuple(work.edits))


class _Work:
    """The text between two fixes: what it reads now, where each character came from, what was done."""

    def __init__(self, raw: str, draft: Draft | None) -> None:
        self.raw = raw
        self.text = draft.text if draft else raw
        self.starts: array[int] | None = draft.starts if draft else None
        self.ends: array[int] | None = draft.ends if draft else None
        self.edits: list[_Record] = []

    def round(self) -> bool:
        """Run every fix once; whether the text is another one now for those that ran before."""
        again = False
        marks: list[Change] = []
        marked: list[_Record] = []
        for rule, fix in FIXES:
            changes = fix(self.text)
            if marks:
                changes = [
                    change for change in (_spare(change, self.text, marks) for change in changes) if change
                ]
            if not changes:
                continue
            for change in changes:
                (self.edits if change.after != self.text[change.start : change.end] else marked).append(
                    self._record(rule, change)
                )
            marks = [change for change in changes if not change.certain] or marks
            before = self.text
            self._apply(changes)
            again = again or (rule not in SEEN_BY_ALL and self.text != before)
        if not again:
            self.edits += marked
        return again

    def _record(self, rule: str, change: Change) -> _Record:
        start, end, after, certain, _ = change
        raw = (start, end)
        if self.starts is not None and self.ends is not None:
            raw = (self.starts[start], self.ends[end - 1])
        return _Record(*raw, self.text[start:end], after, rule, certain)

    def _apply(self, changes: list[Change]) -> None:
        """Put the changes into the text and, when characters moved, into the origins."""
        pieces: list[str] = []
        position = 0
        for change in changes:
            pieces += (self.text[position : change.start], change.after)
            position = change.end
        text = "".join((*pieces, self.text[position:]))
        if any(change.origin or len(change.after) != change.end - change.start for change in changes):
            self._move(changes)
        self.text = text

    def _move(self, changes: list[Change]) -> None:
        if self.starts is None or self.ends is None:
            self.starts, self.ends = (
                array("I", range(len(self.text))),
                array("I", range(1, len(self.text) + 1)),
            )
        starts, ends = array("I"), array("I")
        position = 0
        for start, end, after, _, origin in changes:
            kept = end if after and not origin else start
            starts += self.starts[position:kept]
            ends += self.ends[position:kept]
            for first, last in origin:
                starts.append(self.starts[first])
                ends.append(self.ends[last - 1])
            position = end
        self.starts, self.ends = starts + self.starts[position:], ends + self.ends[position:]


def _spare(change: Change, text: str, marks: list[Change]) -> Change | None:
    """A change without what it does to a marked range: what could not be restored is left as it stands."""
    at = bisect_right(marks, change.start, key=attrgetter("end"))
    while at < len(marks) and marks[at].start < change.end:
        if len(change.after) != change.end - change.start:
            return None
        low, high = max(marks[at].start, change.start), min(marks[at].end, change.end)
        after = change.after[: low - change.start] + text[low:high] + change.after[high - change.start :]
        change = change._replace(after=after)
        at += 1
    return change
