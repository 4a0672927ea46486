"""What a way back says: to the region (全市), to the report's own body (全校), to the place before (该村), to the item of a list."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from extract.patterns import lazy_regex
from extract.regions import NATION
from extract.territory import extents, mentions, pointed
from extract.territory.anchoring.memory import Memory
from extract.territory.around import for_us, returned_to
from extract.territory.beside import of_meeting
from extract.territory.course import Anchor, Course
from extract.territory.marks import Return
from extract.territory.returns import LEVELS

_COUNTS_ALL = lazy_regex(  # 全校共有党员1360名, 全镇12个村; not 实现全村覆盖
    r"[全我](?:街道|社区|公司|集团|[乡镇村校院厂行局])(?!级|里|镇|会|覆盖)\p{Han}{0,8}\d"
)
_OF_SYSTEM = lazy_regex(  # 全市|国税系统, in the bureau's own report; 全市|有直属机关党委58个
    r"(?!直)\p{Han}{1,4}系统|(?:现|共)*有?直属?机关"
)
_TOLD_OF = 12  # sites that 该村 may look back to
_REACHED = ("辐射", "带动", "惠及", "覆盖")
_TOWARDS = ("对", "向", "为", "给")  # what a firm does for all of its region
_COUNTED_ITEM = lazy_regex(r"[一二三四五六七八九十]是")


class OfReturns:
    """The rules for ways back, of a report that ``memory`` tells of."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        # the sites of the paragraphs before, for 该村 behind an interlude
        self.told_of: deque[Anchor] = deque(maxlen=_TOLD_OF)
        # the paragraph in which items follow a colon, and where they belong
        self._items: tuple[Course | None, Anchor] = (None, memory.own)

    def way_back(
        self, mark: Return, text: str, now: Anchor, course: Course, previous: Anchor
    ) -> Anchor | None:
        """``course`` is that of the paragraph so far, ``previous`` is where the one before it came to."""
        if mark.sort == "item":
            if text[mark.position - 1 : mark.position] in "：:" and now.rule in ("town", "village", "body"):
                self._items = course, now  # 该社区打造阵地：一是…。二是… are all of the community
            if self._items[0] is course and _COUNTED_ITEM.match(text, mark.position):
                return replace(self._items[1], position=mark.position, until=None)
            return replace(course.first, position=mark.position, rule="returned")
        if mark.sort == "party" and self._memory.home is not NATION:
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
            if again is None and self._memory.is_own(mark.kind):
                return replace(self._memory.own, position=mark.position, rule="returned")
            return again or self._its_region(mark, text, now) or self._unnamed(mark, text, now)
        until = mentions.one_of_so_many(text, mark.position, mark.end) if mark.sort == "whole" else None
        if mark.sort == "whole" and self._memory.own.site.endswith(
            mark.kind
        ):  # 全区 of a zone's report is the zone
            return replace(self._memory.own, position=mark.position, rule="returned")
        if self._memory.own.site:  # 县委 is above the town whose report this is, 全县 a figure beside its own
            if mark.sort != "whole" or _OF_SYSTEM.match(text, mark.end):
                return None
            until = extents.sentence_end(text, mark.end)
        reached = _REACHED if now.rule != "body" else (*_REACHED, *_TOWARDS)
        if mark.sort == "whole" and now.site and text.endswith(reached, 0, mark.position):
            # 茂林镇…辐射带动全县9个乡镇，带动5000余人: behind the clause the town again; 银河集团对全县贫困户承诺…，支出600万元
            until = extents.comma_after(text, mark.end)
        of_all = mark.sort == "whole" and text.startswith("全", mark.position)  # 我市 is one's own
        told = course.elsewhere(mark) if of_all else None
        if told is not None and self._is_topic(told, text):  # 宁乡市高度重视党建。全市|党员6万名
            return Anchor(mark.position, told.region, "", "elsewhere", extents.sentence_end(text, mark.end))
        region = returned_to(mark, now.region, self._memory.home)
        if region is None and mark.sort == "whole":  # 全州 behind a paragraph about 凉山州
            region = course.before(mark, previous)
        if self._memory.inside(region):
            return Anchor(mark.position, region, "", "returned", until)
        taken = mentions.is_source(text, mark.position, mark.end)  # 从全省教师中选聘86名
        for_all = mark.sort == "whole" and not taken
        if mark.sort == "source" or (for_all and extents.stands_for_all(text, mark.position, mark.end)):
            end, home = extents.sentence_end(text, mark.end), self._memory.home
            if (
                region is None and home is not None
            ):  # 全区7个县 of a prefecture that was a 地区; 全县 of a city names none
                prefecture = mark.kind == "区" and home.level == "prefecture"
                site = "" if prefecture else text[mark.position : mark.end]
                return Anchor(mark.position, home, site, "returned", end)
            return Anchor(mark.position, region, "", "elsewhere", end)
        return None

    def _is_topic(self, told: Anchor, text: str) -> bool:
        """Whether a region outside the report's own is what the text goes on about, not one of a list nor a giver."""
        leads = extents.opens_sentence(text, told.position)
        return leads and not self._memory.is_above(told.region) and not for_us(text, told.position)

    def _its_region(self, mark: Return, text: str, now: Anchor) -> Anchor | None:
        """该县58个村 behind one of its villages: the report's own region, which the paragraph has not named."""
        region = returned_to(mark, now.region, self._memory.home)
        if not now.site or mark.kind not in LEVELS or not self._memory.inside(region):
            return None
        until = extents.sentence_end(text, mark.end) if self._memory.own.site else None
        return Anchor(mark.position, region, "", "returned", until)

    def _unnamed(self, mark: Return, text: str, now: Anchor) -> Anchor | None:
        """全校共有党员1360名 where no school is named: of a body all the same, and not of the region; so 该村."""
        if self._memory.own.site or now.site:
            return None
        region = now.region if now.region is not None else self._memory.home
        if pointed.points_on(text, mark) and mark.kind not in LEVELS:
            opens = extents.opens_clause(text, mark.position)
            until = None if opens else extents.sentence_end(text, mark.end)
            return Anchor(mark.position, region, pointed.pointed_to(text, mark), "village", until)
        if mark.sort != "body" or not _COUNTS_ALL.match(text, mark.position):
            return None
        site = text[mark.position : mark.end]
        return Anchor(mark.position, region, site, "returned", extents.sentence_end(text, mark.end))
