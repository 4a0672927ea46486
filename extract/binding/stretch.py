"""How far the words of a figure go: past the places that people are sent to, up to a remark on it, to the noun of which the next
figure tells for how many something was done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.binding.nouns import right_noun
from extract.patterns import HAN, lazy
from extract.records import record
from extract.span import Span

_OPENED = lazy(rf"[{HAN}]{{0,10}} ?\(")
# 760项问题|已整改到位|748项: what was done to some of them
OF_WHICH = lazy(
    rf"(?:[，,]?目前|现|均|都|实际|[，,]?其中)*已经?(?:全部|基本|全面|成功|顺利|陆续|累计|共)*[{HAN}]{{0,6}}?"
    r"(?:整改|整顿|转化|换届|脱贫|摘帽|出列|销号|办结|办理|化解|解决|完成|落实|验收|达标|启用|投用|开工|竣工|上岗|到岗|报到|升级|晋位|建成|成立|挂牌|核查|处置|处理|调处|答复|交办|入驻|到位|完毕|结束|见效)"
    r"(?:到位|升级|完毕|结束|了|工作|任务)*(?:共|约|近|有|超)?"
)
"""What was done to some of those that were counted."""

_PEOPLE = ("人", "人次")
_PLACE_WORDS = rf"[{HAN}]{{0,4}}?(?:乡镇|镇村|[乡镇村]|街道|社区|县|旗|嘎查)"
_PLACES = lazy(_PLACE_WORDS)
_AND_PLACES = lazy(rf"{_PLACE_WORDS}(?:\([^()]{{1,6}}\))?(?:[、和与及的]|以及)?")
_GOES_TO = lazy(rf"(?<![收得达遇做])(?:[到赴]|进驻|入驻|派驻|下沉|深入|前往|分布在|任职于)[{HAN}]{{0,8}}$")
_JOINED = lazy(rf"[{HAN}“”]{{1,12}}?(?:[、和与及]|以及)|[{HAN}“”]{{12,24}}?[与同]")
TOGETHER = r"(?:受到|被|荣?获|接受|参加|结[成对为](?!合作|[^，,。；;]{0,4}的))"
"""What several that are joined undergo or do: 受到问责, 结对."""
_UNDERGO = lazy(rf"[{HAN}“”]{{1,14}}?(?<!未){TOGETHER}")


@record
class Figure:
    """What the grammar needs of a figure: where it stands in the plain text, its base unit, and how many of its last
    characters are the noun itself (``14.12万贫困户``: 3)."""

    span: Span
    unit: str
    noun: int = 0


def sent_to(text: str, figures: Sequence[Figure], index: int, end: int) -> int:
    """Where what people do ends behind the places that they are sent to, which are counted too: 24名干部|赴2个镇21个村担任第一书记; 0 for others."""
    reach = 0
    if figures[index].unit not in _PEOPLE:
        return reach
    for own, place in pairwise(figures[index:]):
        between = text[own.span.end : place.span.start]
        if place.span.start >= end or place.unit != "个" or not _PLACES.match(text, place.span.end):
            break
        if not (_GOES_TO.search(between) if own is figures[index] else _AND_PLACES.fullmatch(between)):
            break
        following = next((each.span.start for each in figures if each.span.start > place.span.start), end)
        reach = min(following, end)
    return reach


def done_to_both(text: str, figures: Sequence[Figure], index: int, end: int) -> int:
    """Where what was done to or by several that are joined ends: 12名村干部|和2个基层组织受到问责, 280名干部|与560户贫困户结对; 0 for others."""
    last = index
    while (
        last + 1 < len(figures)
        and figures[last + 1].span.start < end
        and _JOINED.fullmatch(text, figures[last].span.end, figures[last + 1].span.start)
    ):
        last += 1
    undergo = last > index and _UNDERGO.match(text, figures[last].span.end, end) is not None
    following = figures[last + 1].span.start if last + 1 < len(figures) else end
    return min(following, end) if undergo else 0


def without_remark(text: str, clause: Span, figure: Figure, following: int) -> Span:
    """The clause of a figure up to the remark in brackets that stands right behind it, or its noun, and counts things of its
    own: 建成党群服务中心45个(新建12个、改建33个), 54个党支部(村党支部46个)."""
    opened = _OPENED.match(text, figure.span.end)
    if opened is None or not opened.end() <= following < (text.find(")", opened.end()) + 1 or len(text)):
        return clause
    return Span(clause.start, opened.end() - 1)


def whole_before(text: str, figure: Figure, after: Span) -> Span | None:
    """The noun of a figure of which the next figure tells for how many something was done: 760项|问题|已整改到位748项."""
    if text.find("已", after.start, after.end) < 0:
        return None
    noun = right_noun(text, after, figure.unit)
    done = noun is not None and OF_WHICH.fullmatch(text, noun.span.end, after.end)
    return noun.span if noun and done else None
