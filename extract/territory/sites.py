"""Names of what is narrower than a county: a town, a village, a park, a company, a building, a person, an unnamed part.

There is no register of such names, so they are known by their ends (镇, 社区, 公司, 联合党委 …) and by where a sentence puts
them: at the head of a clause, behind 在 or 走进, or behind the region that they lie in. Most words with such ends are
no names (脱贫村, 非公企业, 行业党委, 各乡镇); ``data/site_names.toml`` keeps them out. One automaton finds the ends of a whole
text; names are read where one of them lies within reach, and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extract.patterns import HAN, lazy, lazy_regex
from extract.records import record
from extract.span import Span
from extract.territory.site_words import IN_A_ROW, is_generic, opens_phrase, site_words


@record
class Site:
    """A name found at ``span``. ``kind`` is ``town``, ``village``, ``body`` (an organisation, a building, a park),
    ``person`` or ``part`` (部分地区, 某村). ``inside`` says that it stands within a clause, behind 在 or 驻, ``doubtful`` that
    it opens as a phrase would and is a name only if the report has introduced it (团结社区)."""

    span: Span
    name: str
    kind: str
    inside: bool = False
    doubtful: bool = False


# Characters that a name does not hold: function words, figures, marks.
_FUNCTION_WORDS = "的了着是在与及或各每把等让使被从到由该此我你他它这那则即件次%已均仍只才就还再又"
_STOP = lazy(rf"[{_FUNCTION_WORDS}]|[^{HAN}A-Za-z·]")
# One look at the character before an end tells most that end no name: 的|社区, 12|村, ，|乡镇.
_BEFORE_NO_END = frozenset(_FUNCTION_WORDS + "0123456789 、，。；：！？“”‘’（）()《》\n")
# Function words that stand in short names as well: 永和镇, 全椒路社区, 新都街道, 向阳村, 巴格其村.
_SOFT_STOP = lazy(r"[和有全多为对将向过本其都]")
_SOFT_START = lazy("和平|和睦|和谐|和顺|向阳|全椒|全胜|将军|多宝|有余|都江|都昌|本溪")
_SOFT_MOST = 4
_LONG_NAME = 4
_IN_LONG_NAMES = ("产业", "边境", "文化", "实业", "控股", "技术")
_LED_BY_TIME = (
    r"(?:(?:比如|例如|譬如|如今的?|现在的?|昔日的?|其中|同时|此外|另外|目前|近日|日前|连日来|近年来|疫情期间|[去今前]年(?:以来|底|初)?"
    r"|截至[^，。；,;]{1,12}"
    r"|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|底|初|末)?|\d{1,2}月(?:\d{1,2}日)?(?:以来|底)?|[近两三四五几]+年多?来?)[，,]?)?+"
)
_BOUNDARY = lazy_regex(r"(?r)[，。；：！？…,;:\n（(）)【】]|(?<=[。！？])”")
_LEAD = lazy(
    rf"[\s●■◆★—\-“]*+(?:\d{{1,2}}[.．、])?+{_LED_BY_TIME}(?:在|走进(?:位于)?|来到|位于|家住|驻|以|由|如|像|据|经|对|拿|当|继)?+"
)
_LEAD_MOST = 30  # characters before a name at the head of a clause
_BEHIND_IN = ("在", "走进", "位于", "来到")
_PUT_THERE = lazy_regex(r"(?<=[\p{Han}\d])(?:在|驻|帮扶|结对|联系|落户|位于|走进|来到|为|给)")
_UNNAMED = lazy("部分|有的|有些|一些|少数|个别|某")
_PART = lazy_regex(
    r"(?:部分|有的|有些|一些|少数|个别)"
    r"(?:地区|地方|市县|县区|县（市、区）|县（区）|县市区?|县|市州|乡镇|镇|村居?|社区|街道|单位|企业|高校|学校|偏远地区)(?!化)"
    r"|某\p{Han}{0,4}?(?:镇|乡|村|社区|街道|县|市|区|单位|公司|企业|局|学校|医院)"
)
_PARTY = lazy(r"(?:联合)?党委|党支部|党总支")
# 昊华公司|党支部 is the company; a union of Party bodies is known by nothing else.
_PARTY_END = lazy_regex(r"(?<!联合|流动党员\p{Han}{0,4}|行业|机关)(?:党委|党总支|党支部)$")
_LONGEST = {"town": 8, "village": 8, "body": 14}  # characters of the name's own part
_BRANCH = lazy(r"附属|第[一二三四五六七八九十]+(?:附属)?(?:人民)?医院")  # 吉林大学|第一医院
_TOGETHER = lazy(r"[与和][^，。；]{1,16}(?:共建|结对|合作|签订?|携手|联合|对接)")  # 江苏大学与丹徒区共建
_ZONES = (
    "高新区",
    "经开区",
    "开发区",
    "高新技术产业开发区",
    "经济开发区",
    "经济技术开发区",
    "工业园区",
    "工业园",
)
_SURE_BODIES = ("集团", "有限公司", "银行", "大学", "医院", "中学", "小学", "学院")
_ALIAS = lazy(r"[（(](?:现|原|以下简称)")  # 畹町镇（现畹町经济开发区）
_AND_SO_MANY = lazy(r"等\d")
_IN_TOWN = lazy_regex(r"(?:镇|乡|街道|办事处|苏木)\p{Han}")
_TOWN_GOES_ON = ("村", "镇", "土")
_PLACE_FOLLOWS = lazy_regex(r"\p{Han}{1,5}?(?:社区|街道|[镇乡村])")
_TOWN_FOLLOWS = ("镇", "街道")
_LEVELS = ("省", "市", "县", "区", "州")
_ONE_A_REGION = ("人民医院", "中心医院", "中医院")
_ONE_A_STEM = ("中学", "医院", "油田", "煤矿", "电厂", "钢厂", "银行", "学院")
_PUPIL = ("生", "毕业")  # 大学|生, 中学|生


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
            if text[start - 1] not in _BEFORE_NO_END or kinds[index] == "zone"
        ]

    def __bool__(self) -> bool:
        return bool(self.starts)

    def reached(self, position: int) -> Sequence[tuple[int, int, str]]:
        """Start, end and kind of the ends that a name from a position could have: no farther than a name is long, with
        nothing between that no name holds."""
        first = bisect_left(self.starts, position)
        limit = position + _LONGEST["body"]
        if first == len(self.starts) or self.starts[first] > limit:
            return ()
        stop = _STOP.search(self.text, position, limit)
        last = bisect_right(self.starts, stop.start() if stop else limit, first)
        kinds = site_words().kinds
        return [(start, end, kinds[index]) for index, start, end in self._hits[first:last]]


def behind(ends: Ends, position: int) -> Site | None:
    """The narrower name that goes on where a region's name ended: 于都县|梓山镇潭头村.

    >>> behind(Ends("赣州市于都县梓山镇潭头村党支部"), 6).name
    '梓山镇潭头村'
    """
    if not ends:
        return None
    site = _read(ends, position, shortest=1, buildings=True)
    # 昆山市玉山镇|的好孩子集团: the company, not the town, is what follows is about.
    owned = attributed(ends, site.span.end if site else position, buildings=False)
    if owned is not None:
        return Site(Span(position, owned.span.end), owned.name, "body")
    return site


def alone(ends: Ends) -> list[Site]:
    """The names that stand at the head of a clause of a text.

    >>> text = "新渡镇永久村引进企业，在范岗镇樟枫村，脱贫村达到12个，各乡镇建成3处。"
    >>> [site.name for site in alone(Ends(text))]
    ['新渡镇永久村', '范岗镇樟枫村']
    """
    found: list[Site] = []
    text, reach, before = ends.text, 0, -1
    for end, kind in ends.led:
        farthest = max(0, end - _LEAD_MOST - _LONGEST["body"])
        mark = _BOUNDARY.search(text, max(farthest, reach - 1), end)
        if mark is None and farthest:
            continue
        boundary = mark.end() if mark else 0
        if boundary == before or boundary < reach:
            continue
        opening = _LEAD.match(text, boundary)
        assert opening is not None  # it matches the empty string
        start = opening.end()
        there = text.endswith(_BEHIND_IN, boundary, start)
        if kind == "building" and not there and not text.startswith("党委", end):
            continue  # at the head of a clause 文化广场 is any
        before = boundary
        if _STOP.search(text, start, end):
            continue
        site = _free(ends, start, there)
        if site is not None:
            found.append(site)
            reach = site.span.end
    return found


def within(ends: Ends) -> list[Site]:
    """Towns and villages inside a clause, behind a word that puts something there: 投资1200万元在|石栏镇|建成…

    >>> [site.name for site in within(Ends("投入资金300万元帮扶石栏镇大兴村，干部驻村"))]
    ['石栏镇大兴村']
    """
    found: list[Site] = []
    done = 0
    for end, kind in ends.led:
        if kind not in ("town", "village"):
            continue
        for opening in _PUT_THERE.finditer(ends.text, max(done, end - _LONGEST["body"] - 2), end):
            done = opening.end()
            if _STOP.search(ends.text, done, end) is None:
                site = _free(ends, done, False)
                if site is not None and site.kind != "body":
                    found.append(replace(site, inside=True))
    return found


def parts(text: str) -> list[Site]:
    """Unnamed parts of a region: 部分地区, 某村."""
    if _UNNAMED.search(text) is None:
        return []
    return [Site(Span(*match.span()), match.group(), "part") for match in _PART.finditer(text)]


def persons(text: str) -> list[Site]:
    """Named persons: 村党支部书记|李俊|带着, 主任|管向东|，."""
    words = site_words()
    found = [
        match
        for match in words.person.finditer(text)
        if text.endswith(words.titles, 0, match.start())
        and not text.startswith(words.no_person, match.start())
    ]
    if "某" in text:
        found += words.half_named.finditer(text)
    return [Site(Span(*match.span()), match.group(), "person") for match in found]


def attributed(ends: Ends, position: int, buildings: bool = True) -> Site | None:
    """The thing whose measure stands before it: 441米|的广州国际金融中心, 558平方米|的西塔党群服务站."""
    if not ends.text.startswith("的", position):
        return None
    site = _read(ends, position + 1, shortest=1, buildings=buildings)
    return site if site is not None and site.kind == "body" else None


def _free(ends: Ends, position: int, there: bool) -> Site | None:
    """A name without its region before it: it is short, nothing generic follows, and it is not one of several."""
    text = ends.text
    site = _read(ends, position, shortest=2, buildings=there)
    if site is None or text.startswith("、", site.span.end):
        return None
    if site.kind == "body":
        listed = (
            (text.startswith(IN_A_ROW, site.span.end) and not _TOGETHER.match(text, site.span.end))
            or text.startswith(("）", ")"), site.span.end)
            or text[site.span.end : site.span.end + 1].isdigit()
        )
        if listed or _AND_SO_MANY.match(text, site.span.end):
            return None
        return replace(
            site,
            doubtful=not site.name.endswith(_SURE_BODIES)
            and site.name not in _ZONES
            and opens_phrase(site.name),
        )
    if _IN_TOWN.search(site.name) or _ALIAS.match(text, site.span.end):
        return site
    if len(site.name) > 7 or (not there and text.startswith(site_words().goes_on, site.span.end)):
        return None
    return replace(site, doubtful=opens_phrase(site.name))


def _read(ends: Ends, position: int, shortest: int, buildings: bool) -> Site | None:
    """The name that starts at a position: a town, a village in it, a body in that, as far as they are proper."""
    text, words = ends.text, site_words()
    if text.startswith(words.verbs.get(text[position : position + 1], ()), position):
        return None
    within_reach = ends.reached(position)
    end, kind = position, ""
    order = ("town", "village", "body")
    while within_reach:
        step = _step(text, end, within_reach, shortest if not kind else 1, buildings)
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
    if not kind:
        return None
    name = text[position:end]
    return Site(Span(position, end), _PARTY_END.sub("", name) if kind == "body" else name, kind)


def _still_proper(own: str, kind: str, end: str, shortest: int) -> bool:
    """Names whose own part ends as a description does: 增村|镇, 蔬菜产业|集团, 宁波|流动党员|党委."""
    if kind == "town":
        return len(own) > 1 and own[-1] in "村庄"
    if kind in ("zone", "body") and len(own) >= _LONG_NAME:
        return own.endswith(_IN_LONG_NAMES)
    return shortest == 1 and own.startswith("流动") and end in ("党委", "党总支", "党支部")


def _soft(own: str, kind: str) -> bool:
    """Whether a function word may be part of a name: 永和|镇, but not 机关和|社区, 全区|社区."""
    if kind == "body" or len(own) > _SOFT_MOST:
        return False
    first = _SOFT_STOP.split(own, maxsplit=1)[0]
    if not first:
        return bool(_SOFT_START.match(own))
    return own[len(first)] in "和都其" and not (is_generic(first) or first[-1] in "镇乡村县区市")


def _is_of_region(text: str, position: int, end: str) -> bool:
    """海安市|人民医院, 启东|中学: a body that has no name but its region's; not 启东市|中学, which are all of them."""
    return end in _ONE_A_REGION or (
        end in _ONE_A_STEM and text[position - 1 : position] not in (*_LEVELS, "旗", "的")
    )


