"""From an indicator's courses to their `Lines`: which figures, in which words, with which notes; one chart a course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract import course as domain
from extract import intervals
from extract.agreement import Reason
from extract.catalogue import catalogue
from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.course import Change, Course, Courses, Moment
from extract.facts import Fact
from extract.normalisation import RAW
from extract.points import SO_FAR
from extract.table import Source
from extract.views.charts.as_of import AS_REPORTED, AsOf
from extract.views.charts.kinds import Line, Lines, Slope, Step
from extract.views.charts.making import Request, cited, figure_row, reported_filters
from extract.views.charts.notes import noted, of_rows
from extract.views.charts.per_head import way
from extract.views.charts.spec import Row
from extract.views.frames import Shelf
from extract.views.words import names, reasons, wording
from extract.views.words.language import Language
from extract.views.words.wording import label

_CITED = 12  # reports that are cited one by one under a chart


Held = dict[tuple[str, str, str], tuple[Line, Slope | None]]
"""Lines in words by their course, region and name."""


@dataclass(frozen=True, slots=True)
class Span:
    """The years that the reader asks for, both in; None is open."""

    since: int | None = None
    until: int | None = None

    def of(self, found: Course) -> Course | None:
        """The course within the years, None where nothing of it lies there."""
        return domain.within(found, self.since or 0, self.until or 9999)


def lines(
    found: Courses,
    request: Request,
    sources: Mapping[str, Source],
    span: Span | None = None,
    as_of: AsOf = AS_REPORTED,
    *,
    index: bool = False,
    heads: bool = False,
    held: Held | None = None,
) -> tuple[Lines, ...]:
    """The charts of an indicator over time, the fullest first; () where nothing of it stands on the calendar. With ``index`` each
    line is drawn in percent of its first figure, so that regions of unlike size or level can be held against one another;
    ``heads`` says that the courses are per 10,000 residents, which every chart then tells. What was ``held`` of lines that were
    drawn before with other regions, all else alike, is not made again."""
    within = [own for each in found.courses if (own := (span or Span()).of(each))]
    request = replace(request, filters=(*request.filters, *_years(found, within, request.language)))
    return tuple(
        _lines(
            each,
            found,
            within[:number] + within[number + 1 :],
            request,
            sources,
            as_of,
            index=index,
            normalisation=way(each.indicator) if heads else RAW,
            held={} if held is None else held,
        )
        for number, each in enumerate(within)
    )


def _years(found: Courses, within: Sequence[Course], say: Language) -> list[tuple[str, str]]:
    """From which year to which the lines were asked for, as a filter; none where they have all years."""
    kept = [moment.end.year for course in within for moment in course.moments]
    if not kept or len(kept) == sum(len(course.moments) for course in found.courses):
        return []
    return [(label("filter.years", say), intervals.words(f"{min(kept)}/{max(kept)}", say.code))]


def title(found: Course, say: Language) -> str:
    """The indicator, and what is counted of it where that is not all."""
    name = say.indicator(found.indicator)
    return label("lines.of", say, title=name, matter=found.matter) if found.matter else name


def _lines(
    found: Course,
    whole: Courses,
    elsewhere: Sequence[Course],
    request: Request,
    sources: Mapping[str, Source],
    as_of: AsOf,
    *,
    index: bool,
    normalisation: str,
    held: Held,
) -> Lines:
    say, rescaled = request.language, normalisation != RAW
    words = wording.normalisation(normalisation, say, opens=False)
    told = names.told_apart([line.region for line in found.lines], say)
    key = found.key
    both = tuple(
        _held(line, (key, line.region, told[line.region]), found, say, held, index=index)
        for line in found.lines
    )
    drawn = tuple(line for line, _ in both)
    rows = tuple(step.row for line in drawn for step in line.steps)
    unsure = sum(row.grade == UNSURE for row in rows)
    unit = label("lines.index", say) if index else _unit(found, say)
    doubts = [reason for moment in found.moments if moment.grade == CAUTION for reason in moment.reasons]
    breaks = [each for moment in found.moments for each in moment.apart if each.code != SO_FAR]
    spec = Lines(
        indicator=found.indicator.id,
        title=label("chart.title_normalised", say, title=title(found, say), normalisation=words)
        if rescaled
        else title(found, say),
        subtitle=_subtitle(unit, found, say, census=rescaled),
        unit=unit,
        base_unit=found.unit,
        language=say,
        normalisation=normalisation,
        log=False,
        rows=rows,
        unsure=unsure,
        verdict=label("lines.unsure", say, count=unsure) if unsure else "",
        headline=_headline(found, say),
        agreement=say.sentence(_differences(found, doubts, say, index=index)),
        differences=reasons.brief(doubts, say),
        statistics=None,
        offers=(),
        legend=_legend(found, rows, say),
        notes=(),
        sources=_sources(drawn, rows, sources, request),
        filters=(
            *reported_filters([line.region for line in found.lines], request, as_of),
            *([(label("filter.normalisation", say), words)] if rescaled else []),
        ),
        made=request.made,
        sized=any(moment.point.sized for moment in found.moments),
        lines=drawn,
        basis=found.basis,
        index=index,
        key=key,
        slopes=tuple(slope for _, slope in both if slope),
    )
    return replace(spec, notes=_notes(spec, breaks, whole, elsewhere, say))


def _held(
    line: domain.Line, key: tuple[str, str, str], found: Course, say: Language, held: Held, *, index: bool
) -> tuple[Line, Slope | None]:
    """A line in words, and what came of it from its first moment to its last."""
    if key not in held:
        *_, name = key
        first, last = line.moments[0], line.moments[-1]
        slope = _slope(domain.change(line, first, last), name, found, say) if first is not last else None
        held[key] = (_line(line, name, say, index=index), slope)
    return held[key]


def _line(line: domain.Line, name: str, say: Language, *, index: bool) -> Line:
    base = line.moments[0].point.value
    steps = []
    for number, moment in enumerate(line.moments):
        row = figure_row(moment.point, moment.grade, moment.reasons, moment.fact, moment.others, say, name)
        if index:
            row = _as_index(row, moment, base)
        steps.append(
            Step(
                row,
                moment.start,
                moment.end,
                joined=number > 0 and not moment.apart,
                apart=tuple(reasons.reason(reason, say) for reason in moment.apart),
            )
        )
    return Line(line.region, name, tuple(steps))


def _sources(
    drawn: Sequence[Line], rows: Sequence[Row], sources: Mapping[str, Source], request: Request
) -> tuple[str, ...]:
    """The reports, each cited; of very many how many there are of each region and on which years: the table names each."""
    if len({row.fact.report for row in rows if row.fact} & sources.keys()) <= _CITED:
        return cited(rows, sources, request)
    say, told = request.language, []
    for line in drawn:
        reports = {step.row.fact.report for step in line.steps if step.row.fact}
        years = sorted({year for name in reports if name in sources and (year := sources[name].year)})
        span = (
            intervals.words(str(years[0]) if len(years) == 1 else f"{years[0]}/{years[-1]}", say.code)
            if years
            else ""
        )
        told.append(label("lines.source", say, region=line.name, count=len(reports), years=span))
    return tuple(told)


def _as_index(row: Row, moment: Moment, base: float) -> Row:
    """The row in percent of its line's first figure; a line that begins at zero has no index."""
    value = moment.point.value / base * 100 if base > 0 else None
    told = f"{value:.1f}" if value is not None else "—"
    return replace(row, value=value, value_high=None, figure=told, exact=f"{told} ({row.exact})")


