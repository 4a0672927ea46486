"""Names of regions in a string: provinces, prefectures and counties, each resolved to the region that it means.

A place is found wherever it stands; whether a figure is about it is not decided here. Names are looked up by one
automaton over full names, short forms and stems, leftmost and longest; what follows are the rules that keep a stem apart
from everyday words (长治久安, 朝阳产业, 长安街) and a shared name apart from its namesakes (鼓楼区, 东乡县).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import ahocorasick_rs

from extract.lost_bytes.prose import joins
from extract.ordinary import ordinary, straddles
from extract.patterns import HAN, lazy
from extract.records import record
from extract.regions import LEVELS, NATION, Region, registry
from extract.span import Span


@record
class Place:
    """A region named in a string. A path (清远英德市) is one place: its span covers the path, its region is the last."""

    span: Span
    region: Region


# What follows a stem and makes it part of another name: 长安街, 南京东路, 中山大学, 延安精神, 和田玉, 阿里巴巴,
# 上海社区居委会.
_NOT_A_STEM_BEFORE = lazy(
    r"(?:[东西南北中新老]?[一二三四五六七八九十]?(?:[大马]?路|街|大街|大道|道(?=街|社区|[东西南北中]段)|胡同|巷|桥|门|湖|江(?!苏|西)|岛|峡|寺|庙|塔|亭|楼(?![宇栋盘房层道长市])|苑|山庄)"
    rf"|[{HAN}]{{0,5}}(?:大学|学院)|(?:[{HAN}]{{1,3}}族)?(?:乡(?![镇村])|镇(?![村乡]))|师范|精神|起义|会议|战役|时报|石窟|玉|菜|茶|话|装|狼|巴巴|云计算|久安|会海|八稳|方(?:公里|米)|产业|行业|生产|建设|而治|是|杯|时间|路上|松水|黑水"
    r"|社区(?:居委会|居民委员会|党(?:委|总支|支部)|卫生服务|位于|地处|[东南西北]至|$)|村(?:[，,。]|位于|地处|海拔|坐落|总面积|[现下]?辖|[现共]?有|全村|第一书记|村民(?!自治)|村委会|[东南西北]至))"
)
# The same for a stem that stands behind its path, where little else is meant: 广州白云江高镇 but 广州中山大道.
_NOT_IN_PATH_BEFORE = lazy(r"[东西南北中]?[一二三四五六七八九十]?(?:路|街(?!道)|大道|大学|国际|机场)")
_WORD_ENDS = {
    "安康": lazy(r"(?:幸福|平安|健康|身体|群众|百姓|家庭|阖家|人民)$"),
    "合肥": lazy(r"[复混]$"),
    "海口": lazy(r"[出入]$"),
}
_BEFORE_A_NAME = ("大", "小", "东", "西", "南", "北", "上", "下", "前", "后", "新", "老")  # 大|武乡|村
_LEVEL_FOLLOWS = lazy(r"(?:省|市|州|县|区|旗|盟|地区)(?![直级域])")
_SHORT_COUNTY_BEFORE = lazy(
    r"(?:^|[\s，。；：、！？“”（）()《》,.;:—·]|[在从到赴由向往与为是如驻]|帮扶|支援|援建|协作|结对|对接|定点)$"
)
_SHORT_COUNTY_AFTER = lazy(r"(?![级域直区市乡镇城]|委和)")
ONLY_IN_PATH = frozenset(
    (
        "城区",
        "郊区",
        "矿区",
        "东区",
        "西区",
        "新城区",
        "老城区",
        "新市区",
        "西市区",
        "北市区",
        "南市区",
        "林区",
        "港口区",
    )
)
"""Names that only describe: every city has its 城区. They name a region only behind what lies above it."""
_LONGER_WORD_BEFORE = {"市中区": "城", "市北区": "城", "市南区": "城"}  # 城市中区


_SHORT_STEM = 2  # characters of a county's bare name that is of no use in what is about the nation: 朱|永新
_REMEMBERED = 1 << 14  # names with what they may mean to the reports of one region
_NAMED_ALONE = 2010  # the year since which a region that ended is still called by its bare name


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    forms = tuple(
        form for form, regions in registry().by_form.items() if len(form) > 1 and regions != (NATION,)
    )
    return ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), forms


def find(
    text: str, home: Region | None, around: Region | None = None, year: int | None = None
) -> list[Place]:
    """The regions named in a text, in order; ``home`` is the region of the report and ``year`` its year, None when they are
    not known: 公主岭市 is 四平's in a report of 2018, and 长春's in one of 2022. A name that several regions bear (朝阳区) is
    the one near ``around``, the region that the text has come to, if home does not tell.

    >>> linxia = registry().by_adcode["622900"]
    >>> [(place.span.of(s), place.region.full_name) for s in ["督战东乡县76个村,支援湖北"] for place in find(s, linxia)]
    [('东乡县', '甘肃省临夏回族自治州东乡族自治县'), ('湖北', '湖北省')]
    """
    return list(_places(text, home, None if around is home else around, year))


def shared(text: str, home: Region | None) -> list[Span]:
    """Where a text names a district or county of which there are several inside ``home``, and it does not say which: in a
    report of 江苏省 鼓楼区 is 南京's or 徐州's.

    >>> jiangsu = registry().by_adcode["320000"]
    >>> [span.of("鼓楼区党员4.2万名，玄武区3万名") for span in shared("鼓楼区党员4.2万名，玄武区3万名", jiangsu)]
    ['鼓楼区']
    """
    if home is None or home.level not in ("province", "nation"):
        return []
    automaton = _shared_names(home.adcode)
    if automaton is None:
        return []
    spans = (Span(start, end) for _, start, end in automaton.find_matches_as_indexes(text))
    return [span for span in spans if not _on_path(text, span.start, home)]


@cache
def _shared_names(adcode: str) -> ahocorasick_rs.AhoCorasick | None:
    """The names of counties of which a region has several."""
    above, reg = registry().by_adcode[adcode], registry()
    names = [name for name, own in _namesakes().items() if sum(reg.within(each, above) for each in own) > 1]
    return (
        ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        if names
        else None
    )


@cache
def _namesakes() -> Mapping[str, list[Region]]:
    """Today's counties by the names that several of them bear, but for those that only describe."""
    counties: dict[str, list[Region]] = {}
    for each in registry():
        if each.level == "county" and each.until is None and each.name not in ONLY_IN_PATH:
            counties.setdefault(each.name, []).append(each)
    return {name: own for name, own in counties.items() if len(own) > 1}