def _step(
    text: str, position: int, within_reach: Sequence[tuple[int, int, str]], shortest: int, buildings: bool
) -> tuple[int, str] | None:
    """The end and the kind of the one name part that starts at a position, None when no proper one does."""
    words = site_words()
    for start, end, kind in within_reach:
        own = text[position:start]
        if (
            kind == "building"
            and not buildings
            and not (end - start == 2 and text.startswith("党委", start) and start - position > 3)
        ):
            continue  # at the head of a clause 文化广场 is any; 中国一汽党委 is one
        as_kind = "body" if kind in ("zone", "building") else kind
        if _SOFT_STOP.search(own) and not _soft(own, as_kind):
            return None
        if kind == "zone" and not own:
            return end, "body"
        if kind == "zone" and own and _PLACE_FOLLOWS.match(text, end):
            continue  # 靖安新区|康庄社区: the village, and the zone is where it lies
        if kind == "village" and text.startswith(_TOWN_FOLLOWS, end):
            continue  # 增村|镇, 星村|镇: the village in the name of a town
        of_level = as_kind == "body" and (
            own in _LEVELS or (not own and shortest == 1 and _is_of_region(text, position, text[start:end]))
        )
        if (len(own) < shortest and not of_level) or (kind == "town" and text.startswith(_TOWN_GOES_ON, end)):
            continue
        verb = words.inner_verbs if as_kind == "body" else words.any_verb
        if len(own) > _LONGEST[as_kind] or verb.search(own) or text.startswith(_PUPIL, end):
            return None
        if is_generic(own) and not _still_proper(own, kind, text[start:end], shortest):
            return None
        return end, as_kind
    return None
