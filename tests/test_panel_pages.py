"""What a researcher takes along from the pages: the panel, a citation, and an address that leads back to the sentence."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from extract.catalogue import catalogue
from extract.figure_ids import figure_id
from extract.manifest import Entry
from extract.pipeline import read_folder
from extract.views.exports.panel import render
from extract.views.exports.panel.asked import ask
from extract.views.frames import Filters, Shelf, shelve
from extract.views.words.citing import bibtex, gb
from extract.views.words.language import Language
from extract.workspace import Workspace
from extract.workspace.parcel import ENDING, checksum, pack
from tests.harness import ROOT, html, page, sound
from tests.test_workspace import ONE


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return shelve(read_folder(ROOT / "seeds"))


def test_a_permanent_id_opens_the_sentence_in_its_report(shelf: Shelf) -> None:
    fact = shelf.table.take([100])[0]
    id = figure_id(fact, shelf.sources[fact.report])
    app = page("source", fact=id)
    assert app.selectbox(key="report").value == fact.report
    assert app.session_state["fact"] == fact.id
    assert f'<mark class="figure">{fact.text}</mark>' in html(app)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_id_that_leads_nowhere_is_said(language: str) -> None:
    id = "0000000000000000-1-2-0000000000000000"
    app = page("source", lang=language)
    app.query_params["fact"] = id
    app.run()
    assert [id in warning.value for warning in app.warning] == [True]
    assert not app.exception and app.session_state["fact"] == ""


def test_the_page_source_cites_the_report_and_gives_the_figures_address(shelf: Shelf) -> None:
    fact = shelf.table.take([100])[0]
    source = shelf.sources[fact.report]
    app = page("source", fact=fact.id, report=fact.report)
    citation, entry, address = (block.value for block in app.code)
    assert citation == gb(source, Language("zh"), date.today())
    assert entry == bibtex(source, date.today()).strip()
    parts = urlsplit(address)
    assert parts.path.endswith("source")
    assert parse_qs(parts.query)["fact"] == [figure_id(fact, source)]


def test_compare_offers_the_panel_of_indicator_theme_and_all(shelf: Shelf) -> None:
    app = page("compare", indicator="cadres_dispatched")
    for scope in ("indicator", "theme", "all"):
        sound(app.segmented_control(key="export_panel").set_value(scope).run())
        keys = {button.proto.id.rpartition("-")[2] for button in app.get("download_button")}
        assert {f"export_panel_{scope}_{form}" for form in ("long.csv", "xlsx", "stata.zip")} <= keys


def test_the_panel_of_the_examples_has_the_figures_of_the_examples(shelf: Shelf) -> None:
    what = ask(shelf, tuple(catalogue().indicators.values()), Filters(), Language("zh"), date.today())
    assert len(what.panel.cells) > 5 and render(what, "zip")
    for line in what.panel.lines:
        assert line.fact in shelf.facts(shelf.frame["report"] == line.fact.report)


def test_import_takes_the_workspace_along_and_opens_it_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Workspace.open(tmp_path / "own")
    own.keep(ONE.encode(), "一.txt", Entry("新疆维吾尔自治区阿勒泰地区青河县", "", "2021", ""))
    monkeypatch.setenv("JICENG_WORKSPACE", str(tmp_path / "own"))
    app = page("import")
    assert [button.proto.label for button in app.get("download_button")] == [Language("zh")("move.pack")]
    buffer = io.BytesIO()
    pack(own, buffer)
    fresh = tmp_path / "fresh"
    for content, said in ((buffer.getvalue()[:-40], "已损坏"), (buffer.getvalue(), "与打包时一致")):
        monkeypatch.setenv("JICENG_WORKSPACE", str(fresh))
        app = page("import")
        app.file_uploader[-1].set_value((f"workspace{ENDING}", content, "application/zip")).run()
        assert not app.exception and any(said in toast.value for toast in app.toast)
    assert checksum(Workspace.open(fresh).load().table) == checksum(own.load().table)
