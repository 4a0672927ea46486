"""A tile map on a sheet: a grid of coloured cells, each with a province's short name and its figure, and the classes beside it.

The figures are the table's, as short as a cell needs them; the table under the grid has them in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.comparability import CAUTION, UNSURE
from extract.views.charts.kinds import Tile, Tiles
from extract.views.charts.tiling import extent
from extract.views.exports.sheets import Formats
from extract.views.palette import LIGHT, OFFICE_FACE
from extract.views.words.wording import label

WIDTH = 15.0
"""Of a column of the grid in characters; a table under it begins in the same columns."""
HIGH = 46
"""Pixels of a line of the grid."""
_LOOKS: Mapping[
    str, Mapping[str, object]
] = {  # where a program has no patterns, ground and border tell them apart
    CAUTION: {"pattern": 14, "fg_color": LIGHT.hatch, "bg_color": LIGHT.caution, "border_color": LIGHT.hatch},
    UNSURE: {
        "pattern": 18,
        "fg_color": LIGHT.shades[1],
        "bg_color": LIGHT.ground,
        "border": 8,
        "border_color": LIGHT.comparable,
    },
}


def draw_map(book: Any, sheet: Any, spec: Tiles, top: int, formats: Formats) -> int:
    """Write the grid from a row on; returns the first row below it."""
    lines, columns = extent()
    for line in range(lines):
        sheet.set_row_pixels(top + line, HIGH)
    kinds: dict[tuple[str, int], Any] = {}
    for tile in spec.tiles:
        look = (tile.grade, tile.band.shade if tile.band else -1)
        if look not in kinds:
            kinds[look] = book.add_format(_format(tile))
        sheet.write_string(
            top + tile.line, tile.column, "\n".join(filter(None, [tile.name, tile.figure])), kinds[look]
        )
        if tile.row:
            said = " · ".join(
                filter(
                    None,
                    [
                        tile.region,
                        spec.language.of_unit(tile.row.whole or tile.row.figure, spec.unit),
                        tile.row.period,
                    ],
                )
            )
            sheet.write_comment(top + tile.line, tile.column, said, {"x_scale": 1.4, "y_scale": 0.6})
    _classes(book, sheet, spec, top, columns + 1, formats)
    return top + lines + 1


def _format(tile: Tile) -> dict[str, object]:
    base: dict[str, object] = {
        "font_name": OFFICE_FACE,
        "font_size": 10,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "border": 1,
        "border_color": LIGHT.ground,
        "font_color": LIGHT.ink,
    }
    if tile.band:
        own: dict[str, object] = {
            "bg_color": LIGHT.shades[tile.band.shade],
            "font_color": LIGHT.on(tile.band.shade),
            "bold": True,
        }
    elif tile.grade in _LOOKS:
        own = {**_LOOKS[tile.grade]}
    else:
        own = {
            "font_color": LIGHT.faint,
            "border_color": LIGHT.hatch,
            "border": 3 if tile.grade == "absent" else 1,
        }
    return {**base, **own}


def _classes(book: Any, sheet: Any, spec: Tiles, top: int, column: int, formats: Formats) -> None:
    """The key of the shades to the right of the grid: a coloured cell, and beside it limits and number of regions."""
    if not spec.bands:
        return
    title = label("band.title", spec.language, unit=spec.unit) if spec.unit else ""
    sheet.write_string(top, column, title, formats["quiet"])
    for number, band in enumerate(spec.bands, top + 1):
        shade = {"bg_color": LIGHT.shades[band.shade], "font_color": LIGHT.on(band.shade), "align": "center"}
        cell = book.add_format({"font_name": OFFICE_FACE, "font_size": 10, "valign": "vcenter", "border": 1, "border_color": LIGHT.ground, "text_wrap": True, **shade})  # fmt: skip
        sheet.write_string(number, column, f"{band.words}\n({band.count})", cell)
