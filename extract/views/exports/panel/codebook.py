"""The codebook: what each variable is, how the figure that stands was chosen, and how much there is of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape

import pandas as pd

from extract.catalogue import Indicator, catalogue
from extract.panel import CONTESTED_GRADE, SURE_GRADE, UNSURE_GRADE, YEAR, Line
from extract.patterns import lazy
from extract.views.exports.panel.asked import Asked, version
from extract.views.exports.panel.forms import CODED, variables
from extract.views.exports.panel.words import names, word
from extract.views.words.citing import gb
from extract.views.words.wording import unit

_COLUMNS = ("variable", "name", "unit", "basis", "kind", "theme", "definition", "years", "lines", "cells", "regions", "sure", "unsure", "contested", "spans", "undated")  # fmt: skip


def indicators(asked: Asked) -> pd.DataFrame:
    """A row an indicator: what it is, and how many figures of which grade there are. Grades are those of the cells."""
    say, found = asked.say, asked.panel
    named = variables(found.indicators)
    by_indicator: dict[str, list[Line]] = defaultdict(list)
    for line in found.lines:
        by_indicator[line.indicator.id].append(line)
    rows = [_indicator(each, by_indicator[each.id], asked, named[each.id]) for each in found.indicators]
    return pd.DataFrame(rows, columns=[word(f"head.{column}", say) for column in _COLUMNS])


def _indicator(indicator: Indicator, lines: Sequence[Line], asked: Asked, name: str) -> list[object]:
    say, found = asked.say, asked.panel
    cells = [line for line in lines if not line.apart]
    years = sorted({line.year for line in cells if line.year is not None})
    dash = "—" if say.code == "zh" else "–"
    grades = [line.grade for line in cells]
    return [
        name,
        say.indicator(indicator),
        unit(indicator.unit, say),
        say(f"basis.{indicator.basis}"),
        say.term("kind", indicator.kind),
        say.theme(catalogue().themes[indicator.theme]),
        say.definition(indicator) or say.indicator(indicator),
        "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}{dash}{years[-1]}",
        len(lines),
        len(cells),
        len({line.region for line in cells}),
        *(grades.count(grade) for grade in (SURE_GRADE, UNSURE_GRADE, CONTESTED_GRADE)),
        found.spans.get(indicator.id, 0),
        found.undated.get(indicator.id, 0),
    ]


def columns(asked: Asked) -> pd.DataFrame:
    """A row a column that is no indicator: its name, what it holds, and its values where these are few."""
    say = asked.say
    rows = [[name, word(f"variable.{name}", say), _values(name, asked)] for name in names("variable")]
    rows.append(["*_grade", word("title.marks", say), _values("grade", asked)])
    return pd.DataFrame(rows, columns=[word(f"head.{each}", say) for each in ("variable", "name", "values")])


def _values(name: str, asked: Asked) -> str:
    say = asked.say
    if name not in CODED:
        return ""
    match name:
        case "placement" | "grade" | "wide" | "origin":
            found = [word(f"{name}.{id}", say) for id in names(name)]
        case "theme":
            found = [say.theme(theme) for theme in catalogue().themes.values()]
        case "basis":
            found = [say(f"basis.{id}") for id in ("stock", "flow")]
        case "bound":
            found = [say.term("bound", id) for id in ("exact", "approx", "at_least", "at_most")]
        case "kind":
            found = [
                say.term("kind", id) for id in ("count", "share", "average", "change", "standard", "measure")
            ]
        case _:
            found = []
    return say.clauses(found)


def notes(asked: Asked) -> list[str]:
    """How the panel was made, in sentences."""
    say, found = asked.say, asked.panel
    told = [
        word("note.what", say),
        word("note.chosen", say),
        word("note.year", say, spans=sum(found.spans.values())),
        word("note.undated", say, undated=sum(found.undated.values()), placeless=found.placeless),
        *(
            word(f"note.{each}", say)
            for each in ("apart", "marks", "grades", "compare", "empty", "period", "id")
        ),
    ]
    renamed = [f"{id} → {name}" for id, name in variables(found.indicators).items() if id != name]
    told += [word("note.names", say, names=say.list(renamed))] if renamed else []
    chosen = say.clauses(say.labelled(name, value) for name, value in asked.filters)
    told += [word("note.filters", say, filters=chosen)] if chosen else []
    return [*told, word("note.made", say, day=asked.made.isoformat(), program=version())]


_MARKS = lazy(r"[*_`\\\[\]]")


def citations(asked: Asked) -> list[str]:
    """The reports that the figures come from, each by its citation."""
    return [gb(source, asked.say, asked.made) for source in asked.reports]


def markdown(asked: Asked) -> str:
    """The codebook as a text."""
    say = asked.say
    dated = sum(line.placement == YEAR for line in asked.panel.lines)
    parts = [
        f"# {word('title.panel', say)} · {word('title.codebook', say)}",
        f"{word('title.long', say)} {len(asked.panel.lines)} · {word('placement.year', say)} {dated} · "
        f"{word('title.wide', say)} {len(asked.panel.cells)}",
        "\n".join(f"- {note}" for note in notes(asked)),
        f"## {word('title.variables', say)}",
        _table(indicators(asked)),
        f"## {word('title.columns', say)}",
        _table(columns(asked)),
        f"## {word('title.sources', say)}",
        "\n".join(f"{number}. {line}" for number, line in enumerate(map(_plain, citations(asked)), 1)),
        word("note.citation", say),
    ]
    return "\n\n".join(parts) + "\n"


def _table(frame: pd.DataFrame) -> str:
    rows = [
        list(frame.columns),
        ["---"] * len(frame.columns),
        *frame.astype("string").fillna("").to_numpy().tolist(),
    ]
    return "\n".join("| " + " | ".join(_cell(str(cell)) for cell in row) + " |" for row in rows)


def _cell(text: str) -> str:
    return escape(" ".join(text.split()), quote=False).replace("|", "\\|")


def _plain(text: str) -> str:
    """A text in one line that Markdown shows as it is: a report's title may hold its marks, or tags."""
    return _MARKS.sub(r"\\\g<0>", escape(" ".join(text.split()), quote=False))
