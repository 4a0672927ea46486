"""Many reports into one file: the same rows by any way, and an interrupted run goes on where it stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extract import batch
from extract.pipeline import plan, read_all
from extract.table import Table, render


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven reports, three a batch, one of them no text."""
    monkeypatch.setattr(batch, "SIZE", 3)
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(6):
        text = f"第{number}次通报：全县培训党员{number + 1}2人次，投入资金{number + 1}00万元。"
        (made / f"{number}.txt").write_text(text, encoding="utf-8")
    (made / "3b.txt").write_bytes(b"\0\1\2" * 99)
    return made


def silent(done: int) -> None:
    """Nobody listens."""


def test_every_form_has_the_rows_of_one_table(folder: Path, tmp_path: Path) -> None:
    tasks, _ = plan([folder])
    at_once = read_all([folder])
    for form in ("jsonl", "csv", "parquet"):
        heard: list[int] = []
        outcome = batch.write(tasks, tmp_path / f"t.{form}", form, 1, heard.append)
        assert outcome == batch.Outcome(6, at_once.failed)
        assert heard == [3, 6, 7]
    assert (tmp_path / "t.jsonl").read_bytes() == render(at_once, "jsonl")
    assert (tmp_path / "t.csv").read_bytes() == render(at_once, "csv")
    rows = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text("utf-8").splitlines()]
    assert pq.read_table(tmp_path / "t.parquet").to_pylist() == rows
    assert {path.name for path in tmp_path.iterdir()} == {"reports", "t.jsonl", "t.csv", "t.parquet"}


def test_two_processes_write_the_same(folder: Path, tmp_path: Path) -> None:
    outcome = batch.write(plan([folder])[0], tmp_path / "t.jsonl", "jsonl", 2, silent)
    assert outcome.read == 6
    assert (tmp_path / "t.jsonl").read_bytes() == render(read_all([folder]), "jsonl")


class Interrupted:
    """Reads so many reports, and then is interrupted; counts what is read."""

    def __init__(self, attempt: Callable[..., Table], after: int) -> None:
        self.attempt, self.left, self.read = attempt, after, list[str]()

    def __call__(self, task: batch.Task) -> Table:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        self.read.append(task.name)
        return self.attempt(task)


@pytest.mark.parametrize("after", range(7))
def test_an_interrupted_run_goes_on_where_it_stopped(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    output, tasks = tmp_path / "t.jsonl", plan([folder])[0]
    output.write_bytes(b"old")
    attempt = batch.attempt
    monkeypatch.setattr(batch, "attempt", Interrupted(attempt, after))
    with pytest.raises(KeyboardInterrupt):
        batch.write(tasks, output, "jsonl", 1, silent)
    assert output.read_bytes() == b"old"
    again = Interrupted(attempt, 7)
    monkeypatch.setattr(batch, "attempt", again)
    outcome = batch.write(tasks, output, "jsonl", 1, silent)
    assert again.read == [task.name for task in tasks][after // 3 * 3 :]
    monkeypatch.undo()
    assert (outcome.read, len(outcome.failed)) == (6, 1)
    assert output.read_bytes() == render(read_all([folder]), "jsonl")


def test_a_report_that_changed_meanwhile_is_read_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, tasks = tmp_path / "t.jsonl", plan([folder])[0]
    attempt = batch.attempt
    monkeypatch.setattr(batch, "attempt", Interrupted(attempt, 6))
    with pytest.raises(KeyboardInterrupt):
        batch.write(tasks, output, "jsonl", 1, silent)
    (folder / "0.txt").write_text("全县培训党员99人次。", encoding="utf-8")
    (folder / "reports.csv").write_text("file,region\n4.txt,辽宁省\n", encoding="utf-8")
    again = Interrupted(attempt, 7)
    monkeypatch.setattr(batch, "attempt", again)
    batch.write(plan([folder])[0], output, "jsonl", 1, silent)
    assert again.read == [
        "0",
        "1",
        "2",
        "3",
        "3b",
        "4",
        "5",
    ]  # both batches, the second for what is said of 4.txt
    assert '"99人次"' in output.read_text("utf-8")


def test_where_no_report_is_read_the_old_file_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    output = tmp_path / "t.csv"
    output.write_bytes(b"old")
    assert batch.write(plan([tmp_path / "a.txt"])[0], output, "csv", 1, silent).read == 0
    assert output.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write anywhere")
def test_a_folder_that_cannot_be_written_is_an_error(folder: Path, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    with pytest.raises(OSError):
        batch.write(plan([folder])[0], shut / "t.csv", "csv", 1, silent)
