"""Time expressions in one string, and the notation of a period."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extract.periods import closing, find, opening, parse, words
from extract.periods.expressions import ROWS

CASES = (Path(__file__).parent / "cases" / "periods.txt").read_text("utf-8").splitlines()
MARK = regex.compile(r"〔(?P<words>[^〔〕|]+)\|(?P<value>[^〔〕|]*)〕")
FOUND = [line for line in CASES if line and not line.startswith("#") and (MARK.search(line) or "∅" in line)]
WORDS_OF_TIME = [
    "2022年",
    "去年",
    "5年来",
    "截至",
    "以来",
    "月",
    "3",
    "底",
    "至",
    "十九大",
    "“",
    "”",
    "，",
    "期间",
    "每年",
    "党员",
]


@pytest.mark.parametrize(("name", "first", "pattern"), ROWS, ids=[name for name, _, _ in ROWS])
def test_a_row_is_asked_wherever_it_could_match(name: str, first: str, pattern: re.Pattern[str]) -> None:
    texts = [MARK.sub(lambda match: match["words"], line) for line in FOUND]
    begun = {match.group().lstrip()[:1] for text in texts for match in pattern.finditer(text)}
    assert begun - {""} <= set(first)


@pytest.mark.parametrize("line", FOUND)
def test_found(line: str) -> None:
    wanted = [(match["words"], match["value"] or "") for match in MARK.finditer(line)]
    text = MARK.sub(lambda match: match["words"], line.replace("∅", ""))
    found = [(p.text, p.value if p.governs or p.kind == "anchor" else "") for p in find(text)]
    assert found == wanted


def test_enough_cases() -> None:
    cases = [line for line in CASES if line and not line.startswith("#")]
    empty = [line for line in cases if "∅" in line or regex.search(r"\|\]", line)]
    assert len(cases) >= 120
    assert len(empty) >= len(cases) / 3


@given(st.lists(st.sampled_from(WORDS_OF_TIME), max_size=12).map("".join))
def test_spans_are_the_words(text: str) -> None:
    end = 0
    for period in find(text):
        assert period.span.of(text) == period.text
        assert period.span.start >= end
        end = period.span.end
        for own in (None, 2022):
            assert parse(period.notation(own, state=True), own) is not None
            assert period.notation(own) == "" or words(period.notation(own), "en")


@pytest.mark.parametrize(
    ("notation", "start", "end", "years", "is_state"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), 1, False),
        ("2016/2020", date(2016, 1, 1), date(2020, 12, 31), 5, False),
        ("2012/", date(2012, 1, 1), None, None, False),
        ("/2022", date(2022, 12, 31), date(2022, 12, 31), 0, True),
        ("/2024-02", date(2024, 2, 29), date(2024, 2, 29), 0, True),
        ("5年来", None, None, 5, False),
        ("连续三年", None, None, 3, False),
        ("近年来", None, None, None, False),
        ("截至去年底", None, None, None, True),
        ("目前", None, None, None, True),
        ("现有", None, None, None, True),
        ("", None, None, None, False),
    ],
)
def test_parse(
    notation: str, start: date | None, end: date | None, years: float | None, is_state: bool
) -> None:
    interval = parse(notation)
    assert (interval.start, interval.end, interval.years, interval.is_state) == (start, end, years, is_state)


def test_parse_with_the_reports_year() -> None:
    assert parse("2012/", 2022).end == date(2022, 12, 31)
    assert parse("5年来", 2022).start == date(2017, 1, 1)
    assert parse("近年来", 2022).known is False
    assert parse("3335年来", 2022).start is None  # longer than the calendar
    assert parse("2025/", 2022).end is None  # a plan for later years has not ended


@given(st.integers(1900, 2100), st.integers(0, 50))
def test_ends_of_a_span(first: int, length: int) -> None:
    span = f"{first}/{first + length}"
    assert parse(opening(span)).end == date(first, 12, 31)
    assert parse(closing(span)).end == parse(span).end
    assert parse(span).years == length + 1


def test_words_need_a_language() -> None:
    with pytest.raises(ValueError, match="fr"):
        words("2022", "fr")
