"""What a reader asked of a page: its name and its state, as its address spells it.

Kept instead of what the page drew, so that it can be drawn anew from the reports as they are read today, in either
language, and by a later version of the program that draws it better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, urlencode

_MOST_KEYS, _MOST_VALUES = 40, 4000
_LONGEST = (
    200_000  # characters of a value: one may be the whole state of another page, with hundreds of regions
)


class PageStateError(ValueError):
    """What cannot be a page's state; the message says why."""


@dataclass(frozen=True, slots=True)
class PageState:
    """A page and its state: under each key its values, one or several, none empty. Equal states are asked alike."""

    page: str
    items: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, page: str, state: Mapping[str, Iterable[str]]) -> PageState:
        """The state of a page without what is empty, in the order of its keys.

        >>> PageState.of("compare", {"norm": ["raw"], "indicator": ["villages"], "years": []})
        PageState(page='compare', items=(('indicator', ('villages',)), ('norm', ('raw',))))
        """
        held = {key: tuple(value for value in values if value) for key, values in state.items()}
        return cls(page, tuple(sorted((key, values) for key, values in held.items() if values)))

    @property
    def state(self) -> Mapping[str, tuple[str, ...]]:
        """The values under each key."""
        return MappingProxyType(dict(self.items))

    def one(self, key: str, default: str = "") -> str:
        """The value under a key that has one."""
        return next(iter(self.state.get(key, ())), default)

    def many(self, key: str) -> tuple[str, ...]:
        """The values under a key that may have several."""
        return self.state.get(key, ())

    def but(self, **changed: str | Iterable[str]) -> PageState:
        """The same with other values under some keys; "" takes a key out.

        >>> PageState.of("compare", {"norm": ["auto"]}).but(norm="raw", years=("2021",)).items
        (('norm', ('raw',)), ('years', ('2021',)))
        """
        new = {key: (value,) if isinstance(value, str) else tuple(value) for key, value in changed.items()}
        return PageState.of(self.page, {**self.state, **new})

    @property
    def query(self) -> str:
        """The state as a query, which one value of an address can hold."""
        return urlencode([(key, value) for key, values in self.items for value in values])

    @classmethod
    def of_query(cls, page: str, query: str) -> PageState:
        """The state of a query; raises `PageStateError`.

        >>> asked = PageState.of("compare", {"regions": ["辽宁省", "青海省"], "norm": ["raw"]})
        >>> PageState.of_query("compare", asked.query) == asked
        True
        """
        try:
            state = parse_qs(query, max_num_fields=_MOST_VALUES)
        except ValueError as error:
            raise PageStateError(str(error)) from error
        return parsed({"page": page, "state": state})

    def row(self) -> dict[str, Any]:
        """The state as it stands in a file."""
        return {"page": self.page, "state": {key: list(values) for key, values in self.items}}


def parsed(row: object) -> PageState:
    """A state as a file has it; raises `PageStateError`.

    >>> parsed({"page": "compare", "state": {"indicator": ["villages"]}}).one("indicator")
    'villages'
    """
    if not isinstance(row, dict) or not isinstance(row.get("page"), str) or not row["page"]:
        raise PageStateError("page is missing")
    state = row.get("state", {})
    if not isinstance(state, dict) or len(state) > _MOST_KEYS:
        raise PageStateError("state must be an object of lists")
    for key, values in state.items():
        if not isinstance(values, list) or len(values) > _MOST_VALUES:
            raise PageStateError(f"{key} must be a list")
        if not all(isinstance(value, str) and len(value) <= _LONGEST for value in values):
            raise PageStateError(f"{key} must be a list of words")
    return PageState.of(row["page"], state)
