"""A multinomial logistic regression over pieces of words, as `tests.likeness` and `tests.wordings` fit it, and the lines of its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from scipy.optimize import minimize

_LONGEST = 150  # characters of a line


def regression(
    matrix: Any, answers: np.ndarray, counts: np.ndarray, penalty: float, free: np.ndarray, rounds: int
) -> np.ndarray:
    """The weights under which the ``answers`` of the rows of a matrix are likeliest: a row for each column of it, the first of which
    is what is always there and is held by nothing, and a column for each answer. ``counts`` is how much each row counts, ``penalty``
    stands on the square of each weight, those that are not ``free`` stay 0, and it ends after so many ``rounds``."""
    shape = free.shape
    wanted = np.zeros((matrix.shape[0], shape[1]))
    wanted[np.arange(len(answers)), answers] = 1.0
    held = np.full(shape, penalty)
    held[0] = 0.0

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(shape)
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        total = np.log(np.exp(scores).sum(axis=1))
        missed = counts @ (total - (scores * wanted).sum(axis=1))
        slope = matrix.T @ (counts[:, None] * (np.exp(scores - total[:, None]) - wanted)) + held * weights
        return float(missed + 0.5 * (held * weights**2).sum()), (slope * free).ravel()

    begun = np.zeros(shape[0] * shape[1])
    return minimize(loss, begun, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x.reshape(shape)


def largest(weights: np.ndarray, kept: int) -> np.ndarray:
    """Which weights are among so many largest."""
    keep = np.zeros(weights.shape, bool)
    keep.flat[np.argsort(-np.abs(weights), axis=None, kind="stable")[:kept]] = True
    return keep


def lines(head: str, pieces: Iterable[str], mark: str) -> Iterator[str]:
    """Pieces in lines that are not too long, each with the same head; a ``mark`` stands before each piece."""
    line = head
    for piece in sorted(pieces):
        if len(line) + len(piece) > _LONGEST:
            yield line
            line = head
        line += mark + piece
    yield line
