"""What is still read wrongly on real reports: the cases of ``cases/known_failures.txt``, run and counted. One that comes out right
is a failure no longer: it is to stand among the cases that hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_binding import Case, read_cases, wrong_answers

FILE = Path(__file__).parent / "cases" / "known_failures.txt"
CASES = read_cases(FILE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"line {case.number}")
def test_a_known_failure_still_fails(case: Case, record_property: pytest.RecordProperty) -> None:  # type: ignore[name-defined]
    wrong = wrong_answers(case)
    record_property("known_failure", len(wrong))
    if not wrong:
        pytest.fail(
            f"{FILE.name}:{case.number} comes out right now: move it to the cases that hold\n  {case.text}", pytrace=False
        )  # fmt: skip


def test_enough_kinds_are_known() -> None:
    kinds = [line for line in FILE.read_text("utf-8").splitlines() if line.startswith("# --")]
    assert len(CASES) >= 30
    assert len(kinds) >= 15
