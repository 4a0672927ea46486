"""Tables read to the last cell: from documents, workbooks, pages, separated values and plain text."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest

from extract.facts import Fact
from extract.pipeline import extract
from extract.report import Report, read_bytes
from extract.table import Table
from tests.tables import MAKES, TITLE, Make, document, page, paper, workbook
from tests.test_reading import paper as lines_on_paper

ONE_BY_ONE = pytest.mark.parametrize("make", MAKES, ids=lambda make: make.name)


def wrong(facts: list[Fact], answers: list[dict[str, Any]]) -> list[str]:
    """What differs between the figures of a report and its answers, each figure in its turn."""
    said = (
        [f"{len(facts)} figures, not {len(answers)}: {[f.quote for f in facts]}"]
        if len(facts) != len(answers)
        else []
    )
    for fact, want in zip(facts, answers, strict=False):
        for name, value in want.items():
            own = getattr(fact, name.removesuffix("_not"))
            same = abs(own - value) < 1e-6 * max(1, abs(value)) if name == "value" else own == value
            if same == name.endswith("_not"):
                said.append(f"{fact.quote} ({fact.sentence.strip()}): {name} {own!r}, not {value!r}")
    return said


def figures(content: bytes, name: str) -> tuple[Report, Table]:
    report = read_bytes(content, name, "汇报")
    table = extract(report)
    for fact in (*table.facts, *table.unread):
        assert report.raw[fact.start : fact.end] == fact.quote
    return report, table


@ONE_BY_ONE
def test_a_table_of_a_document(make: Make) -> None:
    _, table = figures(document([make]), "汇报.docx")
    assert wrong(list(table.facts), make.answers) == []


@ONE_BY_ONE
def test_a_table_of_a_page(make: Make) -> None:
    _, table = figures(page([make]), "汇报.html")
    assert wrong(list(table.facts), make.answers) == []


@ONE_BY_ONE
def test_a_table_of_a_workbook(make: Make) -> None:
    _, table = figures(workbook([make]), "汇报.xlsx")
    assert wrong(list(table.facts), make.answers) == []


@ONE_BY_ONE
def test_a_table_of_separated_values(make: Make) -> None:
    buffer = StringIO()
    csv.writer(buffer).writerows([[TITLE], *([line] for line in make.above), *make.rows])
    _, table = figures(buffer.getvalue().encode("gb18030"), "汇报.csv")
    assert wrong(list(table.facts), make.answers) == []


def test_all_tables_in_one_document_and_in_one_workbook() -> None:
    answers = [want for make in MAKES for want in make.answers]
    for content, name in ((document(MAKES), "汇报.docx"), (workbook(MAKES), "汇报.xlsx")):
        report, table = figures(content, name)
        assert len(report.grids) == len(MAKES)
        assert wrong(list(table.facts), answers) == []


def test_every_number_of_a_table_ends_as_a_figure_or_is_set_aside() -> None:
    report, table = figures(document(MAKES), "汇报.docx")
    taken = sorted([fact.span for fact in table.facts] + [number.span for number in table.unread])
    lost = [
        (at, report.raw[max(0, at - 5) : at + 5])
        for at, character in enumerate(report.raw)
        if character.isdigit() and not any(at in span for span in taken)
    ]
    assert lost == []


@ONE_BY_ONE
def test_a_ruled_table_of_a_pdf(make: Make) -> None:
    _, table = figures(paper([make]), "汇报.pdf")
    assert wrong(list(table.facts), make.answers) == []


@pytest.mark.parametrize("make", [make for make in MAKES if not make.merged], ids=lambda make: make.name)
def test_a_table_of_a_pdf_that_only_its_columns_show(make: Make) -> None:
    _, table = figures(paper([make], ruled=False), "汇报.pdf")
    assert wrong(list(table.facts), make.answers) == []


def test_a_table_of_a_pdf_whose_columns_cannot_be_told_is_said() -> None:
    lines = [(60, 80, TITLE)]
    lines += [(60, 120, "茂林镇"), (200, 120, "含预备党员在内共一千余人"), (400, 120, "15.6")]
    lines += [(60, 144, "卧虎镇"), (200, 144, "980"), (270, 144, "250"), (400, 144, "10")]
    report = read_bytes(lines_on_paper(lines), "汇报.pdf", "汇报")
    assert [(note.code, dict(note.values)["page"]) for note in report.notes] == [("table_unread", "1")]
    assert "第 1 页" in report.notes[0].say("zh")


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    rows = [["乡镇", "党员数（名）"], *([f"第{n}镇", str(100 + n)] for n in range(1, 9))]
    parts = [Make("above", rows[:5], []), Make("below", [rows[0], *rows[5:]], [])]
    report = read_bytes(paper(parts, closing=""), "汇报.pdf", "汇报")
    assert [(grid.rows, grid.columns) for grid in report.grids] == [(9, 2)]
    assert len(extract(report).facts) == 8
