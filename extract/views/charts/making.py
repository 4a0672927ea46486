"""From a comparison to its ChartSpecs: which bars, in which words, with which notes; one chart for each scale.

What is compared and how sure it is has been decided before; here it is put into the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract import intervals
from extract.comparability import CAUTION, COMPARABLE, UNSURE, Graded, Point, Reason, Scale, compare
from extract.facts import Fact
from extract.normalisation import RAW, RESIDENTS, URBAN
from extract.table import Source
from extract.views.charts import as_of, heads
from extract.views.charts.comparing import MISSING, REFUSED, Compared
from extract.views.charts.comparing import Row as Compare
from extract.views.charts.notes import notes
from extract.views.charts.spec import ChartSpec, Offer, Row, Statistics
from extract.views.words import names, reasons, wording
from extract.views.words.citing import gb
from extract.views.words.language import Language
from extract.views.words.wording import label

_RIVALS = 2  # further figures with the same right, named on the bar


@dataclass(frozen=True, slots=True)
class Request:
    """How the reader wants a comparison drawn: language, scale, what is left out, what else was filtered (as label and value), and the day
    on which the chart is made."""

    language: Language
    made: date
    log: bool = False
    only_comparable: bool = False
    only_sure: bool = False
    filters: tuple[tuple[str, str], ...] = ()


def charts(compared: Compared, request: Request, sources: Mapping[str, Source]) -> tuple[ChartSpec, ...]:
    """The charts of one indicator, one for each scale that its figures need, the fullest first; at least one.

    What has no bar (a region whose report gives nothing, a figure that cannot be normalised) stands in the first.
    """
    scales = compared.comparison.scales if compared.comparison else ()
    if not scales:
        return (_chart(None, compared, request, sources, compared.graded(REFUSED, MISSING)),)
    return tuple(
        _chart(scale, compared, request, sources, () if number else compared.graded(REFUSED, MISSING))
        for number, scale in enumerate(scales)
    )


def _chart(
    scale: Scale | None,
    compared: Compared,
    request: Request,
    sources: Mapping[str, Source],
    barless: Sequence[Compare],
) -> ChartSpec:
    say = request.language
    graded = {g.point.id: g for g in scale.graded} if scale else {}
    own = [(row, graded[row.point.id]) for row in compared.rows if row.point and row.point.id in graded]
    sure = [(row, verdict) for row, verdict in own if verdict.grade != UNSURE]
    unsure = len(own) - len(sure)
    offered, left_out = (sure, unsure) if request.only_sure else (own, 0)
    shown = [
        (row, verdict)
        for row, verdict in offered
        if verdict.grade == COMPARABLE or not request.only_comparable
    ]
    rows = (*(_bar(row, verdict, say) for row, verdict in shown), *(_words(row, say) for row in barless))
    apart_names = names.told_apart([row.region for row in compared.rows], say)
    rows = tuple(replace(row, name=apart_names[row.region]) for row in rows)
    caution = [reason for _, verdict in offered if verdict.grade != COMPARABLE for reason in verdict.reasons]
    refused = [reason for row in barless if row.grade == REFUSED for reason in row.reasons]
    comparable = len(scale.comparable) if scale else 0
    total = len(own) + sum(row.grade == REFUSED for row in barless)
    sized = any(row.point.sized for row, _ in own if row.point)
    spans = scale is not None and _of_unlike_length(scale.comparable)
    spec = ChartSpec(
        indicator=compared.indicator.id,
        title=heads.title(scale, compared, say),
        subtitle=heads.subtitle(
            heads.unit(scale, compared, say),
            say.definition(compared.indicator),
            say,
            census=_per_head(compared.normalisation),
        ),
        unit=heads.unit(scale, compared, say),
        base_unit=scale.unit if scale else compared.indicator.unit,
        language=say,
        normalisation=compared.normalisation,
        log=request.log,
        rows=rows,
        unsure=unsure,
        verdict=heads.verdict(comparable, total, unsure, say),
        headline=heads.headline(
            comparable,
            len(offered),
            total,
            len(offered) - len(sure),
            left_out,
            say,
            sized=sized,
            spans=spans,
        ),
        sized=sized,
        spans=spans,
        agreement=say.sentence(reasons.summary(caution, say)),
        differences=reasons.brief(caution, say),
        statistics=_statistics(scale, compared.normalisation != RAW, say),
        offers=tuple(
            Offer(option, heads.offer(option, say), wording.question(option.normalisation, say))
            for option in compared.options
        ),
        legend=(),
        notes=(),
        sources=cited(rows, sources, request),
        filters=_filters(compared, request),
        made=request.made,
    )
    assumed = compare(verdict.point for _, verdict in own).assumptions
    apart = [
        other for other in (compared.comparison.scales if compared.comparison else ()) if other is not scale
    ]
    elsewhere = [each.point.region for other in apart for each in other.graded]
    spec = replace(
        spec,
        legend=_legend(spec),
        remark=reasons.summary(assumed, say),
        off_scale=tuple(apart_names[name] for name in elsewhere) if scale is compared.scale else (),
    )
    return replace(spec, notes=notes(spec, assumed, refused, apart, len(offered) - len(shown), left_out))


def _of_unlike_length(group: Sequence[Point]) -> bool:
    """Whether comparable figures are of periods of unlike length: 5年来 beside 2012年以来, each put per year."""
    return len({each.timing.days for each in group if each.basis == "flow" and each.measured_days == 0}) > 1


def _per_head(normalisation: str) -> bool:
    """Whether the census's residents stand under the figures."""
    return not {RESIDENTS, URBAN}.isdisjoint(normalisation.split("_"))


