"""PDF: lines and tables of pages with a text layer; pages without one are recognised, where that is installed."""

from __future__ import annotations

import ctypes
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as raw
import regex

from extract.reading import columns, lifted, scan
from extract.reading.document import MAX_CHARACTERS, Document, Note, ReadError
from extract.reading.leaves import attached, covered, marked
from extract.reading.paper import Glyph, Stroke, rows, ruled, unruled
from extract.reading.paragraphs import Line, Page, width, written
from extract.reading.progress import tell
from extract.reading.turning import Turn, turned

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PAGES = 3000
_PASSWORD = 4  # the library's code for a document that wants a password
_LOCK = threading.Lock()  # pdfium may be used by one thread at a time

_FIGURE_ALONE = regex.compile(
    r"(?:^|\s)[约近超逾]?[-−－+]?\d[\d,，.]*(?:[-—–~至]\d[\d,.]*)?(?:[%％‰]|\p{Han}{1,3})?(?:[（(][^（）()\s]{1,10}[）)])?[①-⑳*]?(?=\s|$)"
)  # as in a row of a table
_LITTLE = 60  # characters: a number of the page, a stamp
_THIN = 3.0  # points; what is filled and thinner is a line
_MOST_SEGMENTS = 20_000  # of a page; one with more is a drawing


def read(content: bytes, where: str) -> Document:
    """Read a PDF, pages without a text layer by recognition where that is installed; raises `ReadError`, also for a scan
    that nothing here can read."""
    with _LOCK:
        pages, drawn, title, beside = _pages(content, where)
    empty = [
        number for number, page in enumerate(pages, 1) if page.pictured or not (page.lines or page.tables)
    ]
    draft, said = written(pages)
    if not draft.text.strip():
        raise ReadError("wordless" if scan.available() else "scan", where, pages=len(pages))
    notes = [Note("scanned", (("pages", "、".join(map(str, empty[:20]))),))] if empty else []
    notes += beside
    if outside := sum(page.outside for page in pages):
        notes.append(Note("hidden_text", (("count", str(outside)),)))
    if drawn:
        notes.append(Note("recognised", (("pages", str(len(drawn))),)))
    pictures = scan.placed(draft.text, drawn)
    return Document(
        draft.text, title=title, notes=(*notes, *said), grids=tuple(draft.grids), pictures=pictures
    )


def _pages(content: bytes, where: str) -> tuple[list[Page], list[tuple[int, scan.Scanned]], str, list[Note]]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise ReadError("encrypted", where, format="pdf") from error
        raise ReadError("damaged", where, format="pdf", why=str(error)) from error
    try:
        if len(document) > MAX_PAGES:
            raise ReadError("pages", where, size=len(document), limit=MAX_PAGES)
        pages: list[Page] = []
        drawn: list[tuple[int, scan.Scanned]] = []
        length = 0
        marks: Counter[str] = Counter()
        for number in range(len(document)):
            page = document[number]
            turned_by = page.get_rotation()
            # how its reader turns a page moves no letter of it, but mixes the order that the library finds
            page.set_rotation(0)
            own = _page(page)
            marks.update(marked(page))
            if (own.pictured or not (own.lines or own.tables)) and scan.available():
                tell(where, number, len(document))
                page.set_rotation(turned_by)  # a picture is read as it is seen
                found = scan.recognise(_picture(page), where, 72 / scan.DPI)
                if len(found.page.lines) >= len(own.lines):
                    own = found.page
                    if found.lines:
                        drawn.append((number + 1, found))
            page.close()
            length += sum(len(line.text) for line in own.lines)
            length += sum(len(slot.text) for table in own.tables for slot in table.slots)
            if length > MAX_CHARACTERS:
                raise ReadError("long", where, size=f">{MAX_CHARACTERS}", limit=MAX_CHARACTERS)
            pages.append(own)
        stated = document.get_metadata_value("Title").strip()
        said = [Note(code, (("count", str(count)),)) for code, count in sorted(marks.items())]
        title = stated if regex.search(r"\p{Han}", stated) else ""
        return pages, drawn, title, [*attached(document), *said]
    except pypdfium2.PdfiumError as error:
        raise ReadError("damaged", where, format="pdf", why=str(error)) from error
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage) -> Image:
    """A page as a picture, no larger than one of A3."""
    scale = min(scan.DPI / 72, 2400 / max(page.get_size()))
    drawn: Image = page.render(scale=scale).to_pil()
    return drawn


