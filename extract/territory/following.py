"""Where a figure belongs: the administrative region that it is about and, when it covers less, the narrower site.

A report is about its own region. A sentence that puts another region, a village, a company or a person at its head
moves the figures behind it there, and they stay there to the end of the paragraph or until the text comes back: 全市,
市委, the region's own name. Places that are only mentioned (支援湖北, 到浙江培训) move nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from extract import zones
from extract.patterns import lazy, lazy_regex
from extract.regions import Region, registry
from extract.sentences import Sentence
from extract.span import Span
from extract.territory import anchors, extents, sites
from extract.territory.around import in_name, office_of, returned_to
from extract.territory.certainty import basis
from extract.territory.course import Anchor, Course
from extract.territory.marks import Mark, NamedRegion, NamedSite, Return, Row, names
from extract.territory.names import Ends, Site
from extract.territory.own_body import names_a
from extract.territory.where import Paragraph, Where, founded, paragraphs, respectively

_NUMBERING = lazy(r"^[\s（(]*[一二三四五六七八九十\d]*[）)、.．\s—●■◆★]*")
_HEADED = lazy(r"[：:—\s]|$")  # 石门乡：“一户一策”
_OUTER = lazy_regex(r"^\p{Han}*?(?:镇|乡|街道)(?=\p{Han}{2})")
_NEAR = 30  # paragraphs before and behind in which that counts
_PEOPLE = 20  # introduced last, who are looked for
_TOPIC_OFTEN = 2  # times that a narrative names what it is about
_LAST_PART = lazy_regex(r"(?:镇|乡|街道)(\p{Han}{2,8})$")
_TOWN_PART = lazy_regex(r"^\p{Han}{1,8}?(?:镇|乡|街道)$")


class Territory:
    """Scope and site of the figures of one report; ``site`` is the town or body whose report it is, as `Home` says,
    ``year`` the report's own, and ``tables`` where in the text rows of tables stand, each of which speaks for itself."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        region: Region | None,
        site: str = "",
        year: int | None = None,
        tables: Sequence[Span] = (),
    ) -> None:
        self._sentences, self._tables = sentences, tables
        self._home, self._year = region, year
        self._own = Anchor(0, region, site, "own")
        self._paragraphs = paragraphs(sentences)
        self._firsts = [paragraph.first for paragraph in self._paragraphs]
        self._courses: list[Course] = []  # of the paragraphs read so far
        self._before: list[Anchor] = []  # where the text stood when each of them began
        self._names: list[tuple[Span, ...]] = []  # what each of them names of places
        self._carried = self._own  # where the paragraphs before have come to
        self._headings: dict[str, Anchor | None] = {}
        self._people: dict[str, None] = {}  # who has been introduced
        self._of_the_region: bool | None = None
        self._often: dict[str, int] = {}  # how often the report names each site
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
            or respectively(paragraph.text, position, anchor)
            or anchor
        )
        # a narrower place in the paragraph up to here, or where the text had come to before it
        among = bool(self._before[number].site) or self._courses[number].narrower_before(position)
        rests_on = basis(paragraph.text, position, anchor, self._home, among)
        return Where(anchor.region.full_name if anchor.region else "", anchor.site, anchor.rule, rests_on)

    def names(self, sentence_index: int) -> list[Span]:
        """Where a sentence names regions, zones, towns and villages, one behind the other; `at` must have been asked of it."""
        number = bisect_right(self._firsts, sentence_index) - 1
        sentence, paragraph = self._sentences[sentence_index], self._paragraphs[number]
        start = sentence.span.start - paragraph.start
        end = start + len(sentence.span)
        return [
            Span(name.start - start, min(name.end, end) - start)
            for name in self._names[number]
            if start <= name.start < end
        ]

    def _behind(self, text: str, span: Span, anchor: Anchor, previous: Anchor) -> Anchor | None:
        """What a figure is about when the words behind it say so."""
        site = sites.attributed(Ends(text), span.end) if text.startswith("的", span.end) else None
        if site is not None:
            region, name = self._placed(site.name, previous if anchor.rule == "own" else anchor)
            return Anchor(span.start, region, name, "attributed")
        return founded(text, span, anchor)

    def _read(self, number: int) -> Course:
        """What a paragraph's figures belong to from its marks on."""
        paragraph = self._paragraphs[number]
        is_row = self._is_row(paragraph)
        previous = self._own if is_row else self._carried
        self._before.append(previous)
        headed = self._under_heading(paragraph)
        course = Course(headed or self._going_on(number, previous) or self._own)
        around = (headed or previous).region
        marks = anchors.marks(paragraph.text, self._home, around, self._year)
        self._names.append(names(marks, paragraph.text))
        self._people |= {
            mark.site.name: None
            for mark in marks
            if isinstance(mark, NamedSite) and mark.site.kind == "person"
        }
        if self._people:
            marks = sorted(
                [*marks, *anchors.people(paragraph.text, list(self._people)[-_PEOPLE:])],
                key=attrgetter("position"),
            )
        for mark in marks:
            anchor = self._anchor(mark, paragraph.text, course, previous)
            if anchor is not None:
                closing = extents.closing(paragraph.text, mark.position)
                if closing is not None and (anchor.until is None or anchor.until > closing):
                    anchor = replace(anchor, until=closing)
                course.append(anchor)
        if course.last is not None and not is_row and not self._sentences[paragraph.first].is_heading:
            self._carried = course.last
        return course

    def _is_row(self, paragraph: Paragraph) -> bool:
        index = bisect_right(self._tables, paragraph.start, key=attrgetter("start")) - 1
        return index >= 0 and paragraph.start < self._tables[index].end

    def _going_on(self, number: int, previous: Anchor) -> Anchor | None:
        """A narrative about one place goes on over its paragraphs until something brings it back."""
        if not previous.site or previous.rule not in ("town", "village", "body"):
            return None
        if previous.site not in self._often:
            name = _OUTER.sub("", previous.site)
            near = self._paragraphs[max(0, number - _NEAR) : number + _NEAR]
            self._often[previous.site] = sum(paragraph.text.count(name) for paragraph in near)
        often = self._often[previous.site] >= _TOPIC_OFTEN or (
            self._home is not None and self._home.level == "county" and not self._speaks_of_the_region()
        )
        return replace(previous, position=0, until=None) if often else None

    def _speaks_of_the_region(self) -> bool:
        """Whether the report ever calls on its region: 全县, 县委. One that does not is all about what it names."""
        if self._of_the_region is None:
            self._of_the_region = any(
                mark.sort in ("whole", "office") and mark.kind != "国"
                for paragraph in self._paragraphs
                for mark in anchors.returning(paragraph.text)
            )
        return self._of_the_region

    def _under_heading(self, paragraph: Paragraph) -> Anchor | None:
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
        for mark in anchors.marks(heading, self._home, year=self._year)[:1]:
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
        return region is not None and (self._home is None or registry().within(region, self._home))

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
                return self._elsewhere(mark, text)
            own = self._home is not None and registry().within(self._home, region)
            around = self._home if own else now.region
            return Anchor(mark.position, around, site.name, "body", anchors.reach(text, mark))
        founded = extents.is_founded(text, mark.position)
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

    def _elsewhere(self, mark: NamedRegion, text: str) -> Anchor | None:
        """A region that lies outside the report's own: what opens a sentence is what the sentence is about."""
        if not anchors.leads(text, mark):
            return None
        end = extents.sentence_end(text, mark.end)
        if self._home is not None and text.find(self._home.stem, mark.end, end) >= 0:
            return None  # 省里派出干部…分赴凉山州11个县 is what comes to the report's own
        return Anchor(mark.position, mark.region, mark.site.name if mark.site else "", "elsewhere", end)

    def _of_row(self, row: Row, text: str, now: Anchor) -> Anchor | None:
        if row.towns:
            placed = tuple(self._placed(name, now) for name in row.towns)
            return Anchor(row.position, now.region, now.site, "several", members=placed)
        members = tuple(region for region in row.members if self._inside(region))
        if not members or (not row.head and anchors.is_destination(text, row.position)):
            return None
        around = now.region if now.region is not None and now.region not in members else self._home
        each = tuple((region, "") for region in members)
        return Anchor(row.position, around, self._own.site, "several", members=each)

    def _of_site(self, mark: NamedSite, text: str, now: Anchor, previous: Anchor) -> Anchor | None:
        site = mark.site
        if site.kind == "person":
            if extents.speaks(text, mark.end):  # 主任姚丽介绍，全市出动…
                return None
            # 芙蓉村…第一书记李俊带着村干部 is still the village; 盛泽镇的网约配送员朱海涛 is the person.
            if now.rule in ("town", "village") and not mark.of_place:
                return None
            return Anchor(
                mark.position, now.region, site.name, "person", extents.sentence_end(text, mark.end)
            )
        if site.kind == "office":
            return self._of_office(site, text, now)
        if site.kind == "part":
            return Anchor(mark.position, now.region, site.name, "part", extents.part_end(text, mark.end))
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
        if base.rule == "elsewhere":
            base = self._own
        if site.kind == "body" and (
            extents.INDEPENDENT.search(site.name)
            or extents.PARTY_OF_ONE.search(text, mark.position, mark.end)
        ):
            base = self._own
        region = base.region if base.region is not None else self._home
        if site.kind == "body" and base is not self._own:
            region = in_name(site.name, self._home) or region
        name = site.name
        if site.kind == "village" and _TOWN_PART.match(self._own.site) and not _LAST_PART.search(name):
            name = self._own.site + name  # 河铺村 in the report of 田铺乡
        self._learn(site.name, region, name)
        return Anchor(mark.position, region, name, site.kind, anchors.reach(text, mark))

    def _of_office(self, site: Site, text: str, now: Anchor) -> Anchor | None:
        """An office that is the subject: of the nearest region around of its level, up to a semicolon or full stop."""
        if self._own.site or now.region is None:
            return None
        region = office_of(site.name, now.region)
        rule = "office" if self._inside(region) else "elsewhere"
        return Anchor(site.span.start, region, site.name, rule, extents.clause_end(text, site.span.end))

    def _around(self, zone: zones.Zone) -> Region | None:
        """The region that a zone lies in, as far as it is the report's: 天府新区 in a report of 成都 is of 成都."""
        inside = self._home is not None and registry().within(self._home, zone.region)
        return self._home if inside else zone.region

    def _of_return(
        self, mark: Return, text: str, now: Anchor, course: Course, previous: Anchor
    ) -> Anchor | None:
        """``course`` is that of the paragraph so far, ``previous`` is where the one before it came to."""
        if mark.sort == "item":
            return replace(course.first, position=mark.position, rule="returned")
        if mark.sort in ("again", "body"):
            # 社区建立“大党委”68个 are all of them, 公司计划扩建 is the one that the text has come to.
            any_of_them = mark.kind in ("社区", "街道") and mark.end - mark.position == len(mark.kind)
            again = None if any_of_them else course.again(mark, previous)
            own = self._is_own(mark.kind)
            return again or (replace(self._own, position=mark.position, rule="returned") if own else None)
        until = None
        if mark.sort == "whole" and self._own.site.endswith(mark.kind):  # 全区 of a zone's report is the zone
            return replace(self._own, position=mark.position, rule="returned")
        if self._own.site:  # 县委 is above the town whose report this is, 全县 a figure beside its own
            if mark.sort != "whole":
                return None
            until = extents.sentence_end(text, mark.end)
        region = returned_to(mark, now.region, self._home)
        if region is None and mark.sort == "whole":  # 全州 behind a paragraph about 凉山州
            region = course.before(mark, previous)
        if self._inside(region):
            return Anchor(mark.position, region, "", "returned", until)
        if mark.sort == "whole" and extents.stands_for_all(text, mark.position, mark.end):
            return Anchor(mark.position, region, "", "elsewhere", extents.sentence_end(text, mark.end))
        return None

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