def _bar(row: Compare, verdict: Graded, say: Language) -> Row:
    if row.fact is None:
        raise ValueError(f"{row.region}: a verdict without a figure")
    drawn = figure_row(verdict.point, verdict.grade, verdict.reasons, row.fact, row.others, say)
    terms = wording.terms(row.fact, row.terms, say)
    return replace(
        drawn, region=row.region, name=say.region(row.region), terms=terms, denominator=row.denominator
    )


def figure_row(
    point: Point,
    grade: str,
    why: Sequence[Reason],
    fact: Fact,
    others: Sequence[Fact],
    say: Language,
    name: str = "",
) -> Row:
    """A figure in words, as a bar or a step of a line has it; ``name`` is its region's where others of that name stand beside it."""
    divided = point.per != fact.per or point.unit != fact.unit
    rivals = [_figure(value, None, "exact", point.unit, divided, say) for value in point.rivals[:_RIVALS]]
    more = ["…"] if len(point.rivals) > _RIVALS else []
    figure = _figure(point.value, point.value_high, point.bound, point.unit, divided, say)
    return Row(
        region=point.region,
        name=name or say.region(point.region),
        level=wording.level(point.level, say),
        grade=grade,
        value=point.value,
        value_high=point.value_high,
        bound=point.bound,
        figure=" / ".join([figure, *rivals, *more]),
        exact=say.figure(point.value, point.value_high, point.bound, point.unit, exact=True),
        period=wording.period(point, say),
        reasons=tuple(reasons.reason(reason, say) for reason in why),
        fact=fact,
        others=tuple(others),
        confidence=point.confidence,
        mark=label("grade.unsure", say) if grade == UNSURE else "",
        contested=bool(point.rivals),
    )


def _words(row: Compare, say: Language) -> Row:
    """A row with words in place of a bar."""
    words = label("chart.refused" if row.grade == REFUSED else "chart.missing", say)
    return Row(
        region=row.region,
        name=say.region(row.region),
        level="",
        grade=row.grade,
        value=None,
        value_high=None,
        bound="exact",
        figure=words,
        exact=words,
        period=intervals.words(row.fact.period, say.code) if row.fact else "",
        reasons=tuple(reasons.reason(reason, say) for reason in row.reasons),
        fact=row.fact,
        others=row.others,
        confidence=row.fact.confidence if row.fact else 1.0,
    )


