"""Where a few marks put their figures that need nothing of what a report has told so far: counties of old, zones, meetings."""

from __future__ import annotations

from dataclasses import replace

from extract.patterns import lazy_regex
from extract.regions import Region, registry
from extract.territory import extents
from extract.territory.course import Anchor, Course
from extract.territory.marks import NamedSite, Return
from extract.territory.names import Site
from extract.territory.site_words import is_zone
from extract.zones import Zone

_HELD = lazy_regex(r"[^。！？\n]{2,80}?(?:召开|举行|举办|开展)")
_ITEM_OF_ROW = lazy_regex(r"\p{Han}{2,8}\d[\d.]*[万余多]*[个名家处所人]\p{Han}{0,4}[、，,和及]")


def of_former(site: Site, text: str, home: Region | None) -> Anchor | None:
    """A county of old (长山县, which 邹平县 took in): of the province, as far as one can tell, and never of its heir."""
    if home is None:
        return None
    above = (home, *registry().ancestors(home))
    province = next((each for each in above if each.level == "province"), home)
    end = extents.sentence_end(text, site.span.end)
    return Anchor(site.span.start, province, site.name, "elsewhere", end)


def around_zone(zone: Zone, home: Region | None) -> Region | None:
    """The region that a zone lies in, as far as it is the report's: 天府新区 in a report of 成都 is of 成都."""
    inside = home is not None and registry().within(home, zone.region)
    return home if inside else zone.region


def in_row_with(now: Anchor, mark: NamedSite, text: str, home: Region | None) -> bool:
    """Whether a zone comes behind a county and its figure in a row: 慈溪市18个、东钱湖旅游度假区6个. It is no part of that county."""
    row = now.rule == "region" and now.region not in (None, home) and is_zone(mark.site.name)
    return row and _ITEM_OF_ROW.fullmatch(text, now.position, mark.position) is not None


def of_meeting(mark: Return, text: str, course: Course) -> Anchor | None:
    """本次大会选举产生委员7名 is of the community that held it, whoever of 全县 looked on."""
    for anchor in reversed(course.sites):
        if _HELD.match(text, anchor.position, mark.position):
            return replace(anchor, position=mark.position, until=None)
    return None