def _page(page: pypdfium2.PdfPage) -> Page:
    """The page's lines as they stand, empty ones left out, and its tables, whose words are in no line."""
    textpage = page.get_textpage()
    try:
        turn = turned(textpage)
        shown = page.get_bbox()  # what a page itself does not say of its size, the tree of pages does
        text = textpage.get_text_range()
        placed = len(text) == textpage.count_chars()  # else positions of the text are none of the page
        marks = lifted.marks(textpage, text, turn) if placed else {}
        every = list(_lines(textpage, text, turn, marks if placed else None))
        inside = turn.box(*shown)
        lines = [
            line for line in every if line.up == -1.0 or _holds(inside, (line.left + line.right) / 2, line.up)
        ]
        outside = len(every) - len(lines)
        pictured = sum(len(line.text) for line in lines) < _LITTLE and covered(page)
        strokes = _strokes(page, turn)
        figures = sum(1 for line in lines if _FIGURE_ALONE.search(line.text))
        if not strokes and not figures:
            return Page(columns.in_order(lines), [], [], pictured, outside)
        glyphs = [
            glyph
            for glyph in _glyphs(textpage, turn, marks)
            if not outside or _holds(inside, glyph.across, glyph.up)
        ]
    finally:
        textpage.close()
    tables = ruled(glyphs, strokes)
    left = [glyph for glyph in glyphs if not any(each.holds(glyph.across, glyph.up) for each in tables)]
    more, lost = unruled(rows(left)) if figures else ([], [])
    tables += more
    kept = [
        line
        for line in columns.in_order(lines)
        if not any(each.holds((line.left + line.right) / 2, line.up) for each in tables)
    ]
    return Page(kept, tables, lost, pictured, outside)


def _holds(box: tuple[float, float, float, float], across: float, up: float) -> bool:
    return box[0] <= across <= box[2] and box[1] <= up <= box[3]


def _glyphs(textpage: pypdfium2.PdfTextPage, turn: Turn, marks: Mapping[int, str]) -> list[Glyph]:
    """The characters of a page that show something; ``marks`` is what is read in place of some."""
    found = []
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = chr(code) if 32 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        text = marks.get(index, text)
        if text and not text.isspace():
            found.append(Glyph(text, *turn.box(*textpage.get_charbox(index, loose=True))))
    return found


def _strokes(page: pypdfium2.PdfPage, turn: Turn) -> list[Stroke]:
    """The straight lines of a page, those along its edges and across it; the sides of rectangles are such lines."""
    found: list[Stroke] = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = drawn.get_bounds()
        fill, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(drawn, fill, stroked)
        if not stroked.value and min(right - left, top - bottom) > _THIN:  # a ground, or the paper itself
            continue
        placed = drawn.get_matrix()
        points: list[tuple[float, float]] = []
        for index in range(min(raw.FPDFPath_CountSegments(drawn), _MOST_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(drawn, index)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = turn.point(*placed.on_point(x.value, y.value))
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                points = []
            points.append(point)
            if len(points) > 1:
                _stroke(points[-2], point, found)
            if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
                _stroke(point, points[0], found)
        if len(found) > _MOST_SEGMENTS:
            return []
    return found


def _stroke(a: tuple[float, float], b: tuple[float, float], found: list[Stroke]) -> None:
    if abs(a[0] - b[0]) < 1.0 or abs(a[1] - b[1]) < 1.0:
        found.append(Stroke(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))


def _lines(
    textpage: pypdfium2.PdfTextPage, text: str, turn: Turn, marks: Mapping[int, str] | None
) -> Iterator[Line]:
    """The lines of a page's text where they stand, with what is read in place of some characters; ``marks`` is None where
    positions of the text are none of the page."""
    start = 0
    for part in text.split("\n"):
        line = part.rstrip("\r")
        first, last = _edges(line)
        if first < last:
            if marks is not None:
                sample = {first, (first + last) // 2, last - 1}  # a dash may come from a smaller font
                boxes = [turn.box(*textpage.get_charbox(start + at, loose=True)) for at in sorted(sample)]
                size = max(top - bottom for _, bottom, _, top in boxes)
                up = (boxes[0][1] + boxes[0][3]) / 2
                said = (
                    "".join(marks.get(at, text[at]) for at in range(start + first, start + last))
                    if marks
                    else line[first:last]
                )
                gaps = tuple(_gaps(textpage, line, start, first, last, turn, marks, size))
                yield Line(said, boxes[0][0], boxes[-1][2], size, up, gaps)
            else:
                yield Line(line[first:last], first * 10.0, width(line[:last]) * 10.0, 10.0, -1.0)
        start += len(part) + 1


_BLANKS = regex.compile(r"\s+")
_MOST_GAPS = 40  # of a line; one with more is spaced letter by letter


def _gaps(textpage: pypdfium2.PdfTextPage, line: str, start: int, first: int, last: int, turn: Turn, marks: Mapping[int, str], size: float) -> Iterator[tuple[int, float, float]]:  # fmt: skip
    """The wide spaces of a line: where the words behind it begin in what is read of the line, and its ends on the page."""
    blanks = list(_BLANKS.finditer(line, first, last))
    for blank in blanks if len(blanks) <= _MOST_GAPS else ():
        _, _, left, _ = turn.box(*textpage.get_charbox(start + blank.start() - 1, loose=True))
        right, _, _, _ = turn.box(*textpage.get_charbox(start + blank.end(), loose=True))
        if right - left > columns.GUTTER * size:
            before = range(start + first, start + blank.end())
            taken = sum(1 - len(marks[at]) for at in before if at in marks) if marks else 0
            yield blank.end() - first - taken, left, right


def _edges(line: str) -> tuple[int, int]:
    return len(line) - len(line.lstrip()), len(line.rstrip())
