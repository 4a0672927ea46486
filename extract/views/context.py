"""What every page is given: the shelf of facts, the reader's language and colours, and the way to the other pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from extract.views.address import choose_fact
from extract.views.frames import Shelf
from extract.views.language import Language
from extract.views.palette import Palette


@dataclass(frozen=True, slots=True)
class Context:
    """A page's surroundings; ``pages`` are the app's pages by name."""

    shelf: Shelf
    say: Language
    palette: Palette
    pages: Mapping[str, st.Page]

    def href(self, page: str, **state: str) -> str:
        """A page's address with a state, for a link that opens in a tab of its own."""
        return f"{self.pages[page].url_path or './'}?{urlencode({k: v for k, v in state.items() if v})}"

    def go(self, page: str, fact: str = "", **state: str) -> None:
        """Move to another page with a state; the widgets of that page find it there."""
        choose_fact(fact)
        st.session_state.update(state)
        st.switch_page(self.pages[page])
