"""Which reader a file gets: by what it begins with, and only where that says nothing by the ending of its name.

A ``.doc`` from an office's site may be a web page, and a ``.txt`` a Word document: the content knows better.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePath

import regex

from extract.reading import plain
from extract.reading.document import Document, ReadError

ENDINGS = (
    ".txt",
    ".md",
    ".docx",
    ".xlsx",
    ".csv",
    ".pdf",
    ".html",
    ".htm",
    ".mhtml",
    ".mht",
    ".png",
    ".jpg",
    ".jpeg",
)
# Files that only another program can open: converted by it where it is installed, else named with what to do.
_OLD = {
    ".doc": "Word 97-2003 (doc)", ".wps": "WPS (wps)", ".rtf": "RTF", ".odt": "OpenDocument (odt)",
    ".xls": "Excel 97-2003 (xls)", ".et": "WPS (et)", ".ods": "OpenDocument (ods)",
}  # fmt: skip
_WORKBOOK = "Workbook".encode("utf-16-le")  # the stream of an xls
_STREAMS = tuple(
    name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "Book", "MatOST", "CONTENTS")
)
_NAMED_ENDINGS = (*ENDINGS, *_OLD)
MANIFEST = "reports.csv"  # says what the reports do not, and is none of them

_SHORT = 128 * 2**10  # bytes of a text that is read at once: a report has a tenth of that
_OTHER = (b"<", b"%PDF-", b"{\\rtf", b"PK\x03\x04")  # what other formats begin with
_NO_TEXT = bytes(range(9))

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Word 97-2003, and of an encrypted docx
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"  # its first part, never packed
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = regex.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", regex.IGNORECASE | regex.DOTALL)  # fmt: skip
_ARCHIVE = regex.compile(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*mime-version:", regex.IGNORECASE)
_WORD_XML = regex.compile(rb"<\?mso-application[^>]*word\.document", regex.IGNORECASE)


def is_short_text(content: bytes | str, name: str) -> bool:
    """Whether a file is so surely plain text, and so short, that nothing it says can make it costly to read.

    >>> is_short_text(b"abc", "a.txt"), is_short_text(b"%PDF-1.7", "a.txt"), is_short_text(b"abc", "a.docx")
    (True, False, False)
    """
    if len(content) > _SHORT:
        return False
    if isinstance(content, str):
        return True
    head = content[:4096]
    return (
        PurePath(name).suffix.lower() in (".txt", ".md", "")
        and not any(mark in head for mark in _OTHER)
        and b"mime-version:" not in head.lower()
        and len(head.translate(None, _NO_TEXT)) == len(head)
    )


def is_old(content: bytes, name: str) -> bool:
    r"""Whether only another program can open a file, as far as its beginning and its name tell.

    >>> is_old(b"{\\rtf1", "a.doc"), is_old(b"PK\x03\x04", "a.docx")
    (True, False)
    """
    head = content[:4096]
    return (
        content.startswith((_OLE, b"{\\rtf"))
        or _WORD_XML.search(head) is not None
        or _OPEN_DOCUMENT in head
        or (PurePath(name).suffix.lower() in _OLD and b"\0" in head)
    )


def is_report(name: str) -> bool:
    """Whether a file in a folder looks like a report by its name."""
    return name.lower().endswith(_NAMED_ENDINGS) and name != MANIFEST


def read(content: bytes, ending: str, where: str) -> Document:
    """Read a file whose name has this ending (lower case, with its dot, or ""); raises `ReadError`."""
    head = content[:4096]
    if content.startswith(b"PK\x03\x04"):
        return _package(content, ending, where)
    if b"%PDF-" in head[:1024]:
        from extract.reading import pdf  # each format's library is loaded for its first file

        return pdf.read(content, where)
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise ReadError("encrypted", where, format="docx")
        if not any(stream in content for stream in _STREAMS):
            raise ReadError(
                "damaged", where, format=_OLD.get(ending, "Office 97-2003"), why="holds no document"
            )
        usual = ".xls" if _WORKBOOK in content else ".doc"
        return _old(content, ending if ending in _OLD else usual, where)
    if head.startswith(b"{\\rtf"):
        return _old(content, ".rtf", where)
    if _WORD_XML.search(head):
        return _old(content, ".xml", where)
    if content.startswith(PICTURES):
        from extract.reading import scan

        return scan.read(content, where)
    if _ARCHIVE.match(head):
        from extract.reading import webarchive

        return webarchive.read(content, where)
    if ending in (".html", ".htm") or _PAGE.match(head):
        from extract.reading import webpage

        return webpage.read(content, where)
    if ending == ".csv":
        from extract.reading import separated

        return separated.read(content, where)
    if ending in (".docx", ".xlsx", ".pdf", ".mhtml", ".mht"):
        raise ReadError("damaged", where, format=ending[1:], why=f"begins with {head[:8].hex(' ')}")
    if ending in _OLD and b"\0" in head:
        return _old(content, ending, where)
    return plain.read(content, where)


def _old(content: bytes, ending: str, where: str) -> Document:
    from extract.reading import office

    return office.read(content, ending, _OLD.get(ending, "Word 2003 XML"), where)


def _package(content: bytes, ending: str, where: str) -> Document:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise ReadError("damaged", where, format="docx", why=str(error)) from error
    if any(name.startswith("xl/") for name in names):
        from extract.reading import workbook

        return workbook.read(content, where)
    if "mimetype" in names and "content.xml" in names:
        return _old(content, ".ods" if ending == ".ods" else ".odt", where)
    if not any(name.startswith("word/") for name in names):
        raise ReadError("archive", where)
    from extract.reading import word

    return word.read(content, where)
