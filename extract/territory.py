"""Where a figure belongs: the administrative region that it is about and, when it covers less, the narrower site.

A report is about its own region. A sentence that puts another region, a village, a company or a person at its head
moves the figures behind it there, and they stay there to the end of the paragraph or until the text comes back: 全市,
市委, the region's own name. Places that are only mentioned (支援湖北, 到浙江培训) move nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract import places, sites
from extract.home import Home, report_region
from extract.regions import Region, registry
from extract.sentences import Sentence
from extract.sites import Site
from extract.span import Span

__all__ = ["Home", "Territory", "Where", "report_region"]


@dataclass(frozen=True, slots=True)
class Where:
    """``scope`` is the full name of a region ("" when the report has none), ``site`` what is narrower than it ("" when
    the figure stands for the whole region), ``rule`` what decided: ``own``, ``region``, ``town``, ``village``, ``body``,
    ``person``, ``part``, ``returned``, ``several``, ``attributed``, ``founded``."""

    scope: str
    site: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    """From ``position`` of a paragraph on, figures belong to ``region`` and ``site``, at most up to ``until``."""

    position: int
    region: Region | None
    site: str
    rule: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    text: str
    first: int  # index of its first sentence


_TRAVEL = regex.compile(
    r"(?:支援|驰援|援助|援建|对口\p{Han}{0,2}|前往|奔赴|分赴|赴|来自|远在|考察|学习|借鉴|调往|运往|销往|输送到|(?<![走来嫁])到|去|往)$"
)
_ARRIVAL = regex.compile(r"(?:走进|来到|走到|记者(?:在|到))$")
_NO_TOPIC_AFTER = regex.compile(r"(?:籍|人(?![口员民才大均次])|话|菜|精神|力量|模式|经验|品牌|特色)")
_OFFICE = regex.compile(r"(?:党委|委(?!员会?[^会]|托|派)|政府|组织部|宣传部|纪委|监委|人大|政协|财政|机关)")
_LIST = regex.compile(r"[、和与及]|以及")
_IN_ROW = regex.compile(r"|(?![与和同跟])[\p{Han}（）()]{0,10}、|和|与|及|以及|、")
_AND_OTHERS = regex.compile(
    r"(?![与和同跟])[\p{Han}、（）()]{0,12}?等(?:\p{Han}{0,8}?\d|[一二三四五六七八九十两几多]|地)"
)
_AND_MORE = regex.compile(r"等(?![^，。；]{0,6}(?:因素|原因|部门))")
_CLAUSE_HEAD = regex.compile(
    r"(?:^|[\s，。；：！？…,;:“（●])$|(?:在|由|以|如|像|对|据|经|向|从|位于|走进|来到)$|[年月日来后前期间时]$"
)
_QUOTE_OPEN, _QUOTE_CLOSE = "“‘《「『", "”’》」』"

# Words that bring the text back to a region: 全市, 我县; 市委, 省财政; 市级层面; 各地; 市县两级.
_RETURN = regex.compile(
    r"(?<![安健完齐是])(?:全|我)(?P<level>[省市县区州旗盟])"
    r"(?!首|第|率先|唯一|最|先进|优秀|前列|模范|劳|性|推广|平均|榜|重点|范围内?推|党的建设工作会)"
    r"|(?:(?<![\p{Han}])|(?<=[由经向对在被将把据受]))(?P<level>[省市县区州旗盟])(?:委(?!员|托|派)|政府|纪委|直(?![接属辖营观播])|财政|级(?:财政|层面|领导)|人大|政协)"
    r"|(?P<wide>各地(?!级)|全域|(?<![\p{Han}])各级|市县两级|省市县|省、市、县|放眼全|兄弟省)"
)
_ITEM = regex.compile(
    r"(?:(?<=[。；\s：:“]|^)[一二三四五六七八九十]+是|[（(][一二三四五六七八九十\d]+[）)]|(?<=[。；])[①-⑩])"
)
_FOUNDED = regex.compile(
    r"[^。]{0,30}?(?:成立|组建|建立|打造)[“\"]?(?P<name>[\p{Han}A-Za-z]{3,14}?(?:联合体|联合党委|党建联盟|产业联盟|共同体))"
)
_MEMBERS = regex.compile(r"(?:联合|吸纳|整合|汇集|联动|牵头)[^。]*$")
_FOUNDING = regex.compile(r"(?:成立|设立|组建|建立)了?$")
_PAUSE = regex.compile(r"[，,。；;]")
_OF_PLACE = regex.compile(r"(?:镇|乡|街道|村|社区)的[^，。；]{0,12}$")
_NAMED_UNION = regex.compile(
    r"(?:成立|设立|组建|建立)[^。；;]{0,40}?(?P<name>(?!为成员)(?:(?!的)\p{Han}){1,6}(?:联合党委|党建联合体|党建联盟))(?=[，,])"
)


class Territory:
    """Scope and site of the figures of one report."""

    def __init__(self, sentences: Sequence[Sentence], region: Region | None, site: str = "") -> None:
        self._sentences = sentences
        self._home = region
        self._own = _Anchor(0, region, site, "own")
        self._paragraphs = _paragraphs(sentences)
        self._anchors: list[list[_Anchor]] = []  # of the paragraphs read so far
        self._before: list[_Anchor] = []  # where the text stood when each of them began
        self._carried = self._own  # where the paragraphs before have come to
        self._known: dict[str, tuple[Region | None, str]] = {}  # 连樟村 -> 英德市, 连江口镇连樟村

    def at(self, sentence_index: int, span: Span) -> Where:
        """Where a figure belongs that stands at ``span`` of a sentence."""
        sentence = self._sentences[sentence_index]
        number = bisect_right(self._paragraphs, sentence_index, key=lambda p: p.first) - 1
        while len(self._anchors) <= number:
            self._anchors.append(self._read(len(self._anchors)))
        paragraph = self._paragraphs[number]
        position = sentence.span.start - paragraph.start + span.start
        anchor = self._governing(self._anchors[number], position)
        after = self._after(sentence.text, span, anchor, self._before[number])
        anchor = after or anchor
        scope = anchor.region.full_name if anchor.region else ""
        return Where(scope, anchor.site, anchor.rule)

    def _governing(self, anchors: list[_Anchor], position: int) -> _Anchor:
        best = self._own
        for anchor in anchors:
            if anchor.position > position:
                break
            if anchor.until is None or position < anchor.until:
                best = anchor
        return best

    def _after(self, text: str, span: Span, anchor: _Anchor, previous: _Anchor) -> _Anchor | None:
        """What a figure is about when the words behind it say so."""
        site = sites.attributed(text, span.end)
        if site is not None:
            region, name = self._placed(site.name, previous if anchor is self._own else anchor)
            return _Anchor(span.start, region, name, "attributed")
        if not anchor.site and _MEMBERS.search(text, 0, span.start):
            founded = _FOUNDED.match(text, span.end)
            if founded:
                return _Anchor(span.start, anchor.region, founded["name"], "founded")
        return None

    def _read(self, number: int) -> list[_Anchor]:
        """The anchors of a paragraph, in order."""
        paragraph = self._paragraphs[number]
        previous = self._carried
        self._before.append(previous)
        marks = sorted(self._marks(paragraph.text), key=lambda mark: (mark[0], mark[1]))
        anchors = [self._own]
        for position, _, what in marks:
            now = self._governing(anchors, position)
            found = self._anchor(position, what, now, previous, paragraph.text)
            if found is not None:
                anchors.append(found)
        lasting = [anchor for anchor in anchors if anchor.until is None]
        if len(lasting) > 1 and not self._sentences[paragraph.first].is_heading:
            self._carried = lasting[-1]
        return anchors

    def _marks(self, text: str) -> list[tuple[int, int, object]]:
        marks: list[tuple[int, int, object]] = []
        found = places.find(text, self._home)
        taken: list[Span] = []
        for index, place in enumerate(found):
            site = sites.behind(text, place.span.end)
            marks.append((place.span.start, 1, _Named(place, site, _group(found, index, text))))
            taken.append(Span(place.span.start, site.span.end if site else place.span.end))
        free = (*sites.alone(text), *sites.parts(text), *sites.persons(text))
        marks.extend(
            (site.span.start, 2, site) for site in free if not any(site.span.overlaps(span) for span in taken)
        )
        marks.extend(
            (match.start("name"), 3, Site(Span(*match.span("name")), match["name"], "body"))
            for match in _NAMED_UNION.finditer(text)
        )
        marks.extend((match.start(), 0, match) for match in _RETURN.finditer(text))
        marks.extend((match.start(), 0, match) for match in _ITEM.finditer(text))
        return marks

    def _anchor(
        self, position: int, what: object, now: _Anchor, previous: _Anchor, text: str
    ) -> _Anchor | None:
        if isinstance(what, _Named):
            return self._of_place(what, now, text)
        if isinstance(what, Site):
            return self._of_site(what, now, previous, text)
        assert isinstance(what, regex.Match)
        return self._of_return(what, now)

    def _of_place(self, named: _Named, now: _Anchor, text: str) -> _Anchor | None:
        place, site = named.place, named.site
        start, end = place.span.start, place.span.end
        home = self._home
        if home is None or not registry().within(place.region, home):
            return None
        before = text[max(0, start - 6) : start]
        if _quoted(text, start) and site is None:
            return None
        if _TRAVEL.search(before) and not _ARRIVAL.search(before):
            return None
        if site is None and _NO_TOPIC_AFTER.match(text, end):
            return None
        if named.several:
            return _Anchor(
                start, now.region if now.region and now.region != place.region else home, "", "several"
            )
        head = bool(_CLAUSE_HEAD.search(before))
        # 督战东乡县76个村: a region that is not the topic holds the rest of its sentence only.
        until = None if head else _sentence_end(text, end)
        if site is not None:
            if site.kind == "body" and not head:
                # 设立临夏州流动党员西藏党委,把6个党支部…: what is founded under a name is what follows is about.
                if not (_FOUNDING.search(before) and _PAUSE.match(text, site.span.end)):
                    return None
                until = None
            region, name = self._placed(_whole(place, site, text), now, place.region, head)
            self._learn(site.name, region, name)
            return _Anchor(start, region, name, site.kind, until)
        if place.region == home:
            return _Anchor(start, home, "", "returned") if head else None
        if now.region is not None and registry().within(now.region, place.region) and not head:
            return None
        return _Anchor(start, place.region, "", "region", until)

    def _of_site(self, site: Site, now: _Anchor, previous: _Anchor, text: str) -> _Anchor | None:
        start, end = site.span.start, site.span.end
        if site.kind == "person":
            # 芙蓉村…第一书记李俊带着村干部 is still the village; 盛泽镇的网约配送员朱海涛 is the person.
            if now.rule in ("town", "village") and not _OF_PLACE.search(text, now.position, start):
                return None
            return _Anchor(start, now.region, site.name, "person", _sentence_end(text, end))
        if site.kind == "part":
            return _Anchor(start, now.region, site.name, "part", _sentence_end(text, end))
        if _LIST.match(text, end) and _AND_MORE.search(text, end, end + 40):
            return None
        if site.name in self._known:
            region, name = self._known[site.name]
            return _Anchor(start, region, name, site.kind)
        base = now if now.site or now.region != self._home or now.rule != "own" else previous
        region = base.region if base.region is not None else self._home
        self._learn(site.name, region, site.name)
        return _Anchor(start, region, site.name, site.kind)

    def _of_return(self, match: regex.Match[str], now: _Anchor) -> _Anchor | None:
        start = match.start()
        if match.re is _ITEM or match["wide"]:
            return _Anchor(start, self._home, "", "returned")
        region = now.region
        if self._home is not None and self._home.name.endswith(match["level"]):
            region = (
                self._home
            )  # 全市 of a prefecture's report is the prefecture, also behind one of its cities
        while region is not None and region.level != "nation":
            if region.name.endswith(match["level"]):
                break
            above = registry().ancestors(region)
            region = above[0] if above else None
        if region is None or self._home is None or not registry().within(region, self._home):
            return None
        return _Anchor(start, region, "", "returned")

    def _placed(
        self, name: str, now: _Anchor, region: Region | None = None, head: bool = False
    ) -> tuple[Region | None, str]:
        """Region and full name of a site: a known one as it was introduced; else inside what governs here."""
        if name in self._known:
            return self._known[name]
        inside = now.region if now.region is not None else self._home
        if region is None or (not head and inside is not None and registry().within(inside, region)):
            return inside, name
        return region, name

    def _learn(self, name: str, region: Region | None, full: str) -> None:
        self._known.setdefault(name, (region, full))
        last = regex.search(r"(?:镇|乡|街道)(\p{Han}{2,8})$", name)
        if last:
            self._known.setdefault(last[1], (region, full))


@dataclass(frozen=True, slots=True)
class _Named:
    """A place with the narrower name behind it, and whether it is one of several in a row."""

    place: places.Place
    site: Site | None
    several: bool


def _whole(place: places.Place, site: Site, text: str) -> str:
    """The name of a site; an organisation keeps the region that is part of its name: 宜昌市|第三人民医院."""
    if (
        site.kind != "body"
        or text.startswith("的", place.span.end)
        or not text.startswith(site.name, place.span.end)
    ):
        return site.name
    written = place.span.of(text)
    forms = (place.region.name, place.region.short, place.region.stem)
    return next((form for form in forms if written.endswith(form)), "") + site.name


def _group(found: list[places.Place], index: int, text: str) -> bool:
    """Whether a place stands in a row with others: 深圳、韶关、惠州; 苏州工业园区等."""
    place = found[index]
    for other in (found[index - 1] if index else None, found[index + 1] if index + 1 < len(found) else None):
        if other is None:
            continue
        first, second = (other, place) if other.span.start < place.span.start else (place, other)
        if _IN_ROW.fullmatch(text, first.span.end, second.span.start):
            return True
    return bool(_AND_OTHERS.match(text, place.span.end))


_SENTENCE_END = regex.compile(r"[。！？\n]")


def _sentence_end(text: str, position: int) -> int:
    stop = _SENTENCE_END.search(text, position)
    return stop.start() if stop else len(text)


def _quoted(text: str, position: int) -> bool:
    """Whether a position lies inside quotation marks that open in the same paragraph and hold few words."""
    opened = max(text.rfind(mark, max(0, position - 20), position) for mark in _QUOTE_OPEN)
    closed = max(text.rfind(mark, max(0, position - 20), position) for mark in _QUOTE_CLOSE)
    return opened > closed


def _paragraphs(sentences: Sequence[Sentence]) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    for index, sentence in enumerate(sentences):
        if index and sentences[index - 1].paragraph == sentence.paragraph:
            continue
        last = index
        while last < len(sentences) and sentences[last].paragraph == sentence.paragraph:
            last += 1
        text = "".join(each.text for each in sentences[index:last])
        paragraphs.append(_Paragraph(sentence.span.start, text, index))
    return paragraphs
