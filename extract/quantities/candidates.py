"""A number with its unit and the words around it, as the rules of `asides` and `set_phrases` see it, and the words of their data."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import NamedTuple

from extract.numerals import Numeral
from extract.patterns import lazy
from extract.units import Found

_WINDOW = 24  # characters on each side
DATA = tomllib.loads((files("extract") / "data" / "asides.toml").read_text("utf-8"))

CLAUSE_MARK = lazy("[，。；:：！？]")
ENDS_CLAUSE = lazy(r"[，。；、,;:）)]|$")


def any_of(*names: str) -> str:
    """The words of the lists as one atomic alternation, the longest first."""
    return f"(?>{words_of(*names)})"


def words_of(*names: str) -> str:
    """The words of the lists as an alternation by itself, which a search goes through by their first characters."""
    words = {word for name in names for word in DATA[name]["words"]}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


class Candidate(NamedTuple):
    """A number with its unit in folded text; ``modified`` says that something beside it loosens it."""

    text: str
    numeral: Numeral
    found: Found
    modified: bool

    @property
    def value(self) -> Decimal:
        """The number as written, scales included, before the unit's factor."""
        return self.numeral.low

    @property
    def before(self) -> str:
        """What stands before the number, at most a window."""
        return self.text[max(0, self.numeral.start - _WINDOW) : self.numeral.start]

    @property
    def next(self) -> str:
        """The character after the unit."""
        return self.text[self.found.end : self.found.end + 1]

    @property
    def after(self) -> str:
        """What stands after the unit, at most a window."""
        return self.text[self.found.end : self.found.end + _WINDOW]
