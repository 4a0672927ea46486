"""What paragraphs name that moves their figures, wherever the text before them has come to: sites, zones, ways back.

`extract.territory.anchors` adds the regions, of which some are known only by the region that the text has come to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from extract import places, zones
from extract.patterns import lazy, lazy_regex
from extract.records import record
from extract.regions import Region
from extract.span import Span
from extract.territory import in_a_row, parts, sites
from extract.territory.extents import opens_clause
from extract.territory.former import former, may_be_former
from extract.territory.marks import NamedSite, Return, Row
from extract.territory.names import Ends, Site, may_be_units, units
from extract.territory.offices import offices
from extract.territory.people import persons
from extract.territory.returns import returns
from extract.territory.site_words import IN_A_ROW
from extract.territory.some_of import may_be_some, some_of

_SPEECH = lazy(r"[^。！？\n]{0,30}?(?:说|介绍|表示|告诉|坦言|感慨|算了)")
_THIS_IS = lazy(
    r"”[。，,]?[ 　]*(?:这是|说这(?:番)?话的是|(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨天|今天|谈起[^，,。；\n“”]{2,16}|说起[^，,。；\n“”]{2,16})[，,])$"
)  # “…”这是|茂林镇纪委书记李强晒出的清单
_TITLED = lazy(  # “…”全国人大代表、|锄头娃农业公司董事长阳海玲说
    rf"”{sites.TITLES}+$"
)
_JOINT_MOST = 36
_WHO = lazy(  # who leads a body, or lives there: what they say is of it
    r"(?:镇|乡|街道|村|社区)?(?:党工委|党委|纪委|党总支|党支部|村委会|居委会|村|社区)?(?:第一|副|原)*(?:书记|主任|主席|镇长|乡长|局长|院长|校长|厂长|经理|董事长|负责人|村民|居民|社员|党员)"
)
_TEAMS = lazy_regex(
    r"(?:派出|派遣|选派|组建|组派)了?(?P<name>(?:支援|援助|驰援|援)\p{Han}{1,6}?医疗队)(?:共计?)?\d+[支批个](?=[，,、])"
)
_UNIONS = ("联合党委", "党建联合体", "党建联盟")
# 成立东岸联合党委，; but 社区全部设立联合党委， 建立了联合党委， 成立区域联合党委，
_NAMED_UNION = lazy_regex(
    r"(?:成立|设立|组建|建立)(?:[^。；;]{0,40}?[的“\"])?"
    r"(?P<name>(?!(?:[了各]|大|若干|片区|区域|楼宇|街道|社区|园区|行业|产业|城乡|村企)*(?:联合党|党建联))"
    rf"(?:(?!的)\p{{Han}}){{1,6}}(?:{'|'.join(_UNIONS)}))(?=[”\"]?[，,])"
)
_OF_PLACE = lazy(r"(?:镇|乡|街道|村|社区)的[^，。；]{0,12}$")


@record
class Named:
    """What of a paragraph moves its figures wherever the text before it has come to: the ``ends`` of its names, ``zones``,
    all ``sites`` (zones among them), words that bring it back, rows of ``towns``."""

    ends: Ends
    zones: list[NamedSite]
    sites: list[NamedSite]
    returns: list[Return]
    towns: list[Row]


def named(texts: Sequence[str], home: Region | None) -> list[Named]:
    """What each of several paragraphs names; ``home`` is the report's region. One sort is found in all of them before the
    next one is: to find all sorts in one paragraph after the other takes a processor a sixth longer. A sort of which the
    whole has no word is sought in none of them."""
    whole, none = "\n".join(texts), [list[NamedSite]() for _ in texts]
    ends = list(map(Ends, texts))
    zones_ = [_zones(text) for text in texts] if zones.may_be_named(whole) else none
    sites_ = [[find(own) for own in ends] for find, may in _SORTS if may is None or may(whole)]
    shared = [_shared(text, home) for text in texts] if places.shared(whole, home) else none
    free = [[*chain.from_iterable(own)] for own in zip(*sites_, zones_, shared, strict=True)]
    back = [returning(text) for text in texts]
    towns = [_towns(own) for own in ends]
    return list(map(Named, ends, zones_, free, back, towns))


def returning(text: str) -> list[Return]:
    """The words of a paragraph that bring it back."""
    return [Return(word.start, word.end, True, word.sort, word.kind) for word in returns(text)]


def _zones(text: str) -> list[NamedSite]:
    """Zones and new areas with a name of their own: 雄安新区, 天府新区."""
    return [
        NamedSite(span.start, span.end, opens_clause(text, span.start), site=Site(span, zone.name, "body"))
        for span, zone in zones.find(text)
        if not text.startswith(IN_A_ROW, span.end)  # 在苏州工业园区、花桥经济开发区等 is one of several
    ]


def _towns(ends: Ends) -> list[Row]:
    """Towns and villages in a row whose figures come in turn: 茂林镇、双山镇分别发展党员40名、35名."""
    return [
        Row(row[0].span.start, row[-1].span.end, towns=tuple([town.name for town in row]))
        for row in in_a_row.in_turn(ends)
    ]


def _shared(text: str, home: Region | None) -> list[NamedSite]:
    """Districts of which the report's region has several, so that one is no region that can be named: 江苏's 鼓楼区."""
    return [
        NamedSite(
            span.start, span.end, opens_clause(text, span.start), site=Site(span, span.of(text), "body")
        )
        for span in places.shared(text, home)
    ]


def _alone(ends: Ends) -> list[NamedSite]:
    """Towns, villages and bodies that open a clause or stand within one."""
    return [
        NamedSite(
            spoken(ends.text, site.span.start, site.span.end), site.span.end, not site.inside, site=site
        )
        for site in (*sites.alone(ends), *sites.within(ends))
    ]


def _together(ends: Ends) -> list[NamedSite]:
    return [NamedSite(site.span.start, site.span.end, site=site) for site in in_a_row.together(ends)]


def _parts(ends: Ends) -> list[NamedSite]:
    return [NamedSite(site.span.start, site.span.end, site=site) for site in parts.parts(ends.text)]


def _offices(ends: Ends) -> list[NamedSite]:
    return [NamedSite(site.span.start, site.span.end, site=site) for site in offices(ends.text)]


def _units(ends: Ends) -> list[NamedSite]:
    return [NamedSite(site.span.start, site.span.end, site=site) for site in units(ends.text)]


def _former(ends: Ends) -> list[NamedSite]:
    return [NamedSite(site.span.start, site.span.end, site=site) for site in former(ends.text)]


def _persons(ends: Ends) -> list[NamedSite]:
    found: list[NamedSite] = []
    for site in persons(ends.text):
        start = site.span.start
        of_place = _OF_PLACE.search(ends.text, max(0, start - 30), start) is not None
        found.append(NamedSite(start, site.span.end, site=site, of_place=of_place))
    return found


def _unions(ends: Ends) -> list[NamedSite]:
    """Unions that a sentence founds by name."""
    found = [
        Site(Span(*match.span("name")), match["name"], "body") for match in _NAMED_UNION.finditer(ends.text)
    ]
    return [NamedSite(site.span.start, site.span.end, site=site, union=True) for site in found]


def spoken(text: str, start: int, end: int) -> int:
    """Where a quotation opens whose speaker comes behind it: “去年分红26万元。”双店村村民张某说, “立案12件。”这是茂林镇纪委书记….

    >>> spoken("“增收2万元。”这是双山村党支部书记的账。", 10, 13)
    0
    >>> spoken("“增收2万元。”全国人大代表、双山村党支部书记李强说。", 15, 18)
    0
    """
    before = max(0, start - _JOINT_MOST)
    joint, titled = _THIS_IS.search(text, before, start), _TITLED.search(text, before, start)
    closed = joint.start() if joint else titled.start() if titled else start - 1
    says = _WHO.match(text, end) if joint else _SPEECH.match(text, end)
    if start and text[closed] == "”" and says:
        opened = text.rfind("“", 0, closed)
        return opened if opened >= 0 else start
    return start


def _teams(ends: Ends) -> list[NamedSite]:
    """Teams that somebody sent, from behind their number: 派出支援湖北医疗队13支|，成立临时党组织45个."""
    return [
        NamedSite(match.end(), match.end(), site=Site(Span(match.end(), match.end()), match["name"], "team"))
        for match in _TEAMS.finditer(ends.text)
    ]


def _some(ends: Ends) -> list[NamedSite]:
    return [NamedSite(site.span.start, site.span.end, site=site) for site in some_of(ends.text)]


def _may_be_team(text: str) -> bool:
    return "医疗队" in text


def _may_be_union(text: str) -> bool:
    return any(union in text for union in _UNIONS)


_SORTS: tuple[tuple[Callable[[Ends], list[NamedSite]], Callable[[str], bool] | None], ...] = (
    (_alone, None),
    (_together, None),
    (_parts, parts.may_be_parts),
    (_offices, None),
    (_persons, None),
    (_unions, _may_be_union),
    (_units, may_be_units),
    (_former, may_be_former),
    (_teams, _may_be_team),
    (_some, may_be_some),
)
"""What finds each sort of site, and what says whether a text may name any of it."""
