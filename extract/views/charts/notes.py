"""The notes under a chart: what a reader of the file must know who never saw the page."""

from __future__ import annotations

from collections.abc import Sequence

from extract.comparability import UNSURE, Reason, Scale
from extract.ratios import SHARE
from extract.views.charts.scaling import is_log
from extract.views.charts.spec import ChartSpec, Row
from extract.views.words import reasons, wording
from extract.views.words.wording import label

_STEPS = {
    "year": "note.per_year",
    "residents": "note.per_residents",
    "urban": "note.per_town",
    "members": "note.per_members",
}


def notes(
    spec: ChartSpec,
    assumed: Sequence[Reason],
    refused: Sequence[Reason],
    apart: Sequence[Scale],
    hidden: int,
    unsure: int,
) -> tuple[str, ...]:
    """All notes of a chart in the order of their weight: dates, gaps, marks, normalisation, rest; how the
    figures differ is said above the chart.

    ``assumed`` are stocks taken as of their report's year, ``refused`` figures that cannot be normalised, ``apart``
    the scales drawn elsewhere, ``hidden`` how many figures are left out since they are not comparable, ``unsure`` how many
    since they are to be checked.
    """
    say = spec.language
    lines = [*_unsure(spec), *_corrected(spec), *_decided(spec), *_contested(spec)]
    if unsure:
        lines.append(label("note.only_sure", say, count=unsure))
    if assumed:
        lines.append(label("note.assumed", say, text=reasons.summary(assumed, say)))
    if refused:
        lines.append(label("note.refused", say, text=reasons.summary(refused, say)))
    if hidden:
        lines.append(label("note.only_comparable", say, count=hidden))
    lines += [*_missing(spec), *_bounds(spec)]
    lines += [label(key, say) for step, key in _STEPS.items() if step in _steps(spec)]
    lines += [*_terms(spec), *_others(spec), *_apart(spec, apart)]
    if spec.log:
        lines.append(label("note.log" if is_log(spec) else "note.no_log", say))
    return tuple(lines)


def noted(row: Row) -> bool:
    """Whether a figure has anything that `of_rows` tells."""
    fact = row.fact
    told = fact is not None and (bool(fact.by_hand) or fact.adopted or bool(fact.matter))
    marked = row.bound != "exact" or row.value_high is not None or row.grade == UNSURE
    return told or marked or row.contested or bool(row.others)


def of_rows(spec: ChartSpec) -> tuple[str, ...]:
    """The notes that figures have wherever they are drawn: marks, corrections, decisions, bounds, and what else there is."""
    return (
        *_unsure(spec),
        *_corrected(spec),
        *_decided(spec),
        *_contested(spec),
        *_bounds(spec),
        *_others(spec),
    )


def _steps(spec: ChartSpec) -> list[str]:
    """What the figures were divided by, of the steps that have a note; share_party_members is none of them."""
    return [] if spec.normalisation.startswith(SHARE) else spec.normalisation.split("_")


def _unsure(spec: ChartSpec) -> list[str]:
    """Which figures are to be checked, and how far each may be trusted."""
    say = spec.language
    said = [
        label("note.unsure_of", say, name=row.name, share=wording.percent(row.confidence))
        for row in spec.rows
        if row.grade == UNSURE
    ]
    return [label("note.unsure", say, text=say.list(said))] if said else []


def _corrected(spec: ChartSpec) -> list[str]:
    """Which figures are not as the program read them."""
    say = spec.language
    said = [
        label("note.corrected_of", say, name=row.name, fields=wording.corrected(fields, say))
        for row in spec.rows
        if row.fact and (fields := row.fact.by_hand)
    ]
    return [label("note.corrected", say, text=say.list(said))] if said else []


def _decided(spec: ChartSpec) -> list[str]:
    """Which figures a person chose among several or said to be one matter, who that was, and on which day."""
    say = spec.language
    facts = [(row.name, row.fact) for row in spec.rows if row.fact]
    adopted = [
        label("note.decided_of", say, name=name, by=fact.decided) for name, fact in facts if fact.adopted
    ]
    alike = [
        label(
            "note.decided_of", say, name=name, by=" · ".join(filter(None, [f"“{fact.matter}”", fact.decided]))
        )
        for name, fact in facts
        if fact.matter
    ]
    said = (("note.adopted", adopted), ("note.matter", alike))
    return [label(key, say, text=say.list(names)) for key, names in said if names]


def _contested(spec: ChartSpec) -> list[str]:
    """Regions of which the reports give more than one figure with the same right."""
    say = spec.language
    said = [f"{row.name} {row.figure}" for row in spec.rows if row.contested]
    return [label("note.contested", say, text=say.list(said))] if said else []


def _missing(spec: ChartSpec) -> list[str]:
    names = [row.name for row in spec.rows if row.grade == "missing"]
    return [label("note.missing", spec.language, names=spec.language.list(names))] if names else []


def _bounds(spec: ChartSpec) -> list[str]:
    marks = {row.bound for row in spec.drawn} - {"exact"}
    keys: list[str] = [key for key in ("at_least", "at_most", "approx") if key in marks]
    keys += ["range"] if any(row.value_high is not None for row in spec.drawn) else []
    text = spec.language.clauses(label(f"note.{key}", spec.language) for key in keys)
    return [label("note.bounds", spec.language, text=text)] if keys else []


def _terms(spec: ChartSpec) -> list[str]:
    """What each bar was divided by."""
    say = spec.language
    said = [label("note.terms_of", say, name=row.name, terms=row.terms) for row in spec.drawn if row.terms]
    return [label("note.terms", say, text=say.clauses(said))] if said else []


def _others(spec: ChartSpec) -> list[str]:
    counts = [
        label("note.other_of", spec.language, name=row.name, count=len(row.others))
        for row in spec.rows
        if row.others
    ]
    return [label("note.others", spec.language, text=spec.language.list(counts))] if counts else []


def _apart(spec: ChartSpec, scales: Sequence[Scale]) -> list[str]:
    said = [
        label("note.other_scale", spec.language, count=len(scale.graded), measure=_scale(scale, spec))
        for scale in scales
    ]
    return [label("note.other_scales", spec.language, text=spec.language.list(said))] if said else []


def _scale(scale: Scale, spec: ChartSpec) -> str:
    unit, per = wording.unit(scale.unit, spec.language), wording.measure(scale.per, spec.language)
    kind = wording.kind(scale.kind, spec.language)
    inner = label("chart.unit_per", spec.language, unit=unit, per=per) if per else unit
    return spec.language.bracketed(kind, inner)
