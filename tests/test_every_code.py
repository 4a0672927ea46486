"""Whatever code a row carries, every page shows the row: all codes of the program have words in both languages, and one
that another version wrote stands as it is."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from extract.catalogue import adopt, catalogue
from extract.corrections.draws import GROUPS, NONE, POPULATIONS, RIGHT
from extract.corrections.overlay import BY_HAND
from extract.manifest import Entry
from extract.quantities.asides import RULES
from extract.quantities.shapes import SHAPES
from extract.table import Source, Table, render
from extract.units import units
from extract.views.parts import evidence
from extract.views.words import wording
from extract.views.words.language import Code, Language
from extract.workspace import Workspace
from tests.conftest import Invention
from tests.harness import ROOT, html, page

READING = [*(ROOT / "extract" / "quantities").glob("*.py"), ROOT / "extract" / "binding" / "ledger.py"]
PAGES = ("coverage", "compare", "sides", "region", "source", "brief", "methods", "review", "import")
CODES = get_args(Code)
GUARD = [
    ROOT / "extract" / f"{name}.py" for name in ("agreement", "comparability", "normalisation", "ratios")
]


def reasons() -> set[str]:
    """Every code that the program gives a number that is no figure: those of the shapes, of the rules, and what
    stands as the reason where one is made."""
    found = {shape.reason for shape in SHAPES} | {code for code, _ in RULES} | {BY_HAND}
    for path in READING:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Aside", "_unread"):
                found |= _strings(node.args[-1])
    return found


def _strings(node: ast.expr | None) -> set[str]:
    """The texts that an expression may be: both arms of a choice, not what the choice compares with."""
    if isinstance(node, ast.IfExp):
        return _strings(node.body) | _strings(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def base_units() -> set[str]:
    return {unit.base for unit in units().words.values()} | set(units().before.values())


def test_the_reasons_are_found_in_the_code() -> None:
    assert {"no_unit", "date", "word", "code", "base", "speech"} <= reasons()


@pytest.mark.parametrize("reason", sorted(reasons()))
@pytest.mark.parametrize("code", CODES)
def test_every_reason_has_words(code: Code, reason: str) -> None:
    assert Language(code).set_aside(reason) != reason


def held_reasons() -> set[str]:
    """Every code by which the guard holds a figure back, as far as it is named where the reason is made."""
    return {
        text
        for path in GUARD
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason" and node.args
        for text in _strings(node.args[0])
    }


def test_the_guards_reasons_are_found_in_the_code() -> None:
    assert {"matter", "matter_unsaid", "contested", "nothing_agrees"} <= held_reasons()


@pytest.mark.parametrize("reason", sorted(held_reasons()))
@pytest.mark.parametrize("code", CODES)
def test_every_reason_of_the_guard_has_words_and_a_topic(code: Code, reason: str) -> None:
    words = tomllib.loads((ROOT / "extract" / "data" / "comparability.toml").read_text("utf-8"))
    told = next(words[part][reason] for part in ("comparability", "normalisation") if reason in words[part])
    assert told[code]
    assert words["topics"][told["topic"]][code]


@pytest.mark.parametrize("code", CODES)
def test_every_verdict_of_an_audit_has_words(code: Code) -> None:
    say = Language(code)
    assert all(say(f"audit.of_{group}") for group in GROUPS)
    assert all(say(f"audit.{verdict}") for verdict in (RIGHT, NONE))
    assert all(
        say(f"audit.{part}_{each}", of="", size="1") for each in POPULATIONS for part in ("kind", "from")
    )


@pytest.mark.parametrize("unit", sorted(base_units()))
def test_every_base_unit_has_words(unit: str) -> None:
    assert unit in wording.units()
    assert all(wording.unit(unit, Language(code)) for code in CODES)


@pytest.fixture
def every_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace with a report that has a figure of every unit and a number without one."""
    made = Workspace.open(tmp_path / "ws")
    words = {unit.base: word for word, unit in units().words.items() if not unit.noun}
    lines = [f"2021年，全省共投入{1234 + n}{word}。" for n, word in enumerate(words.values())]
    made.keep("\n".join(["全市建成站点1234。", *lines]).encode(), "单位.txt", _said())
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(made.folder.root)])
    yield made
    adopt(None)


