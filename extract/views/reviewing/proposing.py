"""New indicators on the review page: proposals to accept, and the user's own catalogue to edit."""

from __future__ import annotations

from functools import lru_cache, partial

import pandas as pd
import streamlit as st

from extract.catalogue import CatalogueError, built_in
from extract.messages import WorkspaceError
from extract.proposals import Proposal, problems, proposals
from extract.views.desk import Desk, attempt
from extract.views.parts import panels
from extract.views.words import wording
from extract.views.words.language import Language
from extract.workspace import State


def draw(desk: Desk, say: Language) -> None:
    """The proposals, and below them what was accepted before."""
    found = _proposals(desk.state)
    if not found:
        st.info(say("propose.nothing"), icon=":material/lightbulb:")
    for each in found:
        proposal(desk, each, say)
    own = desk.workspace.folder.own_catalogue()
    if own:
        panels.section(say("propose.own"), say("propose.own_note"))
        if desk.state.wrong is not None:
            panels.strip(desk.state.wrong.say(say.code), [])
        text = st.text_area(
            say("propose.own"),
            value=own,
            height=320,
            key=f"own_{abs(hash(own))}",
            label_visibility="collapsed",
        )
        if st.button(say("propose.save"), icon=":material/save:", key="save_catalogue") and _sound(text, say):
            attempt(say, partial(desk.workspace.write_catalogue, text), say("propose.saved"))
            st.rerun()


def proposal(desk: Desk, each: Proposal, say: Language) -> None:
    """One proposal: the figures that it would bind, and its entry."""
    unit = wording.unit(each.unit, say)
    title = say(
        "propose.one",
        words=wording.literal(each.words),
        unit=unit,
        reports=len(each.reports),
        count=len(each.facts),
    )
    with st.expander(title):
        rows = [
            {
                say("column.region"): say.region(fact.scope),
                say("column.quote"): fact.text,
                say("column.subject"): fact.subject,
                say("column.sentence"): fact.sentence.strip(),
            }
            for fact in each.facts
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, key=f"proposal_{each.id}")
        text = st.text_area(say("propose.entry"), value=each.toml, height=420, key=f"entry_{each.id}")
        if st.button(
            say("propose.accept"), type="primary", icon=":material/check:", key=f"accept_{each.id}"
        ) and _sound(text, say):
            attempt(say, partial(desk.workspace.add_indicators, text), say("propose.accepted"))
            st.rerun()


def _sound(text: str, say: Language) -> bool:
    """Whether entries read their own examples; says what is wrong when they do not."""
    try:
        wrong = problems(text, built_in())
    except CatalogueError as error:
        st.warning(wording.literal(WorkspaceError("catalogue", why=error).say(say.code)))
        return False
    if wrong:
        panels.strip(say("propose.wrong"), wrong)
    return not wrong


@lru_cache(maxsize=4)
def _proposals(state: State) -> tuple[Proposal, ...]:
    return proposals(state.table.facts, state.known)
