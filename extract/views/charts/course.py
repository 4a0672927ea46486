"""The course over time: one region's figures for one indicator on a calendar, states as points, periods as spans.

Only what may stand on one axis is drawn together: the same unit, kind and `per`, the same thing counted, of the whole region,
and of what was done only spans of one length: a sum over five years does not fall to the figure of one year. A span is never
cut into years and a point never joined to a span.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import plotly.graph_objects as go

from extract import intervals
from extract.catalogue import Indicator, catalogue
from extract.facts import Fact
from extract.matter import counted
from extract.table import Source
from extract.views.charts import drawing
from extract.views.palette import Palette
from extract.views.words.language import Language


@dataclass(frozen=True, slots=True)
class Moment:
    """A figure on the calendar: a state has ``start`` None, a period both of its days."""

    fact: Fact
    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator's figures in the order of time; at least two, and not all of one time. ``subject`` is what they count where
    that is not all that the indicator counts, ``key`` tells the course from the indicator's others."""

    indicator: Indicator
    moments: tuple[Moment, ...]
    subject: str
    key: str


def courses(facts: Sequence[Fact], sources: Mapping[str, Source]) -> tuple[Course, ...]:
    """The courses that one region's figures allow, in the catalogue's order."""
    found: dict[tuple[str, ...], list[Moment]] = {}
    for fact in facts:
        indicator = catalogue().indicators.get(fact.indicator or "")
        source = sources.get(fact.report)
        moment = _moment(fact, indicator, source.year if source else None) if indicator else None
        if moment and not fact.site:
            found.setdefault(_alike(moment), []).append(moment)
    order = list(catalogue().indicators)
    return tuple(
        _course(key, tuple(sorted(moments, key=lambda m: (m.end, m.fact.id))))
        for key, moments in sorted(found.items(), key=lambda item: order.index(item[0][0]))
        if len({(moment.start, moment.end) for moment in moments}) > 1
    )


def _alike(moment: Moment) -> tuple[str, ...]:
    """What figures of one course have in common: the indicator first, then what is counted."""
    fact = moment.fact
    years = str(moment.end.year - moment.start.year + 1) if moment.start else ""
    return fact.indicator or "", counted(fact), years, fact.unit, fact.kind, fact.per


def _course(key: tuple[str, ...], moments: tuple[Moment, ...]) -> Course:
    last = moments[-1].fact
    return Course(
        catalogue().indicators[key[0]],
        moments,
        (last.matter or last.subject) if key[1] else "",
        "_".join(key),
    )


def _moment(fact: Fact, indicator: Indicator, year: int | None) -> Moment | None:
    """Where a figure stands on the calendar; None when its report does not let one say."""
    interval = intervals.parse(fact.period, year)
    if indicator.basis == "stock":
        end = interval.end or (date(year, 12, 31) if year and not fact.period else None)
        return Moment(fact, None, end) if end else None
    if interval.start is None or interval.end is None:
        return None
    return Moment(fact, interval.start, interval.end)


def draw(course: Course, say: Language, palette: Palette, chosen: str) -> go.Figure:
    """Years across, values up; every point and every span's end carries its fact."""
    figure = go.Figure()
    colour = palette.comparable if course.indicator.basis == "stock" else palette.series[1]
    for moment in course.moments:
        fact = moment.fact
        days = [moment.end] if moment.start is None else [moment.start, moment.end]
        label = say.figure(fact.value, fact.value_high, fact.bound, fact.unit)
        unsure = "" if fact.sure else f"  {escape(say('grade.unsure'))}"
        hover = f"<b>{say.figure(fact.value, fact.value_high, fact.bound, fact.unit, exact=True)}</b>  {escape(say.period(fact.period))}{unsure}"
        figure.add_scatter(
            x=days,
            y=[fact.value] * len(days),
            mode="markers+text" if len(days) == 1 else "lines+markers+text",
            line={"width": 5 if fact.sure else 2, "color": colour, "dash": "solid" if fact.sure else "dot"},
            marker={
                "size": 12 if fact.id == chosen else 9,
                "color": colour if fact.sure else palette.ground,
                "line": {"width": 0 if fact.sure else 2, "color": colour},
            },
            text=[*[""] * (len(days) - 1), label],
            textposition="top center" if len(days) == 1 else "top left",
            textfont={"size": 12.5, "color": palette.ink},
            customdata=[[fact.id, hover]] * len(days),
            hovertemplate="%{customdata[1]}<extra></extra>",
            cliponaxis=False,
        )
    top = max(moment.fact.value for moment in course.moments)
    ticks = drawing.ticks(top, wanted=3)
    figure.update_layout(
        template=drawing.template(palette),
        height=230,
        margin={"l": 8, "r": 24, "t": 26, "b": 30},
        xaxis={
            "type": "date",
            "tickformat": "%Y",
            "dtick": "M12" if _short(course) else None,
            "fixedrange": True,
        },
        yaxis={
            "range": [0, max(ticks[-1], top) * 1.12 or 1],
            "tickvals": ticks,
            "ticktext": [say.short(tick) for tick in ticks],
            "showgrid": True,
            "gridcolor": palette.grid,
            "fixedrange": True,
        },
        dragmode=False,
        clickmode="event+select",
    )
    return figure


def alt(course: Course, say: Language) -> str:
    """The chart for those who cannot see it."""
    said = [
        f"{say.period(m.fact.period)} {say.figure(m.fact.value, m.fact.value_high, m.fact.bound, m.fact.unit)}"
        + ("" if m.fact.sure else _bracketed(say("grade.unsure"), say))
        for m in course.moments
    ]
    return f"{title(course, say)}: {say.list(said)}"


def title(course: Course, say: Language) -> str:
    """The indicator, and what is counted of it where that is not all."""
    name = say.indicator(course.indicator)
    return f"{name} · {course.subject}" if course.subject else name


def _bracketed(text: str, say: Language) -> str:
    return f"（{text}）" if say.code == "zh" else f" ({text})"


def _short(course: Course) -> bool:
    """Whether the calendar is so short that every year has room."""
    first = min(moment.start or moment.end for moment in course.moments)
    return max(moment.end for moment in course.moments).year - first.year <= 8
