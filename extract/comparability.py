"""The guard: which figures may stand on one scale, and if not, why.

Four grades. **Never**: another unit, kind, basis or `per`; such figures form scales of their own. **Unsure**: on the
same scale, but read with too little confidence; somebody has to check it first. **Caution**: the same scale, but
another level of region, another length or end of the period, a period that the report does not give, another thing
counted, a figure beside which the reports give another with the same right, a site, or a region inside another that is shown. **Comparable**: the largest group that agrees on all of this;
between equal groups the newer, then the higher level. Highest, median, sum and ranking exist only inside that group.

The dimensions themselves, one by one, are in `extract.agreement`.
"""

from __future__ import annotations

import statistics
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from extract.agreement import (
    END_TOLERANCE,
    NATION,
    Group,
    Point,
    Reason,
    Timing,
    apart,
    contains,
    held_back,
    off_scale,
)
from extract.regions import LEVELS

__all__ = [
    "CAUTION", "COMPARABLE", "LEVELS", "NATION", "NEVER", "UNSURE", "Comparison", "Graded", "Point", "Reason", "Scale",
    "Statistic", "Timing", "between", "compare", "contains",
]  # fmt: skip

COMPARABLE, CAUTION, UNSURE, NEVER = "comparable", "caution", "unsure", "never"
_MEDIAN_FROM = 3
_TOLD_OF_HELD = ("matter", "period_length", "period_end", "state_year")
ABOUT = 0.1  # how far a rounded number is likely to be off


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
        """The comparable group; empty when every figure is held back by itself (a site, an unknown period, a doubtful reading)."""
        return tuple(g.point for g in self.graded if g.grade == COMPARABLE)

    @property
    def ranking(self) -> tuple[Point, ...]:
        """The comparable figures, highest first; of a range the lower end counts. A whole beside its parts (a share of the nation
        beside those of provinces) is no rival of theirs."""
        group = self.comparable
        names = sorted(p.region for p in group)
        parts = [p for p in group if not _holds_another(p.region, names)]
        return tuple(sorted(parts, key=lambda p: (-p.value, p.region, p.id)))

    @property
    def highest(self) -> tuple[Point, ...]:
        """The comparable figures that may be the highest as far as their bounds and their rounding tell (近1万 and 9800 have no
        order, nor have 4.9万 and 49200; 4亿 is more than 3亿), the one with the greater number first; () when nothing is comparable."""
        reaches = {p.id: _reach(p) for p in self.ranking}
        least = max((low for low, _ in reaches.values()), default=0.0)
        return tuple(p for p in self.ranking if reaches[p.id][0] == least or reaches[p.id][1] > least)

    @property
    def median(self) -> Statistic | None:
        """The median of the comparable figures, None of fewer than three: half of two says nothing."""
        group = self.ranking
        if len(group) < _MEDIAN_FROM:
            return None
        return Statistic(statistics.median(p.value for p in group), _joint_bound(group))

    @property
    def total(self) -> Statistic | None:
        """The sum of the comparable figures; None when a sum means nothing: of shares, averages, rates per resident, or of years
        that differ."""
        group = self.comparable
        if not group or self.kind != "count" or not all(p.sized for p in group):
            return None
        if len({p.timing.end for p in group}) > 1:
            return None
        return Statistic(sum(p.value for p in group), _joint_bound(group))


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures of an indicator, sorted onto scales; the first scale is the one to draw first. ``assumptions`` are the
    figures that were taken as of their report's year, and the slow stocks that stand beside newer ones; ``verdicts`` the
    grade of each figure by its id."""

    scales: tuple[Scale, ...]
    assumptions: tuple[Reason, ...]
    verdicts: Mapping[str, Graded]

    def of(self, id: str) -> Graded:
        """The verdict on one figure beside the first scale: off that scale it is `NEVER`, with the reasons."""
        return self.verdicts[id]


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
    assumed = [_assumed(p) for p in ordered if p.timing.assumed]
    slow = [reason for scale in scales for reason in _further_apart(scale)]
    return Comparison(tuple(scales), (*assumed, *slow), MappingProxyType(_verdicts(scales)))


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
    if not (a.sure and b.sure):
        return UNSURE
    return COMPARABLE if all(g.grade == COMPARABLE for g in _grade([a, b])) else CAUTION


def _verdicts(scales: Sequence[Scale]) -> dict[str, Graded]:
    """Each figure's verdict beside the first scale."""
    verdicts = {graded.point.id: graded for scale in scales[:1] for graded in scale.graded}
    for scale in scales[1:]:
        for graded in scale.graded:
            main = (scales[0].unit, scales[0].kind, scales[0].basis, scales[0].per)
            verdicts[graded.point.id] = Graded(graded.point, NEVER, off_scale(graded.point, main))
    return verdicts


def _prominence(scale: Scale) -> tuple[int, int, int, tuple[str, ...]]:
    newest = max((g.point.timing.end or 0) for g in scale.graded)
    return (
        -len(scale.comparable),
        -len(scale.graded),
        -newest,
        (scale.unit, scale.kind, scale.basis, scale.per),
    )


def _grade(members: Sequence[Point]) -> tuple[Graded, ...]:
    """Grade the figures of one scale. A figure that is alone is comparable, if it is sure: nothing stands beside it."""
    if len(members) == 1 and members[0].sure:
        return (Graded(members[0], COMPARABLE, ()),)
    held = {p.id: held_back(p) for p in members}
    group = _largest_group([p for p in members if not held[p.id]])
    if len(group) < 2:
        return tuple(_without_group(members, held, group))
    chosen = {p.id for p in group}
    others = Group.of(group)
    return tuple(
        Graded(p, COMPARABLE, ())
        if p.id in chosen
        else Graded(p, CAUTION if p.sure else UNSURE, held[p.id] + apart(p, others))
        for p in members
    )


