"""Reports as they come: any encoding, any damage; the text is the file's own, and what cannot be read is named."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract import manifest
from extract.pipeline import extract, extract_all, read_all
from extract.reading import separated
from extract.reading.document import MAX_BYTES
from extract.reading.plain import decode
from extract.report import ReadError, Report, find, names, read, read_bytes
from extract.sentences import Sentence, split
from tests.bench.texts import news, restored

PROSE = "近年来，澜清县把基层党组织建设作为基础工程，共选派干部1.2万名，投入资金3.6亿元。\r\n截至去年底，覆盖率达到62.8%。"
SHORT = "党员12名"


def traditional(text: str) -> str:
    return opencc.OpenCC("s2tw").convert(text)  # 為, not 爲, which Big5 lacks


@pytest.mark.parametrize("text", [PROSE, SHORT, "没有数字的一行", "plain ASCII, 12 villages\n"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("gb18030", b""),
        ("gbk", b""),
        ("big5hkscs", b""),
    ],
)
def test_every_encoding_gives_the_same_text(text: str, encoding: str, mark: bytes) -> None:
    wanted = traditional(text) if encoding == "big5hkscs" else text
    assert decode(mark + wanted.encode(encoding), "x")[0] == wanted


def test_gb_text_keeps_its_dashes() -> None:
    assert decode("全县——12个村——达标，农村党员参加培训".encode("gbk"), "x")[0].count("——") == 2


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_text_cut_off_within_a_character_is_read_and_the_loss_is_noted(encoding: str) -> None:
    text, notes = decode((PROSE * 3).encode(encoding)[:-1], "x")
    assert text[:-1] == (PROSE * 3)[:-1]
    assert text[-1] == "�"
    assert [note.code for note in notes] == ["replaced"]
    assert "1" in notes[0].say("zh")


def test_damage_throughout_is_refused() -> None:
    content = bytearray(PROSE.encode("utf-8") * 4)
    content[3::7] = b"\xff" * len(content[3::7])
    with pytest.raises(ReadError):
        decode(bytes(content), "x")


@pytest.mark.parametrize(
    "content",
    [
        b"\x7fELF\x02\x01\x01" + b"\0" * 4000,
        bytes(range(256)) * 40,
    ],
)
def test_what_is_no_text_is_refused_and_says_what_to_do(content: bytes) -> None:
    with pytest.raises(ReadError, match=r"^图\.txt: is not text .* save it as") as caught:
        read_bytes(content, "图.txt", "图")
    assert caught.value.failure.note.say("zh").startswith("不是中文报告")


@pytest.mark.parametrize("content", [b"", b" \r\n\t", "\ufeff".encode(), "　\n".encode("gb18030")])
def test_an_empty_file_is_named(content: bytes) -> None:
    with pytest.raises(ReadError, match="is empty"):
        read_bytes(content, "空.txt", "空")


def test_line_breaks_and_controls_stay_as_they_are(tmp_path: Path) -> None:
    raw = "标题\r\n\r\n全县\x0c党员\u202e12\u202c名\r末行\n" * 20
    path = tmp_path / "a.txt"
    path.write_bytes(raw.encode("utf-8"))
    assert read(path).raw == raw
    for fact in read_all([path]).facts:
        assert raw[fact.start : fact.end] == fact.quote


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ReadError, match="64 MB at most"):
        read(path)


def test_too_many_characters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.report.MAX_CHARACTERS", 10)
    assert read_bytes("全县党员十二名整".encode(), "a.txt", "a").raw
    with pytest.raises(ReadError, match="11 characters"):
        read_bytes("全县党员十二名整整整整".encode(), "a.txt", "a")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes among its files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="no ordinary file"):
        read(tmp_path / "pipe.txt")


def test_a_name_cannot_forge_a_message() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(b"", "a\n\x1b[2Kb.txt: fine\u202e", "a")
    assert str(caught.value).startswith(r"a\n\x1b[2Kb.txt: fine\u202e: is empty")


@pytest.mark.skipif(os.name == "nt", reason="Windows names are always Unicode")
def test_a_name_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("汇报.txt".encode("gb18030"))
    try:
        path.write_text("全县党员12名。", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert read(path).name == "汇报"


class TestFinding:
    def test_a_folder_gives_its_reports_in_order_and_nothing_else(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.MD", "sub/c.txt", ".hidden.txt", ".git/d.txt", "reports.csv", "rows.jsonl"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("x", encoding="utf-8")
        found = [path.relative_to(tmp_path).as_posix() for path in find([tmp_path])]
        assert found == ["a.MD", "b.txt", "sub/c.txt"]

    def test_a_file_that_is_named_twice_is_read_once(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("x", encoding="utf-8")
        assert len(list(find([tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt"]))) == 1

    def test_a_folder_without_reports_is_named(self, tmp_path: Path) -> None:
        (failure,) = read_all([tmp_path]).failed
        assert "holds no report" in str(failure)

    def test_reports_never_share_a_name(self) -> None:
        paths = [Path("a/x.txt"), Path("b/x.txt"), Path("a/y.txt"), Path("c/x.md")]
        assert names(paths) == ["a/x.txt", "b/x.txt", "y", "x.md"]


class TestManifest:
    def write(self, folder: Path, text: str, encoding: str = "utf-8") -> Path:
        (folder / manifest.NAME).write_bytes(text.encode(encoding))
        path = folder / "a.txt"
        path.write_text("去年，选派干部230名。", encoding="utf-8")
        return path

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_it_says_what_the_text_does_not(self, tmp_path: Path, encoding: str) -> None:
        path = self.write(
            tmp_path,
            "file,region,title,published,source\r\na.txt,吉林省四平市双辽市,综述,2022年6月30日,某报\r\n",
            encoding,
        )
        report = read(path)
        assert (report.region, report.title) == ("吉林省四平市双辽市", "综述")
        assert (report.published, report.source) == ("2022-06-30", "某报")

    def test_a_file_that_it_does_not_name_is_read_as_without_it(self, tmp_path: Path) -> None:
        assert read(self.write(tmp_path, "file,region\nother.txt,辽宁省\n")).region == ""

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_a_value_may_have_lines_of_its_own(self, tmp_path: Path, end: str) -> None:
        path = self.write(
            tmp_path,
            end.join(["file,region,title", 'a.txt,辽宁省,"第一行', '第二行"', "b.txt,甘肃省,二", ""]),
        )
        assert read(path).title == "第一行 第二行"
        assert set(manifest.rows(tmp_path)) == {"a.txt", "b.txt"}

    @pytest.mark.parametrize("length", [10, 200_000])
    @pytest.mark.parametrize("first", [False, True])
    def test_a_quotation_mark_that_is_not_closed_is_named(self, length: int, first: bool) -> None:
        """It took all lines below for one title, or was an error that nobody caught; and which of these hung on whether a csv
        file had been read before."""
        if first:
            separated.read("甲,乙\n1,2\n".encode(), "表.csv")
        text = 'file,region,title\na.txt,辽宁省,"综述\n' + "b.txt,甘肃省,二\n" * (length // 10)
        with pytest.raises(ReadError, match=r"reports\.csv: .*quotation marks"):
            manifest.parse(text.encode(), "reports.csv")

    def test_lines_may_be_short_or_long(self, tmp_path: Path) -> None:
        path = self.write(tmp_path, "file,region,title\n\na.txt,辽宁省\nb.txt,a,b,c,d\n")
        assert read(path).region == "辽宁省"

    def test_a_region_may_go_on_to_a_town_of_it(self, tmp_path: Path) -> None:
        table = read_all([self.write(tmp_path, "file,region\na.txt,湖北省随县柳林镇\n")])
        assert not table.failed
        assert {(fact.scope, fact.site) for fact in table.facts} == {("湖北省随州市随县", "柳林镇")}

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("file,region,published\na.txt,辽宁省,去年\n", "“去年”, which is no date"),
            ("file,region,published\na.txt,辽宁省,2022-13-01\n", "“2022-13-01”"),
            ("file,region\na.txt,某某省\n", "“某某省”, which is not in the registry"),
            ("file,region\na.txt,辽宁省某某镇\n", "“辽宁省某某镇”, which is not in the registry"),
            ("name,place\na.txt,辽宁省\n", "has no column file, region"),
            ("", "has no column"),
        ],
    )
    def test_what_is_wrong_with_it_is_said(self, tmp_path: Path, text: str, message: str) -> None:
        with pytest.raises(ReadError, match=message):
            read(self.write(tmp_path, text))

    def test_one_that_cannot_be_read_is_told_once_and_stops_no_report(self, tmp_path: Path) -> None:
        self.write(tmp_path, "name,place\n")
        (tmp_path / "b.txt").write_text("培训党员12人次。", encoding="utf-8")
        table = read_all([tmp_path])
        assert len(table.sources) == 2
        assert [Path(failure.where).name for failure in table.failed] == ["reports.csv"]

    def test_a_report_is_read_as_without_a_line_that_cannot_be_understood(self, tmp_path: Path) -> None:
        table = read_all([self.write(tmp_path, "file,region\na.txt,某某省\n")])
        assert [fact.quote for fact in table.facts] == ["230名"]
        assert "某某省" in str(table.failed[0])


def test_one_bad_report_stops_none_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("培训党员12人次。", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2\3" * 100)
    (tmp_path / "c.txt").write_text("今天天气很好，没有数字。", encoding="utf-8")
    table = read_all([tmp_path, tmp_path / "missing.txt"])
    assert [source.name for source in table.sources] == ["a", "c"]
    assert [Path(failure.where).name for failure in table.failed] == ["b.txt", "missing.txt"]
    assert [fact.quote for fact in table.facts] == ["12人次"]


def test_a_defect_of_the_program_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(raw: str) -> None:
        raise KeyError(raw[:2])

    (tmp_path / "a.txt").write_text("全县", encoding="utf-8")
    monkeypatch.setattr("extract.pipeline.repair", fail)
    (failure,) = read_all([tmp_path]).failed
    assert "KeyError: '全县' at test_report.py:" in str(failure)
    assert "维护者" in failure.note.say("zh")


def test_a_defect_on_one_report_stops_none_of_those_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def some(clean: str) -> list[Sentence]:
        if "乙县" in clean:
            raise RecursionError(clean)
        return split(clean)

    for name, county in zip("abc", ("甲县", "乙县", "丙县"), strict=True):
        (tmp_path / f"{name}.txt").write_text(f"{county}培训党员12人次。", encoding="utf-8")
    monkeypatch.setattr("extract.pipeline.split", some)
    table = read_all([tmp_path])
    assert [source.name for source in table.sources] == ["a", "c"]
    assert ["RecursionError: 乙县" in str(failure) for failure in table.failed] == [True]


def test_reports_that_are_read_abreast_are_as_each_alone() -> None:
    reports = [*restored(), *news(3, 20_000)]
    assert extract_all(reports) == [extract(report) for report in reports]


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example("全县".encode("utf-16-le") + b"\xd8")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("PATH", "")  # no other program is started
            report = read_bytes(content, "x.txt", "x")
    except ReadError as error:
        assert error.failure.note.say("zh")
        return
    report.raw.encode("utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_any_text_in_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode("utf-8"), "x")[0] == text.removeprefix("\ufeff")


def test_a_title_in_traditional_script_is_read_as_its_text_is() -> None:
    (fact,) = extract(Report("r", "現有黨員143名。", region="江苏省盐城市东台市", title="柳園社區")).facts
    assert fact.site == "柳园社区"
