"""Reports in parquet: one a row, in the columns ``report`` and ``text`` and whatever of a manifest's columns there is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from extract import manifest
from extract.batch import addresses
from extract.batch.addresses import AddressError, File
from extract.given import Given
from extract.manifest import Entry
from extract.pipeline import tried
from extract.reading.document import Failure, ReadError
from extract.table import Table

if TYPE_CHECKING:
    import pyarrow.parquet as pq

ENDING = ".parquet"
NAMED, TEXT = "report", "text"
SAID = ("region", "title", "published", "source", "year")
_READS = 64  # parts of a row group at most: each reads all that stands before its own rows
_BATCH = 256  # rows whose texts are held at once


def is_parquet(file: File) -> bool:
    """Whether a file holds a report a row, by its ending."""
    return file.path.suffix.lower() == ENDING


@dataclass(frozen=True, slots=True)
class Rows:
    """A part of the rows of a row group: ``count`` from ``start`` on; ``before`` rows of the file stand before the group."""

    file: File
    group: int
    before: int
    start: int
    count: int

    @property
    def basis(self) -> str:
        return repr((self.file, self.group, self.start, self.count))

    @property
    def where(self) -> str:
        return f"{self.file.address}#{self.before + self.start}"

    def tables(self) -> Iterator[Table]:
        wrong: deque[tuple[Failure, ...]] = (
            deque()
        )  # what cannot be understood of each row that is being read
        damaged: list[Failure] = []

        def given() -> Iterator[Callable[[], Given]]:
            try:
                for number, row in self._numbered():
                    fetch, failed = self._given(row, number)
                    wrong.append(failed)
                    yield fetch
            except ReadError as error:
                damaged.append(error.failure)

        for table in tried(given()):
            failed = wrong.popleft()
            yield replace(table, failed=(*failed, *table.failed)) if failed else table
        if damaged:
            yield Table((), (), (), tuple(damaged))

    def pieces(self, size: int) -> Iterator[Rows]:
        for at in range(0, self.count, size):
            yield replace(self, start=self.start + at, count=min(size, self.count - at))

    def _numbered(self) -> Iterator[tuple[int, Mapping[str, object]]]:
        """The rows with their numbers in the file; raises `ReadError`."""
        end = self.start + self.count
        with _opened(self.file) as source:
            wanted = [each for each in source.schema_arrow.names if each in (NAMED, TEXT, *SAID)]
            at = 0
            for batch in source.iter_batches(_BATCH, row_groups=[self.group], columns=wanted):
                first, last = max(self.start, at), min(end, at + len(batch))
                if first < last:
                    kept = batch.slice(first - at, last - first).to_pylist()
                    yield from enumerate(kept, self.before + first)
                at += len(batch)
                if at >= end:
                    return

    def _given(
        self, row: Mapping[str, object], number: int
    ) -> tuple[Callable[[], Given], tuple[Failure, ...]]:
        """What gives the report of a row, and what is wrong with what the row says of it."""
        name = _word(row[NAMED]) or f"{self.file.path.stem}#{number}"
        where = f"{self.file.address}#{number} ({name})"
        said = Entry()
        failed: tuple[Failure, ...] = ()
        try:
            said = manifest.understood({key: _word(row.get(key)) for key in SAID}, where, self.file.address)
        except (
            ReadError
        ) as error:  # it is read as without, like a line of a manifest that cannot be understood
            failed = (error.failure,)
        return partial(_given, row[TEXT], name, where, said), failed


def parts(file: File, size: int, weight: int) -> Iterator[Rows]:
    """The rows of a file, at most ``size`` and about ``weight`` bytes of text together, within one row group each.

    Raises `ReadError` when it is damaged or has not the columns.
    """
    with _opened(file) as source:
        about = source.metadata
        column = _text_column(file, source)
        before = 0
        for group in range(about.num_row_groups):
            found = about.row_group(group)
            if found.num_rows:
                each = max(1, found.column(column).total_uncompressed_size // found.num_rows)
                fewest = -(-found.num_rows // _READS)
                whole = Rows(file, group, before, 0, found.num_rows)
                yield from whole.pieces(max(fewest, min(size, weight // each), 1))
            before += found.num_rows


def _text_column(file: File, source: pq.ParquetFile) -> int:
    """The number of the column of texts among the file's; raises `ReadError` when the columns are not as they should be."""
    import pyarrow as pa

    schema = source.schema_arrow
    seen = ", ".join(f"{field.name} ({field.type})" for field in schema) or "-"
    if not {NAMED, TEXT} <= set(schema.names):
        raise ReadError("columns", file.address, seen=seen)
    kind = schema.field(TEXT).type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        raise ReadError("columns", file.address, seen=seen)
    paths = [source.schema.column(number).path for number in range(len(source.schema))]
    return paths.index(TEXT)


@contextmanager
def _opened(file: File) -> Iterator[pq.ParquetFile]:
    """Raises `ReadError`, in the block too."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with addresses.opened(file.address) as content:
            yield pq.ParquetFile(content, buffer_size=2**20)  # so that a large row group is not held whole
    except AddressError as error:
        raise ReadError("closed", file.address, why=error.why) from error
    except pa.ArrowException as error:
        raise ReadError("damaged", file.address, format="parquet", why=error) from error


def _given(text: object, name: str, where: str, said: Entry) -> Given:
    if not isinstance(text, str) or not text.strip():
        raise ReadError("empty", where)
    return Given(text, "", name, where, said)


def _word(value: object) -> str:
    """A cell as a manifest would write it; a time stamp loses its hour."""
    day = getattr(value, "date", None)
    return "" if value is None else str(day() if day else value).strip()
