"""Where and when a figure was read to be, with the words that gave it and how likely it is: what `extract.explaining` says of place and
period."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.binding.trust import basis, dated_so
from extract.catalogue import Catalogue
from extract.facts import Fact
from extract.grid import Grid
from extract.patterns import lazy
from extract.pipeline import Ground
from extract.regions import NATION, registry
from extract.span import Span
from extract.territory import size

TABLE = "table"  # the rule of a place that a figure has of its row and column, and not of the words before it
_WIDE = lazy(r"(?:全|我|该|本|各)[省市州县区旗盟镇乡村]")
_NATION_WIDE = lazy("[全我]国|全党|我们?党|中国共产党")
_BACK = 400  # characters before a figure in which the words that gave its place are sought
_UNASKED = "", "", ""  # what a table says is not asked of the words around it


@dataclass(frozen=True, slots=True)
class Placed:
    """Scope and site of a figure with the ``rule`` of `extract.territory` that gave them and the ``words`` that it went by;
    of the rule ``own`` that is the report's region, which ``home`` says how it was found. ``likely`` is how likely it is right,
    from 0 to 1, None where a table says it, ``told`` how likely the wording makes it that it is the whole region's, None where that is
    not asked, and ``spoken`` what the report and the figure's paragraph speak of and how often the
    paragraph speaks of the whole region, as `extract.speaking` says it, "" for what was not asked."""

    scope: str
    site: str
    rule: str
    words: str
    home: str
    likely: float | None
    told: float | None
    spoken: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Dated:
    """The period of a figure with the ``rule`` of `extract.timeline` that gave it, the expression's ``words``, and the
    sentence that it stands in where that is another than the figure's, else "". ``told`` is how many figures that are told so have
    a period of its sort, None for a figure without an indicator, and ``likely`` how likely it is right by both."""

    period: str
    rule: str
    words: str
    sentence: str
    told: float | None
    likely: float


class Surroundings:
    """Place and time of a report's figures with the words that gave them, by what they were read on."""

    def __init__(self, ground: Ground, grids: Sequence[Grid], known: Catalogue) -> None:
        self._grids, self._catalogue = grids, known
        self._text = ground.text
        self._sentences = ground.sentences
        self._starts = [sentence.span.start for sentence in self._sentences]
        self._home = ground.home
        self._territory = ground.territory
        self._timeline = ground.timeline

    def of(self, fact: Fact) -> tuple[Placed, Dated]:
        """Place and date of a figure."""
        clean = self._text.clean_span(fact.span)
        index = max(0, bisect_right(self._starts, clean.start) - 1)
        span = Span(fact.position, fact.position + len(fact.text))
        return self._placed(fact, index, span, clean), self._dated(fact, index, span)

    def _placed(self, fact: Fact, index: int, span: Span, clean: Span) -> Placed:
        large = size(fact.value, fact.unit)
        where = self._territory.with_wording(self._territory.at(index, span, large), index, span, large)
        if self._by_table(fact) and (fact.scope, fact.site) != (where.scope, where.site):
            words = _named(fact.site, self._before(clean), "")
            return Placed(fact.scope, fact.site, TABLE, words, "", None, None, _UNASKED)
        likely = where.certainty, where.told, where.spoken
        if where.rule == "own" or not (where.scope or where.site):  # 全县 of a report that names no county
            return Placed(fact.scope, fact.site, "own", self._home.evidence, self._home.rule, *likely)
        before = self._before(clean)
        behind = self._text.clean[clean.end : self._sentences[index].span.end]
        words = _named(fact.site, before, behind) if fact.site else _of_region(fact.scope, before, behind)
        return Placed(fact.scope, fact.site, where.rule, words, "", *likely)

    def _by_table(self, fact: Fact) -> bool:
        return any(grid.span.start <= fact.start < grid.span.end for grid in self._grids)

    def _before(self, clean: Span) -> str:
        return self._text.clean[max(0, clean.start - _BACK) : clean.start]

    def _dated(self, fact: Fact, index: int, span: Span) -> Dated:
        indicator = self._catalogue.indicators.get(fact.indicator or "")
        governing = self._timeline.at(index, span.start, known=basis(indicator))
        likely, told = governing.certainty, None
        if indicator:
            likely, told = dated_so(
                self._timeline, governing, index, span.start, indicator, fact.unit, fact.kind
            )
        if governing.span is None:
            return Dated(fact.period, governing.rule, "", "", told, likely)
        words = governing.span.of(self._text.clean)
        place = max(0, bisect_right(self._starts, governing.span.start) - 1)
        other = "" if place == index else self._sentences[place].text.strip()
        return Dated(fact.period, governing.rule, words, other, told, likely)


def _of_region(scope: str, before: str, behind: str) -> str:
    """How the text names a region: its name in one of its forms, else 全市 and the like."""
    region = registry().by_full_name.get(scope)
    forms = (region.full_name, region.name, region.short, region.stem) if region else ()
    named = next((form for form in forms if form and form in before), "")
    if named:
        return named
    wide = list((_NATION_WIDE if region is NATION else _WIDE).finditer(before))
    return wide[-1].group() if wide else next((form for form in forms if form and form in behind), "")


def _named(site: str, before: str, behind: str) -> str:
    """How the text names a site: the longest end of its name that stands there (连樟村 of 连江口镇连樟村)."""
    ends = [site[n:] for n in range(len(site) - 1)]
    return next((end for text in (before, behind) for end in ends if end in text), "")
