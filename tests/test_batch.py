"""Many reports into one file: the same rows by any way, and an interrupted run goes on where it stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract import manifest
from extract.batch import documents, one_file
from extract.batch.documents import planned
from extract.batch.jobs import Engine, Outcome
from extract.batch.processes import Processes, in_turn
from extract.batch.work import carried_out
from extract.given import Given, Task
from extract.pipeline import read_all
from extract.reading.document import ReadError
from extract.table import render
from extract.tabling import Progress
from tests.works import Deadly, full

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven reports, one of them no text."""
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(6):
        text = f"第{number}次通报：全县培训党员{number + 1}2人次，投入资金{number + 1}00万元。"
        (made / f"{number}.txt").write_text(text, encoding="utf-8")
    (made / "3b.txt").write_bytes(b"\0\1\2" * 99)
    return made


def silent(count: int, kept: bool) -> None:
    """Nobody listens."""


def write(folder: Path, output: Path, engine: Engine = in_turn) -> Outcome:
    """Three reports a part."""
    return one_file.write(planned([str(folder)], 3), output, output.suffix[1:], engine, silent)


def test_every_form_has_the_rows_of_one_table(folder: Path, tmp_path: Path) -> None:
    at_once = read_all([folder])
    for form in ("jsonl", "csv", "parquet"):
        output = tmp_path / f"t.{form}"
        progress = Progress(7)
        outcome = one_file.write(planned([str(folder)], 3), output, form, in_turn, progress.hear)
        assert outcome == Outcome(6, len(at_once.facts), (str(output),), at_once.failed)
        assert progress.done == 7
    assert (tmp_path / "t.jsonl").read_bytes() == render(at_once, "jsonl")
    assert (tmp_path / "t.csv").read_bytes() == render(at_once, "csv")
    rows = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text("utf-8").splitlines()]
    assert pq.read_table(tmp_path / "t.parquet").to_pylist() == rows
    assert {path.name for path in tmp_path.iterdir()} == {"reports", "t.jsonl", "t.csv", "t.parquet"}


def test_two_processes_write_the_same(folder: Path, tmp_path: Path) -> None:
    outcome = write(folder, tmp_path / "t.jsonl", Processes(2))
    assert outcome.read == 6
    assert (tmp_path / "t.jsonl").read_bytes() == render(read_all([folder]), "jsonl")


