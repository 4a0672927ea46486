"""A table that stands in parquet: a file of rows, or a dataset by province and year.

Its columns are held as they stand in the file, words as numbers of a dictionary, a tenth of the memory that the same
facts take as objects; a `Fact` is made of a row only when somebody asks for it. Of a dataset any folder may be named,
``out/`` or ``out/province=吉林省``, and only the files below it are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import rows, seals
from extract.facts import Fact, Unread
from extract.reading.document import Failure, ReadError
from extract.regions import registry
from extract.table import Source

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

COMPLETE = "_SUCCESS"  # of a dataset: stands when it is
REPORTS = "_reports"  # of a dataset: the folder of its reports, one a row
_WORDS = ("report", "region", "title", "published", "source")  # of a report
_FIELDS = rows.COLUMNS[1:]  # without the id, which report and start give
_LATER = (
    "corrected",
    "matter",
    "decided",
    "made",
)  # what people said of figures, and what their sentences were made of: a table of an earlier program has no column for it


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """The table's columns and its reports, whose texts it does not have; what `extract.table.Table` says of facts that are
    held, it says of these. ``set_aside`` counts the numbers without a fact by report, None where nobody wrote it down."""

    columns: pa.Table
    sources: tuple[Source, ...]
    set_aside: Mapping[str, int] | None
    unread: tuple[Unread, ...] = ()
    failed: tuple[Failure, ...] = ()

    def take(self, wanted: Sequence[int]) -> list[Fact]:
        """The facts of these rows, in their order."""
        import pyarrow as pa

        found = self.columns.take(pa.array(wanted, pa.int64()))
        cells = {name: _cells(found.column(name)) for name in _FIELDS}
        cells["reasons"] = list(map(tuple, cells["reasons"]))
        return [Fact(*row) for row in zip(*cells.values(), strict=True)]

    def column(self, name: str) -> pd.Series[Any]:
        """One field of all facts, words as a categorical; "" where there is none."""
        import pandas as pd

        series: pd.Series[Any] = self.columns.column(name).to_pandas()
        if isinstance(series.dtype, pd.CategoricalDtype):
            known = series.cat.categories
            series = series.cat.set_categories(known if "" in known else [*known, ""]).fillna("")
        return series

    def frame(self) -> pd.DataFrame:
        """One row a fact, one column a field, ``id`` in front."""
        made: pd.DataFrame = self.columns.select(_FIELDS).to_pandas()
        made.insert(0, "id", made["report"].astype(str) + ":" + made["start"].astype(str))
        return made


def open_table(path: Path) -> Stored:
    """The table in a file or a folder of parquet; raises `ReadError` where there is none."""
    import pyarrow as pa
    import pyarrow.dataset as ds  # a second to load, for this only

    if not path.exists():
        raise ReadError("missing", str(path))
    root = _root(path)
    if root is not None and not (root / COMPLETE).exists():
        raise ReadError("unfinished", str(root))
    words = [name for name in _FIELDS if rows.is_word(name)]
    form = ds.ParquetFileFormat(
        read_options=ds.ParquetReadOptions(dictionary_columns=words),
        default_fragment_scan_options=ds.ParquetFragmentScanOptions(page_checksum_verification=True),
    )
    try:
        found = ds.dataset(path, format=form, partitioning=None if path.is_file() else "hive")
        _check(found.files)
        lacking = [name for name in _FIELDS if name not in (*found.schema.names, *_LATER)]
        if lacking:
            raise ReadError(
                "no_table", str(path), lacking=", ".join(lacking), seen=", ".join(found.schema.names) or "-"
            )
        given = [name for name in _FIELDS if name in found.schema.names]
        columns = found.to_table(columns=given).unify_dictionaries().combine_chunks()
        for name in _FIELDS:
            if name not in given:
                columns = columns.append_column(name, pa.array([""] * len(columns), pa.string()))
        columns = columns.select(_FIELDS)
        columns.validate(full=True)  # an index beyond its words is damage, not a defect
        sources, set_aside = _reports(path, root, columns)
        if path == root:
            _count(path, len(columns), len(sources))
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise ReadError("damaged", str(path), format="parquet", why=error) from error
    return Stored(columns, sources, set_aside)


def _check(files: Sequence[str]) -> None:
    """Raises `ReadError` for the first file that is not as it was written."""
    for each in files:
        with open(each, "rb") as file:
            if seals.broken(file):
                raise ReadError("damaged", each, format="parquet", why=seals.BROKEN)


def _count(root: Path, figures: int, reports: int) -> None:
    """Raises `ReadError` where a dataset does not hold as much as was written into it: a file of it is gone. Where it was copied by
    a program that marks what it wrote in the same way (Spark), the mark is empty and counts nothing."""
    try:
        text = (root / COMPLETE).read_text("utf-8")
        if not text.strip():
            return
        said = json.loads(text)
        written = said["figures"], said["reports"]
    except (ValueError, KeyError, TypeError) as error:
        raise ReadError("damaged", str(root / COMPLETE), format="JSON", why=error) from error
    if written != (figures, reports):
        raise ReadError(
            "parts_gone", str(root), figures=figures, reports=reports, written=written[0], told=written[1]
        )


def _cells(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column; of words, the words are put in all at once."""
    import pyarrow as pa

    words = pa.types.is_dictionary(column.type)
    return list((column.cast(column.type.value_type) if words else column).to_pylist())


def _root(path: Path) -> Path | None:
    """The folder of the dataset that a path is in, None for a file of its own."""
    above = (path, *path.parents[:2])  # province=吉林省/year=2022 stands two folders below
    return next((each for each in above if (each / REPORTS).is_dir()), None)


def _reports(
    path: Path, root: Path | None, columns: pa.Table
) -> tuple[tuple[Source, ...], Mapping[str, int] | None]:
    """The reports of the figures: as the dataset names them, else as far as the figures tell."""
    if root is None:
        return tuple(_told_by_figures(columns)), None
    import pyarrow.parquet as pq

    wanted = set(columns.column("report").unique().to_pylist())
    whole = path == root  # of a part of the dataset the reports are those that gave it figures
    _check([str(each) for each in sorted((root / REPORTS).glob("*.parquet"))])
    said = [
        row
        for row in pq.read_table(root / REPORTS, page_checksum_verification=True).to_pylist()
        if whole or row["report"] in wanted
    ]
    sources = tuple(_source({**row, "year": row["year"] or None}) for row in said)
    return sources, {row["report"]: row["set_aside"] for row in said}


def _told_by_figures(columns: pa.Table) -> Iterator[Source]:
    """A source for each report, on the region that most of its figures are about; of its year nothing is known."""
    known = registry().by_full_name
    counted = columns.group_by(["report", "scope"], use_threads=False).aggregate([([], "count_all")])
    scopes: dict[str, dict[str, int]] = {}
    for row in counted.to_pylist():
        scopes.setdefault(row["report"], {})[row["scope"]] = row["count_all"]
    for report, counts in scopes.items():
        region = max(counts, key=lambda name: (name in known, counts[name]))
        yield _source({"report": report, "region": region if region in known else ""})


def _source(row: Mapping[str, Any]) -> Source:
    name, region, title, published, source = (row.get(key) or "" for key in _WORDS)
    year_from = row.get("year_from") or ""
    return Source(name, region, row.get("year"), title, published, source, "", "", year_from=year_from)
