"""A chart as a table of cells, and the lines that close it: the same in every file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.views.charts.folding import folded
from extract.views.charts.kinds import Dots, Lines, Tiles
from extract.views.charts.spec import ChartSpec, Row
from extract.views.words import quoting
from extract.views.words.wording import corrected, label

COLUMNS = (
    "region", "level", "value", "value_high", "unit", "bound", "period", "grade", "reasons", "terms", "quote", "reported",
    "subject", "report", "position", "confidence", "corrected", "sentence", "origin",
)  # fmt: skip
"""The columns of a chart's full table, by id; `heads` names them."""
NUMBERS = ("value", "value_high", "reported", "confidence")
"""Those of them that hold numbers."""

Cell = str | float | None


def heads(spec: ChartSpec, columns: Sequence[str] = COLUMNS) -> list[str]:
    """The columns' names in the chart's language."""
    return [label(f"head.{column}", spec.language) for column in columns]


def cells(spec: ChartSpec, columns: Sequence[str] = COLUMNS) -> list[list[Cell]]:
    """One line a row. Numbers stay numbers; None is a figure that is not there."""
    return [[_cell(spec, row, column) for column in columns] for row in spec.rows]


def _cell(spec: ChartSpec, row: Row, column: str) -> Cell:
    say, fact = spec.language, row.fact
    match column:
        case "region":
            return row.region if say.code == "zh" else row.name
        case "level":
            return row.level
        case "value":
            return row.value
        case "value_high":
            return row.value_high
        case "figure":
            return row.figure
        case "unit":
            return spec.unit if row.drawn else ""
        case "bound":
            return label(f"bound.{row.bound}", say) if fact else ""
        case "period":
            return row.period
        case "grade":
            return spec.grade(row)
        case "reasons":
            return say.clauses(row.reasons)
        case "terms":
            return row.terms
    if fact is None:
        return "" if column not in ("reported", "confidence") else None
    match column:
        case "quote":
            return fact.quote
        case "reported":
            return fact.value
        case "subject":
            return fact.subject
        case "report":
            return fact.report
        case "confidence":
            return row.confidence
        case "position":
            return f"{fact.start}–{fact.end}"
        case "corrected":
            return corrected(fact.corrected, say)
        case "sentence":
            return fact.sentence.strip()
        case "origin":
            return quoting.origin(fact, say)
        case _:
            raise KeyError(f"no column {column!r}; known are {', '.join(COLUMNS)} and figure")


def categories(spec: ChartSpec) -> list[str]:
    """The regions as a native chart names them: beside a region without a bar stands why."""
    return [row.name if row.drawn else spec.language.bracketed(row.name, row.figure) for row in spec.rows]


def shortened(spec: ChartSpec, most: int) -> ChartSpec:
    """The chart with its first rows only, and a note that says so, where a page cannot hold them all, and regions without a
    figure `folded`; a map has as many squares whatever its rows, dots stand beside one another, and lines are as high."""
    if isinstance(spec, Tiles | Dots | Lines):
        return spec
    spec = replace(spec, rows=folded(spec))
    if len(spec.rows) <= most:
        return spec
    note = label("note.shortened", spec.language, most=most, rest=len(spec.rows) - most)
    return replace(spec, rows=spec.rows[:most], notes=(note, *spec.notes))


def summary(spec: ChartSpec) -> str:
    """What may be compared, and the numbers that only the comparable figures have, in one line."""
    say, numbers = spec.language, spec.statistics
    parts = [] if spec.agreement else [spec.headline]
    parts += [spec.verdict] if spec.verdict else []
    if numbers:
        highest = spec.language.bracketed(numbers.highest, numbers.highest_region)
        parts.append(f"{label('part.highest', say)} {highest}")
        parts += [f"{label('part.median', say)} {numbers.median}"] if numbers.median else []
        parts += (
            [f"{label('part.total', say, count=numbers.ranked)} {numbers.total}"] if numbers.total else []
        )
        parts += [label("part.apart", say, regions=numbers.apart)] if numbers.apart else []
    return " · ".join(parts)


def closing(spec: ChartSpec) -> list[str]:
    """The lines under the notes: sources, filters, and the day."""
    say = spec.language
    end = "。" if say.code == "zh" else "."
    lines = []
    if spec.sources:
        lines.append(say.labelled(label("part.sources", say), say.clauses(spec.sources)) + end)
    lines.append(filtered(spec))
    lines.append(label("part.made", say, day=spec.made.isoformat()) + end)
    return lines


def filtered(spec: ChartSpec) -> str:
    """What was asked for, as a line."""
    say = spec.language
    end = "。" if say.code == "zh" else "."
    chosen = [say.labelled(name, value) for name, value in spec.filters]
    return say.labelled(label("part.filters", say), say.clauses(chosen)) + end
