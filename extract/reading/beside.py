"""What an office package holds beside the text that is read: pictures, embedded files, charts, comments, text boxes. It is counted
and said, for a report's figures may stand there too."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePosixPath

import regex

from extract.reading.document import Note

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp", ".svg")
_EMBEDDED = regex.compile(r"(?:word|xl)/(?:embeddings/[^/]+|charts/chart\d*\.xml|diagrams/data\d*\.xml)")
_CHUNK = regex.compile(rb'<Relationship\b[^>]*/aFChunk"[^>]*>')
_TARGET = regex.compile(rb'\bTarget="([^"]*)"')
_COMMENT = regex.compile(rb"<(?:\w+:)?(?:comment|threadedComment)\s")
_BOX = regex.compile(rb"<xdr:sp\b.*?</xdr:sp>", regex.DOTALL)
_WORDS = regex.compile(rb"<a:t>[^<]*[^<\s][^<]*</a:t>")
_NAMED = 5


def pictures(content: bytes) -> int:
    """How many pictures a package holds."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return sum(
            name.lower().endswith(_PICTURES)
            for name in package.namelist()
            if name.split("/")[1:2] == ["media"]
        )


def notes(content: bytes) -> list[Note]:
    """What is to be said of a docx or xlsx. A workbook's own charts draw the cells that are read, and are not named."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        held = [name for name in names if _EMBEDDED.fullmatch(name) and not name.startswith("xl/charts/")]
        held += [
            target[1].decode("utf-8", "replace")
            for name in names
            if name == "word/_rels/document.xml.rels"
            for chunk in _CHUNK.findall(package.read(name))
            if (target := _TARGET.search(chunk))
        ]
        comments = sum(
            len(_COMMENT.findall(package.read(name)))
            for name in names
            if regex.fullmatch(r"word/comments\.xml|xl/comments\d*\.xml|xl/comments/[^/]+\.xml", name)
        )
        boxes = sum(
            _WORDS.search(box) is not None
            for name in names
            if regex.fullmatch(r"xl/drawings/drawing\d+\.xml", name)
            for box in _BOX.findall(package.read(name))
        )
    said: list[Note] = []
    if count := pictures(content):
        said.append(Note("pictures", (("count", str(count)),)))
    if held:
        which = "、".join(PurePosixPath(name).name for name in held[:_NAMED])
        said.append(Note("embedded", (("count", str(len(held))), ("which", which))))
    counted: Sequence[tuple[str, int]] = (("comments", comments), ("boxes", boxes))
    return said + [Note(code, (("count", str(count)),)) for code, count in counted if count]
