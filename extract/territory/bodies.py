"""The towns and bodies that a title or an opening names, and whose profile a report is."""

from __future__ import annotations

from collections.abc import Iterator

from extract.patterns import lazy
from extract.places import find
from extract.regions import Region, registry
from extract.territory import sites
from extract.territory.names import Ends, Site
from extract.territory.opening import OPENING, Head

_FIRST_CLAUSES = lazy(r"[^，,。；\n]*[，,]?[^，,。；\n]*")
UP_TO_LAST_PART = lazy(r"^.*(?:镇|乡|街道)(?=.)")  # 河铺村 of 田铺乡河铺村
# a picture's caption before the text: 新居已经入住。⏎本报记者 李强摄
CAPTION = lazy(
    r"(?:[^\n]{0,120}\n?[^\n。，]{0,14}(?<![拍航])摄(?:影)?(?:[：: ]*[\u4e00-\u9fff]{2,4})?[）)]?[ 　]*\n\s*)+"
)
# a profile, if it opens the text or the title names it: 茂林镇|位于双辽市西北部，总面积77平方公里, 柳园街道办事处|于今年3月成立，下辖3个社区
_OPENS = lazy(r"位于|地处|坐落[于在]|隶属|于[^，,。；]{2,14}(?:成立|设立|组建)|(?:成立|组建|始建)于|下?辖")
# 联盟社区|位于安庆西北郊: a name that is also a word, where nothing else can open a text so
_OPENS_TEXT = lazy(
    r"[ \u3000]*(?P<name>(?![该本我全各这])[\u4e00-\u9fff]{2,8}?(?:社区|村|镇|乡|街道))(?=位于|地处|坐落)"
)
_MEASURED = lazy(r"面积|人口|辖|村民小组|居民小组")


def bodies(text: str, region: Region | None, end: int | None = None) -> Iterator[Site]:
    """The names of towns and bodies in a title or an opening; one that only goes on a region's name comes from that, if
    the region stands before ``end``."""
    ends = Ends(text)
    if not ends:
        return
    places = find(text, region)
    for site in sites.alone(ends):
        inside = any(site.span.start < place.span.end <= site.span.end for place in places)
        if not site.doubtful and site.name not in registry().by_form and (site.kind == "body" or not inside):
            yield site
    for place in places:
        behind = sites.behind(ends, place.span.end) if end is None or place.span.end < end else None
        if behind is not None and not sites.one_of_many(text, behind.span.end):
            yield behind


def clauses_end(text: str) -> int:
    clauses = _FIRST_CLAUSES.match(text)
    return clauses.end() if clauses else 0


def profiled(clean: str, head: Head, region: Region | None) -> str:
    """The town, village or body of which a report is the profile: its first sentence says where that lies, since when it is there or
    what it governs, and how large it is."""
    opening = clean[head.body : head.body + OPENING]
    if not _MEASURED.search(opening):
        return ""
    for site in bodies(opening, region, clauses_end(opening)):
        if not _OPENS.match(opening, site.span.end):
            continue
        path, title = opening[: site.span.start].strip(" 　"), clean[: head.body].strip()
        opens = not path or (region is not None and region.full_name.endswith(path))
        if (UP_TO_LAST_PART.sub("", site.name) in title) if title else opens:
            return site.name
    named = _OPENS_TEXT.match(opening)
    alone = named is not None and not clean[: head.body].strip() and not find(named["name"], region)
    return named["name"] if named and alone else ""
