"""Names of regions in a string: provinces, prefectures and counties, each resolved to the region that it means.

A place is found wherever it stands; whether a figure is about it is not decided here. Names are looked up by one
automaton over full names, short forms and stems, leftmost and longest; what follows are the rules that keep a stem apart
from everyday words (长治久安, 朝阳产业, 长安街) and a shared name apart from its namesakes (鼓楼区, 东乡县).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs
import regex

from extract.regions import NATION, Region, registry
from extract.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A region named in a string. A path (清远英德市) is one place: its span covers the path, its region is the last.

    ``full`` says that the name carries its level (英德市, 临夏州), not only its stem (英德, 临夏).
    """

    span: Span
    region: Region
    full: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    form: str
    candidates: tuple[Region, ...]


# What follows a stem and makes it part of another name: 长安街, 南京东路, 中山大学, 延安精神, 和田玉, 阿里巴巴.
_NOT_A_STEM_BEFORE = regex.compile(
    r"(?:[东西南北中新老]?[一二三四五六七八九十]?(?:路|街|大街|大道|胡同|巷|桥|门|湖|江(?!苏|西)|岛|峡|寺|庙|塔|亭|楼(?![宇栋盘房层道长市])|苑|山庄)"
    r"|\p{Han}{0,5}(?:大学|学院)|师范|精神|起义|会议|战役|时报|石窟|玉|菜|茶|话|装|狼|巴巴|云计算|久安|产业|行业|生产|建设|而治|是|杯|时间|路上)"
)
# The same for a stem that stands behind its path, where little else is meant: 广州白云江高镇 but 广州中山大道.
_NOT_IN_PATH_BEFORE = regex.compile(
    r"[东西南北中]?[一二三四五六七八九十]?(?:路|街(?!道)|大道|大学|国际|机场)"
)
_WORD_ENDS = {"安康": regex.compile(r"(?:幸福|平安|健康|身体|群众|百姓|家庭|阖家|人民)$")}
_LEVEL_FOLLOWS = regex.compile(r"(?:省|市|州|县|区|旗|盟|地区)(?![直级域])")
_SHORT_COUNTY_BEFORE = regex.compile(r"(?:^|[\s，。；：、！？“”（）()《》,.;:—·]|[在从到赴由向往与为是如])$")
_SHORT_COUNTY_AFTER = regex.compile(r"(?![级域直区市乡镇城]|委和)")
# Names that only describe: every city has its 城区. They name a region only behind what lies above it.
_ONLY_IN_PATH = frozenset(
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
_LONGER_WORD_BEFORE = {"市中区": "城", "市北区": "城", "市南区": "城"}  # 城市中区


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, tuple[Region, ...]], ...]]:
    forms = tuple((form, regions) for form, regions in registry().by_form.items() if len(form) > 1)
    forms = tuple((form, regions) for form, regions in forms if regions != (NATION,))
    automaton = ahocorasick_rs.AhoCorasick(
        [form for form, _ in forms], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return automaton, forms


def find(text: str, home: Region | None) -> list[Place]:
    """The regions named in a text, in order; ``home`` is the region of the report, None when it is not known.

    >>> linxia = registry().by_adcode["622900"]
    >>> [(place.span.of(s), place.region.full_name) for s in ["督战东乡县76个村,支援湖北"] for place in find(s, linxia)]
    [('东乡县', '甘肃省临夏回族自治州东乡族自治县'), ('湖北', '湖北省')]
    """
    return list(_places(text, home))


def _places(text: str, home: Region | None) -> Iterator[Place]:
    pending: Place | None = None
    for hit in _hits(text):
        above = pending.region if pending is not None and pending.span.end == hit.start else None
        region = _meant(hit, text, home, above)
        if region is None:
            continue
        full = not _is_stem(hit, region)
        if above is not None and region != above and registry().within(region, above):
            assert pending is not None
            pending = Place(Span(pending.span.start, hit.end), region, full)
            continue
        if pending is not None:
            yield pending
        pending = Place(Span(hit.start, hit.end), region, full)
    if pending is not None:
        yield pending


def _hits(text: str) -> Iterator[_Hit]:
    automaton, forms = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        form, candidates = forms[index]
        yield _Hit(start, end, form, candidates)


def _meant(hit: _Hit, text: str, home: Region | None, above: Region | None) -> Region | None:
    """The region that a form means where it stands, None when it names none or one cannot tell which."""
    reg = registry()
    if above is not None:
        below = [region for region in hit.candidates if region != above and reg.within(region, above)]
        # An everyday word goes on a path only directly below: 广州|白云, but 辽宁|振兴发展.
        below = [r for r in below if not (r.ordinary and _is_stem(hit, r) and r.parent != above.adcode)]
        if below and not (_is_stem(hit, below[0]) and _NOT_IN_PATH_BEFORE.match(text, hit.end)):
            return _nearest(below, home)
    candidates = [region for region in hit.candidates if _stands_alone(hit, region, text, home)]
    return _nearest(candidates, home) if candidates else None


def _is_stem(hit: _Hit, region: Region) -> bool:
    return hit.form == region.stem and hit.form != region.name


def _stands_alone(hit: _Hit, region: Region, text: str, home: Region | None) -> bool:
    """Whether a form may name a region without its path before it."""
    if hit.form in _ONLY_IN_PATH:
        return False
    before = text[max(0, hit.start - 2) : hit.start]
    longer = _LONGER_WORD_BEFORE.get(hit.form)
    if longer and before.endswith(longer):
        return False
    own = home is not None and (registry().within(region, home) or registry().within(home, region))
    if not _is_stem(hit, region):
        if len(hit.form) == 2 and region.level == "county":  # 和县, 示范|县: a word may end before the 县
            return region == home or (
                own
                and bool(_SHORT_COUNTY_BEFORE.search(before))
                and bool(_SHORT_COUNTY_AFTER.match(text, hit.end))
            )
        return True
    ends = _WORD_ENDS.get(hit.form)
    if ends and ends.search(before):
        return False
    if _NOT_A_STEM_BEFORE.match(text, hit.end) or _LEVEL_FOLLOWS.match(text, hit.end):
        return False
    if region.level == "county":
        return own and (not region.ordinary or region == home)
    return not region.ordinary or own


def _nearest(candidates: list[Region], home: Region | None) -> Region | None:
    """Of several namesakes the one nearest to home, then the highest and today's; None when two are as near."""
    if len(candidates) == 1:
        return candidates[0]
    ranked = sorted((_distance(region, home), region.adcode, region) for region in candidates)
    best = [region for distance, _, region in ranked if distance == ranked[0][0]]
    return best[0] if len(best) == 1 else None


def _distance(region: Region, home: Region | None) -> tuple[int, int, bool]:
    levels = ("nation", "province", "prefecture", "county")
    reg = registry()
    if home is None or home.level == "nation":
        kinship = 3
    elif region == home:
        kinship = 0
    elif reg.within(home, region) or reg.within(region, home):
        kinship = 1
    elif region.adcode[:4] == home.adcode[:4]:
        kinship = 2
    elif region.adcode[:2] == home.adcode[:2]:
        kinship = 3
    else:
        kinship = 4
    return kinship, levels.index(region.level), region.until is not None
