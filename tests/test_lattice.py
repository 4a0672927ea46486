"""The search through a lattice finds what weighing every one of its strings finds."""

from __future__ import annotations

import random
from itertools import product

import pytest

from extract.lost_bytes.arcs import Arc, Fan, Node, Option
from extract.lost_bytes.lattice import Lattice, Reading
from extract.lost_bytes.outlook import WINDOW
from extract.lost_bytes.prose import before, likelihood, rate, rests, words_on

CHARACTERS = "党校员活动，。的基层组织建设在国一是"


def _fan(characters: str, cost: float) -> Fan:
    return Fan(Option(rate(own) - cost, cost, own, own) for own in characters)


def _weighed(places: list[tuple[str, float]]) -> dict[str, float]:
    """Every string that takes a character of each place, with its score."""
    cost = sum(cost for _, cost in places)
    return {"".join(own): likelihood("".join(own)) - cost for own in product(*(own for own, _ in places))}


@pytest.mark.parametrize("seed", range(20))
def test_the_likeliest_strings_come_first(seed: int) -> None:
    chance = random.Random(seed)
    places = [
        ("".join(chance.sample(CHARACTERS, chance.randint(1, 4))), chance.choice((0.0, 1.5)))
        for _ in range(5)
    ]
    hidden = [("".join(chance.sample(CHARACTERS, 2)), 0.5) for _ in range(2)]  # instead of the third one
    lattice = Lattice()
    for position, (characters, cost) in enumerate(places):
        arc = Arc(_fan(characters, cost), Node(position + 1), position, position + 1)
        lattice.add(Node(position), arc)
    lattice.add(Node(2), Arc(_fan(*hidden[0]), Node(2, 1), 2, 3))
    lattice.add(Node(2, 1), Arc(_fan(*hidden[1]), Node(3), 2, 3))

    scores = _weighed(places)
    for read, score in _weighed([*places[:2], *hidden, *places[3:]]).items():
        scores[read] = max(score, scores.get(read, score))
    expected = sorted(scores.values(), reverse=True)[:4]
    found = lattice.best(Node(0), Node(5), 4)
    assert [reading.score for reading in found] == pytest.approx(expected[: len(found)])
    assert all(reading.score == pytest.approx(scores[reading.read]) for reading in found)
    assert len(found) == sum(score > expected[0] - WINDOW for score in expected)


def test_each_character_has_its_place() -> None:
    lattice = Lattice()
    lattice.add(Node(0), Arc(_fan("党", 0.0), Node(1), 0, 1))
    lattice.add(Node(1), Arc(Fan([Option(-9.0, 0.0, "组织", "組織")]), Node(2), 1, 2))
    (found,) = lattice.best(Node(0), Node(2), 9)
    assert found == Reading(found.score, "党組織", "党组织", ((0, 1), (1, 2), (1, 2)))


def test_what_leads_nowhere_is_not_found() -> None:
    lattice = Lattice()
    lattice.add(Node(0), Arc(_fan("党", 0.0), Node(1), 0, 1))
    lattice.add(Node(0), Arc(_fan("", 0.0), Node(2), 0, 1))
    assert lattice.best(Node(0), Node(2), 9) == []


def test_words_are_known_from_their_first_and_from_their_second_character() -> None:
    for second in "校员织设":
        assert before(second) == {first for first in before(second) if second in words_on(first)}
        assert before(second)
    assert "" in rests(words_on("党")["员"])
    assert "干部" in rests(words_on("党")["员"])
    assert not words_on("，")
