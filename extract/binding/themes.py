"""The theme of a figure that no indicator fits: what the words around it speak of, the nearer the heavier."""

from __future__ import annotations

from functools import lru_cache

import ahocorasick_rs
from ahocorasick_rs import Implementation, MatchKind

from extract.catalogue import Catalogue

# of themes; whole numbers where words are weighed, so that their order does not matter
Weights = dict[str, float]

_HEAD = 1500  # beside the 60 of a word of the subject, times 3 to 40


class Themes:
    """The words of a catalogue's themes, compiled: one scan gives every theme its weight."""

    def __init__(self, catalogue: Catalogue) -> None:
        weights: dict[str, tuple[str, int]] = {}
        for theme in catalogue.themes.values():
            for words, weight in ((theme.words, 10), (theme.strong, 40), (theme.weak, 3)):
                weights.update(dict.fromkeys(words, (theme.id, weight)))
        self._weights = tuple(weights.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            tuple(weights), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )
        self._heads = {head: theme.id for theme in catalogue.themes.values() for head in theme.heads}
        self._longest = max(map(len, self._heads), default=0)
        self._scores = lru_cache(maxsize=2048)(self._count)

    def weigh(self, *stretches: tuple[str, int]) -> Weights:
        """What each theme weighs over stretches of text, each with the weight of its place."""
        weights: dict[str, float] = {}
        for text, place in stretches:
            for theme, score in self._scores(text):
                weights[theme] = weights.get(theme, 0) + place * score
        return weights

    def headed(self, subject: str) -> Weights:
        """What the last word of a subject weighs: it says what is counted."""
        for length in range(self._longest, 0, -1):
            if theme := self._heads.get(subject[-length:]):
                return {theme: _HEAD}
        return {}

    def _count(self, text: str) -> tuple[tuple[str, int], ...]:
        scores: dict[str, int] = {}
        for word, _, _ in self._automaton.find_matches_as_indexes(text):
            theme, weight = self._weights[word]
            scores[theme] = scores.get(theme, 0) + weight
        return tuple(scores.items())


def heaviest(weights: Weights, *more: Weights) -> str | None:
    """The theme that weighs most, the one that is named first among equals; None when nothing was weighed. ``weights``
    takes the others in."""
    for others in more:
        for theme, weight in others.items():
            weights[theme] = weights.get(theme, 0) + weight
    return max(weights, key=weights.__getitem__) if weights else None


@lru_cache(maxsize=4)
def themes(catalogue: Catalogue) -> Themes:
    """The themes of a catalogue, compiled once."""
    return Themes(catalogue)
