"""The table: all facts of the reports that were read, with what was set aside and where they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract import rows
from extract.facts import Fact, Unread
from extract.grid import Grid
from extract.pictures import Picture
from extract.reading.document import Failure, Note

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Source:
    """A report that was read: its region (full name, "" when none was found), the year that it tells about (None when neither
    the manifest nor the text gives it) apart from the day on which it was ``published``, its title, the text raw and restored,
    the tables in the raw text, and what could not be read of it.

    ``year_from`` says how the year is known: ``said`` by somebody, ``corrected`` in review, by the day it was ``published``,
    from words of the ``text`` that fix it, or a ``guess`` from the newest event that it names; "" where that is not known.
    """

    name: str
    region: str
    year: int | None
    title: str
    published: str
    source: str
    raw: str
    clean: str
    grids: tuple[Grid, ...] = ()
    notes: tuple[Note, ...] = ()
    pictures: tuple[Picture, ...] = ()
    year_from: str = ""

    @property
    def year_assumed(self) -> bool:
        """Whether nobody said the year: the program took it from the text."""
        return self.year_from in ("text", "guess")


@dataclass(frozen=True, slots=True)
class Table:
    """Facts, numbers set aside, sources, and files that could not be read, in the order of reading."""

    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]
    sources: tuple[Source, ...]
    failed: tuple[Failure, ...] = ()

    def frame(self) -> pd.DataFrame:
        """One row a fact, one column a field of `Fact`, ``id`` in front."""
        return frame(self.facts)

    def take(self, rows: Sequence[int]) -> list[Fact]:
        """The facts of these rows, in their order."""
        return [self.facts[row] for row in rows]

    def column(self, name: str) -> pd.Series[Any]:
        """One field of all facts, words as a categorical; "" where there is none."""
        import pandas as pd

        cells = [getattr(fact, name) for fact in self.facts]
        words = rows.is_word(name)
        return pd.Series(pd.Categorical(["" if cell is None else cell for cell in cells]) if words else cells)

    @property
    def set_aside(self) -> Mapping[str, int] | None:
        """How many numbers of each report were set aside."""
        return Counter(number.report for number in self.unread)


def frame(facts: Sequence[Fact]) -> pd.DataFrame:
    """Facts as a data frame; the columns stand even when there is no fact."""
    import pandas as pd  # for pages only; it takes longer to load than a report to read

    cells = [[fact.id, *(getattr(fact, name) for name in rows.COLUMNS[1:])] for fact in facts]
    return pd.DataFrame(cells, columns=list(rows.COLUMNS))


def join(tables: Iterable[Table]) -> Table:
    """Several tables as one, in their order."""
    parts = list(tables)
    return Table(
        tuple(fact for part in parts for fact in part.facts),
        tuple(number for part in parts for number in part.unread),
        tuple(source for part in parts for source in part.sources),
        tuple(failure for part in parts for failure in part.failed),
    )


def render(table: Table, form: str) -> bytes:
    """The facts as a file's content: ``csv`` (UTF-8 with a mark, for Excel), ``jsonl`` or ``parquet``."""
    return rows.head(form) + rows.render(table.facts, form)
