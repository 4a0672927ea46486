"""A tile map on a slide: native shapes that the reader can edit, in one group, with the classes in the free corner."""

from __future__ import annotations

from typing import Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from extract.comparability import CAUTION, UNSURE
from extract.views.charts.kinds import Band, Tile, Tiles
from extract.views.charts.tiling import extent
from extract.views.exports.slides import Run, paint, paragraphs, rgb
from extract.views.exports.typeset import width
from extract.views.palette import LIGHT
from extract.views.words.wording import label

_GAP = 0.035  # inches between squares
_FREE = 2.95  # squares that the free corner is wide


def draw_map(slide: Any, spec: Tiles, left: float, top: float, height: float) -> float:
    """Put the map on a slide, ``left``, ``top`` and ``height`` in inches; returns how wide it is."""
    lines, columns = extent()
    side = height / lines
    group = slide.shapes.add_group_shape()
    group.name = label("part.map", spec.language)
    group._element.nvGrpSpPr.cNvPr.set("descr", spec.alt)
    for tile in spec.tiles:
        _square(group, tile, left + tile.column * side, top + tile.line * side, side - _GAP)
    _classes(group, spec, left, top, side)
    return side * columns


def _rectangle(group: Any, left: float, top: float, wide: float, high: float) -> Any:
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(left), Inches(top), Inches(wide), Inches(high))
    shape._element.remove(shape._element.find(qn("p:style")))  # the theme's style would cast a shadow
    shape.line.width = Pt(0.75)
    return shape


def _square(group: Any, tile: Tile, left: float, top: float, side: float) -> None:
    shape = _rectangle(group, left, top, side, side)
    shape.name = tile.region
    ink = LIGHT.on(tile.band.shade) if tile.band else LIGHT.ink if tile.figure else LIGHT.faint
    _fill(shape, tile)
    size = side * 72 * 0.2
    fitting = min(size * 1.1, size * 1.1 * side * 72 * 0.8 / max(width(tile.figure, size * 1.1), 1))
    lines: list[list[Run]] = [[(tile.name, size, ink, False)]]
    if tile.figure:
        lines.append([(tile.figure, fitting, ink, True)])
    frame = shape.text_frame
    paragraphs(frame, lines)
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, False
    for paragraph in frame.paragraphs:
        paragraph._p.get_or_add_pPr().set("algn", "ctr")


def _fill(shape: Any, tile: Tile) -> None:
    if tile.band:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(LIGHT.shades[tile.band.shade])
        shape.line.color.rgb = rgb(LIGHT.comparable)
    elif tile.grade in (CAUTION, UNSURE):
        shape.line.color.rgb = rgb(LIGHT.hatch)
        paint(shape, tile.grade)
        if tile.grade == UNSURE:
            shape.fill.fore_color.rgb = rgb(LIGHT.shades[1])  # the words are read over it
    else:
        shape.fill.background()
        shape.line.color.rgb = rgb(LIGHT.hatch)
        if tile.grade == "absent":
            shape.line.dash_style = MSO_LINE.DASH


def _classes(group: Any, spec: Tiles, left: float, top: float, side: float) -> None:
    """The key of the shades: the unit, and the limits of each class with how many regions are in it."""
    if not spec.bands:
        return
    size = side * 72 * 0.18
    step = size * 1.75 / 72
    head = label("band.title", spec.language, unit=spec.unit) if spec.unit else ""
    fitting = min(size, size * side * 72 * _FREE / max(width(head, size), 1))
    _words(group, [(head, fitting, LIGHT.quiet, False)], left, top, side, step)
    for number, band in enumerate(spec.bands, 1):
        _class(group, band, left, top + number * step, side, step, size)


def _class(group: Any, band: Band, left: float, top: float, side: float, step: float, size: float) -> None:
    box = _rectangle(group, left, top + step * 0.17, side * 0.24, step * 0.66)
    box.fill.solid()
    box.fill.fore_color.rgb = rgb(LIGHT.shades[band.shade])
    box.line.color.rgb = rgb(LIGHT.comparable)
    words = f"{band.words}  ({band.count})"
    _words(group, [(words, size, LIGHT.ink, False)], left + side * 0.34, top, side, step)


def _words(group: Any, runs: list[Run], left: float, top: float, side: float, step: float) -> None:
    box = group.shapes.add_textbox(Inches(left), Inches(top), Inches(side * _FREE * 0.95), Inches(step))
    paragraphs(box.text_frame, [runs])
    box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
