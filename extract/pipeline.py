"""Report in, table out: the whole line."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from extract import manifest
from extract.binding import Context, Decide, Weights, bind, built_in, decide
from extract.binding.doubts import confidence
from extract.catalogue import Catalogue, catalogue
from extract.confinement import ConfinementError, Limits, confined, starved, tell
from extract.facts import Fact, Unread
from extract.pictures import picture_at
from extract.reading import progress
from extract.reading.document import Document, Failure, Note
from extract.reading.formats import is_short_text
from extract.reading.limits import allowance
from extract.records import uncollected
from extract.repair import Text, repair
from extract.report import ReadError, Report, content_of, find, names, read_bytes, read_document, read_text
from extract.sentences import split
from extract.span import Span
from extract.table import Source, Table, join
from extract.territory import Territory, report_region
from extract.timeline import Timeline

T = TypeVar("T")
K = TypeVar("K")


def extract(report: Report, known: Catalogue | None = None, weights: Weights | None = None) -> Table:
    """The table of one report."""
    with uncollected():
        facts, unread, source = bound(report, known, partial(decide, weights=weights or built_in()))
    return Table(tuple(facts), tuple(unread), (source,))


def bound(
    report: Report, known: Catalogue | None, chooser: Decide
) -> tuple[list[Fact], list[Unread], Source]:
    """The facts of one report with the indicators that ``chooser`` gives them."""
    text = _text(report)
    about, rows, notes = text.clean, list[Span](), report.notes
    if report.grids:
        from extract import cells

        about, rows = cells.prose(text, report.grids), cells.stretches(text, report.grids)
        notes = (*notes, *cells.notes(report.raw, report.grids))
    sentences = split(text.clean)
    timeline = Timeline(sentences, report.published, report.title, report.year)
    verdict = report_region(report.title, about, report.region, report.source, timeline.year)
    territory = Territory(sentences, verdict.region, verdict.site, timeline.year, rows)
    known = known or catalogue()
    context = Context(report.name, text, sentences, timeline, territory, known, text.damaged, chooser)
    facts, unread = bind(context)
    if report.grids:
        home = verdict.region.full_name if verdict.region else ""
        facts, unread = cells.settled(facts, unread, report.raw, report.grids, home, verdict.site)
    if report.pictures:
        facts = [_recognised(fact, report) for fact in facts]
    told = timeline.told()
    source = Source(
        report.name,
        verdict.region.full_name if verdict.region else "",
        told.year if told else None,
        report.title,
        report.published,
        report.source,
        report.raw,
        text.clean,
        report.grids,
        tuple(dict.fromkeys(notes)),  # kept ones come again
        report.pictures,
        told.how if told else "",
    )
    return facts, unread, source


def _text(report: Report) -> Text:
    """The restored text of a report; what puts tables into words is loaded for the first report that has one."""
    if not report.grids:
        return repair(report.raw)
    from extract import cells

    return cells.restore(report.raw, report.grids)


def _recognised(fact: Fact, report: Report) -> Fact:
    """A figure of a scan is trusted less: a digit may have been taken for another."""
    if picture_at(fact.start, report.pictures) is None:
        return fact
    doubts = (*fact.reasons, "recognised")
    return replace(fact, reasons=doubts, confidence=confidence(fact.confidence, ("recognised",)))


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
    where = str(task.path)

    def given() -> Given:
        return Given(content_of(task.path, where), task.path.name, task.name, where, task.said)

    return tried(given, known, weights)


def tried(
    given: Callable[[], Given], known: Catalogue | None = None, weights: Weights | None = None
) -> Table:
    """The table of a report that is still to be fetched, or its failure."""
    try:
        return examine(given(), known, weights).table
    except ReadError as error:
        return Table((), (), (), (error.failure,))


@dataclass(frozen=True, slots=True)
class Given:
    """A report that is still to be read: the bytes of a file with the file's name, a text as it stands (`str`), or what a
    reader gave of it earlier (`Document`);
    the report's name, what messages call it, and what is said of it."""

    content: bytes | str | Document
    file: str
    name: str
    where: str
    said: manifest.Entry


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a report, and what of it could not be read."""

    table: Table
    notes: tuple[Note, ...]


def examine(given: Given, known: Catalogue | None = None, weights: Weights | None = None) -> Examined:
    """Read and extract one report, whatever it is; raises `ReadError`, also for a defect of this program.

    The one reader of all ways in. A short text is read at once, in time and memory that grow with its length; all
    else in a process of its own, which costs this report alone when it asks for too much.
    """
    return _apart(_examined, given, (known or catalogue(), weights))


def restore(given: Given) -> str:
    """The restored text of one report; raises `ReadError`, as `examine` does."""
    return _apart(_restored, given, None)


def _apart(work: Callable[[tuple[Given, K]], T | Failure], given: Given, known: K) -> T:
    """Work on a report, in this process or in one of its own; raises `ReadError`."""
    content = given.content.text if isinstance(given.content, Document) else given.content
    if is_short_text(content, given.file):
        found = work((given, known))
    else:
        limits = allowance(content, given.file).limits(len(content))
        try:
            found = confined(work, (given, known), limits, progress.tell)
        except ConfinementError as end:
            raise _unread(end, given.where, limits) from end
    if isinstance(found, Failure):
        raise ReadError(found.note.code, found.where, **dict(found.note.values))
    return found


def _unread(end: ConfinementError, where: str, limits: Limits) -> ReadError:
    """What a process that was ended says of the report that it read."""
    match end.why:
        case "memory":
            return ReadError("memory", where, limit=limits.memory // 2**20)
        case "time":
            return ReadError("slow", where, limit=round(limits.seconds))
        case _ if end.how == "SIGKILL":  # the machine's memory ran out, not the process's
            return ReadError("killed", where)
        case _:
            return ReadError("crashed", where, how=end.how, limit=limits.memory // 2**20)


def _examined(asked: tuple[Given, tuple[Catalogue, Weights | None]]) -> Examined | Failure:
    """`examine` in whatever process this is; a failure is an answer. Raises `MemoryError`."""
    given, (known, weights) = asked
    try:
        report = _report(given)
        table = extract(report, known, weights)
        return Examined(table, table.sources[0].notes)
    except Exception as error:
        return _failure(error, given.where)


def _restored(asked: tuple[Given, None]) -> str | Failure:
    """`restore` in whatever process this is; a failure is an answer. Raises `MemoryError`."""
    given, _ = asked
    try:
        report = _report(given)
        return _text(report).clean
    except Exception as error:
        return _failure(error, given.where)


def _report(given: Given) -> Report:
    """The report as it is read; how far is told to whoever waits for this process."""
    if isinstance(given.content, Document):
        return read_document(given.content, given.name, given.where, given.said)
    if isinstance(given.content, str):
        return read_text(given.content, given.name, given.where, given.said)
    with progress.heard(tell):
        return read_bytes(given.content, given.file, given.name, given.where, given.said)


def _failure(error: Exception, where: str) -> Failure:
    """An error as an answer; raises `MemoryError` where it came from one."""
    if starved() or any(isinstance(each, MemoryError) for each in _causes(error)):
        raise MemoryError from error
    return error.failure if isinstance(error, ReadError) else defect(error, where).failure


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came from: a library's want of memory arrives as a damaged file."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def defect(error: Exception, where: str) -> ReadError:
    """A defect of this program on one report as a failure that names its place: it must not take the other reports'
    figures with it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return ReadError("defect", where, what=f"{type(error).__name__}: {error}", place=place)
