"""The workspace: what is kept stays, what is unchanged is not read again, nothing is written outside of it, and a process
killed at any step leaves the old state or the new one with every acknowledged correction."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import manifest
from extract.__main__ import main
from extract.catalogue import Catalogue, built_in
from extract.corrections import SET, correction, undo
from extract.corrections.passages import Passage, passage
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.reading.document import ReadError
from extract.workspace import Workspace, filenames, rereading, store

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
ONE = (
    "青河县基层党建工作综述\n2021年，全县选派驻村干部230名，培训党员1.2万人次，投入党建经费350万元，新建党群服务中心12个。"
    "各级党组织深入基层一线，帮助群众解决急难愁盼问题560个，党员志愿者走进社区开展服务3200次，受到群众好评。\n"
)
TWO = "2020年，全县发展党员412名，建成村级书屋46个，整顿软弱涣散党组织15个。\n"
OWN = """
[indicators.study_rooms]
zh = "村级书屋"
en = "Village study rooms"
unit = "个"
kind = "count"
basis = "stock"
theme = "resources"
definition_zh = "村里建成的书屋数"
definition_en = "Study rooms built in villages"
examples = ["建成村级书屋[120个]。"]
counterexamples = ["建成图书馆[3个]。"]

[[indicators.study_rooms.names]]
counted = ["书屋"]
"""
YUNNAN = Entry("云南省", "", "2022", "")


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """A workspace that is yet to be made."""
    return Workspace.open(tmp_path / "ws")


def place(space: Workspace, name: str, quote: str) -> Passage:
    raw = next(s.raw for s in space.load().table.sources if s.name == name)
    from extract.span import Span

    start = raw.index(quote)
    return passage(name, raw, Span(start, start + len(quote)))


def test_an_empty_workspace_shows_the_examples_and_writes_nothing(own: Workspace) -> None:
    state = own.load(SEEDS)
    assert state.examples and len(state.table.sources) == 5
    assert not own.folder.root.exists()


def test_a_kept_report_is_in_the_table_and_beside_it_stands_its_text(own: Workspace) -> None:
    name = own.keep(ONE.encode("gb18030"), "综述.txt", YUNNAN)
    state = own.load(SEEDS)
    assert not state.examples
    assert [source.region for source in state.table.sources] == ["云南省"]
    assert (own.folder.root / "texts" / "综述.txt").read_text("utf-8") == ONE
    assert (own.folder.reports / name).read_bytes() == ONE.encode("gb18030")
    frame = pd.read_parquet(own.folder.root / "table.parquet")
    assert list(frame["quote"]) == [fact.quote for fact in state.table.facts]
    for fact in state.table.facts:
        assert ONE[fact.start : fact.end] == fact.quote


def test_an_unchanged_report_is_not_read_again(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    own.keep(TWO.encode(), "二.txt", YUNNAN)
    own.load()
    read: list[str] = []
    real = rereading.examine
    monkeypatch.setattr(
        rereading,
        "examine",
        lambda given, known, weights: read.append(given.name) or real(given, known, weights),
    )
    before = own.load()
    assert read == []
    own.describe("一.txt", Entry("青海省"))
    assert {s.region for s in own.load().table.sources} == {"青海省", "云南省"}
    assert read == ["一"]
    (own.folder.reports / "二.txt").write_text(TWO + "新增党员3名。", "utf-8")
    assert [each.code for each in own.load().damage] == ["original"]
    assert read == ["一"]
    own.accept("二.txt")
    assert own.load().damage == ()
    assert read == ["一", "二"]
    own.add_indicators(OWN)  # only the second speaks of study rooms
    state = own.load()
    assert read == ["一", "二", "二"]
    assert "study_rooms" in {fact.indicator for fact in state.table.facts}
    assert "study_rooms" not in {fact.indicator for fact in before.table.facts}


def test_another_program_reads_everything_again(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    read: list[str] = []
    real = rereading.examine
    monkeypatch.setattr(
        rereading,
        "examine",
        lambda given, known, weights: read.append(given.name) or real(given, known, weights),
    )
    monkeypatch.setattr("extract.readings.program", lambda: "another version")
    own.load()
    assert read == ["一"]


def test_a_damaged_reading_is_read_again(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    expected = own.load().table
    for damage in (b"", b"{", b"[]", b'{"text": 3}', os.urandom(200)):
        own.folder.reading("一.txt").write_bytes(damage)
        assert own.load().table == expected
    own.folder.text("一.txt").write_bytes(b"another text")
    assert own.load().table == expected


def test_corrections_outlast_a_new_extraction_and_a_new_home(own: Workspace, tmp_path: Path) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    fixed = correction(SET, place(own, "一", "230名"), {"value": 203}, who="王", why="看错")
    own.record([fixed])
    for path in (own.folder.root / "readings").iterdir():
        path.unlink()
    assert {f.value: f.corrected for f in own.load().table.facts if f.quote == "230名"} == {203.0: "value"}
    other = Workspace.open(tmp_path / "other")
    other.keep(ONE.encode("utf-16"), "一.txt", YUNNAN)
    (other.folder.root / "corrections.jsonl").write_bytes(
        (own.folder.root / "corrections.jsonl").read_bytes()
    )
    assert {f.value for f in other.load().table.facts if f.quote == "230名"} == {203.0}
    assert pd.read_parquet(other.folder.root / "table.parquet")["corrected"].tolist().count("value") == 1


def test_an_undo_is_kept_once(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    fixed = correction(SET, place(own, "一", "230名"), {"value": 203}, who="王")
    own.record([fixed])
    own.record([undo(fixed, who="李")])
    assert {f.value for f in own.load().table.facts if f.quote == "230名"} == {230.0}
    with pytest.raises(WorkspaceError, match="undone already"):
        own.record([undo(fixed, who="李")])


def test_the_records_of_two_machines_become_one(own: Workspace, tmp_path: Path) -> None:
    other = Workspace.open(tmp_path / "other")
    for space in (own, other):
        space.keep(ONE.encode(), "一.txt", YUNNAN)
    fixed = correction(SET, place(own, "一", "230名"), {"value": 203}, who="王")
    own.record([fixed])
    content = (own.folder.root / "corrections.jsonl").read_bytes()
    assert other.merge(content + b"garbage\n") == 1
    assert other.merge(content) == 0
    for space, name in ((own, "王"), (other, "李")):  # each undoes it before it knows of the other
        space.record([undo(fixed, who=name)])
    assert other.merge((own.folder.root / "corrections.jsonl").read_bytes()) == 1
    assert other.load().log.in_force == ()
    assert not other.load().log.broken


def test_a_line_that_was_cut_off_is_no_hindrance(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    own.record([correction(SET, place(own, "一", "230名"), {"value": 203}, who="王")])
    path = own.folder.root / "corrections.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:50])
    own.record([correction(SET, place(own, "一", "12个"), {"value": 13}, who="王")])
    log = own.load().log
    assert len(log.corrections) == 2 and not log.broken
    path.write_bytes(whole.rstrip(b"\n"))  # an editor that ends no last line
    own.record([correction(SET, place(own, "一", "12个"), {"value": 13}, who="王")])
    assert len(own.load().log.corrections) == 2


def test_a_removed_report_is_gone_and_its_corrections_wait(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    own.record([correction(SET, place(own, "一", "230名"), {"value": 203}, who="王")])
    own.remove("一.txt")
    state = own.load()
    assert not state.table.sources
    assert [lost.why for lost in state.overlay.lost] == ["no_report"]
    assert list((own.folder.root / "reports").glob("*.txt")) == []
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    assert {f.value for f in own.load().table.facts if f.quote == "230名"} == {203.0}


def test_the_same_content_is_kept_once(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    with pytest.raises(WorkspaceError, match=r"一\.txt"):
        own.keep(ONE.encode(), "二.txt", YUNNAN)


def test_files_of_one_name_are_kept_apart(own: Workspace) -> None:
    names = [own.keep(text.encode(), "综述.txt", YUNNAN) for text in (ONE, TWO, ONE + TWO)]
    assert names == ["综述.txt", "综述 (2).txt", "综述 (3).txt"]
    assert len(own.load().table.sources) == 3


@pytest.mark.parametrize(
    "name",
    ["../../外面.txt", "/etc/外面.txt", "C:\\Windows\\外面.txt", "..", "reports.csv", ".lock", "a\0b.txt", "外" * 300 + ".txt",
     "con.txt", "‮fdp.txt", "../reports.csv", "x/../../../y.txt", "CORRECTIONS.jsonl"],
)  # fmt: skip
def test_no_name_leads_out_of_the_workspace(own: Workspace, tmp_path: Path, name: str) -> None:
    kept = own.keep(ONE.encode(), name, YUNNAN)
    assert kept == filenames.safe(kept)
    assert (own.folder.reports / kept).read_bytes() == ONE.encode()
    assert {path.name for path in tmp_path.iterdir()} == {"ws"}
    assert len(own.load().table.sources) == 1
    own.remove(kept)
    assert not own.load().table.sources


def test_a_link_out_of_the_workspace_is_not_followed(own: Workspace, tmp_path: Path) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    outside = tmp_path / "outside"
    outside.mkdir()
    victim = outside / "二.txt"
    victim.write_bytes(b"keep me")
    (own.folder.root / "texts" / "二.txt").symlink_to(victim)
    with pytest.raises(WorkspaceError, match="leads out"):
        own.keep(TWO.encode(), "二.txt", YUNNAN)
    (own.folder.root / "corrections.jsonl").symlink_to(victim)
    with pytest.raises(WorkspaceError, match="leads out"):
        own.record([correction(SET, place(own, "一", "230名"), {"value": 1}, who="王")])
    assert victim.read_bytes() == b"keep me"
    assert [path.name for path in outside.iterdir()] == ["二.txt"]


def test_a_manifest_that_names_what_is_elsewhere_reads_nothing_there(own: Workspace, tmp_path: Path) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    (tmp_path / "secret.txt").write_text(TWO, "utf-8")
    with (own.folder.reports / "reports.csv").open("a", encoding="utf-8") as file:
        file.write("../../secret.txt,云南省,,,\n")
    table = own.load().table
    assert [source.name for source in table.sources] == ["一"]
    assert [failure.where for failure in table.failed] == ["../../secret.txt"]


def test_read_only_refuses_every_write_and_writes_nothing(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    own.record([correction(SET, place(own, "一", "230名"), {"value": 203}, who="王")])
    for path in (own.folder.root / "readings").iterdir():
        path.unlink()
    before = snapshot(own.folder.root)
    still = Workspace.open(own.folder.root, read_only=True)
    state = still.load()
    assert {f.value for f in state.table.facts if f.quote == "230名"} == {203.0}
    (fixed,) = state.log.corrections
    for attempt in (
        lambda: still.keep(TWO.encode(), "二.txt", YUNNAN),
        lambda: still.remove("一.txt"),
        lambda: still.describe("一.txt", Entry("青海省")),
        lambda: still.record([undo(fixed, who="王")]),
        lambda: still.write_catalogue(OWN),
        lambda: still.add_indicators(OWN),
    ):
        with pytest.raises(WorkspaceError, match="read-only"):
            attempt()
    assert snapshot(own.folder.root) == before


def test_a_place_that_can_be_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError, match="not a folder"):
        Workspace.open(tmp_path / "file" / "ws")
    with pytest.raises(WorkspaceError, match="not a folder"):
        Workspace.open(tmp_path / "file")


def test_a_full_disk_keeps_what_stood_there(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    before = snapshot(own.folder.root)

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("extract.workspace.folder.write_whole", full)
    with pytest.raises(WorkspaceError, match="the disk is full"):
        own.keep(TWO.encode(), "二.txt", YUNNAN)
    assert snapshot(own.folder.root) == before
    assert own.load().table.facts  # and the table that cannot be written is shown all the same


def test_a_newer_workspace_is_refused_and_left_alone(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    (own.folder.root / "workspace.json").write_text('{"version": 99}')
    before = snapshot(own.folder.root)
    with pytest.raises(WorkspaceError, match="99"):
        Workspace.open(own.folder.root)
    with pytest.raises(WorkspaceError, match="99"):
        own.remove("一.txt")  # opened before the newer program came
    assert snapshot(own.folder.root) == before


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"version": "1"}', '{"version": 0}', '{"version": true}']
)
def test_a_version_that_nobody_wrote_is_refused(own: Workspace, content: str) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    (own.folder.root / "workspace.json").write_text(content)
    with pytest.raises(WorkspaceError, match="restore it"):
        Workspace.open(own.folder.root)


def test_a_folder_of_other_things_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "论文.docx").write_bytes(b"x")
    with pytest.raises(WorkspaceError, match="论文"):
        Workspace.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["论文.docx"]


def test_a_second_process_waits_for_the_first(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    monkeypatch.setattr("extract.workspace.folder._PATIENCE", 0.05)
    with FileLock(own.folder.root / ".lock"), pytest.raises(WorkspaceError, match="another process"):
        own.folder.writing(0.05).__enter__()
    own.remove("一.txt")


def test_two_dashboards_lose_nothing_of_each_other(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    where = place(own, "一", "230名")

    def work(number: int) -> None:
        space = Workspace.open(own.folder.root)
        for turn in range(5):
            space.record([correction(SET, where, {"value": 100 * number + turn}, who=f"{number}")])
        space.keep(f"{TWO}第{number}号文件：走访群众{number + 2}户。".encode(), "同名.txt", YUNNAN)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    state = own.load()
    assert len(state.log.corrections) == 20 and not state.log.broken
    assert len(state.kept) == 5


def test_two_who_accept_indicators_at_once_keep_both(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    other = threading.Thread(
        target=lambda: Workspace.open(own.folder.root).add_indicators(
            OWN.replace("study_rooms", "study_halls")
        )
    )
    whole = store.extend

    def slowly(base: Catalogue, text: str) -> Catalogue:
        if not other.ident:
            other.start()
            other.join(0.5)  # it writes now if it can, between the reading and the writing of the first
        return whole(base, text)

    monkeypatch.setattr(store, "extend", slowly)
    own.add_indicators(OWN)
    other.join()
    kept = own.folder.own_catalogue()
    assert "[indicators.study_rooms]" in kept and "[indicators.study_halls]" in kept


def test_what_is_said_of_a_report_is_checked(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    for wrong in (Entry("火星省"), Entry("云南省", "", "去年")):
        with pytest.raises(WorkspaceError):
            own.describe("一.txt", wrong)
    own.describe("一.txt", Entry("双辽市", " 标题\n两行 ", "2022年6月30日", ""))
    (kept,) = own.load().kept
    assert kept.said == Entry("吉林省四平市双辽市", "标题 两行", "2022-06-30", "")
    own.describe("一.txt", Entry("随县柳林镇"))  # a town's own report
    (kept,) = own.load().kept
    assert kept.said.region == "湖北省随州市随县柳林镇"


def test_an_own_indicator_that_contradicts_itself_is_refused_and_one_that_was_broken_by_hand_is_reported(
    own: Workspace,
) -> None:
    own.keep(TWO.encode(), "二.txt", YUNNAN)
    for wrong in ("[indicators.x]\n", "not toml", '[themes.x]\nzh = "x"\n', "[indicators.party_members]\n"):
        with pytest.raises(WorkspaceError):
            own.write_catalogue(wrong)
    own.write_catalogue(OWN)
    assert "study_rooms" in own.load().known.indicators
    (own.folder.root / "catalogue.toml").write_text("not toml")
    state = own.load()
    assert state.wrong is not None and state.known is built_in()
    assert state.table.facts


def test_a_file_that_was_laid_among_the_reports_is_named_and_not_taken(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    (own.folder.reports / "二.txt").write_text(TWO, "utf-8")
    state = own.load()
    assert state.unlisted == ("二.txt",) and len(state.kept) == 1
    own.describe("二.txt", YUNNAN)
    assert len(own.load().kept) == 2


def test_a_kept_report_whose_file_is_gone_or_unreadable_is_named(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    own.keep(TWO.encode(), "二.txt", YUNNAN)
    (own.folder.reports / "一.txt").unlink()
    (own.folder.reports / "二.txt").write_bytes(b"%PDF-1.4 broken")
    state = own.load()
    assert [each.failure is not None for each in state.kept] == [True, False]
    assert len(state.table.failed) == 1
    assert [(each.code, each.values["name"]) for each in state.damage] == [("original", "二.txt")]
    assert {fact.quote for fact in state.table.facts} >= {"412名"}  # what was read when it was kept is there
    own.accept("二.txt")
    state = own.load()
    assert [each.failure is not None for each in state.kept] == [True, True]
    assert state.damage == ()


def test_a_report_that_cannot_be_read_is_not_kept(own: Workspace) -> None:
    with pytest.raises(ReadError):
        own.keep(b"", "空.txt", YUNNAN)
    assert not own.folder.root.exists()


def test_the_command_line_adds_reports_and_says_what_it_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, root = tmp_path / "inbox", tmp_path / "ws"
    inbox.mkdir()
    (inbox / "一.txt").write_text(ONE, "utf-8")
    (inbox / "reports.csv").write_text("file,region,published\n一.txt,云南省,2022\n", "utf-8")
    assert main(["add", str(inbox), "--workspace", str(root)]) == 0
    assert "云南省, 2022" in capsys.readouterr().out
    assert main(["add", str(inbox), "--workspace", str(root)]) == 0  # nothing new
    assert main(["add", str(inbox / "二.txt"), "--workspace", str(root)]) == 1
    assert main(["add", str(inbox), "--workspace", str(root), "--region", "火星"]) == 2
    assert [each.said.region for each in Workspace.open(root).load().kept] == ["云南省"]


def snapshot(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


STEPS = (
    "keep",
    "replace",
    "record",
    "audit",
    "draw",
    "adopt",
    "learn",
    "describe",
    "catalogue",
    "remove",
    "load",
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_killed_at_any_step_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    """`tests/killing.py` runs every kind of write in a child and kills it at its first, second, third … call of the
    system that touches the workspace; after each death the workspace must be whole."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "killing.py"), str(tmp_path), *STEPS],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.load(io.StringIO(done.stdout))
    assert set(report) == set(STEPS)
    for step, outcome in report.items():
        assert outcome["deaths"] >= 4, (step, outcome)
        assert outcome["wrong"] == [], (step, outcome)
        assert outcome["old"] + outcome["new"] == outcome["deaths"], (step, outcome)
        if step != "load":  # a load changes nothing that a reader can see
            assert outcome["old"] and outcome["new"], (step, outcome)


