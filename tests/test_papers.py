"""Pages of a pdf that are turned, cut, covered by pictures or written on: what their reader sees is read, or said."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from extract.pipeline import extract
from extract.report import ReadError, Report, read_bytes
from tests.test_reading import FONT, paper

FULL = "近年来澜清县委坚持大抓基层的鲜明导向全面推进党建工作提质增效共选派"
LINES = [(114.0, 100.0, FULL[:-2]), (90.0, 120.0, "选派干部1.2万名。"), (114.0, 140.0, "投入资金3.6亿元。")]
ROWS = (
    ("乡镇", "党员（名）", "干部（名）"),
    ("甲乡", "1200", "30"),
    ("乙乡", "980", "25"),
    ("丙乡", "760", "21"),
)


def read(content: bytes) -> Report:
    return read_bytes(content, "x.pdf", "x")


def changed(content: bytes, change: Callable[[pypdfium2.PdfDocument], object]) -> bytes:
    document = pypdfium2.PdfDocument(content)
    change(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def drawn(texts: list[tuple[float, float, float, str]], *, covered: bool = False) -> bytes:
    """A page of texts, each with its place from the lower left in points and its angle, over a picture or none."""
    figure = Figure(figsize=(595 / 72, 842 / 72))
    if covered:
        axes = figure.add_axes((0.05, 0.06, 0.9, 0.9))
        axes.imshow(np.indices((30, 20)).sum(axis=0) % 7, aspect="auto")
        axes.axis("off")
    for left, up, angle, text in texts:
        figure.text(left / 595, up / 842, text, fontproperties=FONT, fontsize=12, rotation=angle)
    buffer = BytesIO()
    with PdfPages(buffer) as pages:
        pages.savefig(figure)
    return buffer.getvalue()


def wide(string: str) -> ctypes.Array[ctypes.c_ushort]:
    content = string.encode("utf-16-le") + b"\0\0"
    return (ctypes.c_ushort * (len(content) // 2)).from_buffer_copy(content)


@pytest.mark.parametrize("quarters", [0, 90, 180, 270])
def test_how_a_page_is_turned_moves_no_word(quarters: int) -> None:
    """Upside down, 共选派干部1.2万名 was 共万名。 1.2 选派干部."""
    report = read(changed(paper(LINES), lambda document: document[0].set_rotation(quarters)))
    assert report.raw == f"{FULL[:-2]}选派干部1.2万名。\n投入资金3.6亿元。\n"


@pytest.mark.parametrize("angle", [90, 270])
def test_a_table_that_runs_up_or_down_a_page_is_one(angle: int) -> None:
    """So stands a wide one on a page that its reader turns; its lines had no cells and no figure."""
    sign = 1 if angle == 90 else -1
    texts = [
        (300.0 + sign * 24 * (row - 2), 400.0 + sign * 120 * (column - 1), float(angle), text)
        for row, cells in enumerate(ROWS)
        for column, text in enumerate(cells)
    ]
    facts = extract(read(drawn(texts))).facts
    assert sorted(fact.value for fact in facts) == [21.0, 25.0, 30.0, 760.0, 980.0, 1200.0]


def test_what_stands_where_the_paper_was_cut_off_is_not_read_and_said() -> None:
    content = paper([(90, 100, "党员12名。"), (90, 700, "培训党员77人次。")])
    report = read(changed(content, lambda document: document[0].set_cropbox(0, 400, 595, 842)))
    assert (report.raw, [note.code for note in report.notes]) == ("党员12名。\n", ["hidden_text"])


def test_a_note_on_a_page_and_an_attached_file_are_said() -> None:
    def write(document: pypdfium2.PdfDocument) -> None:
        page = document[0]
        note = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_FREETEXT)
        raw.FPDFAnnot_SetStringValue(note, b"Contents", wide("慰问党员66人次。"))
        raw.FPDFPage_CloseAnnot(note)
        file = raw.FPDFDoc_AddAttachment(document.raw, wide("附表.xlsx"))
        raw.FPDFAttachment_SetFile(file, document.raw, b"xxxx", 4)

    report = read(changed(paper([(90, 100, "党员12名。")]), write))
    assert {note.code: dict(note.values) for note in report.notes} == {
        "embedded": {"count": "1", "which": "附表.xlsx"},
        "annotations": {"count": "1"},
    }
    assert all(note.say(language) for note in report.notes for language in ("zh", "en"))


def test_a_scan_with_a_number_of_its_page_is_a_scan_and_one_with_a_stamp_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("extract.reading.scan.available", lambda: False)
    number = (280.0, 20.0, 0.0, "- 1 -")
    with pytest.raises(ReadError, match="1 page and no text"):  # it was called empty
        read(drawn([number], covered=True))
    report = read(drawn([number, (250.0, 820.0, 0.0, "仅供内部参考")], covered=True))
    assert [note.code for note in report.notes] == ["scanned"]


def test_a_page_whose_size_only_the_tree_of_pages_says_is_read_to_its_upper_edge() -> None:
    """A4 was read as the paper of another country, and its first line lay outside of it."""
    lines = [(90.0, 800.0, 0.0, "全县共有党员1200名。"), (90.0, 700.0, 0.0, "培训党员77人次。")]
    own = drawn(lines)
    box = b"/MediaBox [ 0 0 595 842 ]"
    assert box in own
    moved = own.replace(box, b" " * len(box)).replace(b"/Type /Pages", box + b" /Type /Pages")
    assert read(moved).raw == read(own).raw == "全县共有党员1200名。培训党员77人次。\n"


@pytest.mark.parametrize(
    ("lines", "raw"),
    [
        (["澜清县2021年基层党建工作情况", "党员12名。"], "澜清县2021年基层党建工作情况\n党员12名。\n"),
        (["澜清县2021年基层党建工作", "情况汇报"], "澜清县2021年基层党建工作情况汇报\n"),
        (["关于澜清县2021年基层党建", "工作情况的报告"], "关于澜清县2021年基层党建工作情况的报告\n"),
    ],
)
def test_a_title_as_wide_as_the_text_is_no_part_of_its_first_sentence(lines: list[str], raw: str) -> None:
    assert read(paper([(90.0, 100.0 + 20 * at, line) for at, line in enumerate(lines)])).raw == raw


def test_a_title_that_reaches_past_the_text_breaks_none_of_its_lines() -> None:
    """Lines whose digits are narrow ended far from the edge of a title in larger letters, and a sentence ended with them."""
    figure = Figure(figsize=(595 / 72, 842 / 72))
    lines = ["全县各级党组织认真落实主体责任", "全年共投入资金11111111元，选派", "干部12名，举办培训班25期。"]
    for at, line in enumerate(["澜清县基层党组织建设工作情况", *lines]):
        own = {"fontsize": 12} if at else {"fontsize": 18}
        figure.text(90 / 595, 1 - (100 + 22 * at) / 842, line, fontproperties=FONT, **own)
    buffer = BytesIO()
    with PdfPages(buffer) as pages:
        pages.savefig(figure)
    assert read(buffer.getvalue()).raw == f"澜清县基层党组织建设工作情况\n{''.join(lines)}\n"


def test_lines_of_contents_are_lines() -> None:
    lines = [
        "一、党员队伍情况......................3",
        "二、组织建设情况.....................12",
        "党员12名。",
    ]
    report = read(paper([(90.0, 100.0 + 20 * at, line) for at, line in enumerate(lines)]))
    assert report.raw == "".join(f"{line}\n" for line in lines)
