"""Word documents (docx): paragraphs as lines, tables as grids, deletions left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import docx
import regex
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from extract.grid import Draft, Grid, Slot
from extract.reading import beside
from extract.reading.document import Document, Note, ReadError, bounded
from extract.reading.inline_tables import tables
from extract.reading.package import inspect
from extract.reading.raised import settled

_P, _TBL, _TR, _TC, _T = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:t")
_RUN = qn("w:r")
_HIDDEN, _STRUCK = (qn("w:vanish"),), (qn("w:strike"), qn("w:dstrike"))
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_M_T = f"{_MATHS}t"
_BETWEEN = {f"{_MATHS}f": "/", f"{_MATHS}sSup": "^"}  # 1 over 2 is no 12
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_SPAN, _MERGE, _VAL, _HEADER = qn("w:gridSpan"), qn("w:vMerge"), qn("w:val"), qn("w:tblHeader")
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
# What a reader of the page does not see: deleted and moved text, field codes, and the copy of a text box that old
# programs draw.
# Properties hold tab stops, which look like tabs; over a word may stand how it is spoken.
_UNSEEN = {
    *map(
        qn,
        ("w:del", "w:moveFrom", "w:instrText", "w:pPr", "w:rPr", "w:tblPr", "w:sectPr", "w:rt", "w:rubyPr"),
    ),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_HAN = regex.compile(r"\p{Han}")


def read(content: bytes, where: str) -> Document:
    """Read a docx; raises `ReadError`."""
    inspect(content, where, "docx")
    try:
        opened = docx.Document(BytesIO(content))
        draft = Draft()
        bounded(sum(1 for _ in opened.element.body.iter(_TC)), where)
        _write(opened.element.body, draft)
        for note in _notes_below(opened.part):
            _write(note, draft)
        said = [*_left_out(opened.element.body), *beside.notes(content)]
        title = opened.core_properties.title.strip()
    except ReadError:
        raise
    except Exception as error:  # the library raises whatever a damaged part makes it stumble on
        raise ReadError("damaged", where, format="docx", why=f"{type(error).__name__}: {error}") from error
    if not draft.text.strip() and (count := beside.pictures(content)):
        raise ReadError("pictures_only", where, count=count)
    return Document(
        draft.text, notes=tuple(said), title=title if _HAN.search(title) else "", grids=_grids(draft)
    )


def _grids(draft: Draft) -> tuple[Grid, ...]:
    """The tables of a document, and those that its lines make by tabs and blanks."""
    own = draft.grids
    typed = [
        grid
        for grid in tables(draft.text)
        if not any(grid.span.start < each.span.end and each.span.start < grid.span.end for each in own)
    ]
    return tuple(sorted((*own, *typed), key=lambda grid: grid.span.start))


def _write(parent: etree._Element, draft: Draft) -> None:
    """Write what stands in a body, a cell, a text box or a content control."""
    begun: list[str] = []  # of a paragraph whose end was deleted: it goes on in the next
    for child in parent:
        if child.tag == _P:
            boxes: list[etree._Element] = []
            begun += _pieces(child, boxes)
            if child.find(f"./{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is None:
                draft.line("".join(begun))
                begun = []
            for box in boxes:  # what stands in the text boxes that hang on it
                _write(box, draft)
            continue
        if begun:
            draft.line("".join(begun))
            begun = []
        if child.tag == _TBL:
            _table(child, draft)
        elif child.tag not in _UNSEEN:
            _write(child, draft)
    if begun:
        draft.line("".join(begun))


def _pieces(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    for child in element:
        if child.tag in (_T, _M_T):
            yield child.text or ""
        elif child.tag in _BETWEEN:
            yield _BETWEEN[child.tag].join("".join(_pieces(part, boxes)) for part in child if len(part))
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == _RUN and (_is(child, _HIDDEN) or _is(child, _STRUCK)):
            continue
        elif child.tag == _RUN and _is_raised(child):
            yield settled(_text_before(child), "".join(_pieces_of_run(child)))
        elif child.tag == qn("w:txbxContent"):
            boxes.append(child)
        elif child.tag not in _UNSEEN:
            yield from _pieces(child, boxes)


def _is_raised(run: etree._Element) -> bool:
    aligned = run.find(f"./{qn('w:rPr')}/{qn('w:vertAlign')}")
    return aligned is not None and aligned.get(_VAL) == "superscript"


def _is(run: etree._Element, marks: tuple[str, ...]) -> bool:
    """Whether a run's own properties have one of these marks."""
    own = run.find(f"./{qn('w:rPr')}")
    found = [] if own is None else [mark for mark in own if mark.tag in marks]
    return any(mark.get(_VAL, "1") not in ("0", "false", "off") for mark in found)


