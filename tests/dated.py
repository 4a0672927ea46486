"""Fits in which words figures are told of each sort of period: ``python -m tests.dated --labelled TEXTS GOLD … [--unread TEXTS GOLD …]
[--write]``.

Named are labelled real reports as for `tests.fitting`. Each figure whose label gives its period is one case, and the sort of that
(`extract.timeline.wording`) the answer (`tests.wordings`).

Printed: how often the fit names the sort on reports that it does not know. With ``--write`` that of all goes to
``extract/data/dated.txt``. With ``--unread`` it is asked how much the wording counts beside the rules, as `tests.likeness` asks.
"""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extract.binding import built_in, decide
from extract.binding.ledger import basis, known_of
from extract.catalogue import catalogue
from extract.pipeline import bound
from extract.readers import readers
from extract.report import Report
from extract.timeline.wording import FIGURE, SORTS, sort
from tests import two_readers
from tests.fitting import real_reports
from tests.two_readers import shown
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
    facts, _, ground = bound(report, catalogue(), lambda scene, options: decide(scene, options, built_in()))
    by_start = {int(label["start"]): label for label in labels if label.get("period") is not None}
    starts = [sentence.span.start for sentence in ground.sentences]
    found = []
    for fact in facts:
        label = next((by_start[n] for n in range(fact.start, fact.end) if n in by_start), None)
        if label is None or (label["value"], label["unit"]) != (fact.value, fact.unit):
            continue
        index = max(0, bisect_right(starts, ground.text.clean_span(fact.span).start) - 1)
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
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("--labelled", "--unread"):
        parser.add_argument(name, nargs=2, action="append", type=Path, default=[], metavar=("TEXTS", "GOLD"))
    parser.add_argument("--write", action="store_true", help=f"write {WRITTEN.name}")
    arguments = parser.parse_args()
    own = [each.case for each in _dated(arguments.labelled)]
    if arguments.unread:
        knows = fitted(own, PLAN)
        found = [
            (each.rules, shares(each.case, knows)[each.given], each.right)
            for each in _dated(arguments.unread)
            if each.rules is not None
        ]
        print(shown("period", two_readers.fitted(found, readers()["period"]), len(found)))
        return
    said = [max(answers, key=lambda each: answers[each]) == case.answer for case, answers in folds(own, PLAN)]
    print(f"on reports that it does not know: {sum(said) / len(said):.3f} of {len(said)} sorts named")
    if arguments.write:
        title = "In which words figures are told of each sort of period"
        write(WRITTEN, fitted(own, PLAN), title, own, "tests.dated")


if __name__ == "__main__":
    main()
