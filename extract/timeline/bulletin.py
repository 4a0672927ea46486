"""Reports that are dated as a whole: statistical bulletins and profiles.

截至2019年底，全省党员总数… at the opening of a bulletin dates all that it counts, to its end. Other reports
have such a sentence near their beginning too and go on to tell what was done over many years; a bulletin is known by
its coming first, by what speaks of statistics, or by the comparison with a year before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.patterns import COUNT, lazy
from extract.periods import Moment, Period
from extract.records import record
from extract.sentences import Sentence
from extract.timeline.candidates import WHOLE, Candidate, Reach

_TOTAL = lazy(  # what the opening counts, right behind its date
    r"[^。；;\d]{0,20}?(?:现?辖|辖有|下辖|共有|现有)[^。；;\d]{0,6}\d[\d.]*+[ ]?万?个[^。；;\d]{0,8}(?:[村镇乡]|社区|街道|居委会)"
    r"|[^。；;\d]{0,30}?(?:党员|党组织|党支部|总[数量]|人口|居民|住户)[^。；;\d]{0,12}(?!(?:19|20)\d\d年)\d"
    r"|[^。；;\d]{0,30}?(?:党员|党组织|党支部|总[数量]|人口|居民|住户)[^。；;]{0,8}[一二三四五六七八九十]{1,3}[千百万]"
)
_CASES = lazy(  # 2015年8月全省共查处违反中央八项规定精神问题130起
    r"份?[，,]?[^，,。；;\d]{0,24}(?:查处|查结|通报|曝光|立案|受理|处置|处分|问责)[^，,。；;\d]{0,40}\d[\d.]*+[ ]?[万余多]?[余多]?[件起例人批名]"
)
_OPENING = 2  # sentences of prose with which a monthly bulletin may open
_COUNTED = lazy(f"{COUNT}[名个人户家所件起例次%％]")
_STATISTICS = lazy(r"党内(?:大?数据|统计)|统计(?:公报|数据|资料|显示|分析)|公报|最新数据")
_COMPARES = lazy(r"[比较](?:上年|去年|上一年|20\d\d年)[末底]?[^，,。；;\d]{0,10}(?:净增|增加|增长|减少|多)")
_PLACE = lazy(r"位于|地处|坐落|辖区(?:总)?面积|(?:国土|区域)?总?面积")
_VIEW = lazy(
    r"[ \u3000]*(?:[一二三四五六七八九十\d]{1,2}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[)）])?(?:从[^，,。；;]{2,18}(?:看|说|分析|而言)|[按就][^，,。；;]{2,20}(?:划分|分类?|统计|而言))[，,:：]"
)
_ASPECT = lazy(
    r"[ \u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?党员的?(?:性别|民族|年龄|学历|文化|入党时间|职业|岗位)"
)
_PART = lazy(r"其中[，,]?(?:仅|单|光|就)?[在是]?$|(?:仅|单是)$")
_VIEWS = 2  # paragraphs that break a total down
_BACK = 8  # sentences before the first of them in which the total stands
_CITED = 12  # sentences of prose that may stand before the totals of a bulletin
_DATED = 1  # … and those of them that have a date of their own
_DATES = ("within", "span", "state", "since")  # kinds of expressions that tell a time of their own
_TITLES = 6  # sentences of the report in which its title may stand


@record
class Whole:
    """The date of a report as a whole, and the first sentence that it reaches."""

    candidate: Candidate
    first: int = 0
    flows: bool = False  # whether it dates only what was done, as the month of a bulletin on cases does

    def reaches(self, index: int) -> bool:
        """Whether it dates what a sentence leaves undated; in its own sentence it is an expression as any other."""
        return index >= self.first and index != self.candidate.reach.sentence


@record
class _Opening:
    """The paragraph that counts the totals, the titles above it and the sentences of prose between."""

    text: str
    title: str
    prose: int


def _comes_first(opening: _Opening) -> bool:
    return opening.prose == 0


def _speaks_of_statistics(opening: _Opening) -> bool:
    return _STATISTICS.search(opening.title) is not None or _STATISTICS.search(opening.text) is not None


def _compares_with_a_year_before(opening: _Opening) -> bool:
    return _COMPARES.search(opening.text) is not None


def _describes_a_place(opening: _Opening) -> bool:
    return _PLACE.search(opening.text) is not None


EVIDENCE: tuple[Callable[[_Opening], bool], ...] = (
    _comes_first,
    _speaks_of_statistics,
    _compares_with_a_year_before,
    _describes_a_place,
)


def whole_date(sentences: Sequence[Sentence], own: Sequence[Sequence[Period]]) -> Whole | None:
    """The date of a report as a whole, None where it has none; it reaches all that has no other."""
    return _dated_totals(sentences, own) or _monthly(sentences, own) or _broken_down(sentences, own)


def _body(sentences: Sequence[Sentence]) -> list[int]:
    """The sentences of prose: neither headings nor blank lines."""
    return [index for index, each in enumerate(sentences) if not each.is_heading and each.text.strip()]


def year_told(sentences: Sequence[Sentence], own: Sequence[Sequence[Period]]) -> Whole | None:
    """The year of a report that looks back on it as a whole (全年受理725件) and does not name it: its flows are of that year
    to the end."""
    for index in _body(sentences)[:_BACK]:
        for order, period in enumerate(own[index]):
            if period.inside is None and period.text == "全年":
                year = replace(period, start=Moment(offset=-1))
                return Whole(Candidate(Reach(index, order, year), WHOLE), index + 1, flows=True)
    return None


def _monthly(sentences: Sequence[Sentence], own: Sequence[Sequence[Period]]) -> Whole | None:
    """The year of a bulletin on one month's cases: 2015年8月，全省查处问题130起，处理150人; what it counts after that is of the year."""
    for index in _body(sentences)[:_OPENING]:
        for order, period in enumerate(own[index]):
            if (
                period.kind not in ("within", "span")
                or period.start is None
                or period.inside
                or period.start.day
            ):
                continue
            if period.start.month and _CASES.match(sentences[index].text, period.span.end):
                year = replace(period.start, month=None, part="")
                last = replace(period.end, month=None, part="") if period.end else None
                dated = replace(period, start=year, end=last)
                return Whole(Candidate(Reach(index, order, dated), WHOLE), index + 1, flows=True)
            if period.governs:
                return None
    return None


