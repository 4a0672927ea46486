"""What stands in a Word document beside its paragraphs: read where the page shows it, else said."""

from __future__ import annotations

import pytest

from extract.pipeline import extract
from extract.report import ReadError, Report, read_bytes
from tests.test_reading import W, paragraph, word

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def read(body: str, **parts: str) -> Report:
    return read_bytes(word(body, **parts), "x.docx", "x")


def related(kind: str, target: str) -> dict[str, str]:
    return {
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r9" Type="{RELATED}/{kind}" Target="{target}"/></Relationships>'
    }


@pytest.mark.parametrize(
    ("properties", "code"), [("<w:strike/>", "struck"), ("<w:dstrike/>", "struck"), ("<w:vanish/>", "hidden_text")]
)  # fmt: skip
def test_words_that_are_struck_out_or_hidden_are_not_read_and_counted(properties: str, code: str) -> None:
    report = read(
        f"<w:p>{run('共有党员')}{run('12', properties)}{run('00', properties)}{run('1300名。')}</w:p>"
    )
    assert [fact.quote for fact in extract(report).facts] == ["1300名"]
    assert [(note.code, note.values) for note in report.notes] == [(code, (("count", "1"),))]


def test_a_mark_that_is_taken_back_hides_nothing() -> None:
    off = '<w:strike w:val="0"/>'
    report = read(f"<w:p>{run('共有党员')}{run('1200', off)}{run('名。')}</w:p>")
    assert (report.raw, report.notes) == ("共有党员1200名。\n", ())


def test_how_a_word_is_spoken_is_no_part_of_it() -> None:
    ruby = "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>99</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>党员</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    assert read(f"<w:p>{run('共有')}{ruby}{run('12名。')}</w:p>").raw == "共有党员12名。\n"


def test_numbers_in_formulas_are_read_and_a_fraction_is_no_number_of_two_digits() -> None:
    m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    one, two, many = (f"<m:r><m:t>{text}</m:t></m:r>" for text in ("1", "2", "1200"))
    half = f"<m:oMath {m}><m:f><m:fPr/><m:num>{one}</m:num><m:den>{two}</m:den></m:f></m:oMath>"
    assert read(
        f"<w:p>{run('占')}{half}{run('，共')}<m:oMath {m}>{many}</m:oMath>{run('名。')}</w:p>"
    ).raw == ("占1/2，共1200名。\n")


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    deleted = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('共有党员12')}</w:p>"
    assert read(deleted + paragraph("00名。")).raw == "共有党员1200名。\n"


def test_notes_below_the_page_are_read() -> None:
    notes = f'<w:{{0}} {W}><w:note w:type="separator"><w:p/></w:note><w:note>{paragraph("其中女党员{1}名。")}</w:note></w:{{0}}>'
    for kind in ("footnotes", "endnotes"):
        parts = {f"word/{kind}.xml": notes.format(kind, 300), **related(kind, f"{kind}.xml")}
        report = read(paragraph("共有党员1300名。"), **parts)
        assert report.raw == "共有党员1300名。\n其中女党员300名。\n"


def test_what_is_not_read_of_a_package_is_said() -> None:
    parts = {
        "word/media/image1.png": "x",
        "word/embeddings/表.xlsx": "x",
        "word/charts/chart1.xml": "<x/>",
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="1"/></w:comments>',
        "word/chunk.mht": "x",
        **related("aFChunk", "chunk.mht"),
    }
    report = read(paragraph("共有党员1300名。"), **parts)
    assert {note.code: dict(note.values)["count"] for note in report.notes} == {
        "pictures": "1",
        "embedded": "3",
        "comments": "1",
    }
    assert "表.xlsx、chart1.xml、chunk.mht" in dict(report.notes[1].values)["which"]
    for language in ("zh", "en"):
        assert all(note.say(language) for note in report.notes)


def test_a_document_of_pictures_is_a_scan_and_not_called_empty() -> None:
    with pytest.raises(ReadError, match="2 pictures and no text"):
        read("<w:p/>", **{"word/media/1.png": "x", "word/media/2.jpeg": "x"})
