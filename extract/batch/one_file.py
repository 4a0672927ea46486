"""Many reports into one file: in parts that never stand in memory together, and to be gone on with.

The rows of each part become a file of their own in a folder beside the output, under a name that says what they were made
from: the reports with their size and time, what is said of them, the program and its data. So a run that was interrupted
goes on where it stopped, and a report that changed meanwhile is read again. In the end the parts become the output in one
step, and the folder goes.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract import rows, seals
from extract.batch.documents import Part, Planned
from extract.batch.jobs import Engine, Hear, Outcome, dump, load, name, told
from extract.batch.work import carried_out
from extract.writing import whole, write_whole

SIZE = 64  # reports of a part: what is lost at most, by each process, when a run is interrupted


@dataclass(frozen=True, slots=True)
class _Write:
    """The work on a part: its rows in a form into a folder. The outcome is written last and says that it is whole."""

    folder: Path
    form: str

    def __call__(self, part: Part) -> Outcome:
        tables = list(part.tables())
        facts = [fact for table in tables for fact in table.facts]
        own = f"{name(part)}.{self.form}"
        write_whole(self.folder / own, rows.render(facts, self.form))
        failed = tuple(failure for table in tables for failure in table.failed)
        outcome = Outcome(
            sum(len(table.sources) for table in tables), len(facts), (own,), failed, told(tables)
        )
        if outcome.lasts:
            write_whole(self.folder / f"{own}.done", dump(outcome))
        return outcome

    def kept(self) -> dict[str, Outcome]:
        """What an earlier run did, by the parts' names."""
        found = self.folder.glob(f"*.{self.form}.done")
        return {path.name.partition(".")[0]: load(path.read_bytes()) for path in found}


def write(found: Planned, output: Path, form: str, engine: Engine, hear: Hear) -> Outcome:
    """Write the rows of many reports to a file, which appears whole or not at all, when at least one was read.

    Raises `OSError`; what was read until then is kept for the next run.
    """
    work = _Write(output.parent / f".{output.name}.parts", form)
    work.folder.mkdir(exist_ok=True)
    done = [each.outcome for each in carried_out(found.parts, work, engine, work.kept(), hear)]
    read = sum(each.read for each in done)
    files = [work.folder / own for each in done for own in each.files]
    if read:
        _join(files, output, form)
    shutil.rmtree(work.folder)
    failed = (*found.failed, *(failure for each in done for failure in each.failed))
    noted = tuple(note for each in done for note in each.told)
    return Outcome(read, sum(each.rows for each in done), (str(output),) if read else (), failed, noted)


def _join(parts: Sequence[Path], output: Path, form: str) -> None:
    with whole(output) as file:
        if form == "parquet":
            with seals.sealing(file, rows.schema()) as writer:
                for part in parts:
                    writer.write_table(seals.opened(part.read_bytes()))
            return
        file.write(rows.head(form))
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, file)
