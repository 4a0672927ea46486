"""What became of a brief's figures, in words: 辽宁省 3,000 人 → 3,200 人."""

from __future__ import annotations

from extract import intervals
from extract.brief import CHANGED, GONE, Change, Seen
from extract.catalogue import catalogue
from extract.views.words import wording
from extract.views.words.language import Language
from extract.views.words.wording import label


def change(told: Change, say: Language) -> str:
    """One change as a line."""
    name = _name(told.figure, say)
    if told.before is None or told.after is None:
        return label(f"brief.{told.kind}", say, name=name, figure=_figure(told.figure, say))
    before, after = _figure(told.before, say), _figure(told.after, say)
    if before == after:  # the number stands, and what is said of it does not
        before, after = (_with(each, told, say) for each in (told.before, told.after))
    return label("brief.changed", say, name=name, before=before, after=after)


def kinds(found: list[Change]) -> dict[str, int]:
    """How many changes there are of each kind, in a fixed order, without those that are not there."""
    counts = {kind: sum(each.kind == kind for each in found) for kind in (CHANGED, GONE, "new")}
    return {kind: count for kind, count in counts.items() if count}


def _name(seen: Seen, say: Language) -> str:
    """Regions and indicators by their names, several behind one another."""
    names = catalogue().indicators
    return " · ".join(
        say.indicator(names[part]) if part in names else say.region(part) for part in seen.name.split("|")
    )


def _figure(seen: Seen, say: Language) -> str:
    unit, _, per = seen.unit.partition("/")
    number = say.figure(seen.value, seen.high, seen.bound, unit, exact=True)
    words = "" if unit == "%" else wording.unit(unit, say)
    return " ".join(filter(None, [number, words, wording.measure(per, say)]))


def _with(seen: Seen, told: Change, say: Language) -> str:
    """A figure with what of it changed: its period, or whether it may be compared."""
    parts = []
    if told.before and told.after:
        if told.before.period != told.after.period:
            parts.append(intervals.words(seen.period, say.code))
        if told.before.grade != told.after.grade and seen.grade:
            parts.append(label(f"grade.{seen.grade}", say))
    inner = say.list(parts)
    number = _figure(seen, say)
    return say.bracketed(number, inner) if inner else number
