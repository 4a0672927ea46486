"""What people did, in words, and the way back: one correction taken back, the last one, or any in a figure's history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from functools import partial
from html import escape
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from extract.catalogue import catalogue
from extract.corrections import Correction, Value, new_batch, undo
from extract.views.desk import Desk, attempt, signatory
from extract.views.words import wording
from extract.views.words.language import Language

LAST = "_last_correction"
SHOWN = "_shown_form"  # the figure whose form this reader has before him, and the state that it shows


def undo_last(desk: Desk, say: Language) -> None:
    """A button that takes back what this reader did last, as long as it stands."""
    last = next((each for each in desk.state.log.in_force if each.id == st.session_state.get(LAST)), None)
    if last is not None:
        together = len(desk.state.log.together(last))
        quote = (last.passage.quote or last.passage.report) if last.passage else ""
        st.button(
            say("review.undo_batch", count=together) if together > 1 else
            say("review.undo_last", what=say(f"action.{last.action}"), quote=wording.literal(quote)), key="undo_last", icon=":material/undo:",
            on_click=partial(take_back, desk, last, say), shortcut="Alt+Z",
        )  # fmt: skip


def take_back(desk: Desk, made: Correction, say: Language) -> None:
    """Undo a correction, and with it all that was one act."""
    signed = signatory(say)
    if not signed:
        return
    together = desk.state.log.together(made)
    batch = new_batch() if len(together) > 1 else ""
    undone = [undo(each, who=signed, batch=batch) for each in together]
    done = say("review.undone_batch", count=len(undone)) if batch else say("review.undone")
    if attempt(say, lambda: desk.workspace.record(undone), done):
        st.session_state[SHOWN] = None


def listed(desk: Desk, done: Sequence[Correction], say: Language) -> None:
    """What was done to a figure, the newest first, each to be undone."""
    log = desk.state.log
    standing = {each.id for each in log.standing}
    named = {each.id: each for each in log.corrections}
    for each in reversed(done):
        with st.container(horizontal=True, vertical_alignment="center", key=f"done_{each.id}"):
            st.html(
                f'<p class="done {"" if each.id in standing else "undone"}">{escape(told(each, say, named.get(each.undoes)))}</p>',
                width="stretch",
            )
            if each.id in standing:
                together = len(log.together(each))
                st.button(
                    say("review.undo_batch", count=together) if together > 1 else say("review.undo"), key=f"undo_{each.id}", icon=":material/undo:", type="tertiary",
                    on_click=partial(take_back, desk, each, say),
                )  # fmt: skip


def told(made: Correction, say: Language, undone: Correction | None = None) -> str:
    """A correction in one line: when, who, what, why; of one that undoes another, what that one was."""
    what = _did(made, say)
    if undone is not None:
        what = say("review.undid", what=what, undone=_did(undone, say))
    why = f"“{made.why}”" if made.why else ""
    return " · ".join(part for part in (moment(made.when), made.who, what, why) if part)


def _did(made: Correction, say: Language) -> str:
    """What was done, with the values that were given."""
    what = say(f"action.{made.action}")
    if made.verdict:
        what = say("audit.mark", what=what, verdict=wording.verdict(made.verdict, say))
    if not made.values:
        return what
    colon, joint = ("：", "；") if say.code == "zh" else (": ", "; ")
    given = [
        f"{say.term('field', name)} {value_words(name, value, say)}" for name, value in made.values.items()
    ]
    return what + colon + joint.join(given)


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
