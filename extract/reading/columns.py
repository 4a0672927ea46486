"""Pages set in columns whose text layer runs over all of them, line by line: put back in the order in which they are read.

What tells columns of prose from those of a table: lines of some length on both sides of one gutter, most of them full, and
nothing across it but titles. A page that is in the right order stays in it, and its lines know how wide their column is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

import regex

from extract.reading.paragraphs import Line

_FEWEST = 3  # lines on each side
_LONG = 8  # characters of most lines of a column
_ACROSS = 0.3  # of the lines of a page, at most, stand across the gutter
GUTTER = 0.7  # times the height of a line: a gap that wide may be one
_SAME = 4.0  # points between the left ends of one column
_FULL = 0.5  # of the lines of the left column end at its edge
_HAN = regex.compile(r"\p{Han}")


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page in the order in which they are read, each with the frame of its column where it has one."""
    if len(lines) < _FEWEST:
        return list(lines)
    pieces = [list(_pieces(line)) for line in lines]
    start = _gutter(pieces)
    if start is None:
        return list(lines)
    found: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for own in pieces:
        for piece in own:
            if piece.right <= start:
                left.append(piece)
            elif piece.left >= start - _SAME:
                right.append(piece)
            else:
                found += (*_framed(left), *_right(right), piece)
                left, right = [], []
    return [*found, *_framed(left), *_right(right)]


def _right(lines: Sequence[Line]) -> list[Line]:
    """The lines behind a gutter, which may be two columns again."""
    start = _gutter([[line] for line in lines]) if len(lines) >= 2 * _FEWEST else None
    if start is None:
        return _framed(lines)
    nearer = [line for line in lines if line.right <= start]
    return [*_framed(nearer), *_right([line for line in lines if line.right > start])]


def _pieces(line: Line) -> Iterator[Line]:
    """A line cut at its wide gaps."""
    begin, edge = 0, line.left
    for at, left, right in line.gaps:
        yield _piece(line, begin, at, edge, left)
        begin, edge = at, right
    yield _piece(line, begin, len(line.text), edge, line.right)


def _piece(line: Line, begin: int, end: int, left: float, right: float) -> Line:
    return replace(line, text=line.text[begin:end].strip(), left=left, right=right, gaps=())


def _gutter(pieces: Sequence[Sequence[Line]]) -> float | None:
    """Where the right of two columns begins, None for a page that has none."""
    flat = [piece for own in pieces for piece in own if piece.text]
    size = median([piece.size for piece in flat])
    body = [piece for piece in flat if abs(piece.size - size) <= 0.15 * size]
    edge = min(piece.left for piece in body)
    for start in sorted({round(piece.left) for piece in body}):
        if (
            start < edge + _LONG * size / 2
            or sum(abs(piece.left - start) < _SAME for piece in body) < _FEWEST
        ):
            continue
        left = [piece for piece in body if piece.right <= start]
        right = [piece for piece in body if piece.left >= start - _SAME]
        across = len(body) - len(left) - len(right)
        if across > _ACROSS * len(body) or not (_is_prose(left) and _is_prose(right)):
            continue
        reach = max(piece.right for piece in left)
        full = sum(reach - piece.right < 2.5 * size for piece in left)
        if full >= _FULL * len(left):
            return float(start)
    return None


def _is_prose(column: Sequence[Line]) -> bool:
    """Whether most lines of a column are long and of words: a column of a table has names and figures."""
    if len(column) < _FEWEST or median([len(piece.text) for piece in column]) < _LONG:
        return False
    text = "".join(piece.text for piece in column)
    return 2 * len(_HAN.findall(text)) > len(text)


def _framed(column: Sequence[Line]) -> list[Line]:
    """The lines of a column from the top down, with its left and its right edge."""
    if not column:
        return []
    frame = min(piece.left for piece in column), max(piece.right for piece in column)
    return [
        replace(piece, frame=frame) for piece in sorted(column, key=lambda piece: -piece.up) if piece.text
    ]
