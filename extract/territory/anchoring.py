"""What one mark of a paragraph says of the figures behind it: a region, a site, a row of them or a way back, as an `Anchor`.

What a report has introduced (连樟村 -> 英德市, 连江口镇连樟村) is remembered, so that the short name finds it again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from extract import zones
from extract.patterns import lazy_regex
from extract.regions import NATION, Region, registry
from extract.territory import anchors, extents, mentions, parts, pointed
from extract.territory.around import around_area, gives, in_name, located, office_of, returned_to
from extract.territory.beside import around_zone, in_row_with, of_former, of_meeting
from extract.territory.course import Anchor, Course
from extract.territory.heads import LAST_PART, Heads
from extract.territory.marks import Mark, NamedRegion, NamedSite, Return, Row
from extract.territory.names import Site
from extract.territory.own_body import names_a
from extract.territory.returns import LEVELS, SUMMED_UP
from extract.territory.together import together

_COUNTS_ALL = lazy_regex(  # 全校共有党员1360名, 全镇12个村; not 实现全村覆盖
    r"[全我](?:街道|社区|公司|集团|[乡镇村校院厂])(?!级|里|镇|会|覆盖)\p{Han}{0,6}\d"
)
_OF_SYSTEM = lazy_regex(  # 全市|国税系统, in the bureau's own report; 全市|有直属机关党委58个
    r"(?!直)\p{Han}{1,4}系统|(?:现|共)*有?直属?机关"
)
_BORDER = ("交界", "接壤", "毗邻", "相邻", "之间", "的交界")
_NOT_ALONE = lazy_regex(r"他们|们|等(?:[近约超]|人?共)*\d")
_ITS_OFFICE = lazy_regex(r"(?:[省市县区州旗盟])?(?:委(?!员)|党委|政府|直|组织部|纪委|人大|政协)")
_GONE_TO = lazy_regex(  # 到我县部分乡镇|宣讲7场，外派78名: where somebody goes holds its clause only
    r"(?:到|赴|深入|前往|走进|走访|奔赴|下沉|抽查)(?:了|[我该全]?[省市县区州旗])?$"
)
_GONE_WITHIN = 6  # characters
_TOLD_OF = 12  # sites that 该村 may look back to
_REACHED = ("辐射", "带动", "惠及", "覆盖")
_COUNTED_ITEM = lazy_regex(r"[一二三四五六七八九十]是")
_TOWN_OPENS = lazy_regex(r"^\p{Han}{1,8}?(?:镇|乡|街道)(?!街道)")
_TOWN_PART = lazy_regex(r"^\p{Han}{1,8}?(?:镇|乡|街道)$")


class Anchoring:
    """The rules of one report: ``home`` is its region, ``own`` where its figures belong that nothing moves, ``introduced``
    tells the county of a town or village that the report names only further on."""

    def __init__(self, home: Region | None, own: Anchor, introduced: Callable[[str], Region | None]) -> None:
        self._home, self._own, self._introduced = home, own, introduced
        # the sites of the paragraphs before, for 该村 behind an interlude
        self.told_of: deque[Anchor] = deque(maxlen=_TOLD_OF)
        # the paragraph in which items follow a colon, and where they belong
        self._items: tuple[Course | None, Anchor] = (None, own)
        self._heads = Heads()
        self._known: dict[str, tuple[Region | None, str]] = {}  # 连樟村 -> 英德市, 连江口镇连樟村

    def anchor(self, mark: Mark, text: str, course: Course, previous: Anchor) -> Anchor | None:
        """What a mark says, None where it moves nothing; ``course`` is that of the paragraph so far, ``previous`` where the
        one before came to."""
        now = course.at(mark.position)
        if isinstance(mark, NamedRegion):
            return self.of_region(mark, text, now)
        if isinstance(mark, Row):
            return self._of_row(mark, text, now)
        if isinstance(mark, NamedSite):
            return self.of_site(mark, text, now, previous)
        if isinstance(mark, Return):
            return self._of_return(mark, text, now, course, previous)
        raise TypeError(f"no rule for {type(mark).__name__}")

    def _is_own(self, kind: str) -> bool:
        """Whether a word for a kind of body (镇, 公司, 校) means the one whose report this is."""
        return names_a(kind, self._own.site)

    def _inside(self, region: Region | None) -> bool:
        return region is not None and (self._home is None or registry().within(region, self._home))

    def _is_above(self, region: Region | None) -> bool:
        """Whether the report's region is a part of another."""
        if region is None or self._home is None or region == self._home:
            return False
        return registry().within(self._home, region)

    def _was_inside(self, region: Region) -> bool:
        """Whether a region was the report's at another time: a total of 公主岭市 is not 四平市's, whose county it was."""
        kin = registry().by_form.get(region.name, ())
        return any(
            self._inside(each)
            for each in kin
            if region.adcode in (each.successor, each.adcode) or each.adcode == region.successor
        )

    def of_region(self, mark: NamedRegion, text: str, now: Anchor) -> Anchor | None:
        """A region that is named: what stands behind it is its own, or its site's."""
        region, site = mark.region, mark.site
        if region is None or mentions.is_mention(text, mark):
            return None
        if site is None and now.site and mentions.is_source(text, mark.position, mark.end):
            return None
        if site is None and self._inside(region):
            among = mentions.one_of_so_many(text, mark.position, mark.end)
            if among is not None:
                return Anchor(mark.position, region, "", "region", among)
        if not self._inside(region) and mark.head and site is None and self._was_inside(region):
            return Anchor(mark.position, region, "", "region", anchors.reach(text, mark))
        if site is not None and site.kind == "team":
            rule = "body" if self._inside(region) else "elsewhere"
            return Anchor(mark.position, region, site.name, rule, extents.clause_end(text, mark.end))
        if not self._inside(region):
            # 石家庄市中心医院藁城分院 in the report of 藁城区: a body is where the text stands, whatever its name.
            if site is None or site.kind != "body" or not mark.head:
                return self._elsewhere(mark, text)
            own = self._home is not None and registry().within(self._home, region)
            around = self._home if own else now.region
            return Anchor(mark.position, around, site.name, "body", anchors.reach(text, mark))
        founded = extents.is_founded(text, mark.position)
        # 督战东乡县76个村: a region that is not the topic holds the rest of its sentence only.
        until = None if founded else anchors.reach(text, mark)
        if site is not None:
            placed, name = self.placed(site.name, now, region, mark.head)
            self._learn(site.name, placed, name)
            return Anchor(mark.position, placed, name, site.kind, until)
        if region == self._home:
            if self._own.site and (
                text.startswith(self._own.site, mark.end - 1)  # 厦门|市公安局
                or text.startswith(self._own.site, mark.position)  # 和田县茂林镇双山村
            ):
                return replace(self._own, position=mark.position, rule="returned")
            if self._own.site and _ITS_OFFICE.match(text, mark.end):  # 双辽市委 is above it, as 市委 is
                return None
            # 正是双辽市3.3万名党员践行初心的缩影, behind one of its villages
            epitome = text[mark.position - 1 : mark.position] == "是" and SUMMED_UP.match(text, mark.end)
            return Anchor(mark.position, region, "", "returned", until) if mark.head or epitome else None
        if now.region is not None and not mark.head and registry().within(now.region, region):
            return None
        return Anchor(mark.position, region, "", "region", until)

    def _elsewhere(self, mark: NamedRegion, text: str) -> Anchor | None:
        """A region that lies outside the report's own: what opens a sentence is what the sentence is about."""
        if not anchors.leads(text, mark):
            return None
        if self._is_above(mark.region) and _ITS_OFFICE.match(text, mark.end) and gives(text, mark.end):
            return None
        end = extents.sentence_end(text, mark.end)
        if self._home is not None and self._home.stem in anchors.TEAM_SENT.sub("", text[mark.end : end]):
            return None  # 省里派出干部…分赴凉山州11个县 is what comes to the report's own
        return Anchor(mark.position, mark.region, mark.site.name if mark.site else "", "elsewhere", end)

    def _of_row(self, row: Row, text: str, now: Anchor) -> Anchor | None:
        if row.towns:
            placed = tuple(self.placed(name, now) for name in row.towns)
            return Anchor(row.position, now.region, now.site, "several", members=placed)
        members = tuple(region for region in row.members if self._inside(region))
        if not members or (not row.head and mentions.is_destination(text, row.position)):
            return None
        if text.startswith(
            _BORDER, row.end
        ):  # 地处松桃县和花垣县|交界: where something lies, and none of both
            return None
        here = now.region
        holds = here is not None and self._inside(here) and here not in members
        all_here = here is not None and all(registry().within(member, here) for member in members)
        around = here if holds and all_here else self._home
        each = tuple((region, "") for region in members)
        name = together(text, row, around)
        if name and not self._own.site:  # 厦门、深圳等地70%的企业: of these and of no more
            until = extents.clause_end(text, row.end)
            return Anchor(row.position, around, name, "several", until, members=each)
        site = self._own.site if self._own.region in (self._home, around) else ""
        return Anchor(row.position, around, site, "several", members=each)

    def of_site(self, mark: NamedSite, text: str, now: Anchor, previous: Anchor) -> Anchor | None:
        """A town, village, body or person that is named."""
        site = mark.site
        if site.kind == "person":
            self._heads.meet(site.name, now, text, mark.position)
            if extents.speaks(text, mark.end):  # 主任姚丽介绍，全市出动…
                return self._heads.said(mark, text, now)
            if _NOT_ALONE.match(text, mark.end):  # 李强等900人参加: one of those who are counted
                return None
            # 芙蓉村…第一书记李俊带着村干部 is still the village; 盛泽镇的网约配送员朱海涛 is the person.
            if now.rule in ("town", "village") and not mark.of_place:
                return None
            rule = "elsewhere" if now.rule == "elsewhere" else "person"  # 浙江书记李俊 in a report of 曲靖
            return Anchor(mark.position, now.region, site.name, rule, extents.sentence_end(text, mark.end))
        if site.kind == "office":
            return self._of_office(site, text, now)
        if site.kind == "team":
            rule = "elsewhere" if now.rule == "elsewhere" else "body"
            return Anchor(mark.position, now.region, site.name, rule, extents.clause_end(text, mark.end))
        if site.kind == "former":
            return of_former(site, text, self._home)
        if site.kind == "part":
            # 在抽查的36个支部中，12个不合格: what stands behind is of them
            among = text.startswith(("中，", "中,"), mark.end)
            if among or parts.in_town_proper(text, mark.position):
                until = extents.sentence_end(text, mark.end)
            elif _GONE_TO.search(text, max(0, mark.position - _GONE_WITHIN), mark.position):
                until = extents.comma_after(text, mark.end)
            else:
                until = extents.part_end(text, mark.end)
            # 扶沟县120个，其他县市360个
            region = self._home if site.name.startswith("其") else around_area(site.name, now.region)
            rule = "part" if region is None or self._inside(region) else "elsewhere"
            return Anchor(mark.position, region, site.name, rule, until)
        if site.kind == "sample":  # 这15个村共有党员521人。其中女党员36人: until the text comes back
            rule = "sample" if now.region is None or self._inside(now.region) else "elsewhere"
            return Anchor(mark.position, now.region, site.name, rule)
        if site.kind == "unit":
            town = _TOWN_OPENS.match(now.site)
            if town is None:
                return None
            end = extents.clause_end(text, mark.end)
            return Anchor(mark.position, now.region, town.group() + site.name, "body", end)
        if site.name in self._known:
            region, name = self._known[site.name]
            if (
                now.rule == "region"
                and region is not None
                and now.region is not None
                and registry().within(now.region, region)
            ):
                region = now.region  # 海陵区对运河社区…, which was told of in its city
            return Anchor(mark.position, region, name, site.kind, anchors.reach(text, mark))
        if now.region is not None and in_row_with(now, mark, text, self._home):
            around = next(iter(registry().ancestors(now.region)), None)
            return Anchor(mark.position, around, site.name, site.kind, anchors.reach(text, mark))
        zone = zones.named(site.name)
        if zone is not None:
            return Anchor(
                mark.position, around_zone(zone, self._home), site.name, "body", anchors.reach(text, mark)
            )
        if site.doubtful:
            return None
        if mark.union and now.rule in ("town", "village"):  # 彰冠镇…牵头成立石榴产业党建联盟: still the town
            return None
        base = previous if now.rule == "own" and not now.site else now
        if base.rule == "elsewhere":
            base = self._own
        if site.kind == "body" and (
            extents.INDEPENDENT.search(site.name)
            or extents.PARTY_OF_ONE.search(text, mark.position, mark.end)
        ):
            base = self._own
        region = base.region if base.region is not None else self._home
        if site.kind in ("town", "village") and (region is None or region.level != "county"):
            region = self._introduced(site.name) or region
        if site.kind in ("town", "village"):
            region = located(text, mark.end, region) or region
        if site.kind == "body" and base is not self._own:
            region = in_name(site.name, self._home) or region
        name = site.name
        if site.kind == "village" and _TOWN_PART.match(self._own.site) and not LAST_PART.search(name):
            name = self._own.site + name  # 河铺村 in the report of 田铺乡
        self._learn(site.name, region, name)
        return Anchor(mark.position, region, name, site.kind, anchors.reach(text, mark))

    def _of_office(self, site: Site, text: str, now: Anchor) -> Anchor | None:
        """An office that is the subject: of the nearest region around of its level, up to the full stop or the semicolon behind
        which another subject stands."""
        if self._own.site or now.region is None:
            return None
        region = office_of(site.name, now.region)
        if self._home is not None and self._is_above(region) and gives(text, site.span.end):
            region = self._home
        rule = "office" if self._inside(region) else "elsewhere"
        reach = extents.subject_end if extents.opens_clause(text, site.span.start) else extents.clause_end
        return Anchor(site.span.start, region, site.name, rule, reach(text, site.span.end))

    def _of_return(
        self, mark: Return, text: str, now: Anchor, course: Course, previous: Anchor
    ) -> Anchor | None:
        """``course`` is that of the paragraph so far, ``previous`` is where the one before it came to."""
        if mark.sort == "item":
            if text[mark.position - 1 : mark.position] in "：:" and now.rule in ("town", "village", "body"):
                self._items = course, now  # 该社区打造阵地：一是…。二是… are all of the community
            if self._items[0] is course and _COUNTED_ITEM.match(text, mark.position):
                return replace(self._items[1], position=mark.position, until=None)
            return replace(course.first, position=mark.position, rule="returned")
        if mark.sort == "party" and self._home is not NATION:
            end = extents.party_end(text, mark.position, mark.end)
            return Anchor(mark.position, NATION, "", "elsewhere", end)
        if mark.sort == "sent" and now.rule != "village":
            return None
        if mark.sort == "meeting":
            return of_meeting(mark, text, course)
        if mark.sort in ("again", "body"):
            # 社区建立“大党委”68个 are all of them, 公司计划扩建 is the one that the text has come to.
            any_of_them = mark.kind in ("社区", "街道") and mark.end - mark.position == len(mark.kind)
            before = (
                (previous, *reversed(self.told_of)) if text.startswith("该", mark.position) else (previous,)
            )
            again = None if any_of_them else course.again(mark, before)
            if again is None and self._is_own(mark.kind):
                return replace(self._own, position=mark.position, rule="returned")
            return again or self._its_region(mark, text, now) or self._unnamed(mark, text, now)
        until = mentions.one_of_so_many(text, mark.position, mark.end) if mark.sort == "whole" else None
        if mark.sort == "whole" and self._own.site.endswith(mark.kind):  # 全区 of a zone's report is the zone
            return replace(self._own, position=mark.position, rule="returned")
        if self._own.site:  # 县委 is above the town whose report this is, 全县 a figure beside its own
            if mark.sort != "whole" or _OF_SYSTEM.match(text, mark.end):
                return None
            until = extents.sentence_end(text, mark.end)
        if mark.sort == "whole" and now.site and text.endswith(_REACHED, 0, mark.position):
            # 茂林镇…辐射带动全县9个乡镇，带动5000余人: behind the clause the town again
            until = extents.comma_after(text, mark.end)
        region = returned_to(mark, now.region, self._home)
        if region is None and mark.sort == "whole":  # 全州 behind a paragraph about 凉山州
            region = course.before(mark, previous)
        if self._inside(region):
            return Anchor(mark.position, region, "", "returned", until)
        taken = mentions.is_source(text, mark.position, mark.end)  # 从全省教师中选聘86名
        if mark.sort == "whole" and not taken and extents.stands_for_all(text, mark.position, mark.end):
            return Anchor(mark.position, region, "", "elsewhere", extents.sentence_end(text, mark.end))
        return None

    def _its_region(self, mark: Return, text: str, now: Anchor) -> Anchor | None:
        """该县58个村 behind one of its villages: the report's own region, which the paragraph has not named."""
        region = returned_to(mark, now.region, self._home)
        if not now.site or mark.kind not in LEVELS or not self._inside(region):
            return None
        until = extents.sentence_end(text, mark.end) if self._own.site else None
        return Anchor(mark.position, region, "", "returned", until)

    def _unnamed(self, mark: Return, text: str, now: Anchor) -> Anchor | None:
        """全校共有党员1360名 where no school is named: of a body all the same, and not of the region; so 该村."""
        if self._own.site or now.site:
            return None
        region = now.region if now.region is not None else self._home
        if pointed.points_on(text, mark) and mark.kind not in LEVELS:
            opens = extents.opens_clause(text, mark.position)
            until = None if opens else extents.sentence_end(text, mark.end)
            return Anchor(mark.position, region, pointed.pointed_to(text, mark), "village", until)
        if mark.sort != "body" or not _COUNTS_ALL.match(text, mark.position):
            return None
        site = text[mark.position : mark.end]
        return Anchor(mark.position, region, site, "returned", extents.sentence_end(text, mark.end))

    def placed(
        self, name: str, now: Anchor, region: Region | None = None, head: bool = False
    ) -> tuple[Region | None, str]:
        """Region and full name of a site: a known one as it was introduced; else inside what governs here."""
        if name in self._known:
            return self._known[name]
        around = now.region if now.region is not None else self._home
        if region is None or (not head and around is not None and registry().within(around, region)):
            return around, name
        return region, name

    def _learn(self, name: str, region: Region | None, full: str) -> None:
        self._known.setdefault(name, (region, full))
        last = LAST_PART.search(name)
        if last:
            self._known.setdefault(last[1], (region, full))
