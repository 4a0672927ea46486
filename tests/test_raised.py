"""Raised text of Word files and web pages: a note's mark is no digit of the number before it, an exponent stays."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from extract.report import read_bytes


def word(*runs: tuple[str, bool]) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text, raised in runs:
        paragraph.add_run(text).font.superscript = raised or None
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("mark", ["1", "②", "[3]", "12", "*", "（1）", "注1"])
def test_the_mark_of_a_note_goes(mark: str) -> None:
    read = read_bytes(word(("全县共有党员12000", False), (mark, True), ("名。", False)), "x.docx", "x")
    assert read.raw.strip() == "全县共有党员12000名。"
    page = f"<html><body><h1>党建工作情况</h1><p>全县共有党员12000<sup>{mark}</sup>名，建成中心45<sup><a href='#n'>{mark}</a></sup>个。</p></body></html>"
    assert "全县共有党员12000名，建成中心45个。" in read_bytes(page.encode(), "x.html", "x").raw


def test_an_exponent_and_other_raised_text_stay() -> None:
    read = read_bytes(
        word(("面积350m", False), ("2", True), ("，获评", False), ("优秀", True), ("等次。", False)),
        "x.docx",
        "x",
    )
    assert read.raw.strip() == "面积350m²，获评优秀等次。"
    page = "<html><body><h1>党建工作情况</h1><p>新建场所面积350m<sup>2</sup>，全县共有党员12000名。</p></body></html>"
    assert "面积350m²，全县" in read_bytes(page.encode(), "x.html", "x").raw
