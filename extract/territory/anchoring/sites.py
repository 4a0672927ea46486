"""What a place says that is narrower than a region: a town, a village, a body, a part, a person who speaks for one."""

from __future__ import annotations

from extract import zones
from extract.patterns import lazy_regex
from extract.regions import Region, registry
from extract.territory import anchors, extents, parts, some_of
from extract.territory.anchoring.memory import Memory
from extract.territory.around import around_area, gives, in_name, located, office_of
from extract.territory.beside import around_zone, in_row_with, of_former
from extract.territory.course import Anchor
from extract.territory.heads import LAST_PART, Heads
from extract.territory.marks import NamedSite
from extract.territory.names import Site
from extract.territory.offices import LEVELS
from extract.territory.site_words import site_words

_NOT_ALONE = lazy_regex(r"他们|们|等(?:[近约超]|人?共)*\d")
_GONE_TO = lazy_regex(  # 到我县部分乡镇|宣讲7场，外派78名: where somebody goes holds its clause only
    r"(?:到|赴|深入|前往|走进|走访|奔赴|下沉|抽查)(?:了|[我该全]?[省市县区州旗])?$"
)
_GONE_WITHIN = 6  # characters
_TOWN_OPENS = lazy_regex(r"^\p{Han}{1,8}?(?:镇|乡|街道)(?!街道)")
_TOWN_PART = lazy_regex(r"^\p{Han}{1,8}?(?:镇|乡|街道)$")
_PLACES = ("town", "village")


