"""Files that mean harm or are badly broken: each gets a clear message or a result, soon, and never a traceback."""

from __future__ import annotations

import os
import struct
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.pipeline import extract, read_all
from extract.reading import document, office
from extract.report import ReadError, read_bytes
from tests.conftest import LONG
from tests.hostile import HOSTILE, workbook
from tests.test_reading import page, paper, paragraph, table, word

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

HANG = 10.0  # seconds of work for a file of a few kB: hundreds of times what it takes
MANY = settings(
    max_examples=10_000 if LONG else 300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def refused(content: bytes, name: str) -> str:
    """The code of the message with which a file is refused."""
    with pytest.raises(ReadError) as caught:
        read_bytes(content, name, "x")
    return caught.value.failure.note.code


class TestCells:
    """Each is refused before the library makes what it tells of: 并 and 域 once took 27 seconds, 格 29, 串 a gigabyte."""

    @pytest.mark.parametrize(
        ("name", "code"),
        [("格.xlsx", "cells"), ("空.xlsx", "cells"), ("并.xlsx", "covered"), ("域.xlsx", "covered"), ("串.xlsx", "long"), ("列.csv", "cells")],
    )  # fmt: skip
    def test_a_file_that_tells_of_too_many_says_how_many(self, name: str, code: str) -> None:
        assert refused(HOSTILE[name](), name) == code

    @pytest.mark.parametrize(
        ("made", "name"),
        [
            (lambda: "<html><body><table>" + "<tr><td>1<td>2" * 6 + "</table>", "x.html"),
            (lambda: "党员\t12\n" * 12, "x.txt"),
            (lambda: "| 党员 | 12 |\n" * 6, "x.md"),
            (lambda: "党员,12\n" * 12, "x.csv"),
        ],
    )
    def test_every_format_has_that_limit(
        self, made: Callable[[], str], name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(document, "MAX_CELLS", 10)
        assert refused(made().encode(), name) == "cells"

    def test_so_has_a_document_and_a_workbook(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(document, "MAX_CELLS", 10)
        rows = [["<w:tc>" + paragraph("12名") + "</w:tc>"] * 3] * 4
        assert refused(word(table(*rows)), "x.docx") == "cells"
        sheet = b"<sheetData>" + b"<row><c><v>1</v></c></row>" * 6 + b"</sheetData>"
        assert refused(workbook([sheet]), "x.xlsx") == "cells"


class TestPackages:
    def test_a_bomb_is_seen_before_it_is_unpacked(self) -> None:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", b" " * 2**27)
        assert len(buffer.getvalue()) < 2**20
        assert refused(buffer.getvalue(), "x.docx") == "bomb"

    def test_a_bomb_that_understates_its_size_is_damaged(self) -> None:
        content = bytearray(word(paragraph("甲" * 200_000)))
        directory = content.find(b"PK\x01\x02")
        while directory >= 0:
            struct.pack_into("<I", content, directory + 24, 10)  # as unpacked, says the directory
            directory = content.find(b"PK\x01\x02", directory + 4)
        assert refused(bytes(content), "x.docx") == "damaged"

    def test_thousands_of_parts_are_refused(self) -> None:
        assert refused(word("", **{f"word/media/{n}.png": "" for n in range(6000)}), "x.docx") == "bomb"

    def test_entities_are_refused(self) -> None:
        laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        assert (
            refused(word(paragraph("x"), **{"word/footnotes.xml": laughs + "<x>&b;</x>"}), "x.docx")
            == "entities"
        )

    def test_a_file_of_the_machine_is_not_read_into_the_text(self) -> None:
        stolen = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
        assert refused(word("", **{"customXml/item1.xml": stolen}), "x.docx") == "entities"

    def test_names_that_climb_out_are_never_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        content = word(paragraph("党员12名"), **{"../../escape.txt": "x", "/tmp/escape.txt": "x"})
        assert read_bytes(content, "../../汇报.docx", "汇报").raw == "党员12名\n"
        assert list(tmp_path.iterdir()) == []

    def test_tables_in_tables_end(self) -> None:
        body = paragraph("党员12名")
        for _ in range(70):
            body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
        assert outcome(word(body), "x.docx") in ("党员12名", "damaged")

    def test_a_cell_that_says_it_spans_a_million_columns(self) -> None:
        wide = '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p/></w:tc>'
        assert (
            "12名"
            in read_bytes(
                word(table([wide, wide], ["<w:tc>" + paragraph("12名") + "</w:tc>"] * 2)), "x.docx", "x"
            ).raw
        )

    @pytest.mark.parametrize(
        ("content", "name", "code"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "x.docx", "encrypted"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.doc", "damaged"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 60, "x.doc", "old"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 60, "x.wps", "old"),
            (b"{\\rtf1\\ansi }", "x.doc", "old"),
            (b"PK\x03\x04" + b"\0" * 100, "x.docx", "damaged"),
            (word(paragraph("甲"))[:300], "x.docx", "damaged"),
            (b"no package", "x.docx", "damaged"),
            (b"%PDF-1.7\n%%EOF", "x.pdf", "damaged"),
            (b"no paper", "x.pdf", "damaged"),
            (b"", "x.pdf", "empty"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_opened_says_why(
        self, content: bytes, name: str, code: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "")  # without LibreOffice
        assert refused(content, name) == code

    @pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="this system limits no other process")
    def test_a_converter_that_never_ends_is_ended_by_its_work(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Five million groups of RTF kept it for as long as the clock allowed: 120 seconds."""
        program = tmp_path / "soffice"
        program.write_text("#!/bin/sh\nwhile :; do :; done\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
        monkeypatch.setattr(office, "WORK_LIMIT", 1)
        with pytest.raises(ReadError) as caught:
            read_bytes(b"{\\rtf1\\ansi }", "x.rtf", "x")
        assert caught.value.failure.note.code == "unconverted"
        assert ("why", "> 1 s") in caught.value.failure.note.values

    def test_another_offices_package_is_named(self) -> None:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr("ppt/presentation.xml", "<x/>")
        assert refused(buffer.getvalue(), "x.pptx") == "archive"

    def test_an_encrypted_part_is_named(self) -> None:
        content = bytearray(word(paragraph("甲")))
        for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
            content[content.find(mark) + place] |= 1
        assert refused(bytes(content), "x.docx") == "encrypted"

    @pytest.mark.parametrize("method", [12, 14])
    def test_a_part_that_says_it_is_packed_in_another_way_is_named(self, method: int) -> None:
        content = bytearray(word(paragraph("甲")))
        for mark, place in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
            content[content.find(mark) + place] = method
        assert refused(bytes(content), "x.docx") == "damaged"

    def test_a_damaged_part_is_named(self) -> None:
        assert refused(word("<w:p>"), "x.docx") == "damaged"
        assert refused(word("<w:p></w:q>"), "x.docx") == "damaged"


class TestPapers:
    def test_a_scan_says_what_to_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("extract.reading.scan.available", lambda: False)
        with pytest.raises(ReadError, match=r"pip install .jiceng\[scan\].*run OCR on it first"):
            read_bytes(paper([], []), "x.pdf", "x")

    def test_a_password_is_named(self) -> None:
        assert refused(locked(), "x.pdf") == "encrypted"

    def test_a_paper_cut_short_is_read_or_refused(self) -> None:
        content = paper([(90, 100, "党员12名。")])
        for cut in range(100, len(content), len(content) // 12):
            outcome(content[:cut], "x.pdf")


def locked() -> bytes:
    """A PDF that wants a password which nobody knows."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"ab" * 32 + b"> /U <" + b"cd" * 32 + b"> >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    start = len(content)
    content += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00><00>] >>\nstartxref\n%d\n%%%%EOF" % start
    )


class TestPages:
    def test_tags_nested_without_end(self) -> None:
        for tag in ("div", "span", "table><tr><td", "b"):
            outcome(f"<html><body>{f'<{tag}>' * 20_000}党员12名".encode(), "x.html")

    def test_scripts_and_handlers_leave_no_trace(self) -> None:
        text = "<p onclick='steal()'>党员<script>alert(13)</script>12名，<img src=x onerror=alert(14)>投入<style>x{}</style>3亿元。</p>"
        raw = read_bytes(page(text).encode(), "x.html", "x").raw
        assert "党员12名，投入3亿元。" in raw
        assert "alert" not in raw

    def test_cells_that_say_they_span_a_million(self) -> None:
        cells = "<tr><td colspan=9999999 rowspan=9999999>甲</td><td colspan='²'>12名</td></tr>" * 20
        assert "12名" in read_bytes(page(f"<table>{cells}</table>").encode(), "x.html", "x").raw

    def test_a_page_of_tags_only_is_empty(self) -> None:
        assert refused(b"<html><body><p></p></body></html>", "x.html") == "textless"

    @pytest.mark.parametrize("opened", ["<!--", "<script>", "<p title='", "<style>", "<textarea>", "<p "])
    def test_a_page_that_was_cut_off_is_not_called_empty(self, opened: str) -> None:
        assert outcome(f"<html><body>{opened}全省共有党员12名".encode(), "x.html") != "empty"

    @pytest.mark.parametrize("name", ["rot13", "base64", "utf-7", "idna", "no-such", "utf-8\x00"])
    def test_an_encoding_that_is_none_is_not_believed(self, name: str) -> None:
        text = f'<meta charset="{name}">{page("<p>党员12名</p>")}'
        assert "党员12名" in read_bytes(text.encode(), "x.html", "x").raw

    def test_an_archive_within_an_archive_without_end(self) -> None:
        head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        assert outcome(head * 3000, "x.mhtml") == "parts"


class TestText:
    def test_a_line_of_megabytes(self, tmp_path: Path) -> None:
        path = tmp_path / "长.txt"
        path.write_text(
            "培训党员" + "稳步推进，" * 400_000 + "共12人次", encoding="utf-8"
        )  # 6 MB in one sentence
        (fact,) = read_all([path]).facts
        assert fact.quote == "12人次"

    @pytest.mark.parametrize(
        "noise", ["\0", "\x1b[31m", "\u202e", "\u2066", "\u200b", "\ufeff", "\ue000", "𠀀", "\U000e0001"]
    )
    def test_a_figure_beside_strange_characters_keeps_its_place(self, noise: str) -> None:
        raw = f"{noise}全县{noise}培训党员12人次{noise}。" * 30
        report = read_bytes(raw.encode(), "x.txt", "x")
        assert report.raw == raw.removeprefix("\ufeff")  # a byte order mark is no part of the text
        facts = extract(report).facts
        assert facts
        for fact in facts:
            assert report.raw[fact.start : fact.end] == fact.quote

    @pytest.mark.parametrize(
        "noise",
        ["\0", "\x1f", "\u200e", "\u200f", "\u202a", "\u202c", "\u202e", "\u2066", "\u2069", "\u200d", "\ufe0f", "\ufffe", "\u2063"],
    )  # fmt: skip
    def test_what_shows_nothing_splits_no_number(self, noise: str) -> None:
        """1<U+200E>200名 was 200名, and 3.<U+202C>5万 was 50,000."""
        raw = f"全县共有党员1{noise}200名，培训党员3.{noise}5万人次，完成率98{noise}.5%。"
        facts = extract(read_bytes(raw.encode(), "x.txt", "x")).facts
        assert [fact.value for fact in facts] == [1200.0, 35_000.0, 98.5]

    def test_a_mark_over_a_digit_is_none_and_a_line_through_it_takes_it_away(self) -> None:
        raw = "全县共有党员1\u0301200名，培训党员9\u03368\u033635人次。"
        assert [fact.value for fact in extract(read_bytes(raw.encode(), "x.txt", "x")).facts] == [
            1200.0,
            35.0,
        ]

    def test_a_turn_of_the_direction_of_writing_is_said(self) -> None:
        report = read_bytes("全县共有党员\u202e0021\u202c名。".encode(), "x.txt", "x")  # a screen shows 1200
        assert [note.code for note in report.notes] == ["turned"]

    def test_digits_without_end(self) -> None:
        for text in (
            "9" * 100_000,
            "万" * 100_000,
            "一" * 100_000,
            "1," * 50_000,
            "1.2" * 50_000,
            "（" * 100_000,
        ):
            extract(read_bytes(f"培训党员{text}人次。".encode(), "x.txt", "x"))


def outcome(content: bytes, name: str) -> str:
    """What a file gives, by whatever way: its text, or the code of the message; and its figures stand where they say."""
    begun = time.process_time()  # of this process alone, so that a busy machine fails no test
    try:
        report = read_bytes(content, name, "x")
    except ReadError as error:
        return error.failure.note.code
    for fact in extract(report).facts:
        assert report.raw[fact.start : fact.end] == fact.quote
    assert time.process_time() - begun < HANG, f"{len(content)} bytes: {content[:60]!r}"
    return report.raw.strip()


def samples() -> Iterator[tuple[bytes, str]]:
    text = "近年来，澜清县培训党员1.2万人次，投入资金3.6亿元，覆盖率由52.1%提高到62.8%。\r\n一是选派干部近230名。"
    for encoding in ("utf-8", "gb18030", "big5hkscs", "utf-16"):
        yield text.encode(encoding, errors="replace"), "x.txt"
    yield word(paragraph(text) + table([paragraph("x")])), "x.docx"
    yield page(f"<p>{text}</p>").encode(), "x.html"
    yield (
        b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(text).encode(),
        "x.mht",
    )


SAMPLES = list(samples())


@MANY
@given(st.binary(max_size=2000), st.sampled_from([".txt", ".html", ".docx", ".pdf", ".mhtml", ""]))
@example(b"<", ".html")
@example(b"\xff\xfe\x00", ".txt")
def test_any_bytes_give_a_result_or_a_message(content: bytes, ending: str) -> None:
    outcome(content, f"x{ending}")


@MANY
@given(st.sampled_from(SAMPLES), st.data())
def test_a_report_damaged_anywhere_gives_a_result_or_a_message(
    sample: tuple[bytes, str], data: st.DataObject
) -> None:
    content, name = bytearray(sample[0]), sample[1]
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content)))
        content[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    outcome(bytes(content), name)