def _on_path(text: str, position: int, home: Region) -> bool:
    """Whether a region inside home stands right before, which says whose a name is: 徐州|鼓楼区, but not 江苏省|鼓楼区."""
    reg = registry()
    return any(
        region is not home and reg.within(region, home)
        for length in range(2, 9)
        for region in reg.by_form.get(text[max(0, position - length) : position], ())
    )


def _places(text: str, home: Region | None, around: Region | None, year: int | None) -> Iterator[Place]:
    automaton, forms = _automaton()
    adcode = home.adcode if home else ""
    pending: Place | None = None
    # the 中 of 其中 begins no name: 其中|宁波市1200名 is not of 中宁, 其中|江西 not of 中江
    sought = text.replace("其中", "其 ").replace("集中", "集 ") if "中" in text else text
    for index, start, end in automaton.find_matches_as_indexes(sought):
        form = forms[index]
        if straddles(text, start, end) or _cuts_words(text, start, end):
            continue
        if pending is not None and pending.span.end == start:
            below = _below(form, text, end, home, pending.region, year)
            if below is not None:
                pending = Place(Span(pending.span.start, end), below)
                continue
        region = _meant(form, text, start, end, adcode, year)
        if region is None and around is not None:
            region = _meant(form, text, start, end, around.adcode, year)
            widest = [each for each in (around, *registry().ancestors(around)) if each is not home][-1]
            if region is not None and not registry().within(region, widest):
                continue
        if region is None:
            continue
        if pending is not None:
            yield pending
        pending = Place(Span(start, end), region)
    if pending is not None:
        yield pending


def _cuts_words(text: str, start: int, end: int) -> bool:
    """Whether two characters are the end of an everyday word and the beginning of any other: 确保定点, 创新乡村, 美丽江西; but not
    支持|重庆, behind a verb of its own."""
    if end - start != 2 or not start or text[start - 1 : start + 1] not in ordinary():
        return False
    return text[max(0, start - 2) : start] not in ordinary() and joins(text[end - 1], text[end : end + 1]) > 0


def _below(
    form: str, text: str, end: int, home: Region | None, above: Region, year: int | None
) -> Region | None:
    """What a form means that goes on a path: 广州|白云, 清远|英德市. None when it does not go on it."""
    reg = registry()
    below = [each for each in reg.by_form[form] if each is not above and reg.within(each, above)]
    # An everyday word goes on a path only directly below: 广州|白云, but 辽宁|振兴发展.
    below = [
        each for each in below if not (each.ordinary and _is_stem(form, each) and each.parent != above.adcode)
    ]
    if not below or (_is_stem(form, below[0]) and _NOT_IN_PATH_BEFORE.match(text, end)):
        return None
    return _nearest(below, home, year)


def _meant(form: str, text: str, start: int, end: int, home: str, year: int | None) -> Region | None:
    """The region that a form means where it stands alone, None when it names none or one cannot tell which; ``home`` is
    the adcode of the report's region."""
    as_stem, as_short, otherwise = _ways(form, home)
    if not (as_stem or as_short or otherwise):
        return None
    before = text[max(0, start - 2) : start]
    if form in _LONGER_WORD_BEFORE and before.endswith(_LONGER_WORD_BEFORE[form]):
        return None
    if as_stem:
        ends = _WORD_ENDS.get(form)
        as_stem = not (
            _LEVEL_FOLLOWS.match(text, end)
            or _NOT_A_STEM_BEFORE.match(text, end)
            or (before[-1:] in _BEFORE_A_NAME and text.startswith(("村", "社区", "屯", "庄"), end))
            or (ends and ends.search(before))
        )
    if as_short:  # 和县, 示范|县: a word may end before the 县
        as_short = bool(_SHORT_COUNTY_BEFORE.search(before) and _SHORT_COUNTY_AFTER.match(text, end))
    return _choice(form, home, as_stem, as_short, year if form in _moved() else None)


