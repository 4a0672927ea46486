"""Fits in which words figures are told that cover less than their region: ``python -m tests.narrower --labelled TEXTS GOLD … [--unread
TEXTS GOLD …] [--write]``.

Named are labelled real reports whose region is given, as for `tests.fitting`. Of each figure with a labelled place the pieces of words about
it (`extract.territory.wording`) are one case: it is narrower than the report's region, or not. A logistic regression is fitted to all; of
its weights the `KEPT` largest are kept. No piece is longer than two characters, and none is heard that fewer than `LEAST` reports
had, or that is in the name of a province or city: what is told of one place is told of another in the same words.

Printed: how well the fit tells them apart on reports that it does not know (by fifths of the reports). With ``--write`` that of all goes
to ``extract/data/narrower.txt``. With ``--unread`` it is asked how much the wording counts beside the rules, as `tests.likeness` asks.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extract.binding import built_in, decide
from extract.catalogue import catalogue
from extract.patterns import HAN
from extract.pipeline import bound
from extract.readers import readers
from extract.regions import registry
from extract.report import Report
from extract.span import Span
from extract.territory import size, wording
from extract.territory.wording import SIZE, STRETCHES, Wording
from tests import two_readers
from tests.fitting import real_reports
from tests.two_readers import shown

WRITTEN = Path(__file__).parent.parent / "extract" / "data" / "narrower.txt"
LEAST = 8  # reports that had a piece
KEPT = 8000  # weights; with all 11 600 the answers on other reports are the same
PENALTY = 1 / 0.3  # on the square of each weight; of 10 and 1 the answers on other reports are worse
ALIKE = 6  # figures of a report that count in full
FOLDS = 5
_LINE = 150
_WORD = re.compile(f"[{HAN}]{{2}}")


class Case(NamedTuple):
    """A labelled figure: what is heard of it by where it stands, whether it is ``narrower`` than its report's region; ``rules`` is how
    likely its place is right as the rules read it, None where they ask no wording, and ``right`` whether it is."""

    report: str
    heard: Mapping[str, frozenset[str]]
    narrower: bool
    rules: float | None
    right: bool


def cases(report: Report, labels: Sequence[Mapping[str, Any]]) -> list[Case]:
    """The cases of one report."""
    facts, _, ground = bound(report, catalogue(), lambda scene, options: decide(scene, options, built_in()))
    by_start = {int(label["start"]): label for label in labels if label.get("scope") is not None}
    starts = [sentence.span.start for sentence in ground.sentences]
    home = ground.home.region.full_name if ground.home.region else ""
    found = []
    for fact in facts:
        label = next((by_start[n] for n in range(fact.start, fact.end) if n in by_start), None)
        if label is None or (label["value"], label["unit"]) != (fact.value, fact.unit):
            continue
        index = max(0, bisect_right(starts, ground.text.clean_span(fact.span).start) - 1)
        asked = index, Span(fact.position, fact.position + len(fact.text)), size(fact.value, fact.unit)
        where = ground.territory.at(*asked)
        heard = {stretch: frozenset(own) for stretch, own in ground.territory.heard(*asked).items()}
        narrower = bool(label["site"]) or not home.endswith(label["scope"])
        rules = None if where.told is None else where.rules
        found.append(Case(report.name, heard, narrower, rules, not narrower))
    return found


def fitted(own: Sequence[Case], kept: int = KEPT) -> Wording:
    """The weights that cases teach, but for the smallest."""
    of_names = _pairs_of_names()
    had: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for case in own:
        for where, pieces in case.heard.items():
            for piece in pieces:
                had[where, piece].add(case.report)
    names = sorted(
        (where, piece)
        for (where, piece), reports in had.items()
        if len(reports) >= LEAST and (where == SIZE or (_WORD.fullmatch(piece) and piece not in of_names))
    )
    often = Counter(case.report for case in own)
    counts = np.array([min(1.0, (ALIKE / often[case.report]) ** 0.5) for case in own])
    always, *weights = _regression(
        _matrix(own, names), np.array([float(case.narrower) for case in own]), counts
    )
    keep = sorted(np.argsort(-np.abs(weights), kind="stable")[:kept])
    found: dict[str, dict[str, float]] = {where: {} for where in STRETCHES}
    for n in keep:
        where, piece = names[n]
        found[where][piece] = round(float(weights[n]), 2)
    return Wording(round(float(always), 2), found)


def _pairs_of_names() -> set[str]:
    """The pairs of characters in the names of provinces and cities."""
    return {
        pair
        for region in registry().by_full_name.values()
        if region.level in ("province", "prefecture")
        for pair in wording.pairs(region.name)
    }


def _matrix(own: Sequence[Case], names: Sequence[tuple[str, str]]) -> Any:
    """A row for each figure: 1 for what is always there, and the pieces that are known, those of a stretch of one length together."""
    column = {name: n for n, name in enumerate(names, 1)}
    values: list[float] = []
    indices: list[int] = []
    pointers = [0]
    for case in own:
        values.append(1.0)
        indices.append(0)
        for where, pieces in case.heard.items():
            known = [n for piece in sorted(pieces) if (n := column.get((where, piece)))]
            indices += known
            values += [1 / max(1, len(known)) ** 0.5] * len(known)
        pointers.append(len(indices))
    return csr_matrix((values, indices, pointers), shape=(len(own), len(names) + 1))


def _regression(matrix: Any, wanted: np.ndarray, counts: np.ndarray) -> np.ndarray:
    held = np.full(matrix.shape[1], PENALTY)
    held[0] = 0.0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        value = counts @ np.logaddexp(0, -(2 * wanted - 1) * scores) + 0.5 * held @ weights**2
        return float(value), matrix.T @ (counts * (1 / (1 + np.exp(-scores)) - wanted)) + held * weights

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def whole(case: Case, own: Wording) -> float:
    """How likely the wording makes it that a figure is its whole region's."""
    return own.whole([own.score(where, set(heard)) for where, heard in case.heard.items()])


