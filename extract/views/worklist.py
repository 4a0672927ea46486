"""What there is to review: every figure that a person should look at, in queues, and what a form makes of one."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from extract.corrections import Correction, Value
from extract.corrections.conflicts import Conflict, conflicts, in_conflict
from extract.corrections.overlay import BY_HAND
from extract.corrections.passages import Passage, passage
from extract.facts import Fact, Unread
from extract.intervals import notation_of
from extract.numerals import NumeralError, fold
from extract.numerals import parse as parse_number
from extract.periods.unsettled import names_a_time
from extract.regions import registry
from extract.span import Span
from extract.table import Source
from extract.views import twice
from extract.workspace import State

QUEUES = ("unbound", "doubtful", "conflict", "aside", "corrected")


@dataclass(frozen=True, slots=True)
class Item:
    """Something to look at: a figure, or a number that was set aside."""

    fact: Fact | None
    number: Unread | None = None

    @property
    def row(self) -> Fact | Unread:
        """Whichever it is."""
        row = self.fact or self.number
        if row is None:
            raise ValueError("an item of nothing")
        return row

    @property
    def id(self) -> str:
        """The address of the item, ``report:start``."""
        return f"{self.row.report}:{self.row.start}"


@dataclass(frozen=True, slots=True)
class Worklist:
    """All queues, those of verdicts with the closest call first, the others in the order of the table; an item may stand
    in several. ``conflicts`` holds for each figure in
    conflict those that it is in conflict with, ``keys`` tell which figures are the same in several versions of a report."""

    queues: Mapping[str, tuple[Item, ...]]
    conflicts: Mapping[str, Conflict]
    keys: Mapping[str, twice.Key]

    def queue(self, name: str, reports: Container[str] | None = None, words: str = "") -> tuple[Item, ...]:
        """One queue, of these reports and with these words in the sentence, if they are given; what several versions of a report
        have is listed once."""
        items = self.queues[name]
        if reports is not None:
            items = tuple(item for item in items if item.row.report in reports)
        wanted = words.split()
        if wanted:
            items = tuple(item for item in items if all(word in item.row.sentence for word in wanted))
        once: dict[object, Item] = {}
        for item in items:
            once.setdefault(self.keys.get(item.id, item.id), item)
        return tuple(once.values())

    @property
    def first(self) -> str:
        """The queue that has the most need: the first that is not empty."""
        return next((name for name in ("conflict", "doubtful", "unbound") if self.queues[name]), QUEUES[0])


@lru_cache(maxsize=4)
def worklist(state: State) -> Worklist:
    """What there is to review in a state; a figure that somebody has looked at waits in no queue but the last."""
    table, touched = state.table, state.overlay.touched
    found = conflicts(table.facts, state.known)
    contested = in_conflict(found)
    # the confidence of a figure without an indicator is that none of its candidates is meant: 1 where there was none
    closest = sorted(
        (fact for fact in table.facts if fact.id not in touched), key=lambda fact: fact.confidence
    )
    queues = {
        "unbound": [Item(fact) for fact in closest if fact.indicator is None],
        "doubtful": [Item(fact) for fact in closest if fact.indicator and not fact.sure],
        "conflict": [Item(fact) for fact in table.facts if fact.id in contested],
        "aside": [Item(None, number) for number in table.unread if number.reason != BY_HAND],
        "corrected": [Item(fact) for fact in table.facts if fact.id in touched]
        + [Item(None, number) for number in table.unread if f"{number.report}:{number.start}" in touched],
    }
    return Worklist(
        MappingProxyType({name: tuple(items) for name, items in queues.items()}),
        MappingProxyType({fact.id: conflict for conflict in found for fact in conflict.facts}),
        twice.keys(state),
    )


def twins(state: State, one: Item) -> tuple[Item, ...]:
    """The same figure in the other versions of its report, as far as nobody has looked at it there."""
    keys, touched = twice.keys(state), state.overlay.touched
    own = keys.get(one.id)
    if own is None:
        return ()
    others = [_items(state)[id] for id, key in keys.items() if key == own and id not in {one.id, *touched}]
    return tuple(other for other in others if (other.fact is None) == (one.fact is None))


def item(state: State, address: str) -> Item | None:
    """The item with an address, None when nothing stands there."""
    return _items(state).get(address)


@lru_cache(maxsize=4)
def _items(state: State) -> Mapping[str, Item]:
    found = {f"{number.report}:{number.start}": Item(None, number) for number in state.table.unread}
    found.update((fact.id, Item(fact)) for fact in state.table.facts)
    return found


def place(row: Fact | Unread, source: Source) -> Passage:
    """The passage of a figure: what a correction of it is bound to."""
    return passage(row.report, source.raw, row.span)


def around(source: Source, span: Span, width: int = 70) -> tuple[str, int]:
    """The raw text around a span, cut at line breaks, and where in it the span begins."""
    before = source.raw[max(0, span.start - width) : span.start].rpartition("\n")[2]
    after = source.raw[span.end : span.end + width].partition("\n")[0]
    return before + span.of(source.raw) + after, len(before)


def of_item(one: Item, corrections: Sequence[Correction], source: Source | None) -> tuple[Correction, ...]:
    """All that was ever done to an item, undone or not, in its order."""
    if source is None:
        return ()
    own = place(one.row, source)
    done = [each for each in corrections if each.passage == own]
    ids = {each.id for each in done}
    return tuple(each for each in corrections if each.id in ids or each.undoes in ids)


class FormError(ValueError):
    """What somebody typed into a field that cannot be kept; ``field`` names it."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


def number(text: str) -> float:
    """A number as people type it; raises `ValueError`.

    >>> number("1,234.5"), number("2.03万"), number("-2.8"), number("三百")
    (1234.5, 20300.0, -2.8, 300.0)
    """
    plain = fold("".join(text.split())).replace(",", "").replace("，", "").replace("−", "-")
    sign, digits = (-1.0, plain[1:]) if plain.startswith("-") else (1.0, plain)
    value: Decimal = parse_number(digits)
    if not digits or not math.isfinite(value):
        raise ValueError(text)
    return sign * float(value)


def typed(fields: Mapping[str, str]) -> dict[str, Value]:
    """What was typed into a form as values of a correction; raises `FormError` for the first field that cannot be kept."""
    values: dict[str, Value] = dict(fields)
    for name in ("value", "value_high"):
        try:
            values[name] = None if name == "value_high" and not fields[name].strip() else number(fields[name])
        except (ValueError, NumeralError, ArithmeticError) as error:
            raise FormError(name) from error
    region = registry().resolve(fields["scope"]) if fields["scope"].strip() else None
    if fields["scope"].strip() and region is None:
        raise FormError("scope")
    values["scope"] = region.full_name if region else ""
    if not names_a_time(notation_of(fields["period"])):
        raise FormError("period")
    for name in ("period", "site", "subject", "per"):
        values[name] = " ".join(fields[name].split())
    values["indicator"] = fields["indicator"] or None
    return values


def differing(values: Mapping[str, Value], fact: Fact) -> dict[str, Value]:
    """Only what is not as the table has it."""
    return {name: value for name, value in values.items() if getattr(fact, name) != value}
