"""Raised characters of a PDF, told by their size and their line: the mark of a note, which is no digit of the number before it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as raw

from extract.reading import raised
from extract.reading.turning import Turn

_MAY_MARK = frozenset("0123456789①②③④⑤⑥⑦⑧⑨⑩[]［］〔〕()（）*＊†‡※")
_SMALLER = 0.8  # of the height of what stands before
_HIGHER = 0.15  # of the size of its script, from line to line
_BESIDE = 0.6  # of that size, between the two


def marks(textpage: pypdfium2.PdfTextPage, text: str, turn: Turn) -> dict[int, str]:
    """What is read in place of each raised character of a page whose text this is, by its index: nothing, or ² of m²."""
    found: dict[int, str] = {}
    for start, end in _runs(textpage, text, turn):
        read = raised.settled(text[max(0, start - 8) : start], text[start:end])
        if read != text[start:end]:
            found |= dict.fromkeys(range(start + 1, end), "")
            found[start] = read
    return found


def _runs(textpage: pypdfium2.PdfTextPage, text: str, turn: Turn) -> Iterator[tuple[int, int]]:
    """The stretches that stand above the line of the character before them, right beside it, and are smaller."""
    index = 1
    while index < len(text):
        if text[index] not in _MAY_MARK or text[index - 1].isspace():
            index += 1
            continue
        base = _place(textpage, index - 1, turn)
        size = (base[2] - base[0]) * (
            1.8 if text[index - 1].isascii() else 1.0
        )  # boxes of some fonts are thrice as high
        end, right = index, base[2]
        while end < len(text) and text[end] in _MAY_MARK:
            left, line, edge, height = _place(textpage, end, turn)
            if (
                height > _SMALLER * base[3]
                or line - base[1] < _HIGHER * size
                or not -1.0 < left - right < _BESIDE * size
            ):
                break
            end, right = end + 1, edge
        if end > index:
            yield index, end
        index = max(end, index + 1)


def _place(textpage: pypdfium2.PdfTextPage, index: int, turn: Turn) -> tuple[float, float, float, float]:
    """Where a character stands: its left end, its line, its right end, its height."""
    left, bottom, right, top = turn.box(*textpage.get_charbox(index, loose=True))
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    return left, turn.point(x.value, y.value)[1], right, top - bottom
