"""The panel in the export menu: for the indicator that is shown, for its theme, or for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from extract.catalogue import Indicator, catalogue
from extract.views.context import Context
from extract.views.exports.panel import PANEL_FORMATS, file_name, render
from extract.views.exports.panel.asked import Asked, ask
from extract.views.exports.panel.chosen import chosen
from extract.views.frames import Filters

_SCOPES = ("indicator", "theme", "all")
_OFFERED = {
    "long.csv": "table_rows",
    "wide.csv": "table",
    "xlsx": "table_chart",
    "stata.zip": "query_stats",
    "zip": "folder_zip",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a panel may be of: the indicator that is shown, with the filters of the page."""

    context: Context
    indicator: Indicator
    filters: Filters
    only_sure: bool = False

    def asked(self, scope: str) -> Asked:
        """The panel of one of the scopes."""
        known, context = catalogue(), self.context
        indicators = {
            "indicator": (self.indicator,),
            "theme": known.of_theme(self.indicator.theme),
            "all": tuple(known.indicators.values()),
        }[scope]
        request = context.request()
        told = chosen(context.say, indicators, self.filters.regions, only_sure=self.only_sure)
        return ask(
            context.shelf,
            indicators,
            self.filters,
            context.say,
            request.made,
            identities=context.desk.state.identities if context.desk else {},
            chosen=[*told, *request.filters],
            only_sure=self.only_sure,
        )

    def stem(self, scope: str) -> str:
        """What the file is called after."""
        return {"indicator": self.indicator.id, "theme": self.indicator.theme, "all": "panel"}[scope]


def draw(offer: Offer) -> None:
    """The panel's part of the menu."""
    say = offer.context.say
    st.caption(say("export.panel"), help=say("export.panel_help"))
    scope = st.segmented_control(
        say("export.panel_of"),
        _SCOPES,
        default="indicator",
        key="export_panel",
        format_func=lambda id: say(f"export.panel_{id}"),
        required=True,
        label_visibility="collapsed",
    )
    with st.container(horizontal=True, gap="small"):
        for form, icon in _OFFERED.items():
            st.download_button(
                say(f"export.as_{form.replace('.', '_')}"),
                data=_file(offer, str(scope), form),
                file_name=file_name(offer.stem(str(scope)), form),
                mime=PANEL_FORMATS[form].mime,
                key=f"export_panel_{scope}_{form}",
                icon=f":material/{icon}:",
                on_click="ignore",
                type="tertiary",
            )


def _file(offer: Offer, scope: str, form: str) -> Callable[[], bytes]:
    return lambda: render(offer.asked(scope), form)
