"""The form of one figure: what the program read, to be accepted, corrected or set aside, with who, when and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import partial
from html import escape
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from extract.catalogue import KINDS, catalogue
from extract.corrections import ACCEPT, ADD, ASIDE, SET, Correction, Value, correction, undo
from extract.corrections.draws import READ
from extract.corrections.overlay import added
from extract.corrections.passages import Passage
from extract.facts import Fact
from extract.span import Span
from extract.table import Source
from extract.views import evidence, panels, tables, wording, worklist
from extract.views.context import Context
from extract.views.desk import Desk, attempt, signatory, who
from extract.views.language import BOUND_SIGNS, Language
from extract.views.worklist import FormError, Item

_LAST = "_last_correction"
_SHOWN = "_shown_form"  # the figure whose form this reader has before him, and the state that it shows
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
            f'<div class="evidence"><h3>{escape(say("evidence.title"))} · {escape(say.region(source.region))}</h3>'
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
    shown, st.session_state[_SHOWN] = st.session_state.get(_SHOWN), (item.id, id)
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
        st.session_state[_LAST] = made.id
        st.session_state[_SHOWN] = None
        after()
    st.rerun()


def undo_last(desk: Desk, say: Language) -> None:
    """A button that takes back what this reader did last, as long as it stands."""
    last = next((each for each in desk.state.log.in_force if each.id == st.session_state.get(_LAST)), None)
    if last is not None:
        quote = (last.passage.quote or last.passage.report) if last.passage else ""
        st.button(
            say("review.undo_last", what=say(f"action.{last.action}"), quote=wording.literal(quote)), key="undo_last", icon=":material/undo:",
            on_click=partial(take_back, desk, last, say), shortcut="Alt+Z",
        )  # fmt: skip


def take_back(desk: Desk, made: Correction, say: Language) -> None:
    """Undo a correction."""
    signed = signatory(say)
    if not signed:
        return
    if attempt(say, lambda: desk.workspace.record([undo(made, who=signed)]), say("review.undone")):
        st.session_state[_SHOWN] = None


def history(desk: Desk, done: Sequence[Correction], say: Language) -> None:
    """What was done to a figure, the newest first, each to be undone."""
    standing = {each.id for each in desk.state.log.standing}
    for each in reversed(done):
        with st.container(horizontal=True, vertical_alignment="center", key=f"done_{each.id}"):
            st.html(
                f'<p class="done {"" if each.id in standing else "undone"}">{escape(told(each, say))}</p>',
                width="stretch",
            )
            if each.id in standing:
                st.button(
                    say("review.undo"), key=f"undo_{each.id}", icon=":material/undo:", type="tertiary",
                    on_click=partial(take_back, desk, each, say),
                )  # fmt: skip


def told(made: Correction, say: Language) -> str:
    """A correction in one line: when, who, what, why."""
    what = say(f"action.{made.action}")
    if made.verdict:
        what = say("audit.mark", what=what, verdict=wording.verdict(made.verdict, say))
    if made.values:
        colon, joint = ("：", "；") if say.code == "zh" else (": ", "; ")
        what += colon + joint.join(
            f"{say.term('field', name)} {value_words(name, value, say)}"
            for name, value in made.values.items()
        )
    why = f"“{made.why}”" if made.why else ""
    return " · ".join(part for part in (moment(made.when), made.who, what, why) if part)


def moment(when: str) -> str:
    """A moment of the record by the reader's own clock."""
    try:
        at = datetime.fromisoformat(when)
        zone: tzinfo = ZoneInfo(st.context.timezone) if st.context.timezone else UTC
    except (ValueError, ZoneInfoNotFoundError):
        return when
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def value_words(name: str, value: Value, say: Language) -> str:
    """A field's value in words."""
    if value in (None, ""):
        return say("tile.none")
    if isinstance(value, int | float):
        return say.exact(value)
    match name:
        case "indicator":
            indicator = catalogue().indicators.get(value)
            return say.indicator(indicator) if indicator else value
        case "unit":
            return wording.unit(value, say)
        case "bound" | "kind":
            return say.term(name, value)
        case "period":
            return say.period(value)
        case "scope":
            return say.region(value)
        case _:
            return value


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
