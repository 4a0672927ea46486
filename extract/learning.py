"""Learning: the weights of evidence fitted from figures whose indicator is known.

A labelled figure is an `Example`: its candidates, the evidence of each, and which of them it is. The weights are those under
which the known answers are the most probable (a conditional logit), held back by a penalty on large ones so that a level
that few figures had says little; the same examples give the same weights.

What people correct is fitted on top of the built-in weights (`leans`): each of these is held as firmly as the labelled figures
that made it hold it, so that a correction teaches its own turn of phrase and not what thousands of figures have taught.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import numpy as np

from extract.binding import (
    BARS,
    Candidate,
    Features,
    Scene,
    Verdict,
    Weights,
    built_in,
    decide,
    evidence_of,
    none_of,
    told,
    wording,
)
from extract.catalogue import Catalogue
from extract.pipeline import bound
from extract.report import Report

# what is known before any label is seen: a word that the catalogue sets against an indicator, a target, what bars it, a joint
# count, a share or a change of another whole, and a report as long as a government's that has no word of Party work speak
# against it
PRIOR = Weights(
    {
        "never: beside": -3.0, "never: in its clause": -1.5, "planned: planned": -8.0, "joint: joined": -2.0, "joint: summed": -3.0, "misdeed: told": -3.0,
        "whole: another": -2.0, "whole: in part its own": -1.0,
        "change_of: of another": -4.0,
        "party: unsaid, none in the report at length": -2.4,
        **dict.fromkeys((f"barred: {level}" for level in BARS), -8.0),
    }
)  # fmt: skip
PENALTY = 0.5  # on the square of each weight
_LEAST = 0.001  # by which a weight leans if it leans at all
_OWN = {
    "indicator": 4.0,
    "word": 2.0,
}  # times the penalty: how often an indicator was labelled says least of new text


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled figure: the evidence of each candidate by indicator, that of none of them, and the ``answer``: an id, or
    None. ``weight`` is how much it counts."""

    report: str
    start: int
    options: tuple[tuple[str, Features], ...]
    none: Features
    answer: str | None
    weight: float = 1.0


def examples(
    report: Report,
    answers: Mapping[tuple[int, int], str | None],
    catalogue: Catalogue,
    *,
    known: frozenset[str] | None = None,
    weight: float = 1.0,
    others: Weights | None = None,
    worded: bool = False,
) -> list[Example]:
    """The examples of one report. ``answers`` are the indicators by the raw span of their figures; ``known`` the ids that
    the labels could name, None for all: a figure of another indicator is labelled as none. A figure whose indicator
    is not among its candidates teaches nothing, nor does one without an answer: that one is read by the weights ``others``,
    None for no indicator, since the figures behind it look at what it is. ``worded`` adds the very words beside a figure
    to its evidence."""
    spans = sorted(answers)
    found: list[Example] = []
    unasked = others or Weights({})

    def teach(scene: Scene, options: Sequence[Candidate]) -> Verdict:
        span = next((own for own in spans if own[0] <= scene.standing.start < own[1]), None)
        if span is None:
            return decide(scene, options, unasked)
        answer = answers[span]
        if answer is None and known is not None:  # it may be one that the labels could not name
            options = [one for one in options if one.indicator.id in known]
        if options and (answer is None or any(one.indicator.id == answer for one in options)):
            evidence = [
                (one.indicator.id, own + (wording(scene, one) if worded else ()))
                for one, own in zip(options, evidence_of(scene, options), strict=True)
            ]
            found.append(
                Example(report.name, scene.standing.start, tuple(evidence), none_of(scene), answer, weight)
            )
        return told(options, answer)

    bound(report, catalogue, teach)
    return found


def fit(
    examples: Sequence[Example],
    penalty: float = PENALTY,
    start: Weights = PRIOR,
    firm: Mapping[str, float] = MappingProxyType({}),
) -> Weights:
    """The weights that the examples teach, held back to those of ``start``, each by the penalty and by how ``firm`` it is
    besides: few examples change little but what they speak of."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    names = sorted(
        {f for own in examples for _, fs in own.options for f in fs}
        | {f for own in examples for f in own.none}
    )
    column = {name: n for n, name in enumerate(names)}
    groups: list[
        int
    ] = []  # the row with which each example begins: that of none, and behind it its candidates
    meant: list[bool] = []  # whether a row is the answer, which may have several names
    indices: list[int] = []
    pointers = [0]
    for own in examples:
        groups.append(len(meant))
        for id, evidence in ((None, own.none), *own.options):
            indices += [column[name] for name in evidence]
            pointers.append(len(indices))
            meant.append(id == own.answer)
    matrix: Any = csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(meant), len(names)))
    begins = np.array(groups)
    sizes = np.diff([*groups, len(meant)])
    weight = np.array([own.weight for own in examples])
    spread = np.repeat(weight, sizes)
    right = np.array(meant, float)
    towards = np.array([start.levels.get(name, 0.0) for name in names])
    held = penalty * np.array([_OWN.get(name.partition(":")[0], 1.0) for name in names])
    held = held + np.array([firm.get(name, 0.0) for name in names])

    def loss(levels: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ levels
        scores = scores - np.repeat(np.maximum.reduceat(scores, begins), sizes)
        shares = np.exp(scores)
        total = np.add.reduceat(shares, begins)
        wanted = np.add.reduceat(shares * right, begins)
        pull = shares / np.repeat(total, sizes) - shares * right / np.repeat(wanted, sizes)
        away = levels - towards
        value = weight @ (np.log(total) - np.log(wanted)) + 0.5 * held @ (away * away)
        return float(value), matrix.T @ (spread * pull) + held * away

    found = minimize(loss, towards, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return Weights({**start.levels, **dict(zip(names, found.x.round(3).tolist(), strict=True))})


def leans(corrected: Sequence[Example]) -> dict[str, float]:
    """By how much what people said of figures moves each weight away from the built-in one.

    A correction counts as one labelled figure (``weight`` 1), and a built-in weight is held by 1 for each labelled figure that
    had its level, beside the penalty: one figure says at most 1/4 of a weight, so this is four times what it is owed. What gives
    way are the words of the phrase (`extract.binding.wording`), which no labelled figure holds.

    Tried with twelve turns of phrase, corrected to none or to another candidate: one correction settles eight of the next
    figures, three eleven, five all, ten all at .77 and more. Of 198 figures of the seeds none moves, of 2 728 others one in all.
    Held by the penalty alone, ten corrections moved 13 of the seeds and one in eleven of the others. With a correction worth
    3 nothing more is settled, and a third more of the others move.
    """
    start = built_in()
    fitted = fit(corrected, start=start, firm=_firmness())
    moved = {name: round(level - start.levels.get(name, 0.0), 3) for name, level in fitted.levels.items()}
    return {name: lean for name, lean in moved.items() if abs(lean) >= _LEAST}


@cache
def _firmness() -> Mapping[str, float]:
    """How firmly each built-in weight is held: by how many labelled figures had its level."""
    rows = tomllib.loads((files("extract") / "data" / "weights.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            f"{name}: {level}": float(row.get("seen", 0))
            for name, levels in rows.items()
            for level, row in levels.items()
        }
    )
