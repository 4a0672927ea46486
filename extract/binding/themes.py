"""The theme of a figure that no indicator fits: what the words around it speak of, the nearer the heavier."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import ahocorasick_rs

from extract.catalogue import Catalogue

Weights = Iterable[tuple[str, float]]  # of themes


class Themes:
    """The words of a catalogue's themes, compiled: one scan gives every theme its weight."""

    def __init__(self, catalogue: Catalogue) -> None:
        weights: dict[str, tuple[str, float]] = {}
        for theme in catalogue.themes.values():
            for words, weight in ((theme.words, 1.0), (theme.strong, 4.0), (theme.weak, 0.3)):
                weights.update(dict.fromkeys(words, (theme.id, weight)))
        self._weights = tuple(weights.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            tuple(weights), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )
        self._scores = lru_cache(maxsize=2048)(self._count)

    def weigh(self, text: str, weight: float) -> Weights:
        """What a stretch of text weighs for each theme it speaks of; ``weight`` is that of its place."""
        return [(theme, weight * score) for theme, score in self._scores(text)]

    def _count(self, text: str) -> tuple[tuple[str, float], ...]:
        scores: dict[str, float] = {}
        for word, _, _ in self._automaton.find_matches_as_indexes(text):
            theme, weight = self._weights[word]
            scores[theme] = scores.get(theme, 0.0) + weight
        return tuple(scores.items())


def heaviest(*weights: Weights) -> str | None:
    """The theme that weighs most, None when nothing was weighed."""
    sums: dict[str, float] = {}
    for theme, weight in chain.from_iterable(weights):
        sums[theme] = sums.get(theme, 0.0) + weight
    return max(sums, key=sums.__getitem__) if sums else None


@lru_cache(maxsize=4)
def themes(catalogue: Catalogue) -> Themes:
    """The themes of a catalogue, compiled once."""
    return Themes(catalogue)
