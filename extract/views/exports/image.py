"""Charts as pictures: PNG (300 dpi), SVG and PDF, the same on every machine.

A picture is a column of blocks (title, unit and definition, the strip that says what differs, bars, key, notes,
sources), measured first and drawn from the top down. Lengths are points. Several charts stand under one another, in a
PDF on a page each.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Patch, Rectangle
from matplotlib.patheffects import AbstractPathEffect, Stroke
from matplotlib.transforms import Affine2D, Transform

from extract.views.charts.kinds import Dots, Lines, Tiles
from extract.views.charts.spec import ChartSpec
from extract.views.charts.tiling import extent
from extract.views.exports.bars import draw_bars, mark
from extract.views.exports.dots import LINE, draw_dots, lines_of, mark_dot, placed
from extract.views.exports.lines import draw_lines, mark_point, names_width
from extract.views.exports.rows import closing, shortened, summary
from extract.views.exports.tiles import draw_tiles
from extract.views.exports.typeset import font, width, wrap
from extract.views.palette import LIGHT

_WIDTH = 520.0  # 18.3 cm: the text width of a page of A4 with narrow margins
_MARGIN = 20.0
_BARE_MARGIN = 2.0
INNER = _WIDTH - 2 * _MARGIN
LEADING = 1.55  # Chinese needs more air between lines than Latin
_ROW = 25.0
_AXIS = 38.0
_DOT_MARGIN = 8.0
_SIDE = 62.0  # of a square of a map
_LINES, _YEARS, _LABELS = 250.0, 26.0, 44.0  # how high lines are, and what their years and numbers take
_DPI = 300
_PACKED = {"compress_level": 2}  # the usual 6 takes twice the work, and the file is no smaller
_MOST_ROWS = 80
_PIXELS = 2**16  # the rasteriser's limit


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the column: its height with the air under it, and how to draw it below a height on a figure."""

    height: float
    draw: Callable[[Figure, Transform, float], None]


class TooHighError(ValueError):
    """More charts than a PNG can hold under one another."""


def png(specs: Sequence[ChartSpec]) -> bytes:
    """The charts under one another as one PNG; raises `TooHighError` beyond some twenty-five charts."""
    blocks = [block for spec in specs for block in _blocks(spec)]
    if (sum(block.height for block in blocks) + 2 * _MARGIN) * _DPI / 72 >= _PIXELS:
        raise TooHighError(f"{len(specs)} charts are too high for one PNG; take pdf or svg, or fewer charts")
    return saved(_compose(blocks, _MARGIN), "png", dpi=_DPI, pil_kwargs=_PACKED)


def svg(specs: Sequence[ChartSpec]) -> bytes:
    """The same as SVG; the letters are outlines, so that no viewer needs the font."""
    return saved(_figure(specs), "svg", metadata={"Date": None})


def bare_png(spec: ChartSpec) -> bytes:
    """The chart and its key alone, for documents that set title, notes and sources themselves."""
    return saved(_bare(spec), "png", dpi=_DPI, pil_kwargs=_PACKED)


def bare_svg(spec: ChartSpec) -> bytes:
    """The same as SVG, for a web page."""
    return saved(_bare(spec), "svg", metadata={"Date": None})


def _bare(spec: ChartSpec) -> Figure:
    return _compose([*_chart(spec, _BARE_MARGIN), *_key(spec, _BARE_MARGIN)], _BARE_MARGIN)


def pdf(specs: Sequence[ChartSpec]) -> bytes:
    """A page a chart, each as high as its chart."""
    buffer = io.BytesIO()
    with PdfPages(buffer, metadata={"CreationDate": None, "Title": specs[0].title}) as pages:
        for spec in specs:
            pages.savefig(_figure([spec]))
    return buffer.getvalue()


_DRAWING = Lock()


def saved(figure: Figure, format: str, **how: Any) -> bytes:
    """A drawing as the file that goes out."""
    buffer = io.BytesIO()
    # the same chart gives the same ids; letters fitted to pixels would drift from the line around them that makes them bold.
    # These settings are the process's, which serves several readers at once
    with _DRAWING, rc_context({"svg.hashsalt": "jiceng", "text.hinting": "none"}):
        figure.savefig(buffer, format=format, facecolor=LIGHT.ground, **how)
    return buffer.getvalue()


