"""Two comparisons beside one another: whether one axis may measure both, which is for the guard to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.comparability import COMPARABLE, Point, Reason, Scale, compare
from extract.course import courses
from extract.normalisation import RAW
from extract.views.charts import over_time
from extract.views.charts.asked import Comparison
from extract.views.charts.making import Request
from extract.views.charts.scaling import is_log
from extract.views.frames import Shelf
from extract.views.words import reasons, wording
from extract.views.words.language import Language

INDICATOR, SCALE, LOG, NONE = "indicator", "scale", "log", "none"
_OF_ONE_REGION = (
    "same_region",
    "nothing_agrees",
)  # what the guard says of two figures only since they are of one region


@dataclass(frozen=True, slots=True)
class Beside:
    """What may be said of both: ``apart`` is why they have no common axis (`INDICATOR`, `SCALE`, `LOG`, `NONE`), "" where they
    have one. Where regions stand on both sides with two figures (``paired``), of ``total`` such regions the two of
    ``comparable`` agree; else of the ``total`` figures of both sides so many do. ``differences`` are those of the others."""

    apart: str
    comparable: int = 0
    total: int = 0
    differences: tuple[Reason, ...] = ()
    paired: bool = False


def beside(left: Comparison, right: Comparison) -> Beside:
    """Whether the first charts of two comparisons may share an axis: they show one indicator in one unit, kind, basis and measure,
    both linear or both logarithmic. Figures that stand on both sides count once."""
    points = [_points(side) for side in (left, right)]
    if not all(points):
        return Beside(NONE)
    if left.compared.indicator != right.compared.indicator:
        return Beside(INDICATOR)
    if len({point.scale for side in points for point in side}) > 1:
        return Beside(SCALE)
    if is_log(left.charts[0]) != is_log(right.charts[0]):
        return Beside(LOG)
    first, second = ({point.region: point for point in side} for side in points)
    pairs = [
        (first[name], second[name]) for name in first if name in second and first[name].id != second[name].id
    ]
    if pairs:
        held = [_between(*pair) for pair in pairs]
        return Beside("", held.count(()), len(held), tuple(reason for each in held for reason in each), True)
    once = {point.id: point for side in points for point in side}
    graded = [compare(once.values()).of(id) for id in once]
    reasons_of = [reason for each in graded if each.grade != COMPARABLE for reason in each.reasons]
    comparable = sum(each.grade == COMPARABLE for each in graded)
    return Beside("", comparable if comparable > 1 else 0, len(once), tuple(reasons_of))


def _between(one: Point, other: Point) -> tuple[Reason, ...]:
    """What keeps two figures of one region from being compared, apart from their being of one region."""
    both = compare([one, other])
    found = [reason for point in (one, other) for reason in both.of(point.id).reasons]
    return tuple(reason for reason in found if reason.code not in _OF_ONE_REGION)


def told(found: Beside, left: Comparison, right: Comparison, say: Language) -> tuple[str, str, list[str]]:
    """The same in words: a heading, a line, and region by region what keeps figures from being compared."""
    if not found.apart:
        key = "sides.paired" if found.paired else "sides.together"
        counted = say(key, comparable=found.comparable, total=found.total)
        line = " · ".join(filter(None, [counted, reasons.brief(found.differences, say)]))
        full = reasons.summary(found.differences, say)
        return say("sides.one_scale"), line, full.split("；" if say.code == "zh" else ". ") if full else []
    own = {side: _scale(each.compared.scale, say) for side, each in (("left", left), ("right", right))}
    fields = own if found.apart == SCALE else {}
    return say("sides.two_scales"), say(f"sides.because_{found.apart}", **fields), []


def changes(
    left: Comparison, right: Comparison, shelf: Shelf, say: Language, made: date
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What lies between a region's figure on one side and its figure on the other, from the earlier to the later, by region: the
    difference (+400（+13.3%）), or "" and why there is none. Nothing where both sides have the same figure, and nothing of rates:
    who reads those looks at the bars."""
    own = left.compared.indicator
    if own != right.compared.indicator or {left.compared.normalisation, right.compared.normalisation} != {
        RAW
    }:
        return {}
    first, second = (
        {row.region: row.fact for row in each.compared.rows if row.fact} for each in (left, right)
    )
    facts = [
        fact
        for name in first
        if name in second and first[name] != second[name]
        for fact in (first[name], second[name])
    ]
    found = courses(facts, own, list(first), shelf.year, left.compared.as_of.holds, shelf.published)
    said = {}
    for spec in over_time.lines(found, Request(say, made), shelf.sources, None, left.compared.as_of):
        joined = [line.region for line in spec.lines if len(line.steps) > 1]
        for region, slope in zip(joined, spec.slopes, strict=True):
            words = say.bracketed(slope.difference, slope.percent) if slope.percent else slope.difference
            said[region] = (words, slope.reasons)
    return said


def _points(side: Comparison) -> Sequence[Point]:
    """The figures that a side's first chart draws."""
    drawn = {row.region for row in side.charts[0].drawn}
    return [row.point for row in side.compared.rows if row.point and row.region in drawn]


def _scale(scale: Scale | None, say: Language) -> str:
    if scale is None:
        return ""
    parts = [wording.kind(scale.kind, say), wording.unit(scale.unit, say), wording.measure(scale.per, say)]
    return say.list([*filter(None, parts), say(f"basis.{scale.basis}")])
