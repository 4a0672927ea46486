"""Tables as Markdown, aligned so that they read well in a terminal too."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table: the first column to the left, the others to the right.

    >>> print(table(["stage", "MB/s"], [["repair", "12"], ["line", "1.5"]]))
    | stage  | MB/s |
    | ------ | ---: |
    | repair |   12 |
    | line   |  1.5 |
    """
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(3, *(_width(line[n]) for line in lines)) for n in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    body = [
        [_pad(cell, width, n > 0) for n, (cell, width) in enumerate(zip(line, widths, strict=True))]
        for line in lines
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in (body[0], rule, *body[1:]))


def _pad(cell: str, width: int, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(cell: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in cell)
