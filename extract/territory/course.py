"""The course of a paragraph: what its figures belong to from one place on, and up to where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from extract.records import record
from extract.regions import Region, registry
from extract.territory.marks import Return

_LOOK_BACK = 100  # anchors of a paragraph among which 该县 finds what it means


@record
class Anchor:
    """From ``position`` of a paragraph on, at most up to ``until``, figures belong to ``region`` and ``site``;
    ``members`` are the regions of a row, or its towns with the region that they lie in (深圳、韶关分别…)."""

    position: int
    region: Region | None
    site: str
    rule: str
    until: int | None = None
    members: tuple[tuple[Region | None, str], ...] = ()


class Course:
    """The anchors of a paragraph, in order; ``first`` holds where none of the others does.

    >>> course = Course(Anchor(0, None, "", "own"))
    >>> course.append(Anchor(5, None, "连樟村", "village", until=9))
    >>> course.at(7).site, course.at(9).rule
    ('连樟村', 'own')
    """

    __slots__ = ("_anchors", "_lasting", "_narrower", "_positions", "_until", "first")

    def __init__(self, first: Anchor) -> None:
        self.first = first
        self._anchors = [first]
        self._positions = [first.position]
        self._lasting = [0]  # the last anchor up to each that has no end
        self._until = [0]  # how far any anchor up to each reaches that has one
        self._narrower: int | None = None  # where the first of them stands that names a site

    def append(self, anchor: Anchor) -> None:
        if anchor.site and self._narrower is None:
            self._narrower = anchor.position
        self._lasting.append(len(self._anchors) if anchor.until is None else self._lasting[-1])
        self._until.append(max(self._until[-1], anchor.until or 0))
        self._anchors.append(anchor)
        self._positions.append(anchor.position)

    @property
    def last(self) -> Anchor | None:
        """The last anchor that has no end and so goes on beyond the paragraph, None when only the first has none."""
        return self._anchors[self._lasting[-1]] if self._lasting[-1] else None

    def narrower_before(self, position: int) -> bool:
        """Whether an anchor before a position, other than the first, names a site."""
        return self._narrower is not None and self._narrower <= position

    def at(self, position: int) -> Anchor:
        """The last anchor before a position that still holds there."""
        index = bisect_right(self._positions, position) - 1
        while index > 0 and self._until[index] > position:
            anchor = self._anchors[index]
            if anchor.until is None or position < anchor.until:
                return anchor
            index -= 1
        return self._anchors[self._lasting[index]] if index > 0 else self.first

    def again(self, mark: Return, previous: Iterable[Anchor]) -> Anchor | None:
        """该县, 该镇: the last region or site of that kind, here or among the ``previous`` places, the last of them first; None
        when that is where the text stands anyway."""
        for anchor in (*reversed(self._anchors[-_LOOK_BACK:]), *previous):
            fits_site = anchor.site.endswith(mark.kind) or (mark.kind in "镇乡" and mark.kind in anchor.site)
            fits_region = (
                not anchor.site and anchor.region is not None and anchor.region.name.endswith(mark.kind)
            )
            if (fits_site or fits_region) and anchor.rule != "own":
                return Anchor(mark.position, anchor.region, anchor.site, anchor.rule)
        return None

    def elsewhere(self, mark: Return) -> Anchor | None:
        """The region outside the report's own that the text has come to and not left, if a word like 全市 may mean it: 宁乡市高度重视党建，
        全市|…; None behind a name or a word of one's own."""
        for anchor in reversed(self._anchors[-_LOOK_BACK:]):
            if anchor.rule != "elsewhere" or anchor.site or anchor.region is None:
                return None
            if anchor.region.name.endswith(mark.kind):
                return anchor
        return None

    @property
    def sites(self) -> Sequence[Anchor]:
        """The anchors that name a town, a village or a body."""
        return [anchor for anchor in self._anchors[-_LOOK_BACK:] if anchor.site and anchor.rule != "own"]

    def before(self, mark: Return, previous: Anchor) -> Region | None:
        """全州, 全县 where the report's own region has none of that kind: the last region of the kind named here, or the one
        that the paragraph before came to."""
        for anchor in (*reversed(self._anchors[-_LOOK_BACK:]), previous):
            region = anchor.region
            while region is not None and not region.name.endswith(mark.kind):
                region = next(iter(registry().ancestors(region)), None)
            if region is not None:
                return region
        return None
