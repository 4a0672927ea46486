"""What an evidence speaks of, in the words of the text, for whoever shows why a figure was read as it was.

`evidence` weighs a scene and answers with levels; which words of the report stand behind a level is asked here, and only of a
figure that somebody opens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.binding.candidates import Candidate
from extract.binding.grammar import grammar
from extract.binding.scene import Scene


def words_of(name: str, scene: Scene, one: Candidate) -> str:
    """The words of the text that an evidence speaks of, "" where there are none to show."""
    show = _WORDS.get(name)
    said = show(scene, one).strip("，,、；;。：:（()） \n") if show else ""
    return f"{said})" if said.count("(") > said.count(")") else said  # 行政村(社区)


def _said(scene: Scene, words: Sequence[str]) -> str:
    """The word of a list that stands nearest, the longest of those in one stretch."""
    phrase = scene.phrase
    here = (phrase.before.start, phrase.after.end), (phrase.clause.start, phrase.clause.end)
    spans = (*here, *((lead.start, lead.end) for lead in phrase.leads))
    behind = (phrase.follows.of(scene.text),) if phrase.follows else ()
    stretches = (
        *(scene.text[start:end] for start, end in spans),
        phrase.listed,
        *behind,
        *scene.around.stretches,
    )
    found = ([word for word in words if word in stretch] for stretch in stretches)
    return next((max(own, key=len) for own in found if own), "")


def _before(scene: Scene, one: Candidate) -> str:
    return scene.text[one.noun.span.start : one.start] if one.noun else ""


def _behind(scene: Scene, one: Candidate) -> str:
    """What goes on right behind figure and noun; what a comma parts from them is not meant."""
    end = max(one.end, scene.phrase.figure.end)
    rest = scene.text[end : scene.phrase.clause.end]
    return "" if rest[:1] in tuple("，,、；;。（(") else rest


def _whole_noun(scene: Scene, one: Candidate) -> str:
    return one.noun.span.of(scene.text) if one.noun else one.word


def _figure(scene: Scene, one: Candidate) -> str:
    return scene.phrase.figure.of(scene.text)


def _other_act(scene: Scene, one: Candidate) -> str:
    own = frozenset(one.term.name.done)
    return _said(scene, [word for word in grammar().verb_words if word not in own])


def _near(scene: Scene, one: Candidate) -> str:
    """The word that says what is spoken of, or the province whose figure says it."""
    said = _said(scene, one.term.name.near)
    return said or (scene.standing.scope if scene.provincial & one.term.near else "")


def _together(scene: Scene, one: Candidate) -> str:
    said = (_said(scene, one.term.name.done), one.word, _near(scene, one))
    return " … ".join(dict.fromkeys(filter(None, said)))


_WORDS: dict[str, Callable[[Scene, Candidate], str]] = {
    "noun": lambda scene, one: one.word,
    "word": lambda scene, one: one.word,
    "longer": _whole_noun,
    "narrowed": _before,
    "behind": _behind,
    "whole": lambda scene, one: scene.of_whole,
    "act": lambda scene, one: _said(scene, one.term.name.done),
    "other_act": _other_act,
    "about": _near,
    "together": _together,
    "never": lambda scene, one: _said(scene, one.indicator.never),
    "part": lambda scene, one: scene.whole,
    "site": lambda scene, one: scene.standing.site,
    "size": _figure,
    "joint": _whole_noun,
    "turn": _near,
}
