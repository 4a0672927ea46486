"""The panel as data frames: long, a row a figure that stands; wide, a row a region in a year."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from extract.catalogue import BASES, KINDS, Indicator, catalogue
from extract.comparability import LEVELS
from extract.panel import Line
from extract.regions import registry
from extract.views.exports.panel.asked import Asked
from extract.views.exports.panel.words import names, word
from extract.views.words.language import BOUND_SIGNS
from extract.views.words.wording import corrected, level, unit

KEYS = ("region", "adcode", "level", "year")
"""What a row of the wide form is of."""
_LONGEST = 32  # characters of a variable's name in Stata
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = frozenset(("_all", "_b", "byte", "_coef", "_cons", "double", "float", "if", "in", "int", "long", "_n", "_N", "_pi", "_pred", "_rc", "_skip", "strL", "using", "with"))  # fmt: skip
"""What Stata takes for no variable's name; ``str5`` and its like beside them."""
CODED = ("level", "placement", "wide", "theme", "basis", "bound", "kind", "grade", "origin")
"""The columns whose values are one of a few: categories in the frames, value labels in Stata."""
WHOLE = ("year", "first_year", "last_year", "report_year", "resolved", "among", "adopted")
"""The columns of whole numbers."""


def variables(indicators: Iterable[Indicator]) -> dict[str, str]:
    """The name of each indicator as a variable: its id, or what Stata takes of it, followed by a check that tells it from others.

    >>> own = catalogue().indicators["party_members"]
    >>> from dataclasses import replace
    >>> list(variables([own, replace(own, id="year"), replace(own, id="网格员"), replace(own, id="a" * 40)]).values())
    ['party_members', 'year_4cb4ea', 'v_0bdd2e', 'aaaaaaaaaaaaaaaaaaaaaaaaa_e33cdf']
    """
    taken = {*KEYS, *_RESERVED}
    found = {}
    for indicator in indicators:
        id = indicator.id
        if (
            len(id) <= _LONGEST
            and _NAME.fullmatch(id)
            and id not in taken
            and not re.fullmatch(r"str\d+", id)
        ):
            found[id] = id
            continue
        plain = re.sub(r"[^A-Za-z0-9_]", "", id)[: _LONGEST - 7].lstrip("0123456789") or "v"
        found[id] = f"{plain}_{hashlib.sha256(id.encode('utf-8')).hexdigest()[:6]}"
    return found


def grades(named: Mapping[str, str]) -> dict[str, str]:
    """Of each of these `variables`, by the id of its indicator, the variable that says how sure each of its values is.

    >>> own = catalogue().indicators["party_members"]
    >>> from dataclasses import replace
    >>> list(grades(variables([own, replace(own, id="party_members_grade"), replace(own, id="a" * 30)])).values())
    ['party_members_62bdee_grade', 'party_members_grade_grade', 'aaaaaaaaaaaaaaaaaaa_3a54fc_grade']
    """
    taken = set(named.values())
    found = {}
    for id, name in named.items():
        own = f"{name}_grade"
        if len(own) > _LONGEST or own in taken:
            check = hashlib.sha256(id.encode("utf-8")).hexdigest()[:6]
            own = f"{name[: _LONGEST - 13]}_{check}_grade"
        found[id] = own
        taken.add(own)
    return found


def label(indicator: Indicator, asked: Asked) -> str:
    """An indicator with its unit: 党员总数（人）."""
    return word(
        "title.label", asked.say, name=asked.say.indicator(indicator), unit=unit(indicator.unit, asked.say)
    )


def graded(indicator: Indicator, asked: Asked) -> str:
    """The label of the variable that says how sure the values of an indicator are: 党员总数：可信等级."""
    return word("title.graded", asked.say, name=asked.say.indicator(indicator))


def long(asked: Asked) -> pd.DataFrame:
    """Every figure that stands; the columns are the ids of ``[variable]`` in ``data/panel.toml``."""
    named = variables(asked.panel.indicators)
    rows = [_row(line, asked, named) for line in asked.panel.lines]
    frame = pd.DataFrame(rows, columns=list(names("variable")))
    return _typed(frame, asked)


Cells = Literal["values", "grades", "both"]
"""What the wide form holds of a figure: its value, how sure it is, or the one beside the other."""


