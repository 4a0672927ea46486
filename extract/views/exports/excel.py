"""Charts as an Excel workbook: a sheet a chart, with the native chart, its table and its notes, and a sheet of quotes.

The chart reads its numbers from the table beneath it, so that a changed cell moves the bar. Text is always written as
text: a sentence that begins with ``=`` is no formula.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from extract.comparability import CAUTION, UNSURE
from extract.views.charts.kinds import Dots, Lines, Tiles
from extract.views.charts.spec import ChartSpec, Row
from extract.views.charts.tiling import extent
from extract.views.charts.widths import text_width
from extract.views.exports import sheet_bars, sheet_dots
from extract.views.exports.rows import COLUMNS, NUMBERS, Cell, categories, cells, closing, heads, summary
from extract.views.exports.sheet_lines import draw_lines
from extract.views.exports.sheet_map import WIDTH, draw_map
from extract.views.exports.sheets import RULE, Formats
from extract.views.exports.sheets import formats as formats_of
from extract.views.palette import LIGHT
from extract.views.words.wording import label

_COLUMNS = ("name", *COLUMNS)  # what the chart calls a region stands before its full name
_WIDTHS = (20, 24, 8, 14, 12, 16, 8, 18, 12, 44, 16, 14, 22, 24, 12, 10, 14, 80, 22)
_LAST = len(_COLUMNS) - 1
_BAND = 8  # columns that title, strip and notes run across
_ROW_PIXELS = 20
_LABEL_BODY = re.compile(rb"(<c:dLbl>(?:(?!</c:dLbl>).)*?<a:bodyPr)/>")
_OWN: dict[str, dict[str, object]] = {
    "quiet": {"font_color": LIGHT.quiet, "text_wrap": True, "valign": "top"},
    "plain": {},
    "strip": {
        "font_color": LIGHT.notice_ink,
        "bg_color": LIGHT.notice,
        "text_wrap": True,
        "indent": 1,
    },
    "strong": {"font_color": LIGHT.notice_ink, "bold": True},
    "amber": {"font_color": LIGHT.notice_ink},
    "caution": {"indent": 1, "pattern": 14, "fg_color": LIGHT.line, "bg_color": LIGHT.ground, **RULE},
    "unsure": {"indent": 1, "pattern": 18, "fg_color": LIGHT.comparable, "bg_color": LIGHT.ground, **RULE},
    "share": {"num_format": "0%", **RULE},
    "link": {"font_color": LIGHT.comparable, "underline": 1},
}


def xlsx(specs: Sequence[ChartSpec]) -> bytes:
    """A workbook of all charts; several get a sheet of contents in front."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    day = specs[0].made
    book.set_properties({"title": specs[0].title, "created": datetime(day.year, day.month, day.day)})
    book.set_calc_mode("auto")
    formats = formats_of(book, _OWN, valign="vcenter")
    names = _sheet_names(specs)
    if len(specs) > 1:
        _contents(book, specs, names, formats)
    for spec, name in zip(specs, names, strict=True):
        _sheet(book, spec, name, formats)
    book.close()
    return _labels_on_one_line(buffer.getvalue())


def _labels_on_one_line(book: bytes) -> bytes:
    """Keep each bar's label on one line: some programs break it at a few characters, and XlsxWriter has no say in it."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for item in before.infolist():
            part = before.read(item)
            if item.filename.startswith("xl/charts/chart"):
                part = _LABEL_BODY.sub(rb'\1 wrap="none"/>', part)
            after.writestr(item, part)
    return buffer.getvalue()


def _sheet_names(specs: Sequence[ChartSpec]) -> list[str]:
    """One name a chart, at most 31 characters and without what Excel forbids: 1 选派干部驻村."""
    names = []
    for number, spec in enumerate(specs, 1):
        kept = "".join(" " if character in "[]:*?/\\'" else character for character in spec.title)
        names.append(f"{number} {kept}"[:31].strip())
    return names


def _contents(book: Any, specs: Sequence[ChartSpec], names: Sequence[str], formats: Formats) -> None:
    say = specs[0].language
    sheet = book.add_worksheet(label("part.contents", say))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 2, 30)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, label("part.contents", say), formats["title"])
    for row, (spec, name) in enumerate(zip(specs, names, strict=True), 2):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats["link"], spec.title)
        sheet.write_string(row, 1, spec.verdict, formats["plain"])
        sheet.write_string(row, 2, spec.headline, formats["plain"])


def _sheet(book: Any, spec: ChartSpec, name: str, formats: Formats) -> None:
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    for column, width in enumerate(_widths(spec)):
        sheet.set_column(column, column, width)
    row = _head(sheet, spec, formats)
    match spec:
        case Tiles():
            row = draw_map(book, sheet, spec, row, formats)
            first = _table(sheet, spec, row, formats)
        case Lines():
            row = draw_lines(book, sheet, spec, name, row, formats)
            first = _table(sheet, spec, row, formats)
        case Dots() if spec.lanes:
            first = _table(sheet, spec, row + sheet_dots.high(spec) // _ROW_PIXELS + 2, formats)
            at = (_COLUMNS.index("value"), _LAST + 1)
            dots = sheet_dots.chart_of(book, sheet, spec, name, first, *at, formats)
            _insert(sheet, dots, spec, row, sheet_dots.WIDTH, sheet_dots.high(spec))
        case _ if spec.rows:
            first = _table(sheet, spec, row + sheet_bars.high(spec) // _ROW_PIXELS + 2, formats)
            bars = sheet_bars.chart_of(book, spec, name, first, _COLUMNS)
            _insert(sheet, bars, spec, row, sheet_bars.WIDTH, sheet_bars.high(spec))
        case _:
            first = _table(sheet, spec, row, formats)
    row = first + len(spec.rows) + 1
    key = (*spec.legend, *(spec.key if isinstance(spec, Tiles) else ()))
    for text in [*(words for _, words in key), *spec.notes, *closing(spec)]:
        sheet.merge_range(row, 0, row, _BAND, "", formats["quiet"])
        sheet.write_string(row, 0, text, formats["quiet"])
        sheet.set_row_pixels(row, _ROW_PIXELS * _lines(text))
        row += 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.print_area(0, 0, row, _BAND)
    sheet.fit_to_pages(1, 0)


def _widths(spec: ChartSpec) -> tuple[float, ...]:
    """How wide the columns are: those of a map's grid alike."""
    wide = extent()[1] if isinstance(spec, Tiles) else 0
    return (*(WIDTH for _ in range(wide)), *_WIDTHS[wide:])


