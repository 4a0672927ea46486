"""The chart of a comparison on the page and the key under it, each kind of chart in its own way."""

from __future__ import annotations

from html import escape

import streamlit as st

from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.views.address import chosen_fact
from extract.views.charts import drawing
from extract.views.charts.comparing import MISSING, REFUSED
from extract.views.charts.folding import folded_names
from extract.views.charts.kinds import Dots, Tiles
from extract.views.charts.spec import ChartSpec
from extract.views.context import Context
from extract.views.parts import figures, panels

_NAMED = 6  # regions without a figure that are named at once; more are counted, their names a click away
_EMPTY = {MISSING: "outlined", REFUSED: "outlined", "absent": "broken"}  # how the key shows an empty square


def draw(context: Context, spec: ChartSpec) -> None:
    """The chart; a click on a bar or a square opens its fact."""
    match spec:
        case Tiles():
            figures.tiles(context, spec, "tiles")
        case Dots():
            figures.dots(context, spec, "dots")
        case _:
            ruler = drawing.ruler(spec)
            if ruler:
                st.html(ruler)
            figure = drawing.bars(spec, context.palette, chosen_fact())
            panels.plot(context, figure, f"bars_{st.session_state.get('_turn', 0)}", spec.alt)


def key(spec: ChartSpec) -> str:
    """What the looks mean, what of the figures is to be known, and what is not drawn, as HTML under the chart."""
    match spec:
        case Tiles():
            parts = [*_grades(spec), *_remarks(spec), *_of_map(spec)]
        case Dots():
            parts = [*_of_dots(spec), *_remarks(spec), *_folded(spec), spec.language("compare.levels_key")]
        case _:
            parts = [*_grades(spec), *_remarks(spec), *_folded(spec), spec.language("compare.source_key")]
    return f'<div class="key">{" ".join(parts)}</div>'


def _grades(spec: ChartSpec) -> list[str]:
    """What solid, hatched and dotted mean."""
    say = spec.language
    grades, parts = {row.grade for row in spec.rows}, []
    if COMPARABLE in grades:
        solid = f"compare.solid{spec.alike}_key"
        words = say("compare.alone_key" if spec.alone else solid)
        parts.append(f'<span><i class="solid"></i>{words}</span>')
    if CAUTION in grades:
        parts.append(f'<span><i class="hatched"></i>{say("compare.hatched_key")}</span>')
    if UNSURE in grades:
        parts.append(f'<span><i class="dotted"></i>{say("compare.unsure_key")}</span>')
    return parts


def _remarks(spec: ChartSpec) -> list[str]:
    """What bounds are, and which figures a person chose or corrected."""
    say, parts = spec.language, []
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
    return parts


def _folded(spec: ChartSpec) -> list[str]:
    """The regions without a figure that have no row; of dots these are all."""
    say = spec.language
    bars = not isinstance(spec, Dots)
    folded = folded_names(spec) if bars else [row.name for row in spec.rows if row.grade == MISSING]
    if not folded:
        return []
    names = say.list(folded)
    if len(folded) <= _NAMED:
        words = say("compare.folded", regions=names, count=len(folded))
        return [f'<span class="folded">{escape(words)}</span>']
    told = escape(say("compare.folded_many", count=len(folded)))
    return [f'<details class="folded"><summary>{told}</summary>{escape(names)}</details>']


def _of_dots(spec: Dots) -> list[str]:
    return [
        f'<span class="folded"><i class="dotmark {grade}"></i>{escape(words)}</span>'
        for grade, words in spec.legend
    ]


def _of_map(spec: Tiles) -> list[str]:
    say = spec.language
    parts = [f'<span><i class="{_EMPTY[grade]}"></i>{escape(words)}</span>' for grade, words in spec.key]
    if spec.elsewhere:
        names = say.list([f"{row.name} {row.figure}" for row in spec.elsewhere])
        words = say("compare.elsewhere", regions=names)
        parts.append(f'<span class="folded">{escape(words)}</span>')
    return [*parts, f'<span class="folded">{say("compare.map_note")}</span>', say("compare.map_key")]
