"""比较 Compare: one indicator over regions, which of them may stand on one scale, and the sentence behind each bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from extract.catalogue import Indicator, catalogue
from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.facts import Fact
from extract.normalisation import RAW, known
from extract.views import (
    address,
    audited,
    charts,
    choice,
    dating_form,
    deciding,
    export_menu,
    ordering,
    panel_menu,
    panels,
    scripted,
    wording,
)
from extract.views.address import chosen_fact, open_fact
from extract.views.chart_spec import ChartSpec, Offer
from extract.views.comparing import MISSING, REFUSED, Compared, compared
from extract.views.context import Context
from extract.views.exports.command import specs_of
from extract.views.frames import Filters, entries, entries_of
from extract.views.language import Language

_OFFERS = 4
_STRIP = 110  # characters that a reader takes in at a glance; a longer strip is folded
_SMALL = 9  # other indicators of the theme shown as small cards


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    shelf, say = context.shelf, context.say
    with st.sidebar:
        indicator = choice.theme_and_indicator(shelf, say)
        filters = choice.scope(shelf, say)
        drawing = choice.drawing(shelf, indicator, say)
        order = ordering.choose(say)
    found = compared(
        shelf, indicator, entries(shelf, indicator, filters), drawing.normalisation, as_of=drawing.as_of
    )
    shown = {"log": drawing.log, "only_comparable": drawing.only_comparable, "only_sure": drawing.only_sure}
    first, *apart = [ordering.ordered(spec, order) for spec in context.charts(found, **shown)]
    head(context, [first, *apart], indicator, filters, drawing)
    panels.tiles(tiles(first, say))
    panels.gone(context)
    strip(first, found)
    waiting = [(row.fact.report, why) for row in found.rows if row.fact for why in row.reasons]
    dating_form.ways(context, waiting, assumed=drawing.as_of.on)
    offers(first, found)
    deciding.one_matter(context, found)
    main(context, first, found)
    if first.drawn and not scripted.chart_stands():
        return
    if apart:
        panels.section(say("compare.other_scale"), say("compare.other_scale_note"))
        scripted.cards(context, apart, "apart", on_open=follow)
    small(context, indicator, filters, drawing)
    panels.section(say("compare.table"), say("compare.table_note"))
    panels.table(
        context,
        table(found, first, say),
        [fact.id for fact in found.figures],
        "table",
        first.title,
        columns(found, first, say),
    )


def head(
    context: Context,
    specs: Sequence[ChartSpec],
    indicator: Indicator,
    filters: Filters,
    drawing: choice.Drawing,
) -> None:
    """The indicator with its unit and definition, and the ways to take its charts along."""
    say = context.say

    def of_theme() -> Sequence[ChartSpec]:
        request = context.request(
            log=drawing.log, only_comparable=drawing.only_comparable, only_sure=drawing.only_sure
        )
        own = catalogue().of_theme(indicator.theme)
        return specs_of(context.shelf, own, request, filters, drawing.normalisation, drawing.as_of)

    with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
        with st.container(width="stretch", key="head_text"):
            panels.title(specs[0].title, f"{specs[0].subtitle} · {say(f'basis.{indicator.basis}')}")
        with st.container(horizontal=True, width="content", key="head_buttons"):
            if any(spec.drawn for spec in specs):
                panel = panel_menu.Offer(context, indicator, filters, drawing.only_sure)
                export_menu.menu(say, specs, of_theme, audited.teller(context), panel)
            scripted.copy_link(say, address.link(context.keys["compare"]))


def tiles(spec: ChartSpec, say: Language) -> list[tuple[str, str, str, bool]]:
    """How many regions have data, how many may be compared, the highest and the median of those, and how many are to be
    checked, if any."""
    given = [row for row in spec.rows if row.fact]
    absent = [row.name for row in spec.rows if row.grade == MISSING]
    alike = [row.name for row in spec.rows if row.grade == COMPARABLE]
    numbers = spec.statistics
    none, nothing = say("tile.none"), say("tile.nothing_comparable")
    best = max(spec.offers, key=lambda offer: offer.option.comparable, default=None)
    best = best if best and best.option.comparable > 1 else None
    return [
        (
            say("tile.regions"),
            f"{len(given)} / {len(spec.rows)}",
            say("tile.not_given", regions=_some(absent, say)) if absent else say("tile.all_given"),
            False,
        ),
        (
            say("tile.comparable" if spec.normalisation == RAW else "tile.comparable_normalised"),
            str(len(alike)) if len(alike) > 1 else none,
            _some(alike, say) if len(alike) > 1 else best.words if best else nothing,
            len(alike) > 1,
        ),
        (
            say("tile.highest"),
            numbers.highest if numbers else none,
            numbers.highest_region if numbers else nothing,
            numbers is not None,
        ),
        (
            say("tile.median"),
            numbers.median if numbers and numbers.median else none,
            (say("tile.of_figures", count=len(alike)) if numbers.median else say("tile.too_few"))
            if numbers
            else nothing,
            bool(numbers and numbers.median),
        ),
        *([_unsure_tile(spec, say)] if spec.unsure else []),
    ]


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
    full = [spec.agreement, wording.summary(refused, say)]
    if not folded and sum(map(len, full)) <= _STRIP:
        panels.strip(spec.headline, [chosen, *full, spec.remark, *marked], calm=alike)
        return
    short = " · ".join(filter(None, [spec.differences, wording.brief(refused, say)]))
    lines = [chosen, say("compare.differ_in", topics=short) if short else "", remark, *marked]
    told = [*full[0].split("；" if say.code == "zh" else ". "), full[1], *folded]
    panels.strip(spec.headline, lines, calm=alike, more=say("compare.which"), details=told)


def _chosen(found: Compared, say: Language) -> str:
    """That the program chose the normalisation, and what it answers."""
    if not found.auto:
        return ""
    way = wording.normalisation(found.normalisation, say)
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


def main(context: Context, spec: ChartSpec, found: Compared) -> None:
    """The bars, and beside them the evidence of the one that is open."""
    say = context.say
    if not found.figures:
        st.info(say("compare.nothing"), icon=":material/search_off:")
        return
    left, right = st.columns([0.62, 0.38], gap="medium")
    with left, st.container(border=True, key="chart_card"):
        if spec.drawn:
            chart(context, spec)
        else:
            st.info(say("compare.nothing_shown"))
        st.html(key(spec))
    with right:
        opened = shown_fact(found)
        row = next(row for row in found.rows if row.fact and opened in (row.fact, *row.others))
        why = [wording.reason(reason, say) for reason in row.reasons] if row.fact == opened else []
        if row.fact == opened and row.terms:
            why.insert(0, say("compare.divided", terms=wording.terms(opened, row.terms, say)))
        others = [fact for fact in (row.fact, *row.others) if fact] if row.others else []
        panels.evidence_card(
            context,
            opened,
            why,
            found.figures,
            "evidence",
            others,
            row.denominator if row.fact == opened else None,
        )


def chart(context: Context, spec: ChartSpec) -> None:
    """The bar chart; a click opens the bar's fact."""
    figure = charts.bars(spec, context.palette, chosen_fact())
    panels.plot(context, figure, f"bars_{st.session_state.get('_turn', 0)}", spec.alt)


