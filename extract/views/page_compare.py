"""比较 Compare: one indicator over regions, which of them may stand on one scale, and the sentence behind each bar."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from extract.catalogue import Indicator, catalogue
from extract.comparability import CAUTION, COMPARABLE, NEVER
from extract.facts import Fact
from extract.normalisation import RAW
from extract.views import charts, choice, panels, wording
from extract.views.address import choose_fact, chosen_fact
from extract.views.comparing import MISSING, REFUSED, Compared, Row, compared, counts_of_members
from extract.views.context import Context
from extract.views.frames import Filters, entries
from extract.views.language import Language

_SMALL = 8  # other indicators of the theme shown as small cards


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    shelf, say = context.shelf, context.say
    with st.sidebar:
        indicator = choice.theme_and_indicator(shelf, say)
        filters = choice.scope(shelf, say).filters
        drawing = choice.drawing(say)
    counts = counts_of_members(shelf)
    found = compared(shelf, indicator, entries(shelf, indicator, filters), drawing.normalisation, counts)
    head(context, found)
    panels.tiles(tiles(found, context))
    notes(context, found)
    main(context, found, drawing)
    apart(context, found)
    small(context, indicator, filters)
    panels.section(say("compare.table"))
    rows = table(found, context)
    panels.table(
        context,
        rows,
        [f.id for f in found.figures],
        "table",
        say.indicator(indicator),
        columns(found, context),
    )


def head(context: Context, found: Compared) -> None:
    """The indicator's name, unit and definition."""
    say, indicator = context.say, found.indicator
    lead = say(
        "compare.lead",
        unit=panels.unit_label(found, say),
        basis=say(f"basis.{indicator.basis}"),
        definition=say.definition(indicator),
    )
    panels.title(say.indicator(indicator), lead)


def tiles(found: Compared, context: Context) -> list[tuple[str, str, str, bool]]:
    """How many regions have data, how many may be compared, and the highest and the median of those."""
    say, scale = context.say, found.scale
    given = [row for row in found.rows if row.fact]
    absent = [say.region(row.region) for row in found.graded(MISSING)]
    alike = [say.region(row.region) for row in found.graded(COMPARABLE)]
    highest, median = (scale.highest, scale.median) if scale else (None, None)
    of = say("tile.of_figures", count=len(alike)) if len(alike) > 1 else say("tile.only_one")
    nothing = say("tile.nothing_comparable")
    return [
        (
            say("tile.regions"),
            f"{len(given)} / {len(found.rows)}",
            say("tile.not_given", regions=_some(absent, say)) if absent else say("tile.all_given"),
            False,
        ),
        (
            say("tile.comparable" if found.normalisation == RAW else "tile.comparable_normalised"),
            str(len(alike)),
            _some(alike, say) if alike else nothing,
            bool(alike),
        ),
        (
            say("tile.highest"),
            say.figure(highest.value, highest.value_high, highest.bound, highest.unit)
            if highest
            else say("tile.none"),
            say.region(highest.region) if highest else nothing,
            highest is not None,
        ),
        (
            say("tile.median"),
            say.figure(median.value, None, median.bound, scale.unit)
            if median and scale
            else say("tile.none"),
            of if median else nothing,
            median is not None,
        ),
    ]


def notes(context: Context, found: Compared) -> None:
    """The strip: in what the figures differ, and which normalisation would make more of them comparable."""
    say = context.say
    if found.comparison is None:
        return
    reasons = [reason for row in found.graded(CAUTION, REFUSED) for reason in row.reasons]
    assumed = wording.summary(found.comparison.assumptions, say) if found.comparison.assumptions else ""
    if reasons:
        panels.strip(say("compare.unalike"), [wording.summary(reasons, say), assumed, say("compare.hatched")])
    elif len(found.graded(COMPARABLE)) > 1:
        panels.strip(say("compare.alike"), [say("compare.alike_text"), assumed], calm=True)
    _offers(context, found)


