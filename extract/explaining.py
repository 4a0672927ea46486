"""Explaining: why a figure was read as it was, as values that a page and the command line put into words.

Nothing is decided here and nothing is remembered while reports are read: the line runs once more over the report that is
asked about, and a chooser that only listens keeps what each figure was decided by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.binding import Candidate, Scene, Verdict, Weights, built_in, decide, none_of
from extract.binding.grammar import grammar
from extract.binding.relations import the_same
from extract.binding.spoken import words_of
from extract.catalogue import Catalogue, catalogue
from extract.defects import failure
from extract.facts import Fact, Unread
from extract.given import Given
from extract.pipeline import apart, bound, opened
from extract.reading.document import Failure
from extract.report import Report
from extract.whereabouts import Dated, Placed, Surroundings

CHOSEN, NO_WORD, PLANNED, RULED_OUT, UNSURE = "chosen", "no_word", "planned", "ruled_out", "unsure"
"""How a figure came to its indicator, or to none: no word of the catalogue stands by it, it is a plan, the rules all but rule out
what it could be, or none of that is sure enough."""

STRONGEST = 3


@dataclass(frozen=True, slots=True)
class Speaking:
    """One evidence for or against a candidate: its ``name`` and ``level`` as in ``data/weights.toml``, its ``weight`` (above 0
    it speaks for), and the ``words`` of the text that say so, "" where none do."""

    name: str
    level: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Considered:
    """An indicator that the figure could be, None for none of them: by which counted ``word``, how likely by the rules (0 to 1), and
    what speaks for and against it, the strongest first. ``told`` is its share among labelled figures that are told in such words,
    None where that says nothing, and ``certainty`` how sure it is by both; 0 for what the rules all but rule out."""

    indicator: str | None
    word: str
    probability: float
    evidence: tuple[Speaking, ...]
    told: float | None = None
    certainty: float = 0.0

    @property
    def strongest(self) -> tuple[Speaking, ...]:
        """What weighs most, for or against."""
        return self.evidence[:STRONGEST]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a figure was read as it was.

    ``clause``, ``nouns``, ``acts`` and ``topics`` are the words found around it, ``heading`` the heading over it.
    ``considered`` are all candidates, "none of them" among them: what was decided first, and the others behind it, the likeliest first;
    ``why`` is one of the constants above. A figure in a heading is as the same figure in the text below: ``as_at`` is then where that begins in the raw
    text, and all the rest is said of that one.
    """

    fact: Fact
    clause: str
    nouns: tuple[str, ...]
    acts: tuple[str, ...]
    topics: tuple[str, ...]
    heading: str
    considered: tuple[Considered, ...]
    why: str
    place: Placed
    date: Dated
    as_at: int | None = None

    @property
    def runner_up(self) -> Considered | None:
        """What it would be next, None where nothing else was thought of."""
        return self.considered[1] if len(self.considered) > 1 else None

    @property
    def surest(self) -> Considered | None:
        """The indicator that was likeliest, whether it was sure enough or not; None where none was thought of."""
        return max(self.considered, key=lambda each: each.certainty, default=None)

    @property
    def none(self) -> float:
        """The probability of no indicator at all."""
        return next((each.probability for each in self.considered if each.indicator is None), 1.0)


@dataclass(frozen=True, slots=True)
class Explained:
    """A report explained: its figures, and the numbers that were set aside, in the order of its text."""

    figures: tuple[Explanation, ...]
    unread: tuple[Unread, ...]

    def at(self, offset: int) -> Explanation | Unread | None:
        """What stands at a raw offset: a figure, a number that was set aside, or None."""
        for each in self.figures:
            if each.fact.start <= offset < each.fact.end:
                return each
        return next((each for each in self.unread if each.start <= offset < each.end), None)


def explain(report: Report, known: Catalogue | None = None, weights: Weights | None = None) -> Explained:
    """Why the figures of a report were read as they were, with the built-in weights unless others are given."""
    levels = weights or built_in()
    heard: dict[int, tuple[Scene, Verdict]] = {}

    def listen(scene: Scene, options: Sequence[Candidate]) -> Verdict:
        verdict = decide(scene, options, levels)
        heard[scene.standing.start] = (scene, verdict)
        return verdict

    facts, unread, ground = bound(report, known, listen)
    surroundings = Surroundings(ground, report.grids, known or catalogue())
    return Explained(
        tuple(_explained(fact, facts, heard, levels, surroundings) for fact in facts if fact.start in heard),
        tuple(unread),
    )