def key(spec: ChartSpec) -> str:
    """What solid, hatched and dotted mean, as HTML under the chart."""
    say = spec.language
    grades, parts = {row.grade for row in spec.rows}, []
    if COMPARABLE in grades:
        solid = "compare.solid_key" if spec.sized else "compare.solid_sizeless_key"
        words = say("compare.alone_key" if spec.alone else solid)
        parts.append(f'<span><i class="solid"></i>{words}</span>')
    if CAUTION in grades:
        parts.append(f'<span><i class="hatched"></i>{say("compare.hatched_key")}</span>')
    if UNSURE in grades:
        parts.append(f'<span><i class="dotted"></i>{say("compare.unsure_key")}</span>')
    if any(row.bound != "exact" for row in spec.drawn):
        parts.append(f"<span>{say('compare.bounds_key')}</span>")
    fixed = [row.name for row in spec.rows if row.fact and row.fact.by_hand]
    adopted = [row.name for row in spec.rows if row.fact and row.fact.adopted]
    if adopted:
        parts.append(f"<span>{escape(say('compare.adopted_key', names=say.list(adopted)))}</span>")
    if any(row.contested for row in spec.drawn):
        parts.append(f"<span>{escape(say('compare.contested_key'))}</span>")
    if fixed:
        parts.append(f"<span>{escape(say('compare.corrected_key', names=say.list(fixed)))}</span>")
    folded = charts.folded_names(spec)
    if folded:
        words = say("compare.folded", regions=say.list(folded), count=len(folded))
        parts.append(f'<span class="folded">{escape(words)}</span>')
    parts.append(say("compare.source_key"))
    return f'<div class="key">{" ".join(parts)}</div>'


