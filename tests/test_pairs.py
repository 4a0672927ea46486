"""The judged pairs: that each is well formed, and the floors of the guard on them; a floor only rises."""

from __future__ import annotations

from functools import cache

import pytest

from extract.catalogue import built_in
from extract.comparability import COMPARABLE
from extract.normalisation import RAW
from extract.regions import registry
from tests.pairs import HALVES, NORMALISATIONS, TOPICS, Pair, Verdict, half, load, measures, share, verdicts

FLOORS = {
    "open": {"precision": 0.98, "recall": 0.96, "reason": 0.98},
    "kept": {"precision": 0.98, "recall": 0.94, "reason": 0.96},
}
RAW_FLOORS = {
    "open": {"precision": 0.98, "recall": 0.96, "reason": 0.98},
    "kept": {"precision": 0.98, "recall": 0.94, "reason": 0.98},
}


@cache
def verdicts_of(part: str) -> list[Verdict]:
    return verdicts(pair for pair in load() if pair["half"] == part)


def below(of: list[Verdict], floors: dict[str, float]) -> dict[str, float]:
    got = measures(of)
    values = {name: share(getattr(got, name)) for name in floors}
    return {name: round(value, 3) for name, value in values.items() if value < floors[name]}


@pytest.mark.parametrize("part", HALVES)
def test_no_measure_falls_below_its_floor(part: str) -> None:
    assert not below(verdicts_of(part), FLOORS[part])


@pytest.mark.parametrize("part", HALVES)
def test_no_measure_of_the_raw_figures_falls_below_its_floor(part: str) -> None:
    raw = [each for each in verdicts_of(part) if each.normalisation == RAW]
    assert not below(raw, RAW_FLOORS[part])


def test_the_pairs_are_many_and_of_many_indicators() -> None:
    pairs = load()
    assert len({pair["id"] for pair in pairs}) == len(pairs) >= 110
    assert len({pair["indicator"] for pair in pairs}) >= 35
    named = {topic for pair in pairs for topic in pair["why"] + pair["why_normalised"]}
    assert named == set(TOPICS) - {"bounds"}  # bounds leave two figures on one scale, without an order


@pytest.mark.parametrize("pair", load(), ids=lambda pair: pair["id"])
def test_a_pair_is_judged_whole(pair: Pair) -> None:
    assert pair["half"] == half(pair["id"])
    assert pair["raw"] in (COMPARABLE, "caution", "never")
    assert (pair["raw"] != COMPARABLE) == bool(pair["why"]), "a refusal has a topic, and nothing else has"
    assert (False in pair["normalised"].values()) == bool(pair["why_normalised"])
    assert set(pair["normalised"]) <= set(NORMALISATIONS) - {RAW}
    assert {*pair["why"], *pair["why_normalised"]} <= set(TOPICS)
    assert any("members" in name for name in pair["normalised"]) == ("members" in pair)
    assert pair["argument"]
    if "order" in pair:
        assert pair["raw"] == COMPARABLE
        assert {pair["a"]["bound"], pair["b"]["bound"]} != {"exact"}
    assert pair["indicator"] in built_in().indicators
    for side in (pair["a"], pair["b"]):
        assert side["scope"] in registry().by_full_name
        assert side["kind"] in ("count", "share", "average", "change", "standard")
        assert side["subject"]


def verdict(judged: bool, grade: str, *codes: str) -> Verdict:
    return Verdict({"id": "p", "why": ["period"], "why_normalised": []}, RAW, judged, grade, codes)


def test_what_is_measured() -> None:
    right, wrong = verdict(True, COMPARABLE), verdict(False, COMPARABLE)
    missed = verdict(True, "caution", "level")
    named, unnamed = verdict(False, "never", "unit", "state_year"), verdict(False, "never", "unit")
    got = measures([right, right, wrong, missed, named, unnamed])
    assert (got.precision, got.recall, got.reason) == ((2, 3), (2, 3), (1, 2))
