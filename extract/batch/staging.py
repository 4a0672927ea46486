"""The rows of a part on their way into a dataset: a file of figures and one of reports, with the province and the year of
each report, whatever these are. So the files that come of a part are few, and `extract.batch.dataset` lays them out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extract import rows, seals
from extract.batch.addresses import Folder
from extract.batch.documents import Part
from extract.batch.jobs import Outcome, dump, load, name, told
from extract.facts import Fact
from extract.reading.document import Failure
from extract.regions import registry
from extract.table import Source, Table

if TYPE_CHECKING:
    import pyarrow as pa

UNKNOWN, NO_YEAR = "未知", 0
REPORTS = (
    "report",
    "region",
    "province",
    "year",
    "year_from",
    "title",
    "published",
    "source",
    "figures",
    "set_aside",
)
_NUMBERS = {"year", "figures", "set_aside"}
_FIGURES = 5000  # facts that are held as such; columns of parquet need a quarter of their memory


@dataclass(frozen=True, slots=True)
class Stage:
    """The work on a part: its figures and its reports into two files. The outcome is written last and says that they are
    whole."""

    folder: Folder

    def __call__(self, part: Part) -> Outcome:
        own = name(part)
        gathered = Gathered()
        for table in part.tables():
            gathered.add(table)
        if gathered.read:
            self.folder.write(figures_of(own), seals.sealed(gathered.figures()))
            self.folder.write(reports_of(own), seals.sealed(gathered.reports()))
        files = (figures_of(own), reports_of(own)) if gathered.read else ()
        outcome = Outcome(gathered.read, gathered.count, files, tuple(gathered.failed), tuple(gathered.told))
        self.folder.write(log_of(own, "_parts"), dump(outcome))
        return outcome


def figures_of(part: str) -> str:
    """Where the figures of a part stand, by its name."""
    return f"_parts/{part}.figures.parquet"


def reports_of(part: str) -> str:
    """Where the reports of a part stand, by its name."""
    return f"_parts/{part}.reports.parquet"


def log_of(own: str, kind: str) -> str:
    """Where the outcome of a job stands, by its name and the folder of its kind."""
    return f"{kind}/{own}.json"


def kept(folder: Folder, kind: str) -> dict[str, Outcome]:
    """What earlier runs did of a kind of jobs, by their names, as far as it lasts and its files are still there."""
    there = folder.names()
    logs = folder.read(each for each in there if each.startswith(f"{kind}/") and each.endswith(".json"))
    found = {each.removeprefix(f"{kind}/").removesuffix(".json"): load(logs[each]) for each in logs}
    return {own: each for own, each in found.items() if each.lasts and there.issuperset(each.files)}


class Gathered:
    """The figures and reports of a part, as they come."""

    def __init__(self) -> None:
        self.read = self.count = 0
        self.failed: list[Failure] = []
        self.told: list[Failure] = []
        self._facts: list[Fact] = []
        self._where: list[tuple[str, int]] = []  # province and year of each fact
        self._columns: list[pa.Table] = []
        self._reports: list[dict[str, object]] = []

    def add(self, table: Table) -> None:
        """One document's table."""
        self.failed += table.failed
        self.told += told([table])
        for source in table.sources:
            self.read += 1
            place = _province(source.region), source.year or NO_YEAR
            self._reports.append(_report(source, place, table))
            self._facts += table.facts
            self._where += [place] * len(table.facts)
            self.count += len(table.facts)
        if len(self._facts) >= _FIGURES:
            self._press()

    def _press(self) -> None:
        import pyarrow as pa

        provinces, years = ([place[n] for place in self._where] for n in (0, 1))
        made = rows.columns(self._facts).append_column("province", pa.array(provinces, pa.string()))
        self._columns.append(made.append_column("year", pa.array(years, pa.int64())))
        self._facts.clear()
        self._where.clear()

    def figures(self) -> pa.Table:
        """All figures, with ``province`` and ``year``."""
        import pyarrow as pa

        self._press()
        return pa.concat_tables(self._columns)

    def reports(self) -> pa.Table:
        """The reports, one a row."""
        import pyarrow as pa

        schema = [(key, pa.int64() if key in _NUMBERS else pa.string()) for key in REPORTS]
        return pa.Table.from_pylist(self._reports, schema=pa.schema(schema))


@cache
def _province(full_name: str) -> str:
    """The province of a region; the whole country has none above it."""
    if not full_name:
        return UNKNOWN
    region = registry().by_full_name[full_name]
    return (region, *registry().ancestors(region))[-1].name


def _report(source: Source, place: tuple[str, int], table: Table) -> dict[str, object]:
    """A row of the file of reports; "" where nothing is known."""
    return {
        "report": source.name,
        "region": source.region,
        "province": place[0],
        "year": place[1],
        "year_from": source.year_from,
        "title": source.title,
        "published": source.published,
        "source": source.source,
        "figures": len(table.facts),
        "set_aside": len(table.unread),
    }
