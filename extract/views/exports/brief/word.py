"""A brief as a Word document: title, contents, the parts with their charts, and the annex.

The contents are Word's own, so that it can make them anew; until it does, they have the headings as links. Page numbers are
fields too: no program but the reader's knows where its pages break.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import api
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from extract.views.briefing.parts import Absent, Charts, Document, Figures, Grid, Quoted, Tables
from extract.views.exports.brief.laying import Annexed, Numbered, annexed, annexes, cited, numbered, short
from extract.views.exports.word import data_table, drawing, fill, paragraph, prepare, quote, ruled, run, shade
from extract.views.palette import LIGHT
from extract.views.words import quoting
from extract.views.words.wording import label

_SHORT = 400  # characters of an own line that stands on one page with what it speaks of
_WIDTH = 16.0  # cm between the margins


def docx(document: Document) -> bytes:
    """The file."""
    made: Any = api.Document()
    made.core_properties.title = document.title
    made.core_properties.author = document.byline
    prepare(made)
    own, extra = numbered(document), annexes(document)
    marks = {each.title: f"_Toc{number:06}" for number, each in enumerate(own, 1)}
    marks |= {words: f"_Toc9{number:05}" for number, (_, words) in enumerate(extra, 1)}
    _opening(made, document)
    _contents(made, document, [*(each.title for each in own), *(words for _, words in extra)], marks)
    for text in document.lead.splitlines():
        if text.strip():
            paragraph(made, text.strip(), 11, LIGHT.ink).paragraph_format.space_after = Pt(6)
    for each in own:
        _heading(made, each.title, marks[each.title])
        _part(made, document, each)
    for number, (id, words) in enumerate(extra):
        # a break of its own would take a line, and a page where the last one is full
        _heading(made, words, marks[words]).paragraph_format.page_break_before = number == 0
        _annex(made, document, id, own)
    _furniture(made, document)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _opening(made: Any, document: Document) -> None:
    """The title over a rule in the brand's red, and who hands it on, when."""
    head = paragraph(made, document.title, 24, LIGHT.ink, bold=True)
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(18), Pt(6)
    below = paragraph(made, "　".join(filter(None, [document.byline, document.dated])), 11, LIGHT.quiet)
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below.paragraph_format.space_after = Pt(14)
    rule = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for key, value in (
        ("val", "single"),
        ("sz", "12"),
        ("space", "8"),
        ("color", LIGHT.brand.removeprefix("#")),
    ):
        line.set(qn(f"w:{key}"), value)
    rule.append(line)
    below._p.get_or_add_pPr().insert_element_before(rule, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _heading(made: Any, words: str, mark: str, level: int = 1) -> Any:
    """A heading that the contents lead to."""
    heading = made.add_heading(words, level=level)
    heading.paragraph_format.space_before = Pt(18)
    heading.paragraph_format.keep_with_next = True
    number = str(sum(1 for _ in made.element.body.iter(qn("w:bookmarkStart"))) + 1)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for each in (start, end):
        each.set(qn("w:id"), number)
    start.set(qn("w:name"), mark)
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)
    heading._p.append(end)
    return heading


def _contents(made: Any, document: Document, words: Sequence[str], marks: dict[str, str]) -> None:
    """The contents as a field of Word that already holds them."""
    paragraph(made, label("part.contents", document.language), 13, LIGHT.ink, bold=True)
    last = None
    for number, each in enumerate(words):
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(3)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        if number == 0:
            _begin(line, 'TOC \\o "1-1" \\h \\z \\u')
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), marks[each])
        link.set(qn("w:history"), "1")
        line._p.append(link)
        link.append(run(line, f"{each}\t", 10.5, LIGHT.ink)._r)
        for part in _field(line, f"PAGEREF {marks[each]} \\h", ""):
            link.append(part)
        last = line
    if last is not None:
        _end(last)
        last.paragraph_format.space_after = Pt(16)


def _begin(line: Any, instruction: str) -> None:
    """The beginning of a field, up to what it shows."""
    for part in _field(line, instruction, None):
        line._p.append(part)


def _end(line: Any) -> None:
    made = run(line, "", 10.5, LIGHT.ink)
    made._r.append(_mark("end"))


def _field(line: Any, instruction: str, shown: str | None) -> list[Any]:
    """The runs of a field; ``shown`` None leaves it open."""
    begin, code, apart = (run(line, "", 10.5, LIGHT.ink)._r for _ in range(3))
    begin.append(_mark("begin"))
    said = OxmlElement("w:instrText")
    said.set(qn("xml:space"), "preserve")
    said.text = f" {instruction} "
    code.append(said)
    apart.append(_mark("separate"))
    if shown is None:
        return [begin, code, apart]
    text, end = run(line, shown, 10.5, LIGHT.quiet)._r, run(line, "", 10.5, LIGHT.ink)._r
    end.append(_mark("end"))
    return [begin, code, apart, text, end]


