"""The paragraphs of a report that have not been read yet: a place that a title names may be introduced with its county only below."""

from __future__ import annotations

from collections.abc import Sequence

from extract import places
from extract.patterns import lazy_regex
from extract.regions import Region, registry
from extract.territory.around import located
from extract.territory.where import Paragraph

_TOWN_BETWEEN = lazy_regex(r"(?:\p{Han}{1,6}?(?:镇|乡|街道|办事处))?的?")
_INTRODUCED = 24  # characters before a village in which its county and its town stand
_NEAR = 30  # paragraphs in which it is introduced


class Ahead:
    """The paragraphs of a report that have not been read yet, from the ``first`` of them on. What looks into them does not
    hold the territory, which holds it: the two would outlive the report until a collector finds them."""

    def __init__(self, paragraphs: Sequence[Paragraph], home: Region | None, year: int | None) -> None:
        self._paragraphs, self._home, self._year = paragraphs, home, year
        self.first = 0

    def county_of(self, name: str) -> Region | None:
        """The county of a town or village that a title names without it: 册雷村摘掉71块牌子, and 安源区五陂镇的册雷村 below."""
        for paragraph in self._paragraphs[self.first : self.first + _NEAR]:
            text = paragraph.text
            at = text.find(name)
            while at >= 0:
                before = text[max(0, at - _INTRODUCED) : at]
                for place in places.find(before, self._home, None, self._year)[-1:]:
                    if place.region.level == "county" and _TOWN_BETWEEN.fullmatch(before, place.span.end):
                        inside = self._home is None or registry().within(place.region, self._home)
                        return place.region if inside else None
                at += len(name)
                if lies := located(text, at, self._home):  # 江尕勒萨依村，在新疆且末县库拉木勒克乡
                    return lies
                at = text.find(name, at)
        return None

    def only_county(self) -> Region | None:
        """The county that a report names where it names no other of its region: 在临安区，有这样一位村主任…, and 迎丰村 in the title."""
        counties = {
            place.region
            for paragraph in self._paragraphs[self.first :]
            for place in places.find(paragraph.text, self._home, None, self._year)
            if place.region.level == "county"
        }
        if len(counties) != 1 or self._home is None:
            return None
        (only,) = counties
        return only if registry().within(only, self._home) else None
