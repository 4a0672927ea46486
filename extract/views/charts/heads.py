"""The words over a chart: its title, its unit, what may be compared, and the verdict in a word."""

from __future__ import annotations

from extract.comparability import Scale
from extract.normalisation import RAW, Option
from extract.views.charts.comparing import Compared
from extract.views.words import wording
from extract.views.words.language import Language
from extract.views.words.wording import label


def title(scale: Scale | None, compared: Compared, say: Language) -> str:
    """The indicator, with its normalisation; a scale apart from the first is told from it by its unit and kind."""
    name = say.indicator(compared.indicator)
    if scale is not None and scale is not compared.scale:
        kind = [wording.kind(scale.kind, say)] if scale.kind != compared.indicator.kind else []
        return label(
            "chart.title_normalised",
            say,
            title=name,
            normalisation=say.list([unit(scale, compared, say), *kind]),
        )
    if compared.normalisation == RAW:
        return name
    words = wording.normalisation(compared.normalisation, say, opens=False)
    return label("chart.title_normalised", say, title=name, normalisation=words)


def unit(scale: Scale | None, compared: Compared, say: Language) -> str:
    """The title of the axis: the unit, and what it is counted per."""
    own = wording.unit(scale.unit if scale else compared.indicator.unit, say)
    per = wording.measure(scale.per, say) if scale else ""
    return label("chart.unit_per", say, unit=own, per=per) if per else own


def subtitle(axis: str, definition: str, say: Language, *, census: bool = False) -> str:
    """Unit and definition, as far as there are any, and the census that a rate per head rests on."""
    parts = [label("chart.unit", say, unit=axis)] if axis else []
    parts += [label("chart.census", say)] if census else []
    return " · ".join([*parts, *([label("chart.definition", say, text=definition)] if definition else [])])


def verdict(comparable: int, total: int, unsure: int, say: Language) -> str:
    """How many figures may be compared, and how many are to be checked first."""
    alike = (
        label("chart.verdict", say, comparable=comparable if comparable > 1 else 0, total=total)
        if total > 1
        else ""
    )
    if unsure and not alike:
        return label("chart.only_unsure", say, count=unsure)
    return label("chart.verdict_unsure", say, verdict=alike, count=unsure) if unsure else alike


def headline(
    comparable: int,
    drawn: int,
    total: int,
    unsure: int,
    left_out: int,
    say: Language,
    *,
    sized: bool,
    spans: bool = False,
) -> str:
    """The verdict in a word: of the figures that are drawn, ``unsure`` ones among them, how many agree; ``left_out`` are
    those that are to be checked and not drawn, ``sized`` tells whether their regions' levels had to agree too, ``spans`` whether their
    periods, of unlike length, were put per year."""
    if drawn == 0 and left_out:
        return label("chart.all_unsure", say)
    if drawn == 0:
        return label("chart.all_refused" if total else "chart.no_data", say)
    if drawn == 1:
        return label("chart.one_unsure" if unsure else "chart.only_one", say)
    if comparable < 2:
        return label("chart.too_few_sure" if drawn - unsure < 2 else "chart.none_agree", say)
    if comparable == drawn - unsure:
        if unsure:
            return label("chart.rest_unsure_spans" if spans else "chart.rest_unsure", say)
        return label(f"chart.all_agree{'_spans' if spans else ''}{'' if sized else '_sizeless'}", say)
    return label("chart.differ", say)


def offer(option: Option, say: Language) -> str:
    """A normalisation with what it would make comparable: 每年：可比 4/5."""
    name = wording.normalisation(option.normalisation, say)
    return label("chart.offer", say, normalisation=name, comparable=option.comparable, total=option.total)
