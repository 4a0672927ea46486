"""Which figures are written beside the marks of lines, in which digits and on which side, the same on every medium.

A label tells its figure from the others of its line, or it says nothing: six times 1.44 million along a line that rises is written
in full instead. It stands where its line does not run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from extract.views.charts.kinds import Line, Lines, Step
from extract.views.charts.scaling import Axis, axis, middle, values
from extract.views.words.language import Language

_LINES = 3  # more lines than these are named and not written on
_FEW = 6  # figures of a line that are all written; of more its ends
_NEAR = 0.07  # of the axis: ends of two lines that are nearer would be written over one another

_CLEAR = 4  # pixels or points between a figure and the end of the axis
_MOST = 0.4  # of the axis that is left free before the lines

Side = Literal["left", "center", "right"]
BEFORE: Mapping[Side, float] = {
    "left": 1.0,
    "center": 0.5,
    "right": 0.0,
}  # what of a figure stands before its mark


@dataclass(frozen=True, slots=True)
class Written:
    """A figure beside its mark: its ``text``, whether it ``leads``, which those do that a narrow chart has room for, and the
    ``side`` that the line leaves free above the mark."""

    line: Line
    step: Step
    text: str
    leads: bool
    side: Side


def numbers(marks: Sequence[float], say: Language) -> list[str]:
    """The numbers of an axis, in full where they are so near one another that their short forms are alike."""
    short = [say.short(mark) for mark in marks]
    return short if len(set(short)) == len(short) else [say.exact(mark) for mark in marks]


def written(spec: Lines) -> tuple[Written, ...]:
    """The figures that are written: of few lines all of a short one, of a longer one its ends; none of many lines."""
    if len(spec.lines) > _LINES:
        return ()
    scale, full = axis(values(spec)), _full(spec)
    shown = [(line, _shown(line)) for line in spec.lines]
    return tuple(
        Written(
            line,
            step,
            _text(step, full=full),
            step is own[-1] or (step is own[0] and len(spec.lines) == 1),  # several leave no room before them
            _side(line, step),
        )
        for line, own in shown
        for step in own
        if not _covered(step, line, spec, scale)
    )


def at_ends(spec: Lines) -> Mapping[str, str]:
    """Of few lines the figure at the end of each by its region, where it stands behind the line's name and so over no other; none
    of many lines."""
    if len(spec.lines) > _LINES:
        return {}
    full = _full(spec)
    return {line.region: _text(steps[-1], full=full) for line in spec.lines if (steps := _valued(line))}


def begin(
    labels: Sequence[Written],
    ends: tuple[float, float],
    plot: float,
    width: Callable[[str], float],
    basis: str,
) -> float:
    """Where the axis of years begins so that the figures at the beginnings of lines stand on it: at the first of the ``ends``, or
    before it. ``plot`` is how wide the axis is, in the unit in which ``width`` measures a text."""
    low, high = ends
    for each in labels:
        before = width(each.text) * BEFORE[each.side] + _CLEAR
        part = min(before / plot, _MOST)
        low = min(low, (middle(each.step, basis) - part * high) / (1 - part))
    return low


def _full(spec: Lines) -> bool:
    """Whether the figures are written in full: in short two of a line would be alike."""
    return not spec.index and any(_alike(_shown(line)) for line in spec.lines)


def _text(step: Step, *, full: bool) -> str:
    return step.row.exact if full else step.row.figure


def _shown(line: Line) -> list[Step]:
    steps = _valued(line)
    return steps if len(steps) <= _FEW else [steps[0], steps[-1]]


def _valued(line: Line) -> list[Step]:
    return [step for step in line.steps if step.row.value is not None]


def _alike(steps: Sequence[Step]) -> bool:
    """Whether two figures that differ would be written alike."""
    rows = [step.row for step in steps]
    return any(one.figure == two.figure and one.exact != two.exact for one, two in combinations(rows, 2))


def _covered(step: Step, line: Line, spec: Lines, scale: Axis) -> bool:
    """Whether another line has a figure at about the same place."""
    room = _NEAR * (scale.high - scale.low)
    return any(
        other.end.year == step.end.year and abs((other.row.value or 0.0) - (step.row.value or 0.0)) < room
        for each in spec.lines
        if each is not line
        for other in each.steps
        if other.row.value is not None
    )


def _side(line: Line, step: Step) -> Side:
    """Above a mark a line that rises leaves the left free, and one that falls the right."""
    steps = _valued(line)
    number = steps.index(step)
    own = step.row.value or 0.0
    before = (steps[number - 1].row.value or 0.0) if number else own
    after = (steps[number + 1].row.value or 0.0) if number + 1 < len(steps) else own
    if after > own or (step is steps[-1] and before < own):
        return "left" if before <= own else "center"
    return "right" if before > own else "center"
