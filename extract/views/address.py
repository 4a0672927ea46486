"""The page's state in its address, so that a link opens the same page for somebody else.

The address holds ids (``?indicator=cadres_dispatched&regions=辽宁省``), never labels: Streamlit's own binding writes
the label of the reader's language, which a colleague's browser in the other language could not read. What stands at
its default is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

MANY = ("themes", "regions", "years", "kinds", "bounds", "undated_of")
ONE = (
    "lang",
    "theme",
    "indicator",
    "level",
    "within",
    "norm",
    "chart",
    "scale",
    "sort",
    "only",
    "sure",
    "undated",
    "since",
    "until",
    "index",
    "heads",
    "region",
    "report",
    "text",
    "fact",
    "queue",
    "of",
    "find",
    "audit",
    "brief",
    "left",
    "right",
)
_SPELT = ("regions",)  # an emptied box shows the usual ones
_LAST = "_address"  # the address that this session wrote last, and on which page
_DEFAULTS = "_defaults"
_ASKED, _UNMET = (
    "_asked",
    "_unmet",
)  # what the link said by which the reader came, and what of it there is not

Address = dict[str, list[str]]


def restore(page: str) -> None:
    """Take the state from the address when the reader came by it: a fresh link, or back and forward.

    An address that the session itself wrote says nothing new, and one emptied by moving to another page must not
    reset the filters.
    """
    found = _read()
    written, on_page = st.session_state.get(_LAST, ({}, None))
    if found == written and on_page is not None:
        return
    if not found and page != on_page and on_page is not None:
        return
    kept = {"lang"} if page != on_page else set()
    st.session_state[_ASKED], st.session_state[_UNMET] = found, {}
    for key in (*MANY, *ONE):
        if key in found:
            st.session_state[key] = found[key] if key in MANY else found[key][0]
        elif key not in kept and not (found and page != on_page and on_page is not None):
            st.session_state.pop(key, None)


def publish(page: str, keys: Sequence[str]) -> None:
    """Write the state under these keys into the address.

    The bare address stays bare when all stands at its default, and what else an address holds is left alone: every
    rewriting is one more step for a reader who goes back.
    """
    address = compose(keys)
    if address != {key: value for key, value in _read().items() if key in keys}:
        st.query_params.from_dict(address)
    st.session_state[_LAST] = (address, page)


def compose(keys: Sequence[str]) -> Address:
    """The state under these keys as an address, without what stands at its default."""
    address: Address = {}
    for key in keys:
        value = st.session_state.get(key)
        if value in (None, "", [], False) or value == _defaults().get(key):
            continue
        address[key] = (
            [str(item) for item in value] if key in MANY else ["1" if value is True else str(value)]
        )
    return address


def link(keys: Sequence[str]) -> str:
    """The query of a link to hand on: what stands at its default is spelt out too, since another reader's browser, or the next
    import, has other defaults."""
    return urlencode(whole(keys), doseq=True)


def whole(keys: Sequence[str]) -> Address:
    """The state under these keys, what stands at its default too."""
    found: Address = {}
    for key in keys:
        value = st.session_state.get(key) or (_defaults().get(key) if key in _SPELT else None)
        if value:
            found[key] = (
                [str(item) for item in value]
                if isinstance(value, list)
                else ["1" if value is True else str(value)]
            )
    return found


def set_default(key: str, value: str) -> None:
    """Say what a key is when the address does not name it."""
    _defaults()[key] = value


def settle(key: str, options: Sequence[str], default: str) -> None:
    """Before a widget of one choice is drawn: its state is one of its options, else the default."""
    _defaults()[key] = default
    if st.session_state.get(key) not in options:
        _miss(key, [str(st.session_state.get(key) or "")], default)
        st.session_state[key] = default


def settle_many(key: str, options: Sequence[str], default: Sequence[str]) -> None:
    """Before a widget of several choices is drawn: its state holds only its options; none at all gives the default."""
    _defaults()[key] = list(default)
    valid = set(options)
    wanted = st.session_state.get(key, default)
    chosen = [item for item in wanted if item in valid]
    st.session_state[key] = chosen or list(default)
    _miss(key, [str(item) for item in wanted if item not in valid], st.session_state[key])


def unmet() -> dict[str, list[str]]:
    """What the reader's link asked for and there is not, by key, as long as what was taken in its stead stands."""
    missed: dict[str, tuple[list[str], object]] = st.session_state.get(_UNMET, {})
    return {key: names for key, (names, instead) in missed.items() if st.session_state.get(key) == instead}


def _miss(key: str, names: Sequence[str], instead: object) -> None:
    """Remember what a link asked for in vain; what a choice of the reader's own has ruled out needs no word."""
    asked: Address = st.session_state.get(_ASKED, {})
    missing = [name for name in names if name in asked.get(key, ())]
    if missing:
        st.session_state[_UNMET][key] = (missing, instead)


def at_default(key: str) -> bool:
    """Whether the reader has left a key as it is unasked."""
    return st.session_state.get(key) in (None, _defaults().get(key))


def chosen_fact() -> str:
    """The address of the fact that the reader opened, "" when none."""
    return str(st.session_state.get("fact", ""))


def choose_fact(address: str) -> None:
    """Open a fact: its card is shown and the page's address names it."""
    st.session_state["fact"] = address


def _defaults() -> dict[str, object]:
    defaults: dict[str, object] = st.session_state.setdefault(_DEFAULTS, {})
    return defaults


def _read() -> Address:
    params: Mapping[str, str] = st.query_params
    return {key: st.query_params.get_all(key) for key in params if key in MANY or key in ONE}


def open_fact(fact: str) -> None:
    """Open a fact's evidence from elsewhere than its bar."""
    choose_fact(fact)
    st.session_state["_turn"] = (
        st.session_state.get("_turn", 0) + 1
    )  # a new chart: the old one remembers a click
