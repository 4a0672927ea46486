"""Lines over years in a picture: joined from year to year, named at their ends, hollow where a figure is doubtful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, Patch, Rectangle, RegularPolygon
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter

from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.views.charts.kinds import Line, Lines
from extract.views.charts.line_labels import Written, begin, numbers, written
from extract.views.charts.scaling import Axis, across, axis, legs, middle, prominent, spread, values
from extract.views.exports.typeset import font, width
from extract.views.palette import LIGHT

_NAME, _VALUE, _TICK = 9.0, 8.0, 7.5  # sizes in points
_LEADING = 1.25
_ALIGNED = {"left": "right", "center": "center", "right": "left"}  # a figure left of its mark ends at it
_ASIDE = {"left": 2, "center": 0, "right": -2}  # points that it is put beyond its mark
_TICKS = 14  # years on the axis
MARKERS: Mapping[str, str] = {COMPARABLE: "o", CAUTION: "D", UNSURE: "o"}


def colours(spec: Lines) -> dict[str, str]:
    """The colour of each line that is named, by its region; a line alone has that of what may be compared."""
    if len(spec.lines) == 1:
        return {spec.lines[0].region: LIGHT.comparable}
    return {line.region: LIGHT.series[number] for number, line in enumerate(prominent(spec))}


def names_width(spec: Lines) -> float:
    """How wide the names at the ends of the lines are, in points; 0 for a line alone, whose name is in the title's place."""
    return max((width(line.name, _NAME) for line in prominent(spec)), default=0.0)


def draw_lines(axes: Axes, spec: Lines, wide: float, height: float) -> None:
    """Draw the lines; the axes are ``wide`` and as high as ``height``, in points."""
    scale, own, labels = axis(values(spec)), colours(spec), written(spec)
    _frame(axes, spec, scale, labels, wide)
    for line in sorted(spec.lines, key=lambda line: line.region in own):  # the grey ones beneath
        _line(axes, line, spec, own.get(line.region, LIGHT.hatch), forward=line.region in own)
    for each in labels:
        place = (middle(each.step, spec.basis), each.step.row.value or 0.0)
        axes.annotate(
            each.text, place, xytext=(_ASIDE[each.side], 6), textcoords="offset points", ha=_ALIGNED[each.side],
            va="bottom", fontproperties=font(_VALUE), color=LIGHT.ink, annotation_clip=False, parse_math=False,
        )  # fmt: skip
    named = [line for line in spec.lines if line.region in own and line.steps[-1].row.value is not None]
    per_point = (scale.high - scale.low) * 1.08 / height
    heights = spread(
        [line.steps[-1].row.value or 0.0 for line in named],
        _NAME * _LEADING * per_point,
        scale.high + 15 * per_point,
    )
    for line, at in zip(named, heights, strict=True):
        axes.annotate(
            line.name, (across(line.steps[-1].end, spec.basis), at), xytext=(7, 0), textcoords="offset points",
            va="center_baseline", ha="left", fontproperties=font(_NAME), color=own[line.region], annotation_clip=False,
            parse_math=False, path_effects=[withStroke(linewidth=_NAME * 0.045, foreground=own[line.region])],
        )  # fmt: skip


def _frame(axes: Axes, spec: Lines, scale: Axis, labels: Sequence[Written], wide: float) -> None:
    axes.set_facecolor("none")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LIGHT.hatch)
    axes.spines["bottom"].set_linewidth(0.8)
    first, last = spec.years
    ends = (first - 0.5, last + (0.2 if spec.basis == "stock" else 0.5))
    axes.set_xlim(begin(labels, ends, wide, lambda text: width(text, _VALUE), spec.basis), ends[1])
    axes.set_ylim(scale.low, scale.high + (scale.high - scale.low) * 0.08)
    step = -(-(last - first + 1) // _TICKS)
    axes.xaxis.set_major_locator(FixedLocator([*range(last, first - 1, -step)][::-1]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axes.yaxis.set_major_locator(FixedLocator(list(scale.marks)))
    axes.yaxis.set_major_formatter(FixedFormatter(numbers(scale.marks, spec.language)))
    axes.tick_params(axis="both", length=0)
    axes.grid(axis="y", color=LIGHT.grid, linewidth=0.7)
    axes.set_axisbelow(True)
    for tick in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        tick.set_fontproperties(font(_TICK))
        tick.set_color(LIGHT.quiet)


def _line(axes: Axes, line: Line, spec: Lines, colour: str, *, forward: bool) -> None:
    for leg, doubtful in legs(line, spec.basis):
        axes.plot(
            [x for x, _ in leg], [y for _, y in leg], color=colour, linewidth=1.7 if forward else 0.7,
            linestyle=":" if doubtful else "-", solid_capstyle="butt",
        )  # fmt: skip
    for step in line.steps:
        if step.row.value is None:
            continue
        x = middle(step, spec.basis)
        axes.add_line(_marker(step.row.grade, colour, 5.0 if forward else 2.5, x, step.row.value))


def _marker(grade: str, colour: str, size: float, x: float, y: float) -> Line2D:
    """A figure's mark: filled where nothing speaks against it, a hollow diamond or ring where something does."""
    return Line2D(
        [x], [y], marker=MARKERS[grade], markersize=size, markeredgewidth=1.2, markeredgecolor=colour,
        markerfacecolor=colour if grade == COMPARABLE else LIGHT.ground, linestyle="none", clip_on=False,
    )  # fmt: skip


def mark_point(box: Rectangle, grade: str) -> Patch:
    """A line's mark in the middle of a box of the key: a point, hollow where the figure is to be checked, a hollow diamond where
    it is doubtful."""
    (x, y), size = box.get_center(), 6.0
    shape: Patch = Ellipse((x, y), size, size, transform=box.get_data_transform())
    if grade == CAUTION:
        shape = RegularPolygon((x, y), 4, radius=size / 1.6, transform=box.get_data_transform())
    shape.set(linewidth=1.1, edgecolor=LIGHT.comparable)
    shape.set_facecolor(LIGHT.comparable if grade == COMPARABLE else LIGHT.ground)
    return shape
