"""The labelled reports and the floors that the scores never fall below; a floor only rises."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest

from extract.pipeline import extract
from extract.repair import repair
from extract.report import read
from tests.scoring import GOLD, SEEDS, SHOWN, Scores, labelled, score_folder

FLOORS = {
    "seeds": {
        "figure": 0.99, "indicator": 0.98, "row": 0.97, "bound": 0.99, "kind": 0.985, "per": 0.98, "theme": 0.92,
        "scope": 0.99, "site": 0.99, "period": 0.98,
    },
    "development": {
        "figure": 0.99, "indicator": 0.955, "row": 0.95, "bound": 0.99, "kind": 0.985, "per": 0.98, "theme": 0.90,
        "scope": 0.99, "site": 0.98, "period": 0.98,
    },
    "held_out": {
        "figure": 0.99, "indicator": 0.95, "row": 0.92, "bound": 0.99, "kind": 0.985, "per": 0.98, "theme": 0.87,
        "scope": 0.98, "site": 0.96, "period": 0.985,
    },
}  # fmt: skip


@cache
def scores_of(name: str) -> Scores:
    return score_folder(GOLD / name)


@pytest.mark.parametrize("name", FLOORS)
def test_no_score_falls_below_its_floor(name: str) -> None:
    measures = scores_of(name).measures
    below = {key: round(measures[key], 3) for key, floor in FLOORS[name].items() if measures[key] < floor}
    assert not below, f"{name}: {below}, floors {[FLOORS[name][key] for key in below]}"


@pytest.mark.parametrize(
    "folder", [path for path in sorted(GOLD.iterdir()) if path.is_dir()], ids=lambda p: p.name
)
def test_every_label_quotes_its_report(folder) -> None:
    for path, labels in labelled(folder):
        raw = read(path).raw
        for label in labels:
            assert raw[label["start"] : label["end"]] == label["quote"], f"{path.stem}:{label['start']}"


def test_every_fact_quotes_its_report() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        report = read(path)
        for fact in extract(report).facts:
            assert report.raw[fact.start : fact.end] == fact.quote
            assert fact.sentence[fact.position : fact.position + len(fact.text)] == fact.text
            assert fact.raw_sentence[fact.raw_position : fact.raw_position + len(fact.quote)] == fact.quote


def test_a_damaged_seed_is_restored_to_the_letter() -> None:
    name = "000_1b2ff2cb8f029b80"
    wanted = (GOLD / "seeds" / f"{name}.clean.txt").read_text("utf-8")
    assert repair(read(SEEDS / f"{name}.txt").raw).clean == wanted


def test_the_accuracy_that_a_page_shows_is_what_is_measured() -> None:
    shown = tomllib.loads(SHOWN.read_text("utf-8"))["made"]
    assert set(shown) == set(FLOORS)
    for name, said in shown.items():
        measured = scores_of(name)
        assert said["labels"] == measured.labels
        for measure, value in measured.measures.items():
            assert said[measure] == pytest.approx(value, abs=0.0021), f"{name} {measure}: write it again"
