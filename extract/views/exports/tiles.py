"""The squares of a map in a picture: shaded by class, hatched, dotted or empty like bars, with the classes in the corner that
the map leaves free."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from extract.comparability import CAUTION, UNSURE
from extract.views.charts.kinds import Tile, Tiles
from extract.views.charts.tiling import extent
from extract.views.exports.bars import mark
from extract.views.exports.typeset import font, width
from extract.views.palette import LIGHT
from extract.views.words.wording import label

_GAP = 0.03  # of a square, on each side
_NAME, _FIGURE, _SMALLEST, _LEGEND = 9.0, 10.0, 5.0, 8.0  # sizes in points
_FREE = 2.95  # squares that the corner is wide


def draw_tiles(axes: Axes, spec: Tiles, side: float) -> None:
    """Draw the map; ``side`` is that of a square in points."""
    high, wide = extent()
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    axes.set_axis_off()
    for tile in spec.tiles:
        _square(axes, tile, side)
    _classes(axes, spec, side)


def _square(axes: Axes, tile: Tile, side: float) -> None:
    axes.add_patch(_box(tile))
    ink = LIGHT.on(tile.band.shade) if tile.band else LIGHT.ink if tile.figure else LIGHT.faint
    over = tile.grade in (CAUTION, UNSURE)  # words that a pattern would run through
    ground = LIGHT.caution if tile.grade == CAUTION else LIGHT.ground
    x, y = tile.column + 0.5, tile.line + 0.5
    for text, size, up, bold in (
        (tile.name, _NAME, 0.17 if tile.figure else 0, False),
        (tile.figure, _FIGURE, -0.17, True),
    ):
        fitting = min(size, size * side * 0.87 / max(width(text, size), 1))
        axes.annotate(
            text, (x, y - up), ha="center", va="center_baseline", fontproperties=font(max(fitting, _SMALLEST)), color=ink,
            parse_math=False, annotation_clip=False,
            path_effects=[withStroke(linewidth=size * 0.045, foreground=ink)] if bold else None,
            bbox={"facecolor": ground, "edgecolor": "none", "pad": 0.8} if over and text else None,
        )  # fmt: skip


def _box(tile: Tile) -> Rectangle:
    place, side = (tile.column + _GAP, tile.line + _GAP), 1 - 2 * _GAP
    box = Rectangle(place, side, side, linewidth=0)
    if tile.band is None:
        mark(box, tile.grade)
        return box
    box.set_facecolor(LIGHT.shades[tile.band.shade])
    box.set_edgecolor(LIGHT.comparable)
    box.set_linewidth(0.4)
    return box


def _classes(axes: Axes, spec: Tiles, side: float) -> None:
    """The key of the shades: the unit, and the limits of each class with how many regions are in it."""
    if not spec.bands:
        return
    step = _LEGEND * 1.75 / side
    head = label("band.title", spec.language, unit=spec.unit) if spec.unit else ""
    fitting = min(_LEGEND, _LEGEND * side * _FREE / max(width(head, _LEGEND), 1))
    _words(axes, 0.02, step * 0.5, head, LIGHT.quiet, max(fitting, _SMALLEST))
    for number, band in enumerate(spec.bands):
        y = step * (number + 1.6)
        axes.add_patch(
            Rectangle(
                (0.02, y - step * 0.33), 0.22, step * 0.66, linewidth=0.4, facecolor=LIGHT.shades[band.shade],
                edgecolor=LIGHT.comparable,
            )
        )  # fmt: skip
        _words(axes, 0.31, y, f"{band.words}  ({band.count})", LIGHT.ink, _LEGEND)


def _words(axes: Axes, x: float, y: float, text: str, color: str, size: float) -> None:
    axes.annotate(
        text, (x, y), ha="left", va="center_baseline", fontproperties=font(size), color=color, parse_math=False,
        annotation_clip=False,
    )  # fmt: skip
