"""Seals: parquet that tells damage. Each file carries in its footer the SHA-256 of all its bytes.

The checks that parquet itself knows are those of the pages. A bit that flips in the footer can make other figures of sound pages
(the name of a column, a count of values, a kind of encoding), and nothing says so. The seal covers
every byte but its own 64 digits, which stand as zeros while it is counted. Any reader of parquet reads a sealed file and passes over
the seal; a file without one, of another program or an earlier version of this, is opened as it is.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import pyarrow as pa

_KEY = "jiceng.sha256"
_BLANK = b"0" * 64
BROKEN = "its SHA-256 is another than when it was written"
_SEAL = re.compile(
    re.escape(_KEY.encode("ascii")) + rb"\x18\x40([0-9a-f]{64})"
)  # as thrift's compact form writes the pair
_TAIL = 8  # bytes at the end of parquet: the length of the footer, and a mark
_CHUNK = 2**20


def sealed(table: pa.Table) -> bytes:
    """A table as the content of a sealed file."""
    buffer = io.BytesIO()
    with sealing(buffer, table.schema) as writer:
        writer.write_table(table)
    return buffer.getvalue()


@contextmanager
def sealing(file: BinaryIO, schema: pa.Schema) -> Iterator[Any]:
    """A `pyarrow.parquet.ParquetWriter` to a file that is open for writing and reading and empty; the seal is set when the block
    ends."""
    import pyarrow.parquet as pq  # a second to load, for this form only

    with pq.ParquetWriter(file, schema, write_page_checksum=True) as writer:
        yield writer
        writer.add_key_value_metadata({_KEY: _BLANK.decode("ascii")})
    found = _seal(file)
    if found is None:
        raise RuntimeError("parquet was written without a place for its seal")
    at, _ = found
    seal = _count(file, at)
    file.seek(at)
    file.write(seal)
    file.seek(0, os.SEEK_END)


def opened(content: bytes) -> pa.Table:
    """The table in the content of a file; raises `OSError`, as parquet itself does of a page, where the seal is broken."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if broken(io.BytesIO(content)):
        raise OSError(BROKEN)
    return pq.read_table(pa.BufferReader(content), page_checksum_verification=True)


def broken(file: BinaryIO) -> bool:
    """Whether a file, open for reading, is sealed and not as it was sealed.

    >>> import pyarrow as pa
    >>> content = bytearray(sealed(pa.table({"a": [1, 2]})))
    >>> broken(io.BytesIO(content))
    False
    >>> content[9] ^= 1
    >>> broken(io.BytesIO(content))
    True
    """
    found = _seal(file)
    return found is not None and found[1] != _count(file, found[0])


def _seal(file: BinaryIO) -> tuple[int, bytes] | None:
    """Where a seal stands and what it says; None where there is none."""
    size = file.seek(0, os.SEEK_END)
    if size < _TAIL:
        return None
    file.seek(size - _TAIL)
    length = int.from_bytes(file.read(4), "little")
    begins = max(0, size - _TAIL - length)
    file.seek(begins)
    found = _SEAL.search(file.read())
    return None if found is None else (begins + found.start(1), found[1])


def _count(file: BinaryIO, at: int) -> bytes:
    """The SHA-256 of a file whose seal stands at a byte."""
    check, position = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(min(_CHUNK, at - position) if position < at else _CHUNK):
        if position == at:
            chunk = _BLANK + chunk[len(_BLANK) :]
        check.update(chunk)
        position += len(chunk)
    return check.hexdigest().encode("ascii")