def _offers(context: Context, found: Compared) -> None:
    """Other normalisations, each with how many figures become comparable, one click away."""
    say = context.say
    now = next(
        (option.comparable for option in found.options if option.normalisation == found.normalisation), 0
    )
    better = [
        o for o in found.options if o.normalisation != found.normalisation and o.comparable > max(now, 1)
    ]
    back = found.normalisation != RAW
    if not better and not back:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="offers"):
        st.html(f'<span class="page-lead">{say("compare.offers")}</span>', width="content")
        shown = sorted(better, key=lambda option: -option.comparable)[:3]
        if back:
            shown += [option for option in found.options if option.normalisation == RAW]
        for option in shown:
            st.button(
                say(
                    "compare.offer",
                    normalisation=wording.normalisation(option.normalisation, say),
                    comparable=option.comparable,
                    total=option.total,
                ),
                key=f"offer_{option.normalisation}",
                on_click=_normalise,
                args=(option.normalisation,),
                type="secondary",
            )


def _normalise(normalisation: str) -> None:
    st.session_state["norm"] = normalisation


def main(context: Context, found: Compared, drawing: choice.Drawing) -> None:
    """The bars, and beside them the evidence of the one that is open."""
    say = context.say
    shown = (
        found.graded(COMPARABLE)
        if drawing.only_comparable
        else found.graded(COMPARABLE, CAUTION, REFUSED, MISSING)
    )
    if not found.comparison:
        st.info(say("compare.nothing"), icon=":material/search_off:")
        return
    left, right = st.columns([0.63, 0.37], gap="medium")
    with left, st.container(border=True, key="chart_card"):
        if shown:
            chart(context, found, shown, drawing)
        else:
            st.info(say("compare.nothing_shown"))
        st.html(key(context, found))
    with right:
        opened = open_fact(context, found)
        if opened:
            why = [
                wording.reason(reason, say)
                for row in found.rows
                if row.fact == opened
                for reason in row.reasons
            ]
            panels.evidence_card(context, opened, why, found.figures, "evidence")
            more(context, found, opened)
        else:
            st.caption(say("compare.pick"))


def chart(context: Context, found: Compared, shown: Sequence[Row], drawing: choice.Drawing) -> None:
    """The bar chart; a click opens the bar's fact."""
    say = context.say
    name = f"bars_{st.session_state.get('_turn', 0)}"
    bars = [_bar(row, context) for row in shown]
    figure = charts.bars(
        bars, say, context.palette, axis=panels.unit_label(found, say), log=drawing.log, chosen=chosen_fact()
    )

    def pick() -> None:
        points = st.session_state[name].selection.points
        if points:
            choose_fact(points[0]["customdata"][0])

    st.plotly_chart(
        figure,
        theme=None,
        key=name,
        config=charts.config(say),
        on_select=pick,
        selection_mode="points",
        alt=alt(context, found, shown),
    )


def alt(context: Context, found: Compared, shown: Sequence[Row]) -> str:
    """The chart in words, for those who cannot see it."""
    say = context.say
    said = [
        say(
            "compare.alt_bar",
            region=say.region(row.region),
            figure=panels.exact(row, say),
            period=panels.period(row, say),
            grade=say(f"grade.{row.grade}"),
        )
        if row.fact
        else say("compare.alt_missing", region=say.region(row.region))
        for row in shown
    ]
    return say(
        "compare.alt",
        indicator=say.indicator(found.indicator),
        unit=panels.unit_label(found, say),
        bars=("；" if say.code == "zh" else "; ").join(said),
    )


def _bar(row: Row, context: Context) -> charts.Bar:
    say = context.say
    name, period = say.region(row.region), panels.period(row, say)
    number = panels.exact(row, say)
    return charts.Bar(
        name=name,
        value=row.point.value if row.point else None,
        high=row.point.value_high if row.point else None,
        label=panels.label(row, say),
        period=period,
        hover=f"{name}  <b>{number}</b>  {period} · {say('compare.click')}",
        grade=row.grade,
        fact=row.fact.id if row.fact else "",
    )


def key(context: Context, found: Compared) -> str:
    """What solid and hatched mean, as HTML under the chart."""
    say = context.say
    parts = [f'<span><i class="solid"></i>{say("compare.solid_key")}</span>']
    if found.graded(CAUTION):
        parts.append(f'<span><i class="hatched"></i>{say("compare.hatched_key")}</span>')
    if any(row.fact and row.fact.bound != "exact" for row in found.rows):
        parts.append(f"<span>{say('compare.bounds_key')}</span>")
    parts.append(say("compare.source_key"))
    return f'<div class="key">{"".join(parts)}</div>'


def open_fact(context: Context, found: Compared) -> Fact | None:
    """The fact whose evidence shows: the one chosen, if it belongs here, else the first bar's."""
    facts = {fact.id: fact for fact in found.figures}
    return facts.get(chosen_fact()) or next(iter(facts.values()), None)


