"""审校 Review: figures that need a look, one after the other; what people did, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from extract.catalogue import catalogue
from extract.corrections import UNDO, line
from extract.corrections.overlay import Lost
from extract.span import Span
from extract.table import Source
from extract.views.address import choose_fact, chosen_fact, open_fact, settle
from extract.views.context import Context
from extract.views.desk import Desk, attempt, tell, told
from extract.views.parts import choice, panels, scripted
from extract.views.reviewing import auditing, dating, form, history, proposing, teaching
from extract.views.words import wording
from extract.views.words.language import Language
from extract.views.worklist import QUEUES, Item, Worklist, item, of_item, worklist

_OTHERS = (dating.QUEUE, "missed", "proposed", "learn", "audit")  # what is no queue of figures
_WINDOW = 30  # lines of the list at a time
_RECENT = 200  # lines of the record


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
        missed(context, desk, report or next(iter(within), ""))
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
    record(context, desk)


def choose_report(context: Context, within: Sequence[str]) -> str:
    """One report of those that are ``within`` what is asked for, or "" for all of them."""
    say, sources = context.say, context.shelf.sources
    settle("of", ["", *within], "")
    return str(
        st.selectbox(
            say("side.report"),
            ["", *within],
            key="of",
            format_func=lambda name: _report(sources[name], say) if name else say("review.all_reports"),
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


def missed(context: Context, desk: Desk, report: str) -> None:
    """A report's text, in which a figure that was not read is chosen by selecting it."""
    say, sources = context.say, context.shelf.sources
    source = sources.get(report) or next(iter(sources.values()), None)
    if source is None:
        st.info(say("region.nothing"))
        return
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        taken = [
            [row.start, row.end, "bound" if getattr(row, "indicator", None) else state]
            for state, rows in (("unbound", desk.state.table.facts), ("aside", desk.state.table.unread))
            for row in rows
            if row.report == source.name
        ]
        st.caption(wording.literal(_report(source, say)))
        span = scripted.selectable(
            source.raw, taken, wording.report_title(source, say), f"select_{source.name}"
        )
    with right, st.container(border=True, key="missed_card"):
        history.undo_last(desk, say)
        words = st.text_input(say("review.words"), key="missed_words", help=say("review.words_help"))
        chosen = _written(source, words) if words.strip() else _trimmed(source, span)
        if chosen is None and words.strip():
            st.warning(say("review.words_gone"))
        elif chosen is None:
            st.info(say("review.select"), icon=":material/text_select_start:")
        else:
            form.added_form(context, desk, source, chosen)


def _written(source: Source, words: str) -> Span | None:
    """The place of words that were typed instead of selected, for a keyboard: the first; None where they do not stand."""
    start = source.raw.find(words.strip())
    return Span(start, start + len(words.strip())) if start >= 0 else None


def _trimmed(source: Source, span: tuple[int, int] | None) -> Span | None:
    """The selection without white space at its ends; None for none, and for more than a figure can be."""
    if span is None or not 0 <= span[0] < span[1] <= len(source.raw) or span[1] - span[0] > 60:
        return None
    text = source.raw[span[0] : span[1]]
    start = span[0] + len(text) - len(text.lstrip())
    end = span[0] + len(text.rstrip())
    return Span(start, end) if start < end and "\n" not in source.raw[start:end] else None


def record(context: Context, desk: Desk) -> None:
    """All that people did; what could not be laid on the table; and the file."""
    say, state = context.say, desk.state
    log, lost = state.log, {each.correction.id: each for each in state.overlay.lost}
    if not log.corrections and not log.broken:
        merging(desk, say)
        return
    panels.section(
        say("review.record"), say("review.record_note", count=len(log.corrections), force=len(log.in_force))
    )
    if log.broken:
        panels.strip(
            say("review.broken", count=len(log.broken)),
            [f"{each.line}: {each.why}" for each in log.broken[:10]],
        )
    if state.wrong is not None:
        panels.strip(state.wrong.say(say.code), [])
    if lost:
        panels.strip(say("review.lost", count=len(lost)), [say("review.lost_note")])
        for each in list(lost.values())[:20]:
            gone(desk, each, say)
    standing = {each.id for each in log.standing}
    with st.expander(say("review.whole_record")):
        rows = [
            {
                say("review.when"): history.moment(each.when),
                say("review.who"): each.who,
                say("review.what"): history.told(each, say).split(" · ", 2)[-1],
                say("column.quote"): each.passage.quote if each.passage else "",
                say("column.report"): each.passage.report if each.passage else "",
                say("import.state"): _standing(each.id, each.action, standing, lost, say),
            }
            for each in reversed(log.corrections[-_RECENT:])
        ]
        st.dataframe(
            pd.DataFrame(rows), hide_index=True, key="record", height="content" if len(rows) < 12 else 400
        )
        st.download_button(
            say("review.download"), data=lambda: "".join(map(line, log.corrections)).encode("utf-8"), file_name="corrections.jsonl",
            mime="application/jsonl", icon=":material/download:", key="corrections_file", on_click="ignore",
        )  # fmt: skip
    merging(desk, say)


def merging(desk: Desk, say: Language) -> None:
    """Another machine's corrections, to be taken over."""
    with st.expander(say("review.merge")):
        st.caption(say("review.merge_note"))
        st.html(f"<style>:root{{--upload:'{say('review.merge_file')}'}}</style>")
        turn = st.session_state.setdefault("_merge_turn", 0)
        file = st.file_uploader(
            say("review.merge_file"), type=["jsonl"], key=f"merge_{turn}", label_visibility="collapsed"
        )
        if file is not None:
            new: list[int] = []
            if attempt(say, lambda: new.append(desk.workspace.merge(file.getvalue())), ""):
                tell(say("review.merged", count=new[0]))
            st.session_state["_merge_turn"] = turn + 1
            st.rerun()


def gone(desk: Desk, each: Lost, say: Language) -> None:
    """A correction whose figure is not there any more."""
    made = each.correction
    with st.container(horizontal=True, vertical_alignment="center", key=f"lost_{made.id}"):
        quote = f"：“{made.passage.quote}”" if made.passage and made.passage.quote else ""
        where = made.passage.report + quote if made.passage else ""
        text = f"{where} · {history.told(made, say)} · {say(f'lost.{each.why}')}"
        st.html(f'<p class="done">{escape(text)}</p>', width="stretch")
        st.button(
            say("review.undo"), key=f"let_go_{made.id}", icon=":material/undo:", type="tertiary",
            on_click=partial(history.take_back, desk, made, say),
        )  # fmt: skip


def _standing(id: str, action: str, standing: set[str], lost: dict[str, Lost], say: Language) -> str:
    if id in lost:
        return say(f"lost.{lost[id].why}")
    if id not in standing:
        return say("review.is_undone")
    return say("review.in_force") if action != UNDO else ""


def _row(context: Context, each: Item, opened: bool) -> dict[str, Any]:
    say, fact = context.say, each.fact
    if fact is not None:
        names = catalogue().indicators
        name = (
            say.indicator(names[fact.indicator])
            if fact.indicator in names and fact.indicator
            else fact.subject
        )
        label = say.figure(fact.value, fact.value_high, fact.bound, fact.unit)
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


def _report(source: Source, say: Language) -> str:
    region = say.region(source.region) if source.region else say("source.no_region")
    return f"{region} · {wording.report_label(source, say)}"