def _insert(sheet: Any, chart: Any, spec: ChartSpec, row: int, width: int, high: int) -> None:
    chart.set_size({"width": width, "height": high})
    sheet.insert_chart(row, 0, chart, {"description": spec.alt, "object_position": 2})


def _head(sheet: Any, spec: ChartSpec, formats: Formats) -> int:
    """Title, unit, summary and strip; returns the next free row."""
    sheet.write_string(0, 0, spec.title, formats["title"])
    sheet.set_row_pixels(0, 32)
    row = 1
    for text in (spec.subtitle, summary(spec)):
        if text:
            sheet.merge_range(row, 0, row, _BAND, "", formats["quiet"])
            sheet.write_string(row, 0, text, formats["quiet"])
            sheet.set_row_pixels(row, _ROW_PIXELS * _lines(text))
            row += 1
    if spec.agreement:
        sheet.merge_range(row, 0, row, _BAND, "", formats["strip"])
        words = (formats["strong"], spec.headline + "　", formats["amber"], spec.agreement)
        sheet.write_rich_string(row, 0, *words, formats["strip"])
        sheet.set_row_pixels(row, 12 + _ROW_PIXELS * _lines(spec.headline + spec.agreement))
        row += 1
    return row + 1


def _lines(text: str) -> int:
    """How many lines a text fills across the band; a Chinese character is two wide."""
    return _across(text, sum(_WIDTHS[: _BAND + 1]) * 1.05)


def _across(text: str, room: float) -> int:
    return max(math.ceil(text_width(text) / int(room)), 1)


def _table(sheet: Any, spec: ChartSpec, top: int, formats: Formats) -> int:
    """The table with its head; returns the row of its first line."""
    for column, head in enumerate(heads(spec, _COLUMNS)):
        numeric = _COLUMNS[column] in NUMBERS
        sheet.write_string(top, column, head, formats["head_right" if numeric else "head"])
    wrapped = ("name", "region") if isinstance(spec, Tiles) else ()  # its columns are those of the grid
    lines = [[name, *line] for name, line in zip(categories(spec), cells(spec), strict=True)]
    for number, (row, line) in enumerate(zip(spec.rows, lines, strict=True), top + 1):
        for column, (name, cell) in enumerate(zip(_COLUMNS, line, strict=True)):
            _write(sheet, number, column, cell, formats[_format(name, row, wrapped)])
        if wrapped:
            sheet.set_row_pixels(
                number, _ROW_PIXELS * max(_across(str(each), WIDTH - 2) for each in line[:2])
            )
    sheet.autofilter(top, 0, top + len(spec.rows), _LAST)
    return top + 1


def _format(column: str, row: Row, wrapped: Sequence[str]) -> str:
    if column == "confidence":
        return "share"
    if column in NUMBERS:
        return "number"
    if column == "grade" and row.grade in (CAUTION, UNSURE):
        return row.grade
    return "long" if column in ("reasons", "sentence", *wrapped) else "text"


def _write(sheet: Any, row: int, column: int, cell: Cell, format: Any) -> None:
    if cell is None:
        sheet.write_blank(row, column, None, format)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, format)
    else:
        sheet.write_number(row, column, cell, format)