def _said() -> Entry:
    return Entry("青海省", "", "2022")


@pytest.mark.parametrize("lang", CODES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_shows_a_report_with_every_unit(every_unit: Workspace, name: str, lang: Code) -> None:
    state = every_unit.load()
    assert "no_unit" in {number.reason for number in state.table.unread}
    assert len({fact.unit for fact in state.table.facts}) > 20
    page(name, lang=lang)
    if name in ("compare", "region", "source", "review"):
        page(name, lang=lang, fact=state.table.facts[-1].id)
    for fact in state.table.facts:
        assert evidence.card(fact, Language(lang), None, [])


@pytest.mark.parametrize("lang", CODES)
@pytest.mark.parametrize("name", PAGES[:5])
def test_codes_of_another_version_are_shown_as_they_are(
    name: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invention: Invention
) -> None:
    report = invention.report("青海省")
    known = invention.figure(report, "2304名", 2304.0, "2021")
    odd = replace(known, unit="光年", kind="rank", bound="nearly", reasons=("blurred",), corrected="colour",
                  theme="space", per="光年", start=500, end=505)  # fmt: skip
    unknown = replace(odd, indicator="stars", start=600, end=605)
    table = tmp_path / "table.parquet"
    table.write_bytes(render(Table((known, odd, unknown), (), tuple(invention.sources.values())), "parquet"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--table", str(table)])
    for fact in (known, odd, unknown):
        app = page(name, lang=lang, fact=fact.id)
        if fact is odd and name != "coverage":  # its card stands open
            shown = html(app)
            assert all(code in shown for code in ("光年", "rank", "blurred", "nearly"))


def test_a_page_that_fails_says_so_and_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise KeyError("no_words")

    monkeypatch.setattr("extract.views.pages.methods.draw", broken)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app._page_hash = calc_hash("methods")
    app.run()
    assert [error.message for error in app.exception] == []
    (said,) = [error.value for error in app.error]
    assert "KeyError" in said
    assert app.button_group(key="lang")
    page("coverage")


def test_the_catalogue_uses_no_unit_without_words() -> None:
    assert {each.unit for each in catalogue().indicators.values()} <= set(wording.units())


@pytest.mark.parametrize("name", ["source", "region", "methods"])
def test_a_report_whose_file_says_nothing_is_called_by_its_title(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Workspace.open(tmp_path / "ws")
    text = "双辽市基层党建工作综述\n2021年，全市选派驻村干部230名。\n"
    made.keep(text.encode(), "000_1b2ff2cb8f029b80.txt", Entry("吉林省四平市双辽市", "", "2022"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(made.folder.root)])
    app = page(name, region="吉林省四平市双辽市")
    parts = [part.proto.body for part in app.get("html")] + [button.label for button in app.button]
    parts += [option for box in app.selectbox for option in box.options]
    parts += [str(cell) for grid in app.dataframe for cell in grid.value.to_numpy().ravel()]
    assert any("双辽市基层党建工作综述" in part for part in parts)
    adopt(None)


@pytest.mark.parametrize(
    ("file", "text", "called"),
    [
        ("000_1b2ff2cb8f029b80", "双辽市基层党建工作综述\n近年来，狠抓落实。", "双辽市基层党建工作综述"),
        ("20220630-3", "姜承相\n守正创新筑根基——临夏州综述\n正文。", "守正创新筑根基——临夏州综述"),
        ("000_1b2ff2cb8f029b80", "近年来,辽宁坚持把抓基层作为长远之计,抓好教育。\n", "000_1b2ff2cb8f029b80"),
        ("双辽综述", "双辽市基层党建工作综述\n近年来，狠抓落实。", "双辽市基层党建工作综述"),
        ("双辽综述", "近年来,辽宁坚持把抓基层作为长远之计,抓好教育。\n", "双辽综述"),
    ],
)
def test_what_a_report_is_called(file: str, text: str, called: str) -> None:
    assert wording.report_title(Source(file, "", None, "", "", "", text, text), Language("zh")) == called
