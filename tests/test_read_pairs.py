"""The judged pairs of sentences, read and compared by the whole line: the floors, which only rise."""

from __future__ import annotations

from extract.catalogue import built_in
from extract.regions import registry
from tests.pairs import TOPICS, share
from tests.read_pairs import SIDES, ask, load, measures, questions

FLOORS = {"precision": 0.98, "recall": 0.54, "reason": 0.97}


def test_no_measure_of_what_was_read_falls_below_its_floor() -> None:
    got = measures([each for pair in load() for each in ask(pair)])
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
