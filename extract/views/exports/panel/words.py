"""The words of the panel's files, in both languages: ``data/panel.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from extract.plurals import filled
from extract.views.words.language import Language


def word(key: str, say: Language, **fields: object) -> str:
    """The words for ``key`` with their fields filled in; raises `KeyError`.

    >>> word("grade.unsure", Language("en")), word("title.label", Language("zh"), name="党员", unit="人")
    ('to be checked', '党员（人）')
    """
    table, _, name = key.partition(".")
    return filled(str(_words()[table][name][say.code]), **fields)


def names(table: str) -> tuple[str, ...]:
    """What a table has words for, in its order."""
    return tuple(_words()[table])


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((files("extract") / "data" / "panel.toml").read_text("utf-8"))
