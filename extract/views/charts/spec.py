"""ChartSpec: everything that one chart says, in words, made once for the page and for every export.

A spec is a value: title, rows with their figures and grades, notes, sources, filters. The renderers of
`extract.views.exports` and the page only lay it out, so that a chart and the file made from it cannot disagree. A spec is
drawn as bars; what else it may be drawn as stands in `extract.views.charts.kinds`. Its rows are its figures however it is
drawn, so that tables, quotes and notes are made in the same way.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from extract.comparability import COMPARABLE
from extract.facts import Fact
from extract.normalisation import Option
from extract.views.words.language import Language
from extract.views.words.wording import label


@dataclass(frozen=True, slots=True)
class Row:
    """One region of a chart. ``grade`` is comparable, caution, unsure, missing (no report gives the figure) or refused (it
    cannot be normalised); ``value`` is None for the last two. ``figure`` is the label (≥ 3.72万), ``exact`` the same in
    full, ``period`` and ``level`` are words, ``reasons`` sentences. ``fact`` is what is drawn, ``others`` are the
    region's further figures. ``confidence`` is that of what is drawn, normalised;
    ``mark`` the word for a figure that is to be checked; ``contested``: the reports give another with the same right;
    ``terms``: what was divided by what, "" for a figure as reported, and ``denominator`` the fact that it was divided by, where
    its report gives that."""

    region: str
    name: str
    level: str
    grade: str
    value: float | None
    value_high: float | None
    bound: str
    figure: str
    exact: str
    period: str
    reasons: tuple[str, ...]
    fact: Fact | None
    others: tuple[Fact, ...]
    confidence: float = 1.0
    mark: str = ""
    contested: bool = False
    terms: str = ""
    denominator: Fact | None = None

    @property
    def beside(self) -> str:
        """What stands behind the figure in a label: its period, and 待核 where it is to be checked, since the dots of a
        small bar cannot be seen."""
        return " · ".join(filter(None, [self.period, self.mark]))

    @property
    def parts(self) -> tuple[str, str]:
        """The figure in two parts, of which a narrow chart has the first alone: "117 /" and "634 / …" where several have the same
        right, else all of it and ""."""
        first, mark, others = self.figure.partition(" / ") if self.contested else (self.figure, "", "")
        return first + mark.rstrip(), others

    @property
    def whole(self) -> str:
        """The figure in full for a table, with those that have the same right; "" without a bar."""
        return "" if not self.drawn else self.figure if self.contested else self.exact

    @property
    def quoted(self) -> tuple[tuple[str, Fact], ...]:
        """What a reader of a file should see the sentences of, each under a name: the figure, and what it was divided by."""
        own = () if self.fact is None else ((self.name, self.fact),)
        return (*own, *(() if self.denominator is None else ((f"{self.name} ÷", self.denominator),)))

    @property
    def drawn(self) -> bool:
        """Whether there is a bar; otherwise words stand in its place."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers that only comparable figures have, as labels: ``highest`` with its region (several where their bounds leave open
    which it is), ``median``, "" of fewer than three, and ``total``, "" where a sum means nothing. Highest and median are of the
    ``ranked``; ``apart`` names the regions that are not, since regions within them are."""

    highest: str
    highest_region: str
    median: str
    total: str
    ranked: int
    apart: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A normalisation within reach and how many figures it makes comparable, with its words: 每年：可比 4/5, and the question
    that it answers."""

    option: Option
    words: str
    question: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One chart on one scale. ``unit`` is the axis title, normalisation included; ``verdict`` counts what may be
    compared, ``agreement`` is the strip that says how the figures differ, "" when they do not, ``differences`` the same by topic in a few words. ``legend`` explains the
    grades of the bars where there is more than one, as (grade, words). ``unsure`` counts the figures that are to be checked,
    drawn or left out. ``sized``: the figures grow with their regions, so that levels had to agree; ``spans``: their periods, of unlike length, were put per year. ``off_scale``: of the first
    chart, the regions whose figures are on another scale, and in a chart of their own. ``remark`` is what was assumed of comparable figures, which the strip says too."""

    indicator: str
    title: str
    subtitle: str
    unit: str
    base_unit: str
    language: Language
    normalisation: str
    log: bool
    rows: tuple[Row, ...]
    unsure: int
    verdict: str
    headline: str
    agreement: str
    differences: str
    statistics: Statistics | None
    offers: tuple[Offer, ...]
    legend: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]
    made: date
    remark: str = ""
    sized: bool = True
    spans: bool = False
    off_scale: tuple[str, ...] = ()
    way: ClassVar[str] = ""  # how it is drawn, in the name of a file

    @property
    def drawn(self) -> tuple[Row, ...]:
        """The rows that have a bar."""
        return tuple(row for row in self.rows if row.drawn)

    @property
    def alone(self) -> bool:
        """Whether one bar only is solid: nothing may be compared with it."""
        return sum(row.grade == COMPARABLE for row in self.drawn) == 1

    def standing(self, grade: str) -> str:
        """A grade as this chart has it: the only comparable figure is ``alone``."""
        return "alone" if self.alone and grade == COMPARABLE else grade

    @property
    def alike(self) -> str:
        """In what the comparable figures agree, as the end of a key of words: not in level where that need not be so, not in
        period where ``spans`` of unlike length were put per year."""
        return ("_spans" if self.spans else "") + ("" if self.sized else "_sizeless")

    @property
    def solid(self) -> str:
        """What a solid bar of this chart is, as a key of words."""
        return f"comparable{self.alike}"

    def grade(self, row: Row) -> str:
        """What is said of a row's grade."""
        return label(f"grade.{self.standing(row.grade)}", self.language)

    def said(self, grades: Set[str]) -> dict[str, str]:
        """What is said of each of these grades: for a table of many rows, since `grade` looks at all of them."""
        return {grade: label(f"grade.{self.standing(grade)}", self.language) for grade in grades}

    @property
    def alt(self) -> str:
        """The chart for those who cannot see it."""
        said = self.language.list([f"{row.name} {row.figure}" for row in self.rows])
        return label("part.alt", self.language, title=self.title, rows=said)
