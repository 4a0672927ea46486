"""What every page is given: the shelf of facts, the reader's language and colours, and the way to the other pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from extract.catalogue import catalogue
from extract.page_state import PageState
from extract.views.address import MANY, choose_fact, compose
from extract.views.charts.asked import said
from extract.views.charts.making import Request
from extract.views.desk import Desk
from extract.views.frames import Shelf
from extract.views.palette import Palette
from extract.views.words.language import Language


@dataclass(frozen=True, slots=True)
class Context:
    """A page's surroundings: ``pages`` are the app's pages by name, ``keys`` what of the state stands in their addresses;
    ``desk`` is the workspace, None where a table is shown."""

    shelf: Shelf
    say: Language
    palette: Palette
    pages: Mapping[str, st.Page]
    keys: Mapping[str, Sequence[str]]
    desk: Desk | None = None

    @property
    def writable(self) -> Desk | None:
        """The workspace, if readers may write into it."""
        return None if self.desk is None or self.desk.workspace.read_only else self.desk

    def request(
        self, *, log: bool = False, only_comparable: bool = False, only_sure: bool = False
    ) -> Request:
        """How charts are asked for on this page."""
        return Request(self.say, date.today(), log, only_comparable, only_sure, self.filters())

    def filters(self) -> tuple[tuple[str, str], ...]:
        """The filters that are set, as labels and values, for a file that leaves the page."""
        many = {
            key: [str(item) for item in st.session_state.get(key) or ()]
            for key in ("years", "kinds", "bounds")
        }
        one = {key: [str(st.session_state.get(key) or "")] for key in ("level", "within")}
        return said({**many, **one}, self.say)

    def href(self, page: str, **state: str) -> str:
        """A page's address with a state, for a link that opens in a tab of its own."""
        return f"{self.pages[page].url_path or './'}?{urlencode({k: v for k, v in state.items() if v})}"

    def go(self, page: str, fact: str = "", **state: str) -> None:
        """Move to another page with a state; the widgets of that page find it there. What stands so already is left alone: the
        widget of this page that shows it would not let it be set."""
        choose_fact(fact)
        indicator = catalogue().indicators.get(state.get("indicator", ""))
        wanted = state | ({"theme": indicator.theme} if indicator else {})
        st.session_state.update(
            {key: value for key, value in wanted.items() if st.session_state.get(key) != value}
        )
        st.switch_page(self.pages[page], query_params=compose(self.keys[page]))

    def go_to(self, asked: PageState) -> None:
        """Move to a page in the state that was asked of it before; what that does not name stands at its default."""
        keys = [key for key in self.keys[asked.page] if key != "lang"]
        for key in keys:
            st.session_state.pop(key, None)
        found = {key: values for key, values in asked.items if key in keys}
        st.session_state.update(
            {key: list(values) if key in MANY else values[0] for key, values in found.items()}
        )
        fact = asked.one("fact")
        choose_fact(fact)
        indicator = catalogue().indicators.get(asked.one("indicator"))
        if indicator:
            st.session_state["theme"] = indicator.theme
        st.switch_page(self.pages[asked.page], query_params=compose(self.keys[asked.page]))
