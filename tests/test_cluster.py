"""Many reports into a dataset: by one process, and by a scheduler with two workers, one of which is killed in the middle;
on disk and in S3 (a server on loopback). Whatever the way, the rows are those of one process."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import boto3
import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from extract import rows
from extract.__main__ import main
from extract.batch import addresses, cluster, dataset
from extract.batch.documents import Rows, planned
from extract.batch.jobs import dump, load
from extract.batch.staging import REPORTS, UNKNOWN, Stage
from extract.pipeline import read_all
from extract.stored import open_table
from extract.table import render

ROOT = Path(__file__).parents[1]
PLACES = ("吉林省四平市双辽市", "甘肃省临夏回族自治州", "云南省", "广东省广州市天河区", "")
_PATIENCE = 300  # seconds


def texts(count: int) -> dict[str, list[str]]:
    """Short reports of several regions and years, some of neither, with one figure each."""
    made: dict[str, list[str]] = {"report": [], "text": []}
    for number in range(count):
        place, year = PLACES[number % 5], 2020 + number % 3
        made["report"].append(f"r{number:05d}")
        title = f"{place}{year}年党建工作综述" if place else "党建工作综述"
        made["text"].append(f"{title}\n共培训党员{number + 10}人次。")
    return made


def write_parquet(folder: Path, count: int, files: int, **more: list[str]) -> None:
    folder.mkdir(parents=True)
    made = {**texts(count), **more}
    size = -(-count // files)
    for number in range(files):
        part = {key: column[number * size : (number + 1) * size] for key, column in made.items()}
        pq.write_table(pa.table(part), folder / f"{number}.parquet", row_group_size=1000)


def figures(folder: Path) -> list[dict[str, object]]:
    """The rows of a dataset, sorted."""
    found: list[dict[str, object]] = ds.dataset(folder, partitioning="hive").to_table().to_pylist()
    return sorted(found, key=lambda row: (str(row["report"]), row["start"]))


def one_process(reports: str, folder: Path, *options: str) -> list[dict[str, object]]:
    """The rows of one process, in one file."""
    output = folder / "rows.jsonl"
    assert main(["table", reports, *options, "-o", str(output)]) == 0
    return [json.loads(line) for line in output.read_text("utf-8").splitlines()]


def without_partition(found: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{key: row[key] for key in rows.COLUMNS} for row in found]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A dataset of 60 reports in parts of 7, made by one process; ``in`` beside it has the reports."""
    write_parquet(tmp_path / "in", 60, 2)
    assert main(["table", f"{tmp_path}/in/*.parquet", "--part", "7", "-o", f"{tmp_path}/out/"]) == 0
    return tmp_path / "out"


