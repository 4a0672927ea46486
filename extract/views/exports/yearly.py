"""Lines over years as a grid for native charts: a column a line, a row a year, blank where a year has no figure.

A blank leaves the line open. Where a line breaks between two years that both have figures (its region became another) it goes
on in a column of its own. Figures that are not of whole years have a row for each of their dates; the lines of others must run
over these, so that there every run of a line is a column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.views.charts.kinds import Line, Lines, Step
from extract.views.charts.spec import Row
from extract.views.words.language import Language


@dataclass(frozen=True, slots=True)
class Column:
    """A line or a part of it: one row of the spec for each line of the grid, None where there is no figure. ``last``: it is the
    part at whose end the line is named."""

    region: str
    name: str
    cells: tuple[Row | None, ...]
    last: bool

    @property
    def end(self) -> int:
        """The place of its last figure."""
        return max(number for number, cell in enumerate(self.cells) if cell is not None)


@dataclass(frozen=True, slots=True)
class Grid:
    """``heads`` are the lines' names down the left, as the chart's axis has them; ``spanned``: lines run over blanks."""

    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    spanned: bool


def grid(spec: Lines) -> Grid:
    """The grid of a chart; its values are in the chart's unit."""
    if all(_of_a_year(step) for step in spec.steps):
        first, last = min(step.end.year for step in spec.steps), spec.years[1]
        places: dict[object, int] = {year: number for number, year in enumerate(range(first, last + 1))}
        heads = tuple(str(year) for year in range(first, last + 1))
        columns = [
            column
            for line in spec.lines
            for column in _columns(
                line, _parts(line), [places[step.end.year] for step in line.steps], len(heads), spec.language
            )
        ]
        return Grid(heads, tuple(columns), spanned=False)
    times = sorted({(step.end, step.start or step.end): step.row.period for step in spec.steps}.items())
    dated: dict[object, int] = {when: number for number, (when, _) in enumerate(times)}
    columns = [
        column
        for line in spec.lines
        for column in _columns(
            line, line.runs, [dated[_when(step)] for step in line.steps], len(times), spec.language
        )
    ]
    return Grid(tuple(words for _, words in times), tuple(columns), spanned=True)


def _of_a_year(step: Step) -> bool:
    """Whether it is a state at the end of a year, or of one calendar year."""
    ends = (step.end.month, step.end.day) == (12, 31)
    return ends and (step.start is None or step.start == date(step.end.year, 1, 1))


def _when(step: Step) -> tuple[date, date]:
    return (step.end, step.start or step.end)


def _parts(line: Line) -> list[tuple[Step, ...]]:
    """The runs of a line of whole years, together where a blank year stands between them."""
    parts: list[tuple[Step, ...]] = []
    for run in line.runs:
        if parts and run[0].end.year - parts[-1][-1].end.year > 1:
            parts[-1] = (*parts[-1], *run)
        else:
            parts.append(run)
    return parts


def _columns(
    line: Line, parts: Sequence[Sequence[Step]], places: Sequence[int], count: int, say: Language
) -> list[Column]:
    found, start = [], 0
    for number, part in enumerate(parts):
        cells: list[Row | None] = [None] * count
        for step, place in zip(part, places[start : start + len(part)], strict=True):
            cells[place] = step.row if step.row.value is not None else None
        start += len(part)
        if any(cells):
            name = line.name if number == 0 else say.bracketed(line.name, part[0].row.period)
            found.append(Column(line.region, name, tuple(cells), last=number == len(parts) - 1))
    return found
