"""Counties of old that no register knows, 长山县, 齐东县, and the branches and committees of those days: 双山支部有党员10人.

What they count is not what the county has that took them in.
"""

from __future__ import annotations

from extract.patterns import HAN, lazy, lazy_regex
from extract.regions import Region, registry
from extract.span import Span
from extract.territory.names import Site
from extract.territory.site_words import is_generic, opens_phrase, site_words

_OF_OLD = lazy(r"(?:19[0-5]\d年|民国|抗日战争|解放战争)")
_COUNTY = lazy(
    rf"(?:(?<=[，,、。；;：:\n\s])|^)(?P<name>(?![全各我该本两三四五六七八九十一每某邻外县])(?:(?![全各占省市县区村镇乡])[{HAN}]){{2,3}}县)"
    r"(?=(?:县委)?(?:有|共有|现有|发展|建立|党员|党组织|党支部|\d)[^，,。；;]{0,12})"
)


_BODY = lazy_regex(
    r"(?:(?<=[，,、。；;：:\n\s])|^)(?:中国共产党|中共)?(?P<name>(?![全各每该本我其县市省])(?:(?![的有和与各个])\p{Han}){2,8}?(?:支部|特支|党小组|总支|区委|工委|县工委|中心县委))"
    r"(?:（[^）]{1,12}）)?\s?(?:建立|成立|[初当]时|时|[，,]|现|共|已|仅|只)*有(?:中共|正式)?党员\s?(?:近|约)?[\d一二两三四五六七八九十]"
)
_KIND = lazy(r"(?:党?(?:总?支部?|小组)|特别支部|特支|区委|县?工委|中心县委)$")
_LONG_AGO = 1958  # when most of them were merged


def may_be_former(text: str) -> bool:
    """Whether a text tells of a time from which counties are gone."""
    return "县" in text and _OF_OLD.search(text) is not None


def former(text: str) -> list[Site]:
    """The counties of a text that no register knows, where a clause opens with one and counts.

    >>> [site.name for site in former("1945年，邹平县党员112人，长山县808人，示范县3个")]
    ['长山县']
    """
    return [
        Site(Span(*match.span("name")), match["name"], "former")
        for match in _COUNTY.finditer(text)
        if match["name"] not in registry().by_form and not _describes(match["name"][:-1])
    ]


def bodies(text: str) -> list[Site]:
    """The branches and committees of a text on times long gone, where a clause tells how many members one had.

    >>> [site.name for site in bodies("1930年，中共双山支部有党员10人，农村支部有党员60人。12月，东沟区委有党员25人")]
    ['双山支部', '东沟区委']
    """
    return [
        Site(Span(*match.span("name")), match["name"], "body")
        for match in _BODY.finditer(text)
        if not _describes(_KIND.sub("", match["name"]))
    ]


def may_be_bodies(text: str) -> bool:
    """Whether a text tells of a time in which a county had a few branches."""
    return "有" in text and "党员" in text and _OF_OLD.search(text) is not None


def former_county(name: str, province: Region) -> Region:
    """A county that no register knows, in the province that it lay in.

    >>> former_county("长山县", registry().by_adcode["370000"]).full_name
    '山东省长山县'
    """
    code, path = f"{province.adcode[:2]}{name}", f"{province.full_name}{name}"
    return Region(code, name, path, province.adcode, "county", "", until=_LONG_AGO)


def _describes(own: str) -> bool:
    return is_generic(own) or opens_phrase(own) or site_words().any_verb.search(own) is not None
