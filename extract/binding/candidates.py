"""Which indicators a figure could be: those of its kind and unit whose noun stands by it and of whose other words one was
said. Whether it is one of them, `extract.binding.arbiter` decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extract.binding.lexicon import Hit, Term, Terms
from extract.binding.nouns import Noun
from extract.binding.scene import Scene
from extract.catalogue import Indicator
from extract.records import record

# where the counted noun stands, the nearest first: the figure counts it; counts it by way of another figure or a
# predicate; the noun goes on behind it (党员志愿者); it stands inside the noun, elsewhere beside the figure, in its clause;
# or, for a figure that counts nothing in its own sentence, in the one before (党员增至2774名。1958年达3244名。)
PLACES = ("counted", "shared", "leads", "inside", "beside", "clause", "earlier")
_RANK = {place: rank for rank, place in enumerate(PLACES)}
_FAR = ("beside", "clause", "earlier")


@record
class Candidate:
    """A name that a figure may bear, and its ``indicator``: the counted ``word`` that was found, from ``start`` to ``end`` of
    the plain sentence, and at which of `PLACES`; ``noun`` is the noun that it stands in, None for none."""

    term: Term
    indicator: Indicator
    word: str
    start: int
    end: int
    place: str
    noun: Noun | None


def candidates(scene: Scene) -> list[Candidate]:
    """The candidates of a figure, each name with the noun that stands nearest, in the catalogue's order: an indicator may be
    a candidate by several of its names."""
    lexicon = scene.around.lexicon
    named = [terms for kind in scene.kinds if (terms := lexicon.terms.get((kind, scene.unit)))]
    if not named:
        return []
    best: dict[int, Candidate] = {}
    for terms in named:
        _nearest(best, scene, terms, _hits(scene, terms))
    if not best and scene.around.earlier:
        for terms in named:
            _nearest(best, scene, terms, _earlier(scene, terms))
    return [best[order] for order in sorted(best)]


def _nearest(
    best: dict[int, Candidate],
    scene: Scene,
    named: Mapping[int, Terms],
    hits: Iterable[tuple[Hit, str, Noun | None]],
) -> None:
    """Sort in the names of the nouns that were found, by their order the one of the nearest noun, then of the longest; far from
    the figure one must have more of its words in the clause, which is all that is read then."""
    lexicon = scene.around.lexicon
    for (word, start, end), place, noun in hits:
        terms, rank = named[word], _RANK[place]
        heard = (scene.clause if place in _FAR else scene.heard) if terms.lists else 0
        for term in lexicon.answered(terms, heard):
            known = best.get(term.order)
            if known is None or (rank, start - end) < (_RANK[known.place], known.start - known.end):
                name = lexicon.words[word]
                best[term.order] = Candidate(term, term.indicator, name, start, end, place, noun)


def _hits(scene: Scene, named: Mapping[int, Terms]) -> Iterator[tuple[Hit, str, Noun | None]]:
    """The counted nouns around a figure with the place at which each stands."""
    phrase, said = scene.phrase, scene.said
    if said.words.isdisjoint(named):
        return
    seen: set[tuple[int, int]] = set()
    for order, noun in enumerate(phrase.nouns):
        shared = order > 0 or phrase.shares
        for hit in said.nouns(named, noun.span.start, max(noun.span.end, noun.ends[1])):
            seen.add(hit[1:])
            yield hit, _place(hit, noun, shared), noun
    for start, end, place in (
        (phrase.before.start, phrase.after.end, "beside"),
        (phrase.clause.start, phrase.clause.end, "clause"),
    ):
        for hit in said.nouns(named, start, end):
            if hit[1:] not in seen:
                seen.add(hit[1:])
                yield hit, place, None


def _earlier(scene: Scene, named: Mapping[int, Terms]) -> Iterator[tuple[Hit, str, Noun | None]]:
    """The counted nouns of the sentence before, each where it stands first: none of its places is nearer than another."""
    text = scene.around.earlier[0]
    first: dict[int, Hit] = {}
    for hit in scene.around.lexicon.remembered(text).nouns(named, 0, len(text)):
        first.setdefault(hit[0], hit)
    for hit in first.values():
        yield hit, "earlier", None


def _place(hit: Hit, noun: Noun, shared: bool) -> str:
    _, start, end = hit
    low, high = noun.ends
    if low <= end <= high:
        return "shared" if shared else "counted"
    if noun.side == "right" and start == noun.span.start:
        return "leads"
    return "inside"
