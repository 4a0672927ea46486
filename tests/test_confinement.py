"""A piece of work that asks for too much, or dies, costs itself alone; and so does a report."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extract import confinement
from extract.catalogue import built_in, extend
from extract.confinement import ConfinementError, Limits, close, confined
from extract.given import Given
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.pipeline import examine, read_all, restore
from extract.reading.document import ReadError
from extract.reading.limits import CONVERTED, LONGEST, MEGABYTE, PAPER, USUAL
from extract.workspace import Workspace
from tests.hostile import HOSTILE, cost
from tests.killing import OWN
from tests.test_reading import paragraph, word
from tests.works import asleep, dying, endless, greedy, grown, noisy, own_id, telling, wrong

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")
MEMORY = 2**30
SOUND = "2021年，全省选派驻村干部2304名。"


def within(seconds: float, more: float = 0.0) -> Limits:
    return Limits(MEMORY, seconds, more)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """No test meets a process of another."""
    close()
    yield
    close()


class TestWork:
    def test_one_process_serves_many(self) -> None:
        first = confined(own_id, None, within(5))
        assert first != os.getpid()
        assert {confined(own_id, None, within(5)) for _ in range(5)} == {first}

    def test_what_asks_for_too_much_memory_is_ended(self) -> None:
        with pytest.raises(ConfinementError) as caught:
            confined(greedy, MEMORY + 2**20, within(5))
        assert caught.value.why == "memory"
        assert confined(greedy, 1000, within(5)) == 1000

    def test_what_never_ends_is_ended_by_the_system(self) -> None:
        with pytest.raises(ConfinementError) as caught:
            confined(endless, None, within(1))
        assert caught.value.why == "time"

    def test_what_waits_for_ever_is_ended_by_the_clock(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(confinement, "_PATIENCE", 1.0)
        with pytest.raises(ConfinementError) as caught:
            confined(asleep, 60.0, within(1))
        assert caught.value.why == "time"

    def test_what_dies_is_named_by_its_signal(self) -> None:
        with pytest.raises(ConfinementError) as caught:
            confined(dying, None, within(5))
        assert (caught.value.why, caught.value.how) == ("signal", "SIGSEGV")

    def test_a_process_that_grew_is_replaced(self) -> None:
        first = confined(grown, 512 * 2**20, within(20))
        assert confined(own_id, None, within(5)) != first

    def test_a_process_that_somebody_ended_meanwhile_is_replaced(self) -> None:
        first = confined(own_id, None, within(5))
        os.kill(first, signal.SIGKILL)
        time.sleep(0.2)
        assert confined(own_id, None, within(5)) != first

    def test_an_error_comes_back_as_it_is(self) -> None:
        with pytest.raises(ValueError, match="seen"):
            confined(wrong, "seen", within(5))

    def test_what_is_printed_is_no_answer(self) -> None:
        assert confined(noisy, "甲", within(5)) == "甲"

    def test_work_that_says_how_far_it_is_has_time_anew(self) -> None:
        heard: list[object] = []
        found = confined(telling, 4, within(1, more=2), lambda *said: heard.append(said))
        assert (found, heard) == (4, [("书.pdf", number, 4) for number in range(4)])
        with pytest.raises(ConfinementError) as caught:
            confined(telling, 8, within(1))
        assert caught.value.why == "time"

    def test_a_process_keeps_to_the_memory_that_it_began_with(self) -> None:
        first = confined(own_id, None, within(5))
        other = Limits(2 * MEMORY, 5)
        assert confined(own_id, None, other) != first
        assert confined(greedy, MEMORY + 2**20, other) == MEMORY + 2**20
        assert confined(own_id, None, within(5)) == first

    def test_what_the_first_process_holds_counts_for_no_other(self) -> None:
        held = bytearray(512 * 2**20)
        held[::4096] = b"x" * len(held[::4096])
        assert len({confined(own_id, None, within(5)) for _ in range(3)}) == 1
        del held

    def test_no_more_than_two_run_at_once(self) -> None:
        begun = time.monotonic()
        threads = [threading.Thread(target=confined, args=(asleep, 0.5, within(5))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert time.monotonic() - begun >= 1.0

    def test_a_process_that_forks_leaves_its_parents_alone(self) -> None:
        first = confined(own_id, None, within(5))
        child = os.fork()
        if not child:
            os._exit(0 if confined(own_id, None, within(5)) != first else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert confined(own_id, None, within(5)) == first

    def test_the_process_ends_with_the_first_one(self) -> None:
        code = (
            "from extract.confinement import Limits, confined; from tests.works import own_id;"
            "print(confined(own_id, None, Limits(2**30, 5)), flush=True);"
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        stat = Path(f"/proc/{done.stdout.strip()}/stat")
        for _ in range(100):
            if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return  # gone, or dead and not yet buried
            time.sleep(0.05)
        pytest.fail(f"process {done.stdout.strip()} is still there: {done.stderr}")


# those that show a kind each and are soon read; python -m tests.hostile reads all
SOON = ("藏.docx", "层.docx", "包.docx", "纸.pdf", "跨.html", "性.html", "行.txt", "图.png")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Files that each would take gigabytes of the process that reads them; each is made when the first test asks for it."""
    folder = tmp_path_factory.mktemp("hostile")

    def made(name: str) -> Path:
        path = folder / name
        if not path.exists():
            path.write_bytes(HOSTILE[name]())
        return path

    return made


