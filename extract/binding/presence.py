"""How the words about a figure speak of what it counts: that it is there, all of it or under a committee, or that an act reaches it."""

from __future__ import annotations

from extract.binding.grammar import within_noun
from extract.binding.phrases import Phrase
from extract.patterns import HAN, lazy

_REGION_WIDE = lazy(
    r"全[省市县州区旗盟国镇乡]|我[省市县州区旗]|[省市县州区旗盟](?=共|现|有)|辖区|共有|总数|总量"
)
_GOVERNED = lazy(
    r"辖(?:有|区)?(?:[^，,。；;\d]{0,4}\d[\d.]*个[^，,。；;\d]{1,10}[、,，和及]?)*[^，,。；;\d]{0,3}$"
)
_ALL_OF_REGION = lazy(
    r"全(?:[省市县区州旗盟镇乡]|街道)(?:共有|现有|共|的|所有)?(?:\d[\d.]*[万余多]*个(?:乡镇|镇|乡|街道|县|区)(?:（街道）|\(街道\))?[、和])*$"
)
_EXISTS = lazy(
    r"共有|现有|[下现]?[辖设]|拥有|总[数量]|有(?=[\d近约超]|$)|达到?|增至|减至|增加到|发展到|分别|其中|[占为](?=[\d近约]|$)"
)
_UNDER = lazy(
    r"(?:党委|总支|党总支部|党组织|工委|[党总]支部)(?:现|目前|共)?(?:下[设辖属有]|辖有?|设有)(?:有|约|近)?$"
)
_ACTED_ON = lazy(  # 组织 is an act, but not in 社会组织, 党组织, 组织部
    r"辐射|覆盖(?![率面])|涵盖|带动|惠及|吸纳|涉及|督查|抽查|走访|慰问|动员|组(?<![党会层济治团级新]组)织(?![部委员书生关])|号召|帮扶|培训|服务|联系|包联|结对|派驻|选派|进驻|深入|受益|对(?=[^，,]{0,12}开展)|接待|表彰|授予|通报|调研|检查|检视|摸排|排查|调整(?!后)|撤换|补选|增选|劝退|约谈|评议|撤销|取消|关闭|关停|裁撤|撤并|解散|处分|引导|发动|督促|鼓励|推动"
)
_UNDERGOES = lazy(  # 103名党员被授予…, 197名党员、22名党务工作者和29个党组织,分别被授予…
    rf"(?:[{HAN}]{{0,10}}?[、和及与]+\d[\d.]*[万千百]?[余多]?[名人个位支]?[{HAN}]?){{0,5}}[{HAN}]{{0,8}}?"
    r"(?:[，,](?=分别|均|都|全部|光荣|积极))?(?:分别|均|都|全部|光荣|先后|同时|积极|踊跃|主动|全面|广泛|深入)*(?:(?<!未)被|受到|荣?获|荣膺|(?<![未员体])参[加与]|[作做]出(?=[^，,。；;]{0,6}承诺)|认领|赶赴|奔赴|投身|签[订下]|递交|亮出)"
)
_ALL = lazy("全部|均|都")
_JOINS = lazy("[、和与及]?")


def region_wide(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text speaks of the region as a whole: 全市, 共有, 总数."""
    return _REGION_WIDE.search(text, start, end) is not None


def governed(phrase: Phrase) -> bool:
    """Whether it stands in the list of what a region or a town governs, which counts all of them: 辖22个乡镇、261个村."""
    return _GOVERNED.search(phrase.text, phrase.clause.start, phrase.figure.start) is not None


def of_all(phrase: Phrase) -> bool:
    """Whether the words before it say that it is all of them (全县|261个村, 全市119个乡镇、|1751个村), and it holds no election."""
    if _ALL_OF_REGION.search(phrase.text, phrase.clause.start, phrase.figure.start) is None:
        return False
    return "换届" not in phrase.text[phrase.figure.end : phrase.clause.end]


def last_act(phrase: Phrase) -> int:
    """Where the last act ends that reaches what it counts (走访, 带动, 覆盖, 调整), -1 for none: 覆盖42个党支部960名党员 reaches both."""
    text, start, end = phrase.text, phrase.before.start, phrase.figure.start
    if _JOINS.fullmatch(text, start, end):
        start = phrase.clause.start
    ends = [act.end() for act in _ACTED_ON.finditer(text, start, end) if not within_noun(text, act.start())]
    return ends[-1] if ends else -1


def is_there(phrase: Phrase) -> str:
    """That it "is there" (共有, 现有, 增至) or "under a committee" (党总支下设), "" where the words before it say neither."""
    text, start, end = phrase.text, phrase.before.start, phrase.figure.start
    if not _EXISTS.search(text, start, end):
        return ""
    return "under a committee" if _UNDER.search(text, start, end) else "is there"


def undergoes(phrase: Phrase, wide: bool) -> bool:
    """Whether something was done to these, or they took part: 103名党员被授予优秀党员称号; but of a region as a whole (``wide``)
    全州…4.1万名党员全部参与."""
    told = _UNDERGOES.match(phrase.text, phrase.figure.end)
    return told is not None and not (wide and _ALL.search(told.group()))