def _without_group(
    members: Sequence[Point], held: Mapping[str, tuple[Reason, ...]], single: Sequence[Point]
) -> Iterable[Graded]:
    """Grades where no two figures agree: none is comparable. In what they differ is told from the one that nothing holds back;
    where all are held back, their levels are, and whose period or matter is another than the newest one's."""
    one = Group.of(single) if single else None
    levels = {p.level for p in members if p.sized and p.level in LEVELS}
    beside = None if one else _beside(members)
    for p in members:
        if one is not None and p is one.model:
            reasons: tuple[Reason, ...] = (Reason("nothing_agrees", p.region),)
        elif one is not None:
            reasons = held[p.id] + apart(p, one)
        else:
            told = len(levels) > 1 and p.sized and p.level in LEVELS
            reasons = held[p.id] + ((Reason("level", p.region, p.level),) if told else ())
            if beside is not None and p is not beside.model:
                said = {each.code for each in reasons}
                reasons += tuple(
                    each
                    for each in apart(p, beside)
                    if each.code in _TOLD_OF_HELD and not (each.code == "matter" and "matter_unsaid" in said)
                )
        yield Graded(p, CAUTION if p.sure else UNSURE, reasons)


def _beside(members: Sequence[Point]) -> Group | None:
    """The figure against which others are told apart where all are held back: of those that say when and what, the newest."""
    clear = [p for p in members if p.end and p.measured_days is not None and (p.matter or not p.mixes)]
    model = min(clear, key=lambda p: (not p.sure, -p.end, p.rank, p.region, p.id), default=None)
    return Group.of([model]) if model else None


def _largest_group(candidates: Sequence[Point]) -> tuple[Point, ...]:
    """The largest set whose members agree two by two: one matter, one level and one length, ends within a year (of what is
    slow, three), none inside another. Between equal sets the newer, then the higher level, then the longer period, then the
    names decide."""
    alike: dict[tuple[str, str, int, int], list[Point]] = defaultdict(list)
    for point in candidates:
        level = point.level if point.sized else ""
        alike[point.matter, level, point.measured_days or 0, point.tolerance].append(point)
    best: tuple[Point, ...] = ()
    for (_, _, _, tolerance), members in alike.items():
        for first in sorted({p.end for p in members}):
            near = [p for p in members if first <= p.end <= first + tolerance]
            best = min(best, _without_nesting(near), key=_preference)
    return best


def _preference(group: Sequence[Point]) -> tuple[int, int, int, int, list[tuple[str, str]]]:
    """The smaller, the better."""
    if not group:
        return (0, 0, 0, 0, [])
    newest = max(p.end for p in group)
    highest_level = min(p.rank for p in group)
    return (
        -len(group),
        -newest,
        highest_level,
        -(group[0].measured_days or 0),
        sorted((p.region, p.id) for p in group),
    )


def _without_nesting(members: Sequence[Point]) -> tuple[Point, ...]:
    """The most figures of which none lies inside another: a region, or its parts where two or more of them report
    or the one part is newer. Of shares and rates, which do not grow with their region, only a region's own are one too many.

    Full names in order put every region right before what lies inside it, so that one pass backwards sees the parts
    before the whole; of two figures of one region the newer is the whole.
    """
    ordered = sorted(members, key=lambda p: ("" if p.region == NATION else p.region, -p.end, p.id))
    if members and not members[0].sized:
        return tuple({p.region: p for p in reversed(ordered)}.values())
    waiting: list[
        tuple[Point, tuple[Point, ...]]
    ] = []  # roots seen so far, the nearest last, with their best sets
    for point in reversed(ordered):
        parts: list[Point] = []
        while waiting and contains(point.region, waiting[-1][0].region):
            parts.extend(waiting.pop()[1])
        newer = any(part.end > point.end for part in parts)
        waiting.append((point, tuple(parts) if len(parts) > 1 or newer else (point,)))
    return tuple(p for _, best in waiting for p in best)


def _assumed(point: Point) -> Reason:
    code = "state_assumed" if point.basis == "stock" else "period_assumed"
    return Reason(code, point.region, str(point.timing.end))


def _further_apart(scale: Scale) -> Iterator[Reason]:
    """The comparable figures that lie further behind the newest than any but a slow stock may."""
    newest = max((point.end for point in scale.comparable), default=0)
    for point in scale.comparable:
        if newest - point.end > END_TOLERANCE:
            yield Reason("state_slow", point.region, str(newest - point.end), str(newest))


def _holds_another(region: str, names: Sequence[str]) -> bool:
    """Whether another region of an ordered list lies inside one."""
    if region == NATION:
        return len(names) > 1
    after = bisect_right(names, region)
    return after < len(names) and names[after].startswith(region)


def _reach(point: Point) -> tuple[float, float]:
    """The least and the most that a figure can be; 约 may be off by a tenth, and so may 余 and 近, and 4.9万 by 500."""
    high = point.value if point.value_high is None else point.value_high
    slack = max(ABOUT * abs(point.value), point.rounding)
    below = slack if point.bound in ("approx", "at_most") else point.rounding
    above = slack if point.bound in ("approx", "at_least") else point.rounding
    return point.value - below, high + above


def _joint_bound(points: Sequence[Point]) -> str:
    """What a sum or median of bounded figures is: at least when all bounds point that way, else approximate."""
    bounds = {p.bound for p in points} - {"exact"}
    if any(p.value_high is not None for p in points) or len(bounds) > 1:
        return "approx"
    return next(iter(bounds), "exact")
