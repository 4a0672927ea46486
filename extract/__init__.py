"""Jiceng reads reports on grassroots Party work into one table of indicators.

    from extract import Report, extract
    table = extract(Report("name", "2021年以来,全市培训党员3.6万人次。", region="吉林省四平市双辽市"))
    table.facts[0].indicator                      # "party_members_trained"

The names below are the public ones; each is loaded when it is first used, so that importing the package costs nothing. `extract.repair` and `extract.catalogue` are modules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.catalogue import Catalogue, Indicator
    from extract.comparability import compare
    from extract.facts import Fact, Unread
    from extract.pipeline import extract, read_all, read_folder
    from extract.repair import Text
    from extract.report import ReadError, Report, read
    from extract.table import Source, Table

__all__ = [
    "Catalogue",
    "Fact",
    "Indicator",
    "ReadError",
    "Report",
    "Source",
    "Table",
    "Text",
    "Unread",
    "compare",
    "extract",
    "read",
    "read_all",
    "read_folder",
]

_HOMES = {
    "Catalogue": "catalogue",
    "Indicator": "catalogue",
    "compare": "comparability",
    "Fact": "facts",
    "Unread": "facts",
    "extract": "pipeline",
    "read_all": "pipeline",
    "read_folder": "pipeline",
    "Text": "repair",
    "ReadError": "report",
    "Report": "report",
    "read": "report",
    "Source": "table",
    "Table": "table",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
