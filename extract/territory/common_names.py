"""Towns and villages that bear an everyday word: 新兴镇, 五星村, 建设村, where what stands around says that they are places.

Most words before 村 or 镇 describe (富裕村) or do something to one (新建村级阵地); those of ``common`` in ``data/site_names.toml``
are names all over the country. They are read as such behind the region or the town that they lie in, or where what follows is
said of places alone.
"""

from __future__ import annotations

from functools import cache

import regex

from extract.patterns import lazy
from extract.territory.site_words import site_words

_SAID_OF_PLACES = lazy(  # 建设村|村民张某, but not 建设村|民活动室; 新建村|党支部36个
    r"(?:村民(?!委|小组|活动|代表|广场|自治)|居民(?!委|活动|小组)|村委会|居委会|(?:党支部|党总支|党委|党工委)(?!建设|规范|标准|活动|阵地)|第一书记|书记(?!办公|工作)|主任|驻村"
    r"|位于|地处|坐落|现有|共有|有(?:党员|村民|居民|人口|农户))(?![\u4e00-\u9fff]{0,4}\d+[个所处场])"
)
_PAUSE = lazy(r"[，,。；;：:）)]|$")
_LONGER = ("级", "村", "区", "土", "里", "镇", "乡", "民", "办公", "域")


def said_of_places(text: str, position: int) -> bool:
    """Whether what stands at a position is said of towns and villages alone: 双山村|村民张某, 双山村|位于."""
    return _SAID_OF_PLACES.match(text, position) is not None


@cache
def _named() -> regex.Pattern[str]:
    names = "|".join(site_words().common)
    return regex.compile(rf"(?P<own>{names})(?P<end>社区|街道|村|镇|乡)")


def common_name(text: str, position: int, led: bool) -> tuple[int, str] | None:
    """The end and the kind of a town or village with the name of an everyday word at a position, None where there is none; ``led``
    says that the name of what it lies in stands right before.

    >>> common_name("新兴镇走访群众86户", 0, False), common_name("新建村党支部36个", 0, False)
    ((3, 'town'), None)
    >>> common_name("双辽市建设村，养羊86只", 3, True), common_name("双辽市建设村级阵地", 3, True)
    ((6, 'village'), None)
    """
    found = _named().match(text, position)
    if found is None:
        return None
    kind = "village" if found["end"] in ("村", "社区") else "town"
    end, acts = found.end(), found["own"] in site_words().common_acts
    placed = led or text[position - 1 : position] == "在"
    told = said_of_places(text, end) or (placed and _PAUSE.match(text, end) is not None)
    if kind == "town" and not told and (led or not acts):
        told = not text.startswith(_LONGER, end)
    return (end, kind) if told else None


def is_common(name: str) -> bool:
    """Whether a name is such a place's alone: 新兴镇, 五星村.

    >>> is_common("五星村"), is_common("富裕村")
    (True, False)
    """
    return _named().match(name) is not None
