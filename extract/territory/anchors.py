"""What in a paragraph moves its figures to a place: regions and sites with their surroundings, and words that bring it back.

Every mark is found here, in order, without knowing what came before; `extract.territory` follows them through the report.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract import places
from extract.patterns import HAN, lazy, lazy_regex
from extract.regions import Region
from extract.span import Span
from extract.territory import sites
from extract.territory.returns import returns
from extract.territory.sites import Ends, Site


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at ``position`` of a paragraph. ``head`` says that it opens its clause and so is its topic;
    ``until`` ends its reach where it is not."""

    position: int
    end: int
    head: bool = True


@dataclass(frozen=True, slots=True)
class NamedRegion(Mark):
    """A region, with the narrower name behind it when there is one."""

    region: Region | None = None
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Row(Mark):
    """Several regions in a row: 深圳、韶关、惠州. ``end`` is the end of the last one."""

    members: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedSite(Mark):
    """A narrower name without its region before it; ``of_place``: 盛泽镇的网约配送员朱海涛;
    ``union``: a body that the sentence founds."""

    site: Site | None = None
    of_place: bool = False
    union: bool = False


@dataclass(frozen=True, slots=True)
class Return(Mark):
    """A word that brings the text back, as `extract.territory.returns` finds it."""

    sort: str = ""
    kind: str = ""


_TRAVEL = (
    *(
        "前往",
        "奔赴",
        "分赴",
        "赴",
        "来自",
        "远在",
        "考察",
        "学习",
        "借鉴",
        "调往",
        "运往",
        "销往",
        "去",
        "往",
        "与",
        "同",
    ),
    *("跟", "携手"),
)
_GOING = lazy("(?<![走来嫁])到$")
_HELP = lazy(rf"(?:支援|驰援|援助|援建|对口[{HAN}]{{0,2}})$")
_ARRIVAL = ("走进", "来到", "走到", "记者在", "记者到")
_NO_TOPIC_AFTER = lazy(
    r"(?:籍|人(?![口员民才大均次])|话|菜|精神|力量|模式|经验|品牌|特色|日报|晚报|\d{1,2}月\d{1,2}日[电讯])"
)
_IN_ROW = lazy(rf"|(?![与和同跟])[{HAN}（）()]{{0,10}}、|和|与|及|以及|、")
_AND_OTHERS = lazy_regex(
    r"(?![与和同跟在以将把对为从由向的则也])[\p{Han}、（）()]{0,12}?等(?:\p{Han}{0,8}?\d|[一二三四五六七八九十两几多]|地)"
)
_CLAUSE_HEAD = (
    *"，。；：、！？…,;:“”（）()●【】年月日来后前期间时在由以如像对据经向从驻",
    *("位于", "走进", "来到", "比如", "例如", "譬如", "同时", "此外", "目前", "如今", "近日", "日前"),
)
_IN_PLACE = lazy(rf"[{HAN}]+(?:镇|乡|街道|村|社区)[{HAN}]")
_QUOTE = lazy_regex("(?r)[“‘《「『”’》」』]")
_QUOTED_WITHIN = 20  # characters
_SENTENCE_MOST = 600  # characters; a longer sentence has lost its stop
_SENTENCE_END = lazy(r"[。！？\n]")
_CLAUSE_END = lazy(r"[。；;！？\n]")
_HONOUR = lazy(r"[^，。；\d]{0,12}?(?:被评为|荣获|获评|被授予|获得|入选|当选)")
_NEW_FIGURE = lazy(r"(?<=[，,；;])[约近有超]?过?\d")
_SPEECH = lazy(r"[^。！？\n]{0,30}?(?:说|介绍|表示|告诉|坦言|感慨|算了)")
_FOUNDING = ("成立", "设立", "组建", "建立", "成立了", "设立了", "组建了", "建立了")
_PAUSES = ("，", ",", "。", "；", ";")
_UNION = lazy("(?:联合党委|党建联合体|党建联盟)[，,]")
_NAMED_UNION = lazy_regex(
    r"(?:成立|设立|组建|建立)[^。；;]{0,40}?"
    r"(?P<name>(?!为成员)(?:(?!的)\p{Han}){1,6}(?:联合党委|党建联合体|党建联盟))(?=[，,])"
)
_OF_PLACE = lazy(r"(?:镇|乡|街道|村|社区)的[^，。；]{0,12}$")


