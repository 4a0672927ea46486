"""Which indicators a figure could be: those of its kind and unit whose noun stands by it and of whose other words one was
said. Whether it is one of them, `extract.binding.arbiter` decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.binding.lexicon import Hit, Term, Terms
from extract.binding.nouns import Noun, tells_a_difference
from extract.binding.phrases import Phrase
from extract.binding.scene import Scene
from extract.catalogue import Indicator
from extract.patterns import HAN, lazy
from extract.records import record

# where the counted noun stands, the nearest first: the figure counts it; counts it by way of another figure or a
# predicate; the noun goes on behind it (党员志愿者); it stands inside the noun, elsewhere beside the figure, in its clause;
# or, for a figure that counts nothing in its own sentence, in the one before (党员增至2774名。1958年达3244名。)
PLACES = ("counted", "shared", "leads", "inside", "beside", "clause", "earlier")
_RANK = {place: rank for rank, place in enumerate(PLACES)}
FAR = ("beside", "clause", "earlier")
_OTHERS = frozenset(
    "类种级层头只匹棵株盏根辆台架艘"
)  # of kinds, animals, plants, machines: nothing of the catalogue
_ROOMS = "间"  # of which only some are a venue: 活动室36间
_HEADED = lazy(  # 209个社区|服务站, 121个村|民小组, 46个村|党组织: the noun goes on to another one that is counted
    rf"[{HAN}]{{0,6}}?(?:站|中心|室|场所|小组|民组|队伍?|点|栋|岗|基地|园区?|馆|院|学?校|户|网格)(?=[和与及的均都全已]|[^{HAN}]|$)"
    r"|党(?:组织|支部|总支|委)"
)
MATTERS, BODIES = "matters", "bodies"
_THINGS = dict.fromkeys("件条起宗例桩份轮", MATTERS) | dict.fromkeys("家所座幢栋支户", BODIES)


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
    around = scene.around
    best: dict[int, Candidate] = {}
    counter = scene.text[scene.phrase.figure.end - 1]
    if counter in _OTHERS:
        return []
    for kind in scene.kinds:
        if hits := scene.said.counted(kind, scene.unit):
            _nearest(best, scene, around.lexicon.terms[kind, scene.unit], _placed(scene.phrase, hits))
    if not best and around.earlier:
        earlier = around.lexicon.remembered(around.earlier[0])
        for kind in scene.kinds:
            if hits := earlier.counted(kind, scene.unit):
                _nearest(best, scene, around.lexicon.terms[kind, scene.unit], _earlier(hits))
    return [best[order] for order in sorted(best) if _bears(best[order], counter)]


def _bears(one: Candidate, counter: str) -> bool:
    """Whether what a candidate counts bears the count word: 320家 are no problems, 48条 no units, 200份 no organisations."""
    if counter == _ROOMS:
        return one.word.endswith("室")
    return one.indicator.things in ("", _THINGS.get(counter, one.indicator.things))


def _nearest(
    best: dict[int, Candidate],
    scene: Scene,
    named: Mapping[int, Terms],
    placed: Iterable[tuple[Hit, str, Noun | None]],
) -> None:
    """Sort in the names of the nouns that were found, by their order the one of the nearest noun, then of the longest; far from
    the figure one must have more of its words in the clause, which is all that is read then."""
    lexicon = scene.around.lexicon
    nearest: dict[
        int, int
    ] = {}  # of each noun, how near it stood: again as far or farther it tells nothing more
    for (word, start, end), place, noun in placed:
        terms, rank = named[word], _RANK[place]
        if nearest.get(word, rank + 1) <= rank:
            continue
        nearest[word] = rank
        # a difference names nothing itself: 党员12.6万名，比上年增加600名，增长0.5%
        far = place in FAR and scene.kinds[0] != "change"
        heard = (scene.clause if far else scene.heard) if terms.lists else 0
        for term in lexicon.answered(terms, heard):
            known = best.get(term.order)
            if known is None or (rank, start - end) < (_RANK[known.place], known.start - known.end):
                name = lexicon.words[word]
                best[term.order] = Candidate(term, term.indicator, name, start, end, place, noun)


def _placed(phrase: Phrase, hits: Sequence[Hit]) -> Iterator[tuple[Hit, str, Noun | None]]:
    """The counted nouns of a sentence that stand around a figure, with the place at which each does."""
    seen: set[Hit] = set()
    for order, noun in enumerate(phrase.nouns):
        shared = order > 0 or (phrase.shares and not tells_a_difference(phrase.text, noun))
        first, last = noun.span.start, max(noun.span.end, noun.ends[1])
        for hit in hits:
            if first <= hit[1] and hit[2] <= last:
                seen.add(hit)
                yield hit, _place(phrase.text, hit, noun, shared), noun
    for first, last, place in (
        (phrase.before.start, _goes_to(phrase), "beside"),
        (phrase.clause.start, phrase.clause.end, "clause"),
    ):
        for hit in hits:
            if first <= hit[1] and hit[2] <= last and hit not in seen:
                seen.add(hit)
                yield hit, place, None


def _goes_to(phrase: Phrase) -> int:
    """Where that which stands beside a figure ends: it has nothing of the item behind it (男性占82%、|女性占18%)."""
    start = phrase.after.start
    return start if phrase.text.startswith("、", start) else phrase.after.end


def _earlier(hits: Sequence[Hit]) -> Iterator[tuple[Hit, str, Noun | None]]:
    """The counted nouns of the sentence before, each where it stands first: none of its places is nearer than another."""
    return ((hit, "earlier", None) for hit in hits)


def _place(text: str, hit: Hit, noun: Noun, shared: bool) -> str:
    _, start, end = hit
    low, high = noun.ends
    if low <= end <= high:
        return "shared" if shared else "counted"
    if noun.side == "right" and start == noun.span.start and not _HEADED.match(text, end, noun.span.end):
        return "leads"
    return "inside"
