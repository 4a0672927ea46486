"""The table: all facts of the reports that were read, with what was set aside and where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import pandas as pd

from extract.facts import Fact, Unread


@dataclass(frozen=True, slots=True)
class Source:
    """A report that was read: its region (full name, "" when none was found), its year (None when neither the
    manifest nor the text gives it), its title, and the text raw and restored."""

    name: str
    region: str
    year: int | None
    title: str
    published: str
    source: str
    raw: str
    clean: str


@dataclass(frozen=True, slots=True)
class Table:
    """Facts, numbers set aside, and sources, in the order of reading."""

    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]
    sources: tuple[Source, ...]

    def frame(self) -> pd.DataFrame:
        """One row a fact, one column a field of `Fact`, ``id`` in front."""
        return frame(self.facts)


def frame(facts: Sequence[Fact]) -> pd.DataFrame:
    """Facts as a data frame; the columns stand even when there is no fact."""
    names = [field.name for field in fields(Fact)]
    rows = [[fact.id, *(getattr(fact, name) for name in names)] for fact in facts]
    return pd.DataFrame(rows, columns=["id", *names])
