"""So many of a region's counties, towns or villages as the subject of a clause, named in part or not at all: what they did is none of the
region's totals. 大瑶镇等5个镇|发展党员26名, 其中5个县|发展党员264名.

How many they are is a figure of the region itself, so the name is put where what is counted stands, behind the number.
"""

from __future__ import annotations

from extract import numerals
from extract.ordinary import ordinary
from extract.patterns import lazy, lazy_regex
from extract.regions import Region, registry
from extract.span import Span
from extract.territory.extents import comma_after, part_end
from extract.territory.names import Site

_COUNTIES = r"县（市、区）|县（市）|县（区）|市（县）|县市区|县区|区县|市县|县|区"
_CITIES = r"市（州）|市州|州市|地市|市"  # a province's prefectures, a prefecture's own cities
_PLACES = rf"{_COUNTIES}|{_CITIES}|乡镇（街道）|镇（街道）|乡镇|镇街|镇|乡|街道|行政村|村（社区）|村|社区"
_NUMBER = r"\d{1,4}|[一二两三四五六七八九十百]+"
_SOME = lazy_regex(
    rf"(?:(?<=^|[，,。；;：:！？\n\s])(?:(?:其中|另|还)?有|其中)?|(?<=全[省市县区州旗盟])(?:共|已|另)?有|(?<=[，,。；;\n]在|^在))"
    rf"(?P<named>(?:\p{{Han}}{{2,8}}[、和与及]){{0,6}}\p{{Han}}{{2,8}}等)?(?P<number>{_NUMBER})个(?P<what>(?:试点|示范|重点|先行|边境)?(?:{_PLACES}))"
    r"(?:共|累计|已|先后|集中|率先|全部|联合|统一|开展试点[，,])*(?P<verb>\p{Han}{2})"
)
_MAYBE = lazy(r"[\d两三四五六七八九十百]个(?:试点|示范|重点|先行|边境)?[县市区乡镇街行村社]")
_TRIES = lazy("试点|试行|先行|试验")
_SPREADS = lazy("[，,](?:并|再|逐步|随后|而后)?(?:推广|推开|推向|扩大|铺开|全面)")
_LEAD = ("其中", "另有", "还有", "有")
_COUNTED = lazy_regex(
    rf"(?P<number>{_NUMBER})个(?:试点|示范|重点|先行|边境)?(?:(?P<cities>{_CITIES})|{_COUNTIES})$"
)


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
        start = match.start("named") if match["named"] else match.start("number")
        name = text[start : match.end("what")]
        if match["verb"] not in ordinary() or not (led or _COUNTED.search(name)):
            continue
        found.append(Site(Span(*match.span("what")), name, "some"))
    return found


def are_all(name: str, region: Region | None) -> bool:
    """Whether so many counties or cities are all that a region has.

    >>> hunan = registry().by_adcode["430000"]
    >>> [are_all(name, hunan) for name in ("14个市州", "十四个市州", "5个市", "122个县（市、区）", "90个县", "大瑶镇等5个镇")]
    [True, True, False, True, False, False]
    """
    counted = _COUNTED.search(name)
    number = numerals.at(counted["number"], 0) if counted else None
    if region is None or counted is None or number is None:
        return False
    below = registry().below(region, "" if counted["cities"] else "county")
    return bool(below) and number.low >= len(below)


def until(text: str, end: int) -> int:
    """Up to where they are the subject: the end of their clause, of the sentence where it is told that they try something: 在5个县开展试点，…."""
    comma = comma_after(text, end)
    goes_on = _TRIES.search(text, end, comma) and not _SPREADS.match(text, comma)
    return part_end(text, end) if goes_on else comma
