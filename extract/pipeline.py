"""Report in, table out: the whole line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extract.binding import Context, bind
from extract.catalogue import Catalogue, catalogue
from extract.repair import repair
from extract.report import Report, find, read
from extract.sentences import split
from extract.table import Source, Table, join
from extract.territory import Territory, report_region
from extract.timeline import Timeline


def extract(report: Report, known: Catalogue | None = None) -> Table:
    """The table of one report."""
    text = repair(report.raw)
    sentences = split(text.clean)
    verdict = report_region(report.title, text.clean, report.region)
    timeline = Timeline(sentences, report.published)
    territory = Territory(sentences, verdict.region)
    facts, unread = bind(Context(report.name, text, sentences, timeline, territory, known or catalogue()))
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
    return Table(tuple(facts), tuple(unread), (source,))


def read_folder(folder: Path) -> Table:
    """The table of all reports in a folder; a report that cannot be read raises `extract.report.ReadError`."""
    return join(extract(read(path)) for path in find([folder]))


def extract_all(reports: Iterable[Report]) -> Table:
    """The table of several reports, in their order."""
    return join(extract(report) for report in reports)
