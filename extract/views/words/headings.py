"""The heading of a text whose file is called nothing: the article's own, not what the page around it says.

A page of a newspaper opens with its own furniture (第03版：要闻 上一版 下一版, 首页 > 新闻 > 正文, 来源：…), of which a line is as short as
a heading, ends like one, and names nothing that the reader looks for.
"""

from __future__ import annotations

from itertools import takewhile

import regex

from extract.reading.page_frame import is_furniture

_HEADING = regex.compile(r"(?=(?:.*\p{Han}){5})[^。；;！!]*[^。；;！!，,、：:]")
_LONGEST = 60  # characters of a heading
_HEAD, _FIRST_LINES = 400, 4  # characters and lines where it may stand
_FURNISHED = 40  # lines with words where it may stand below a page's furniture

_PROSE = regex.compile("。")


def heading(text: str) -> str:
    """The heading of a text, "" where it has none: one of its first lines that is as short as one and no sentence; below the
    furniture of a page, of the lines down to the first of prose.

    >>> heading("双辽市基层党建工作综述\\n近年来，双辽市委狠抓落实。")
    '双辽市基层党建工作综述'
    >>> heading("第03版：要闻 上一版3  4下一版\\n\\n版面导航\\n2022年7月1日 星期五\\n全县党员队伍结构持续优化\\n本报讯 去年，全县发展党员320名。")
    '全县党员队伍结构持续优化'
    >>> heading("第03版：要闻 下一版\\n去年，全县发展党员320名。\\n全县党员队伍结构持续优化")
    ''
    """
    first = [" ".join(line.split()) for line in text[:_HEAD].splitlines()[:_FIRST_LINES]]
    if any(map(is_furniture, first)):
        lines = [own for line in text.splitlines() if (own := " ".join(line.split()))][:_FURNISHED]
        first = [*takewhile(_in_head, lines)]
    return next((line for line in first if _is_heading(line)), "")


def _in_head(line: str) -> bool:
    return is_furniture(line) or (len(line) <= 2 * _LONGEST and _PROSE.search(line) is None)


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST and _HEADING.fullmatch(line) is not None and not is_furniture(line)
