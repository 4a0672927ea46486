"""Charts and a region's figures as tables in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.catalogue import catalogue
from extract.comparability import UNSURE
from extract.facts import Fact
from extract.views.briefing.parts import Grid
from extract.views.charts.folding import folded
from extract.views.charts.spec import ChartSpec
from extract.views.words import wording
from extract.views.words.language import Language
from extract.views.words.wording import label

_CHART = ("region", "level", "value", "period", "grade", "quote")
_CHART_SHARES = {"zh": (0.18, 0.11, 0.2, 0.2, 0.14, 0.17), "en": (0.17, 0.13, 0.17, 0.17, 0.22, 0.14)}
_ACROSS = 5  # regions beside one another
_REGION = ("indicator", "value", "period", "quote", "site")


def of_chart(spec: ChartSpec) -> Grid:
    """The figures of a chart in the order of its rows; regions without one share a row where they are many."""
    say = spec.language
    heads = [label(f"head.{column}", say) for column in _CHART]
    at = _CHART.index("value")
    heads[at] = say.bracketed(heads[at], spec.unit)
    rows = tuple(
        (row.name, row.level, row.whole, row.period, spec.grade(row), row.fact.quote if row.fact else "")
        for row in folded(spec)
    )
    return Grid(spec.title, tuple(heads), rows, _CHART_SHARES[say.code], (at,))


def of_region(title: str, facts: Sequence[Fact], say: Language) -> Grid:
    """A region's figures, each under its indicator; of an indicator that stands there more than once, with what is counted. The
    column of narrower places is left out where no figure has one."""
    names = catalogue().indicators
    held = Counter(fact.indicator for fact in facts)
    heads = tuple(label(f"head.{column}", say) for column in _REGION)
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            _named(say.indicator(names[fact.indicator or ""]), fact, say, held[fact.indicator] > 1),
            number(fact, say),
            say.period(fact.period),
            fact.quote,
            fact.site,
        )
        for fact in facts
    )
    if any(fact.site for fact in facts):
        return Grid(title, heads, rows, (0.34, 0.2, 0.16, 0.14, 0.16), (1,))
    return Grid(title, heads[:-1], tuple(row[:-1] for row in rows), (0.4, 0.22, 0.2, 0.18), (1,))


def of_matrix(
    charts: Mapping[str, ChartSpec], regions: Sequence[str], say: Language, *, only_sure: bool
) -> tuple[Grid, ...]:
    """Indicators down and regions across, in as many tables as the width of a page needs; ``charts`` are those of each indicator
    in its order. Figures that are to be checked say so, or that alone where they are left out. A region that gives nothing has no
    column, and a table no line for what none of its regions gives: of thirty regions nearly all of it would be empty."""
    names = {row.region: row.name for spec in charts.values() for row in spec.rows}
    grids = []
    given = [name for name in regions if name in reporting(charts)]
    for own in _even(given, _ACROSS):
        rows = tuple(
            (spec.title, *(_cell(spec, region, say, only_sure=only_sure) for region in own))
            for spec in charts.values()
            if any(row.drawn and row.region in own for row in spec.rows)
        )
        title = label("brief.matrix_of", say, regions=say.list([names[name] for name in own]))
        shares = (
            (0.25, *(0.75 / _ACROSS for _ in own))
            if len(own) == _ACROSS
            else (1 - 0.15 * len(own), *(0.15 for _ in own))
        )
        heads = (label("head.indicator", say), *(names[name] for name in own))
        grids.append(Grid(title, heads, rows, shares, tuple(range(1, len(own) + 1))))
    return tuple(grids)


def _even(names: Sequence[str], most: int) -> list[Sequence[str]]:
    """Names in as few parts of at most so many as they need, of like length: of 31 none stands alone behind thirty.

    >>> _even("abcdef", 5), [len(part) for part in _even("x" * 31, 5)]
    (['abc', 'def'], [5, 5, 5, 4, 4, 4, 4])
    """
    count = -(-len(names) // most)
    size, longer = divmod(len(names), count) if count else (0, 0)
    starts = [number * size + min(number, longer) for number in range(count + 1)]
    return [names[start:end] for start, end in pairwise(starts)]


def reporting(charts: Mapping[str, ChartSpec]) -> frozenset[str]:
    """The regions that give any figure."""
    return frozenset(row.region for spec in charts.values() for row in spec.rows if row.drawn)


def _cell(spec: ChartSpec, region: str, say: Language, *, only_sure: bool) -> str:
    row = next((row for row in spec.rows if row.region == region and row.drawn), None)
    if row is None:
        return "·"
    unsure = label("grade.unsure", say)
    if row.grade != UNSURE:
        return row.figure
    return unsure if only_sure else f"{row.figure} {unsure}"


def number(fact: Fact, say: Language) -> str:
    """A figure with its unit and what it is counted per, and 待核 where it is to be checked."""
    own = say.figure(fact.value, fact.value_high, fact.bound, fact.unit, exact=True)
    counted = say.of_unit(own, wording.unit(fact.unit, say), wording.measure(fact.per, say))
    unsure = "" if fact.sure or not fact.indicator else label("grade.unsure", say)
    return " ".join(filter(None, [counted, unsure]))


def _named(name: str, fact: Fact, say: Language, several: bool) -> str:
    if not several or not fact.subject or fact.subject == name:
        return name
    return f"{name}（{fact.subject}）" if say.code == "zh" else f"{name} (“{fact.subject}”)"
