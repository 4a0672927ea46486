"""Mojibake: text that an earlier program decoded wrongly and saved again is read back, or named with what happened to it."""

from __future__ import annotations

import pytest

from extract.reading.document import ReadError
from extract.reading.plain import decode
from extract.report import read_bytes

TEXT = "澜清县2021年基层党建工作情况\n\n全县共有党员12000名，培训党员3200人次。\n"

UNDONE = {
    "UTF-8 taken for Latin-1": TEXT.encode().decode("latin-1").encode(),
    "GBK taken for Latin-1": TEXT.encode("gbk").decode("latin-1").encode(),
    "GBK taken for Windows-1252": TEXT.encode("gbk").decode("cp1252").encode(),
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


LOST = {
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
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert decode(text.encode(), "汇报.txt") == (text, ())


def test_a_gap_here_and_there_is_said() -> None:
    text = "全县共有党员12000名，培训党员3200人次，有一处\ufffd看不清。"
    read, notes = decode(text.encode(), "汇报.txt")
    assert read == text
    assert [note.code for note in notes] == ["replaced"]