def explained(
    given: Given, known: Catalogue | None = None, weights: Weights | None = None
) -> tuple[Report, Explained]:
    """A report with why its figures were read as they were, read as every other way in does it: what is no short text in a process
    of its own, which may ask for so much and no more. Raises `ReadError`."""
    return apart(_opened_and_explained, given, (known or catalogue(), weights))


def _opened_and_explained(
    asked: tuple[Given, tuple[Catalogue, Weights | None]],
) -> tuple[Report, Explained] | Failure:
    given, (known, weights) = asked
    try:
        report = opened(given)
        return report, explain(report, known, weights)
    except Exception as error:
        return failure(error, given.where)


def _explained(
    fact: Fact,
    facts: Sequence[Fact],
    heard: dict[int, tuple[Scene, Verdict]],
    levels: Weights,
    surroundings: Surroundings,
) -> Explanation:
    below = _below(fact, facts, heard)
    scene, verdict = heard[(below or fact).start]
    considered = _considered(scene, verdict, levels)
    asked = tuple(
        dict.fromkeys(word for option in verdict.options for word in option.candidate.term.name.near)
    )
    said = scene.own + scene.around.heading + "".join(scene.around.earlier)
    place, date = surroundings.of(below or fact)
    return Explanation(
        fact=fact,
        clause=scene.own.strip(),
        nouns=tuple(dict.fromkeys(noun.span.of(scene.text) for noun in scene.phrase.nouns)),
        acts=_longest([word for word in grammar().verb_words if word in scene.own]),
        topics=_longest([word for word in asked if word in said]),
        heading=scene.around.heading,
        considered=considered,
        why=_why(scene, verdict),
        place=place,
        date=date,
        as_at=below.start if below else None,
    )


def _why(scene: Scene, verdict: Verdict) -> str:
    if verdict.chosen:
        return CHOSEN
    if not verdict.options:
        return NO_WORD
    if scene.planned:
        return PLANNED
    return UNSURE if verdict.options[0].certainty else RULED_OUT


def _below(fact: Fact, facts: Sequence[Fact], heard: dict[int, tuple[Scene, Verdict]]) -> Fact | None:
    """The figure of the text from which one in a heading takes its meaning, None for a figure that has its own."""
    if not heard[fact.start][0].heading:
        return None
    below = [
        other
        for other in facts
        if other.start > fact.start
        and (other.value, other.unit) == (fact.value, fact.unit)
        and other.start in heard
        and not heard[other.start][0].heading
    ]
    own = heard[fact.start][1].chosen
    return the_same(fact.subject, own.indicator.id if own else None, below)


def _considered(scene: Scene, verdict: Verdict, levels: Weights) -> tuple[Considered, ...]:
    found = [
        Considered(
            option.candidate.indicator.id,
            option.candidate.word,
            option.probability,
            _speaking(option.features, scene, option.candidate, levels),
            option.told,
            option.certainty,
        )
        for option in verdict.options
    ]
    if found:
        found.append(Considered(None, "", verdict.none, _speaking(none_of(scene), scene, None, levels)))
    decided = verdict.chosen.indicator.id if verdict.chosen else None
    return tuple(sorted(found, key=lambda each: (each.indicator != decided, -each.probability)))


def _speaking(
    features: Sequence[str], scene: Scene, one: Candidate | None, levels: Weights
) -> tuple[Speaking, ...]:
    """The evidence of a candidate, the strongest first; what weighs nothing says nothing."""
    said = []
    for feature in features:
        name, _, level = feature.partition(": ")
        weight = levels.levels.get(feature, 0.0)
        if weight:
            said.append(Speaking(name, level, weight, words_of(name, scene, one) if one else ""))
    return tuple(sorted(said, key=lambda each: -abs(each.weight)))


def _longest(words: Sequence[str]) -> tuple[str, ...]:
    """The words that are no part of another one among them.

    >>> _longest(["发展", "发展党员", "培训"])
    ('发展党员', '培训')
    """
    return tuple(
        word for word in dict.fromkeys(words) if not any(word in each and word != each for each in words)
    )
