"""What is told of several regions together, and so covers these and no more: 厦门、深圳等地70%的企业, 长沙、湘潭两市党员80万名."""

from __future__ import annotations

from extract.patterns import lazy_regex
from extract.regions import Region, registry
from extract.territory.marks import Row

_TOGETHER = lazy_regex(  # 厦门、深圳|等地, 长沙、湘潭|两市, 长沙市和湘潭市|共培训, 湖北、福建|12省（市）; but 苍梧、昭平|等10个县区 are examples of what is counted
    r"(?:(?:等(?:地区?(?!级)|(?:(?:省份?|市|县|区|州)(?![委政直级属]|\d))+)|(?:[两三四五六七八九十]|\d{1,2})个?(?:试点|示范|县级|重点)?(?:地|[省市县区州](?:（[市区、]+）|[市区州]|份)?)(?![委政直级属]))(?!分别|依次|\p{Han}{0,4}各)|(?=共(?![建同])|合计|总计|联合|携手))"
)
_NO_SUBJECT_BEFORE = frozenset("向对由从据经以如像")


def together(text: str, row: Row, around: Region | None) -> str:
    """The name of a row of regions as one thing, "" where it is none, each has its own figures or they are all that lie in
    the region ``around`` them.

    >>> hunan, text = registry().by_adcode["430000"], "长沙、湘潭两市党员80万名"
    >>> both = tuple(registry().by_adcode[code] for code in ("430100", "430300"))
    >>> together(text, Row(0, 5, members=both), hunan), together(text[:5], Row(0, 5, members=both), hunan)
    ('长沙、湘潭两市', '')
    """
    opens = row.head and text[row.position - 1 : row.position] not in _NO_SUBJECT_BEFORE
    if not opens and not text.endswith("其中", 0, row.position):
        return ""
    ends = _TOGETHER.match(text, row.end)
    if ends is None or _is_all(row.members, around):
        return ""
    return text[row.position : ends.end()]


def _is_all(members: tuple[Region, ...], around: Region | None) -> bool:
    """Whether regions are all that lie directly in the one around them."""
    if around is None:
        return False
    return {each.adcode for each in registry().below(around)} <= {each.adcode for each in members}