class TestDataset:
    def test_the_rows_are_those_of_one_file(self, small: Path) -> None:
        expected = one_process(f"{small.parent}/in/*.parquet", small.parent)
        assert len(expected) == 60
        assert without_partition(figures(small)) == expected

    def test_reports_stand_under_their_province_and_year(self, small: Path) -> None:
        for row in figures(small):
            number = int(str(row["report"])[1:])
            place = PLACES[number % 5]
            assert row["province"] == (place[:3] or UNKNOWN)
            assert row["year"] == (2020 + number % 3 if place else 0)
        names = {path.name for path in small.glob("province=*")}
        assert "province=吉林省" in names
        assert "province=未知" in names

    def test_files_are_few_whatever_the_parts(self, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ten parts, each of reports of all regions and years: a file for each of the 13 folders, not ten."""
        assert len(list(small.glob("_parts/*.json"))) == 10
        assert len(list(small.glob("province=*/*/*.parquet"))) == 13
        expected = figures(small)
        monkeypatch.setattr(dataset, "GROUP", 30)
        assert main(["table", f"{small.parent}/in/*.parquet", "--part", "7", "-o", f"{small}/"]) == 0
        assert 13 < len(list(small.glob("province=*/*/*.parquet"))) <= 26
        assert len(list(small.glob("_reports/*.parquet"))) == 2
        assert figures(small) == expected

    def test_pandas_and_duckdb_read_it(self, small: Path) -> None:
        frame = pd.read_parquet(small)
        assert len(frame) == 60
        assert set(frame["province"]) == {"吉林省", "甘肃省", "云南省", "广东省", UNKNOWN}
        assert set(frame["year"]) == {0, 2020, 2021, 2022}
        one = pd.read_parquet(small, filters=[("province", "==", "云南省"), ("year", "==", 2021)])
        assert set(one["scope"]) == {"云南省"}
        query = (
            f"from read_parquet('{small}/province=*/year=*/*.parquet', hive_partitioning = true) where true"
        )
        with duckdb.connect() as base:
            assert base.sql(f"select count(*), typeof(min(year)) {query} and year > 0").fetchall() == [
                (48, "BIGINT")
            ]
            per_year = base.sql(f"select year, sum(value) {query} and province = '云南省' group by all")
            assert len(per_year.fetchall()) == 3

    def test_every_part_has_the_same_types_and_only_those_that_spark_reads(self, small: Path) -> None:
        plain = {"string", "int64", "double", "list<element: string>"}
        for part in small.glob("province=*/*/*.parquet"):
            found = pq.read_schema(part)
            assert found.remove_metadata() == rows.schema()
            assert set(map(str, found.types)) <= plain
            assert pq.ParquetFile(part).schema.column(0).physical_type == "BYTE_ARRAY"
        for part in small.glob("_reports/*.parquet"):
            assert set(map(str, pq.read_schema(part).types)) <= plain

    def test_all_reports_are_told_also_those_without_a_figure(self, tmp_path: Path) -> None:
        made = {
            "report": ["a", "b", "c"],
            "text": [
                "吉林省2021年综述\n培训党员9人次。",
                "云南省2020年综述\n没有数字。",
                "云南省党委\n没有数字。",
            ],
            "year": ["", "", "2019"],
        }
        pq.write_table(pa.table(made), tmp_path / "in.parquet")
        assert main(["table", str(tmp_path / "in.parquet"), "-o", f"{tmp_path}/out/"]) == 0
        told = pq.read_table(tmp_path / "out" / "_reports").to_pylist()
        assert tuple(told[0]) == REPORTS
        assert [(row["report"], row["province"], row["year"], row["figures"]) for row in told] == [
            ("a", "吉林省", 2021, 1),
            ("b", "云南省", 2020, 0),
            ("c", "云南省", 2019, 0),
        ]
        assert [row["year_from"] for row in told] == ["text", "text", "said"]
        found = open_table(tmp_path / "out")
        assert {each.name: each.year_assumed for each in found.sources} == {"a": True, "b": True, "c": False}

    def test_a_second_run_reads_only_what_is_new_and_drops_what_is_gone(
        self, small: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reports = small.parent / "in"
        before = {path: path.stat().st_mtime_ns for path in small.rglob("part-*.parquet")}
        read: list[Rows] = []
        tables = Rows.tables

        def counted(part: Rows) -> Iterator[object]:
            read.append(part)
            return tables(part)

        monkeypatch.setattr(Rows, "tables", counted)
        command = ["table", f"{reports}/*.parquet", "--part", "7", "-o", f"{small}/"]
        assert main(command) == 0
        assert not read
        assert {path: path.stat().st_mtime_ns for path in small.rglob("part-*.parquet")} == before
        (reports / "0.parquet").unlink()
        pq.write_table(pa.table({"report": ["new"], "text": ["培训党员7人次。"]}), reports / "2.parquet")
        assert main(command) == 0
        assert [part.file.path.name for part in read] == ["2.parquet"]
        assert {str(row["report"]) for row in figures(small)} == {
            "new",
            *(f"r{n:05d}" for n in range(30, 60)),
        }
        assert json.loads((small / "_SUCCESS").read_text())["reports"] == 31
        told = pq.read_table(small / "_reports")
        assert told.num_rows == 31

    def test_what_was_left_half_is_done_again_and_nothing_stands_twice(self, small: Path) -> None:
        expected = figures(small)
        log = sorted(small.glob("_parts/*.json"))[0]
        log.unlink()  # as where a process died before the end of its part
        (small / "_SUCCESS").unlink()
        lost = sorted(small.glob("province=*/*/*.parquet"))[-1]
        lost.unlink()
        stray = lost.with_name("part-0123456789abcdef0123456789abcdef.parquet")
        stray.write_bytes(sorted(small.glob("province=*/*/*.parquet"))[0].read_bytes())
        assert main(["table", f"{small.parent}/in/*.parquet", "--part", "7", "-o", f"{small}/"]) == 0
        assert figures(small) == expected
        assert (small / "_SUCCESS").exists()

    def test_what_cannot_be_read_is_told_beside_and_where_nothing_is_read_all_stays(
        self, small: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        bad = small.parent / "bad.parquet"
        made = {
            "report": ["good", "empty", None, "lost"],
            "text": ["培训党员9人次。", " ", "发展党员8名。", "表彰党员7名。"],
            "region": ["", "", "", "某某省"],
        }
        pq.write_table(pa.table(made), bad)
        assert main(["table", str(bad), "-o", f"{small.parent}/out2/"]) == 1
        out = small.parent / "out2"
        failed = [json.loads(line) for line in (out / "_failed.jsonl").read_text("utf-8").splitlines()]
        assert [each["where"].rpartition("/")[2] for each in failed] == [
            "bad.parquet#1 (empty)",
            "bad.parquet#3 (lost)",
        ]
        assert "某某省" in failed[1]["why"]
        assert [row["report"] for row in figures(out)] == ["bad#2", "good", "lost"]
        assert capsys.readouterr().err.count("bad.parquet#") == 2
        before = sorted(path for path in small.rglob("*") if path.is_file())
        pq.write_table(pa.table({"report": ["x"], "text": [""]}), bad)
        assert main(["table", str(bad), "-o", f"{small}/"]) == 1
        assert [path for path in before if not path.exists()] == []
        assert len(figures(small)) == 60

    def test_files_give_the_same_rows_by_any_way(self, tmp_path: Path) -> None:
        """As files of this machine, by a pattern and by an address; a manifest counts each time."""
        reports = tmp_path / "in"
        reports.mkdir()
        for number, text in enumerate(texts(9)["text"]):
            (reports / f"{number}.txt").write_text(text, encoding="utf-8")
        (reports / "reports.csv").write_text("file,region,published\n4.txt,辽宁省,2019\n", encoding="utf-8")
        expected = render(read_all([reports]), "jsonl")
        assert '"辽宁省"' in expected.decode()
        for number, name in enumerate((reports, f"{reports}/*", f"file://{reports}")):
            output = tmp_path / f"{number}.jsonl"
            assert main(["table", str(name), "-o", str(output)]) == 0
            assert output.read_bytes() == expected
            assert main(["table", str(name), "-o", f"{tmp_path}/{number}/"]) == 0
            assert without_partition(figures(tmp_path / str(number))) == [
                json.loads(line) for line in expected.splitlines()
            ]

    def test_parquet_may_be_named_by_any_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pq.write_table(pa.table(texts(3)), tmp_path / "in.parquet")
        (tmp_path / "below").mkdir()
        monkeypatch.chdir(tmp_path / "below")
        for name in ("../in.parquet", "./../in.parquet", str(tmp_path / "in.parquet"), "../*.parquet"):
            found = planned([name], 9)
            assert (found.count, found.failed) == (3, ())

    def test_a_large_row_group_is_read_in_several_parts(self, tmp_path: Path) -> None:
        pq.write_table(pa.table(texts(1000)), tmp_path / "in.parquet", row_group_size=700)
        parts = planned([str(tmp_path / "in.parquet")], 300).parts
        assert [part.count for part in parts] == [300, 300, 100, 300]
        named = [table.sources[0].name for part in parts for table in part.tables()]
        assert named == texts(1000)["report"]

    def test_an_outcome_is_kept_as_it_was(self, small: Path) -> None:
        kept = [load(path.read_bytes()) for path in small.glob("_parts/*.json")]
        assert sum(each.rows for each in kept) == 60
        assert [load(dump(each)) for each in kept] == kept


class TestMessages:
    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("--scheduler", "127.0.0.1", "-o", "out/"), "write tcp://HOST:PORT"),
            (("--scheduler", "tcp://127.0.0.1:1"), "name its folder"),
            (("--scheduler", "tcp://127.0.0.1:1", "-o", "t.csv"), "-o t.csv/"),
            (("--scheduler", "tcp://127.0.0.1:1", "--jobs", "2", "-o", "out/"), "give one of them"),
            (("--format", "csv", "-o", "out/"), "a dataset is parquet"),
            (("-o", "s3://bucket/rows.jsonl"), "looks like a file"),
            (("-o", "rows.docx"), "ends in .docx, which is none of .csv, .jsonl, .parquet"),
        ],
    )
    def test_wrong_usage_is_said(
        self, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["table", "seeds", *arguments]) == 2
        assert words in capsys.readouterr().err

    @pytest.mark.parametrize("count", ["abc", "0", "-1", "1.5"])
    def test_no_count(self, count: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            main(["table", "seeds", f"--jobs={count}"])
        assert f"{count!r} is no whole number from 1 on" in capsys.readouterr().err

    def test_no_scheduler(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cluster, "_REACHED", 1)
        command = ["table", "seeds", "--scheduler", "tcp://127.0.0.1:1", "-o", f"{tmp_path}/out/"]
        assert main(command) == 1
        said = capsys.readouterr().err
        assert "no scheduler answers" in said
        assert "dask scheduler" in said
        assert not (tmp_path / "out").exists()

    def test_another_version_of_the_program(self) -> None:
        (part,) = planned([str(ROOT / "seeds")], 9).parts
        with pytest.raises(cluster.ClusterError, match="the same on all machines"):
            cluster._carry_out(Stage(addresses.Folder("out")), part, "another")

    def test_no_dask_and_no_library_for_an_address(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "distributed", None)
        monkeypatch.setitem(sys.modules, "s3fs", None)
        assert main(["table", "seeds", "--scheduler", "tcp://h:1", "-o", f"{tmp_path}/out/"]) == 1
        assert "pip install 'jiceng[scale]'" in capsys.readouterr().err
        assert main(["table", "s3://bucket/a.txt"]) == 1
        assert "pip install 'jiceng[scale]'" in capsys.readouterr().err

    def test_a_parquet_without_the_columns_says_which_it_has(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        pq.write_table(pa.table({"name": ["a"], "text": ["b"]}), tmp_path / "a.parquet")
        pq.write_table(pa.table({"report": ["a"], "text": [1]}), tmp_path / "b.parquet")
        (tmp_path / "c.parquet").write_text("no parquet", encoding="utf-8")
        pq.write_table(pa.table(texts(1)), tmp_path / "d.parquet")
        assert main(["table", f"{tmp_path}/*.parquet", "-o", f"{tmp_path}/out/"]) == 1
        said = capsys.readouterr().err
        assert (
            "a.parquet: must have the columns report and text, of strings; it has name (string), text (string)"
            in said
        )
        assert "it has report (string), text (int64)" in said
        assert "c.parquet: looks like parquet and is damaged" in said
        assert len(figures(tmp_path / "out")) == 1

    def test_a_pattern_that_fits_nothing(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["table", f"{tmp_path}/*.parquet"]) == 1
        assert "there is no such file" in capsys.readouterr().err


@dataclass(frozen=True)
class Machines:
    """A scheduler with two workers, and an S3 server that all of them reach; the workers have the given processes."""

    scheduler: str
    workers: list[subprocess.Popen[bytes]]
    store: str

    def until(self, true: Callable[[], bool]) -> None:
        begun = time.monotonic()
        while not true():
            assert time.monotonic() - begun < _PATIENCE, "nothing happens"
            time.sleep(0.05)


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Real processes, as on machines of their own."""
    scratch = tmp_path_factory.mktemp("machines")
    ports = _port(), _port()
    scheduler, store = f"tcp://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": store,
            "AWS_EC2_METADATA_DISABLED": "true",
        }.items():
            patch.setenv(name, value)
        run = [
            "-m",
            "distributed.cli.dask_worker",
            scheduler,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
        ]
        commands = [
            ["-m", "moto.server", "-H", "127.0.0.1", "-p", str(ports[1])],
            [
                "-m",
                "distributed.cli.dask_scheduler",
                "--host",
                "127.0.0.1",
                "--port",
                str(ports[0]),
                "--no-dashboard",
            ],
            [*run, "--local-directory", str(scratch)],
            [*run, "--local-directory", str(scratch)],
        ]
        with (scratch / "log").open("wb") as log:
            started = [
                subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=log, stderr=log)
                for command in commands
            ]
        try:
            made = Machines(scheduler, started[2:], store)
            made.until(lambda: all(map(_answers, ports)))
            yield made
        finally:
            for process in reversed(started):
                process.kill()
                process.wait()


