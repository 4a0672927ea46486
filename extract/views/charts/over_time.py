"""From an indicator's courses to their `Lines`: which figures, in which words, with which notes; one chart a course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from extract import course as domain
from extract import intervals
from extract.agreement import Reason
from extract.catalogue import Indicator, catalogue
from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.course import Change, Course, Courses, Moment
from extract.facts import Fact
from extract.normalisation import RAW
from extract.table import Source
from extract.views.charts.as_of import AS_REPORTED, AsOf
from extract.views.charts.kinds import Line, Lines, Slope, Step
from extract.views.charts.making import Request, cited, figure_row, reported_filters
from extract.views.charts.notes import of_rows
from extract.views.charts.spec import Row
from extract.views.frames import Filters, Shelf, keep
from extract.views.words import names, reasons, wording
from extract.views.words.language import Language
from extract.views.words.wording import label

_CITED = 12  # reports that are cited one by one under a chart
_LOOKED_AT = 20_000  # figures of a table whose courses are worked out to see which indicators have any


@dataclass(frozen=True, slots=True)
class Span:
    """The years that the reader asks for, both in; None is open."""

    since: int | None = None
    until: int | None = None

    def of(self, found: Course) -> Course | None:
        """The course within the years, None where nothing of it lies there."""
        return domain.within(found, self.since or 0, self.until or 9999)


def of_filters(
    shelf: Shelf,
    indicator: Indicator,
    filters: Filters,
    as_of: AsOf = AS_REPORTED,
    *,
    only_sure: bool = False,
) -> Courses:
    """The courses of one indicator as the filters ask; worked out once."""

    def work() -> Courses:
        asked = keep(shelf, filters) & (shelf.frame["indicator"] == indicator.id)
        facts = [fact for fact in shelf.facts(asked) if fact.sure or not only_sure]
        return domain.courses(facts, indicator, filters.regions or shelf.reported, shelf.year, as_of.holds)

    return shelf.once(("courses", indicator.id, filters, as_of, only_sure), work)


def lines(
    found: Courses,
    request: Request,
    sources: Mapping[str, Source],
    span: Span | None = None,
    as_of: AsOf = AS_REPORTED,
    *,
    index: bool = False,
) -> tuple[Lines, ...]:
    """The charts of an indicator over time, the fullest first; () where nothing of it stands on the calendar. With ``index`` each
    line is drawn in percent of its first figure, so that regions of unlike size or level can be held against one another."""
    within = [own for each in found.courses if (own := (span or Span()).of(each))]
    return tuple(
        _lines(each, found, within[:number] + within[number + 1 :], request, sources, as_of, index=index)
        for number, each in enumerate(within)
    )


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
) -> Lines:
    say = request.language
    told = names.told_apart([line.region for line in found.lines], say)
    drawn = tuple(_line(line, told[line.region], say, index=index) for line in found.lines)
    rows = tuple(step.row for line in drawn for step in line.steps)
    unsure = sum(row.grade == UNSURE for row in rows)
    unit = label("lines.index", say) if index else _unit(found, say)
    held = [reason for moment in found.moments if moment.grade == CAUTION for reason in moment.reasons]
    breaks = [reason for moment in found.moments for reason in moment.apart]
    spec = Lines(
        indicator=found.indicator.id,
        title=title(found, say),
        subtitle=_subtitle(unit, found, say),
        unit=unit,
        base_unit=found.unit,
        language=say,
        normalisation=RAW,
        log=False,
        rows=rows,
        unsure=unsure,
        verdict=label("lines.unsure", say, count=unsure) if unsure else "",
        headline=_headline(found, say),
        agreement=_differences(found, held, say, index=index),
        differences=reasons.brief(held, say),
        statistics=None,
        offers=(),
        legend=_legend(found, rows, say),
        notes=(),
        sources=_sources(drawn, rows, sources, request),
        filters=reported_filters([line.region for line in found.lines], request, as_of),
        made=request.made,
        sized=any(moment.point.sized for moment in found.moments),
        lines=drawn,
        basis=found.basis,
        index=index,
        key=found.key,
        slopes=tuple(_slope(each, told[each.region], found, say) for each in domain.changes(found)),
    )
    return replace(spec, notes=_notes(spec, breaks, whole, elsewhere, say))


def _line(line: domain.Line, name: str, say: Language, *, index: bool) -> Line:
    base = line.moments[0].point.value
    steps = []
    for number, moment in enumerate(line.moments):
        row = figure_row(moment.point, moment.grade, moment.reasons, moment.fact, moment.others, say)
        row = replace(row, name=name)
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
    found = cited(rows, sources, request)
    if len(found) <= _CITED:
        return found
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
        replace(figure_row(each.point, each.grade, each.reasons, each.fact, each.others, say), name=name)
        for each in (change.first, change.last)
    )
    told = tuple(reasons.reason(reason, say) for reason in change.reasons)
    if change.difference is None:
        return Slope(name, first, last, "", "", told)
    about = "≈ " if change.bound == "approx" else ""
    sign = "+" if change.difference > 0 else "−" if change.difference < 0 else "±"
    size = say.figure(abs(change.difference), None, "exact", "")
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


def _subtitle(unit: str, found: Course, say: Language) -> str:
    definition = say.definition(found.indicator)
    parts = [label("chart.unit", say, unit=unit)] if unit else []
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
    ):
        told += [label(f"lines.{key}", say, count=count) + end] if count else []
    dated = tuple(replace(row, name=say.bracketed(row.name, row.period)) for row in spec.rows)
    return (*of_rows(replace(spec, rows=dated)), *told)


def of_region(facts: Sequence[Fact], request: Request, shelf: Shelf) -> tuple[Lines, ...]:
    """The lines that one region's figures make, in the catalogue's order; only those of two figures or more."""
    by_indicator: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_indicator[fact.indicator or ""].append(fact)
    found = [
        domain.courses(by_indicator[indicator.id], indicator, (), shelf.year)
        for indicator in catalogue().indicators.values()
        if indicator.id in by_indicator
    ]
    made = [spec for each in found for spec in lines(each, request, shelf.sources)]
    return tuple(spec for spec in made if len(spec.steps) > 1)


@dataclass(frozen=True, slots=True)
class _Lined:
    """A region's line of two figures or more: how many it has, and whether two of them are sure."""

    region: str
    figures: int
    sure: bool