def shown_fact(found: Compared) -> Fact:
    """The fact whose evidence shows: the one chosen, if it belongs here, else the first bar's."""
    return next((fact for fact in found.figures if fact.id == chosen_fact()), found.figures[0])


def follow(indicator: str, fact: str) -> None:
    """Go where a click on a small card leads: to its indicator and to the bar's fact."""
    st.session_state["indicator"] = indicator
    open_fact(fact)


def small(context: Context, indicator: Indicator, filters: Filters, drawing: choice.Drawing) -> None:
    """The kin of the indicator and the theme's other indicators as small cards; a click goes to that indicator."""
    shelf, say = context.shelf, context.say
    kin = [other for other in catalogue().family_of(indicator.id) if other != indicator]
    rest = [
        other for other in catalogue().of_theme(indicator.theme) if other != indicator and other not in kin
    ]
    found = entries_of(shelf, [*kin, *rest], filters)
    for others, title, note, name in (
        (kin, "compare.family", "compare.family_note", "family"),
        (rest, "compare.theme_others", "", "theme_others"),
    ):
        asked = [compared(shelf, each, found[each.id], weigh=False, as_of=drawing.as_of) for each in others]
        specs = [context.charts(each)[0] for each in asked]
        specs = sorted((spec for spec in specs if spec.drawn), key=lambda spec: -len(spec.drawn))
        if specs:
            panels.section(say(title), say(note) if note else "")
            scripted.cards(context, specs[:_SMALL], name, on_open=follow)


def table(found: Compared, spec: ChartSpec, say: Language) -> pd.DataFrame:
    """Every figure of the comparison, the drawn ones with their verdict; missing regions are not rows."""
    drawn = {row.fact.id: row for row in found.rows if row.fact}
    facts = found.figures
    rows = [drawn.get(fact.id) for fact in facts]
    value, normalised, high = _numbers(found, spec, say)
    frame = {
        say("column.region"): [say.region(fact.scope) for fact in facts],
        say("column.level"): [choice.level_name(fact.scope, say) for fact in facts],
        value: [fact.value for fact in facts],
        high: [fact.value_high for fact in facts],
        normalised: [row.point.value if row and row.point else None for row in rows],
        say("column.bound"): [say.term("bound", fact.bound) for fact in facts],
        say("column.period"): [
            wording.period(row.point, say) if row and row.point else say.period(fact.period)
            for row, fact in zip(rows, facts, strict=True)
        ],
        say("column.grade"): [
            say(f"grade.{spec.standing(row.grade)}") if row else _undrawn(fact, say)
            for row, fact in zip(rows, facts, strict=True)
        ],
        say("column.confidence"): [wording.percent(fact.confidence) for fact in facts],
        say("column.quote"): [fact.text for fact in facts],
        say("column.subject"): [fact.subject for fact in facts],
        say("column.corrected"): [wording.corrected(fact.corrected, say) for fact in facts],
        say("column.report"): [fact.report for fact in facts],
    }
    made = pd.DataFrame(frame)
    if found.normalisation == RAW:
        made = made.drop(columns=normalised)
    if not any(fact.corrected for fact in facts):
        made = made.drop(columns=say("column.corrected"))
    return made if made[high].notna().any() else made.drop(columns=high)


def _undrawn(fact: Fact, say: Language) -> str:
    """What the table says of a figure that is not drawn, and whether that one is to be checked too."""
    return say("grade.other") if fact.sure else say("grade.other_unsure")


def columns(found: Compared, spec: ChartSpec, say: Language) -> dict[str, object]:
    """Numbers in the table with their thousands separated."""
    value, normalised, high = _numbers(found, spec, say)
    whole = st.column_config.NumberColumn(format="localized")
    return {value: whole, high: whole, normalised: st.column_config.NumberColumn(format="%.2f")}


def _numbers(found: Compared, spec: ChartSpec, say: Language) -> tuple[str, str, str]:
    unit = wording.unit(found.indicator.unit, say)
    return say("column.value", unit=unit), say("column.normalised", unit=spec.unit), say("column.high")


def _some(names: Sequence[str], say: Language) -> str:
    """The first names, and how many there are."""
    if len(names) <= 4:
        return say.list(tuple(names))
    return say.list(tuple(names[:3])) + say("tile.and_more", count=len(names))
