"""What a workbook's reader sees is what is read: values as their formats show them, words that are struck out or hidden gone,
and said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from extract.pipeline import extract
from extract.reading import document, workbook
from extract.reading.shown import shown
from extract.report import Report, read_bytes
from tests import hostile

# value, format, what Excel shows of them
SHOWN: list[tuple[object, str, str]] = [
    (12345, r'0\.0,"万"', "1.2万"),  # how Excel is made to write 万: the last of the thousands behind a point
    (12345, '0!.0,"万"', "1.2万"),  # the same as WPS writes it
    (123456789, r'0\.00,,"亿"', "1.23亿"),
    (12345, '0,"千"', "12千"),
    (12345, '#,##0,"千元"', "12千元"),
    (12345678, '0.00,,"百万"', "12.35百万"),
    (500, r'[>=10000]0\.0,"万";0', "500"),
    (12345, r'[>=10000]0\.0,"万";0', "1.2万"),
    (-3, '[<0]"降"0;[=0]"平";"升"0', "降-3"),
    (0, "0;-0;;@", ""),
    (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
    (-1234, "#,##0;(#,##0)", "-1,234"),
    (-1234, "0;[Red]0", "-1234"),  # red is below nothing
    (-0.05, "0.0%;[Red]-0.0%", "-5.0%"),
    (-0.04, "0", "0"),
    (5600, "¥#,##0.00", "¥5,600.00"),
    (-5600, "[$￥-804]#,##0", "-￥5,600"),
    (98.5, '0.0"%"', "98.5%"),
    (0.985, "0%", "99%"),
    ("120", '@"名"', "120名"),
    ("120", '0;0;0;@"名"', "120名"),
    ("甲;乙", "0", "甲;乙"),
    (12, 'G/通用格式"名"', "12名"),
    (3, "00000", "00003"),
    (20210630, "0000-00-00", "2021-06-30"),
    (2.5, "0.##", "2.5"),
    (2, "0.##", "2"),
    (0.5, ".00", ".50"),
    (7, '0"；"', "7；"),
    (timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
    (time(9, 30), "h:mm", "09:30"),
    (datetime(2021, 6, 30, 8, 5), "h:mm", "08:05"),
]


@pytest.mark.parametrize(("value", "form", "seen"), SHOWN)
def test_a_value_is_read_as_its_format_shows_it(value: object, form: str, seen: str) -> None:
    assert shown(value, form) == seen


def book(fill: Callable[[Any], None]) -> Report:
    made = openpyxl.Workbook()
    made.active.title = "党员情况"
    made.active.append(["乡镇", "党员（名）"])
    fill(made.active)
    buffer = BytesIO()
    made.save(buffer)
    return read_bytes(buffer.getvalue(), "x.xlsx", "x")


def quotes(report: Report) -> list[str]:
    return [fact.quote for fact in extract(report).facts]


def test_a_mark_and_what_is_struck_out_are_no_digits_of_a_cell() -> None:
    def fill(sheet: Any) -> None:
        mark = TextBlock(InlineFont(vertAlign="superscript"), "1")
        sheet.append(["甲乡", CellRichText("1200", mark)])
        sheet.append(["乙乡", CellRichText(TextBlock(InlineFont(strike=True), "1200"), "1300")])
        sheet.append(["丙乡", CellRichText(TextBlock(InlineFont(b=True), "17"), "00")])
        sheet.append(["丁乡", 500])
        sheet["B5"].font = Font(strike=True)

    report = book(fill)
    assert quotes(report) == ["1200", "1300", "1700"]
    assert [(note.code, dict(note.values)["count"]) for note in report.notes] == [("struck", "2")]


def test_zeros_that_a_sheet_does_not_show_are_not_read_and_a_number_that_its_format_hides_is_said() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["甲乡", 0])
        sheet.append(["乙乡", 30])
        sheet.append(["丙乡", 44])
        sheet["B4"].number_format = ";;;"
        sheet.sheet_view.showZeros = False

    report = book(fill)
    assert quotes(report) == ["30"]
    assert [dict(note.values)["which"] for note in report.notes] == ["B4"]


ROW = '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{name}</t></is></c>{cell}</row>'


def sheet(*rows: str, more: str = "") -> bytes:
    return hostile.workbook(part.encode() for part in ("<sheetData>", *rows, more, "</sheetData>"))


HEAD = ROW.format(n=1, name="乡镇", cell='<c r="B1" t="inlineStr"><is><t>党员（名）</t></is></c>')


def test_every_formula_without_a_result_is_counted_and_an_empty_text_is_a_result() -> None:
    cells = (
        '<c r="B2"><f>1+2</f></c>',
        '<c r="B3"><f t="shared" ref="B3:B4" si="0">A1</f><v>5</v></c>',
        '<c r="B4"><f t="shared" si="0"/></c>',
        '<c r="B5" t="str"><f>A1</f><v></v></c>',
    )
    rows = (ROW.format(n=n, name=f"{n}乡", cell=cell) for n, cell in enumerate(cells, 2))
    report = read_bytes(sheet(HEAD, *rows), "x.xlsx", "x")
    assert [(note.code, dict(note.values)["count"]) for note in report.notes] == [("uncomputed", "2")]


@pytest.mark.parametrize(
    "empty", ['<row r="{n}" spans="1:16384" s="1" customFormat="1"/>', '<row r="{n}"><c r="A{n}"/><c r="B{n}"/></row>']
)  # fmt: skip
def test_a_format_laid_on_whole_columns_keeps_no_table_from_being_read(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some programs write it as a million rows; such a table of few figures was refused for its cells."""
    first = ROW.format(n=2, name="甲乡", cell='<c r="B2"><v>1200</v></c>')
    rows = "".join(empty.format(n=n) for n in range(3, 100))
    monkeypatch.setattr(document, "MAX_CELLS", 10)
    monkeypatch.setattr(workbook, "_SMALL", 0)
    assert quotes(read_bytes(sheet(HEAD, first, rows), "x.xlsx", "x")) == ["1200"]
