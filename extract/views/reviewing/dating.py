"""The year and the period of a whole report, said once for all that it leaves undated; with who, when and why, to be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from extract import intervals
from extract.comparability import Reason
from extract.corrections import REPORT, Value
from extract.corrections.fields import is_span
from extract.corrections.passages import Passage
from extract.facts import Fact
from extract.manifest import year_of
from extract.periods.unsettled import settled
from extract.table import Source
from extract.views.context import Context
from extract.views.desk import Desk, who
from extract.views.parts import panels
from extract.views.reviewing import form, history
from extract.views.words import wording
from extract.views.words.language import Language

QUEUE = "dates"
"""Its place among what there is to review."""
SETTLED_BY_YEAR = ("period_no_year", "period_no_end", "state_no_year", "state_unknown", "period_missing")
"""Reasons that hold a figure back until somebody gives the year of its report."""
_SIGNS = str.maketrans(
    {"—": "/", "–": "/", "~": "/", "～": "/", "至": "/", "／": "/", "年": "", " ": "", "\u3000": ""}
)
_SHOWN = 3  # reports that are named behind a strip


def wanting(sources: Sequence[Source]) -> list[Source]:
    """The reports whose year nobody said: those without one first, then those whose year is a guess, then what their text
    says."""
    order = {"": 0, "guess": 1, "text": 2}
    return sorted(
        (source for source in sources if source.year is None or source.year_assumed),
        key=lambda source: (source.year is not None, order.get(source.year_from, 0), source.name),
    )


def typed_period(text: str) -> str:
    """A period as people type it in its notation, "" for none; raises `ValueError` for what is no span of the calendar.

    >>> typed_period("2018—2022年"), typed_period(" 2023年 "), typed_period("2023-01-01至2023-06-30"), typed_period("")
    ('2018/2022', '2023', '2023-01-01/2023-06-30', '')
    """
    plain = text.strip().translate(_SIGNS).replace("//", "/")
    if plain and not is_span(plain):
        raise ValueError(text)
    return plain


def draw(context: Context, desk: Desk, told: Sequence[str]) -> None:
    """A report of those that are ``told``, what is known of its year, and the form."""
    say, sources = context.say, context.shelf.sources
    if not told:
        st.info(say("region.nothing"))
        return
    first = [source.name for source in wanting([sources[name] for name in told])]
    options = list(dict.fromkeys([*first, *told]))
    name = options[0]
    if len(options) > 1:
        name = st.selectbox(
            say("side.report"), options, key="dates_of", format_func=lambda each: _label(sources[each], say)
        )  # fmt: skip
    source = sources[str(name)]
    with st.container(border=True, key="dates_card"):
        history.undo_last(desk, say)
        name, region = wording.report_label(source, say), say.region(source.region)
        panels.small_title(name, region if region != name else "", level=2)
        st.html(f'<p class="page-lead">{known(source, say)}</p>')
        st.caption(
            counts([fact for fact in desk.state.table.facts if fact.report == source.name], source, say)
        )
        _form(desk, source, say)
        done = [
            each
            for each in desk.state.log.corrections
            if each.action == REPORT and each.passage and each.passage.report == source.name
        ]
        ids = {each.id for each in done}
        done = [each for each in desk.state.log.corrections if each.id in ids or each.undoes in ids]
        if done:
            panels.section(say("review.history"))
            history.listed(desk, done, say)


def known(source: Source, say: Language) -> str:
    """What is known of a report's year, and how."""
    if source.year is None:
        return say("dates.unknown")
    return say(f"dates.from_{source.year_from or 'published'}", year=source.year)


def counts(facts: Sequence[Fact], source: Source, say: Language) -> str:
    """How many figures are undated, half known, and dated."""
    year = source.year or 2000
    kinds = Counter(
        "undated"
        if not fact.period
        else "half"
        if intervals.parse(fact.period).kind == "copied" and settled(fact.period, year) != fact.period
        else "dated"
        for fact in facts
    )
    return say("dates.counts", undated=kinds["undated"], half=kinds["half"], dated=kinds["dated"])


def _form(desk: Desk, source: Source, say: Language) -> None:
    id = f"dates_{source.name}"
    with st.form(f"form_{id}", border=False):
        left, right = st.columns(2)
        left.text_input(
            say("dates.year"), key=f"year_{id}", placeholder=str(source.year or ""), help=say("dates.year_help")
        )  # fmt: skip
        right.text_input(say("dates.period"), key=f"period_{id}", placeholder=say("dates.period_hint"), help=say("dates.period_help"))  # fmt: skip
        left, right = st.columns([0.35, 0.65])
        left.text_input(say("review.who"), value=who(), key=f"who_{id}")
        right.text_input(say("review.why"), key=f"why_{id}", placeholder=say("review.why_hint"))
        saved = st.form_submit_button(say("dates.save"), type="primary", icon=":material/event:")
    if not saved:
        return
    values = _values(id, say)
    if values:
        place = Passage(source.name, "", "", "")
        form.record(desk, REPORT, place, values, id, say, say("dates.saved"), lambda: _emptied(id))


def _values(id: str, say: Language) -> dict[str, Value]:
    """What was typed; empty after saying what cannot be kept."""
    year = year_of(str(st.session_state.get(f"year_{id}") or ""))
    if year is None:
        st.warning(say("dates.wrong_year"))
        return {}
    try:
        period = typed_period(str(st.session_state.get(f"period_{id}") or ""))
    except ValueError:
        st.warning(say("dates.wrong_period"))
        return {}
    values: dict[str, Value] = {name: text for name, text in (("year", year), ("period", period)) if text}
    if not values:
        st.info(say("dates.nothing"))
    return values


def _emptied(id: str) -> None:
    for name in ("year", "period", "why"):
        st.session_state.pop(f"{name}_{id}", None)


def _label(source: Source, say: Language) -> str:
    year = say("dates.none") if source.year is None else f"{source.year}{'?' if source.year_assumed else ''}"
    return f"{wording.report_label(source, say)} · {year}"


def ways(context: Context, reasons: Sequence[tuple[str, Reason]], *, assumed: bool) -> None:
    """Where figures wait for the year of their report (``reasons`` with the report's name): the ways to settle it, one click
    away. Where nobody may write, only the switch; not even that where it is on, as ``assumed`` says."""
    say, sources = context.say, context.shelf.sources
    names = list(dict.fromkeys(name for name, reason in reasons if reason.code in SETTLED_BY_YEAR))
    undated = {name for name, reason in reasons if reason.code == "period_missing"}
    known = any(name in sources and sources[name].year for name in undated) and not assumed
    writes = "review" in context.pages
    if not names or not (known or writes):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="dates_ways"):
        st.html(f'<span class="page-lead">{say("dates.ways")}</span>', width="content")
        if known:
            st.button(say("side.undated"), key="dates_assume", icon=":material/toggle_on:", on_click=assume)
        for name in names[:_SHOWN] if writes else ():
            source = sources.get(name)
            label = say.region(source.region) if source and source.region else name
            if st.button(
                wording.literal(label),
                key=f"dates_{name}",
                icon=":material/event:",
                help=wording.literal(name),
            ):
                context.go("review", queue=QUEUE, of=name)
        rest = len(names) - _SHOWN
        if (
            writes
            and rest > 0
            and st.button(say("dates.more", count=rest), key="dates_more", type="tertiary")
        ):
            context.go("review", queue=QUEUE, of="")


def assume() -> None:
    """Take undated figures of all reports as of their report's year."""
    st.session_state["undated"] = True
    st.session_state["undated_of"] = []