def _figure(value: float, high: float | None, bound: str, unit: str, divided: bool, say: Language) -> str:
    """A figure as a label. Of what was ``divided`` no more digits than a reader can use: 45000 ÷ 49000 is 0.92, not 0.9184."""
    if divided:
        value, high = _useful(value), None if high is None else _useful(high)
    return say.figure(value, high, bound, unit)


def _useful(value: float) -> float:
    """A quotient without the digits that its terms do not carry: whole from a hundred on, else two decimals, below one two
    digits.

    >>> [_useful(value) for value in (1185.779, 447.274, 15.954, 0.9184, 0.0366, 0.0)]
    [1186.0, 447.0, 15.95, 0.92, 0.037, 0.0]
    """
    size = abs(value)
    if size >= 1:
        return float(round(value, 0 if size >= 100 else 2))
    return float(f"{value:.2g}")


def _statistics(scale: Scale | None, divided: bool, say: Language) -> Statistics | None:
    """Only of two figures or more: one alone has no highest."""
    if scale is None or len(scale.comparable) < 2:
        return None
    top, median, total = scale.highest, scale.median, scale.total
    return Statistics(
        highest=" / ".join(
            _figure(p.value, p.value_high, p.bound, scale.unit, divided, say) for p in top[:_RIVALS]
        ),
        highest_region=say.list([say.region(p.region) for p in top]),
        median=_figure(median.value, None, median.bound, scale.unit, divided, say) if median else "",
        total=say.figure(total.value, None, total.bound, scale.unit) if total else "",
        ranked=len(scale.ranking),
        apart=say.list([say.region(p.region) for p in scale.comparable if p not in scale.ranking]),
    )


def _legend(spec: ChartSpec) -> tuple[tuple[str, str], ...]:
    """What solid, hatched and dotted mean; a chart of solid bars only needs no key, but where there is one bar."""
    grades = {row.grade for row in spec.rows}
    if not grades & {CAUTION, UNSURE} and not spec.alone:
        return ()
    said = [grade for grade in (COMPARABLE, CAUTION, UNSURE) if grade in grades]
    names = {COMPARABLE: "alone" if spec.alone else spec.solid}
    return tuple((grade, label(f"legend.{names.get(grade, grade)}", spec.language)) for grade in said)


def cited(rows: Sequence[Row], sources: Mapping[str, Source], request: Request) -> tuple[str, ...]:
    """The reports of the figures, each cited and with the year that it tells about."""
    say, lines = request.language, {}
    for row in rows:
        if row.fact is not None and row.fact.report in sources:
            source = sources[row.fact.report]
            key = (
                "_corrected" if source.year_from == "corrected" else "_assumed" if source.year_assumed else ""
            )
            year = label(f"source.year{key}", say, year=source.year) if source.year else ""
            citation = gb(source, say, request.made).rstrip(".")
            lines[source.name] = label(
                "source.line", say, region=say.region(source.region), citation=citation, year=year
            )
    return tuple(lines.values())


def _filters(compared: Compared, request: Request) -> tuple[tuple[str, str], ...]:
    say = request.language
    return (
        *reported_filters([row.region for row in compared.rows], request, compared.as_of),
        (label("filter.normalisation", say), wording.normalisation(compared.normalisation, say)),
        (label("filter.scale", say), label("filter.log" if request.log else "filter.linear", say)),
    )


def reported_filters(
    regions: Sequence[str], request: Request, reckoned: as_of.AsOf = as_of.AS_REPORTED
) -> tuple[tuple[str, str], ...]:
    """What was asked for, but for how the figures were rescaled and drawn, as label and value."""
    say = request.language
    return (
        (label("filter.regions", say), say.list([say.region(region) for region in regions])),
        *request.filters,
        *as_of.filters(reckoned, say),
        *([(label("filter.unsure", say), label("filter.left_out", say))] if request.only_sure else []),
    )
