"""How cells of a workbook look, in those of charts and those of the panel alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.views.palette import LIGHT, OFFICE_FACE

Formats = dict[str, Any]
RULE: Mapping[str, object] = {"bottom": 1, "bottom_color": LIGHT.line}
"""The line below a cell of a table."""

_HEAD = {"bold": True, "bg_color": LIGHT.chip, "font_color": LIGHT.quiet, **RULE}
_KINDS: Mapping[str, Mapping[str, object]] = {
    "title": {"font_size": 16, "bold": True, "valign": "vcenter"},
    "head": {"indent": 1, **_HEAD},
    "head_right": {"align": "right", **_HEAD},
    "text": {"indent": 1, **RULE},
    "long": {"text_wrap": True, "indent": 1, **RULE},
    "number": {"num_format": "#,##0.####", **RULE},
}


def formats(
    book: Any, own: Mapping[str, Mapping[str, object]], *, valign: str, wrapped_heads: bool = False
) -> Formats:
    """The formats of one workbook by name, those of every table and its ``own``; ``valign`` is where a cell's words stand."""
    base = {"font_name": OFFICE_FACE, "font_size": 10, "font_color": LIGHT.ink, "valign": valign}
    heads = {"text_wrap": True} if wrapped_heads else {}
    kinds = {**_KINDS, **own}
    return {
        name: book.add_format({**base, **extra, **(heads if name.startswith("head") else {})})
        for name, extra in kinds.items()
    }


SMALL: Mapping[str, object] = {"name": OFFICE_FACE, "size": 9, "color": LIGHT.quiet, "bold": False}
"""The font of the numbers and of the title of an axis."""


def number_axis(unit: str, form: str) -> dict[str, object]:
    """The axis of values of a native chart: its ``unit`` as title, numbers in the spreadsheet's own ``form``, lines but no axis."""
    return {
        "num_font": SMALL,
        "num_format": form,
        "name": unit,
        "name_font": SMALL,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": LIGHT.grid, "width": 0.75}},
        "major_tick_mark": "none",
    }


def dress(chart: Any, title: str) -> None:
    """Give a native chart its title and take away its frame and its legend."""
    font = {"name": OFFICE_FACE, "size": 14, "bold": True, "color": LIGHT.ink}
    chart.set_title({"name": title, "name_font": font, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}})
