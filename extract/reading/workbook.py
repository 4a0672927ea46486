"""Workbooks (xlsx): a grid a sheet, as it is shown; what is hidden is left out and said.

Values are written as their formats show them. Sheets, rows and columns that the workbook hides are no part of what a
reader of it sees; a formula whose result was never computed has none.
"""

from __future__ import annotations

import warnings
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import openpyxl
import regex
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import column_index_from_string

from extract.grid import Draft, Slot
from extract.reading import beside
from extract.reading.document import MAX_CHARACTERS, Document, Note, ReadError, bounded
from extract.reading.package import inspect
from extract.reading.raised import settled
from extract.reading.shown import shown

MAX_XML = 48 * 2**20  # of all parts, unpacked, without cells and rows that hold nothing
MAX_WITH_EMPTY = 192 * 2**20  # a format laid on whole columns, which some programs write as a million rows
_SMALL = 4 * 2**20  # a sheet from which it is not worth taking them
_EMPTY_CELL = regex.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*\s)?r=["'][A-Z]{1,3}\d+["'][^<>]*/>""")
_EMPTY_ROW = regex.compile(
    rb"""<(?:\w+:)?row\s(?:[^<>]*\s)?r=["']\d+["'](?:[^<>]*/>|[^<>]*+(?<!/)>\s*</(?:\w+:)?row>)"""
)
MAX_COVERED = 2 * 2**20  # cells that merged areas cover, each of which the library makes: two whole columns
_TOLD = regex.compile(rb"<(?:\w+:)?(?:c|row|col|mergeCell)[\s/>]")
_AREA = regex.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)
# Of a text that a formula gives, <v></v> is the empty one, and computed.
_UNCOMPUTED = regex.compile(
    rb"""<(?:\w+:)?c\b(?P<own>[^<>]*+)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?P<value><(?:\w+:)?v\b[^<>]*/>|<(?:\w+:)?v\b[^<>]*></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_TEXT_CELL = regex.compile(rb"""\bt=["']str["']""")
_UNNAMED = regex.compile(r"(?:sheet|工作表|表)\s?\d*", regex.IGNORECASE)


def read(content: bytes, where: str) -> Document:
    """Read a workbook; raises `ReadError`."""
    inspect(content, where, "xlsx", MAX_WITH_EMPTY)
    content = _thinned(content)
    inspect(content, where, "xlsx", MAX_XML)
    _bounded(content, where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that it leaves out: none of them holds a cell
            book: Any = openpyxl.load_workbook(BytesIO(content), data_only=True, rich_text=True)
        draft, notes = Draft(), []
        struck = {at for at, font in enumerate(book._fonts) if font.strike}
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                notes.append(Note("hidden_sheet", (("sheet", sheet.title),)))
            else:
                notes += _write(sheet, draft, struck, where)
        title = (book.properties.title or "").strip()
    except ReadError:
        raise
    except Exception as error:  # the library raises whatever a damaged part makes it stumble on
        raise ReadError("damaged", where, format="xlsx", why=f"{type(error).__name__}: {error}") from error
    missing = _uncomputed(content)
    if missing:
        notes.append(Note("uncomputed", (("count", str(missing)),)))
    if not draft.grids and notes:
        raise ReadError("hidden", where)
    if not draft.grids and (count := beside.pictures(content)):
        raise ReadError("pictures_only", where, count=count)
    notes += beside.notes(content)
    return Document(draft.text, title=title, notes=tuple(notes), grids=tuple(draft.grids))


def _thinned(content: bytes) -> bytes:
    """A workbook without the cells and rows that hold nothing but their format; those that do not say where they stand are left, for
    the ones behind them are counted from them."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = package.infolist()
        large = {
            each.filename
            for each in parts
            if each.filename.startswith("xl/worksheets/") and each.file_size > _SMALL
        }
        if not large:
            return content
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as thin:
            for each in parts:
                part = package.read(each)
                if each.filename in large:
                    part = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", part))
                thin.writestr(each.filename, part)
    return buffer.getvalue()


def _bounded(content: bytes, where: str) -> None:
    """Refuse a workbook whose cells the library would be making for minutes; raises `ReadError`."""
    told = covered = 0
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if name.lower().endswith(".xml"):
                part = package.read(name)
                told += sum(1 for _ in _TOLD.finditer(part))
                covered += sum(_covered(*found.groups()) for found in _AREA.finditer(part))
    bounded(told, where)
    if covered > MAX_COVERED:
        raise ReadError("covered", where, size=covered, limit=MAX_COVERED)


def _covered(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    wide = column_index_from_string(right.decode()) - column_index_from_string(left.decode())
    return (abs(wide) + 1) * (abs(int(bottom) - int(top)) + 1)


def _write(sheet: Any, draft: Draft, struck: set[int], where: str) -> list[Note]:
    """Write a sheet; gives what is to be said of it. ``struck`` are the numbers of fonts that strike out. A text may stand in every cell and be kept in the file once, so that its
    length is looked at while it is gathered: raises `ReadError`."""
    hidden_rows = {row for row, own in sheet.row_dimensions.items() if own.hidden or own.height == 0}
    hidden_columns = set(_hidden_columns(sheet))
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    texts: dict[tuple[int, int], str] = {}
    length = draft.length
    lost: set[str] = set()
    crossed = 0  # cells, or words in them, that are struck out
    zeros = sheet.sheet_view.showZeros is not False
    for place, cell in sorted(
        sheet._cells.items()
    ):  # those that are: a stray one may stand in the last row of all
        value, gone = _settled(cell.value)
        if value == 0 and not zeros and not isinstance(value, bool):
            continue
        if cell.has_style and cell._style.fontId in struck and value not in (None, ""):
            value, gone = None, 1
        crossed += gone
        text = shown(value, cell.number_format or "General").strip()
        if not text:
            if value and not isinstance(value, str):  # ;;; shows nothing of it
                lost.add(cell.coordinate)
            continue
        length += len(text)
        if length > MAX_CHARACTERS:
            raise ReadError("long", where, size=f">{MAX_CHARACTERS}", limit=MAX_CHARACTERS)
        area = merged.get(place)
        rows = _seen(place[0], area.max_row if area else place[0], hidden_rows)
        columns = _seen(place[1], area.max_col if area else place[1], hidden_columns)
        if rows and columns:
            texts[place] = text
        else:
            lost.add(f"{place[0]}" if not rows else cell.column_letter)
    if texts:
        if not _UNNAMED.fullmatch(sheet.title):
            draft.line(sheet.title)
        draft.table(_slots(texts, merged, hidden_rows, hidden_columns), name=sheet.title)
    notes = [Note("struck", (("count", str(crossed)),))] if crossed else []
    if lost:
        named = "、".join(sorted(lost, key=lambda each: (not each.isdigit(), len(each), each))[:20])
        notes.append(Note("hidden_cells", (("sheet", sheet.title), ("which", named))))
    return notes


def _settled(value: object) -> tuple[object, int]:
    """A cell's value, of words in several fonts those that stand: the mark of a note is no digit of the number before it, and
    what is struck out is gone; with how many of these there are."""
    if not isinstance(value, CellRichText):
        return value, 0
    text, gone = "", 0
    for piece in value:
        if isinstance(piece, str):
            text += piece
        elif piece.font.strike:
            gone += bool(piece.text.strip())
        elif piece.font.vertAlign == "superscript":
            text += settled(text, piece.text)
        else:
            text += piece.text
    return text, gone


def _hidden_columns(sheet: Any) -> Iterable[int]:
    for own in sheet.column_dimensions.values():
        if own.hidden or own.width == 0:
            yield from range(own.min or own.index, min((own.max or own.min or 0), (own.min or 0) + 1000) + 1)


def _seen(first: int, last: int, hidden: set[int]) -> bool:
    return any(each not in hidden for each in range(first, min(last, first + 10_000) + 1))


def _slots(texts: Mapping[tuple[int, int], str], merged: Mapping[tuple[int, int], Any], hidden_rows: set[int], hidden_columns: set[int]) -> list[Slot]:  # fmt: skip
    """The cells without what is hidden; of several blank rows or columns between them one is kept."""
    areas = [merged[place] for place in texts if place in merged]
    rows = _Places({row for row, _ in texts}, hidden_rows, [(a.min_row, a.max_row) for a in areas])
    columns = _Places(
        {column for _, column in texts}, hidden_columns, [(a.min_col, a.max_col) for a in areas]
    )
    slots = []
    for (row, column), text in texts.items():
        area = merged.get((row, column))
        top, high = rows.span(row, area.max_row if area else row)
        left, wide = columns.span(column, area.max_col if area else column)
        slots.append(Slot(top, left, text, high, wide))
    return slots


class _Places:
    """Where each row or column that holds something comes to stand; of several blank ones between two of them one is
    kept, and none where a merged cell (``covered``) reaches across."""

    def __init__(self, used: set[int], hidden: set[int], covered: list[tuple[int, int]]) -> None:
        self._used = sorted(used - hidden)
        self._places: list[int] = []
        at, before, reach, index = -1, 0, 0, 0
        areas = sorted(covered)
        for each in self._used:
            while index < len(areas) and areas[index][0] <= before:
                reach = max(reach, areas[index][1])
                index += 1
            gap = range(max(before, reach) + 1, min(each, max(before, reach) + 1000))
            blank = bool(self._places) and any(between not in hidden for between in gap)
            at += 2 if blank else 1
            self._places.append(at)
            before = each

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a cell that reaches from one to another comes to stand, and how many it covers; one that begins in a hidden
        row stands in the next that is seen."""
        low, high = bisect_left(self._used, first), bisect_right(self._used, last)
        if low >= high:
            return (self._places[low] if low < len(self._places) else len(self._used)), 1
        return self._places[low], self._places[high - 1] - self._places[low] + 1


def _uncomputed(content: bytes) -> int:
    """How many formulas have no result."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(
            not (found["value"] and _TEXT_CELL.search(found["own"]))
            for name in sheets
            for found in _UNCOMPUTED.finditer(package.read(name))
        )
