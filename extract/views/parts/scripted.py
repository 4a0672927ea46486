"""Parts of a page with a script of their own: small cards, the matrix, a report to click or select in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st
from streamlit.components import v2

from extract.comparability import UNSURE
from extract.views.address import open_fact
from extract.views.charts.comparing import MISSING
from extract.views.charts.spec import ChartSpec, Row
from extract.views.context import Context
from extract.views.words.language import Language
from extract.views.words.names import narrow

_STANDS = "_chart_stands"
_NAMED = 6  # regions without a figure that a small card names; more are counted


@cache
def script(name: str, shared: str = "") -> Callable[..., Any]:
    """A part of the page with a script of its own, behind a ``shared`` one, in the page's styles; registered once."""
    folder = files("extract") / "data"
    script = "\n".join((folder / f"{each}.js").read_text("utf-8") for each in (shared, name) if each)
    renderer: Callable[..., Any] = v2.component(f"jiceng_{name}", js=script, isolate_styles=False)
    return renderer


_PREVIEWED = 8  # bars of a chart that a brief holds


def cards(
    context: Context,
    shown: Sequence[ChartSpec],
    key: str,
    *,
    size: str = "",
    most: int | None = None,
    on_open: Callable[[str, str], None] | None = None,
) -> dict[str, str] | None:
    """Small cards of bars, one a chart; gives what was clicked: an indicator, and a fact or "".

    ``most`` bars stand on a card, and how many there are instead of what is absent. ``on_open`` is called with both before the page runs again, so that it may set the state of widgets.
    """

    def opened() -> None:
        clicked = st.session_state[key].open
        if on_open and clicked:
            on_open(clicked["indicator"], clicked["fact"])

    data = {"size": size, "cards": [card(context, spec, most) for spec in shown]}
    clicked: dict[str, str] | None = script("cards", "links")(key=key, data=data, on_open_change=opened).open
    return clicked


def preview(context: Context, spec: ChartSpec, key: str) -> None:
    """One chart as a small card that leads nowhere, of many bars the first."""
    own = card(context, spec)
    rest = len(own["rows"]) - _PREVIEWED
    if rest > 0:
        own |= {"rows": own["rows"][:_PREVIEWED], "absent": context.say("brief.more_rows", count=rest)}
    data = {"size": "large", "cards": [own]}
    script("cards", "links")(key=key, data=data, on_open_change=lambda: None)


def card(context: Context, spec: ChartSpec, most: int | None = None) -> dict[str, Any]:
    """One chart as data for the script; the regions without a figure share a line."""
    say = context.say
    top = max((abs(row.value) for row in spec.rows if row.value is not None), default=0)
    absent = [row.name for row in spec.rows if row.grade == MISSING]
    rows = [row for row in spec.rows if row.grade != MISSING]
    if most is None:
        apart = say("tile.off_scale", regions=say.list(spec.off_scale)) if spec.off_scale else ""
        note = say.clauses(filter(None, [apart, not_given(absent, say)]))
    else:
        note = say("coverage.more_rows", count=len(rows)) if len(rows) > most else ""
    return {
        "title": spec.title,
        "unit": spec.unit,
        "indicator": spec.indicator,
        "href": context.href("compare", indicator=spec.indicator),
        "absent": note,
        "rows": [_card_row(context, spec, row, top) for row in rows[:most]],
    }


def not_given(names: Sequence[str], say: Language) -> str:
    """The regions without a figure, by name while they are few."""
    if len(names) > _NAMED:
        return say("compare.folded_many", count=len(names))
    return say("tile.not_given", regions=say.list(tuple(names))) if names else ""


