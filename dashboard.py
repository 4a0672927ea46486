"""The app: choose, filter, draw. ``streamlit run dashboard.py`` reads the reports of ``seeds/`` and shows them.

The pages themselves stand in ``extract/views/page_*.py``; here is only what they share: the table, the language, the
address, and the way from one page to another.
"""

import functools
from pathlib import Path

import pandas as pd  # noqa: F401 # loaded here: a click during loading must not meet it half imported
import plotly.graph_objects as go  # noqa: F401 # the same
import streamlit as st

from extract.pipeline import read_folder
from extract.views import address, choice, page_compare, page_coverage, page_methods, page_region, page_source
from extract.views.context import Context
from extract.views.frames import Shelf, shelve
from extract.views.language import CODES, Language, preferred
from extract.views.palette import palette

ROOT = Path(__file__).parent
SHARED = ("lang", "level", "regions", "within", "years", "kinds", "bounds")
COMPARED = ("theme", "indicator", "norm", "scale", "only")

# name: what draws it, its icon, and what of the state stands in its address
PAGES = {
    "coverage": (page_coverage.draw, ":material/grid_on:", ("themes", *SHARED)),
    "compare": (page_compare.draw, ":material/bar_chart:", (*COMPARED, "fact", *SHARED)),
    "region": (page_region.draw, ":material/location_city:", ("region", "fact", "lang")),
    "source": (page_source.draw, ":material/article:", ("report", "text", "fact", "lang")),
    "methods": (page_methods.draw, ":material/menu_book:", ("lang",)),
}


@st.cache_resource(show_spinner=False)
def shelf(folder: Path) -> Shelf:
    """The reports read and made ready, once for all readers."""
    return shelve(read_folder(folder))


def language() -> Language:
    """The reader's language: as chosen, as the link says, or as the browser asks."""
    chosen = st.query_params.get("lang") or st.session_state.get("lang")
    return Language(next((code for code in CODES if code == chosen), preferred(st.context.locale)))


def main() -> None:
    """Lay the frame, restore the state, run the page, and write the state back into the address."""
    say = language()
    st.set_page_config(
        page_title=say("app.name"),
        page_icon=str(ROOT / "assets" / "logo.png"),
        layout="wide",
        initial_sidebar_state="auto",
    )
    colours = palette(st.context.theme.type)
    st.logo(str(ROOT / "assets" / "logo.png"), size="large")
    st.html(f"<style>:root{{{colours.css()}}}</style>")
    st.html(ROOT / "assets" / "style.css")
    pages: dict[str, st.Page] = {}
    context = Context(shelf(ROOT / "seeds"), say, colours, pages)
    for name, (draw, icon, _) in PAGES.items():
        pages[name] = st.Page(
            functools.partial(draw, context),
            title=say(f"page.{name}"),
            icon=icon,
            url_path=name,
            default=name == "coverage",
        )
    page = st.navigation(list(pages.values()), position="top")
    current = next(name for name, each in pages.items() if each is page)
    address.restore(current)
    page.run()
    with st.sidebar:
        choice.language_switch(say)
    address.publish(current, PAGES[current][2])


main()
