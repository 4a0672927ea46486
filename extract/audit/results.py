"""Results: what each audit of a workspace found, how far it has come, and which figures it speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from types import MappingProxyType

from extract.audit.drawing import reading
from extract.audit.estimates import WHOLE, Agreement, Estimate, agreement, estimates
from extract.audit.judging import Audit, audits, spots
from extract.corrections import Correction
from extract.corrections.draws import RIGHT
from extract.facts import Fact
from extract.span import Span
from extract.workspace import State


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's part: his verdicts on the figures that still stand, when the last of them was given, and what they
    come to. ``finished`` when none is left."""

    who: str
    when: str
    verdicts: Mapping[int, str]
    finished: bool
    estimates: tuple[Estimate, ...]

    @property
    def whole(self) -> Estimate:
        """How many figures are right in everything."""
        return next(each for each in self.estimates if each.measure == WHOLE)


@dataclass(frozen=True, slots=True)
class Result:
    """An audit as it stands. ``reviews`` are those who finished, in the order in which they began, and then the others; ``gone`` are the
    drawn figures whose sentence is gone: they wait, and nothing is inferred from them. ``changed`` are those that the table reads
    otherwise now, by another program or another text and not by a person's hand: then the result is of the earlier
    reading. ``unmended`` were found wrong, and nobody said since what is right; of ``disputed`` two who finished do not say
    the same, and nobody settled it. ``reports`` are those it drew from, by the names that they
    have now, ``spots`` where the figures stand that are not gone."""

    audit: Audit
    reviews: tuple[Review, ...]
    gone: frozenset[int]
    changed: frozenset[int]
    unmended: tuple[int, ...]
    disputed: tuple[int, ...]
    reports: frozenset[str]
    spots: Mapping[int, tuple[str, Span]]

    @property
    def finished(self) -> bool:
        """Whether somebody has judged all of it."""
        return any(review.finished for review in self.reviews)

    @property
    def first(self) -> Review | None:
        """The review that the result is told by: of those who finished, the one who began first; else of those who began."""
        return next(iter(self.reviews), None)

    @property
    def agreements(self) -> tuple[tuple[Review, Review, tuple[Agreement, ...]], ...]:
        """How far each two agree of whom one has finished, on the figures that both judged."""
        pairs = combinations(self.reviews, 2)  # those who finished come first
        return tuple((one, two, agreement(one.verdicts, two.verdicts)) for one, two in pairs if one.finished)

    def speaks_for(self, indicator: str, theme: str, facts: Iterable[Fact]) -> bool:
        """Whether figures of an indicator are among those that the audit drew from, as they were read then."""
        drawn = self.audit.draw
        own = {"all": True, "indicator": drawn.of == indicator, "theme": drawn.of == theme}
        return (
            self.finished
            and not self.changed
            and own.get(drawn.population, False)
            and all(fact.report in self.reports for fact in facts)
        )


def results(state: State) -> tuple[Result, ...]:
    """All audits of a workspace, the newest first."""
    return tuple(result(state, each) for each in audits(state.log))


def result(state: State, audit: Audit) -> Result:
    """What an audit comes to, with the table as it stands."""
    figures = audit.draw.figures
    stands = spots(state, audit)
    reviews = []
    for who, said in audit.said.items():  # in the order in which they began
        verdicts = {at: made.verdict for at, made in sorted(said.items()) if at in stands}
        if verdicts:
            when = max(said[at].when for at in verdicts)
            done = stands.keys() <= verdicts.keys()
            reviews.append(Review(who, when, verdicts, done, estimates(verdicts.values())))
    reviews.sort(key=lambda review: not review.finished)
    since = {at: _since(state, audit, spot) for at, spot in stands.items()}
    said_of = {at: [ats[at] for ats in audit.said.values() if at in ats] for at in stands}
    done_of = {at: {each.verdicts[at] for each in reviews if each.finished} for at in stands}
    return Result(
        audit=audit,
        reviews=tuple(reviews),
        gone=frozenset(range(len(figures))) - stands.keys(),
        changed=frozenset(_changed(state, audit, stands, since)),
        unmended=tuple(
            at for at in stands if not since[at] and any(each.verdict != RIGHT for each in said_of[at])
        ),
        disputed=tuple(
            at for at in stands if len(done_of[at]) > 1 and all(each.audit == audit.id for each in since[at])
        ),
        reports=frozenset(_reports(state, audit)),
        spots=stands,
    )


def _since(state: State, audit: Audit, spot: tuple[str, Span]) -> tuple[Correction, ...]:
    """What was done to a figure since it was drawn."""
    name, place = spot
    done = state.overlay.touched.get(f"{name}:{place.start}", ())
    return tuple(each for each in done if each.when >= audit.opened.when)


@lru_cache(maxsize=2)
def _by_place(state: State) -> Mapping[tuple[str, Span], Fact]:
    return MappingProxyType({(fact.report, fact.span): fact for fact in state.table.facts})


def _changed(
    state: State,
    audit: Audit,
    stands: Mapping[int, tuple[str, Span]],
    since: Mapping[int, tuple[Correction, ...]],
) -> Iterable[int]:
    """The figures that the table does not have as they were drawn, though nobody has spoken of them since, nor dated their
    report as a whole."""
    facts = _by_place(state)
    for at, spot in stands.items():
        fact = facts.get(spot)
        if since[at] or (fact and reading(fact) == audit.draw.figures[at].reading):
            continue
        dated = any(each.when >= audit.opened.when for each in state.overlay.dated.get(spot[0], ()))
        drawn = audit.draw.figures[at].reading
        if (
            fact is None
            or not dated
            or any(getattr(fact, name) != drawn[name] for name in drawn if name != "period")
        ):
            yield at


def _reports(state: State, audit: Audit) -> Iterable[str]:
    """The reports that the audit drew from, as they are called now."""
    names = {identity: name for name, identity in state.identities.items()}
    for name, identity in audit.draw.reports:
        now = names.get(identity, name)
        if not identity or state.identities.get(now, identity) == identity:
            yield now
