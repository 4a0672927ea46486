"""Many reports into a dataset: parquet by province and year, here or at any address, read by pandas, DuckDB and Spark.

The layout, all below one folder:

    province=吉林省/year=2022/part-<name>.parquet    the figures of the reports of that province and year
    _reports/part-<name>.parquet                     the reports themselves, one a row, also those without any figure
    _failed.jsonl                                    the reports that were not read: where, and why
    _parts/<name>.json                               what became of each part; another run does only what is new
    _SUCCESS                                         stands when the dataset is complete; counts what is in it

- Figures have the columns and types of `extract.rows` (strings, 64-bit integers, doubles, one list of strings), the same
  in each file, and by the folders ``province`` and ``year``: those of the report, not of the single figure, whose own are
  ``scope`` and ``period``. A report on the whole country stands under ``全国``, one that names no region under ``未知``,
  one that names no year under ``0``: a number, so that ``year`` is one whatever is read, and no null, at which pandas fails.
- Reports have the columns of `REPORTS`, ``province`` and ``year`` among them.
- Readers pass over names that begin with ``_``; in DuckDB say ``'…/province=*/year=*/*.parquet'``.
- ``<name>`` says what a part was made from: its documents with their size and time, and the program and its data. A part
  that is carried out twice, since its worker was lost or slow, writes the same files again, and nothing stands there twice.
- Files appear one after the other while a run goes on, and those of an earlier one stay until its end: until ``_SUCCESS``
  stands, a reader may see figures of both. A run that finds nothing new leaves all files as they are. One run at a time.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extract import rows
from extract.batch.addresses import Folder
from extract.batch.documents import Part, Planned, name
from extract.batch.work import Engine, Hear, Outcome, carried_out, dump, load
from extract.facts import Fact
from extract.reading.document import Failure
from extract.readings import program
from extract.regions import registry
from extract.table import Source, Table

if TYPE_CHECKING:
    import pyarrow as pa

SIZE = 2000  # reports of a part; each gives a file for every province and year among them
UNKNOWN, NO_YEAR = "未知", 0
DONE, FAILED = "_SUCCESS", "_failed.jsonl"
REPORTS = ("report", "region", "province", "year", "title", "published", "source", "figures", "set_aside")
_FIGURES = 5000  # facts that are held as such; columns of parquet need a quarter of their memory


@dataclass(frozen=True, slots=True)
class _Write:
    """The work on a part: its figures and reports into a folder. The outcome is written last and says that they are whole."""

    folder: Folder

    def __call__(self, part: Part) -> Outcome:
        own = name(part)
        gathered = _Gathered()
        for table in part.tables():
            gathered.add(table)
        files: list[str] = []
        for (province, year), content in gathered.figures():
            files.append(f"province={province}/year={year}/part-{own}.parquet")
            self.folder.write(files[-1], content)
        if gathered.read:
            files.append(f"_reports/part-{own}.parquet")
            self.folder.write(files[-1], gathered.reports())
        outcome = Outcome(gathered.read, gathered.count, tuple(files), tuple(gathered.failed))
        self.folder.write(_log(own), dump(outcome))
        return outcome

    def kept(self) -> dict[str, Outcome]:
        """What earlier runs did, by the parts' names, as far as their files are still there."""
        there = self.folder.names()
        logs = self.folder.read(each for each in there if each.startswith("_parts/"))
        found = {each.removeprefix("_parts/").removesuffix(".json"): load(logs[each]) for each in logs}
        return {own: each for own, each in found.items() if each.lasts and there.issuperset(each.files)}


def _log(own: str) -> str:
    return f"_parts/{own}.json"