class OfSites:
    """The rules for narrower places, of a report that ``memory`` tells of."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._heads = Heads()

    def named(self, mark: NamedSite, text: str, now: Anchor, previous: Anchor) -> Anchor | None:
        """A town, village, body or person that is named; ``previous`` is where the paragraph before came to."""
        if (of_kind := _BY_KIND.get(mark.site.kind)) is not None:
            return of_kind(self, mark, text, now)
        if (known := self._known(mark, text, now)) is not None:
            return known
        site = mark.site
        if now.region is not None and in_row_with(now, mark, text, self._memory.home):
            around = next(iter(registry().ancestors(now.region)), None)
            return Anchor(mark.position, around, site.name, site.kind, anchors.reach(text, mark))
        if (zone := zones.named(site.name)) is not None:
            region = around_zone(zone, self._memory.home)
            return Anchor(mark.position, region, site.name, "body", anchors.reach(text, mark))
        if site.doubtful:
            return None
        if mark.union and now.rule in _PLACES:  # 彰冠镇…牵头成立石榴产业党建联盟: still the town
            return None
        return self._new(mark, text, self._base(mark, text, now, previous))

    def _known(self, mark: NamedSite, text: str, now: Anchor) -> Anchor | None:
        """A place that the report has introduced before."""
        known = self._memory.known(mark.site.name)
        if known is None:
            return None
        region, name = known
        told_in = now.region if now.rule == "region" else None
        if region is not None and told_in is not None and registry().within(told_in, region):
            region = told_in  # 海陵区对运河社区…, which was told of in its city
        return Anchor(mark.position, region, name, mark.site.kind, anchors.reach(text, mark))

    def _base(self, mark: NamedSite, text: str, now: Anchor, previous: Anchor) -> Anchor:
        """What a new place lies in."""
        base = previous if now.rule == "own" and not now.site else now
        if base.rule == "elsewhere":
            base = self._memory.own
        alone = extents.INDEPENDENT.search(mark.site.name) or extents.PARTY_OF_ONE.search(
            text, mark.position, mark.end
        )
        return self._memory.own if mark.site.kind == "body" and alone else base

    def _new(self, mark: NamedSite, text: str, base: Anchor) -> Anchor:
        """A place that is named for the first time."""
        site, own = mark.site, self._memory.own
        region = base.region if base.region is not None else self._memory.home
        if site.kind in _PLACES:
            region = self._county(site, region)
            region = located(text, mark.end, region) or region
        if site.kind == "body" and base is not own:
            region = in_name(site.name, self._memory.home) or region
        name = site.name
        if site.kind == "village" and _TOWN_PART.match(own.site) and not LAST_PART.search(name):
            name = own.site + name  # 河铺村 in the report of 田铺乡
        self._memory.learn(site.name, region, name)
        return Anchor(mark.position, region, name, site.kind, anchors.reach(text, mark))

    def _county(self, site: Site, region: Region | None) -> Region | None:
        """The county of a town or village, where the report names it only further on."""
        if region is not None and region.level == "county":
            return region
        return self._memory.introduced(site.name) or region

    def _person(self, mark: NamedSite, text: str, now: Anchor) -> Anchor | None:
        site = mark.site
        self._heads.meet(site.name, now, text, mark.position)
        if extents.speaks(text, mark.end):  # 主任姚丽介绍，全市出动…
            return self._heads.said(mark, text, now)
        if _NOT_ALONE.match(text, mark.end):  # 李强等900人参加: one of those who are counted
            return None
        # 芙蓉村…第一书记李俊带着村干部 is still the village; 盛泽镇的网约配送员朱海涛 is the person.
        if now.rule in _PLACES and not mark.of_place:
            return None
        rule = "elsewhere" if now.rule == "elsewhere" else "person"  # 浙江书记李俊 in a report of 曲靖
        return Anchor(mark.position, now.region, site.name, rule, extents.sentence_end(text, mark.end))

    def _office(self, mark: NamedSite, text: str, now: Anchor) -> Anchor | None:
        """An office that is the subject: of the nearest region around of its level, up to the full stop or the semicolon behind
        which another subject stands."""
        site = mark.site
        if self._memory.own.site or now.region is None:
            return None
        region = office_of(site.name, now.region)
        if self._memory.home is not None and self._memory.is_above(region) and gives(text, site.span.end):
            region = self._memory.home
        rule = "office" if self._memory.inside(region) else "elsewhere"
        # 杭州|市直机关: what begins with its level was sought where a clause opens, be it behind its region's name
        opens = site.name[0] in LEVELS or extents.opens_clause(text, site.span.start)
        reach = extents.subject_end if opens else extents.clause_end
        return Anchor(site.span.start, region, site.name, rule, reach(text, site.span.end))

    def _team(self, mark: NamedSite, text: str, now: Anchor) -> Anchor | None:
        rule = "elsewhere" if now.rule == "elsewhere" else "body"
        return Anchor(mark.position, now.region, mark.site.name, rule, extents.clause_end(text, mark.end))

    def _former(self, mark: NamedSite, text: str, now: Anchor) -> Anchor | None:
        return of_former(mark.site, text, self._memory.home)

    def _part(self, mark: NamedSite, text: str, now: Anchor) -> Anchor | None:
        # 在抽查的36个支部中，12个不合格: what stands behind is of them
        name, among = mark.site.name, text.startswith(("中，", "中,"), mark.end)
        if among or parts.in_town_proper(text, mark.position):
            until = extents.sentence_end(text, mark.end)
        elif _GONE_TO.search(text, max(0, mark.position - _GONE_WITHIN), mark.position) or _is_stage(
            text, mark
        ):
            until = extents.comma_after(text, mark.end)
        else:
            until = extents.part_end(text, mark.end)
        # 扶沟县120个，其他县市360个
        region = self._memory.home if name.startswith("其") else around_area(name, now.region)
        rule = "part" if region is None or self._memory.inside(region) else "elsewhere"
        return Anchor(mark.position, region, name, rule, until)

    def _sample(self, mark: NamedSite, text: str, now: Anchor) -> Anchor | None:
        # 这15个村共有党员521人。其中女党员36人: until the text comes back
        rule = "sample" if now.region is None or self._memory.inside(now.region) else "elsewhere"
        return Anchor(mark.position, now.region, mark.site.name, rule)

    def _some(self, mark: NamedSite, text: str, now: Anchor) -> Anchor | None:
        """So many of a region's places, unless they are all that it has."""
        around = now.region
        if some_of.are_all(mark.site.name, around) or now.site or self._memory.own.site:
            return None
        rule = "part" if around is None or self._memory.inside(around) else "elsewhere"
        return Anchor(mark.position, around, mark.site.name, rule, some_of.until(text, mark.end))

    def _unit(self, mark: NamedSite, text: str, now: Anchor) -> Anchor | None:
        town = _TOWN_OPENS.match(now.site)
        if town is None:
            return None
        end = extents.clause_end(text, mark.end)
        return Anchor(mark.position, now.region, town.group() + mark.site.name, "body", end)


def _is_stage(text: str, mark: NamedSite) -> bool:
    """Whether a stretch of land is only where something is done by those who are the subject behind it: 在中西部22个省份实施工程，中央安排…"""
    return (
        text[mark.position - 1 : mark.position] == "在"
        and site_words().areas.match(mark.site.name) is not None
    )


_BY_KIND = {
    "person": OfSites._person, "office": OfSites._office, "team": OfSites._team, "former": OfSites._former,
    "part": OfSites._part, "sample": OfSites._sample, "some": OfSites._some, "unit": OfSites._unit,
}  # fmt: skip