def on(machines: Machines, *arguments: str) -> subprocess.Popen[str]:
    """The command line with the scheduler, in a process of its own."""
    command = [sys.executable, "-m", "extract", "table", "--scheduler", machines.scheduler, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def bucket(machines: Machines, name: str) -> object:
    client = boto3.client("s3", endpoint_url=machines.store)
    client.create_bucket(Bucket=name)
    return client


def test_the_same_command_through_s3(machines: Machines, tmp_path: Path) -> None:
    """Documents as parquet and as files at addresses, the dataset at one; then from there what one process says."""
    write_parquet(tmp_path / "in", 400, 2)
    reports = tmp_path / "files"
    reports.mkdir()
    (reports / "reports.csv").write_text("file,region,published\n一.txt,辽宁省,2019\n", encoding="utf-8")
    (reports / "一.txt").write_bytes("五年来，共投入资金3.6亿元。".encode("gb18030"))
    (reports / "二.txt").write_bytes(b"\0\1\2" * 99)
    client = boto3.client("s3", endpoint_url=machines.store)
    client.create_bucket(Bucket="reports")
    for path in (*(tmp_path / "in").iterdir(), *reports.iterdir()):
        client.upload_file(str(path), "reports", f"{path.parent.name}/{path.name}")
    sources = ("s3://reports/in/*.parquet", "s3://reports/files")
    run = on(machines, *sources, "--part", "50", "-o", "s3://reports/out")
    said = run.communicate(timeout=_PATIENCE)[1]
    assert run.returncode == 1
    assert said.count("\n") == 1
    assert said.startswith("s3://reports/files/二.txt: is not text")
    keys = [each["Key"] for each in client.list_objects_v2(Bucket="reports", Prefix="out/")["Contents"]]
    for key in keys:
        path = tmp_path / key
        path.parent.mkdir(parents=True, exist_ok=True)
        client.download_file("reports", key, str(path))
    client.close()
    assert any(key.startswith("out/province=辽宁省/year=2019/part-") for key in keys)
    assert json.loads((tmp_path / "out" / "_SUCCESS").read_text())["reports"] == 401
    assert main(["table", f"{tmp_path}/in/*.parquet", str(reports), "-o", f"{tmp_path}/alone/"]) == 1
    assert figures(tmp_path / "out") == figures(tmp_path / "alone")


def test_no_bucket_and_no_credentials(
    machines: Machines, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["table", "s3://nowhere/*.parquet", "-o", f"{tmp_path}/out/"]) == 1
    assert "s3://nowhere/*.parquet: there is no such file" in capsys.readouterr().err
    assert main(["table", str(ROOT / "seeds"), "-o", "s3://nowhere/out"]) == 1
    assert "s3://nowhere/out: there is no such bucket" in capsys.readouterr().err
    command = [sys.executable, "-m", "extract", "table", "s3://nowhere/a.txt"]
    unknown = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}
    unknown |= {
        "AWS_EC2_METADATA_DISABLED": "true",
        "HOME": str(tmp_path),
        "AWS_ENDPOINT_URL": machines.store,
    }
    run = subprocess.run(command, cwd=ROOT, env=unknown, capture_output=True, text=True, timeout=_PATIENCE)
    assert run.returncode == 1
    assert "AWS_ACCESS_KEY_ID" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_client_says_nothing_of_its_own_waits(
    machines: Machines, caplog: pytest.LogCaptureFixture
) -> None:
    """A wait that runs out while the client closes is no error; others that nobody waited for are told."""

    async def drop(error: Exception) -> None:
        asyncio.get_running_loop().create_future().set_exception(error)

    with cluster.Cluster(machines.scheduler)._client() as client:
        client.sync(drop, TimeoutError("Timeout"))
        client.sync(drop, OSError("no route"))
    assert [str(record.exc_info[1]) for record in caplog.records if record.exc_info] == ["no route"]


