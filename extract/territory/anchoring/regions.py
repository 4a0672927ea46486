"""What a region says that is named, alone or in a row: 四平市, 厦门、深圳."""

from __future__ import annotations

from dataclasses import replace

from extract.patterns import lazy_regex
from extract.regions import registry
from extract.territory import anchors, extents, mentions
from extract.territory.anchoring.memory import Memory
from extract.territory.around import for_us, gives
from extract.territory.course import Anchor
from extract.territory.marks import NamedRegion, Row
from extract.territory.returns import LEVELS, SUMMED_UP
from extract.territory.together import together

_BORDER = ("交界", "接壤", "毗邻", "相邻", "之间", "的交界")
_IN_TURN = lazy_regex(r"[^，,。；;：:\n\d]{0,30}?(?:分别|依次)")
_ITS_OFFICE = lazy_regex(r"(?:[省市县区州旗盟])?(?:委(?!员)|党委|政府|直|组织部|纪委|人大|政协)")


class OfRegions:
    """The rules for regions, of a report that ``memory`` tells of."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def named(self, mark: NamedRegion, text: str, now: Anchor) -> Anchor | None:
        """A region that is named: what stands behind it is its own, or its site's."""
        region, site = mark.region, mark.site
        if region is None or mentions.is_mention(text, mark):
            return None
        if site is None and now.site and mentions.is_source(text, mark.position, mark.end):
            return None
        if site is None and self._memory.inside(region):
            among = mentions.one_of_so_many(text, mark.position, mark.end)
            if among is not None:
                return Anchor(mark.position, region, "", "region", among)
        if not self._memory.inside(region) and mark.head and site is None and self._memory.was_inside(region):
            return Anchor(mark.position, region, "", "region", anchors.reach(text, mark))
        if site is not None and site.kind == "team":
            rule = "body" if self._memory.inside(region) else "elsewhere"
            return Anchor(mark.position, region, site.name, rule, extents.clause_end(text, mark.end))
        if not self._memory.inside(region):
            # 石家庄市中心医院藁城分院 in the report of 藁城区: a body is where the text stands, whatever its name.
            if site is None or site.kind != "body" or not mark.head:
                return self._elsewhere(mark, text)
            own = self._memory.home is not None and registry().within(self._memory.home, region)
            around = self._memory.home if own else now.region
            return Anchor(mark.position, around, site.name, "body", anchors.reach(text, mark))
        founded = extents.is_founded(text, mark.position)
        # 督战东乡县76个村: a region that is not the topic holds the rest of its sentence only.
        until = None if founded else anchors.reach(text, mark)
        if site is not None:
            placed, name = self._memory.placed(site.name, now, region, mark.head)
            self._memory.learn(site.name, placed, name)
            return Anchor(mark.position, placed, name, site.kind, until)
        if region == self._memory.home:
            if self._memory.own.site and (
                text.startswith(self._memory.own.site, mark.end - 1)  # 厦门|市公安局
                or text.startswith(self._memory.own.site, mark.position)  # 和田县茂林镇双山村
            ):
                return replace(self._memory.own, position=mark.position, rule="returned")
            if self._memory.own.site and _ITS_OFFICE.match(
                text, mark.end
            ):  # 双辽市委 is above it, as 市委 is
                return None
            # 正是双辽市3.3万名党员践行初心的缩影, behind one of its villages
            epitome = text[mark.position - 1 : mark.position] == "是" and SUMMED_UP.match(text, mark.end)
            return Anchor(mark.position, region, "", "returned", until) if mark.head or epitome else None
        if now.region is not None and not mark.head and registry().within(now.region, region):
            return None
        return Anchor(mark.position, region, "", "region", until)

    def _elsewhere(self, mark: NamedRegion, text: str) -> Anchor | None:
        """A region that lies outside the report's own: what opens a sentence is what the sentence is about."""
        written = mark.site is not None or text[mark.end - 1] in LEVELS
        at_head = extents.opens_its_clause(text, mark.position) or anchors.is_met(text, mark.position)
        opens = mark.head and written and at_head and not for_us(text, mark.end)
        if not anchors.leads(text, mark) and (not opens or self._memory.is_above(mark.region)):
            return None
        if self._memory.is_above(mark.region) and _ITS_OFFICE.match(text, mark.end) and gives(text, mark.end):
            return None
        end = extents.sentence_end(text, mark.end)
        own = self._own_named(text, mark.end, end)
        if own is not None:
            if not extents.opens_its_clause(text, own):
                return None  # 省里派出干部…分赴凉山州11个县 is what comes to the report's own
            end = own  # 昆山市建成523个，浏阳市323个
        elif (
            not text[: mark.position].strip("　 \n")
            and not self._memory.is_above(mark.region)
            and not for_us(text, mark.end)
        ):
            end = len(text)  # a paragraph that opens with it goes on about it
        return Anchor(mark.position, mark.region, mark.site.name if mark.site else "", "elsewhere", end)

    def _own_named(self, text: str, start: int, end: int) -> int | None:
        """Where the report's own region is named in a stretch, other than in the name of a team that was sent there."""
        home = self._memory.home
        if home is None:
            return None
        sent = [team.span() for team in anchors.TEAM_SENT.finditer(text, start, end)]
        at = text.find(home.stem, start, end)
        while at >= 0 and any(first <= at < last for first, last in sent):
            at = text.find(home.stem, at + 1, end)
        return at if at >= 0 else None

    def row(self, row: Row, text: str, now: Anchor) -> Anchor | None:
        """Several regions, or towns, in a row: what stands behind is of all of them."""
        if row.towns:
            placed = tuple(self._memory.placed(name, now) for name in row.towns)
            return Anchor(row.position, now.region, now.site, "several", members=placed)
        members = tuple(region for region in row.members if self._memory.inside(region))
        mixed = members and len(members) < len(row.members)
        if mixed and (name := together(text, row, None)):
            # 浏阳、平江两县|共有党员2160名: what one's own has with others is none of its own
            return Anchor(row.position, self._memory.home, name, "several", extents.clause_end(text, row.end))
        if not members or (not row.head and mentions.is_destination(text, row.position)):
            return None
        if text.startswith(
            _BORDER, row.end
        ):  # 地处松桃县和花垣县|交界: where something lies, and none of both
            return None
        here = now.region
        holds = here is not None and self._memory.inside(here) and here not in members
        all_here = here is not None and all(registry().within(member, here) for member in members)
        around = here if holds and all_here else self._memory.home
        # 长沙、株洲两市|分别…: each has its own, those too that are not the report's
        in_turn = _IN_TURN.match(text, row.end) is not None
        each = tuple((region, "") for region in (row.members if in_turn else members))
        name = together(text, row, around)
        if name and not self._memory.own.site:  # 厦门、深圳等地70%的企业: of these and of no more
            until = extents.clause_end(text, row.end)
            return Anchor(row.position, around, name, "several", until, members=each)
        site = self._memory.own.site if self._memory.own.region in (self._memory.home, around) else ""
        return Anchor(row.position, around, site, "several", members=each)
