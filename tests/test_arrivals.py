"""What is handed over at once: folders and archives as the reports among it, whatever the archive calls them, and nothing that
one bad file costs the others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extract import archives
from extract.archives import Packed, opened
from extract.arrivals import arrived, arrived_from
from extract.given import plan
from extract.manifest import Entry
from extract.reading.document import ReadError

ONE = "2021年，全县选派驻村干部230名。\n"


class _Old(zipfile.ZipInfo):
    """A file whose name is written as an old program wrote it: in the encoding of its system, without saying so."""

    encoding = "gbk"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 # of zipfile
        return self.filename.encode(self.encoding), 0


class _Mac(_Old):
    encoding = "utf-8"


def packed(
    files: dict[str, bytes], kind: type[zipfile.ZipInfo] = zipfile.ZipInfo, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip of these files."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        for name, content in files.items():
            package.writestr(kind(name), content, compress_type=method)
    return whole.getvalue()


def given(path: str, content: bytes) -> Packed:
    return Packed(path, lambda: content)


@pytest.mark.parametrize("kind", [zipfile.ZipInfo, _Old, _Mac])
def test_names_are_read_whoever_packed_them(kind: type[zipfile.ZipInfo]) -> None:
    names = ["敖汉/综述.txt", "各县/双辽市/汇报材料.docx", "plain.txt"]
    found = opened(packed({name: name.encode() for name in names}, kind), "包.zip").files
    assert {each.path: each.read().decode() for each in found} == {f"包.zip/{name}": name for name in names}


def test_an_archive_gives_its_reports_and_says_what_else_it_has() -> None:
    inner = packed({"乡/三.txt": ONE.encode()})
    whole = packed(
        {
            "县/一.txt": ONE.encode(),
            "县/.隐藏.txt": b"",
            "县/~$一.docx": b"",
            "__MACOSX/县/._一.txt": b"",
            "县/录像.mp4": b"",
            "县/二.rar": b"Rar!",
            "县/内.zip": inner,
            "县/坏.zip": b"PK\x03\x04",
            "县/空/": b"",
        }
    )
    found = arrived([given("包.zip", whole)])
    assert [each.path for each in found.reports] == ["包.zip/县/一.txt", "包.zip/县/内.zip/乡/三.txt"]
    assert [each.read().decode() for each in found.reports] == [ONE, ONE]
    assert found.others == ("包.zip/县/录像.mp4",)
    assert {each.where: each.note.code for each in found.failed} == {
        "包.zip/县/坏.zip": "damaged",
        "包.zip/县/二.rar": "other_archive",
    }


def test_a_manifest_in_an_archive_says_what_its_reports_do_not() -> None:
    lines = "file,region,title,published,source,year\n一.txt,青海省,,,,2021\n二.txt,火星,,,,\n"
    whole = packed(
        {"县/reports.csv": lines.encode("gb18030"), "县/一.txt": b"1", "县/二.txt": b"2", "一.txt": b"3"}
    )
    found = arrived([given("包.zip", whole)])
    said = {each.path: each.said for each in found.reports}
    assert said["包.zip/县/一.txt"] == Entry("青海省", year="2021")
    assert said["包.zip/县/二.txt"] == said["包.zip/一.txt"] == Entry()
    assert [(each.where, each.note.code) for each in found.failed] == [("包.zip/县/二.txt", "region")]


def test_a_file_by_itself_is_a_report_whatever_it_is_called() -> None:
    found = arrived(
        [given("综述", b"1"), given("夹/综述", b"2"), given("夹/综述.docx", b"3"), given("一.7z", b"")]
    )
    assert [each.path for each in found.reports] == ["综述", "夹/综述.docx"]
    assert found.others == ("夹/综述",)
    assert [each.note.code for each in found.failed] == ["other_archive"]


def test_a_docx_that_is_called_zip_is_a_report() -> None:
    word = packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert [each.path for each in arrived([given("综述.zip", word)]).reports] == ["综述.zip"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 nothing", "damaged"),
        (b"", "damaged"),
        (packed({"jiceng.json": b"{}"}), "zip_workspace"),
        (packed({"录像.mp4": b""}), "zip_empty"),
        (packed({f"{number}.txt": b"" for number in range(archives.MAX_FILES + 1)}), "zip_files"),
    ],
)
def test_an_archive_that_cannot_be_taken_apart_is_named_and_stops_no_other(content: bytes, code: str) -> None:
    found = arrived([given("坏.zip", content), given("一.txt", b"1")])
    assert [each.path for each in found.reports] == ["一.txt"]
    assert [(each.where, each.note.code) for each in found.failed] == [("坏.zip", code)]
    assert all(each.note.say("zh") and each.note.say("en") for each in found.failed)


def test_a_bomb_costs_no_more_than_its_list(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packed({f"{number}.txt": bytes(2**20) for number in range(20)})
    assert len(whole) < 2**16
    monkeypatch.setattr(archives, "MAX_UNPACKED", 10 * 2**20)
    with pytest.raises(ReadError, match="unpacks to more"):
        opened(whole, "弹.zip")
    nested = whole
    for _ in range(4):
        nested = packed({"内.zip": nested})
    assert [each.note.code for each in opened(nested, "层.zip").failed] == ["zip_deep"]


def test_a_file_of_an_archive_fails_by_itself() -> None:
    odd = opened(packed({"一.txt": b"1" * 99}, method=zipfile.ZIP_LZMA), "包.zip").files[0]
    with pytest.raises(ReadError, match="by a method"):
        odd.read()
    whole = bytearray(packed({"一.txt": b"1" * 99, "二.txt": b"2" * 99}, method=zipfile.ZIP_STORED))
    whole[whole.index(b"1" * 99)] = 0
    one, two = opened(bytes(whole), "包.zip").files
    with pytest.raises(ReadError, match="damaged"):
        one.read()
    assert two.read() == b"2" * 99


class _Pipe(io.BytesIO):
    """What cannot be gone back in: sizes then stand behind each file."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError("a pipe")

    def tell(self) -> int:
        raise OSError("a pipe")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("before", [b"", b"MZ a program that unpacks itself"])
