"""A figure's place as an answer, the paragraphs that it is read from, and what the words right around a figure say of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from extract import places
from extract.patterns import lazy, lazy_regex
from extract.records import record
from extract.regions import Region, registry
from extract.sentences import Sentence
from extract.span import Span
from extract.territory.course import Anchor

SOME_PLACE = "其中一处"
"""The site of figures about one place that the report does not name."""


@record
class Where:
    """``scope`` is the full name of a region ("" when the report has none), ``site`` what is narrower than it ("" when
    the figure stands for the whole region), ``rule`` what decided: ``own``, ``region``, ``elsewhere`` (a region outside
    the report's own), ``town``, ``village``, ``body``, ``office``, ``person``, ``part``, ``sample``, ``returned``, ``several``,
    ``respectively``, ``attributed``, ``founded``, ``unnamed``. ``evidence`` is what speaks for and against it, as
    `extract.territory.certainty` says, ``rules`` how likely these make it that it is right, ``told`` how likely the wording makes it
    that the figure is the whole region's (`extract.territory.wording`), None where that is not asked, and ``certainty`` how likely
    it is right by both, from 0 to 1.
    """

    scope: str
    site: str
    rule: str
    evidence: tuple[str, ...]
    certainty: float
    rules: float
    told: float | None = None

    @property
    def spoken(self) -> tuple[str, str, str]:
        """What the report and the figure's paragraph speak of and how often the paragraph speaks of the whole region
        (`extract.speaking`), "" for what was not asked."""
        said = dict(each.split(": ", 1) for each in self.evidence)
        return said.get("report", ""), said.get("paragraph", ""), said.get("whole_in_paragraph", "")


@record
class Paragraph:
    """The text of a paragraph, where it starts in the report, and the index of its first sentence."""

    start: int
    text: str
    first: int


_FELLOWSHIPS = ("联合体", "联合党委", "党建联盟", "产业联盟", "共同体")
_FOUNDED = lazy_regex(
    r"[^。]{0,30}?(?:成立|组建|建立|打造)[“\"]?"
    rf"(?P<name>[\p{{Han}}A-Za-z]{{3,14}}?(?:{'|'.join(_FELLOWSHIPS)}))"
)
_MEMBERS = lazy(r"(?:联合|吸纳|整合|汇集|联动|牵头)[^。]*$")
_RESPECTIVELY = lazy(r"[^。；\n]{0,60}?(?:分别|依次)")
_NUMBER = lazy(r"[\d〇一二三四五六七八九十百千万亿.]*\d[\d万亿.]*")
_AS_AN_EXAMPLE = lazy(r"(?:以上|左右)?的(?:先进|成功|好|有益|典型)?(?:经验|做法|模式)")
_NAME_MOST = 16  # characters of a region's name, its path with it
_SENTENCE_MOST = 300  # characters; what stands farther apart is not read together


def paragraphs(sentences: Sequence[Sentence]) -> list[Paragraph]:
    """The paragraphs that sentences make up."""
    found: list[Paragraph] = []
    first = 0
    for _, group in groupby(sentences, attrgetter("paragraph")):
        own = list(group)
        text = own[0].text if len(own) == 1 else "".join([sentence.text for sentence in own])
        found.append(Paragraph(own[0].span.start, text, first))
        first += len(own)
    return found


def respectively(text: str, position: int, anchor: Anchor) -> Anchor | None:
    """浏阳市、宁乡市分别建成12个、15个: the figures take the regions of the row in turn."""
    if len(anchor.members) < 2 or position - anchor.position > _SENTENCE_MOST:
        return None
    word = _RESPECTIVELY.match(text, anchor.position, position)
    if word is None:
        return None
    turn = len(_NUMBER.findall(text, word.end(), position)) % len(anchor.members)
    region, site = anchor.members[turn]
    return Anchor(anchor.position, region, site, "respectively")


def founded(text: str, span: Span, anchor: Anchor) -> Anchor | None:
    """联合30家单位成立科学城党建联合体: the members of a union belong to what they found."""
    if anchor.site or not any(word in text for word in _FELLOWSHIPS):
        return None
    union = _FOUNDED.match(text, span.end)
    if union and _MEMBERS.search(text, max(0, span.start - _SENTENCE_MOST), span.start):
        return Anchor(span.start, anchor.region, union["name"], "founded")
    return None


def of_which(text: str, position: int, home: Region | None, year: int | None) -> Region | None:
    """The region below the report's own that stands behind its figure: 发展党员4500名的|长春市."""
    if home is None:
        return None
    named = places.find(text[position : position + _NAME_MOST], home, None, year)[:1]
    if not named or named[0].span.start or named[0].region is home:
        return None
    written = text[position + named[0].span.end - 1] in "市县区州旗盟"
    return named[0].region if written and registry().within(named[0].region, home) else None


def exemplified(text: str, span: Span, home: Region | None, year: int | None) -> Region | None:
    """The region that is named last before a figure that is only its example: 学习|安吉县|建成中心300个的经验."""
    if not _AS_AN_EXAMPLE.match(text, span.end):
        return None
    named = places.find(text[: span.start], home, None, year)
    return named[-1].region if named else None
