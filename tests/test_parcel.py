"""A workspace as one file: it gives the same table elsewhere, and says by name what is not as it was packed."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract.__main__ import main
from extract.corrections import SET, correction
from extract.corrections.passages import passage
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.readings import digest
from extract.workspace import Workspace, parcel
from extract.workspace.parcel import CONTENTS, checksum, pack, unpack
from tests.test_workspace import ONE, OWN, TWO, YUNNAN


@pytest.fixture
def packed(tmp_path: Path) -> tuple[Workspace, bytes]:
    """A workspace with two reports, a correction and an indicator of its own, and the same as a file."""
    own = Workspace.open(tmp_path / "own")
    own.keep(ONE.encode(), "一.txt", Entry("新疆维吾尔自治区阿勒泰地区青河县", "", "2021", ""))
    own.keep(TWO.encode(), "二.txt", YUNNAN)
    own.write_catalogue(OWN)
    state = own.load()
    fact = next(fact for fact in state.table.facts if fact.quote == "230名")
    raw = next(source.raw for source in state.table.sources if source.name == "一")
    own.record([correction(SET, passage("一", raw, fact.span), {"value": 231.0}, who="甲")])
    buffer = io.BytesIO()
    pack(own, buffer)
    return own, buffer.getvalue()


def told(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        found: dict[str, Any] = json.loads(zipped.read(CONTENTS))
    return found


def rewritten(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The file with other members, as somebody else may put it together."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        members = {name: zipped.read(name) for name in zipped.namelist()}
    change(members)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, held in members.items():
            zipped.writestr(name, held)
    return buffer.getvalue()


def fails(content: bytes, folder: Path) -> WorkspaceError:
    with pytest.raises(WorkspaceError) as error:
        unpack(io.BytesIO(content), Workspace.open(folder))
    assert not folder.exists() or not Workspace.open(folder).load().table.facts
    return error.value


def test_it_gives_the_same_table_in_a_fresh_folder(packed: tuple[Workspace, bytes], tmp_path: Path) -> None:
    own, content = packed
    fresh = Workspace.open(tmp_path / "fresh")
    found = unpack(io.BytesIO(content), fresh)
    assert found.differs is None and told(content)["program"] == parcel.program()
    before, after = own.load(), fresh.load()
    assert after.table.facts == before.table.facts and after.damage == ()
    assert checksum(after.table) == checksum(before.table) == told(content)["table"]["sha256"]
    assert [each.id for each in after.log.corrections] == [each.id for each in before.log.corrections]
    assert any(fact.indicator == "study_rooms" for fact in after.table.facts)
    assert any(fact.value == 231 and fact.corrected for fact in after.table.facts)
    assert after.identities == before.identities


def test_every_member_has_its_check(packed: tuple[Workspace, bytes]) -> None:
    _, content = packed
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        held = {name: digest(zipped.read(name)) for name in zipped.namelist() if name != CONTENTS}
    assert held == {name: each["sha256"] for name, each in told(content)["members"].items()}
    assert {"reports/reports.csv", "reports/一.txt", "texts/一.txt", "readings/一.json", "corrections.jsonl", "catalogue.toml"} <= set(held)  # fmt: skip


@pytest.mark.parametrize(
    "name", ["reports/一.txt", "corrections.jsonl", "reports/reports.csv", "catalogue.toml", CONTENTS]
)
def test_a_flipped_byte_is_named(packed: tuple[Workspace, bytes], tmp_path: Path, name: str) -> None:
    def flip(members: dict[str, bytes]) -> None:
        held = bytearray(members[name])
        held[len(held) // 2] ^= 1
        members[name] = bytes(held)

    error = fails(rewritten(packed[1], flip), tmp_path / "fresh")
    assert name in error.say("zh") and name in error.say("en")


@pytest.mark.parametrize("method", [12, 14])
def test_a_member_that_says_it_is_packed_in_another_way_is_told(
    packed: tuple[Workspace, bytes], tmp_path: Path, method: int
) -> None:
    """By one bit of the directory; each library that unpacks has an error of its own."""
    held = bytearray(packed[1])
    for mark, place in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        held[held.find(mark) + place] = method
    assert fails(bytes(held), tmp_path / "fresh").code == "parcel_member"


def test_a_name_that_is_none_is_told(packed: tuple[Workspace, bytes], tmp_path: Path) -> None:
    held = packed[1].replace("一.txt".encode(), b"\xf4\x80.txt1")
    assert fails(held, tmp_path / "fresh").code == "parcel_none"


def test_any_flipped_byte_is_told_or_changes_nothing(packed: tuple[Workspace, bytes], tmp_path: Path) -> None:
    own, content = packed
    expected = checksum(own.load().table)
    chance = random.Random(3)
    for number in range(25):
        held = bytearray(content)
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
        fresh = Workspace.open(tmp_path / f"fresh-{number}")
        try:
            found = unpack(io.BytesIO(bytes(held)), fresh)
        except WorkspaceError as error:
            assert error.code.startswith("parcel_")
        else:
            assert found.differs is None and checksum(fresh.load().table) == expected


@pytest.mark.parametrize(
    ("change", "code", "name"),
    [
        (lambda held: held.pop("texts/一.txt"), "parcel_missing", "texts/一.txt"),
        (lambda held: held.update({"../外.txt": b"x"}), "parcel_foreign", "../外.txt"),
        (lambda held: held.update({"reports/多.txt": b"x"}), "parcel_foreign", "reports/多.txt"),
        (lambda held: held.pop(CONTENTS), "parcel_none", CONTENTS),
    ],
)
def test_what_is_missing_or_foreign_is_named(
    packed: tuple[Workspace, bytes], tmp_path: Path, change: Any, code: str, name: str
) -> None:
    error = fails(rewritten(packed[1], change), tmp_path / "fresh")
    assert error.code == code and name in error.say("zh")


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/outside", "reports/../../x", "table.parquet", "reports/a/b.txt"]
)
def test_no_name_that_it_lists_leads_out_of_the_folder(
    packed: tuple[Workspace, bytes], tmp_path: Path, name: str
) -> None:
    def add(members: dict[str, bytes]) -> None:
        said = json.loads(members[CONTENTS])
        said["members"][name] = {"size": 1, "sha256": digest(b"x")}
        said.pop("check")
        members[CONTENTS] = json.dumps({**said, "check": parcel._check(said)}).encode()
        members[name] = b"x"

    assert fails(rewritten(packed[1], add), tmp_path / "fresh").code == "parcel_foreign"


def test_another_table_is_said_with_both_programs(packed: tuple[Workspace, bytes], tmp_path: Path) -> None:
    def other(members: dict[str, bytes]) -> None:
        said = json.loads(members[CONTENTS])
        said.pop("check")
        said |= {"program": "0.0.9 abc", "table": {"figures": 999, "sha256": "0" * 64}}
        members[CONTENTS] = json.dumps({**said, "check": parcel._check(said)}).encode()

    fresh = Workspace.open(tmp_path / "fresh")
    found = unpack(io.BytesIO(rewritten(packed[1], other)), fresh)
    assert found.differs is not None and fresh.load().table.facts
    for language in ("zh", "en"):
        said = found.differs.say(language)
        assert "999" in said and "0.0.9 abc" in said and parcel.program() in said


def test_a_newer_form_is_refused(packed: tuple[Workspace, bytes], tmp_path: Path) -> None:
    def newer(members: dict[str, bytes]) -> None:
        members[CONTENTS] = json.dumps({**json.loads(members[CONTENTS]), "version": 3}).encode()

    assert fails(rewritten(packed[1], newer), tmp_path / "fresh").code == "parcel_newer"


def test_a_workspace_that_has_something_is_not_written_over(
    packed: tuple[Workspace, bytes], tmp_path: Path
) -> None:
    own, content = packed
    before = checksum(own.load().table)
    with pytest.raises(WorkspaceError) as error:
        unpack(io.BytesIO(content), own)
    assert error.value.code == "parcel_not_empty" and checksum(own.load().table) == before


def test_nothing_and_no_archive_are_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as error:
        pack(Workspace.open(tmp_path / "empty"), io.BytesIO())
    assert error.value.code == "parcel_nothing"
    assert fails(b"not a zip", tmp_path / "fresh").code == "parcel_none"


def test_read_only_packs_and_does_not_unpack(packed: tuple[Workspace, bytes], tmp_path: Path) -> None:
    own, content = packed
    pack(Workspace.open(own.folder.root, read_only=True), io.BytesIO())
    with pytest.raises(WorkspaceError) as error:
        unpack(io.BytesIO(content), Workspace.open(tmp_path / "fresh", read_only=True))
    assert error.value.code == "read_only"


def test_the_command_packs_and_unpacks(
    packed: tuple[Workspace, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, _ = packed
    file, fresh = tmp_path / "工作区.jiceng.zip", tmp_path / "fresh"
    assert main(["pack", "-o", str(file), "--workspace", str(own.folder.root)]) == 0
    assert main(["unpack", str(file), "--workspace", str(fresh)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].partition(" 2 reports")[2] == f"{said[1].partition(' 2 reports')[2]}"
    assert main(["unpack", str(file), "--workspace", str(fresh)]) == 1
    assert main(["unpack", str(tmp_path / "none"), "--workspace", str(tmp_path / "other")]) == 2
    first, second = tmp_path / "a_long.csv", tmp_path / "b_long.csv"
    for folder, out in ((own.folder.root, first), (fresh, second)):
        assert main(["export", "--workspace", str(folder), "--panel", "-o", str(out)]) == 0
    assert first.read_bytes() == second.read_bytes() and "231" in first.read_text("utf-8")


class _Name(str):
    """A name that counts how often it is compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        _Name.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


class _Many:
    """An archive of many empty members."""

    def __init__(self, names: list[_Name]) -> None:
        self._names = names

    def namelist(self) -> list[_Name]:
        return self._names

    def open(self, name: str) -> io.BytesIO:
        return io.BytesIO()


def test_many_members_are_checked_with_a_step_for_each() -> None:
    names = [_Name(f"texts/{number}") for number in range(400)]
    members = {str(name): {"size": 0, "sha256": digest(b"")} for name in names}
    parcel._whole(_Many(names), members)  # type: ignore[arg-type]
    assert _Name.compared < 10 * len(names)
    with pytest.raises(WorkspaceError):
        parcel._whole(_Many([*names, names[0]]), members)  # type: ignore[arg-type]
