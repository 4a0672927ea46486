"""A table that stands in parquet says the same as the one that was read, and the pages show it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from extract.__main__ import main
from extract.catalogue import catalogue
from extract.pipeline import read_folder
from extract.reading.document import ReadError
from extract.stored import Stored, open_table
from extract.table import Source, Table
from extract.views.frames import Filters, entries_of, shelve
from tests.harness import ROOT, html, page, sound

TITLES = ("辽宁省2022年基层党建工作综述", "甘肃省2023年基层党建工作综述")
TEXTS = (
    "全省培训党员1200人次，选派干部驻村300名。2022年投入资金2.5亿元。",
    "选派驻村干部450名。全省党员80万名。",
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two reports, and one without a figure."""
    folder = tmp_path_factory.mktemp("reports")
    for number, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True)):
        (folder / f"{number}.txt").write_text(f"{title}\n{text}\n", "utf-8")
    (folder / "2.txt").write_text("青海省2022年基层党建工作综述\n各地持续推进。\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def read(reports: Path) -> Table:
    """The table as it is read from the reports."""
    return read_folder(reports)


@pytest.fixture(scope="module", params=["figures.parquet", "dataset/"])
def written(request: pytest.FixtureRequest, reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as the command writes it: a file, and a dataset."""
    out = tmp_path_factory.mktemp("out")
    assert main(["table", str(reports), "-o", f"{out}/{request.param}"]) == 0
    return out / request.param


def _by_id(table: Stored) -> Table:
    facts = table.take(range(len(table.columns)))
    return Table(tuple(sorted(facts, key=lambda fact: fact.id)), (), ())


def test_the_facts_are_those_that_were_read(read: Table, written: Path) -> None:
    assert _by_id(open_table(written)).facts == tuple(sorted(read.facts, key=lambda fact: fact.id))


def test_rows_are_taken_in_the_order_asked_for(written: Path) -> None:
    stored = open_table(written)
    every = stored.take(range(len(stored.columns)))
    assert stored.take([2, 0]) == [every[2], every[0]]
    assert stored.take([]) == []


def test_each_fact_is_found_by_its_address(written: Path) -> None:
    stored = open_table(written)
    shelf = shelve(stored)
    for fact in stored.take(range(len(stored.columns))):
        assert shelf.fact(fact.id) == fact
    assert [shelf.fact(address) for address in ("", "0", "0:999", "nobody:1", "0:x")] == [None] * 5


def test_the_pages_are_given_the_same(read: Table, written: Path) -> None:
    held, stored = shelve(read), shelve(open_table(written))
    indicators = list(catalogue().indicators.values())
    regions = Filters(("辽宁省", "甘肃省", "青海省"))
    assert entries_of(stored, indicators, regions) == entries_of(held, indicators, regions)
    assert sorted(stored.frame.columns) == sorted(held.frame.columns)


def test_a_dataset_names_its_reports(reports: Path, tmp_path: Path) -> None:
    main(["table", str(reports), "-o", f"{tmp_path}/out/"])
    found = open_table(tmp_path / "out")
    assert {(each.name, each.region, each.year) for each in found.sources} == {
        ("0", "辽宁省", 2022),
        ("1", "甘肃省", 2023),
        ("2", "青海省", 2022),
    }
    assert found.set_aside is not None
    assert sum(found.set_aside.values()) == len(read_folder(reports).unread)


def test_a_folder_of_a_dataset_is_a_table_of_its_own(reports: Path, tmp_path: Path) -> None:
    main(["table", str(reports), "-o", f"{tmp_path}/out/"])
    found = open_table(tmp_path / "out" / "province=甘肃省")
    assert [(each.name, each.region) for each in found.sources] == [("1", "甘肃省")]
    assert {fact.scope for fact in found.take(range(len(found.columns)))} == {"甘肃省"}


def test_a_file_tells_whose_report_it_is_by_its_figures(reports: Path, tmp_path: Path) -> None:
    main(["table", str(reports), "-o", str(tmp_path / "t.parquet")])
    found = open_table(tmp_path / "t.parquet")
    assert found.sources == (
        Source("0", "辽宁省", None, "", "", "", "", ""),
        Source("1", "甘肃省", None, "", "", "", "", ""),
    )
    assert found.set_aside is None


def test_the_frame_has_all_columns(read: Table, written: Path) -> None:
    ours, theirs = open_table(written).frame(), read.frame()
    assert list(ours.columns) == list(theirs.columns)
    assert set(ours["id"]) == set(theirs["id"])


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "missing"), (b"PAR1 and then nothing", "damaged"), (pa.table({"report": ["a"]}), "no_table")],
)
def test_what_is_no_table_says_so(content: object, code: str, tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        pq.write_table(content, path)
    with pytest.raises(ReadError) as error:
        open_table(path)
    assert error.value.failure.note.code == code
    assert error.value.failure.where == str(path)


def test_a_dataset_that_is_not_complete_is_not_shown(reports: Path, tmp_path: Path) -> None:
    main(["table", str(reports), "-o", f"{tmp_path}/out/"])
    (tmp_path / "out" / "_SUCCESS").unlink()
    for path in (tmp_path / "out", tmp_path / "out" / "province=甘肃省"):
        with pytest.raises(ReadError) as error:
            open_table(path)
        assert error.value.failure.note.code == "unfinished"


def test_an_empty_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as error:
        open_table(tmp_path)
    assert error.value.failure.note.code == "no_table"


class TestPages:
    """The app as ``streamlit run dashboard.py -- --table …`` starts it."""

    @pytest.fixture(autouse=True)
    def _asked(self, written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "argv", ["dashboard.py", "--table", str(written)])

    def test_the_matrix_counts_its_figures(self, read: Table) -> None:
        assert f"读出 {len(read.facts)} 个数字" in html(page("coverage"))

    def test_a_bar_has_its_sentence(self) -> None:
        app = page("compare", indicator="cadres_dispatched")
        assert "甘肃省" in html(app)
        assert "选派驻村干部" in html(app)

    @pytest.mark.parametrize("lang", ["zh", "en"])
    @pytest.mark.parametrize("name", ["coverage", "compare", "region", "source", "methods"])
    def test_every_page_opens(self, name: str, lang: str) -> None:
        page(name, lang=lang)

    def test_the_page_of_a_report_says_that_its_text_is_not_there(self) -> None:
        app = page("source", report="0")
        assert "没有报告全文" in app.info[0].value

    def test_nothing_can_be_written(self) -> None:
        for name in ("import", "review"):
            assert "基层党建指标比较" in html(page(name)).partition("</h1>")[0], (
                "a page that is not there leads to the first"
            )


def test_a_table_that_is_not_there_is_said_on_the_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--table", str(tmp_path / "no.parquet")])
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert [error.message for error in app.exception] == []
    assert "no.parquet" in app.error[0].value.replace("\\", "")


def test_a_table_that_changed_is_read_again(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "reports"
    shutil.copytree(reports, own)
    path = tmp_path / "t.parquet"
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--table", str(path)])
    main(["table", str(own), "-o", str(path)])
    app = page("coverage")
    before = html(app)
    (own / "3.txt").write_text("云南省2022年基层党建工作综述\n选派驻村干部77名。\n", "utf-8")
    main(["table", str(own), "-o", str(path)])
    assert html(sound(app.run())) != before
