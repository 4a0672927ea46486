"""Which of the regions around a place a word means: 全市 behind one of its counties, 南通 in the name of a school."""

from __future__ import annotations

from extract.patterns import HAN, lazy
from extract.places import find
from extract.regions import LEVELS, NATION, Region, registry
from extract.territory.extents import sentence_end
from extract.territory.marks import Return
from extract.territory.site_words import site_words

# 双山村位于湖北省长阳县; not on the border of two
_LIES_IN = lazy(
    rf"[，,]?(?:就|是)?(?:位于|地处|坐落于|坐落在|隶属于?|在(?=[{HAN}]{{2,20}}[县市区旗]))(?P<where>[{HAN}]{{2,30}})"
)
_GIVES = lazy(  # 省公安厅|先后投资65万元
    rf"[{HAN}“”]{{0,16}}?(?:投[资入]|出资|捐[赠款助资]|[资援]助|帮[扶助]|援建|选派|派[出驻]|下派|筹[集措]|争取|协调|拨[付款]|落实|慰问|结对)"
    rf"(?![^，,。；;]{{0,24}}?(?:地区|各[省市县区州]|\d个[省市县区州]))"
)
_FOR_US = lazy("[我本][省市县区州旗]|捐|支援|帮扶|援[助建]|协作|签[订约]|合作(?!社)|对口|结对")
_OF_ALL = ("三区三州",)  # parts of the nation, others lie in one province

_LEVEL_OF = {"县": "county", "旗": "county", "州": "prefecture", "盟": "prefecture", "省": "province"}


def returned_to(mark: Return, now: Region | None, home: Region | None) -> Region | None:
    """The region that a word brings the text back to from the region ``now``: 全市, 县委, 各地."""
    if mark.sort in ("wide", "sent"):
        return home
    if mark.kind == "国":  # 全国 in a city's report
        return NATION
    region = now
    if mark.sort == "each":
        while (
            region is not None and region is not home and LEVELS.index(region.level) > LEVELS.index(mark.kind)
        ):
            region = next(iter(registry().ancestors(region)), None)
        return region
    # 全市 of a prefecture's report is the prefecture, also behind one of its cities.
    ending = "地区" if mark.kind == "地" else mark.kind
    if home is not None and home.name.endswith(ending):
        return home
    while region is not None and not region.name.endswith(ending):
        region = next(iter(registry().ancestors(region)), None)
    if region is None and now is not None and now.level == _LEVEL_OF.get(mark.kind):
        return now  # 全县 of 井冈山市
    return region


def office_of(name: str, now: Region) -> Region:
    """The region whose office a name means: 省市场监管局 in a city's report is the province's, 国家统计局 the nation's."""
    if name.startswith(("国", "中央党校")) or name.endswith("总局"):
        return NATION
    return next((each for each in (now, *registry().ancestors(now)) if each.name.endswith(name[0])), now)


def gives(text: str, end: int) -> bool:
    """Whether an office whose name ends at a position gives or sends something: what the province's does of that in a county, a
    report of the county tells, and not what it did in all of them."""
    return _GIVES.match(text, end) is not None


def for_us(text: str, position: int) -> bool:
    """Whether what is told of a region from a position on is what it did for the report's own: 昆山市捐款100万元."""
    return _FOR_US.search(text, position, sentence_end(text, position)) is not None


def in_name(name: str, home: Region | None) -> Region | None:
    """The region with whose name a body's name opens: 南通师范第二附属小学 lies in 南通, wherever the text stood."""
    for length in (4, 3, 2):
        for region in registry().by_form.get(name[:length], ()):
            if home is not None and not region.ordinary and region.until is None:
                if registry().within(home, region):
                    return home
                if registry().within(region, home):
                    return region
    return None


def located(text: str, position: int, around: Region | None) -> Region | None:
    """The county in which a village lies that is named before a position, where the text says so: 双山村|位于湖北省长阳县. None where
    it does not, or only says what holds the region ``around`` that the text has come to.

    >>> located("双山村位于湖北省长阳县，贫困率30%", 3, None).name, located("依村，在新疆且末县", 2, None).name
    ('长阳土家族自治县', '且末县')
    """
    lies = _LIES_IN.match(text, position)
    if lies is None:
        return None
    named = find(lies["where"], around)
    if len(named) != 1 or named[0].region.level != "county":
        return None
    region = named[0].region
    if around is not None and (registry().within(around, region) or region.successor == around.adcode):
        return None
    return region


def around_area(name: str, now: Region | None) -> Region | None:
    """The region of a part that spreads over several: 南疆 is its province's and not the county's that the text has come to,
    三区三州 the nation's.

    >>> around_area("南疆四地州", registry().resolve("新疆维吾尔自治区喀什地区巴楚县")).name
    '新疆维吾尔自治区'
    """
    if site_words().areas.match(name) is None or now is None:
        return now
    if name.startswith(_OF_ALL):
        return NATION
    return next((each for each in (now, *registry().ancestors(now)) if each.level == "province"), now)
