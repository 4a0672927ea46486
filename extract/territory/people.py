"""Named people, whose figures are theirs and not the region's: 第一书记|王建国|到村后走访群众320户.

A name stands behind what somebody is. It is a surname with one or two characters more that begin no everyday word, and what goes on
behind it is what somebody does; or it has the dot of a name that is written by its sound.
"""

from __future__ import annotations

from extract.ordinary import like_a_name, ordinary
from extract.patterns import HAN, lazy
from extract.span import Span
from extract.territory.names import Site
from extract.territory.site_words import site_words

# 县委书记|李建国, 市纪委书记|赵军: who leads a region acts for it
_LEADER = lazy(
    "(?:[省市县区州旗盟](?:委|纪委|监委|人大|政协|政府)|自治区党委|纪委监委|人大常委会)(?:常务)?(?:副|原)?(?:书记|主任|主席)$"
)
# 受到党员|李明|的影响, 学习党员|张桂梅|同志: whom others follow
_FOLLOWED = lazy(rf"(?:学习|受到?|以|弘扬|宣传|缅怀|悼念|发扬|向)[{HAN}“”]{{0,12}}$")
_FOLLOWED_BY = lazy(
    "同志|的?(?:先进|感人|英雄|模范)?(?:事迹|精神|影响|感召|感染|鼓舞|启发|学习|看齐|致敬)|为榜样"
)
# 书记李建国，副书记王强、赵明，常委7人: who holds which office, and nobody's figures
_OFFICERS = lazy(
    r"(?:（[^（）]{1,12}）)?[，,、；;](?:专职|常务|第一)?(?:副(?:书记|主任|主席|会长|理事长|校长|院长|局长|[镇乡县市区]长)|常委|委员)"
)
_DOTTED = lazy(rf"[{HAN}]{{2,16}}·[{HAN}]{{2,6}}")
_GOES_ON = tuple("到在把被给向对为和与同带让请于从说作的是")  # 王建国|到村后, 李明|在村里
_ADVERBS = lazy("[共也还又都就才已先均各再正]{0,2}")
_KIN = (
    "大爷",
    "大妈",
    "大娘",
    "大叔",
    "大婶",
    "大姐",
    "大哥",
    "阿姨",
    "奶奶",
    "爷爷",
    "老汉",
    "师傅",
    "老师",
    "同志",
)
_TOWARDS = "向"  # 领导干部|向群众
# 行业主|管部门, 党员|包联: surnames only where what stands behind says so (管向东同志)
_MORE_OFTEN = (_TOWARDS, "管", "包")
_HAN = lazy(f"[{HAN}]+")
_FOLLOWED_MOST = 16
_LEADER_BEFORE = 12  # characters in which the office of a leader stands


def persons(text: str) -> list[Site]:
    """Named persons: 村党支部书记|李俊|带着, 主任|管向东|，.

    >>> [site.name for site in persons("驻村干部王建国到村后走访320户，党员活动室有3个，村民买买提·吐尔逊开垦40亩。")]
    ['王建国', '买买提·吐尔逊']
    """
    words = site_words()
    found = {
        match.start(): match.end()
        for match in words.person.finditer(text)
        if not match.group().startswith(_TOWARDS)
    }
    for match in words.surname.finditer(text):
        start, end = match.start(), _named(text, *match.span())
        if end and (found.get(start, 0) <= end or text.startswith(_GOES_ON, end)):
            found[start] = end  # 张|在明说 stays 张在明, but 朱斌|是一名 ends there
    if "·" in text:
        found |= _dotted(text)
    spans = [Span(start, end) for start, end in found.items() if _is_somebody(text, start, end)]
    if "某" in text:
        spans += [Span(*match.span()) for match in words.half_named.finditer(text)]
    # 查处镇党委书记李某|等违规案件32起: one of several
    spans = [span for span in spans if "等" not in text[span.end - 1 : span.end + 1]]
    return [Site(span, span.of(text), "person") for span in spans]


def _is_somebody(text: str, start: int, end: int) -> bool:
    """Whether a name stands behind what somebody is, who acts for no region."""
    words = site_words()
    return (
        text.endswith(words.titles, 0, start)
        and not text.startswith(words.no_person, start)
        and not _LEADER.search(text, max(0, start - _LEADER_BEFORE), start)
        and not _OFFICERS.match(text, end)
        and not (
            _FOLLOWED_BY.match(text, end) and _FOLLOWED.search(text, max(0, start - _FOLLOWED_MOST), start)
        )
    )


def _dotted(text: str) -> dict[int, int]:
    """Where names with a dot begin and end: 村民|买买提·吐尔逊|开垦."""
    found: dict[int, int] = {}
    for match in _DOTTED.finditer(text):
        dot = text.index("·", match.start())
        starts = (at for at in range(dot - 2, match.start(), -1) if text.endswith(site_words().titles, 0, at))
        start = next(starts, -1)
        ends = [at for at in range(dot + 3, match.end() + 1) if _does(text, at) or not _HAN.match(text, at)]
        said = text[start:dot] + text[dot + 1 : dot + 3]
        is_name = "的" not in said and said[:2] not in ordinary() and said[-2:] not in ordinary()
        if start >= 0 and ends and is_name:
            found[start] = ends[0]
    return found


def _named(text: str, start: int, given: int) -> int:
    """Where a name ends whose surname stands from ``start`` to ``given``, 0 where none does."""
    surname = text[start:given]
    if (
        (len(surname) == 1 and text[start : start + 2] in like_a_name())
        or surname in _MORE_OFTEN
        or text[given] == surname
    ):
        return 0
    if text.startswith(site_words().titles, given):
        return 0  # 由党委书记任|组长
    if text.startswith(_KIN, given):
        return given + 2
    ends = (end for end in (given + 1, given + 2) if _HAN.fullmatch(text, given, end + 1))
    return next((end for end in ends if _does(text, end)), 0)


def _does(text: str, end: int) -> bool:
    """Whether what stands behind a name is what somebody does: 走访, 先后走访, 也走访, 到村后."""
    if text.startswith(_GOES_ON, end):
        return True
    adverbs = _ADVERBS.match(text, end)
    assert adverbs is not None  # it matches the empty string
    return any(text[at : at + 2] in ordinary() for at in range(end, adverbs.end() + 1))
