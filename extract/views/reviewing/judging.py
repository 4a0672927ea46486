"""One figure of an audit at a time, judged with one key: right, which field is wrong, or no figure at all.

It runs as a fragment: a verdict is kept at once, and the whole table is read anew only when the audit is done or left. What
is shown is the figure as it was drawn, whatever others made of it since, and nothing of what they said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape
from types import MappingProxyType

import streamlit as st

from extract.audit import Audit, audits, estimates, judged, last_of, spots
from extract.catalogue import catalogue
from extract.corrections import Log, Value, undo
from extract.corrections.draws import GROUPS, NONE, RIGHT, wrong
from extract.corrections.overlay import added
from extract.facts import Fact
from extract.messages import WorkspaceError
from extract.views.context import Context
from extract.views.desk import Desk, attempt, signatory, tell, told, who
from extract.views.parts import evidence, panels, scripted, surroundings, tables
from extract.views.reviewing import audited, form
from extract.views.words import wording
from extract.views.words.language import Language
from extract.views.worklist import FormError

_HELD = "_audit_held"  # the figure that was found wrong and stays open for its right value: (audit, place in the draw)
_STAY = "audit_stay"
KEYS = {
    RIGHT: ("1", "r"),
    **{group: (str(number),) for number, group in enumerate(GROUPS, 2)},
    NONE: ("0", "n"),
}


@st.fragment
def judge(context: Context, desk: Desk, id: str) -> None:
    """The figure that is next for this reader, the verdicts, and what they come to so far."""
    say = context.say
    log = _log(desk, say)
    told()
    if log is None:
        return
    audit = _of(log, id)
    if audit is None:
        st.info(say("audit.gone_meanwhile"), icon=":material/delete:")
        return
    there = spots(desk.state, audit)
    if not there:
        st.info(say("audit.all_gone"), icon=":material/link_off:")
        return
    own = {at: said for at, said in audit.verdicts(who()).items() if at in there}
    held = _held(id)
    at = held if held in own else next((each for each in there if each not in own), None)
    if at is None:
        st.rerun()  # done: the page shows the result, with the table read anew
    st.progress(len(own) / len(there), say("audit.progress", done=len(own), total=len(there)))
    _figure(context, desk, audit, at, own.get(at, ""))
    panels.section(say("audit.so_far"), say("audit.so_far_note"))
    st.html(audited.bars(estimates(own.values()), say))
    gone = len(audit.draw.figures) - len(there)
    if gone:
        st.caption(say("audit.gone", count=gone))


def let_go() -> None:
    """Hold no figure open."""
    st.session_state.pop(_HELD, None)


def _held(id: str) -> int | None:
    of, at = st.session_state.get(_HELD, ("", None))
    return at if of == id else None


def _figure(context: Context, desk: Desk, audit: Audit, at: int, verdict: str) -> None:
    """A figure in its sentence with all that was read; ``verdict`` is what this reader said of it, if it is held open."""
    say, fact = context.say, as_drawn(desk, audit, at)
    source = context.shelf.sources.get(fact.report)
    where = wording.report_title(source, say) if source else fact.report
    dated = surroundings.dated(source, say)
    quoted = evidence.quotes(fact, say, source, tables.around(fact, source), folded=True, framed=True)
    link = context.href("source", report=fact.report, fact=fact.id)
    with st.container(key="audit_pair"):
        left, right = st.columns([0.54, 0.46], gap="medium")
    with left, st.container(border=True, key="audit_card"):
        st.html(
            f'<div class="evidence"><p class="source-label"><span lang="zh">{escape(where)}</span> · '
            f'<a href="{escape(link)}" target="_blank">{escape(say("evidence.open"))}</a>'
            f'<br><span class="dated">{escape(dated)}</span></p>{quoted}</div>'
        )
    act = partial(_button, desk, audit, at, say, held=verdict)
    with right, st.container(key="audit_keys", gap=None):
        act(RIGHT, say("audit.next" if verdict else "audit.right"), type="primary")
        st.caption(say("audit.which_held" if verdict else "audit.which"))
        for group in GROUPS:
            words = f"**{say(f'audit.of_{group}')}** {wording.literal(value(fact, group, say))}"
            act(group, words, marked=group in wrong(verdict))
        if not verdict:
            act(NONE, say("audit.none"))
        with st.container(horizontal=True, vertical_alignment="center", key="audit_more"):
            st.button(
                f"`U` {say('audit.undo')}", key=f"judge_undo_{at}", type="tertiary",
                disabled=not audit.said.get(who()), on_click=take_back, args=(desk, audit.id, say),
            )  # fmt: skip
            st.checkbox(say("audit.stay"), value=True, key=_STAY, persist_state="session")
    names = {name: f"judge_{what}_{at}" for what, pressed in KEYS.items() for name in pressed}
    scripted.keys({**names, "u": f"judge_undo_{at}"}, "audit_pressed")
    if verdict:
        _mend(context, desk, audit, at, verdict, fact)


def _button(
    desk: Desk, audit: Audit, at: int, say: Language, what: str, words: str, *,
    held: str, type: str = "secondary", marked: bool = False,
) -> None:  # fmt: skip
    """A verdict to be pressed; one that is ``marked`` was pressed already and is taken back by another press."""
    st.button(
        f"`{KEYS[what][0]}` {words}", key=f"judge_{what}_{at}", type=type, width="stretch",  # type: ignore[arg-type] # one of Streamlit's
        on_click=_toggle if held else _say, args=(desk, audit.id, at, what, say), wrap=True,
        icon=":material/close:" if marked else None, icon_position="right",
    )  # fmt: skip


def as_drawn(desk: Desk, audit: Audit, at: int) -> Fact:
    """A figure as it was drawn, in its sentence as it stands now."""
    state = desk.state
    name, place = spots(state, audit)[at]
    rows = (*state.read.facts, *state.table.facts)
    fact = next((fact for fact in rows if fact.report == name and fact.span == place), None)
    if fact is None:  # it was added by hand, and taken away again
        source = next(each for each in state.table.sources if each.name == name)
        fact = added(source, place, state.known)
    return replace(fact, corrected="", **audit.draw.figures[at].reading)  # type: ignore[arg-type] # checked by the log


def value(fact: Fact, group: str, say: Language) -> str:
    """What was read of one group of fields, in words."""
    nothing = say("audit.empty")
    match group:
        case "value":
            exact = say.figure(fact.value, fact.value_high, fact.bound, fact.unit, exact=True)
            short = say.figure(fact.value, fact.value_high, fact.bound, fact.unit)
            bound = "" if fact.bound == "exact" else say.term("bound", fact.bound)
            return " · ".join(filter(None, [exact, short if short != exact else "", bound]))
        case "unit":
            return " · ".join(filter(None, [wording.unit(fact.unit, say), wording.measure(fact.per, say)]))
        case "indicator":
            known = catalogue().indicators.get(fact.indicator or "")
            return say.indicator(known) if known else fact.indicator or say("review.no_indicator")
        case "period":
            return say.period(fact.period)
        case "place":
            return " · ".join(filter(None, [_region(fact.scope, say), _quoted(fact.site, say)])) or nothing
        case "subject":
            return " · ".join([_quoted(fact.subject, say) or nothing, say.term("kind", fact.kind)])
        case _:
            raise ValueError(f"no group {group!r}")


def _region(scope: str, say: Language) -> str:
    """A region by its full path in Chinese: a county may be the right one of the wrong province."""
    return scope if say.code == "zh" else say.region(scope)


def _quoted(text: str, say: Language) -> str:
    """Words of the report, in quotation marks on an English page."""
    return text if say.code == "zh" or not text or text.isascii() else f"“{text}”"


def _mend(context: Context, desk: Desk, audit: Audit, at: int, said: str, fact: Fact) -> None:
    """The right values of a figure that was found wrong, if the reviewer knows them: a correction like any other."""
    say, id = context.say, f"audit_{audit.id}_{at}"
    panels.section(say("audit.mend"), say("audit.mend_note"))
    with st.container(border=True, key="audit_mend"), st.form(f"mend_{id}", border=False):
        form.fields(context, fact, id, signed=False)
        st.form_submit_button(
            say("audit.save"), type="primary", icon=":material/save:", shortcut="Alt+S",
            on_click=_save, args=(desk, audit.id, at, said, id, say),
        )  # fmt: skip


def _say(desk: Desk, id: str, at: int, said: str, say: Language) -> None:
    """Keep a verdict, unless this reader gave one already: a press too many says nothing of the next figure."""
    log = _signed_log(desk, say)
    audit = _of(log, id)
    if log is None or audit is None or at in audit.said.get(who(), {}):
        return
    kept = _keep(desk, log, audit, at, said, say)
    if kept and said not in (RIGHT, NONE) and st.session_state.get(_STAY):
        st.session_state[_HELD] = (id, at)


def _toggle(desk: Desk, id: str, at: int, what: str, say: Language) -> None:
    """On a figure that is held open: go on, or call one more field wrong, or one fewer."""
    log = _signed_log(desk, say)
    audit = _of(log, id)
    before = audit.said.get(who(), {}).get(at) if audit else None
    if log is None or audit is None or before is None or what == RIGHT:
        let_go()
        return
    groups = set(wrong(before.verdict)) ^ {what}
    if groups:
        said = " ".join(group for group in GROUPS if group in groups)
        _keep(desk, log, audit, at, said, say, why=before.why)
    elif attempt(say, lambda: desk.workspace.record([undo(before, who=who())]), ""):
        let_go()


def _save(desk: Desk, id: str, at: int, said: str, filled: str, say: Language) -> None:
    """Keep the right values of a figure that was found wrong, and go on."""
    log = _signed_log(desk, say)
    audit = _of(log, id)
    if log is None or audit is None:
        return
    try:
        values = form.typed(filled)
    except FormError as error:
        tell(say(f"review.wrong_{error.field}"), wrong=True)
        return
    why = str(st.session_state.get(f"why_{filled}", ""))
    if _keep(desk, log, audit, at, said, say, values=values, why=why):
        let_go()


def take_back(desk: Desk, id: str, say: Language) -> None:
    """Take back what this reader said last; the figure comes up again."""
    log = _signed_log(desk, say)
    audit = _of(log, id)
    last = last_of(audit, who(), log) if log and audit else None
    if last and attempt(say, lambda: desk.workspace.record([undo(last, who=who())]), ""):
        let_go()


def _keep(
    desk: Desk, log: Log, audit: Audit, at: int, said: str, say: Language, *,
    values: Mapping[str, Value] = MappingProxyType({}), why: str = "",
) -> bool:  # fmt: skip
    made = judged(desk.state, log, audit, at, said, who=who(), values=values, why=why)
    return attempt(say, partial(desk.workspace.record, made), "")


def _log(desk: Desk, say: Language) -> Log | None:
    """The log as it stands on the disk, newer than what the page was read from; None where it cannot be read, and that is
    told."""
    try:
        return desk.workspace.folder.log()
    except WorkspaceError as error:
        tell(error.say(say.code), wrong=True)
        return None


def _signed_log(desk: Desk, say: Language) -> Log | None:
    """The same for somebody who signs."""
    return _log(desk, say) if signatory(say) else None


def _of(log: Log | None, id: str) -> Audit | None:
    """The audit as the log has it, None where it was deleted meanwhile."""
    return next((each for each in audits(log) if each.id == id), None) if log else None
