"""Tables in a plain text: lines in a row with the same number of cells between tabs, bars or blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.grid import Cell, Grid
from extract.patterns import lazy_regex
from extract.span import Span

_NUMBER = lazy_regex(r"\s*[-−－+]?\d[\d,]*(?:\.\d+)?\s*(?:[%％]|[\p{Han}]{1,3})?\s*")
_BARS = "|｜│┃"
_RULE = lazy_regex(rf"(?=[^-─━═=]*[-─━═=])[\s{_BARS}:+\-=\u2500-\u257f]+")
_BAR = lazy_regex(rf"\s*[{_BARS}]")
_ROW = lazy_regex(  # 茂林镇    1200    45
    r"(?m)^[ \u3000]*+[^\s\d|][^\s|。；，]*+(?:[ \u3000]{1,40}+(?:[-−－+]?\d[\d,]*(?:\.\d+)?(?:[%％]|\p{Han}{1,2})?|[-—–/]{1,2}))++[ \u3000]*+\r?$"
)
_WORD = lazy_regex(r"[^\s\u3000]+")
_SAID = lazy_regex(r"\p{Han}")
_WIDE = lazy_regex(r"[^\s\u3000](?: {2,}|\u3000)[^\s\u3000]")


def tables(text: str) -> tuple[Grid, ...]:
    """The tables that stand in a text: lines in a row with the same number of cells between tabs or bars, with figures.

    The text stays as it is.

    >>> text = "如下\\n乡镇\\t党员（名）\\n茂林镇\\t1200\\n"
    >>> [cell.span.of(text) for grid in tables(text) for cell in grid.cells]
    ['乡镇', '党员（名）', '茂林镇', '1200']
    """
    found = list(_tables(text)) if "\t" in text or any(bar in text for bar in _BARS) else []
    return tuple(sorted((*found, *_spaced(text)), key=lambda grid: grid.span.start))


def _spaced(text: str) -> Iterator[Grid]:
    """Tables whose columns only blanks part: a line of heads, then rows of a name and numbers, as many in each. With one
    blank between the columns there must be two rows, or it may as well be a line of prose that its page broke.

    >>> text = "乡镇    党员（名）\\n茂林镇   1200\\n"
    >>> [cell.span.of(text) for grid in _spaced(text) for cell in grid.cells]
    ['乡镇', '党员（名）', '茂林镇', '1200']
    """
    rows: list[list[Span]] = []
    last = -1
    for found in _ROW.finditer(text):
        cells = _words(text, *found.span())
        if not rows or found.start() != last + 1 or len(cells) != len(rows[-1]):
            yield from _table(text, rows if _parted(text, rows) else [])
            start = text.rfind("\n", 0, max(0, found.start() - 1)) + 1
            heads = _words(text, start, found.start())
            named = len(heads) == len(cells) and all(_SAID.search(head.of(text)) for head in heads)
            rows = (
                [heads] if named and not any(mark in text[start : found.start()] for mark in "\t|。") else []
            )
        if rows:
            rows.append(cells)
        last = found.end()
    yield from _table(text, rows if _parted(text, rows) else [])


def _words(text: str, start: int, end: int) -> list[Span]:
    return [Span(*word.span()) for word in _WORD.finditer(text, start, end)]


def _parted(text: str, rows: Sequence[Sequence[Span]]) -> bool:
    return len(rows) > 2 or (
        len(rows) > 1 and _WIDE.search(text, rows[1][0].start, rows[1][-1].end) is not None
    )


def _tables(text: str) -> Iterator[Grid]:
    rows: list[list[Span]] = []
    position = 0
    for line in (*text.splitlines(keepends=True), ""):
        cells = _cells(line, position)
        position += len(line)
        if rows and _RULE.fullmatch(line.strip("\n")):  # |---|---|, ├──┼──┤
            continue
        if cells and (not rows or len(cells) == len(rows[-1])):
            rows.append(cells)
            continue
        yield from _table(text, rows)
        rows = [cells] if cells else []
    yield from _table(text, rows)


def _cells(line: str, at: int) -> list[Span]:
    mark = _mark(line)
    if not mark:
        return []
    body = line.rstrip("\r\n")
    pieces = body.split(mark)
    spans = []
    for piece in pieces:
        bare = piece.strip()
        start = at + (len(piece) - len(piece.lstrip()) if bare else 0)
        spans.append(Span(start, start + len(bare)))
        at += len(piece) + 1
    if mark == "\t":
        return spans
    return spans[not pieces[0].strip() : len(spans) - (not pieces[-1].strip())]


def _mark(line: str) -> str:
    """What parts the cells of a line, "" for a line of prose: bars around it or between its words (党员 | 1200), or tabs."""
    bar = next((mark for mark in _BARS if mark in line), "")
    if bar and (line.count(bar) > 2 if _BAR.match(line) else "。" not in line):
        return bar
    return "\t" if "\t" in line.strip() else ""


def _table(text: str, rows: Sequence[Sequence[Span]]) -> Iterator[Grid]:
    if len(rows) < 2 or not any(_NUMBER.fullmatch(span.of(text)) for row in rows for span in row):
        return
    cells = tuple(Cell(r, c, 1, 1, span) for r, row in enumerate(rows) for c, span in enumerate(row))
    start = text.rfind("\n", 0, rows[0][0].start) + 1
    end = text.find("\n", rows[-1][-1].end)
    yield Grid(Span(start, end if end >= 0 else len(text)), cells, len(rows), len(rows[0]))
