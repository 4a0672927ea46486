"""Where a figure belongs: the administrative region that it is about and, when it covers less, the narrower site.

A report is about its own region. A sentence that puts another region, a village, a company or a person at its head
moves the figures behind it there, and they stay there to the end of the paragraph or until the text comes back: 全市,
市委, the region's own name. Places that are only mentioned (支援湖北, 到浙江培训) move nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from extract import zones
from extract.patterns import lazy, lazy_regex
from extract.records import record
from extract.regions import LEVELS, Region, registry
from extract.sentences import Sentence
from extract.span import Span
from extract.territory import anchors, sites
from extract.territory.anchors import Mark, NamedRegion, NamedSite, Return, Row
from extract.territory.course import Anchor, Course
from extract.territory.home import Home, names_a, report_region

__all__ = ["Home", "Territory", "Where", "report_region"]


@record
class Where:
    """``scope`` is the full name of a region ("" when the report has none), ``site`` what is narrower than it ("" when
    the figure stands for the whole region), ``rule`` what decided: ``own``, ``region``, ``town``, ``village``, ``body``,
    ``person``, ``part``, ``returned``, ``several``, ``respectively``, ``attributed``, ``founded``."""

    scope: str
    site: str
    rule: str


@record
class _Paragraph:
    start: int
    text: str
    first: int  # index of its first sentence


_FELLOWSHIP = lazy("联合体|联合党委|党建联盟|产业联盟|共同体")
_FOUNDED = lazy_regex(
    r"[^。]{0,30}?(?:成立|组建|建立|打造)[“\"]?"
    rf"(?P<name>[\p{{Han}}A-Za-z]{{3,14}}?(?:{_FELLOWSHIP.pattern}))"
)
_MEMBERS = lazy(r"(?:联合|吸纳|整合|汇集|联动|牵头)[^。]*$")
_RESPECTIVELY = lazy(r"[^。；\n]{0,60}?分别")
_NUMBER = lazy(r"[\d〇一二三四五六七八九十百千万亿.]*\d[\d万亿.]*")
_INDEPENDENT = lazy_regex(
    r"(?:大学|集团|附属医院|大学第.医院|(?<!联合|综合)党委)$"
)  # no county has them as its own
_PARTY_OF_ONE = lazy_regex(
    r"(?<!联合|综合|公司|医院|学院|中学|小学|学校|厂|区|村|社|站)党委$"
)  # 中国一汽党委
_SENTENCE_MOST = 300  # characters; what stands farther apart is not read together
_NUMBERING = lazy(r"^[\s（(]*[一二三四五六七八九十\d]*[）)、.．\s—●■◆★]*")
_HEADED = lazy(r"[：:—\s]|$")  # 石门乡：“一户一策”
_LAST_PART = lazy_regex(r"(?:镇|乡|街道)(\p{Han}{2,8})$")
_TOWN_PART = lazy_regex(r"^\p{Han}{1,8}?(?:镇|乡|街道)$")


class Territory:
    """Scope and site of the figures of one report; ``site`` is the town or body whose report it is, as `Home` says, and
    ``year`` the report's own."""

    def __init__(
        self, sentences: Sequence[Sentence], region: Region | None, site: str = "", year: int | None = None
    ) -> None:
        self._sentences = sentences
        self._home, self._year = region, year
        self._own = Anchor(0, region, site, "own")
        self._paragraphs = _paragraphs(sentences)
        self._firsts = [paragraph.first for paragraph in self._paragraphs]
        self._courses: list[Course] = []  # of the paragraphs read so far
        self._before: list[Anchor] = []  # where the text stood when each of them began
        self._carried = self._own  # where the paragraphs before have come to
        self._headings: dict[str, Anchor | None] = {}
        self._known: dict[str, tuple[Region | None, str]] = {}  # 连樟村 -> 英德市, 连江口镇连樟村

    def at(self, sentence_index: int, span: Span) -> Where:
        """Where a figure belongs that stands at ``span`` of a sentence."""
        number = bisect_right(self._firsts, sentence_index) - 1
        while len(self._courses) <= number:
            self._courses.append(self._read(len(self._courses)))
        sentence, paragraph = self._sentences[sentence_index], self._paragraphs[number]
        position = sentence.span.start - paragraph.start + span.start
        anchor = self._courses[number].at(position)
        anchor = (
            self._behind(sentence.text, span, anchor, self._before[number])
            or _respectively(paragraph.text, position, anchor)
            or anchor
        )
        return Where(anchor.region.full_name if anchor.region else "", anchor.site, anchor.rule)

    def _behind(self, text: str, span: Span, anchor: Anchor, previous: Anchor) -> Anchor | None:
        """What a figure is about when the words behind it say so."""
        site = sites.attributed(sites.Ends(text), span.end) if text.startswith("的", span.end) else None
        if site is not None:
            region, name = self._placed(site.name, previous if anchor.rule == "own" else anchor)
            return Anchor(span.start, region, name, "attributed")
        if anchor.site or not _FELLOWSHIP.search(text):
            return None
        founded = _FOUNDED.match(text, span.end)
        if founded and _MEMBERS.search(text, max(0, span.start - _SENTENCE_MOST), span.start):
            return Anchor(span.start, anchor.region, founded["name"], "founded")
        return None

    def _read(self, number: int) -> Course:
        """What a paragraph's figures belong to from its marks on."""
        paragraph, previous = self._paragraphs[number], self._carried
        self._before.append(previous)
        course = Course(self._under_heading(paragraph) or self._own)
        for mark in anchors.marks(paragraph.text, self._home, self._year):
            anchor = self._anchor(mark, paragraph.text, course, previous)
            if anchor is not None:
                course.append(anchor)
        if course.last is not None and not self._sentences[paragraph.first].is_heading:
            self._carried = course.last
        return course

    def _under_heading(self, paragraph: _Paragraph) -> Anchor | None:
        """A heading that names one region or site at its head (（一）城关区：打造红色驿站) is about it, and what stands below."""
        sentence = self._sentences[paragraph.first]
        if sentence.is_heading or not sentence.heading or not paragraph.first:
            return None
        if sentence.heading not in self._headings:
            self._headings[sentence.heading] = self._of_heading(_NUMBERING.sub("", sentence.heading))
        return self._headings[sentence.heading]

    def _of_heading(self, heading: str) -> Anchor | None:
        if heading == self._sentences[0].text.strip():  # the title names the report's own region
            return None
        for mark in anchors.marks(heading, self._home, self._year)[:1]:
            if mark.position == 0 and isinstance(mark, NamedRegion) and mark.region != self._home:
                return self._of_region(mark, heading, self._own)
            if mark.position == 0 and isinstance(mark, NamedSite) and _HEADED.match(heading, mark.end):
                return self._of_site(mark, heading, self._own, self._carried)
        return None

    def _anchor(self, mark: Mark, text: str, course: Course, previous: Anchor) -> Anchor | None:
        now = course.at(mark.position)
        if isinstance(mark, NamedRegion):
            return self._of_region(mark, text, now)
        if isinstance(mark, Row):
            return self._of_row(mark, text, now)
        if isinstance(mark, NamedSite):
            return self._of_site(mark, text, now, previous)
        if isinstance(mark, Return):
            return self._of_return(mark, text, now, course, previous)
        raise TypeError(f"no rule for {type(mark).__name__}")

    def _is_own(self, kind: str) -> bool:
        """Whether a word for a kind of body (镇, 公司, 校) means the one whose report this is."""
        return names_a(kind, self._own.site)

    def _inside(self, region: Region | None) -> bool:
        return region is not None and self._home is not None and registry().within(region, self._home)

    def _was_inside(self, region: Region) -> bool:
        """Whether a region was the report's at another time: a total of 公主岭市 is not 四平市's, whose county it was."""
        kin = registry().by_form.get(region.name, ())
        return any(
            self._inside(each)
            for each in kin
            if region.adcode in (each.successor, each.adcode) or each.adcode == region.successor
        )

    def _of_region(self, mark: NamedRegion, text: str, now: Anchor) -> Anchor | None:
        region, site = mark.region, mark.site
        if region is None or anchors.is_mention(text, mark):
            return None
        if not self._inside(region) and mark.head and site is None and self._was_inside(region):
            return Anchor(mark.position, region, "", "region", anchors.reach(text, mark))
        if not self._inside(region):
            # 石家庄市中心医院藁城分院 in the report of 藁城区: a body is where the text stands, whatever its name.
            if site is None or site.kind != "body" or not mark.head:
                return None
            own = self._home is not None and registry().within(self._home, region)
            around = self._home if own else now.region
            return Anchor(mark.position, around, site.name, "body", anchors.reach(text, mark))
        founded = anchors.is_founded(text, mark.position)
        # 督战东乡县76个村: a region that is not the topic holds the rest of its sentence only.
        until = None if founded else anchors.reach(text, mark)
        if site is not None:
            placed, name = self._placed(site.name, now, region, mark.head)
            self._learn(site.name, placed, name)
            return Anchor(mark.position, placed, name, site.kind, until)
        if region == self._home:
            return Anchor(mark.position, region, "", "returned", until) if mark.head else None
        if now.region is not None and not mark.head and registry().within(now.region, region):
            return None
        return Anchor(mark.position, region, "", "region", until)

    def _of_row(self, row: Row, text: str, now: Anchor) -> Anchor | None:
        members = tuple(region for region in row.members if self._inside(region))
        if not members or (not row.head and anchors.is_destination(text, row.position)):
            return None
        around = now.region if now.region is not None and now.region not in members else self._home
        return Anchor(row.position, around, self._own.site, "several", members=members)

    def _of_site(self, mark: NamedSite, text: str, now: Anchor, previous: Anchor) -> Anchor | None:
        site = mark.site
        if site.kind == "person":
            # 芙蓉村…第一书记李俊带着村干部 is still the village; 盛泽镇的网约配送员朱海涛 is the person.
            if now.rule in ("town", "village") and not mark.of_place:
                return None
            return Anchor(
                mark.position, now.region, site.name, "person", anchors.sentence_end(text, mark.end)
            )
        if site.kind == "part":
            return Anchor(mark.position, now.region, site.name, "part", anchors.part_end(text, mark.end))
        if site.name in self._known:
            region, name = self._known[site.name]
            return Anchor(mark.position, region, name, site.kind, anchors.reach(text, mark))
        zone = zones.named(site.name)
        if zone is not None:
            return Anchor(mark.position, self._around(zone), site.name, "body", anchors.reach(text, mark))
        if site.doubtful:
            return None
        if mark.union and now.rule in ("town", "village"):  # 彰冠镇…牵头成立石榴产业党建联盟: still the town
            return None
        base = previous if now.rule == "own" and not now.site else now
        if site.kind == "body" and (
            _INDEPENDENT.search(site.name) or _PARTY_OF_ONE.search(text, mark.position, mark.end)
        ):
            base = self._own
        region = base.region if base.region is not None else self._home
        if site.kind == "body" and base is not self._own:
            region = self._in_name(site.name) or region
        name = site.name
        if site.kind == "village" and _TOWN_PART.match(self._own.site) and not _LAST_PART.search(name):
            name = self._own.site + name  # 河铺村 in the report of 田铺乡
        self._learn(site.name, region, name)
        return Anchor(mark.position, region, name, site.kind, anchors.reach(text, mark))

    def _around(self, zone: zones.Zone) -> Region | None:
        """The region that a zone lies in, as far as it is the report's: 天府新区 in a report of 成都 is of 成都."""
        inside = self._home is not None and registry().within(self._home, zone.region)
        return self._home if inside else zone.region

    def _in_name(self, name: str) -> Region | None:
        """The region with whose name a body's name opens: 南通师范第二附属小学 lies in 南通, wherever the text stood."""
        for length in (4, 3, 2):
            for region in registry().by_form.get(name[:length], ()):
                if self._home is not None and not region.ordinary and region.until is None:
                    if registry().within(self._home, region):
                        return self._home
                    if registry().within(region, self._home):
                        return region
        return None

    def _of_return(
        self, mark: Return, text: str, now: Anchor, course: Course, previous: Anchor
    ) -> Anchor | None:
        """``course`` is that of the paragraph so far, ``previous`` is where the one before it came to."""
        if mark.sort == "item":
            return replace(course.first, position=mark.position, rule="returned")
        if mark.sort in ("again", "body"):
            again = course.again(mark, previous) if mark.sort == "again" else None
            own = self._is_own(mark.kind)
            return again or (replace(self._own, position=mark.position, rule="returned") if own else None)
        until = None
        if self._own.site:  # 县委 is above the town whose report this is, 全县 a figure beside its own
            if mark.sort != "whole":
                return None
            until = anchors.sentence_end(text, mark.end)
        region = self._returned_to(mark, now)
        return Anchor(mark.position, region, "", "returned", until) if self._inside(region) else None

    def _returned_to(self, mark: Return, now: Anchor) -> Region | None:
        if mark.sort == "wide":
            return self._home
        region = now.region
        if mark.sort == "each":
            while (
                region is not None
                and region is not self._home
                and LEVELS.index(region.level) > LEVELS.index(mark.kind)
            ):
                region = next(iter(registry().ancestors(region)), None)
            return region
        # 全市 of a prefecture's report is the prefecture, also behind one of its cities.
        ending = "地区" if mark.kind == "地" else mark.kind
        if self._home is not None and self._home.name.endswith(ending):
            return self._home
        while region is not None and not region.name.endswith(ending):
            region = next(iter(registry().ancestors(region)), None)
        return region

    def _placed(
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
        last = _LAST_PART.search(name)
        if last:
            self._known.setdefault(last[1], (region, full))


def _respectively(text: str, position: int, anchor: Anchor) -> Anchor | None:
    """浏阳市、宁乡市分别建成12个、15个: the figures take the regions of the row in turn."""
    if len(anchor.members) < 2 or position - anchor.position > _SENTENCE_MOST:
        return None
    word = _RESPECTIVELY.match(text, anchor.position, position)
    if word is None:
        return None
    turn = len(_NUMBER.findall(text, word.end(), position)) % len(anchor.members)
    return Anchor(anchor.position, anchor.members[turn], "", "respectively")


def _paragraphs(sentences: Sequence[Sentence]) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    first = 0
    for _, group in groupby(sentences, attrgetter("paragraph")):
        own = list(group)
        text = own[0].text if len(own) == 1 else "".join([sentence.text for sentence in own])
        paragraphs.append(_Paragraph(own[0].span.start, text, first))
        first += len(own)
    return paragraphs
