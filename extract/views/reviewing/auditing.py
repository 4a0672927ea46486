"""抽检 Sampling audit, on the page Review: start one, go on with one, see what it found."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from extract.audit import Result, Review, drawn_again, population, table_then
from extract.audit import draw as draw_sample
from extract.catalogue import catalogue
from extract.corrections import DRAW, correction, undo
from extract.corrections.draws import POPULATIONS
from extract.views.address import open_fact, settle
from extract.views.context import Context
from extract.views.desk import Desk, attempt, by_proxy, signatory, who
from extract.views.parts import panels
from extract.views.reviewing import audited, judging
from extract.views.words import wording
from extract.views.words.language import Language

_AT_FIRST = 50  # figures that are drawn unless somebody asks for another number
_RESULT = "_audit_result"  # this reader wants the result of an audit that he has not judged
_LISTED = 20


def draw(context: Context, desk: Desk) -> None:
    """The audit that is open, else a new one and those that there are."""
    opened = next(
        (each for each in audited.found(desk.state) if each.audit.id == st.session_state.get("audit")), None
    )
    if opened is None:
        st.session_state["audit"] = ""
        signature(context.say)
        start(context, desk)
        listed(context, desk)
        return
    head(context, opened)
    own = review_of(opened)
    if (own and own.finished) or (st.session_state.get(_RESULT) == opened.audit.id and not own):
        outcome(context, desk, opened)
    else:
        judging.judge(context, desk, opened.audit.id)


def signature(say: Language) -> None:
    """Who judges: the verdicts of each name stand apart."""
    st.text_input(
        say("audit.signed"), value=who(), disabled=bool(by_proxy()), key="audit_who", help=say("audit.who_help"), on_change=_signed, max_chars=80, width=260,
    )  # fmt: skip


def _signed() -> None:
    st.session_state["who"] = str(st.session_state.get("audit_who", "")).strip()


def review_of(result: Result) -> Review | None:
    """This reader's part of an audit."""
    return next((each for each in result.reviews if each.who == who()), None)


def start(context: Context, desk: Desk) -> None:
    """A new audit: what to draw from, and how many."""
    say, known, facts = context.say, catalogue(), desk.state.table.facts
    panels.section(say("audit.new"), say("audit.new_note"))
    with st.container(border=True, key="audit_new"):
        settle("audit_kind", POPULATIONS, "all")
        kind = str(
            st.segmented_control(
                say("audit.population"), POPULATIONS, key="audit_kind", format_func=lambda each: say(f"audit.kind_{each}"), required=True
            )
        )  # fmt: skip
        of = ""
        if kind in ("indicator", "theme"):
            given = {fact.indicator if kind == "indicator" else fact.theme for fact in facts}
            names = known.indicators if kind == "indicator" else known.themes
            options = [id for id in names if id in given]
            of = str(st.selectbox(
                say(f"audit.kind_{kind}"), options, key=f"audit_{kind}",
                format_func=lambda id: say.indicator(known.indicators[id]) if kind == "indicator" else say.theme(known.themes[id]),
            ) or "")  # fmt: skip
        size = len(population(facts, kind, of))
        if not size:
            st.info(say("audit.nothing"))
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            wanted = st.number_input(
                say("audit.wanted", size=f"{size:,}"), 1, size, min(_AT_FIRST, size), key=f"audit_wanted_{kind}_{of}", width=220
            )  # fmt: skip
            st.button(
                say("audit.start"), key="audit_start", type="primary", icon=":material/casino:",
                on_click=_start, args=(desk, kind, of, int(wanted or 1), say),
            )  # fmt: skip


def _start(desk: Desk, kind: str, of: str, wanted: int, say: Language) -> None:
    signed = signatory(say)
    if not signed:
        return
    state = desk.state
    made = correction(
        DRAW, None, {}, who=signed, draw=draw_sample(state.table, state.identities, kind, of, wanted)
    )
    if attempt(say, partial(desk.workspace.record, [made]), ""):
        _open(made.id)


def _open(id: str, result: bool = False) -> None:
    st.session_state["audit"] = id
    st.session_state[_RESULT] = id if result else ""
    judging.let_go()


def listed(context: Context, desk: Desk) -> None:
    """The audits that there are, the newest first."""
    say, there = context.say, audited.found(desk.state)
    if not there:
        return
    panels.section(say("audit.list"), say("audit.list_note"))
    for each in there[:_LISTED]:
        _entry(desk, each, say)
    if len(there) > _LISTED:
        st.caption(say("audit.more", count=len(there) - _LISTED))


