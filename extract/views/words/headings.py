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
_FIRST_LINES = 4  # where it may stand
_READ = 4000  # characters that are looked at
_FURNISHED = 40  # lines with words where it may stand below a page's furniture

_PROSE = regex.compile("。|，.*，")
_SECTION = regex.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|第[一二三四五六七八九十]+[章节]|[图表附]\s?[\d一二三四五六七八九十]"
)


def heading(text: str) -> str:
    """The heading of a text, "" where it has none: one of its first lines, before the first of prose, that is as short as one and
    no sentence; below the furniture of a page it may stand farther down. One that is told in two lines is put together.

    >>> heading("双辽市基层党建工作综述\\n近年来，双辽市委狠抓落实。")
    '双辽市基层党建工作综述'
    >>> heading("第03版：要闻 上一版3  4下一版\\n\\n版面导航\\n2022年7月1日 星期五\\n全县党员队伍结构持续优化\\n本报讯 去年，全县发展党员320名。")
    '全县党员队伍结构持续优化'
    >>> heading("第03版：要闻 下一版\\n去年，全县发展党员320名。\\n全县党员队伍结构持续优化")
    ''
    >>> heading("党旗在一线飘扬——\\n全县选派干部320名\\n去年以来，县委选派干部。")
    '党旗在一线飘扬——全县选派干部320名'
    >>> heading("去年，全县发展党员320名。\\n一、加强队伍建设"), heading("一、加强队伍建设\\n去年，全县发展党员320名。")
    ('', '')
    """
    lines = [own for line in text[:_READ].splitlines() if (own := " ".join(line.split()))][:_FURNISHED]
    if not any(map(is_furniture, lines[:_FIRST_LINES])):
        lines = lines[:_FIRST_LINES]
    head = [*takewhile(_in_head, lines)]
    found = next((n for n, line in enumerate(head) if _is_heading(line)), None)
    if found is None:
        return ""
    first, second = head[found], head[found + 1] if found + 1 < len(head) else ""
    goes_on = first.endswith("——") or second.startswith("——")
    return first + second if goes_on and _is_heading(second) else first


def _in_head(line: str) -> bool:
    return is_furniture(line) or (len(line) <= 2 * _LONGEST and _PROSE.search(line) is None)


def _is_heading(line: str) -> bool:
    return (
        len(line) <= _LONGEST
        and _HEADING.fullmatch(line) is not None
        and _SECTION.match(line) is None
        and not is_furniture(line)
    )