def marks(text: str, home: Region | None) -> list[Mark]:
    """All marks of a paragraph, in order of their positions."""
    ends = sites.Ends(text)
    free = list(_sites(ends))
    # 渤海石油装备天津分公司: a region inside the name of a body is no place of its own.
    bodies = _Taken(Span(m.position, m.end) for m in free if m.site is not None and m.site.kind == "body")
    regions = [mark for mark in _regions(ends, home) if not bodies.cover(mark.position)]
    taken = _Taken(Span(mark.position, mark.end) for mark in regions)
    found: list[Mark] = [*regions]
    found.extend(Return(word.start, word.end, True, word.sort, word.kind) for word in returns(text))
    found.extend(mark for mark in free if mark.site is not None and not taken.overlap(mark.site.span))
    return sorted(found, key=lambda mark: (mark.position, isinstance(mark, NamedSite)))


class _Taken:
    """Stretches of a text that are spoken for."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def cover(self, position: int) -> bool:
        """Whether a position lies inside one of them, behind its first character."""
        index = bisect_left(self._starts, position) - 1
        return index >= 0 and position < self._spans[index].end

    def overlap(self, span: Span) -> bool:
        """Whether one of them shares a character with a span."""
        index = bisect_left(self._starts, span.end) - 1
        return index >= 0 and self._spans[index].end > span.start


def sentence_end(text: str, position: int) -> int:
    """Where the sentence ends that a position lies in."""
    stop = _SENTENCE_END.search(text, position, position + _SENTENCE_MOST)
    return stop.start() if stop else min(len(text), position + _SENTENCE_MOST)


def reach(text: str, mark: Mark) -> int | None:
    """Up to where a name holds: an honour (安溪潮村被评为…；) ends with its clause, what is no topic with its sentence."""
    if _HONOUR.match(text, mark.end):
        stop = _CLAUSE_END.search(text, mark.end, mark.end + _SENTENCE_MOST)
        return stop.start() if stop else min(len(text), mark.end + _SENTENCE_MOST)
    return None if mark.head else sentence_end(text, mark.end)


def part_end(text: str, position: int) -> int:
    """Where 部分地区 stops to hold: at the sentence's end, or where a clause opens with a figure of its own."""
    end = sentence_end(text, position)
    stop = _NEW_FIGURE.search(text, position, end)
    return stop.start() if stop else end


def is_mention(text: str, mark: NamedRegion) -> bool:
    """Whether a region is only mentioned: 支援湖北, 赴浙江学习, 临夏籍, “临夏经验”."""
    if is_destination(text, mark.position):
        return True
    # What goes to a county of one's own is about that county (河西区对口帮扶礼县); what goes to a province is not.
    if (
        mark.region is not None
        and mark.region.level == "province"
        and _HELP.search(text, max(0, mark.position - 6), mark.position)
    ):
        return True
    if mark.site is not None:
        # A body inside a clause is some organisation that acts; one that is founded by name is what follows is about:
        # 设立临夏州流动党员西藏党委,把6个党支部…
        founded = is_founded(text, mark.position) and text.startswith(_PAUSES, mark.site.span.end)
        return mark.site.kind == "body" and not mark.head and not founded
    return _quoted(text, mark.position) or bool(_NO_TOPIC_AFTER.match(text, mark.end))


