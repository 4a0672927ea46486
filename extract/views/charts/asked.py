"""From what was asked of a page with charts to its charts, without the page: for a brief, and for views side by side.

The state is the page's address, spelt out: a region that is not named is not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extract.catalogue import Indicator, catalogue
from extract.normalisation import RAW
from extract.page_state import PageState
from extract.views.charts import lined, over_time
from extract.views.charts.as_of import AS_REPORTED, AsOf
from extract.views.charts.comparing import Compared, of_filters
from extract.views.charts.kinds import Lines
from extract.views.charts.levelling import in_levels
from extract.views.charts.making import Request, charts
from extract.views.charts.ordering import ORDERS, ordered
from extract.views.charts.over_time import Span
from extract.views.charts.per_head import way
from extract.views.charts.spec import ChartSpec
from extract.views.charts.tiling import mapped
from extract.views.frames import Filters, Shelf
from extract.views.words.language import Language

COMPARE, TREND = "compare", "trend"
LINES = "lines"  # how a side may draw what was asked of Compare: over years
_WAYS: Mapping[str, Callable[[Sequence[ChartSpec]], Sequence[ChartSpec]]] = {
    "map": mapped,
    "levels": in_levels,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was asked of Compare, put together: the comparison, and its charts in the reader's language, the fullest scale
    first."""

    compared: Compared
    charts: tuple[ChartSpec, ...]


def indicator(asked: PageState) -> Indicator | None:
    """The indicator that was asked for, None where the catalogue has it no more."""
    return catalogue().indicators.get(asked.one("indicator"))


def filters(asked: PageState) -> Filters:
    """The regions, years, kinds and bounds that were asked for."""
    years = tuple(int(year) for year in asked.many("years") if year.isdecimal())
    return Filters(asked.many("regions"), years, asked.many("kinds"), asked.many("bounds"))


def as_of(asked: PageState) -> AsOf:
    """Whether undated figures were taken as of their report's year."""
    return AsOf(True, asked.many("undated_of")) if asked.one("undated") == "1" else AS_REPORTED


def comparison(asked: PageState, shelf: Shelf, say: Language, made: date) -> Comparison | None:
    """The comparison as the page would show it today, None where its indicator is known no more."""
    own = indicator(asked)
    if own is None:
        return None
    found = of_filters(shelf, own, filters(asked), asked.one("norm", RAW), as_of(asked))
    by = asked.one("sort", ORDERS[0])
    drawn = [
        ordered(spec, by if by in ORDERS else ORDERS[0]) for spec in as_charts(found, asked, shelf, say, made)
    ]
    return Comparison(found, tuple(_WAYS.get(asked.one("chart"), list)(drawn)))


def as_charts(
    found: Compared, asked: PageState, shelf: Shelf, say: Language, made: date
) -> tuple[ChartSpec, ...]:
    """The charts of a comparison, drawn as was asked."""
    return charts(found, _request(asked, say, made), shelf.sources)


def lines(asked: PageState, own: Indicator, shelf: Shelf, say: Language, made: date) -> tuple[Lines, ...]:
    """The indicator's lines over years as the page would show them today, the fullest first."""
    dates, request = as_of(asked), _request(asked, say, made)
    heads = asked.one("heads") == "1" and way(own) != RAW
    found = lined.of_filters(shelf, own, filters(asked), dates, only_sure=request.only_sure, heads=heads)
    ends = [int(year) for key in ("since", "until") if (year := asked.one(key)).isdecimal()]
    span = Span(min(ends), max(ends)) if len(ends) == 2 else Span()
    index = asked.one("index") == "1"
    return over_time.lines(found, request, shelf.sources, span, dates, index=index, heads=heads)


def over_years(asked: PageState) -> PageState:
    """What was asked of Compare, asked of Over time; of how bars are normalised and laid out lines know nothing."""
    left_out = ("chart", "norm", "scale", "sort", "only")
    return PageState.of(TREND, {key: values for key, values in asked.items if key not in left_out})


def _request(asked: PageState, say: Language, made: date) -> Request:
    return Request(
        say,
        made,
        log=asked.one("scale") == "log",
        only_comparable=asked.one("only") == "1",
        only_sure=asked.one("sure") == "1",
        filters=said(asked.state, say),
    )


def said(state: Mapping[str, Sequence[str]], say: Language) -> tuple[tuple[str, str], ...]:
    """The filters of a state that no chart tells by itself, as labels and values, for a file that leaves the page."""
    pairs = []
    level, within = "".join(state.get("level", ())[:1]), "".join(state.get("within", ())[:1])
    if level not in ("", "all"):
        pairs.append((say("side.level"), say.term("level", level)))
    if within:
        pairs.append((say("side.within"), say.region(within)))
    for key in ("years", "kinds", "bounds"):
        names = [item if key == "years" else say.term(key[:-1], item) for item in state.get(key, ())]
        if names:
            pairs.append((say(f"side.{key}"), say.list(names)))
    return tuple(pairs)
