"""The sections of a round-up: a line that is a region's name and nothing else (北京市：, 【海陵区】) stands over all that is told of it.

A list of regions in the margin of a page has no prose between its lines, and one line alone may say where a text comes from: there are
sections where two regions or more are told of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract import places
from extract.patterns import HAN, lazy
from extract.regions import Region, registry
from extract.territory.course import Anchor, Course
from extract.territory.where import Paragraph

_LINE = lazy(
    rf"[\s（(【\[●■◆★▲◎○—]*(?:[一二三四五六七八九十\d]{{1,3}}[）)、.．]\s*)?[【\[]?(?P<name>[{HAN}]{{2,24}})[】\]]?(?P<colon>[：:])?\s*"
)
_LINE_MOST = 40  # characters
_CHAPTER, _FIRST_CHAPTER = lazy(r"\s*[一二三四五六七八九十]+、"), lazy(r"\s*一、")
_LEAST = 2  # regions
_OPENING = lazy(r"[^，,。；;：:（(]*")
_OPENING_MOST = 30  # characters before the place that a section opens with
_PLACES = ("town", "village", "body")


class RoundUp:
    """What the sections of a report are about, as its paragraphs are read one behind the other; ``home`` and ``year`` are its own."""

    def __init__(self, paragraphs: Sequence[Paragraph], home: Region | None, year: int | None) -> None:
        self._home = home
        self._regions = sections(paragraphs, home, year)
        self._topic: Anchor | None = None  # of the section that was read last
        self._begun = False  # whether its prose has

    def topic(self, number: int) -> Anchor | None:
        """What the section is about that a paragraph belongs to, None where there is none."""
        region = self._regions.get(number)
        if region is None or region == self._home:
            return None
        if self._topic is not None and self._regions.get(number - 1) is region:
            return self._topic
        self._begun = False
        below = self._home is None or registry().within(region, self._home)
        return Anchor(0, region, "", "region" if below else "elsewhere")

    def behind(self, topic: Anchor, course: Course, text: str) -> Anchor:
        """Where a section stands behind a paragraph of it, whose course has been read."""
        self._topic = topic if self._begun else _told_of(topic, course, text)
        self._begun = self._begun or "。" in text
        return self._topic


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


def inside(topic: Anchor, anchor: Anchor) -> Anchor:
    """A place of a round-up lies in the region over it: 长春市长山花园社区 under 长春市宽城区：."""
    named, region = anchor.region, topic.region
    if not anchor.site or named is None or region is None or named == region:
        return anchor
    return replace(anchor, region=region) if registry().within(region, named) else anchor


def _told_of(topic: Anchor, course: Course, text: str) -> Anchor:
    """What a section goes on about behind its first paragraph: the place of its region with which that opens, if it opens with one."""
    opening = _OPENING.match(text)
    if opening is None or "。" not in text:
        return topic
    place = course.at(min(opening.end(), _OPENING_MOST))
    named = place.site and place.rule in _PLACES and place.region == topic.region
    return replace(place, position=0, until=None) if named else topic
