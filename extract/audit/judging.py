"""Judging: which audits a log holds, and what a verdict adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType

from extract.audit.drawing import reading
from extract.corrections import ACCEPT, ASIDE, DRAW, JUDGE, SET, Correction, Log, Value, correction, undo
from extract.corrections.draws import GROUPS, NONE, READ, RIGHT, Draw, wrong
from extract.corrections.overlay import lay
from extract.corrections.passages import Passage, find
from extract.facts import Fact
from extract.span import Span
from extract.table import Table
from extract.workspace import State


@dataclass(frozen=True, slots=True)
class Audit:
    """A draw with what was said of it: the verdicts that stand, by reviewer and by the place in the draw."""

    opened: Correction
    draw: Draw
    said: Mapping[str, Mapping[int, Correction]]

    @property
    def id(self) -> str:
        """The audit's id: that of its draw in the log."""
        return self.opened.id

    def verdicts(self, who: str) -> dict[int, str]:
        """What one reviewer said, by the place in the draw."""
        return {at: made.verdict for at, made in self.said.get(who, {}).items()}


def audits(log: Log) -> tuple[Audit, ...]:
    """The audits that were not deleted, the newest first."""
    in_force = log.in_force
    found = [(each, each.draw) for each in in_force if each.action == DRAW and each.draw is not None]
    places = {opened.id: _places(drawn) for opened, drawn in found}
    said: dict[str, dict[str, dict[int, Correction]]] = {opened.id: {} for opened, _ in found}
    for each in in_force:
        at = places.get(each.audit, {}).get((each.passage, each.identity)) if each.passage else None
        if at is not None:
            said[each.audit].setdefault(each.who, {})[at] = each  # the later, where two pages said one thing
    return tuple(
        Audit(opened, drawn, MappingProxyType({who: MappingProxyType(ats) for who, ats in said[opened.id].items()}))
        for opened, drawn in reversed(found)
    )  # fmt: skip


def _places(drawn: Draw) -> dict[tuple[Passage | None, str], int]:
    return {(figure.passage, figure.identity): at for at, figure in enumerate(drawn.figures)}


def last_of(audit: Audit, who: str, log: Log) -> Correction | None:
    """What a reviewer said last and has not taken back."""
    own = {each.id for each in audit.said.get(who, {}).values()}
    return next((each for each in reversed(log.corrections) if each.id in own), None)


def spots(state: State, audit: Audit) -> Mapping[int, tuple[str, Span]]:
    """The drawn figures that still stand, by their place in the draw: report and place of each."""
    return _spots(state, tuple((each.passage, each.identity) for each in audit.draw.figures))


@lru_cache(maxsize=32)
def _spots(state: State, figures: tuple[tuple[Passage, str], ...]) -> Mapping[int, tuple[str, Span]]:
    found = {}
    names = {identity: name for name, identity in state.identities.items()}
    sources = {source.name: source for source in state.table.sources}
    for at, (passage, identity) in enumerate(figures):
        name = names.get(identity, passage.report)
        if name in sources and (not identity or state.identities.get(name, identity) == identity):
            place = find(passage, sources[name].raw)
            if place:
                found[at] = (name, place)
    return MappingProxyType(found)


def table_then(state: State, audit: Audit) -> Table:
    """The table that an audit drew from, as far as the reports are read as they were: without what was corrected since."""
    before = takewhile(lambda each: each.id != audit.id, state.log.corrections)
    return lay(state.read, Log(tuple(before)), state.known, state.identities, state.earlier).table


def current(state: State, log: Log, audit: Audit, at: int) -> Fact | None:
    """A drawn figure as the table has it now, by a log that may be newer than the state; None where it is none."""
    if at not in spots(state, audit):
        return None
    name, place = spots(state, audit)[at]
    alone = Table(
        tuple(fact for fact in state.read.facts if fact.report == name),
        tuple(number for number in state.read.unread if number.report == name),
        tuple(source for source in state.table.sources if source.name == name),
    )
    facts = lay(alone, log, state.known, state.identities, state.earlier).table.facts
    return next((fact for fact in facts if fact.span == place), None)


def judged(
    state: State,
    log: Log,
    audit: Audit,
    at: int,
    verdict: str,
    *,
    who: str,
    values: Mapping[str, Value] = MappingProxyType({}),
    why: str = "",
) -> list[Correction]:
    """What a verdict adds to the log. ``values`` are what the reviewer takes for right: of a wrong figure those that differ
    from what was read, which make their groups wrong too.

    A verdict is an acceptance, a setting aside or a correction like any other, if the table still has what was drawn and
    no other reviewer of the audit spoke of it, but to say that it is wrong without saying what is right; else it says only
    how the figure was read then, and the table is left to whoever settles it on Review. A verdict of the same reviewer
    on the same figure is taken back.
    """
    drawn = audit.draw.figures[at]
    before = audit.said.get(who, {}).get(at)
    made = [undo(before, who=who)] if before else []
    differing = {
        name: value
        for name, value in values.items()
        if name in READ and _plain(value) != _plain(drawn.reading[name])
    }
    groups = (*wrong(verdict), *(group for group, names in GROUPS.items() if differing.keys() & set(names)))
    if verdict not in (RIGHT, NONE):
        verdict = " ".join(group for group in GROUPS if group in groups)
    now = current(state, replace(log, corrections=(*log.corrections, *made)), audit, at)
    others = [ats[at] for other, ats in audit.said.items() if other != who and at in ats]
    mends = bool(differing) and all(
        each.action == JUDGE and each.verdict not in (RIGHT, NONE) for each in others
    )
    free = now is not None and reading(now) == drawn.reading and (mends or not others)
    action = {RIGHT: ACCEPT, NONE: ASIDE}.get(verdict, SET if differing else JUDGE) if free else JUDGE
    made.append(
        correction(
            action, drawn.passage, {} if verdict in (RIGHT, NONE) else differing, who=who, why=why,
            identity=drawn.identity, audit=audit.id, verdict=verdict,
        )
    )  # fmt: skip
    return made


def _plain(value: Value) -> Value:
    """A value without what a form does to its blanks."""
    return " ".join(value.split()) if isinstance(value, str) else value
