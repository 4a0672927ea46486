"""Names of regions in a string: the cases, and what must hold for any string."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.places import find
from extract.regions import Region, registry
from extract.span import Span

CASES = Path(__file__).parent / "cases" / "places.txt"
_NAMED = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def _cases() -> list[str]:
    lines = CASES.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _region(named: str) -> Region | None:
    if named == "-":
        return None
    region = registry().resolve(named)
    assert region is not None, f"{named} is no region"
    return region


@pytest.mark.parametrize("case", _cases())
def test_places_are_those_of_the_case(case: str) -> None:
    home, marked = case.split(" :: ")
    text = _NAMED.sub(lambda match: match[1], marked)
    wanted, removed = [], 0
    for match in _NAMED.finditer(marked):
        start = match.start() - removed
        removed += len(match.group()) - len(match[1])
        region = _region(match[2])
        assert region is not None
        wanted.append((Span(start, start + len(match[1])), region.full_name))
    assert [(place.span, place.region.full_name) for place in find(text, _region(home))] == wanted


_NAMES = st.sampled_from([region.name for region in registry()][::97])
_FILLER = st.text(st.sampled_from("近年来在和与的，。0123456789党员培训建成"), max_size=12)


@given(st.lists(st.tuples(_FILLER, _NAMES), max_size=6), st.sampled_from([None, "广东省", "山西省"]))
def test_places_are_in_order_and_apart(parts: list[tuple[str, str]], home: str | None) -> None:
    text = "".join(filler + name for filler, name in parts)
    found = find(text, registry().resolve(home) if home else None)
    for first, second in pairwise(found):
        assert first.span.end <= second.span.start
    assert all(place.span.end <= len(text) for place in found)


def test_every_full_name_of_today_means_its_region() -> None:
    for region in registry():
        if region.level != "nation" and region.until is None:
            found = find(region.full_name, None)
            assert [place.region for place in found] == [region], region.full_name
