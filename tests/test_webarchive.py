"""Pages saved as one file: the page is found among its parts, and each part is held to limits of its own."""

from __future__ import annotations

import quopri
from base64 import encodebytes

import pytest

from extract.reading.document import Document, ReadError
from extract.reading.webarchive import MAX_DEEP, MAX_HEADER, MAX_PART, MAX_PARTS, read
from extract.reading.webpage import MAX_PAGE
from extract.report import read_bytes

HEAD = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
END = b"--b--\r\n"
SAID = "2021年，全省选派驻村干部2304名，各项工作扎实推进，群众满意。"


def page(text: str = SAID) -> bytes:
    return f"<html><body><p>{text}</p></body></html>".encode()


def part(
    body: bytes, kind: bytes = b"text/html; charset=utf-8", coding: bytes = b"8bit", more: bytes = b""
) -> bytes:
    return (
        b"--b\r\nContent-Type: " + kind + b"\r\n" + more + b"Content-Transfer-Encoding: " + coding + b"\r\n\r\n" + body + b"\r\n"
    )  # fmt: skip


def refused(content: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(content, "x.mhtml")
    return caught.value.failure.note.code


def text(content: bytes) -> str:
    found: Document = read(content, "x.mhtml")
    return found.text


PICTURE = part(b"iVBORw0KGgo=", b"image/png", b"base64")


@pytest.mark.parametrize(
    ("body", "coding"),
    [(page(), b"8bit"), (encodebytes(page()), b"base64"), (quopri.encodestring(page()), b"quoted-printable")],
)
def test_a_page_is_found_wherever_it_stands_and_however_it_is_written(body: bytes, coding: bytes) -> None:
    for before, after in ((b"", PICTURE * 3), (PICTURE * 3, b""), (b"for readers of mail\r\n", PICTURE)):
        for end in (END, b"", b"--b-- \r\nbehind the end"):
            assert SAID in text(HEAD + before + part(body, coding=coding) + after + end)
        unix = (HEAD + before + part(body, coding=coding) + after + END).replace(b"\r\n", b"\n")
        assert SAID in text(unix)


def test_a_file_of_one_part_or_of_parts_within_parts_is_read() -> None:
    one = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page()
    assert SAID in text(one)
    inner = HEAD.replace(b'"b"', b'"c"') + (part(page()) + PICTURE + END).replace(b"--b", b"--c")
    assert SAID in text(HEAD + b"--b\r\n" + inner + PICTURE + END)
    assert SAID in text(HEAD + b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + one + b"\r\n" + END)


def test_what_looks_like_a_boundary_within_a_line_is_none() -> None:
    assert "甲--b乙" in text(HEAD + part(page(f"甲--b乙，{SAID}")) + END)
    assert "--bc" in text(HEAD + part(page(f"\r\n--bc\r\n{SAID}")) + END)


def test_a_page_may_have_as_much_as_a_page_and_not_more() -> None:
    large = page("好" * (MAX_PAGE // 3 - 100))
    assert "好" in text(HEAD + part(quopri.encodestring(large), coding=b"quoted-printable") + END)
    filled = encodebytes(b" " * MAX_PART)
    assert refused(HEAD + PICTURE + part(filled, coding=b"base64") + END) == "part"
    assert refused(HEAD + part(encodebytes(b" " * (MAX_PAGE + 1)), coding=b"base64") + END) == "large"


def test_a_picture_that_is_not_read_may_have_what_the_file_may_have() -> None:
    filled = b"A" * (MAX_PART + 1)
    assert SAID in text(HEAD + part(page()) + part(filled, b"image/png", b"base64") + END)


def test_lines_without_end_in_a_part_that_is_not_read_cost_nothing() -> None:
    """60 MB of them took a gigabyte and 31 seconds: each became a string."""
    assert SAID in text(HEAD + part(page()) + part(b"\n" * (32 * 2**20), b"image/png") + END)


def test_parts_without_end_are_counted_not_held() -> None:
    """3 million empty ones took the 55 seconds that a file has."""
    assert refused(HEAD + b"--b\r\n\r\n\r\n" * 1_000_000 + part(page()) + END) == "parts"
    assert SAID in text(HEAD + PICTURE * (MAX_PARTS - 2) + part(page()) + END)
    assert refused(HEAD + PICTURE * (MAX_PARTS - 1) + part(page()) + END) == "parts"


@pytest.mark.parametrize("more", [b"X-A: b\r\n", b"X-A: b\r\n c\r\n", b"; a=b", b"; a*0=b"])
def test_a_header_has_a_limit_of_its_own(more: bytes) -> None:
    """800 kB of parameters took the 34 seconds that a file of its size has; 32 MB of lines killed the process."""
    times = 2 * MAX_HEADER // len(more)
    header = (
        b"Content-Type: text/html; charset=utf-8" + more * times + b"\r\n"
        if more[:1] == b";"
        else more * times
    )
    assert refused(HEAD + PICTURE + b"--b\r\n" + header + b"\r\n" + page() + b"\r\n" + END) == "part_header"
    assert refused(b"MIME-Version: 1.0\r\n" + header + b"\r\n" + page()) == "part_header"


def test_parts_within_parts_have_an_end() -> None:
    nested = b"".join(HEAD.replace(b'"b"', b'"b%d"' % n) + b"--b%d\r\n" % n for n in range(MAX_DEEP + 2))
    assert refused(nested + b"Content-Type: text/html\r\n\r\n" + page()) == "deep"


def test_no_other_part_than_a_page_is_called_one() -> None:
    assert refused(HEAD + PICTURE + END) == "pageless"
    assert refused(HEAD + part(SAID.encode(), b"text/plain; charset=utf-8") + END) == "pageless"


def test_of_frames_the_longest_is_read_and_the_others_are_told() -> None:
    frames = b"<html><frameset><frame src='a.htm'><frame src='b.htm'><frame src='c.htm'></frameset></html>"
    one = HEAD + part(frames) + part(b"<html></html>") + part(page()) + END
    assert read(one, "x.mhtml").notes == ()
    found = read(
        HEAD + part(frames) + part(page("首页 新闻")) + part(page()) + part(page("版权")) + END, "x.mhtml"
    )
    assert SAID in found.text
    assert [note.code for note in found.notes] == ["framed"]
    assert "2" in found.notes[0].say("zh") and "2" in found.notes[0].say("en")


@pytest.mark.parametrize(
    "frame", ["<frameset><frame src='正文.htm'></frameset>", "<body><iframe src='正文.htm'></iframe></body>"]
)
def test_a_page_of_frames_alone_names_what_they_show(frame: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(f"<html>{frame}</html>".encode(), "x.html", "x")
    note = caught.value.failure.note
    assert note.code == "frames"
    assert "正文.htm" in note.say("zh") and "正文.htm" in note.say("en")