def _slope(change: Change, name: str, found: Course, say: Language) -> Slope:
    first, last = (
        figure_row(each.point, each.grade, each.reasons, each.fact, each.others, say, name)
        for each in (change.first, change.last)
    )
    told = tuple(reasons.reason(reason, say) for reason in change.reasons)
    if change.difference is None:
        return Slope(name, first, last, "", "", told)
    about = "≈ " if change.bound == "approx" else ""
    sign = "+" if change.difference > 0 else "−" if change.difference < 0 else "±"
    size = say.exact(abs(change.difference))
    if found.unit == "%":  # of shares the difference is in points
        size += ("" if say.code == "zh" else " ") + wording.unit("百分点", say)
    percent = "" if change.percent is None else f"{about}{_signed(change.percent)}%"
    return Slope(name, first, last, f"{about}{sign}{size}", percent, told)


def _signed(value: float) -> str:
    """A percentage with its sign and a decimal: +5.1, −0.3, 0.0."""
    return f"{value:+.1f}".replace("-", "−") if abs(value) >= 0.05 else "0.0"


def _unit(found: Course, say: Language) -> str:
    own, per = wording.unit(found.unit, say), wording.measure(found.per, say)
    return label("chart.unit_per", say, unit=own, per=per) if per else own


def _subtitle(unit: str, found: Course, say: Language, *, census: bool) -> str:
    definition = say.definition(found.indicator)
    parts = [label("chart.unit", say, unit=unit)] if unit else []
    parts += [label("chart.census", say)] if census else []
    parts += [wording.length(found.days, say)] if found.days and found.days != 365 else []
    return " · ".join([*parts, *([label("chart.definition", say, text=definition)] if definition else [])])


