"""Word documents (docx): paragraphs as lines, tables as sentences, deletions left out.

The package is looked at before it is opened: sizes as unpacked, encryption, and declarations of entities, which no word
processor writes.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

import docx
import regex
from docx.oxml.ns import qn
from lxml import etree

from extract.reading.document import Document, ReadError
from extract.reading.raised import settled
from extract.reading.tables import sentences

MAX_XML = 96 * 2**20  # of all parts with text, unpacked: 20 million characters with their markup
MAX_UNPACKED = 512 * 2**20  # of all parts, pictures included
MAX_PARTS = 5000

_P, _TBL, _TR, _TC, _T = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:t")
_RUN = qn("w:r")
_SPAN, _MERGE, _VAL = qn("w:gridSpan"), qn("w:vMerge"), qn("w:val")
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
# What a reader of the page does not see: deleted and moved text, field codes, and the copy of a text box that old
# programs draw. Properties hold tab stops, which look like tabs.
_UNSEEN = {
    *map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:pPr", "w:rPr", "w:tblPr", "w:sectPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_DOCTYPE = regex.compile(rb"<!(?:DOCTYPE|ENTITY)", regex.IGNORECASE)
_HAN = regex.compile(r"\p{Han}")


def read(content: bytes, where: str) -> Document:
    """Read a docx; raises `ReadError`."""
    _inspect(content, where)
    try:
        opened = docx.Document(BytesIO(content))
        lines = list(_lines(opened.element.body))
        title = opened.core_properties.title.strip()
    except Exception as error:  # the library raises whatever a damaged part makes it stumble on
        raise ReadError("damaged", where, format="docx", why=f"{type(error).__name__}: {error}") from error
    return Document("\n".join(lines) + "\n", title=title if _HAN.search(title) else "")


def _inspect(content: bytes, where: str) -> None:
    """Refuse a package that would fill the memory, or that no word processor wrote."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise ReadError("encrypted", where, format="docx")
            texts = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if (
                len(parts) > MAX_PARTS
                or sum(part.file_size for part in parts) > MAX_UNPACKED
                or sum(part.file_size for part in texts) > MAX_XML
            ):
                raise ReadError("bomb", where, limit=MAX_XML // 2**20)
            for part in texts:
                if _DOCTYPE.search(package.read(part)):
                    raise ReadError("entities", where, part=part.filename)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError("damaged", where, format="docx", why=f"{type(error).__name__}: {error}") from error


def _lines(parent: etree._Element) -> Iterator[str]:
    """The lines of a body, a cell, a text box or a content control."""
    for child in parent:
        if child.tag == _P:
            yield from _paragraph(child)
        elif child.tag == _TBL:
            yield from _table(child)
        elif child.tag not in _UNSEEN:
            yield from _lines(child)


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """The paragraph's own lines, then those of the text boxes that hang on it."""
    boxes: list[etree._Element] = []
    yield from "".join(_pieces(paragraph, boxes)).split("\n")
    for box in boxes:
        yield from _lines(box)


def _pieces(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    for child in element:
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == _RUN and _is_raised(child):
            yield settled(_text_before(child), "".join(_pieces_of_run(child)))
        elif child.tag == qn("w:txbxContent"):
            boxes.append(child)
        elif child.tag not in _UNSEEN:
            yield from _pieces(child, boxes)


def _is_raised(run: etree._Element) -> bool:
    aligned = run.find(f"./{qn('w:rPr')}/{qn('w:vertAlign')}")
    return aligned is not None and aligned.get(_VAL) == "superscript"


def _pieces_of_run(run: etree._Element) -> Iterator[str]:
    return (text.text or "" for text in run.iterchildren(_T))


def _text_before(run: etree._Element) -> str:
    """The text of the run before this one, whose last character tells an exponent from the mark of a note."""
    before = next(run.itersiblings(_RUN, preceding=True), None)
    return "" if before is None else "".join(_pieces_of_run(before))


def _table(table: etree._Element) -> Iterator[str]:
    """A table of data as sentences; one that lays out a page as what stands in it."""
    rows = [list(row.iter(_TC)) for row in table.iterchildren(_TR)]
    if any(cell.find(f".//{_TBL}") is not None for row in rows for cell in row) or all(
        len(row) < 2 for row in rows
    ):
        for row in table.iterchildren(_TR):
            for cell in row.iterchildren(_TC):
                yield from _lines(cell)
        return
    grid: list[list[str]] = []
    for cells in rows:
        line: list[str] = []
        for cell in cells:
            text = " ".join(_lines(cell))
            above = grid[-1][len(line)] if grid and len(line) < len(grid[-1]) else ""
            line += [above if _goes_on(cell) else text] * _columns(cell)
        grid.append(line)
    yield from sentences(grid)


def _columns(cell: etree._Element) -> int:
    span = cell.find(f"./{qn('w:tcPr')}/{_SPAN}")
    stated = span.get(_VAL, "1") if span is not None else "1"
    return min(int(stated), 64) if stated.isdigit() else 1


def _goes_on(cell: etree._Element) -> bool:
    """Whether the cell continues the one above it."""
    merge = cell.find(f"./{qn('w:tcPr')}/{_MERGE}")
    return merge is not None and merge.get(_VAL, "continue") == "continue"
