"""What the rules of one report know of it: its region, its own body, and the places that it has introduced
(连樟村 -> 英德市, 连江口镇连樟村), so that a short name finds them again."""

from __future__ import annotations

from collections.abc import Callable

from extract.regions import Region, registry
from extract.territory.course import Anchor
from extract.territory.heads import LAST_PART
from extract.territory.names import PLACE
from extract.territory.own_body import names_a


class Memory:
    """``home`` is the report's region, ``own`` where its figures belong that nothing moves, ``introduced`` tells the county of a
    town or village that the report names only further on."""

    def __init__(self, home: Region | None, own: Anchor, introduced: Callable[[str], Region | None]) -> None:
        self.home, self.own, self.introduced = home, own, introduced
        self._known: dict[str, tuple[Region | None, str]] = {}

    def is_own(self, kind: str) -> bool:
        """Whether a word for a kind of body (镇, 公司, 校) means the one whose report this is."""
        return names_a(kind, self.own.site)

    def inside(self, region: Region | None) -> bool:
        return region is not None and (self.home is None or registry().within(region, self.home))

    def is_above(self, region: Region | None) -> bool:
        """Whether the report's region is a part of another."""
        if region is None or self.home is None or region == self.home:
            return False
        return registry().within(self.home, region)

    def was_inside(self, region: Region) -> bool:
        """Whether a region was the report's at another time: a total of 公主岭市 is not 四平市's, whose county it was."""
        kin = registry().by_form.get(region.name, ())
        return any(
            self.inside(each)
            for each in kin
            if region.adcode in (each.successor, each.adcode) or each.adcode == region.successor
        )

    def known(self, name: str) -> tuple[Region | None, str] | None:
        """Region and full name of a site that was introduced."""
        return self._known.get(name)

    def placed(
        self, name: str, now: Anchor, region: Region | None = None, head: bool = False
    ) -> tuple[Region | None, str]:
        """Region and full name of a site: a known one as it was introduced; else inside what governs here."""
        if name in self._known:
            return self._known[name]
        around = now.region if now.region is not None else self.home
        if region is None or (not head and around is not None and registry().within(around, region)):
            return around, name
        return region, name

    def learn(self, name: str, region: Region | None, full: str) -> None:
        self._known.setdefault(name, (region, full))
        last = LAST_PART.search(name)
        if last:
            self._known.setdefault(last[1], (region, full))

    @property
    def only_place(self) -> tuple[Region | None, str] | None:
        """Region and full name of the one town or village that was introduced so far, None when there are several or none."""
        places = {place for place in self._known.values() if PLACE.search(place[1])}
        return places.pop() if len(places) == 1 else None