class Interrupted:
    """Fetches so many reports, and then is interrupted; counts what is read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, given: Callable[[Task], Given], after: int) -> None:
        self.left, self.read = after, list[str]()

        def fetch(task: Task) -> Given:
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            self.read.append(task.name)
            return given(task)

        monkeypatch.setattr(Task, "given", fetch)


@pytest.mark.parametrize("after", range(7))
def test_an_interrupted_run_goes_on_where_it_stopped(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    output = tmp_path / "t.jsonl"
    output.write_bytes(b"old")
    given = Task.given
    Interrupted(monkeypatch, given, after)
    with pytest.raises(KeyboardInterrupt):
        write(folder, output)
    assert output.read_bytes() == b"old"
    again = Interrupted(monkeypatch, given, 7)
    outcome = write(folder, output)
    assert again.read == ["0", "1", "2", "3", "3b", "4", "5"][after // 3 * 3 :]
    monkeypatch.undo()
    assert (outcome.read, len(outcome.failed)) == (6, 1)
    assert output.read_bytes() == render(read_all([folder]), "jsonl")


def test_a_report_that_changed_meanwhile_is_read_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "t.jsonl"
    given = Task.given
    Interrupted(monkeypatch, given, 6)
    with pytest.raises(KeyboardInterrupt):
        write(folder, output)
    (folder / "0.txt").write_text("全县培训党员99人次。", encoding="utf-8")
    (folder / "reports.csv").write_text("file,region\n4.txt,辽宁省\n", encoding="utf-8")
    again = Interrupted(monkeypatch, given, 7)
    write(folder, output)
    # both parts, the second for what is said of 4.txt
    assert again.read == ["0", "1", "2", "3", "3b", "4", "5"]
    assert '"99人次"' in output.read_text("utf-8")


def test_where_no_report_is_read_the_old_file_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    output = tmp_path / "t.csv"
    output.write_bytes(b"old")
    assert write(tmp_path / "a.txt", output).read == 0
    assert output.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write anywhere")
def test_a_folder_that_cannot_be_written_is_an_error(folder: Path, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    with pytest.raises(OSError):
        write(folder, shut / "t.csv")


_HEEDING = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_for_real_goes_on(tmp_path: Path, sign: signal.Signals) -> None:
    """Two processes are stopped in the middle, politely or not: no process is left, what was done is kept, and the next
    run writes what an undisturbed one writes."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(400):
        text = f"第{number}次通报：全县培训党员{number + 1}人次，投入资金{number + 1}万元。" * 3
        (reports / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    output, parts = tmp_path / "t.jsonl", tmp_path / ".t.jsonl.parts"
    command = [sys.executable, "-m", "extract", "table", str(reports), "-o", str(output), "--jobs", "2"]
    command += ["--part", "4"]
    # Ctrl-C reaches what a terminal starts; a shell that runs its jobs in the background has them ignore it
    heeding = [sys.executable, "-c", _HEEDING, *command]
    run = subprocess.Popen(heeding, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    _until(lambda: len(list(parts.glob("*.done"))) >= 3)
    crew = [int(each) for each in children.read_text().split()] if children.exists() else []
    run.send_signal(sign)
    _, said = run.communicate(timeout=60)
    assert run.returncode == (130 if sign == signal.SIGINT else -sign)
    assert ("goes on from here" in said) == (sign == signal.SIGINT)
    assert "Traceback" not in said
    assert not output.exists()
    _until(lambda: not any(map(_lives, crew)))
    kept = {path.name for path in parts.glob("*.done")}
    assert 3 <= len(kept) < 100
    before = {path: path.stat().st_mtime_ns for path in parts.glob("*.done")}

    found = planned([str(reports)], 4)
    heard: list[tuple[int, bool]] = []
    outcome = one_file.write(found, output, "jsonl", in_turn, lambda *each: heard.append(each))
    assert outcome.read == 400
    assert sum(count for count, earlier in heard if earlier) == 4 * len(before)
    assert output.read_bytes() == render(read_all([reports]), "jsonl")
    assert not parts.exists()


def _until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    raise TimeoutError


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.fixture
def _findable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work of the tests is found by the processes that it is sent to, however the tests were started."""
    monkeypatch.syspath_prepend(ROOT)


@pytest.mark.usefixtures("_findable")
def test_a_report_that_kills_its_process_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02d}.txt").write_text("全县培训党员99人次。", encoding="utf-8")
    parts = planned([str(tmp_path)], 4).parts
    done = carried_out(parts, Deadly("06"), Processes(2), {}, silent)
    assert sum(each.outcome.read for each in done) == 11
    assert [each.where for done in done for each in done.outcome.failed] == [str(tmp_path / "06.txt")]
    order = [each.outcome.files for each in done if each.outcome.files]
    assert order == sorted(order)


@pytest.mark.usefixtures("_findable")
def test_an_error_of_a_process_is_raised_in_the_first() -> None:
    with pytest.raises(OSError, match="no space"):
        list(Processes(2)(full, planned([str(ROOT / "seeds")], 1).parts))


def test_parts_are_bounded_in_reports_and_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_bytes(b"x" * (10 if number < 5 else 100))
    assert [part.count for part in planned([str(tmp_path)], 3).parts] == [3, 3, 1]
    monkeypatch.setattr(documents, "BYTES", 60)
    assert [part.count for part in planned([str(tmp_path)], 9).parts] == [5, 1, 1]


@pytest.mark.parametrize("scheme", ["file://", ""])
@pytest.mark.parametrize("name", ["2022[1].parquet", "2022*.parquet", "年报[一]/2022.parquet"])
def test_a_file_is_itself_though_its_name_looks_like_a_pattern(
    tmp_path: Path, scheme: str, name: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    for path in (tmp_path / name, tmp_path / "20221.parquet"):
        pq.write_table(pa.table({"report": [path.name], "text": ["全县培训党员3000名。"]}), path)
    found = planned([f"{scheme}{tmp_path / name}"], 10)
    assert (found.count, found.failed) == (1, ())
    output = tmp_path / "figures.jsonl"
    one_file.write(found, output, "jsonl", in_turn, silent)
    (row,) = map(json.loads, output.read_text("utf-8").splitlines())
    assert (row["report"], row["value"]) == (Path(name).name, 3000)
    assert planned([f"{scheme}{tmp_path}/2022[1]*"], 10).count == 1  # 20221.parquet


@pytest.mark.parametrize("end", ["", "/"])
def test_what_is_hidden_in_a_folder_at_an_address_is_left_out(tmp_path: Path, end: str) -> None:
    root = tmp_path / ".own"  # the folder that is named may be hidden itself
    for name in (".hidden.txt", "b.txt", ".git/c.txt", "d/.e/f.txt", "d/g.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("全县培训党员3000名。", "utf-8")
    for address in (f"file://{root}{end}", f"file://{root}/d/..{end}"):
        found = documents._files(address)
        assert [file.path.name for file in found] == ["b.txt", "g.txt"]


@pytest.mark.parametrize("scheme", ["file://", ""])
def test_a_manifest_that_cannot_be_understood_is_looked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    """Not for each of the reports beside it: at an address of a million these were a million requests."""
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text("全县培训党员3000名。", "utf-8")
    (tmp_path / manifest.NAME).write_text("datei,region\n", "utf-8")
    parsed: list[str] = []
    whole = manifest.parse
    monkeypatch.setattr(
        manifest, "parse", lambda content, where: (parsed.append(where), whole(content, where))[1]
    )
    found = planned([f"{scheme}{tmp_path}"], 100)
    assert (found.count, len(parsed)) == (30, 1)
    assert [failure.note.code for failure in found.failed] == ["manifest"]


def test_ten_times_the_reports_are_planned_with_ten_times_the_steps(tmp_path: Path) -> None:
    """Counted in calls, not in seconds."""

    def calls(count: int) -> int:
        made = tmp_path / str(count)
        made.mkdir()
        for number in range(count):
            (made / f"{number}.txt").touch()
        (made / "reports.csv").write_text("file,region\n1.txt,辽宁省\n", encoding="utf-8")
        counted = 0

        def count_call(frame: object, event: str, argument: object) -> None:
            nonlocal counted
            counted += event == "call"

        sys.setprofile(count_call)
        try:
            parts = planned([str(made)], 64).parts
        finally:
            sys.setprofile(None)
        assert sum(part.count for part in parts) == count
        return counted

    calls(10)  # what is loaded once
    assert calls(2000) < 11 * calls(200)


def test_progress_tells_the_rate_of_this_run_and_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter((0.0, 0.0, 10.0, 50.0))
    monkeypatch.setattr("extract.tabling.time.monotonic", lambda: next(now))
    progress = Progress(1000)
    progress.hear(400, kept=True)
    assert progress.line() == "[############..................] 400/1000 reports"
    progress.hear(100, kept=False)
    assert progress.line().endswith("500/1000 reports, 10.0 a second, 50 s left")
    progress.hear(80, kept=False)  # the rate of late, not that since the start
    assert progress.line().endswith("580/1000 reports, 2.0 a second, 3 min 30 s left")


def test_a_killed_report_says_what_to_do_in_both_languages() -> None:
    note = ReadError("killed", "a.txt").failure.note
    assert "memory" in note.say("en")
    assert "内存" in note.say("zh")
