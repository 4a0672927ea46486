"""The list of which a dated total leaves its parts to the paragraphs below: 2012年度支出4405万元，主要支出项目是：⏎1、…⏎2、…"""

from __future__ import annotations

import re

from extract.patterns import lazy
from extract.sentences import Sentence
from extract.timeline.candidates import ITEM, Candidate, Reach

_ANNOUNCES = lazy(r"[：:]\s*$")  # 支出总额4405万元，主要支出项目是：
_TOTAL = lazy(r"(?<!\d)(?<!\d\.)\d[\d.]*+[ ]?[多余]?[万亿]?[余多]?[名个人户家所件起例次期场份元]")
_ITEMS = tuple(  # how the items of a list begin, a way each
    lazy(rf"[ \u3000\t]*{way}")
    for way in (
        r"\d{1,2}[、.．](?!\d)",
        r"[（(]\d{1,2}[)）]",
        r"[（(][一二三四五六七八九十]{1,3}[)）]",
        "[一二三四五六七八九十]{1,3}、",
        "[一二三四五六七八九十]{1,3}是",
        "[①-⑳]",
        "[●■◆▲·•]",
    )
)


class Listed:
    """The list that a report has come to, read sentence by sentence."""

    def __init__(self) -> None:
        self._total: Reach | None = None
        self._style: re.Pattern[str] | None = None  # how its items begin, None before the first

    def at(self, text: str) -> Candidate | None:
        """What dates a paragraph as an item of the list, None where the list has ended or there is none."""
        if self._total is None:
            return None
        style = self._style or _style_of(text)
        if style is None or not style.match(text):
            self._total = self._style = None
            return None
        self._style = style
        return Candidate(self._total, ITEM)

    def read(self, sentence: Sentence, last: Reach | None) -> None:
        """Take in a sentence, and what governed its end."""
        dated = last is not None and last.period.start is not None and not sentence.is_heading
        if dated and _ANNOUNCES.search(sentence.text) and _TOTAL.search(sentence.text):
            self._total, self._style = last, None


def _style_of(text: str) -> re.Pattern[str] | None:
    """How an item of a list begins, and so the next ones; None for what is no item."""
    return next((way for way in _ITEMS if way.match(text)), None)