def test_an_archive_is_listed_once_and_each_file_is_read_from_its_place(
    method: int, before: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a list for each file 4000 files took two minutes."""
    files = {f"{number}.txt": (f"第{number}份" * number).encode() for number in range(300)}
    streamed = _Pipe()
    with zipfile.ZipFile(streamed, "w", method) as package:
        for name, content in files.items():
            package.writestr(name, content)
    for whole in (before + packed(files, method=method), before + streamed.getvalue()):
        found = opened(whole, "包.zip").files
        with monkeypatch.context() as patched:
            patched.setattr(archives, "_listing", None)
            patched.setattr(zipfile, "ZipFile", None)
            assert {each.path.removeprefix("包.zip/"): each.read() for each in found} == files


@pytest.mark.parametrize("at", ["name", "size", "end"])
def test_a_file_that_is_not_what_the_list_says_is_damaged(at: str) -> None:
    whole = bytearray(packed({"一.txt": b"1" * 99}))
    listed = whole.index(b"PK\1\2")
    if at == "name":  # the header of the file
        whole[0:2] = b"XX"
    elif at == "size":  # more than it unpacks to
        whole[listed + 24] = 100
    else:  # fewer bytes than its packed ones
        whole[listed + 20] -= 3
    (one,) = opened(bytes(whole), "包.zip").files
    with pytest.raises(ReadError, match="damaged"):
        one.read()


def test_folders_of_this_machine_give_their_archives_too(tmp_path: Path) -> None:
    (tmp_path / "县").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "一.txt").write_text(ONE, "utf-8")
    (tmp_path / "县" / "包.zip").write_bytes(packed({"二.txt": ONE.encode()}, _Old))
    (tmp_path / ".git" / "包.zip").write_bytes(b"")
    found = list(arrived_from([tmp_path, tmp_path / "一.txt", tmp_path / "没有.txt"]))
    paths = [each.path for every in found for each in every.reports]
    assert paths == [str(tmp_path / "一.txt"), str(tmp_path / "没有.txt"), "包.zip/二.txt"]
    only = list(arrived_from([tmp_path / "县"]))
    assert [each.path for every in only for each in every.reports] == ["包.zip/二.txt"]


@pytest.mark.parametrize("wrong", ["file,region\n一.txt,火星省\n", "datei,region\n"])
def test_a_report_whose_line_cannot_be_understood_comes_without_it_and_it_is_named(
    tmp_path: Path, wrong: str
) -> None:
    """By itself, in a folder, in an archive, and read at once: the same."""
    folder = tmp_path / "县"
    folder.mkdir()
    files = {"一.txt": ONE.encode(), "二.txt": ONE.encode(), "reports.csv": wrong.encode()}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (tmp_path / "包.zip").write_bytes(packed(files))
    code = "region" if "火星" in wrong else "manifest"
    for place in (folder, tmp_path / "包.zip"):
        found = list(arrived_from([place]))
        reports = [each for every in found for each in every.reports]
        assert [each.file for each in reports] == ["一.txt", "二.txt"]
        assert all(each.said == Entry() for each in reports)
        assert [each.note.code for every in found for each in every.failed] == [code]
    tasks, failed = plan([folder])
    assert len(tasks) == 2 and [each.note.code for each in failed] == [code]


def test_archives_of_one_name_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    for folder in ("区一", "区二"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "县.zip").write_bytes(packed({"综述.txt": ONE.encode()}))
    reports = [each for every in arrived_from([tmp_path]) for each in every.reports]
    assert [each.path for each in reports] == ["县.zip/综述.txt"] * 2
    assert len({each.id for each in reports}) == 2