def test_a_worker_is_killed_in_the_middle_of_2_000_reports(machines: Machines, tmp_path: Path) -> None:
    """Forty parts, as twenty thousand reports would give. Last, since one of the workers is gone then."""
    write_parquet(tmp_path / "in", 2_000, 4)
    out = tmp_path / "out"
    run = on(machines, f"{tmp_path}/in/*.parquet", "--part", "50", "-o", f"{out}/")
    machines.until(lambda: len(list(out.glob("_parts/*.json"))) >= 4 or run.poll() is not None)
    assert run.poll() is None
    machines.workers[0].send_signal(signal.SIGKILL)
    assert len(list(out.glob("_parts/*.json"))) < 40
    assert not (out / "_SUCCESS").exists()
    said = run.communicate(timeout=_PATIENCE)[1]
    assert (run.returncode, said) == (0, "")
    assert machines.workers[0].wait() == -signal.SIGKILL
    found = figures(out)
    assert len(found) == 2_000
    assert json.loads((out / "_SUCCESS").read_text())["reports"] == 2_000
    assert without_partition(found) == one_process(f"{tmp_path}/in/*.parquet", tmp_path)


def test_an_address_says_what_it_is() -> None:
    assert addresses.is_pattern("s3://bucket/*.parquet")
    assert str(addresses.AddressError("s3://b", "why")) == "s3://b: why"
