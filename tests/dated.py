"""Fits in which words figures are told of each sort of period: ``python -m tests.dated --labelled TEXTS GOLD … [--unread TEXTS GOLD …]
[--write]``.

Named are labelled real reports as for `tests.fitting`. Each figure whose label gives its period is one case, and the sort of that
(`extract.timeline.wording`) the answer (`tests.wordings`).

Printed: how often the fit names the sort on reports that it does not know. With ``--write`` that of all goes to
``extract/data/dated.txt``. With ``--unread`` it is asked how much the wording counts beside the rules, as `tests.likeness` asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extract.binding.trust import basis, known_of
from extract.catalogue import catalogue
from extract.report import Report
from extract.timeline.wording import FIGURE, SORTS, sort
from tests.certainty import read_as_labelled
from tests.fitting import real_reports
from tests.two_readers import command, shown
from tests.wordings import Case, Plan, fitted, folds, shares, write

WRITTEN = Path(__file__).parent.parent / "extract" / "data" / "dated.txt"
# chosen by the loss on other reports: with seven sorts the period of figures that stand for their region is told right from wrong in
# .72 of the pairs, with these in .77
PLAN = Plan(SORTS, (FIGURE,), least=6, kept=16_000, penalty=1.0, numbers=True)


class Dated(NamedTuple):
    """A case; the sort of period that the rules give and how likely that makes it right, None for a figure without an indicator;
    whether the period is ``right``."""

    case: Case
    given: str
    rules: float | None
    right: bool


def dated(report: Report, labels: Sequence[Mapping[str, Any]]) -> list[Dated]:
    """The cases of one report."""
    found = []
    for fact, label, index, ground in read_as_labelled(report, labels):
        if label.get("period") is None:
            continue
        indicator = catalogue().indicators.get(fact.indicator or "")
        heard = ground.timeline.heard(index, fact.position, known_of(indicator, fact.unit, fact.kind))
        case = Case(
            report.name, {where: frozenset(own) for where, own in heard.items()}, sort(label["period"])
        )
        rules = ground.timeline.at(index, fact.position, known=basis(indicator)).certainty
        found.append(
            Dated(case, sort(fact.period), rules if indicator else None, label["period"] == fact.period)
        )
    return found


def _dated(sets: Iterable[tuple[Path, Path]]) -> list[Dated]:
    return [
        each
        for texts, gold in sets
        for report, labels in real_reports(texts, gold)
        for each in dated(report, labels)
    ]


def main() -> None:
    """Fit, print, and write if asked."""
    arguments = command(str(__doc__), WRITTEN).parse_args()
    own = [each.case for each in _dated(arguments.labelled)]
    if arguments.unread:
        knows = fitted(own, PLAN)
        found = [
            (each.rules, shares(each.case, knows)[each.given], each.right)
            for each in _dated(arguments.unread)
            if each.rules is not None
        ]
        print(shown("period", found))
        return
    said = [max(answers, key=lambda each: answers[each]) == case.answer for case, answers in folds(own, PLAN)]
    print(f"on reports that it does not know: {sum(said) / len(said):.3f} of {len(said)} sorts named")
    if arguments.write:
        title = "In which words figures are told of each sort of period"
        write(WRITTEN, fitted(own, PLAN), title, [case.report for case in own], "tests.dated")


if __name__ == "__main__":
    main()
