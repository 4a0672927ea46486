"""The export menu: what is shown, as a file. Each file is made when it is asked for, not before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from extract.views.charts.spec import ChartSpec
from extract.views.exports import FORMATS, file_name, render
from extract.views.parts import panel_menu
from extract.views.words import wording
from extract.views.words.language import Language

_ICONS = {
    "png": "image",
    "svg": "shapes",
    "pdf": "picture_as_pdf",
    "pptx": "co_present",
    "xlsx": "table_chart",
    "docx": "description",
    "zip": "folder_zip",
    "html": "html",
}
_ONE_PAGE = ("png", "svg")  # one picture, which cannot hold a whole theme


def menu(
    say: Language,
    shown: Sequence[ChartSpec],
    of_theme: Callable[[], Sequence[ChartSpec]],
    audited: Callable[[ChartSpec], str] | None,
    panel: panel_menu.Offer,
) -> None:
    """A button with every format, of charts and below them of the ``panel``; ``of_theme`` makes the charts of the whole theme, ``audited`` says what a sampling audit
    found of a chart's figures, "" where none speaks for them, and is None where there is no audit: it joins the notes if the
    reader asks for it."""
    with st.popover(say("export.title"), icon=":material/download:", type="primary", key="export"):
        what = st.segmented_control(
            say("export.what"),
            ["this", "theme"],
            default="this",
            key="export_what",
            format_func=lambda id: say(f"export.{id}"),
            required=True,
            label_visibility="collapsed",
        )
        told = audited if audited and _wanted(say, audited, shown if what == "this" else of_theme()) else None
        with st.container(gap=None):
            _formats(say, str(what), noted(shown, told), lambda: noted(of_theme(), told))
        panel_menu.draw(panel)


def _wanted(say: Language, audited: Callable[[ChartSpec], str], specs: Sequence[ChartSpec]) -> bool:
    """Whether the notes are to say what an audit found; asked only where one speaks for some of the charts."""
    told = next(filter(None, map(audited, specs)), "")
    return bool(told) and st.checkbox(
        say("audit.into_file"), key="export_audit", help=wording.literal(told), persist_state="session"
    )


def noted(specs: Sequence[ChartSpec], audited: Callable[[ChartSpec], str] | None) -> Sequence[ChartSpec]:
    """Charts whose notes say what an audit found, where one speaks for them."""
    if audited is None:
        return specs
    return [replace(spec, notes=(*spec.notes, *filter(None, [audited(spec)]))) for spec in specs]


def _formats(
    say: Language, what: str, shown: Sequence[ChartSpec], of_theme: Callable[[], Sequence[ChartSpec]]
) -> None:
    for form in FORMATS:
        if what == "this" or form not in _ONE_PAGE:
            _button(say, form, (lambda: shown) if what == "this" else of_theme, shown[0], what)


def _button(
    say: Language, form: str, specs: Callable[[], Sequence[ChartSpec]], first: ChartSpec, what: str
) -> None:
    name = file_name([first], form) if what == "this" else f"theme{FORMATS[form].suffix}"
    st.download_button(
        say(f"export.{form}"),
        data=lambda: render(specs(), form),
        file_name=name,
        mime=FORMATS[form].mime,
        key=f"export_{what}_{form}",
        icon=f":material/{_ICONS[form]}:",
        on_click="ignore",
        type="tertiary",
    )
