"""Lines that a page or a scan broke at its width: a paragraph is put together again.

A report's line is a paragraph, unless the text was copied from paper: then most lines end in the middle of a sentence,
all near one width, and a word may stand on two of them (全⏎区分两批发展党员).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.patterns import lazy_regex

_ENDS = tuple("。！？!?；;：:”’」』》…|")
_OPENS = re.compile(  # a line that begins a paragraph, an item or a row of a table
    r"\s*(?:[一二三四五六七八九十]{1,3}[、是]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[●■◆▲·•—|]|第[一二三四五六七八九十\d]+[章节条期])"
    r"|[ \t]{2,}|\u3000"
)
# Words of two characters of which the first ends no line of its own: one that stands on two lines was broken.
_WORDS = frozenset(
    [
        "其中",
        "党员",
        "支部",
        "群众",
        "干部",
        "书记",
        "资金",
        "比例",
        "覆盖",
        "培训",
        "累计",
        "增长",
        "社区",
        "企业",
        "百分",
        "组织",
        "基层",
        "服务",
        "超过",
        "投入",
        "活动",
        "经费",
        "农村",
        "志愿",
        "街道",
        "乡镇",
        "建设",
        "教育",
        "选派",
        "整顿",
        "治理",
        "监督",
        "检查",
    ]
)
_LABEL = re.compile(r"[\u4e00-\u9fff（）()]{2,14}[：:]")
_FIGURE = re.compile(r"[约近超]?\d[\d,.]*\s?[万亿]?[余多]?[\u4e00-\u9fff%％]{1,3}[。；;，,]?")
_CLOSE = 0.8  # of the median width: a line that reaches it was broken by the width
_NARROWEST, _WIDEST = 28, 130  # columns; a Chinese character takes two
_FEWEST = 4  # such lines
_OVER = 1.5  # of the usual width: so wide is no line of a page
_PAGE_NUMBER = re.compile(  # - 2 -, 第2页 共9页; a bare 2/9 may be a cell of a table
    r"[-—–－‐·•~]{1,2}[ ]?\d{1,3}[ ]?[-—–－‐·•~]{1,2}|第[ ]?\d{1,3}[ ]?页(?:[，,/ ]{0,2}共[ ]?\d{1,3}[ ]?页)?"
)
_BLANKS_BEFORE, _BLANKS = lazy_regex(r"(?r)\s+"), lazy_regex(r"\s+")
_PROSE = re.compile("[，,。；;]")
_WITHIN = re.compile("[，,。；;、：:]")


class _Open(NamedTuple):
    """A line that ends within a sentence: where it ends and the next begins, the widths of both, whether it has a comma."""

    end: int
    begins: int
    width: int
    below: int
    prose: bool


def page_numbers(text: str) -> list[tuple[int, int, str]]:
    """The numbers of pages that stand within a sentence, where one page ended and the next began.

    >>> page_numbers("党员自愿捐款226.8\\n- 2 -\\n万元")
    [(11, 18, '\\n')]
    >>> page_numbers("到此为止。\\n- 2 -\\n下一段")
    []
    """
    found = []
    for match in _PAGE_NUMBER.finditer(text) if "\n" in text else ():
        before, behind = _BLANKS_BEFORE.match(text, 0, match.start()), _BLANKS.match(text, match.end())
        alone = before and behind and "\n" in before.group() and "\n" in behind.group()
        if before and behind and alone and before.start() and text[before.start() - 1] not in _ENDS:
            found.append((before.start(), behind.end(), "\n"))
    return found


def broken(text: str) -> Iterator[tuple[int, int]]:
    """Where a line was broken by the width of a page: the break and the blanks around it.

    >>> page = "建党以来，全区各级党组织坚持把发展党员工作摆在\\n重要位置，截至年底共有党员"
    >>> list(broken(page))  # two lines prove nothing, unless a word stands on both
    []
    >>> list(broken("全区各级党组织坚持把发展党员工作摆在重要位置，其\\n中女党员32名"))
    [(24, 25)]
    >>> list(broken("党员总数：\\n12000名"))  # a label and nothing but its figure
    [(5, 6)]
    """
    lines: list[tuple[int, int]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        lines.append((position, position + len(line)))
        position += len(line)
    open_lines: list[_Open] = []
    answered: list[tuple[int, int]] = []
    for (start, end), (following, after) in pairwise(lines):
        own, below = text[start:end].rstrip(), text[following:after]
        if own and not own.endswith(_ENDS) and below.strip() and not _OPENS.match(below):
            width = _columns(own)
            if width >= _NARROWEST:
                begins = following + len(below) - len(below.lstrip())
                prose = _WITHIN.search(own) is not None
                open_lines.append(_Open(start + len(own), begins, width, _columns(below.strip()), prose))
        if _FIGURE.fullmatch(below.strip()) and (_LABEL.fullmatch(own.strip()) or _ends_open(own)):
            answered.append((start + len(own), following + len(below) - len(below.lstrip())))
    near = _near(open_lines)
    wrapped = (
        (line.end, line.begins)
        for line in open_lines
        if line in near or text[line.end - 1] + text[line.begins : line.begins + 1] in _WORDS
    )
    yield from sorted({*answered, *wrapped})


def _ends_open(line: str) -> bool:
    """Whether a line of prose ends in the word that the figure on the next one counts: 选派工作队32支，帮扶干部⏎126名。"""
    return _PROSE.search(line) is not None and "\u4e00" <= line[-1:] <= "\u9fff"


def _near(open_lines: list[_Open]) -> list[_Open]:
    """Of lines that end within a sentence those near one width, where so many are that a page was so wide: of prose, which has
    commas as the titles of an article have not, and over none that is wider than the page."""
    if len(open_lines) < _FEWEST:
        return []
    usual = median([line.width for line in open_lines])
    if usual > _WIDEST:
        return []
    near = [line for line in open_lines if _CLOSE * usual <= line.width <= usual / _CLOSE]
    near = [line for line in near if line.below <= _OVER * usual]
    many = len(near) >= max(_FEWEST, 0.6 * len(open_lines))
    return near if many and 2 * sum(line.prose for line in near) >= len(near) else []


def _columns(line: str) -> int:
    """The width of a line in columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)