def write(found: Planned, address: str, engine: Engine, hear: Hear) -> Outcome:
    """Write the dataset of many reports; what an earlier run left there of other reports goes.

    Raises `OSError`, and then the next run goes on with what was written.
    """
    folder = Folder(address)
    work = _Write(folder)
    kept = work.kept()
    complete = folder.read(folder.names() & {DONE})
    if not set(map(name, found.parts)) <= set(kept):
        folder.remove(complete)
    done = carried_out(found.parts, work, engine, kept, hear)
    failed = (*found.failed, *(failure for each in done for failure in each.outcome.failed))
    files = tuple(own for each in done for own in each.outcome.files)
    outcome = Outcome(
        sum(each.outcome.read for each in done), sum(each.outcome.rows for each in done), files, failed
    )
    if outcome.read:
        _finish(folder, outcome, {_log(name(each.part)) for each in done})
    for own in () if outcome.read else complete:  # nothing came: what was there stays, and stays complete
        folder.write(own, complete[own])
    return outcome


def _finish(folder: Folder, outcome: Outcome, logs: set[str]) -> None:
    """Leave what belongs to the run, and nothing else of ours; say at last that it is complete."""
    ours = {each for each in folder.names() if each.startswith(("province=", "_reports/part-", "_parts/"))}
    stale = ours - set(outcome.files) - logs
    if stale:
        folder.remove([*(folder.names() & {DONE}), *sorted(stale)])
    said = [{"where": each.where, "why": each.note.say("en")} for each in outcome.failed]
    folder.write(
        FAILED, "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in said).encode("utf-8")
    )
    counts = {"reports": outcome.read, "figures": outcome.rows, "failed": len(said), "program": program()}
    folder.write(DONE, json.dumps(counts).encode("ascii") + b"\n")


class _Gathered:
    """The figures and reports of a part, by province and year."""

    def __init__(self) -> None:
        self.read = self.count = 0
        self.failed: list[Failure] = []
        self._facts: defaultdict[tuple[str, int], list[Fact]] = defaultdict(list)
        self._columns: defaultdict[tuple[str, int], list[pa.Table]] = defaultdict(list)
        self._held = 0
        self._reports: list[dict[str, object]] = []

    def add(self, table: Table) -> None:
        """One document's table."""
        self.failed += table.failed
        for source in table.sources:
            self.read += 1
            self._reports.append(_report(source, table))
        if not table.facts:
            return
        self._facts[_partition(table.sources[0])] += table.facts
        self.count += len(table.facts)
        self._held += len(table.facts)
        if self._held >= _FIGURES:
            self._press()

    def _press(self) -> None:
        for partition, facts in self._facts.items():
            self._columns[partition].append(rows.columns(facts))
        self._facts.clear()
        self._held = 0

    def figures(self) -> Iterator[tuple[tuple[str, int], bytes]]:
        """The content of a file for each province and year, in their order."""
        import pyarrow as pa

        self._press()
        for partition in sorted(self._columns):
            yield partition, _parquet(pa.concat_tables(self._columns[partition]))

    def reports(self) -> bytes:
        """The content of the file of reports."""
        import pyarrow as pa

        return _parquet(pa.Table.from_pylist(self._reports, schema=_schema_of_reports()))


def _partition(source: Source) -> tuple[str, int]:
    """The folders of a report: its province and its year."""
    return _province(source.region), source.year or NO_YEAR


@cache
def _province(full_name: str) -> str:
    """The province of a region; the whole country has none above it."""
    if not full_name:
        return UNKNOWN
    region = registry().by_full_name[full_name]
    return (region, *registry().ancestors(region))[-1].name


def _report(source: Source, table: Table) -> dict[str, object]:
    """A row of the file of reports; "" where nothing is known."""
    province, year = _partition(source)
    return {
        "report": source.name,
        "region": source.region,
        "province": province,
        "year": year,
        "title": source.title,
        "published": source.published,
        "source": source.source,
        "figures": len(table.facts),
        "set_aside": len(table.unread),
    }


@cache
def _schema_of_reports() -> pa.Schema:
    import pyarrow as pa

    numbers = {"year", "figures", "set_aside"}
    return pa.schema([(key, pa.int64() if key in numbers else pa.string()) for key in REPORTS])


def _parquet(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()
