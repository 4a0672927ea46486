"""Lines over years on a sheet: a grid of years down and regions across, and a native chart that reads it."""

from __future__ import annotations

from typing import Any

from extract.comparability import COMPARABLE
from extract.views.charts.kinds import Lines
from extract.views.charts.line_labels import at_ends
from extract.views.charts.scaling import axis, values
from extract.views.charts.spec import Row
from extract.views.exports.lines import colours
from extract.views.exports.numbers import SHORT, axis_format
from extract.views.exports.sheets import SMALL, Formats, dress, number_axis
from extract.views.exports.yearly import Column, Grid, grid
from extract.views.palette import LIGHT, OFFICE_FACE
from extract.views.words.wording import label

_PIXELS, _ROW_PIXELS = 420, 20


def draw_lines(book: Any, sheet: Any, spec: Lines, name: str, top: int, formats: Formats) -> int:
    """Insert the chart at a row and write its grid below; returns the first row under the grid."""
    own = grid(spec)
    first = top + _PIXELS // _ROW_PIXELS + 2
    sheet.write_string(first, 0, label("head.period", spec.language), formats["head"])
    for place, column in enumerate(own.columns, 1):
        sheet.write_string(first, place, column.name, formats["head_right"])
        for number, cell in enumerate(column.cells, first + 1):
            if cell is None or cell.value is None:
                sheet.write_blank(number, place, None, formats["number"])
            else:
                sheet.write_number(number, place, cell.value, formats["number"])
    for number, head in enumerate(own.heads, first + 1):
        sheet.write_string(number, 0, head, formats["text"])
    chart = _chart(book, spec, own, name, first)
    chart.set_size({"width": 900, "height": _PIXELS})
    sheet.insert_chart(top, 0, chart, {"description": spec.alt, "object_position": 2})
    return first + len(own.heads) + 2


def _chart(book: Any, spec: Lines, own: Grid, name: str, first: int) -> Any:
    chart = book.add_chart({"type": "line"})
    named, figures = colours(spec), at_ends(spec)
    last = first + len(own.heads)
    places = sorted(range(len(own.columns)), key=lambda place: own.columns[place].region in named)
    for place in places:
        column = own.columns[place]
        colour = named.get(column.region, LIGHT.hatch)
        forward = column.region in named
        name_of = column.name if len(spec.lines) > 1 else ""
        said = " ".join(filter(None, (name_of, figures.get(column.region, ""))))
        chart.add_series(
            {
                "name": [name, first, place + 1],
                "categories": [name, first + 1, 0, last, 0],
                "values": [name, first + 1, place + 1, last, place + 1],
                "line": {"color": colour, "width": 2.0 if forward else 0.75},
                "marker": {
                    "type": "circle",
                    "size": 5 if forward else 3,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
                "points": [_point(cell, colour) for cell in column.cells],
                "data_labels": _end(column, colour, said) if forward and said else {},
            }
        )
    scale = axis(values(spec))
    chart.set_x_axis({"num_font": SMALL, "line": {"color": LIGHT.hatch}, "major_tick_mark": "none"})
    ends = {"min": scale.low, "max": scale.marks[-1] if scale.cut else scale.high * 1.08}
    # 360 is XlsxWriter's 0
    upright = {"name_font": {**SMALL, "rotation": 360}} if len(spec.unit) <= SHORT else {}
    chart.set_y_axis(number_axis(spec.unit, axis_format(spec)) | ends | upright)
    dress(chart, spec.title)
    chart.show_blanks_as("span" if own.spanned else "gap")
    return chart


def _point(cell: Row | None, colour: str) -> dict[str, object] | None:
    """A mark that something speaks against is hollow."""
    if cell is None or cell.grade == COMPARABLE:
        return None
    return {"fill": {"color": LIGHT.ground}, "border": {"color": colour, "width": 1.5}}


def _end(column: Column, colour: str, said: str) -> dict[str, object]:
    """What is ``said`` at the end of a line, and nothing anywhere else on it."""
    font = {"name": OFFICE_FACE, "size": 10, "color": colour, "bold": True}
    shown = [{"delete": True}] * len(column.cells)
    if column.last:
        shown[column.end] = {"value": said, "font": font}  # type: ignore[dict-item]
    return {"value": True, "custom": shown, "position": "right", "font": font}