def wide(asked: Asked, cells: Cells = "both") -> pd.DataFrame:
    """A row a region and year, a column an indicator, and behind it one of its grades; a cell that no figure stands in is empty.
    Only years with a cell are rows, and only indicators with one columns."""
    named = variables(asked.panel.indicators)
    marked = grades(named)
    found: dict[tuple[str, int], dict[str, float | str]] = {}
    for line in asked.panel.cells:
        if line.year is not None:
            row = found.setdefault((line.region, line.year), {})
            row[named[line.indicator.id]] = line.fact.value
            row[marked[line.indicator.id]] = word(f"grade.{line.grade}", asked.say)
    order = {region: place for place, region in enumerate(asked.panel.regions)}
    keys = sorted(found, key=lambda key: (order[key[0]], key[1]))
    used = {name for row in found.values() for name in row}
    values = [name for name in named.values() if name in used]
    marks = [name for name in marked.values() if name in used]
    each = {
        "values": values,
        "grades": marks,
        "both": [name for pair in zip(values, marks, strict=True) for name in pair],
    }
    columns = each[cells]
    places = {region: _place(region, asked) for region, _ in keys}
    rows = [
        [region, *places[region], year, *(found[region, year].get(name) for name in columns)]
        for region, year in keys
    ]
    frame = pd.DataFrame(rows, columns=[*KEYS, *columns])
    own = frame.columns.intersection(values)
    frame[own] = frame[own].astype("float64")
    said = pd.Index([*dict.fromkeys(_vocabulary("grade", asked)), ""])
    for name in frame.columns.intersection(marks):
        frame[name] = pd.Categorical(frame[name].fillna(""), said)
    return _typed(frame, asked)


def _row(line: Line, asked: Asked, named: Mapping[str, str]) -> list[Any]:
    fact, say, source = line.fact, asked.say, asked.source(line)
    return [
        line.region,
        *_place(line.region, asked),
        line.year,
        line.first,
        line.last,
        word(f"placement.{line.placement}", say),
        int(line.resolved),
        word(f"wide.{line.apart or 'in'}", say),
        named[line.indicator.id],
        say.indicator(line.indicator),
        say.theme(catalogue().themes[line.indicator.theme]),
        say(f"basis.{line.indicator.basis}"),
        fact.value,
        fact.value_high,
        say.term("bound", fact.bound),
        fact.unit,
        say.term("kind", fact.kind),
        fact.per,
        fact.period,
        word(f"grade.{line.grade}", say),
        fact.confidence,
        " ".join(fact.reasons),
        " ".join(f"{rival.value:.15g}" for rival in line.rivals),
        line.among,
        fact.site,
        fact.subject,
        fact.report,
        source.year if source else None,
        asked.id(line),
        fact.quote,
        fact.sentence.strip(),
        word(f"origin.{fact.made or 'quoted'}", say),
        corrected(fact.by_hand, say),
        int(fact.adopted),
        fact.decided,
    ]


def _place(region: str, asked: Asked) -> tuple[str, str]:
    """The code and the level of a region, "" where it is none that the registry knows."""
    found = registry().by_full_name.get(region)
    return (found.adcode, level(found.level, asked.say)) if found else ("", "")


def _typed(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Whole numbers as such, also where some are missing; few values as categories in the order of their words."""
    for name in frame.columns.intersection(list(WHOLE)):
        frame[name] = frame[name].astype("Int32")
    for name in frame.columns.intersection(list(CODED)):
        frame[name] = pd.Categorical(frame[name], pd.Index(list(_in_order(frame[name], name, asked))))
    for name in frame.columns.intersection(["value", "value_high", "confidence"]):
        frame[name] = frame[name].astype("float64")
    return frame


def _in_order(cells: Iterable[str], name: str, asked: Asked) -> Sequence[str]:
    """All words that a column may have, in their own order, so that a code means the same in every file; then what another
    version's table has beside them, and nothing last."""
    own = list(dict.fromkeys(_vocabulary(name, asked)))
    beside = {cell for cell in cells if cell} - set(own)
    return [*own, *sorted(beside), ""]


def _vocabulary(name: str, asked: Asked) -> Iterable[str]:
    say = asked.say
    match name:
        case "level":
            return (level(id, say) for id in LEVELS)
        case "theme":
            return map(say.theme, catalogue().themes.values())
        case "basis":
            return (say(f"basis.{id}") for id in BASES)
        case "bound":
            return (say.term("bound", id) for id in BOUND_SIGNS)
        case "kind":
            return (say.term("kind", id) for id in KINDS)
        case _:
            return (word(f"{name}.{id}", say) for id in names(name))
