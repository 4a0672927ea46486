"""What a paragraph has counted before: a smaller figure of the same thing is seldom another total."""

from __future__ import annotations

from extract.binding.scene import Standing
from extract.catalogue import Indicator


class Totals:
    """The largest figure so far by paragraph, place and indicator: 发展党员4328名。发展女党员1867名。"""

    def __init__(self) -> None:
        self._highest: dict[tuple[int, str, str], dict[str, float]] = {}
        self._last: tuple[int, Indicator] | None = None

    def larger(self, paragraph: int, where: Standing, value: float) -> frozenset[str]:
        """The indicators of which a larger figure was given before."""
        given = self._highest.get((paragraph, where.scope, where.site))
        return frozenset([id for id, highest in given.items() if value < highest]) if given else frozenset()

    def add(self, paragraph: int, where: Standing, indicator: Indicator, value: float) -> None:
        """Remember a figure of an indicator."""
        given = self._highest.setdefault((paragraph, where.scope, where.site), {})
        given[indicator.id] = max(given.get(indicator.id, 0.0), value)
        self._last = (paragraph, indicator)

    def last(self, paragraph: int) -> Indicator | None:
        """The indicator of the last figure of the paragraph that has one."""
        return self._last[1] if self._last and self._last[0] == paragraph else None
