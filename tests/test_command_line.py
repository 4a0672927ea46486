"""The command line: what is read is written, what is not is named, and the exit status says which."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from extract.__main__ import main
from extract.writing import write_whole

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    (made / "一.txt").write_bytes("全省培训党员2525.2 萬人次。\r\n选派干部近万名驻村。".encode())
    (made / "二.txt").write_bytes("五年来，共投入资金3.6亿元。".encode("gb18030"))
    return made


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_table_is_written_with_every_quote_in_its_place(folder: Path, tmp_path: Path) -> None:
    assert main(["table", str(folder), "--format", "jsonl", "-o", str(tmp_path / "rows.jsonl")]) == 0
    raw = {
        path.stem: path.read_bytes().decode("utf-8" if path.stem == "一" else "gb18030")
        for path in folder.iterdir()
    }
    found = rows(tmp_path / "rows.jsonl")
    assert [(row["report"], row["quote"]) for row in found] == [
        ("一", "2525.2 萬人次"),
        ("一", "近万名"),
        ("二", "3.6亿元"),
    ]
    for row in found:
        assert raw[str(row["report"])][row["start"] : row["end"]] == row["quote"]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "load"),
    [("t.csv", pd.read_csv), ("t.parquet", pd.read_parquet), ("t.jsonl", lambda path: pd.read_json(path, lines=True))],
)  # fmt: skip
def test_the_ending_of_the_file_names_the_format(folder: Path, tmp_path: Path, name: str, load) -> None:  # type: ignore[no-untyped-def]
    assert main(["table", str(folder), "-o", str(tmp_path / name)]) == 0
    assert list(load(tmp_path / name)["value"]) == [25_252_000.0, 10_000.0, 360_000_000.0]


def test_what_cannot_be_read_is_named_and_the_others_are_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "空.txt").touch()
    (folder / "像.txt").write_bytes(bytes(range(256)) * 9)
    output = tmp_path / "t.jsonl"
    assert main(["table", str(folder), str(tmp_path / "missing.txt"), "-o", str(output)]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1][:17] for line in errors] == [
        "is not text in an",
        "is empty; check t",
        "there is no such ",
    ]
    assert {row["report"] for row in rows(output)} == {"一", "二"}


def test_where_nothing_was_read_the_old_table_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "t.csv"
    output.write_text("old", encoding="utf-8")
    (tmp_path / "none").mkdir()
    assert main(["table", str(tmp_path / "none"), "-o", str(output)]) == 1
    assert "holds no report" in capsys.readouterr().err
    assert output.read_text("utf-8") == "old"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["table"],
        ["tabel", "x"],
        ["table", "x", "--format", "xlsx"],
        ["table", "x", "--format", "parquet"],
        ["table", "x", "-o", "no/such/folder/t.csv"],
        ["table", "x", "-o", "."],
        ["repair"],
        ["quantities", "x"],
    ],
)
def test_wrong_usage_is_status_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    assert status == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["table", "--help"]])
def test_help_teaches_by_example(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 0
    assert "python -m extract table seeds --format jsonl -o rows.jsonl" in capsys.readouterr().out


def test_the_restored_text_of_a_report(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["repair", str(folder / "一.txt")]) == 0
    assert capsysbinary.readouterr().out.decode("utf-8").startswith("全省培训党员2525.2万人次。")
    assert main(["repair", str(folder / "三.txt")]) == 1


def test_the_figures_of_each_line(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = ["培训(xùn)黨員111.4 萬人次\r\n", "没有数字\n", "\n", "人均5.5—5.8万元"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("".join(lines).encode())))
    assert main(["quantities"]) == 0
    answers = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [len(answer) for answer in answers] == [1, 0, 0, 1]
    (figure,) = answers[0]
    assert lines[0][figure["start"] : figure["end"]] == figure["text"] == "111.4 萬人次"
    assert (figure["value"], figure["unit"], figure["bound"]) == (1_114_000.0, "人次", "exact")
    assert set(figure) == {"start", "end", "text", "value", "value_high", "unit", "bound"}
    assert answers[3][0]["value_high"] == 58_000.0


def test_a_reader_that_has_enough_is_no_error(folder: Path) -> None:
    (folder / "三.txt").write_text("培训党员12人次。" * 4000, encoding="utf-8")
    command = [sys.executable, "-m", "extract", "table", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (0, b"")


class TestWritingWhole:
    def test_a_failure_leaves_the_old_file_and_no_scrap(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "t.csv"
        write_whole(path, b"old")
        monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "disk full")))
        with pytest.raises(OSError, match="disk full"):
            write_whole(path, b"new")
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_the_file_is_as_open_as_the_one_it_replaces(self, tmp_path: Path) -> None:
        path = tmp_path / "t.csv"
        write_whole(path, b"1")
        path.chmod(0o640)
        write_whole(path, b"2")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert path.read_bytes() == b"2"
