"""Scanned pages: drawn, turned by a degree and blurred a little, they give the figures of their text, and fetch nothing."""

from __future__ import annotations

import socket
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pylopdf_fonts_zh_cn
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from extract.pictures import picture_at
from extract.pipeline import extract
from extract.reading import scan
from extract.reading.progress import heard
from extract.repair import repair
from extract.report import ReadError, Report, read_bytes

installed = pytest.mark.skipif(not scan.available(), reason="the extra “scan” is not installed")
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
FACE = str(next(Path(pylopdf_fonts_zh_cn.__file__).parent.rglob("*.[to]tf")))
WIDE, HIGH, SIZE = 1240, 1754, 26  # A4 at 150 dots to the inch


def drawn(text: str) -> Image.Image:
    """A page with a text in lines of the same width, turned and blurred as by a scanner."""
    font = ImageFont.truetype(FACE, SIZE)
    page = Image.new("L", (WIDE, HIGH), 255)
    pen, top = ImageDraw.Draw(page), 110.0
    for paragraph in text.split("\n"):
        rest = f"　　{paragraph.strip()}" if paragraph.strip() else ""
        while rest:
            length = next((n for n in range(1, len(rest) + 1) if pen.textlength(rest[:n], font) > WIDE - 250), len(rest) + 1) - 1  # fmt: skip
            pen.text((120, top), rest[:length], font=font, fill=25)
            rest, top = rest[length:], top + 1.7 * SIZE
    assert top < HIGH - 60, "the text does not fit the page"
    turned = page.rotate(1, fillcolor=255, resample=Image.Resampling.BICUBIC)
    return turned.filter(ImageFilter.GaussianBlur(0.6))


def saved(pages: list[Image.Image], form: str) -> bytes:
    buffer = BytesIO()
    pages[0].save(
        buffer,
        form,
        **({"save_all": True, "append_images": pages[1:], "resolution": 150} if form == "PDF" else {}),
    )
    return buffer.getvalue()


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@installed
@pytest.mark.usefixtures("offline")
def test_a_scanned_page_of_a_seed_gives_its_figures() -> None:
    text = repair(SEEDS[0].read_text("utf-8")).clean[-700:].partition("\n")[2]
    wanted = [(fact.value, fact.unit) for fact in extract(Report("x", text)).facts]
    report = read_bytes(saved([drawn(text)], "PNG"), "扫描.png", "扫描")
    table = extract(report)
    found = [(fact.value, fact.unit) for fact in table.facts]
    right = sum(min(found.count(each), wanted.count(each)) for each in set(wanted))
    assert len(wanted) > 8
    assert right >= 0.95 * len(wanted), (wanted, found)
    for fact in table.facts:
        picture = picture_at(fact.start, report.pictures)
        assert picture is not None and picture.jpeg.startswith(b"\xff\xd8"), fact.quote
        assert "recognised" in fact.reasons and fact.confidence < 0.95


@installed
@pytest.mark.usefixtures("offline")
def test_pages_of_a_pdf_are_read_one_after_the_other_and_told() -> None:
    pages = [
        drawn("双辽市基层党建工作。全市共有党员12000名。"),
        drawn("建成党群服务中心45个，培训党员3200人次。"),
    ]
    told: list[tuple[str, int, int]] = []
    with heard(lambda where, done, of: told.append((where, done, of))):
        report = read_bytes(saved(pages, "PDF"), "扫描.pdf", "扫描")
    assert told == [("扫描.pdf", 0, 2), ("扫描.pdf", 1, 2)]
    assert [fact.value for fact in extract(report).facts] == [12000, 45, 3200]
    assert [picture.page for picture in report.pictures] == [1, 2, 2][: len(report.pictures)]
    assert [note.code for note in report.notes] == ["recognised"]


@installed
def test_a_page_without_words_says_so() -> None:
    with pytest.raises(ReadError, match="no text was recognised"):
        read_bytes(saved([Image.new("L", (400, 400), 255)], "PNG"), "x.png", "x")


def test_a_picture_without_the_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    with pytest.raises(ReadError, match=r"pip install .jiceng\[scan\]"):
        read_bytes(saved([Image.new("L", (40, 40), 255)], "PNG"), "x.png", "x")