def more(context: Context, found: Compared, opened: Fact) -> None:
    """The other figures that the region's reports give for the indicator, one click away."""
    say = context.say
    row = next(row for row in found.rows if row.fact and opened in (row.fact, *row.others))
    if not row.others or row.fact is None:
        return
    with st.expander(say("compare.more_figures", count=len(row.others)), key="others"):
        for fact in (row.fact, *row.others):
            number = say.figure(fact.value, fact.value_high, fact.bound, fact.unit)
            place = f" · {fact.site}" if fact.site and say.code == "zh" else ""
            st.button(
                f"{number} · {say.period(fact.period)}{place}",
                key=f"other_{fact.id}",
                type="tertiary",
                disabled=fact == opened,
                on_click=panels.open_fact,
                args=(fact.id,),
            )


def apart(context: Context, found: Compared) -> None:
    """Figures of another unit, kind, basis or `per`: each group on a scale of its own."""
    say = context.say
    others = found.graded(NEVER)
    if not others:
        return
    panels.section(say("compare.other_scale"), say("compare.other_scale_note"))
    clicked = panels.cards(context, found.apart(), "apart")
    if clicked:
        panels.open_fact(clicked["fact"])
        st.rerun()


def small(context: Context, indicator: Indicator, filters: Filters) -> None:
    """The kin of the indicator and the theme's other indicators as small cards; a click goes to that indicator."""
    shelf, say = context.shelf, context.say
    counts = counts_of_members(shelf)
    kin = [other for other in catalogue().family_of(indicator.id) if other != indicator]
    rest = [
        other for other in catalogue().of_theme(indicator.theme) if other != indicator and other not in kin
    ]
    for others, title, note, name in (
        (kin, "compare.family", "compare.family_note", "family"),
        (rest, "compare.theme_others", "", "theme_others"),
    ):
        found = [compared(shelf, other, entries(shelf, other, filters), counts=counts) for other in others]
        found = sorted(
            (each for each in found if each.comparison),
            key=lambda each: -len(each.graded(COMPARABLE, CAUTION)),
        )
        if not found:
            continue
        panels.section(say(title), say(note) if note else "")
        clicked = panels.cards(context, found[:_SMALL], name)
        if clicked:
            context.go("compare", clicked["fact"], indicator=clicked["indicator"])


def table(found: Compared, context: Context) -> pd.DataFrame:
    """Every figure of the comparison, the drawn ones with their verdict; missing regions are not rows."""
    say = context.say
    drawn = {row.fact.id: row for row in found.rows if row.fact}
    grades = [drawn.get(fact.id) for fact in found.figures]
    facts = found.figures
    unit = wording.unit(found.indicator.unit, say)
    frame = {
        say("column.region"): [say.region(fact.scope) for fact in facts],
        say("column.level"): [choice.level_name(fact.scope, say) for fact in facts],
        say("column.value", unit=unit): [fact.value for fact in facts],
        say("column.high"): [fact.value_high for fact in facts],
        say("column.bound"): [say(f"bound.{fact.bound}") for fact in facts],
        say("column.period"): [say.period(fact.period) for fact in facts],
        say("column.grade"): [say(f"grade.{row.grade}") if row else say("grade.other") for row in grades],
        say("column.quote"): [fact.text for fact in facts],
        say("column.subject"): [fact.subject for fact in facts],
        say("column.report"): [fact.report for fact in facts],
    }
    if found.normalisation != RAW:
        frame[say("column.normalised", unit=panels.unit_label(found, say))] = [
            row.point.value if row and row.point else None for row in grades
        ]
    made = pd.DataFrame(frame)
    empty = say("column.high")
    return made if made[empty].notna().any() else made.drop(columns=empty)


def columns(found: Compared, context: Context) -> dict[str, object]:
    """Numbers in the table with their thousands separated."""
    say = context.say
    unit = wording.unit(found.indicator.unit, say)
    number = st.column_config.NumberColumn(format="localized")
    return {say("column.value", unit=unit): number, say("column.high"): number}


def _some(names: list[str], say: Language) -> str:
    """The first names, and how many there are."""
    if len(names) <= 4:
        return say.list(names)
    return say.list(names[:3]) + say("tile.and_more", count=len(names))
