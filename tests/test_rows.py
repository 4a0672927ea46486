"""Rows of a file: parts make the whole, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract import rows
from extract.facts import Fact
from extract.table import Table, render


@pytest.fixture
def facts(villages: Table) -> tuple[Fact, ...]:
    """The invented figures, and one whose words begin like formulas."""
    first = replace(
        villages.facts[0],
        subject='=HYPERLINK("x")',
        site="@x",
        raw_sentence="一\r二\n三",
        quote="-2.8岁",
        value=-2.8,
    )
    return (*villages.facts, replace(first, reasons=("no_indicator", "far")))


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_parts_behind_one_another_are_the_whole(facts: tuple[Fact, ...], form: str) -> None:
    whole = render(Table(facts, (), ()), form)
    parts = [rows.render([fact], form) for fact in facts]
    assert rows.head(form) + b"".join(parts) == whole


def test_every_part_of_parquet_has_the_same_types(facts: tuple[Fact, ...]) -> None:
    for part in ([], facts[:1], facts):
        assert pq.read_schema(pa.BufferReader(rows.render(part, "parquet"))).equals(rows.schema())


def test_every_form_says_the_same(facts: tuple[Fact, ...]) -> None:
    table = Table(facts, (), ())
    lines = [json.loads(line) for line in render(table, "jsonl").splitlines()]
    columns = pq.read_table(pa.BufferReader(render(table, "parquet"))).to_pylist()
    cells = list(csv.DictReader(io.StringIO(render(table, "csv").decode("utf-8-sig"), newline="")))
    assert lines == columns
    assert list(cells[0]) == list(lines[0]) == list(rows.COLUMNS)
    assert [float(row["value"]) for row in cells] == [row["value"] for row in lines]
    assert cells[-1]["reasons"] == "no_indicator far"
    assert cells[0]["value_high"] == ""
    assert cells[-1]["raw_sentence"] == "一\r二\n三"


def test_no_text_of_a_csv_is_a_formula_and_numbers_stay_numbers(facts: tuple[Fact, ...]) -> None:
    text = rows.head("csv") + rows.render(facts[-1:], "csv")
    (row,) = csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    assert (row["subject"], row["site"], row["quote"]) == ('\'=HYPERLINK("x")', "'@x", "'-2.8岁")
    assert row["value"] == "-2.8"


def test_an_unknown_form_is_an_error(facts: tuple[Fact, ...]) -> None:
    with pytest.raises(KeyError):
        rows.render(facts, "xlsx")
