"""Files of separated values (csv): one grid."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from itertools import pairwise

import regex

from extract.grid import Draft, unmerged
from extract.reading.document import Document, Note, ReadError, bounded
from extract.reading.plain import decode

_SEPARATORS = ",\t;，|"
_SAMPLE = 20  # lines that show what separates
_HEAD = 65536  # characters that hold them
MAX_FIELD = 100_000  # characters of one value
_SAID = regex.compile(r"sep=(?P<mark>[,;\t|])\r?\n", regex.IGNORECASE)  # which Excel obeys and does not show
_AS_TEXT = regex.compile(r'="(?P<text>[^"]*)"')  # keeps Excel from taking 001 for a number
_BEGINS, _GOES_ON = regex.compile(r"[-−－+]?\d{1,3}"), regex.compile(r"\d{3}(?:\.\d+)?")
_OWN = {"report", "quote", "value", "indicator"}  # columns of a table of this program


def read(content: bytes, where: str) -> Document:
    """Read a file of separated values; raises `ReadError`."""
    text, notes = decode(content, where)
    said = _SAID.match(text.lstrip("\ufeff"))
    if said:
        text = text.lstrip("\ufeff")[said.end() :]
    separator = said["mark"] if said else _separator(text[:_HEAD].splitlines())
    bounded(text.count(separator), where)
    rows = values(text, where, separator)
    if rows and {name.strip("\ufeff ") for name in rows[0]} >= _OWN:
        raise ReadError("own_table", where)
    rows = [
        [_AS_TEXT.sub(r"\g<text>", value) if value.startswith("=") else value for value in row]
        for row in rows
    ]
    counted = _regrouped(rows) if separator == "," else {}
    notes = (*notes, *(Note(code, (("count", str(count)),)) for code, count in counted.items() if count))
    draft = Draft()
    draft.table(unmerged(rows))
    return Document(draft.text, notes=notes, grids=tuple(draft.grids))


def values(text: str, where: str, separator: str = ",", *, strict: bool = False) -> list[list[str]]:
    """The values of separated ones, line by line; one in quotation marks may have lines of its own. Raises `ReadError`: for a
    value that is too long, and where it is to be ``strict`` for quotation marks that are not as the format has them."""
    csv.field_size_limit(MAX_FIELD)  # of the whole process: nobody else reads any
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=strict)
    try:
        return list(reader)
    except csv.Error as error:
        raise ReadError("csv", where, line=max(reader.line_num, 1), why=str(error)) from error


def _separator(lines: Sequence[str]) -> str:
    """What separates: the mark that most lines have equally often."""
    sample = [line for line in lines[:_SAMPLE] if line.strip()]

    def agreed(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in sample]
        most = max(counts, key=counts.count, default=0)
        return (counts.count(most) if most else 0, most)

    return max(_SEPARATORS, key=agreed, default=",")


def _regrouped(rows: list[list[str]]) -> dict[str, int]:
    """Make 1,200 one number again where its comma was taken for one between values, and only one way to do so leaves the row as
    long as the heads; gives how many rows were mended so, and how many stay longer than these."""
    wide = next((len(row) for row in rows if sum(map(bool, map(str.strip, row))) > 1), 0)
    counted = {"regrouped": 0, "longer_rows": 0}
    for row in rows:
        more = max((at for at, value in enumerate(row, 1) if value.strip()), default=0) - wide
        if more < 1:
            continue
        joints = [
            at for at in range(1, len(row)) if _GOES_ON.fullmatch(row[at]) and _BEGINS.fullmatch(row[at - 1])
        ]
        if len(joints) != more or any(after - at == 1 for at, after in pairwise(joints)):
            counted["longer_rows"] += 1
            continue
        for at in reversed(joints):
            row[at - 1 : at + 1] = [f"{row[at - 1]},{row[at]}"]
        counted["regrouped"] += 1
    return counted
