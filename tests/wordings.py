"""Fits a wording (`extract.wording`) to labelled figures: in which words each answer is told.

A multinomial logistic regression over pieces of words. Only the largest weights are kept. No piece of a text is longer than two
characters, and none is heard that few reports had or that is in the name of a province or city, so that nothing of the reports can
be read in the file, and what is told of one place is told of another in the same words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from extract.patterns import HAN
from extract.regions import registry
from extract.wording import ALWAYS, Wording, pairs
from tests.regression import largest, lines, regression

FOLDS = 5
_ALIKE = 6  # figures of a report that count in full
_ROUNDS = 300  # of the fit
_WORD, _WORD_OR_NUMBER = re.compile(f"[{HAN}]{{2}}"), re.compile(f"[{HAN}9]{{2}}")


class Case(NamedTuple):
    """A labelled figure: what is heard of it by where it stands, and the right answer."""

    report: str
    heard: Mapping[str, Collection[str]]
    answer: str


class Plan(NamedTuple):
    """How a wording is fitted: ``answers`` by their number, of two of which the first has no weights, ``codes`` the stretches whose
    pieces are no words, ``least`` the reports that had a piece, ``kept`` weights, and the ``penalty`` on the square of each. ``numbers`` says that a 9 in a
    piece, which stands for any number, is heard as well."""

    answers: Sequence[str]
    codes: Collection[str]
    least: int
    kept: int
    penalty: float
    numbers: bool = False


def fitted(own: Sequence[Case], plan: Plan) -> Wording:
    """The weights that cases teach, but for the smallest."""
    had: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for case in own:
        for where, heard in case.heard.items():
            for piece in heard:
                had[where, piece].add(case.report)
    names = sorted(
        (where, piece)
        for (where, piece), reports in had.items()
        if len(reports) >= plan.least and (where in plan.codes or _is_word(piece, plan))
    )
    often = Counter(case.report for case in own)
    counts = np.array([min(1.0, (_ALIKE / often[case.report]) ** 0.5) for case in own])
    answers = np.array([plan.answers.index(case.answer) for case in own])
    free = np.ones((len(names) + 1, len(plan.answers)))
    if len(plan.answers) == 2:
        free[:, 0] = 0.0
    weights = regression(_matrix(own, names), answers, counts, plan.penalty, free, _ROUNDS)
    keep = largest(weights[1:], plan.kept)
    found: dict[str, dict[str, list[float]]] = {}
    for (where, piece), row, kept in zip(names, weights[1:].round(2), keep, strict=True):
        if (row * kept).any():
            found.setdefault(where, {})[piece] = [float(weight) for weight in row * kept]
    return Wording.of(plan.answers, [float(weight) for weight in weights[0].round(2)], found)


def _is_word(piece: str, plan: Plan) -> bool:
    word = _WORD_OR_NUMBER if plan.numbers else _WORD
    return word.fullmatch(piece) is not None and piece not in _pairs_of_names()


@cache
def _pairs_of_names() -> frozenset[str]:
    """The pairs of characters in the names of provinces and cities."""
    return frozenset(
        pair
        for region in registry().by_full_name.values()
        if region.level in ("province", "prefecture")
        for pair in pairs(region.name)
    )


def _matrix(own: Sequence[Case], names: Sequence[tuple[str, str]]) -> Any:
    """A row for each figure: 1 for what is always there, and the pieces that are known, those of a stretch of one length together."""
    column = {name: n for n, name in enumerate(names, 1)}
    values: list[float] = []
    indices: list[int] = []
    pointers = [0]
    for case in own:
        values.append(1.0)
        indices.append(0)
        for where, heard in case.heard.items():
            known = [n for piece in sorted(heard) if (n := column.get((where, piece)))]
            indices += known
            values += [1 / max(1, len(known)) ** 0.5] * len(known)
        pointers.append(len(indices))
    return csr_matrix((values, indices, pointers), shape=(len(own), len(names) + 1))


def shares(case: Case, own: Wording) -> dict[str, float]:
    """What a wording says of a case."""
    return own.shares([own.scores(own.heard(*each)) for each in case.heard.items()])


def folds(own: Sequence[Case], plan: Plan) -> Iterable[tuple[Case, dict[str, float]]]:
    """Each case with what a wording says of it that was fitted without its report (by fifths of the reports)."""
    reports = sorted({case.report for case in own})
    for n in range(FOLDS):
        away = set(reports[n::FOLDS])
        knows = fitted([case for case in own if case.report not in away], plan)
        yield from ((case, shares(case, knows)) for case in own if case.report in away)


def write(path: Path, own: Wording, title: str, reports: Sequence[str], module: str) -> None:
    """Write a wording that was fitted to a figure of each of ``reports``: a line for each answer, stretch and weight with the pieces
    that weigh so much."""
    path.write_text(written(own, title, module, len(reports), len(set(reports))), "utf-8")


def written(own: Wording, title: str, module: str, figures: int, reports: int) -> str:
    """The text of its file."""
    rows: defaultdict[tuple[int, str, float], list[str]] = defaultdict(list)
    for where, pieces in own.weights.items():
        for piece in pieces:
            for n, weight in enumerate(own.weighs(where, piece)):
                if weight:
                    rows[n, where, weight].append(piece)
    told = [
        f"# {title}: an answer, where pieces stand, a weight, and the pieces",
        f"# that weigh so much for it. Written by `python -m {module}` from {figures} labelled figures of {reports} real reports.",
        *(f"{answer}\t{ALWAYS}\t{weight}" for answer, weight in zip(own.answers, own.always, strict=True)),
    ]
    for n, where, weight in sorted(rows, key=lambda row: (row[0], row[1], -row[2])):
        told += lines(f"{own.answers[n]}\t{where}\t{weight}", rows[n, where, weight], "\t")
    return "\n".join(told) + "\n"
