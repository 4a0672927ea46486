"""The guard: which figures may stand on one scale, and if not, why.

Three grades. **Never**: another unit, kind, basis or `per`; such figures form scales of their own. **Caution**: the
same scale, but another level of region, another length or end of the period, a period that the report does not give,
a site, or a region inside another that is shown. **Comparable**: the largest group that agrees on all of this;
between equal groups the newer, then the higher level. Highest, median, sum and ranking exist only inside that group.

The guard sees `Point`s, one a figure, and knows neither reports nor pages; a `Reason` is a code with what it is about,
put into words by `extract.views.wording`.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NATION = "全国"
LEVELS = ("nation", "province", "prefecture", "county")
"""Levels of region from the highest; "" is a level that nobody knows."""

COMPARABLE, CAUTION, NEVER = "comparable", "caution", "never"
_SIZELESS_UNITS = ("%", "百分点", "岁", "倍", "天", "年")
_END_TOLERANCE = 1  # years: 2021 beside 2022 is allowed, 2020 beside 2022 is not


@dataclass(frozen=True, slots=True)
class Timing:
    """When a figure holds. ``end`` is the year of its state or of its period's last day, ``days`` the length of its
    period with 365 days to a year; None is what cannot be known. ``assumed``: the report's own year was taken."""

    end: int | None
    days: int | None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A figure as the guard sees it; `extract.normalisation` makes and rescales them.

    ``region`` is the full name (a region lies inside another when the other's full name opens its own), ``level`` one
    of `LEVELS` or "". ``period`` is the fact's own notation, kept for the reasons. ``value_high`` ends a range.
    """

    id: str
    region: str
    level: str
    site: str
    unit: str
    kind: str
    basis: str
    per: str
    period: str
    timing: Timing
    value: float
    value_high: float | None = None
    bound: str = "exact"

    def __post_init__(self) -> None:
        if self.basis not in ("stock", "flow"):
            raise ValueError(
                f"{self.id}: basis {self.basis!r}; only figures of an indicator (stock or flow) compare"
            )

    @property
    def scale(self) -> tuple[str, str, str, str]:
        """What must be the same for two figures to share an axis."""
        return (self.unit, self.kind, self.basis, self.per)

    @property
    def sized(self) -> bool:
        """Whether the figure grows with its region: a count does; a share, an average or a figure per village not.

        >>> Point("a", "辽宁省", "province", "", "%", "share", "stock", "", "/2022", Timing(2022, None), 62.8).sized
        False
        """
        absolute = self.kind in ("count", "change", "measure") and self.unit not in _SIZELESS_UNITS
        return absolute and self.per in ("", "年")

    @property
    def measured_days(self) -> int | None:
        """The length of period that must agree: 0 for a stock and for a rate per year, which know none."""
        return 0 if self.basis == "stock" or "年" in self.per.split("·") else self.timing.days


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a figure stands apart: ``code`` is an entry of ``data/comparability.toml``, ``region`` whom it concerns,
    ``own`` what the figure has and ``group`` what the comparable figures have, in the notation of that code."""

    code: str
    region: str
    own: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """A figure with its grade on its scale and the reasons when that is not comparable."""

    point: Point
    grade: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Statistic:
    """A number made from comparable figures; ``bound`` tells what their bounds leave of it."""

    value: float
    bound: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Figures that may share an axis, in the order given, each graded against the comparable group."""

    unit: str
    kind: str
    basis: str
    per: str
    graded: tuple[Graded, ...]

    @property
    def comparable(self) -> tuple[Point, ...]:
        """The comparable group; empty when every figure is held back by itself (a site, an unknown period)."""
        return tuple(g.point for g in self.graded if g.grade == COMPARABLE)

    @property
    def ranking(self) -> tuple[Point, ...]:
        """The comparable figures, highest first; of a range the lower end counts."""
        return tuple(sorted(self.comparable, key=lambda p: (-p.value, p.region, p.id)))

    @property
    def highest(self) -> Point | None:
        """The highest comparable figure, None when nothing is comparable."""
        return next(iter(self.ranking), None)

    @property
    def median(self) -> Statistic | None:
        """The median of the comparable figures, None when nothing is comparable."""
        group = self.comparable
        return Statistic(statistics.median(p.value for p in group), _joint_bound(group)) if group else None

    @property
    def total(self) -> Statistic | None:
        """The sum of the comparable figures; None when a sum means nothing: shares, averages, rates per resident."""
        group = self.comparable
        if not group or self.kind != "count" or not all(p.sized for p in group):
            return None
        return Statistic(sum(p.value for p in group), _joint_bound(group))


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures of an indicator, sorted onto scales; the first scale is the one to draw first."""

    scales: tuple[Scale, ...]
    assumptions: tuple[Reason, ...]

    def of(self, id: str) -> Graded:
        """The verdict on one figure beside the first scale: off that scale it is `NEVER`, with the reasons."""
        main = self.scales[0]
        for scale in self.scales:
            for graded in scale.graded:
                if graded.point.id == id:
                    return (
                        graded
                        if scale is main
                        else Graded(graded.point, NEVER, _off_scale(graded.point, main))
                    )
        raise KeyError(id)


def compare(points: Iterable[Point]) -> Comparison:
    """Grade figures against one another. Their order decides nothing but the order of the answer.

    >>> year = Timing(2022, 365)
    >>> both = [Point(name, name, "province", "", "人", "count", "flow", "", "2022", year, 1.0) for name in ("青海省", "云南省")]
    >>> [graded.grade for graded in compare(both).scales[0].graded]
    ['comparable', 'comparable']
    """
    ordered = list(points)
    by_scale: dict[tuple[str, str, str, str], list[Point]] = defaultdict(list)
    for point in ordered:
        by_scale[point.scale].append(point)
    scales = [Scale(*key, _grade(members)) for key, members in by_scale.items()]
    scales.sort(key=_prominence)
    return Comparison(tuple(scales), tuple(_assumed(p) for p in ordered if p.timing.assumed))


def between(a: Point, b: Point) -> str:
    """The grade of a pair: whether these two alone may be compared. Symmetric.

    >>> year = Timing(2022, 365)
    >>> province = Point("1", "青海省", "province", "", "人", "count", "flow", "", "2022", year, 1.0)
    >>> county = Point("2", "吉林省四平市双辽市", "county", "", "人", "count", "flow", "", "2022", year, 1.0)
    >>> between(province, county)
    'caution'
    """
    if a.scale != b.scale:
        return NEVER
    return COMPARABLE if all(g.grade == COMPARABLE for g in _grade([a, b])) else CAUTION


def contains(outer: str, inner: str) -> bool:
    """Whether one region lies inside another or is the same, by their full names.

    >>> contains("广东省", "广东省广州市天河区"), contains("广东省广州市", "广东省")
    (True, False)
    """
    return outer == NATION or inner.startswith(outer)


def _prominence(scale: Scale) -> tuple[int, int, int, tuple[str, ...]]:
    newest = max((g.point.timing.end or 0) for g in scale.graded)
    return (
        -len(scale.comparable),
        -len(scale.graded),
        -newest,
        (scale.unit, scale.kind, scale.basis, scale.per),
    )


def _grade(members: Sequence[Point]) -> tuple[Graded, ...]:
    """Grade the figures of one scale. A figure that is alone is comparable: nothing stands beside it."""
    if len(members) == 1:
        return (Graded(members[0], COMPARABLE, ()),)
    held_back = {p.id: _held_back(p) for p in members}
    group = _largest_group([p for p in members if not held_back[p.id]])
    chosen = {p.id for p in group}
    return tuple(
        Graded(p, COMPARABLE, ())
        if p.id in chosen
        else Graded(p, CAUTION, held_back[p.id] + _apart(p, group))
        for p in members
    )


def _held_back(point: Point) -> tuple[Reason, ...]:
    """What keeps a figure out of every group, whatever stands beside it."""
    reasons = []
    if point.site:
        reasons.append(Reason("site", point.region, point.site))
    if point.sized and point.level not in LEVELS:
        reasons.append(Reason("level_unknown", point.region))
    if point.basis == "stock" and point.timing.end is None:
        reasons.append(Reason("state_unknown", point.region, point.period))
    if point.basis == "flow" and not point.period:
        reasons.append(Reason("period_missing", point.region))
    elif point.basis == "flow" and (point.timing.end is None or point.measured_days is None):
        reasons.append(Reason("period_unclear", point.region, point.period))
    return tuple(reasons)


def _largest_group(candidates: Sequence[Point]) -> tuple[Point, ...]:
    """The largest set whose members agree two by two: one level and one length, ends within a year, none inside
    another. Between equal sets the newer, then the higher level, then the longer period, then the names decide."""
    alike: dict[tuple[str, int], list[Point]] = defaultdict(list)
    for point in candidates:
        alike[point.level if point.sized else "", point.measured_days or 0].append(point)
    best: tuple[Point, ...] = ()
    for members in alike.values():
        for first in sorted({_end(p) for p in members}):
            near = [p for p in members if first <= _end(p) <= first + _END_TOLERANCE]
            best = min(best, _without_nesting(near), key=_preference)
    return best


def _preference(group: Sequence[Point]) -> tuple[int, int, int, int, list[tuple[str, str]]]:
    """The smaller, the better."""
    if not group:
        return (0, 0, 0, 0, [])
    newest = max(_end(p) for p in group)
    highest_level = min(_rank(p.level) for p in group)
    return (
        -len(group),
        -newest,
        highest_level,
        -(group[0].measured_days or 0),
        sorted((p.region, p.id) for p in group),
    )


def _without_nesting(members: Sequence[Point]) -> tuple[Point, ...]:
    """The most figures of which none lies inside another: a region, or its parts where two or more of them report
    or the one part is newer.

    Full names in order put every region right before what lies inside it, so that one pass backwards sees the parts
    before the whole; of two figures of one region the newer is the whole.
    """
    ordered = sorted(members, key=lambda p: ("" if p.region == NATION else p.region, -_end(p), p.id))
    waiting: list[
        tuple[Point, tuple[Point, ...]]
    ] = []  # roots seen so far, the nearest last, with their best sets
    for point in reversed(ordered):
        parts: list[Point] = []
        while waiting and contains(point.region, waiting[-1][0].region):
            parts.extend(waiting.pop()[1])
        newer = any(_end(part) > _end(point) for part in parts)
        waiting.append((point, tuple(parts) if len(parts) > 1 or newer else (point,)))
    return tuple(p for _, best in waiting for p in best)


def _apart(point: Point, group: Sequence[Point]) -> tuple[Reason, ...]:
    """In what a figure differs from the comparable group."""
    if not group:
        return ()
    reasons = []
    model = group[0]
    if point.sized and point.level in LEVELS and point.level != model.level:
        reasons.append(Reason("level", point.region, point.level, model.level))
    dated = point.timing.end is not None and point.measured_days is not None  # otherwise it is held back for that
    if dated and point.measured_days != model.measured_days:
        reasons.append(Reason("period_length", point.region, _length(point), str(model.measured_days)))
    first, last = min(_end(p) for p in group), max(_end(p) for p in group)
    if (
        point.timing.end is not None
        and not last - _END_TOLERANCE <= point.timing.end <= first + _END_TOLERANCE
    ):
        code = "state_year" if point.basis == "stock" else "period_end"
        reasons.append(Reason(code, point.region, str(point.timing.end), f"{first}/{last}"))
    if not reasons:
        reasons.extend(_nesting(point, group))
    return tuple(reasons)


def _nesting(point: Point, group: Sequence[Point]) -> list[Reason]:
    if any(p.region == point.region for p in group):
        return [Reason("same_region", point.region)]
    around = [p.region for p in group if contains(p.region, point.region)]
    if around:
        return [Reason("inside", point.region, group=max(around, key=len))]
    inner = sorted(p.region for p in group if contains(point.region, p.region))
    return [Reason("around", point.region, group="、".join(inner))] if inner else []


def _off_scale(point: Point, main: Scale) -> tuple[Reason, ...]:
    pairs = (
        ("unit", point.unit, main.unit),
        ("kind", point.kind, main.kind),
        ("basis", point.basis, main.basis),
        ("per", point.per, main.per),
    )
    return tuple(Reason(code, point.region, own, other) for code, own, other in pairs if own != other)


def _assumed(point: Point) -> Reason:
    return Reason("state_assumed", point.region, str(point.timing.end))


def _length(point: Point) -> str:
    return f"{point.period}|{point.timing.days}"


def _end(point: Point) -> int:
    return point.timing.end or 0


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _joint_bound(points: Sequence[Point]) -> str:
    """What a sum or median of bounded figures is: at least when all bounds point that way, else approximate."""
    bounds = {p.bound for p in points} - {"exact"}
    if any(p.value_high is not None for p in points) or len(bounds) > 1:
        return "approx"
    return next(iter(bounds), "exact")
