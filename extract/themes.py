"""The theme of a figure that no indicator fits: what the words around it speak of, the nearer the heavier."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

from extract.catalogue import Catalogue
from extract.grammar import alternation


class Themes:
    """The words of a catalogue's themes, compiled: one scan gives every theme its weight."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._owner: dict[str, str] = {}
        self._weight: dict[str, float] = {}
        for theme in catalogue.themes.values():
            for words, weight in ((theme.words, 1.0), (theme.strong, 4.0), (theme.weak, 0.3)):
                self._owner.update(dict.fromkeys(words, theme.id))
                self._weight.update(dict.fromkeys(words, weight))
        self._pattern = regex.compile(alternation(self._owner))

    def weigh(self, stretches: Iterable[tuple[str, float]]) -> dict[str, float]:
        """What each theme weighs over stretches of text, each with the weight of its place."""
        weights: dict[str, float] = {}
        for text, weight in stretches:
            for word in self._pattern.findall(text):
                owner = self._owner[word]
                weights[owner] = weights.get(owner, 0.0) + weight * self._weight[word]
        return weights


def heaviest(weights: dict[str, float]) -> str | None:
    """The theme that weighs most, None when nothing was weighed."""
    return max(weights, key=lambda theme: weights[theme]) if weights else None


@lru_cache(maxsize=4)
def themes(catalogue: Catalogue) -> Themes:
    """The themes of a catalogue, compiled once."""
    return Themes(catalogue)
