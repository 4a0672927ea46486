"""审校 Review: figures that need a look, one after the other; what people did, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from extract.catalogue import catalogue
from extract.views.address import choose_fact, chosen_fact, open_fact, settle
from extract.views.context import Context
from extract.views.desk import Desk, told
from extract.views.parts import choice, panels, scripted
from extract.views.reviewing import (
    auditing,
    dating,
    form,
    history,
    missed,
    proposing,
    record,
    teaching,
)
from extract.views.words import wording
from extract.views.words.language import Language
from extract.views.worklist import QUEUES, Item, Worklist, item, of_item, worklist

_OTHERS = (dating.QUEUE, "missed", "proposed", "learn", "audit")  # what is no queue of figures
_WINDOW = 30  # lines of the list at a time


def draw(context: Context, desk: Desk) -> None:
    """The page: choose a queue, look at one figure after the other."""
    say, work = context.say, worklist(desk.state)
    with st.sidebar:
        years = choice.report_years(context.shelf, say)
        within = context.shelf.told_in(years)
        report = choose_report(context, within)
        words = st.text_input(
            say("review.find"),
            key="find",
            placeholder=say("review.find_hint"),
            persist_state="session",
            on_change=lambda: choose_fact(""),
        )
    panels.title(say("page.review"), say("review.lead"))
    told()
    asked = None if not (report or years) else frozenset([report] if report else within)
    undated = dating.wanting(
        [each for name, each in context.shelf.sources.items() if asked is None or name in asked]
    )
    queue = choose_queue(work, asked, words, len(undated), say)
    if queue == "missed":
        missed.draw(context, desk, report or next(iter(within), ""))
    elif queue == dating.QUEUE:
        dating.draw(context, desk, [report] if report else within)
    elif queue == "proposed":
        proposing.draw(desk, say)
    elif queue == "learn":
        teaching.draw(desk, say)
    elif queue == "audit":
        auditing.draw(context, desk)
        return  # the record below tells what others found
    else:
        one_by_one(context, desk, work, work.queue(queue, asked, words), queue)
    record.draw(context, desk)


def choose_report(context: Context, within: Sequence[str]) -> str:
    """One report of those that are ``within`` what is asked for, or "" for all of them."""
    say, sources = context.say, context.shelf.sources
    settle("of", ["", *within], "")
    return str(
        st.selectbox(
            say("side.report"),
            ["", *within],
            key="of",
            format_func=lambda name: (
                wording.report_of_region(sources[name], say) if name else say("review.all_reports")
            ),
            persist_state="session",
            on_change=lambda: choose_fact(""),
        )
    )


def choose_queue(
    work: Worklist, asked: frozenset[str] | None, words: str, undated: int, say: Language
) -> str:
    """What to look at; each choice says how much there is in the reports that are ``asked`` for."""
    counts = {name: len(work.queue(name, asked, words)) for name in QUEUES} | {dating.QUEUE: undated}
    settle("queue", [*QUEUES, *_OTHERS], work.first)
    chosen = st.pills(
        say("review.queue"),
        [*QUEUES, *_OTHERS],
        key="queue",
        format_func=lambda name: say(f"queue.{name}") + (f" {counts[name]:,}" if name in counts else ""),
        required=True,
        label_visibility="collapsed",
        persist_state="session",
        on_change=lambda: choose_fact(""),
    )
    st.caption(say(f"queue_note.{chosen}"))
    return str(chosen)


def one_by_one(context: Context, desk: Desk, work: Worklist, items: Sequence[Item], queue: str) -> None:
    """The list beside the figure that is open, with its form."""
    say = context.say
    opened = item(desk.state, chosen_fact()) or (items[0] if items else None)
    if opened is None:
        st.success(say("review.nothing"), icon=":material/task_alt:")
        return
    choose_fact(opened.id)  # so that it stays open, whatever others do to the queue meanwhile
    ids = [each.id for each in items]
    at = ids.index(opened.id) if opened.id in ids else -1
    with st.container(key="review_pair"):
        left, right = st.columns([0.36, 0.64], gap="medium")
    with left:
        first = max(at, 0) // _WINDOW * _WINDOW
        rows = [_row(context, each, each.id == opened.id) for each in items[first : first + _WINDOW]]
        if rows:
            scripted.lists([{"title": say(f"queue.{queue}"), "rows": rows}], "review_list", level=2)
            st.caption(say("review.window", first=first + 1, last=first + len(rows), total=len(items)))
    with right, st.container(border=True, key="review_card"):
        source = context.shelf.sources[opened.row.report]
        walk(ids, at, desk, say)
        form.evidence_of(context, opened, source)
        if opened.id in work.conflicts:
            contested(context, opened, work)
        form.form(context, desk, opened, source, partial(_go_on, queue, ids, at))
        done = of_item(opened, desk.state.log.corrections, source)
        if done:
            panels.section(say("review.history"))
            history.listed(desk, done, say)


def walk(ids: Sequence[str], at: int, desk: Desk, say: Language) -> None:
    """Back and on through the queue, by mouse or by key, and the way back from the last step."""
    with st.container(horizontal=True, vertical_alignment="center", key="walk"):
        for name, icon, other, key in (
            ("previous", ":material/chevron_left:", at - 1, "Alt+P"),
            ("next", ":material/chevron_right:", at + 1, "Alt+N"),
        ):
            exists = 0 <= other < len(ids)
            st.button(
                say(f"evidence.{name}"), key=f"review_{name}", icon=icon, disabled=not exists, shortcut=key,
                on_click=open_fact, args=(ids[other] if exists else "",),
            )  # fmt: skip
        st.caption(
            say("evidence.position", position=at + 1, total=len(ids)) if at >= 0 else say("review.elsewhere")
        )
        history.undo_last(desk, say)


def contested(context: Context, opened: Item, work: Worklist) -> None:
    """The figures that this one is in conflict with, each one click away."""
    say, conflict = context.say, work.conflicts[opened.id]
    others = [fact for fact in conflict.facts if fact.id != opened.id]
    panels.strip(say("review.conflict", count=len(others)), [say("review.conflict_note")])
    with st.container(horizontal=True):
        for fact in others:
            own = say.figure(fact.value, fact.value_high, fact.bound, fact.unit)
            st.button(
                wording.literal(f"{own} · {fact.report}"), key=f"against_{fact.id}", help=wording.literal(fact.sentence.strip()), type="tertiary",
                on_click=open_fact, args=(fact.id,),
            )  # fmt: skip


def _row(context: Context, each: Item, opened: bool) -> dict[str, Any]:
    say, fact = context.say, each.fact
    if fact is not None:
        names = catalogue().indicators
        name = (
            say.indicator(names[fact.indicator])
            if fact.indicator in names and fact.indicator
            else fact.subject
        )
        number = say.figure(fact.value, fact.value_high, fact.bound, fact.unit)
        label = say.of_unit(number, wording.unit(fact.unit, say))
    else:
        name, label = say.set_aside(each.number.reason) if each.number else "", each.row.quote
    return {
        "name": name or each.row.quote,
        "label": label,
        "grade": "plain opened" if opened else "plain",
        "note": _note(context, each),
        "hint": each.row.sentence.strip(),
        "fact": each.id,
        "href": context.href("review", fact=each.id),
    }


def _note(context: Context, each: Item) -> str:
    """Where a figure is from, and how sure the program was of it."""
    say, fact = context.say, each.fact
    if fact is None:
        return say.region(context.shelf.sources[each.row.report].region)
    return f"{say.region(fact.scope)} · {fact.confidence:.0%}"


def _go_on(queue: str, ids: Sequence[str], at: int) -> None:
    """After a decision: the next figure of the queue; a figure in conflict stays, to be seen beside the others."""
    if queue in ("conflict", "corrected") or at < 0:
        return
    rest = [*ids[at + 1 :], *reversed(ids[:at])]
    choose_fact(rest[0] if rest else "")
