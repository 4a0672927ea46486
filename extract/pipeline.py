"""Report in, table out: the whole line."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extract import manifest
from extract.binding import Context, Decide, Weights, bind, built_in, decide
from extract.catalogue import Catalogue, catalogue
from extract.facts import Fact, Unread
from extract.reading.document import Failure
from extract.repair import repair
from extract.report import ReadError, Report, find, names, read
from extract.sentences import split
from extract.table import Source, Table, join
from extract.territory import Territory, report_region
from extract.timeline import Timeline


def extract(report: Report, known: Catalogue | None = None, weights: Weights | None = None) -> Table:
    """The table of one report."""
    facts, unread, source = bound(report, known, partial(decide, weights=weights or built_in()))
    return Table(tuple(facts), tuple(unread), (source,))


def bound(
    report: Report, known: Catalogue | None, chooser: Decide
) -> tuple[list[Fact], list[Unread], Source]:
    """The facts of one report with the indicators that ``chooser`` gives them."""
    text = repair(report.raw)
    sentences = split(text.clean)
    verdict = report_region(report.title, text.clean, report.region, report.source)
    timeline = Timeline(sentences, report.published, report.title)
    territory = Territory(sentences, verdict.region, verdict.site)
    known = known or catalogue()
    context = Context(report.name, text, sentences, timeline, territory, known, text.damaged, chooser)
    facts, unread = bind(context)
    source = Source(
        report.name,
        verdict.region.full_name if verdict.region else "",
        timeline.year,
        report.title,
        report.published,
        report.source,
        report.raw,
        text.clean,
    )
    return facts, unread, source


def read_folder(folder: Path, known: Catalogue | None = None, weights: Weights | None = None) -> Table:
    """The table of all reports in a folder; what could not be read stands in ``failed``."""
    return read_all([folder], known=known, weights=weights)


def read_all(
    paths: Iterable[Path],
    hear: Callable[[int, int, Path], None] | None = None,
    known: Catalogue | None = None,
    weights: Weights | None = None,
) -> Table:
    """The table of the reports among files and folders; what could not be read stands in ``failed``, and never stops
    the others. ``hear`` is told before each: how many are read, how many there are, and which is next."""
    tasks, failed = plan(paths)
    parts = [Table((), (), (), tuple(failed))]
    for number, task in enumerate(tasks):
        if hear:
            hear(number, len(tasks), task.path)
        parts.append(attempt(task, known, weights))
    return join(parts)


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read, under which name, and what its folder's manifest says of it."""

    path: Path
    name: str
    said: manifest.Entry


def plan(paths: Iterable[Path]) -> tuple[list[Task], list[Failure]]:
    """What there is to read among files and folders, and what is wrong with their manifests: a report is read as without
    a line that cannot be understood."""
    files = list(find(paths))
    tasks: list[Task] = []
    wrong: dict[Failure, None] = {}
    for path, name in zip(files, names(files), strict=True):
        said = manifest.Entry()
        try:
            said = manifest.entry(path)
        except ReadError as error:
            wrong[error.failure] = None
        tasks.append(Task(path, name, said))
    return tasks, list(wrong)


def attempt(task: Task, known: Catalogue | None = None, weights: Weights | None = None) -> Table:
    """The table of one file, or its failure."""
    return tried(lambda: read(task.path, task.name, task.said), str(task.path), known, weights)


def tried(
    reading: Callable[[], Report],
    where: str,
    known: Catalogue | None = None,
    weights: Weights | None = None,
) -> Table:
    """The table of a report that is still to be read, or its failure."""
    try:
        return extract(reading(), known, weights)
    except ReadError as error:
        return Table((), (), (), (error.failure,))
    except Exception as error:
        return Table((), (), (), (defect(error, where).failure,))


def defect(error: Exception, where: str) -> ReadError:
    """A defect of this program on one report as a failure that names its place: it must not take the other reports'
    figures with it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return ReadError("defect", where, what=f"{type(error).__name__}: {error}", place=place)
