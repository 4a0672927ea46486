"""Pages saved with their pictures as one file (mhtml): the page among the parts, each held to limits of its own.

The library for mail makes a string of every line of the file, and needs minutes for a header of a megabyte. So the file is taken
apart here at its boundaries, where it lies, and the library is given one header at a time, and the body of a page alone.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message

from extract.reading import webpage
from extract.reading.document import Document, Note, ReadError

MAX_PARTS = 2000  # a page has a hundred pictures, seldom three
MAX_DEEP = 50  # parts within parts; a browser writes them one deep
MAX_HEADER = 64 * 2**10  # bytes of one part's header: addresses of pictures have a few thousand
MAX_PART = 16 * 2**20  # bytes of a page as it stands there: quoted-printable makes twelve of its 4 MB

_BLANK = re.compile(rb"\r?\n\r?\n")
_BLANK_AT_ONCE = re.compile(rb"\r?\n")
_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Part:
    """One part: what its header says, and where its body lies."""

    header: Message
    start: int
    end: int


def read(content: bytes, where: str) -> Document:
    """Read the first page that has a word, of frames the longest; raises `ReadError`."""
    try:
        parts = list(_Parts(content, where).within(0, len(content), 0))
        pages = [part for part in parts if part.header.get_content_type() in _PAGES]
    except ReadError:
        raise
    except Exception as error:  # the library raises many kinds on broken headers
        raise ReadError("damaged", where, format="mhtml", why=f"{type(error).__name__}: {error}") from error
    if not pages:
        raise ReadError("pageless", where)
    try:
        return _page(content, pages[0], where)
    except ReadError as error:
        if error.failure.note.code not in ("textless", "frames") or len(pages) == 1:
            raise
    return _longest(content, pages[1:], where)


def _longest(content: bytes, frames: list[_Part], where: str) -> Document:
    """The frame that says most, with a note of how many others say something: they are banners and menus."""
    read: list[Document] = []
    for frame in frames:
        try:
            read.append(_page(content, frame, where))
        except ReadError:
            if frame is frames[-1] and not read:
                raise
    longest = max(read, key=lambda each: len(each.text))
    if len(read) == 1:
        return longest
    return replace(longest, notes=(*longest.notes, Note("framed", (("count", str(len(read) - 1)),))))


def _page(content: bytes, part: _Part, where: str) -> Document:
    """The page that a part holds; raises `ReadError`."""
    size = part.end - part.start
    if size > MAX_PART:
        raise ReadError("part", where, size=size // 2**20, limit=MAX_PART // 2**20)
    try:
        part.header.set_payload(content[part.start : part.end].decode("ascii", "surrogateescape"))
        page = part.header.get_payload(decode=True)
        charset = part.header.get_content_charset() or ""
    except Exception as error:  # the library raises many kinds on broken encodings
        raise ReadError("damaged", where, format="mhtml", why=f"{type(error).__name__}: {error}") from error
    assert isinstance(page, bytes)
    return webpage.read(page, where, charset)


class _Parts:
    """The parts of a file, counted while they are found."""

    def __init__(self, content: bytes, where: str) -> None:
        self._content, self._where = content, where
        self._count = 0

    def within(self, start: int, end: int, deep: int) -> Iterator[_Part]:
        """The parts that are no parts of others, between two places of the file."""
        if deep > MAX_DEEP:
            raise ReadError("deep", self._where, limit=MAX_DEEP)
        self._count += 1
        if self._count > MAX_PARTS:
            raise ReadError("parts", self._where, limit=MAX_PARTS)
        header, body = self._header(start, end)
        boundary = header.get_boundary()
        if header.get_content_maintype() == "multipart" and boundary:
            for first, last in self._divided(boundary.encode("utf-8", "surrogateescape"), body, end):
                yield from self.within(first, last, deep + 1)
        elif header.get_content_type() == "message/rfc822":
            yield from self.within(body, end, deep + 1)
        else:
            yield _Part(header, body, end)

    def _header(self, start: int, end: int) -> tuple[Message, int]:
        """What stands before the first blank line, read, and where the body begins."""
        if at_once := _BLANK_AT_ONCE.match(self._content, start, end):
            return Message(), at_once.end()
        most = min(end, start + MAX_HEADER)
        blank = _BLANK.search(self._content, start, most)
        if blank is None and most < end:
            raise ReadError("part_header", self._where, limit=MAX_HEADER // 2**10, number=self._count)
        stop, body = blank.span() if blank else (end, end)
        return email.message_from_bytes(self._content[start:stop], policy=email.policy.compat32), body

    def _divided(self, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where each part between the boundaries begins and ends; the last one may lack its own."""
        mark = re.compile(rb"--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\Z)")
        begun = None
        for found in mark.finditer(self._content, start, end):
            if found.start() > start and self._content[found.start() - 1 : found.start()] != b"\n":
                continue  # within a line
            if begun is not None:
                yield begun, found.start()
            begun = None if found[1] else found.end()
            if found[1]:
                return
        if begun is not None:
            yield begun, end
