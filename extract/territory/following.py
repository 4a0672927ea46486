"""Where a figure belongs: the administrative region that it is about and, when it covers less, the narrower site.

A report is about its own region. A sentence that puts another region, a village, a company or a person at its head
moves the figures behind it there, and they stay there to the end of the paragraph or until the text comes back: 全市,
市委, the region's own name. Places that are only mentioned (支援湖北, 到浙江培训) move nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from extract.patterns import lazy, lazy_regex
from extract.readers import by_both
from extract.records import once
from extract.regions import NATION, Region, registry
from extract.sentences import Sentence
from extract.span import Span, held
from extract.speaking import ALONE, Heard, heard, together
from extract.territory import anchors, certainty, extents, naming, sites
from extract.territory.ahead import Ahead
from extract.territory.anchoring import Anchoring
from extract.territory.breakdown import breakdown_ends
from extract.territory.course import Anchor, Course
from extract.territory.marks import Mark, NamedRegion, NamedSite, Return, names, opens_with
from extract.territory.names import PLACE, Ends
from extract.territory.own_person import is_person
from extract.territory.pronouns import somebody
from extract.territory.sections import RoundUp, inside
from extract.territory.where import (
    SOME_PLACE,
    Paragraph,
    Where,
    exemplified,
    founded,
    of_which,
    paragraphs,
    respectively,
)
from extract.territory.wording import Hearing

_NUMBERING = lazy(r"^[\s（(]*[一二三四五六七八九十\d]*[）)、.．\s—●■◆★]*")
_HEADED = lazy(r"[：:—\s]|$")  # 石门乡：“一户一策”
_OUTER = lazy_regex(r"^\p{Han}*?(?:镇|乡|街道)(?=\p{Han}{2})")
_NEAR = 30  # paragraphs before and behind in which it counts how often a narrative names its place
_INTRODUCED = 20  # people and firms introduced last, which are looked for
# How likely a figure must be the whole region's in a report that speaks of one place alone, to stand for it. Of 126 below
# even nine in ten were not; well above even, since a part that stands as a whole is the worse error
_NARROWER = 0.7
# … and how likely by rules and wording together, unless its own sentence names the region, not to. Of 6,451 labelled figures of 537
# reports .896 are so told rightly, .893 by .35, .888 by .25; by more than .4 some of the given texts lose their region
_TOLD_NARROWER = 0.4
_TOPIC_OFTEN = 2  # times that a narrative names what it is about


class Territory:
    """Scope and site of the figures of one report; ``site`` is the town or body whose report it is, as `Home` says,
    ``year`` the report's own, and ``tables`` where in the text rows of tables stand, each of which speaks for itself.
    ``spoken`` is what its sentences speak of, where somebody has listened already, ``told_by`` the rule of `Home` by which the
    region was found."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        region: Region | None,
        site: str = "",
        year: int | None = None,
        tables: Sequence[Span] = (),
        spoken: Sequence[Heard] | None = None,
        told_by: str = "given",
    ) -> None:
        self._sentences, self._tables = sentences, tables
        self._spoken = spoken or [heard(sentence.text) for sentence in sentences]
        self._home, self._year, self._told_by = region, year, told_by
        self._paragraphs = paragraphs(sentences)
        self._ahead = Ahead(self._paragraphs, region, year)
        self._own = Anchor(0, self._county_of_own(site) or region, site, "own")
        self._anchoring = Anchoring(region, self._own, self._ahead.county_of)
        self._round_up = RoundUp(self._paragraphs, region, year)
        self._firsts = [paragraph.first for paragraph in self._paragraphs]
        self._named: list[naming.Named] = []  # by the paragraphs that were searched so far
        self._courses: list[Course] = []  # of the paragraphs read so far
        self._before: list[Anchor] = []  # where the text stood when each of them began
        self._names: list[tuple[Span, ...]] = []  # what each of them names of places
        self._carried = self._own  # where the paragraphs before have come to
        self._headings: dict[str, Anchor | None] = {}
        self._people = dict.fromkeys([site] if is_person(site) else [])  # who has been introduced
        self._short = anchors.short_names([site])  # firms that have been introduced, by their short names
        self._of_the_region: bool | None = None
        self._heard: dict[int, Heard] = {}  # what the paragraphs speak of that were asked
        self._hearing = Hearing(self._paragraphs, sentences)
        self._often: dict[str, int] = {}  # how often the report names each site

    def _county_of_own(self, site: str) -> Region | None:
        """The county with which a report introduces the town or village that it is about: 长沙市开福区滨江社区 in a report from 湖南省."""
        if not site or self._home is None or self._home.level == "county":
            return None
        county = self._ahead.county_of(site)
        if county is None and self._home.level == "prefecture" and PLACE.search(site):
            return self._ahead.only_county()
        return county if county is not None and registry().within(county, self._home) else None

    def search(self, sentence_index: int) -> None:
        """Find what the paragraphs up to that of a sentence name: of all that will be asked for at once, it takes less time."""
        number = bisect_right(self._firsts, sentence_index)
        texts = [paragraph.text for paragraph in self._paragraphs[len(self._named) : number]]
        self._named += naming.named(texts, self._home)

    def at(self, sentence_index: int, span: Span, large: str = "") -> Where:
        """Where a figure belongs that stands at ``span`` of a sentence; ``large`` is its size, as `certainty.size` names it."""
        number = bisect_right(self._firsts, sentence_index) - 1
        if number >= len(self._named):
            self.search(sentence_index)
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
        if certainty.counts_places(sentence.text, span.end):
            large = certainty.OF_PLACES
        said = self._evidence(anchor, number, position, among, large)
        likely = certainty.weights().of(said)
        scope = anchor.region.full_name if anchor.region else ""
        if anchor.region is not self._home or not scope or anchor.site or self._is_row(paragraph):
            return Where(scope, anchor.site, anchor.rule, said, likely, likely)
        where = Where(scope, "", anchor.rule, said, likely, likely)
        if anchor.rule != "own" and anchor.position >= sentence.span.start - paragraph.start:
            return where  # its own sentence names the region
        where = self.with_wording(where, sentence_index, span, large)
        alone = anchor.rule == "own" and self._report.level == ALONE and likely < _NARROWER
        told = where.told is not None and where.certainty < _TOLD_NARROWER and self._hearing.may_narrow
        if alone or told:
            region, site = self._only_place() or (anchor.region, SOME_PLACE)
            scope = region.full_name if region else scope
            return replace(where, scope=scope, site=site, rule="unnamed", certainty=1 - where.certainty)
        return where

    def with_wording(self, where: Where, sentence_index: int, span: Span, large: str) -> Where:
        """The place of a figure with what its wording says, if it stands for the report's own region and nobody has asked before."""
        own = self._home is not None and where.scope == self._home.full_name and not where.site
        number = bisect_right(self._firsts, sentence_index) - 1
        if not own or where.told is not None or self._is_row(self._paragraphs[number]):
            return where
        told = self._hearing.whole(sentence_index, number, span, large)
        if told is None:
            return where
        return replace(where, told=told, certainty=by_both("place", where.rules, told))

    def heard(self, sentence_index: int, span: Span, large: str) -> dict[str, set[str]]:
        """What `extract.territory.wording` hears of a figure, by where it stands; as `at` is asked."""
        return self._hearing.of(sentence_index, bisect_right(self._firsts, sentence_index) - 1, span, large)

    def _only_place(self) -> tuple[Region | None, str] | None:
        """The one town or village that the report tells of, if it names it more than once and that is not its own region."""
        only = self._anchoring.memory.only_place
        if only is None or (self._home is not None and only[1] == self._home.name):
            return None
        return only if self._names_of(only[1], self._paragraphs) >= _TOPIC_OFTEN else None

    @staticmethod
    def _names_of(site: str, paragraphs: Sequence[Paragraph]) -> int:
        """How often paragraphs name a town or village."""
        name = _OUTER.sub("", site)
        return sum(paragraph.text.count(name) for paragraph in paragraphs)

    def _evidence(
        self, anchor: Anchor, number: int, position: int, among: bool, large: str
    ) -> tuple[str, ...]:
        """What speaks for and against a figure of a paragraph belonging where its anchor says."""
        paragraph = self._paragraphs[number]
        rests_on = certainty.basis(paragraph.text, position, anchor, self._home, among)
        of_home = anchor.region is self._home is not None
        guessed = certainty.guessed(self._told_by, self._home) if of_home else ()
        if self._is_row(paragraph):
            return (*certainty.in_row(anchor), *guessed)
        if anchor.site or anchor.region is None:
            return (*certainty.alone(rests_on), *guessed)
        return (*certainty.of_region(rests_on, self._report, self._speaks(number), large), *guessed)

    @once
    def _report(self) -> Heard:
        """What the report as a whole speaks of."""
        return together(self._spoken)

    def _speaks(self, number: int) -> Heard:
        """What a paragraph speaks of."""
        if number not in self._heard:
            after = self._firsts[number + 1] if number + 1 < len(self._firsts) else None
            self._heard[number] = together(self._spoken[self._firsts[number] : after])
        return self._heard[number]

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
            region, name = self._anchoring.memory.placed(
                site.name, previous if anchor.rule == "own" else anchor
            )
            return Anchor(span.start, region, name, "attributed")
        if text.startswith("的全国", span.end) and self._home is not None:  # 低于23.3%的全国平均水平
            return Anchor(span.start, NATION, "", "elsewhere")
        if text.startswith("的", span.end) and (
            region := of_which(text, span.end + 1, self._home, self._year)
        ):
            return Anchor(span.start, region, "", "attributed")
        if region := exemplified(text, span, self._home, self._year):
            return Anchor(span.start, region, "", "elsewhere")
        return founded(text, span, anchor)

    def _read(self, number: int) -> Course:
        """What a paragraph's figures belong to from its marks on."""
        paragraph = self._paragraphs[number]
        self._ahead.first = number + 1
        is_row = self._is_row(paragraph)
        previous = self._own if is_row else self._carried
        self._before.append(previous)
        headed, topic = self._under_heading(paragraph), self._round_up.topic(number)
        if topic is not None and not (headed and headed.site):
            headed = topic
        course = Course(headed or self._going_on(number, previous) or self._own)
        around = (headed or previous).region
        marks = anchors.marks(self._named[number], self._home, around, self._year)
        self._names.append(names(marks, paragraph.text))
        marks = sorted([*marks, *self._taken_up(paragraph.text, marks)], key=attrgetter("position"))
        ends = breakdown_ends(paragraph.text, marks)
        for mark in marks:
            anchor = self._anchoring.anchor(mark, paragraph.text, course, previous)
            if anchor is not None:
                if (
                    anchor.until is None
                    and anchors.in_passing(paragraph.text, mark)
                    and self._speaks_of_the_region()
                ):
                    anchor = replace(anchor, until=extents.sentence_end(paragraph.text, mark.end))
                for end in (extents.closing(paragraph.text, mark.position), ends.get(mark.position)):
                    if end is not None and (anchor.until is None or anchor.until > end):
                        anchor = replace(anchor, until=end)
                course.append(inside(topic, anchor) if topic else anchor)
        self._anchoring.returns.told_of.extend(course.sites)
        going = course.last if not is_row and not self._sentences[paragraph.first].is_heading else None
        if topic is not None:
            self._carried = self._round_up.behind(topic, course, paragraph.text)
        elif going is not None and not _lists(course, paragraph.text):
            self._carried = going
        return course

    def _taken_up(self, text: str, marks: Sequence[Mark]) -> Iterator[NamedSite]:
        """Who was introduced by now and opens a clause again: by the bare name, as a firm by its short one, as 他."""
        sites = [mark.site for mark in marks if isinstance(mark, NamedSite)]
        self._people |= {site.name: None for site in sites if site.kind == "person"}
        self._short |= anchors.short_names(site.name for site in sites if site.kind == "body")
        yield from anchors.again(text, [(name, name) for name in list(self._people)[-_INTRODUCED:]], "person")
        yield from anchors.again(text, list(self._short.items())[-_INTRODUCED:], "body", marks)
        yield from somebody(text, next(reversed(self._people), ""))

    def _is_row(self, paragraph: Paragraph) -> bool:
        return held(self._tables, paragraph.start)

    def _going_on(self, number: int, previous: Anchor) -> Anchor | None:
        """A narrative about one place goes on over its paragraphs until something brings it back."""
        if not previous.site or previous.rule not in ("town", "village", "body", "sample"):
            return None
        if opens_with(self._home, self._paragraphs[number].text, self._named[number].returns):
            return None
        if previous.site not in self._often:
            near = self._paragraphs[max(0, number - _NEAR) : number + _NEAR]
            self._often[previous.site] = self._names_of(previous.site, near)
        often = self._often[previous.site] >= _TOPIC_OFTEN or (
            self._home is not None and self._home.level == "county" and not self._speaks_of_the_region()
        )
        return replace(previous, position=0, until=None) if often else None

    def _speaks_of_the_region(self) -> bool:
        """Whether the report ever calls on its region: 全县, 县委. One that does not is all about what it names."""
        if self._of_the_region is None:
            self._of_the_region = any(
                mark.sort in ("whole", "office") and mark.kind != "国" for mark in self._returning()
            )
        return self._of_the_region

    def _returning(self) -> Iterator[Return]:
        """The words of all paragraphs that bring the text back."""
        for named in self._named:
            yield from named.returns
        for paragraph in self._paragraphs[len(self._named) :]:
            yield from naming.returning(paragraph.text)

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
        (named,) = naming.named([heading], self._home)
        for mark in anchors.marks(named, self._home, year=self._year)[:1]:
            if mark.position == 0 and isinstance(mark, NamedRegion) and mark.region != self._home:
                return self._anchoring.regions.named(mark, heading, self._own)
            if mark.position == 0 and isinstance(mark, NamedSite) and _HEADED.match(heading, mark.end):
                return self._anchoring.sites.named(mark, heading, self._own, self._carried)
        return None


def _lists(course: Course, text: str) -> bool:
    """Whether a paragraph ends in a row of towns or villages, each with its figures: 茂林镇1200名、卧虎镇980名. The last of them is no
    more what the text goes on about than the first."""
    last = course.last
    if last is None or last.rule not in ("town", "village"):
        return False
    start = max(text.rfind(mark, 0, last.position) for mark in "。！？!?") + 1
    row = {own.site: own.position for own in course.sites if own.position >= start and own.rule == last.rule}
    places = sorted(row.values())
    return len(places) > 1 and all(
        any(c.isdigit() for c in text[place:end]) for place, end in pairwise([*places, len(text)])
    )
