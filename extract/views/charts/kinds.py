"""What a chart is drawn as but bars: lines over years, a map of squares, dots by level.

Each is a `ChartSpec` with what that way of drawing needs beyond its rows; a renderer asks for the class.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from extract.views.charts.spec import ChartSpec, Row
from extract.views.words.wording import label


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
    """From a line's first step to its last, as labels: ``difference`` in full (+12,000), ``percent`` (+5.1%), "" of shares; both "" where
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
        return label("lines.alt", say, title=self.title, rows=say.clauses(lines))


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
        joined = say.clauses(said)
        return label("part.alt_levels", say, title=self.title, rows=joined)