def _mark(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _part(made: Any, document: Document, own: Numbered) -> None:
    part, say = own.part, document.language
    for text in part.line.splitlines():
        if text.strip():
            line = paragraph(made, text.strip(), 11, LIGHT.ink)
            line.paragraph_format.space_after = Pt(6)
            line.paragraph_format.keep_with_next = len(part.line) <= _SHORT
    match part.content:
        case Charts(specs):
            for caption, spec in zip(own.captions, specs, strict=True):
                before = len(made.element.body)
                _caption(made, caption)
                drawing(made, short(spec))
                _kept_together(made, before)
        case Tables(grids):
            for caption, grid in zip(own.captions, grids, strict=True):
                _caption(made, caption)
                _grid(made, grid)
        case Figures():
            _figure(made, part.content)
            if part.content.terms:
                paragraph(made, label("brief.divided", say, terms=part.content.terms), 9.5, LIGHT.quiet)
            _quotes(made, document, part.content.quoted)
        case Absent(why):
            shade(paragraph(made, why, 10.5, LIGHT.notice_ink)._p.get_or_add_pPr(), LIGHT.notice)
    sources = cited(document, part)
    if sources:
        paragraph(made, sources, 9, LIGHT.faint)


def _kept_together(made: Any, before: int) -> None:
    """The paragraphs that were added since the document had ``before`` elements, as one row that no page divides.

    Each of them already stands with the next, and LibreOffice parts such a chain behind its second paragraph all the same, so
    that a heading and a caption closed one page and their picture opened another.
    """
    body = made.element.body
    own = list(body)[before - 1 : -1]  # the last element of all is the section
    table = made.add_table(rows=1, cols=1)
    table.autofit = False
    cell = table.rows[0].cells[0]
    cell.width = table.columns[0].width = Cm(_WIDTH)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    empty = cell.paragraphs[0]._p
    for line in own:
        cell._tc.append(line)
    cell._tc.remove(empty)


def _caption(made: Any, words: str) -> None:
    line = paragraph(made, words, 10.5, LIGHT.ink, bold=True)
    line.paragraph_format.space_before = Pt(8)
    line.paragraph_format.keep_with_next = True


def _figure(made: Any, figures: Figures) -> None:
    line = paragraph(made, figures.number, 26, LIGHT.comparable, bold=True)
    run(line, f" {figures.unit}", 13, LIGHT.comparable)
    run(line, f"　{figures.about}", 10.5, LIGHT.quiet)
    line.paragraph_format.keep_with_next = True


def _grid(made: Any, grid: Grid) -> None:
    table = made.add_table(rows=1, cols=len(grid.heads))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    ruled(table)
    for number, (cell, head) in enumerate(zip(table.rows[0].cells, grid.heads, strict=True)):
        fill(cell, head, LIGHT.quiet, right=number in grid.right, bold=True)
        shade(cell._tc.get_or_add_tcPr(), LIGHT.chip)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in grid.rows:
        own = table.add_row()
        own._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for number, (cell, text) in enumerate(zip(own.cells, row, strict=True)):
            fill(cell, text, LIGHT.ink, right=number in grid.right)
    for number, share in enumerate(grid.shares):
        table.columns[number].width = Cm(share * _WIDTH)
        for cell in table.columns[number].cells:
            cell.width = Cm(share * _WIDTH)


def _annex(made: Any, document: Document, id: str, own: Sequence[Numbered]) -> None:
    match id:
        case "figures":
            for each in annexed(own):
                _evidence(made, document, each)
        case "changes":
            for text in document.changes:
                _item(made, "·", text)
        case "sources":
            for number, text in enumerate(document.sources, 1):
                _item(made, f"[{number}]", text)
        case "method":
            for text in document.method:
                paragraph(made, text, 10, LIGHT.ink).paragraph_format.space_after = Pt(6)
        case _:
            raise ValueError(f"no annex {id!r}")


def _evidence(made: Any, document: Document, own: Annexed) -> None:
    say = document.language
    made.add_heading(own.of.title, level=2).paragraph_format.keep_with_next = True
    for caption, spec in own.specs:
        _caption(made, caption)
        data_table(made, spec)
    if own.notes:
        _caption(made, label("brief.annex_notes", say))
        for text in own.notes:
            paragraph(made, text, 9, LIGHT.quiet)
    if own.quoted:
        _caption(made, quoting.heading([fact for _, fact in own.quoted], say))
        _quotes(made, document, own.quoted)


def _quotes(made: Any, document: Document, quoted: Sequence[Quoted]) -> None:
    for name, fact in quoted:
        number = document.reports.get(fact.report)
        quote(made, name, fact, document.language, f"[{number}]" if number else "")


def _item(made: Any, mark: str, text: str) -> None:
    """A line of a list, its further lines under its first word."""
    line = paragraph(made, f"{mark}\t{text}", 10, LIGHT.ink)
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
    line.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))


def _furniture(made: Any, document: Document) -> None:
    """The title over each page but the first, and the number under it."""
    section = made.sections[0]
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    run(head, document.title, 9, LIGHT.faint)
    for foot in (section.footer.paragraphs[0], section.first_page_footer.paragraphs[0]):
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for part in _field(foot, "PAGE", "1"):
            foot._p.append(part)
