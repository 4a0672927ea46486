"""The years that stand alone on lines of a chronicle, each over what was done in it: 2021年 ¶ 发展党员210名。 ¶ 2022年 ¶ …"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.patterns import lazy
from extract.periods import Period
from extract.sentences import Sentence
from extract.timeline.candidates import YEAR_LINE, Candidate, Reach

_ALONE = lazy(
    r"[\s#*【\[（(●■◆▲·]*(?:[一二三四五六七八九十]{1,3}、)?[ ]?(?P<year>(?:19|20)\d\d)[ ]?年(?:度)?(?:大事记)?[\s】\])）:：*]*"
)
_LEAST = 2  # years with something below them; a page has a line with its own year too


def year_of_line(sentence: Sentence) -> int | None:
    """The year that is all a line says, None for any other."""
    line = _ALONE.fullmatch(sentence.text) if sentence.opens_paragraph else None
    return int(line["year"]) if line else None


def under_years(sentences: Sequence[Sentence], own: Sequence[Sequence[Period]]) -> list[Candidate | None]:
    """Of each sentence the expression of the year that stands as a line over it, None where the report is no such chronicle."""
    lines = [year_of_line(sentence) for sentence in sentences]
    headed = {year for year, behind in pairwise(lines) if year and behind is None}
    found: list[Candidate | None] = []
    over: Candidate | None = None
    for index, year in enumerate(lines):
        if year is not None and own[index]:
            over = Candidate(Reach(index, 0, own[index][0]), YEAR_LINE)
        found.append(over if year is None and len(headed) >= _LEAST else None)
    return found
