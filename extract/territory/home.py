"""Which region a report is about: the manifest's word goes first, else what the report says of itself."""

from __future__ import annotations

from dataclasses import replace

from extract import zones
from extract.patterns import lazy
from extract.places import find
from extract.reading.page_frame import below_frame
from extract.regions import NATION, Region, registry
from extract.territory.features import told_apart
from extract.territory.levels import calls_itself, own_levels, self_levels_of
from extract.territory.opening import head_of
from extract.territory.own_body import own_body
from extract.territory.own_bureau import own_bureau
from extract.territory.own_person import own_person
from extract.territory.own_zone import own_zone
from extract.territory.returns import LEVELS
from extract.territory.unnamed import unnamed_part
from extract.territory.weighing import Home, region_of

_NATIONAL = ("中国", "国家", "全国", "中央")
"""What a body's name begins with that belongs to no other region: 中国铁路通信信号集团."""
_MANY = 3
"""Provinces in which a firm works that is at home in none of them."""
_BEFORE_A_NAME = lazy(r"[\s“《【\[（(]*(?:关于)?(?:中共|中国共产党)?")
_INDENT = "　　"
"""What a paragraph begins with that was copied behind its title."""


def report_region(title: str, clean: str, given: str = "", source: str = "", year: int | None = None) -> Home:
    """Find the region of a report from its title, its restored text, what the manifest gives as region and source, and its
    year.

    >>> report_region("", "近年来，双辽市委组织部狠抓落实，全市190个村全部整改。").region.full_name
    '吉林省四平市双辽市'
    """
    title = title.partition(_INDENT)[0].rstrip() or title
    clean = below_frame(clean)
    head, levels = head_of(clean), self_levels_of(clean)
    home = _given(given.strip()) if given.strip() else region_of(title, clean, source, head, levels, year)
    if home.site:
        return home
    meant = own_levels(levels, home.region)
    site = (
        own_zone(title or clean[: head.end], home.region)
        or own_body(title, clean, home.region, head, meant)
        or own_bureau(title, clean, head, meant)
        or unnamed_part(levels, meant, home.region, clean, year)
        or own_person(clean, head)
    )
    if home.region is None and site and _is_national(site, clean, year):
        home = Home(NATION, "institution", site)
    if not given.strip() or home.region is NATION:
        home = told_apart(home, clean, year, site)
    if home.rule in ("named", "institution") and calls_itself(home.region, levels):
        home = replace(home, rule="called")
    return replace(home, site=site) if site and not home.parts else home


def headed_otherwise(title: str, clean: str, home: Home, year: int | None = None) -> Region | None:
    """The region that a title, or the line that heads a text, opens with where somebody gave another: most likely a slip, to be told.

    >>> given = report_region("", "陇西县2020年工作总结\\n全县发展党员320名。", "玉山县")
    >>> headed_otherwise("", "陇西县2020年工作总结\\n全县发展党员320名。", given).name
    '陇西县'
    """
    own = home.region
    if home.rule != "given" or own is None or own is NATION:
        return None
    for line in (title, clean[: head_of(clean).end].lstrip().partition("\n")[0]):
        first = _BEFORE_A_NAME.match(line)
        named = next(
            (place for place in find(line, None, year=year) if first and place.span.start == first.end()),
            None,
        )
        if named is None or named.region is NATION or line[named.span.end - 1] not in LEVELS:
            continue
        if not (registry().within(named.region, own) or registry().within(own, named.region)):
            return named.region
    return None


def _is_national(site: str, clean: str, year: int | None) -> bool:
    """Whether a body whose report names no region as its own is at home in all of them: a bank that helps 略阳, 龙游 and 德昌."""
    if site.startswith(_NATIONAL):
        return True
    firm = site.endswith(("银行", "集团", "公司"))
    return firm and len({place.region.adcode[:2] for place in find(clean, None, year=year)}) >= _MANY


def _given(name: str) -> Home:
    found = zones.resolve(name)
    if found is None:
        return Home(None, "unknown", f"“{name}” is no region of the registry; write its full name")
    region, site = found
    return Home(region, "given", name, site)
