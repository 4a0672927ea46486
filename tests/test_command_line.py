"""The command line: what is read is written, what is not is named, and the exit status says which."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from pptx import Presentation

from extract.__main__ import main
from extract.writing import whole, write_whole
from tests import provinces

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
        ["export", "x", "-o", "-", "--format", "png"],
        ["brief", "export", "-o", "-", "--format", "pdf"],
        ["pack", "-o", "-"],
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


def test_a_dash_is_standard_output_and_no_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["table", str(folder), "--format", "jsonl", "-o", "-"]) == 0
    assert len(capsysbinary.readouterr().out.splitlines()) == 3
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


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

    def test_a_new_file_is_as_open_as_the_process_lets_it_be(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What the process withholds is never lifted to ask for it: meanwhile another thread's file would be open to all."""
        before = os.umask(0o027)
        try:
            with monkeypatch.context() as patched:
                patched.setattr(os, "umask", None)
                write_whole(tmp_path / "t.csv", b"1")
            assert stat.S_IMODE((tmp_path / "t.csv").stat().st_mode) == 0o640
        finally:
            os.umask(before)

    def test_what_is_being_written_is_no_more_open_than_what_it_replaces(self, tmp_path: Path) -> None:
        path = tmp_path / "t.csv"
        write_whole(path, b"1")
        path.chmod(0o600)
        with whole(path):
            assert [stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()] == [0o600, 0o600]


def _loop(folder: Path) -> str:
    (folder / "圈.txt").symlink_to("圈.txt")
    return "leads back to itself"


def _ring(folder: Path) -> str:
    (folder / "甲.txt").symlink_to("乙.txt")
    (folder / "乙.txt").symlink_to("甲.txt")
    return "leads back to itself"


def _closed(folder: Path) -> str:
    (folder / "密").mkdir()
    (folder / "密" / "x.txt").write_text("党员3名。", "utf-8")
    (folder / "密").chmod(0)
    return "check the permissions"


def _unreadable(folder: Path) -> str:
    (folder / "密.txt").write_text("党员3名。", "utf-8")
    (folder / "密.txt").chmod(0)
    return "check the permissions"


def _manifest(folder: Path) -> str:
    (folder / "reports.csv").mkdir()
    return "is a folder where a file should be"


@pytest.mark.parametrize("command", ["add", "table"])
@pytest.mark.parametrize("made", [_loop, _ring, _closed, _unreadable, _manifest])
def test_what_cannot_be_opened_gets_a_line_and_stops_nothing(
    folder: Path, tmp_path: Path, command: str, made: Callable[[Path], str], capfd: pytest.CaptureFixture[str]
) -> None:
    said = made(folder)
    asked = [sys.executable, "-m", "extract", command, str(folder)]
    asked += ["--workspace", str(tmp_path / "ws")] if command == "add" else ["-o", str(tmp_path / "t.jsonl")]
    drop = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    if drop and not shutil.which("setpriv"):
        pytest.skip("root may read everything")
    done = subprocess.run([*drop, *asked], cwd=ROOT, capture_output=True, text=True)
    (folder / "密").exists() and (folder / "密").chmod(0o700)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert said in done.stderr
    if made is not _manifest:
        kept = {"一", "二"} if command == "table" else {"一.txt", "二.txt"}
        found = (
            {str(row["report"]) for row in rows(tmp_path / "t.jsonl")}
            if command == "table"
            else {line.partition(":")[0] for line in done.stdout.splitlines()}
        )
        assert found == kept


@pytest.mark.parametrize("command", ["add", "table", "repair"])
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("长" * 300 + ".txt", "longer than the system takes"),
        ("x/" * 3000, "longer than the system takes"),
        ("没有.txt", "no such file"),
        ("一.txt/x.txt", "no such file"),
    ],
)
def test_what_is_no_path_gets_a_line(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    path: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    assert main([command, path, *(["--workspace", "ws"] if command == "add" else [])]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("place", ["圈", "x/" * 3000, "一.txt", "一.txt/ws"])
def test_a_workspace_that_can_be_none_gets_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    (folder / "圈").symlink_to("圈")
    assert main(["add", "一.txt", "--workspace", place]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_python_without_the_packages_says_how_to_get_them() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "extract", "table", "seeds"], cwd=ROOT, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 2
    assert "has no package" in done.stderr and "pip install -e ." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_draws_lines_over_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    provinces.write(tmp_path / "texts", (2020, 2021, 2022), counties=0, nested=())
    out = tmp_path / "lines.pptx"
    asked = ["export", str(tmp_path / "texts"), "-i", "party_members", "--chart", "lines", "-o", str(out)]
    pick = ["--region", "辽宁省", "--region", "湖南省"]
    known = {
        (each.region, each.year): each.figures["party_members"]
        for each in provinces.written((2020, 2021, 2022), counties=0)
    }
    assert main([*asked, *pick, "--since", "2021"]) == 0
    (chart,) = [shape.chart for shape in Presentation(str(out)).slides[0].shapes if shape.has_chart]
    assert {line.name: list(line.values) for line in chart.plots[0].series} == {
        name: [known[name, year] for year in (2021, 2022)] for name in ("辽宁省", "湖南省")
    }
    assert main([*asked, *pick, "--index", "--normalise", "residents", "--format", "svg"]) == 0
    assert main([*asked, "--region", "辽宁省", "--since", "2022"]) == 1
    assert "no region has figures of two years" in capsys.readouterr().err
    for wrong in (["--log"], ["--normalise", "year"], ["--since", "2022", "--until", "2020"], ["--panel"]):
        assert main([*asked, *wrong]) == 2, wrong
    assert main(["export", str(tmp_path / "texts"), "--index", "-o", str(out)]) == 2


def test_what_was_added_is_in_the_table_of_the_workspace(tmp_path: Path) -> None:
    report = tmp_path / "一.txt"
    report.write_text("2021年，全县发展党员320名。", "utf-8")
    assert main(["add", str(report), "--workspace", str(tmp_path / "ws")]) == 0
    table = pd.read_parquet(tmp_path / "ws" / "table.parquet")
    assert list(table["quote"]) == ["320名"]
