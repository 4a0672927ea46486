"""Lines over years on the screen: states as points that are joined from year to year, periods as steps over their span.

A mark's ``customdata`` holds the fact's id, which is what a click gives back. Of more lines than there are colours those that
matter most are coloured and named, the others grey; a click brings any of them forward.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.views.charts import drawing
from extract.views.charts.kinds import Line, Lines, Step
from extract.views.charts.line_labels import BEFORE, Written, begin, numbers, written
from extract.views.charts.scaling import Axis, across, axis, legs, middle, prominent, spread, values
from extract.views.charts.widths import set_width, text_width
from extract.views.palette import Palette
from extract.views.words.names import narrow

_HEIGHT, _SMALL_HEIGHT = 440, 230
_PLOT, _SMALL_PLOT = 380, 230  # pixels that are left for the years, about
_APART = 19  # pixels between the names at the ends of lines
_SYMBOLS = {COMPARABLE: "circle", CAUTION: "diamond-open", UNSURE: "circle-open"}
_ABOVE = 0.08  # of the axis above its highest number
_FEW = 6  # steps between years that all have room on the axis
_FIGURE = 12.5  # the size of the figures beside marks
_SCALE = 13.5  # and of the numbers up the axis
_APART_SCALE = 8  # pixels between these and the axis, and the edge
_DIGITS = 4  # of a year, an hour: far below a pixel

_Path = list[tuple[float, float] | tuple[None, None]]


def draw(spec: Lines, palette: Palette, chosen: str, *, small: bool = False) -> drawing.Drawn:
    """Years across, values up; ``chosen`` is the id of the fact that is open, ``small`` a chart among others of one region."""
    forward, labels = prominent(spec, chosen), written(spec)
    colours = {line.region: palette.series[number] for number, line in enumerate(forward)}
    if len(spec.lines) == 1:
        colours = {spec.lines[0].region: palette.comparable}
    scale = axis(values(spec))
    behind = [line for line in spec.lines if line.region not in colours]
    traces = _traces(behind, spec, palette.hatch, chosen, palette, (), forward=False)
    for line in spec.lines:
        if line.region in colours:
            traces += _traces([line], spec, colours[line.region], chosen, palette, labels, forward=True)
    height = _SMALL_HEIGHT if small else _HEIGHT
    named = () if len(spec.lines) == 1 else forward
    layout = {
        "height": height,
        "margin": {
            "l": _before(scale, spec),
            "r": max(24 + max((_width(_end(line, spec)) for line in named), default=0), _beyond(labels)),
            "t": 26,
            "b": 30,
        },
        "xaxis": _years(spec, labels, _SMALL_PLOT if small else _PLOT),
        "yaxis": {
            "automargin": False,
            "range": [scale.low, scale.high + (scale.high - scale.low) * _ABOVE],
            "tickvals": list(scale.marks),
            "ticktext": numbers(scale.marks, spec.language),
            "showgrid": True,
            "gridcolor": palette.grid,
            "fixedrange": True,
        },
        "dragmode": False,
        "clickmode": "event+select",
        "annotations": _names(spec, named, colours, scale, height),
    }
    return drawing.figure(traces, layout, palette)


def _traces(
    lines: Sequence[Line],
    spec: Lines,
    colour: str,
    chosen: str,
    palette: Palette,
    labels: Sequence[Written],
    *,
    forward: bool,
) -> list[dict[str, Any]]:
    """Lines of one look: what is sure drawn through, what leads to or from a figure that is to be checked dotted, and the marks
    on them."""
    paths: dict[str, _Path] = {"solid": [], "dot": []}
    for line in lines:
        for leg, doubtful in legs(line, spec.basis):
            _lead(paths["dot" if doubtful else "solid"], leg)
    drawn: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "x": [across for across, _ in path],
            "y": [up for _, up in path],
            "mode": "lines",
            "line": {"width": 2.4 if forward else 1.1, "color": colour, "dash": dash},
            "hoverinfo": "skip",
        }
        for dash, path in paths.items()
        if len(path) > 1
    ]
    shown = [(line, step) for line in lines for step in line.steps if step.row.value is not None]
    marks = _marks(shown, spec, colour, chosen, palette, forward=forward)
    return [*drawn, marks | _beside(shown, labels, palette)] if lines else []


def _before(scale: Axis, spec: Lines) -> int:
    """Pixels for the numbers up the axis. Plotly would measure them itself, and then draw the whole chart a second time."""
    widths = [set_width(text, _SCALE) for text in numbers(scale.marks, spec.language)]
    return round(max(widths)) + _APART_SCALE


def _lead(path: _Path, leg: Sequence[tuple[float, float]]) -> None:
    """Go on along a leg: from where the path ends if it begins there, else after a gap."""
    places = [(round(across, _DIGITS), up) for across, up in leg]
    if path and path[-1] == places[0]:
        places = places[1:]
    elif path:
        path.append((None, None))
    path.extend(places)


def _alike(each: Sequence[Any]) -> Any:
    """What all marks have, once where it is the same: plotly then looks at none of them."""
    return each[0] if each and len(set(each)) == 1 else list(each)


def _marks(
    shown: Sequence[tuple[Line, Step]],
    spec: Lines,
    colour: str,
    chosen: str,
    palette: Palette,
    *,
    forward: bool,
) -> dict[str, Any]:
    """The marks of figures."""
    return {
        "type": "scatter",
        "x": [round(middle(step, spec.basis), _DIGITS) for _, step in shown],
        "y": [step.row.value for _, step in shown],
        "mode": "markers",
        "marker": {
            "size": _alike([_size(step, chosen, forward) for _, step in shown]),
            "symbol": _alike([_SYMBOLS[step.row.grade] for _, step in shown]),
            "color": colour,
            "opacity": 1,  # plotly's own is less where sizes differ, as where a figure is chosen
            "line": {
                "width": _alike([0 if step.row.grade == COMPARABLE else 2 for _, step in shown]),
                "color": colour,
            },
        },
        "customdata": [step.row.fact.id if step.row.fact else "" for _, step in shown],
        "hovertext": _hovers(shown, spec),
        "hovertemplate": f"%{{hovertext}}<br>{escape(spec.language('compare.click'))}<extra></extra>",
        "cliponaxis": False,
    }


def _beside(
    shown: Sequence[tuple[Line, Step]], labels: Sequence[Written], palette: Palette
) -> dict[str, Any]:
    """The figures beside the marks, those that lead bold: a narrow chart hides the others."""
    own = {id(each.step): each for each in labels}
    if not any(id(step) in own for _, step in shown):
        return {}
    found = [own.get(id(step)) for _, step in shown]
    return {
        "mode": "markers+text",
        "text": [_set(each, palette) if each else "" for each in found],
        "textposition": [f"top {each.side if each else 'center'}" for each in found],
        "textfont": {"size": _FIGURE, "color": palette.ink},
    }


def _beyond(labels: Sequence[Written]) -> int:
    """Pixels that figures at the ends of lines take behind them."""
    ends = [each for each in labels if each.step is each.line.steps[-1]]
    return round(max(((1 - BEFORE[each.side]) * set_width(each.text, _FIGURE) for each in ends), default=0))


def _set(label: Written, palette: Palette) -> str:
    text = escape(label.text)
    return f"<b>{text}</b>" if label.leads else f'<span style="color:{palette.ink}">{text}</span>'


def _size(step: Step, chosen: str, forward: bool) -> int:
    if step.row.fact and step.row.fact.id == chosen:
        return 13
    return 8 if forward else 5


def _hovers(shown: Sequence[tuple[Line, Step]], spec: Lines) -> list[str]:
    """Of each mark the figure in full, its period, and what is to be known of it, as the HTML that plotly knows."""
    say, unit = spec.language, "" if spec.index else spec.unit
    return [
        "<br>".join(
            [
                escape(f"{line.name}  \0{say.of_unit(step.row.exact, unit)}\1  {step.row.period}")
                .replace("\0", "<b>")
                .replace("\1", "</b>"),
                *map(escape, (*step.row.reasons, *step.apart)),
            ]
        )
        for line, step in shown
    ]


def _names(
    spec: Lines, lines: Sequence[Line], colours: dict[str, str], scale: Axis, height: int
) -> list[dict[str, Any]]:
    """The regions at the ends of their lines, moved apart where they would cover one another."""
    ends = [(line, line.steps[-1]) for line in lines if line.steps[-1].row.value is not None]
    above = (scale.high - scale.low) * _ABOVE
    per_pixel = (scale.high - scale.low + above) / (height - 56)
    top = scale.high + min(above, 20 * per_pixel)  # plotly draws no name that stands beyond the axis
    heights = spread([step.row.value or 0.0 for _, step in ends], _APART * per_pixel, top)
    return [
        {
            "x": across(step.end, spec.basis),
            "y": at,
            "text": f"<b>{escape(_end(line, spec))}</b>",
            "showarrow": False,
            "xanchor": "left",
            "xshift": 9,
            "font": {"size": 12.5, "color": colours[line.region]},
        }
        for (line, step), at in zip(ends, heights, strict=True)
    ]


def _end(line: Line, spec: Lines) -> str:
    """The name at the end of a line."""
    return narrow(line.name, line.region, spec.language)


def _years(spec: Lines, labels: Sequence[Written], plot: int) -> dict[str, Any]:
    """The axis of years, which stand side by side on a phone too, with room in front for the figures that begin lines;
    ``plot`` is how many pixels they have."""
    first, last = spec.years
    ends = (first - 0.6, last + (0.35 if spec.basis == "stock" else 0.6))
    return {
        "range": [begin(labels, ends, plot, lambda text: set_width(text, _FIGURE), spec.basis), ends[1]],
        "tickvals": years_shown(first, last),
        "tickformat": "d",
        "tickangle": 0,
        "automargin": False,
        "fixedrange": True,
    }


def years_shown(first: int, last: int) -> list[int]:
    """The years that an axis names: each of few, of more those of a round step.

    >>> years_shown(2018, 2023), years_shown(2012, 2022), years_shown(1949, 2024)
    ([2018, 2019, 2020, 2021, 2022, 2023], [2012, 2014, 2016, 2018, 2020, 2022], [1960, 1980, 2000, 2020])
    """
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if last - first <= step * _FEW or step == 100)
    return list(range(-(-first // step) * step, last + 1, step))


def _width(text: str) -> int:
    return round(text_width(text, 13, 7.5))