def _headline(found: Course, say: Language) -> str:
    """How many regions there are, a single one by its name, and how many figures."""
    first, *more = found.lines
    regions = label("lines.regions", say, count=len(found.lines)) if more else say.region(first.region)
    return label("lines.headline", say, regions=regions, figures=len(found.moments))


def _differences(found: Course, held: Sequence[Reason], say: Language, *, index: bool) -> str:
    """What keeps figures from being held against one another: levels of regions, and what is doubtful in some."""
    parts = [label("lines.levels", say)] if len(found.levels) > 1 and not index else []
    parts += [reasons.summary(held, say)] if held else []
    return ("；" if say.code == "zh" else ". ").join(parts)


def _legend(found: Course, rows: Sequence[Row], say: Language) -> tuple[tuple[str, str], ...]:
    grades = {row.grade for row in rows}
    told: list[tuple[str, str]] = [(COMPARABLE, label(f"lines.{found.basis}", say))]
    told += [(CAUTION, label("lines.caution", say))] if CAUTION in grades else []
    told += [(UNSURE, label("lines.unsure_key", say))] if UNSURE in grades else []
    return tuple(told)


def _notes(
    spec: Lines, breaks: Sequence[Reason], whole: Courses, elsewhere: Sequence[Course], say: Language
) -> tuple[str, ...]:
    end = "。" if say.code == "zh" else "."
    told = [reasons.summary(breaks, say) + end] if breaks else []
    apart = sum(len(each.moments) for each in elsewhere)
    for key, count in (
        ("elsewhere", apart),
        ("undated", len(whole.undated)),
        ("narrower", len(whole.narrower)),
        ("refused", len(whole.refused)),
    ):
        told += [label(f"lines.{key}", say, count=count) + end] if count else []
    dated = tuple(replace(row, name=say.bracketed(row.name, row.period)) for row in spec.rows if noted(row))
    return (*of_rows(replace(spec, rows=dated)), *told)


def of_region(facts: Sequence[Fact], request: Request, shelf: Shelf) -> tuple[Lines, ...]:
    """The lines that one region's figures make, in the catalogue's order; only those of two figures or more."""
    by_indicator: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_indicator[fact.indicator or ""].append(fact)
    found = [
        domain.courses(by_indicator[indicator.id], indicator, (), shelf.year, published_of=shelf.published)
        for indicator in catalogue().indicators.values()
        if indicator.id in by_indicator
    ]
    made = [spec for each in found for spec in lines(each, request, shelf.sources)]
    return tuple(spec for spec in made if len(spec.steps) > 1)