@lru_cache(maxsize=_REMEMBERED)
def _ways(form: str, home: str) -> tuple[bool, bool, bool]:
    """Whether a form may mean some region in a report from ``home`` by being its stem, by being the two-character name
    of a county, or whatever stands around it."""
    if form in ONLY_IN_PATH:
        return False, False, False
    otherwise = len(_candidates(form, home, False, False))
    as_stem = len(_candidates(form, home, True, False)) > otherwise
    as_short = len(_candidates(form, home, False, True)) > otherwise
    return as_stem, as_short, otherwise > 0


@lru_cache(maxsize=_REMEMBERED)
def _choice(form: str, home: str, as_stem: bool, as_short: bool, year: int | None) -> Region | None:
    """The region that a form means in a report from ``home`` of a year, where the words around allow these readings."""
    candidates, own = _candidates(form, home, as_stem, as_short), _of(home)
    chosen = _nearest(candidates, own, year) if candidates else None
    was_own = own is not None and chosen is not None and (chosen.successor, chosen.stem) == (home, own.stem)
    return own if was_own else chosen  # 邹平县 in a report of 邹平市 is what that was called


@cache
def _moved() -> frozenset[str]:
    """The forms of regions of which one took over from another of the same name: which is meant depends on the year."""
    regions = map(registry().by_adcode.__getitem__, _since())
    return frozenset(form for each in regions for form in (each.name, each.short, each.stem, *each.aliases))


@cache
def _since() -> Mapping[str, int]:
    """The regions, by adcode, that took over from another of their name, and the year in which they did."""
    years: dict[str, int] = {}
    for former in registry():
        now = registry().by_adcode.get(former.successor)
        if now is not None and now.name == former.name and former.until:
            years[now.adcode] = max(former.until, years.get(now.adcode, 0))
    return years


def _is_of(region: Region, year: int | None) -> bool:
    """Whether a region was there in a year; in the one in which it moved it is found in both places."""
    return year is None or (
        _since().get(region.adcode, 0) <= year and (region.until is None or year <= region.until)
    )


def _candidates(form: str, home: str, as_stem: bool, as_short: bool) -> list[Region]:
    own = _of(home)
    return [each for each in registry().by_form[form] if _may_be_meant(form, each, own, as_stem, as_short)]


def _of(adcode: str) -> Region | None:
    return registry().by_adcode[adcode] if adcode else None


def _may_be_meant(form: str, region: Region, home: Region | None, as_stem: bool, as_short: bool) -> bool:
    if (
        region.until is not None
        and region.until < _NAMED_ALONE
        and region is not home
        and form != region.name
    ):
        return False  # 学生|达5400人 is not 生达县, which ended in 1999
    own = home is not None and (registry().within(region, home) or registry().within(home, region))
    if _is_stem(form, region):
        if region.level == "county":
            told = own and (home is not NATION or len(form) > _SHORT_STEM)
            return as_stem and told and (not region.ordinary or region is home)
        return as_stem and (not region.ordinary or own)
    if _is_short(form, region):
        return region is home or (own and as_short)
    return True


def _is_stem(form: str, region: Region) -> bool:
    return form == region.stem and form != region.name


def _is_short(form: str, region: Region) -> bool:
    return len(form) == 2 and region.level == "county" and form != region.stem


def _nearest(candidates: list[Region], home: Region | None, year: int | None = None) -> Region | None:
    """Of several namesakes those of the year, of these the one nearest to home, then the highest and today's; None when
    two are as near."""
    if year is not None:
        candidates = [each for each in candidates if _is_of(each, year)] or [
            _today(each) for each in candidates
        ]
    if len(candidates) == 1:
        return candidates[0]
    ranked = sorted((_distance(region, home), region.adcode, region) for region in candidates)
    best = [region for distance, _, region in ranked if distance == ranked[0][0]]
    return best[0] if len(best) == 1 else None


def _today(region: Region) -> Region:
    """What became of a region under the same stem: a report of 2020 means 沧州市 by 沧州地区."""
    heir = registry().by_adcode.get(region.successor)
    return heir if heir is not None and heir.stem == region.stem else region


def _distance(region: Region, home: Region | None) -> tuple[int, int, bool]:
    reg = registry()
    if home is None or home is NATION:
        kinship = 3
    elif region is home:
        kinship = 0
    elif reg.within(home, region) or reg.within(region, home):
        kinship = 1
    elif region.adcode[:4] == home.adcode[:4]:
        kinship = 2
    elif region.adcode[:2] == home.adcode[:2]:
        kinship = 3
    else:
        kinship = 4
    return kinship, LEVELS.index(region.level), region.until is not None
