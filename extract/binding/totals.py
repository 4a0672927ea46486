"""What a paragraph has counted before: a smaller figure of the same thing is seldom another total."""

from __future__ import annotations

from math import inf

from extract.binding.attributes import Attributes
from extract.binding.reckoning import Wholes, whole_of
from extract.binding.scene import Scene, Standing
from extract.catalogue import Indicator
from extract.records import record

_KNOWN_AGAIN = 3  # digits other than zeros at the end
_LINES = 2  # from a total to the first line of its list: one that says 其中： may stand between


@record
class Counted:
    """A figure that a list may go on with: its scene, its attributes before an indicator told its kind, its subject and its
    indicator, "" for none."""

    scene: Scene
    attributes: Attributes
    subject: str
    indicator: str


class Totals:
    """The largest figure so far by paragraph, place and indicator: 发展党员4328名。发展女党员1867名. ``wholes`` are those of
    the report."""

    def __init__(self) -> None:
        self.wholes = Wholes()
        self._highest: dict[tuple[int, str, str], dict[str, float]] = {}
        self._last: tuple[int, Indicator] | None = None
        self._counted: dict[str, tuple[int, Counted]] = {}
        # the line, the whole that it counts or divides last, and how many that is
        self._divided: tuple[int, frozenset[str], float] = (-1, frozenset(), inf)
        self._given: dict[tuple[str, float], str] = {}

    def given(self, unit: str, value: float) -> str:
        """The indicator of which the report has given this very number before, "" for none: 查处问题2578件。…在这2578件中，…"""
        return self._given.get((unit, value), "")

    def give(self, unit: str, value: float, indicator: Indicator | None) -> None:
        """Remember what a number was that is long enough to be known again: the first time tells."""
        if len(f"{abs(value):.8e}".partition("e")[0].replace(".", "").rstrip("0")) >= _KNOWN_AGAIN:
            self._given.setdefault((unit, value), indicator.id if indicator else "")

    def larger(self, paragraph: int, where: Standing, value: float) -> frozenset[str]:
        """The indicators of which a larger figure was given before."""
        given = self._highest.get((paragraph, where.scope, where.site))
        return frozenset([id for id, highest in given.items() if value < highest]) if given else frozenset()

    def add(self, paragraph: int, where: Standing, indicator: Indicator, value: float, heading: bool) -> None:
        """Remember a figure of an indicator; a heading divides nothing for the lines under it."""
        given = self._highest.setdefault((paragraph, where.scope, where.site), {})
        given[indicator.id] = max(given.get(indicator.id, 0.0), value)
        self._last = (paragraph, indicator)
        if not heading and (whole := whole_of(indicator)):
            itself = indicator.kind == "count" and whole == frozenset({indicator.id})
            self._divided = (paragraph, whole, value if itself else inf)

    def last(self, paragraph: int) -> Indicator | None:
        """The indicator of the last figure of the paragraph that has one."""
        return self._last[1] if self._last and self._last[0] == paragraph else None

    def divided(self, paragraph: int, value: float, kind: str) -> frozenset[str]:
        """The whole that the line before has counted or divided last: 党员总数 in the cell before 女党员, or the line above it; none of
        which a count is more: 女党员11230名 behind 发展党员512名."""
        line, whole, most = self._divided
        return whole if line == paragraph - 1 and not (kind == "count" and value > most) else frozenset()

    def count(self, paragraph: int, unit: str, counted: Counted) -> None:
        """Remember a figure with which a list of the sentence or the line behind may go on."""
        self._counted[unit] = (paragraph, counted)

    def at(self, paragraph: int, unit: str) -> Counted | None:
        """What a list counts that opens a sentence: 全省选派第一书记1200名。其中，长春市320名; also when each item has a line."""
        line, counted = self._counted.get(unit, (paragraph, None))
        return counted if paragraph - line <= _LINES else None
