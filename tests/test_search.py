"""The search box finds what a reader looks for, opens it, and is quick on a hundred thousand figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.table import Table
from extract.views.frames import Shelf, shelve
from extract.views.search import search
from extract.views.words.language import Language
from tests.harness import heading, page, sound

ZH, EN = Language("zh"), Language("en")


def kinds(shelf: Shelf, query: str, say: Language = ZH) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for hit in search(shelf, query, say):
        found.setdefault(hit.kind, []).append(hit.id)
    return found


def test_a_region_is_found_by_a_part_of_its_name_in_either_language(villages: Table) -> None:
    shelf = shelve(villages)
    assert kinds(shelf, "双辽")["region"] == ["吉林省四平市双辽市"]
    assert kinds(shelf, "shuangliao", EN)["region"] == ["吉林省四平市双辽市"]


def test_an_indicator_is_found_those_with_figures_first(villages: Table) -> None:
    assert kinds(shelve(villages), "选派")["indicator"][0] == "cadres_dispatched"
    assert "cadres_dispatched" in kinds(shelve(villages), "cadres dispatched", EN)["indicator"]


@pytest.mark.parametrize("query", ["38692", "38,692", "3.8692万"])
def test_a_number_is_found_however_it_is_written(villages: Table, query: str) -> None:
    (id,) = kinds(shelve(villages), query)["number"]
    assert shelve(villages).fact(id).value == 38_692


def test_words_of_a_sentence_must_all_stand_in_it(villages: Table) -> None:
    sentence = villages.facts[0].sentence
    first, last = sentence[:2], sentence[-4:-1]
    assert villages.facts[0].id in kinds(shelve(villages), f"{last} {first}")["sentence"]
    assert "sentence" not in kinds(shelve(villages), f"{first} 无此一说")


def test_a_word_may_name_the_figures_region_or_indicator(villages: Table) -> None:
    fact = next(fact for fact in villages.facts if fact.scope == "吉林省四平市双辽市")
    assert "双辽" not in fact.sentence
    assert kinds(shelve(villages), f"{fact.sentence[-4:-1]} 双辽")["sentence"] == [fact.id]
    assert fact.id in kinds(shelve(villages), f"{fact.sentence[-4:-1]} shuangliao", EN)["sentence"]
    assert "sentence" not in kinds(shelve(villages), f"{fact.sentence[-4:-1]} 大连")


def test_nothing_is_asked_for_and_nothing_found(villages: Table) -> None:
    assert search(shelve(villages), "  ", ZH) == []
    assert search(shelve(villages), "zzzz", ZH) == []


def test_among_a_hundred_thousand_figures_the_one_is_found(villages: Table) -> None:
    many = tuple(
        replace(
            villages.facts[n % len(villages.facts)], start=n, end=n + 4, sentence=f"第{n}句，选派干部{n}名。"
        )
        for n in range(100_000)
    )
    shelf = shelve(replace(villages, facts=many))
    assert many[99_999].id in kinds(shelf, "选派干部99999名")["sentence"]
    assert search(shelf, "无此一说", ZH) == []


@pytest.mark.parametrize(
    ("query", "kind"),
    [("青海", "region"), ("发展党员", "indicator"), ("三会", "sentence"), ("001", "report")],
)
def test_what_is_found_opens_on_a_click_from_any_page(query: str, kind: str) -> None:
    app = page("methods", lang="zh")
    before = heading(app)
    sound(app.text_input(key="search").set_value(query).run())
    hit = next(button for button in app.button if (button.key or "").startswith(f"found_{kind}_"))
    sound(hit.click().run())
    assert heading(app) != before
    assert app.text_input(key="search").value == ""
