"""The charts on the screen: bars beside one another with their values written on them, and no legend.

A bar's ``customdata`` holds the fact's id, which is what a click gives back. Solid blue may be compared, grey with a
hatch needs caution, a blue outline with dots is to be checked, and a region without a figure has words in place of a bar, never a zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from plotly.basedatatypes import BaseFigure

from extract.comparability import COMPARABLE, UNSURE
from extract.views.charts.bar_axis import axis_of, name_width, names, share
from extract.views.charts.folding import folded_names
from extract.views.charts.spec import ChartSpec, Row
from extract.views.palette import Palette
from extract.views.words.language import Language

_ROW = 50  # pixels a bar takes with its gap
_DENSE = ((40, 24), (12, 30))  # of more rows than these a bar takes fewer pixels
_LONG = 12  # rows beyond which the axis stands over the bars too, and stays there
_FONT = (
    "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Hiragino Sans GB','Microsoft YaHei',"
    "system-ui,sans-serif"
)


class Drawn(BaseFigure):  # type: ignore[misc] # plotly has no types
    """A chart as plotly's script takes it, for those that ask a figure for that and for nothing else. Plotly's own figure copies
    each number of it twice and holds each property against its schema, which takes ten times as long as drawing: the tests do
    that for every kind of chart."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def to_dict(self) -> Mapping[str, Any]:
        """The chart, not to be changed."""
        return self._given


def figure(data: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], palette: Palette) -> Drawn:
    """A chart of these traces in the look of every chart."""
    return Drawn({"data": list(data), "layout": {"template": _template(palette), **layout}})


