"""How a report opens: its title lines, and where its first real paragraph starts."""

from __future__ import annotations

from typing import NamedTuple

from extract.patterns import lazy

OPENING = 150  # characters of the body that introduce the report
_TITLE_LINES = 3
_ANNOUNCES = lazy(r"现[将就].{2,50}如下[：:]$")  # 现将茂林镇工作情况汇报如下：
_LINE = lazy(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|.+")


class Head(NamedTuple):
    """Where the title lines of a report end and where its first real paragraph starts."""

    end: int
    body: int


def head_of(clean: str) -> Head:
    """The head of a report: its lines up to the first that is long, ends as a sentence does or announces the report."""
    position = head_end = lines = 0
    for found in _LINE.finditer(clean):
        text = found.group().strip()
        if text and (len(text) > 60 or text[-1] in "。；" or _ANNOUNCES.search(text)):
            return Head(head_end, position)
        if text:
            lines += 1
            if lines <= _TITLE_LINES:
                head_end = found.end()
        position = found.end()
    return Head(head_end, head_end)
