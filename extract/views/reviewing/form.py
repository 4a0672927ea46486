"""The form of one figure: what the program read, to be accepted, corrected or set aside, with who, when and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

import streamlit as st

from extract.catalogue import KINDS, catalogue
from extract.corrections import ACCEPT, ADD, ASIDE, SET, Value, correction
from extract.corrections.draws import READ
from extract.corrections.overlay import added
from extract.corrections.passages import Passage
from extract.facts import Fact
from extract.span import Span
from extract.table import Source
from extract.views import worklist
from extract.views.context import Context
from extract.views.desk import Desk, attempt, who
from extract.views.parts import evidence, panels, tables
from extract.views.reviewing.history import LAST, SHOWN
from extract.views.words import wording
from extract.views.words.language import BOUND_SIGNS, Language
from extract.views.worklist import FormError, Item

After = Callable[[], None]


def evidence_of(context: Context, item: Item, source: Source | None) -> None:
    """The figure in its sentence, as the program or a person has it."""
    say = context.say
    if item.fact is not None:
        st.html(evidence.card(item.fact, say, source, [], tables.around(item.fact, source)))
        panels.reasons(context, item.fact, "review")
    elif item.number is not None and source is not None:
        text, at = worklist.around(source, item.number.span)
        st.html(
            f'<div class="evidence"><h2>{escape(say("evidence.title"))} · {escape(say.region(source.region))}</h2>'
            f'<p class="source-label">{escape(say("evidence.raw"))}</p><blockquote class="raw" lang="zh">'
            f"{evidence.highlighted(text, at, len(item.number.quote))}</blockquote>"
            f'<div class="why"><p>{escape(say("review.aside_because", why=say.set_aside(item.number.reason)))}</p></div></div>'
        )


def form(context: Context, desk: Desk, item: Item, source: Source, after: After) -> None:
    """The fields of a figure and what may be done with it; ``after`` is called when something was."""
    say = context.say
    place = worklist.place(item.row, source)
    fact = item.fact or added(source, item.row.span, desk.state.known)
    id = f"{item.id}_{abs(hash(_state(fact)))}"
    shown, st.session_state[SHOWN] = st.session_state.get(SHOWN), (item.id, id)
    if shown and shown[0] == item.id and shown[1] != id:
        st.warning(say("review.meanwhile"))
    with st.form(f"edit_{id}", border=False):
        fields(context, fact, id)
        with st.container(horizontal=True):
            saved = st.form_submit_button(
                say("review.save" if item.fact else "review.make_figure"), type="primary", icon=":material/save:", shortcut="Alt+S"
            )  # fmt: skip
            accepted = st.form_submit_button(
                say("review.accept" if item.fact else "review.accept_aside"),
                icon=":material/check:",
                shortcut="Alt+A",
            )
            dropped = item.fact is not None and st.form_submit_button(
                say("review.set_aside"), icon=":material/block:", shortcut="Alt+X"
            )
    if saved:
        _save(desk, item.fact, place, id, say, after)
    elif accepted:
        record(desk, ACCEPT, place, {}, id, say, say("review.accepted"), after)
    elif dropped:
        record(desk, ASIDE, place, {}, id, say, say("review.dropped"), after)


def fields(context: Context, fact: Fact, id: str, *, signed: bool = True) -> None:
    """The fields of a figure; what readers need most stands open. ``signed`` asks for a name too."""
    say, known = context.say, catalogue()
    indicators = ["", *known.indicators]
    with st.container(key=f"fields_{abs(hash(id))}"):
        st.selectbox(
            say("column.indicator"),
            indicators,
            index=indicators.index(fact.indicator or ""),
            key=f"indicator_{id}",
            format_func=lambda each: _indicator(each, say),
        )
        left, middle, right = st.columns([0.4, 0.3, 0.3])
        left.text_input(
            say("column.value_plain"),
            value=_number(fact.value),
            key=f"value_{id}",
            help=say("review.value_help"),
        )
        units = list(dict.fromkeys([*wording.units(), fact.unit]))
        middle.selectbox(
            say("column.unit"), units, index=units.index(fact.unit), key=f"unit_{id}", format_func=lambda unit: wording.unit(unit, say)
        )  # fmt: skip
        bounds = list(BOUND_SIGNS)
        right.selectbox(
            say("column.bound"), bounds, index=bounds.index(fact.bound), key=f"bound_{id}", format_func=lambda each: say(f"bound.{each}")
        )  # fmt: skip
        left, right = st.columns(2)
        left.text_input(
            say("column.period"), value=fact.period, key=f"period_{id}", help=say("review.period_help")
        )
        right.text_input(
            say("column.region"), value=fact.scope, key=f"scope_{id}", help=say("import.region_help")
        )
        with st.expander(say("review.more")):
            left, right = st.columns(2)
            left.selectbox(
                say("column.kind"), KINDS, index=KINDS.index(fact.kind), key=f"kind_{id}", format_func=lambda each: say(f"kind.{each}")
            )  # fmt: skip
            right.text_input(
                say("column.high"),
                value="" if fact.value_high is None else _number(fact.value_high),
                key=f"value_high_{id}",
            )
            left.text_input(say("column.site"), value=fact.site, key=f"site_{id}")
            right.text_input(say("review.per"), value=fact.per, key=f"per_{id}", help=say("review.per_help"))
            st.text_input(say("column.subject"), value=fact.subject, key=f"subject_{id}")
        own = st.container()
        if signed:
            left, own = st.columns([0.35, 0.65])
            left.text_input(say("review.who"), value=who(), key=f"who_{id}")
        own.text_input(say("review.why"), key=f"why_{id}", placeholder=say("review.why_hint"))


def added_form(context: Context, desk: Desk, source: Source, span: Span) -> None:
    """The form of a figure that the program missed."""
    say = context.say
    fact = added(source, span, desk.state.known)
    id = f"new_{fact.id}_{fact.end}"
    text, at = worklist.around(source, span)
    st.html(
        f'<div class="evidence"><blockquote class="raw" lang="zh">{evidence.highlighted(text, at, len(span))}</blockquote></div>'
    )
    with st.form(f"add_{id}", border=False):
        fields(context, fact, id)
        saved = st.form_submit_button(
            say("review.add"), type="primary", icon=":material/add:", shortcut="Alt+S"
        )
    if saved:
        values = _typed(id, say)
        if values is not None:
            wanted = {name: value for name, value in values.items() if value not in ("", None)} | {
                "value": values["value"]
            }
            record(
                desk, ADD, worklist.place(fact, source), wanted, id, say, say("review.added"), lambda: None
            )


def _save(desk: Desk, fact: Fact | None, place: Passage, id: str, say: Language, after: After) -> None:
    values = _typed(id, say)
    if values is None:
        return
    if fact is None:
        wanted = {name: value for name, value in values.items() if value not in ("", None)} | {
            "value": values["value"]
        }
        record(desk, ADD, place, wanted, id, say, say("review.added"), after)
        return
    changed = worklist.differing(values, fact)
    if not changed:
        st.info(say("review.unchanged"))
        return
    names = say.list([say(f"field.{name}") for name in changed])
    record(desk, SET, place, changed, id, say, say("review.saved", fields=names), after)


def _typed(id: str, say: Language) -> dict[str, Value] | None:
    """What stands in the fields, None after saying what cannot be kept."""
    try:
        return typed(id)
    except FormError as error:
        st.warning(say(f"review.wrong_{error.field}"))
        return None


def typed(id: str) -> dict[str, Value]:
    """What stands in the fields; raises `FormError`."""
    return worklist.typed({name: str(st.session_state.get(f"{name}_{id}") or "") for name in READ})


def record(
    desk: Desk,
    action: str,
    place: Passage,
    values: Mapping[str, Value],
    id: str,
    say: Language,
    done: str,
    after: After,
) -> None:
    """Keep a correction, remember it for the undo, and show the page anew."""
    signed = str(st.session_state.get(f"who_{id}", "")).strip()
    st.session_state["who"] = signed
    if not signed:
        st.warning(say("review.wrong_who"))
        return
    made = correction(action, place, values, who=signed, why=str(st.session_state.get(f"why_{id}", "")))
    if attempt(say, partial(desk.workspace.record, [made]), done):
        st.session_state[LAST] = made.id
        st.session_state[SHOWN] = None
        after()
    st.rerun()


def _indicator(id: str, say: Language) -> str:
    if not id:
        return say("review.no_indicator")
    known = catalogue()
    one = known.indicators[id]
    unit = wording.unit(one.unit, say)
    return f"{say.theme(known.themes[one.theme])} · {say.indicator(one)}" + (
        f"（{unit}）" if say.code == "zh" else f" ({unit})"
    )


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _state(fact: Fact) -> tuple[object, ...]:
    """What the fields show: a form of another state is another form."""
    return (
        fact.value, fact.value_high, fact.unit, fact.bound, fact.kind, fact.period, fact.scope, fact.site, fact.per,
        fact.subject, fact.indicator, fact.corrected, fact.confidence,
    )  # fmt: skip
