"""PDF: the page's lines put back into paragraphs, and its tables into grids.

A page knows lines, not paragraphs. A line goes on in the next one when it reaches the right edge and the next begins at
the left edge without an indent; lines that return on every page, and page numbers, belong to the paper and not to the text.
"""

from __future__ import annotations

import ctypes
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
import regex

from extract.grid import Draft
from extract.reading.document import MAX_CHARACTERS, Document, Note, ReadError
from extract.reading.paper import Drawn, Glyph, Stroke, joined, rows, ruled, unruled

MAX_PAGES = 3000
_PASSWORD = 4  # the library's code for a document that wants a password
_LOCK = threading.Lock()  # pdfium may be used by one thread at a time

_PAGE_NUMBER = regex.compile(
    r"[-—–·•\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,5})\s*(?:页)?"
    r"(?:\s*[/，,共]+\s*\d{1,4}\s*页?)?[-—–·•\s]*",
    regex.IGNORECASE,
)
_DIGITS = regex.compile(r"\d+")
_WIDE = regex.compile(
    r"[\p{Han}\p{Block=CJK_Symbols_And_Punctuation}\p{Block=Halfwidth_And_Fullwidth_Forms}—…“”‘’]"
)
_CLOSES = "。！？!?：:；;"
_UNBROKEN = regex.compile(r"[\x21-\x7e]++")
_OPENS = regex.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]+[章节条])"
)
# The library puts U+FFFE for the hyphen of a broken word and goes on with the next line; other programs write a soft one.
_FIGURE_ALONE = regex.compile(
    r"(?:^|\s)[-−－+]?\d[\d,，.]*(?:[%％]|\p{Han}{1,3})?(?=\s|$)"
)  # as in a row of a table
_THIN = 3.0  # points; what is filled and thinner is a line
_MOST_SEGMENTS = 20_000  # of a page; one with more is a drawing
_HYPHEN = regex.compile(r"(?<=\p{L})[\ufffe\xad\x02]\s*(?=\p{Ll})|[\ufffe\xad]")
_SPACES = regex.compile(r"(?<=[^\x00-\x7f])[ \t]+(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float  # in points from the page's left edge
    right: float
    size: float  # of its largest font, in points
    up: float  # the middle of its height, from the page's foot


@dataclass(frozen=True, slots=True)
class _Page:
    lines: list[_Line]
    tables: list[Drawn]
    lost: list[str]  # the first words of tables whose columns could not be told


def read(content: bytes, where: str) -> Document:
    """Read a PDF with a text layer; raises `ReadError`, also for a scan."""
    with _LOCK:
        pages, title = _pages(content, where)
    without_text = [number for number, page in enumerate(pages, 1) if not (page.lines or page.tables)]
    if len(without_text) == len(pages):
        raise ReadError("scan", where, pages=len(pages))
    notes = [Note("scanned", (("pages", "、".join(map(str, without_text[:20]))),))] if without_text else []
    for number, page in enumerate(pages, 1):
        notes += [Note("table_unread", (("page", str(number)), ("words", words[:30]))) for words in page.lost]
    draft = Draft()
    for part in _parts(_without_paper([page.lines for page in pages]), [page.tables for page in pages]):
        if isinstance(part, Drawn):
            draft.table(part.slots)
        else:
            draft.line(part)
    return Document(draft.text, title=title, notes=tuple(notes), grids=tuple(draft.grids))


def _pages(content: bytes, where: str) -> tuple[list[_Page], str]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise ReadError("encrypted", where, format="pdf") from error
        raise ReadError("damaged", where, format="pdf", why=str(error)) from error
    try:
        if len(document) > MAX_PAGES:
            raise ReadError("pages", where, size=len(document), limit=MAX_PAGES)
        pages: list[_Page] = []
        length = 0
        for number in range(len(document)):
            page = document[number]
            own = _page(page)
            page.close()
            length += sum(len(line.text) for line in own.lines)
            length += sum(len(slot.text) for table in own.tables for slot in table.slots)
            if length > MAX_CHARACTERS:
                raise ReadError("long", where, size=f">{MAX_CHARACTERS}", limit=MAX_CHARACTERS)
            pages.append(own)
        stated = document.get_metadata_value("Title").strip()
        return pages, stated if regex.search(r"\p{Han}", stated) else ""
    except pypdfium2.PdfiumError as error:
        raise ReadError("damaged", where, format="pdf", why=str(error)) from error
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> _Page:
    """The page's lines as they stand, empty ones left out, and its tables, whose words are in no line."""
    textpage = page.get_textpage()
    try:
        lines = list(_lines(textpage))
        strokes = _strokes(page)
        figures = sum(1 for line in lines if _FIGURE_ALONE.search(line.text))
        if not strokes and figures < 2:
            return _Page(lines, [], [])
        glyphs = _glyphs(textpage)
    finally:
        textpage.close()
    tables = ruled(glyphs, strokes)
    left = [glyph for glyph in glyphs if not any(each.holds(glyph.across, glyph.up) for each in tables)]
    more, lost = unruled(rows(left)) if figures > 1 else ([], [])
    tables += more
    kept = [
        line
        for line in lines
        if not any(each.holds((line.left + line.right) / 2, line.up) for each in tables)
    ]
    return _Page(kept, tables, lost)


def _glyphs(textpage: pypdfium2.PdfTextPage) -> list[Glyph]:
    """The characters of a page that show something."""
    found = []
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = chr(code) if 32 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if text and not text.isspace():
            found.append(Glyph(text, *textpage.get_charbox(index, loose=True)))
    return found


def _strokes(page: pypdfium2.PdfPage) -> list[Stroke]:
    """The straight lines of a page, those along its edges and across it; the sides of rectangles are such lines."""
    found: list[Stroke] = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = drawn.get_bounds()
        fill, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(drawn, fill, stroked)
        if not stroked.value and min(right - left, top - bottom) > _THIN:  # a ground, or the paper itself
            continue
        turned = drawn.get_matrix()
        points: list[tuple[float, float]] = []
        for index in range(min(raw.FPDFPath_CountSegments(drawn), _MOST_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(drawn, index)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = turned.on_point(x.value, y.value)
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


def _lines(textpage: pypdfium2.PdfTextPage) -> Iterator[_Line]:
    start = 0
    text = textpage.get_text_range()
    placed = len(text) == textpage.count_chars()  # else positions of the text are none of the page
    for part in text.split("\n"):
        line = part.rstrip("\r")
        first, last = _edges(line)
        if first < last:
            if placed:
                sample = {first, (first + last) // 2, last - 1}  # a dash may come from a smaller font
                boxes = [textpage.get_charbox(start + at, loose=True) for at in sorted(sample)]
                size = max(top - bottom for _, bottom, _, top in boxes)
                up = (boxes[0][1] + boxes[0][3]) / 2
                yield _Line(line[first:last], boxes[0][0], boxes[-1][2], size, up)
            else:
                yield _Line(line[first:last], first * 10.0, _width(line[:last]) * 10.0, 10.0, -1.0)
        start += len(part) + 1


def _edges(line: str) -> tuple[int, int]:
    return len(line) - len(line.lstrip()), len(line.rstrip())


def _width(text: str) -> float:
    return (len(text) + len(_WIDE.findall(text))) / 2


def _without_paper(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """The pages without page numbers and without the lines that return at the head or foot of most of them."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_DIGITS.sub("#", line.text) for line in (*page[:2], *page[-2:])})
    often = max(3, len(pages) // 2)
    kept: list[list[_Line]] = []
    for page in pages:
        lines = list(page)
        for end in (0, -1):
            while lines and (
                _PAGE_NUMBER.fullmatch(lines[end].text)
                or (len(lines) > 1 and seen[_DIGITS.sub("#", lines[end].text)] >= often)
            ):
                lines.pop(end)
        kept.append(lines)
    return kept


def _parts(pages: Sequence[Sequence[_Line]], tables: Sequence[Sequence[Drawn]]) -> list[str | Drawn]:
    """Lines joined where one runs on in the next, across pages too, and the tables between them."""
    parts: list[str | Drawn] = []
    before: _Line | None = None
    rights = [line.right for page in pages for line in page] + [
        each.right for drawn in tables for each in drawn
    ]
    edge = max(rights, default=0.0)
    for page, drawn in zip(pages, tables, strict=True):
        left = min((line.left for line in page), default=0.0)
        opens = True
        waiting = sorted(drawn, key=lambda table: -table.top)
        for line in (*page, None):
            while waiting and (line is None or waiting[0].top > line.up):
                table = waiting.pop(0)
                above = parts[-1] if parts and opens else None
                longer = joined(above, table) if isinstance(above, Drawn) else None
                if longer:
                    parts[-1] = longer
                else:
                    parts.append(table)
                before, opens = None, False
            if line is None:
                break
            last = parts[-1] if parts else None
            if before is not None and isinstance(last, str) and _goes_on(before, line, left, edge):
                parts[-1] = _joined(last, line.text)
            else:
                parts.append(line.text)
            before, opens = line, False
    return [_HYPHEN.sub("", _SPACES.sub("", part)) if isinstance(part, str) else part for part in parts]


def _goes_on(before: _Line, line: _Line, left: float, edge: float) -> bool:
    """Whether a line is the rest of the one before it."""
    size = max(before.size, line.size, 1.0)
    if abs(before.size - line.size) > 0.15 * size:  # a heading
        return False
    if _OPENS.match(line.text) and before.text[-1] in _CLOSES:
        return False
    em = (before.right - before.left) / max(_width(before.text), 1.0)
    word = _UNBROKEN.match(line.text)  # 成功率为 / 99.28%: a number that did not fit leaves its line short
    needed = 2.5 * em + _width(word[0] if word else "") * em
    return line.left <= left + 1.2 * size and edge - before.right < needed


def _joined(before: str, line: str) -> str:
    """Latin words keep a space between them, Chinese ones have none."""
    latin = before[-1].isascii() and before[-1].isalpha() and line[:1].isascii() and line[:1].isalpha()
    return f"{before} {line}" if latin else before + line
