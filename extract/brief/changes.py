"""What became of a piece's figures since its author agreed to them: reports come, are corrected and go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.brief.pieces import Seen

CHANGED, GONE, NEW = "changed", "gone", "new"


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that is not as it was: changed (``before`` and ``after``), gone (no ``after``) or new (no ``before``)."""

    before: Seen | None
    after: Seen | None

    @property
    def kind(self) -> str:
        """Which of the three."""
        return NEW if self.before is None else GONE if self.after is None else CHANGED

    @property
    def figure(self) -> Seen:
        """The figure as it is, or was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of nothing")
        return found


def changes(before: Sequence[Seen], after: Sequence[Seen]) -> tuple[Change, ...]:
    """What differs, in the order of the figures as they are now and then of those that are gone. What a figure is called does
    not count; its number, bound, unit, period and comparability do.

    >>> then = [Seen("a", "辽宁省", 3.0), Seen("b", "吉林省", 4.0)]
    >>> now = [Seen("a", "辽宁省", 5.0), Seen("c", "青海省", 1.0)]
    >>> [(change.kind, change.figure.name) for change in changes(then, now)]
    [('changed', '辽宁省'), ('new', '青海省'), ('gone', '吉林省')]
    """
    was, now = {each.key: each for each in before}, {each.key: each for each in after}
    found = [
        Change(was.get(key), each)
        for key, each in now.items()
        if key not in was or _told(was[key]) != _told(each)
    ]
    return (*found, *(Change(each, None) for key, each in was.items() if key not in now))


def _told(seen: Seen) -> tuple[object, ...]:
    return seen.value, seen.high, seen.bound, seen.unit, seen.period, seen.grade