def _entry(desk: Desk, each: Result, say: Language) -> None:
    audit, own = each.audit, review_of(each)
    drawn = len(audit.draw.figures)
    lines = [
        say("audit.drew", who=audit.opened.who, day=audited.day(audit.opened.when), drawn=drawn, population=audited.drawn_from(audit.draw, say))
    ]  # fmt: skip
    open_to_see = own is None or own.finished  # while he judges, nobody is told what others found
    for review in each.reviews:
        told = audited.outcome(review, say) if review.finished and open_to_see else ""
        count = len(review.verdicts)
        lines.append(
            f"{review.who} · " + (told or say("audit.progress", done=count, total=drawn - len(each.gone)))
        )
    if open_to_see:
        lines += [audited.agreed(one, two, found[0], say) for one, two, found in each.agreements]
    with st.container(border=True, key=f"audit_{audit.id}"):
        st.html(
            f'<h3 class="import-name">{escape(lines[0])}</h3>'
            + "".join(f'<p class="done">{escape(line)}</p>' for line in lines[1:])
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            if own is None or not own.finished:
                go = "go_on" if own else "review_it" if each.reviews else "begin"
                st.button(
                    say(f"audit.{go}"), key=f"audit_open_{audit.id}", icon=":material/play_arrow:",
                    type="primary" if own or not each.reviews else "secondary", on_click=_open, args=(audit.id,),
                )  # fmt: skip
            if each.finished and open_to_see:
                st.button(
                    say("audit.see"), key=f"audit_see_{audit.id}", icon=":material/insights:", on_click=_open, args=(audit.id, True)
                )  # fmt: skip
            with st.popover(
                say("audit.delete"), icon=":material/delete:", type="tertiary", key=f"audit_drop_{audit.id}"
            ):
                st.write(say("audit.delete_note"))
                st.button(
                    say("audit.delete_yes"), key=f"audit_delete_{audit.id}", on_click=_delete, args=(desk, each, say)
                )  # fmt: skip


def _delete(desk: Desk, each: Result, say: Language) -> None:
    signed = signatory(say)
    if signed:
        attempt(
            say, lambda: desk.workspace.record([undo(each.audit.opened, who=signed)]), say("audit.deleted")
        )


def head(context: Context, each: Result) -> None:
    """Which audit is open, and the way back."""
    say, audit = context.say, each.audit
    with st.container(horizontal=True, vertical_alignment="center", key="audit_head"):
        st.button(
            say("audit.back"), key="audit_back", icon=":material/arrow_back:", on_click=_open, args=("",)
        )
        words = say(
            "audit.drew", who=audit.opened.who, day=audited.day(audit.opened.when), drawn=len(audit.draw.figures),
            population=audited.drawn_from(audit.draw, say),
        )  # fmt: skip
        st.html(f'<p class="done">{escape(words)}</p>', width="stretch")
        signature(say)
    if each.reviews and review_of(each) is None:  # a new visit, or another reviewer: whose verdicts go on?
        begun = [f"{review.who} {len(review.verdicts)} / {len(each.spots)}" for review in each.reviews]
        st.caption(wording.literal(say("audit.begun", names=say.list(begun), who=who())))


def outcome(context: Context, desk: Desk, each: Result) -> None:
    """What an audit found, what is left to settle, and how to draw it again."""
    say, state = context.say, desk.state
    if review_of(each):
        st.button(
            say("audit.undo"), key="audit_undo", icon=":material/undo:", type="tertiary",
            on_click=judging.take_back, args=(desk, each.audit.id, say),
        )  # fmt: skip
    for review in each.reviews:
        if review.finished:
            panels.section(f"{review.who} · {audited.day(review.when)}", audited.outcome(review, say))
            st.html(audited.bars(review.estimates, say))
    for one, two, found in each.agreements:
        panels.section(say("audit.agreement"), audited.agreed(one, two, found[0], say))
        rows = [
            f"{say(f'audit.of_{measure.measure}')} {measure.alike} / {measure.both} · {audited.kappa(measure, say)}"
            for measure in found
        ]
        panels.chips(rows)
    _to_settle(context, each, each.disputed, "disputed")
    _to_settle(context, each, each.unmended, "unmended")
    again = drawn_again(each.audit.draw, table_then(state, each.audit), state.identities)
    notes = [say("audit.method"), say(f"audit.again_{again}".lower(), seed=each.audit.draw.seed)]
    notes += [say("audit.gone", count=len(each.gone))] if each.gone else []
    notes += [say("audit.changed", count=len(each.changed))] if each.changed else []
    panels.section(say("audit.how"))
    panels.paragraphs(notes)


def _to_settle(context: Context, each: Result, places: tuple[int, ...], kind: str) -> None:
    """Figures that somebody should look at again, each one click away."""
    say = context.say
    if not places:
        return
    panels.section(say(f"audit.{kind}", count=len(places)), say(f"audit.{kind}_note"))
    with st.container(key=f"audit_{kind}", gap=None):
        for at in places:
            drawn = each.audit.draw.figures[at]
            colon, joint = ("：", "；") if say.code == "zh" else (": ", "; ")
            said = joint.join(
                f"{who}{colon}{wording.verdict(ats[at].verdict, say)}"
                for who, ats in each.audit.said.items()
                if at in ats
            )
            spot = each.spots.get(at)
            st.button(
                wording.literal(f"“{drawn.passage.quote}” · {said}"), key=f"audit_{kind}_{at}", type="tertiary", icon=":material/edit:",
                on_click=_settle, args=(f"{spot[0]}:{spot[1].start}" if spot else "",), disabled=spot is None, wrap=True,
            )  # fmt: skip


def _settle(fact: str) -> None:
    """Open a figure among those that a person has seen, to be corrected there."""
    st.session_state["queue"] = "corrected"
    st.session_state["audit"] = ""
    open_fact(fact)
