"""``python -m extract export`` at work: charts from reports to a file, without a browser; `parser` has its options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from extract.catalogue import Indicator, adopt, catalogue
from extract.comparability import NATION
from extract.messages import WorkspaceError
from extract.normalisation import RAW
from extract.regions import registry
from extract.table import Table
from extract.views.charts.as_of import AsOf
from extract.views.charts.levelling import in_levels
from extract.views.charts.making import Request
from extract.views.charts.several import specs_of
from extract.views.charts.spec import ChartSpec
from extract.views.charts.tiling import FEW, mapped
from extract.views.exports import FORMATS, over_years, panel, render
from extract.views.exports.misuse import MisuseError
from extract.views.exports.over_years import LINES
from extract.views.frames import Filters, Shelf, shelve
from extract.views.words.language import Language
from extract.workspace import Workspace
from extract.writing import write_whole

_WANTS = {
    "map": f"a map wants figures of {FEW} provinces",
    "levels": "dots by level want figures of two levels",
}
_WAYS: Mapping[str, Callable[[Sequence[ChartSpec]], list[ChartSpec]]] = {
    "bars": list,
    "map": mapped,
    "levels": in_levels,
}


def run(arguments: argparse.Namespace) -> int:
    """Read the reports, draw, write: 0 when all went well, 1 when something could not be read or written, 2 when the
    command was misused."""
    try:
        return _run(arguments)
    finally:
        adopt(None)  # a workspace's own indicators were known for as long as its figures were written


def _run(arguments: argparse.Namespace) -> int:
    try:
        over_years.check(arguments)
        form = _panel_format(arguments) if arguments.panel else _format(arguments)
        workspace = _workspace(arguments)
        indicators = _indicators(arguments)
        regions = tuple(_region(name) for name in arguments.region)
        table, identities = _read(arguments, workspace)
    except (MisuseError, WorkspaceError) as error:
        print(f"export: {error}", file=sys.stderr)
        return 2
    for failure in table.failed:
        print(failure, file=sys.stderr)
    if arguments.panel:
        wrong = _write_panel(arguments, form, shelve(table), indicators, regions, identities)
        return 1 if wrong or table.failed else 0
    request = Request(
        Language(arguments.language),
        date.today(),
        arguments.log,
        arguments.only_comparable,
        arguments.only_sure,
    )
    as_of = AsOf(arguments.as_of_report)
    specs = _specs(arguments, shelve(table), indicators, request, Filters(regions), as_of)
    if not specs:
        missing = (
            "no region has figures of two years" if arguments.chart == LINES else "no report gives a figure"
        )
        print(f"export: {missing} for these indicators; nothing was written", file=sys.stderr)
        return 1
    if arguments.chart in _WANTS and (bars := sum(type(spec) is ChartSpec for spec in specs)):
        print(f"export: {bars} of {len(specs)} drawn as bars: {_WANTS[arguments.chart]}", file=sys.stderr)
    try:
        for path, content in _files(arguments.output, specs, form):
            write_whole(path, content)
    except (OSError, ValueError) as error:
        print(f"export: {error}", file=sys.stderr)
        return 1
    return 1 if table.failed else 0


def _specs(
    arguments: argparse.Namespace,
    shelf: Shelf,
    indicators: Sequence[Indicator],
    request: Request,
    filters: Filters,
    as_of: AsOf,
) -> Sequence[ChartSpec]:
    """The charts in the way that was asked for."""
    if arguments.chart == LINES:
        return over_years.lines_of(shelf, indicators, request, filters, as_of, arguments)
    return _WAYS[arguments.chart](specs_of(shelf, indicators, request, filters, arguments.normalise, as_of))


def _workspace(arguments: argparse.Namespace) -> Workspace | None:
    """The workspace that was named, whose own indicators are known from here on; raises `WorkspaceError`."""
    if bool(arguments.reports) == bool(arguments.workspace):
        raise MisuseError("name the reports, or a workspace with --workspace DIR, and not both")
    if arguments.workspace is None:
        return None
    if not arguments.workspace.is_dir():
        raise MisuseError(f"there is no workspace {arguments.workspace}")
    workspace = Workspace.open(arguments.workspace, read_only=True)
    adopt(workspace.known())
    return workspace


def _read(arguments: argparse.Namespace, workspace: Workspace | None) -> tuple[Table, Mapping[str, str]]:
    """The table, and the identities of its reports as far as the workspace has noted them."""
    from extract.pipeline import read_all  # imported here: `--help` and wrong usage need no extraction

    if workspace is None:
        return read_all(arguments.reports), {}
    state = workspace.load()
    for each in state.damage:
        print(f"export: {each}", file=sys.stderr)
    return state.table, state.identities


def _write_panel(
    arguments: argparse.Namespace,
    form: str,
    shelf: Shelf,
    indicators: Sequence[Indicator],
    regions: tuple[str, ...],
    identities: Mapping[str, str],
) -> bool:
    """Write the panel; whether something went wrong, which is said."""
    from extract.views.exports.panel.asked import ask  # what only panels need
    from extract.views.exports.panel.chosen import chosen

    say = Language(arguments.language)
    told = chosen(say, indicators, regions, only_sure=arguments.only_sure)
    asked = ask(
        shelf,
        indicators,
        Filters(regions),
        say,
        date.today(),
        identities=identities,
        chosen=told,
        only_sure=arguments.only_sure,
    )
    try:
        write_whole(arguments.output, panel.render(asked, form))
    except (OSError, ValueError) as error:
        print(f"export: {error}", file=sys.stderr)
        return True
    return False


def _files(output: Path, specs: Sequence[ChartSpec], form: str) -> list[tuple[Path, bytes]]:
    """What to write where: one file of all charts, or in a folder one a chart."""
    if not output.is_dir():
        return [(output, render(specs, form))]
    suffix = FORMATS[form].suffix
    return [
        (output / f"{number:02}_{spec.indicator}{suffix}", render([spec], form))
        for number, spec in enumerate(specs, 1)
    ]


def _panel_format(arguments: argparse.Namespace) -> str:
    output: Path = arguments.output
    own = [form for form in panel.PANEL_FORMATS if output.name.lower().endswith(form)]
    form: str = arguments.format or max(own, key=len, default="")
    if form not in panel.PANEL_FORMATS:
        known = ", ".join(panel.PANEL_FORMATS)
        raise MisuseError(f"{output} names no format of a panel; end it in one of {known}, or say --format")
    unfit = [
        name
        for name, given in (
            ("--normalise", arguments.normalise != RAW),
            ("--chart", arguments.chart != "bars"),
            ("--log", arguments.log),
            ("--only-comparable", arguments.only_comparable),
            ("--as-of-report", arguments.as_of_report),
        )
        if given
    ]
    if unfit:
        raise MisuseError(f"{', '.join(unfit)} is for charts; a panel has the figures as they are reported")
    if output.is_dir() or not output.parent.is_dir():
        raise MisuseError(f"{output} is no file in a folder that exists")
    return form


def _format(arguments: argparse.Namespace) -> str:
    output: Path = arguments.output
    form: str = arguments.format or output.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        if form in panel.PANEL_FORMATS:
            raise MisuseError(f"{form} is a panel's format; add --panel")
        raise MisuseError(f"{output} names no format; end it in one of {', '.join(FORMATS)}, or say --format")
    if not output.is_dir() and not output.parent.is_dir():
        raise MisuseError(f"there is no folder {output.parent}; make it first")
    return form


def _meant(name: str, ids: Mapping[str, str]) -> str:
    """The indicators whose ids or Chinese names are close to one that there is not, as a question."""
    near = [ids[word] for word in get_close_matches(name, ids, n=3, cutoff=0.5)]
    near += [id for word, id in ids.items() if name in word]
    return f" (did you mean {', '.join(list(dict.fromkeys(near))[:3])}?)" if near else ""


def _indicators(arguments: argparse.Namespace) -> list[Indicator]:
    known = catalogue()
    ids = {each.zh: each.id for each in known.indicators.values()} | {id: id for id in known.indicators}
    for name in arguments.indicator:
        if name not in ids:
            raise MisuseError(
                f"no indicator {name!r}{_meant(name, ids)}; the ids are those of the column `indicator` of "
                "`python -m extract table`, and of the addresses of the dashboard's pages"
            )
    if arguments.theme and arguments.theme not in known.themes:
        raise MisuseError(f"no theme {arguments.theme!r}; there are {', '.join(known.themes)}")
    if arguments.indicator:
        return [known.indicators[ids[name]] for name in dict.fromkeys(arguments.indicator)]
    return list(known.of_theme(arguments.theme)) if arguments.theme else list(known.indicators.values())


def _region(name: str) -> str:
    if name == NATION:
        return NATION
    region = registry().resolve(name)
    if region is None:
        raise MisuseError(f"{name!r} is no region, or more than one; give its full name: 吉林省四平市双辽市")
    return region.full_name
