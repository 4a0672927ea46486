"""ChartSpec: everything that one chart says, in words, made once for the page and for every export.

A spec is a value: title, rows with their figures and grades, notes, sources, filters. The renderers of
`extract.views.exports` and the page only lay it out, so that a chart and the file made from it cannot disagree. A spec is
drawn as bars; `Lines` adds what lines over years need, `Tiles` what a
map needs, `Dots` the lanes of dots by level. Its rows are the figures of its lines, so that tables, quotes and
notes are made of either in the same way.
"""

from __future__ import annotations

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
    which it is), ``median``, "" of fewer than three, and ``total``, "" where a sum means nothing."""

    highest: str
    highest_region: str
    median: str
    total: str


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
    drawn or left out. ``sized``: the figures grow with their regions, so that levels had to agree. ``remark`` is what was assumed of comparable figures, which the strip says too."""

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
    def solid(self) -> str:
        """What a solid bar of this chart is, as the half of a key of words: alike also in level where that had to be so."""
        return "comparable" if self.sized else "comparable_sizeless"

    def grade(self, row: Row) -> str:
        """What is said of a row's grade."""
        return label(f"grade.{self.standing(row.grade)}", self.language)

    @property
    def alt(self) -> str:
        """The chart for those who cannot see it."""
        said = self.language.list([f"{row.name} {row.figure}" for row in self.rows])
        return label("part.alt", self.language, title=self.title, rows=said)


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of a line: its figure as ``row``, a state at ``end`` with ``start`` None or a period of both days, both in.
    ``joined``: the line leads here from the moment before; ``apart`` says in words why it does not, () of a line's first."""

    row: Row
    start: date | None
    end: date
    joined: bool
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A region's steps in the order of time, at least one."""

    region: str
    name: str
    steps: tuple[Step, ...]

    @property
    def runs(self) -> tuple[tuple[Step, ...], ...]:
        """The steps as the line joins them."""
        runs: list[list[Step]] = []
        for step in self.steps:
            if not step.joined:
                runs.append([])
            runs[-1].append(step)
        return tuple(map(tuple, runs))


@dataclass(frozen=True, slots=True)
class Slope:
    """From a line's first step to its last, as labels: ``difference`` (+1.2万), ``percent`` (+5.1%), "" of shares; both "" where
    ``reasons`` say why the two may not be set against one another."""

    name: str
    first: Row
    last: Row
    difference: str
    percent: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines(ChartSpec):
    """Lines over years, one a region, on one axis. ``basis`` is stock (points) or flow (steps over their periods); ``index``: the
    values are percent of each line's first. ``key`` tells the chart from the indicator's other lines."""

    way: ClassVar[str] = "_over_years"
    lines: tuple[Line, ...] = ()
    basis: str = "stock"
    index: bool = False
    key: str = ""
    slopes: tuple[Slope, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, line by line."""
        return tuple(step for line in self.lines for step in line.steps)

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year on the axis, both in."""
        starts = [(step.start or step.end).year for step in self.steps]
        return min(starts), max(step.end.year for step in self.steps)

    @property
    def alt(self) -> str:
        """The chart for those who cannot see it."""
        say = self.language
        lines = [
            f"{line.name} {say.list([f'{step.row.period} {step.row.figure}' for step in line.steps])}"
            for line in self.lines
        ]
        return label(
            "lines.alt", say, title=self.title, rows=("；" if say.code == "zh" else "; ").join(lines)
        )


@dataclass(frozen=True, slots=True)
class Band:
    """A class of a map: figures from ``low`` on and below ``high``, None where it has no end; its limits in ``words``, how many
    regions are in it, and the ``shade`` of `palette.Palette.shades` that it has."""

    low: float | None
    high: float | None
    words: str
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of a map: its place counted from the top left, its short name and the region's name in full, the region's
    row, None where the chart was not asked for it, the figure as short as a square needs it, and the band that a
    comparable figure is in."""

    line: int
    column: int
    name: str
    region: str
    row: Row | None
    figure: str
    band: Band | None

    @property
    def grade(self) -> str:
        """How the square looks: as its row, "absent" without one."""
        return self.row.grade if self.row else "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles(ChartSpec):
    """A chart drawn as a map of equal squares, one a province. ``bands`` are the classes of its comparable figures, the
    lowest first, ``elsewhere`` the rows with a figure that have no square since they are no provinces, ``key`` what an empty
    square means, as (grade, words)."""

    way: ClassVar[str] = "_map"
    tiles: tuple[Tile, ...]
    bands: tuple[Band, ...]
    elsewhere: tuple[Row, ...]
    key: tuple[tuple[str, str], ...]

    @property
    def alt(self) -> str:
        """The map for those who cannot see it: every region with its figure."""
        said = self.language.list([f"{row.name} {row.figure}" for row in self.rows])
        return label("part.alt_map", self.language, title=self.title, rows=said)


@dataclass(frozen=True, slots=True)
class Lane:
    """The figures of one level of regions, at least one; ``level`` in words."""

    level: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots(ChartSpec):
    """A chart drawn as dots on one axis, a lane a level, the highest level first."""

    way: ClassVar[str] = "_levels"
    lanes: tuple[Lane, ...]

    @property
    def alt(self) -> str:
        """The lanes for those who cannot see them."""
        say = self.language
        said = [
            f"{lane.level} {say.list([f'{row.name} {row.figure}' for row in lane.rows])}"
            for lane in self.lanes
        ]
        joined = ("；" if say.code == "zh" else "; ").join(said)
        return label("part.alt_levels", say, title=self.title, rows=joined)
