"""A brief as a file: each is made when it is asked for, not before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from extract.views.briefing.parts import Document
from extract.views.exports.brief import BRIEF_FORMATS, file_name, render
from extract.views.words import wording
from extract.views.words.language import Language

_ICONS = {"docx": "description", "pptx": "co_present", "pdf": "picture_as_pdf"}


def draw(say: Language, document: Callable[[bool], Document], name: Document, told: str = "") -> None:
    """The menu; ``name`` is the document as far as its file's name needs it, ``told`` what a sampling audit found of its charts,
    which the document says where it is asked for."""
    with (
        st.popover(say("brief.take"), icon=":material/download:", type="primary", key="export"),
        st.container(gap=None),
    ):
        audit = bool(told) and st.checkbox(
            say("audit.into_file"), key="export_audit", help=wording.literal(told), persist_state="session"
        )
        for form in BRIEF_FORMATS:
            st.download_button(
                say(f"brief.as_{form}"),
                data=_file(partial(document, audit), form),
                file_name=file_name(name, form),
                mime=BRIEF_FORMATS[form].mime,
                key=f"brief_{form}",
                icon=f":material/{_ICONS[form]}:",
                help=say("brief.docx_help") if form == "docx" else None,
                on_click="ignore",
                type="tertiary",
            )


def _file(document: Callable[[], Document], form: str) -> Callable[[], bytes]:
    return lambda: render(document(), form)
