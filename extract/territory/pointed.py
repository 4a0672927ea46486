"""What 该村 and 该公司 point to: a place that the text before them only mentions (进驻茂林镇双山村开展调研。该村…), or one that nobody
names."""

from __future__ import annotations

import re
from functools import cache

from extract.patterns import HAN
from extract.territory.marks import Return
from extract.territory.names import Ends, read_name
from extract.territory.stops import FUNCTION_WORDS
from extract.territory.where import SOME_PLACE

_BEFORE_NAMES = "进驻|走访|调研|联系|包[联挂扶抓]|帮[扶助]|驻|赴|结对|指导|推动|助力"
_LOOK_BACK = 200  # characters


@cache
def _names_of(kind: str) -> re.Pattern[str]:
    """What a name with such an end stands behind."""
    return re.compile(
        rf"(?:[{FUNCTION_WORDS}，,。；;：:、\s“”]|{_BEFORE_NAMES})(?P<name>(?:(?![{FUNCTION_WORDS}])[{HAN}]){{1,11}}{kind})(?![{HAN}]{{0,3}}?(?:等|、))"
    )


def points_on(text: str, mark: Return) -> bool:
    """Whether a word takes up what was told of: 该村, not 村里."""
    return text.startswith("该", mark.position)


def pointed_to(text: str, mark: Return) -> str:
    """The name of the last place of its kind that the text before a 该村 mentions, `SOME_PLACE` where there is none.

    >>> text = "先后6次进驻分包的茂林镇双山村，提出办法。去年，该村争取资金23万元。"
    >>> position = text.index("该")
    >>> pointed_to(text, Return(position, position + 2, sort="again", kind="村"))
    '茂林镇双山村'
    """
    before = text[max(0, mark.position - _LOOK_BACK) : mark.position]
    ends = Ends(before)
    for match in reversed(list(_names_of(mark.kind).finditer(before))):
        site = read_name(ends, match.start("name"), shortest=2, buildings=False)
        if site is not None and site.span.end == match.end("name"):
            return site.name
    return SOME_PLACE
