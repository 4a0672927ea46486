"""Charts as an archive of data: CSV files, their description (Frictionless ``datapackage.json``) and a README.

For each chart one file holds what is drawn and one holds every figure of its regions, the drawn ones among them. The
CSV files begin with the mark by which spreadsheets know UTF-8.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence

from extract.facts import Fact
from extract.rows import as_text
from extract.views.charts.spec import ChartSpec
from extract.views.exports.rows import COLUMNS, NUMBERS, Cell, cells, closing, heads, summary
from extract.views.words import quoting
from extract.views.words.wording import corrected, label

_FIGURES = ("region", "value", "value_high", "unit", "bound", "period", "site", "per", "subject", "quote", "drawn", "report", "position", "confidence", "corrected", "sentence", "origin")  # fmt: skip


def archive(specs: Sequence[ChartSpec]) -> bytes:
    """A ZIP of all charts; its files bear the day on which the charts were made."""
    resources: list[dict[str, object]] = []
    files: list[tuple[str, bytes]] = []
    for number, spec in enumerate(specs, 1):
        for kind, columns, lines in (("chart", COLUMNS, cells(spec)), ("figures", _FIGURES, _figures(spec))):
            path = f"data/{number:02}_{spec.indicator}_{kind}.csv"
            names = heads(spec, columns)
            files.append((path, _csv(names, lines)))
            resources.append(_resource(spec, path, kind, columns, names))
    package = json.dumps(_package(specs, resources), ensure_ascii=False, indent=2).encode()
    files = [
        ("README.md", _readme(specs, [path for path, _ in files]).encode()),
        ("datapackage.json", package),
        *files,
    ]
    buffer = io.BytesIO()
    day = specs[0].made
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path, content in files:
            zipped.writestr(
                zipfile.ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()


def _csv(names: Sequence[str], lines: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_plain(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return as_text(cell) if isinstance(cell, str) else repr(float(cell)).removesuffix(".0")


def _figures(spec: ChartSpec) -> list[list[Cell]]:
    """Every figure of the chart's regions as its report gives it, before any normalisation."""
    lines = []
    for row in spec.rows:
        drawn = [] if row.fact is None else [row.fact]
        lines += [_figure(spec, row.name, fact, fact in drawn) for fact in (*drawn, *row.others)]
    return lines


def _figure(spec: ChartSpec, name: str, fact: Fact, drawn: bool) -> list[Cell]:
    say = spec.language
    return [
        fact.scope if say.code == "zh" else name,
        fact.value,
        fact.value_high,
        fact.unit,
        label(f"bound.{fact.bound}", say),
        fact.period,
        fact.site,
        fact.per,
        fact.subject,
        fact.quote,
        label("part.yes" if drawn else "part.no", say),
        fact.report,
        f"{fact.start}–{fact.end}",
        fact.confidence,
        corrected(fact.corrected, say),
        fact.sentence.strip(),
        quoting.origin(fact, say),
    ]


def _resource(
    spec: ChartSpec, path: str, kind: str, columns: Sequence[str], names: Sequence[str]
) -> dict[str, object]:
    fields = [
        {"name": name, "type": "number" if column in NUMBERS else "string"}
        for column, name in zip(columns, names, strict=True)
    ]
    return {
        "name": path.removeprefix("data/").removesuffix(".csv").replace("_", "-"),
        "path": path,
        "title": f"{spec.title} · {label(f'part.{kind}', spec.language)}",
        "description": " ".join(filter(None, [spec.subtitle, summary(spec), spec.agreement, *spec.notes])),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _package(specs: Sequence[ChartSpec], resources: Sequence[dict[str, object]]) -> dict[str, object]:
    sources = dict.fromkeys(line for spec in specs for line in spec.sources)
    return {
        "profile": "tabular-data-package",
        "name": "jiceng-charts",
        "title": specs[0].language.list([spec.title for spec in specs]),
        "created": f"{specs[0].made.isoformat()}T00:00:00Z",
        "sources": [{"title": line} for line in sources],
        "resources": list(resources),
    }


def _readme(specs: Sequence[ChartSpec], paths: Sequence[str]) -> str:
    say = specs[0].language
    parts = [
        f"# {label('part.contents', say)}",
        "\n".join(f"- `{path}`" for path in ["datapackage.json", *paths]),
    ]
    for spec in specs:
        lines = [
            spec.subtitle,
            summary(spec),
            f"**{spec.headline}** {spec.agreement}".rstrip() if spec.agreement else "",
        ]
        notes = [*(words for _, words in spec.legend), *spec.notes, *closing(spec)]
        parts += [f"## {spec.title}", *filter(None, lines), "\n".join(f"- {line}" for line in notes)]
    return "\n\n".join(parts) + "\n"
