"""What a paragraph has counted before: a smaller figure of the same thing is seldom another total."""

from __future__ import annotations

from extract.binding.scene import Standing


class Totals:
    """The largest figure so far by paragraph, place and indicator: 发展党员4328名。发展女党员1867名。"""

    def __init__(self) -> None:
        self._highest: dict[tuple[int, str, str], dict[str, float]] = {}

    def larger(self, paragraph: int, where: Standing, value: float) -> frozenset[str]:
        """The indicators of which a larger figure was given before."""
        given = self._highest.get((paragraph, where.scope, where.site))
        return frozenset([id for id, highest in given.items() if value < highest]) if given else frozenset()

    def add(self, paragraph: int, where: Standing, indicator: str, value: float) -> None:
        """Remember a figure of an indicator."""
        given = self._highest.setdefault((paragraph, where.scope, where.site), {})
        given[indicator] = max(given.get(indicator, 0.0), value)
