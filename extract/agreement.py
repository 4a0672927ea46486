"""In what two figures agree or differ: the dimensions of the guard, one figure at a time and against a group.

The guard sees `Point`s, one a figure, and knows neither reports nor pages; a `Reason` is a code with what it is about,
put into words by `extract.views.words.wording`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from extract.facts import SURE
from extract.periods.unsettled import Lacking, lacking
from extract.regions import LEVELS
from extract.regions import NATION as _THE_NATION

NATION = _THE_NATION.full_name
END_TOLERANCE = 1
"""Years by which ends may lie apart: 2021 beside 2022 is allowed, 2020 beside 2022 is not."""
SLOW_TOLERANCE = 3
"""The same for what hardly changes from year to year: members, organisations, villages."""

_UNSETTLED: Mapping[Lacking, str] = MappingProxyType(
    {
        "": "period_unclear",
        "year": "period_no_year",
        "length": "period_no_place",
        "start": "period_no_start",
        "end": "period_no_end",
        "both": "period_unclear",
    }
)
"""What is said of a period by what is not known of it: half known is not unclear."""

_LAST = "\U0010ffff"  # sorts after every character of a name
_SIZELESS_UNITS = ("%", "百分点", "岁", "倍", "天", "年")


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

    ``confidence`` (0 to 1) is how far to trust the reading. ``region`` is the full name (a region lies inside another when
    the other's full name opens its own), ``level`` one of `LEVELS` or "". ``period`` is the fact's own notation, kept for
    the reasons. ``value_high`` ends a range. ``slow`` marks a stock that hardly changes within a few years.

    ``subject`` is what the report says it counts, ``matter`` the same as far as it narrows the indicator ("" where it counts
    all of it; equal for what counts the same): see `extract.matter`. ``mixes``: the indicator counts things that are
    comparable only where they are one matter, which a subject must say or a person confirm. ``rivals`` are further values
    that the region's reports give with the same right; ``cautions`` is what rescaling has against it.
    ``rounding`` is how far off it may be as it is written, 500 of 4.9万.
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
    confidence: float = 1.0
    subject: str = ""
    matter: str = ""
    mixes: bool = False
    rivals: tuple[float, ...] = ()
    cautions: tuple[Reason, ...] = ()
    slow: bool = False
    rounding: float = 0.0

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
    def sure(self) -> bool:
        """Whether the reading may be ranked without being checked first."""
        return self.confidence >= SURE

    @property
    def end(self) -> int:
        """The year of its state or of its period's end; 0 where that is not known."""
        return self.timing.end or 0

    @property
    def rank(self) -> int:
        """The height of its level, 0 the highest."""
        return LEVELS.index(self.level) if self.level in LEVELS else len(LEVELS)

    @property
    def tolerance(self) -> int:
        """The years by which the end of a figure that stands beside it may be off."""
        return SLOW_TOLERANCE if self.slow and self.basis == "stock" else END_TOLERANCE

    @property
    def measured_days(self) -> int | None:
        """The length of period that must agree: 0 for a stock and for a rate per year, which know none."""
        return 0 if self.basis == "stock" or "年" in self.per.split("·") else self.timing.days


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a figure stands apart: ``code`` is an entry of ``data/comparability.toml``, ``region`` whom it concerns,
    ``own`` what the figure has and ``group`` what the comparable figures have, in the notation of that code; ``peer``
    is the region of the one comparable figure, "" when there are several."""

    code: str
    region: str
    own: str = ""
    group: str = ""
    peer: str = ""


def contains(outer: str, inner: str) -> bool:
    """Whether one region lies inside another or is the same, by their full names.

    >>> contains("广东省", "广东省广州市天河区"), contains("广东省广州市", "广东省")
    (True, False)
    """
    return outer == NATION or inner.startswith(outer)


def held_back(point: Point) -> tuple[Reason, ...]:
    """What keeps a figure out of every group, whatever stands beside it."""
    reasons = list(point.cautions)
    if not point.sure:
        reasons.append(Reason("unsure", point.region, f"{point.confidence:.4f}"))
    if point.rivals:
        reasons.append(Reason("contested", point.region, "|".join(map(repr, point.rivals))))
    if point.site:
        reasons.append(Reason("site", point.region, point.site))
    if point.mixes and not point.matter:
        reasons.append(Reason("matter_unsaid", point.region, point.subject))
    if point.sized and point.level not in LEVELS:
        reasons.append(Reason("level_unknown", point.region))
    if point.basis == "stock" and point.timing.end is None:
        code = "state_no_year" if point.period else "state_unknown"
        reasons.append(Reason(code, point.region, point.period))
    if point.basis == "flow" and not point.period and not point.timing.assumed:
        reasons.append(Reason("period_missing", point.region))
    elif point.basis == "flow" and (point.timing.end is None or point.measured_days is None):
        reasons.append(Reason(_UNSETTLED[lacking(point.period)], point.region, point.period))
    return tuple(reasons)


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that agree, as the others are held against them: one of them, the first and last year of their ends, and
    the names of their regions in order."""

    model: Point
    first: int
    last: int
    names: tuple[str, ...]

    @staticmethod
    def of(points: Sequence[Point]) -> Group:
        """The summary of a group that is not empty."""
        ends = [point.end for point in points]
        return Group(points[0], min(ends), max(ends), tuple(sorted(point.region for point in points)))

    @property
    def peer(self) -> str:
        """The region of the only figure, "" when there are several."""
        return self.names[0] if len(self.names) == 1 else ""

    def holds(self, name: str) -> bool:
        """Whether a region of the group bears this full name."""
        place = bisect_left(self.names, name)
        return place < len(self.names) and self.names[place] == name

    def inside(self, name: str) -> tuple[str, ...]:
        """The regions of the group that lie inside a region; their full names follow its own in order."""
        if name == NATION:
            return self.names
        return self.names[bisect_left(self.names, name) : bisect_left(self.names, name + _LAST)]


