"""What stands over the chart of a comparison: the tiles, the strip that says how the figures differ, and the other
normalisations, one click away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.normalisation import RAW, known
from extract.views.charts.comparing import MISSING, REFUSED, Compared
from extract.views.charts.spec import ChartSpec, Offer, Statistics
from extract.views.parts import panels
from extract.views.words import reasons, wording
from extract.views.words.language import Language

_OFFERS = 4
_STRIP = 110  # characters that a reader takes in at a glance; a longer strip is folded


def tiles(spec: ChartSpec, found: Compared, say: Language) -> list[tuple[str, str, str, bool]]:
    """How many regions have data, how many may be compared, the highest and the median of those where they have one, and how
    many are to be checked, if any. What the reader left out of the chart is data all the same."""
    given = sum(row.fact is not None for row in found.rows)
    absent = [row.name for row in spec.rows if row.grade == MISSING]
    alike = [row.name for row in spec.rows if row.grade == COMPARABLE]
    numbers = spec.statistics
    nothing = say("tile.nothing_comparable")
    best = max(spec.offers, key=lambda offer: offer.option.comparable, default=None)
    best = best if best and best.option.comparable > 1 else None
    return [
        (
            say("tile.regions"),
            f"{given} / {len(found.rows)}",
            _not_given(absent, given, say),
            False,
        ),
        (
            say("tile.comparable" if spec.normalisation == RAW else "tile.comparable_normalised"),
            str(len(alike)) if len(alike) > 1 else "0",
            _some(alike, say) if len(alike) > 1 else best.words if best else nothing,
            len(alike) > 1,
        ),
        *([(say("tile.highest"), numbers.highest, numbers.highest_region, True)] if numbers else []),
        *(
            [(say("tile.median"), numbers.median, ranked(numbers, say), True)]
            if numbers and numbers.median
            else []
        ),
        *([_unsure_tile(spec, say)] if spec.unsure else []),
    ]


def ranked(numbers: Statistics, say: Language) -> str:
    """Of how many figures the median is, and which whole was left out since its parts are there."""
    if not numbers.apart:
        return say("tile.of_figures", count=numbers.ranked)
    return say("tile.of_parts", count=numbers.ranked, regions=numbers.apart)


def _not_given(absent: Sequence[str], given: int, say: Language) -> str:
    if not absent:
        return say("tile.all_given")
    return say("tile.not_given", regions=_some(absent, say)) if given else say("tile.none_given")


def _unsure_tile(spec: ChartSpec, say: Language) -> tuple[str, str, str, bool]:
    names = [row.name for row in spec.rows if row.grade == UNSURE]
    return say("tile.unsure"), str(spec.unsure), _some(names, say) if names else say("tile.left_out"), False


def strip(spec: ChartSpec, found: Compared) -> None:
    """In what the figures differ, and which of them cannot be normalised: amber when they differ."""
    if not spec.drawn:
        return
    alike, say = not spec.agreement, spec.language
    refused = [reason for row in found.graded(REFUSED) for reason in row.reasons]
    grades = {row.grade for row in spec.rows}
    marked = [say("compare.hatched")] if CAUTION in grades else []
    marked += [say("compare.unsure")] if UNSURE in grades else []
    remark, folded = spec.remark, list[str]()
    if len(remark) > _STRIP and found.comparison:
        remark = say("compare.assumed", count=len(found.comparison.assumptions))
        folded = [spec.remark]
    chosen = _chosen(found, say)
    full = [spec.agreement, reasons.summary(refused, say)]
    if not folded and sum(map(len, full)) <= _STRIP:
        said = [say.sentence(each) for each in (chosen, *full, spec.remark, *marked)]
        panels.strip(spec.headline, said, calm=alike)
        return
    short = " · ".join(filter(None, [spec.differences, reasons.brief(refused, say)]))
    lines = [chosen, say("compare.differ_in", topics=short) if short else "", remark, *marked]
    told = [*full[0].split("；" if say.code == "zh" else ". "), full[1], *folded]
    said, details = [say.sentence(each) for each in lines], [say.sentence(each) for each in told]
    panels.strip(spec.headline, said, calm=alike, more=say("compare.which"), details=details)


def _chosen(found: Compared, say: Language) -> str:
    """That the program chose the normalisation, and what it answers."""
    if not found.auto:
        return ""
    way = wording.normalisation(found.normalisation, say, opens=False)
    return say("compare.auto", way=way, question=wording.question(found.normalisation, say))


def offers(spec: ChartSpec, found: Compared) -> None:
    """Other normalisations, each with how many figures become comparable, one click away: those that bring most regions
    together first, and of equal ones the ratio inside the reports, which assumes least."""
    now = next((o.comparable for o in found.options if o.normalisation == spec.normalisation), 0)
    least = 1 if found.auto else max(now, 1)  # where the program chose, all that it chose from is offered
    better = [
        o for o in spec.offers if o.option.comparable > least and o.option.normalisation != spec.normalisation
    ]
    reach = {offer.option.normalisation: offer.option.comparable for offer in spec.offers}
    better = [offer for offer in better if not needless(offer.option.normalisation, reach)]
    shown = sorted(better, key=_reach)[:_OFFERS]
    if spec.normalisation != RAW:
        shown += [offer for offer in spec.offers if offer.option.normalisation == RAW]
    if not shown:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="offers"):
        st.html(f'<span class="page-lead">{spec.language("compare.offers")}</span>', width="content")
        for offer in shown:
            id = offer.option.normalisation
            st.button(offer.words, key=f"offer_{id}", help=offer.question, on_click=_normalise, args=(id,))


def needless(id: str, reach: Mapping[str, int]) -> bool:
    """Whether the same without years brings as many regions together: 每村 beside 每年、每村. ``reach`` is how many figures
    each normalisation makes comparable."""
    return len(known()[id].steps) > 1 and reach.get(id.removeprefix("year_"), 0) >= reach[id]


def _reach(offer: Offer) -> tuple[int, bool]:
    return -offer.option.comparable, known()[offer.option.normalisation].ratio is None


def _normalise(normalisation: str) -> None:
    st.session_state["norm"] = normalisation


def _some(names: Sequence[str], say: Language) -> str:
    """The first names, and how many there are."""
    if len(names) <= 4:
        return say.list(tuple(names))
    return say.list(tuple(names[:3])) + say("tile.and_more", count=len(names))
