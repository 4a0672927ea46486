"""Facts as the rows of a file: JSON lines, CSV or parquet.

The same facts give the same bytes whether they are written at once or in parts, so that a table of any length can be
written without being held: parts of JSON lines and CSV follow one another, parts of parquet share one schema.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from extract import seals
from extract.facts import Fact

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("id", *(field.name for field in fields(Fact)))
_VALUES = attrgetter(*COLUMNS)
_NUMBERS = {
    "start": "int64", "end": "int64", "position": "int64", "raw_position": "int64",
    "value": "float64", "value_high": "float64", "confidence": "float64",
}  # fmt: skip
_END = (
    "\r\n"  # of a line of CSV: with it a lone \r within a cell, as a raw sentence may have, is put in quotes
)
# What a spreadsheet takes for the beginning of a formula, half and full width, whatever blanks stand before it.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")


def head(form: str) -> bytes:
    """What a file of rows begins with: the names of a CSV, behind a mark that tells Excel its encoding."""
    return (",".join(COLUMNS) + _END).encode("utf-8-sig") if form == "csv" else b""


def render(facts: Sequence[Fact], form: str) -> bytes:
    """The rows in one of the `FORMS`, without the file's `head`."""
    return FORMS[form](facts)


def _jsonl(facts: Iterable[Fact]) -> bytes:
    encode = json.JSONEncoder(
        ensure_ascii=False
    ).encode  # one for all rows: to make one takes longer than a row
    return "".join([encode(dict(zip(COLUMNS, _VALUES(fact), strict=True))) + "\n" for fact in facts]).encode(
        "utf-8"
    )


def _csv(facts: Iterable[Fact]) -> bytes:
    """A text that a spreadsheet would take for a formula gets an apostrophe, which a spreadsheet does not show."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=_END)
    for fact in facts:
        writer.writerow(map(_cell, _VALUES(fact)))
    return buffer.getvalue().encode("utf-8")


def as_text(text: str) -> str:
    """A cell of a CSV that no spreadsheet takes for a formula.

    >>> as_text("-2.8岁"), as_text("2.8岁"), as_text("＝1+1"), as_text("\u3000 =1+1")
    ("'-2.8岁", '2.8岁', "'＝1+1", "'\u3000 =1+1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(value: object) -> object:
    if isinstance(value, str):
        return as_text(value)
    return " ".join(value) if isinstance(value, tuple) else value  # ids of doubts, which are no formulas


def _parquet(facts: Iterable[Fact]) -> bytes:
    return seals.sealed(columns(facts))


def columns(facts: Iterable[Fact]) -> pa.Table:
    """The rows as columns of `schema`."""
    import pyarrow as pa  # a second to load, for this form only

    values = zip(*map(_VALUES, facts), strict=True)
    empty: dict[str, Sequence[object]] = dict.fromkeys(COLUMNS, ())
    return pa.Table.from_pydict({**empty, **dict(zip(COLUMNS, values, strict=False))}, schema=schema())


@cache
def schema() -> pa.Schema:
    """The types of the columns in parquet, the same whatever the rows."""
    import pyarrow as pa

    types = {name: pa.type_for_alias(alias) for name, alias in _NUMBERS.items()}
    types["reasons"] = pa.list_(pa.string())
    return pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])


def is_word(name: str) -> bool:
    """Whether a column holds words.

    >>> is_word("scope"), is_word("value"), is_word("reasons")
    (True, False, False)
    """
    return name not in _NUMBERS and name != "reasons"


FORMS: Mapping[str, Callable[[Sequence[Fact]], bytes]] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
