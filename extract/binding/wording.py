"""Wording: the very words beside a figure, which only a workspace weighs.

The evidence of `extract.binding.evidence` speaks of nouns, acts and places and is the same for 选派科技特派员126名 and
选派驻村干部126名: what people correct is a turn of phrase, and weights that can name it need not touch what all figures share.
The built-in weights have none of these; they are asked for only where `Weights.wording` says that some are weighed.
"""

from __future__ import annotations

from extract.binding.candidates import Candidate
from extract.binding.lexicon import pairs
from extract.binding.scene import Scene
from extract.patterns import HAN, lazy

NAME = "wording"
_BEFORE, _BEHIND = 16, 8  # characters of the clause to either side
_APART = lazy(rf"[^{HAN}]+")


def wording(scene: Scene, one: Candidate) -> tuple[str, ...]:
    """The pairs of neighbouring characters around a figure, as of one candidate (``wording: 特派 as cadres_dispatched``); those
    of its own noun are left out, of which all figures that count it would hear."""
    phrase = scene.phrase
    start = max(phrase.before.start, phrase.figure.start - _BEFORE)
    stretches = [
        phrase.listed,
        scene.text[start : phrase.figure.start],
        scene.text[phrase.figure.end : min(phrase.after.end, phrase.figure.end + _BEHIND)],
    ]
    if one.noun is not None:  # that of the figure before it: 轮训班3期414人次
        stretches.append(one.noun.span.of(scene.text))
    found = {pair for stretch in stretches for piece in _APART.split(stretch) for pair in pairs(piece)}
    own = found - pairs(one.word)
    return tuple([f"{NAME}: {pair} as {one.indicator.id}" for pair in sorted(own)])
