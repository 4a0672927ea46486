"""Report in, table out: the whole line."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from extract import manifest
from extract.binding import Context, bind
from extract.binding.doubts import confidence
from extract.catalogue import Catalogue, catalogue
from extract.cells import notes, prose, restore, settled
from extract.facts import Fact
from extract.pictures import picture_at
from extract.reading.document import Failure
from extract.report import ReadError, Report, find, names, read
from extract.sentences import split
from extract.table import Source, Table, join
from extract.territory import Territory, report_region
from extract.timeline import Timeline


def extract(report: Report, known: Catalogue | None = None) -> Table:
    """The table of one report."""
    text = restore(report.raw, report.grids)
    sentences = split(text.clean)
    timeline = Timeline(sentences, report.published)
    about = prose(text, report.grids) if report.grids else text.clean
    verdict = report_region(report.title, about, report.region, report.source, timeline.year)
    territory = Territory(sentences, verdict.region, verdict.site, timeline.year)
    known = known or catalogue()
    context = Context(report.name, text, sentences, timeline, territory, known, text.damaged)
    facts, unread = bind(context)
    if report.grids:
        home = verdict.region.full_name if verdict.region else ""
        facts, unread = settled(facts, unread, report.raw, report.grids, home, verdict.site)
    if report.pictures:
        facts = [_recognised(fact, report) for fact in facts]
    source = Source(
        report.name,
        verdict.region.full_name if verdict.region else "",
        timeline.year,
        report.title,
        report.published,
        report.source,
        report.raw,
        text.clean,
        report.grids,
        (*report.notes, *notes(report.raw, report.grids)),
        report.pictures,
    )
    return Table(tuple(facts), tuple(unread), (source,))


def _recognised(fact: Fact, report: Report) -> Fact:
    """A figure of a scan is trusted less: a digit may have been taken for another."""
    if picture_at(fact.start, report.pictures) is None:
        return fact
    doubts = (*fact.reasons, "recognised")
    return replace(fact, reasons=doubts, confidence=confidence(doubts))


def read_folder(folder: Path, known: Catalogue | None = None) -> Table:
    """The table of all reports in a folder; what could not be read stands in ``failed``."""
    return read_all([folder], known=known)


def read_all(
    paths: Iterable[Path],
    hear: Callable[[int, int, Path], None] | None = None,
    known: Catalogue | None = None,
) -> Table:
    """The table of the reports among files and folders; what could not be read stands in ``failed``, and never stops
    the others. ``hear`` is told before each: how many are read, how many there are, and which is next."""
    tasks, failed = plan(paths)
    parts = [Table((), (), (), tuple(failed))]
    for number, task in enumerate(tasks):
        if hear:
            hear(number, len(tasks), task.path)
        parts.append(attempt(task, known))
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


def attempt(task: Task, known: Catalogue | None = None) -> Table:
    """The table of one file, or its failure."""
    return tried(lambda: read(task.path, task.name, task.said), str(task.path), known)


def tried(reading: Callable[[], Report], where: str, known: Catalogue | None = None) -> Table:
    """The table of a report that is still to be read, or its failure."""
    try:
        return extract(reading(), known)
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
