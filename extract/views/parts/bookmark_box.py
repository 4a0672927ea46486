"""Saved views in the sidebar: one click opens one; the page that is open is saved under a name, renamed and removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from extract import bookmarks
from extract.bookmarks import Bookmark, Bookmarks
from extract.page_state import PageState
from extract.views import address
from extract.views.context import Context
from extract.views.desk import Desk, attempt, tell, who
from extract.views.tray import now
from extract.views.words import wording
from extract.workspace import handing_on

_CHOSEN = "_view"
PAGES = ("coverage", "compare", "trend", "sides", "region", "source")  # whose state is a view


def saved(context: Context) -> Bookmarks:
    """The views that are saved; none where there is no workspace, or where their file cannot be read."""
    return handing_on.views(context.desk.workspace.folder)[0] if context.desk else ()


def arrive(context: Context) -> None:
    """Open the view that was chosen, before any widget of a page has the state of another."""
    chosen: PageState | None = st.session_state.pop(_CHOSEN, None)
    if chosen is not None:
        context.go_to(chosen)


def _choose(asked: PageState) -> None:
    st.session_state[_CHOSEN] = asked


def draw(context: Context, page: str) -> None:
    """The box, where there is something to open or to save; below Compare the way to see it beside another view."""
    say, desk = context.say, context.writable
    if (
        page == "compare"
        and "sides" in context.pages
        and st.button(
            say("bookmark.beside"), key="beside", icon=":material/splitscreen_right:", width="stretch"
        )
    ):
        st.session_state.pop("left", None)
        st.session_state.pop("right", None)
        context.go("sides")
    if context.desk is None:
        return
    held, wrong = handing_on.views(context.desk.workspace.folder)
    if wrong is not None:
        st.warning(wording.literal(wrong.say(say.code)))
        return
    if not held and (desk is None or page not in PAGES):
        return
    st.caption(say("bookmark.title"))
    with st.container(key="bookmarks", gap="xxsmall"):
        for each in held:
            if each.asked.page in context.pages:
                st.button(
                    wording.literal(each.name), key=f"view_{each.id}", icon=":material/bookmark:", type="tertiary",
                    help=_hint(context, each), on_click=_choose, args=(each.asked,),
                )  # fmt: skip
    if desk is not None:
        with st.container(horizontal=True, gap="xsmall"):
            if page in PAGES:
                _save(context, desk, page)
            if held:
                _manage(context, desk, held)


def _hint(context: Context, view: Bookmark) -> str:
    page = context.say(f"page.{view.asked.page}")
    return wording.literal(context.say("bookmark.by", page=page, who=view.who, day=view.when[:10]))


def _save(context: Context, desk: Desk, page: str) -> None:
    say = context.say

    def keep() -> None:
        name = str(st.session_state.get("view_name") or "")
        asked = PageState.of(page, address.whole([key for key in context.keys[page] if key != "lang"]))
        when, kept = now(), list[Bookmark]()

        def how(held: Bookmarks) -> Bookmarks:
            views = bookmarks.added(held, name, asked, who=who(), when=when)
            kept[:] = [each for each in views if each not in held]
            return views

        if _change(context, desk, how):
            tell(say("bookmark.kept", name=kept[0].name))
            st.session_state["view_name"] = ""

    with st.popover(say("bookmark.save"), icon=":material/bookmark_add:", key="view_save"):
        st.text_input(
            say("bookmark.name"), key="view_name", max_chars=bookmarks.LONGEST, placeholder=say("bookmark.name_hint")
        )  # fmt: skip
        st.button(say("bookmark.keep"), key="view_keep", on_click=keep)


def _manage(context: Context, desk: Desk, held: Bookmarks) -> None:
    say = context.say
    names = {each.id: each.name for each in held}
    with st.popover(say("bookmark.manage"), icon=":material/edit:", key="view_manage"):
        id = st.selectbox(
            say("bookmark.which"), list(names), key="view_which", format_func=lambda id: names.get(id, "")
        )
        st.text_input(
            say("bookmark.name"), value=names.get(str(id), ""), key=f"view_new_{id}", max_chars=bookmarks.LONGEST
        )  # fmt: skip

        def rename() -> None:
            name = str(st.session_state.get(f"view_new_{id}") or "")
            if _change(context, desk, partial(bookmarks.renamed, id=str(id), name=name)):
                tell(say("bookmark.renamed", name=name.strip()))

        def remove() -> None:
            if _change(context, desk, partial(bookmarks.removed, id=str(id))):
                tell(say("bookmark.removed", name=names.get(str(id), "")))

        with st.container(horizontal=True):
            st.button(say("bookmark.rename"), key="view_rename", on_click=rename)
            st.button(say("bookmark.remove"), key="view_remove", on_click=remove)


def _change(context: Context, desk: Desk, how: Callable[[Bookmarks], Bookmarks]) -> bool:
    return attempt(context.say, lambda: handing_on.change_views(desk.workspace.folder, how), "")
