"""What the workspace says to its user when it cannot do something: in both languages, from ``data/workspace.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from extract.plurals import filled
from extract.reading.document import printable


class WorkspaceError(ValueError):
    """Something that the workspace cannot do; `say` gives it in either language.

    >>> WorkspaceError("no_report", name="综述.txt").say("zh")
    '工作区里没有“综述.txt”；可能已被移除'
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = {name: printable(str(value)) for name, value in values.items()}
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """The message, ``zh`` or ``en``."""
        return filled(_messages()[self.code][language], **self.values)


@cache
def _messages() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("extract") / "data" / "workspace.toml").read_text("utf-8"))
