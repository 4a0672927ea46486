"""原文 Source: a whole report, restored or raw, with every figure marked by what was made of it."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from extract.facts import Fact
from extract.repair import Text, repair
from extract.table import Source
from extract.views import panels, scripted, wording
from extract.views.address import chosen_fact, settle
from extract.views.context import Context
from extract.views.evidence import Mark, marks, pieces
from extract.views.frames import Shelf
from extract.views.language import Language


def draw(context: Context) -> None:
    """The page: choose, filter, draw."""
    shelf, say = context.shelf, context.say
    if not shelf.sources:
        st.info(say("region.nothing"))
        return
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
    left, right = st.columns([0.62, 0.38], gap="medium")
    with left:
        if source.clean:
            st.html(key(say))
            found = marks(facts, aside, say)
            text(source, found if raw else restored(source, found), opened, context, raw=raw)
        else:
            st.info(say("source.no_text"), icon=":material/info:")
    with right:
        if opened:
            panels.evidence_card(context, opened, [], facts, "source_evidence")
        else:
            st.info(say("source.none"))


def choose(shelf: Shelf, say: Language) -> tuple[Source, bool]:
    """One report, and whether it is shown raw."""
    opened = shelf.fact(chosen_fact())
    if "report" not in st.session_state and opened:
        st.session_state["report"] = opened.report
    names = list(shelf.sources)
    settle("report", names, names[0])
    name = st.selectbox(
        say("side.report"),
        names,
        key="report",
        format_func=lambda name: _label(shelf.sources[name], say),
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


def restored(source: Source, found: list[Mark]) -> list[Mark]:
    """The marks of the raw text laid on the restored one."""
    text = _text(source.raw)
    return [Mark(text.clean_span(mark.span), mark.state, mark.hint, mark.fact) for mark in found]


def text(source: Source, found: list[Mark], opened: Fact | None, context: Context, *, raw: bool) -> None:
    """The report itself; figures are links to their evidence."""
    whole = source.raw if raw else _text(source.raw).clean
    cut = [
        (
            piece.text,
            piece.mark.state,
            piece.mark.hint,
            piece.mark.fact,
            _href(context, source, piece.mark.fact),
        )
        if piece.mark
        else (piece.text, "", "", "", "")
        for piece in pieces(whole, found)
    ]
    data = {
        "raw": raw,
        "pieces": cut,
        "chosen": opened.id if opened else "",
        "title": wording.report_title(source, context.say),
    }
    scripted.report(data, "report_text")


def key(say: Language) -> str:
    """What the marks mean, as HTML over the text."""
    states = "".join(f'<span><i class="dot {state}"></i>{say(f"source.{state}")}</span>' for state in _STATES)
    return f'<div class="key">{states}</div>'


_STATES = ("bound", "unbound", "aside", "chosen")


def _label(source: Source, say: Language) -> str:
    region = say.region(source.region) if source.region else say("source.no_region")
    return f"{region} · {wording.report_label(source, say)}"


def _file(source: Source, say: Language) -> str:
    """The file's name, where the report is called by another."""
    return "" if wording.report_title(source, say) == source.name else source.name


def _href(context: Context, source: Source, fact: str) -> str:
    return context.href("source", report=source.name, fact=fact) if fact else ""


@lru_cache(maxsize=64)
def _text(raw: str) -> Text:
    return repair(raw)
