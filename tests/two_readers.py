"""How much the rules and the wording count: a logistic regression of what was right on the odds that either gives it, and the command
line of those who fit a wording."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from extract.readers import Readers, odds, readers

Answer = tuple[float, float, bool]
"""The share that the rules give a reading, that of the wording, and whether it is right."""


def fitted(answers: Sequence[Answer], known: Readers) -> Readers:
    """The weights under which what came out is likeliest; the bounds are as they are ``known``."""
    right = np.array([float(hit) for *_, hit in answers])
    rules = [odds(share, known.rules_least) for share, _, _ in answers]
    wording = [odds(share, known.wording_least) for _, share, _ in answers]
    columns = [rules, wording] if known.wording else [rules]
    always, *weights = _logistic(np.column_stack([np.ones(len(right)), *columns]), right)
    return known._replace(always=always, **dict(zip(("rules", "wording"), weights, strict=False)))


def _logistic(matrix: np.ndarray, right: np.ndarray) -> list[float]:
    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        value = np.logaddexp(0, -(2 * right - 1) * scores).sum()
        return float(value), matrix.T @ (1 / (1 + np.exp(-scores)) - right)

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B")
    return [float(weight) for weight in found.x.round(3)]


def shown(question: str, answers: Sequence[Answer]) -> str:
    """The weights that answers teach, as they stand in ``extract/data/readers.toml``."""
    own = fitted(answers, readers()[question])
    lines = [f"# {len(answers)} readings", f'["{question}"]' if " " in question else f"[{question}]"]
    return "\n".join([*lines, *(f"{field} = {weight}" for field, weight in own._asdict().items())])


def command(about: str, written: Path) -> argparse.ArgumentParser:
    """What is asked of who fits a wording: labelled reports, those that nobody had looked at, and whether it is to be written."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--labelled", "--unread"):
        parser.add_argument(name, nargs=2, action="append", type=Path, default=[], metavar=("TEXTS", "GOLD"))
    parser.add_argument("--write", action="store_true", help=f"write {written.name}")
    return parser
