"""Mojibake: text that an earlier program decoded wrongly and saved again is read back, or named with what happened to it."""

from __future__ import annotations

import quopri
import urllib.parse

import pytest

from extract.reading.document import ReadError
from extract.reading.plain import decode
from extract.report import read_bytes

TEXT = "澜清县2021年基层党建工作情况\n\n全县共有党员12000名，培训党员3200人次。\n"

UNDONE = {
    "UTF-8 taken for Latin-1": TEXT.encode().decode("latin-1").encode(),
    "GBK taken for Latin-1": TEXT.encode("gbk").decode("latin-1").encode(),
    "GBK taken for Windows-1252": TEXT.encode("gbk").decode("cp1252").encode(),
    "GBK taken for EUC-KR": TEXT.encode("gbk").decode("cp949").encode(),
    "UTF-8 taken for Mac Roman": TEXT.encode().decode("mac_roman").encode(),
    "UTF-8 taken for a DOS code page": TEXT.encode().decode("cp437").encode(),
    "three times": TEXT.encode()
    .decode("latin-1")
    .encode()
    .decode("latin-1")
    .encode()
    .decode("latin-1")
    .encode(),
    "twice": TEXT.encode().decode("latin-1").encode().decode("latin-1").encode(),
}


@pytest.mark.parametrize("content", UNDONE.values(), ids=UNDONE)
def test_what_has_its_bytes_is_read_back_and_said(content: bytes) -> None:
    report = read_bytes(content, "汇报.txt", "汇报")
    assert report.raw == TEXT
    assert [note.code for note in report.notes] == ["mojibake"]
    assert "还原" in report.notes[0].say("zh")
    assert "read back" in report.notes[0].say("en")


def test_big5_taken_for_gbk() -> None:
    traditional = "瀾清縣2021年基層黨建工作情況，全縣共有黨員12000名，培訓黨員3200人次。"
    text, notes = decode(traditional.encode("big5").decode("gb18030").encode(), "汇报.txt")
    assert text == traditional
    assert dict(notes[0].values)["was"] == "Big5"


def test_lines_that_were_pasted_in_are_read_back() -> None:
    pasted = "全县建成党群服务中心45个，发展党员320名，党支部813个。"
    for taken_for, was in (("latin-1", "utf-8"), ("latin-1", "gbk")):
        text, notes = decode((TEXT + pasted.encode(was).decode(taken_for) + "\n" + TEXT).encode(), "汇报.txt")
        assert text == TEXT + pasted + "\n" + TEXT
        assert [note.code for note in notes] == ["mojibake_lines"]
        assert dict(notes[0].values)["count"] == "1"


@pytest.mark.parametrize(
    "written",
    [
        TEXT.encode("ascii", "xmlcharrefreplace"),
        urllib.parse.quote(TEXT).encode(),
        TEXT.encode("unicode_escape"),
        quopri.encodestring(TEXT.encode()),
    ],
    ids=["entities", "percent signs", "escapes", "quoted-printable"],
)
def test_characters_that_stand_as_codes_are_read_back(written: bytes) -> None:
    text, notes = decode(written, "汇报.txt")
    assert text.split() == TEXT.split()
    assert [note.code for note in notes] == ["escaped"]


def test_a_text_without_chinese_is_said() -> None:
    report = read_bytes(TEXT.encode("utf-7"), "汇报.txt", "汇报")
    assert [note.code for note in report.notes] == ["no_chinese"]
    assert "汉字" in report.notes[0].say("zh")


LOST = {
    "UTF-8 taken for GBK": TEXT.encode().decode("gb18030", "replace").encode(),
    "question marks": TEXT.encode("ascii", "replace"),
    "UTF-16 taken for UTF-8": TEXT.encode("utf-16-le").decode("utf-8", "replace").encode(),
    "GBK taken for UTF-8": TEXT.encode("gbk").decode("utf-8", "replace").encode(),
    "and the gaps taken for GBK": TEXT.encode("gbk")
    .decode("utf-8", "replace")
    .encode()
    .decode("gbk", "replace")
    .encode(),
}


@pytest.mark.parametrize("content", LOST.values(), ids=LOST)
def test_what_lost_its_bytes_is_named(content: bytes) -> None:
    with pytest.raises(ReadError, match="is mojibake") as caught:
        read_bytes(content, "汇报.txt", "汇报")
    assert "乱码" in caught.value.failure.note.say("zh")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Le parti a été créé en 1921, où les élèves français étaient présents",
        "これは日本語の文章ですか、東京都の人口は約1400万人です",
        "Windows “quotes” — dash … 12000",
        "Партия была создана в 1921 году",
        "à",
        "déjà vu à la création",
        "전체 당원 12000명, 올해 새로 입당한 당원 320명, 당 조직 813개를 건설하였다",
        "Toàn tỉnh có 12000 đảng viên, kết nạp 320 đảng viên mới trong năm qua",
        "Ολόκληρη η επαρχία έχει 12000 μέλη του κόμματος",
        "全県の党員は12000名で、本年に入党した者は320名である。ハンカクｶﾅ",
        "全縣共有黨員12000名，發展黨員320名。",
        "党员去了吗？？？真的？党员12000名",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert decode(text.encode(), "汇报.txt") == (text, ())


def test_a_gap_here_and_there_is_said() -> None:
    text = "全县共有党员12000名，培训党员3200人次，有一处\ufffd看不清。"
    read, notes = decode(text.encode(), "汇报.txt")
    assert read == text
    assert [note.code for note in notes] == ["replaced"]
