"""The states of two views side by side: as the address has them, and the contrasts that one click makes of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from extract.catalogue import catalogue
from extract.comparability import LEVELS
from extract.normalisation import AUTO, RAW
from extract.page_state import PageState, PageStateError
from extract.views import address
from extract.views.charts import asked as asking
from extract.views.charts.asked import COMPARE
from extract.views.context import Context
from extract.views.parts import region_box

SIDES = ("left", "right")
_TRIED = 4  # indicators that may open the page


def sides_asked(context: Context) -> dict[str, PageState]:
    """The states of the two sides: as the address has them, where it names neither a contrast of what Compare shows. Their
    regions are spelt out."""
    found = {side: _named(str(st.session_state.get(side) or "")) for side in SIDES}
    first = found["left"] or found["right"]
    if first is None:
        first, pair = _first(context)
        found = dict(zip(SIDES, pair, strict=True))
    sides = {side: spelt(context, found[side] or first) for side in SIDES}
    st.session_state.update({side: each.query for side, each in sides.items()})
    return sides


def _first(context: Context) -> tuple[PageState, tuple[PageState, PageState]]:
    """What a reader who asked for nothing sees: of what Compare shows, or would show first, the view and its contrast that has
    something on both sides."""
    best: tuple[int, PageState, tuple[PageState, PageState]] | None = None
    for view in _shown(context):
        count, pair = _telling(context, list(pairs(context, view).values()))
        if best is None or count > best[0]:
            best = count, view, pair
        if count:
            break
    if best is None:
        raise ValueError("Compare shows no view")
    return best[1], best[2]


def _telling(
    context: Context, offered: Sequence[tuple[PageState, PageState]]
) -> tuple[int, tuple[PageState, PageState]]:
    """Of the contrasts of a view the first that has two regions or more to set against one another, else the one that has most, and
    how many: two years of which one has a single region say less than two levels."""
    common = [_common(context, *pair) for pair in offered]
    best = next((number for number, count in enumerate(common) if count > 1), common.index(max(common)))
    return common[best], offered[best]


def _common(context: Context, left: PageState, right: PageState) -> int:
    """How many regions have a figure on both sides; of sides that show different ones, on the side that has fewer."""
    drawn = []
    for asked in (left, right):
        found = asking.comparison(spelt(context, asked), context.shelf, context.say, date.today())
        drawn.append({row.region for row in found.charts[0].drawn} if found else set())
    alike = left.many("regions") == right.many("regions")
    return len(drawn[0] & drawn[1]) if alike else min(map(len, drawn))


def _named(query: str) -> PageState | None:
    """The state that a query spells, None where that is none of a comparison."""
    try:
        found = PageState.of_query(COMPARE, query)
    except PageStateError:
        return None
    return found if asking.indicator(found) else None


def _shown(context: Context) -> list[PageState]:
    """What Compare shows, or would show first: the indicators with the most figures that are surely read, the fullest first."""
    keys = [key for key in context.keys[COMPARE] if key not in ("lang", "fact", "theme")]
    found = PageState.of(COMPARE, address.whole(keys))
    if asking.indicator(found):
        return [spelt(context, found)]
    names, frame = catalogue().indicators, context.shelf.frame
    sure = frame.loc[frame["sure"] & (frame["indicator"] != ""), "indicator"]
    counts = (sure if len(sure) else frame["indicator"]).value_counts()
    given = [str(id) for id, count in counts.items() if id in names and count][:_TRIED] or [next(iter(names))]
    return [spelt(context, found.but(indicator=id)) for id in given]


def usual(context: Context, level: str) -> list[str]:
    """The regions that are shown of a level, all levels where it is not said."""
    shelf = context.shelf
    of_level = [name for name in shelf.regions if level in ("", "all") or region_box.level(name) == level]
    return region_box.unasked(of_level, region_box.of_reports(shelf))


def pairs(context: Context, base: PageState) -> dict[str, tuple[PageState, PageState]]:
    """The contrasts that one click makes of a view, under their words: two years, two levels, all and sure figures."""
    say, shelf = context.say, context.shelf
    found: dict[str, tuple[PageState, PageState]] = {}
    both = _years(context)
    if both:
        first, second = (str(year) for year in both)
        words = say("sides.by_years", first=first, second=second)
        found[words] = (base.but(years=first), base.but(years=second))
    chosen = _chosen(context, base)
    levels = [
        level for level in LEVELS if any(region_box.level(name) == level for name in chosen or shelf.reported)
    ]
    if len(levels) > 1:
        ends = (levels[0], levels[-1])
        words = say("sides.by_levels", first=say(f"level.{ends[0]}"), second=say(f"level.{ends[1]}"))
        one, two = (
            base.but(level=level, within="", regions=_of_level(chosen, level) or usual(context, level))
            for level in ends
        )
        found[words] = (one, two)
    found[say("sides.by_sure")] = (base.but(sure=""), base.but(sure="1"))
    return found


def _chosen(context: Context, base: PageState) -> list[str]:
    """The regions that the reader chose for a view, none for those that it shows unasked."""
    shown = list(base.many("regions"))
    return [] if set(shown) == set(usual(context, base.one("level"))) else shown


def _of_level(regions: Sequence[str], level: str) -> list[str]:
    return [name for name in regions if region_box.level(name) == level]


def _years(context: Context) -> tuple[int, int] | None:
    """The two newest years in which one region reports, None where no region reports twice."""
    of_region: dict[str, set[int]] = {}
    for source in context.shelf.table.sources:
        if source.year is not None and source.region:
            of_region.setdefault(source.region, set()).add(source.year)
    pairs = [tuple(sorted(held)[-2:]) for held in of_region.values() if len(held) > 1]
    newest = max(pairs, key=lambda pair: (pair[1], pair[0]), default=None)
    return (newest[0], newest[1]) if newest else None


def spelt(context: Context, asked: PageState) -> PageState:
    """A state as a side needs it: with all its regions, and under one normalisation: the program's choice for one side need
    not be its choice for the other."""
    if not asked.many("regions"):
        asked = asked.but(regions=usual(context, asked.one("level")))
    if asked.one("norm") == AUTO:
        found = asking.comparison(asked, context.shelf, context.say, date.today())
        asked = asked.but(norm=found.compared.normalisation if found else RAW)
    return asked
