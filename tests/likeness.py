"""Fits in which words each indicator is told: ``python -m tests.likeness --labelled TEXTS GOLD … [--unread TEXTS GOLD …] [--write]``.

Named are labelled real reports as for `tests.fitting`; the five of ``seeds/`` are taken as well. Of each figure that the program reads as its label does, the pieces of words
about it (`extract.binding.likeness`) and its indicator are one case; a multinomial logistic regression is fitted to all, and of its
weights only the `KEPT` largest are kept and fitted once more, rounded to a tenth. No piece is longer than two characters and
none is kept that fewer than `LEAST` figures had, so that nothing of the reports can be read in the file.

Printed: how well the fit answers alone on reports that it does not know (by fifths of the reports). With ``--write`` that of all goes
to ``extract/data/likeness.txt``.

With ``--unread`` it is asked besides how much the wording counts beside the rules (`extract.readers`): of reports that nobody looked at
while the rules were made, read by what the others taught. What ``extract/data/readers.toml`` should say is printed, and nothing written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from extract.binding import Candidate, Scene, Verdict, built_in, decide
from extract.binding.likeness import BEFORE, BEHIND, NONE, SUBJECT, Told, shares
from extract.catalogue import catalogue
from extract.patterns import HAN
from extract.pipeline import bound
from extract.report import Report, read
from extract.wording import Wording
from tests import accuracy
from tests.fitting import real_reports
from tests.regression import largest, regression
from tests.scoring import GOLD, labelled
from tests.two_readers import Answer, command, shown
from tests.wordings import write

WRITTEN = Path(__file__).parent.parent / "extract" / "data" / "likeness.txt"
LEAST = 4  # figures that had a piece
KEPT = 16_000  # weights: with 60 000 the loss on other reports is .405, with these .408
PENALTY = 1 / 30  # on the square of each weight; of 1/10 to 1/100 the loss on other reports is the same
FOLDS = 5
_ROUNDS = 150  # of each fit
_TEXTS, _WORD = (BEFORE, BEHIND, SUBJECT), re.compile(rf"[{HAN}]{{1,2}}")

Piece = tuple[str, str]
"""Where it stands, and what is heard there."""


class Case(NamedTuple):
    """A labelled figure: how it is told, the indicator of its label, and the one that the rules give it with its share; `NONE`
    for none."""

    report: str
    told: Told
    answer: str
    given: str = NONE
    share: float = 1.0


def cases(report: Report, labels: Iterable[dict[str, Any]], known: Collection[str] | None) -> list[Case]:
    """The cases of one report; an indicator that is not ``known`` (None: all are) counts as none."""
    heard: dict[int, tuple[Told, Verdict]] = {}

    def listen(scene: Scene, options: Sequence[Candidate]) -> Verdict:
        verdict = decide(scene, options, built_in())
        heard[scene.standing.start] = scene.told, verdict
        return verdict

    facts, _, _ = bound(report, catalogue(), listen)
    found = []
    for label in labels:
        same = (
            fact
            for fact in facts
            if label["start"] < fact.end and fact.start < label["end"] and fact.start in heard
            and (label["unit"], label["value"]) == (fact.unit, fact.value)
        )  # fmt: skip
        if fact := next(same, None):
            told, verdict = heard[fact.start]
            best = max(verdict.options, key=lambda one: one.probability, default=None)
            ruled = (
                best if best and best.probability > verdict.none else None
            )  # what the rules alone would give
            answer, given = (
                id if id is not None and (known is None or id in known) else NONE
                for id in (label["indicator"], ruled.candidate.indicator.id if ruled else None)
            )
            found.append(Case(report.name, told, answer, given, ruled.probability if ruled else 1.0))
    return found


def pieces(told: Told) -> list[Piece]:
    """What is heard of a figure, in order; of text only what is a word."""
    return [
        (where, piece)
        for where, heard in told.heard().items()
        for piece in sorted(heard)
        if (_WORD.fullmatch(piece) if where in _TEXTS else piece)
    ]


def fitted(own: Sequence[Case], kept: int = KEPT) -> Wording:
    """The weights that cases teach, but for the smallest."""
    heard = [pieces(case.told) for case in own]
    often = Counter(piece for each in heard for piece in each)
    known = sorted(piece for piece, figures in often.items() if figures >= LEAST)
    names = sorted({case.answer for case in own})
    answers = np.array([names.index(case.answer) for case in own])
    counts = np.ones(len(own))
    free = np.ones((len(known) + 1, len(names)))
    weights = regression(_matrix(heard, known), answers, counts, PENALTY, free, _ROUNDS)
    keep = largest(weights[1:], kept)
    some = keep.any(axis=1)
    known = [piece for piece, kept_ in zip(known, some, strict=True) if kept_]
    free = np.vstack([np.ones((1, len(names))), keep[some]])
    always, *weights = regression(_matrix(heard, known), answers, counts, PENALTY, free, _ROUNDS).round(1)
    found: dict[str, dict[str, list[float]]] = {}
    for (where, piece), row in zip(known, weights, strict=True):
        if row.any():
            found.setdefault(where, {})[piece] = [float(weight) for weight in row]
    return Wording.of(names, [float(weight) for weight in always], found, steps=10)


def _matrix(heard: Sequence[Sequence[Piece]], known: Sequence[Piece]) -> Any:
    """A row for each figure: 1 for what it always has, and the pieces that are known, all of one length together."""
    column = {piece: n for n, piece in enumerate(known, 1)}
    values: list[float] = []
    indices: list[int] = []
    pointers = [0]
    for own in heard:
        found = [column[piece] for piece in own if piece in column]
        indices += [0, *found]
        values += [1.0, *[len(found) ** -0.5] * len(found)]
        pointers.append(len(indices))
    return csr_matrix((values, indices, pointers), shape=(len(heard), len(known) + 1))


def alone(own: Sequence[Case], likeness: Wording) -> tuple[int, int, int]:
    """How many indicators it would rightly give by itself, give, and should give."""
    right = given = 0
    for case in own:
        said = shares(case.told, likeness)
        best = max(said, key=lambda name: said[name])
        given += best != NONE
        right += best == case.answer != NONE
    return right, given, sum(case.answer != NONE for case in own)


def answers(own: Sequence[Case], likeness: Wording) -> list[Answer]:
    """What both readers say of each indicator that the rules give, and whether it is right."""
    return [
        (case.share, shares(case.told, likeness)[case.given], case.given == case.answer)
        for case in own
        if case.given != NONE and case.given in likeness.answers
    ]


def _cases(sets: Iterable[tuple[Path, Path]], known: Collection[str] | None) -> list[Case]:
    return [
        case
        for texts, gold in sets
        for report, labels in real_reports(texts, gold)
        for case in cases(report, labels, known)
    ]


def main() -> None:
    """Fit, print, and write if asked."""
    parser = command(str(__doc__), WRITTEN)
    parser.add_argument("--known", type=Path, metavar="FILE", help="ids that labels know; default: all")
    arguments = parser.parse_args()
    known = accuracy.ids_in(arguments.known) if arguments.known else None
    own = [case for path, labels in labelled(GOLD / "seeds") for case in cases(read(path), labels, None)]
    own += _cases(arguments.labelled, known)
    if arguments.unread:
        found = answers(_cases(arguments.unread, known), fitted(own))
        for question in ("meaning", "meaning, rules alone"):
            print(shown(question, found))
        return
    reports = sorted({case.report for case in own})
    right = given = wanted = 0
    for n in range(FOLDS):
        away = set(reports[n::FOLDS])
        counts = alone(
            [case for case in own if case.report in away],
            fitted([case for case in own if case.report not in away]),
        )
        right, given, wanted = right + counts[0], given + counts[1], wanted + counts[2]
    print(
        f"alone, on reports that it does not know: F1 {2 * right / (given + wanted):.3f} of {len(own)} figures"
    )
    if arguments.write:
        title = f"In which words the figures of each indicator are told ({NONE} for none of them)"
        write(WRITTEN, fitted(own), title, [case.report for case in own], "tests.likeness")


if __name__ == "__main__":
    main()
