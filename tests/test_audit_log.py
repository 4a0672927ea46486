"""Audits in the log of corrections: draws and verdicts are kept, checked and laid on the table as corrections are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from extract.catalogue import built_in
from extract.corrections import (
    ACCEPT,
    ADD,
    ASIDE,
    DRAW,
    JUDGE,
    SET,
    CorrectionError,
    Log,
    Value,
    correction,
    line,
    read,
    undo,
)
from extract.corrections.draws import READ, Draw, Drawn, parsed, row
from extract.corrections.overlay import lay
from extract.corrections.passages import Passage, passage
from extract.manifest import Entry
from extract.pipeline import extract
from extract.report import Report
from extract.span import Span
from extract.table import Table
from extract.workspace import Workspace
from extract.workspace.folder import VERSION

TEXT = "2021年，全县选派驻村干部230名，培训党员1.2万人次，建成村级书屋46个。\n"


def table(text: str = TEXT) -> Table:
    return extract(Report("安川", text, region="吉林省四平市双辽市"), built_in())


def at(quote: str) -> Passage:
    start = TEXT.index(quote)
    return passage("安川", TEXT, Span(start, start + len(quote)))


def drawn(*quotes: str) -> Draw:
    facts = {fact.quote: fact for fact in table().facts}
    figures = [
        Drawn(at(quote), "ab12", MappingProxyType({name: getattr(facts[quote], name) for name in READ}))
        for quote in quotes
    ]
    return Draw("all", "", 3, "5eed", "d19e57", (("安川", "ab12"),), tuple(figures))


def test_a_draw_and_its_verdicts_read_as_they_were_written() -> None:
    opened = correction(DRAW, None, {}, who="王", draw=drawn("230名", "46个"))
    said = [
        correction(ACCEPT, at("230名"), {}, who="王", audit=opened.id, verdict="right", identity="ab12"),
        correction(SET, at("46个"), {"value": 64.0}, who="王", audit=opened.id, verdict="value period"),
        correction(ASIDE, at("46个"), {}, who="李", audit=opened.id, verdict="none"),
        correction(JUDGE, at("46个"), {"unit": "次"}, who="赵", audit=opened.id, verdict="unit"),
    ]
    written = "".join(map(line, (opened, *said))).encode()
    assert read(written).corrections == (opened, *said)
    assert not read(written).broken


@pytest.mark.parametrize(
    ("action", "audit", "verdict", "values"),
    [
        (ACCEPT, "a", "value", {}),
        (ASIDE, "a", "right", {}),
        (SET, "a", "right", {"value": 3.0}),
        (SET, "a", "none", {}),
        (SET, "a", "colour", {"value": 3.0}),
        (SET, "a", "value value", {"value": 3.0}),
        (SET, "", "value", {"value": 3.0}),
        (JUDGE, "", "right", {}),
        (JUDGE, "a", "", {}),
        (ADD, "a", "right", {"value": 3.0, "unit": "个"}),
    ],
)
def test_a_verdict_that_its_action_belies_is_refused(
    action: str, audit: str, verdict: str, values: dict[str, Value]
) -> None:
    with pytest.raises(CorrectionError):
        correction(action, at("46个"), values, who="王", audit=audit, verdict=verdict)


def damaged(name: str, value: object) -> dict[str, object]:
    return {**row(drawn("230名")), name: value}


@pytest.mark.parametrize(
    "found",
    [
        None,
        {},
        damaged("population", "some"),
        damaged("size", True),
        damaged("size", 0),
        damaged("figures", []),
        damaged("figures", [3]),
        damaged("figures", [{"quote": "3名", "reading": {}}]),
        damaged("figures", [{**row(drawn("230名"))["figures"][0], "quote": 3}]),
        damaged("figures", [{**row(drawn("230名"))["figures"][0], "identity": 3}]),
        damaged("reports", [["安川"]]),
        damaged("reports", [["安川", 3]]),
    ],
)
def test_a_damaged_draw_is_reported_and_stops_none_of_the_others(found: object) -> None:
    with pytest.raises(CorrectionError):
        parsed(found)
    opened = json.loads(line(correction(DRAW, None, {}, who="王", draw=drawn("230名"))))
    del opened["check"]
    good = correction(SET, at("46个"), {"value": 64}, who="王")
    log = read((json.dumps({**opened, "draw": found}) + "\n" + line(good)).encode())
    assert [each.line for each in log.broken] == [1]
    assert log.corrections == (good,)


def test_a_verdict_is_a_correction_and_a_bare_judgement_changes_nothing() -> None:
    plain = lay(table(), Log(()), built_in()).table
    marked = {"audit": "a", "verdict": "value"}
    judged = correction(JUDGE, at("46个"), {"value": 64.0}, who="王", **marked)
    overlay = lay(table(), Log((judged,)), built_in())
    assert overlay.table == plain and not overlay.touched and not overlay.lost
    overlay = lay(
        table(), Log((correction(SET, at("46个"), {"value": 64.0}, who="王", **marked),)), built_in()
    )
    assert next(fact.value for fact in overlay.table.facts if fact.quote == "46个") == 64.0


def test_a_judgement_whose_sentence_is_gone_waits() -> None:
    judged = correction(JUDGE, at("46个"), {}, who="王", audit="a", verdict="unit")
    gone = lay(table(TEXT.replace("46个", "47个")), Log((judged,)), built_in())
    assert [(each.correction, each.why) for each in gone.lost] == [(judged, "no_place")]


def test_an_audit_outlasts_the_program_and_is_deleted_by_a_line(tmp_path: Path) -> None:
    own = Workspace.open(tmp_path / "ws")
    own.keep(TEXT.encode(), "安川.txt", Entry("吉林省四平市双辽市", "", "2022"))
    opened = correction(DRAW, None, {}, who="王", draw=drawn("230名"))
    own.record([opened, correction(ACCEPT, at("230名"), {}, who="王", audit=opened.id, verdict="right")])
    again = Workspace.open(tmp_path / "ws")
    log = again.load().log
    assert log.corrections[0] == opened
    assert log.corrections[1].identity == again.folder.identities()["安川"]
    again.record([undo(opened, who="王")])
    log = again.load().log
    assert opened in log.corrections and opened not in log.in_force
    assert json.loads((tmp_path / "ws" / "workspace.json").read_text("utf-8")) == {"version": VERSION}


def test_two_machines_share_an_audit(tmp_path: Path) -> None:
    one, two = Workspace.open(tmp_path / "one"), Workspace.open(tmp_path / "two")
    for each in (one, two):
        each.keep(TEXT.encode(), "安川.txt", Entry("吉林省四平市双辽市", "", "2022"))
    opened = correction(DRAW, None, {}, who="王", draw=drawn("230名"))
    one.record([opened])
    assert two.merge((tmp_path / "one" / "corrections.jsonl").read_bytes()) == 1
    said = correction(ACCEPT, at("230名"), {}, who="李", audit=opened.id, verdict="right")
    two.record([said])
    assert one.merge((tmp_path / "two" / "corrections.jsonl").read_bytes()) == 1
    assert [replace(each, identity="") for each in one.load().log.corrections] == [opened, said]