class TestReports:
    @pytest.mark.parametrize("name", SOON)
    def test_the_worst_costs_itself_and_gets_a_message(
        self, hostile: Callable[[str], Path], name: str
    ) -> None:
        found = cost(hostile(name))
        assert found.bearable, found
        assert not set(found.codes) - {
            "memory",
            "crashed",
            "bomb",
            "large",
            "slow",
            "damaged",
            "picture",
            "cells",
        }

    def test_a_poisonous_file_among_many_takes_no_other_with_it(
        self, hostile: Callable[[str], Path], tmp_path: Path
    ) -> None:
        folder = tmp_path / "reports"
        folder.mkdir()
        for number in range(20):
            (folder / f"{number:02}.txt").write_text(SOUND, encoding="utf-8")
        (folder / "10b.pdf").write_bytes(hostile("纸.pdf").read_bytes())
        for more in ((), ("--jobs", "2")):
            done = subprocess.run(
                [sys.executable, "-m", "extract", "table", str(folder), *more, "-o", str(tmp_path / "t.jsonl")],
                cwd=ROOT, capture_output=True, text=True,
            )  # fmt: skip
            assert done.returncode == 1, done.stderr
            assert len((tmp_path / "t.jsonl").read_text("utf-8").splitlines()) == 20
            assert len([line for line in done.stderr.splitlines() if "10b.pdf" in line]) == 1

    def test_add_names_it_and_keeps_the_others(self, hostile: Callable[[str], Path], tmp_path: Path) -> None:
        (tmp_path / "好.txt").write_text(SOUND, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "extract", "add", str(hostile("纸.pdf")), str(tmp_path / "好.txt"),
             "--workspace", str(tmp_path / "ws")],
            cwd=ROOT, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 1
        assert "纸.pdf" in done.stderr and "Traceback" not in done.stderr
        assert [each.file for each in Workspace.open(tmp_path / "ws").load().kept] == ["好.txt"]

    def test_the_page_gets_the_same_message(self, hostile: Callable[[str], Path], tmp_path: Path) -> None:
        space = Workspace.open(tmp_path / "ws")
        content = hostile("藏.docx").read_bytes()
        with pytest.raises(ReadError) as caught:
            space.examine(content, "藏.docx", Entry(), space.load())
        assert caught.value.failure.note.code in ("memory", "bomb")
        with pytest.raises((ReadError, WorkspaceError)):
            space.keep(content, "藏.docx", Entry())

    def test_a_long_text_is_read_like_a_short_one(self) -> None:
        text = "\n".join(f"{SOUND}第{n}次会议。" for n in range(5000))
        found = examine(Given(text.encode(), "长.txt", "长", "长.txt", Entry("青海省")))
        assert len(found.table.facts) >= 5000
        assert found.table.sources[0].raw == text
        assert (
            restore(Given(text.encode(), "长.txt", "长", "长.txt", Entry())) == found.table.sources[0].clean
        )

    def test_a_users_own_indicators_are_known_there(self) -> None:
        known = extend(built_in(), OWN)
        content = word(paragraph("2021年，全省建成村级书屋120个。"))
        found = examine(Given(content, "书.docx", "书", "书.docx", Entry("青海省")), known)
        assert [fact.indicator for fact in found.table.facts] == ["study_rooms"]
        assert examine(Given(content, "书.docx", "书", "书.docx", Entry())).table.facts[0].indicator is None

    def test_a_failure_says_what_it_says_elsewhere(self, tmp_path: Path) -> None:
        (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04" + b"\0" * 100)
        (failure,) = read_all([tmp_path]).failed
        assert failure.note.code == "damaged"
        assert failure.where == str(tmp_path / "坏.docx")


def test_no_file_is_read_for_longer_than_a_minute_for_its_size_alone() -> None:
    """19 MB of digits once had 102 seconds, while others waited."""
    small, large = USUAL.limits(2 * MEGABYTE), USUAL.limits(60 * MEGABYTE)
    assert small.seconds == 38.0
    assert large.seconds == LONGEST < 60
    assert CONVERTED.limits(60 * MEGABYTE).seconds == 60.0  # half of it is LibreOffice's
    assert (
        PAPER.limits(2 * MEGABYTE).seconds == LONGEST
    )  # with or without a recogniser; a page that is a picture gets more
