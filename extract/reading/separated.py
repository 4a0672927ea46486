"""Files of separated values (csv): one grid."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from extract.grid import Draft, unmerged
from extract.reading.document import Document, ReadError, bounded
from extract.reading.plain import decode

_SEPARATORS = ",\t;，|"
_SAMPLE = 20  # lines that show what separates
MAX_FIELD = 100_000  # characters of one value
_OWN = {"report", "quote", "value", "indicator"}  # columns of a table of this program


def read(content: bytes, where: str) -> Document:
    """Read a file of separated values; raises `ReadError`."""
    text, notes = decode(content, where)
    lines = text.splitlines()
    separator = _separator(lines)
    bounded(text.count(separator), where)
    try:
        csv.field_size_limit(MAX_FIELD)
        rows = list(csv.reader(lines, delimiter=separator, skipinitialspace=True))
    except csv.Error as error:
        raise ReadError("damaged", where, format="csv", why=str(error)) from error
    if rows and {name.strip("\ufeff ") for name in rows[0]} >= _OWN:
        raise ReadError("own_table", where)
    draft = Draft()
    draft.table(unmerged(rows))
    return Document(draft.text, notes=notes, grids=tuple(draft.grids))


def _separator(lines: Sequence[str]) -> str:
    """What separates: the mark that most lines have equally often."""
    sample = [line for line in lines[:_SAMPLE] if line.strip()]

    def agreed(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in sample]
        most = max(counts, key=counts.count, default=0)
        return (counts.count(most) if most else 0, most)

    return max(_SEPARATORS, key=agreed, default=",")
