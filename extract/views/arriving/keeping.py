"""All that is ticked, kept one after the other: whoever waits sees how far it is, and what could not be kept stops nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from extract.defects import defect
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.reading.document import Failure, ReadError
from extract.views.arriving import gathering
from extract.views.arriving.rows import Row
from extract.views.desk import Desk
from extract.views.parts import panels
from extract.views.words import wording
from extract.views.words.language import Language

_RUN, _OUTCOME = "_keeping", "_kept_outcome"
_NAMED = 12  # of what was not kept, named at once


@dataclass(frozen=True, slots=True)
class Order:
    """A report that is to be kept: with what is said of it, in whose place ("" for none), and what of that cannot be said."""

    row: Row
    said: Entry
    instead_of: str
    wrong: WorkspaceError | None


@dataclass(slots=True)
class Outcome:
    """What came of keeping a batch: how many were kept, which in whose place, which not and why; paths throughout."""

    kept: int = 0
    replaced: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, WorkspaceError | ReadError]] = field(default_factory=list)
    left: Sequence[str] = ()
    unread: Sequence[Failure] = ()


def start(orders: Sequence[Order], left: Sequence[Row], unread: Sequence[Failure]) -> None:
    """Keep these when the page is drawn next; ``left`` are the rows without a tick, ``unread`` what could not be read."""
    st.session_state[_RUN] = list(orders)
    st.session_state[_OUTCOME] = Outcome(left=[row.arrival.path for row in left], unread=unread)


def run(desk: Desk, say: Language) -> None:
    """Keep what is to be kept. Cut off, it goes on where it was when the page is drawn next."""
    waiting: list[Order] | None = st.session_state.get(_RUN)
    if waiting is None:
        return
    outcome: Outcome = st.session_state[_OUTCOME]
    done, total = outcome.kept + len(outcome.failed), outcome.kept + len(outcome.failed) + len(waiting)
    bar = st.progress(0.0)
    while waiting:
        order = waiting[0]
        path = order.row.arrival.path
        bar.progress(
            done / total, say("arrive.keeping", file=wording.literal(path), done=done + 1, total=total)
        )
        waiting.pop(0)
        _keep(desk, order, outcome)
        done += 1
    bar.empty()
    if not outcome.failed:
        gathering.clear()
    st.session_state.pop(_RUN)  # last: cut off behind the last report, it still comes to an end
    st.rerun()


def _keep(desk: Desk, order: Order, outcome: Outcome) -> None:
    arrival = order.row.arrival
    try:
        if order.wrong:
            raise order.wrong
        desk.workspace.keep(
            arrival.read(),
            arrival.file,
            order.said,
            desk.state.known,
            reading=order.row.reading,
            instead_of=order.instead_of,
        )
    except (WorkspaceError, ReadError) as error:
        outcome.failed.append((arrival.path, error))
        return
    except Exception as error:  # a defect on one report must not take the others with it
        outcome.failed.append((arrival.path, defect(error, arrival.path)))
        return
    outcome.kept += 1
    if order.instead_of:
        outcome.replaced.append((arrival.path, order.instead_of))
    gathering.decide([arrival.id])


def told(say: Language, others: bool) -> None:
    """What came of it, until the next reports come in: then there are ``others`` on the page."""
    outcome: Outcome | None = st.session_state.get(_OUTCOME)
    if outcome is None or (others and not outcome.failed):
        return
    details = [say("arrive.replaced", file=new, old=old) for new, old in outcome.replaced]
    if outcome.left:
        details.append(say("arrive.left", names=_named(outcome.left, say)))
    if outcome.unread:
        details.append(say("arrive.unread", names=_named([each.where for each in outcome.unread], say)))
    wrong = [f"{path}: {_why(error, say)}" for path, error in outcome.failed]
    panels.strip(
        say("arrive.done", count=outcome.kept) if outcome.kept else say("arrive.none_kept"),
        [*wrong[:_NAMED], say("arrive.failed_stay") if wrong else ""],
        calm=not wrong,
        more=say("arrive.details"),
        details=[*wrong[_NAMED:], *details],
    )


def _named(names: Sequence[str], say: Language) -> str:
    more = say("arrive.and_more", count=len(names) - _NAMED) if len(names) > _NAMED else ""
    return say.list(list(names[:_NAMED])) + more


def _why(error: WorkspaceError | ReadError, say: Language) -> str:
    return error.say(say.code) if isinstance(error, WorkspaceError) else error.failure.note.say(say.code)


def forget() -> None:
    """Say no more what came of the last batch."""
    st.session_state.pop(_OUTCOME, None)