def apart(point: Point, group: Group) -> tuple[Reason, ...]:
    """In what a figure differs from the comparable group."""
    reasons = []
    model = group.model
    if point.matter != model.matter:
        reasons.append(Reason("matter", point.region, point.subject, model.subject, group.peer))
    if point.sized and point.level in LEVELS and point.level != model.level:
        reasons.append(Reason("level", point.region, point.level, model.level, group.peer))
    days, end = point.measured_days, point.timing.end
    if days is not None and end is not None and days != model.measured_days:  # else it is held back for that
        length = str(model.measured_days)
        reasons.append(Reason("period_length", point.region, _length(point), length, group.peer))
    within = min(point.tolerance, model.tolerance)
    if end is not None and not group.last - within <= end <= group.first + within:
        code = "state_year" if point.basis == "stock" else "period_end"
        reasons.append(Reason(code, point.region, str(end), f"{group.first}/{group.last}", group.peer))
    return tuple(reasons) or _nesting(point, group)


def _nesting(point: Point, group: Group) -> tuple[Reason, ...]:
    if group.holds(point.region):
        return (Reason("same_region", point.region),)
    if not point.sized:  # a share of the nation beside one of a province counts nobody twice
        return ()
    above = [name for size in range(len(point.region)) if group.holds(name := point.region[:size])]
    around = above or ([NATION] if group.holds(NATION) else [])
    if around:
        return (Reason("inside", point.region, group=around[-1]),)
    inner = group.inside(point.region)
    return (Reason("around", point.region, group="、".join(inner)),) if inner else ()


def off_scale(point: Point, scale: tuple[str, str, str, str]) -> tuple[Reason, ...]:
    """Why a figure cannot stand on a scale at all, one reason for each part that is not the same."""
    parts = zip(("unit", "kind", "basis", "per"), point.scale, scale, strict=True)
    return tuple(Reason(code, point.region, own, other) for code, own, other in parts if own != other)


def _length(point: Point) -> str:
    return f"{point.period}|{point.timing.days}"
