"""The report restored: an ordered list of small fixes, with the way back to the raw characters kept.

Each fix is one function that looks at a text and returns the `Change`s it can justify; its docstring says which
defect it mends, why, and where it stops. The engine applies them and carries every character's origin along, so
that a figure found in the restored text can always be shown as it stands in the file. A text without damage
passes through as the same string, and restoring twice is restoring once.

Fixes about the script live in `script`, about bytes in `lost_bytes`; this module orders them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import regex

from extract import lost_bytes, script
from extract.span import Span


class Change(NamedTuple):
    """What one fix does to ``text[start:end]``: it puts ``after`` there.

    ``certain`` is False for what looks damaged and cannot be mended (``after`` is then what stood there) and for
    what was restored by likelihood. ``origin`` gives, for each character of ``after``, the range it came from;
    without it characters correspond one to one, or ``after`` is empty.
    """

    start: int
    end: int
    after: str
    certain: bool = True
    origin: tuple[tuple[int, int], ...] = ()


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
        return tuple(self.clean_span(Span(edit[0], edit[1])) for edit in self._edits if not edit[5])

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

    def edits_in(self, clean: Span) -> tuple[Edit, ...]:
        """The edits that touch a clean span: why a figure there reads as it does."""
        raw = self.raw_span(clean)
        return tuple(_edit(edit) for edit in self._edits if edit[0] < raw.end and raw.start < edit[1])


def _edit(record: _Record) -> Edit:
    start, end, before, after, rule, certain = record
    return Edit(Span(start, end), before, after, rule, certain)


def repair(raw: str) -> Text:
    """Restore a text; the fixes run in order until none finds anything.

    >>> text = repair("5 年來,培訓(xùn)黨員１０３.8 萬人次。")
    >>> text.clean
    '5年来,培训党员103.8万人次。'
    >>> [edit.rule for edit in text.edits]
    ['pinyin', 'script', 'widths', 'spaces', 'spaces']
    """
    draft = _Draft(raw)
    while draft.round():
        pass
    return Text(raw, draft.text, draft.starts, draft.ends, tuple(draft.edits))


class _Draft:
    """The text between two fixes: what it reads now, where each character came from, what was done."""

    def __init__(self, raw: str) -> None:
        self.raw = self.text = raw
        self.starts: array[int] | None = None
        self.ends: array[int] | None = None
        self.edits: list[_Record] = []

    def round(self) -> bool:
        """Run every fix once; whether the text is another one now."""
        before = self.text
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
            self._apply(changes)
        if self.text == before:
            self.edits += marked
        return self.text != before

    def _record(self, rule: str, change: Change) -> _Record:
        start, end, after, certain, _ = change
        raw = (start, end)
        if self.starts is not None and self.ends is not None:
            raw = (self.starts[start], self.ends[end - 1])
        return (*raw, self.text[start:end], after, rule, certain)

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
    for mark in marks:
        if change.start < mark.end and mark.start < change.end:
            if len(change.after) != change.end - change.start:
                return None
            low, high = max(mark.start, change.start), min(mark.end, change.end)
            after = change.after[: low - change.start] + text[low:high] + change.after[high - change.start :]
            change = change._replace(after=after)
    return change


_Record = tuple[int, int, str, str, str, bool]  # start, end, before, after, rule, certain


# --- the fixes ------------------------------------------------------------------------------------------

_INVISIBLE = "\u200b\u2060\ufeff\u00ad\u200c\u200d"
_ZERO_WIDTH = regex.compile(r"[\u200b\u2060\ufeff\u00ad]+|(?<=[\p{Han}\d])[\u200c\u200d]+(?=[\p{Han}\d])")


def zero_width(text: str) -> list[Change]:
    """Characters without width that pages scatter between words: they split ``2525<U+200B>万`` for a reader.

    Joiners go only between Chinese characters or digits; an emoji or an Indic script needs them.
    """
    if not any(character in text for character in _INVISIBLE):
        return []
    return [Change(match.start(), match.end(), "") for match in _ZERO_WIDTH.finditer(text)]


_MARKED, _PLAIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ", "aaaaeeeeiiiioooouuuuüüüünnnm"
_UNMARKED = str.maketrans(_MARKED, _PLAIN)
_ONE = rf"[(（][a-zü{_MARKED}]{{1,6}}[)）]"
_PINYIN = re.compile(rf"{_ONE}(?:{_ONE})*")


def pinyin(text: str) -> list[Change]:
    """Pinyin in parentheses after a character, which a converter of scripts put there: ``堅(jiān)持``.

    Only a reading of the very character before it goes (the tone may be another one when it is written at all, the
    neutral tone must be a reading): ``高校(university)``, ``读作(bó)`` and ``A(a)`` stay.
    """
    if "(" not in text and "（" not in text:
        return []
    return [
        Change(match.start(), match.end(), "")
        for match in _PINYIN.finditer(text)
        if match.start() and _reads(text[match.start() - 1], match.group())
    ]


@cache
def _reads(character: str, parentheses: str) -> bool:
    """Whether all that stands in parentheses is a reading of the character; without a tone mark, its neutral one.

    >>> _reads("堅", "(jiān)"), _reads("們", "(men)"), _reads("校", "(xiào)(dàxué)"), _reads("王", "(wang)")
    (True, True, False, False)
    """
    import pypinyin  # its tables take a third of a second: only a text with such parentheses pays

    readings = pypinyin.pinyin(character, heteronym=True)[0]
    plain = {reading.translate(_UNMARKED) for reading in readings}
    syllables = re.findall(r"[^()（）]+", parentheses)
    return all(
        s in readings or (s.translate(_UNMARKED) != s and s.translate(_UNMARKED) in plain) for s in syllables
    )


def restore_bytes(text: str) -> list[Change]:
    """Characters read from bytes one out of step: ``?。ú浚俑咝:兔褶k``; `lost_bytes` says how, and when not.

    What cannot be read for certain is left as it stands and marked.
    """
    return [
        Change(scar.start, scar.end, scar.after, True, scar.origin)
        if scar.after
        else Change(scar.start, scar.end, text[scar.start : scar.end], False)
        for scar in lost_bytes.find(text)
    ]


def to_simplified(text: str) -> list[Change]:
    """Traditional characters, line by line; see `script.to_simplified` for what is left alone."""
    return [
        Change(start, end, after)
        for start, end, after in script.to_simplified(text)
        if after != text[start:end]
    ]


_WIDE = re.compile("[０-９％]")
_WIDE_NUMBER = re.compile(r"[０-９](?:[０-９]|．(?=[０-９])|，(?=[０-９]{3}(?![０-９])))*％?|(?<=[0-9])％")
_NARROW = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), 0xFF0E, 0xFF0C, 0xFF05)}


def widths(text: str) -> list[Change]:
    """Full-width digits, with the point, the grouping comma and the percent sign of their number: ``２．４％``.

    Other full-width signs stay: ``（含）``, ``１＋８`` reads ``1＋8``.
    """
    if not _WIDE.search(text):
        return []
    return [
        Change(match.start(), match.end(), match.group().translate(_NARROW))
        for match in _WIDE_NUMBER.finditer(text)
    ]


_SPACE = r" \u00a0\u2000-\u200a\u202f\u205f\u3000"
_UNIT = (
    "个名位人次户所家处支座栋件起宗例项条份轮场期批元年月日天岁亩米里公平吨斤克倍万亿千百余多几世周小时分秒"
    "岗级届章篇本册台辆套种类只对双组队班课门片间层幢艘部强村县市乡镇省区街点词字堂眼号后盏口棵株头张节"
)
_AMOUNT = "余多几万亿千百"
_GAP = re.compile(rf"[{_SPACE}]+(?=[0-9{_UNIT}%％‰以的和与至到提降])")  # opens with its set: a scan finds it
_NUMBER = rf"[0-9][0-9.,]*(?:[%％]?[{_SPACE}]*[至到和与—~～-][{_SPACE}]*[0-9][0-9.,]*)?"
_COUNTED = re.compile(rf"{_NUMBER}[{_SPACE}]*[{_UNIT}%％‰]")
_JOINED = re.compile(rf"[至到和与][{_SPACE}]*[0-9]")
_SIGNED = re.compile(rf"[0-9]{{4}}[{_SPACE}]*年[^\n，。,;；]{{0,12}}(?:[)）]|\n|\Z)")  # ``办公室 2020年10月``


def spaces(text: str) -> list[Change]:
    """A space between a number and its word, from the same converters: ``5 年來``, ``111.4 萬人次``, ``的 82個``.

    The space of a slogan (``“党建引领 助企纾困”``), between numbers (``“1 1 9”``, a column of a table), before Latin
    letters (``“2 N”``) and before the date under a signature is the writer's own.
    """
    return [
        Change(match.start(), match.end(), "")
        for match in _GAP.finditer(text)
        if match.start() and _parts_number(text, match.start(), match.end())
    ]


def _parts_number(text: str, start: int, end: int) -> bool:
    """Whether the gap stands between a number and its word, on either side."""
    before, after = text[start - 1], text[end]
    if "0" <= after <= "9":
        return "一" <= before <= "鿿" and bool(_COUNTED.match(text, end)) and not _SIGNED.match(text, end)
    if before == "%" and "0" <= text[start - 2 : start - 1] <= "9":
        return after in "以的和与至到提降"
    if "0" <= before <= "9":
        return after in _UNIT or after in "%％‰" or _JOINED.match(text, end) is not None
    return before in _AMOUNT and after in _UNIT and "0" <= text[start - 2 : start - 1] <= "9"


FIXES: tuple[tuple[str, Callable[[str], list[Change]]], ...] = (
    ("zero width", zero_width),
    ("pinyin", pinyin),
    ("lost bytes", restore_bytes),
    ("script", to_simplified),
    ("widths", widths),
    ("spaces", spaces),
)