def _broken_down(sentences: Sequence[Sentence], own: Sequence[Sequence[Period]]) -> Whole | None:
    """The date of a total that paragraph after paragraph breaks down: 一季度共受理信访举报115件。从举报方式来看，…。从职级来看，…"""
    breaks = [
        index
        for index, sentence in enumerate(sentences)
        if sentence.opens_paragraph and _VIEW.match(sentence.text)
    ]
    if not breaks or (
        len({sentences[index].paragraph for index in breaks}) < _VIEWS
        and not _opens(sentences, own, breaks[0])
    ):
        return None
    for index in range(breaks[0] - 1, max(-1, breaks[0] - _BACK), -1):
        for order in range(len(own[index]) - 1, -1, -1):
            period = own[index][order]
            dates = period.kind in _DATES and period.inside is None and not _is_part(period, sentences[index])
            text = (
                sentences[index].text + sentences[index + 1].text
            )  # 总数达 / 462678名: a line may break in between
            if dates and _COUNTED.search(text, period.span.end):
                return Whole(Candidate(Reach(index, order, period), WHOLE), breaks[0])
    return None


def _opens(sentences: Sequence[Sentence], own: Sequence[Sequence[Period]], index: int) -> bool:
    """Whether a report opens with cases of a time and breaks them down at once: 2018年，全市受理举报963件。从举报方式看，…"""
    body = _body(sentences[:index])
    if not body or len(body) > _OPENING:
        return False
    return any(_CASES.match(sentences[body[0]].text, period.span.end) for period in own[body[0]])


def _is_part(period: Period, sentence: Sentence) -> bool:
    """其中仅12月一个月内，就查处问题480件: a part of the time that was told of, and no total of what is broken down."""
    return _PART.search(sentence.text, 0, period.span.start) is not None


def _dated_totals(sentences: Sequence[Sentence], own: Sequence[Sequence[Period]]) -> Whole | None:
    """The date of the totals with which a report opens."""
    title, prose, dated, counted = "", 0, 0, False
    for index, sentence in enumerate(sentences):
        if sentence.is_heading:
            title += sentence.text if index < _TITLES else ""
            continue
        reach, alone = _total(index, sentence, own[index])
        if reach is not None:
            paragraph = (s.text for s in sentences[index : index + 4] if s.paragraph == sentence.paragraph)
            opening = _Opening("".join(paragraph), title, prose)
            # “女党员…名。发展女党员…名。”党内统计数据显示，截至2015年底，…: what was counted first was cited
            if counted or not alone or prose > 1:
                return Whole(Candidate(reach, WHOLE)) if _speaks_of_statistics(opening) else None
            told = any(says(opening) for says in EVIDENCE) or _breaks_members_down(sentences[index + 1 :])
            return Whole(Candidate(reach, WHOLE)) if told else None
        prose += "。" in sentence.text
        counted = counted or _COUNTED.search(sentence.text) is not None
        dated += "。" in sentence.text and any(each.kind in _DATES for each in own[index])
        if prose > _CITED or dated > _DATED:
            return None
    return None


def _breaks_members_down(sentences: Sequence[Sentence]) -> bool:
    """Whether paragraph after paragraph opens as those of every communiqué of Party statistics do: 党员的年龄。全市党员中，…"""
    opened = {each.paragraph for each in sentences if each.opens_paragraph and _ASPECT.match(each.text)}
    return len(opened) >= _VIEWS


def _total(index: int, sentence: Sentence, own: Sequence[Period]) -> tuple[Reach | None, bool]:
    """The date of the totals that a sentence counts, and whether it counts nothing before them."""
    for order, period in enumerate(own):
        if period.kind != "state" or period.start is None or period.inside:
            continue
        if _TOTAL.match(sentence.text, period.span.end):
            return Reach(index, order, period), _COUNTED.search(sentence.text, 0, period.span.start) is None
    return None, False
