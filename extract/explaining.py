"""Explaining: why a figure was read as it was, as values that a page and the command line put into words.

Nothing is decided here and nothing is remembered while reports are read: the line runs once more over the report that is
asked about, and a chooser that only listens keeps what each figure was decided by.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.binding import Candidate, Scene, Verdict, Weights, built_in, decide, none_of
from extract.binding.grammar import grammar
from extract.binding.ledger import basis, known_of
from extract.binding.relations import the_same
from extract.binding.spoken import words_of
from extract.catalogue import Catalogue, catalogue
from extract.facts import Fact, Unread
from extract.grid import Grid
from extract.patterns import lazy
from extract.pipeline import Ground, bound
from extract.readers import by_both
from extract.regions import NATION, registry
from extract.report import Report
from extract.sentences import Sentence
from extract.span import Span
from extract.territory import size

CHOSEN, NO_WORD, PLANNED, OUTWEIGHED = "chosen", "no_word", "planned", "outweighed"
"""How a figure came to its indicator, or to none: no word of the catalogue stands by it, it is a plan, or none of its
candidates is as likely as no indicator at all."""

TABLE = "table"  # the rule of a place that a figure has of its row and column, and not of the words before it
STRONGEST = 3
_WIDE = lazy(r"(?:全|我|该|本|各)[省市州县区旗盟镇乡村]")
_NATION_WIDE = lazy("[全我]国|全党|我们?党|中国共产党")
_BACK = 400  # characters before a figure in which the words that gave its place are sought


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
    """An indicator that the figure could be, None for none of them: by which counted ``word``, how likely (0 to 1), and
    what speaks for and against it, the strongest first."""

    indicator: str | None
    word: str
    probability: float
    evidence: tuple[Speaking, ...]

    @property
    def strongest(self) -> tuple[Speaking, ...]:
        """What weighs most, for or against."""
        return self.evidence[:STRONGEST]


_UNASKED = "", "", ""  # what a table says is not asked of the words around it


@dataclass(frozen=True, slots=True)
class Placed:
    """Scope and site of a figure with the ``rule`` of `extract.territory` that gave them and the ``words`` that it went by;
    of the rule ``own`` that is the report's region, which ``home`` says how it was found. ``likely`` is how likely it is right,
    from 0 to 1, None where a table says it, ``told`` how likely the wording makes it that it is the whole region's, None where that is
    not asked, and ``spoken`` what the report and the figure's paragraph speak of and how often the
    paragraph speaks of the whole region, as `extract.speaking` says it, "" for what was not asked."""

    scope: str
    site: str
    rule: str
    words: str
    home: str
    likely: float | None
    told: float | None
    spoken: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Dated:
    """The period of a figure with the ``rule`` of `extract.timeline` that gave it, the expression's ``words``, and the
    sentence that it stands in where that is another than the figure's, else "". ``told`` is how many figures that are told so have
    a period of its sort, None for a figure without an indicator, and ``likely`` how likely it is right by both."""

    period: str
    rule: str
    words: str
    sentence: str
    told: float | None
    likely: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a figure was read as it was.

    ``clause``, ``nouns``, ``acts`` and ``topics`` are the words found around it, ``heading`` the heading over it.
    ``considered`` are all candidates, "none of them" among them, the likeliest first; ``why`` is one of the constants
    above. ``told`` is the share of its indicator among labelled figures that are told in such words, None where that says nothing,
    and ``certainty`` how sure the indicator is by both. A figure in a heading is as the same figure in the text below: ``as_at`` is then where that begins in the raw
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
    told: float | None
    certainty: float
    place: Placed
    date: Dated
    as_at: int | None = None

    @property
    def runner_up(self) -> Considered | None:
        """What it would be next, None where nothing else was thought of."""
        return self.considered[1] if len(self.considered) > 1 else None

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
    surroundings = _Surroundings(ground, report.grids, known or catalogue())
    return Explained(
        tuple(_explained(fact, facts, heard, levels, surroundings) for fact in facts if fact.start in heard),
        tuple(unread),
    )


def _explained(
    fact: Fact,
    facts: Sequence[Fact],
    heard: dict[int, tuple[Scene, Verdict]],
    levels: Weights,
    surroundings: _Surroundings,
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
        told=verdict.told,
        certainty=verdict.certainty,
        place=place,
        date=date,
        as_at=below.start if below else None,
    )


def _why(scene: Scene, verdict: Verdict) -> str:
    if verdict.chosen:
        return CHOSEN
    if not verdict.options:
        return NO_WORD
    return PLANNED if scene.planned else OUTWEIGHED


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
        )
        for option in verdict.options
    ]
    if found:
        found.append(Considered(None, "", verdict.none, _speaking(none_of(scene), scene, None, levels)))
    return tuple(sorted(found, key=lambda each: -each.probability))


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


class _Surroundings:
    """Place and time of a report's figures with the words that gave them, by what they were read on."""

    def __init__(self, ground: Ground, grids: Sequence[Grid], known: Catalogue) -> None:
        self._grids, self._catalogue = grids, known
        self._text = ground.text
        self._sentences = ground.sentences
        self._starts = [sentence.span.start for sentence in self._sentences]
        self._home = ground.home
        self._territory = ground.territory
        self._timeline = ground.timeline

    def of(self, fact: Fact) -> tuple[Placed, Dated]:
        """Place and date of a figure."""
        clean = self._text.clean_span(fact.span)
        index = max(0, bisect_right(self._starts, clean.start) - 1)
        sentence = self._sentences[index]
        span = Span(fact.position, fact.position + len(fact.text))
        return self._placed(fact, index, span, clean), self._dated(fact, index, sentence, span)

    def _placed(self, fact: Fact, index: int, span: Span, clean: Span) -> Placed:
        large = size(fact.value, fact.unit)
        where = self._territory.with_wording(self._territory.at(index, span, large), index, span, large)
        if self._by_table(fact) and (fact.scope, fact.site) != (where.scope, where.site):
            return Placed(
                fact.scope,
                fact.site,
                TABLE,
                _named(fact.site, self._before(clean), ""),
                "",
                None,
                None,
                _UNASKED,
            )
        if where.rule == "own":
            home = self._home
            return Placed(
                fact.scope,
                fact.site,
                where.rule,
                home.evidence,
                home.rule,
                where.certainty,
                where.told,
                where.spoken,
            )
        before = self._before(clean)
        behind = self._text.clean[clean.end : self._sentences[index].span.end]
        words = _named(fact.site, before, behind) if fact.site else _of_region(fact.scope, before, behind)
        return Placed(fact.scope, fact.site, where.rule, words, "", where.certainty, where.told, where.spoken)

    def _by_table(self, fact: Fact) -> bool:
        return any(grid.span.start <= fact.start < grid.span.end for grid in self._grids)

    def _before(self, clean: Span) -> str:
        return self._text.clean[max(0, clean.start - _BACK) : clean.start]

    def _dated(self, fact: Fact, index: int, sentence: Sentence, span: Span) -> Dated:
        indicator = self._catalogue.indicators.get(fact.indicator or "")
        governing = self._timeline.at(index, span.start, known=basis(indicator))
        likely, told = governing.certainty, None
        if indicator:
            known = known_of(indicator, fact.unit, fact.kind)
            told = self._timeline.told_so(fact.period, index, span.start, known)
            likely = by_both("period", likely, told)
        if governing.span is None:
            return Dated(fact.period, governing.rule, "", "", told, likely)
        words = governing.span.of(self._text.clean)
        place = max(0, bisect_right(self._starts, governing.span.start) - 1)
        other = "" if place == index else self._sentences[place].text.strip()
        return Dated(fact.period, governing.rule, words, other, told, likely)


def _of_region(scope: str, before: str, behind: str) -> str:
    """How the text names a region: its name in one of its forms, else 全市 and the like."""
    region = registry().by_full_name.get(scope)
    forms = (region.full_name, region.name, region.short, region.stem) if region else ()
    named = next((form for form in forms if form and form in before), "")
    if named:
        return named
    wide = list((_NATION_WIDE if region is NATION else _WIDE).finditer(before))
    return wide[-1].group() if wide else next((form for form in forms if form and form in behind), "")


def _named(site: str, before: str, behind: str) -> str:
    """How the text names a site: the longest end of its name that stands there (连樟村 of 连江口镇连樟村)."""
    ends = [site[n:] for n in range(len(site) - 1)]
    return next((end for text in (before, behind) for end in ends if end in text), "")
