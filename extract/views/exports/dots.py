"""Dots by level in a picture: a lane a level under one axis, each dot with its region and figure beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.patches import Ellipse, Patch, Rectangle
from matplotlib.ticker import NullLocator

from extract.comparability import CAUTION, UNSURE
from extract.views.charts.kinds import Dots, Lane
from extract.views.charts.levelling import packed, scale, share
from extract.views.charts.scaling import is_log
from extract.views.charts.spec import Row
from extract.views.exports.typeset import font, width
from extract.views.palette import LIGHT
from extract.views.words.wording import label

LINE = 15.0
"""Points that a line of dots is high."""
_HEAD = 1.5  # lines over a lane for its name
_LABEL, _TICK = 8.0, 7.5
_ROOM = 7.0  # points from a dot's middle to its label


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with the line of its lane that it stands on, and whether its label is to the left of the dot."""

    row: Row
    line: int
    left: bool


def placed(spec: Dots, across: float, *, turned: bool = True) -> list[list[Placed]]:
    """Where the dots of each lane stand, on an axis ``across`` points long, so that no label runs into another dot; labels at
    its end are ``turned`` to the left, unless there is room behind it."""
    return [_placed(spec, lane, across, turned) for lane in spec.lanes]


def _placed(spec: Dots, lane: Lane, across: float, turned: bool) -> list[Placed]:
    spans, sides = [], []
    for row in lane.rows:
        x = share(spec, row.value or 0.0) * across
        long = _ROOM + width(said(row), _LABEL) + 5
        left = turned and x + long > across and x - long > 0
        spans.append((x - long, x + _ROOM) if left else (x - _ROOM, x + long))
        sides.append(left)
    lines = packed(spans)
    return [Placed(row, line, left) for row, line, left in zip(lane.rows, lines, sides, strict=True)]


def runs(spec: Dots, lane: Lane) -> list[tuple[str, tuple[Row, ...]]]:
    """The rows of a lane grade by grade, as the series of a native chart, each with its name: 县级（20）· 注意."""
    whole = label("part.lane", spec.language, level=lane.level, count=len(lane.rows))
    found = [(grade, tuple(rows)) for grade, rows in groupby(lane.rows, key=lambda row: row.grade)]
    return [
        (
            whole
            if len(found) == 1
            else f"{whole} · {label(f'grade.{spec.standing(grade)}', spec.language)}",
            rows,
        )
        for grade, rows in found
    ]


def said(row: Row) -> str:
    """What stands beside a dot."""
    return " ".join(filter(None, [row.name, row.figure, row.beside]))


def lines_of(lanes: Sequence[Sequence[Placed]]) -> float:
    """How many lines high the lanes are, with their names."""
    return sum(_HEAD + 1 + max(each.line for each in lane) for lane in lanes)


def draw_dots(axes: Axes, spec: Dots, across: float) -> None:
    """Draw the lanes, the first on top, on axes ``across`` points wide."""
    lanes = placed(spec, across)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LIGHT.hatch)
    axes.set_facecolor("none")
    ends = scale(spec)
    if is_log(spec):
        axes.set_xscale("log")
        axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlim(ends.low, ends.high)
    axes.set_xticks(
        ends.marks,
        [spec.language.short(mark) for mark in ends.marks],
        fontproperties=font(_TICK),
        color=LIGHT.quiet,
    )
    axes.set_xlabel(spec.unit, fontproperties=font(_TICK), color=LIGHT.quiet, labelpad=5)
    axes.set_ylim(lines_of(lanes), 0)
    axes.set_yticks([])
    axes.tick_params(axis="both", length=0)
    axes.grid(axis="x", color=LIGHT.grid, linewidth=0.7)
    axes.set_axisbelow(True)
    top = 0.0
    for lane, own in zip(spec.lanes, lanes, strict=True):
        name = label("part.lane", spec.language, level=lane.level, count=len(lane.rows))
        axes.annotate(
            name, (0, top + 0.75), xycoords=("axes fraction", "data"), fontproperties=font(9), color=LIGHT.ink,
            va="center_baseline", annotation_clip=False, parse_math=False,
            bbox={"facecolor": LIGHT.ground, "edgecolor": "none", "pad": 1},
        )  # fmt: skip
        for each in own:
            _dot(axes, each, top + _HEAD + each.line + 0.5)
        top += _HEAD + 1 + max(each.line for each in own)
        if top < lines_of(lanes):
            axes.axhline(top, color=LIGHT.line, linewidth=0.7)


def _dot(axes: Axes, each: Placed, y: float) -> None:
    row = each.row
    if row.value is None:
        return
    if row.value_high is not None:
        axes.plot([row.value, row.value_high], [y, y], color=LIGHT.quiet, linewidth=1.1, clip_on=False)
    fill, edge = colours(row.grade)
    axes.plot(
        [row.value], [y], marker="o", markersize=7, markerfacecolor=fill, markeredgecolor=edge, markeredgewidth=1.1, clip_on=False,
        zorder=3,
    )  # fmt: skip
    axes.annotate(
        said(row), (row.value, y), xytext=(-_ROOM if each.left else _ROOM, 0), textcoords="offset points",
        ha="right" if each.left else "left", va="center_baseline", fontproperties=font(_LABEL), color=LIGHT.ink,
        annotation_clip=False, parse_math=False,
    )  # fmt: skip


def colours(grade: str) -> tuple[str, str]:
    """The fill and the edge of a dot: blue, grey, or pale where it is to be checked; a pale blue, since some programs draw
    no edge."""
    if grade == CAUTION:
        return LIGHT.hatch, LIGHT.hatch
    if grade == UNSURE:
        return LIGHT.shades[0], LIGHT.comparable
    return LIGHT.comparable, LIGHT.comparable


def mark_dot(box: Rectangle, grade: str) -> Patch:
    """A dot in the middle of a box of the key."""
    fill, edge = colours(grade)
    x, y = box.get_center()
    return Ellipse(
        (x, y),
        7,
        7,
        transform=box.get_data_transform(),
        facecolor=fill,
        edgecolor=edge,
        linewidth=1.1,
    )