def _figure(specs: Sequence[ChartSpec]) -> Figure:
    return _compose([block for spec in specs for block in _blocks(spec)], _MARGIN)


def _compose(blocks: Sequence[Block], margin: float) -> Figure:
    height = sum(block.height for block in blocks) + 2 * margin
    figure = Figure(figsize=((INNER + 2 * margin) / 72, height / 72), dpi=72)
    points = Affine2D().scale(1 / 72) + figure.dpi_scale_trans
    top = height - margin
    for block in blocks:
        block.draw(figure, points, top)
        top -= block.height
    return figure


def _blocks(spec: ChartSpec) -> list[Block]:
    spec = shortened(spec, _MOST_ROWS)
    lines = [*spec.notes, *closing(spec)]
    return [
        text_block(spec.title, 15, LIGHT.ink, bold=True, after=3),
        *drawing(spec),
        *(text_block(line, 7.2, LIGHT.faint, after=1.5) for line in lines),
        Block(14, lambda figure, points, top: None),
    ]


def drawing(spec: ChartSpec, margin: float = _MARGIN, row: float = _ROW) -> list[Block]:
    """A chart between its title and its notes: unit and definition, what may be compared, the strip that says what differs,
    the chart itself and its key. ``row`` is how high a bar's place is."""
    return [
        *([text_block(spec.subtitle, 8.5, LIGHT.quiet, after=4, margin=margin)] if spec.subtitle else []),
        text_block(summary(spec), 8.5, LIGHT.ink, after=6, margin=margin),
        *([_strip(spec, margin)] if spec.agreement else []),
        *_chart(spec, margin, row),
        *_key(spec, margin),
    ]


def text_block(
    text: str, size: float, color: str, *, after: float, bold: bool = False, margin: float = _MARGIN
) -> Block:
    """A paragraph across the column."""
    lines = wrap(text, size, INNER)

    def draw(figure: Figure, points: Transform, top: float) -> None:
        for number, line in enumerate(lines):
            y = top - size * (0.95 + number * LEADING)
            write(figure, points, margin, y, line, size, color, bold=bold)

    return Block(len(lines) * size * LEADING + after, draw)


def write(
    figure: Figure,
    points: Transform,
    x: float,
    y: float,
    text: str,
    size: float,
    color: str,
    *,
    bold: bool = False,
) -> None:
    """Put a line of text on its baseline; ``$`` is a dollar sign and no mathematics. Bold is a thin line around the letters, a
    drawing of its own below them: letters with an effect would be no text in a PDF, which could not be searched or copied."""
    around: list[list[AbstractPathEffect]] = (
        [[Stroke(linewidth=size * 0.045, foreground=color)]] if bold else []
    )
    for effects in (*around, None):
        figure.text(
            x, y, text, fontproperties=font(size), color=color, transform=points, va="baseline", ha="left",
            parse_math=False, path_effects=effects,
        )  # fmt: skip


def _strip(spec: ChartSpec, margin: float) -> Block:
    """The amber strip: the figures do not agree, and how."""
    size, pad = 8.5, 8.0
    head = spec.headline + "　"
    lines = wrap(head + spec.agreement, size, INNER - 2 * pad)
    height = len(lines) * size * LEADING + 2 * pad - size * (LEADING - 1.1)

    def draw(figure: Figure, points: Transform, top: float) -> None:
        box = FancyBboxPatch(
            (margin, top - height), INNER, height, boxstyle="round,pad=0,rounding_size=4", transform=points,
            facecolor=LIGHT.notice, edgecolor="none",
        )  # fmt: skip
        figure.add_artist(box)
        for number, line in enumerate(lines):
            y = top - pad - size * (0.9 + number * LEADING)
            bold = spec.headline if number == 0 and line.startswith(spec.headline) else ""
            if bold:
                write(figure, points, margin + pad, y, bold, size, LIGHT.notice_ink, bold=True)
            start = margin + pad + width(bold, size)
            write(figure, points, start, y, line.removeprefix(bold), size, LIGHT.notice_ink)

    return Block(height + 8, draw)