def _left_out(body: etree._Element) -> Iterator[Note]:
    """How many passages are hidden, and how many struck out: a run that is follows none that is."""
    for code, marks in (("hidden_text", _HIDDEN), ("struck", _STRUCK)):
        count = 0
        for run in body.iter(_RUN):
            before = next(run.itersiblings(_RUN, preceding=True), None)
            if not _is(run, marks) or not "".join(_pieces_of_run(run)).strip():
                continue
            if (before is None or not _is(before, marks)) and not any(
                each.tag in _UNSEEN for each in run.iterancestors()
            ):
                count += 1
        if count:
            yield Note(code, (("count", str(count)),))


def _notes_below(part: Part) -> Iterator[etree._Element]:
    """The foot- and endnotes, which stand below the text that they are on; those with a type are lines between."""
    for kind in ("footnotes", "endnotes"):
        for related in part.rels.values():
            if related.reltype.endswith(f"/{kind}") and not related.is_external:
                for note in etree.fromstring(related.target_part.blob, _PARSER):
                    if note.get(qn("w:type"), "normal") == "normal":
                        yield note


def _pieces_of_run(run: etree._Element) -> Iterator[str]:
    return (text.text or "" for text in run.iterchildren(_T))


def _text_before(run: etree._Element) -> str:
    """The text of the run before this one, whose last character tells an exponent from the mark of a note."""
    before = next(run.itersiblings(_RUN, preceding=True), None)
    return "" if before is None else "".join(_pieces_of_run(before))


def _table(table: etree._Element, draft: Draft) -> None:
    """A table with its cells; one that lays out a page as what stands in it."""
    rows = [(row, list(_cells(row))) for row in table.iter(_TR) if _inside(row, table)]
    nested = any(cell.find(f".//{_TBL}") is not None for _, cells in rows for cell in cells)
    if nested or all(len(cells) < 2 for _, cells in rows):
        for _, cells in rows:
            for cell in cells:
                _write(cell, draft)
        return
    slots: list[Slot] = []
    above: dict[int, int] = {}  # column -> the slot that a cell there may go on
    for number, (row, cells) in enumerate(rows):
        column = _skipped(row)
        for cell in cells:
            wide = _columns(cell)
            if _goes_on(cell) and column in above:
                slot = slots[above[column]]
                slots[above[column]] = replace(slot, height=number - slot.row + 1)
            else:
                above |= dict.fromkeys(range(column, column + wide), len(slots))
                slots.append(Slot(number, column, _shown(cell), 1, wide))
            column += wide
    marked = [row.find(f"./{qn('w:trPr')}/{_HEADER}") is not None for row, _ in rows]
    heads = marked.index(False) if False in marked else len(marked)
    draft.table(slots, heads)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, those in content controls too; not those of a table inside a cell."""
    for child in row:
        if child.tag == _TC:
            yield child
        elif child.tag not in _UNSEEN:
            yield from _cells(child)


def _inside(row: etree._Element, table: etree._Element) -> bool:
    """Whether a row is the table's own, and none of a table in one of its cells; a deleted row is nobody's."""
    if row.find(f"./{qn('w:trPr')}/{qn('w:del')}") is not None:
        return False
    return next(row.iterancestors(_TBL)) is table


def _shown(cell: etree._Element) -> str:
    draft = Draft()
    _write(cell, draft)
    return " ".join(draft.text.split("\n"))


def _skipped(row: etree._Element) -> int:
    """The columns that a row leaves out at its beginning."""
    found = row.find(f"./{qn('w:trPr')}/{qn('w:gridBefore')}")
    stated = found.get(_VAL, "0") if found is not None else "0"
    return min(int(stated), 64) if stated.isdigit() else 0


def _columns(cell: etree._Element) -> int:
    span = cell.find(f"./{qn('w:tcPr')}/{_SPAN}")
    stated = span.get(_VAL, "1") if span is not None else "1"
    return min(int(stated), 64) if stated.isdigit() else 1


def _goes_on(cell: etree._Element) -> bool:
    """Whether the cell continues the one above it."""
    merge = cell.find(f"./{qn('w:tcPr')}/{_MERGE}")
    return merge is not None and merge.get(_VAL, "continue") == "continue"