_Ways = Mapping[str, Sequence[Sequence[_Lined]]]  # of an indicator's courses, by its id


def with_lines(shelf: Shelf, filters: Filters) -> tuple[Indicator, ...]:
    """The indicators of which some region has figures of two times or more, those of most regions first, where
    their figures are sure. In a table of very many figures those that a region's reports of several years give: whether they
    are alike is not looked at. The lines are found once, whichever regions are asked for: they know nothing of one another."""
    anywhere = replace(filters, regions=())
    work = _by_year if int(keep(shelf, anywhere).sum()) > _LOOKED_AT else _by_course
    found = shelf.once(("lined", anywhere), lambda: work(shelf, anywhere))
    return shelf.once(("with_lines", filters), lambda: _ranked(found, frozenset(filters.regions)))


def _ranked(found: _Ways, regions: Set[str]) -> tuple[Indicator, ...]:
    weights: list[tuple[int, int, int, str]] = []
    for id, courses in found.items():
        shown = [[line for line in own if not regions or line.region in regions] for own in courses]
        fullest = max(shown, key=len, default=[])
        if fullest:
            sure, figures = sum(line.sure for line in fullest), sum(line.figures for line in fullest)
            weights.append((-sure, -len(fullest), -figures, id))
    return tuple(catalogue().indicators[id] for *_, id in sorted(weights))


def _by_year(shelf: Shelf, filters: Filters) -> _Ways:
    known = list(catalogue().indicators)
    asked = keep(shelf, filters) & shelf.frame["indicator"].isin(known)
    own = shelf.frame.loc[asked, ["indicator", "scope", "year"]]
    found: dict[str, list[_Lined]] = defaultdict(list)
    years = own.groupby(["indicator", "scope"], observed=True)["year"].nunique().reset_index()
    for indicator, region, count in years.itertuples(index=False):
        if count > 1:
            found[str(indicator)].append(_Lined(str(region), count, sure=True))
    return {id: [lines_of] for id, lines_of in found.items()}


def _by_course(shelf: Shelf, filters: Filters) -> _Ways:
    known = catalogue().indicators
    by_indicator: dict[str, list[Fact]] = defaultdict(list)
    for fact in shelf.facts(keep(shelf, filters) & shelf.frame["indicator"].isin(list(known))):
        by_indicator[fact.indicator or ""].append(fact)
    return {
        id: [
            [
                _Lined(line.region, len(line.moments), sum(each.point.sure for each in line.moments) > 1)
                for line in course.lines
                if len(line.moments) > 1
            ]
            for course in domain.courses(facts, known[id], (), shelf.year).courses
        ]
        for id, facts in by_indicator.items()
    }
