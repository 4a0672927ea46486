"""A whole column of a table corrected in one act, and taken back in one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.catalogue import adopt
from extract.corrections import SET, correction, line, new_batch, read, undo
from extract.corrections.log import Log
from extract.corrections.passages import passage
from extract.facts import Fact
from extract.manifest import Entry
from extract.span import Span
from extract.views.reviewing import together
from extract.workspace import Workspace
from tests.harness import page, submit, unbroken

TABLE = "茂林县党建报告\n各乡镇情况\n乡镇\t结对共建（个）\t发展党员（名）\n金山镇\t12\t45\n银河镇\t9\t30\n白水镇\t7\t21\n"


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    made = Workspace.open(tmp_path / "ws")
    made.keep(TABLE.encode(), "表.txt", Entry("吉林省四平市双辽市", "", "2022"))
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--workspace", str(made.folder.root)])
    yield made
    adopt(None)


def figures(space: Workspace) -> dict[str, Fact]:
    return {fact.quote: fact for fact in space.load().table.facts}


def test_alike_are_the_figures_under_one_head(space: Workspace) -> None:
    table = space.load().table
    own = figures(space)
    ways = {each.way: each for each in together.alike(own["45"], table.sources[0], table.facts)}
    assert [fact.quote for fact in ways["column"].facts] == ["30", "21"]
    assert ways["column"].named == "发展党员"
    assert "row" not in ways  # 金山镇 is a place and names nothing that is counted


def test_what_a_head_says_goes_for_all_and_a_value_only_by_a_power_of_ten(space: Workspace) -> None:
    own = figures(space)
    others = [own["30"], own["21"]]
    changed = {"indicator": "party_members", "site": "某村", "value": 450_000.0}
    made = together.changes(own["45"], changed, others)
    assert [(fact.quote, values) for fact, values in made] == [
        ("30", {"indicator": "party_members", "value": 300_000.0}),
        ("21", {"indicator": "party_members", "value": 210_000.0}),
    ]
    assert together.changes(own["45"], {"value": 46.0, "site": "某村"}, others) == []


def test_one_save_corrects_the_column_and_one_undo_takes_it_back(space: Workspace) -> None:
    before = figures(space)
    app = page("review", fact=before["45"].id)
    reach = next(box for box in app.selectbox if box.key and box.key.startswith("reach_"))
    assert any("发展党员" in option and "3" in option for option in reach.options)
    reach.set_value("column")
    period = next(box for box in app.text_input if box.key and box.key.startswith("period_"))
    period.set_value("2021")
    app = submit(app, "保存更正")
    after = figures(space)
    assert {quote: after[quote].period for quote in ("45", "30", "21")} == dict.fromkeys(
        ("45", "30", "21"), "2021"
    )
    assert after["12"].period == before["12"].period
    assert len(space.load().log.in_force) == 3
    undo_it = next(button for button in app.button if button.key == "undo_last")
    assert "3" in undo_it.label
    unbroken(undo_it.click().run())
    assert space.load().log.in_force == ()
    assert {quote: fact.period for quote, fact in figures(space).items()} == {
        quote: fact.period for quote, fact in before.items()
    }


def test_a_column_is_set_aside_in_one_act(space: Workspace) -> None:
    app = page("review", fact=figures(space)["45"].id)
    reach = next(box for box in app.selectbox if box.key and box.key.startswith("reach_"))
    reach.set_value("column")
    submit(app, "搁置")
    assert set(figures(space)) == {"12", "9", "7"}


def test_a_batch_outlasts_the_file_and_its_undo_is_undone_in_one() -> None:
    batch = new_batch()
    made = [
        correction(SET, passage("r", "党员3名，4名", fact), {"period": "2021"}, who="王", batch=batch)
        for fact in (_span(2, 4), _span(5, 7))
    ]
    kept = read("".join(map(line, made)).encode())
    assert [each.batch for each in kept.corrections] == [batch, batch]
    assert len(kept.together(made[0])) == 2
    gone = [undo(each, who="王", batch="b") for each in made]
    log = Log((*made, *gone))
    assert log.in_force == () and len(log.together(gone[0])) == 2
    alone = correction(SET, passage("r", "党员3名", _span(2, 4)), {"period": "2021"}, who="王")
    assert Log((*made, alone)).together(alone) == (alone,)


def _span(start: int, end: int) -> Span:
    return Span(start, end)
