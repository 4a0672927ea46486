"""Fits in which words figures are told that cover less than their region: ``python -m tests.narrower --labelled TEXTS GOLD … [--unread
TEXTS GOLD …] [--write]``.

Named are labelled real reports whose region is given, as for `tests.fitting`. Each figure with a labelled place is one case: it is
narrower than the report's region, or not (`tests.wordings`).

Printed: how well the fit tells them apart on reports that it does not know. With ``--write`` that of all goes to
``extract/data/narrower.txt``. With ``--unread`` it is asked how much the wording counts beside the rules, as `tests.likeness` asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extract.report import Report
from extract.span import Span
from extract.territory import size
from extract.territory.wording import NARROWER, SIZE, WHOLE
from tests.certainty import read_as_labelled
from tests.fitting import real_reports
from tests.two_readers import command, shown
from tests.wordings import Case, Plan, fitted, folds, shares, write

WRITTEN = Path(__file__).parent.parent / "extract" / "data" / "narrower.txt"
# with all 11 600 weights the answers on other reports are the same; with a penalty of 1/1 and 1/.1 they are worse
PLAN = Plan((WHOLE, NARROWER), (SIZE,), least=8, kept=8000, penalty=1 / 0.3)


class Placed(NamedTuple):
    """A case, and how likely its place is right as the rules read it, None where they ask no wording."""

    case: Case
    rules: float | None


def placed(report: Report, labels: Sequence[Mapping[str, Any]]) -> list[Placed]:
    """The cases of one report."""
    found = []
    for fact, label, index, ground in read_as_labelled(report, labels):
        if label.get("scope") is None:
            continue
        asked = index, Span(fact.position, fact.position + len(fact.text)), size(fact.value, fact.unit)
        where = ground.territory.with_wording(ground.territory.at(*asked), *asked)
        heard = {stretch: frozenset(own) for stretch, own in ground.territory.heard(*asked).items()}
        home = ground.home.region.full_name if ground.home.region else ""
        narrower = bool(label["site"]) or not home.endswith(label["scope"])
        case = Case(report.name, heard, NARROWER if narrower else WHOLE)
        found.append(Placed(case, None if where.told is None else where.rules))
    return found


def told_apart(said: Sequence[tuple[float, bool]]) -> float:
    """How often of two figures, one narrower and one not, the narrower is the less likely whole (the area under the curve)."""
    order = sorted(said, key=lambda each: each[0])
    narrower = [n for n, (_, is_narrower) in enumerate(order) if is_narrower]
    wide = len(order) - len(narrower)
    below = sum(narrower) - len(narrower) * (len(narrower) - 1) / 2
    return 1 - below / (len(narrower) * wide)


def _placed(sets: Iterable[tuple[Path, Path]]) -> list[Placed]:
    return [
        each
        for texts, gold in sets
        for report, labels in real_reports(texts, gold)
        if report.region
        for each in placed(report, labels)
    ]


def main() -> None:
    """Fit, print, and write if asked."""
    arguments = command(str(__doc__), WRITTEN).parse_args()
    own = [each.case for each in _placed(arguments.labelled)]
    if arguments.unread:
        knows = fitted(own, PLAN)
        found = [
            (each.rules, shares(each.case, knows)[WHOLE], each.case.answer == WHOLE)
            for each in _placed(arguments.unread)
            if each.rules is not None
        ]
        print(shown("place", found))
        return
    said = [(answers[WHOLE], case.answer == NARROWER) for case, answers in folds(own, PLAN)]
    print(f"on reports that it does not know: {told_apart(said):.3f} told apart, of {len(said)} figures")
    if arguments.write:
        title = "In which words figures are told that cover less than their region"
        write(WRITTEN, fitted(own, PLAN), title, [case.report for case in own], "tests.narrower")


if __name__ == "__main__":
    main()
