"""A chart as a tile map: one equal square a province, shaded by class, with its figure on it.

The map has what the bars have, from the same rows: only comparable figures have a shade, and those that need caution or are to
be checked look as their bars do. What is no province has no square and is named below the map. The squares are data
(``data/tiles.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import pairwise

from extract.comparability import COMPARABLE
from extract.regions import registry
from extract.views.charts.classes import class_of, limits
from extract.views.charts.comparing import MISSING, REFUSED
from extract.views.charts.kinds import Band, Tile, Tiles
from extract.views.charts.spec import ChartSpec, Row
from extract.views.words.language import Language
from extract.views.words.wording import label

FEW = 3  # provinces with a figure: with fewer a map shows less than their bars
_SHADES: Mapping[int, tuple[int, ...]] = {
    1: (3,),
    2: (1, 3),
    3: (0, 2, 3),
    4: (0, 1, 2, 3),
    5: (0, 1, 2, 3, 4),
}
"""Of so many classes the shade of each, the lowest first."""


@dataclass(frozen=True, slots=True)
class Square:
    """Where a province stands on the map, counted from the top left, and its short names by language."""

    region: str
    line: int
    column: int
    names: Mapping[str, str]


@cache
def squares() -> Mapping[str, Square]:
    """The squares by the full names of their regions."""
    data = tomllib.loads((files("extract") / "data" / "tiles.toml").read_text("utf-8"))
    places = {
        name: (line, column)
        for line, row in enumerate(data["squares"])
        for column, name in enumerate(row.split())
    }
    known = registry().by_adcode
    return {
        known[adcode].full_name: Square(known[adcode].full_name, *places[names["zh"]], names)
        for adcode, names in data["names"].items()
    }


def extent() -> tuple[int, int]:
    """How many squares the map is high and wide."""
    places = squares().values()
    return 1 + max(each.line for each in places), 1 + max(each.column for each in places)


def mappable(rows: Iterable[Row]) -> bool:
    """Whether enough of a chart's figures are of provinces for a map to say something."""
    return sum(row.drawn and row.region in squares() for row in rows) >= FEW


def mapped(specs: Sequence[ChartSpec]) -> list[ChartSpec]:
    """The charts as maps, those that cannot be one as they are."""
    return [tiled(spec) if mappable(spec.rows) else spec for spec in specs]


def tiled(spec: ChartSpec) -> Tiles:
    """The chart as a map, with the notes that only a map needs."""
    say = spec.language
    there = {row.region: row for row in spec.rows if row.region in squares()}
    shaded = [row.value for row in there.values() if row.grade == COMPARABLE and row.value is not None]
    between = limits(shaded)
    bands = _bands(shaded, between, spec.base_unit, say) if shaded else ()
    tiles = tuple(
        _tile(square, there.get(region), bands, between, spec) for region, square in squares().items()
    )
    elsewhere = tuple(row for row in spec.rows if row.drawn and row.region not in squares())
    own = {field.name: getattr(spec, field.name) for field in fields(ChartSpec)}
    axis = (label("note.log", say), label("note.no_log", say))
    own["notes"] = (*_notes(bands, elsewhere, say), *(note for note in spec.notes if note not in axis))
    own["log"] = False
    own["filters"] = tuple(pair for pair in spec.filters if pair[0] != label("filter.scale", say))
    return Tiles(**own, tiles=tiles, bands=bands, elsewhere=elsewhere, key=_key(tiles, say))


def _bands(values: Sequence[float], between: Sequence[float], unit: str, say: Language) -> tuple[Band, ...]:
    classes = [class_of(value, between) for value in values]
    shades = _SHADES[len(between) + 1]
    ends = [None, *between, None]
    return tuple(
        Band(
            low,
            high,
            _between(low, high, min(values), max(values), unit, say),
            classes.count(number),
            shades[number],
        )
        for number, (low, high) in enumerate(pairwise(ends))
    )


def _between(
    low: float | None, high: float | None, least: float, most: float, unit: str, say: Language
) -> str:
    """A class in words: 不足 1,000, 1,000—2,000, 2,000 及以上; where there is one only, from the least to the most."""
    if low is None and high is None:
        return say.figure(least, most if most > least else None, "exact", unit)
    if low is None or high is None:
        end = say.figure(high if low is None else low, None, "exact", unit)  # type: ignore[arg-type]
        return label("band.below" if low is None else "band.from", say, limit=end)
    return say.figure(low, high, "exact", unit)


def _tile(
    square: Square, row: Row | None, bands: Sequence[Band], between: Sequence[float], spec: ChartSpec
) -> Tile:
    say = spec.language
    figure = ""
    band = None
    if row is not None and row.value is not None:
        figure = say.square(row.value, row.value_high, row.bound, spec.base_unit)
        figure += " /…" if row.contested else ""
        band = bands[class_of(row.value, between)] if row.grade == COMPARABLE else None
    elif row is not None and row.grade == REFUSED:
        figure = "—"
    return Tile(
        square.line, square.column, square.names[say.code], row.name if row else say.region(square.region), row, figure, band
    )  # fmt: skip


def _notes(bands: Sequence[Band], elsewhere: Sequence[Row], say: Language) -> list[str]:
    lines = [label("note.map", say)]
    if len(bands) > 1:
        lines.append(label("note.bands", say, count=len(bands)))
    if elsewhere:
        names = say.list([f"{row.name} {row.figure}" for row in elsewhere])
        lines.append(label("note.elsewhere", say, names=names))
    return lines


def _key(tiles: Sequence[Tile], say: Language) -> tuple[tuple[str, str], ...]:
    """What an empty square means, as far as there are any."""
    found = {tile.grade for tile in tiles}
    return tuple(
        (grade, label(f"legend.{grade}", say)) for grade in (MISSING, REFUSED, "absent") if grade in found
    )
