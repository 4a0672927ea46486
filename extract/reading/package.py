"""Office packages (docx, xlsx): what is looked at before one is opened.

Sizes as unpacked, encryption, and declarations of entities, which no office program writes.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from lzma import LZMAError

import regex

from extract.reading.document import ReadError

MAX_XML = 96 * 2**20  # of all parts with text, unpacked: 20 million characters with their markup
MAX_UNPACKED = 512 * 2**20  # of all parts, pictures included
MAX_PARTS = 5000

_DOCTYPE = regex.compile(rb"<!(?:DOCTYPE|ENTITY)", regex.IGNORECASE)


def inspect(content: bytes, where: str, form: str, most: int = MAX_XML) -> None:
    """Refuse a package that would fill the memory, or that no office program wrote; ``most`` limits the unpacked XML in
    bytes. Raises `ReadError`."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise ReadError("encrypted", where, format=form)
            texts = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if (
                len(parts) > MAX_PARTS
                or sum(part.file_size for part in parts) > MAX_UNPACKED
                or sum(part.file_size for part in texts) > most
            ):
                raise ReadError("bomb", where, limit=most // 2**20)
            for part in texts:
                if _DOCTYPE.search(package.read(part)):
                    raise ReadError("entities", where, part=part.filename)
    except (
        zipfile.BadZipFile,
        zlib.error,
        LZMAError,
        OSError,
        EOFError,
        NotImplementedError,
        ValueError,
    ) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError("damaged", where, format=form, why=str(error)) from error
