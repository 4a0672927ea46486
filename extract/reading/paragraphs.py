"""Lines of pages put back into paragraphs, with the tables between them.

A page knows lines, not paragraphs. A line goes on in the next one when it reaches the right edge and the next begins at
the left edge without an indent; lines that return on every page, and page numbers, belong to the paper and not to the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.grid import Draft
from extract.reading.document import Note
from extract.reading.paper import Drawn, joined

_PAGE_NUMBER = regex.compile(
    r"[-—–·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,5})\s*(?:页)?"
    r"(?:\s*[/，,共]+\s*\d{1,4}\s*页?)?[-—–·•\s]*",
    regex.IGNORECASE,
)
_DIGITS = regex.compile(r"\d+")
_WIDE = regex.compile(
    r"[\p{Han}\p{Block=CJK_Symbols_And_Punctuation}\p{Block=Halfwidth_And_Fullwidth_Forms}—…“”‘’]"
)
_MOSTLY = 0.75  # of the width of the text: a line so long that is no sentence goes on, though narrow digits end it early
_CLOSES = "。！？!?：:；;"
_LEADS = regex.compile(r"(?:[.·…。]\s?){4,}\s*\d{1,4}\s*$")  # of a table of contents
_UNBROKEN = regex.compile(r"[\x21-\x7e]++")
_OPENS = regex.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]+[章节条])"
)
# The library puts U+FFFE for the hyphen of a broken word and goes on with the next line; other programs write a soft one.
_HYPHEN = regex.compile(r"(?<=\p{L})[\ufffe\xad\x02]\s*(?=\p{Ll})|[\ufffe\xad]")
_SPACES = regex.compile(r"(?<=[^\x00-\x7f])[ \t]+(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; ``gaps`` are its wide spaces: where in the text the words behind it begin, its ends on the page.
    ``frame`` are the left and the right edge of the column that it stands in, None where that is the page."""

    text: str
    left: float  # in points from the page's left edge
    right: float
    size: float  # of its largest font, in points
    up: float  # the middle of its height, from the page's foot
    gaps: tuple[tuple[int, float, float], ...] = ()
    frame: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Line]
    tables: list[Drawn]
    lost: list[str]  # the first words of tables whose columns could not be told
    pictured: bool = False  # whether a picture covers it, with hardly a word beside
    outside: int = 0  # lines that stand where the paper was cut off


def written(pages: Sequence[Page]) -> tuple[Draft, list[Note]]:
    """The text of pages with their tables, and what is to be said of them."""
    notes = [
        Note("table_unread", (("page", str(number)), ("words", words[:30])))
        for number, page in enumerate(pages, 1)
        for words in page.lost
    ]
    draft = Draft()
    for part in _parts(_without_paper([page.lines for page in pages]), [page.tables for page in pages]):
        if isinstance(part, Drawn):
            draft.table(part.slots)
        else:
            draft.line(part)
    return draft, notes


def width(text: str) -> float:
    """The width of a text in characters of Chinese."""
    return (len(text) + len(_WIDE.findall(text))) / 2


def _without_paper(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without the lines that return at the head or foot of most of them."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_DIGITS.sub("#", line.text) for line in (*page[:2], *page[-2:])})
    often = max(3, len(pages) // 2)
    kept: list[list[Line]] = []
    for page in pages:
        lines = list(page)
        for end in (0, -1):
            while lines and (
                _PAGE_NUMBER.fullmatch(lines[end].text)
                or (len(lines) > 1 and seen[_DIGITS.sub("#", lines[end].text)] >= often)
            ):
                lines.pop(end)
        kept.append(lines)
    return kept


def _parts(pages: Sequence[Sequence[Line]], tables: Sequence[Sequence[Drawn]]) -> list[str | Drawn]:
    """Lines joined where one runs on in the next, across pages too, and the tables between them."""
    parts: list[str | Drawn] = []
    before: Line | None = None
    edge = max(
        [_edge([line for page in pages for line in page]), *(own.right for drawn in tables for own in drawn)]
    )
    for page, drawn in zip(pages, tables, strict=True):
        left = min((line.left for line in page), default=0.0)
        opens = True
        waiting = sorted(drawn, key=lambda table: -table.top)
        for line in (*page, None):
            while waiting and (line is None or waiting[0].top > line.up):
                table = waiting.pop(0)
                above = parts[-1] if parts and opens else None
                longer = joined(above, table) if isinstance(above, Drawn) else None
                if longer:
                    parts[-1] = longer
                else:
                    parts.append(table)
                before, opens = None, False
            if line is None:
                break
            last = parts[-1] if parts else None
            titled = len(parts) == 1 and isinstance(last, str) and _is_title(last, line.text)
            if (
                before is not None
                and isinstance(last, str)
                and not titled
                and _goes_on(before, line, left, edge)
            ):
                parts[-1] = _joined(last, line.text)
            else:
                parts.append(line.text)
            before, opens = line, False
    return [_HYPHEN.sub("", _SPACES.sub("", part)) if isinstance(part, str) else part for part in parts]


def _edge(lines: Sequence[Line]) -> float:
    """The right edge of the text: that of the lines in its usual size, past which a title in a larger one may reach."""
    if not lines:
        return 0.0
    letters: Counter[int] = Counter()
    for line in lines:
        letters[round(line.size)] += len(line.text)
    usual = letters.most_common(1)[0][0]
    return max((line.right for line in lines if abs(line.size - usual) <= 0.15 * usual + 0.5), default=0.0)


_TITLE = regex.compile(
    r"[^。，,；;：:！？]{6,60}(?:情况|总结|小结|汇报|报告|要点|综述|通报|公报|简报|工作|方案|意见|通知|纪要|材料|计划|安排|纪实|[览计]表)"
)
_REST_OF_TITLE = regex.compile(
    r"\s*(?:[的及和与、]|(?:工作)?(?:情况|总结|小结|汇报|报告|要点|综述|通报|方案|通知|计划|安排))"
)


def _is_title(first: str, line: str) -> bool:
    """Whether the first line is a title as wide as the text below it, which goes on in no line but the rest of its own words."""
    return _TITLE.fullmatch(first) is not None and _REST_OF_TITLE.match(line) is None


def _goes_on(before: Line, line: Line, left: float, edge: float) -> bool:
    """Whether a line is the rest of the one before it."""
    size = max(before.size, line.size, 1.0)
    if before.frame is not None:
        left, edge = before.frame
    indent = line.left - (line.frame[0] if line.frame else left)
    if abs(before.size - line.size) > 0.15 * size:  # a heading
        return False
    if _LEADS.search(before.text):
        return False
    if _OPENS.match(line.text) and before.text[-1] in _CLOSES:
        return False
    em = (before.right - before.left) / max(width(before.text), 1.0)
    word = _UNBROKEN.match(line.text)  # 成功率为 / 99.28%: a number that did not fit leaves its line short
    needed = 2.5 * em + width(word[0] if word else "") * em
    if indent > 1.2 * min(size, 1.25 * em):  # it is indented, or stands in the middle
        return False
    unfinished = before.text[-1] not in _CLOSES and before.right - left > _MOSTLY * (edge - left)
    return unfinished or edge - before.right < needed


def _joined(before: str, line: str) -> str:
    """Latin words keep a space between them, Chinese ones have none."""
    latin = before[-1].isascii() and before[-1].isalpha() and line[:1].isascii() and line[:1].isalpha()
    return f"{before} {line}" if latin else before + line
