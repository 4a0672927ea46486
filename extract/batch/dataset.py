"""Many reports into a dataset: parquet by province and year, here or at any address, read by pandas, DuckDB and Spark.

The layout, all below one folder:

    province=吉林省/year=2022/part-<name>.parquet    the figures of the reports of that province and year
    _reports/part-<name>.parquet                     the reports themselves, one a row, also those without any figure
    _failed.jsonl                                    the reports that were not read: where, and why
    _SUCCESS                                         stands when the dataset is complete; counts what is in it
    _parts/, _groups/                                what a later run goes on from

- Figures have the columns and types of `extract.rows` (strings, 64-bit integers, doubles, one list of strings), the same
  in each file, and by the folders ``province`` and ``year``: those of the report, not of the single figure, whose own are
  ``scope`` and ``period``. A report on the whole country stands under ``全国``, one that names no region under ``未知``,
  one that names no year under ``0``: a number, so that ``year`` is one whatever is read, and no null, at which pandas fails.
- Reports have the columns of `extract.batch.staging.REPORTS`, ``province`` and ``year`` among them.
- Readers pass over names that begin with ``_``; in DuckDB say ``'…/province=*/year=*/*.parquet'``.
- The reports are read in parts, each of which leaves its rows in ``_parts``; then the parts are laid out, as many together
  as have about `GROUP` rows, so that a province and a year have few files even if each part is of all provinces.
- ``<name>`` says what a file was made from: documents with their size and time, and the program and its data. What is
  carried out twice, since its worker was lost or slow, writes the same files again, and nothing stands there twice.
- While reports are read, a dataset of an earlier run stays as it is. Then, until ``_SUCCESS`` stands again, a reader may
  see figures of both. A run that finds nothing new leaves all files as they are. One run at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract import seals, stored
from extract.batch.addresses import Folder
from extract.batch.documents import Planned
from extract.batch.jobs import Engine, Hear, Outcome, dump, name
from extract.batch.staging import Stage, figures_of, kept, log_of, reports_of
from extract.batch.work import Done, carried_out
from extract.readings import program

if TYPE_CHECKING:
    import pyarrow as pa

SIZE = 2000  # reports of a part
GROUP = 100_000  # rows that are laid out together: 100 MB of memory
FAILED = "_failed.jsonl"
_OURS = ("province=", f"{stored.REPORTS}/part-", "_parts/", "_groups/")


def write(found: Planned, address: str, engine: Engine, hear: Hear) -> Outcome:
    """Write the dataset of many reports; what an earlier run left there of other reports goes.

    Raises `OSError`, and then the next run goes on with what was written.
    """
    folder = Folder(address)
    parts = carried_out(found.parts, Stage(folder), engine, kept(folder, "_parts"), hear)
    read = sum(each.outcome.read for each in parts)
    failed = (*found.failed, *(failure for each in parts for failure in each.outcome.failed))
    if not read:  # what was there stays
        return Outcome(failed=failed)
    groups, earlier = list(_groups(parts)), kept(folder, "_groups")
    if set(map(name, groups)) != set(earlier):
        folder.remove(folder.names() & {stored.COMPLETE})
    laid = carried_out(groups, _Lay(folder), engine, earlier, _nobody)
    failed = (*failed, *(failure for each in laid for failure in each.outcome.failed))
    files = tuple(own for each in laid for own in each.outcome.files)
    told = tuple(note for each in parts for note in each.outcome.told)
    outcome = Outcome(read, sum(each.outcome.rows for each in parts), files, failed, told)
    staged = {own for each in parts for own in (*each.outcome.files, log_of(each.name, "_parts"))}
    _finish(folder, outcome, staged | {log_of(each.name, "_groups") for each in laid})
    return outcome


def _nobody(count: int, before: bool) -> None:
    """Nobody waits for so little."""


def _groups(parts: Sequence[Done]) -> Iterator[_Group]:
    """Parts in their order, as many together as have not more than `GROUP` rows."""
    names: list[str] = []
    held = 0
    for part in parts:
        if not part.outcome.files:
            continue
        if names and held + part.outcome.rows > GROUP:
            yield _Group(tuple(names))
            names, held = [], 0
        names.append(part.name)
        held += part.outcome.rows
    if names:
        yield _Group(tuple(names))


@dataclass(frozen=True, slots=True)
class _Group:
    """Parts, by their names, that are laid out together."""

    parts: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.parts)

    @property
    def basis(self) -> str:
        return repr(self.parts)

    @property
    def where(self) -> str:
        return figures_of(self.parts[0])

    def pieces(self, size: int) -> Iterator[_Group]:
        for at in range(0, self.count, size):
            yield _Group(self.parts[at : at + size])


@dataclass(frozen=True, slots=True)
class _Lay:
    """The work on a group: a file for each province and year, and one of the reports."""

    folder: Folder

    def __call__(self, group: _Group) -> Outcome:
        import pyarrow.compute as pc

        own = name(group)
        files: list[str] = []
        figures = self._joined([figures_of(each) for each in group.parts])
        places = figures.group_by(["province", "year"], use_threads=False).aggregate([])
        for place in places.sort_by([("province", "ascending"), ("year", "ascending")]).to_pylist():
            chosen = pc.and_(
                pc.equal(figures["province"], place["province"]), pc.equal(figures["year"], place["year"])
            )
            content = figures.filter(chosen).drop_columns(["province", "year"])
            files.append(f"province={place['province']}/year={place['year']}/part-{own}.parquet")
            self.folder.write(files[-1], seals.sealed(content))
        files.append(f"{stored.REPORTS}/part-{own}.parquet")
        self.folder.write(files[-1], seals.sealed(self._joined([reports_of(each) for each in group.parts])))
        outcome = Outcome(rows=figures.num_rows, files=tuple(files))
        self.folder.write(log_of(own, "_groups"), dump(outcome))
        return outcome

    def _joined(self, names: Sequence[str]) -> pa.Table:
        import pyarrow as pa

        content = self.folder.read(names)
        return pa.concat_tables(seals.opened(content.pop(each)) for each in names)


def _finish(folder: Folder, outcome: Outcome, kept: set[str]) -> None:
    """Leave what belongs to the run, and nothing else of ours; say at last that it is complete."""
    stale = {each for each in folder.names() if each.startswith(_OURS)} - set(outcome.files) - kept
    folder.remove(sorted(stale))
    said = [{"where": each.where, "why": each.note.say("en")} for each in outcome.failed]
    lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in said)
    folder.write(FAILED, lines.encode("utf-8"))
    counts = {"reports": outcome.read, "figures": outcome.rows, "failed": len(said), "program": program()}
    folder.write(stored.COMPLETE, json.dumps(counts).encode("ascii") + b"\n")
