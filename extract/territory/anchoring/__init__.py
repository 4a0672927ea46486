"""What one mark of a paragraph says of the figures behind it: a region, a site, a row of them or a way back, as an `Anchor`."""

from __future__ import annotations

from collections.abc import Callable

from extract.regions import Region
from extract.territory.anchoring.memory import Memory
from extract.territory.anchoring.regions import OfRegions
from extract.territory.anchoring.returns import OfReturns
from extract.territory.anchoring.sites import OfSites
from extract.territory.course import Anchor, Course
from extract.territory.marks import Mark, NamedRegion, NamedSite, Return, Row


class Anchoring:
    """The rules of one report: ``home`` is its region, ``own`` where its figures belong that nothing moves, ``introduced``
    tells the county of a town or village that the report names only further on."""

    def __init__(self, home: Region | None, own: Anchor, introduced: Callable[[str], Region | None]) -> None:
        self.memory = Memory(home, own, introduced)
        self.regions, self.sites = OfRegions(self.memory), OfSites(self.memory)
        self.returns = OfReturns(self.memory)

    def anchor(self, mark: Mark, text: str, course: Course, previous: Anchor) -> Anchor | None:
        """What a mark says, None where it moves nothing; ``course`` is that of the paragraph so far, ``previous`` where the
        one before came to."""
        now = course.at(mark.position)
        if isinstance(mark, NamedRegion):
            return self.regions.named(mark, text, now)
        if isinstance(mark, Row):
            return self.regions.row(mark, text, now)
        if isinstance(mark, NamedSite):
            return self.sites.named(mark, text, now, previous)
        if isinstance(mark, Return):
            return self.returns.way_back(mark, text, now, course, previous)
        raise TypeError(f"no rule for {type(mark).__name__}")