def is_destination(text: str, position: int) -> bool:
    """Whether what stands at a position is where somebody goes or what is helped: 赴浙江, 支援湖北; not 走进."""
    if not (text.endswith(_TRAVEL, 0, position) or _GOING.search(text, max(0, position - 2), position)):
        return False
    return not text.endswith(_ARRIVAL, 0, position)


def is_founded(text: str, position: int) -> bool:
    """Whether what stands at a position is the object of 成立, 设立."""
    return text.endswith(_FOUNDING, 0, position)


def _regions(ends: Ends, home: Region | None) -> Iterator[Mark]:
    text = ends.text
    row: list[places.Place] = []
    for place in places.find(text, home):
        if row and not _IN_ROW.fullmatch(text, row[-1].span.end, place.span.start):
            yield from _flush(row, ends)
            row = []
        row.append(place)
    if row:
        yield from _flush(row, ends)


def _flush(row: list[places.Place], ends: Ends) -> Iterator[Mark]:
    text = ends.text
    first, last = row[0], row[-1]
    position = _spoken(text, first.span.start, first.span.end)
    head = position < first.span.start or _opens_clause(text, first.span.start)
    if len(row) > 1 and all(a.span.end == b.span.start for a, b in pairwise(row)):
        site = sites.behind(ends, last.span.end)
        if site is not None and site.kind == "body":  # 宁波|舟山|港集团: two regions in one name
            whole = Span(first.span.start, site.span.end)
            yield NamedSite(
                position,
                whole.end,
                head,
                Site(whole, first.span.of(text) + text[first.span.end : last.span.end] + site.name, "body"),
            )
            return
    if len(row) > 1 or _AND_OTHERS.match(text, last.span.end):
        yield Row(position, last.span.end, head, tuple(place.region for place in row))
        return
    site = sites.behind(ends, first.span.end)
    if site is not None:
        site = Site(site.span, _whole(first, site, text), site.kind)
    end = site.span.end if site else first.span.end
    yield NamedRegion(position, end, head, first.region, site)


def _sites(ends: Ends) -> Iterator[NamedSite]:
    text = ends.text
    for site in (*sites.alone(ends), *sites.within(ends), *sites.parts(text), *sites.persons(text)):
        position = (
            site.span.start
            if site.kind in ("person", "part")
            else _spoken(text, site.span.start, site.span.end)
        )
        of_place = site.kind == "person" and bool(_OF_PLACE.search(text, max(0, position - 30), position))
        yield NamedSite(position, site.span.end, not site.inside, site, of_place)
    for match in _NAMED_UNION.finditer(text) if _UNION.search(text) else ():
        site = Site(Span(*match.span("name")), match["name"], "body")
        yield NamedSite(site.span.start, site.span.end, True, site, union=True)


def _opens_clause(text: str, position: int) -> bool:
    """Whether a clause begins at a position, or only a word like 在 or 目前 stands before it in its clause."""
    return not position or text[position - 1].isspace() or text.endswith(_CLAUSE_HEAD, 0, position)


def _spoken(text: str, start: int, end: int) -> int:
    """Where a quotation opens whose speaker comes behind it: “去年分红26万元。”双店村村民张某说."""
    if start and text[start - 1] == "”" and _SPEECH.match(text, end):
        opened = text.rfind("“", 0, start)
        return opened if opened >= 0 else start
    return start


def _whole(place: places.Place, site: Site, text: str) -> str:
    """The name of a site; an organisation keeps the region that is part of its name: 宜昌市|第三人民医院."""
    if site.kind != "body" or not text.startswith(site.name, place.span.end) or _IN_PLACE.match(site.name):
        return site.name
    written = place.span.of(text)
    forms = (place.region.name, place.region.short, place.region.stem)
    return next((form for form in forms if written.endswith(form)), "") + site.name


def _quoted(text: str, position: int) -> bool:
    """Whether a position lies inside quotation marks that opened a few words before."""
    mark = _QUOTE.search(text, max(0, position - _QUOTED_WITHIN), position)
    return mark is not None and mark.group() in "“‘《「『"
