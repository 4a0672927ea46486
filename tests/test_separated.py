"""Files of separated values: a value's own lines and commas are its own, and what cannot be told is said."""

from __future__ import annotations

import pytest

from extract.pipeline import extract
from extract.report import Report, read_bytes

HEAD = "乡镇,党员（名）,备注\n"


def read(text: str) -> Report:
    return read_bytes(text.encode(), "x.csv", "x")


def quotes(report: Report) -> list[str]:
    return [fact.quote for fact in extract(report).facts]


@pytest.mark.parametrize("broken", ["\n", "\r\n", "\r", "\x0b", "\u2028", "\x85"])
def test_a_line_within_a_value_makes_no_number_of_two(broken: str) -> None:
    """甲乡's 12 and 34 on two lines of one cell were 1234."""
    report = read(f'{HEAD}甲乡,"12{broken}34",第一{broken if broken > "~" else ""}\n乙乡,56,x\n')
    assert report.raw.splitlines()[1].split("\t")[:2] == ["甲乡", "12 34"]
    assert "1234" not in quotes(report) and quotes(report)[-1] == "56"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_what_excel_is_told_of_the_separator_is_no_row(mark: str) -> None:
    report = read(f"\ufeffsep={mark}\r\n乡镇{mark}党员（名）\r\n甲乡{mark}1200\r\n")
    assert report.raw == "乡镇\t党员（名）\n甲乡\t1200\n"


def test_a_number_that_is_kept_as_text_is_one() -> None:
    assert quotes(read(f'{HEAD}甲乡,="1200",x\n')) == ["1200"]


def test_a_comma_within_a_number_separates_nothing_where_that_alone_fits_the_heads() -> None:
    report = read("乡镇,党员（名）,干部（名）\n甲乡,1,200,3,400\n乙乡,3,4\n")
    assert quotes(report) == ["1,200", "3,400", "3", "4"]
    assert [(note.code, note.values) for note in report.notes] == [("regrouped", (("count", "1"),))]


def test_where_it_cannot_be_told_the_row_is_named() -> None:
    report = read("乡镇,党员（名）,干部（名）\n甲乡,1,200,300\n乙乡,3,4\n")
    assert [(note.code, note.values) for note in report.notes] == [("longer_rows", (("count", "1"),))]
    assert all(note.say(language) for note in report.notes for language in ("zh", "en"))
