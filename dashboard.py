"""The app: choose, filter, draw. ``streamlit run dashboard.py [-- --workspace DIR] [--read-only]`` shows the workspace's
reports, and those of ``seeds/`` while it has none; ``-- --table FILE_OR_FOLDER`` a table of figures in parquet.

The pages themselves stand in ``extract/views/pages/*.py``; here is only what they share: the table, the language, the
address, and the way from one page to another.
"""

import asyncio
import functools
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd  # noqa: F401 # loaded here: a click during loading must not meet it half imported
import plotly.graph_objects as go  # noqa: F401 # the same
import streamlit as st
from starlette.middleware import Middleware

from extract.catalogue import adopt, built_in
from extract.messages import WorkspaceError
from extract.reading.document import ReadError
from extract.views import address, tray
from extract.views.context import Context
from extract.views.desk import Desk, asked, opened, told
from extract.views.frames import Shelf
from extract.views.guard import Guard
from extract.views.homeward import Homeward
from extract.views.pages import (
    briefs,
    compare,
    coverage,
    importing,
    methods,
    region,
    review,
    sides,
    source,
    trend,
)
from extract.views.palette import palette
from extract.views.parts import bookmark_box, choice, panels, scripted, search_box
from extract.views.preload import Preload
from extract.views.words import wording
from extract.views.words.language import CODES, Language, preferred

ROOT = Path(__file__).parent
SHARED = ("lang", "level", "regions", "within", "years", "kinds", "bounds", "sure")
COMPARED = ("theme", "indicator", "norm", "chart", "scale", "sort", "only", "undated", "undated_of")

# name: what draws it, its icon, and what of the state stands in its address
PAGES = {
    "coverage": (coverage.draw, ":material/grid_on:", ("themes", *SHARED)),
    "compare": (compare.draw, ":material/bar_chart:", (*COMPARED, "fact", *SHARED)),
    "trend": (
        trend.draw,
        ":material/show_chart:",
        ("theme", "indicator", "since", "until", "index", "heads", "undated", "undated_of", "fact", *SHARED),
    ),
    "sides": (sides.draw, ":material/splitscreen_right:", ("left", "right", "fact", "lang")),
    "region": (region.draw, ":material/location_city:", ("region", "years", "fact", "sure", "lang")),
    "source": (source.draw, ":material/article:", ("years", "report", "text", "fact", "lang")),
    "brief": (briefs.draw, ":material/assignment:", ("brief", "lang")),
    "review": (
        review.draw,
        ":material/rate_review:",
        ("queue", "years", "of", "find", "audit", "fact", "lang"),
    ),
    "import": (importing.draw, ":material/upload_file:", ("lang",)),
    "methods": (methods.draw, ":material/menu_book:", ("lang",)),
}

CHARTED = ("compare", "trend", "sides", "region")  # pages that open with a chart
_DAMAGE = 10  # of what is damaged, named at once
WRITING = ("review", "import")  # pages of a workspace that may be written


def work(say: Language) -> tuple[Shelf, Desk | None]:
    """The figures that the command line asks for, and the desk if they are a workspace's; the page says why when they
    cannot be opened."""
    try:
        found = opened(asked(sys.argv[1:]), ROOT / "seeds")
    except WorkspaceError as error:
        st.error(wording.literal(error.say(say.code)))
        st.stop()
    except ReadError as error:
        st.error(wording.literal(f"{error.failure.where}: {error.failure.note.say(say.code)}"))
        st.stop()
    return (found.shelf, found) if isinstance(found, Desk) else (found, None)


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
    marks = (
        "proportional-width" if say.code == "en" else "normal"
    )  # “per” with a Chinese face's wide marks is torn
    hints = "flex" if say.code == "en" else "none"  # Streamlit's own, which are English: Press Enter to apply
    said = f"--menu:'{say('phone.menu')}';--empty:'{say('phone.empty')}';--marks:{marks};--hints:{hints};"
    st.html(f"<style>:root{{{colours.css()}{said}}}</style>")
    st.html(ROOT / "assets" / "style.css")
    pages: dict[str, st.Page] = {}
    shelf, desk = work(say)
    adopt(desk.state.known if desk else built_in())
    context = Context(shelf, say, colours, pages, {name: keys for name, (_, _, keys) in PAGES.items()}, desk)
    for name, (draw, icon, _) in PAGES.items():
        if name in WRITING and (desk is None or desk.workspace.read_only):
            continue
        pages[name] = st.Page(
            functools.partial(draw, context, desk) if name in WRITING else functools.partial(draw, context),
            title=say(f"page.{name}"),
            icon=icon,
            url_path=name,
            default=name == "coverage",
        )
    page = st.navigation(list(pages.values()), position="top")
    current = next(name for name, each in pages.items() if each is page)
    address.restore(current)
    choice.settle_language(say)
    damage = [*(desk.state.damage if desk else ()), *tray.kept(context).damage]
    if damage:
        panels.strip(say("app.damaged"), [each.say(say.code) for each in damage[:_DAMAGE]])
    bookmark_box.arrive(context)
    with st.sidebar:
        search_box.draw(context)
    told()
    try:
        page.run()
    except Exception as error:  # one report must not take the page from everybody
        panels.failed(error, say)
    with st.sidebar:
        bookmark_box.draw(context, current)
        choice.language_switch(say)
        scripted.walking(say, current)
    address.publish(current, PAGES[current][2])


def read_ahead() -> None:
    """Read the reports while the first browser is still on its way; what is wrong with them, the page says."""
    with suppress(WorkspaceError, ReadError):
        opened(asked(sys.argv[1:]), ROOT / "seeds")


def named() -> tuple[str, ...]:
    """The names by which browsers may know this server, as its settings tell."""
    told = [st.get_option(part) for part in ("browser.serverAddress", "server.address")]
    origins = st.get_option("server.corsAllowedOrigins") or []
    return tuple(filter(None, (*told, *(urlsplit(each).hostname for each in origins))))


@asynccontextmanager
async def served(_: st.App) -> AsyncIterator[None]:
    """The server's life: it reads ahead, and opens a browser unless it was told that nobody sits here."""
    threading.Thread(target=read_ahead, daemon=True).start()
    if not st.get_option("server.headless"):
        address = f"http://{st.get_option('server.address') or 'localhost'}:{st.get_option('server.port')}"
        asyncio.get_running_loop().call_later(1, webbrowser.open, address)
    yield


if __name__ == "__main__":  # a page is drawn
    main()
else:  # the server starts
    app = st.App(
        __file__,
        lifespan=served,
        middleware=[
            Middleware(Guard, known=named()),
            Middleware(Homeward, pages=[*PAGES][1:], base=st.get_option("server.baseUrlPath") or ""),
            Middleware(Preload, charted=CHARTED),
        ],
    )