def _card_row(context: Context, spec: ChartSpec, row: Row, top: float) -> dict[str, Any]:
    fact = row.fact.id if row.fact else ""
    return {
        "name": narrow(row.name, row.region, context.say),
        "mark": context.say("grade.unsure") if row.grade == UNSURE else "",
        "grade": row.grade,
        "share": None if row.value is None else abs(row.value) / top if top else 0,
        "label": row.figure,
        "hint": " · ".join(
            part for part in (spec.language.of_unit(row.exact, spec.unit), row.period, *row.reasons) if part
        ),
        "fact": fact,
        "href": context.href("compare", indicator=spec.indicator, fact=fact),
    }


def lists(shown: Sequence[dict[str, Any]], key: str, level: int = 3) -> None:
    """Lists of figures, one a theme; a click opens the figure's evidence on this page. A row may have ``others`` folded beneath
    it under the words ``folded``, and a small ``course`` beside its figure. ``level`` is that of the headings."""

    def opened() -> None:
        if st.session_state[key].open:
            open_fact(st.session_state[key].open["fact"])

    data = {
        "size": "list",
        "level": level,
        "cards": [
            {"unit": "", "indicator": "", "href": "", "absent": "", **each}
            | {"rows": [{"grade": "plain", "share": None, **row} for row in each["rows"]]}
            for each in shown
        ],
    }
    script("cards", "links")(key=key, data=data, on_open_change=opened)


def keys(pressed: Mapping[str, str], key: str) -> None:
    """Single keys that press buttons: of each the key of its button."""
    script("keys")(key=key, data={"keys": dict(pressed)})


def walking(say: Language, page: str) -> None:
    """The way by keyboard through menus and from page to page, presses for files that came too early, and the words of what
    Streamlit itself says."""
    words = {
        "skip": say("walking.skip"),
        "help": say("walking.help", name="{name}"),
        "failed": say("walking.failed"),
    }
    script("walking", "pressing")(key="walking", data={"page": page, "words": words})


def copy_link(say: Language, query: str) -> None:
    """A button that copies the page's address with this query, which spells out the whole state."""
    script("copy")(
        key="copy_link",
        data={"label": say("copy.link"), "done": say("copy.done"), "query": query},
        width="content",
    )


def behind_chart(rest: Callable[[], None]) -> None:
    """Draw ``rest``, what stands below a page's chart, once the browser has drawn that; it is asked once a visit. The script of a
    table, half as large as that of a chart, would be loaded and run before the chart is drawn.

    Then ``rest`` alone is drawn, not the page anew: a press on the export menu in that moment would ask for a file that the
    server offers no more. What is pressed in ``rest`` concerns the whole page."""
    if st.session_state.get(_STANDS):
        rest()
        return
    drawn = False

    def stands() -> None:
        st.session_state[_STANDS] = True

    @st.fragment
    def below() -> None:
        nonlocal drawn
        if drawn:
            st.rerun()
        drawn = bool(st.session_state.get(_STANDS))
        if drawn:
            rest()
        else:
            script("drawn")(key="chart_drawn", on_drawn_change=stands)

    below()


def report(data: dict[str, Any], key: str) -> None:
    """A whole report; a click on a figure opens it."""

    def opened() -> None:
        if st.session_state[key].open:
            open_fact(st.session_state[key].open)

    script("report")(key=key, data=data, on_open_change=opened)


def selectable(text: str, taken: Sequence[Sequence[object]], name: str, key: str) -> tuple[int, int] | None:
    """A raw text in which the reader selects a passage; gives where it begins and ends, in characters. ``taken`` are
    begin, end and state of the figures that are known."""
    data = {"text": text, "taken": sorted(taken, key=lambda each: int(str(each[0]))), "title": name}
    span = script("select")(key=key, data=data, on_span_change=lambda: None).span
    return (int(span[0]), int(span[1])) if span else None


def matrix(data: dict[str, Any], key: str) -> dict[str, str] | None:
    """The coverage matrix; gives the cell that was clicked: an indicator, and a fact or ""."""
    clicked: dict[str, str] | None = script("matrix", "links")(
        key=key, data=data, on_open_change=lambda: None
    ).open
    return clicked
