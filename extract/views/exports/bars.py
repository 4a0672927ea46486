"""The bars of a picture: horizontal, labelled directly, hatched where caution is due, dotted where a figure is
to be checked, words where there is no figure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.views.charts.bar_axis import are_whole
from extract.views.charts.scaling import is_log
from extract.views.charts.spec import ChartSpec, Row
from extract.views.exports.typeset import font, width
from extract.views.palette import LIGHT

_NAME, _VALUE, _PERIOD, _TICK = 9.0, 9.0, 8.0, 7.5  # sizes in points


def draw_bars(axes: Axes, spec: ChartSpec, *, wide: bool) -> None:
    """Draw a chart's rows, the first on top. ``wide``: the labels are too long for one line beside the bar, so that the
    periods are left to the table."""
    _frame(axes, spec)
    _scale(axes, spec)
    base = axes.get_xlim()[0] if is_log(spec) else 0.0
    for position, row in enumerate(spec.rows):
        y = len(spec.rows) - 1 - position
        if row.value is None:
            _beside(axes, base, y, row.figure, LIGHT.faint, _PERIOD)
            continue
        _paint(axes.barh([y], [row.value - base], left=[base], height=0.62, linewidth=0), row)
        high = row.value if row.value_high is None else row.value_high
        if row.value_high is not None:
            _whisker(axes, min(row.value, high), max(row.value, high), y)
        # A bar that goes left of zero has its label to the right of it, where there is room at any length
        _label(axes, max(row.value, high, base), y, row, with_period=not wide)
    if axes.get_xlim()[0] < 0:
        axes.axvline(0, color=LIGHT.hatch, linewidth=0.8)


def _frame(axes: Axes, spec: ChartSpec) -> None:
    axes.set_facecolor("none")
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(LIGHT.hatch)
    axes.spines["left"].set_linewidth(0.8)
    axes.set_ylim(-0.5, len(spec.rows) - 0.5)
    axes.set_yticks(range(len(spec.rows)))
    axes.set_yticklabels(
        [row.name for row in reversed(spec.rows)], fontproperties=font(_NAME), color=LIGHT.ink
    )
    axes.tick_params(axis="both", length=0)
    axes.tick_params(axis="y", pad=5)
    axes.grid(axis="x", color=LIGHT.grid, linewidth=0.7)
    axes.set_axisbelow(True)


def _scale(axes: Axes, spec: ChartSpec) -> None:
    say = spec.language
    values = [value for row in spec.drawn for value in (row.value, row.value_high) if value is not None]
    if not values:
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_locator(NullLocator())
        return
    low, high = min(values), max(values)
    if is_log(spec):
        axes.set_xscale("log")
        first = math.floor(math.log10(low)) - (1 if math.log10(low).is_integer() else 0)
        axes.set_xlim(10.0**first, max(high, 10.0 ** (first + 1)))
        axes.xaxis.set_major_locator(
            FixedLocator([10.0**n for n in range(first, math.ceil(math.log10(high)) + 1)])
        )
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        start, end = min(low, 0.0), max(high, 0.0)  # bars begin at zero, those below it go left
        axes.set_xlim(start, end if end > start else start + 1)
        axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10], integer=are_whole((low, high))))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: say.short(value)))
    for tick in axes.get_xticklabels():
        tick.set_fontproperties(font(_TICK))
        tick.set_color(LIGHT.quiet)
    axes.set_xlabel(spec.unit, fontproperties=font(_TICK), color=LIGHT.quiet, labelpad=5)


def _paint(container: BarContainer, row: Row) -> None:
    for bar in container:
        mark(bar, row.grade)


def mark(box: Rectangle, grade: str) -> Rectangle:
    """Give a bar, a square of a map, or a box of the key, the look of its grade: solid, hatched, outlined with dots, or
    empty in an outline where there is no figure."""
    if grade in (COMPARABLE, "alone"):
        box.set_facecolor(LIGHT.comparable)
    elif grade == CAUTION:
        box.set_facecolor(LIGHT.caution)
        box.set_hatch("/////")
        box.set_edgecolor(LIGHT.hatch)
        box.set_hatch_linewidth(0.6)
    elif grade == UNSURE:
        box.set_facecolor(LIGHT.ground)
        box.set_hatch("....")
        box.set_edgecolor(LIGHT.comparable)
        box.set_linewidth(0.9)
    else:
        box.set_facecolor("none")
        box.set_edgecolor(LIGHT.hatch)
        box.set_linewidth(0.8)
        box.set_linestyle((0, (3, 2)) if grade == "absent" else "solid")
    return box


def _whisker(axes: Axes, low: float, high: float, y: int) -> None:
    """A range, from ``low`` to ``high``: the bar ends at one of them, the line at the other."""
    axes.errorbar(
        [low], [y], xerr=[[0.0], [high - low]], fmt="none", ecolor=LIGHT.quiet, elinewidth=1.1, capsize=3, capthick=1.1,
        clip_on=False,
    )  # fmt: skip


def _label(axes: Axes, x: float, y: int, row: Row, *, with_period: bool) -> None:
    _beside(axes, x, y, row.figure, LIGHT.ink, _VALUE, bold=True)
    beside = row.beside if with_period else row.mark
    if beside:
        _beside(axes, x, y, beside, LIGHT.quiet, _PERIOD, shift=width(row.figure, _VALUE) * 1.03 + 5)


def _beside(
    axes: Axes,
    x: float,
    y: int,
    text: str,
    color: str,
    size: float,
    *,
    shift: float = 0.0,
    bold: bool = False,
) -> None:
    effects: Sequence[withStroke] = [withStroke(linewidth=size * 0.045, foreground=color)] if bold else []
    axes.annotate(
        text, (x, y), xytext=(5 + shift, 0), textcoords="offset points", va="center_baseline", ha="left",
        fontproperties=font(size), color=color, annotation_clip=False, parse_math=False, path_effects=list(effects),
        bbox={"facecolor": LIGHT.ground, "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip
