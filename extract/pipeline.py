"""Report in, table out: the whole line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from extract.abreast import Line, abreast, alone
from extract.binding import Context, Decide, Weights, bind, built_in, decide
from extract.binding.doubts import confidence
from extract.catalogue import Catalogue, catalogue
from extract.confinement import ConfinementError, confined, tell
from extract.defects import failure, unread
from extract.facts import Fact, Unread
from extract.given import Given, Task, plan
from extract.pictures import picture_at
from extract.reading import progress
from extract.reading.document import Document, Failure, Note
from extract.reading.limits import allowance
from extract.records import uncollected
from extract.repair import Text, repair
from extract.report import ReadError, Report, read_bytes, read_document, read_text
from extract.script import simplify
from extract.sentences import Sentence, split
from extract.span import Span, held
from extract.speaking import SILENT, Heard, heard_along, together
from extract.table import Source, Table, join
from extract.territory import Home, Parted, Territory, headed_otherwise, report_region, territory_of
from extract.timeline import Timeline

_ABREAST = 1 << 16  # bytes read abreast: of more, what is remembered of each sentence is forgotten
_MOST = 64  # reports read abreast
_OTHER = "other_region"  # the note that a report is headed another region than the one that was given

T = TypeVar("T")
K = TypeVar("K")


def extract(report: Report, known: Catalogue | None = None, weights: Weights | None = None) -> Table:
    """The table of one report."""
    with uncollected():
        return alone(_table(report, known, weights))


def extract_all(
    reports: Iterable[Report], known: Catalogue | None = None, weights: Weights | None = None
) -> list[Table]:
    """The tables of several reports, which are read abreast; raises what stopped the first that could not be read."""
    with uncollected():
        return list(_unless_stopped([_table(report, known, weights) for report in reports]))


def _unless_stopped(lines: Iterable[Line[Table]]) -> Iterator[Table]:
    for end in abreast(lines):
        if isinstance(end, Exception):
            raise end
        yield end


def _table(report: Report, known: Catalogue | None, weights: Weights | None) -> Line[Table]:
    facts, unread, ground = yield from _line(report, known, partial(decide, weights=weights or built_in()))
    return Table(tuple(facts), tuple(unread), (_source(report, ground),))


@dataclass(frozen=True, slots=True)
class Ground:
    """What the figures of a report stand on, once it was read: its restored text and sentences, its own region, and what place
    and time hold where. ``notes`` say what could not be read."""

    text: Text
    sentences: Sequence[Sentence]
    timeline: Timeline
    home: Home
    territory: Territory | Parted
    notes: tuple[Note, ...]


def bound(
    report: Report, known: Catalogue | None, chooser: Decide
) -> tuple[list[Fact], list[Unread], Ground]:
    """The facts of one report with the indicators that ``chooser`` gives them, and what they stand on."""
    return alone(_line(report, known, chooser))


def report_of(source: Source, region: str | None = None) -> Report:
    """A report that was read before, as it was given: reading it again gives the same. ``region`` is what was said of it then, ""
    for nothing; where nobody knows that, its region counts as said if its own text would not lead there."""
    report = Report(
        source.name, source.raw, region or "", source.title, source.published, source.source, source.notes, source.grids,
        source.pictures, source.year if source.year_from == "said" else None,
    )  # fmt: skip
    if region is not None:
        return report
    found = alone(_ground(report)).home.region
    return (
        report
        if source.region == (found.full_name if found else "")
        else replace(report, region=source.region)
    )


def _line(
    report: Report, known: Catalogue | None, chooser: Decide
) -> Line[tuple[list[Fact], list[Unread], Ground]]:
    """The whole line of one report; it yields between the stages."""
    ground = yield from _ground(report)
    known = known or catalogue()
    text = ground.text
    context = Context(
        report.name, text, ground.sentences, ground.timeline, ground.territory, known, text.damaged, chooser
    )
    facts, unread = yield from bind(context)
    if report.grids:
        from extract import cells

        home = ground.home.region.full_name if ground.home.region else ""
        facts, unread = cells.settled(facts, unread, report.raw, report.grids, home, ground.home.site)
    if report.pictures:
        facts = [_recognised(fact, report) for fact in facts]
    return facts, unread, ground


def _ground(report: Report) -> Line[Ground]:
    """Everything but the figures; it yields between the stages."""
    text = _text(report)
    yield
    about, rows = text.clean, list[Span]()
    # what was noted when it was read as of another region goes
    notes = tuple(note for note in report.notes if note.code != _OTHER)
    if report.grids:
        from extract import cells

        about, rows = cells.prose(text, report.grids), cells.stretches(text, report.grids)
        notes = (*notes, *cells.notes(report.raw, report.grids))
    sentences = split(text.clean)
    yield
    spoken = _spoken(text.clean, sentences, rows)
    title = simplify(report.title)  # as its text is read
    timeline = Timeline(sentences, report.published, title, report.year, together(spoken).level)
    yield
    home = report_region(title, about, report.region, report.source, timeline.year)
    other = headed_otherwise(title, about, home, timeline.year)
    if other is not None:
        notes = (*notes, Note(_OTHER, (("said", other.full_name), ("given", report.region))))
    yield
    territory = territory_of(sentences, home, timeline.year, rows, spoken)
    return Ground(
        text, sentences, timeline, home, territory, tuple(dict.fromkeys(notes))
    )  # kept ones come again


def _spoken(clean: str, sentences: Sequence[Sentence], rows: Sequence[Span]) -> list[Heard]:
    """What each sentence speaks of; the rows of a table, which name one place after the other, say nothing of the report's."""
    spoken = heard_along(clean, [sentence.span.start for sentence in sentences])
    if rows:
        for n, sentence in enumerate(sentences):
            if held(rows, sentence.span.start):
                spoken[n] = SILENT
    return spoken


def _source(report: Report, ground: Ground) -> Source:
    told = ground.timeline.told()
    return Source(
        report.name,
        ground.home.region.full_name if ground.home.region else "",
        told.year if told else None,
        report.title,
        report.published,
        report.source,
        report.raw,
        ground.text.clean,
        report.grids,
        ground.notes,
        report.pictures,
        told.how if told else "",
    )


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

    def given(number: int, task: Task) -> Given:
        if hear:
            hear(number, len(tasks), task.path)
        return task.given()

    asked = [partial(given, number, task) for number, task in enumerate(tasks)]
    return join([Table((), (), (), tuple(failed)), *tried(asked, known, weights)])


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
    return apart(_examined, given, (known or catalogue(), weights))


def tried(
    given: Iterable[Callable[[], Given]], known: Catalogue | None = None, weights: Weights | None = None
) -> Iterator[Table]:
    """The tables of reports that are still to be fetched, in their order, each or its failure; short texts are read abreast."""
    lines: list[Line[Table]] = []
    size = 0
    for fetch in given:
        try:
            one = fetch()
        except ReadError as error:
            lines.append(_stopped(error.failure))
        else:
            lines.append(_attempt(one, known, weights))
            size += len(one.text)
        if size >= _ABREAST or len(lines) >= _MOST:
            yield from _unless_stopped(lines)
            lines, size = [], 0
    yield from _unless_stopped(lines)


def _attempt(given: Given, known: Catalogue | None, weights: Weights | None) -> Line[Table]:
    """The table of one report, or its failure; only what is read in this process lets others go beside it."""
    if not given.is_short:
        try:
            return examine(given, known, weights).table
        except ReadError as error:
            return (yield from _stopped(error.failure))
    try:
        report = opened(given)
        yield
        return (yield from _table(report, known, weights))
    except Exception as error:
        return (yield from _stopped(failure(error, given.where)))


def _stopped(why: Failure) -> Line[Table]:
    yield
    return Table((), (), (), (why,))


def restore(given: Given) -> str:
    """The restored text of one report; raises `ReadError`, as `examine` does."""
    return apart(_restored, given, None)


def apart(work: Callable[[tuple[Given, K]], T | Failure], given: Given, known: K) -> T:
    """Work on a report, in this process if it is a short text and else in one of its own; raises `ReadError`. ``work`` is a function
    of a module, since another process finds it by its name; a failure is an answer of it."""
    if given.is_short:
        found = work((given, known))
    else:
        limits = allowance(given.text, given.file).limits(len(given.text))
        try:
            found = confined(work, (given, known), limits, progress.tell)
        except ConfinementError as end:
            raise unread(end, given.where, limits) from end
    if isinstance(found, Failure):
        raise ReadError(found.note.code, found.where, **dict(found.note.values))
    return found


def _examined(asked: tuple[Given, tuple[Catalogue, Weights | None]]) -> Examined | Failure:
    """`examine` in whatever process this is; a failure is an answer. Raises `MemoryError`."""
    given, (known, weights) = asked
    try:
        report = opened(given)
        table = extract(report, known, weights)
        return Examined(table, table.sources[0].notes)
    except Exception as error:
        return failure(error, given.where)


def _restored(asked: tuple[Given, None]) -> str | Failure:
    """`restore` in whatever process this is; a failure is an answer. Raises `MemoryError`."""
    given, _ = asked
    try:
        report = opened(given)
        return _text(report).clean
    except Exception as error:
        return failure(error, given.where)


def opened(given: Given) -> Report:
    """A report as it is read, in whatever process this is; how far is told to whoever waits for it. Raises `ReadError`."""
    if isinstance(given.content, Document):
        return read_document(given.content, given.name, given.where, given.said)
    if isinstance(given.content, str):
        return read_text(given.content, given.name, given.where, given.said)
    with progress.heard(tell):
        return read_bytes(given.content, given.file, given.name, given.where, given.said)
