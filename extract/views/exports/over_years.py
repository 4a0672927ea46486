"""``python -m extract export --chart lines``: indicators over years without a browser, as the page Over time draws them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from extract.catalogue import Indicator
from extract.normalisation import RAW, RESIDENTS
from extract.views.charts import lined, over_time
from extract.views.charts.as_of import AsOf
from extract.views.charts.kinds import Lines
from extract.views.charts.making import Request
from extract.views.charts.over_time import Span
from extract.views.charts.per_head import way
from extract.views.exports.misuse import MisuseError
from extract.views.frames import Filters, Shelf

LINES = "lines"


def check(arguments: argparse.Namespace) -> None:
    """Raise `MisuseError` where options ask of lines what these cannot be, or of other charts what only lines can."""
    own = {"--since": arguments.since, "--until": arguments.until, "--index": arguments.index}
    if arguments.chart != LINES:
        unfit = [name for name, given in own.items() if given]
        if unfit:
            raise MisuseError(f"{', '.join(unfit)} is for --chart {LINES}")
        return
    others = {"--log": arguments.log, "--only-comparable": arguments.only_comparable}
    unfit = [name for name, given in others.items() if given]
    if unfit:
        raise MisuseError(
            f"{', '.join(unfit)} is for bars, maps and dots; lines over years know nothing of it"
        )
    if arguments.normalise not in (RAW, RESIDENTS):
        raise MisuseError(f"lines are as reported or per 10,000 residents: --normalise {RESIDENTS}")
    if arguments.since and arguments.until and arguments.since > arguments.until:
        raise MisuseError(f"--since {arguments.since} is after --until {arguments.until}")


def lines_of(
    shelf: Shelf,
    indicators: Sequence[Indicator],
    request: Request,
    filters: Filters,
    as_of: AsOf,
    arguments: argparse.Namespace,
) -> list[Lines]:
    """The charts on which some region has two figures or more, those of an indicator together, the fullest first."""
    heads = arguments.normalise == RESIDENTS
    span = Span(arguments.since, arguments.until)
    found: list[Lines] = []
    for indicator in indicators:
        divided = heads and way(indicator) != RAW
        courses = lined.of_filters(
            shelf, indicator, filters, as_of, only_sure=request.only_sure, heads=divided
        )
        made = over_time.lines(
            courses, request, shelf.sources, span, as_of, index=arguments.index, heads=divided
        )
        found += [spec for spec in made if any(len(line.steps) > 1 for line in spec.lines)]
    return found
