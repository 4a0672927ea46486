"""What a text speaks of, by its words: of its region (全县, 市委, 各乡镇), or of one place in it, where people live, work and
say something (社区, 村民, 我们).

No single word moves a figure: how often they come says how likely a figure without a site covers its whole region.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from extract.patterns import lazy
from extract.records import record


def _each(first: str, rest: str) -> str:
    """A choice that begins with one of the ``first`` characters: `re` looks at every character of a text for a set of literals
    and at each branch for anything else, which takes four times as long."""
    return "|".join([f"{character}{rest}" for character in first])


_REGION = lazy(
    f"{_each('全各我本该', '[省市县区州旗盟]')}|{_each('省市县区州旗盟', '(?:委|纪委|组织部|直机关|政府)')}"
    "|各(?:地|乡镇|[乡镇村级]|街道)|全国|乡镇党委"
)
_PLACE = lazy(
    f"{_each('全我本该', '[村镇乡街校院行局场厂]')}|社区|小区|街道|园区|商圈|楼栋|村民|居民|村(?:党支部|支部|委会|支书)|合作社|公司|学校|医院"
    "|车间|班组|职工|师生|群众(?!纪律|路线|工作|身边)|大家|我们|说(?![明服])"
)
_WHOLE = lazy(_each("全我", "[省市县区州旗盟]"))
ALONE = "one place alone, much"
"""What a text speaks of that has many words for a place and hardly one for its region."""

_MOSTLY, _HARDLY, _AT_ALL = 0.7, 0.3, 0.1  # the share of words for the region
_MANY = 6  # words


@record
class Heard:
    """How many words of a text speak of its region, how many of one ``place``, and how many of the former of the ``whole`` of
    the region by name (全县, 我市)."""

    region: int
    place: int
    whole: int = 0

    @property
    def level(self) -> str:
        """What they speak of.

        >>> Heard(0, 0).level, Heard(3, 0).level, Heard(4, 4).level, Heard(1, 4).level, Heard(0, 9).level
        ('neither', 'the region', 'both', 'one place', 'one place alone, much')
        """
        words = self.region + self.place
        if not words:
            return "neither"
        share = self.region / words
        if _HARDLY <= share <= _MOSTLY:
            return "both"
        if share > _MOSTLY:
            return "the region"
        what = "one place alone" if share < _AT_ALL else "one place"
        return f"{what}, much" if words >= _MANY else what

    @property
    def of_the_whole(self) -> str:
        """How often they speak of the whole region.

        >>> Heard(4, 0).of_the_whole, Heard(4, 0, 1).of_the_whole, Heard(4, 0, 3).of_the_whole
        ('never', 'once', 'more than once')
        """
        return ("never", "once", "more than once")[min(self.whole, 2)]


SILENT = Heard(0, 0)


def heard(text: str) -> Heard:
    """What a text speaks of.

    >>> heard("社区共有居民300户，全县各乡镇建成120个。")
    Heard(region=2, place=2, whole=1)
    """
    return heard_along(text, [0])[0]


def heard_along(text: str, starts: Sequence[int]) -> list[Heard]:
    """What each of the stretches of a text speaks of that begin at ``starts`` and follow one another: three searches, however many
    there are.

    >>> heard_along("全县党员300名。社区居民说好。", [0, 9])
    [Heard(region=1, place=0, whole=1), Heard(region=0, place=3, whole=0)]
    """
    region, place, whole = (_counted(words, text, starts) for words in (_REGION, _PLACE, _WHOLE))
    return [
        Heard(region.get(n, 0), place.get(n, 0), whole.get(n, 0)) if n in region or n in place else SILENT
        for n in range(len(starts))
    ]


def _counted(words: re.Pattern[str], text: str, starts: Sequence[int]) -> Counter[int]:
    return Counter([bisect_right(starts, match.start()) - 1 for match in words.finditer(text)])


def together(several: Iterable[Heard]) -> Heard:
    """What several texts speak of."""
    own = list(several)
    return Heard(
        sum([each.region for each in own]),
        sum([each.place for each in own]),
        sum([each.whole for each in own]),
    )
