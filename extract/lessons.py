"""Lessons: what a workspace's corrections teach, looked at before it is kept.

What people said of the indicator of a figure, by correcting it or by accepting what was read, is a labelled figure. The
weights that these teach are tried on all reports of the workspace, and every figure that would get another indicator is
named; only then may they be kept (`Workspace.teach`), and taken back (`Workspace.unteach`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from extract.binding import Weights
from extract.corrections import ACCEPT, SET, Correction
from extract.facts import Fact
from extract.learning import Example, examples, leans
from extract.learnt import Lesson, weights_of
from extract.messages import WorkspaceError
from extract.pipeline import extract
from extract.readings import program
from extract.report import Report
from extract.workspace import State

Hear = Callable[[int, int, str], None]
Answers = Mapping[tuple[int, int], str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure as it was read, and the indicator that it would get instead, None for none."""

    fact: Fact
    to: str | None


@dataclass(frozen=True, slots=True)
class Prospect:
    """A lesson that was not kept yet. ``changes`` are the figures that nobody has spoken of and that would get another
    indicator; of those that somebody has spoken of the program reads ``before`` as it was told, and ``after`` would.
    ``beyond`` are those whose indicator cannot be learnt: it is not among the candidates of the figure as it was read.
    """

    lesson: Lesson
    changes: tuple[Change, ...]
    before: int
    after: int
    beyond: tuple[Fact, ...]


def prospect(state: State, hear: Hear | None = None) -> Prospect:
    """What the corrections of a workspace teach. ``hear`` is told before each report: how many are done, how many there are,
    and which is next. Raises `WorkspaceError` where they teach nothing."""
    answers = spoken_of(state)
    reports = list(state.reports())
    steps = sum(report.name in answers for report in reports) + len(reports)
    step = iter(range(steps))
    taught: list[Example] = []
    for report in reports:
        if report.name in answers:
            if hear:
                hear(next(step), steps, report.name)
            taught += examples(
                report, answers[report.name], state.known, others=weights_of(state.lessons), worded=True
            )
    if not taught:
        raise WorkspaceError("nothing_taught")
    lesson = Lesson(
        datetime.now(UTC).isoformat(timespec="seconds"),
        len(taught),
        program(),
        leans(taught),
    )
    changes: list[Change] = []
    before = after = 0
    for change in _changes(
        state, reports, weights_of([lesson]), lambda name: hear and hear(next(step), steps, name)
    ):
        own, span = answers.get(change.fact.report, {}), (change.fact.start, change.fact.end)
        if span not in own:
            changes += [change] if change.to != change.fact.indicator else []
        elif own[span] is not None or change.fact.indicator is not None or change.to is not None:
            before += change.fact.indicator == own[span]
            after += change.to == own[span]
    return Prospect(lesson, tuple(changes), before, after, _beyond(state, answers, taught))


def without(state: State, hear: Hear | None = None) -> tuple[Change, ...]:
    """The figures that would get another indicator if the last lesson were taken back."""
    reports = list(state.reports())
    step = iter(range(len(reports)))
    answers = spoken_of(state)
    found = _changes(
        state,
        reports,
        weights_of(state.lessons[:-1]),
        lambda name: hear and hear(next(step), len(reports), name),
    )
    return tuple(
        change
        for change in found
        if change.to != change.fact.indicator
        and (change.fact.start, change.fact.end) not in answers.get(change.fact.report, {})
    )


def spoken_of(state: State) -> dict[str, dict[tuple[int, int], str | None]]:
    """What people said of indicators, by report and by the raw span of the figure: those that were set or accepted. A correction
    of the period alone says nothing of the indicator, and a figure that the program did not read has no candidates."""
    found: dict[str, dict[tuple[int, int], str | None]] = {}
    read = {fact.id for fact in state.read.facts}
    for fact in state.table.facts:
        if fact.id in read and any(map(_speaks, state.overlay.touched.get(fact.id, ()))):
            found.setdefault(fact.report, {})[fact.start, fact.end] = fact.indicator
    return found


def _speaks(made: Correction) -> bool:
    """Whether somebody said what the indicator is; in an audit also by finding other fields wrong and not this one."""
    by_verdict = bool(made.audit) and "indicator" not in made.verdict.split()
    return made.action == ACCEPT or (made.action == SET and ("indicator" in made.values or by_verdict))


def _changes(
    state: State, reports: list[Report], weights: Weights, hear: Callable[[str], object]
) -> Iterator[Change]:
    """Every figure with the indicator that it gets by other weights."""
    read: dict[str, list[Fact]] = {}
    for fact in state.read.facts:
        read.setdefault(fact.report, []).append(fact)
    for report in reports:
        hear(report.name)
        got = {fact.span: fact.indicator for fact in extract(report, state.known, weights).facts}
        for fact in read.get(report.name, ()):
            yield Change(fact, got.get(fact.span, fact.indicator))


def _beyond(state: State, answers: Mapping[str, Answers], taught: list[Example]) -> tuple[Fact, ...]:
    """The figures whose indicator is not among their candidates; of one that is to have none there is nothing to learn."""
    learnt = {(one.report, one.start) for one in taught}
    return tuple(
        fact
        for fact in state.table.facts
        if fact.indicator
        and (fact.start, fact.end) in answers.get(fact.report, {})
        and not any((fact.report, start) in learnt for start in range(fact.start, fact.end))
    )
