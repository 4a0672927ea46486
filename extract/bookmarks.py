"""Saved views: pages with their state, under names that people gave them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from itertools import chain, count

from extract.checked_json import SealError, seal, unseal
from extract.page_state import PageState, PageStateError, parsed

FORM, VERSION = "jiceng views", 1
MOST = 200
LONGEST = 200  # characters of a name


class BookmarkError(ValueError):
    """A file that holds no saved views, or a name that is none; the message says why."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A view with its name; ``who`` saved it and ``when`` (ISO 8601 in UTC)."""

    id: str
    name: str
    asked: PageState
    who: str = ""
    when: str = ""


Bookmarks = tuple[Bookmark, ...]


def added(held: Bookmarks, name: str, asked: PageState, *, who: str, when: str) -> Bookmarks:
    """The views with one more. It takes the place of one of the same name and page; a name that a view of another page has gets
    a number. Raises `BookmarkError`.

    >>> held = added(added((), "两省", PageState("compare"), who="", when=""), "两省", PageState("trend"), who="", when="")
    >>> [each.name for each in held]
    ['两省', '两省（2）']
    """
    name = _named(name)
    free = chain([name], (f"{name}（{number}）" for number in count(2)))
    pages = {each.name: each.asked.page for each in held}
    name = next(own for own in free if pages.get(own, asked.page) == asked.page)
    made = Bookmark(secrets.token_hex(8), name, asked, who, when)
    same = next((each for each in held if each.name == made.name), None)
    if same is not None:
        return tuple(replace(made, id=each.id) if each is same else each for each in held)
    if len(held) >= MOST:
        raise BookmarkError(f"there are {MOST} saved views; remove one")
    return (*held, made)


def renamed(held: Bookmarks, id: str, name: str) -> Bookmarks:
    """The views with another name for one; raises `BookmarkError`, also where another view has that name.

    >>> own = added((), "两省", PageState("compare"), who="", when="")
    >>> [each.name for each in renamed(own, own[0].id, " 三省 ")]
    ['三省']
    """
    name = _named(name)
    if any(each.name == name and each.id != id for each in held):
        raise BookmarkError(f"“{name}” is the name of another view")
    return tuple(replace(each, name=name) if each.id == id else each for each in held)


def removed(held: Bookmarks, id: str) -> Bookmarks:
    """The views without one."""
    return tuple(each for each in held if each.id != id)


def dump(held: Bookmarks) -> bytes:
    """The file of saved views."""
    rows = [
        {"id": each.id, "name": each.name, **each.asked.row(), "who": each.who, "when": each.when}
        for each in held
    ]
    return seal(FORM, VERSION, {"views": rows})


def load(content: bytes) -> Bookmarks:
    """The saved views of a file, none of an empty one; raises `BookmarkError`."""
    if not content:
        return ()
    try:
        rows = unseal(content, FORM, VERSION).get("views")
        if not isinstance(rows, list) or len(rows) > MOST:
            raise BookmarkError(f"views must be a list of at most {MOST}")
        return tuple(_bookmark(row) for row in rows)
    except (SealError, PageStateError) as error:
        raise BookmarkError(str(error)) from error


def _bookmark(row: object) -> Bookmark:
    if not isinstance(row, dict) or not all(
        isinstance(row.get(name, ""), str) for name in ("id", "name", "who", "when")
    ):
        raise BookmarkError("a view has an id, a name, and who saved it when, as text")
    return Bookmark(
        row.get("id", ""), _named(row.get("name", "")), parsed(row), row.get("who", ""), row.get("when", "")
    )


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise BookmarkError(f"a view needs a name of at most {LONGEST} characters")
    return name
