"""The measures on real text: what each counts, and that what was written of them can be."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from extract.facts import Fact
from extract.views.pages import methods
from extract.views.words.language import Language
from tests import accuracy
from tests.conftest import Invention
from tests.scoring import SHOWN, Label


@pytest.fixture
def figure(invention: Invention) -> Callable[..., Fact]:
    report = invention.report("辽宁省")
    return lambda indicator="cadres_dispatched", **said: invention.figure(
        report, "230名", 230.0, said.pop("period", "2022"), indicator, **said
    )


def label(fact: Fact, **other: Any) -> Label:
    row = {name: getattr(fact, name) for name in Fact.__slots__}
    return {**row, **other}


def test_a_figure_that_is_right_counts_in_every_measure(figure: Callable[..., Fact]) -> None:
    fact = figure()
    judged = accuracy.judge([label(fact)], [fact])
    assert judged.counts == {
        "figure": (2, 2), "indicator": (2, 2), "row": (2, 2), "drawn": (2, 2), "sure": (1, 1), "covered": (1, 1),
        **dict.fromkeys(accuracy.JUDGED, (1, 1)),
    }  # fmt: skip
    assert judged.sure == ((1.0, True),)


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"indicator": None}, {"indicator", "row", "drawn", "sure"}),
        ({"scope": "云南省"}, {"row", "drawn", "sure", "scope"}),
        ({"period": "2021"}, {"drawn", "sure", "period"}),
        ({"site": "某村"}, {"row", "drawn", "sure", "site"}),
        ({"period": None}, set()),  # not labelled
    ],
)
def test_what_is_wrong_is_wrong_where_it_is_seen(
    figure: Callable[..., Fact], other: dict[str, Any], wrong: set[str]
) -> None:
    fact = figure()
    counts = accuracy.judge([label(fact, **other)], [fact]).counts
    assert {name for name, (hits, of) in counts.items() if hits < of} == wrong


def test_an_indicator_that_labels_could_not_name_counts_as_none(figure: Callable[..., Fact]) -> None:
    facts = [figure(), figure("grids")]
    known = accuracy.known_only(facts, frozenset({"grids"}))
    assert [fact.indicator for fact in known] == [None, "grids"]
    assert accuracy.known_only(facts, None) == facts


def test_an_interval_holds_the_measure_and_is_the_same_in_every_run(figure: Callable[..., Fact]) -> None:
    right, wrong = figure(), figure()
    reports = [accuracy.judge([label(right)], [right])] * 8 + [
        accuracy.judge([label(wrong, scope="云南省")], [wrong])
    ] * 2
    value, low, high = accuracy.with_interval(reports, accuracy.measure("scope"), 40)
    assert low < value == 0.8 < high
    assert (value, low, high) == accuracy.with_interval(reports, accuracy.measure("scope"), 40)
    one = accuracy.with_interval(reports[:1], accuracy.measure("scope"), 40)
    assert one == pytest.approx((1.0, 0.05 ** (1 / 40), 1.0))  # of 40 that are right a few more may be wrong


def test_what_is_written_is_read_as_it_was_measured(figure: Callable[..., Fact]) -> None:
    fact = figure()
    group = accuracy.Group((accuracy.judge([label(fact)], [fact]),), 1)
    found = tomllib.loads(accuracy.written({"news": group}, date(2026, 1, 2)))
    assert found["real"]["news"]["reports"] == found["real"]["news"]["looked_at"] == 1
    assert found["real"]["news"]["sure"] == {"share": 1.0, "low": 0.05, "high": 1.0}  # one figure says little
    assert found["calibration"] == [
        {"from": 0.9, "to": 1.0, "figures": 1, "said": 1.0, "right": {"share": 1.0, "low": 0.05, "high": 1.0}}
    ]


def test_the_file_holds_every_measure_with_its_interval() -> None:
    shown = tomllib.loads(SHOWN.read_text("utf-8"))
    assert set(shown) == {"made", "real", "calibration"}
    for row in shown["real"].values():
        assert 0 <= row["looked_at"] <= row["reports"] and row["figures"] > 0
        measured = [name for name in accuracy.MEASURES if name in row]
        assert set(accuracy.MEASURES) - set(measured) <= {"sure"}  # of none that was sure there is no share
        for name in measured:
            assert 0 <= row[name]["low"] <= row[name]["share"] <= row[name]["high"] <= 1
    bins = shown["calibration"]
    assert all(row["from"] <= row["said"] <= row["to"] for row in bins)
    assert [row["to"] for row in bins[:-1]] == [row["from"] for row in bins[1:]]
    assert bins[-1]["to"] == 1


def test_what_nobody_had_looked_at_comes_first_and_what_was_made_stands_apart() -> None:
    say = Language("en")
    shown = methods.accuracy(say)
    assert list(shown) == ["real", "made"]
    unseen = [name for name, row in methods.measured()["real"].items() if not row["looked_at"]]
    assert set(shown["real"].columns[1 : 1 + len(unseen)]) == {say(f"methods.set_{name}") for name in unseen}
    assert not any((scores == "").all(axis=None) for scores in shown.values())
    assert all((scores.iloc[:, 1:] != "").any(axis=1).all() for scores in shown.values())  # no empty line
    lead = methods.accuracy_lead(say)
    for measure in ("indicator", "sure"):
        rows = [methods.measured()["real"][name] for name in unseen]
        shares = [row[measure]["share"] for row in rows if measure in row]
        assert f"{min(shares):.0%} to {max(shares):.0%}" in lead
    floor = min(methods.measured()["real"][name].get("sure", {"low": 1.0})["low"] for name in unseen)
    assert f"down to {floor:.0%}" in lead
    for code in ("zh", "en"):
        assert all(term and "{" not in text for term, text in methods.accuracy_terms(Language(code)))  # type: ignore[arg-type]


def test_of_nothing_that_was_sure_no_share_is_told(figure: Callable[..., Fact]) -> None:
    fact = replace(figure(), confidence=0.6)
    group = accuracy.Group((accuracy.judge([label(fact)], [fact]),))
    found = tomllib.loads(accuracy.written({"articles": group}, date(2026, 1, 2)))
    assert "sure" not in found["real"]["articles"]
    assert found["real"]["articles"]["covered"]["share"] == 0