def told_apart(said: Sequence[tuple[float, bool]]) -> float:
    """How often of two figures, one narrower and one not, the narrower is the less likely whole (the area under the curve)."""
    order = sorted(said, key=lambda each: each[0])
    narrower = [n for n, (_, is_narrower) in enumerate(order) if is_narrower]
    wide = len(order) - len(narrower)
    below = sum(narrower) - len(narrower) * (len(narrower) - 1) / 2
    return 1 - below / (len(narrower) * wide)


def written(own: Wording, figures: int, reports: int) -> str:
    """Wording as its file: a line for each stretch and weight with the pieces that weigh so much."""
    rows: defaultdict[tuple[int, float], list[str]] = defaultdict(list)
    for n, where in enumerate(STRETCHES):
        for piece, weight in own.weights[where].items():
            rows[n, weight].append(piece)
    lines = [
        "# In which words figures are told that cover less than their region: where a piece stands, its weight (above 0 for a narrower",
        f"# place), the pieces. Written by `python -m tests.narrower` from {figures} labelled figures of {reports} real reports.",
        f"always\t{own.always}",
    ]
    for n, weight in sorted(rows, key=lambda row: (row[0], -row[1])):
        line = head = f"{STRETCHES[n]}\t{weight}"
        for piece in sorted(rows[n, weight]):
            if len(line) + len(piece) > _LINE:
                lines.append(line)
                line = head
            line += f"\t{piece}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def _cases(sets: Iterable[tuple[Path, Path]]) -> list[Case]:
    return [
        case
        for texts, gold in sets
        for report, labels in real_reports(texts, gold)
        if report.region
        for case in cases(report, labels)
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
    own = _cases(arguments.labelled)
    if arguments.unread:
        knows = fitted(own)
        found = [
            (case.rules, whole(case, knows), case.right)
            for case in _cases(arguments.unread)
            if case.rules is not None
        ]
        print(shown("place", two_readers.fitted(found, readers()["place"]), len(found)))
        return
    reports = sorted({case.report for case in own})
    said: list[tuple[float, bool]] = []
    for n in range(FOLDS):
        away = set(reports[n::FOLDS])
        knows = fitted([case for case in own if case.report not in away])
        said += [(whole(case, knows), case.narrower) for case in own if case.report in away]
    print(f"on reports that it does not know: {told_apart(said):.3f} told apart, of {len(said)} figures")
    if arguments.write:
        WRITTEN.write_text(written(fitted(own), len(own), len(reports)), "utf-8")


if __name__ == "__main__":
    main()
