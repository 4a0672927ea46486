"""原文 Source: a whole report, restored or raw, with every figure marked by what was made of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import streamlit as st

from extract.cells import restore
from extract.facts import Fact
from extract.grid import Cell, Grid
from extract.repair import Text
from extract.span import Span
from extract.table import Source
from extract.views.address import chosen_fact, settle
from extract.views.context import Context
from extract.views.frames import Shelf
from extract.views.pages import cite
from extract.views.parts import choice, panels, scripted, tables
from extract.views.parts.evidence import Mark, Piece, marks, pieces
from extract.views.words import wording
from extract.views.words.language import Language


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    shelf, say = context.shelf, context.say
    if not shelf.sources:
        st.info(say("region.nothing"))
        return
    cite.arrive(context)
    with st.sidebar:
        source, raw = choose(shelf, say)
    facts = sorted(shelf.facts(shelf.frame["report"] == source.name), key=lambda fact: fact.start)
    aside = [number for number in shelf.table.unread if number.report == source.name]
    region = say.region(source.region) if source.region else say("source.no_region")
    counts = {"characters": f"{len(source.clean):,}", "facts": len(facts), "aside": len(aside)}
    lead = say("source.lead" if source.clean else "source.lead_without", region=region, **counts)
    panels.title(wording.report_title(source, say), lead, _file(source, say))
    panels.gone(context)
    opened = next((fact for fact in facts if fact.id == chosen_fact()), facts[0] if facts else None)
    cite.draw(context, source, opened)
    left, right = st.columns([0.62, 0.38], gap="medium")
    with left:
        if source.clean:
            st.html(key(say))
            found = marks(facts, aside, say)
            text(source, found, opened, context, raw=raw)
        else:
            st.info(say("source.no_text"), icon=":material/info:")
    with right:
        if opened:
            panels.evidence_card(context, opened, [], facts, "source_evidence")
        else:
            st.info(say("source.none"))


def choose(shelf: Shelf, say: Language) -> tuple[Source, bool]:
    """One report of the years asked for, and whether it is shown raw. The one that a link or another page asks for stays, of
    whatever year it is."""
    opened = shelf.fact(chosen_fact())
    if "report" not in st.session_state and opened:
        st.session_state["report"] = opened.report
    told = set(shelf.told_in(choice.report_years(shelf, say)))
    asked = st.session_state.get("report")
    names = [name for name in shelf.sources if name in told or name == asked]
    settle("report", names, names[0])
    name = st.selectbox(
        say("side.report"),
        names,
        key="report",
        format_func=lambda name: wording.report_of_region(shelf.sources[name], say),
        persist_state="session",
    )
    settle("text", ["restored", "raw"], "restored")
    form = st.segmented_control(
        say("side.text"),
        ["restored", "raw"],
        key="text",
        format_func=lambda id: say(f"source.{id}"),
        required=True,
        persist_state="session",
    )
    return shelf.sources[str(name)], form == "raw"


def text(source: Source, found: list[Mark], opened: Fact | None, context: Context, *, raw: bool) -> None:
    """The report itself, its tables as tables; figures are links to their evidence."""
    data = {
        "raw": raw,
        "pieces": list(_drawn(source, found, context, raw=raw)),
        "chosen": opened.id if opened else "",
        "title": wording.report_title(source, context.say),
    }
    scripted.report(data, "report_text")


def _drawn(source: Source, found: list[Mark], context: Context, *, raw: bool) -> Iterator[Any]:
    """The text in pieces, each table as one piece of its own; ``found`` are marks over the raw text."""
    whole = _text(source.raw, source.grids)
    position = 0
    for grid in (*source.grids, None):
        end = grid.span.start if grid else len(source.raw)
        first, last = (bisect_left(found, place, key=_start) for place in (position, end))
        inside = [mark for mark in found[first:last] if mark.span.end <= end]
        part = Span(position, end) if raw else whole.clean_span(Span(position, end))
        shown = inside if raw else [_moved(mark, whole.clean_span(mark.span)) for mark in inside]
        words = part.of(source.raw if raw else whole.clean)
        own = [_moved(mark, mark.span.shift(-part.start)) for mark in shown]
        yield from (_piece(piece, source, context) for piece in pieces(words, own))
        if grid:
            yield {
                "table": [
                    [_cell(each, source, context) for each in row]
                    for row in tables.rows(source.raw, grid, found)
                ]
            }
            if len(grid.cells) > tables.MOST_CELLS:
                yield (context.say("source.table_cut", count=f"{tables.MOST_CELLS:,}"), "", "", "", "")
            position = min(grid.span.end + 1, len(source.raw))


def _start(mark: Mark) -> int:
    return mark.span.start


def _moved(mark: Mark, span: Span) -> Mark:
    return Mark(span, mark.state, mark.hint, mark.fact)


def _piece(piece: Piece, source: Source, context: Context) -> tuple[str, str, str, str, str]:
    mark = piece.mark
    if mark is None:
        return piece.text, "", "", "", ""
    return piece.text, mark.state, mark.hint, mark.fact, _href(context, source, mark.fact)


def _cell(own: tuple[Cell, bool, list[Piece]], source: Source, context: Context) -> dict[str, Any]:
    cell, head, cut = own
    return {
        "head": head,
        "rows": cell.height,
        "columns": cell.width,
        "column": cell.column,
        "pieces": [_piece(piece, source, context) for piece in cut],
    }


def key(say: Language) -> str:
    """What the marks mean, as HTML over the text."""
    states = "".join(f'<span><i class="dot {state}"></i>{say(f"source.{state}")}</span>' for state in _STATES)
    return f'<div class="key">{states}</div>'


_STATES = ("bound", "unbound", "aside", "chosen")


def _file(source: Source, say: Language) -> str:
    """The file's name, where the report is called by another."""
    return "" if wording.report_title(source, say) == source.name else source.name


def _href(context: Context, source: Source, fact: str) -> str:
    return context.href("source", report=source.name, fact=fact) if fact else ""


@lru_cache(maxsize=64)
def _text(raw: str, grids: tuple[Grid, ...]) -> Text:
    return restore(raw, grids)
