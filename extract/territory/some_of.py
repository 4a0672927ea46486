"""So many of a region's counties, towns or villages as the subject of a clause, named in part or not at all: what they did is none of the
region's totals. 大瑶镇等5个镇|发展党员26名, 其中5个县|发展党员264名.

How many they are is a figure of the region itself, so the name is put where what is counted stands, behind the number.
"""

from __future__ import annotations

from extract.ordinary import ordinary
from extract.patterns import lazy, lazy_regex
from extract.regions import Region, registry
from extract.span import Span
from extract.territory.extents import comma_after, part_end
from extract.territory.names import Site

_COUNTIES = r"县（市、区）|县（市）|县（区）|市（县）|县市区|县区|区县|市县|县"
_PLACES = rf"{_COUNTIES}|乡镇（街道）|镇（街道）|乡镇|镇街|镇|乡|街道|行政村|村（社区）|村|社区"
_SOME = lazy_regex(
    rf"(?:(?<=^|[，,。；;：:！？\n\s])(?:(?:其中|另|还)?有|其中)?|(?<=全[省市县区州旗盟])(?:共|已|另)?有|(?<=[，,。；;\n]在|^在))"
    rf"(?P<named>(?:\p{{Han}}{{2,8}}[、和与及]){{0,6}}\p{{Han}}{{2,8}}等)?(?P<number>\d{{1,4}}|[两三四五六七八九十百]+)个(?P<what>(?:试点|示范|重点|先行|边境)?(?:{_PLACES}))"
    r"(?:共|累计|已|先后|集中|率先|全部|联合|统一|开展试点[，,])*(?P<verb>\p{Han}{2})"
)
_MAYBE = lazy(r"[\d两三四五六七八九十百]个(?:试点|示范|重点|先行|边境)?[县市区乡镇街行村社]")
_TRIES = lazy("试点|试行|先行|试验")
_SPREADS = lazy("[，,](?:并|再|逐步|随后|而后)?(?:推广|推开|推向|扩大|铺开|全面)")
_LEAD = ("其中", "另有", "还有", "有")
_COUNTY_LEVEL = lazy_regex(_COUNTIES)


def may_be_some(text: str) -> bool:
    """Whether a text counts places."""
    return _MAYBE.search(text) is not None


def some_of(text: str) -> list[Site]:
    """What a text says of so many of its places.

    >>> [site.name for site in some_of("大瑶镇等5个镇发展党员26名。全市共有32个镇。其中5个县培训300名。32个村党支部开展活动。")]
    ['大瑶镇等5个镇', '5个县']
    """
    found = []
    for match in _SOME.finditer(text):
        led = match["named"] or match.group().startswith(_LEAD) or text.endswith("在", 0, match.start())
        if match["verb"] not in ordinary() or not (led or _COUNTY_LEVEL.fullmatch(match["what"])):
            continue
        start = match.start("named") if match["named"] else match.start("number")
        name = text[start : match.end("what")]
        found.append(Site(Span(*match.span("what")), name, "some"))
    return found


def are_all(name: str, region: Region | None) -> bool:
    """Whether so many counties are all that a region has: 90个县 of a province that has 90."""
    digits = "".join(filter(str.isdigit, name))
    if region is None or not digits or _COUNTY_LEVEL.search(name) is None:
        return False
    below = (
        each
        for each in registry()
        if each.until is None and each.level == "county" and registry().within(each, region)
    )
    return 0 < len(list(below)) <= int(digits)


def until(text: str, end: int) -> int:
    """Up to where they are the subject: the end of their clause, of the sentence where it is told that they try something: 在5个县开展试点，…."""
    comma = comma_after(text, end)
    goes_on = _TRIES.search(text, end, comma) and not _SPREADS.match(text, comma)
    return part_end(text, end) if goes_on else comma
