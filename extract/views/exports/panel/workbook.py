"""The panel as an Excel workbook: the wide form and its grades, the long one, the codebook and the reports, a sheet each.

The first row of the two forms holds the names of the variables and nothing stands above it, so that any program reads them as
they are; what a name means is its comment. Text is always written as text.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]

from extract.panel import CONTESTED_GRADE, UNSURE_GRADE
from extract.views.charts.widths import text_width
from extract.views.exports.panel import codebook
from extract.views.exports.panel.asked import Asked
from extract.views.exports.panel.forms import KEYS, graded, grades, label, long, variables, wide
from extract.views.exports.panel.words import word
from extract.views.exports.sheets import RULE
from extract.views.exports.sheets import formats as formats_of
from extract.views.palette import LIGHT
from extract.views.words.citing import bibtex, gb

MOST_ROWS = 1_048_575  # of Excel, below the head
_RULED = 5_000  # rows up to which empty cells have their rule too: it takes as long as a figure
_MOST_CHARACTERS = 32_767  # of a cell
_OWN: dict[str, dict[str, object]] = {
    "section": {"font_size": 12, "bold": True, "valign": "vcenter"},
    "note": {"font_color": LIGHT.quiet, "text_wrap": True},
    **{
        f"{grade}_{kind}": {"pattern": pattern, "fg_color": colour, "bg_color": LIGHT.ground, **form, **RULE}
        for grade, pattern, colour in (
            (UNSURE_GRADE, 18, LIGHT.comparable),
            (CONTESTED_GRADE, 14, LIGHT.caution),
        )
        for kind, form in (("number", {"num_format": "#,##0.####"}), ("text", {"indent": 1}))
    },
    "plain": {"num_format": "0.####", "align": "right", **RULE},
}
_WIDTHS = {
    "region": 26, "adcode": 9, "level": 9, "year": 7, "first_year": 10, "last_year": 10, "placement": 12, "resolved": 9,
    "wide": 20, "indicator": 24, "indicator_name": 24, "theme": 12, "basis": 20, "value": 14, "value_high": 12, "period": 14,
    "grade": 11, "reasons": 20, "subject": 30, "report": 26, "report_year": 11, "figure_id": 40, "quote": 16, "sentence": 80, "origin": 16,
}  # fmt: skip
_WIDTH = 12
_BOOK_WIDTHS = (34, 30, 9, 20, 9, 12, 56, 12, 10, 10, 9, 9, 10, 10, 10, 12)
_NOTED = 6  # the last column that notes run across
_ACROSS = sum(_BOOK_WIDTHS[: _NOTED + 1])
_SOURCE_WIDTHS = (30, 26, 90, 70)
_LINE = 18  # pixels


def xlsx(asked: Asked) -> bytes:
    """The workbook. Raises `ValueError` for more rows than Excel can hold."""
    frames = {"wide": wide(asked, "values"), "grades": wide(asked, "grades"), "long": long(asked)}
    most = max(len(frame) for frame in frames.values())
    if most > MOST_ROWS:
        raise ValueError(word("note.too_many", asked.say, rows=f"{most:,}", most=f"{MOST_ROWS:,}"))
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    day = asked.made
    book.set_properties(
        {"title": word("title.panel", asked.say), "created": datetime(day.year, day.month, day.day)}
    )
    formats = formats_of(book, _OWN, valign="top", wrapped_heads=True)
    named = variables(asked.panel.indicators)
    marked = grades(named)
    labels = {named[each.id]: label(each, asked) for each in asked.panel.indicators}
    labels |= {marked[each.id]: graded(each, asked) for each in asked.panel.indicators}
    looks = _looks(frames["grades"], asked)
    for form, frame in frames.items():
        told = {
            name: labels[name] if name in labels else word(f"variable.{name}", asked.say)
            for name in frame.columns
        }
        sheet = book.add_worksheet(word(f"title.{form}", asked.say))
        _form(sheet, frame, told, formats, looks if form in ("wide", "grades") else None)
    _codebook(book.add_worksheet(word("title.codebook", asked.say)), asked, formats)
    _sources(book.add_worksheet(word("title.sources", asked.say)), asked, formats)
    book.close()
    return buffer.getvalue()


def _form(
    sheet: Any,
    frame: pd.DataFrame,
    told: dict[str, str],
    formats: dict[str, Any],
    looks: Sequence[Sequence[str]] | None,
) -> None:
    """A form: names in the first row, what they mean as comments; of a wide one ``looks`` are the grades of its cells."""
    keys = looks is not None
    sheet.freeze_panes(1, len(KEYS) if keys else 1)
    sheet.set_row_pixels(0, 2 * _LINE + 4)
    for column, name in enumerate(frame.columns):
        own = name in KEYS or not keys
        sheet.set_column(
            column, column, _WIDTHS.get(name, _WIDTH) if own else min(max(len(name) + 2, 14), 30)
        )
        numeric = pd.api.types.is_numeric_dtype(frame[name])
        sheet.write_string(0, column, name, formats["head_right" if numeric else "head"])
        sheet.write_comment(0, column, told[name], {"x_scale": 1.6, "y_scale": 0.6})
        own_looks = looks[column - len(KEYS)] if looks is not None and column >= len(KEYS) else ()
        _column(sheet, column, name, frame[name], formats, own_looks)
    sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _looks(marks: pd.DataFrame, asked: Asked) -> list[list[str]]:
    """How the cells of each indicator look in the wide form, column by column: "" where the figure is sure or there is none."""
    marked = {word(f"grade.{grade}", asked.say): grade for grade in (UNSURE_GRADE, CONTESTED_GRADE)}
    return [[marked.get(cell, "") for cell in marks[name]] for name in marks.columns[len(KEYS) :]]


def _column(
    sheet: Any,
    column: int,
    name: str,
    cells: pd.Series[Any],
    formats: dict[str, Any],
    looks: Sequence[str],
) -> None:
    numeric = pd.api.types.is_numeric_dtype(cells)
    grouped = (
        numeric and (name in ("value", "value_high") or cells.dtype == "float64") and name != "confidence"
    )
    plain = formats["number" if grouped else "plain" if numeric else "long" if name == "sentence" else "text"]
    for row, cell in enumerate(cells.astype(object), 1):
        look = looks[row - 1] if looks else ""
        form = formats[f"{look}_{'number' if numeric else 'text'}"] if look else plain
        if cell is None or cell is pd.NA or cell != cell or cell == "":
            if len(cells) <= _RULED:
                sheet.write_blank(row, column, None, form)
        elif numeric:
            sheet.write_number(row, column, float(cell), form)
        else:
            sheet.write_string(row, column, _fitting(str(cell)), form)


def _fitting(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"


def _codebook(sheet: Any, asked: Asked, formats: dict[str, Any]) -> None:
    say = asked.say
    sheet.hide_gridlines(2)
    for column, width in enumerate(_BOOK_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"{word('title.panel', say)} · {word('title.codebook', say)}", formats["title"])
    sheet.set_row_pixels(0, 32)
    row = 2
    for note in codebook.notes(asked):
        sheet.merge_range(row, 0, row, _NOTED, "", formats["note"])
        sheet.write_string(row, 0, note, formats["note"])
        sheet.set_row_pixels(row, _LINE * _lines(note, _ACROSS) + 4)
        row += 1
    row = _table(
        sheet, row + 1, word("title.variables", say), codebook.indicators(asked), formats, _BOOK_WIDTHS
    )
    _table(sheet, row + 1, word("title.columns", say), codebook.columns(asked), formats, _BOOK_WIDTHS, _NOTED)
    _printed(sheet)


def _sources(sheet: Any, asked: Asked, formats: dict[str, Any]) -> None:
    say = asked.say
    sheet.hide_gridlines(2)
    for column, width in enumerate(_SOURCE_WIDTHS):
        sheet.set_column(column, column, width)
    rows = [
        [source.name, source.region, gb(source, say, asked.made), bibtex(source, asked.made).strip()]
        for source in asked.reports
    ]
    heads = [word("variable.report", say), word("variable.region", say), "GB/T 7714", "BibTeX"]
    _table(sheet, 0, word("title.sources", say), pd.DataFrame(rows, columns=heads), formats, _SOURCE_WIDTHS)
    _printed(sheet)


def _table(
    sheet: Any,
    row: int,
    title: str,
    frame: pd.DataFrame,
    formats: dict[str, Any],
    widths: Sequence[int],
    last: int | None = None,
) -> int:
    """A table below its title; gives the next free row. The last column runs on to the column ``last``, where that is given.
    Rows are as high as their longest text needs: programs that open the file do not all see to that."""
    sheet.write_string(row, 0, title, formats["section"])
    sheet.set_row_pixels(row, 26)
    end = len(frame.columns) - 1
    across = [*widths[:end], sum(widths[end : (last or end) + 1])]
    numeric = [pd.api.types.is_integer_dtype(frame[name]) for name in frame.columns]
    for number, cells in enumerate([list(frame.columns), *frame.astype(object).to_numpy().tolist()], row + 1):
        head = number == row + 1
        for column, cell in enumerate(cells):
            form = formats[("head_right" if numeric[column] else "head") if head else "long"]
            if last and column == end:
                sheet.merge_range(number, column, number, last, "", form)
            if numeric[column] and not head:
                sheet.write_number(number, column, cell, formats["number"])
            else:
                sheet.write_string(number, column, _fitting(str(cell)), form)
        height = max(_lines(str(cell), width) for cell, width in zip(cells, across, strict=True))
        sheet.set_row_pixels(number, _LINE * height + 4)
    return row + len(frame) + 2


def _lines(text: str, across: int) -> int:
    """How many lines a text fills; a Chinese character is two wide."""
    return sum(max(1, math.ceil(text_width(line) / across)) for line in text.split("\n"))


def _printed(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
