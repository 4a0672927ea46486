"""A name of what is narrower than a county, read from where it starts: a town, a village in it, a body in that."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extract.patterns import lazy, lazy_regex
from extract.records import record
from extract.span import Span
from extract.territory.common_names import common_name
from extract.territory.name_parts import LONGEST, part
from extract.territory.site_words import site_words
from extract.territory.stops import FUNCTION_WORDS, STOP


@record
class Site:
    """A name found at ``span``. ``kind`` is ``town``, ``village``, ``body`` (an organisation, a building, a park),
    ``person``, ``part`` (部分地区, 某村), ``sample`` (这15个村, of a survey), ``some`` (大瑶镇等5个镇), ``former`` (长山县, a county of old) or ``unit`` (机关支部, of the town that the text has come to). ``inside`` says that it stands within a clause, behind 在 or 驻, ``doubtful`` that
    it opens as a phrase would and is a name only if the report has introduced it (团结社区)."""

    span: Span
    name: str
    kind: str
    inside: bool = False
    doubtful: bool = False


# One look at the character before an end tells most that end no name: 的|社区, 12|村, ，|乡镇.
_BEFORE_NO_END = frozenset(FUNCTION_WORDS + "件0123456789 、，。；：！？“”‘’（）()《》\n")
_PARTY = lazy(r"(?:联合)?党委|党支部|党总支")
# 昊华公司|党支部 is the company; a union of Party bodies is known by nothing else.
_PARTY_END = lazy_regex(r"(?<!联合|流动党员\p{Han}{0,4}|行业|机关)(?:党委|党总支|党支部)$")
PLACE = lazy(r"(?:镇|乡|苏木|街道|办事处|村|社区|嘎查)$")
"""How the names of towns and villages end."""
_BRANCH = lazy(r"附属|第[一二三四五六七八九十]+(?:附属)?(?:人民)?医院")  # 吉林大学|第一医院
_NUMBERED = lazy(  # 双辽市|第一中学党委, but 第一书记
    r"第[一二三四五六七八九十]{1,2}(?:初级|高级|实验|职业|人民|中心)*(?:中学|小学|学校|医院|幼儿园)"
)
# The units of a town: their members are theirs and not the town's. 茂林镇|机关支部, 茂林镇|中心小学
_OF_TOWN = lazy(
    r"(?:(?:人民)?政府(?:机关)?|机关|(?:中心)?(?:小学|学校|校|幼儿园|卫生院)|(?:初级)?中学|派出所|司法所|财政所|供销社|敬老院|离?退休(?:干部|职工)?)(?:联合)?(?:第[一二三四五六七八九十])?(?:党委|党总支|总支|党支部|支部)"
    r"|(?:中心(?:小学|学校|校|幼儿园)|卫生院|派出所|敬老院)(?=(?:现|共)?有(?:正式|预备)?党员|党员(?!干部))"
    r"|(?![的有在和与及])[\u4e00-\u9fff]{2,10}?(?:协会|商会|合作社|公司|企业|服务站|中心|园区|集团|工厂)(?:联合)?(?:党总支|总支|党支部|支部)(?=(?:现|共)?有|党员)"
)
_UNIT = lazy(  # 茂林镇有党员1200名，机关支部有党员32名
    r"(?:(?<=[，,；;、。：:])|^)(?:机关|中心(?:小学|学校|校)|卫生院|派出所|离?退休(?:干部|职工)?)(?:联合)?(?:第[一二三四五六七八九十])?(?:党总支|总支|党支部|支部)(?=(?:现|共|目前)*有(?:正式|预备)?党员|(?:正式|预备)?党员\d|发展党员)"
)


class Ends:
    """Where names may end in a text: the ends of towns, villages, zones and bodies, in order.

    ``led`` are start and kind of those that a name of their own may lead to; a zone needs no name.
    """

    def __init__(self, text: str) -> None:
        words = site_words()
        hits = words.ends.find_matches_as_indexes(text)
        self.text = text
        self.starts = [start for _, start, _ in hits]
        self._hits = hits
        kinds = words.kinds
        self.led = [
            (start, kinds[index])
            for index, start, _ in hits
            if text[start - 1] not in _BEFORE_NO_END
            or kinds[index] == "zone"
            or (text[start - 1] == "才" and STOP.match(text, start - 1) is None)  # 育才|社区
        ]

    def __bool__(self) -> bool:
        return bool(self.starts)

    def reached(self, position: int) -> Sequence[tuple[int, int, str]]:
        """Start, end and kind of the ends that a name from a position could have: no farther than a name is long, with
        nothing between that no name holds."""
        first = bisect_left(self.starts, position)
        limit = position + LONGEST["body"]
        if first == len(self.starts) or self.starts[first] > limit:
            return ()
        stop = STOP.search(self.text, position, limit)
        last = bisect_right(self.starts, stop.start() if stop else limit, first)
        kinds = site_words().kinds
        return [(start, end, kinds[index]) for index, start, end in self._hits[first:last]]


def read_name(ends: Ends, position: int, shortest: int, buildings: bool) -> Site | None:
    """The name that starts at a position: a town, a village in it, a body in that, as far as they are proper."""
    text, words = ends.text, site_words()
    verb = text.startswith(words.verbs.get(text[position : position + 1], ()), position)
    verb = verb and not (shortest == 1 and text.startswith("国家级", position))  # 阿尔山|国家级旅游度假区
    within_reach = ends.reached(position)
    whole = any(start == position and kind == "zone" for start, _, kind in within_reach)  # 产业集聚区
    common = common_name(text, position, shortest == 1) if within_reach else None
    if verb and not whole and not common and not _NUMBERED.match(text, position):
        return None
    end, kind = position, ""
    order = ("town", "village", "body")
    while within_reach:
        step = part(text, end, within_reach, shortest if not kind else 1, buildings)
        if step is None or (kind and kind != "body" and order.index(step[1]) <= order.index(kind)):
            break
        stop, step_kind = step
        bare_end = stop
        if step_kind == "body":
            party = _PARTY.match(text, stop)
            bare_end = party.end() if party else stop
        end, kind = bare_end, step_kind
        if kind == "body" and not _BRANCH.match(text, end):
            break
        within_reach = ends.reached(end)
    if kind in ("town", "village") and (unit := _OF_TOWN.match(text, end)):
        return Site(Span(position, unit.end()), _PARTY_END.sub("", text[position : unit.end()]), "body")
    if not kind:
        return None
    name = text[position:end]
    return Site(Span(position, end), _PARTY_END.sub("", name) if kind == "body" else name, kind)


def units(text: str) -> list[Site]:
    """The units of a town that open a clause by their kind alone.

    >>> [site.name for site in units("有党员1200名，机关支部有党员32名，机关支部书记3名")]
    ['机关支部']
    """
    return [Site(Span(*match.span()), match.group(), "unit") for match in _UNIT.finditer(text)]


def may_be_units(text: str) -> bool:
    """Whether a text holds a word that what `units` finds has."""
    return "支" in text and any(word in text for word in ("机关", "中心", "卫生院", "派出所", "退休"))