def _template(palette: Palette) -> dict[str, Any]:
    """The look of every chart; Streamlit's own template would put other colours in."""
    axis = {
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "automargin": True,
        "title": {"font": {"size": 13}},
    }
    return {
        "layout": {
            "font": {"family": _FONT, "size": 13, "color": palette.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(palette.series),
            "xaxis": axis | {"gridcolor": palette.grid, "tickfont": {"color": palette.quiet}},
            "yaxis": axis | {"showgrid": False, "tickfont": {"size": 13.5}},
            "hoverlabel": {
                "bgcolor": palette.ground,
                "bordercolor": palette.line,
                "font": {"family": _FONT, "size": 13, "color": palette.ink},
            },
            "showlegend": False,
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": palette.faint, "activecolor": palette.ink},
        }
    }


def bars(spec: ChartSpec, palette: Palette, chosen: str, beside: Sequence[Row] = ()) -> Drawn:
    """Regions down in the order of the spec, values across; ``chosen`` is the id of the fact that is open, ``beside`` are rows
    of a chart next to this one, which have the same axis: names and labels take as much room in both, so that bars of one
    length are of one figure."""
    drawn = spec.drawn
    traces, words = list[dict[str, Any]](), list[dict[str, Any]]()
    opened = any(row.fact and row.fact.id == chosen for row in drawn)
    for own in (
        [row for row in drawn if row.grade != UNSURE],
        [row for row in drawn if row.grade == UNSURE],
    ):
        if own or not traces:
            traces.append(_trace(own, spec, palette, chosen if opened else ""))
    rows = laid(spec)
    for row in rows:
        if not row.drawn:
            words.append(
                {
                    "x": 0,
                    "xref": "paper",
                    "y": row.name,
                    "text": escape(row.figure),
                    "showarrow": False,
                    "xanchor": "left",
                    "xshift": 8,
                    "font": {"size": 13, "color": palette.faint},
                }
            )
    axis = axis_of(spec, beside)
    long = len(rows) > _LONG
    named = names(rows, deep=not long)
    layout = {
        "height": _pixels(len(rows)) * len(rows) + 78,
        "bargap": 0.3,
        "barmode": "overlay",
        "margin": {
            "l": name_width((*rows, *beside), deep=not long),
            "r": 8,
            "t": 6 if long else 14,
            "b": 46,
        },
        "xaxis": axis
        | {"title": {"text": escape(spec.unit), "font": {"color": palette.quiet}}, "fixedrange": True}
        | {"automargin": False},
        "yaxis": {
            "categoryorder": "array",
            "categoryarray": [row.name for row in rows][::-1],
            "range": [-0.6, len(rows) - 0.4],
            "tickvals": list(named),
            "ticktext": [escape(name).replace("\n", "<br>") for name in named.values()],
            "fixedrange": True,
            "ticklabelstandoff": 6,
            "automargin": False,  # plotly would measure the names itself, and then draw the whole chart a second time
        },
        "dragmode": False,
        "clickmode": "event+select",
        "annotations": words,
        "shapes": [
            {
                "type": "line",
                "xref": "paper" if axis["type"] == "log" else "x",
                "yref": "paper",
                "x0": 0,
                "x1": 0,
                "y0": 0,
                "y1": 1,
                "line": {"color": palette.hatch, "width": 1},
            }
        ],
    }
    return figure(traces, layout, palette)


def laid(spec: ChartSpec) -> tuple[Row, ...]:
    """The rows that the chart has room for: all but regions without a figure, where these are many."""
    folded = set(folded_names(spec))
    return tuple(row for row in spec.rows if row.name not in folded)


def _pixels(rows: int) -> int:
    return next((pixels for most, pixels in _DENSE if rows > most), _ROW)


def ruler(spec: ChartSpec) -> str:
    """The numbers of a long chart's axis as a line of HTML that stays in sight while its bars scroll by; "" of a short one,
    whose axis is on the screen anyway. The script that draws the bars lays them out between the same margins."""
    rows = laid(spec)
    if len(rows) <= _LONG:
        return ""
    axis = axis_of(spec)
    marks = "".join(
        f'<span style="--at:{share(axis, value) * axis["domain"][1]:.4f}">{escape(text)}</span>'
        for value, text in zip(axis["tickvals"], axis["ticktext"], strict=True)
    )
    margins = f"--left:{name_width(rows)}px;--right:8px"
    return f'<div class="ruler" style="{margins}" aria-hidden="true">{marks}</div>'


def _trace(rows: Sequence[Row], spec: ChartSpec, palette: Palette, chosen: str) -> dict[str, Any]:
    """Bars of one look: solid or hatched, or those that are to be checked. The colours of a pattern are of a whole trace,
    so that these have one of their own. With a figure ``chosen`` all others step back."""
    unsure = bool(rows) and rows[0].grade == UNSURE
    solid = [row.grade == COMPARABLE for row in rows]
    picked = [i for i, row in enumerate(rows) if row.fact and row.fact.id == chosen]
    made: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": [row.name for row in rows],
        "x": [row.value for row in rows],
        "width": 0.62,
        "customdata": [row.fact.id if row.fact else "" for row in rows],
        "hovertext": [_hover(row, spec) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "text": [_label(row, palette) for row in rows],
        "textposition": "outside",
        "textfont": {"size": 13.5, "color": palette.ink},
        "cliponaxis": False,
        "constraintext": "none",
        "selected": {"marker": {"opacity": 1}, "textfont": {"color": palette.ink}},
        "unselected": {"marker": {"opacity": 0.6}, "textfont": {"color": palette.ink}},
        "marker": {
            "color": palette.card
            if unsure
            else [palette.comparable if is_solid else palette.caution for is_solid in solid],
            "cornerradius": 2,
            "line": {"width": 1.4 if unsure else 0, "color": palette.comparable},
            "pattern": {
                "shape": "." if unsure else ["" if is_solid else "/" for is_solid in solid],
                "fillmode": "overlay",
                "fgcolor": palette.comparable if unsure else palette.hatch,
                "fgopacity": 0.8 if unsure else 0.5,
                "bgcolor": palette.card if unsure else palette.caution,
                "size": 7,
                "solidity": 0.18,
            },
        },
    }
    ranges = _ranges(rows, palette)
    return made | ({"error_x": ranges} if ranges else {}) | ({"selectedpoints": picked} if chosen else {})


def config(say: Language) -> dict[str, object]:
    """Plotly's toolbar: the picture as SVG and nothing else, in the page's language."""
    return {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": "jiceng"},
        "locale": "jiceng",
        "locales": {"jiceng": {"dictionary": {text: say(key) for text, key in _TOOLBAR.items()}}},
    }


_TOOLBAR = {
    "Download plot as a PNG": "chart.download",
    "Download plot as a png": "chart.download",
    "Download plot": "chart.download",
    "Taking snapshot - this may take a few seconds": "chart.downloading",
    "Snapshot succeeded": "chart.downloaded",
    "Sorry, there was a problem downloading your snapshot!": "chart.failed",
}


def _ranges(drawn: Sequence[Row], palette: Palette) -> dict[str, object] | None:
    """The whisker from a range's lower end to its upper one."""
    if not any(row.value_high is not None for row in drawn):
        return None
    lengths = [
        (row.value_high - row.value) if row.value_high is not None and row.value is not None else 0
        for row in drawn
    ]
    return {
        "type": "data",
        "symmetric": False,
        "array": lengths,
        "arrayminus": [0] * len(lengths),
        "color": palette.quiet,
    }


def _hover(row: Row, spec: ChartSpec) -> str:
    """The exact figure, its period and why it needs caution, as the HTML that plotly knows."""
    figure = f"{escape(row.name)}  <b>{escape(spec.language.of_unit(row.exact, spec.unit))}</b>  {escape(row.period)}"
    return "<br>".join([figure, *map(escape, row.reasons), escape(spec.language("compare.click"))])


def _label(row: Row, palette: Palette) -> str:
    """The figure next to the end of its bar, which is left of one below zero, and the period beyond it, which a narrow chart hides
    with the second of several figures and what follows: it hides what is not bold."""
    first, others = map(escape, row.parts)
    figure = f"<b>{first}</b>"
    if others:
        figure += f' <span style="color:{palette.ink};font-weight:600">{others}</span>'
    beside = f'<span style="color:{palette.quiet}">{escape(row.beside)}</span>'
    return f"{beside}  {figure} " if row.value is not None and row.value < 0 else f" {figure}  {beside}"
