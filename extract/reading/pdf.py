"""PDF: the page's lines put back into paragraphs.

A page knows lines, not paragraphs. A line goes on in the next one when it reaches the right edge and the next begins at
the left edge without an indent; lines that return on every page, and page numbers, belong to the paper and not to the text.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import regex

from extract.reading.document import MAX_CHARACTERS, Document, Note, ReadError

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
_HYPHEN = regex.compile(r"(?<=\p{L})[\ufffe\xad\x02]\s*(?=\p{Ll})|[\ufffe\xad]")
_SPACES = regex.compile(r"(?<=[^\x00-\x7f])[ \t]+(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float  # in points from the page's left edge
    right: float
    size: float  # of its largest font, in points


def read(content: bytes, where: str) -> Document:
    """Read a PDF with a text layer; raises `ReadError`, also for a scan."""
    with _LOCK:
        pages, title = _pages(content, where)
    without_text = [number for number, page in enumerate(pages, 1) if not page]
    if len(without_text) == len(pages):
        raise ReadError("scan", where, pages=len(pages))
    paragraphs = _paragraphs(_without_paper(pages))
    notes = (Note("scanned", (("pages", "、".join(map(str, without_text[:20]))),)),) if without_text else ()
    return Document("\n".join(paragraphs) + "\n", title=title, notes=notes)


def _pages(content: bytes, where: str) -> tuple[list[list[_Line]], str]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise ReadError("encrypted", where, format="pdf") from error
        raise ReadError("damaged", where, format="pdf", why=str(error)) from error
    try:
        if len(document) > MAX_PAGES:
            raise ReadError("pages", where, size=len(document), limit=MAX_PAGES)
        pages: list[list[_Line]] = []
        length = 0
        for number in range(len(document)):
            page = document[number]
            lines = list(_lines(page))
            page.close()
            length += sum(len(line.text) for line in lines)
            if length > MAX_CHARACTERS:
                raise ReadError("long", where, size=f">{MAX_CHARACTERS}", limit=MAX_CHARACTERS)
            pages.append(lines)
        stated = document.get_metadata_value("Title").strip()
        return pages, stated if regex.search(r"\p{Han}", stated) else ""
    except pypdfium2.PdfiumError as error:
        raise ReadError("damaged", where, format="pdf", why=str(error)) from error
    finally:
        document.close()


def _lines(page: pypdfium2.PdfPage) -> Iterator[_Line]:
    """The page's lines as they stand, empty ones left out."""
    textpage = page.get_textpage()
    try:
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
                    yield _Line(line[first:last], boxes[0][0], boxes[-1][2], size)
                else:
                    yield _Line(line[first:last], first * 10.0, _width(line[:last]) * 10.0, 10.0)
            start += len(part) + 1
    finally:
        textpage.close()


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


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> list[str]:
    """Lines joined where one runs on in the next, across pages too."""
    paragraphs: list[str] = []
    before: _Line | None = None
    edge = max((line.right for page in pages for line in page), default=0.0)
    for page in pages:
        left = min((line.left for line in page), default=0.0)
        for line in page:
            if before is not None and _goes_on(before, line, left, edge):
                paragraphs[-1] = _joined(paragraphs[-1], line.text)
            else:
                paragraphs.append(line.text)
            before = line
    return [_HYPHEN.sub("", _SPACES.sub("", paragraph)) for paragraph in paragraphs]


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
