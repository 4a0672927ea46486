"""The sections of a round-up: a line that is a region's name and nothing else (北京市：, 【海陵区】) stands over all that is told of it.

A list of regions in the margin of a page has no prose between its lines, and one line alone may say where a text comes from: there are
sections where two regions or more are told of.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract import places
from extract.patterns import HAN, lazy
from extract.regions import Region
from extract.territory.where import Paragraph

_LINE = lazy(
    rf"[\s（(【\[●■◆★▲◎○—]*(?:[一二三四五六七八九十\d]{{1,3}}[）)、.．]\s*)?[【\[]?(?P<name>[{HAN}]{{2,24}})[】\]]?(?P<colon>[：:])?\s*"
)
_LINE_MOST = 40  # characters
_CHAPTER, _FIRST_CHAPTER = lazy(r"\s*[一二三四五六七八九十]+、"), lazy(r"\s*一、")
_LEAST = 2  # regions


def sections(paragraphs: Sequence[Paragraph], home: Region | None, year: int | None) -> dict[int, Region]:
    """The region of each paragraph, by its number, that stands under the name of one; ``home`` and ``year`` are the report's own."""
    lines = {number: line for number, each in enumerate(paragraphs) if (line := _line(each.text, home, year))}
    found: dict[int, Region] = {}
    for head, following in pairwise([*lines, len(paragraphs)]):
        (region,) = lines[head]
        end = _end(paragraphs, head, following)
        if region is not None and any("。" in each.text for each in paragraphs[head + 1 : end]):
            found |= dict.fromkeys(range(head, end), region)
    return found if len(set(found.values())) >= _LEAST else {}


def _end(paragraphs: Sequence[Paragraph], head: int, following: int) -> int:
    """Where a section ends that begins at one line of a region and has another behind it: a chapter between them that goes on
    counting (三、存在问题) is of the whole again; 一、做法 begins the section's own."""
    chapters = (each for each in range(head + 1, following) if _CHAPTER.match(paragraphs[each].text))
    chapter = next(chapters, following)
    if chapter < following and _FIRST_CHAPTER.match(paragraphs[chapter].text):
        return following
    return chapter


def _line(text: str, home: Region | None, year: int | None) -> tuple[Region | None] | None:
    """The region that a line names and says nothing else of, None inside for another body (深圳市对口支援工作站：); None for any other
    line."""
    line = _LINE.fullmatch(text) if len(text) <= _LINE_MOST else None
    if line is None:
        return None
    named = places.find(line["name"], home, None, year)
    if not named or (named[0].span.start and not line["colon"]):
        return None
    joined = all(left.span.end == right.span.start for left, right in pairwise(named))
    if joined and named[-1].span.end == len(line["name"]):
        return (named[-1].region,)
    return (None,) if line["colon"] and not named[0].span.start else None
