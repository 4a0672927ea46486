"""What only a reader can settle: which of several figures stands for a region, and which figures are one matter.

Both are kept like corrections, with who and when, are undone like them, and stand in every file that leaves the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from extract.corrections import ADOPT, SET, Correction, Value, correction, undo
from extract.facts import Fact
from extract.plurals import filled
from extract.views import worklist
from extract.views.charts.comparing import Compared
from extract.views.context import Context
from extract.views.desk import Desk, attempt, signatory, who
from extract.views.words import wording
from extract.views.words.language import Language


def choose(context: Context, fact: Fact, siblings: Sequence[Fact], key: str) -> None:
    """采用此数: the button that makes a figure stand for its region, and the way back; nothing where the region has no other
    figure or nobody may write."""
    desk, say = context.writable, context.say
    if desk is None or len(siblings) < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_choose"):
        if fact.adopted:
            st.caption(say("decide.adopted", by=wording.literal(fact.decided)))
            st.button(
                say("decide.undo"), key=f"{key}_unadopt", icon=":material/undo:", type="tertiary",
                on_click=partial(_take_back, desk, [fact], say),
            )  # fmt: skip
        else:
            st.button(
                say("decide.adopt"), key=f"{key}_adopt", icon=":material/push_pin:", help=say("decide.adopt_help"),
                on_click=partial(_adopt, desk, fact, siblings, say),
            )  # fmt: skip


def one_matter(context: Context, found: Compared) -> None:
    """同一事项: the reader names the figures that count one thing though their subjects do not say so; shown where the
    indicator mixes things or the figures' subjects differ."""
    desk, say = context.writable, context.say
    facts = [row.fact for row in found.rows if row.fact]
    said = [fact for fact in facts if fact.matter]
    matters = {row.point.matter for row in found.rows if row.point}
    unsettled = len(facts) > 1 and (found.indicator.mixes or len(matters) > 1)
    if desk is None or not (unsettled or said):
        return
    named = {fact.id: fact for fact in facts}
    with st.expander(say("decide.matter"), icon=":material/link:", expanded=False):
        st.caption(say("decide.matter_note"))
        with st.form(f"matter_{found.indicator.id}", border=False):
            chosen = st.multiselect(
                say("decide.figures"), list(named), key=f"matter_facts_{found.indicator.id}",
                format_func=lambda id: _told(named[id], say), placeholder=say("decide.choose_figures"),
            )  # fmt: skip
            words = st.text_input(
                say("decide.name"), key=f"matter_name_{found.indicator.id}", max_chars=80, placeholder=say("decide.name_hint")
            )  # fmt: skip
            if st.form_submit_button(say("decide.confirm"), icon=":material/link:"):
                _confirm(desk, [named[id] for id in chosen], words, say)
        for fact in said:
            with st.container(horizontal=True, vertical_alignment="center", key=f"said_{fact.id}"):
                by = " · ".join(filter(None, [fact.matter, fact.decided]))
                st.markdown(wording.literal(f"{_told(fact, say)} = {by}"), width="stretch")
                st.button(
                    say("decide.undo"), key=f"unsay_{fact.id}", icon=":material/undo:", type="tertiary",
                    on_click=partial(_take_back, desk, [fact], say, matter=True),
                )  # fmt: skip


def _told(fact: Fact, say: Language) -> str:
    number = say.figure(fact.value, fact.value_high, fact.bound, fact.unit)
    what = fact.subject if say.code == "zh" else filled("“{what}”", what=fact.subject)  # the report's words
    return f"{say.region(fact.scope)} {number} · {what} · {say.period(fact.period)}"


def _adopt(desk: Desk, fact: Fact, siblings: Sequence[Fact], say: Language) -> None:
    """Keep the choice, and take back an earlier one for the same region."""
    signed = signatory(say)
    if not signed:
        return
    former = [
        undo(each, who=signed) for other in siblings if other.adopted for each in _decisions(desk, other)
    ]
    made = _made(desk, ADOPT, fact, {}, signed)
    attempt(say, partial(desk.workspace.record, [*former, made]), say("decide.done"))


def _confirm(desk: Desk, facts: Sequence[Fact], words: str, say: Language) -> None:
    signed, name = who(), " ".join(words.split())
    if len(facts) < 2 or not name:
        st.warning(say("decide.too_few"))
        return
    if not signed:
        st.warning(say("review.wrong_who"))
        return
    made = [_made(desk, SET, fact, {"matter": name}, signed) for fact in facts]
    attempt(say, partial(desk.workspace.record, made), say("decide.confirmed"))
    st.rerun()


def _made(desk: Desk, action: str, fact: Fact, values: dict[str, Value], signed: str) -> Correction:
    place = worklist.place(fact, desk.shelf.sources[fact.report])
    return correction(action, place, values, who=signed)


def _decisions(desk: Desk, fact: Fact, *, matter: bool = False) -> list[Correction]:
    """What made the figure stand, or said what matter it is of."""
    done = desk.state.overlay.touched.get(fact.id, ())
    return [each for each in done if ("matter" in each.values if matter else each.action == ADOPT)]


def _take_back(desk: Desk, facts: Sequence[Fact], say: Language, *, matter: bool = False) -> None:
    signed = signatory(say)
    if not signed:
        return
    undone = [undo(each, who=signed) for fact in facts for each in _decisions(desk, fact, matter=matter)]
    attempt(say, partial(desk.workspace.record, undone), say("review.undone"))
