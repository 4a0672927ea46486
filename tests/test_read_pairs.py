"""The judged pairs of sentences, read and compared by the whole line: the floors, which only rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.catalogue import built_in
from extract.regions import registry
from tests.pairs import TOPICS, share
from tests.read_pairs import SIDES, Measures, ask, load, measures, questions

FLOORS = {"precision": 0.99, "recall": 0.70, "reason": 0.99}


@pytest.fixture(scope="module")
def got() -> Measures:
    return measures([each for pair in load() for each in ask(pair)])


def test_the_readme_says_what_they_are(got: Measures) -> None:
    right, said = got.precision
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    assert f"of {len(load())} judged before" in readme and f"另 {len(load())} 对先判后读" in readme
    assert f"now {right} of {said} and {right} of {got.recall[1]}:" in readme
    assert f"现为 {right}/{said} 和 {right}/{got.recall[1]}：" in readme


def test_no_measure_of_what_was_read_falls_below_its_floor(got: Measures) -> None:
    values = {name: share(getattr(got, name)) for name in FLOORS}
    assert not {name: round(value, 3) for name, value in values.items() if value < FLOORS[name]}


def test_every_pair_is_whole() -> None:
    pairs = load()
    assert len({pair["id"] for pair in pairs}) == len(pairs) >= 260
    for pair in pairs:
        assert pair["indicator"] in built_in().indicators
        assert {*pair["why"], *pair["why_normalised"]} <= {*TOPICS}
        assert pair["raw"] or pair["why"], pair["id"]
        for side in SIDES:
            assert pair[side]["text"].count("[") == pair[side]["text"].count("]") == 1
            assert pair[side]["region"] in registry().by_full_name
    judged = [value for pair in pairs for _, value in questions(pair)]
    assert 0.3 < sum(judged) / len(judged) < 0.7