def _chart(spec: ChartSpec, margin: float, row: float = _ROW) -> list[Block]:
    """The chart itself, drawn as what it is."""
    if not spec.rows:
        return []
    match spec:
        case Tiles():
            return [_map(spec, margin)]
        case Lines():
            return [_lines(spec, margin)]
        case Dots():
            return [_dots(spec, margin)] if spec.lanes else []
        case _:
            return [_bars(spec, margin, row)]


def _map(spec: Tiles, margin: float) -> Block:
    high, wide = (squares * _SIDE for squares in extent())
    left = margin + (INNER - wide) / 2

    def draw(figure: Figure, points: Transform, top: float) -> None:
        across, tall = figure.get_figwidth() * 72, figure.get_figheight() * 72
        axes = figure.add_axes((left / across, (top - high) / tall, wide / across, high / tall))
        draw_tiles(axes, spec, _SIDE)

    return Block(high + 10, draw)


def _lines(spec: Lines, margin: float) -> Block:
    beside = min(names_width(spec) + 14, INNER / 3)

    def draw(figure: Figure, points: Transform, top: float) -> None:
        across, high = figure.get_figwidth() * 72, figure.get_figheight() * 72
        left, right = margin + _LABELS, margin + beside
        wide = across - left - right
        axes = figure.add_axes((left / across, (top - _LINES) / high, wide / across, _LINES / high))
        draw_lines(axes, spec, wide, _LINES)

    return Block(_LINES + _YEARS, draw)


def _dots(spec: Dots, margin: float) -> Block:
    wide = INNER - 2 * _DOT_MARGIN
    high = lines_of(placed(spec, wide)) * LINE

    def draw(figure: Figure, points: Transform, top: float) -> None:
        across, tall = figure.get_figwidth() * 72, figure.get_figheight() * 72
        axes = figure.add_axes(
            ((margin + _DOT_MARGIN) / across, (top - high) / tall, wide / across, high / tall)
        )
        draw_dots(axes, spec, wide)

    return Block(high + _AXIS, draw)


def _bars(spec: ChartSpec, margin: float, row: float) -> Block:
    bars = row * len(spec.rows)
    left = margin + min(max(width(each.name, 9) for each in spec.rows), INNER / 3) + 8
    beside = (
        max((width(each.figure, 9) * 1.06 + width(each.beside, 8) for each in spec.drawn), default=0) + 18
    )
    right = margin + min(beside, INNER / 2)

    def draw(figure: Figure, points: Transform, top: float) -> None:
        across, high = figure.get_figwidth() * 72, figure.get_figheight() * 72
        axes = figure.add_axes(
            (left / across, (top - bars) / high, (across - left - right) / across, bars / high)
        )
        draw_bars(axes, spec, wide=beside > INNER / 2)

    return Block(bars + _AXIS, draw)


def _key(spec: ChartSpec, margin: float) -> list[Block]:
    """The key: a small solid, hatched or dotted box with their words, of a map the empty squares too, of dots and lines
    their marks."""
    blocks = []
    look: Callable[[Rectangle, str], Patch] = mark
    look = mark_dot if isinstance(spec, Dots) else mark_point if isinstance(spec, Lines) else look
    for grade, words in (*spec.legend, *(spec.key if isinstance(spec, Tiles) else ())):
        lines = wrap(words, 7.5, INNER - 18)
        blocks.append(Block(len(lines) * 7.5 * LEADING + 1.5, partial(_draw_key, look, grade, lines, margin)))
    return [*blocks, Block(4, lambda figure, points, top: None)] if blocks else []


def _draw_key(
    look: Callable[[Rectangle, str], Patch],
    grade: str,
    lines: Sequence[str],
    margin: float,
    figure: Figure,
    points: Transform,
    top: float,
) -> None:
    box = Rectangle((margin, top - 7.6), 11, 7, transform=points, linewidth=0)
    figure.add_artist(look(box, grade))
    for number, line in enumerate(lines):
        write(figure, points, margin + 16, top - 7.5 * (0.95 + number * LEADING), line, 7.5, LIGHT.quiet)
