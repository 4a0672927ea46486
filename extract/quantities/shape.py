"""What a form of numbers is by which a number is known to be no figure, and where a line or an item of it begins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """One form of a number that is no figure; ``example`` marks what the pattern takes with ⟦ ⟧."""

    reason: str
    pattern: str
    example: str


# at the head of a line, at most eight blanks in; and there or behind the end of a sentence or an item
_BLANK = r"\s"
FIRST = f"(?:{'|'.join(f'(?<=^{_BLANK * width})' for width in range(9))})"
_NUMBERS = (
    "一二三四五六七八九十0-9"  # of a part, of which a section is numbered within: （三）2.4, 第一章 1.5
)
_WITHIN = "|".join(
    rf"(?<=^{before}{behind})"
    for width in (1, 2)
    for before in (rf"\([{_NUMBERS}]{{{width}}}\)", rf"第[{_NUMBERS}]{{{width}}}[章节篇]")
    for behind in ("", r"\s", r"\s\s")
)
HEAD = rf"(?:{FIRST}|{_WITHIN}|(?<=[。；;:\n])|(?<=[。；;:\n]\s))"