NAMES = ["汇报　.txt", "　汇报.txt", " 汇报.txt", "汇报.txt ", "汇\u2028报.txt", "汇报\u2003", "...汇报", "a\x85b.txt",
         '汇"报,.txt', "=汇报.txt", "汇报.TXT ", "\u200b汇报.txt", "reports.csv", " reports.csv", "con .txt", "汇报 .txt"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_report_is_gone_whatever_its_name(own: Workspace, name: str) -> None:
    kept = own.keep(ONE.encode(), name, YUNNAN)
    state = own.load()
    assert [each.file for each in state.kept] == [kept]
    assert {fact.quote for fact in state.table.facts} >= {"230名"}
    assert not state.unlisted and not state.damage


@given(st.text(min_size=1, max_size=12))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_is_read_back_as_it_was_written(name: str) -> None:
    own = filenames.safe(name)
    assert filenames.safe(own) == own
    assert manifest.parse(f'file,region\n"{own.replace(chr(34), chr(34) * 2)}",\n'.encode(), "x").keys() == {
        own
    }


def test_what_cannot_be_read_back_is_not_said_to_be_kept(
    own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.workspace.entering.holds", lambda folder, file, content: False)
    with pytest.raises(WorkspaceError) as caught:
        own.keep(ONE.encode(), "一.txt", YUNNAN)
    assert caught.value.code == "not_kept"


def test_another_report_under_a_removed_ones_name_takes_none_of_its_corrections(own: Workspace) -> None:
    own.keep(ONE.encode(), "综述.txt", YUNNAN)
    own.record([correction(SET, place(own, "综述", "230名"), {"value": 222}, who="王")])
    own.remove("综述.txt")
    other = ONE.replace("1.2万人次", "1.3万人次") + "另一份报告。"
    own.keep(other.encode(), "综述.txt", Entry("青海省", "", "2022"))
    state = own.load()
    assert 222.0 not in {fact.value for fact in state.table.facts}
    assert [lost.why for lost in state.overlay.lost] == ["other_report"]
    own.remove("综述.txt")
    own.keep(ONE.encode("gb18030"), "又名.txt", YUNNAN)  # the same report, whatever its name and its encoding
    state = own.load()
    assert 222.0 in {fact.value for fact in state.table.facts}
    assert not state.overlay.lost


def test_a_damaged_manifest_is_called_by_its_name(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    (own.folder.reports / "reports.csv").write_bytes(b"\xff\xfe\x00broken")
    with pytest.raises(WorkspaceError) as caught:
        own.load()
    assert "reports.csv" in caught.value.say("zh") and "reports.csv" in caught.value.say("en")
    assert "workspace.json" not in caught.value.say("zh")


WRONG_LINE = ("云南省".encode(), "无此地".encode())
WRITES: dict[str, Callable[[Workspace, Passage], object]] = {
    "accept": lambda space, _: space.accept("一.txt"),
    "describe": lambda space, _: space.describe("一.txt", YUNNAN),
    "remove": lambda space, _: space.remove("一.txt"),
    "record": lambda space, at: space.record([correction(SET, at, {"value": 222}, who="王")]),
    "load": lambda space, _: space.load(),
}


@pytest.mark.parametrize("damage", [WRONG_LINE, (b"file,", b"datei,")], ids=["line", "whole"])
@pytest.mark.parametrize("write", WRITES)
def test_a_damaged_manifest_is_an_error_of_the_workspace(
    own: Workspace, write: str, damage: tuple[bytes, bytes]
) -> None:
    """As every write says; a line alone stops only what needs it."""
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    at = place(own, "一", "230名")
    path = own.folder.reports / "reports.csv"
    path.write_bytes(path.read_bytes().replace(*damage))
    if damage is WRONG_LINE and write != "accept":
        WRITES[write](own, at)
        return
    with pytest.raises(WorkspaceError, match=r"reports\.csv"):
        WRITES[write](own, at)


@pytest.mark.parametrize(("number", "code"), [(errno.EROFS, "disk_read_only"), (errno.ENOSPC, "disk_full")])
def test_a_disk_that_takes_nothing_is_said_in_words(
    own: Workspace, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    own.keep(ONE.encode(), "一.txt", YUNNAN)

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("extract.workspace.folder.write_whole", refuse)
    with pytest.raises(WorkspaceError) as caught:
        own.keep(TWO.encode(), "二.txt", YUNNAN)
    assert caught.value.code == code
    assert os.strerror(number) not in caught.value.say("zh")
    assert [each.file for each in own.load().kept] == ["一.txt"]


def test_a_report_whose_original_changed_keeps_its_tables(tmp_path: Path) -> None:
    space = Workspace.open(tmp_path)
    name = space.keep(
        "乡镇,党员（名）\n茂林镇,1200\n卧虎镇,980\n".encode(), "表.csv", Entry("吉林省四平市双辽市")
    )
    before = space.load().kept[0].reading
    assert before is not None and before.source.grids
    (space.folder.reports / name).write_text("乡镇,党员（名）\n", encoding="utf-8")
    space.describe(name, Entry("吉林省四平市双辽市", title="党员名册"))  # so that it is extracted anew
    after = space.load().kept[0].reading
    assert after is not None and after.source.grids == before.source.grids
    assert [fact.quote for fact in after.table.facts] == ["1200", "980"]
    assert after.notes == before.notes


def test_a_comma_of_the_manifest_that_became_a_form_feed_is_said(own: Workspace) -> None:
    """It was taken for the end of a line: the day of the report was gone, and nothing said so."""
    own.keep(ONE.encode(), "一.txt", YUNNAN)
    path = own.folder.reports / "reports.csv"
    path.write_bytes(path.read_bytes().replace("云南省,".encode(), "云南省\f".encode()))
    state = own.load()
    assert state.damage or state.table.failed
