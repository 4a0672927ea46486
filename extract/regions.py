"""The administrative regions of China: adcode, names, parent, level, residents of 2020, names in English.

The registry is data (``data/regions.csv``, written by `extract.data.make_regions`): all provinces, prefectures and
counties of today and those that ended since 2010. Short forms come by rule from the names. Nothing here reads a report.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType

from extract.patterns import lazy

LEVELS = ("nation", "province", "prefecture", "county")

PEOPLES = (
    "各族|(?<!内)蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|"
    "傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|"
    "锡伯族?|阿昌族|普米族|塔吉克族?|怒族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族"
)
_AUTONOMOUS = lazy(rf"^(?P<stem>.+?)(?:{PEOPLES})*自治(?P<level>[区州县旗])$")
_OF_A_PEOPLE = lazy(rf"^(?P<stem>.+?)(?:{PEOPLES})+(?P<level>[区])$")  # 管城回族区
_PLAIN = lazy(
    r"^(?P<stem>.+?)(?:特别行政区|地区|(?<=神农架)林区|(?<=滨海|沈北|浦东|两江)新区|(?<=六枝|万山)特区|省|市|盟|县|区|旗)$"
)

_LEVEL_WORDS = (  # the end of a name -> its English level, longest first
    ("特别行政区", ""), ("自治区", ""), ("自治州", "Prefecture"), ("自治县", "County"), ("自治旗", "Banner"),
    ("神农架林区", "Forestry District"), ("特区", "Special District"), ("浦东新区", "New Area"),
    ("滨海新区", "New Area"), ("两江新区", "New Area"), ("沈北新区", "New District"), ("地区", "Prefecture"),
    ("省", ""), ("盟", "League"), ("县", "County"), ("区", "District"), ("旗", "Banner"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """One region. ``name`` is its own name (东乡族自治县), ``full_name`` the path from the province down.

    ``level`` is one of `LEVELS`, ``parent`` the adcode of the region above ("" for the nation), ``until`` the year in
    which a former region ended, else None, ``successor`` the adcode of what took it over ("" when none did).
    ``pinyin`` is the stem of the name in Latin letters, ``aliases`` customary forms that no rule yields;
    ``ordinary`` says that the stem is an everyday word as well (和平, 朝阳).
    """

    adcode: str
    name: str
    full_name: str
    parent: str
    level: str
    pinyin: str
    until: int | None = None
    successor: str = ""
    aliases: tuple[str, ...] = ()
    ordinary: bool = False

    def __hash__(self) -> int:
        return hash(self.adcode)

    @property
    def stem(self) -> str:
        """The name without level and nationalities: 临夏, 东乡, 双辽."""
        return stem(self.name)

    @property
    def short(self) -> str:
        """The name as reports shorten it: 辽宁, 临夏州, 东乡县; 双辽市 stays."""
        if self.level == "province":
            return self.stem
        autonomous = _of_a_people(self.name)
        return self.stem + str(autonomous["level"]) if autonomous else self.name


NATION = Region("000000", "全国", "全国", "", "nation", "China")


@dataclass(frozen=True, slots=True)
class Population:
    """Residents of a region in the census of 2020, and those of them who live in towns (None when not given)."""

    residents: int
    urban: int | None


@cache
def stem(name: str) -> str:
    """A region's name without its level and without the nationalities of an autonomous region.

    >>> [stem(name) for name in ("临夏回族自治州", "东乡族自治县", "双辽市", "鄂伦春自治旗", "清新区", "赵县")]
    ['临夏', '东乡', '双辽', '鄂伦春', '清新', '赵']
    """
    if match := _of_a_people(name):
        return str(match["stem"].removesuffix("族"))
    match = _PLAIN.match(name)
    return str(match["stem"]) if match else name


def _of_a_people(name: str) -> re.Match[str] | None:
    """What the name of an autonomous region, or of one that is named for a people, is made of."""
    if "自治" in name:
        return _AUTONOMOUS.match(name)
    return _OF_A_PEOPLE.match(name) if "族区" in name else None


class Registry:
    """All regions, by adcode and by name."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.by_adcode: Mapping[str, Region] = MappingProxyType({region.adcode: region for region in regions})

    def __iter__(self) -> Iterator[Region]:
        return iter(self.by_adcode.values())

    def __len__(self) -> int:
        return len(self.by_adcode)

    @cached_property
    def by_full_name(self) -> Mapping[str, Region]:
        """Full name -> region; today's region where a former one bore the same name."""
        names = {region.full_name: region for region in self if region.until is not None}
        names.update((region.full_name, region) for region in self if region.until is None)
        return MappingProxyType(names)

    @cached_property
    def by_form(self) -> Mapping[str, tuple[Region, ...]]:
        """Every way of naming a region on its own (name, short form, stem, alias) -> the regions that it may mean."""
        forms: defaultdict[str, dict[str, Region]] = defaultdict(dict)
        for region in self:
            for form in (region.name, region.short, region.stem, *region.aliases):
                forms[form][region.adcode] = region
        return MappingProxyType({form: tuple(regions.values()) for form, regions in forms.items()})

    def ancestors(self, region: Region) -> tuple[Region, ...]:
        """What lies above a region, from its parent up to the province (the nation is left out)."""
        return self._chains.get(region.adcode, ())

    def below(self, region: Region, level: str = "") -> tuple[Region, ...]:
        """The regions of today that lie in one: directly below it, or, of a ``level``, wherever in it.

        >>> hunan = registry().by_adcode["430000"]
        >>> len(registry().below(hunan)), len(registry().below(hunan, "county"))
        (14, 122)
        """
        inside = (each for each in self if each.until is None and each is not region)
        if not level:
            return tuple(each for each in inside if each.parent == region.adcode)
        return tuple(each for each in inside if each.level == level and self.within(each, region))

    def within(self, region: Region, other: Region) -> bool:
        """Whether a region is another one or lies in it."""
        return other is NATION or region is other or other.adcode in self._above.get(region.adcode, ())

    @cached_property
    def _above(self) -> Mapping[str, frozenset[str]]:
        return {adcode: frozenset([each.adcode for each in chain]) for adcode, chain in self._chains.items()}

    @cached_property
    def _chains(self) -> Mapping[str, tuple[Region, ...]]:
        return {region.adcode: self._chain(region) for region in self}

    def _chain(self, region: Region) -> tuple[Region, ...]:
        if region.parent in ("", NATION.adcode):
            return ()
        above = self.by_adcode[region.parent]
        return (above, *self._chain(above))

    def resolve(self, text: str) -> Region | None:
        """The one region that a written name means: full, or with levels left out or shortened; None when it is not one.

        >>> names = ("吉林省双辽市", "临夏州", "广州天河区", "内蒙古", "朝阳区", "全国")
        >>> [region and region.full_name for region in map(registry().resolve, names)]
        ['吉林省四平市双辽市', '甘肃省临夏回族自治州', '广东省广州市天河区', '内蒙古自治区', None, '全国']
        """
        text = "".join(text.split())
        if text in ("全国", "中国", "中华人民共和国"):
            return NATION
        if text in self.by_full_name:
            return self.by_full_name[text]
        found = [
            region
            for cut in range(len(text))
            for region in self.by_form.get(text[cut:], ())
            if self._leads_to(text[:cut], self.ancestors(region))
        ]
        for wanted in LEVELS:
            for former in (False, True):
                at_level = [r for r in found if r.level == wanted and (r.until is not None) == former]
                if at_level:
                    return at_level[0] if len(at_level) == 1 else None
        return None

    def _leads_to(self, prefix: str, ancestors: tuple[Region, ...]) -> bool:
        """Whether a prefix names some of the ancestors, from the top down."""
        if not prefix:
            return True
        for index, above in enumerate(ancestors):
            for form in (above.name, above.short, above.stem):
                if prefix.endswith(form) and self._leads_to(
                    prefix.removesuffix(form), ancestors[index + 1 :]
                ):
                    return True
        return False

    @cached_property
    def _stems_by_province(self) -> Mapping[tuple[str, str], int]:
        counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        for region in self:
            if region.until is None:
                counts[region.adcode[:2], region.stem] += 1
        return counts

    def moved(self, full_name: str, first: int, last: int) -> tuple[Region, ...]:
        """The former regions by whose end one lost or gained a part after the year ``first``, up to ``last``.

        >>> [(one.name, one.until) for one in registry().moved("吉林省四平市", 2018, 2021)]
        [('公主岭市', 2020)]
        >>> registry().moved("吉林省四平市", 2020, 2023), registry().moved("吉林省", 2010, 2023)
        ((), ())
        """
        return tuple(each for each in self._moves.get(full_name, ()) if first < (each.until or 0) <= last)

    @cached_property
    def _moves(self) -> Mapping[str, tuple[Region, ...]]:
        """Region -> former ones that lay inside it and have a successor outside, or the other way round."""
        found: defaultdict[str, list[Region]] = defaultdict(list)
        for former in self:
            heir = self.by_adcode.get(former.successor)
            if former.until is None or heir is None:
                continue
            before = {each.full_name for each in self.ancestors(former)}
            own = () if heir.stem == former.stem else (heir,)  # 公主岭市 of another prefecture is what it was
            after = {each.full_name for each in (*own, *self.ancestors(heir))}
            for name in before ^ after:
                found[name].append(former)
        return MappingProxyType({name: tuple(own) for name, own in found.items()})

    def english(self, region: Region) -> str:
        """The region's own name in English.

        >>> [registry().english(registry().by_adcode[code]) for code in ("610000", "622900", "622901", "622926", "440106")]
        ['Shaanxi', 'Linxia Prefecture', 'Linxia City', 'Dongxiang County', 'Tianhe District']
        """
        for ending, word in _LEVEL_WORDS:
            if region.name.endswith(ending):
                return f"{region.pinyin} {word}".rstrip()
        if region.level == "county":
            shared = self._stems_by_province[region.adcode[:2], region.stem] > 1
        else:
            shared = region.level == "prefecture" and region.stem == self.by_adcode[region.parent].stem
        return f"{region.pinyin} City" if shared else region.pinyin

    def english_path(self, region: Region) -> str:
        """The name in English with what lies above it: ``Dongxiang County, Linxia Prefecture, Gansu``."""
        return ", ".join(self.english(each) for each in (region, *self.ancestors(region)))

    def population(self, region: Region) -> Population | None:
        """Residents of 2020; None when the census has no such region and its parts of that time are not known.

        A region that was founded after the census out of whole former ones is their sum:
        横州市 is the former 横县, 三元区 of 2021 the former 三元区 and 梅列区.
        """
        counted = _census().get(region.adcode)
        if counted or region.until is not None or region.level != "county":
            return counted
        parts = [_census().get(former.adcode) for former in self if former.successor == region.adcode]
        known = [part for part in parts if part is not None]
        if not known or len(known) < len(parts):
            return None
        urban = [part.urban for part in known if part.urban is not None]
        return Population(sum(p.residents for p in known), sum(urban) if len(urban) == len(known) else None)


@cache
def registry() -> Registry:
    """The built-in registry, read once."""
    regions = {NATION.adcode: NATION}
    _, *waiting = csv.reader((files("extract") / "data" / "regions.csv").read_text("utf-8").splitlines())
    while waiting:  # a former county may stand before its former prefecture
        later = []
        for row in waiting:
            adcode, name, parent, level, until, successor, pinyin, aliases, ordinary = row
            above = regions.get(parent)
            if above is None:
                later.append(row)
                continue
            regions[adcode] = Region(
                adcode,
                name,
                name if above is NATION else above.full_name + name,
                parent,
                level,
                pinyin,
                int(until) if until else None,
                successor,
                tuple(aliases.split()),
                bool(ordinary),
            )
        if len(later) == len(waiting):
            raise ValueError(f"regions.csv: no such parent: {later[0][2]} of {later[0][1]}")
        waiting = later
    return Registry(regions.values())


@cache
def _census() -> Mapping[str, Population]:
    lines = (files("extract") / "data" / "population_2020.csv").read_text("utf-8").splitlines()
    return MappingProxyType(
        {
            row["adcode"]: Population(int(row["population"]), int(row["urban"]) if row["urban"] else None)
            for row in csv.DictReader(lines)
        }
    )
