"""A sentence that the program made of the cells of a table is given out as one nowhere: it is no quotation."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from extract.cells import read
from extract.facts import CELLS, Fact
from extract.pipeline import extract
from extract.reading.inline_tables import tables
from extract.report import Report
from extract.rows import render as written
from extract.table import Table
from extract.views.charts.spec import ChartSpec
from extract.views.exports import render
from extract.views.exports.brief import BRIEF_FORMATS
from extract.views.exports.brief import render as render_brief
from extract.views.frames import shelve
from extract.views.parts import evidence
from extract.views.words import quoting
from extract.views.words.language import CODES, Language
from tests.test_brief_exports import WORDS, brief_of, plain
from tests.test_exports import draw

TABLE = "某县党建报告\n全县共有党员5200名。\n乡镇\t党员总数（名）\t基层党组织（个）\n茂林镇\t1200\t45\n金山镇\t980\t30\n"


def made_of_cells(table: Table) -> Table:
    """The same figures as if they stood in a table."""
    return replace(table, facts=tuple(replace(fact, made=CELLS) for fact in table.facts))


def test_a_figure_knows_whether_its_sentence_was_made_of_cells() -> None:
    made = extract(Report("综述", TABLE, grids=tables(TABLE)))
    grid = made.sources[0].grids[0]
    cells = {entry.cell.span.start for entry in read(made.sources[0].raw, grid).figures.values()}
    assert cells
    assert {fact.start: fact.made for fact in made.facts} == {
        fact.start: CELLS if fact.start in cells else "" for fact in made.facts
    }
    assert {"", CELLS} == {fact.made for fact in made.facts}


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_stored_table_keeps_it(villages: Table, form: str) -> None:
    assert b"made" in written(villages.facts, form) or form == "csv"


@pytest.mark.parametrize("code", CODES)
def test_the_heading_says_what_stands_under_it(villages: Table, code: str) -> None:
    say = Language("en" if code == "en" else "zh")
    one, other = villages.facts[0], replace(villages.facts[1], made=CELLS)
    said = [quoting.heading(facts, say) for facts in ([one], [other], [one, other])]
    assert len(set(said)) == 3 and quoting.note(one, say) == "" and quoting.note(other, say)


def docx(specs: list[ChartSpec]) -> str:
    return WORDS["docx"](render(specs, "docx"))


def html(specs: list[ChartSpec]) -> str:
    return render(specs, "html").decode()


def pptx(specs: list[ChartSpec]) -> str:
    return WORDS["pptx"](render(specs, "pptx"))


def xlsx(specs: list[ChartSpec]) -> str:
    book = openpyxl.load_workbook(io.BytesIO(render(specs, "xlsx")))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)  # fmt: skip


@pytest.mark.parametrize("form", [docx, html, pptx, xlsx])
@pytest.mark.parametrize("code", CODES)
def test_no_file_of_a_chart_calls_it_a_quotation(villages: Table, form: object, code: str) -> None:
    say = Language("en" if code == "en" else "zh")
    assert callable(form)
    made, own = form(draw(made_of_cells(villages), language=code)), form(draw(villages, language=code))
    fact = replace(villages.facts[0], made=CELLS)
    assert quoting.note(fact, say) in made and quoting.note(fact, say) not in own
    assert quoting.heading([villages.facts[0]], say) not in made


@pytest.mark.parametrize("form", BRIEF_FORMATS)
def test_no_file_of_a_brief_calls_it_a_quotation(villages: Table, form: str) -> None:
    say = Language("zh")
    fact = replace(villages.facts[0], made=CELLS)
    said = {
        name: plain(WORDS[form](render_brief(brief_of(shelve(table)), form)))
        for name, table in (("made", made_of_cells(villages)), ("own", villages))
    }
    assert plain(quoting.note(fact, say)) in said["made"]
    assert plain(quoting.note(fact, say)) not in said["own"]
    assert plain(quoting.heading([villages.facts[0]], say)) not in said["made"]


def test_a_page_says_it_over_the_sentence(villages: Table) -> None:
    say = Language("zh")
    fact: Fact = villages.facts[0]
    assert evidence.of_cells(fact, say) == ""
    assert say("evidence.made") in evidence.of_cells(replace(fact, made=CELLS), say)
