"""Counties of old that no register knows: 长山县, 齐东县. What they count is not what the county has that took them in."""

from __future__ import annotations

from extract.patterns import HAN, lazy
from extract.regions import registry
from extract.span import Span
from extract.territory.names import Site
from extract.territory.site_words import is_generic, opens_phrase, site_words

_OF_OLD = lazy(r"(?:19[0-5]\d年|民国|抗日战争|解放战争)")
_COUNTY = lazy(
    rf"(?:(?<=[，,、。；;：:\n\s])|^)(?P<name>(?![全各我该本两三四五六七八九十一每某邻外县])(?:(?![全各占省市县区村镇乡])[{HAN}]){{2,3}}县)"
    r"(?=(?:县委)?(?:有|共有|现有|发展|建立|党员|党组织|党支部|\d)[^，,。；;]{0,12})"
)


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


def _describes(own: str) -> bool:
    return is_generic(own) or opens_phrase(own) or site_words().any_verb.search(own) is not None
