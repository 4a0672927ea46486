"""The form of one figure: what the program read, to be accepted, corrected or set aside, with who, when and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape

import streamlit as st

from extract.catalogue import KINDS, catalogue
from extract.corrections import ACCEPT, ADD, ASIDE, SET, Value, correction, new_batch
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
from extract.views.reviewing import together
from extract.views.reviewing.history import LAST, SHOWN
from extract.views.words import wording
from extract.views.words.language import BOUND_SIGNS, Language
from extract.views.worklist import FormError, Item

After = Callable[[], None]
_Change = tuple[Passage, Mapping[str, Value]]


def evidence_of(context: Context, item: Item, source: Source | None) -> None:
    """The figure in its sentence, as the program or a person has it."""
    say = context.say
    if item.fact is not None:
        st.html(evidence.card(item.fact, say, source, [], tables.around(item.fact, source), framed=True))
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
    own = [each for each in desk.state.table.facts if each.report == fact.report] if item.fact else []
    ways = together.alike(fact, source, own) if item.fact else ()
    twins = [(each, context.shelf.sources[each.row.report]) for each in worklist.twins(desk.state, item)]
    with st.form(f"edit_{id}", border=False):
        fields(context, fact, id)
        reach(ways, id, say)
        if twins:
            st.caption(say("review.twins", count=len(twins)))
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
    also = next((each.facts for each in ways if each.way == st.session_state.get(f"reach_{id}")), ())
    same: list[_Change] = [(worklist.place(each.row, own), {}) for each, own in twins]
    if saved:
        _save(desk, item.fact, place, id, say, after, also, source, twins)
    elif accepted:
        record(desk, ACCEPT, place, {}, id, say, say("review.accepted"), after, same)
    elif dropped:
        rest: list[_Change] = [(worklist.place(each, source), {}) for each in also]
        done = say("review.dropped_all", count=len(rest) + 1) if rest else say("review.dropped")
        record(desk, ASIDE, place, {}, id, say, done, after, [*rest, *same])


def reach(ways: Sequence[together.Alike], id: str, say: Language) -> None:
    """For a figure of a table: whether what is done goes for its whole column or row."""
    if not ways:
        return
    named = {each.way: each for each in ways}
    st.selectbox(
        say("review.reach"),
        ["", *named],
        key=f"reach_{id}",
        format_func=lambda way: (
            say(f"review.reach_{way}", count=len(named[way].facts) + 1, name=named[way].named)
            if way
            else say("review.reach_one")
        ),
        help=say("review.reach_help"),
    )


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
        with st.expander(say("review.more"), key=f"more_{id}"):
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


def _save(
    desk: Desk,
    fact: Fact | None,
    place: Passage,
    id: str,
    say: Language,
    after: After,
    also: Sequence[Fact],
    source: Source,
    twins: Sequence[tuple[Item, Source]],
) -> None:
    values = _typed(id, say)
    if values is None:
        return
    if fact is None:
        wanted = {name: value for name, value in values.items() if value not in ("", None)} | {
            "value": values["value"]
        }
        same: list[_Change] = [(worklist.place(each.row, own), wanted) for each, own in twins]
        record(desk, ADD, place, wanted, id, say, say("review.added"), after, same)
        return
    changed = worklist.differing(values, fact)
    others = together.changes(fact, changed, also)
    if not changed and not others:
        st.info(say("review.unchanged"))
        return
    names = say.list([say(f"field.{name}") for name in changed or others[0][1]])
    done = say("review.saved", fields=names)
    if also:
        done = say("review.saved_all", count=len(others) + bool(changed), fields=names)
    rest: list[_Change] = [(worklist.place(other, source), own) for other, own in others]
    for twin, of in twins:
        if twin.fact and (own := {name: v for name, v in changed.items() if getattr(twin.fact, name) != v}):
            rest.append((worklist.place(twin.fact, of), own))
    first, *rest = [(place, changed), *rest] if changed else rest
    record(desk, SET, first[0], first[1], id, say, done, after, rest)


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
    rest: Sequence[_Change] = (),
) -> None:
    """Keep a correction, with the ``rest`` of figures that it goes for in one act; remember it for the undo, and show the page
    anew."""
    signed = str(st.session_state.get(f"who_{id}", "")).strip()
    st.session_state["who"] = signed
    if not signed:
        st.warning(say("review.wrong_who"))
        return
    why, batch = str(st.session_state.get(f"why_{id}", "")), new_batch() if rest else ""
    made = [
        correction(action, where, own, who=signed, why=why, batch=batch)
        for where, own in [(place, values), *rest]
    ]
    if attempt(say, partial(desk.workspace.record, made), done):
        st.session_state[LAST] = made[0].id
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
